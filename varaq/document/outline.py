"""Outline: the headings of a document, and their ids, which are one in all languages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import NamedTuple, TypeVar

from varaq.document.markdown import plain
from varaq.errors import Problem, Severity
from varaq.unit import Unit

_NO_WORD = re.compile(r"[^\w\- ]")


class Anchors:
    """The anchors given so far in one document, so that none is given twice.

    They begin with those that its author gave. The rule is GitHub's: lower case, all but letters
    with their marks, digits and hyphens dropped, spaces made hyphens, ``-1``, ``-2`` … behind
    what stands already.

    >>> given = Anchors(["salam"])
    >>> given.of("MƏHSUL: nədir?"), given.of("Məhsul nədir"), given.of("Salam")
    ('məhsul-nədir', 'məhsul-nədir-1', 'salam-1')
    """

    __slots__ = ("_given",)

    def __init__(self, own: Iterable[str] = ()) -> None:
        self._given = dict.fromkeys(own, 0)

    def of(self, title: str) -> str:
        """The anchor of the next heading, which has this text and no id by its author."""
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

    @classmethod
    def of(cls, unit: Unit) -> Anchored:
        """That of a unit which is to be part of another one."""
        return cls(unit.start, unit.anchor, unit.own_anchor, unit.level, plain(unit.text))


_Heading = TypeVar("_Heading", Unit, Anchored)


def anchored(found: Iterable[_Heading], anchors: Mapping[int, str]) -> list[_Heading]:
    """Units, or headings that are none, with their anchors by where they start."""
    return [
        each._replace(anchor=anchors[each.start]) if each.level and not each.own_anchor else each
        for each in found
    ]


class Outline:
    """The headings so far, and those above what is being read."""

    __slots__ = ("_own", "_path", "_titled", "_titles", "section", "sections")

    section: tuple[str, ...]
    """Their texts, outermost first, without the document's own title."""
    sections: list[tuple[int, tuple[str, ...]]]
    """Where each section so far begins, in UTF-8 bytes, and what `section` is in it."""

    def __init__(self) -> None:
        self.section = ()
        self.sections = []
        self._path: list[tuple[int, str]] = []
        self._titled = False
        self._own: dict[str, int] = {}
        self._titles: list[tuple[int, str]] = []

    def own(self, anchor: str, line: int) -> Iterable[Problem]:
        """Note the id of a heading on a (1-based) line by its author; what is wrong with it."""
        if anchor in self._own:
            what = f"the heading has the id {anchor} of the one on line {self._own[anchor]}"
            remedy = "give it another, for links lead to the first"
            yield Problem("id-twice", what, remedy, line=line, severity=Severity.WARNING)
        self._own.setdefault(anchor, line)

    def title(self, words: str, start: int, own: str) -> None:
        """Note the words of a heading, whose text starts there (in bytes), and its author's id."""
        if not own:
            self._titles.append((start, words))

    def anchors(self) -> dict[int, str]:
        """Those of the headings whose authors gave none, by where their texts start (in bytes)."""
        given = Anchors(self._own)
        return {start: given.of(words) for start, words in self._titles}

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
