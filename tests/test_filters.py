"""Filters: what templates write in the page's language, whatever it is."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.icu import cased, delimiters
from varaq import casing, cli, quotation
from varaq.document.outline import Anchors
from varaq.locales import Locale
from varaq.pages import Templates, Words

if TYPE_CHECKING:
    from playwright.sync_api import Browser

USUAL = "az en tr zh_Hans ko vi id es es_MX fr_BE pt de_CH ar_EG zh_TW sw ms"
ROOT = Path(__file__).parents[1]


def rendered(code: str, template: str, name: str = "card.html") -> str:
    words = Words([], Locale.parse(code))
    return Templates({name: template}, {}).render(name, words, None, None)


@pytest.mark.parametrize(
    ("code", "template", "wanted"),
    [
        ("az", "{{ 'istifadəçi işığı' | upper }}", "İSTİFADƏÇİ İŞIĞI"),
        ("tr", "{{ 'IĞDIR İLİ' | lower }}", "ığdır ili"),
        ("tr", "{{ 'iş PLANI' | title }}", "İş Planı"),
        ("az", "{{ 'iş PLANI' | capitalize }}", "İş planı"),
        ("en", "{{ 'istifadəçi' | upper }}", "ISTIFADƏÇI"),
        ("az", "{{ 'pdf info' | upper('en') }}", "PDF INFO"),
        ("el", "{{ 'Μάιος οδός' | upper }}", "ΜΑΪΟΣ ΟΔΟΣ"),
        ("el", "{{ 'ΟΔΟΣ' | lower }}", "οδος".replace("σ", "ς")),
        ("lt", "{{ 'ĮÌ' | lower }}", "įi\u0307\u0300"),
        ("de", "{{ 'straße' | upper }}", "STRASSE"),
        ("az", "{{ ('<b>i&amp;i</b>' | safe) | upper }}", "<b>İ&amp;İ</b>"),
        ("az", "{{ ('<b>iş</b> İŞ' | safe) | capitalize }}", "<b>İş</b> iş"),
        ("fa", "{{ 1234 | number }}", "۱٬۲۳۴"),
        ("fa", "{{ 1234 | number('de') }}", "1.234"),
        ("fa", "{{ _('%(n)s / %(all)s', n=7, all=1200) }}", "۷ / ۱٬۲۰۰"),
        ("fa", "{{ _('%(n)s', n='7') }}", "7"),
        ("tr", "{{ 0.879 | percent }}", "%87"),
        ("az", "{{ 'a & b' | quoted }}", "“a &amp; b”"),
        ("fr", "{{ 'là' | quoted }}", "«\u00a0là\u00a0»"),
        ("de", "{{ ('<b>da</b>' | safe) | quoted }}", "„<b>da</b>“"),
        ("ar", "{{ 'لغة C++ & ب' | isolated }}", 'لغة <bdi dir="ltr">C++</bdi> &amp; ب'),
        ("az", "{{ 'C++' | isolated }}", "C++"),
        ("az", "{{ 'لغة C++' | isolated('ar') }}", 'لغة <bdi dir="ltr">C++</bdi>'),
        ("ar_XB", "{{ 'لغة C++' | isolated }}", "لغة C++"),
        ("az", "{% macro m(x) %}{{ x | upper }}{% endmacro %}{{ m('i') }}", "İ"),
    ],
)
def test_filters_know_the_language(code: str, template: str, wanted: str) -> None:
    assert rendered(code, template) == wanted


def test_an_included_template_knows_it_too() -> None:
    templates = Templates({"a.html": '{% include "_b.html" %}', "_b.html": "{{ 'i' | upper }}"}, {})
    assert templates.render("a.html", Words([], Locale.parse("tr")), None, None) == "İ"


def test_text_templates_escape_nothing() -> None:
    assert rendered("az", "{{ 'i & <i>' | upper | quoted }}", "card.txt") == "“İ & <İ>”"


@pytest.mark.parametrize("code", ["az", "tr", "en", "de", "el", "lt", "ru", "nl", "kk", "uz", "ka"])
@given(text=st.text("iIıİəğşijÌíĮķάΰϊΆουςΣßяЇёაx '-1\u0301\u0307", max_size=8))
def test_capitals_are_icus(code: str, text: str) -> None:
    """But for the dot that stands over an i already, which we leave out."""
    if code == "lt" and re.search("[\u0301\u0307İ]", text):
        return  # how Lithuanian is typed with marks of its own
    small = cased(text, code, "Lower")
    if code != "lt":
        small = unicodedata.normalize("NFC", small.replace("i\u0307", "i"))
    assert casing.lower(text, code) == small
    if code != "el":  # where ICU knows words as well as letters
        assert casing.upper(text, code) == cased(text, code, "Upper")


@pytest.mark.parametrize(
    ("code", "wanted"), [("az", "“”‘’"), ("ru", "«»„“"), ("ja", "「」『』"), ("es", "“”‘’")]
)
def test_quotation_marks(code: str, wanted: str) -> None:
    assert "".join(Locale.parse(code).quotes) == wanted


@pytest.mark.parametrize(
    "code",
    sorted(
        {name for codes in quotation._TABLE.values() for name in codes.split()} | set(USUAL.split())
    ),
)
def test_quotation_marks_are_cldrs(code: str) -> None:
    ours = tuple(mark.replace("\u00a0", "") for mark in Locale.parse(code).quotes)
    assert ours == delimiters(code)


def test_the_style_has_the_marks_of_the_table() -> None:
    style = (ROOT / "templates" / "_quotes.css").read_text("utf-8")
    said: dict[str, str] = {}
    for selectors, marks in re.findall(r"(?m)^([^{/]*q) \{ quotes: (.*); \}$", style):
        for selector in selectors.split(", "):
            tag = selector.removesuffix("q").removesuffix(" > ").removeprefix(":lang(").rstrip(")")
            said[tag] = marks.replace("\\a0 ", "\u00a0")
    wanted = {
        name.replace("_", "-"): quotation.style(name)
        for codes in quotation._TABLE.values()
        for name in codes.split()
    }
    assert said == {"": quotation.style("en"), **wanted}


@pytest.mark.parametrize(
    ("title", "anchor"),
    [("İstifadəçi", "istifadəçi"), ("IŞIQ", "işiq"), ("İŞ planı", "iş-planı")],
)
def test_anchors_have_no_combining_dot(title: str, anchor: str) -> None:
    assert Anchors().of(title) == anchor


def test_a_page_in_a_browser(browser: Browser, small: object, tmp_path: Path) -> None:
    """Quotation marks, capitals, line breaking and emphasis as a browser has them by language."""
    del small
    content = tmp_path / "content"
    content.mkdir()
    (content / "a.md").write_text("# A\n\n*a* <q>b <q>c</q></q>\n", "utf-8")
    found: dict[str, dict[str, str]] = {}
    page = browser.new_page()
    for code in ("az", "fr", "ru", "ja", "ko", "zh_Hans", "ka", "ar", "fa"):
        (tmp_path / "varaq.toml").write_text(f'source = "{code}"\n', "utf-8")
        assert cli.run(["-C", str(tmp_path), "build", "-k", "handout"]) == 0
        tag = code.replace("_", "-")
        page.goto((tmp_path / "dist" / tag / "a.html").as_uri())
        found[code] = page.evaluate(
            """() => {
              const style = (query) => getComputedStyle(document.querySelector(query));
              const upper = document.createElement("p");
              upper.textContent = "isti ışıq";
              upper.style.textTransform = "uppercase";
              document.querySelector("article").append(upper);
              return {
                quotes: style("q").quotes, italic: style("em").fontStyle,
                marks: style("em").textEmphasisStyle, spaced: style("em").letterSpacing,
                weight: style("em").fontWeight, word: style("p").wordBreak,
                line: style("p").lineBreak, heading: style("h1").wordBreak,
                tight: style("h1").letterSpacing, hyphens: style("h1").hyphens,
                text: style("article p").hyphens, upper: upper.innerText,
              };
            }"""
        )
    page.close()
    for code, said in found.items():
        assert said["quotes"] == quotation.style(code)
        assert said["italic"] == ("italic" if code in ("az", "fr", "ru") else "normal")
        assert (said["hyphens"], said["text"]) == ("manual", "auto")
        assert said["upper"] == ("İSTİ IŞIQ" if code == "az" else "ISTI IŞIQ")
    for code in ("ar", "fa", "ja", "ko", "zh_Hans"):
        assert found[code]["tight"] == "normal"  # no space between letters is taken away
    assert (found["ja"]["line"], found["ja"]["heading"]) == ("strict", "auto-phrase")
    assert found["ko"]["word"] == "keep-all"
    assert "sesame" in found["ja"]["marks"]
    assert "dot" in found["zh_Hans"]["marks"]
    assert found["ka"]["spaced"] != "normal"
    assert (found["ar"]["weight"], found["az"]["weight"]) == ("600", "400")
