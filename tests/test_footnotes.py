"""Footnotes on bilingual pages and in titles, where a text stands without their definitions."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from varaq.cli import run
from varaq.document import footnotes, markdown, read
from varaq.document.footnotes import Footnote
from varaq.locales import Locale
from varaq.pages.rows import rows
from varaq.translation import source

TEXT = """# Baş[^a]

Mətn[^1] və[^a], `[^1]`, \\[^1], [^yox].

| x[^1] |
|---|

<!-- i18n:group-start -->
Qrup[^1]

[^iç]: İçində[^1].

<!-- i18n:group-end -->

[^a]: Birinci *qeyd*.

    Davamı[^iç].

[^1]: İkinci.
"""
DONE = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Baş[^a]"
msgstr "Top[^a]"

msgid "Mətn[^1] və[^a], `[^1]`, \\\\[^1], [^yox]."
msgstr "And[^a] text[^1], `[^1]`, \\\\[^1], [^yox]."
"""


def test_footnotes_of_a_bilingual_page(small: Callable[..., Path]) -> None:
    folder = small({"content/a.md": TEXT, "locale/en/LC_MESSAGES/a.po": DONE})
    kinds = ("-k", "bilingual", "-k", "handout")
    assert run(["-C", str(folder), "build", *kinds]) == 0
    page = (folder / "dist" / "en" / "a.bilingual.html").read_text("utf-8")

    def mark(unit: int, number: int) -> str:
        return f'<sup class="footnote-reference"><a href="#unit-{unit}">{number}</a></sup>'

    literal = "<code>[^1]</code>, [^1], [^yox]."
    assert f"Baş{mark(5, 1)}<" in page
    assert f"Top{mark(5, 1)}<" in page
    assert f"Mətn{mark(7, 2)} və{mark(5, 1)}, {literal}" in page
    assert f"And{mark(5, 1)} text{mark(7, 2)}, {literal}" in page
    assert f">x{mark(7, 2)}<" in page
    assert f"<p>Qrup{mark(7, 2)}</p>" in page
    assert '<sup class="footnote-definition-label">3</sup>' in page
    assert f"<p>İçində{mark(7, 2)}.</p>" in page
    assert f">Davamı{mark(4, 3)}.<" in page
    assert re.findall(r'<p class="kind">[^\d<]+ (\d)</p>', page) == ["1", "1", "2"]
    assert "\u2042" not in page
    handout = (folder / "dist" / "en" / "a.html").read_text("utf-8")
    assert "<title>Top</title>" in handout


def test_rows_show_the_marks_that_a_page_shows(examples: list[dict[str, Any]]) -> None:
    """Also of texts that have the examples of the specification around them."""
    az = Locale.parse("az")
    for example in examples[::5]:
        text = f"a[^x]\n\n{example['markdown']}\n\nb[^y] c[^x]\n\n[^y]: d\n\n[^x]: e\n"
        document = read("a", "content/a.md", text)
        found = re.findall(r"-reference\"><a [^<>]*>(\d+)", markdown.html(text))
        shown = "".join(row.source for row in rows(source(document), az, az))
        assert re.findall(r"-reference\"><a [^<>]*>(\d+)", shown) == found


def test_a_text_that_stands_alone_has_the_numbers_of_its_document() -> None:
    known = {"x": Footnote(7), "y&": Footnote(8), "z": Footnote(9)}
    text = "a[^x] b[^y&]"
    html = markdown.html(f"{text}\n\n{footnotes.lent(text, footnotes.spellings(known))}")
    mark = '<sup class="footnote-reference">'
    led = footnotes.numbered(html, known, lambda label: f"#to-{label}")
    assert led == (
        f'<p>a{mark}<a href="#to-x">7</a></sup> b{mark}<a href="#to-y&amp;">8</a></sup></p>\n'
    )
    assert footnotes.numbered(html, known, lambda _: None) == (
        f"<p>a{mark}7</sup> b{mark}8</sup></p>\n"
    )


def test_definitions_have_the_numbers_of_the_document_where_it_has_them() -> None:
    html = markdown.html("a[^x] b[^y]\n\n[^x]: c\n\n[^y]: d\n")
    made = footnotes.numbered(html, {"y": Footnote(7)}, lambda label: f"#{label}")
    assert made == html.replace(">2<", ">7<")
    assert made.count(">7<") == 2
    assert footnotes.numbered(html, {}, lambda _: None) == html


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("a[^x]", "[^x]: ⁂\n\n"),
        ("[^X] [^x] [^y] [^none]", "[^x]: ⁂\n\n[^Y]: ⁂\n\n[^y]: ⁂\n\n"),
        ("[![^x](a)][^y]", "[^x]: ⁂\n\n[^Y]: ⁂\n\n[^y]: ⁂\n\n"),
        ("x [y] ^x", ""),
        ("", ""),
    ],
)
def test_a_text_is_lent_what_it_mentions(text: str, given: str) -> None:
    assert footnotes.lent(text, footnotes.spellings(["x", "Y", "y", "z"])) == given
    assert footnotes.lent(text, {}) == ""


def test_footnotes_have_ids_that_no_heading_can_have(small: Callable[..., Path]) -> None:
    text = '# 1\n\n## FN 1\n\na[^1] b[^Q] c[^q] d[^a &"b] [e](#1)\n\n[^q]: f[^1]\n\n[^1]: g\n\n'
    text += '[^a &"B]: h\n\n[^Q]: twice\n'
    folder = small({"content/a.md": text})
    assert run(["-C", str(folder), "build", "-k", "handout"]) == 0
    page = (folder / "dist" / "az" / "a.html").read_text("utf-8")
    page = page[page.index("<article>") : page.index("</article>")]
    ids = re.findall(r' id="([^"]*)"', page)
    assert ids == ["1", "fn-1", "fn:2", "fn:1", "fn:3"]
    marks = re.findall(r'-reference"><a href="([^"]*)">(\d+)</a>', page)
    assert marks == [(f"#fn:{n}", str(n)) for n in (1, 2, 2, 3, 1)]
    assert re.findall(r'-definition-label">(\d+)', page) == ["2", "1", "3", "2"]
    assert '<a href="#1">e</a>' in page
    assert page.count('<div class="footnote-definition"><sup') == 1


def test_what_looks_like_a_mark_and_has_no_note_stays() -> None:
    html = '<sup class="footnote-reference"><a href="#x">1</a></sup>'
    assert footnotes.linked(html) == html
    more = f'{html}\n<div class="footnote-definition" id="y"><sup class="l">4</sup>'
    shown = f'{html}\n<div class="footnote-definition" id="fn:1"><sup class="l">1</sup>'
    assert footnotes.linked(more) == shown


def test_marks_of_a_row_are_found_whatever_their_case() -> None:
    document = read("a", "content/a.md", "a[^X] b[^y]\n\n[^Y]: c\n\n[^x]: d\n")
    az = Locale.parse("az")
    first = rows(source(document), az, az)[0].source
    assert re.findall(r'<a href="([^"]*)">(\d+)', first) == [("#unit-3", "1"), ("#unit-2", "2")]
