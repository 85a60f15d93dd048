"""Markdown: skeleton, plain words, links and HTML of a text, out of the library's events."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from varaq.document import parsing
from varaq.document.parsing import (
    OPTIONS,
    Event,
    Options,
    any_events,
    any_placed_events,
    events,
)

INLINE_TAGS = frozenset({"Emphasis", "Strong", "Strikethrough", "Superscript", "Subscript"})
INLINE_HOLDERS = frozenset({"Link", "Image"})
INLINE = INLINE_TAGS | INLINE_HOLDERS
VERBATIM = frozenset({"CodeBlock", "HtmlBlock", "MetadataBlock"})
TEXT = frozenset({"Text", "Code"})
_BARE = re.compile(r"[^\W\d_](?:(?:[^\W_]|[ .,;'’“”«»()?!/-])*[^\W_])?")
"""A text of one line that begins with a letter and has nothing in it that could be markup."""
_BEYOND_EMPHASIS = re.compile(r"[`<\[&\\$]")
"""A text without these has no markup but emphasis."""
_LINES = re.compile(r"[ \t\r\n]+")
"""What stands between words to Markdown; U+2028 and the like may be in an address."""
_BLANKS = " \t\r\n"
_SIGNS = re.compile(r"[*_`~<>&\\\[\]$^]|[\r\n]")


def html(text: str) -> str:
    """What the Markdown library makes of a text, unchanged. Raises `ParsingError`."""
    return parsing.html(text)


def skeleton(text: str) -> list[object]:
    """The block structure of a text: its block events and code, without its inline content.

    A block with inline content holds one ``"…"`` in its place, so that two texts have equal
    skeletons just when they differ in nothing but the text of their units. Raises `ParsingError`.

    >>> skeleton("# a *b*") == skeleton("# c")
    True
    >>> skeleton("- a") == skeleton("1. a")
    False
    """
    found: list[object] = []
    verbatim = False
    key: str
    value: Any
    for event in events(text):
        if isinstance(event, str):
            if event == "Rule":
                found.append(event)
            continue
        for key, value in event.items():  # there is one
            if key == "Start" or key == "End":
                name = value if isinstance(value, str) else next(iter(value))
                if name not in INLINE:
                    verbatim = key == "Start" and name in VERBATIM
                    found.append((key, value))
                    continue
            elif verbatim or key == "TaskListMarker":
                found.append((key, value))
                continue
            if found[-1] != "…":
                found.append("…")
    return found


def shaped(skeleton: list[object], shape: Callable[[Event, str], object]) -> list[object]:
    """A skeleton with no more of its code and HTML than ``shape(tag, text)`` leaves."""
    found: list[object] = []
    tag: Event = None
    held: list[str] = []
    for item in skeleton:
        key, value = item if isinstance(item, tuple) else ("", None)
        if key == "Start" and name_of(value) in VERBATIM:
            tag = value
        elif key == "End" and tag is not None:
            found.append(shape(tag, "".join(held)))
            tag = None
            held.clear()
        elif tag is not None:
            held.append(str(value))
            continue
        found.append(item)
    return found


def plain(text: str, *, math: bool = True) -> str:
    """The words of a unit's text, markup taken off; formulas count as words unless told.

    >>> plain("**Satış** - `x` [a](b)")
    'Satış - x a'
    """
    if _BARE.fullmatch(text):
        return text
    # behind a word, where nothing in a line can open a block
    return _words(f"x {text.lstrip(_BLANKS)}", math=math)[2:]


def all_plain(text: str) -> str:
    """The words of a text of several blocks, markup taken off."""
    return _words(text, math=True)


def _words(text: str, *, math: bool) -> str:
    words = []
    for event in any_events(text):
        if isinstance(event, dict):
            key, value = only(event)
            if key in TEXT or (math and key in ("InlineMath", "DisplayMath")):
                words.append(value)
        elif event in ("SoftBreak", "HardBreak"):
            words.append(" ")
    return "".join(words)


def running(text: str) -> list[tuple[int, int]]:
    """Where the running text of a unit's text stands: no code, formulas, link targets or HTML.

    Each is (start, end) in characters, 0-based, the end exclusive. Marks of emphasis may be in
    them; backslashes and entities are not, where the text has any markup beyond emphasis.

    >>> running("a *b* c"), running("ə `b` [c](d)")
    ([(0, 7)], [(0, 2), (5, 6), (7, 8)])
    """
    if not _BEYOND_EMPHASIS.search(text):
        return [(0, len(text))]
    return [(start - 2, end - 2) for start, end in _texts(f"x {text}".replace("\n", " "), 2)]


def all_running(text: str) -> list[tuple[int, int]]:
    """The same in a text of several blocks; marks of emphasis are in none of them."""
    return _texts(text, 0)


def _texts(text: str, first: int) -> list[tuple[int, int]]:
    """Where text stands from the character ``first`` on, as (start, end) in characters."""
    edges: list[int] = []
    aside = False
    data = text.encode()
    for event, span in any_placed_events(text):
        if not isinstance(event, dict):
            continue
        key, value = only(event)
        if key == "Start":
            aside = name_of(value) in VERBATIM or _is_address(value)
        elif key == "End":
            aside = False
        elif key == "Text" and not aside:
            start, end = max(span["start"], first), span["end"]
            if start < end and data[span["start"] : end].decode() == value:
                edges += (start, end)
    ends = characters(data, edges)
    return list(zip(ends[::2], ends[1::2], strict=True))


def _is_address(tag: Event) -> bool:
    """Whether a tag is a link whose text is where it leads, as in ``<http://a.az>``."""
    link = tag.get("Link") if isinstance(tag, dict) else None
    return link is not None and link["link_type"] in ("Autolink", "Email")


