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
