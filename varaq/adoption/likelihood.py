"""Likelihood: how much likelier two passages are a text and its translation than by chance.

What each feature weighs is measured on the two documents themselves: how long the translation
is by the source, how often it keeps a name, how often a passage has no counterpart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import log
from statistics import median

from varaq.adoption.company import Company
from varaq.adoption.features import Keepsakes, Lengths, Structure
from varaq.adoption.passages import Passage

_KEPT = {"number": 0.9, "code": 0.93, "link": 0.93, "markup": 0.8, "word": 0.5}
_MERGED = log(0.003)
"""How likely one goes with two."""
_EXCHANGED = log(0.002)
"""How likely two have changed places."""
_CLEAR = 6.0
"""How much has to speak for a pair, so that it is not asked whether it has changed places."""
_SHORT = 8
"""Characters; what is no longer says little on lengths."""
_FEW = 3
"""How many pairs it takes to say how long translations are."""
_USUALLY = 5
"""How many pairs the usual spread counts as much as."""
_USUAL = 0.455
"""The median of a squared normal variable."""


@dataclass(frozen=True, slots=True)
class Model:
    """What is typical of a document and its translation."""

    ratio: float
    """The logarithm of a translation's length by its source's, in the middle."""
    gap: float
    """Behind which share of pairs a gap begins."""
    spread: float = 1.0
    """How much the lengths vary by what is usual: a factor on the variance."""
    kept: Mapping[str, float] = field(default_factory=lambda: _KEPT)
    """How often a number, a name and so on stands in the translation, too."""
    company: Company | None = None
    """What the words say; None as long as no pairs are known."""

    @classmethod
    def guess(cls, source: Sequence[Passage], target: Sequence[Passage]) -> Model:
        """What can be said before any pair is known."""
        lengths = [sum(p.traits.length for p in side) + 1 for side in (source, target)]
        agree = [p.shape for p in source] == [p.shape for p in target]
        return cls(log(lengths[1] / lengths[0]), gap=0.002 if agree else 0.015)


class Likelihood:
    """The likelihoods of all pairs of two documents, by a model."""

    __slots__ = ("_company", "_source", "_structure", "_target", "keepsakes", "lengths", "model")

    def __init__(self, source: Sequence[Passage], target: Sequence[Passage], model: Model) -> None:
        self._source, self._target = source, target
        self.model = model
        self._structure = Structure(source, target)
        self.lengths = Lengths(source, target, model.ratio, model.spread)
        self.keepsakes = Keepsakes(source, target, model.kept)
        self._company = model.company

    def content(self, i: int, j: int) -> float:
        """What speaks for source i and target j beside structure and length."""
        kept = self.keepsakes.odds(i, j)
        return kept + self._company.odds(i, j) if self._company else kept

    def beyond_length(self, i: int, j: int) -> float:
        """All that speaks for source i and target j beside their lengths."""
        return self._structure.odds(i, j) + self.content(i, j)

    def pair(self, i: int, j: int) -> float:
        """All that speaks for source i and target j."""
        return self.beyond_length(i, j) + self.lengths.odds(i, j)

    def pairs(self, i: int, j: int) -> Iterator[tuple[int, int, float]]:
        """Source i with target j, as `varaq.adoption.lattice.Moves`; no mergers."""
        if i < len(self._source) and j < len(self._target):
            yield 1, 1, self.pair(i, j)

    def moves(self, i: int, j: int) -> Iterator[tuple[int, int, float]]:
        """What can be paired from source i and target j on, as `varaq.adoption.lattice.Moves`."""
        source, target = self._source, self._target
        if i >= len(source) or j >= len(target):
            return
        pair = self.pair(i, j)
        yield 1, 1, pair
        one, other = source[i], target[j]
        if one.shape != other.shape or one.unit.level:
            return
        two = source[i + 1] if i + 1 < len(source) else None
        another = target[j + 1] if j + 1 < len(target) else None
        excess = self.lengths.excess(i, j)
        if another and excess < 0 and one.divisible and _alike(other, another):
            seen, kept = self.lengths.one_two(i, j), self.keepsakes.one_two(i, j)
            yield 1, 2, self._merger((i, j), (i, j + 1), seen + kept)
        if two and excess > 0 and other.divisible and _alike(one, two):
            seen, kept = self.lengths.two_one(i, j), self.keepsakes.two_one(i, j)
            yield 2, 1, self._merger((i, j), (i + 1, j), seen + kept)
        if two and another and pair < _CLEAR and two.shape == another.shape == one.shape:
            yield 2, 2, self.pair(i, j + 1) + self.pair(i + 1, j) + _EXCHANGED

    def _merger(self, first: tuple[int, int], second: tuple[int, int], seen: float) -> float:
        """What speaks for two passages that became one, or one that became two.

        ``first`` and ``second`` are the pairs that it is made of, ``seen`` what lengths and
        keepsakes say.
        """
        total = self._structure.odds(*first) + seen + _MERGED
        if self._company:
            total += (self._company.odds(*first) + self._company.odds(*second)) / 2
        return total

    def measured(self, pairs: Sequence[tuple[int, int]]) -> Model:
        """The model that pairs, in order, give; texts that were not translated don't count."""
        fair = [(i, j) for i, j in pairs if self._source[i].unit.text != self._target[j].unit.text]
        breaks = sum(after != (i + 1, j + 1) for (i, j), after in pairwise(pairs))
        ratio, spread = self._proportions(fair)
        return Model(
            ratio=ratio,
            spread=spread,
            gap=max(0.001, min(0.05, (breaks + 0.5) / 2 / (len(pairs) + 20))),
            kept=self._kept(fair),
            company=Company.of(self._source, self._target, fair),
        )

    def _proportions(self, pairs: Sequence[tuple[int, int]]) -> tuple[float, float]:
        """Ratio and spread; as they were where there are few pairs."""
        model = self.model
        long = [(i, j) for i, j in pairs if self._source[i].traits.length > _SHORT]
        if len(long) < _FEW:
            return model.ratio, model.spread
        ratio = model.ratio + median(self.lengths.excess(i, j) for i, j in long)
        centred = Lengths(self._source, self._target, ratio, 1.0)
        spread = median(centred.off(i, j) ** 2 for i, j in long) / _USUAL
        spread = (spread * len(long) + _USUALLY) / (len(long) + _USUALLY)
        return ratio, max(0.3, min(4.0, spread))

    def _kept(self, pairs: Sequence[tuple[int, int]]) -> dict[str, float]:
        """How often a token of each kind stands in the translation, too."""
        there, kept = Counter[str](), Counter[str]()
        for i, j in pairs:
            there.update(kind for kind, _ in self.keepsakes.source[i])
            kept.update(kind for kind, _ in self.keepsakes.source[i] & self.keepsakes.target[j])
        return {
            kind: max(0.2, min(0.97, (kept[kind] + 10 * usual) / (there[kind] + 10)))
            for kind, usual in _KEPT.items()
        }


def _alike(one: Passage, two: Passage) -> bool:
    """Whether two passages in a row could be one."""
    return one.shape == two.shape and two.divisible and not two.gap
