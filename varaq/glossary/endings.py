"""Endings: words of Slavic languages, English and others, told by how they end."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NOUN = {
    "ru": "а я у ю е и ы о ь й ом ем ой ей ою ею ов ев ам ям ами ями ах ях ью",
    "uk": "а я у ю е і ї и о ь й ом ем єм ою ею єю ові еві єві ів їв ей ам ям ами ями ах ях ю",
}
_ADJECTIVE = {
    "ru": "ый ий ой ая яя ое ее ые ие ого его ому ему ым им ом ем ую юю ой ей ых их ыми ими ою ею",
    "uk": "ий ій а я е є і ї ого його ього ому йому ьому им ім ої ьої єї ою єю ьою у ю их іх їх "
    "ими іми",
}
SLAVIC = frozenset(_NOUN)
"""Languages whose endings are known."""
_SHORTEST = 3
"""The letters that a stem has at least."""
_SETS = {
    language: tuple(frozenset(kind[language].split()) for kind in (_NOUN, _ADJECTIVE))
    for language in SLAVIC
}
_FLEETING = re.compile("(.+)[оеє]([кцлрн])")
_OPENED = re.compile("(.*)і([^аяуюеиоьійїє]+)")
"""The Ukrainian і of a closed syllable, which is о or е where an ending follows."""
_OTHERS = {
    "de": frozenset(["e", "em", "en", "er", "ern", "es", "n", "ns", "s", "se"]),
    "nl": frozenset(["e", "en", "s"]),
    "fr": frozenset(["e", "es", "s", "x"]),
    "es": frozenset(["es", "s"]),
    "pt": frozenset(["es", "s"]),
}
"""The endings of languages that have few, as far as the word before them stays as it is."""
_GERMAN_ADJECTIVE = re.compile("(.{3,}?)e[mnrs]?")
_MANY = frozenset({"fi", "et", "hu", "ka", "kk", "ky", "uz", "tk", "tt", "eu", "mn"})
"""Languages that put one suffix behind another, and that little more is known of here."""
_LONGEST = 9
"""The letters that a chain of suffixes has at most."""
_SOFT = str.maketrans("пкқ", "бгғ"), str.maketrans("kq", "gg")
"""How the last letter of a Kazakh and of an Uzbek word changes before a vowel."""
_OWNED = re.compile("(.{4,}?)(?:[сs]?[ыіi])")
"""A Kazakh or Uzbek word with the suffix that marks the head of a compound."""
_SHORTENED = re.compile("(.{3,})[აეო]([ლრნმვ])")
"""A Georgian stem that loses its last vowel before some endings."""


def is_slavic_form(word: str, name: str, language: str) -> bool:
    """Whether a folded word is a form of a folded word of a name, by its ending.

    >>> is_slavic_form("пользователем", "пользователь", "ru")
    True
    >>> is_slavic_form("продуктового", "продукт", "ru")
    False
    """
    if word == name:
        return True
    nouns, adjectives = _SETS[language]
    return any(
        word.startswith(stem) and (word[len(stem) :] in nouns or word == stem)
        for stem in _noun_stems(name, nouns)
    ) or any(
        word.startswith(stem) and word[len(stem) :] in adjectives
        for stem in _stems(name, adjectives)
    )


def slavic_stems(name: str, language: str) -> Iterator[str]:
    """What the forms of a folded word of a name begin with, one of these each."""
    nouns, adjectives = _SETS[language]
    yield name
    yield from _noun_stems(name, nouns)
    yield from _stems(name, adjectives)


def _noun_stems(name: str, endings: frozenset[str]) -> Iterator[str]:
    yield from _stems(name, endings)
    fleeting = _FLEETING.fullmatch(name.removesuffix("ь"))
    if fleeting and len(fleeting[1]) >= _SHORTEST:
        yield fleeting[1] + fleeting[2]
    if name[-1:] not in "аяуюеиыоьйіїє":
        yield name
        opened = _OPENED.fullmatch(name)
        if opened:
            yield f"{opened[1]}о{opened[2]}"
            yield f"{opened[1]}е{opened[2]}"


def _stems(name: str, endings: frozenset[str]) -> Iterator[str]:
    for size in (1, 2, 3):
        if name[-size:] in endings and len(name) - size >= _SHORTEST:
            yield name[:-size]


def is_english_form(word: str, name: str) -> bool:
    """Whether a folded word is a name's, or its plural or possessive.

    >>> is_english_form("stories", "story"), is_english_form("tested", "test")
    (True, False)
    """
    return word in (name, f"{name}s", f"{name}es") or (
        name[1:].endswith("y") and word == f"{name[:-1]}ies"
    )


def english_stems(name: str) -> Iterator[str]:
    """What the forms of a folded word of a name begin with, one of these each."""
    yield name
    if name.endswith("y"):
        yield name[:-1]


def is_declined(word: str, name: str) -> bool:
    """Whether a folded word is the German adjective before a noun with another of its endings.

    >>> is_declined("wirtschaftlichen", "wirtschaftlicher")
    True
    """
    mine, its = _GERMAN_ADJECTIVE.fullmatch(word), _GERMAN_ADJECTIVE.fullmatch(name)
    return mine is not None and its is not None and mine[1] == its[1]


def declined_stems(name: str) -> Iterator[str]:
    """What `is_declined` has the forms of a folded word begin with."""
    its = _GERMAN_ADJECTIVE.fullmatch(name)
    if its:
        yield its[1]


def is_lengthened(word: str, name: str, language: str) -> bool:
    """Whether a folded word is a folded word of a name with an ending or a few letters behind it.

    A few letters are all that is asked for in a language whose endings are not known. French
    words in -al have their plural in -aux.

    >>> is_lengthened("zeigern", "zeiger", "de"), is_lengthened("zeigertyp", "zeiger", "de")
    (True, False)
    """
    if word == name:
        return True
    if language == "fr" and name.endswith("al") and word == f"{name[:-1]}ux":
        return True
    if language in _OTHERS:
        return word.startswith(name) and word[len(name) :] in _OTHERS[language]
    longest = _LONGEST if language in _MANY else 3
    return any(
        len(stem) > _SHORTEST and word.startswith(stem) and len(word) - len(stem) <= longest
        for stem in _lengthened_stems(name, language)
    )


def is_any_suffix(text: str, language: str) -> bool:
    """Whether a text behind an abbreviation can be suffixes of a language that has chains of them.

    >>> is_any_suffix("ларынан", "kk"), is_any_suffix("да", "ru")
    (True, False)
    """
    return language in _MANY and text.islower() and len(text) <= _LONGEST


def lengthened_stems(name: str, language: str) -> Iterator[str]:
    """What `is_lengthened` has the forms of a folded word begin with."""
    yield from _lengthened_stems(name, language)
    if language == "fr" and name.endswith("al"):
        yield name[:-1]


def _lengthened_stems(name: str, language: str) -> Iterator[str]:
    """What stands before the endings of a word of a name; the word itself is one of them."""
    yield name
    if language == "ka" and name[-1:] in "იაე":
        yield name[:-1]
        shortened = _SHORTENED.fullmatch(name[:-1])
        if shortened and name.endswith("ი"):
            yield shortened[1] + shortened[2]
    elif language in ("kk", "uz"):
        yield name[:-1] + name[-1:].translate(_SOFT[language == "uz"])
        owned = _OWNED.fullmatch(name)
        if owned:
            yield owned[1]
