"""Inline: where the markup in a unit's text stands, for those who show it apart from the words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from varaq.document.markdown import INLINE_HOLDERS, characters, name_of, only
from varaq.document.parsing import any_placed_events

_ALONE = {"Code": "code", "InlineMath": "math", "DisplayMath": "math", "InlineHtml": "html"}
_DELIMITERS = {"Emphasis": 1, "Strong": 2, "Strikethrough": 0}
"""How many characters these are; 0 where it is one or two."""
_IN_WORDS = re.compile(r"\\[\\\[]|(?P<break>(?:\\|(?<! ) {2,})?\n)|(?P<footnote>\[\^[^\[\]\s]+\])")
"""What the library does not see in a single text, or where its lines are one; and what is escaped,
which may look like it."""
_TAG = re.compile(
    r"""<(/?)([a-zA-Z][a-zA-Z0-9-]*)"""
    r"""(?:=\s*+[^\s"'>]++|"[^"]*"|'[^']*'|[^"'>/]|/(?!>))*+(/?)>"""
)
"""A tag; a slash at the end of a value without quotes belongs to that."""


class Mark(NamedTuple):
    """A piece of markup in a text. A catalog makes very many of these."""

    start: int
    """In characters, 0-based."""
    end: int
    """In characters, exclusive."""
    kind: str
    """``strong``, ``emphasis``, ``strikethrough``, ``link``, ``image``, ``code``, ``math``,
    ``html``, ``footnote`` or ``break``."""
    other: int = -1
    """Where its other half starts, in characters; -1 for what has no halves."""


def marks(text: str) -> list[Mark]:
    r"""The markup in a unit's text, in order; no piece overlaps another.

    Emphasis, links, images and tags that are closed have two halves with text between them; the
    second half of a link holds its target. Code, formulas, footnotes, line breaks and other
    tags stand alone.

    >>> text = "a **b** [c](d)\ne"
    >>> [text[mark.start : mark.end] for mark in marks(text)]
    ['**', '**', '[', '](d)', '\n']
    """
    inline = f"x {text}".replace("\n", " ").replace("\r", " ")
    data = inline.encode()
    found: list[tuple[int, int, str, int]] = []
    ends = [0]
    """Where the last thing in each container ends so far, in bytes; the outermost first."""
    for event, span in any_placed_events(inline):
        key, value = only(event)
        start, end = span["start"], span["end"]
        if key == "Start":
            ends.append(0)
            continue
        if key == "End":
            found += _halves(name_of(value), data, start, end, ends.pop())
        elif key in _ALONE:
            found.append((start, end, _ALONE[key], -1))
        ends[-1] = max(ends[-1], end)
    return _paired(text, _with_words(text, _placed(data, found)))


def _halves(
    name: str, data: bytes, start: int, end: int, last: int
) -> Iterator[tuple[int, int, str, int]]:
    """The two halves of a container, in bytes; ``last`` is where what it holds ends."""
    kind = name.lower()
    if name in _DELIMITERS:
        width = _DELIMITERS[name] or (2 if data[start : start + 2] == b"~~" else 1)
        yield start, start + width, kind, end - width
        yield end - width, end, kind, start
    elif name in INLINE_HOLDERS:
        if not last or data[start : start + 1] == b"<":
            yield start, end, kind, -1
        elif data[last : last + 1] == b"]":
            yield start, start + (2 if name == "Image" else 1), kind, last
            yield last, end, kind, start


def _placed(data: bytes, found: list[tuple[int, int, str, int]]) -> list[Mark]:
    """Markup by its bytes behind ``x `` as markup by its characters in the text itself."""
    result: list[Mark] = []
    places = sorted({place for start, end, _, _ in found for place in (start, end)})
    at = dict(zip(places, characters(data, places), strict=True))
    reached = 0
    for start, end, kind, other in sorted(found):
        if start >= reached:  # an address in pointed brackets holds words, and those no markup
            result.append(
                Mark(at[start] - 2, at[end] - 2, kind, at[other] - 2 if other > 0 else -1)
            )
            reached = end
    return result


def _with_words(text: str, found: list[Mark]) -> list[Mark]:
    """The markup with the line breaks and footnotes that stand outside of it."""
    more = []
    number = 0
    for match in _IN_WORDS.finditer(text):
        while number < len(found) and found[number].end <= match.start():
            number += 1
        if match.lastgroup and (number == len(found) or match.end() <= found[number].start):
            more.append(Mark(*match.span(), match.lastgroup))
    return sorted([*found, *more]) if more else found


def _paired(text: str, found: list[Mark]) -> list[Mark]:
    """The markup with each tag joined to the one that closes it."""
    open_tags: defaultdict[str, list[int]] = defaultdict(list)
    for number, mark in enumerate(found):
        tag = _TAG.fullmatch(text, mark.start, mark.end) if mark.kind == "html" else None
        if tag is None or tag[3]:
            continue
        name = tag[2].lower()
        if not tag[1]:
            open_tags[name].append(number)
        elif open_tags[name]:
            first = open_tags[name].pop()
            found[first] = found[first]._replace(other=mark.start)
            found[number] = mark._replace(other=found[first].start)
    return found
