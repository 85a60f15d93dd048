"""Sifting: of many changes, those that can be made together."""

from __future__ import annotations

from collections.abc import Callable, Sequence

_READ = 32_000_000
"""So many bytes are read in all to tell the candidates apart."""
_FEW = 64
"""So often is asked however long a text is."""


def sift(candidates: Sequence[int], size: int, holds: Callable[[Sequence[int]], bool]) -> list[int]:
    """The candidates that can be made one after the other so that ``holds`` stays true.

    ``holds`` is asked of a list of candidates, in their order; of no candidates it has to be
    true. Where n are many and k have to be left out, it is asked some k log n times. Each time
    it reads a text of ``size`` bytes: in a long one where very many have to be left out, it
    ends before all are told apart, and those that are not are left out too.

    >>> sift(range(6), 100, lambda chosen: 3 not in chosen)
    [0, 1, 2, 4, 5]
    """
    kept: list[int] = []
    parts = [list(candidates)]
    asks = max(_READ // max(size, 1), _FEW)
    while parts and asks:
        part = parts.pop()
        if not part:
            continue
        asks -= 1
        if holds([*kept, *part]):
            kept += part
        elif len(part) > 1:
            middle = len(part) // 2
            parts += (part[middle:], part[:middle])
    return kept
