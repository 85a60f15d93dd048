"""Content: what stands in a unit's text, as a page shows it: words, code, links, markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from varaq.document import markdown, markup
from varaq.document.definitions import written
from varaq.unit import Place

GAP = "\ufffc"
"""What stands among the words for a code span or a formula: an object (U+FFFC)."""
LITERAL = frozenset({Place.PLAIN, Place.SCALAR, Place.TITLE, Place.CODE, Place.WORDS})
"""Where a text is shown letter for letter."""
_TAGS = {"Strong": "strong", "Emphasis": "emphasis", "Strikethrough": "strikethrough"}
_HREF = re.compile(r"\b(?:href|src)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_WIDE = re.compile(r"<(?:br|p|div|li|hr)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Content:
    """What stands in one text."""

    runs: tuple[str, ...]
    """The words, entities and escapes resolved, cut wherever markup begins or ends; code spans
    and formulas are `GAP`."""
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
        return _found(markdown.events(f"{text}\n\n{known}" if known else text), 0)
    if not known and "`" not in text and not markdown.may_have_markup(text):
        return Content((" ".join(text.split()),))
    return _found(markdown.inline_events(text, known), 2)


def _found(events: Iterable[markdown.Event], lead: int) -> Content:
    """What events tell; of the first run, ``lead`` characters are not the text's own."""
    runs: list[str] = []
    current: list[str] = []
    code: list[str] = []
    links: list[str] = []
    marks: list[str] = []
    tags: list[str] = []
    block = False
    """Whether this is in a block of code."""

    def cut() -> None:
        run = "".join(current)
        if run:
            runs.append(run)
        current.clear()

    for event in events:
        if isinstance(event, str):
            current.append(" " if event in ("SoftBreak", "HardBreak") else "\n")
            continue
        key, value = markdown.only(event)
        if key == "Text" and block:
            code[-1] += value
        elif key == "Text":
            current.append(value)
        elif key in ("Code", "InlineMath", "DisplayMath"):
            code.append(value)
            marks.append("code" if key == "Code" else "math")
            current.append(GAP)
        elif key in ("InlineHtml", "Html"):
            tags.append(value.strip())
            marks.append("html")
            if _WIDE.match(value):
                current.append(" ")
            cut()
        elif key in ("Start", "End"):
            name = markdown.name_of(value)
            if name not in markdown.INLINE:
                current.append("\n" if runs or current else "")
                block = name == "CodeBlock" and key == "Start"
                if block:
                    code.append("")
            cut()
            if key == "End":
                continue
            if name in markdown.INLINE_HOLDERS:
                held = value[name]
                mail = "mailto:" if held["link_type"] == "Email" else ""
                links.append(mail + held["dest_url"])
                marks.append(name.lower())
            elif name in _TAGS:
                marks.append(_TAGS[name])
    cut()
    if lead and runs:
        runs[0] = runs[0][lead:]
    if runs:
        runs[-1] = runs[-1].rstrip("\n")
    return Content(tuple(filter(None, runs)), tuple(code), tuple(links), tuple(marks), tuple(tags))


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
    links = [one or other for one, other in _HREF.findall("".join(tags))]
    marks = ["html"] * len(tags)
    return Content(tuple(filter(None, runs)), (), tuple(links), tuple(marks), tuple(tags))
