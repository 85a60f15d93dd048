"""The unit: a piece of a document that is translated on its own."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

_BREAKABLE = re.compile(r"[ \t-\r\x1c-\x1f\x85\u2028\u2029]+")
"""White space that means nothing more than a space; no-break spaces and the like mean more."""


class Place(StrEnum):
    """Where a unit's text stands, which decides what a translation of it may hold."""

    BLOCK = "block"
    """Markdown text at the start of a line: a paragraph, a list item, a setext heading."""
    LINE = "line"
    """Markdown text that has to stay on its line: an ATX heading."""
    TERM = "term"
    """Markdown text on a line of its own at the start of a line: a definition list's term."""
    CELL = "cell"
    """Markdown text between the bars of a table."""
    TITLE = "title"
    """The title of a link reference definition, with its quotes."""
    HTML = "html"
    """Text between the tags of a block of HTML."""
    CODE = "code"
    """A block of code."""
    WORDS = "words"
    """The words of a comment or a string in a block of code."""
    GROUP = "group"
    """Several blocks of Markdown."""
    SCALAR = "scalar"
    """A value in YAML front matter."""
    PLAIN = "plain"
    """A paragraph of a plain text document."""


def on_one_line(text: str) -> str:
    r"""A text on one line, with one space where there was white space; no-break spaces stay.

    >>> on_one_line(" Réponse\u00a01\n  de 2 ")
    'Réponse\xa01 de 2'
    """
    return _BREAKABLE.sub(" ", text).strip(" ")


class Unit(NamedTuple):
    """A piece of a document that is translated on its own (XLIFF's word).

    A library of documents makes very many of these, and a frozen dataclass takes six times as
    long to make.
    """

    text: str
    """What translators see (msgid): the source without container prefixes, on one line;
    only hard line breaks keep their newline."""
    start: int
    """Where its text begins in the document's source, in UTF-8 bytes, 0-based."""
    end: int
    """Where its text ends, in UTF-8 bytes, exclusive."""
    place: Place
    kind: str
    """What it is in words: ``heading 2``, ``paragraph``, ``list item``, ``table cell`` …"""
    line: int = 1
    """The line that it begins on, 1-based."""
    prefix: str = ""
    """What a continuation line begins with, so that it stays in the same containers."""
    section: tuple[str, ...] = ()
    """The headings above it, outermost first, without the document's title."""
    notes: tuple[str, ...] = ()
    """What the author tells translators."""
    context: str | None = None
    """The msgctxt, where the author gave one."""
    level: int = 0
    """1 to 6 for a heading, else 0."""
    anchor: str = ""
    """The id of a heading, the same in every language; empty for all else."""
    own_anchor: bool = False
    """Whether the author gave the id, so that it stands in the Markdown already."""

    @property
    def key(self) -> tuple[str | None, str]:
        """What finds its message in a catalog: (msgctxt, msgid)."""
        return (self.context, self.text)
