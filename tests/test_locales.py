"""Languages: plural forms against CLDR, the order of words, what pages say of them."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime

import babel
import pytest
from babel.localedata import locale_identifiers
from icu4py.messageformat import MessageFormat

from varaq.errors import VaraqError
from varaq.locales import Locale
from varaq.plurals import _FORMS, form_count, form_index, plural_forms

SIXTEEN = "az en tr ru uk ka kk uz de fr es ar fa zh ja ko"


def test_all_sixteen_languages_have_plural_forms() -> None:
    assert all(plural_forms(language) for language in SIXTEEN.split())


@pytest.mark.parametrize("language", sorted(_FORMS))
def test_plural_forms_agree_with_cldr(language: str) -> None:
    """A form for each of CLDR's categories, and no category in two forms."""
    rule = babel.Locale.parse(language).plural_form
    forms: dict[str, set[int]] = {}
    for number in range(1000):
        forms.setdefault(rule(number), set()).add(form_index(_FORMS[language], number))
    assert all(len(found) == 1 for found in forms.values())
    assert len(set(map(tuple, forms.values()))) == len(forms) == form_count(_FORMS[language])


@pytest.mark.parametrize(
    "forms", ["", "nplurals=2", "nplurals=2; plural=__import__('os');", "nplurals=x; plural=n;"]
)
def test_plural_forms_that_cant_be_read(forms: str) -> None:
    assert form_count(forms) is None
    assert form_index(forms, 5) == 0


def test_an_index_out_of_range_is_the_first_form() -> None:
    assert form_index("nplurals=2; plural=n;", 7) == 1  # the last that there is
    assert form_index("nplurals=2; plural=1/n;", 0) == 0


@pytest.mark.parametrize(
    ("code", "tag", "name", "direction", "paper"),
    [
        ("az", "az", "Azərbaycan", "ltr", "A4"),
        ("ar", "ar", "العربية", "rtl", "A4"),
        ("en", "en", "English", "ltr", "Letter"),
        ("en_GB", "en-GB", "English (United Kingdom)", "ltr", "A4"),
        ("zh-Hans", "zh-Hans", "简体中文", "ltr", "A4"),
        ("es_MX", "es-MX", "Español (México)", "ltr", "Letter"),
        ("ka", "ka", "ქართული", "ltr", "A4"),
    ],
)
def test_what_pages_say_of_a_language(
    code: str, tag: str, name: str, direction: str, paper: str
) -> None:
    locale = Locale.parse(code)
    assert (locale.tag, locale.name, locale.direction, locale.paper) == (
        tag,
        name,
        direction,
        paper,
    )


def test_directions_agree_with_cldr() -> None:
    """That of the likeliest script, for each locale that Babel has data of.

    Mongolian in columns runs from left to right to HTML, whose ``dir`` has no third word.
    """
    directions = {code: babel.Locale.parse(code).text_direction for code in locale_identifiers()}
    columns = {code for code, direction in directions.items() if direction == "ttb"}
    assert {code[:7] for code in columns} == {"mn_Mong"}
    found = {code: Locale.parse(code).direction for code in directions}
    assert found == directions | dict.fromkeys(columns, "ltr")


@pytest.mark.parametrize(
    ("code", "tag", "name"),
    [
        ("sr@latin", "sr-Latn", "Srpski (latinica)"),
        ("sr_RS@Latin", "sr-Latn-RS", "Srpski (latinica, Srbija)"),
        ("sr_Cyrl@latin", "sr-Cyrl", "Српски (ћирилица)"),
        ("uz@cyrillic", "uz-Cyrl", "Ўзбекча (Кирил)"),
        ("ca@valencia", "ca-valencia", "Català"),
        ("be@tarask", "be-tarask", "Беларуская"),
        ("sr@ijekavian", "sr-ijekavsk", "Српски"),
        ("sr@ijekavianlatin", "sr-Latn-ijekavsk", "Srpski (latinica)"),
        ("de_AT@euro", "de-AT", "Deutsch (Österreich)"),
    ],
)
def test_what_posix_calls_a_script_is_one(code: str, tag: str, name: str) -> None:
    locale = Locale.parse(code)
    assert (locale.code, locale.tag, locale.name) == (code, tag, name)


@pytest.mark.parametrize("code", ["", "x", "xx", "tr tr", "../tr", "tr;", "1234", "en_US_POSIX_X"])
def test_what_is_no_language(code: str) -> None:
    with pytest.raises(VaraqError):
        Locale.parse(code)


