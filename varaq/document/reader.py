"""Reading Markdown: which byte ranges of a text are units.

Nothing here writes Markdown: `varaq.document.splice` puts translations into the ranges found
here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pyromark

from varaq.document.anchors import Anchors
from varaq.document.directives import Directive, directives, fault
from varaq.document.markdown import (
    INLINE_HOLDERS,
    INLINE_TAGS,
    OPTIONS,
    TEXT,
    VERBATIM,
    Event,
    name_of,
    only,
)
from varaq.errors import Problem
from varaq.unit import Place, Unit

_KINDS = {
    "Paragraph": "paragraph",
    "Item": "list item",
    "TableCell": "table cell",
    "DefinitionListTitle": "term",
    "DefinitionListDefinition": "definition",
    "FootnoteDefinition": "footnote",
}
_MARKER = re.compile(r"[^>\t]")
_WRAPPED = re.compile(r"\r?\n[ \t]*")


@dataclass(frozen=True, slots=True)
class Reading:
    """What there is to know about a Markdown text."""

    units: tuple[Unit, ...]
    comments: tuple[tuple[int, int], ...]
    """Where directives stand, in bytes; they vanish from handouts."""
    problems: tuple[Problem, ...]


def read(text: str, base: int = 0, first_line: int = 1) -> Reading:
    """The units of a Markdown text that has no front matter and no BOM.

    ``base`` is where the text begins in its document, in UTF-8 bytes, and is added to all
    offsets; ``first_line`` is the 1-based line that it begins on.
    """
    return _Reader(text, base, first_line).read()


@dataclass(slots=True)
class _Leaf:
    """A block with inline content that is being read."""

    name: str
    level: int = 0
    heading_id: str = ""
    start: int = -1
    end: int = -1
    has_text: bool = False
    skipped: bool = False
    words: list[str] = field(default_factory=list)
    breaks: list[list[int]] = field(default_factory=list)
    """Line breaks: start, end of the break (bytes), start of what follows, 1 if hard."""


class _Reader:
    """One pass over the events of a text."""

    __slots__ = (
        "_anchors",
        "_base",
        "_comments",
        "_context",
        "_data",
        "_events",
        "_first_line",
        "_leaf",
        "_line",
        "_line_at",
        "_notes",
        "_path",
        "_problems",
        "_quotes",
        "_skip",
        "_skipped",
        "_stack",
        "_text",
        "_titled",
        "_units",
    )

    def __init__(self, text: str, base: int, first_line: int) -> None:
        self._text = text
        self._events: Iterator[tuple[Event, Any]] = iter(())
        self._base = base
        self._data = text.encode()
        self._first_line = first_line
        self._line = first_line
        self._line_at = 0
        self._stack: list[str] = []
        self._quotes = 0
        self._leaf: _Leaf | None = None
        self._units: list[Unit] = []
        self._comments: list[tuple[int, int]] = []
        self._problems: list[Problem] = []
        self._notes: list[str] = []
        self._context: str | None = None
        self._skip = False
        """Whether the next block is to be left out."""
        self._skipped: int | None = None
        """How deep (in `_stack`) the block stands that is being left out."""
        self._path: list[tuple[int, str]] = []
        self._titled = False
        self._anchors = Anchors()

    def read(self) -> Reading:
        self._events = events = pyromark.events_with_range(self._text, options=OPTIONS)
        for event, span in events:
            if isinstance(event, str):
                self._bare(event, span["start"], span["end"])
                continue
            key, value = only(event)
            if key == "Start":
                self._start(value, span["start"], span["end"])
            elif key == "End":
                self._end(value)
            elif self._skipped is None and key != "TaskListMarker":
                leaf = self._inline(span["start"], span["end"])
                if key in TEXT:
                    leaf.words.append(value)
                    leaf.has_text = leaf.has_text or bool(value.strip())
        return Reading(tuple(self._units), tuple(self._comments), tuple(self._problems))

    def _bare(self, event: str, start: int, end: int) -> None:
        if event == "Rule":
            self._flush()
            self._skip = False
        elif self._skipped is None and self._leaf is not None:
            self._break(start, end, event == "HardBreak")

    def _start(self, value: Event, start: int, end: int) -> None:
        name = name_of(value)
        if name in INLINE_TAGS or name in INLINE_HOLDERS:
            if self._skipped is None:
                if (
                    name in INLINE_HOLDERS
                    and value[name]["link_type"] == "Collapsed"
                    and self._data.startswith(b"[]", end)
                ):
                    end += 2  # which the range of a collapsed reference leaves out
                self._inline(start, end)
            return
        self._flush()
        if name in VERBATIM:
            self._verbatim(name, start, end)
            return
        if self._skip and self._skipped is None:
            self._skipped = len(self._stack)
            self._skip = False
        self._stack.append(name)
        self._quotes += name == "BlockQuote"
        if self._skipped is None:
            self._open(name, value)

    def _end(self, value: Event) -> None:
        name = name_of(value)
        if name in INLINE_TAGS or name in INLINE_HOLDERS:
            return
        self._flush()
        self._stack.pop()
        self._quotes -= name == "BlockQuote"
        if self._skipped == len(self._stack):
            self._skipped = None

    def _open(self, name: str, value: Event) -> None:
        if name == "Heading":
            data = value["Heading"]
            self._leaf = _Leaf(name, int(data["level"][1]), data["id"] or "")
        elif name in ("Paragraph", "TableCell", "DefinitionListTitle"):
            self._leaf = _Leaf(name)

    def _inline(self, start: int, end: int) -> _Leaf:
        leaf = self._leaf
        if leaf is None:
            # text straight in a tight list item or definition
            leaf = self._leaf = _Leaf(self._stack[-1] if self._stack else "Paragraph")
            leaf.skipped, self._skip = self._skip, False
        if leaf.start < 0:
            # an escape at a unit's start is left out of the range
            leaf.start = start - (start > 0 and self._data[start - 1] == 0x5C)
        if leaf.breaks and leaf.breaks[-1][2] < 0:
            leaf.breaks[-1][2] = start - (self._data[start - 1] == 0x5C)
        if end > leaf.end:
            leaf.end = end
        return leaf

    def _break(self, start: int, end: int, hard: bool) -> None:
        leaf = self._inline(start, end)
        leaf.end = max(leaf.end, start)
        leaf.words.append(" ")
        leaf.breaks.append([start, end, -1, int(hard)])

    def _verbatim(self, name: str, start: int, end: int) -> None:
        text = []
        for event, _ in self._events:
            if "End" in event:
                break
            text.append(next(iter(event.values())))
        found = directives("".join(text)) if name == "HtmlBlock" else ()
        if not found:
            self._skip = False
            return
        self._comments.append((self._base + start, self._base + end))
        self._obey(found, self._line_of(start))

    def _obey(self, found: Iterable[Directive], line: int) -> None:
        for directive in found:
            problem = fault(directive, line)
            if problem is not None:
                self._problems.append(problem)
            elif directive.verb == "comment":
                self._notes.append(directive.text)
            elif directive.verb == "context":
                self._context = directive.text
            else:
                self._skip = True

    def _line_of(self, offset: int) -> int:
        if offset >= self._line_at:
            self._line += self._data.count(b"\n", self._line_at, offset)
        else:
            self._line = self._first_line + self._data.count(b"\n", 0, offset)
        self._line_at = offset
        return self._line

    def _flush(self) -> None:
        leaf, self._leaf = self._leaf, None
        if leaf is None or not leaf.has_text or leaf.skipped:
            return
        data = self._data
        if leaf.breaks and leaf.breaks[-1][2] < 0:  # a break that nothing follows
            start, end, _, _ = leaf.breaks.pop()
            if leaf.end <= end:  # else it stands in a link without words, and is no end
                leaf.end = start
        line_start = data.rfind(b"\n", 0, leaf.start) + 1
        head = data[line_start : leaf.start].decode(errors="replace")
        text = self._unit_text(leaf)
        kind, place = self._kind(leaf)
        anchor = ""
        if leaf.level:
            while self._path and self._path[-1][0] >= leaf.level:
                self._path.pop()
            anchor = self._anchors.of("".join(leaf.words), leaf.heading_id)
        self._units.append(
            Unit(
                text=text,
                start=self._base + leaf.start,
                end=self._base + leaf.end,
                place=place,
                kind=kind,
                line=self._line_of(leaf.start),
                prefix=_MARKER.sub(" ", head) if place is Place.BLOCK else "",
                section=tuple(title for _, title in self._path if title),
                notes=tuple(self._notes),
                context=self._context,
                level=leaf.level,
                anchor=anchor,
                own_anchor=bool(leaf.heading_id),
            )
        )
        if leaf.level:
            # the document's own title would say nothing in every unit's section
            title = "" if leaf.level == 1 and not self._titled else text
            self._titled = True
            self._path.append((leaf.level, title))
        self._notes.clear()
        self._context = None

    def _unit_text(self, leaf: _Leaf) -> str:
        data = self._data
        if data.find(b"\n", leaf.start, leaf.end) < 0:
            return data[leaf.start : leaf.end].decode()
        pieces: list[str] = []
        at = leaf.start
        for start, end, following, hard in leaf.breaks:
            if data[end:following].strip(b" \t>"):
                continue  # a link without words goes on behind the break
            pieces.append(self._joined(data[at:start].decode()))
            broken = data[start:end]
            pieces.append(("\\\n" if broken[:1] == b"\\" else "  \n") if hard else " ")
            at = following
        pieces.append(self._joined(data[at : leaf.end].decode()))
        return "".join(pieces)

    def _joined(self, piece: str) -> str:
        """A piece with the line breaks inside code spans, tags and links made spaces."""
        if "\n" not in piece:
            return piece
        if self._quotes:
            return re.sub(rf"\r?\n(?:[ \t]*>){{0,{self._quotes}}}[ \t]*", " ", piece)
        return _WRAPPED.sub(" ", piece)

    def _kind(self, leaf: _Leaf) -> tuple[str, Place]:
        if leaf.name == "Heading":
            head = self._data.rfind(b"\n", 0, leaf.start) + 1
            # an ATX heading has its marks before its text, a setext heading below it
            atx = b"#" in self._data[head : leaf.start]
            return f"heading {leaf.level}", Place.LINE if atx else Place.BLOCK
        if leaf.name == "TableCell":
            return _KINDS[leaf.name], Place.CELL
        if leaf.name == "DefinitionListTitle":
            return _KINDS[leaf.name], Place.TERM
        owner = leaf.name
        if owner == "Paragraph":
            around = self._stack[-2] if len(self._stack) > 1 else ""
            owner = around if around in _KINDS else owner
        return _KINDS.get(owner, "paragraph"), Place.BLOCK
