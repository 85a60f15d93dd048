"""Plain text: each paragraph, the lines between blank lines, is a unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from varaq.document.limits import MOST_UNITS, too_many
from varaq.unit import Place, Unit

_PARAGRAPH = re.compile(r"(\S(?:[^\n]|\n(?![ \t\r]*(?:\n|\Z)))*)")
_LINE_BREAK = re.compile(r"(?<![ \t])[ \t]*\r?\n[ \t]*")
"""A break in a paragraph, where no line is blank; the spaces before it are looked at once."""


def read(text: str, base: int = 0) -> tuple[Unit, ...]:
    """The paragraphs of a plain text; ``base`` (bytes) is added to their offsets.

    Raises `VaraqError` where there are more than `varaq.document.limits` allows.
    """
    units: list[Unit] = []
    at_char, at_byte, line = 0, base, 1
    for match in _PARAGRAPH.finditer(text):
        start, end = match.span(1)
        end -= len(match[1]) - len(match[1].rstrip())
        between = text[at_char:start]
        line += between.count("\n")
        if len(units) == MOST_UNITS:
            raise too_many(line)
        at_byte += len(between.encode())
        words = text[start:end]
        size = len(words.encode())
        units.append(
            Unit(
                text=_LINE_BREAK.sub(" ", words),
                start=at_byte,
                end=at_byte + size,
                place=Place.PLAIN,
                kind="paragraph",
                line=line,
            )
        )
        line += words.count("\n")
        at_char, at_byte = end, at_byte + size
    return tuple(units)


def skeleton(text: str) -> list[object]:
    """The structure of a plain text: how many paragraphs it has."""
    return [len(_PARAGRAPH.findall(text))]


def html(text: str) -> str:
    r"""A plain text as HTML: a ``<p>`` for each paragraph.

    >>> html("a < b\n\nc")
    '<p>a &lt; b</p>\n<p>c</p>\n'
    """
    return "".join(f"<p>{escape(words, quote=False)}</p>\n" for words in paragraphs(text))


def paragraphs(text: str) -> Iterator[str]:
    """The paragraphs of a plain text, as they stand."""
    return (match[1].rstrip() for match in _PARAGRAPH.finditer(text))
