"""Pseudo-languages: what a template cuts off or leaves untranslated, seen without a catalog.

In ``en_XA`` letters have accents, and each text is a third longer and in brackets; in ``ar_XB``
words run from right to left, by the marks of Unicode's bidirectional algorithm (UAX #9).
Only words change: markup, code, addresses and placeholders stay.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from itertools import cycle

from varaq.catalog import Message, State
from varaq.document import Document, markdown
from varaq.document.definitions import folded
from varaq.document.references import keep
from varaq.document.splice import splice
from varaq.locales import MIRRORED
from varaq.translation import Piece, Translation
from varaq.unit import Place, Unit

_ACCENTED = str.maketrans(
    "AaBbCcDdEeFfGgHhIiJjKkLlMmNnOoPpQqRrSsTtUuVvWwXxYyZz",
    "ÁáƁƀÇçÐðÉéƑƒĜĝĤĥÎîĴĵĶķĻļṀṁÑñÖöÞþǪǫŔŕŠšŢţÛûṼṽŴŵẊẋÝýŽž",
)
_FILL = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_WORD = re.compile(r"[^\W_]+")
_OVERRIDE, _POP = "\u202e", "\u202c"
_KEPT = re.compile(
    r"""%\(\w+\)[a-z] | %[%a-z] | \$?\{[^{}]*\}                # placeholders, attributes
    | (?<![^\s()<>\[\]])[^\s()<>\[\]]*(?:://|@)[^\s()<>\[\]]+  # addresses
    | (?<![\w-])[\w-]++(?:\.[\w-]++)+                         # domains, names of files
    | <[^<>]*> | &[#\w]+;                                      # tags and entities of HTML
    | \[\^[^\[\]]*\] | \[!\w+\]                              # footnotes, alerts
    """,
    re.VERBOSE,
)
_BRACKETED = re.compile(r"\[([^\[\]]+)\]")
_MARKDOWN = frozenset({Place.BLOCK, Place.LINE, Place.TERM, Place.CELL, Place.GROUP})
_CODE = frozenset({Place.CODE, Place.WORDS})


def words(text: str, code: str) -> str:
    """A text without markup in a pseudo-language; ``code`` is ``en_XA`` or ``ar_XB``.

    >>> words("%(count)s sənəd", "en_XA")
    '[%(count)s šəñəð öñé ţŵö]'
    """
    said = _changed(text, [(0, len(text))], code, ())
    return said if code == MIRRORED else f"[{said}{_fill(text)}]"


def translated(document: Document, code: str) -> Translation:
    """A document in a pseudo-language, all of it translated but code.

    A text that would change the document's structure stands as it is in the source.
    """
    labels = document.labels
    texts = [_unit(unit, code, labels) for unit in document.units]
    kept = [
        text and keep(unit.text, text, labels).text
        for unit, text in zip(document.units, texts, strict=True)
    ]
    result = splice(document, kept)
    pieces = []
    for index, (unit, text) in enumerate(zip(document.units, kept, strict=True)):
        state = State.UNTRANSLATED if index in result.refused else State.TRANSLATED
        said = unit.text if text is None else text
        message = Message("", 0, 0, *unit.key, None, (said,), fuzzy=False, obsolete=False)
        pieces.append(Piece(unit, state, message, result.fitted[index]))
    return Translation(document, tuple(pieces))


def _unit(unit: Unit, code: str, labels: Container[str]) -> str | None:
    """A unit's text in a pseudo-language; None where it stands as it is."""
    text = unit.text
    if unit.place in _CODE:
        return None
    if unit.place not in _MARKDOWN:
        return words(text, code)
    ranges = markdown.all_running(text) if unit.place is Place.GROUP else markdown.running(text)
    if code == MIRRORED:
        return _changed(text, ranges, code, labels)
    if unit.place is not Place.GROUP:
        return rf"\[{_changed(text, ranges, code, labels)}{_fill(text)}\]"
    if not ranges:
        return None
    # blocks begin and end where they did: the brackets are inside the first and the last
    first, last = ranges[0][0], ranges[-1][1]
    inner = _changed(text[:last], ranges, code, labels)
    return rf"{text[:first]}\[{inner[first:]}{_fill(text)}\]{text[last:]}"


def _changed(
    text: str, ranges: Iterable[tuple[int, int]], code: str, labels: Container[str]
) -> str:
    """A text with its words changed where they stand in ranges of it (in characters)."""
    kept = [match.span() for match in _KEPT.finditer(text)]
    kept += [match.span() for match in _BRACKETED.finditer(text) if folded(match[1]) in labels]
    kept.sort()
    out: list[str] = []
    at = behind = 0
    for start, end in ranges:
        for match in _WORD.finditer(text, start, end):
            while behind < len(kept) and kept[behind][1] <= match.start():
                behind += 1
            if behind < len(kept) and kept[behind][0] < match.end():
                continue
            out += (text[at : match.start()], _word(match[0], code))
            at = match.end()
    return "".join([*out, text[at:]])


def _word(word: str, code: str) -> str:
    return f"{_OVERRIDE}{word}{_POP}" if code == MIRRORED else word.translate(_ACCENTED)


def _fill(text: str) -> str:
    """Words that make a text a third longer: one at least."""
    found = ""
    for word in cycle(_FILL):
        found += " " + word.translate(_ACCENTED)
        if len(found) * 3 >= len(text):
            return found
    return found
