"""Locales: a language as folders, headers, pages and readers know it, from CLDR.

Names and lists are Babel's. Numbers, percentages and dates are ICU's, which also has each
language's digits, signs and calendar: Babel 2.18 writes Persian numbers with European digits,
leaves the marks out that keep a percent sign beside an Arabic number, and knows no calendar
but the Gregorian.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

import babel
from babel.core import get_global

from varaq import alphabets, casing, collation, plurals, quotation
from varaq.errors import Problem, VaraqError

_CODE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*(?:@[A-Za-z]+)?")
ACCENTED, MIRRORED = "en_XA", "ar_XB"
"""The pseudo-languages: no catalogs are made for them, they show what a template does."""
_PSEUDO = {ACCENTED: "en", MIRRORED: "ar"}
"""The languages that these behave as."""
_SCRIPTS = {
    "latin": "Latn",
    "ijekavianlatin": "Latn",
    "cyrillic": "Cyrl",
    "devanagari": "Deva",
    "arabic": "Arab",
}
"""What scripts are called behind the ``@`` of a POSIX locale, and by CLDR."""
_VARIANTS = {
    "valencia": "valencia",
    "tarask": "tarask",
    "ijekavian": "ijekavsk",
    "ijekavianlatin": "ijekavsk",
}
"""What else stands there, and the variant that it is in BCP 47."""
_LETTER = frozenset(
    ("BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE")
)
"""Where CLDR's measurementData/paperSize is US-Letter."""
_COUNTERS = {
    "arab": "arabic-indic",
    "arabext": "persian",
    "beng": "bengali",
    "deva": "devanagari",
    "mymr": "myanmar",
    "tibt": "tibetan",
}
"""CSS's names of CLDR's numbering systems, but for the usual one and those that it has not."""
_RIGHT_TO_LEFT = frozenset(("Adlm", "Arab", "Hebr", "Nkoo", "Rohg", "Syrc", "Thaa"))
"""The scripts of the languages that CLDR has running from right to left."""


@dataclass(frozen=True, slots=True)
class Locale:
    """A language, with a script and a territory where they matter."""

    code: str
    """As folders and the Language header write it: ``zh_Hans``."""
    cldr: babel.Locale
    """Babel's data for it."""

    @classmethod
    def parse(cls, code: str) -> Locale:
        """The locale of a code such as ``tr``, ``zh_Hans``, ``zh-Hans`` or ``sr@latin``.

        ``en_XA`` and ``ar_XB`` are English and Arabic to CLDR.

        Raises `VaraqError` where it is malformed or CLDR does not know the language.
        """
        if not _CODE.fullmatch(code):
            raise VaraqError(
                Problem(
                    "locale-malformed",
                    f'"{code}" is not a locale',
                    "write a language code such as tr, pt_BR or zh_Hans",
                )
            )
        try:
            name = _subtags(code)[0].replace("-", "_")
            cldr = babel.Locale.parse(_PSEUDO.get(name, name))
        except (ValueError, babel.UnknownLocaleError):
            raise VaraqError(
                Problem(
                    "locale-unknown",
                    f'locale "{code}" is not known to CLDR',
                    "see `babel --list-locales` (pybabel) for those that are",
                )
            ) from None
        return cls(code.replace("-", "_"), cldr)

    def __reduce__(self) -> tuple[Callable[[str], Locale], tuple[str]]:
        """How another process gets it: by its code, and not with all that CLDR says of it."""
        return Locale.parse, (self.code,)

    @property
    def tag(self) -> str:
        """The BCP 47 language tag, for HTML and URLs: ``zh-Hans``."""
        return _tag(self.code)

    @property
    def is_pseudo(self) -> bool:
        """Whether it is a pseudo-language, which has no catalogs."""
        return self.code in _PSEUDO

    @property
    def direction(self) -> str:
        """``ltr`` or ``rtl``."""
        return _direction(self.code)

    @property
    def isolates(self) -> bool:
        """Whether Latin runs are kept by themselves on its pages: it runs from right to left.

        The mirrored pseudo-language has a direction set by hand.
        """
        return self.direction == "rtl" and not self.is_pseudo

    @property
    def name(self) -> str:
        """Its name in itself, capitalised for a list: ``Azərbaycan``, ``العربية``."""
        return _name(self.code)

    def name_in(self, reader: Locale) -> str:
        """Its name in the reader's language, as CLDR writes it in running text."""
        return _name_in(self.code, reader.code)

    @property
    def paper(self) -> str:
        """The size of the paper that is printed on there: ``A4`` or ``Letter``."""
        return "Letter" if _country(self.code) in _LETTER else "A4"

    @property
    def regional(self) -> str:
        """The language with its country, or the likeliest one, as Open Graph has it: ``tr_TR``.

        >>> [Locale.parse(code).regional for code in ("az", "pt", "en_GB", "zh_Hant", "zh_Hans")]
        ['az_AZ', 'pt_BR', 'en_GB', 'zh_TW', 'zh_CN']
        """
        country, language = _country(self.code), self.cldr.language
        return f"{language}_{country}" if country.isalpha() else language

    @property
    def digits(self) -> str:
        """The CSS counter style of its digits, CLDR's default: ``decimal``, ``persian``.

        >>> [Locale.parse(code).digits for code in ("az", "ar", "ar_EG", "fa")]
        ['decimal', 'decimal', 'arabic-indic', 'persian']
        """
        system = self.cldr.default_numbering_system  # type: ignore[attr-defined]  # newer than its stubs
        return _COUNTERS.get(system, "decimal")

    @property
    def quotes(self) -> quotation.Quotes:
        """Its quotation marks."""
        return _quotes(self.code)

    @property
    def plural_forms(self) -> str | None:
        """The value of the Plural-Forms header; None where it is not known."""
        return plurals.plural_forms(self.cldr.language, self.cldr.territory or "")

    def percent(self, share: float) -> str:
        """A share (0 to 1) as whole per cent, rounded down so that 100 % means all of it.

        >>> Locale.parse("tr").percent(0.879), Locale.parse("fa").percent(0.879)
        ('%87', '۸۷٪')
        """
        return _percent(int(share * 100 + 1e-9), self.code)

    def number(self, number: int) -> str:
        """A number with the language's digits and separators.

        >>> Locale.parse("az").number(12345), Locale.parse("fa").number(12345)
        ('12.345', '۱۲٬۳۴۵')
        """
        return _formatted("{it,number,integer}", number, self)

    def date(self, moment: datetime) -> str:
        """A date in the language's long form and its calendar; the day is the moment's own.

        >>> Locale.parse("en").date(datetime(2026, 11, 24)), Locale.parse("fa").date(
        ...     datetime(2026, 11, 24)
        ... )
        ('November 24, 2026', '۳ آذر ۱۴۰۵')
        """
        # a date without a time is the same day wherever the machine is
        return _formatted("{it,date,long}", moment.date(), self)

    def listed(self, items: Sequence[str]) -> str:
        """Items joined as the language joins a list: "a, b and c"."""
        from babel.lists import format_list

        return format_list(items, locale=self.cldr) if items else ""

    def sort_key(self, text: str) -> collation.SortKey:
        """What a text sorts by in this language."""
        return collation.sort_key(text, _collation(self.code))


