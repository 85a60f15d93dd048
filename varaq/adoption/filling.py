"""Filling: the untranslated entries of a catalog given what an adoption found for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from varaq import merge, po
from varaq.adoption.pairing import Pairing
from varaq.catalog import HEADER, Catalog, Key, Message, Style


@dataclass(frozen=True, slots=True)
class Filled:
    """A catalog with what was adopted."""

    catalog: Catalog
    taken: tuple[Pairing, ...]
    """What is in it now and was not before."""
    kept: tuple[Pairing, ...]
    """What is not: the entry had another text already."""


def filled(
    old: Catalog,
    pot: Catalog,
    found: Sequence[Pairing],
    origin: str,
    others: Sequence[Catalog] = (),
) -> Filled:
    """A catalog brought up to date with its POT, and the adopted texts in what was empty.

    An entry with any text stays as it is. ``origin`` names the translated file in the comment
    of a doubtful entry; ``others`` are the language's other catalogs, as in `merge.update`.
    """
    wanted = {pairing.unit.key: pairing for pairing in found}
    style = po.measured(old)
    messages: list[Message] = []
    for message in _with_new(old, pot, wanted, style):
        pairing = None if message.obsolete else wanted.get(message.key)
        if pairing is not None and message.plural is None and not message.has_text:
            messages.append(_filled(message, pairing, origin, style))
        else:
            messages.append(message)
    catalog = merge.update(replace(old, messages=tuple(messages)), pot, others)
    before, after = old.by_key(), catalog.by_key()
    taken, kept = [], []
    for key, pairing in wanted.items():
        if after[key].strings[0] != pairing.text:
            kept.append(pairing)
        elif key not in before or not before[key].has_text:
            taken.append(pairing)
    return Filled(catalog, tuple(taken), tuple(kept))


def _with_new(
    old: Catalog, pot: Catalog, wanted: Mapping[Key, Pairing], style: Style
) -> list[Message]:
    """The messages of a catalog, with those of the POT that it lacks and that are wanted.

    They come before an update looks for something like them, which would be a worse guess.
    """
    active = old.by_key()
    gone = {message.key for message in old.messages if message.obsolete and message.has_text}
    behind: defaultdict[Key, list[Message]] = defaultdict(list)
    place = HEADER
    for message in pot:
        if message.key in active:
            place = message.key
        elif message.key in wanted and message.key not in gone:
            behind[place].append(po.message(message.entry(), style))
    found: list[Message] = [] if old.header else behind[HEADER]
    for message in old.messages:
        found.append(message)
        if not message.obsolete:
            found += behind[message.key]
    return found


def _filled(message: Message, pairing: Pairing, origin: str, style: Style) -> Message:
    """An entry with a translation; where that is doubtful, fuzzy, and it is said why."""
    entry = message.entry()
    entry.msgstr = pairing.text
    if pairing.doubts:
        lines = [f"from {origin}:{pairing.found.line}: {doubt}" for doubt in pairing.doubts]
        entry.tcomment = "\n".join(filter(None, (entry.tcomment, *lines)))
        entry.flags = ["fuzzy", *(flag for flag in entry.flags if flag != "fuzzy")]
    return po.message(entry, style, message.lead)
