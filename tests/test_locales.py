"""Languages: plural forms against CLDR, the order of words, what pages say of them."""

from __future__ import annotations

from datetime import UTC, datetime

import babel
import pytest

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
    assert form_index("nplurals=2; plural=n;", 7) == 0
    assert form_index("nplurals=2; plural=1/n;", 0) == 0


@pytest.mark.parametrize(
    ("code", "tag", "name", "direction", "paper"),
    [
        ("az", "az", "Azərbaycan", "ltr", "A4"),
        ("ar", "ar", "العربية", "rtl", "A4"),
        ("en", "en", "English", "ltr", "Letter"),
        ("en_GB", "en-GB", "English (United Kingdom)", "ltr", "A4"),
        ("zh-Hans", "zh-Hans", "中文 (简体)", "ltr", "A4"),
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


@pytest.mark.parametrize("code", ["", "x", "xx", "tr tr", "../tr", "tr;", "1234", "en_US_POSIX_X"])
def test_what_is_no_language(code: str) -> None:
    with pytest.raises(VaraqError):
        Locale.parse(code)


def test_numbers_dates_and_lists() -> None:
    moment = datetime(2026, 11, 24, tzinfo=UTC)
    az, tr, ru = map(Locale.parse, ("az", "tr", "ru"))
    assert az.date(moment) == "24 noyabr 2026"
    assert (tr.percent(0.879), az.percent(1.0), az.percent(0.99999)) == ("%87", "100%", "99%")
    assert ru.listed(["а", "б", "в"]) == "а, б и в"
    assert az.name_in(tr) == "Azerbaycan dili"
    assert ru.number(1234567) == "1\xa0234\xa0567"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("az", "3 A/B alma çay el ən fil göz ğ hal xal ıq il kök qıl öz su şam üz zər wc"),
        ("tr", "az cam çam dağ ısı iğne oda öz su şu un üç"),
        ("en", "a Ab ab abc B résumé retry z"),
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
