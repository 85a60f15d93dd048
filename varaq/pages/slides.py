"""Slides: a document's HTML cut at its headings, and long parts once more."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import groupby, pairwise

from markupsafe import Markup

from varaq.document import markup
from varaq.pages.marks import GROUP
from varaq.pages.values import Slide
from varaq.unit import on_one_line

_MOST = 90
"""How much a slide should hold, in words; one that is a single block may hold more."""
_PICTURE, _BLOCK = 60, 6
"""Words that take as much room as a picture, and as what stands around a block."""
_HEADING = re.compile(r"h[1-3]")
_LIST = re.compile(r"<(dl|ol|ul)(?: (?![^<>]*\breversed\b)[^<>]*)?>\n?")
"""A list that may be cut; one that counts down begins with how many items there are."""
_GROUP = re.compile(rf'<div class="{GROUP}\b[^<>]*>\n?')
_START = re.compile(r' start="(\d+)"')
_ITEMS = {"dl": {"dt", "dd"}, "ol": {"li"}, "ul": {"li"}}
_TAG = re.compile(r"<[a-zA-Z][^<>]*>")
_NUMBER = re.compile(r'( (?:id="|href="#))(?=[0-9]+")')
_TAGS = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True)
class _Block:
    """A block at the top level, or an item of a list there, which may go to another slide."""

    name: str
    html: str
    home: int
    """The number of the block that it is, or is in."""
    item: int = 0
    """Which item of its list it is, or which block of its group, 0-based."""
    opening: str = ""
    """The tag of its list or group."""
    closing: str = ""


def sizes(html: str) -> list[int]:
    """How much room each piece of some HTML takes that can't be cut, in words."""
    return [
        len(_words(block.html).split()) + _PICTURE * block.html.count("<img ") + _BLOCK
        for block in _blocks(html)
    ]


def slides(html: str, measures: Sequence[int]) -> list[Slide]:
    """The slides of a document's HTML.

    The first has the title: a heading of level 1 and what stands before and behind it, or, where
    another is first, what stands before that, if anything. Each heading of level 1 to 3 begins
    one. A slide is cut between blocks, or items of a list, where it has too much. ``measures``
    are the `sizes` of the document in its source language, so that the cuts are the same in
    every language; where it does not have as many pieces, its own. An id that is a number, as
    that of a heading can be, gets a colon before it: numbers in these digits are the slides'.
    """
    html = _TAG.sub(lambda tag: _NUMBER.sub(r"\1:", tag[0]), html)
    blocks = list(_blocks(html))
    if len(measures) != len(blocks):
        measures = sizes(html)
    parts: list[list[int]] = [[]]
    titled = False
    for at, block in enumerate(blocks):
        if _HEADING.fullmatch(block.name):
            if titled or block.name != "h1":
                parts.append([])
            titled = True
        parts[-1].append(at)
    found: list[Slide] = []
    for part in parts:
        heading = next((at for at in part if _HEADING.fullmatch(blocks[at].name)), -1)
        level = int(blocks[heading].name[1]) if heading >= 0 else 0
        title = _words(blocks[heading].html) if heading >= 0 else ""
        for share in _shares(part, measures, heading):
            body = _joined([blocks[at] for at in share])
            found.append(
                Slide(
                    number=len(found) + 1,
                    level=level,
                    title=title,
                    goes_on=bool(share) and share[0] > max(part[0], heading),
                    alone=share == [heading] or not share,
                    body=Markup(body),  # noqa: S704 - a part of what is safe
                )
            )
    return found


def _blocks(html: str) -> Iterator[_Block]:
    for home, (name, start, end) in enumerate(markup.top(html)):
        whole = html[start:end]
        group = _GROUP.match(whole)
        if group is not None:
            close = whole.rfind("</div>")
            inside = whole[group.end() : close]
            for item, (child, first, last) in enumerate(markup.top(inside)):
                yield _Block(child, inside[first:last], home, item, group[0], whole[close:])
            continue
        opening = _LIST.match(whole)
        close = whole.rfind(f"</{name}>")
        if opening is None or close < opening.end():
            yield _Block(name, whole, home)
            continue
        inside = whole[opening.end() : close]
        children = markup.top(inside)
        if any(child not in _ITEMS[name] for child, _, _ in children):
            yield _Block(name, whole, home)
            continue
        # a term goes with its definitions
        begins = [
            at
            for at, (child, _, _) in enumerate(children)
            if at == 0 or child == "li" or (child == "dt" and children[at - 1][0] == "dd")
        ]
        edges = [children[at][1] for at in begins] + [len(inside)]
        for item, (first, last) in enumerate(pairwise(edges)):
            yield _Block(name, inside[first:last], home, item, opening[0], whole[close:])


def _joined(blocks: Sequence[_Block]) -> str:
    """Blocks as one text, the items of a list in a list."""
    out: list[str] = []
    for _, group in groupby(blocks, lambda block: block.home):
        several = list(group)
        first = several[0]
        opening = first.opening
        if opening.startswith("<ol") and first.item:
            begun = _START.search(opening)
            number = (int(begun[1]) if begun else 1) + first.item
            opening = _START.sub("", opening).replace("<ol", f'<ol start="{number}"', 1)
        out += (opening, *(block.html for block in several), first.closing)
    return "".join(out)


def _shares(part: list[int], measures: Sequence[int], heading: int) -> list[list[int]]:
    """A part cut so that no share has too much, if it has several blocks."""
    shares: list[list[int]] = []
    size = 0
    for at in part:
        words = 0 if at == heading else measures[at]
        if not shares or (size and size + words > _MOST):
            shares.append([])
            size = 0
        shares[-1].append(at)
        size += words
    return shares or [part]


def _words(html: str) -> str:
    return on_one_line(unescape(_TAGS.sub("", html)))
