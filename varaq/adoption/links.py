"""Links: which passages of a translated file go with which of the source."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from math import log

from varaq.adoption.lattice import Move
from varaq.adoption.likelihood import Likelihood
from varaq.adoption.passages import Passage

_LIKELY = 0.5
"""Above this, no two pairings contradict one another."""
_FIRM = 0.999
_SPEAKS = 4.0
"""How much beside its length has to speak for a pair that holds what is around it in place."""
_MOVED = 6.0
"""How much has to speak for a pair in another place; more, the more places there are."""
_NEAR = 40
"""How many units to either side are looked at for what has moved."""


class Way(Enum):
    """How two sides of a link have come together."""

    STRAIGHT = "straight"
    """One with one, in order."""
    MERGED = "merged"
    """One with two, or two with one."""
    EXCHANGED = "exchanged"
    """One with one, with a neighbour between them."""
    MOVED = "moved"
    """One with one, out of order."""


class Around(Enum):
    """How far the structure of two documents agrees around a link."""

    ALL = "all along"
    HERE = "between what is firm to either side"
    NOT = "not here"


@dataclass(frozen=True, slots=True)
class Link:
    """What goes with what."""

    sources: tuple[int, ...]
    """Passages of the source, 0-based; one, or two in a row."""
    targets: tuple[int, ...]
    """Passages of the translated file; one, or two in a row."""
    sure: float
    """How sure that is by all that is known of the two documents, 0 to 1."""
    way: Way = Way.STRAIGHT
    agrees: Around = Around.NOT
    """How far structure agrees around it."""


def links(
    source: Sequence[Passage],
    target: Sequence[Passage],
    likelihood: Likelihood,
    posteriors: Mapping[Move, float],
) -> list[Link]:
    """What goes with what, in the order of the source; no source is in two links."""
    path = sorted((move, sure) for move, sure in posteriors.items() if sure > _LIKELY)
    twins = _Twins(source, target, posteriors)
    found = list(_in_order(source, target, likelihood, path, twins))
    taken = {i for link in found for i in link.sources}
    found += twins.links(taken)
    taken = {i for link in found for i in link.sources}
    spoken_for = {j for link in found for j in link.targets}
    found += _moved(
        [i for i in range(len(source)) if i not in taken],
        [j for j in range(len(target)) if j not in spoken_for and not twins.known(j)],
        likelihood,
        len(target) / max(1, len(source)),
    )
    return sorted(found, key=lambda link: link.sources)


def _in_order(
    source: Sequence[Passage],
    target: Sequence[Passage],
    likelihood: Likelihood,
    path: Sequence[tuple[Move, float]],
    twins: _Twins,
) -> Iterator[Link]:
    uneven = _uneven(source, target, likelihood, path)
    alike = not uneven and len(source) == len(target) == len(path)
    agreeing = Around.ALL if alike else Around.HERE
    for (i, j, di, dj), sure in path:
        if di + dj == 2:
            agrees = Around.NOT if (i, j) in uneven else agreeing
            yield Link((i,), (j,), max(sure, twins.sure(i, j)), Way.STRAIGHT, agrees)
        elif di == dj:
            yield Link((i,), (j + 1,), sure, Way.EXCHANGED)
            yield Link((i + 1,), (j,), sure, Way.EXCHANGED)
        else:
            yield Link(tuple(range(i, i + di)), tuple(range(j, j + dj)), sure, Way.MERGED)


def _uneven(
    source: Sequence[Passage],
    target: Sequence[Passage],
    likelihood: Likelihood,
    path: Sequence[tuple[Move, float]],
) -> set[tuple[int, int]]:
    """The pairs around which the two documents differ in structure.

    Pairs that much speaks for, and headings between headings that go together, divide the
    documents; what differs between two of these says nothing about what is behind them.
    """
    firm = _firm_headings(source, target, path)
    found: set[tuple[int, int]] = set()
    stretch: list[tuple[int, int]] = []
    differs = False
    end: tuple[Move, float] = ((len(source), len(target), 0, 0), 1.0)
    at = (0, 0)
    for (i, j, di, dj), sure in [*path, end]:
        differs = differs or at != (i, j)
        at = (i + di, j + dj)
        straight = di == dj == 1
        holds = straight and sure > _FIRM
        holds = holds and ((i, j) in firm or likelihood.beyond_length(i, j) > _SPEAKS)
        if holds or not di:
            found.update(stretch if differs else ())
            stretch, differs = [], False
            continue
        differs = differs or not straight or source[i].kind != target[j].kind
        if straight:
            stretch.append((i, j))
    return found


def _firm_headings(
    source: Sequence[Passage], target: Sequence[Passage], path: Iterable[tuple[Move, float]]
) -> set[tuple[int, int]]:
    """The headings that go together, and those before and behind them as well."""
    heads = [i for i, passage in enumerate(source) if passage.unit.level]
    counterparts = [j for j, passage in enumerate(target) if passage.unit.level]
    place = {j: number for number, j in enumerate(counterparts)}
    paired = {i: place.get(j, -9) for (i, j, di, dj), _ in path if di == dj == 1}
    row = [-1, *(paired.get(i, -9) for i in heads), len(counterparts)]
    return {
        (heads[number - 1], counterparts[here])
        for number, here in enumerate(row[1:-1], 1)
        if here >= 0 and row[number - 1] == here - 1 and row[number + 1] == here + 1
    }


class _Twins:
    """Passages whose texts are equal: which of them is meant does not matter."""

    __slots__ = ("_by_source", "_known", "_source", "_sum", "_target")

    def __init__(
        self,
        source: Sequence[Passage],
        target: Sequence[Passage],
        posteriors: Mapping[Move, float],
    ) -> None:
        self._source, self._target = source, target
        self._sum: defaultdict[tuple[object, str], float] = defaultdict(float)
        self._by_source: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
        pairs = [(i, j, sure) for (i, j, di, dj), sure in posteriors.items() if di == dj == 1]
        for i, j, sure in pairs:
            self._sum[source[i].unit.key, target[j].unit.text] += sure
            self._by_source[i].append((sure, j))
        self._known = {j for i, j, sure in pairs if sure > 0.05 and self.sure(i, j) > _LIKELY}

    def sure(self, i: int, j: int) -> float:
        """How sure it is that the text of target j is a translation of that of source i."""
        return min(1.0, self._sum[self._source[i].unit.key, self._target[j].unit.text])

    def known(self, j: int) -> bool:
        """Whether the text of target j is a translation of something that is known."""
        return j in self._known

    def links(self, taken: set[int]) -> Iterator[Link]:
        """Links for the sources that have none, but have a twin."""
        for i, candidates in self._by_source.items():
            if i not in taken:
                _, j = max(candidates)
                if self.sure(i, j) > _LIKELY:
                    yield Link((i,), (j,), self.sure(i, j))


def _moved(
    sources: Sequence[int], targets: Sequence[int], likelihood: Likelihood, scale: float
) -> Iterator[Link]:
    """Pairs out of order: each is the best for the other, and much speaks for it."""
    best: dict[int, tuple[float, int]] = {}
    rivals: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
    for i in sources:
        here = bisect_left(targets, i * scale)
        for j in targets[max(0, here - _NEAR) : here + _NEAR]:
            speaks = likelihood.pair(i, j)
            best[i] = max(best.get(i, (speaks, j)), (speaks, j))
            rivals[j].append((speaks, i))
    bar = _MOVED + log(max(1, min(len(targets), 2 * _NEAR)))
    for i, (speaks, j) in best.items():
        if speaks > bar and max(rivals[j]) == (speaks, i):
            yield Link((i,), (j,), 0.5, Way.MOVED)
