"""Reading Markdown: which byte ranges of a text are units.

Nothing here writes Markdown: `varaq.document.splice` puts translations into the ranges found
here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from varaq.document import definitions, verbatim
from varaq.document.definitions import Definition
from varaq.document.directives import DIRECTIVE, directives, misplaced, mixed
from varaq.document.leaf import Leaf, end_of, kind_of, prefix_of, text_of
from varaq.document.limits import DEEPEST, MOST_UNITS, too_deep, too_many
from varaq.document.lines import Lines
from varaq.document.markdown import (
    INLINE,
    TEXT,
    VERBATIM,
    name_of,
    only,
)
from varaq.document.orders import Orders
from varaq.document.outline import Anchored, Outline, anchored
from varaq.document.parsing import Event, ParsingError, place_of, placed_events
from varaq.document.rules import USUAL, Code, Rules
from varaq.errors import Problem
from varaq.unit import Place, Unit


@dataclass(frozen=True, slots=True)
class Reading:
    """What there is to know about a Markdown text."""

    units: tuple[Unit, ...]
    comments: tuple[tuple[int, int], ...]
    """Where directives stand, in bytes; they vanish from handouts."""
    definitions: tuple[Definition, ...]
    """Offsets in bytes of the text that was read."""
    anchored: tuple[Anchored, ...]
    problems: tuple[Problem, ...]


def read(text: str, base: int = 0, first_line: int = 1, rules: Rules = USUAL) -> Reading:
    """The units of a Markdown text that has no front matter and no BOM.

    ``base`` is where the text begins in its document, in UTF-8 bytes, and is added to all
    offsets; ``first_line`` is the 1-based line that it begins on.

    Raises `VaraqError` where it is over the limits (`varaq.document.limits`), or unreadable.
    """
    try:
        return _Reader(text, base, first_line, rules).read()
    except ParsingError as error:
        raise place_of(error, text, first_line) from None


class _Reader:
    """One pass over the events of a text."""

    __slots__ = (
        "_anchored",
        "_base",
        "_comments",
        "_data",
        "_events",
        "_first_line",
        "_leaf",
        "_line_of",
        "_orders",
        "_outline",
        "_quotes",
        "_rules",
        "_skipped",
        "_stack",
        "_text",
        "_units",
    )

    def __init__(self, text: str, base: int, first_line: int, rules: Rules) -> None:
        self._text = text
        self._events: Iterator[tuple[Event, Any]] = iter(())
        self._base = base
        self._data = text.encode()
        self._rules = rules
        self._first_line = first_line
        self._line_of = Lines(self._data, first_line).of
        self._stack: list[str] = []
        self._quotes = 0
        self._leaf: Leaf | None = None
        self._units: list[Unit] = []
        self._comments: list[tuple[int, int]] = []
        self._orders = Orders()
        self._skipped: int | None = None
        """How deep (in `_stack`) the block stands that is being left out."""
        self._outline = Outline()
        self._anchored: list[Anchored] = []

    def read(self) -> Reading:
        self._events = events = placed_events(self._text)
        for event, span in events:
            if isinstance(event, str):
                self._bare(event, span["start"], span["end"])
                continue
            key: str
            value: Any
            for key, value in event.items():  # there is one
                if key == "Start":
                    self._start(value, span["start"], span["end"])
                elif key == "End":
                    if isinstance(value, dict) or value not in INLINE:
                        self._end(value)
                elif (self._skipped is None or self._leaf) and key != "TaskListMarker":
                    self._content(key, value, span["start"], span["end"])
                elif key == "InlineHtml":  # within what is skipped
                    self._orders.opening.read(value, self._line_of(span["start"]), span["end"])
        self._orders.finish(self._text)
        found = definitions.read(self._text, self._first_line)
        anchors = self._outline.anchors()
        units = anchored(self._units, anchors)
        if found:
            apart, sections = self._orders.apart, self._outline.sections
            titles = definitions.titles(self._data, found, apart, sections, self._base)
            units = sorted([*units, *titles], key=lambda unit: unit.start)
        return Reading(
            tuple(units),
            tuple(self._comments),
            found,
            tuple(anchored(sorted(self._anchored), anchors)),
            tuple(self._orders.problems),
        )

    def _content(self, key: str, value: str, start: int, end: int) -> None:
        if key == "InlineHtml" and self._skipped is None and DIRECTIVE.match(value):
            self._inline_directive(value, start, end)
            return
        leaf = self._leaf or self._opened()
        leaf.reach(self._data, start, end)
        if key == "InlineHtml":
            self._orders.opening.read(value, self._line_of(start), end)
        if key in TEXT:
            leaf.words.append(value)
            if not leaf.has_text and value and not value.isspace():
                leaf.has_text = True

    def _bare(self, event: str, start: int, end: int) -> None:
        if event == "Rule":
            self._flush()
            self._orders.skip = False
        elif self._leaf is not None and self._leaf.start >= 0:  # else behind a directive
            self._leaf.reach(self._data, start, end)
            self._leaf.broken(start, end, hard=event == "HardBreak")

    def _start(self, value: Event, start: int, end: int) -> None:
        name = name_of(value)
        if name in INLINE:
            if name == "Image":
                opening = self._orders.opening
                opening.picture = max(opening.picture, end)  # one may hold another
            if self._skipped is None or self._leaf:
                leaf = self._leaf or self._opened()
                leaf.reach(self._data, start, end_of(self._data, value, end))
            return
        if self._leaf is not None:
            self._flush()
        if name in VERBATIM:
            self._verbatim(value, start, end)
            return
        if self._orders.skip and self._skipped is None:
            self._skipped = len(self._stack)
            self._orders.leave_out(start, end)
        self._stack.append(name)
        if len(self._stack) > DEEPEST:
            raise too_deep(self._line_of(start))
        self._quotes += name == "BlockQuote"
        if name == "Heading":  # which has its anchor where it is skipped, too
            data = value["Heading"]
            own = data["id"] or ""
            if own:
                self._orders.problems += self._outline.own(own, self._line_of(start))
            self._leaf = Leaf(name, int(data["level"][1]), own, start)
            self._leaf.skipped = self._orders.no_text

    def _end(self, value: Event) -> None:
        """The end of a block."""
        name = name_of(value)
        if self._leaf is not None:
            self._flush()
        self._stack.pop()
        self._quotes -= name == "BlockQuote"
        if self._skipped == len(self._stack):
            self._skipped = None
            self._orders.forget()
        group = self._orders.group
        if group is not None and len(self._stack) < group.depth:
            self._orders.lose_group()

    def _opened(self) -> Leaf:
        """A leaf for the text that begins in the innermost block."""
        leaf = self._leaf = Leaf(self._stack[-1])
        leaf.skipped, self._orders.skip = self._orders.skip or self._orders.no_text, False
        return leaf

    def _inline_directive(self, html: str, start: int, end: int) -> None:
        """A directive inside a text: it speaks of that text, and is no part of it."""
        leaf = self._leaf or self._opened()
        if leaf.start >= 0:
            if leaf.breaks and leaf.breaks[-1][2] < 0:
                leaf.breaks[-1][2] = start
            leaf.cuts.append((start, end))
        self._comments.append((self._base + start, self._base + end))
        problem = misplaced(html, self._line_of(start))
        if problem is not None:
            self._orders.problems.append(problem)
            return
        self._obey(html, start, end)
        if self._orders.skip:
            leaf.skipped, self._orders.skip = True, False

    def _verbatim(self, tag: Event, start: int, end: int) -> None:
        is_html = tag == "HtmlBlock"
        wanted = is_html or self._rules.code is not Code.NOTHING
        pieces = []
        for event, span in self._events:
            if "End" in event:
                break
            if wanted:
                _, value = only(event)
                pieces.append((str(value), int(span["start"]), int(span["end"])))
        orders, no_text = self._orders, self._orders.no_text
        if is_html:
            html = "".join(text for text, _, _ in pieces)
            if directives(html):
                self._comments.append((self._base + start, self._base + end))
                self._obey(html, start, end)
                return
            problem = mixed(html, self._line_of(start)) if "<!--" in html else None
            if problem is not None:
                orders.problems.append(problem)
            orders.opening.read(html, self._line_of(start), end)
        wanted = orders.translate if is_html else wanted
        orders.translate = orders.translate and not is_html
        skipped = orders.skip or orders.off or no_text or self._skipped is not None
        orders.skip = False
        if skipped:
            orders.taken()
        if skipped or not wanted or not pieces:
            return
        notes, context = orders.taken()
        found = (
            verbatim.html_units(pieces, self._data)
            if is_html
            else verbatim.code_units(tag, pieces, self._data, self._rules.code, start)
        )
        for unit in found:
            self._add(unit._replace(notes=notes, context=context))

    def _obey(self, html: str, start: int, end: int) -> None:
        orders = self._orders
        found, line = directives(html), self._line_of(start)
        group = orders.obey(found, line, end, len(self._stack), len(self._units))
        if group is not None and orders.is_text(group) and self._skipped is None:
            unit = verbatim.group_unit(self._data, group, start)
            if unit is not None:
                lost = self._units[group.units :]
                self._anchored += [Anchored.of(each) for each in lost if each.level]
                del self._units[group.units :]
                self._add(unit)

    def _add(self, unit: Unit) -> None:
        """Keep a unit whose offsets are those of this text."""
        self._keep(
            unit._replace(
                start=self._base + unit.start,
                end=self._base + unit.end,
                line=self._line_of(unit.start),
                section=self._outline.section,
            )
        )

    def _keep(self, unit: Unit) -> None:
        if len(self._units) == MOST_UNITS:
            raise too_many(unit.line)
        self._units.append(unit)

    def _flush(self) -> None:
        leaf, self._leaf = self._leaf, None
        if leaf is None or not leaf.has_text:
            return
        data, outline, orders = self._data, self._outline, self._orders
        leaf.close(data)
        text = text_of(data, leaf, self._quotes)
        if leaf.cuts:
            orders.opening.rejoin(text, self._line_of(leaf.start), leaf.end)
        if leaf.skipped or orders.off or orders.no_text or self._skipped is not None:
            orders.taken()
            if leaf.level:
                words, own = "".join(leaf.words), leaf.heading_id
                start = self._base + leaf.start
                outline.title(words, start, own)
                self._anchored.append(Anchored(start, own, bool(own), leaf.level, words))
            return
        kind, place = kind_of(data, leaf, self._stack)
        if leaf.level:
            outline.leave(leaf.level)
            outline.title("".join(leaf.words), self._base + leaf.start, leaf.heading_id)
        notes, context = orders.taken()
        self._keep(
            Unit(
                text,
                self._base + leaf.start,
                self._base + leaf.end,
                place,
                kind,
                self._line_of(leaf.start),
                prefix_of(data, leaf.start) if place is Place.BLOCK else "",
                outline.section,
                notes,
                context,
                leaf.level,
                leaf.heading_id,
                bool(leaf.heading_id),
            )
        )
        if leaf.level:
            outline.enter(leaf.level, text, leaf.start)
