"""Plural-Forms: which of a message's forms goes with a number, for each language.

The expressions are gettext's, checked by a test against the CLDR plural rules that Babel
carries. Babel's and msginit's own tables are not used: they lack or swap forms for several
languages (Turkish, Persian, Georgian, Arabic).
"""

from __future__ import annotations

from functools import lru_cache

from varaq.pluralrule import read

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
    rule = _rule(forms)
    return rule.count if rule else None


def form_index(forms: str, number: int) -> int:
    """Which form (0-based) a Plural-Forms value gives for a number.

    The last one where it gives one that there is none of; 0 where it can't tell.

    >>> form_index("nplurals=2; plural=(n != 1);", 1), form_index("nplurals=2; plural=n;", 7)
    (0, 1)
    """
    rule = _rule(forms)
    if rule is None:
        return 0
    try:
        return min(rule.form(abs(number)), rule.count - 1)
    except ZeroDivisionError:
        return 0


def rule_fault(forms: str) -> str:
    """What is wrong with the rule of a Plural-Forms value that can be read; empty for nothing.

    >>> rule_fault("nplurals=2; plural=1/n;")
    'it divides by zero for 0'
    """
    rule = _rule(forms)
    return rule.fault() if rule else ""


_rule = lru_cache(maxsize=64)(read)
