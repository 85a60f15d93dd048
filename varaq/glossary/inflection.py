"""Inflection: whether a word of a text can be a form of a word of a term's name."""

from __future__ import annotations

import re
from collections.abc import Iterable

from varaq.glossary import arabic, korean, turkic
from varaq.glossary.endings import (
    SLAVIC,
    declined_stems,
    english_stems,
    is_any_suffix,
    is_declined,
    is_english_form,
    is_lengthened,
    is_slavic_form,
    lengthened_stems,
    slavic_stems,
)
from varaq.glossary.folding import ARABIC, TURKIC, folded, foldings
from varaq.glossary.turkic import Place

_ARABIC_LETTER = re.compile("[\u0620-\u06ff]")
_LONGEST = 64
"""The letters that a word is looked up by at most."""


def is_form(word: str, name: str, language: str, place: Place = Place.ALONE) -> bool:
    """Whether ``word``, as it stands in a text, can be a form of ``name``, a word of a name.

    Both are words without spaces; ``language`` is a language code without territory. An
    abbreviation, which is all in capitals, has to be in capitals in the text, too, but for its
    suffix.

    >>> is_form("Müştərinin", "müştəri", "az", Place.INNER)
    True
    >>> is_form("KPİləri", "KPI", "az"), is_form("PMs", "PM", "en"), is_form("ui", "UI", "en")
    (True, True, False)
    """
    if is_abbreviation(name):
        return _is_abbreviated(word, name, language)
    for one in foldings(word, language):
        for other in foldings(name, language):
            if _matches(one, other, language, place):
                return True
    return False


def is_abbreviation(name: str) -> bool:
    """Whether a word of a name is written in capitals, so that it has to be in a text."""
    return name.isupper()


def is_suffix(text: str, language: str) -> bool:
    """Whether a text behind a hyphen or apostrophe is a suffix of the word before it.

    >>> is_suffix("lərin", "az"), is_suffix("s", "en"), is_suffix("продукта", "ru")
    (True, True, False)
    """
    if language in TURKIC:
        return not text.isupper() and turkic.is_suffix(folded(text, language))
    if language == "ko":
        return korean.is_suffix(text)
    return text == "s" or is_any_suffix(text, language)


def word_keys(word: str, language: str) -> set[str]:
    """What a word of a text is looked up by; it has a key in common with all that it is of."""
    starts = {*foldings(word, language), _capitals(word)}
    keys = {start[:size] for start in starts for size in range(1, min(len(start), _LONGEST) + 1)}
    if _is_arabic(word, language):
        keys |= arabic.cores(folded(word, language))
    return keys


def name_keys(name: str, language: str, place: Place = Place.ALONE) -> set[str]:
    """What a word of a name is found by: all that one of its forms can begin with.

    >>> sorted(name_keys("story", "en"))
    ['stor', 'story']
    """
    if is_abbreviation(name):
        return {_capitals(name)[:_LONGEST]}
    if _is_arabic(name, language):
        return set(arabic.name_cores(folded(name, language)))
    ways = (_stems(each, language, place) for each in foldings(name, language))
    return {stem[:_LONGEST] for way in ways for stem in way if stem}


def _stems(name: str, language: str, place: Place) -> Iterable[str]:
    """What the forms of a folded word begin with, by `_matches`."""
    if language in TURKIC:
        return turkic.stems(name, place)
    if language in SLAVIC:
        return slavic_stems(name, language)
    if language == "ko":
        return (name,)
    if language == "en" or language in ARABIC:
        return english_stems(name)
    return {*lengthened_stems(name, language), *declined_stems(name)}


def _is_arabic(word: str, language: str) -> bool:
    return language in ARABIC and _ARABIC_LETTER.match(word) is not None


def _is_abbreviated(word: str, name: str, language: str) -> bool:
    word, name = _capitals(word), _capitals(name)
    if not word.startswith(name):
        return False
    rest = word[len(name) :]
    # Hangul has no capitals that would tell another abbreviation
    return not rest or ((language == "ko" or rest.islower()) and is_suffix(rest, language))


def _capitals(word: str) -> str:
    """A word as abbreviations are compared."""
    return word.replace("İ", "I")


def _matches(word: str, name: str, language: str, place: Place) -> bool:
    if language in TURKIC:
        return turkic.is_form(word, name, place)
    if language in SLAVIC:
        return is_slavic_form(word, name, language)
    if language == "ko":
        return korean.is_form(word, name)
    if _is_arabic(name, language):
        return arabic.is_form(word, name)
    if language == "en" or language in ARABIC:
        return is_english_form(word, name)
    if language == "de" and place is Place.INNER and is_declined(word, name):
        return True
    return is_lengthened(word, name, language)
