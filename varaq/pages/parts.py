"""Parts: a long document's units on several pages, each of a weight that a page may have."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate
from typing import NamedTuple

from varaq.document import Document
from varaq.pages.rows import depths
from varaq.pages.values import Heading, Part, Row
from varaq.unit import Unit

_HEAVIEST = 38_000
"""The bytes that the rows of a page may have, so that with its head and style it has 60,000."""
_ROW = 250
"""The bytes of a row without its texts."""
_LETTER = 3
"""The bytes of a letter of a translation, in the heaviest of the common scripts."""


class Stretch(NamedTuple):
    """Some of the units of a document, which one page shows."""

    first: int
    """The number of the first, 1-based."""
    last: int
    """That of the last."""
    url: str
    """Its page, relative to the others of the same document."""
    current: bool
    """Whether the page that is asked for is this one."""


def divided(document: Document) -> tuple[tuple[int, int], ...]:
    """The parts of a document: the numbers of the first and the last unit, 1-based.

    They are the same in all languages, so that each part has its address in each.
    """
    return document.held("parts", _divided)


def _divided(document: Document) -> tuple[tuple[int, int], ...]:
    noted: set[str] = set()
    weights = []
    for unit in document.units:
        weights.append(_weight(unit, noted))
        noted.update(unit.notes)
    ends = cut(weights, [unit.level for unit in document.units], _HEAVIEST)
    starts = [0, *ends[:-1]]
    return tuple((start + 1, end) for start, end in zip(starts, ends, strict=True))


def _weight(unit: Unit, noted: set[str]) -> int:
    """About how many bytes the row of a unit has, whose notes may stand in others before it."""
    notes = sum(len(note.encode()) for note in unit.notes if note not in noted)
    return _ROW + len(unit.text.encode()) + _LETTER * len(unit.text) + notes


def cut(weights: Sequence[int], levels: Sequence[int], heaviest: int) -> list[int]:
    """Where the parts of a row of things end: about equal parts, none over ``heaviest``.

    A part ends before a heading where that is not far off; ``levels`` are those of headings,
    0 for all else. What is too heavy alone is a part.

    >>> cut([4, 4, 4, 4, 4, 4], [1, 0, 0, 0, 2, 0], 20)
    [4, 6]
    """
    sums = [0, *accumulate(weights)]
    ends: list[int] = []
    start = 0
    while sums[-1] - sums[start] > heaviest and start < len(weights) - 1:
        rest = sums[-1] - sums[start]
        aim = rest / -(-rest // heaviest)
        last = max(bisect_right(sums, sums[start] + heaviest) - 1, start + 1)
        begun = sums[start]

        def cost(end: int, begun: int = begun, aim: float = aim) -> float:
            """How far an end is from the aim, and how bad a place it is."""
            level = levels[end] if end < len(levels) else 1
            return abs(sums[end] - begun - aim) / aim + (level / 20 if level else 0.7)

        start = min(range(start + 1, last + 1), key=cost)
        ends.append(start)
    if start < len(weights) or not ends:
        ends.append(len(weights))
    return ends


def shown(
    stretches: Sequence[Stretch], rows: Sequence[Row], contents: Sequence[Heading]
) -> tuple[Part, ...]:
    """The parts as a page leads to them, with the headings of each."""
    numbers = {row.anchor: row.number for row in rows if row.anchor}
    return tuple(
        Part(
            first=each.first,
            last=each.last,
            url=each.url,
            current=each.current,
            headings=tuple(
                heading
                for heading in contents
                if each.first <= numbers.get(heading.anchor, 0) <= each.last
            ),
        )
        for each in stretches
    )


def on_its_page(
    stretches: Sequence[Stretch], rows: Sequence[Row]
) -> tuple[list[Row], dict[str, str]]:
    """The rows of the current part, and where the rows of the others are, by their ids.

    The headings of a part stand under those that are on the same page.
    """
    own: list[Row] = []
    elsewhere: dict[str, str] = {}
    for each in stretches:
        part = rows[each.first - 1 : each.last]
        if each.current:
            deep = depths([row.level for row in part])
            own += [
                replace(row, depth=depth) if depth else row
                for row, depth in zip(part, deep, strict=True)
            ]
        else:
            elsewhere.update((row.id, f"{each.url}#{row.id}") for row in part)
    return own, elsewhere
