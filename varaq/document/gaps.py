"""Gaps: what stands in a handout in place of BOM, front matter and directives.

A directive is taken out with the lines it fills. Where it holds two blocks apart, a comment that
says nothing stays.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TypeAlias

from varaq.document import Document, markdown
from varaq.document.directives import directives
from varaq.document.parsing import ParsingError, placed_events
from varaq.document.sifting import sift
from varaq.document.splice import assemble

Gaps: TypeAlias = Sequence[tuple[int, int, str]]
"""Where each begins and ends in a document's source, in UTF-8 bytes, and what stands there: the
head first, then one for each directive, in order."""
_COMMENT = "<!-- -->"
_MARGIN = re.compile(rb"[ \t>]*")
_LEAVES = frozenset({"Paragraph", "Heading", "HtmlBlock"})
"""What only holds text, and may be another of these for what stands behind it."""


def without(document: Document, fitted: Sequence[str | None]) -> Gaps:
    """The gaps of a document with fitted translations: nearly always those of its source."""
    if not document.comments:
        return [_head(document)]
    usual = document.held("gaps", _usual)
    trial = _Trial(document, fitted)
    return usual if trial.keeps(usual) else trial.sifted(range(1, len(usual)))


def _usual(document: Document) -> Gaps:
    """The gaps of a document in its own language."""
    trial = _Trial(document, [None] * len(document.units))
    if trial.keeps(trial.blank):
        return trial.blank
    apart = _apart(trial)
    return trial.sifted([at for at in range(1, len(trial.blank)) if at not in apart])


class _Trial:
    """A document with fitted translations, whose directives are taken out."""

    __slots__ = ("_document", "_fitted", "_wanted", "blank", "silent")

    def __init__(self, document: Document, fitted: Sequence[str | None]) -> None:
        self._document = document
        self._fitted = fitted
        self._wanted = self._shape([_head(document)])
        self.blank = document.held("gaps, blank", _blank)
        self.silent = document.held("gaps, silent", _silent)

    def words(self, gaps: Gaps) -> str:
        """The document's text."""
        return assemble(self._document, self._fitted, instead=gaps)

    def keeps(self, gaps: Gaps) -> bool:
        """Whether blocks are what they are with the directives in."""
        return self._shape(gaps) == self._wanted

    def _shape(self, gaps: Gaps) -> list[object] | None:
        """None where the library gives up."""
        try:
            return list(_undirected(markdown.skeleton(self.words(gaps))))
        except ParsingError:
            return None

    def sifted(self, candidates: Sequence[int]) -> Gaps:
        """The gaps where as many of these directives (1-based) as can be are gone."""
        size = len(self._document.source)
        return self._chosen(sift(candidates, size, lambda out: self.keeps(self._chosen(out))))

    def _chosen(self, out: Sequence[int]) -> Gaps:
        gaps = list(self.silent)
        for at in out:
            gaps[at] = self.blank[at]
        return gaps


def _head(document: Document) -> tuple[int, int, str]:
    return 0, document.body, ""


def _apart(trial: _Trial) -> set[int]:
    """The directives (1-based) that hold blocks apart, as far as is seen where they stand.

    Of several in a row, it is the last one.
    """
    try:
        pairs = list(zip(_behind(trial, trial.silent), _behind(trial, trial.blank), strict=True))
    except ParsingError:
        return set()
    rows = groupby(enumerate(pairs), key=lambda item: tuple(map(id, item[1])))
    lasts = (list(row)[-1] for _, row in rows)
    return {at for at, (held, gone) in lasts if held != gone}


def _behind(trial: _Trial, gaps: Gaps) -> list[list[object]]:
    """What begins behind each gap: how deep it stands, and a container; nothing within a text.

    For gaps in a row it is one and the same list.
    """
    places = []
    shift = 0
    for (place, _, _), (start, end, words) in zip(trial.blank, gaps, strict=True):
        places.append(place - shift)
        shift += end - start - len(words)
    found: list[list[object]] = []
    depth = 0
    fresh = verbatim = False
    for event, span in placed_events(trial.words(gaps)):
        key, value = markdown.only(event) if isinstance(event, dict) else (event, "")
        name = markdown.name_of(value) if key in ("Start", "End") else ""
        if key == "Rule" or (name and name not in markdown.INLINE):
            fresh = True
            verbatim = key == "Start" and name in markdown.VERBATIM
            if name in _LEAVES:
                continue
            if key != "End":
                found += [[depth, value]] * (bisect_right(places, span["start"]) - len(found))
            depth += (key == "Start") - (key == "End")
        elif not (verbatim and value.strip() == _COMMENT):
            new: list[object] = [depth] if fresh else []
            found += [new] * (bisect_right(places, span["start"]) - len(found))
            found += [[]] * (bisect_left(places, span["end"] + (not verbatim)) - len(found))
            fresh = False
    return found + [[depth]] * (len(places) - len(found))


def _silent(document: Document) -> Gaps:
    """The gaps with a comment that says nothing in place of each directive."""
    data = document.source.encode()
    return [
        _head(document),
        *(
            (start, end - data.endswith(b"\n", start, end), _COMMENT)
            for start, end in document.comments
        ),
    ]


def _blank(document: Document) -> Gaps:
    """The gaps with nothing in place of the directives."""
    return [_head(document), *_filled(document)]


def _filled(document: Document) -> Iterator[tuple[int, int, str]]:
    """What to take out so that a document's directives are gone, with the lines they fill."""
    data = document.source.encode()
    line = text = last = 0
    for start, end in document.comments:
        feed = data.rfind(b"\n", last, start)
        if feed >= 0 or last == 0:  # else it stands on the line of the one before
            line = feed + 1
            text = line + len(_MARGIN.match(data, line)[0])  # type: ignore[index]  # it always matches
        last = start
        if text < start:
            if data[start:end].endswith(b"\n") or end == len(data):
                yield start, end - data[start:end].endswith(b"\n"), ""  # behind a list marker
            else:  # in a text
                while data[start - 1] in b" \t":
                    start -= 1
                yield start, end, ""
            continue
        above = data[max(line - 3, 0) : line].endswith((b"\n\n", b"\n\r\n"))
        if (above or line <= document.body) and data.startswith((b"\n", b"\r\n"), end):
            end = data.index(b"\n", end) + 1
        yield line, end, ""


def _undirected(shape: Sequence[object]) -> Iterator[object]:
    """A skeleton without the HTML blocks that are directives."""
    at = 0
    while at < len(shape):
        if shape[at] == ("Start", "HtmlBlock"):
            end = shape.index(("End", "HtmlBlock"), at) + 1
            html = "".join(
                str(part[1]) for part in shape[at + 1 : end - 1] if isinstance(part, tuple)
            )
            if html.strip() == _COMMENT or directives(html):
                at = end
                continue
        yield shape[at]
        at += 1