MOMENT = datetime(2026, 11, 24, 23, 50, tzinfo=UTC)
# name, in Azerbaijani, date, number, percent, list; CLDR 48, read by eye and compared with ICU
DETAILS = {
    "az": ("Azərbaycan", "azərbaycan", "24 noyabr 2026", "12.345", "87%", "A, B və C"),
    "en": ("English", "ingilis", "November 24, 2026", "12,345", "87%", "A, B, and C"),
    "tr": ("Türkçe", "türk", "24 Kasım 2026", "12.345", "%87", "A, B ve C"),
    "ru": ("Русский", "rus", "24 ноября 2026\u202fг.", "12\xa0345", "87\xa0%", "A, B и C"),
    "ar": ("العربية", "ərəb", "24 نوفمبر 2026", "12,345", "87\u200e%\u200e", "A وB وC"),
    "de": ("Deutsch", "alman", "24. November 2026", "12.345", "87\xa0%", "A, B und C"),
    "fr": ("Français", "fransız", "24 novembre 2026", "12\u202f345", "87\xa0%", "A, B et C"),
    "es": ("Español", "ispan", "24 de noviembre de 2026", "12.345", "87\xa0%", "A, B y C"),
    "fa": ("فارسی", "fars", "۳ آذر ۱۴۰۵", "۱۲٬۳۴۵", "۸۷٪", "A،\u200f B، و C"),
    "uk": ("Українська", "ukrayna", "24 листопада 2026\u202fр.", "12\xa0345", "87%", "A, B і C"),
    "ka": ("ქართული", "gürcü", "24 ნოემბერი, 2026", "12\xa0345", "87%", "A, B და C"),
    "kk": ("Қазақ тілі", "qazax", "2026\u202fж. 24 қараша", "12\xa0345", "87%", "A, B, C"),
    "uz": ("Oʻzbek", "özbək", "24-noyabr, 2026", "12\xa0345", "87%", "A, B va C"),
    "zh_Hans": ("简体中文", "sadələşmiş çin", "2026年11月24日", "12,345", "87%", "A、B和C"),
    "ja": ("日本語", "yapon", "2026年11月24日", "12,345", "87%", "A、B、C"),
    "ko": ("한국어", "koreya", "2026년 11월 24일", "12,345", "87%", "A, B 및 C"),
}


@pytest.mark.parametrize("code", DETAILS)
def test_how_a_language_writes(code: str) -> None:
    locale = Locale.parse(code)
    assert (
        locale.name,
        locale.name_in(Locale.parse("az")),
        locale.date(MOMENT),
        locale.number(12345),
        locale.percent(0.879),
        locale.listed(["A", "B", "C"]),
    ) == DETAILS[code]


def test_the_table_has_all_sixteen() -> None:
    assert {code.partition("_")[0] for code in DETAILS} == set(SIXTEEN.split())


def test_percent_says_all_only_of_all() -> None:
    az = Locale.parse("az")
    assert (az.percent(1.0), az.percent(0.99999), az.percent(0)) == ("100%", "99%", "0%")


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "America/Los_Angeles"])
@pytest.mark.parametrize("code", ["az", "fa"])
def test_a_date_is_the_same_wherever_it_is_written(code: str, zone: str) -> None:
    """A build is reproducible (law 7), so that the machine's time zone must not matter."""
    program = (
        "from datetime import *; from varaq.locales import Locale; "
        f"[print(ascii(Locale.parse({code!r}).date(datetime(2026, 11, 24, hour, 50, tzinfo=UTC))))"
        " for hour in (0, 23)]"
    )
    run = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "TZ": zone},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.split("\n") == [ascii(DETAILS[code][2])] * 2 + [""]


# which of its plural forms a language takes for 0, 1, 2, 5, 11, 21, 100, 101
PLURALS = {
    "az en tr ka kk uz de es": "10111111",
    "fr fa": "00111111",
    "ru uk": "20122020",
    "ar": "01234455",
    "zh ja ko": "00000000",
}
CATEGORIES = ("zero", "one", "two", "few", "many", "other")


@pytest.mark.parametrize("codes", PLURALS)
def test_the_form_that_goes_with_a_number(codes: str) -> None:
    for code in codes.split():
        forms = plural_forms(code) or ""
        numbers = (0, 1, 2, 5, 11, 21, 100, 101)
        found = "".join(str(form_index(forms, number)) for number in numbers)
        assert found == PLURALS[codes], code


@pytest.mark.parametrize("code", sorted(_FORMS))
def test_plural_forms_agree_with_icu(code: str) -> None:
    """Two numbers have one form exactly where ICU has one category for them."""
    branches = " ".join(f"{name} {{{name}}}" for name in CATEGORIES)
    chosen = MessageFormat(f"{{n,plural,{branches}}}", code)
    for number in [*range(130), 1000, 1001, 10_000, 100_002]:
        name = chosen.format({"n": number})
        same = {
            form_index(_FORMS[code], other)
            for other in range(130)
            if chosen.format({"n": other}) == name
        }
        assert same == {form_index(_FORMS[code], number)}


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("az", "3 A/B alma çay el ən fil göz ğ hal xal ıq il kök qıl öz su şam üz zər wc"),
        ("tr", "az cam çam dağ ısı iğne oda öz su şu un üç"),
        ("en", "a ab Ab abc B résumé retry z"),
        ("ru", "а б ё ежи ель я B2B"),
        ("uk", "г ґ д е є ж и і ї й"),
        ("ar", "أب باب تمر يوم B2B"),
        ("es", "nube ñandú oca"),
        ("kk", "а ә б к қ о ө у ұ ү"),
    ],
)
def test_words_sort_as_the_language_sorts(code: str, words: str) -> None:
    wanted = words.split()
    key = Locale.parse(code).sort_key
    assert sorted(set(wanted), key=key) == wanted
