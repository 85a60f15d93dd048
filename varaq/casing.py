"""Casing: capital and small letters as a language has them (Unicode's SpecialCasing).

Azerbaijani and Turkish have i with its capital İ and ı with its capital I; Lithuanian keeps a
dot under an accent; Greek capitals carry no accent; Dutch has the capital IJ. All else is
Python's.
"""

from __future__ import annotations

import re
import unicodedata

DOTTED = frozenset({"az", "crh", "gag", "tr", "tt"})
"""Languages with i, İ and ı, I."""
_TO_UPPER = str.maketrans({"i": "İ"})
_TO_LOWER = str.maketrans({"İ": "i", "I": "ı"})
_LITHUANIAN_DOT = re.compile("(?<=[ijį])\u0307")
_LITHUANIAN_ACCENT = re.compile("([IJ]\u0328?)(?=[\u0300\u0301\u0303])")
_GREEK_HIATUS = re.compile("([αεηουω])\u0301([ιυ])(?!\u0308)", re.IGNORECASE)
_GREEK_ACCENTS = re.compile("(?<=[\u0370-\u03ff])[\u0300\u0301\u0313\u0314\u0342]+")
_WORD = re.compile(r"[-\s({\[<]+")


def lower(text: str, language: str) -> str:
    """A text in small letters; ``language`` is a code without a territory.

    >>> lower("QIŞ İŞI", "az"), lower("QIŞ İŞI", "en")
    ('qış işı', 'qiş işi')
    """
    if language in DOTTED:
        # a capital I with a dot of its own is İ
        text = text.replace("I\u0307", "İ").translate(_TO_LOWER)
    elif language == "lt":
        split = unicodedata.normalize("NFD", text)
        return unicodedata.normalize("NFC", _LITHUANIAN_ACCENT.sub("\\1\u0307", split).lower())
    return unicodedata.normalize("NFC", text.lower().replace("i\u0307", "i"))


def upper(text: str, language: str) -> str:
    """A text in capitals; ``language`` is a code without a territory.

    >>> upper("istifadəçi işığı", "az"), upper("istifadəçi", "en"), upper("Μάιος", "el")
    ('İSTİFADƏÇİ İŞIĞI', 'ISTIFADƏÇI', 'ΜΑΪΟΣ')
    """
    if language in DOTTED:
        text = text.translate(_TO_UPPER)
    elif language == "lt":
        text = _LITHUANIAN_DOT.sub("", unicodedata.normalize("NFD", text))
    elif language == "el":
        split = _GREEK_HIATUS.sub("\\1\\2\u0308", unicodedata.normalize("NFD", text))
        text = _GREEK_ACCENTS.sub("", split)
    return unicodedata.normalize("NFC", text.upper())


def capitalised(text: str, language: str) -> str:
    """A text whose first letter is a capital; the rest stays.

    >>> capitalised("istifadəçi Aydın", "az"), capitalised("ijs", "nl")
    ('İstifadəçi Aydın', 'IJs')
    """
    if not text:
        return text
    if language == "nl" and text[:2] == "ij":
        return f"IJ{text[2:]}"
    if language in DOTTED and text[0] == "i":
        return f"İ{text[1:]}"
    return text[0].title() + text[1:]  # Georgian has capitals for all or none of a line


def titled(text: str, language: str) -> str:
    """A text in which each word begins with a capital and goes on in small letters.

    >>> titled("iş PLANI (ilk)", "az")
    'İş Planı (İlk)'
    """
    at, out = 0, []
    for gap in _WORD.finditer(text):
        out += [capitalised(lower(text[at : gap.start()], language), language), gap[0]]
        at = gap.end()
    out.append(capitalised(lower(text[at:], language), language))
    return "".join(out)
