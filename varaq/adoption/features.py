"""Features: what speaks for and against two passages being a text and its translation.

Each gives the logarithm of how much likelier a pair is to look so than two passages taken at
random from the two documents.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from math import exp, fsum, log, sqrt

from varaq.adoption.passages import Passage

Token = tuple[str, str]
"""Something that translations keep: of which kind, and what."""
_STEPS = 6
"""How finely variances are tabled: steps to a factor of e in length."""
_STRAY = 0.03
"""The share of translations whose length has nothing to do with the source's."""
_ENOUGH = 8
"""How many passages of a kind it takes to say how long they are."""
_COMMON = 0.3
"""A word in a larger share of passages is no name."""
_MORE = 20
"""So many passages without a number or name are thought beside those of a document: in a short
one, nothing would be rare else."""
_MOST = 15.0
"""How much what is kept may say at most."""


def tokens(passage: Passage) -> frozenset[Token]:
    """What of a passage its translation may keep."""
    traits = passage.traits
    words = (word for word in traits.words if len(word) > 1 and not word.isdigit())
    kinds = {
        "number": traits.numbers,
        "code": traits.code,
        "link": traits.links,
        "markup": traits.markup,
        "word": words,
    }
    return frozenset((kind, value) for kind, values in kinds.items() for value in values)


class Structure:
    """Kinds of blocks, and the code and HTML between them."""

    __slots__ = ("_all", "_gaps", "_known", "_shapes", "_source", "_target")

    def __init__(self, source: Sequence[Passage], target: Sequence[Passage]) -> None:
        self._source, self._target = source, target
        both = [*source, *target]
        self._all = len(both)
        self._shapes = Counter(passage.shape for passage in both)
        self._gaps = Counter(passage.gap for passage in both)
        self._known: dict[tuple[str, str], float] = {}

    def odds(self, i: int, j: int) -> float:
        """What structure says of source i and target j."""
        one, other = self._source[i], self._target[j]
        key = (one.shape, other.shape)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._of_shapes(one.shape, other.shape)
        return known + self._of_gaps(one.gap, other.gap) if one.gap or other.gap else known

    def _of_shapes(self, one: str, other: str) -> float:
        if one == other:
            return log(0.97 * self._all / self._shapes[one])
        if not one or not other:
            return 0.0
        kind, counterpart = one.split()[0], other.split()[0]
        if "front" in (kind, counterpart):
            return -9.0  # a field of the front matter is only its like
        if kind == counterpart == "heading":
            return -2.0
        return -5.0 if "heading" in (kind, counterpart) else -3.0

    def _of_gaps(self, one: str, other: str) -> float:
        if not one or not other:
            return -2.5
        if one == other:
            return max(0.0, min(6.0, log(0.8 * self._all / self._gaps[one])))
        lines, counterparts = set(one.split("\n")), set(other.split("\n"))
        # comments in code may be translated
        half = 2 * len(lines & counterparts) > min(len(lines), len(counterparts))
        return 2.0 if half else -0.5


class Lengths:
    """Lengths, which are about in proportion (Gale and Church, 1993)."""

    __slots__ = ("_chance", "_ratio", "_source", "_spread", "_table", "_target")

    def __init__(
        self, source: Sequence[Passage], target: Sequence[Passage], ratio: float, spread: float
    ) -> None:
        """``ratio`` and ``spread`` as in `varaq.adoption.likelihood.Model`."""
        self._source = [log(passage.traits.length + 1) for passage in source]
        self._target = [log(passage.traits.length + 1) for passage in target]
        self._ratio, self._spread = ratio, spread
        self._chance = self._by_chance(target)
        self._table: dict[int, tuple[float, float, float, float]] = {}

    def _by_chance(self, target: Sequence[Passage]) -> list[float]:
        """The logarithm of how likely the length of each target is, whatever its source."""
        of_shape: dict[str, list[float]] = {}
        for passage, length in zip(target, self._target, strict=True):
            of_shape.setdefault(passage.shape, []).append(length)
        usual = {
            shape: _usual(lengths if len(lengths) >= _ENOUGH else self._target)
            for shape, lengths in of_shape.items()
        }
        found = []
        for passage, length in zip(target, self._target, strict=True):
            mean, deviation = usual[passage.shape]
            z = (length - mean) / deviation
            found.append(max(-14.0, -z * z / 2) - log(deviation))
        return found

    def odds(self, i: int, j: int) -> float:
        """What the lengths of source i and target j say."""
        return self._odds(self._source[i], self._target[j]) - self._chance[j]

    def one_two(self, i: int, j: int) -> float:
        """What the lengths of source i and targets j and j + 1 together say."""
        one, two = self._target[j], self._target[j + 1]
        longer = j if one >= two else j + 1
        return self._odds(self._source[i], _sum(one, two)) - self._chance[longer]

    def two_one(self, i: int, j: int) -> float:
        """What the lengths of sources i and i + 1 together and target j say."""
        both = _sum(self._source[i], self._source[i + 1])
        return self._odds(both, self._target[j]) - self._chance[j]

    def excess(self, i: int, j: int) -> float:
        """By how much target j is longer than source i has it expected, as a logarithm."""
        return self._target[j] - self._source[i] - self._ratio

    def together(self, sources: Sequence[int], targets: Sequence[int]) -> float:
        """The same for several sources and targets together."""
        ours = sum(exp(self._source[i]) for i in sources)
        theirs = sum(exp(self._target[j]) for j in targets)
        return log(theirs / ours) - self._ratio

    def off(self, i: int, j: int) -> float:
        """By how many standard deviations that is."""
        lengths = self._source[i] + self._target[j]
        return self.excess(i, j) / sqrt(variance(lengths, self._spread))

    def _odds(self, one: float, other: float) -> float:
        step = int((one + other) * _STEPS)
        row = self._table.get(step)
        if row is None:
            v = variance(step / _STEPS, self._spread)
            row = self._table[step] = (
                (1 - _STRAY) / sqrt(v),
                -1 / (2 * v),
                _STRAY / sqrt(v + 1),
                -1 / (2 * (v + 1)),
            )
        x = other - one - self._ratio
        return log(row[0] * exp(x * x * row[1]) + row[2] * exp(x * x * row[3]) + 1e-9)


