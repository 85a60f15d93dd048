"""Where a translation may lead: where its source does, and where the project allows."""

from __future__ import annotations

from pathlib import Path

import pytest

from varaq import po
from varaq.builder import Builder
from varaq.checks import document_problems
from varaq.cli import run
from varaq.config import load
from varaq.document import read
from varaq.document.rules import Rules
from varaq.errors import VaraqError
from varaq.locales import Locale
from varaq.project import Project
from varaq.safety import unsafe
from varaq.selection import Request
from varaq.translation import translate

SOURCE = (
    "[Bax](https://a.example/x?y=1), ![ağac](tree.png), <x@a.example>, [nar][n], [alma](b.md#c)\n"
    "\n[n]: https://n.example\n"
)


def judged(text: str, *links: str, source: str = SOURCE) -> str:
    """What is said of a translation of the first unit; empty where nothing is."""
    document = read("a", "content/a.md", source, Rules(links=links))
    problem = unsafe(document.units[0], text, document)
    return "" if problem is None else problem.message


@pytest.mark.parametrize(
    "text",
    [
        "[See](https://a.example/x?y=1)",
        "![tree](tree.png)",
        "<x@a.example>",
        "[mail](mailto:x@a.example)",
        "[pomegranate](https://n.example)",
        "[pomegranate](https://n.example/)",
        "[pomegranate](<https://n.example>)",
        "[apple](b.md#c)",
        "[apple](b.md#c) [apple](b.md#c)",
        "no link",
        "`[code](https://evil.example)`",
    ],
)
def test_a_translation_leads_where_its_source_does(text: str) -> None:
    assert judged(text) == ""


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("[See](https://evil.example)", "https://evil.example"),
        ("[See](https://a.example/x?y=2)", "https://a.example/x?y=2"),
        ("[See](http://a.example/x?y=1)", "http://a.example/x?y=1"),
        ("![](https://evil.example/pixel.png)", "https://evil.example/pixel.png"),
        ("![](other.png)", "other.png"),
        ("[x](b.md#other)", "b.md#other"),
        ("[x](../../../etc/passwd)", "../../../etc/passwd"),
        ("[x](#elsewhere)", "#elsewhere"),
        ("<https://evil.example>", "https://evil.example"),
        ("<y@a.example>", "mailto:y@a.example"),
        ("[x](tel:+99412)", "tel:+99412"),
        ("[x](https&#58;//evil.example)", "https://evil.example"),
        ("[![x](https://evil.example/p)](b.md#c)", "https://evil.example/p"),
    ],
)
def test_it_leads_nowhere_else(text: str, target: str) -> None:
    assert target in judged(text)


@pytest.mark.parametrize(
    ("links", "target"),
    [
        (("https://tr.wikipedia.org/",), "https://tr.wikipedia.org/wiki/Nar"),
        (("https://tr.wikipedia.org",), "https://tr.wikipedia.org/wiki/Nar"),
        (("https://tr.wikipedia.org/",), "https://TR.wikipedia.org"),
        (("https://tr.wikipedia.org/wiki/",), "https://tr.wikipedia.org/wiki/Nar#x"),
        (("https://*.wikipedia.org/",), "https://tr.wikipedia.org/wiki/Nar"),
        (("https://*.wikipedia.org/",), "https://tr.m.wikipedia.org/wiki/Nar"),
        (("https://a.example:8080/",), "https://a.example:8080/x"),
        (("mailto:",), "mailto:y@a.example"),
        (("mailto:help@a.example",), "mailto:help@a.example"),
        (("#",), "#elsewhere"),
        (("guide/",), "guide/x.md"),
        (("*",), "https://evil.example"),
        (("*",), "other.md"),
        (("https://b.example/", "https://c.example/"), "https://c.example/"),
    ],
)
def test_the_project_allows_more(links: tuple[str, ...], target: str) -> None:
    assert judged(f"[x](<{target}>)") != ""
    assert judged(f"[x](<{target}>)", *links) == ""


