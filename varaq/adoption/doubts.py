"""Doubts: why a link is not sure, in words for whoever is to confirm it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import log

from varaq.adoption.likelihood import Likelihood
from varaq.adoption.links import Around, Link, Way
from varaq.adoption.passages import Passage
from varaq.safety import unsafe

_SURE = 0.995
_SPEAKS = 3.0
"""How much beside its length has to speak for a pair where structure differs."""
_AGAINST = {Around.ALL: -5.0, Around.HERE: -1.5}
"""How much may speak against a pair where structure agrees."""
_HELPFUL = 0.5
"""How much a fitting length may count there: many others would fit as well."""
_EXCHANGED = {Around.ALL: 1.0, Around.HERE: -2.0, Around.NOT: -2.0}
"""How much better two neighbours may fit the other way round."""
_UNSTEADY = -4.0
"""The same where others are known to have changed places."""
_FAR = {Around.ALL: 5.0, Around.HERE: 3.5, Around.NOT: 3.5}
"""How many standard deviations a length may be off,"""
_TIMES = log(1.7)
"""and by which factor it may be, whatever the deviation."""
_SHOWN = 3
"""How many of the numbers, links and so on that differ are named."""
_OF_MARKUP = frozenset({"strong", "emphasis", "strikethrough", "code", "link", "image"})


class Doubts:
    """What is to be said against the links between two documents."""

    __slots__ = ("_likelihood", "_linked", "_order", "_source", "_target", "_translated")

    def __init__(
        self,
        found: Sequence[Link],
        source: Sequence[Passage],
        target: Sequence[Passage],
        likelihood: Likelihood,
    ) -> None:
        self._source, self._target = source, target
        self._likelihood = likelihood
        self._order = _Order(found, source, target, likelihood)
        self._linked = {i for link in found for i in link.sources}
        self._translated = {j for link in found for j in link.targets}

    def of(self, link: Link) -> tuple[str, ...]:
        """Why a link is not sure; empty where it is."""
        if link.way is Way.MERGED:
            return (_merged(link),)
        return tuple(
            " ".join(doubt.split())
            for doubts in (self._of_place(link), self._of_length(link), self._of_text(link))
            for doubt in doubts
        )

    def _of_place(self, link: Link) -> Iterator[str]:
        i, j = link.sources[0], link.targets[0]
        likelihood = self._likelihood
        if link.way is Way.MOVED:
            yield "it stands elsewhere in the translation"
        elif link.way is Way.EXCHANGED:
            yield "it has changed places with its neighbour"
        elif link.sure < _SURE:
            yield "a passage nearby could be meant as well"
        elif self._order.doubtful(link):
            yield "its neighbour would do as well"
        elif link.agrees is Around.NOT:
            if likelihood.beyond_length(i, j) < _SPEAKS:
                yield "only its length tells that it belongs here: the structure differs around it"
        else:
            fits = min(_HELPFUL, likelihood.lengths.odds(i, j))
            if likelihood.content(i, j) + fits < _AGAINST[link.agrees]:
                yield "only its place tells that it belongs here: its words and its length don't"

    def _of_length(self, link: Link) -> Iterator[str]:
        i, j = link.sources[0], link.targets[0]
        lengths = self._likelihood.lengths
        excess = abs(lengths.excess(i, j))
        if abs(lengths.off(i, j)) > _FAR[link.agrees] and excess > _TIMES:
            here, there = self._source[i].traits.length, self._target[j].traits.length
            yield f"its length is far off: {there} characters for {here}"
        for beside in (-1, 1):
            left_over = _left_over(i, i + beside, self._source, self._linked)
            if left_over and abs(lengths.together((i, i + beside), (j,))) < excess:
                yield "it may translate the passage beside it, too"
            left_over = _left_over(j, j + beside, self._target, self._translated)
            if left_over and abs(lengths.together((i,), (j, j + beside))) < excess:
                yield "a passage beside it in the translation may belong to it"

    def _of_text(self, link: Link) -> Iterator[str]:
        source, target = self._source[link.sources[0]], self._target[link.targets[0]]
        one, other = source.traits, target.traits
        if not _spelled(one.numbers, other.numbers):
            yield from _differ("numbers", one.numbers, other.numbers)
        yield from _differ("code", one.code, other.code)
        yield from _differ("links", one.links, other.links)
        if source.kind and target.kind:
            if source.kind != target.kind:
                yield f"it is a {target.kind} in the translation, a {source.kind} in the source"
        elif source.kind != target.kind and (one.markup ^ other.markup) & _OF_MARKUP:
            yield "one of the two is plain text, and the other has markup"
        problem = unsafe(source.unit, target.unit.text)
        if problem is not None:
            yield problem.message


class _Order:
    """Whether passages may have changed places with their neighbours."""

    __slots__ = ("_likelihood", "_shapes", "_unsteady")

    def __init__(
        self,
        found: Sequence[Link],
        source: Sequence[Passage],
        target: Sequence[Passage],
        likelihood: Likelihood,
    ) -> None:
        self._likelihood = likelihood
        straight = [(link.sources[0], link.targets[0]) for link in found if _is_straight(link)]
        self._shapes = {
            (i, j): source[i].shape
            for i, j in straight
            if source[i].shape == target[j].shape and not source[i].unit.level
        }
        self._unsteady = any(link.way in (Way.EXCHANGED, Way.MOVED) for link in found)

    def doubtful(self, link: Link) -> bool:
        """Whether a link and one beside it would do nearly as well the other way round."""
        i, j = link.sources[0], link.targets[0]
        if (i, j) not in self._shapes:
            return False
        bar = _UNSTEADY if self._unsteady else _EXCHANGED[link.agrees]
        pair = self._likelihood.pair
        return any(
            pair(i, b) + pair(a, j) - pair(i, j) - pair(a, b) > bar
            for a, b in ((i - 1, j - 1), (i + 1, j + 1))
            if self._shapes.get((a, b)) == self._shapes[i, j]
        )


def _is_straight(link: Link) -> bool:
    return link.way is Way.STRAIGHT


def _merged(link: Link) -> str:
    if len(link.targets) > 1:
        return "two passages of the translation, joined"
    return "a part of a passage that translates two of the source"


def _left_over(here: int, beside: int, passages: Sequence[Passage], linked: set[int]) -> bool:
    """Whether the passage beside another is in no link, and could be a part of that."""
    if beside in linked or not 0 <= beside < len(passages):
        return False
    one, two = passages[here], passages[beside]
    return one.shape == two.shape and one.divisible and two.divisible


def _spelled(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether numbers differ in nothing but small ones that are words on one side."""
    one_sided = not one - other or not other - one
    return one_sided and all(len(number) == 1 for number in one ^ other)


def _differ(what: str, one: frozenset[str], other: frozenset[str]) -> Iterator[str]:
    if one != other:
        yield f"{what} differ: {_listed(one - other)} here, {_listed(other - one)} there"


def _listed(values: frozenset[str]) -> str:
    shown = sorted(values)[:_SHOWN]
    more = [f"{len(values) - _SHOWN} more"] if len(values) > _SHOWN else []
    return ", ".join([*shown, *more]) or "none"