def _usual(lengths: Sequence[float]) -> tuple[float, float]:
    """Mean and standard deviation."""
    mean = sum(lengths) / len(lengths)
    squares = sum((length - mean) ** 2 for length in lengths) / len(lengths)
    return mean, max(0.4, sqrt(squares))


def variance(lengths: float, spread: float) -> float:
    """The variance of the logarithm of a translation's length by its source's.

    ``lengths`` is the sum of the logarithms of both lengths in characters.
    """
    return spread * (0.01 + 6.0 / (exp(lengths / 2) + 2.0))


def _sum(one: float, two: float) -> float:
    """The logarithm of a sum, of the logarithms of what is added."""
    return log(exp(one) + exp(two))


class Keepsakes:
    """What translations keep: numbers, code, links, markup, names."""

    __slots__ = ("_bonus", "_source_lacks", "_target_lacks", "source", "target")

    def __init__(
        self, source: Sequence[Passage], target: Sequence[Passage], kept: Mapping[str, float]
    ) -> None:
        """``kept`` as in `varaq.adoption.likelihood.Model`."""
        held, counterparts = [tokens(p) for p in source], [tokens(p) for p in target]
        in_source = Counter(token for each in held for token in each)
        in_target = Counter(token for each in counterparts for token in each)
        lacks_target, lacks_source, self._bonus = {}, {}, {}
        for token in in_source.keys() & in_target.keys():
            a, b = in_source[token] / len(source), in_target[token] / len(target)
            if token[0] == "word" and max(a, b) > _COMMON:
                continue
            if token[0] != "markup":  # few passages have it: it is rare wherever one looks
                a, b = (
                    in_source[token] / (len(source) + _MORE),
                    in_target[token] / (len(target) + _MORE),
                )
            # a table of two by two: how likely a pair has it on both sides, or on one
            a, b = min(a, 0.98), min(b, 0.98)
            both = kept[token[0]] * min(a, b)
            lacks_target[token] = log(max(1e-3, (a - both) / (a * (1 - b))))
            lacks_source[token] = log(max(1e-3, (b - both) / (b * (1 - a))))
            self._bonus[token] = log(both / (a * b)) - lacks_target[token] - lacks_source[token]
        self.source = [each & self._bonus.keys() for each in held]
        """The tokens of each source that some target has, too."""
        self.target = [each & self._bonus.keys() for each in counterparts]
        self._target_lacks = [fsum(lacks_target[token] for token in each) for each in self.source]
        self._source_lacks = [fsum(lacks_source[token] for token in each) for each in self.target]

    def odds(self, i: int, j: int) -> float:
        """What is kept of source i in target j."""
        lacks = self._target_lacks[i] + self._source_lacks[j]
        return self._odds(self.source[i], self.target[j], lacks)

    def one_two(self, i: int, j: int) -> float:
        """What is kept of source i in targets j and j + 1."""
        lacks = self._target_lacks[i] + self._source_lacks[j] + self._source_lacks[j + 1]
        return self._odds(self.source[i], self.target[j] | self.target[j + 1], lacks)

    def two_one(self, i: int, j: int) -> float:
        """What is kept of sources i and i + 1 in target j."""
        lacks = self._target_lacks[i] + self._target_lacks[i + 1] + self._source_lacks[j]
        return self._odds(self.source[i] | self.source[i + 1], self.target[j], lacks)

    def _odds(self, one: frozenset[Token], other: frozenset[Token], total: float) -> float:
        if one and other:
            # the exact sum: that of floats would depend on the order, and a set has none
            total += fsum(self._bonus[token] for token in one & other)
        return max(-_MOST, min(_MOST, total))
