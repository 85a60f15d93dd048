"""Languages: what their prose is written with. Facts of Unicode CLDR 48.2.

Letters are the main and auxiliary exemplar sets, quotation marks the delimiters and what else
of the kind the set of punctuation has; beside these, what books and programs of a language are
printed with: »…« in German, «…» in Uzbek, “…” in Arabic. Languages that are not here are not
judged by these.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from varaq.locales import Locale

LATIN = "A-Za-zªºÀ-ÖØ-öø-ʸḀ-ỿ"
CYRILLIC = "\u0400-\u0481\u048a-\u052f"
GREEK = "\u0370-\u0373\u0376-\u037d\u0386\u0388-\u03ff\u1f00-\u1fff"
ARABIC = "\u0620-\u064a\u066e-\u06d3\u06d5\u06fa-\u06ff"
GEORGIAN = "\u10a0-\u10ff\u1c90-\u1cbf\u2d00-\u2d2d"
HAN = "\u3005\u3400-\u9fff\uf900-\ufaff"
KANA = "\u3040-\u30ff"
"""Letters of scripts, as they stand in a class of a regular expression."""
_ROMANCE = "àáâãäåæçèéêëìíîïñòóôöøùúûüÿāăēĕīĭōŏœūŭ"
_ABC = "abcdefghijklmnopqrstuvwxyz"
_ANBANI = "".join(map(chr, (*range(0x10D0, 0x10FB), *range(0x2D00, 0x2D26))))
_AZBUKA = "абвгдежзийклмнопрстуфхцчшщьюя"


@dataclass(frozen=True, slots=True)
class Language:
    """How a language's prose is written."""

    script: str
    """Its letters, as a class of a regular expression has them: `LATIN` …"""
    letters: frozenset[str]
    """The letters that it uses, small and capital; empty where they are too many to say."""
    quotes: tuple[str, ...]
    """Its pairs of quotation marks, the best first: ``„“``."""
    scale: float
    """How many characters a text has that has one in English; measured on translated books,
    and estimated from its relatives where there was none."""
    particles: frozenset[str] | None = None
    """The only words that never stand twice, where others rightly do; None where none does."""


def _language(
    script: str,
    letters: str,
    quotes: str,
    scale: float,
    particles: str | None = None,
) -> Language:
    both = frozenset(letters) | frozenset(letter.upper() for letter in letters)
    words = None if particles is None else frozenset(particles.split())
    return Language(script, both, tuple(quotes.split()), scale, words)


_LANGUAGES: Mapping[str, Language] = {
    "ar": _language(
        ARABIC,
        "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيـٯپچژڜڢڤڥڧڨکگی",
        "«» “” ‘’ ”“ ’‘",
        0.9,
        "في على إلى أن",
    ),
    "az": _language(
        LATIN, _ABC + "çöüğışəİ", "“” ‘’", 1.1, "və ilə bu ki amma lakin üçün"
    ),
    "de": _language(LATIN, _ABC + _ROMANCE + "ßğışİ", "„“ ‚‘ »« ›‹", 1.15),
    "en": _language(LATIN, _ABC + _ROMANCE, "“” ‘’", 1.0),
    "es": _language(LATIN, _ABC + _ROMANCE + "ªºý", "“” ‘’ «»", 1.15),
    "fa": _language(
        ARABIC,
        "ءآأؤئابةتثجحخدذرزسشصضطظعغفقلمنهوپچژکگیإـكىي", "«» ‹›", 1.03, "و که را از در با"
    ),
    "fr": _language(LATIN, _ABC + "àâæçèéêëîïôùûüÿœßáãäåìíñòóõöøúāćēīĳřšſǔ", "«» “”", 1.15),
    "ja": _language(KANA, "", "「」 『』 “” ‘’ 《》 〈〉", 0.62, ""),
    "ka": _language(GEORGIAN, _ANBANI, "„“ «» ‚‘", 1.1),
    "kk": _language(
        CYRILLIC, _AZBUKA + "ъыэёіғқңүұһәө", "«» “” ‘’", 1.05, "және мен бұл деп үшін"
    ),
    "ko": _language("가-힣", "", "“” ‘’ 「」 『』 《》 〈〉", 0.6, "및 또는 그리고"),
    "ru": _language(CYRILLIC, _AZBUKA + "ъыэё", "«» „“", 1.08),
    "tr": _language(
        LATIN, _ABC + _ROMANCE + "ßğışİ", "“” ‘’", 1.12, "ve ile bu ki ama veya"
    ),
    "uk": _language(CYRILLIC, _AZBUKA + "єіїґʼъыэё", "«» „“ “”", 1.04),
    "uz": _language(
        LATIN, _ABC + _ROMANCE + "ʻʼ", "“” ‘’ ’‘ «»", 1.15, "va bilan bu uchun lekin"
    ),
    "zh": _language(HAN, "", "“” ‘’ 「」 『』 《》 〈〉", 0.36, ""),
}  # fmt: skip
_SCRIPTS = {"uz": ("Latn",), "kk": ("Cyrl",), "az": ("Latn",), "zh": ("Hans", "Hant")}
"""The scripts that an entry is about, where a language has several."""


def language(locale: Locale) -> Language | None:
    """How the language of a locale is written; None where that is not known here.

    >>> language(Locale.parse("de_AT")).quotes[:2]
    ('„“', '‚‘')
    """
    code, script = locale.cldr.language, locale.cldr.script
    if script and script not in _SCRIPTS.get(code, (script,)):
        return None
    return _LANGUAGES.get(code)
