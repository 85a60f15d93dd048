"""Wrapping the strings of a PO file, for the files that are wrapped.

Lines break where UAX #14 allows it (ICU) and are measured in columns, wide characters as
two, as GNU gettext does.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from varaq.catalog import Catalog, Style

_USUAL = 79
_WIDTHS = (79, 78, 80, 77, 76, 100, 120)
"""What editors wrap at, the most usual first."""
_SAMPLES = 24
_BLOCK = re.compile(r'msgstr(?:\[\d+\])?[ \t]*((?:"(?:[^"\\]|\\.)*"\s*(?:#~[ \t]*)?)+)')
_LINE = re.compile(r'"((?:[^"\\]|\\.)*)"')
_AFTER_FEED = re.compile(r"(?<=[^\\]\\n)")
_ESCAPE_AT_END = re.compile(r"(?:^|[^\\])(?:\\\\)*\\$")


def columns(text: str) -> int:
    """How many columns of a terminal a text takes.

    >>> columns("ab"), columns("漢字"), columns("é")
    (2, 4, 1)
    """
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )


def measured(catalog: Catalog) -> Style:
    """The style of a catalog's file, the width of its lines found out where it is wrapped.

    It is the width that reproduces most of the strings that were wrapped: one of the usual ones,
    or that of the longest line that could have been wrapped, which is no wider than the file.
    """
    samples = []
    for message in catalog.messages:
        for block in _BLOCK.findall(message.text, message.head):
            lines = [line for line in _LINE.findall(block) if line]
            whole = _broken(lines)
            if len(whole) < len(lines):  # one of them was wrapped
                samples.append(([_sized(line) for line in whole], lines))
        if len(samples) >= _SAMPLES:
            break
    longest = max(
        (columns(line) + 2 for _, lines in samples for line in lines if len(_pieces(line)) > 1),
        default=_USUAL,
    )
    best = max(
        (*_WIDTHS, longest),
        key=lambda width: sum(
            [part for pieces in broken for part in _lines(pieces, width - 2)] == lines
            for broken, lines in samples
        ),
    )
    return replace(catalog.style, width=best)


def _broken(lines: list[str]) -> list[str]:
    """The lines of a string as they are before wrapping: each ends with its line feed."""
    return [line for line in _AFTER_FEED.split("".join(lines)) if line]


def wrapped(escaped: str, width: int) -> list[str]:
    """An escaped text in lines of at most ``width`` columns, where it can be broken.

    >>> wrapped("bir iki üç", 8)
    ['bir iki ', 'üç']
    """
    if columns(escaped) <= width:
        return [escaped]
    return _lines(_sized(escaped), width)


def _sized(escaped: str) -> list[tuple[str, int]]:
    """The pieces of a text, each with its columns."""
    return [(piece, columns(piece)) for piece in _pieces(escaped)]


def _lines(pieces: list[tuple[str, int]], width: int) -> list[str]:
    """Pieces in lines of at most a width, the spaces at a line's end included."""
    lines = [""]
    used = 0
    for piece, size in pieces:
        if lines[-1] and used + size > width:
            lines.append("")
            used = 0
        lines[-1] += piece
        used += size
    return lines


def _pieces(escaped: str) -> list[str]:
    """A text cut wherever a line may end, but never inside an escape."""
    from icu4py.breakers import LineBreaker  # only where a wrapped file is changed

    pieces: list[str] = []
    for unit in LineBreaker(escaped, "en"):
        if pieces and _ESCAPE_AT_END.search(pieces[-1]):
            pieces[-1] += unit
        else:
            pieces.append(unit)
    return pieces