@pytest.mark.parametrize(
    ("links", "target"),
    [
        (("https://tr.wikipedia.org/",), "http://tr.wikipedia.org/"),
        (("https://tr.wikipedia.org/",), "https://tr.wikipedia.org.evil.example/"),
        (("https://tr.wikipedia.org",), "https://tr.wikipedia.org.evil.example/"),
        (("https://tr.wikipedia.org",), "https://tr.wikipedia.orgevil.example/"),
        (("https://tr.wikipedia.org/",), "https://tr.wikipedia.org@evil.example/"),
        (("https://tr.wikipedia.org/",), "https://tr.wikipedia.org:x@evil.example/"),
        (("https://tr.wikipedia.org/",), "https://evil.example\\\\@tr.wikipedia.org/"),
        (("https://tr.wikipedia.org/",), "https://evil.example#@tr.wikipedia.org/"),
        (("https://tr.wikipedia.org/",), "https://tr.wikipedia.org:8080/"),
        (("https://tr.wikipedia.org/wiki/",), "https://tr.wikipedia.org/w/"),
        (("https://tr.wikipedia.org/wiki/",), "https://tr.wikipedia.org/wiki/../w/"),
        (("https://tr.wikipedia.org/wiki/",), "https://tr.wikipedia.org/wiki/%2e%2E/w/"),
        (("https://*.wikipedia.org/",), "https://wikipedia.org.evil.example/"),
        (("https://*.wikipedia.org/",), "https://evilwikipedia.org/"),
        (("https://*.wikipedia.org/",), "https://evil.example/x.wikipedia.org/"),
        (("https://*.wikipedia.org/",), "https://evil.example?.wikipedia.org/"),
        (("https://*.wikipedia.org/",), "https://[::1].wikipedia.org/"),
        (("#",), "b.md#x"),
        (("guide/",), "guide/../a.md"),
        (("guide/",), "https://evil.example/guide/"),
        (("*",), "javascript:alert(1)"),
        (("*",), "data:text/html,x"),
        (("*",), "//evil.example"),
        (("*",), "\\\\\\\\evil.example"),
    ],
)
def test_it_allows_no_more_than_it_says(links: tuple[str, ...], target: str) -> None:
    assert judged(f"[x](<{target}>)", *links) != ""


@pytest.mark.parametrize(
    "links",
    [
        *('["https://"]', '["https:"]', '["https://*/"]', '["https://*"]', '["//evil.example"]'),
        *('["javascript:"]', '[""]', '["https://a.*.example/"]', '"*"', '["ftp://a.example/"]'),
    ],
)
def test_what_says_too_much_is_refused(links: str, tmp_path: Path) -> None:
    (tmp_path / "varaq.toml").write_text(f"translation_links = {links}\n", "utf-8")
    with pytest.raises(VaraqError) as caught:
        load(tmp_path)
    assert all("translation_links" in problem.message for problem in caught.value.problems)


HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nLanguage: en\\n"\n\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.md").write_text(
        "# A\n\n[Bax](https://a.example/)\n\nNar.\n", "utf-8"
    )
    where = tmp_path / "locale" / "en" / "LC_MESSAGES" / "a.po"
    where.parent.mkdir(parents=True)
    texts = {
        "[Bax](https://a.example/)": "[Look](https://b.example/)",
        "Nar.": "Pomegranate ![](https://b.example/pixel.png)",
    }
    entries = "".join(f'msgid "{one}"\nmsgstr "{other}"\n\n' for one, other in texts.items())
    where.write_text(HEAD + entries, "utf-8")
    return tmp_path


def built(folder: Path) -> str:
    building = Builder(Project.open(folder), Request())
    list(building.run())
    return (folder / "dist" / "en" / "a.html").read_text("utf-8")


