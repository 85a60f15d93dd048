"""Splicing: translations put into a document's units, all else left as it stands.

A translation is made to fit where it goes, the result is read again, and a translation that
still changes the skeleton, or where a reference leads, falls back to the source, that unit alone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from varaq.document import (
    Document,
    code,
    definitions,
    frontmatter,
    markdown,
    markup,
    parsing,
    text,
    viewers,
)
from varaq.document.fitting import escape, fit, says_nothing, stands_alone
from varaq.document.sifting import sift
from varaq.unit import Place


@dataclass(frozen=True, slots=True)
class Spliced:
    """A document with translations in it."""

    fitted: tuple[str | None, ...]
    """What stands in each unit's place, escaped to fit; None where the source stands."""
    refused: frozenset[int]
    """The units (0-based) whose translation would have changed the skeleton."""


def splice(
    document: Document, translations: Sequence[str | None], settled: Collection[int] = ()
) -> Spliced:
    """Fit one translation a unit (None: keep the source) into a document.

    A translation equal to its unit's text keeps the source as it stands; one without words
    is refused. Those that are ``settled`` (0-based) have been fitted together before: where not
    all can be kept, the others give way.
    """
    fitted: list[str | None] = []
    refused = set()
    for index, (unit, words) in enumerate(zip(document.units, translations, strict=True)):
        if words is None or words == unit.text:
            fitted.append(None)
            continue
        fit_words = fit(unit, words)
        other_blocks = unit.place is Place.GROUP and not stands_alone(unit, fit_words)
        if other_blocks or says_nothing(unit, fit_words, document.lent(fit_words)):
            refused.add(index)
            fit_words = ""
        fitted.append(fit_words or None)
    if any(words is not None for words in fitted):
        keeps = _keeper(document)
        if not keeps(fitted):
            fitted, lost = _mended(document, fitted, keeps, settled)
            refused |= lost
    return Spliced(tuple(fitted), frozenset(refused))


def assemble(
    document: Document,
    fitted: Sequence[str | None],
    marks: Mapping[int, str] = MappingProxyType({}),
    instead: Sequence[tuple[int, int, str]] = (),
) -> str:
    """A document's text with fitted translations in place of its units.

    ``marks`` are put before units, by their numbers (0-based); ``instead`` says what stands in
    place of other ranges (UTF-8 bytes, in order). A unit that begins behind the start of such a
    range and before its end is left out with it.
    """
    data = document.source.encode()
    newline = "\r\n" if b"\r\n" in data else "\n"
    out: list[bytes] = []
    at = 0
    ranges = list(instead)[::-1]
    for index, (unit, words) in enumerate(zip(document.units, fitted, strict=True)):
        mark = marks.get(index)
        if words is None and mark is None:
            continue
        start, end = unit.start, unit.end
        if ranges and ranges[-1][0] < start:
            at = _passed(data, at, ranges, start, out)
        if start < at:
            continue
        out.append(data[at:start])
        at = start
        if mark is not None:
            out.append(mark.encode())
        if words is None:
            if ranges and ranges[-1][0] < end:
                at = _passed(data, at, ranges, end, out)
            out.append(data[at:end])
        else:
            out.append(_laid_out(words, newline, unit.prefix).encode(errors="replace"))
            if unit.place is Place.CELL and words.endswith("\\"):
                out.append(b" ")  # else the bar behind it would be text
        if at < end:
            at = end
    at = _passed(data, at, ranges, len(data) + 1, out)
    out.append(data[at:])
    return b"".join(out).decode()


def _laid_out(words: str, newline: str, prefix: str) -> str:
    """A text whose lines after the first have the prefix of its containers."""
    if "\n" not in words:
        return words
    first, *lines = words.split("\n")
    bare = prefix.rstrip()
    return first + "".join(f"{newline}{prefix if line else bare}{line}" for line in lines)


def _passed(
    data: bytes, at: int, ranges: list[tuple[int, int, str]], edge: int, out: list[bytes]
) -> int:
    """Put out what stands in place of the ranges before an edge; gives where to go on.

    ``ranges`` are in reverse order and lose these.
    """
    while ranges and ranges[-1][0] < edge:
        start, end, words = ranges.pop()
        out += (data[at:start], words.encode())
        at = max(at, end)
    return at


