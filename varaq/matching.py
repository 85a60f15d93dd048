"""Matching: of many texts, the one that is most like another.

An index of trigrams picks candidates (the rarest trigrams of a text say most about it),
rapidfuzz scores them.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import chain

from rapidfuzz import fuzz, process

_RAREST = 40
_CANDIDATES = 30
_POSTINGS = 8000
"""How many entries of the index are looked at for a query, where even the rarest are common."""
_WIDER = 3
"""So many times as much is looked at where several are wanted, for a person to choose from."""
_FEW = 3000
"""So few texts are always compared one by one."""
_ASKED_OFTEN = 100
"""Gathering the trigrams of n texts takes about as long as this many queries without them."""
_LONGEST = 20_000
"""So many characters of a text are compared, for to compare two takes the square of them."""
_ALL_BUT_EQUAL = 99.0
"""What texts score at most that are not compared to their ends."""
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»", '"') | dict.fromkeys("‹›‘’‚‛´", "'"))
_QUOTED = re.compile("[“”„‟«»‹›‘’‚‛´]")


def normalised(text: str) -> str:
    r"""A text without what a typist changes in passing: white space, kind of quotes, case.

    >>> normalised("A  “b”\nC")
    'a "b" c'
    """
    plain = text.translate(_QUOTES) if _QUOTED.search(text) else text
    return " ".join(plain.split()).casefold()


def ratio(one: str, other: str, cutoff: float = 0) -> float:
    """How like two texts are, 0 to 100; 0 for what is under ``cutoff``."""
    score = fuzz.ratio(one[:_LONGEST], other[:_LONGEST], score_cutoff=cutoff)
    return min(score, _ALL_BUT_EQUAL) if max(len(one), len(other)) > _LONGEST else float(score)


class Index:
    """Texts to be searched for those most like a query.

    The trigrams are gathered only once it has been asked often enough to be worth it; until
    then each query is compared with every text of a length that can be like enough, in C++.
    """

    __slots__ = ("_asked", "_lengths", "_order", "_postings", "_texts")

    def __init__(self, texts: Sequence[str]) -> None:
        self._order = sorted(range(len(texts)), key=lambda number: len(texts[number]))
        self._texts = [texts[number][:_LONGEST] for number in self._order]
        """The shortest first; the places of `_order` are those that callers know them by."""
        self._lengths = [len(texts[number]) for number in self._order]
        self._asked = 0
        self._postings: dict[str, list[int]] | None = None

    def best(self, query: str, cutoff: float, limit: int = 1) -> list[tuple[int, float]]:
        """The texts (0-based) most like a query, best first, each with its score.

        The score is rapidfuzz's ratio, 0 to 100; what is under ``cutoff`` is left out.
        """
        self._asked += 1
        length, query = len(query), query[:_LONGEST]
        places: Sequence[int]
        often = self._postings is not None or self._asked > _ASKED_OFTEN
        if often and len(self._texts) >= _FEW:
            places = self._candidates(query, _WIDER if limit > 1 else 1)
            texts = [self._texts[place] for place in places]
        else:
            places = self._of_like_length(length, cutoff)
            texts = self._texts[places.start : places.stop]
        if limit == 1:  # which raises the bar as it goes
            best = process.extractOne(query, texts, scorer=fuzz.ratio, score_cutoff=cutoff)
            found = [best] if best else []
        else:
            found = process.extract(
                query, texts, scorer=fuzz.ratio, score_cutoff=cutoff, limit=limit
            )
        return [
            (
                self._order[places[at]],
                min(score, _ALL_BUT_EQUAL)
                if max(length, self._lengths[places[at]]) > _LONGEST
                else score,
            )
            for _, score, at in found
        ]

    def prepare(self) -> None:
        """Gather the trigrams now, of an index that will be asked often."""
        if self._postings is None and len(self._texts) >= _FEW:
            self._postings = self._gathered()

    def _of_like_length(self, length: int, cutoff: float) -> range:
        """The texts that can reach a ratio: 200 times the common length by both lengths' sum."""
        low, high = cutoff, 200 - cutoff
        return range(
            bisect_left(self._lengths, length * low / high - 1),
            bisect_right(self._lengths, length * high / low + 1 if low else float("inf")),
        )

    def _candidates(self, query: str, width: int) -> list[int]:
        """The texts that share most of a query's rarest trigrams, ``width`` times as many."""
        if self._postings is None:
            self._postings = self._gathered()
        postings = self._postings
        lists = [postings[gram] for gram in _grams(query) if gram in postings]
        lists.sort(key=len)
        taken, room = 0, _POSTINGS * width
        while taken < min(len(lists), _RAREST) and room > 0:
            room -= len(lists[taken])
            taken += 1
        hits = Counter(chain.from_iterable(lists[:taken]))
        return sorted(number for number, _ in hits.most_common(_CANDIDATES * width))

    def _gathered(self) -> dict[str, list[int]]:
        postings: defaultdict[str, list[int]] = defaultdict(list)
        for number, text in enumerate(self._texts):
            for gram in _grams(text):
                postings[gram].append(number)
        return postings


def _grams(text: str) -> set[str]:
    padded = f" {text} "
    return {padded[at : at + 3] for at in range(len(padded) - 2)}
