"""Content: what stands in a unit's text, as a page shows it: words, code, links, markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from varaq.document import markdown, markup
from varaq.document.addresses import addresses
from varaq.document.definitions import folded, written
from varaq.document.parsing import Event, any_events
from varaq.unit import Place, on_one_line

GAP = "\ufffc"
"""What stands among the words for a code span or a formula: an object (U+FFFC)."""
LITERAL = frozenset({Place.PLAIN, Place.SCALAR, Place.TITLE, Place.CODE, Place.WORDS})
"""Where a text is shown letter for letter."""
_TAGS = {"Strong": "strong", "Emphasis": "emphasis", "Strikethrough": "strikethrough"}
_VERBATIM = {"Code": "code", "InlineMath": "math", "DisplayMath": "math"}
_REFERENCES = frozenset({"Reference", "Collapsed", "Shortcut"})
_WIDE = re.compile(r"<(?:br|p|div|li|hr)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Content:
    """What stands in one text."""

    runs: tuple[str, ...]
    """The words, entities and escapes resolved, cut wherever markup begins or ends; code spans
    and formulas are `GAP`. Blocks of code and HTML in a group, which stay as they are, have
    none."""
    code: tuple[str, ...] = ()
    """The code spans and formulas, in order."""
    links: tuple[str, ...] = ()
    """Where links and images lead, in order, decoded; mail addresses with ``mailto:``."""
    marks: tuple[str, ...] = ()
    """The kind of each piece of markup, in order: ``strong``, ``emphasis``,
    ``strikethrough``, ``link``, ``image``, ``code``, ``math``, ``html``."""
    tags: tuple[str, ...] = ()
    """The HTML tags and comments, in order, as they stand."""

    @property
    def words(self) -> str:
        """The runs as one text."""
        return "".join(self.runs)


def content(text: str, place: Place, labels: Mapping[str, str] | None = None) -> Content:
    """What stands in a text in a unit's place; ``labels`` are the document's (`Document.labels`).

    >>> found = content("**B** `x` [c](d.html) &amp; <i>e</i>", Place.BLOCK)
    >>> found.words.replace(GAP, "_")
    'B _ c & e'
    >>> found.code, found.links, found.tags
    (('x',), ('d.html',), ('<i>', '</i>'))
    >>> found.marks
    ('strong', 'code', 'link', 'html', 'html')
    """
    if place in LITERAL:
        return Content((text,))
    if place is Place.HTML:
        return _html(text)
    known = written(text, labels) if labels and "[" in text else ""
    if place is Place.GROUP:
        return _found(any_events(f"{text}\n\n{known}" if known else text), 0, labels or {})
    if not known and not markdown.may_have_markup(text):
        return Content((on_one_line(text),))
    return _found(markdown.inline_events(text, known), 2, labels or {})


class _Collector:
    """What the events of a text tell, as they come."""

    __slots__ = ("code", "current", "held", "in_block", "labels", "links", "marks", "runs", "tags")

    def __init__(self, labels: Mapping[str, str]) -> None:
        self.labels = labels
        self.runs: list[str] = []
        self.current: list[str] = []
        self.code: list[str] = []
        self.links: list[str] = []
        self.marks: list[str] = []
        self.tags: list[str] = []
        self.held: list[str] = []
        """The lines of the block of HTML that this is in."""
        self.in_block = False
        """Whether this is in a block of code."""

    def cut(self) -> None:
        run = "".join(self.current)
        if run:
            self.runs.append(run)
        self.current.clear()

    def text(self, words: str) -> None:
        if self.in_block:
            self.code[-1] += words
        else:
            self.current.append(words)

    def verbatim(self, kind: str, words: str) -> None:
        self.code.append(words)
        self.marks.append(kind)
        self.current.append(GAP)

    def html(self, tag: str) -> None:
        self.tags.append(tag.strip())
        self.marks.append("html")
        if _WIDE.match(tag):
            self.current.append(" ")
        self.cut()

    def edge(self, tag: Event, starts: bool) -> None:
        """Where markup or a block begins or ends."""
        name = markdown.name_of(tag)
        if name == "HtmlBlock":
            for each in markup.tags("".join(self.held)):
                self.html(each)
            self.held.clear()
        if name not in markdown.INLINE:
            if self.runs or self.current:
                self.current.append("\n")
            self.in_block = starts and name == "CodeBlock"
            self.code += [""] if self.in_block else []
        self.cut()
        if starts and name in markdown.INLINE_HOLDERS:
            held = tag[name]
            target = held["dest_url"]
            if held["link_type"] == "Email":
                target = f"mailto:{target}"
            elif held["link_type"] in _REFERENCES:
                target = self.labels.get(folded(held["id"]), target)
            self.links.append(target)
            self.marks.append(name.lower())
        elif starts and name in _TAGS:
            self.marks.append(_TAGS[name])


def _found(events: Iterable[Event], lead: int, labels: Mapping[str, str]) -> Content:
    """What events tell; of the first run, ``lead`` characters are not the text's own."""
    found = _Collector(labels)
    for event in events:
        if isinstance(event, str):
            found.text(" " if event in ("SoftBreak", "HardBreak") else "\n")
            continue
        key, value = markdown.only(event)
        if key == "Text":
            found.text(value)
        elif key in _VERBATIM:
            found.verbatim(_VERBATIM[key], value)
        elif key == "InlineHtml":
            found.html(value)
        elif key == "Html":
            found.held.append(value)
        elif key in ("Start", "End"):
            found.edge(value, key == "Start")
    found.cut()
    runs = found.runs
    if runs:
        runs[0] = runs[0][lead:]
        runs[-1] = runs[-1].rstrip("\n")
    return Content(
        tuple(filter(None, runs)),
        tuple(found.code),
        tuple(found.links),
        tuple(found.marks),
        tuple(found.tags),
    )


def _html(text: str) -> Content:
    """What stands between the tags of a block of HTML."""
    from html import unescape

    tags = markup.tags(text)
    runs: list[str] = []
    at = 0
    for tag in tags:
        start = text.index(tag, at)
        runs.append(unescape(text[at:start]))
        at = start + len(tag)
    runs.append(unescape(text[at:]))
    links = [address for address, _ in addresses(text)]
    marks = ["html"] * len(tags)
    return Content(tuple(filter(None, runs)), (), tuple(links), tuple(marks), tuple(tags))
