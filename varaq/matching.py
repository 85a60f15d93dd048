"""Matching: of many texts, the one that is most like another.

An index of trigrams picks candidates (the rarest trigrams of a text say most about it),
rapidfuzz scores them.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import chain

from rapidfuzz import fuzz, process

_RAREST = 40
_CANDIDATES = 30
_POSTINGS = 8000
"""How many entries of the index are looked at for a query, where even the rarest are common."""
_FEW = 3000
"""So few texts are always compared one by one."""
_ASKED_OFTEN = 100
"""Gathering the trigrams of n texts takes about as long as this many queries without them."""
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»", '"') | dict.fromkeys("‹›‘’‚‛´", "'"))
_QUOTED = re.compile("[“”„‟«»‹›‘’‚‛´]")


def normalised(text: str) -> str:
    r"""A text without what a typist changes in passing: white space, kind of quotes, case.

    >>> normalised("A  “b”\nC")
    'a "b" c'
    """
    plain = text.translate(_QUOTES) if _QUOTED.search(text) else text
    return " ".join(plain.split()).casefold()


class Index:
    """Texts to be searched for those most like a query.

    The trigrams are gathered only once it has been asked often enough to be worth it; until
    then each query is compared with every text, in C++.
    """

    __slots__ = ("_asked", "_postings", "_texts")

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._asked = 0
        self._postings: dict[str, list[int]] | None = None

    def best(self, query: str, cutoff: float, limit: int = 1) -> list[tuple[int, float]]:
        """The texts (0-based) most like a query, best first, each with its score.

        The score is rapidfuzz's ratio, 0 to 100; what is under ``cutoff`` is left out.
        """
        self._asked += 1
        texts: Mapping[int, str] | Sequence[str] = self._texts
        if self._asked > _ASKED_OFTEN and len(self._texts) >= _FEW:
            texts = {number: self._texts[number] for number in self._candidates(query)}
        if limit == 1:  # which raises the bar as it goes
            best = process.extractOne(query, texts, scorer=fuzz.ratio, score_cutoff=cutoff)
            return [(best[2], best[1])] if best else []
        found = process.extract(query, texts, scorer=fuzz.ratio, score_cutoff=cutoff, limit=limit)
        return [(number, score) for _, score, number in found]

    def _candidates(self, query: str) -> list[int]:
        """The texts that share most of a query's rarest trigrams."""
        if self._postings is None:
            self._postings = self._gathered()
        postings = self._postings
        lists = [postings[gram] for gram in _grams(query) if gram in postings]
        lists.sort(key=len)
        taken, room = 0, _POSTINGS
        while taken < min(len(lists), _RAREST) and room > 0:
            room -= len(lists[taken])
            taken += 1
        hits = Counter(chain.from_iterable(lists[:taken]))
        return sorted(number for number, _ in hits.most_common(_CANDIDATES))

    def _gathered(self) -> dict[str, list[int]]:
        postings: defaultdict[str, list[int]] = defaultdict(list)
        for number, text in enumerate(self._texts):
            for gram in _grams(text):
                postings[gram].append(number)
        return postings


def _grams(text: str) -> set[str]:
    padded = f" {text} "
    return {padded[at : at + 3] for at in range(len(padded) - 2)}
