"""Pieces: a raw text cut into what will be paragraphs, headings, list items and rules."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from varaq.rawtext.lines import (
    SHORT,
    Line,
    ends_early,
    framed,
    joined,
    keeps_breaks,
    paragraph_a_line,
    rule,
    underlines,
    width,
)
from varaq.rawtext.lists import Marker, follows, marker, starts

Heads = Callable[[str], str]
"""Whether a line heads what stands right below it: the kind of heading, or an empty string."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a raw text that stands on its own."""

    lines: tuple[str, ...]
    """Its text without a marker; several where their breaks stay, none for a rule."""
    indent: int = 0
    """How far it is indented, in columns."""
    spaced: bool = True
    """Whether it stands behind a blank line, or first."""
    marker: Marker | None = None
    """What it begins with, for a list item."""
    underline: str = ""
    """The character that a line below it is drawn with."""

    @property
    def words(self) -> str:
        """Its text on one line, with its marker."""
        text = " ".join(self.lines)
        return f"{self.marker.text} {text}" if self.marker else text


def cut(found: Sequence[Sequence[Line]], heads: Heads) -> list[Piece]:
    """The pieces of a text that comes in groups of lines."""
    cutter = _Cutter(paragraph_a_line(found), heads)
    for group in found:
        cutter.group(group)
    return cutter.pieces


class _Cutter:
    """One pass over the groups of a text."""

    __slots__ = ("_at", "_heads", "_lines", "_seen", "_single", "pieces")

    def __init__(self, single: bool, heads: Heads) -> None:
        self._single = single
        """Whether each line is a paragraph."""
        self._heads = heads
        self._lines: Sequence[Line] = ()
        self._at = 0
        self._seen: set[tuple[str, int | None]] = set()
        """The kinds and numbers of the markers since the last paragraph."""
        self.pieces: list[Piece] = []

    def group(self, lines: Sequence[Line]) -> None:
        self._lines, self._at = lines, 0
        headed = True  # whether all above it in the group is headings
        while self._at < len(lines):
            if self._drawn():
                headed = True
                continue
            line = lines[self._at]
            found, text = marker(line.text)
            if found is not None and (headed or self._opens_list(self._at)):
                self._item(found, text)
                headed = False
                continue
            kind = self._heads(line.text) if headed and not self._single else ""
            end = self._at + 1
            while kind == "capitals" and end < len(lines) and self._heads(lines[end].text) == kind:
                end += 1
            if not kind:
                end = self._paragraph_end()
            self._add(end, broken=not kind)
            headed = bool(kind)

    def _drawn(self) -> bool:
        """Take a rule, or a heading that is underlined or stands between two rules."""
        ahead = self._lines[self._at : self._at + 3]
        drawn = [rule(line) for line in ahead]
        spaced = self._at == 0
        if drawn[0] and drawn[2:] == drawn[:1] and not drawn[1] and framed(*ahead[:2]):
            self.pieces.append(Piece((ahead[1].text,), spaced=spaced, underline=drawn[0]))
            self._at += 3
        elif drawn[0]:
            self.pieces.append(Piece((), spaced=spaced))
            self._at += 1
        elif len(drawn) > 1 and underlines(ahead[1], ahead[0]) and not _bullet(ahead[0]):
            self.pieces.append(Piece((ahead[0].text,), spaced=spaced, underline=drawn[1]))
            self._at += 2
        else:
            return False
        return True

    def _opens_list(self, at: int) -> bool:
        """Whether a marker in the middle of a group is one, and no accident of wrapping."""
        found, _ = marker(self._lines[at].text)
        if found is None:
            return False
        if self._single or self._lines[at - 1].text.endswith(":"):
            return True
        if self.pieces and self.pieces[-1].marker is not None and at == self._at:
            return True  # right below an item
        for below in range(at + 1, len(self._lines)):
            other, _ = marker(self._lines[below].text)
            if other is not None:
                return follows(other, found)
        return False

    def _item(self, found: Marker, text: str) -> None:
        lines, start = self._lines, self._at
        first = lines[start]
        self._seen.add((found.kind, found.number))
        end = start + 1
        while end < len(lines) and not rule(lines[end]):
            wrapped = not self._single and width(lines[end - 1].text) > SHORT
            other, _ = marker(lines[end].text)
            if other is not None and not (wrapped and self._by_accident(other)):
                break
            if lines[end].indent <= first.indent and not wrapped:
                break
            end += 1
        words = joined([Line(text, 0), *lines[start + 1 : end]])
        self.pieces.append(Piece((words,), first.indent, start == 0, found))
        self._at = end

    def _by_accident(self, other: Marker) -> bool:
        """Whether wrapping put a marker at the start of a line: no list is at that number."""
        before = None if other.number is None else other.number - 1
        return not starts(other) and (other.kind, before) not in self._seen

    def _paragraph_end(self) -> int:
        """Where a paragraph ends that begins here, as an index into the group's lines."""
        lines, start = self._lines, self._at
        if self._single or (not self.pieces and self._title_ends()):
            return start + 1
        by_indent: bool | None = None
        for end in range(start + 1, len(lines)):
            if rule(lines[end]) or self._opens_list(end):
                return end
            if lines[end].indent >= lines[end - 1].indent + 2:
                if by_indent is None:
                    hanging = all(line.indent > lines[start].indent for line in lines[end:])
                    by_indent = not hanging and not keeps_breaks(lines[start:])
                if by_indent:
                    return end
        return len(lines)

    def _title_ends(self) -> bool:
        """Whether the first line of a text ends there, so that what follows is no part of it."""
        lines = self._lines[self._at :]
        if len(lines) == 1 or keeps_breaks(lines):
            return True
        return ends_early(lines[0], lines[1], max(width(line.text) for line in lines))

    def _add(self, end: int, *, broken: bool) -> None:
        lines = self._lines[self._at : end]
        self._seen.clear()
        keeps = broken and keeps_breaks(lines)
        texts = tuple(line.text for line in lines) if keeps else (joined(lines),)
        self.pieces.append(Piece(texts, lines[0].indent, self._at == 0))
        self._at = end


def _bullet(line: Line) -> bool:
    """Whether a line is an item of a list that is not numbered, and so no heading."""
    found, _ = marker(line.text)
    return found is not None and found.number is None
