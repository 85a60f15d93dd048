"""The head of a page: what it tells search engines, previews and readers' programs."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest

from varaq import cli
from varaq.pages.pictures import Picture, first

Small = Callable[[dict[str, str | bytes]], Path]
SITE = "https://example.org/h/"
PO = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: {code}\\n"
"Last-Translator: Jane Doe <jane@example.org>\\n"
"PO-Revision-Date: 2026-11-24 16:30+0400\\n"

msgid "Salam"
msgstr "Hello"
"""
TEXT = "---\ndescription: Qısa\n---\n\n# Salam\n\n![Bir *şəkil*](a%20b.png)\n"


@pytest.fixture
def project(small: Small) -> Path:
    return small(
        {
            "varaq.toml": f'title = "Vərəqlər"\nsite_url = "{SITE[:-1]}"\n',
            "content/bir şey.md": TEXT,
            "content/a b.png": b"PNG",
            "locale/en_GB/LC_MESSAGES/bir şey.po": PO.format(code="en_GB"),
            "locale/tr/LC_MESSAGES/bir şey.po": PO.format(code="tr"),
        }
    )


def built(folder: Path, *arguments: str) -> Path:
    assert cli.run(["-C", str(folder), "build", *arguments]) == 0
    return folder / "dist"


def links(page: str, rel: str, kind: str) -> list[tuple[str, str]]:
    """The links of a page with such a rel: an attribute and the address."""
    found = re.findall(rf'<link rel="{rel}" (?:{kind}="([^"]*)" )?href="([^"]*)">', page)
    return [(value, unescape(address)) for value, address in found]


def meta(page: str, name: str) -> list[str]:
    return [
        unescape(value)
        for value in re.findall(rf'<meta (?:name|property)="{name}" content="([^"]*)">', page)
    ]


@pytest.mark.parametrize("kind", ["handout", "slides", "bilingual"])
def test_a_page_of_any_kind_says_what_it_is(project: Path, kind: str) -> None:
    dist = built(project, "-k", "handout", "-k", "slides", "-k", "bilingual")
    file = "bir şey.html" if kind == "handout" else f"bir şey.{kind}.html"
    page = (dist / "en-GB" / file).read_text("utf-8")
    quoted = file.replace(" ", "%20").replace("ş", "%C5%9F")
    languages = [(tag, f"{SITE}{tag}/{quoted}") for tag in ("az", "en-GB", "tr")]
    if kind == "bilingual":
        languages.remove(("az", f"{SITE}az/{quoted}"))  # there is none of the source alone
    else:
        languages.insert(1, ("x-default", languages[0][1]))
    assert links(page, "canonical", "x") == [("", f"{SITE}en-GB/{quoted}")]
    assert sorted(links(page, "alternate", "hreflang")) == sorted(languages)
    assert meta(page, "description") == meta(page, "og:description") == ["Qısa"]
    assert meta(page, "translator") == ["Jane Doe"]
    assert meta(page, "article:modified_time") == ["2026-11-24"]
    assert meta(page, "og:type") == ["article"]
    assert meta(page, "og:title") == ["Hello"]
    assert meta(page, "og:site_name") == ["Vərəqlər"]
    assert meta(page, "og:url") == [f"{SITE}en-GB/{quoted}"]
    assert meta(page, "og:locale") == ["en_GB"]
    others = ["az_AZ", "tr_TR"] if kind == "handout" else []  # for what weighs less, and is shared
    assert meta(page, "og:locale:alternate") == others
    assert meta(page, "og:image") == [f"{SITE}assets/a%20b.png"]
    assert meta(page, "og:image:alt") == ["Bir şəkil"]


def test_the_source_has_no_translator(project: Path) -> None:
    page = (built(project) / "az" / "bir şey.html").read_text("utf-8")
    assert meta(page, "translator") == meta(page, "article:modified_time") == []
    assert meta(page, "og:locale") == ["az_AZ"]


def test_other_files_of_the_same_kind_are_alternates(project: Path) -> None:
    dist = built(project, "--epub")
    page = (dist / "tr" / "bir şey.html").read_text("utf-8")
    name = "bir%20%C5%9Fey"
    files = [("text/markdown", f"{name}.md"), ("application/epub+zip", f"{name}.epub")]
    assert sorted(links(page, "alternate", "type")) == sorted(files)
    assert f'<a href="{name}.epub" type="application/epub+zip">EPUB</a>' in page
    assert ">EPUB</a>" in (dist / "az" / "index.html").read_text("utf-8")
    dist = built(project)
    assert not (dist / "tr" / "bir şey.epub").exists(), "of an earlier text"
    page = (dist / "tr" / "bir şey.html").read_text("utf-8")
    assert links(page, "alternate", "type") == [("text/markdown", f"{name}.md")]


def test_where_the_site_is_not_known_addresses_are_relative(small: Small) -> None:
    folder = small(
        {
            "content/a.md": "# Salam\n\n![](a.png)\n",
            "content/a.png": b"PNG",
            "locale/tr/LC_MESSAGES/a.po": PO.format(code="tr"),
        }
    )
    page = (built(folder, "-k", "slides") / "tr" / "a.slides.html").read_text("utf-8")
    assert "canonical" not in page
    assert meta(page, "og:url") == meta(page, "og:image") == []
    assert ("tr", "a.slides.html") in links(page, "alternate", "hreflang")
    assert ("x-default", "../az/a.slides.html") in links(page, "alternate", "hreflang")


def test_an_address_that_is_none_is_no_picture_of_the_page(small: Small) -> None:
    text = "# Salam\n\n<img src='http://[x'>\n\n![b](a.png)\n"
    toml = f'site_url = "{SITE}"\n'
    folder = small({"varaq.toml": toml, "content/a.md": text, "content/a.png": b"PNG"})
    page = (built(folder) / "az" / "a.html").read_text("utf-8")
    assert meta(page, "og:image") == [f"{SITE}assets/a.png"]


def test_a_users_own_kind_has_the_head_too(project: Path) -> None:
    own = project / "templates" / "card.html"
    own.parent.mkdir()
    own.write_text(
        '{% extends "_base.html" %}{% block head %}{% include "_head.html" %}{% endblock %}',
        "utf-8",
    )
    page = (built(project) / "tr" / "bir şey.card.html").read_text("utf-8")
    assert links(page, "canonical", "x") == [("", f"{SITE}tr/bir%20%C5%9Fey.card.html")]
    assert meta(page, "og:title") == ["Hello"]


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>no picture", None),
        ('<img src="a.png">', Picture("https://a.az/tr/a.png", "")),
        ("<IMG alt='x > y' SRC='/a.jpg'>", Picture("https://a.az/a.jpg", "x > y")),
        ("<img src=../a.webp?b alt=c>", Picture("https://a.az/a.webp?b", "c")),
        ('<img src="a.svg"><img src="data:image/png;base64,x">', None),
        ('<img src="a.svg#x"><img src="//b.az/c.png">', Picture("https://b.az/c.png", "")),
        ("<img><img data-src='a.png'>", None),
    ],
)
def test_the_picture_that_stands_for_a_page(html: str, found: Picture | None) -> None:
    assert first(html, "https://a.az/tr/x.html") == found
