"""The body of a handout: a document's text in one language, as Markdown and as HTML.

Front matter and directives are taken out; a glossary's terms stand in the order of the
language. The HTML is what the Markdown library gives, with attributes added to the blocks of
units: a character that the text does not hold goes before each unit's text together with the
unit's number, and is turned into attributes of the tag before it.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from varaq.document import Document, markdown, text
from varaq.document.footnotes import linked
from varaq.document.gaps import Gaps, without
from varaq.document.markup import VOID
from varaq.document.opening import leaves_open
from varaq.document.outline import Anchored
from varaq.document.sifting import sift
from varaq.document.splice import assemble
from varaq.document.terms import SortKey, in_order
from varaq.unit import Place, Unit

_DELIMITER_FIRST = re.compile(r"[*_~]")
_ATTRIBUTE = re.compile(r'( ([\w-]+)="([^"]*)")')
_CLASS = re.compile(r'(?<= class=")([^"]*)')
_TAG_AT_END = re.compile(
    rf"(<(?!(?i:{'|'.join(sorted(VOID))})(?![\w-]))"
    r"[a-zA-Z][\w-]*(?: [^<>]*)?)(>\s*(?:<input [^<>]*/>\n)?(?:<br />\n)*)"
)
"""The tag right before a mark, of an element that can hold text, and what may stand between."""
_MARKED = frozenset({Place.BLOCK, Place.LINE, Place.TERM, Place.CELL, Place.HTML, Place.CODE})
"""Where a mark can stand before a unit's text and change nothing."""
_MARKS = "※⁂⁜⸎❖◈⌘☙✠"


@dataclass(frozen=True, slots=True)
class Body:
    """A document in one language, without BOM, front matter and directives."""

    document: Document
    fitted: Sequence[str | None]
    """What stands in each unit's place."""
    sort_key: SortKey | None
    gaps: Gaps
    """What stands in place of BOM, front matter and directives."""
    markdown: str
    """Its text."""

    def html(self, attributes: Callable[[int], str], left_out: str = "") -> str:
        """The same as HTML; ``attributes(index)`` is put into the tag of each unit's block.

        ``left_out`` is put into those of headings that are no units and stand in no group. Both
        have to be empty or start with a space. A unit whose text does not begin right behind
        its block's tag goes without.
        """
        if self.document.format == "text":
            numbers = iter(range(len(self.document.units)))
            plain = text.html(self.markdown)
            return re.sub(r"(?m)^<p>", lambda _: f"<p{attributes(next(numbers))}>", plain)
        return linked(_html(self, attributes, left_out))


def body(document: Document, fitted: Sequence[str | None], sort_key: SortKey | None = None) -> Body:
    """The body of a document with fitted translations.

    ``sort_key`` orders the terms of its definition lists, unless its HTML would be other HTML in
    another order.
    """
    if sort_key is not None and document.held("leaves open", _leaves_open):
        sort_key = None
    gaps = without(document, fitted)
    words = assemble(document, fitted, instead=gaps)
    if sort_key is not None:
        words = in_order(words, sort_key)
    return Body(document, fitted, sort_key, gaps, words)


def _leaves_open(document: Document) -> bool:
    return leaves_open(document.source.encode()[document.body :].decode())


def _html(body: Body, attributes: Callable[[int], str], left_out: str) -> str:
    document, fitted, gaps, sort_key = body.document, body.fitted, body.gaps, body.sort_key
    count = len(document.units)
    plain = markdown.html(body.markdown)
    mark = _mark(body.markdown + plain)  # and so not in what entities stand for, either
    if not mark:
        return plain
    alone, grouped = apart(document)
    enclosed = _enclosed(document, mark, gaps)
    # headings that are no units have the numbers behind those of the units
    given = [*map(attributes, range(count)), *(_id(heading) + left_out for heading in alone)]
    fixed = {at for at, unit in enumerate(document.units) if unit.place not in _MARKED}
    wanted = [at for at, value in enumerate(given) if value and at not in fixed]

    def marked(which: Sequence[int], gaps: Gaps) -> str:
        """The HTML with the numbers of units before their texts, between two marks."""
        marks = {number: f"{mark}{number}{mark}" for number in which}
        others = ((alone[number - count].start, number) for number in which if number >= count)
        more = [(start, start, marks[number]) for start, number in others]
        words = assemble(document, fitted, marks, sorted([*gaps, *more]) if more else gaps)
        return markdown.html(words if sort_key is None else in_order(words, sort_key, mark))

    rendered = marked(wanted, enclosed)
    if _unmarked(rendered, mark) != plain:
        # behind a mark, `**:` could close emphasis as well as open it
        risky = {at for at, unit in enumerate(document.units) if _risky(unit, fitted[at])}
        wanted = [at for at in wanted if at not in risky]
        rendered = marked(wanted, enclosed)
    if _unmarked(rendered, mark) != plain:
        # a mark can make cells, too: leave out those that change something
        kept = sift(wanted, len(plain), lambda kept: _unmarked(marked(kept, gaps), mark) == plain)
        return _with_attributes(marked(kept, gaps), mark, given)
    if enclosed is not gaps:

        def group(found: re.Match[str]) -> str:
            index = int(found[1])
            return f"<div{given[index]}>{_with_ids(found[2], grouped.get(index, ()))}</div>"

        between = rf"<!--{mark}(\d+){mark}-->(.*?)<!--{mark}{mark}-->"
        rendered = re.sub(between, group, rendered, flags=re.DOTALL)
    return _with_attributes(rendered, mark, given)


