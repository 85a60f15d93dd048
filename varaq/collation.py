"""Collation: the order that a language sorts its words in.

Babel carries no collation data, and no kept library that installs from a wheel tailors by
language; so the alphabets below are those of CLDR 46's tailorings (common/collation), and
letters outside a language's alphabet sort beside their base letters.
"""

from __future__ import annotations

import unicodedata

SortKey = tuple[tuple[tuple[int, int, str], ...], str]
"""What to compare words by; comparable with other keys of the same language only."""
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_CYRILLIC = "абвгґдђѓеєжзѕиіїйјклљмнњопрстћќуўфхцчџшщъыьэюя"
_ALPHABETS = {
    "az": "abcçdeəfgğhxıijkqlmnoöprsştuüvyzw",
    "tr": "abcçdefgğhıijklmnoöpqrsştuüvwxyz",
    "uz": "abcdefghijklmnopqrstuvwxyzʻʼ",
    "es": "abcdefghijklmnñopqrstuvwxyz",
    "de": _LATIN,
    "sv": _LATIN + "åäö",
    "fi": _LATIN + "åäö",
    "da": _LATIN + "æøå",
    "nb": _LATIN + "æøå",
    "pl": "aąbcćdeęfghijklłmnńoóprsśtuvwxyzźż",
    "cs": "abcčdefghijklmnopqrřsštuvwxyzž",
    "hu": "abcdefghijklmnoöpqrstuüvwxyz",
    "ro": "aăâbcdefghiîjklmnopqrsștțuvwxyz",
    "ru": "абвгдежзийклмнопрстуфхцчшщъыьэюя",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "be": "абвгґдеёжзійклмнопрстуўфхцчшыьэюя",
    "kk": "аәбвгғдежзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя",
    "ka": "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
    "ar": "ءأإآابتثجحخدذرزسشصضطظعغفقكلمنهويىة",
    "fa": "ءآابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی",
}
_EXTRA = str.maketrans({"ı": "i", "ə": "e", "ø": "o", "æ": "ae", "ß": "ss", "ł": "l", "đ": "d"})
_ARABIC = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ؤ": "و", "ئ": "ي", "ى": "ي", "ة": "ه"})
_NATIVE_FIRST = {"ru": 2, "uk": 2, "be": 2, "kk": 2, "ka": 2, "ar": 2, "fa": 2}


def lower(text: str, language: str) -> str:
    """A text in lower case, with the i and ı of Azerbaijani and Turkish.

    >>> lower("QIŞ İŞI", "az"), lower("QIŞ", "en")
    ('qış işı', 'qiş')
    """
    if language in ("az", "tr"):
        text = text.replace("İ", "i").replace("I", "ı")
    return unicodedata.normalize("NFC", text.lower().replace("i̇", "i"))


def sort_key(text: str, language: str) -> SortKey:
    """What a text sorts by in a language (its code, no territory).

    Punctuation and spaces come before digits, digits before letters, letters as the
    language's alphabet has them; accents and case decide only where all else is equal.

    >>> sorted(["f", "ə", "e", "x", "i", "h", "ı"], key=lambda word: sort_key(word, "az"))
    ['e', 'ə', 'f', 'h', 'x', 'ı', 'i']
    """
    alphabet = _ALPHABETS.get(language, _CYRILLIC if language in ("bg", "mk", "sr") else _LATIN)
    ranks = {letter: rank for rank, letter in enumerate(alphabet)}
    if language in ("ar", "fa"):
        text = text.translate(_ARABIC) if language == "ar" else text
        text = "".join(char for char in text if not unicodedata.combining(char))
    native = 2 if language in _NATIVE_FIRST else 3
    weights = []
    for char in lower(text, language):
        if char in ranks:
            weights.append((native if not char.isascii() or native == 3 else 3, ranks[char], ""))
            continue
        base = unicodedata.normalize("NFD", char.translate(_EXTRA))[0]
        if base in ranks:
            weights.append((native, ranks[base], ""))
        elif char.isalpha():
            weights.append((4, 0, char) if base not in _LATIN else (3, _LATIN.index(base), ""))
        elif char.isdigit():
            weights.append((1, 0, char))
        elif not unicodedata.combining(char):
            weights.append((0, 0, char if char != " " else ""))
    return tuple(weights), text
