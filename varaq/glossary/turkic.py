"""Turkic words: suffix chains of Azerbaijani and Turkish, with vowel harmony."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum


class Place(StrEnum):
    """Where a word stands in a name, which decides what suffixes it can have."""

    ALONE = "alone"
    INNER = "inner"
    """Another word of the name follows."""
    LAST = "last"
    """It ends a name of several words."""


_FRONT, _BACK = frozenset("eəiöü"), frozenset("aıou")
_VOWELS = _FRONT | _BACK
_ROUND = frozenset("oöuü")
_CLASSES = str.maketrans("aəeıiuütâîû", "AAAIIIIdAII")
"""Vowels of suffixes by class: A is open, I close; t and d stand for one another."""
_PLURAL = "(?:lAr)?"
_OWNER = "(?:I?mIz|I?nIz|I?m|I?n|s?I)?"
_CASE = "(?:n?In|n?I|yI|[yn]?A|n?dAn?|y?lA|nlA)"
_VERB = "(?:y?(?:dIr|dI|sA|mIş|Am|Im|sAn|Iz|Ik|Iq|sInIz)(?:lAr)?)?"
_BELONGING = f"(?:n?dA|n?In)kI{_PLURAL}{_CASE}?"
"""-ki stands behind a place or an owner only: Türkiye is no form of tür."""
_CHAIN = re.compile(f"{_PLURAL}{_OWNER}(?:{_BELONGING}|{_CASE})?{_VERB}")
_INNER = re.compile(f"{_PLURAL}{_OWNER}(?:n?In)?")
"""What a word can have that another one of its term follows: plural, owner, genitive."""
_SOFT = {"k": "yğg", "q": "ğ", "t": "d", "ç": "c", "p": "b"}
_HARD = {"y": "k", "ğ": "qk", "g": "k", "d": "t", "c": "ç", "b": "p"}
_GENITIVE = re.compile("(.*?)n?[ıiuü]n")


def is_form(word: str, name: str, place: Place) -> bool:
    """Whether a folded word is a form of a folded word of a name.

    >>> is_form("yapışqanlığının", "yapışqanlıq", Place.ALONE)
    True
    >>> is_form("menecerlərin", "meneceri", Place.LAST)
    True
    >>> is_form("menecerların", "meneceri", Place.LAST)
    False
    """
    if word == name:
        return True
    chain = _INNER if place is Place.INNER else _CHAIN
    return any(_continues(word, base, chain) for base in _bases(name, place))


def is_suffix(text: str) -> bool:
    """Whether a folded text can be a chain of suffixes; of what, is not asked.

    >>> is_suffix("lərin"), is_suffix("product")
    (True, False)
    """
    return bool(text) and _CHAIN.fullmatch(text.translate(_CLASSES)) is not None


def stems(name: str, place: Place) -> Iterator[str]:
    """What the forms of a folded word of a name begin with, one of these each.

    >>> list(stems("yapışqanlıq", Place.ALONE))
    ['yapışqanlıq', 'yapışqanlığ', 'yapışqanlq']
    """
    for base in _bases(name, place):
        yield from _stems(base)


def _bases(name: str, place: Place) -> Iterator[str]:
    """What suffixes are put to: the word, and what is left without the suffix of its term."""
    yield name
    if place is Place.INNER:
        owned = _GENITIVE.fullmatch(name)
        if owned and len(owned[1]) > 2:
            yield owned[1]
    elif place is Place.LAST and len(name) > 3 and name[-1] in "ıiuü":
        if name[-2] == "s" and name[-3] in _VOWELS:
            yield name[:-2]
        elif name[-2] not in _VOWELS:
            yield name[:-1]
            for hard in _HARD.get(name[-2], ""):
                yield name[:-2] + hard


def _continues(word: str, base: str, chain: re.Pattern[str]) -> bool:
    for stem in _stems(base):
        rest = word[len(stem) :]
        if not word.startswith(stem) or (stem != base and rest[:1] not in _VOWELS):
            continue
        if chain.fullmatch(rest.translate(_CLASSES)) and _harmonious(stem, rest):
            return True
    return False


def _stems(base: str) -> Iterator[str]:
    """A word as it stands before suffixes, which may soften its end or drop its last vowel."""
    yield base
    for soft in _SOFT.get(base[-1:], ""):
        yield base[:-1] + soft
    if len(base) > 3 and base[-2] in "ıiuü" and base[-1] not in _VOWELS:
        yield base[:-2] + base[-1]


def _harmonious(stem: str, rest: str) -> bool:
    """Whether the vowels of suffixes follow those before them.

    Words from elsewhere that end in l or t may be followed by front vowels (rolü, saatler),
    and the Turkish -ki stays as it is.
    """
    before = next((char for char in reversed(stem) if char in _VOWELS), "")
    loan = stem[-1:] in ("l", "t")
    for index, char in enumerate(rest):
        if char not in _VOWELS:
            continue
        fixed = char == "i" and rest[index - 1 : index] == "k"
        if before and not fixed:
            if (char in _FRONT) != (before in _FRONT) and not (loan and char in _FRONT):
                return False
            if char in "ıiuü" and (char in _ROUND) != (before in _ROUND):
                return False
        before, loan = char, False
    return True
