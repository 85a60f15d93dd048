"""Pages carry the rules that they need, and look as if they carried all."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import gallery
from tests.conftest import ROOT
from varaq import cli
from varaq.pages import scripts, styles
from varaq.pages.styles import needed, squeezed

if TYPE_CHECKING:
    from playwright.sync_api import Browser

UNCLOSED = ('"a', "'a", "/* a", "[a", '["a', "{{ a", "{% a", "@media a{b{", ":is(a", "<script>a")
PAGE = (
    '<body><p class="a b" lang="ar">x</p><a lang="ka" hreflang="ka">y</a>'
    '<IMG><script>make("i", "made")</script>'
)


@pytest.mark.parametrize(
    "rule",
    [
        "p{}",
        "p.a{}",
        ".a.b{}",
        ".a>.b{}",
        "p:not(.c){}",
        "p:has(.c){}",
        ":is(.c,.a){}",
        ":where(:lang(he),:lang(ar)) .b{}",
        ":lang(ar){}",
        "p:lang(az) .a{}",
        '[lang|="az"]{}',
        '[dir="rtl"] .a{}',
        'a[href$=".pdf"]{}',
        ".made i{}",
        "img{}",
        "*{}",
        "html{}",
        "::selection{}",
        ".a::before{content:'}'}",
        ".\\31 x{}",
        "@page{margin:0;@top-left{content:'c'}}",
        "@font-face{font-family:c}",
        '@import "c.css";',
        "@media print{.a{}}",
        "@media print{@media screen{.a{}}}",
        "@supports (a:b){p{}}",
        ":is(p,h9):is(:lang(ar),:lang(he)){}",
    ],
)
def test_what_could_match_stays(rule: str) -> None:
    assert needed(rule, PAGE, "az") == rule


@pytest.mark.parametrize(
    "rule",
    [
        "h1{}",
        ".c{}",
        ".a.c{}",
        ".a .c{}",
        ".c:hover{}",
        "p h1{}",
        ":lang(ka){}",
        '[lang|="he"]{}',
        ":is(.c,h2){}",
        "p:where(:lang(he),:lang(ka)){}",
        ":is(p,h9):is(:lang(he)){}",
        "@media print{.c{}}",
        "@media print{@media screen{.c{}h1{}}}",
    ],
)
def test_what_can_match_nothing_goes(rule: str) -> None:
    assert needed(rule, PAGE, "az") == ""


def test_of_a_list_of_selectors_those_stay_that_could_match() -> None:
    assert (
        needed("h1, .a,.c\n,p:is(h1,.b){x:y}\n.c{}", PAGE, "az") == " .a,p:is(h1,.b){x:y}".strip()
    )


@pytest.mark.parametrize("tag", ["ar", "ar-EG", "AR"])
def test_a_language_is_meant_with_all_its_countries(tag: str) -> None:
    assert needed(":lang(ar){}", "", tag) == ":lang(ar){}"
    assert needed(":lang(arc){}", "", tag) == ""
    assert needed(":lang(ar-EG){}", "", "ar") == ""


@given(st.text(alphabet="ab.{}():,;@[]\\\"'/* \nish", max_size=60))
def test_no_text_of_a_sheet_is_an_error_and_none_is_new(css: str) -> None:
    found = needed(css, PAGE, "az")
    rest = iter(css)
    assert all(char in rest for char in found), "what stays is in the order that it was in"


@pytest.mark.parametrize("path", sorted((ROOT / "templates").glob("_*.css")), ids=lambda p: p.name)
def test_a_page_with_all_of_it_needs_all(path: Path) -> None:
    """Nothing is lost in going through a sheet: its blocks, joined, are the sheet."""
    css = squeezed(path.read_text("utf-8"))
    joined = "".join(f"{block.start}{block.body}" for block in styles._blocks(css))
    assert joined == css


SHEETS = [path.read_text("utf-8") for path in (ROOT / "templates").glob("*.css")]
SET = sorted({*re.findall(r"[{;]\s*([a-z][a-z-]+)\s*:", "".join(SHEETS)), "color", "font-size"})
"""The properties that our sheets set."""
DUMP = """(names) => {
    const lists = document.querySelectorAll("nav.languages, details.languages ul, picture");
    for (const list of lists) list.remove();
    const found = [];
    for (const each of document.querySelectorAll("*")) {
        if (each.closest("style, script, head")) continue;
        for (const part of [null, "::before", "::after", "::first-letter"]) {
            const style = getComputedStyle(each, part);
            if (part && part !== "::first-letter" && style.content === "none") continue;
            const values = names.map((name) => `${name}: ${style.getPropertyValue(name)}`);
            found.push([each.tagName, each.className, part, ...values].join("; "));
        }
    }
    return found;
}"""


def looks(browser: Browser, folder: Path, path: Path) -> list[list[str]]:
    """The computed styles of everything on a page, on screen and in print."""
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto((folder / path).as_uri())
    found = []
    for medium in ("screen", "print"):
        page.emulate_media(media=medium)
        found.append([each.replace(folder.as_uri(), "") for each in page.evaluate(DUMP, SET)])
    context.close()
    return found


def test_pages_look_as_with_all_rules(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lean = gallery.made(tmp_path / "lean")
    monkeypatch.setattr(styles, "needed", lambda css, *_: css)
    full = gallery.made(tmp_path / "full")
    names = ["o biri.html", "o biri.slides.html", "o biri.bilingual.html"]
    paths = [Path(tag, "hər şey", name) for tag in ("tr", "ar") for name in names]
    paths += [Path("zh-Hans", name) for name in ("hər şey/bir.html", "lüğət.html", "index.html")]
    for path in [Path("index.html"), *paths]:
        light, all_of_it = (lean / path).stat().st_size, (full / path).stat().st_size
        assert light < all_of_it - 3_000
        for seen, wanted in zip(
            looks(browser, lean, path), looks(browser, full, path), strict=True
        ):
            pairs = zip(seen, wanted, strict=True)
            assert [(one, other) for one, other in pairs if one != other][:5] == [], path


def test_a_base_of_ones_own_need_not_know_of_it(small: Callable[..., Path]) -> None:
    base = (
        '<html lang="{% block tag %}{% endblock %}" dir="{% block dir %}{% endblock %}">'
        "<title>{% block title %}{% endblock %}</title>{% block head %}{% endblock %}"
        "<style>{% block style %}{% endblock %}</style>{% block body %}{% endblock %}"
    )
    folder = small({"content/a.md": "# A\n", "templates/_base.html": base})
    assert cli.run(["-C", str(folder), "build", "-k", "slides"]) == 0
    page = (folder / "dist/az/a.slides.html").read_text("utf-8")
    assert ".slide table{" in page, "all rules are there"


@pytest.mark.parametrize("path", sorted((ROOT / "templates").glob("_*.js")), ids=lambda p: p.name)
def test_scripts_come_without_comments_on_lines_of_their_own(path: Path) -> None:
    text = path.read_text("utf-8")
    found = scripts.squeezed(text)
    if path.name == "_search.js":
        assert found == text, "one of its patterns has a backquote"
        return
    assert not any(line.startswith((" ", "//")) or not line for line in found.split("\n")[:-1])
    kept = [line.strip() for line in text.split("\n") if not line.strip().startswith("//")]
    assert [line for line in found.split("\n") if line] == [line for line in kept if line]


@pytest.mark.parametrize("text", ["a = `\n  b`;\n", 'a = "\\\n  b";\n', "/*\n  // a\n*/\n"])
def test_a_script_in_which_blanks_may_mean_something_stays(text: str) -> None:
    assert scripts.squeezed(text) == text


@pytest.mark.parametrize("piece", UNCLOSED)
def test_what_is_not_closed_goes_on_to_the_end(piece: str) -> None:
    css = f".nowhere{{c:d}}p{{e:f}}{piece * 500}"
    assert squeezed(css).startswith(".nowhere{c:d}p{e:f}")
    left = needed(css, f"{PAGE}{piece * 500}", "ar")
    assert left.startswith("p{e:f}")


def test_groups_in_groups_are_looked_into_as_far_as_people_write_them() -> None:
    def groups(depth: int) -> str:
        return "@media print{" * depth + ".nowhere{c:d}p{e:f}" + "}" * depth

    assert ".nowhere" not in needed(groups(8), PAGE, "ar")
    assert needed(groups(1000), PAGE, "ar") == groups(1000)
