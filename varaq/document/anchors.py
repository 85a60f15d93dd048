"""Anchors: the ids of headings, made from the source so that they are one in all languages."""

from __future__ import annotations

import re
import unicodedata

_DROPPED = re.compile(r"[^\w\- ]+")


class Anchors:
    """The anchors given so far in one document, so that none is given twice.

    The rule is GitHub's: lower case, punctuation dropped, spaces made hyphens, ``-1``, ``-2``
    … behind what stands already.

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
        slug = _DROPPED.sub("", lowered).replace(" ", "-") or "section"
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
