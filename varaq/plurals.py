"""Plural-Forms: which of a message's forms goes with a number, for each language.

The expressions are gettext's, checked by a test against the CLDR plural rules that Babel
carries. Babel's and msginit's own tables are not used: they lack or swap forms for several
languages (Turkish, Persian, Georgian, Arabic).
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable
from functools import lru_cache

_ONE = "nplurals=1; plural=0;"
_NOT_ONE = "nplurals=2; plural=(n != 1);"
_OVER_ONE = "nplurals=2; plural=(n > 1);"
_EAST_SLAVIC = (
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : "
    "n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);"
)
_ARABIC = (
    "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : "
    "n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);"
)
_WEST_SLAVIC = "nplurals=3; plural=(n==1 ? 0 : n>=2 && n<=4 ? 1 : 2);"
_POLISH = "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);"
_ROMANIAN = "nplurals=3; plural=(n==1 ? 0 : n==0 || (n%100>=1 && n%100<=19) ? 1 : 2);"
_LITHUANIAN = (
    "nplurals=3; plural=(n%10==1 && (n%100<11 || n%100>19) ? 0 : "
    "n%10>=2 && n%10<=9 && (n%100<11 || n%100>19) ? 1 : 2);"
)
_SLOVENE = "nplurals=4; plural=(n%100==1 ? 0 : n%100==2 ? 1 : n%100==3 || n%100==4 ? 2 : 3);"
_LATVIAN = (
    "nplurals=3; plural=(n%10==0 || (n%100>=11 && n%100<=19) ? 0 : n%10==1 && n%100!=11 ? 1 : 2);"
)
_HEBREW = "nplurals=3; plural=(n==1 ? 0 : n==2 ? 1 : 2);"
_TABLE = {
    _ONE: "id ja ko ms th vi zh",
    _NOT_ONE: (
        "af az bg ca da de el en eo es et eu fi gl hu it ka kk ku ky mn nb nl nn no pt_PT sq sv "
        "sw ta te tk tr ug ur uz"
    ),
    _OVER_ONE: "am bn fa fr hi hy pt",
    _EAST_SLAVIC: "be bs hr ru sr uk",
    _SLOVENE: "sl",
    _LATVIAN: "lv",
    _HEBREW: "he",
    _WEST_SLAVIC: "cs sk",
    _POLISH: "pl",
    _ROMANIAN: "ro",
    _LITHUANIAN: "lt",
    _ARABIC: "ar",
}
_FORMS = {language: forms for forms, languages in _TABLE.items() for language in languages.split()}
_EXPRESSION = re.compile(r"\s*nplurals\s*=\s*(\d+)\s*;\s*plural\s*=\s*([^;]+?)\s*;?\s*")


def plural_forms(language: str, territory: str = "") -> str | None:
    """The value of the Plural-Forms header for a language; None where it is not known.

    >>> plural_forms("tr")
    'nplurals=2; plural=(n != 1);'
    """
    return _FORMS.get(f"{language}_{territory}") or _FORMS.get(language)


def form_count(forms: str) -> int | None:
    """How many forms a Plural-Forms value asks for; None where it can't be read.

    >>> form_count("nplurals=2; plural=n != 1;"), form_count("nplurals=INTEGER;")
    (2, None)
    """
    compiled = _compiled(forms)
    return compiled[0] if compiled else None


def form_index(forms: str, number: int) -> int:
    """Which form (0-based) a Plural-Forms value gives for a number; 0 where it can't tell.

    >>> form_index("nplurals=2; plural=(n != 1);", 1)
    0
    """
    compiled = _compiled(forms)
    if compiled is None:
        return 0
    count, rule = compiled
    try:
        index = int(rule(number))
    except (ArithmeticError, ValueError):
        return 0
    return index if 0 <= index < count else 0


@lru_cache(maxsize=64)
def _compiled(forms: str) -> tuple[int, Callable[[int], int]] | None:
    """The number of forms and the rule of a Plural-Forms value."""
    match = _EXPRESSION.fullmatch(forms)
    if match is None:
        return None
    try:
        return int(match[1]), gettext.c2py(match[2])
    except (ValueError, RecursionError):
        return None
