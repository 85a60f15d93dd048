"""Destinations: the addresses in a Markdown text are found and put elsewhere."""

from __future__ import annotations

import pytest

from varaq.document import markdown
from varaq.document.addresses import redirected_html
from varaq.document.destinations import in_html, may_be_relative, redirected


@pytest.mark.parametrize(
    ("text", "led"),
    [
        ("[a](b) ![c](<d e> 'f')", "[a](NEW) ![c](NEW 'f')"),
        ("[a]( b)", "[a]( NEW)"),
        ("[a](b(c)d)", "[a](NEW)"),
        ("[a](\\(b)", "[a](NEW)"),
        ("[](b)", "[](NEW)"),
        ("[![a](b)](c)", "[![a](NEW)](NEW)"),
        ("![a [b](c)](d)", "![a [b](NEW)](NEW)"),
        ("[`](a)`](b)", "[`](a)`](NEW)"),
        ("[a\\](b](c)", "[a\\](b](NEW)"),
        ("[*a* b](c)", "[*a* b](NEW)"),
        ("[a <img src=b> c](d)", '[a <img src="NEW"> c](NEW)'),
        ("> [ə\n> b](c)", "> [ə\n> b](NEW)"),
        ("- [a](\n  b)", "- [a](\n  NEW)"),
        ("> [a]:\n> b 'c'", "> [a]:\n> NEW 'c'"),
        ("> [a](\n> b.md)", "> [a](\n> NEW)"),
        ("> > ![a](\r\n  > >b.md 'c')", "> > ![a](\r\n  > >NEW 'c')"),
        ("> > [a]:\n  > > b", "> > [a]:\n  > > NEW"),
        ("- > [a](\n  >   b.md)", "- > [a](\n  >   NEW)"),
        ("[a][x\\](y]\n\n[x\\](y]: z", "[a][x\\](y]\n\n[x\\](y]: NEW"),
        ("[a] [b][a] [a][]\n\n[a]: <c>", "[a] [b][a] [a][]\n\n[a]: NEW"),
        ("`[a](b)` \\[a](b) <http://a.az>", "`[a](b)` \\[a](b) <http://a.az>"),
        ("<p>\n[a](b)\n<img src=c>\n</p>", '<p>\n[a](b)\n<img src="NEW">\n</p>'),
        ("HtmlBlock", "HtmlBlock"),
    ],
)
def test_addresses_lead_elsewhere_and_all_else_stays(text: str, led: str) -> None:
    assert redirected(text, lambda _: "NEW") == led
    assert redirected(text, lambda _: None) == text


def test_what_leads_elsewhere_is_asked_as_it_is_decoded() -> None:
    asked: list[str] = []
    text = "[a](b&amp;c) ![d](<e f>) [g][h] <http://a.az> <img src='i&amp;j'>\n\n[h]: k\\_l\n"
    assert redirected(text, asked.append) == text
    assert asked == ["b&c", "e f", "i&j", "k_l"]


def test_addresses_in_html_are_on_the_line_of_what_holds_them() -> None:
    text = """
<p>
<img src=a.png>

a <b>b</b> <img
alt=c
src=d.png> <img src=e.png>

<p
>
<img src=f.png> <img src=g.png>
<img srcset="h.png,
i.png 2x">
<img src=j.png>
</p>
"""
    assert list(in_html(text)) == [
        ("a.png", 3),
        ("d.png", 7),
        ("e.png", 7),
        ("f.png", 11),
        ("g.png", 11),
        ("h.png", 12),
        ("i.png", 12),
        ("j.png", 14),
    ]


QUOTED = """> a <img
> src=b.png>
>
> > <div>
>  > <img
> > alt="> d"
> > srcset="c.png 1x,
> > c.png 2x"><a href="b.png">
> > </div>
>
> - b <img
>   alt=c
src=b.png>
"""
"""Tags over several lines of quotes, of which the last one has no marks."""


def test_tags_go_on_behind_the_marks_of_quotes() -> None:
    assert list(in_html(QUOTED)) == [
        ("b.png", 2),
        ("c.png", 7),
        ("c.png", 7),
        ("b.png", 8),
        ("b.png", 13),
    ]
    led = QUOTED.replace("b.png", '"NEW"').replace('""NEW""', '"NEW"').replace("c.png", "NEW")
    assert redirected(QUOTED, lambda _: "NEW") == led
    assert markdown.html(led) == redirected_html(markdown.html(QUOTED), lambda _: "NEW")
    odd = "> <img\n> src=a.png alt=\x1f>\n"
    assert redirected(odd, lambda _: "NEW") == odd


@pytest.mark.parametrize("text", ["[a](b)", "[a]:\n  b", "<img src =a>", "[a](<b>)"])
def test_what_could_be_an_address_within_a_site_is_seen(text: str) -> None:
    assert may_be_relative(text)


@pytest.mark.parametrize("before", ["", "> a\n\n", "> > a\n\n"])
def test_a_mark_that_is_no_quotes_ends_a_tag(before: str) -> None:
    text = f"{before}<img\n> src=b.png>\n"
    assert list(in_html(text)) == []
    assert redirected(text, lambda _: "NEW") == text


@pytest.mark.parametrize("before", ["", "> a\n\n", "> > a\n\n", "- a\n\n---\n\n"])
def test_nothing_is_a_quotes_mark_outside_of_quotes(before: str) -> None:
    text = f"{before}<p>\n<img\n> src=b.png>\n</p>\n"
    assert list(in_html(text)) == []
    assert redirected(text, lambda _: "NEW") == text


def test_a_separator_in_html_stays() -> None:
    text = 'x <a href="b.md" title="\x1f">y</a>\n'
    assert redirected(text, lambda _: "c.md") == text.replace("b.md", "c.md")