def only(event: Event) -> tuple[str, Any]:
    """The single key of an event, and its value."""
    ((key, value),) = event.items()
    return key, value


def name_of(tag: Event) -> str:
    """The name of a tag, without what it carries."""
    return tag if isinstance(tag, str) else str(next(iter(tag)))


def is_fenced(tag: Event) -> bool:
    """Whether a block of code stands between fences."""
    return isinstance(tag["CodeBlock"], dict)


def info_of(tag: Event) -> str:
    """The info string of a block of code; empty for one that is indented."""
    return str(tag["CodeBlock"]["Fenced"]) if is_fenced(tag) else ""


def inline_html(text: str, definitions: str = "", options: Options = OPTIONS) -> list[str]:
    """The HTML tags and comments in a unit's text, as they stand.

    ``definitions`` are Markdown's, of the references in it.

    >>> inline_html("a <b>c</b>")
    ['<b>', '</b>']
    """
    return [
        str(event.get("InlineHtml"))
        for event in inline_events(text, definitions, options)
        if isinstance(event, dict) and "InlineHtml" in event
    ]


def tags_at(text: str) -> list[int]:
    """Where the HTML tags and comments in a unit's text start, in characters.

    >>> tags_at("ə <b>c</b> `<d>`")
    [2, 6]
    """
    inline = f"x {text}".replace("\n", " ")
    data = inline.encode()
    starts = [
        span["start"]
        for event, span in any_placed_events(inline)
        if isinstance(event, dict) and "InlineHtml" in event
    ]
    return [at - 2 for at in characters(data, starts)]


def characters(data: bytes, offsets: Iterable[int]) -> list[int]:
    """Offsets in the bytes of a text as offsets in its characters; they have to ascend."""
    found = []
    at = count = 0
    for offset in offsets:
        count += len(data[at:offset].decode())
        at = offset
        found.append(count)
    return found


def all_html(text: str, options: Options = OPTIONS) -> list[str]:
    """The HTML in a text of several blocks: tags and comments, and whole blocks of HTML."""
    found = []
    for event in any_events(text, options):
        if isinstance(event, dict):
            key, value = only(event)
            if key in ("Html", "InlineHtml"):
                found.append(str(value).strip())
    return found


def link_targets(text: str, definitions: str = "", options: Options = OPTIONS) -> list[str]:
    """Where the links and images of a unit's text lead, decoded.

    ``definitions`` are Markdown's, of the references in it.

    >>> link_targets("[a](b&amp;c) <x@example.org>")
    ['b&c', 'mailto:x@example.org']
    """
    return _targets(inline_events(text, definitions, options))


def all_link_targets(text: str, options: Options = OPTIONS) -> list[str]:
    """Where the links and definitions in a text of several blocks lead, decoded."""
    found = parsing.any_definitions(text, options)
    targets = _targets(any_events(text, options))
    return targets + [str(item["dest"]) for item in found.values()]


def _targets(events: Iterator[Event]) -> list[str]:
    found = []
    for event in events:
        if isinstance(event, dict) and isinstance(tag := event.get("Start"), dict):
            holder = tag.get("Link") or tag.get("Image")
            if isinstance(holder, dict):
                prefix = "mailto:" if holder["link_type"] == "Email" else ""
                found.append(prefix + str(holder["dest_url"]))
    return found


def inline_events(text: str, definitions: str = "", options: Options = OPTIONS) -> Iterator[Event]:
    """The events of a text inside a line, behind ``x ``, where nothing in it can open a block.

    ``definitions`` are Markdown's, of the references in it. Only hard line breaks with a
    backslash stay: what is indented by four opens no block either.
    """
    lines = [_LINES.sub(" ", line) for line in text.strip(_BLANKS).split("\\\n")]
    inline = "x " + "\\\n    ".join(lines)
    found = any_events(f"{inline}\n\n{definitions}" if definitions else inline, options)
    return map(_on_one_line, found) if len(lines) > 1 else found


def _on_one_line(event: Event) -> Event:
    """An event with its code, formula or HTML on one line."""
    key, value = only(event) if isinstance(event, dict) else ("", None)
    return {key: _LINES.sub(" ", value)} if isinstance(value, str) else event


def headings(text: str) -> list[str]:
    r"""The words of the headings in a text of several blocks, markup taken off.

    >>> headings("# a *b*\n\nc\n\n> ## d")
    ['a b', 'd']
    """
    found: list[str] = []
    inside = False
    for event in any_events(text):
        if isinstance(event, str):
            if inside and event in ("SoftBreak", "HardBreak"):
                found[-1] += " "
            continue
        key, value = only(event)
        if key in ("Start", "End") and name_of(value) == "Heading":
            inside = key == "Start"
            found += [""] if inside else []
        elif inside and (key in TEXT or key in ("InlineMath", "DisplayMath")):
            found[-1] += value
    return found


def may_have_markup(text: str) -> bool:
    """Whether anything in a text could be inline markup; False is certain.

    >>> may_have_markup("1. Salam, dünya!"), may_have_markup("a * b")
    (False, True)
    """
    return _SIGNS.search(text) is not None
