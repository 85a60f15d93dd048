"""The desk's own page: its words, and what its scripts may do."""

from __future__ import annotations

import json
import re

import pytest

from tests.conftest import ROOT
from varaq.catalog import Catalog
from varaq.locales import Locale
from varaq.pages import Templates, Words
from varaq.po import parse

STATIC = ROOT / "varaq/desk/static"
SCRIPTS = {path.name: path.read_text("utf-8") for path in sorted(STATIC.glob("*.js"))}
FAMILIES = ("kind ", "match ", "severity ", "view ")
"""What the names of words begin with whose ends come from the API."""


def page(catalog: Catalog, locale: Locale) -> str:
    """The desk's page in a language."""
    text = (ROOT / "templates/_desk.html").read_text("utf-8")
    values = {"token": "T", "ui": locale.tag, "dir": locale.direction}
    words = Words([catalog], locale)
    return Templates({"_desk.html": text}, {}).render("_desk.html", words, None, None, values)


def words_of(page: str) -> dict[str, str]:
    """The words that it hands to its scripts."""
    found = re.search(r'<script type="application/json" id="words">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    table: dict[str, str] = json.loads(found[1])
    return table


AZERBAIJANI = words_of(page(Catalog(()), Locale.parse("az")))


@pytest.mark.parametrize("code", ["ar", "en", "ru", "tr"])
def test_words_are_translated_and_read_as_they_stand_in_the_catalog(code: str) -> None:
    path = ROOT / "locale" / code / "LC_MESSAGES/templates.po"
    catalog = parse(path.read_text("utf-8"))
    messages = catalog.by_key()
    for name, text in words_of(page(catalog, Locale.parse(code))).items():
        assert text == messages[None, AZERBAIJANI[name]].strings[0]


def test_marks_that_mean_something_to_html_reach_the_scripts_unescaped() -> None:
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    catalog = parse(f'{head}msgid "Aç"\nmsgstr "\\"O\'n\\" & </script>"\n')
    found = page(catalog, Locale.parse("en"))
    assert words_of(found)["open"] == '"O\'n" & </script>'


def test_scripts_say_only_words_that_there_are() -> None:
    said = {name for text in SCRIPTS.values() for name in re.findall(r'\bsay\(\s*"([^"]+)"', text)}
    assert said
    assert said <= set(AZERBAIJANI)


def test_every_word_is_said_somewhere() -> None:
    scripts = "\n".join(SCRIPTS.values())
    for name in AZERBAIJANI:
        assert f'"{name}"' in scripts or name.startswith(FAMILIES), name
    for family in FAMILIES:
        assert f"`{family}${{" in scripts, family


def test_nothing_becomes_html_outside_of_the_frame() -> None:
    for name, text in SCRIPTS.items():
        if name != "bridge.js":
            assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write", text), (
                name
            )
        assert not re.search(r"\beval\(|new Function\(|https?://", text), name


def test_the_frame_has_its_script_without_imports() -> None:
    assert not re.search(r"(?m)^\s*(import|export)\b", SCRIPTS["bridge.js"])
    assert "</script" not in SCRIPTS["bridge.js"]
    assert "</style" not in (STATIC / "frame.css").read_text("utf-8")


def test_scripts_are_short() -> None:
    assert {name for name, text in SCRIPTS.items() if text.count("\n") > 330} == set()
