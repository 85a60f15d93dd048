"""Arabic words: what is left without the prefixes and suffixes that they may have."""

from __future__ import annotations

from functools import lru_cache

_JOINED = ("", "و", "ف", "ب", "ك", "ل", "وب", "وك", "ول", "فب", "فل", "فك")
_ARTICLE = "ال"
_PREFIXES = (
    *_JOINED,
    *(f"{each}{_ARTICLE}" for each in _JOINED if not each.endswith("ل")),
    *("لل", "ولل", "فلل"),
)
"""Conjunctions and prepositions written with the word, and the article; لل is ل with it."""
_ENDINGS = ("", "ه", "ات", "ون", "ين", "ان", "و", "ي", "ا", "تين", "تان", "يا", "يه")
_OWNERS = ("", "ه", "ها", "هم", "هن", "هما", "ك", "كم", "ني", "نا")
_SUFFIXES = frozenset(
    [*_ENDINGS]
    + [ending + owner for ending in ("", "ت", "ات", "ي", "و") for owner in _OWNERS if owner]
)
_OF_A_NAME = frozenset({"", "ه", "ات", "ون", "ين", "و", "ي", "ا", "يه"})
_SHORTEST = 3
"""The letters that a core has at least."""


@lru_cache(4096)
def cores(word: str) -> frozenset[str]:
    """What may be left of a folded word of a text without its prefixes and suffixes.

    >>> "منتج" in cores("والمنتجات"), "احتفاظ" in cores("للاحتفاظ")
    (True, True)
    """
    return _cores(word, _PREFIXES, _SUFFIXES)


@lru_cache(4096)
def name_cores(word: str) -> frozenset[str]:
    """What is left of a folded word of a name without its article and endings."""
    joined = ("ال", "وال") if word.startswith(("ال", "وال")) else ("",)
    return _cores(word, joined, _OF_A_NAME)


def is_form(word: str, name: str) -> bool:
    """Whether a folded word of a text is a form of a folded word of a name.

    >>> is_form("للمستخدمين", "المستخدم"), is_form("عملاء", "عمل")
    (True, False)
    """
    return word == name or not cores(word).isdisjoint(name_cores(name))


def _cores(word: str, prefixes: tuple[str, ...], suffixes: frozenset[str]) -> frozenset[str]:
    found = {word}
    for prefix in prefixes:
        if not word.startswith(prefix):
            continue
        rest = word[len(prefix) :]
        for size in range(min(5, len(rest) - _SHORTEST) + 1):
            if rest[len(rest) - size :] in suffixes:
                found.add(rest[: len(rest) - size])
    return frozenset(found)
