"""What an author's own HTML shows travels, and its links lead there."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from varaq.cli import run
from varaq.document import addresses as in_tags
from varaq.document import destinations, markdown
from varaq.document.addresses import addresses, redirected_html
from varaq.document.destinations import redirected

Small = Callable[[dict[str, str | bytes]], Path]
HEAD = 'msgid ""\nmsgstr ""\n"Language: tr\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
PIECES = [
    "<img ", "<a ", "</a>", "<style>", "</style>", "<script>", "</script>", "<!--", "-->", " src=",
    " href='", ' srcset="', " 2x,", ' style="', "url(", "url('", "/*", "*/", "&quot;", "&#10;",
]  # fmt: skip
OWN_HTML = """# A

<picture>
<source srcset="big.png 2x, a%20b.png 800w,x.png">
<img src=x.png alt=x>
</picture>

<video poster='x.png' SRC = x.png></video> a <img srcset="x.png"> b

<p style="background: url(x.png), url('a%20b.png')">c</p>

<style>
p::before { content: url( "x.png" ); } /* url(x.png) */
</style>

<script>const a = '<img src="x.png">'; // url(x.png)
</script>

<!-- <img src=x.png> -->

`<img src=x.png>` data-src=x.png <a data-src=x.png title="href=x.png">d</a>
"""


def test_files_of_an_authors_own_html_travel(small: Small) -> None:
    folder = small(
        {
            "content/g/a.md": OWN_HTML,
            "content/g/x.png": b"x",
            "content/g/a b.png": b"ab",
            "content/g/big.png": b"big",
            "locale/tr/LC_MESSAGES/a.po": HEAD,
        }
    )
    assert run(["-C", str(folder), "build"]) == 0
    dist = folder / "dist"
    assert {path.name for path in (dist / "assets").rglob("*.png")} == {
        "x.png",
        "a b.png",
        "big.png",
    }
    there = "../../assets/g"
    for name in ("az/g/a.html", "tr/g/a.html", "tr/g/a.md"):
        text = (dist / name).read_text("utf-8")
        assert f'srcset="{there}/big.png 2x, {there}/a%20b.png 800w,{there}/x.png"' in text
        assert f'<img src="{there}/x.png" alt=x>' in text
        assert f'<video poster="{there}/x.png" SRC = "{there}/x.png">' in text
        assert f'<img srcset="{there}/x.png">' in text
        style = f"background: url({there}/x.png), url('{there}/a%20b.png')"
        assert f'<p style="{escape(style)}">' in text
        assert f'{{ content: url( "{there}/x.png" ); }} /* url(x.png) */' in text
        for kept in OWN_HTML.split("\n\n")[-3:-1]:
            assert kept in text
        assert '<a data-src=x.png title="href=x.png">' in text


@pytest.mark.parametrize(
    "html", ['<p style="x: u&#114;l(b.png)">', "<p STYLE='x: url&lpar;b.png)'>"]
)
def test_an_address_is_found_however_its_style_is_spelled(html: str) -> None:
    for text in (html, f'<a href="#a">{html}'):
        assert [address for address, _ in addresses(text)][-1:] == ["b.png"]
        assert in_tags.may_be_relative(text)


def test_html_without_files_stays_byte_for_byte(examples: list[dict[str, Any]]) -> None:
    for each in examples:
        for html in (each["html"], each["markdown"]):
            assert redirected_html(html, lambda _: None) == html
    assert redirected_html(OWN_HTML, lambda _: None) == OWN_HTML


@example("<img  href='</a>")
@example('<a b="src=a>" = src="c">')
@given(st.lists(st.sampled_from([*"<>/=\"'ab!-, ()\n", *PIECES])).map("".join))
def test_addresses_are_where_they_are_put(text: str) -> None:
    """What was led somewhere leads there, and nothing else has changed."""
    found = [address for address, _ in addresses(text)]
    led = redirected_html(text, lambda address: f"to/{found.index(address)}")
    assert [address for address, _ in addresses(led)] == [
        f"to/{found.index(address)}" for address in found
    ]


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ('<img srcset="a.png, b.png">', ["a.png", "b.png"]),
        ('<img srcset="a.png, b.png 2x,c.X">', ["a.png", "b.png", "c.X"]),
        ('<img srcset="a.X, b.png">', ["a.X", "b.png"]),
        ('<img srcset=",a.png ,, b.png">', ["a.png", "b.png"]),
        ('<img srcset="a.png foo(b, c) , d.png">', ["a.png", "d.png"]),
        ('<img alt="b" hidden src src="a.png">', ["a.png"]),
        ("<img src=X.png><img src='X.gif'>", ["X.png", "X.gif"]),
        ('<style style="background: url(a.png)">p {}</style>', ["a.png"]),
        ("<A HREF=a><VIDEO POSTER=b SRC=c STYLE='x: URL(d)'></VIDEO>", ["a", "b", "c", "d"]),
        ('a <a href="b.md"', []),
        ("<img src='a", []),
        ("<!-- <img src=a> --> <script>'<img src=b>'</script> <b>src</b>", []),
    ],
)
def test_addresses_are_read_as_browsers_read_them(html: str, found: list[str]) -> None:
    assert [address for address, _ in addresses(html)] == found


@pytest.mark.parametrize(
    ("html", "led"),
    [
        ("<a href=a>b</a>", """<a href="c,d&#x27;e&amp;f">b</a>"""),
        ("<img srcset='a 2x, a'>", '<img srcset="c%2Cd%27e&amp;f 2x, c%2Cd%27e&amp;f">'),
        ("<p style='x: url(a)'>", '<p style="x: url(c%2Cd%27e&amp;f)">'),
        ("<style>p { x: url('a') }</style>", "<style>p { x: url('c%2Cd%27e&f') }</style>"),
    ],
)
def test_what_would_mean_something_where_an_address_is_put_is_encoded(html: str, led: str) -> None:
    assert redirected_html(html, {"a": "c,d'e&f"}.get) == led


def test_html_that_can_hold_no_address_is_told_apart() -> None:
    assert not in_tags.may_hold("<b title=a>b</b>")
    assert not in_tags.may_be_relative('<a href="#b">c</a><img src="https://d.e/f">')
    for html in ("<A HREF = a>", "<p style='x: URL(b)'>", "<video poster=c>", "<img src =d>"):
        assert in_tags.may_hold(html)
        assert in_tags.may_be_relative(html)


LINKS = st.lists(
    st.sampled_from(
        [
            *(
                "[a](",
                "![](",
                "[b]: ",
                "[c]:",
                "[d]",
                "<",
                ">",
                "(",
                ")",
                "\n",
                "\n\n",
                " ",
                "> ",
                "\\",
            ),
            *("#e", "f.md", "../g", "https://h.i", "HTTPS://j", "mailto:k", "http:l", "/m", "//n"),
            *(
                '<a href="',
                "<a href=",
                "<img src='",
                "<img SRC = ",
                '<p data-src="',
                '">',
                "'>",
                "/>",
            ),
            *("`", "<!-- ", " -->", "srcset=", "url(", "&#104;ref", '"o"', "style="),
        ]
    ),
    max_size=14,
).map("".join)


def is_absolute(address: str) -> bool:
    return not address or address.lower().startswith(("https://", "http://", "#", "mailto:"))


def law_nothing_is_passed_over(text: str) -> None:
    """Where a text is said to hold no address within a site, it holds none."""
    asked: list[str] = []

    def noted(address: str) -> None:
        asked.append(address)

    redirected(text, noted)
    if not destinations.may_be_relative(text):
        assert all(map(is_absolute, asked)), text
    for html in (text, markdown.html(text)):
        if not in_tags.may_be_relative(html):
            assert all(is_absolute(address) for address, _ in addresses(html)), html


@given(LINKS)
def test_no_relative_address_is_passed_over(text: str) -> None:
    law_nothing_is_passed_over(text)


def test_none_is_passed_over_in_the_examples(examples: list[dict[str, Any]]) -> None:
    for each in examples:
        law_nothing_is_passed_over(each["markdown"])