def apart(document: Document) -> tuple[list[Anchored], dict[int, list[Anchored]]]:
    """The headings that are no units: those that stand alone, and those of groups by number."""
    alone: list[Anchored] = []
    grouped: dict[int, list[Anchored]] = {}
    starts = [unit.start for unit in document.units] if document.anchored else []
    for heading in document.anchored:
        index = bisect_right(starts, heading.start) - 1
        if index >= 0 and heading.start < document.units[index].end:
            grouped.setdefault(index, []).append(heading)
        else:
            alone.append(heading)
    return alone, grouped


def _id(heading: Anchored) -> str:
    return "" if heading.own_anchor else f' id="{escape(heading.anchor)}"'


def _with_ids(html: str, headings: Sequence[Anchored]) -> str:
    """A group's HTML, which has as many headings as its source, with the source's ids."""
    pieces = re.split(r"(<h[1-6](?: [^<>]*)?)(?=>)", html)
    if len(pieces) // 2 == len(headings):
        for at, heading in zip(range(1, len(pieces), 2), headings, strict=True):
            if " id=" not in pieces[at]:
                pieces[at] += _id(heading)
    return "".join(pieces)


def _with_attributes(rendered: str, mark: str, given: Sequence[str]) -> str:
    """HTML with attributes in the tag before each mark, and without the marks."""
    pieces = re.split(rf"{mark}(\d+){mark}", rendered)
    for at in range(1, len(pieces), 2):
        before, number, pieces[at] = pieces[at - 1], int(pieces[at]), ""
        tag = before.rfind("<")
        while before.startswith(("<input ", "<br />"), tag):
            tag = before.rfind("<", 0, tag)
        match = _TAG_AT_END.fullmatch(before, max(tag, 0))
        if match is not None:
            opened = _with(match[1], given[number])
            pieces[at - 1] = f"{before[: match.start(1)]}{opened}{match[2]}"
    return "".join(pieces)


def _with(tag: str, attributes: str) -> str:
    """A tag that is open yet, with attributes; those that its author gave it stay.

    >>> _with('<h2 class="a" lang="en"', ' class="b" lang="az" dir="ltr"')
    '<h2 class="a b" lang="en" dir="ltr"'
    """
    if "=" not in tag:
        return tag + attributes
    for whole, name, value in _ATTRIBUTE.findall(attributes):
        if f' {name}="' not in tag:
            tag += whole
        elif name == "class":
            tag = _CLASS.sub(rf"\1 {value}", tag)
    return tag


def _enclosed(document: Document, mark: str, gaps: Gaps) -> Gaps:
    """The gaps with a comment, in place of two directives, on either side of each group."""
    groups = [(at, unit) for at, unit in enumerate(document.units) if unit.place is Place.GROUP]
    if not groups:
        return gaps
    instead: dict[tuple[int, int], str] = {}
    for index, unit in groups:
        # comments are in order, and none stands across the edge of a group
        behind = bisect_left(document.comments, (unit.start, 0))
        instead[document.comments[behind - 1]] = f"<!--{mark}{index}{mark}-->"
        behind = bisect_left(document.comments, (unit.end, 0), behind)
        instead[document.comments[behind]] = f"<!--{mark}{mark}-->"
    # gaps are the head and then one for each comment, in order
    found = [gaps[0]]
    for span, gap in zip(document.comments, gaps[1:], strict=True):
        if span in instead:
            held = gap[2]
            gap = (span[0], span[1], f"{instead[span]}{held}\n")
        found.append(gap)
    return found


def _unmarked(html: str, mark: str) -> str:
    if f"<!--{mark}" in html:
        html = re.sub(rf"<!--{mark}\d*{mark}-->\n?", "", html)
    return re.sub(rf"{mark}\d+{mark}", "", html)


def _risky(unit: Unit, words: str | None) -> bool:
    return bool(_DELIMITER_FIRST.match(words or unit.text))


def _mark(text: str) -> str:
    """A character of category S or P that a text does not hold; empty where there is none.

    Such a character leaves emphasis and all else beside it as it was.
    """
    for candidate in _MARKS:
        if candidate not in text:
            return candidate
    held = set(text)
    for code in range(0x2190, sys.maxunicode):
        candidate = chr(code)
        if unicodedata.category(candidate)[0] in "SP" and candidate not in held:
            return candidate
    return "" if "\ue000" in held else "\ue000"  # where all are held, no other would be safe
