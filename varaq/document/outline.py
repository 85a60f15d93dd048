"""Outline: the headings of a document, and their ids, which are one in all languages."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

_NO_WORD = re.compile(r"[^\w\- ]")


class Anchors:
    """The anchors given so far in one document, so that none is given twice.

    The rule is GitHub's: lower case, all but letters with their marks, digits and hyphens dropped,
    spaces made hyphens, ``-1``, ``-2`` … behind what stands already.

    >>> given = Anchors()
    >>> given.of("MƏHSUL: nədir?"), given.of("Məhsul nədir"), given.of("x", "own-id")
    ('məhsul-nədir', 'məhsul-nədir-1', 'own-id')
    """

    __slots__ = ("_given",)

    def __init__(self) -> None:
        self._given: dict[str, int] = {}

    def of(self, title: str, own: str = "") -> str:
        """The anchor of a heading with this text; ``own`` is what its author gave it."""
        if own:
            self._given.setdefault(own, 0)
            return own
        # İ lower-cases to i and a combining dot, which no one would type in a link
        lowered = unicodedata.normalize("NFC", title.replace("İ", "i").lower()).strip()
        slug = _NO_WORD.sub(_mark, lowered).replace(" ", "-") or "section"
        count = self._given.get(slug)
        if count is None:
            self._given[slug] = 0
            return slug
        while True:
            count += 1
            numbered = f"{slug}-{count}"
            if numbered not in self._given:
                self._given[slug] = count
                self._given[numbered] = 0
                return numbered


def _mark(match: re.Match[str]) -> str:
    """A character of no word where it is a mark, such as a vowel of Hindi or Thai."""
    return match[0] if unicodedata.category(match[0])[0] == "M" else ""


class Anchored(NamedTuple):
    """A heading that is no unit of its own: one that is skipped, or stands in a group."""

    start: int
    """Where its text begins, in UTF-8 bytes."""
    anchor: str
    own_anchor: bool
    """Whether the author gave the id."""
    level: int
    """1 to 6."""
    words: str
    """Its text without markup."""


class Outline:
    """The headings above what is being read."""

    __slots__ = ("_anchors", "_path", "_titled", "section", "sections")

    section: tuple[str, ...]
    """Their texts, outermost first, without the document's own title."""
    sections: list[tuple[int, tuple[str, ...]]]
    """Where each section so far begins, in UTF-8 bytes, and what `section` is in it."""

    def __init__(self) -> None:
        self.section = ()
        self.sections = []
        self._path: list[tuple[int, str]] = []
        self._titled = False
        self._anchors = Anchors()

    def anchor(self, words: str, own: str) -> str:
        """The anchor of the next heading, by its words and the id that its author gave it."""
        return self._anchors.of(words, own)

    def leave(self, level: int) -> None:
        """Leave what stands under headings of this level, and of those below."""
        while self._path and self._path[-1][0] >= level:
            self._path.pop()
        self.section = tuple(title for _, title in self._path if title)

    def enter(self, level: int, text: str, start: int) -> None:
        """Go on under a heading whose text starts there (in bytes)."""
        # the document's own title would say nothing in every unit's section
        title = "" if level == 1 and not self._titled else text
        self._titled = True
        self._path.append((level, title))
        if title:
            self.section += (title,)
        self.sections.append((start, self.section))
