"""Collation: the order that a language sorts its words in, after CLDR and UTS #10.

Babel carries no collation data, and what icu4py shows of ICU is no collator; so the order is
made of alphabets, and of the order that national character sets have Chinese (by pinyin, or by
strokes) and Japanese characters in, which Python's codecs know.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from varaq.alphabets import (
    CAPITALS_FIRST,
    EXPANSIONS,
    MARKS,
    ORDERS,
    PUNCTUATION,
    SCRIPTS,
    TAILORINGS,
)
from varaq.casing import lower

Weight = tuple[int, int]
"""A group (punctuation, digits, a script …) and a place in it."""
SortKey = tuple[tuple[Weight, ...], tuple[tuple[int, ...], ...], tuple[int, ...], str]
"""What to compare words by: letters, then accents, then capitals, then what is left.

Comparable with other keys of the same language only.
"""
_PUNCTUATION = {char: rank for rank, char in enumerate(PUNCTUATION)}
_MARKS = {mark: rank for rank, mark in enumerate(MARKS, 1)}
_TURNED = re.compile("(?<=[OoGg])['‘]")
"""What is typed for the turned comma in the Uzbek letters oʻ and gʻ."""
_CHARSETS = {"zh": "gb2312", "zh_Hant": "big5", "ja": "euc_jp"}
_ORDER = (*SCRIPTS, "others", "Hang", "Kana", "Hani")
_THIRD = {"ς": 1} | dict.fromkeys("ーぁぃぅぇぉゃゅょっゎァィゥェォャュョッヮ", -1)
"""What differs only on the third level, as capitals do."""
_MARKED = 100
"""What the numbers of variants and expansions begin with, behind those of accents."""
_BASIC = {ord("ς"): ord("σ")}
_BASIC |= {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
_BASIC |= dict(zip(map(ord, "ぁぃぅぇぉゃゅょっゎ"), map(ord, "あいうえおやゆよつわ"), strict=True))
_BASIC |= dict(zip(map(ord, "ァィゥェォャュョッヮ"), map(ord, "あいうえおやゆよつわ"), strict=True))
"""Katakana and small kana as the hiragana that they sort with, and the sigma at an end."""
_VOWELS = {
    kana: vowel
    for vowel, row in zip(
        "あいうえお",
        (
            "あかさたなはまやらわ",
            "いきしちにひみり",
            "うくすつぬふむゆる",
            "えけせてねへめれ",
            "おこそとのほもよろを",
        ),
        strict=True,
    )
    for kana in row
}


@dataclass(frozen=True, slots=True)
class _Alphabet:
    """How a language sorts its letters."""

    letters: dict[str, tuple[Weight, tuple[int, ...]]]
    """The weights of letters and digraphs on the first and on the second level."""
    pieces: re.Pattern[str]
    """Finds what counts as one letter."""
    scripts: tuple[str, ...]
    """In their order."""
    expansions: dict[str, str]
    """Letters that sort as two."""
    charset: str
    """The codec that has Chinese characters in the language's order; empty where none has."""

    def group(self, script: str) -> int:
        """The place of a script behind punctuation (0) and digits (1)."""
        return 2 + self.scripts.index(script)


def sort_key(text: str, language: str) -> SortKey:
    """What a text sorts by in a language (its code, no territory; ``zh_Hant`` by strokes).

    Punctuation and spaces come before digits, digits before letters, those of the language's
    own script first, as its alphabet has them; accents, then capitals decide only where all
    letters are equal.

    >>> sorted(["f", "ə", "e", "x", "i", "h", "ı"], key=lambda word: sort_key(word, "az"))
    ['e', 'ə', 'f', 'h', 'x', 'ı', 'i']
    """
    alphabet = _alphabet(language)
    shown = unicodedata.normalize("NFC", text)
    if language == "uz":
        shown = _TURNED.sub("ʻ", shown)
    first: list[Weight] = []
    second: list[tuple[int, ...]] = []
    third: list[int] = []
    capital = -2 if language in CAPITALS_FIRST else 2
    kana = ""
    for whole in alphabet.pieces.findall(shown):
        small = lower(whole, language)
        basic = _VOWELS.get(kana, whole) if whole == "ー" else small.translate(_BASIC)
        case = capital if whole != small else _THIRD.get(whole, 0)
        parts = basic
        expanded: tuple[int, ...] = ()
        if basic in alphabet.expansions:
            parts, expanded = alphabet.expansions[basic], (_MARKED,)
        elif basic > "\u3130" and basic not in alphabet.letters:
            parts = unicodedata.normalize("NFKD", basic)
        for char in (basic,) if parts == basic else parts:
            weight, marks = _weighed(char, alphabet)
            if weight is not None:
                first.append(weight)
                second.append(marks + expanded)
                third.append(case)
            elif marks and second:
                second[-1] += marks
        kana = unicodedata.normalize("NFD", basic)[:1]
    return tuple(first), tuple(second), tuple(third), text