# What every page asks for is found out once; a code is quicker to look up than Babel's locale.


def _as_spelled(name: str, language: str) -> str:
    """A name in a language's own letters: CLDR writes Uzbek's ʻ as a quotation mark."""
    return name.replace("‘", "ʻ") if language == "uz" else name


@cache
def _country(code: str) -> str:
    """The country that a language names, or else the likeliest; empty where CLDR knows none."""
    cldr = Locale.parse(code).cldr
    likely = get_global("likely_subtags")
    found = likely.get(str(cldr)) or likely.get(cldr.language, "")  # in this order: UTS 35
    return cldr.territory or str(found).rpartition("_")[2]


@cache
def _tag(code: str) -> str:
    name, variant = _subtags(code)
    return f"{name}-{variant}" if variant else name


@cache
def _subtags(code: str) -> tuple[str, str]:
    """A locale's language, script and territory as BCP 47 writes them, and its variant.

    >>> _subtags("sr_RS@latin"), _subtags("ca@valencia"), _subtags("de@euro")
    (('sr-Latn-RS', ''), ('ca', 'valencia'), ('de', ''))
    """
    name, _, modifier = code.replace("_", "-").partition("@")
    modifier = modifier.casefold()
    language, dash, rest = name.partition("-")
    script = _SCRIPTS.get(modifier)
    if script and len(rest.partition("-")[0]) != len(script):
        name = f"{language}-{script}{dash}{rest}"
    return name, _VARIANTS.get(modifier, "")


@cache
def _quotes(code: str) -> quotation.Quotes:
    return quotation.quotes(str(Locale.parse(code).cldr))


@cache
def _name_in(code: str, reader: str) -> str:
    own, other = Locale.parse(code).cldr, Locale.parse(reader).cldr
    # CLDR has a name of its own for a language in some scripts: 简体中文, not 中文 (简体)
    spelled = other.languages.get(str(own)) if own.script else None
    name = spelled or own.get_display_name(other) or code
    return _as_spelled(name, other.language)


@cache
def _script(code: str) -> str:
    """The script that a language names, or else the likeliest; empty where CLDR knows none."""
    cldr = Locale.parse(code).cldr
    likely = get_global("likely_subtags")
    found = likely.get(f"{cldr.language}_{cldr.territory}") or likely.get(cldr.language)
    return cldr.script or (str(found).split("_")[1] if found else "")


@cache
def _direction(code: str) -> str:
    # Babel's answer is the same, and takes reading and merging all that CLDR says of a language
    return "rtl" if _script(code) in _RIGHT_TO_LEFT else "ltr"


@cache
def _name(code: str) -> str:
    name = _name_in(code, code)
    if code in _PSEUDO:
        name += f" ({code[-2:]})"
    return casing.capitalised(name, Locale.parse(code).cldr.language)


@cache
def _collation(code: str) -> str:
    """What `collation` calls a language, or another that is sorted as this is in its script."""
    language = str(Locale.parse(code).cldr.language)
    own = alphabets.ORDERED_AS.get(language, language)
    return alphabets.ORDERED_AS.get(f"{language}_{_script(code)}", own)


@cache
def _percent(whole: int, code: str) -> str:
    return _formatted("{it,number,percent}", whole / 100, Locale.parse(code))


def _formatted(pattern: str, value: float | date, locale: Locale) -> str:
    from icu4py.messageformat import MessageFormat  # only where it is used

    return MessageFormat(pattern, str(locale.cldr)).format({"it": value})
