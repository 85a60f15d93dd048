"""Slides: a document's HTML cut at its headings, and long parts once more."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape

from markupsafe import Markup

from varaq.document import markup
from varaq.pages.values import Slide

_MOST = 85
"""Words of the source that a slide should hold; one that is a single block may hold more."""
_HEADING = re.compile(r"h[1-3]")
_TAGS = re.compile(r"<[^<>]*>")


def sizes(html: str) -> list[int]:
    """How many words each block at the top level of some HTML has."""
    return [len(_words(html[start:end]).split()) for _, start, end in markup.top(html)]


def slides(html: str, measures: Sequence[int]) -> list[Slide]:
    """The slides of a document's HTML.

    A heading of level 1 to 3 begins one; what stands before the first goes with it. A slide is
    cut where its blocks have too many words. ``measures`` are the `sizes` of the document in its
    source language, so that the cuts are the same in every language; where it does not have as
    many blocks, its own count.
    """
    blocks = markup.top(html)
    if len(measures) != len(blocks):
        measures = sizes(html)
    parts: list[list[int]] = [[]]
    for at, (name, _, _) in enumerate(blocks):
        if _HEADING.fullmatch(name) and any(_HEADING.fullmatch(blocks[i][0]) for i in parts[-1]):
            parts.append([])
        parts[-1].append(at)
    found: list[Slide] = []
    for part in parts:
        heading = next((at for at in part if _HEADING.fullmatch(blocks[at][0])), None)
        level = int(blocks[heading][0][1]) if heading is not None else 0
        title = _words(html[slice(*blocks[heading][1:])]) if heading is not None else ""
        for share in _shares(part, measures, heading):
            body = "".join(html[slice(*blocks[at][1:])] for at in share)
            found.append(
                Slide(
                    number=len(found) + 1,
                    level=level,
                    title=title,
                    goes_on=share is not part and heading not in share and share[0] != part[0],
                    alone=share == [heading],
                    body=Markup(body),  # noqa: S704 - a part of what is safe
                )
            )
    return found


def _shares(part: list[int], measures: Sequence[int], heading: int | None) -> list[list[int]]:
    """A part cut so that no share has too many words, if it has several blocks."""
    shares: list[list[int]] = []
    size = 0
    for at in part:
        words = 0 if at == heading else measures[at]
        if not shares or (size and size + words > _MOST):
            shares.append([])
            size = 0
        shares[-1].append(at)
        size += words
    return shares or [part]


def _words(html: str) -> str:
    return " ".join(unescape(_TAGS.sub("", html)).split())
