"""Quotation marks: what a language puts around words that it quotes, and around those inside.

The table is CLDR 48's delimiters (a test compares it with ICU), but that French has no-break
spaces inside its guillemets, as the Imprimerie nationale has them; CLDR leaves these out.
"""

from __future__ import annotations

from typing import NamedTuple

_TABLE = {
    "« » “ ”": "ca el es_US eu it kk pt_PT ti",
    "„ “ ‚ ‘": "cs de et hr is lb mk sk sl",
    "« » ‹ ›": "am fa fr_CH rm",
    "« » „ “": "be ky os ru sah uk",
    "” ” ’ ’": "fi he sv yi",
    "« » ‘ ’": "nb nn no",
    "« » « »": "fr hy oc",
    "” “ ’ ‘": "ar ur",
    "„ “ „ “": "bg lt",
    "「 」 『 』": "ja yue zh_Hant zh_HK zh_MO zh_TW",
    "„ ” « »": "pl ro",
    "„ ” » «": "hu",
    "» « › ‹": "ug",
    "„ ” ‘ ’": "bs",
    "“ ” « »": "eo",
    "„ “ « »": "ka",
    "‘ ’ ‘ ’": "nl",
    "„ ” ’ ’": "sr",
    "“ ” “ ”": "tk",
    "“ ” ’ ‘": "uz",
    "« » ” “": "fr_CA",
}
_USUAL = "“ ” ‘ ’"
_SPACED = frozenset({"fr", "fr_CA"})
"""Where « and » have a no-break space inside; fr_CH has none."""


class Quotes(NamedTuple):
    """The marks of a language: a tuple, so that a template can take them apart."""

    start: str
    end: str
    inner_start: str
    """Around what is quoted inside a quotation."""
    inner_end: str


def quotes(code: str) -> Quotes:
    """The quotation marks of a locale such as ``fr``, ``fr_CH`` or ``zh_Hant``.

    >>> "".join(quotes("az")), "".join(quotes("de"))
    ('“”‘’', '„“‚‘')
    """
    language, _, rest = code.partition("_")
    names = (f"{language}_{rest}", f"{language}_{rest.partition('_')[0]}", language)
    for name in names:
        for marks, codes in _TABLE.items():
            if name in codes.split():
                found = Quotes(*marks.split())
                return _spaced(found) if name in _SPACED else found
    return Quotes(*_USUAL.split())


def _spaced(marks: Quotes) -> Quotes:
    """Marks with a no-break space on the inner side of each guillemet."""
    return Quotes(*(mark.replace("«", "«\u00a0").replace("»", "\u00a0»") for mark in marks))


def style(code: str) -> str:
    """The value of CSS's property ``quotes`` for a locale.

    >>> style("ru")
    '"«" "»" "„" "“"'
    """
    return " ".join(f'"{mark}"' for mark in quotes(code))
