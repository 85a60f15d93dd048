"""Lists in a raw text: what marks an item, and which items make a list."""

from __future__ import annotations

import re
from dataclasses import dataclass

_BULLET = re.compile(r"(?:[-–*·] |[•▪▫◦‣⁃∙●○■□] ?)(?=\S)")
"""No em dash: that opens direct speech in many languages. Real bullets may touch their text."""
_NUMBER = re.compile(r"(?P<number>0|[1-9][0-9]{0,8})(?P<mark>[.)]) (?=\S)")
_SPELLED = re.compile(r"(?:\((?:\d{1,3}|[^\W\d_])\)|(?:\d{1,3}|[^\W\d_])\)|\d{1,3}\.) (?=\S)")
"""Markers that Markdown has no list for: ``a)``, ``(1)``, ``01.``, ``١.``; they stay text."""

_DEEPEST = 20
"""So many lists stand in each other at most: what is deeper stands in the last of them. Each line
of a deep list is indented for all the others."""


@dataclass(frozen=True, slots=True)
class Marker:
    """What a list item begins with."""

    kind: str
    """Items of one kind may stand in one list: the bullet, or ``1.``, ``1)``, ``a) ``, ``(1) ``."""
    text: str
    """As it stands, without the space behind it."""
    number: int | None = None
    """What Markdown counts; None for bullets and for markers that stay text."""

    @property
    def stays(self) -> bool:
        """Whether the marker is part of the item's text."""
        return self.number is None and len(self.kind) > 1


@dataclass(frozen=True, slots=True)
class Item:
    """A list item, its marker given as Markdown's."""

    depth: int
    """0 for the outermost list."""
    mark: str
    """``-`` or ``*``, or a number with ``.`` or ``)``."""
    apart: bool
    """Whether a blank line has to stand before it, lest it be read as one of what precedes."""


def marker(line: str) -> tuple[Marker | None, str]:
    """The marker that a line begins with, and the text behind it.

    >>> marker("2) iki")
    (Marker(kind='1)', text='2)', number=2), 'iki')
    >>> marker("a) bir")[0].stays, marker("-5 dərəcə")[0]
    (True, None)
    """
    if match := _NUMBER.match(line):
        kind = "1" + match["mark"]
        return Marker(kind, match[0].strip(), int(match["number"])), line[match.end() :]
    if match := _BULLET.match(line):
        kind = "-" if line[0] == "–" else line[0]  # typed as one as well as the other
        return Marker(kind, line[0]), line[match.end() :]
    if match := _SPELLED.match(line):
        kind = re.sub(r"\d+", "1", match[0].strip())
        kind = re.sub(r"[^\W\d_]", lambda letter: "A" if letter[0].isupper() else "a", kind)
        return Marker(f"{kind} ", match[0].strip()), line[match.end() :]
    return None, line


def follows(this: Marker, before: Marker) -> bool:
    """Whether a marker goes on with the list of the one before it."""
    return this.kind == before.kind and (
        before.number is None or this.number is None or this.number == before.number + 1
    )


def starts(this: Marker) -> bool:
    """Whether a list may begin with a marker: with any bullet or letter, and with a 1.

    >>> [starts(marker(line)[0]) for line in ("- x", "1. x", "(b) x", "1984. x", "(4) x")]
    [True, True, True, False, False]
    """
    digits = re.sub(r"\D", "", this.text)
    return not digits or int(digits) == 1


@dataclass(slots=True)
class _Open:
    """A list that goes on."""

    indent: int
    last: Marker
    mark: str
    """How its items are marked in Markdown: ``-``, ``*``, ``.`` or ``)``."""


class Nesting:
    """The lists that are open while items are read one after another."""

    __slots__ = ("_marks", "_open")

    def __init__(self) -> None:
        self._open: list[_Open] = []
        self._marks: list[str] = []
        """How the last list on each depth was marked, within the items that are open."""

    def item(self, this: Marker, indent: int, *, spaced: bool) -> Item:
        """The place of the next item; ``indent`` in columns, ``spaced`` behind a blank line."""
        lists = self._open
        below = not spaced
        while len(lists) > 1 and indent < lists[-1].indent - 1:
            lists.pop()
            below = False
        if lists and indent <= lists[-1].indent + 1:
            for depth, place in reversed(list(enumerate(lists))):
                if abs(place.indent - indent) <= 1 and follows(this, place.last):
                    del lists[depth + 1 :], self._marks[depth + 1 :]
                    place.last = this
                    return Item(depth, _written(this, place.mark), apart=False)
            # another kind right below an item is a list within it, else one behind it
            if not below or this.kind == lists[-1].last.kind:
                lists.pop()
        return self._new(this, indent)

    def paragraph(self, indent: int) -> int:
        """How many lists a paragraph stands in that is indented so, behind an item."""
        while self._open and self._open[-1].indent + 2 > indent:
            self._open.pop()
        del self._marks[len(self._open) :]
        return len(self._open)

    def _new(self, this: Marker, indent: int) -> Item:
        """Open a list; one right before it on its depth has to be told apart from it."""
        del self._open[_DEEPEST - 1 :]
        depth = len(self._open)
        before = self._marks[depth : depth + 1]
        one, other = ("-", "*") if this.number is None else (".", ")")
        if this.kind == "1)":
            one, other = other, one
        mark = other if before == [one] else one
        self._open.append(_Open(indent, this, mark))
        self._marks[depth:] = [mark]
        # Markdown lets only a 1 stand right below a paragraph
        return Item(depth, _written(this, mark), bool(before) or this.number not in (None, 1))


def _written(this: Marker, mark: str) -> str:
    return mark if this.number is None else f"{this.number}{mark}"
