"""Leaves: the blocks with inline content, from the events of a text to a unit's text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from unicodedata import east_asian_width

from varaq.document.parsing import Event
from varaq.unit import Place

_KINDS = {
    "Item": "list item",
    "TableCell": "table cell",
    "DefinitionListTitle": "term",
    "DefinitionListDefinition": "definition",
    "FootnoteDefinition": "footnote",
}
_WRAPPED = re.compile(r"\r?\n[ \t]*")
_HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff\U0001f000-\U0001faff]")
"""Korean, which has spaces between words, and emoji."""
_BACKSLASH = 0x5C
_NO_QUOTE = re.compile(r"[^>\t]")
"""What before a text is no mark of a block quote, and so the first line's alone."""


@dataclass(slots=True)
class Leaf:
    """A block with inline content that is being read; all offsets in bytes."""

    name: str
    level: int = 0
    heading_id: str = ""
    opened: int = -1
    """Where a heading's block begins, which is at its marks if they stand before its text."""
    start: int = -1
    end: int = -1
    awaited: bool = True
    """Whether what is reached next says where something begins: the text, or what follows a
    line break."""
    has_text: bool = False
    skipped: bool = False
    words: list[str] = field(default_factory=list)
    breaks: list[list[int]] = field(default_factory=list)
    """Line breaks: start, end of the break, start of what follows, 1 if hard."""
    cuts: list[tuple[int, int]] = field(default_factory=list)
    """Directives inside the text, which are no part of it."""

    def reach(self, data: bytes, start: int, end: int) -> None:
        """Take in an inline piece at these offsets."""
        if self.awaited:
            self.awaited = False
            # an escape at a unit's start is left out of the range
            begin = start - (start > 0 and data[start - 1] == _BACKSLASH)
            if self.start < 0:
                self.start = begin
            if self.breaks and self.breaks[-1][2] < 0:
                self.breaks[-1][2] = begin
        if end > self.end:
            self.end = end

    def broken(self, start: int, end: int, *, hard: bool) -> None:
        """Take in a line break."""
        self.awaited = True
        self.words.append(" ")
        self.breaks.append([start, end, -1, int(hard)])

    def close(self, data: bytes) -> None:
        """See to it that no line break, space or directive stands at the end."""
        if self.breaks and self.breaks[-1][2] < 0:  # a break that nothing follows
            start, end, _, _ = self.breaks.pop()
            if self.end <= end:  # else it stands in a link without words, and is no end
                self.end = start
        while self.cuts and self.cuts[-1][1] >= self.end:
            cut, _ = self.cuts.pop()
            self.end = min(cut, self.end)
            if self.breaks:
                start, end, following, _ = self.breaks[-1]
                if following >= self.end and not _goes_on(data, end, following):
                    self.breaks.pop()  # it has a line of its own
                    self.end = min(start, self.end)
            self.end = self.start + len(data[self.start : self.end].rstrip(b" \t"))
        while self.start < self.end and data[self.start] in b" \t":
            self.start += 1  # behind a directive


def _goes_on(data: bytes, end: int, following: int) -> bool:
    """Whether a link without words goes on between the end of a break and what follows it."""
    return bool(data[end:following].strip(b" \t>"))


def text_of(data: bytes, leaf: Leaf, quotes: int) -> str:
    """A leaf's text without container prefixes, soft-wrapped lines joined, directives cut out.

    ``quotes`` is how many block quotes it stands in.
    """
    if not leaf.cuts and data.find(b"\n", leaf.start, leaf.end) < 0:
        return data[leaf.start : leaf.end].decode()
    text = ""
    gap = ""
    at = leaf.start
    for start, end, following, hard in leaf.breaks:
        if following > end and _goes_on(data, end, following):
            continue
        broken = data[start:end]
        piece = _without(data, at, start, leaf.cuts) if leaf.cuts else data[at:start].decode()
        if gap and leaf.cuts:
            piece = piece.lstrip(" \t")  # behind a directive
            if not piece and broken[:1] != b"\\":  # which has the line for itself
                gap = "  \n" if hard else gap
                at = following
                continue
        if "\n" in piece:
            piece = _joined(piece, quotes)
        text += ("" if gap == " " and _touch(text, piece) else gap) + piece
        gap = ("\\\n" if broken[:1] == b"\\" else "  \n") if hard else " "
        at = following
    piece = _joined(_without(data, at, leaf.end, leaf.cuts), quotes)
    if gap and leaf.cuts:
        piece = piece.lstrip(" \t")
    return text + ("" if gap == " " and _touch(text, piece) else gap) + piece


def _touch(before: str, behind: str) -> bool:
    """Whether a line break between two texts is no space: between Chinese or Japanese letters.

    The rule is that of CSS Text Level 3, "Segment Break Transformation Rules".
    """
    return bool(before and behind) and _is_wide(before[-1]) and _is_wide(behind[0])


def _is_wide(char: str) -> bool:
    return not char.isascii() and east_asian_width(char) in "WFH" and not _HANGUL.match(char)


def _without(data: bytes, start: int, end: int, cuts: Sequence[tuple[int, int]]) -> str:
    """A piece without the directives in it, and without the spaces before them."""
    out = []
    for first, last in cuts[bisect_left(cuts, (start, 0)) : bisect_left(cuts, (end, 0))]:
        out.append(data[start:first].rstrip(b" \t"))
        start = min(last, end)
    return b"".join([*out, data[start:end]]).decode()


def _joined(piece: str, quotes: int) -> str:
    """A piece with the line breaks inside code spans, tags and links made spaces."""
    if quotes:
        return re.sub(rf"\r?\n(?:[ \t]*>){{0,{quotes}}}[ \t]*", " ", piece)
    return _WRAPPED.sub(" ", piece)


def prefix_of(data: bytes, start: int) -> str:
    """What a line behind the one that a text starts on (in bytes) begins with."""
    line = data.rfind(b"\n", 0, start) + 1
    line = max(line, data.rfind(b"\r", line, start) + 1)  # which ends a line by itself, too
    if line == start:
        return ""
    around, _, _ = data[line:start].partition(b"<!--")  # a directive's arrow is no mark of a quote
    return _NO_QUOTE.sub(" ", around.decode())


def end_of(data: bytes, tag: Event, end: int) -> int:
    """Where something within a text ends by its range, and a collapsed reference behind its []."""
    holder = next(iter(tag.values())) if isinstance(tag, dict) else {}
    is_short = holder.get("link_type") == "Collapsed" and data.startswith(b"[]", end)
    return end + 2 if is_short else end


def kind_of(data: bytes, leaf: Leaf, stack: Sequence[str]) -> tuple[str, Place]:
    """What a leaf is in words, and where its text stands; ``stack`` are the blocks around it."""
    if leaf.name == "Heading":
        # an ATX heading has its marks before its text, a setext heading below it
        atx = leaf.opened < leaf.start and data.startswith(b"#", leaf.opened)
        return f"heading {leaf.level}", Place.LINE if atx else Place.BLOCK
    if leaf.name == "TableCell":
        return _KINDS[leaf.name], Place.CELL
    if leaf.name == "DefinitionListTitle":
        return _KINDS[leaf.name], Place.TERM
    owner = leaf.name
    if owner == "Paragraph" and len(stack) > 1:
        owner = stack[-2]
    return _KINDS.get(owner, "paragraph"), Place.BLOCK
