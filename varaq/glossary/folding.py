"""Folding: a word as it is compared, without what its language does not tell apart."""

from __future__ import annotations

import re

TURKIC = frozenset({"az", "tr"})
"""Languages with a dotted and a dotless i."""
ARABIC = frozenset({"ar", "fa", "ur", "ps", "ckb", "ug", "sd"})
"""Languages in Arabic script."""
_UNSEEN = re.compile("[\u064b-\u065f\u0670\u0640\u00ad\u200b-\u200f\u0301]")
"""Short vowels and the like, tatweel, soft hyphens, joiners, the mark of a Russian stress."""
_SAME = str.maketrans("أإآٱىیۍکةە", "اااايييكهه")
"""Letters of Arabic script that are written for one another."""


_APOSTROPHES = re.compile("['’](?=[Ѐ-ӿ])")
"""What is typed for the apostrophe of Ukrainian, ʼ."""


def folded(word: str, language: str) -> str:
    """A word in small letters as its language has them.

    >>> folded("İŞIQ", "az"), folded("Ещё", "ru"), folded("المُنتَجة", "ar")
    ('işıq', 'еще', 'المنتجه')
    """
    word = _UNSEEN.sub("", word)
    if language in TURKIC:
        return word.replace("İ", "i").replace("I", "ı").lower()
    if language in ARABIC:
        return word.translate(_SAME).lower()
    if language == "uk":
        word = _APOSTROPHES.sub("ʼ", word)
    return word.lower().replace("i\u0307", "i").replace("ё", "е")


def foldings(word: str, language: str) -> tuple[str, ...]:
    """A word as it may be compared: in az and tr, an I may also be that of another language.

    >>> foldings("Internet", "tr")
    ('ınternet', 'internet')
    """
    first = folded(word, language)
    if language in TURKIC and "I" in word:
        return first, folded(word, "")
    return (first,)
