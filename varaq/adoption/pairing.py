"""Pairing: which text of a translated file is the translation of which message."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from varaq.adoption.doubts import Doubts
from varaq.adoption.lattice import posteriors
from varaq.adoption.likelihood import Likelihood, Model
from varaq.adoption.links import Link, links
from varaq.adoption.passages import Passage, passages
from varaq.alignment import sentences
from varaq.catalog import Key
from varaq.document import Document
from varaq.document.invariants import universal
from varaq.unit import Unit

_RATHER_SURE = 0.8
"""How sure a pair has to be for others to be judged by it."""


@dataclass(frozen=True, slots=True)
class Pairing:
    """A unit of the source with its translation."""

    unit: Unit
    text: str
    found: Unit
    """The unit of the translated file that it was found in, the first if there are two."""
    doubts: tuple[str, ...] = ()
    """Why it is not sure, in words; empty where it is."""


@dataclass(frozen=True, slots=True)
class Adoption:
    """What a translated file gives for its source."""

    taken: tuple[Pairing, ...]
    """One a message, in the order of the source."""
    rivals: tuple[Pairing, ...]
    """Other translations of messages that are in `taken`."""
    same: tuple[Pairing, ...]
    """Texts that are the source's, letter for letter, and so most likely not translated."""
    missing: tuple[Unit, ...]
    """Units of the source that nothing was found for; one a message."""
    left: tuple[Unit, ...]
    """Units of the translated file that are no unit's translation."""
    skipped: tuple[Unit, ...]
    """Those that translate what the source leaves out of translation."""


def adopt(source: Document, translated: Document) -> Adoption:
    r"""What a translated file gives for its source.

    >>> from varaq.document import read
    >>> az = read("a", "content/a.md", "# Salam\n\nBir dünya.\n")
    >>> tr = read("a", "old.md", "# Selam\n\nBir dünya var.\n")
    >>> [(pairing.unit.text, pairing.text) for pairing in adopt(az, tr).taken]
    [('Salam', 'Selam'), ('Bir dünya.', 'Bir dünya var.')]
    """
    ours, theirs = passages(source), passages(translated)
    found: list[Link] = []
    doubts: list[tuple[str, ...]] = []
    if ours and theirs:
        sizes = (len(ours), len(theirs))
        likelihood = Likelihood(ours, theirs, Model.guess(ours, theirs))
        first = posteriors(sizes, likelihood.pairs, likelihood.model.gap)
        pairs = sorted((i, j) for (i, j, _, _), sure in first.items() if sure > _RATHER_SURE)
        likelihood = Likelihood(ours, theirs, likelihood.measured(pairs))
        found = links(
            ours, theirs, likelihood, posteriors(sizes, likelihood.moves, likelihood.model.gap)
        )
        judge = Doubts(found, ours, theirs, likelihood)
        doubts = [judge.of(link) for link in found]
    names = _names(ours, theirs, (link for link, why in zip(found, doubts, strict=True) if not why))
    pairings: list[Pairing] = []
    same: list[Pairing] = []
    for link, why in zip(found, doubts, strict=True):
        for pairing in _pairings(link, ours, theirs, why):
            as_it_was = pairing.text == pairing.unit.text
            untranslated = as_it_was and not universal(pairing.unit, names)
            (same if untranslated else pairings).append(pairing)
    return _by_message(ours, theirs, found, pairings, same)


def _by_message(
    ours: Sequence[Passage],
    theirs: Sequence[Passage],
    found: Sequence[Link],
    pairings: Sequence[Pairing],
    same: Sequence[Pairing],
) -> Adoption:
    """Of several translations of a message the first sure one, else the first."""
    taken: dict[Key, Pairing] = {}
    for pairing in sorted(pairings, key=lambda pairing: bool(pairing.doubts)):
        taken.setdefault(pairing.unit.key, pairing)
    known = taken.keys() | {pairing.unit.key for pairing in same}
    missing: dict[Key, Unit] = {}
    for passage in ours:
        if not passage.skipped and passage.unit.key not in known:
            missing.setdefault(passage.unit.key, passage.unit)
    used = {j for link in found for j in link.targets}
    used_texts = {theirs[j].unit.text for j in used}
    return Adoption(
        taken=tuple(sorted(taken.values(), key=lambda pairing: pairing.unit.start)),
        rivals=tuple(pair for pair in pairings if pair.text != taken[pair.unit.key].text),
        same=tuple(pairing for pairing in same if pairing.unit.key not in taken),
        missing=tuple(missing.values()),
        left=tuple(
            passage.unit
            for j, passage in enumerate(theirs)
            if j not in used and passage.unit.text not in used_texts
        ),
        skipped=tuple(_of_skipped(ours, theirs, found)),
    )


def _of_skipped(
    ours: Sequence[Passage], theirs: Sequence[Passage], found: Iterable[Link]
) -> Iterator[Unit]:
    """What was translated though the source leaves it out."""
    for link in found:
        source = ours[link.sources[0]]
        if source.skipped:
            units = (theirs[j].unit for j in link.targets)
            yield from (unit for unit in units if unit.text != source.unit.text)


def _names(
    ours: Sequence[Passage], theirs: Sequence[Passage], sure: Iterable[Link]
) -> frozenset[str]:
    """The words, in lower case, that stand in a text and in its translation."""
    names: set[str] = set()
    for link in sure:
        one, other = ours[link.sources[0]], theirs[link.targets[0]]
        if one.unit.text != other.unit.text:
            names.update(set(one.traits.words) & set(other.traits.words))
    return frozenset(names)


def _pairings(
    link: Link, ours: Sequence[Passage], theirs: Sequence[Passage], doubts: tuple[str, ...]
) -> Iterator[Pairing]:
    """A link as the pairings that it makes; none for what the source leaves out."""
    units = [ours[i].unit for i in link.sources]
    found = [theirs[j].unit for j in link.targets]
    text = " ".join(unit.text for unit in found)
    parts = [text] if len(units) == 1 else _cut(units[0].text, units[1].text, text)
    for i, unit, part in zip(link.sources, units, parts, strict=True):
        if part and not ours[i].skipped:
            yield Pairing(unit, part, found[0], doubts)


def _cut(one: str, two: str, text: str) -> list[str]:
    """A translation of two texts as those of each: between sentences, where lengths fit best."""
    parts = sentences(text)
    at = len(sentences(one))
    if at + len(sentences(two)) != len(parts):
        wanted = len(text) * len(one) / (len(one) + len(two))
        at = min(range(1, len(parts) + 1), key=lambda at: abs(len(" ".join(parts[:at])) - wanted))
    return [" ".join(parts[:at]), " ".join(parts[at:])]