def test_a_page_shows_the_source_instead(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = built(folder)
    assert "b.example" not in page
    assert 'href="https://a.example/"' in page
    assert run(["-C", str(folder), "check"]) == 1
    said = capsys.readouterr().out
    assert said.count("link-not-allowed") == 2
    assert "https://b.example/" in said
    assert "translation_links" in said


def test_a_page_follows_what_the_project_allows(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    built(folder)
    (folder / "varaq.toml").write_text('translation_links = ["https://b.example/"]\n', "utf-8")
    page = built(folder)
    assert 'href="https://b.example/"' in page
    assert 'src="https://b.example/pixel.png"' in page
    run(["-C", str(folder), "check"])
    assert "link-not-allowed" not in capsys.readouterr().out


@pytest.mark.parametrize("path", ["a" * 300, "a/" * 3000, "%00"])
def test_a_link_to_what_no_file_can_be_named_is_left_as_it_is(folder: Path, path: str) -> None:
    (folder / "varaq.toml").write_text('translation_links = ["*"]\n', "utf-8")
    catalog = folder / "locale" / "en" / "LC_MESSAGES" / "a.po"
    catalog.write_text(f'{HEAD}msgid "Nar."\nmsgstr "[x]({path}) ![y]({path}.png)"\n', "utf-8")
    page = built(folder)
    assert f'href="{path}"' in page
    assert f'src="{path}.png"' in page


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("javascript:alert(1)", True),
        ("<JavaScript:alert(1)> 'x'", True),
        ("data:text/html,x", True),
        ("//evil.example", True),
        ("\n\njavascript:alert(1)", True),
        ('javascript:alert(1) "a\n\nb"', True),
        ("See javascript:alert(1)", False),
        ("Bax:orada", False),
        ("https", False),
        ("b.md", False),
    ],
)
def test_a_footnote_is_no_address_where_footnotes_are_not_known(text: str, refused: bool) -> None:
    document = read("a", "content/a.md", "a[^1]\n\n[^1]: qeyd\n")
    note = next(unit for unit in document.units if unit.kind == "footnote")
    problem = unsafe(note, text, document)
    assert (problem is not None) == refused
    if problem is not None:
        assert "where footnotes are not known" in problem.message


def test_a_footnote_may_be_the_address_that_its_source_is() -> None:
    document = read("a", "content/a.md", "a[^1]\n\n[^1]: data:x\n")
    note = next(unit for unit in document.units if unit.kind == "footnote")
    assert unsafe(note, "data:x", document) is None


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("Hello[^1]\n\n[^1]: javascript:alert(1)", True),
        ("Hello[^1]\n\n[^1]: JavaScript:alert(1) 'x'", True),
        ("Hello[^1]\n\n[^1]: //evil.example", True),
        ("Hello[^1]\n\n[^1]: Hello", False),
        ("javascript:alert(1)[^1]\n\n[^1]: Hello there", False),
    ],
)
def test_a_footnote_in_a_group_is_no_address_either(text: str, refused: bool) -> None:
    group = "<!-- i18n:group-start -->\n\nSalam[^1]\n\n[^1]: {}\n\n<!-- i18n:group-end -->\n"
    document = read("a", "content/a.md", group.format("Salam"))
    assert (unsafe(document.units[0], text, document) is not None) == refused
    same = read("a", "content/a.md", group.format("javascript:alert(1)"))
    assert unsafe(same.units[0], "Hello[^1]\n\n[^1]: javascript:alert(1)", same) is None


@pytest.mark.parametrize("note_first", [True, False])
def test_a_text_is_judged_by_what_it_is_in_each_place(note_first: bool) -> None:
    """What may be a paragraph may be an address as a footnote."""
    parts = ["a[^1]", "[^1]: Salam", "Salam"]
    parts = parts if note_first else ["a[^1]", "Salam", "[^1]: Salam"]
    document = read("a", "content/a.md", "\n\n".join(parts) + "\n")
    catalog = po.parse(f'{HEAD}msgid "Salam"\nmsgstr "javascript:alert(1)"\n', "tr.po")
    made = translate(document, catalog)
    shown = {piece.unit.kind: piece.text for piece in made.pieces[1:]}
    assert shown == {"paragraph": "javascript:alert(1)", "footnote": None}
    assert [problem.code for problem in made.problems] == ["link-not-allowed"]
    said = document_problems(document, catalog, Locale.parse("az"), Locale.parse("tr"))
    assert "link-not-allowed" in [problem.code for problem in said]
