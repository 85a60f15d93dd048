"""The company that words keep: two texts that share words do so in every language.

A passage is described by how like it is to other passages of its document, those that have
been paired. The descriptions of a text and of its translation are alike, whatever the two
languages, and no dictionary is needed (explicit semantic analysis across languages: Potthast,
Stein and Anderka, "A Wikipedia-Based Multilingual Retrieval Model", 2008).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from math import fsum, log, sqrt
from operator import itemgetter
from statistics import fmean, pvariance

from varaq.adoption.passages import Passage

_STEM = 5
"""How many letters of a word are looked at: its ending says how it is used."""
_FEW = 12
"""With fewer pairs nothing can be said."""
_COMMON = 60
"""A stem that more passages have is not looked at: it says little, and takes the most time."""
_MANY = 6
"""With fewer stems in common with others, a passage is hard to tell from the next."""
_NEAREST = 40
"""How many others a passage is described by."""
_MOST = 6.0
"""How much the words may say at most."""


@dataclass(frozen=True, slots=True)
class _Description:
    """How like a passage is to others."""

    near: Mapping[int, float]
    """By the number of their pair; of length 1, as vectors have it."""
    stems: int
    """How many stems that is told by."""


@dataclass(frozen=True, slots=True)
class _Line:
    """What a likeness says: two normal distributions of one variance make a straight line."""

    slope: float
    middle: float

    @classmethod
    def of(cls, right: Sequence[float], wrong: Sequence[float]) -> _Line | None:
        """The line between the likenesses of pairs, and those of what is no pair."""
        if len(right) < _FEW or len(wrong) < _FEW:
            return None
        one, other = fmean(right), fmean(wrong)
        if one <= other:
            return None
        slope = (one - other) / ((pvariance(right) + pvariance(wrong)) / 2 + 1e-3)
        return cls(slope, (one + other) / 2)

    def at(self, likeness: float) -> float:
        """The logarithm of the odds."""
        return max(-_MOST, min(_MOST, self.slope * (likeness - self.middle)))


class Company:
    """What words say about any pair of two documents."""

    __slots__ = ("_known", "_lines", "_source", "_target")

    def __init__(
        self,
        source: Sequence[_Description],
        target: Sequence[_Description],
        lines: Mapping[bool, _Line | None],
    ) -> None:
        self._source, self._target = source, target
        self._lines = lines
        self._known: dict[tuple[int, int], float] = {}

    @classmethod
    def of(
        cls, source: Sequence[Passage], target: Sequence[Passage], pairs: Sequence[tuple[int, int]]
    ) -> Company | None:
        """What words say, learned from pairs; None where these are too few."""
        if len(pairs) < _FEW:
            return None
        held = _described(source, [i for i, _ in pairs])
        counterparts = _described(target, [j for _, j in pairs])
        lines = {}
        for wordy in (False, True):
            alike = [
                (held[i], counterparts[j])
                for i, j in pairs
                if _wordy(held[i], counterparts[j]) is wordy
            ]
            right = [_likeness(one, other) for one, other in alike]
            wrong = [
                _likeness(one, other)
                for away in (1, 2, 3)
                for (one, _), (_, other) in zip(alike, alike[away:] + alike[:away], strict=True)
            ]
            lines[wordy] = _Line.of(right, wrong)
        return cls(held, counterparts, lines)

    def odds(self, i: int, j: int) -> float:
        """What the words of source i and target j say."""
        known = self._known.get((i, j))
        if known is None:
            known = self._known[i, j] = self._odds(self._source[i], self._target[j])
        return known

    def _odds(self, one: _Description, other: _Description) -> float:
        wordy = _wordy(one, other)
        line = None if wordy is None else self._lines[wordy]
        return line.at(_likeness(one, other)) if line else 0.0


def _wordy(one: _Description, other: _Description) -> bool | None:
    """Whether two descriptions are told by many words; None where one of them is empty."""
    fewer = min(one.stems, other.stems)
    return fewer >= _MANY if fewer else None


def _described(passages: Sequence[Passage], paired: Sequence[int]) -> list[_Description]:
    """Each passage by its likeness to those that are paired, itself left out."""
    stems = [{word[:_STEM] for word in passage.traits.words} for passage in passages]
    places: dict[str, list[int]] = {}
    for number, at in enumerate(paired):
        for stem in stems[at]:
            places.setdefault(stem, []).append(number)
    most = max(4, min(_COMMON, len(paired) // 4))
    telling = {
        stem: (log(len(paired) / len(where)) ** 2, where)
        for stem, where in places.items()
        if 1 < len(where) <= most
    }
    norms = [
        sqrt(fsum(telling[stem][0] for stem in stems[at] if stem in telling)) or 1.0
        for at in paired
    ]
    own = {at: number for number, at in enumerate(paired)}
    return [_one(held, telling, norms, own.get(at)) for at, held in enumerate(stems)]


def _one(
    stems: set[str],
    telling: Mapping[str, tuple[float, list[int]]],
    norms: Sequence[float],
    own: int | None,
) -> _Description:
    likeness: dict[int, float] = {}
    telling_stems = sorted(stems & telling.keys())
    for stem in telling_stems:
        weight, where = telling[stem]
        for number in where:
            likeness[number] = likeness.get(number, 0.0) + weight
    likeness.pop(own, None)  # type: ignore[arg-type]  # None is no key, which is what is meant
    near = nlargest(
        _NEAREST,
        ((number, sum_ / norms[number]) for number, sum_ in likeness.items()),
        key=itemgetter(1),
    )
    norm = sqrt(sum(value * value for _, value in near)) or 1.0
    return _Description({number: value / norm for number, value in near}, len(telling_stems))


def _likeness(one: _Description, other: _Description) -> float:
    """The cosine of two descriptions, 0 to 1."""
    fewer, more = one.near, other.near
    if len(fewer) > len(more):
        fewer, more = more, fewer
    return sum(value * more[number] for number, value in fewer.items() if number in more)
