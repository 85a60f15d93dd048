"""Matching: of many texts, the one that is most like another.

An index of trigrams picks candidates (the rarest trigrams of a text say most about it),
rapidfuzz scores them.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import chain

from rapidfuzz import fuzz

_RAREST = 40
_CANDIDATES = 30
_SPACE = re.compile(r"\s+")
_QUOTES = str.maketrans("“”„‟«»‹›‘’‚‛`´", '""""""""\'\'\'\'\'\'')


def normalised(text: str) -> str:
    r"""A text without what a typist changes in passing: white space, kind of quotes, case.

    >>> normalised("A  “b”\nC")
    'a "b" c'
    """
    return _SPACE.sub(" ", text.translate(_QUOTES)).strip().casefold()


class Index:
    """Texts to be searched for the one most like a query."""

    __slots__ = ("_postings", "_texts")

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        postings: defaultdict[str, list[int]] = defaultdict(list)
        for number, text in enumerate(texts):
            for gram in _grams(text):
                postings[gram].append(number)
        self._postings = postings

    def best(self, query: str, cutoff: float) -> list[tuple[int, float]]:
        """The texts (0-based) most like a query, best first, each with its score.

        The score is rapidfuzz's ratio, 0 to 100; what is under ``cutoff`` is left out.
        """
        lists = [self._postings[gram] for gram in _grams(query) if gram in self._postings]
        lists.sort(key=len)
        hits = Counter(chain.from_iterable(lists[:_RAREST]))
        scored = []
        for number, _ in hits.most_common(_CANDIDATES):
            score = fuzz.ratio(query, self._texts[number], score_cutoff=cutoff)
            if score:
                scored.append((number, score))
        scored.sort(key=lambda pair: (-pair[1], pair[0]))
        return scored


def _grams(text: str) -> set[str]:
    padded = f" {text} "
    return {padded[at : at + 3] for at in range(len(padded) - 2)}