def _weighed(char: str, alphabet: _Alphabet) -> tuple[Weight | None, tuple[int, ...]]:
    """The first and the second level of a letter; the first is None for what only adds to it."""
    known = alphabet.letters.get(char)
    if known is not None:
        return known
    split = unicodedata.normalize("NFD", char)
    if split != char:
        weight, marks = _weighed(split[0], alphabet)
        return weight, (*marks, *(_MARKS.get(mark, ord(mark)) for mark in split[1:]))
    kind = unicodedata.category(char)
    if kind[0] == "M":
        return None, (_MARKS.get(char, ord(char)),)
    if kind in ("Cc", "Cf") and not char.isspace():
        return None, ()
    if kind[0] == "N" and char.isdigit():
        return (1, unicodedata.digit(char)), ()
    if kind[0] != "L":
        return (0, _PUNCTUATION.get(char, len(PUNCTUATION) + ord(char))), ()
    return _unlisted(char, alphabet), ()


def _unlisted(char: str, alphabet: _Alphabet) -> Weight:
    """The first level of a letter in no alphabet: by its script, then by its code point."""
    code = ord(char)
    if "ぁ" <= char <= "ヿ":
        return alphabet.group("Kana"), code
    if 0x1100 <= code < 0x1200:  # what Korean syllables are made of
        return alphabet.group("Hang"), code
    if code < 0x3400:
        return alphabet.group("others"), code
    if alphabet.charset:
        try:
            return alphabet.group("Hani"), int.from_bytes(char.encode(alphabet.charset)[-2:])
        except UnicodeEncodeError:
            pass
    return alphabet.group("Hani"), 0x10000 + code


@cache
def _alphabet(language: str) -> _Alphabet:
    leading = next((names for names, codes in ORDERS.items() if language in codes.split()), "Latn")
    native = leading.split()
    scripts = (*native, *(script for script in _ORDER if script not in native))
    tailored = TAILORINGS.get(language, "")
    letters: dict[str, tuple[Weight, tuple[int, ...]]] = {}
    for script, listed in SCRIPTS.items():
        order = [[*group.split("<<")] for group in listed.split()]
        if script == native[0]:
            order = _tailored(order, tailored)
        for rank, group in enumerate(order):
            for variant, letter in enumerate(group):
                marks = (_MARKED + variant,) if variant else ()
                letters[letter] = (2 + scripts.index(script), rank), marks
    longest = sorted((letter for letter in letters if len(letter) > 1), key=len, reverse=True)
    pieces = re.compile("|".join([*map(re.escape, longest), "."]), re.DOTALL | re.IGNORECASE)
    expansions = {
        letter: parts
        for letter, parts in (EXPANSIONS[""] | EXPANSIONS.get(language, {})).items()
        if letter not in letters or letter in EXPANSIONS.get(language, {})
    }
    return _Alphabet(letters, pieces, scripts, expansions, _CHARSETS.get(language, ""))


def _tailored(order: list[list[str]], rules: str) -> list[list[str]]:
    """An alphabet with a language's letters moved to where its rules have them."""
    for chain in rules.split():
        anchor, *steps = re.split("(<<?)", chain)
        at = next((rank for rank, group in enumerate(order) if group[0] == anchor), None)
        if at is None:  # a letter that the script's list has not: it comes first
            order.insert(0, [anchor])
            at = 0
        for step, letter in zip(steps[::2], steps[1::2], strict=True):
            group = order[at]
            for other in order:
                if letter in other:
                    other.remove(letter)
            order = [other for other in order if other]
            at = next(rank for rank, other in enumerate(order) if other is group)
            if step == "<<":
                group.append(letter)
            else:
                order.insert(at + 1, [letter])
                at += 1
    return order
