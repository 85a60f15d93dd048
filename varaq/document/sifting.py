"""Sifting: of many changes, those that can be made together."""

from __future__ import annotations

from collections.abc import Callable, Sequence


def sift(candidates: Sequence[int], holds: Callable[[Sequence[int]], bool]) -> list[int]:
    """The candidates that can be made one after the other so that ``holds`` stays true.

    ``holds`` is asked of a list of candidates, in their order; of no candidates it has to be
    true. Where n are many and k have to be left out, it is asked some k log n times.

    >>> sift(range(6), lambda chosen: 3 not in chosen)
    [0, 1, 2, 4, 5]
    """
    kept: list[int] = []
    parts = [list(candidates)]
    while parts:
        part = parts.pop()
        if not part:
            continue
        if holds([*kept, *part]):
            kept += part
        elif len(part) > 1:
            middle = len(part) // 2
            parts += (part[middle:], part[:middle])
    return kept