def skeleton(document: Document, source: str) -> list[object]:
    """The skeleton of a whole text in a document's format, BOM and front matter taken off."""
    if document.format == "text":
        return text.skeleton(source)
    places = {unit.place for unit in document.units}
    if not places & {Place.HTML, Place.CODE, Place.WORDS}:
        return markdown.skeleton(source)

    def shape(tag: parsing.Event, content: str) -> object:
        if tag == "HtmlBlock":
            return markup.shape(content) if Place.HTML in places else content
        if Place.CODE in places:
            return "…"
        if Place.WORDS in places:
            return code.shape(code.language(markdown.info_of(tag)), content)
        return content

    return markdown.shaped(markdown.skeleton(source), shape)


_Keeps = Callable[[Sequence[str | None]], bool]
"""Whether a document with such translations has the skeleton and references of its source."""


def _keeper(document: Document) -> _Keeps:
    """What tells that of a document, whose own skeleton is found out once."""
    headed, untouched = document.held("skeleton", _untouched)
    viewed = document.held("viewed", _viewed)

    def keeps(fitted: Sequence[str | None]) -> bool:
        source = _body(document, fitted)
        try:
            head, shape = _shape(document, source)
        except parsing.ParsingError:
            return False
        return shape == untouched and head <= headed and viewed.is_like(fitted, source)

    return keeps


def _viewed(document: Document) -> viewers.Viewed:
    _, (blocks, _) = document.held("skeleton", _untouched)
    return viewers.Viewed(document, blocks)


_Shape = tuple[list[object], dict[str, tuple[str, bool]]]
"""A skeleton, and where references lead and which have titles."""


def _untouched(document: Document) -> tuple[bool, _Shape]:
    return _shape(document, _body(document, [None] * len(document.units)))


def _body(document: Document, fitted: Sequence[str | None]) -> str:
    """What stands below front matter, with translations."""
    return assemble(document, fitted, instead=((0, document.body, ""),))


def _shape(document: Document, source: str) -> tuple[bool, _Shape]:
    """Whether the text below front matter would be front matter alone, and its shape."""
    if document.format == "text":
        return False, (skeleton(document, source), {})
    found = {each.label: (each.target, each.titled) for each in definitions.read(source)}
    return frontmatter.begins(source), (skeleton(document, source), found)


def _mended(
    document: Document, fitted: Sequence[str | None], keeps: _Keeps, settled: Collection[int]
) -> tuple[list[str | None], set[int]]:
    """Translations that keep the skeleton together, and which (0-based) are lost for that.

    Only what has to be is escaped, as far as two more readings tell.
    """
    spellings = _spellings(document, fitted)
    if kept := next(filter(keeps, spellings[1:]), None):
        return kept, set()
    lost = _lost(document, spellings[-1], keeps, settled)
    without = (
        [None if index in lost else words for index, words in enumerate(spelled)]
        for spelled in spellings
    )
    return next(filter(keeps, without)), lost


def _spellings(document: Document, fitted: Sequence[str | None]) -> list[list[str | None]]:
    """Translations as they were fitted, with all cells escaped, and with all else, too.

    And each of these with the marks escaped that may belong to some in the next text. Fitting
    escapes what is not sound by itself; of cells, it does not know which begin a line.
    """
    found: list[list[str | None]] = []
    for escaped in ((), (Place.CELL,), tuple(Place)):
        spelled = [
            escape(unit, words) if words is not None and unit.place in escaped else words
            for unit, words in zip(document.units, fitted, strict=True)
        ]
        for each in (spelled, _apart(document, spelled)):
            if each not in found:
                found.append(each)
    return found


def _apart(document: Document, fitted: Sequence[str | None]) -> list[str | None]:
    pairs = zip(document.units, fitted, strict=True)
    return [words and viewers.apart(unit, words, document.lent(words)) for unit, words in pairs]


def _lost(
    document: Document, fitted: Sequence[str | None], keeps: _Keeps, settled: Collection[int]
) -> set[int]:
    """Which translations (0-based) to leave out so that the others keep the skeleton."""
    tried = [index for index, words in enumerate(fitted) if words is not None]
    sound = [
        index
        for index in tried
        if index in settled or stands_alone(document.units[index], fitted[index] or "")
    ]
    crosses = document.held("viewed", _viewed).crosses
    sound.sort(key=lambda index: (index not in settled, crosses(index, fitted[index])))

    # each is sound by itself, so it is where they stand that matters
    def holds(kept: Sequence[int]) -> bool:
        only = set(kept)
        return keeps([words if index in only else None for index, words in enumerate(fitted)])

    return set(tried).difference(sift(sound, len(document.source), holds))
