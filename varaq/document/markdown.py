"""Markdown, as the library reads it: events, skeleton, plain words, links, HTML.

pyromark (pulldown-cmark) reads CommonMark 0.31.2 with GitHub's extensions and says where
each piece stands in the source.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyromark

OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_HEADING_ATTRIBUTES
    | pyromark.Options.ENABLE_MATH
    | pyromark.Options.ENABLE_GFM
    | pyromark.Options.ENABLE_DEFINITION_LIST
)
"""The Markdown that varaq reads. Metadata blocks are off: they swallow ``---…---`` anywhere."""

INLINE_TAGS = frozenset({"Emphasis", "Strong", "Strikethrough", "Superscript", "Subscript"})
INLINE_HOLDERS = frozenset({"Link", "Image"})
VERBATIM = frozenset({"CodeBlock", "HtmlBlock", "MetadataBlock"})
TEXT = frozenset({"Text", "Code"})
Event = Any
"""An event of pyromark's: a string, or a dictionary with a single key."""


def html(text: str) -> str:
    """What the Markdown library makes of a text, unchanged."""
    return pyromark.html(text, options=OPTIONS)


def skeleton(text: str) -> list[object]:
    """The block structure of a text: its block events and code, without its inline content.

    A block with inline content holds one ``"…"`` in its place, so that two texts have equal
    skeletons just when they differ in nothing but the text of their units.

    >>> skeleton("# a *b*") == skeleton("# c")
    True
    >>> skeleton("- a") == skeleton("1. a")
    False
    """
    shape: list[object] = []
    verbatim = False
    for event in pyromark.events(text, options=OPTIONS):
        if isinstance(event, str):
            if event == "Rule":
                shape.append(event)
            continue
        key, value = only(event)
        if key in ("Start", "End"):
            name = name_of(value)
            if name in INLINE_TAGS or name in INLINE_HOLDERS:
                if shape[-1] != "…":
                    shape.append("…")
                continue
            verbatim = key == "Start" and name in VERBATIM
            shape.append((key, value))
        elif verbatim or key == "TaskListMarker":
            shape.append((key, value))
        elif shape[-1] != "…":
            shape.append("…")
    return shape


def plain(text: str, *, math: bool = True) -> str:
    """The words of a unit's text, markup taken off; formulas count as words unless told.

    >>> plain("**Satış** - `x` [a](b)")
    'Satış - x a'
    """
    words = []
    for event in pyromark.events(text, options=OPTIONS):
        if isinstance(event, dict):
            key, value = only(event)
            if key in TEXT or (math and key in ("InlineMath", "DisplayMath")):
                words.append(value)
        elif event in ("SoftBreak", "HardBreak"):
            words.append(" ")
    return "".join(words)


def only(event: Event) -> tuple[str, Any]:
    """The single key of an event, and its value."""
    for key, value in event.items():
        return key, value
    raise ValueError(event)


def name_of(tag: Event) -> str:
    """The name of a tag, without what it carries."""
    return tag if isinstance(tag, str) else str(next(iter(tag)))


def inline_html(text: str) -> list[str]:
    """The HTML tags and comments in a unit's text, as they stand.

    >>> inline_html("a <b>c</b>")
    ['<b>', '</b>']
    """
    return [
        str(event.get("InlineHtml"))
        for event in inline_events(text)
        if isinstance(event, dict) and "InlineHtml" in event
    ]


def link_targets(text: str) -> list[str]:
    """Where the links and images of a unit's text lead, decoded.

    >>> link_targets("[a](b&amp;c) <x@example.org>")
    ['b&c', 'mailto:x@example.org']
    """
    found = []
    for event in inline_events(text):
        if isinstance(event, dict) and isinstance(tag := event.get("Start"), dict):
            holder = tag.get("Link") or tag.get("Image")
            if isinstance(holder, dict):
                prefix = "mailto:" if holder["link_type"] == "Email" else ""
                found.append(prefix + str(holder["dest_url"]))
    return found


def inline_events(text: str) -> Iterator[Event]:
    """The events of a text inside a line, behind ``x ``, where nothing in it can open a block."""
    return iter(pyromark.events("x " + " ".join(text.split()), options=OPTIONS))
