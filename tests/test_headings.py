"""Headings that are no units of their own: skipped ones, and those in a group."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from varaq.cli import run
from varaq.document import read
from varaq.pages.headings import title
from varaq.translation import source

TEXT = """# Baş

a

<!-- i18n:skip -->
## Keçilən *bir* [k](#son)

b

<!-- i18n:skip -->
## Özü {#öz}

<!-- i18n:group-start -->
## Qrupda

mətn

## Qrupda iki

mətn

<!-- i18n:group-end -->

## Son

> ## Sitatda
"""
GROUP = r"## Qrupda\n\nmətn\n\n## Qrupda iki\n\nmətn"
DONE = rf"""msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\n"

msgid "Baş"
msgstr "Top"

msgid "{GROUP}"
msgstr "## In *group*\n\ntext\n\n## In group two\n\ntext"
"""


@pytest.fixture
def dist(small: Callable[..., Path]) -> Path:
    folder = small(
        {
            "content/a.md": TEXT,
            "locale/en/LC_MESSAGES/a.po": DONE,
            "locale/ar/LC_MESSAGES/a.po": DONE.partition("\n\n")[0] + "\n",
        }
    )
    kinds = ("-k", "handout", "-k", "slides")
    assert run(["-C", str(folder), "build", *kinds]) == 0
    return folder / "dist"


@pytest.mark.parametrize(
    ("tag", "group", "marked"),
    [
        ("az", ("Qrupda", "Qrupda iki"), ""),
        ("en", ("In group", "In group two"), ""),
        ("ar", ("Qrupda", "Qrupda iki"), ' lang="az" dir="auto"'),
    ],
)
def test_they_are_in_the_table_of_contents(
    dist: Path, tag: str, group: tuple[str, str], marked: str
) -> None:
    page = (dist / tag / "a.html").read_text("utf-8")
    _, nav, article = re.split(r'(?s)(<nav class="contents".*?</nav>)', page)
    source = "" if tag == "az" else ' lang="az" dir="auto"'
    assert re.findall(r'<a href="#([^"]*)"([^>]*)>(.*?)</a>', nav) == [
        ("keçilən-bir-k", source, "Keçilən bir k"),
        ("öz", source, "Özü"),
        ("qrupda", marked, group[0]),
        ("qrupda-iki", marked, group[1]),
        ("son", source, "Son"),
        ("sitatda", source, "Sitatda"),
    ]
    ids = re.findall(r'<h2[^>]* id="([^"]*)"', article)
    assert ids == ["keçilən-bir-k", "öz", "qrupda", "qrupda-iki", "son", "sitatda"]


def test_they_say_in_which_language_they_are(dist: Path) -> None:
    page = (dist / "en" / "a.html").read_text("utf-8")
    assert '<h2 id="keçilən-bir-k" lang="az" dir="ltr">' in page
    assert '<h2 id="öz" lang="az" dir="ltr">Özü</h2>' in page
    assert '<h2 id="qrupda">In <em>group</em></h2>' in page
    page = (dist / "az" / "a.html").read_text("utf-8")
    assert '<h2 id="öz">Özü</h2>' in page


@pytest.mark.parametrize("tag", ["az", "en", "ar"])
def test_they_begin_slides(dist: Path, tag: str) -> None:
    page = (dist / tag / "a.slides.html").read_text("utf-8")
    slides = page.split('<div class="slide')[1:]
    assert [re.findall(r'<h\d[^>]* id="([^"]*)"', slide) for slide in slides] == [
        ["baş"],
        ["keçilən-bir-k"],
        ["öz"],
        ["qrupda"],
        ["qrupda-iki"],
        ["son", "sitatda"],
    ]
    for slide in slides[3:5]:
        assert slide.count('lang="az"') == (tag == "ar")
        assert slide.count("<div") + 1 == slide.count("</div>")


def test_a_skipped_heading_is_a_title(small: Callable[..., Path]) -> None:
    folder = small(
        {
            "content/a.md": "<!-- i18n:skip -->\n# `varaq`\n\n## B\n",
            "locale/tr/LC_MESSAGES/a.po": DONE,
        }
    )
    assert run(["-C", str(folder), "build"]) == 0
    page = (folder / "dist" / "tr" / "a.html").read_text("utf-8")
    assert "<title>varaq</title>" in page
    assert page.count("<h1") == 1


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("1. Giriş", "1. Giriş"),
        ("2024. ilin *yekunu*", "2024. ilin yekunu"),
        ("- bir", "- bir"),
        ("<center>bir</center>", "bir"),
        ("[a]: b", "[a]: b"),
    ],
)
def test_a_title_has_what_its_heading_begins_with(heading: str, words: str) -> None:
    document = read("x", "content/x.md", f"# {heading}\n")
    assert title(source(document)) == words
    group = "<!-- i18n:group-{} -->\n\n"
    document = read("x", "content/x.md", f"{group}# {heading}\n\n{group}".format("start", "end"))
    assert [each.words for each in document.anchored] == [words]
