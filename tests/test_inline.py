"""What stands in a unit's text: its markup piece by piece, and words, code and links beside it."""

from __future__ import annotations

import pytest

from varaq.document.content import GAP, Content, content
from varaq.document.inline import marks
from varaq.unit import Place

HALVES = [
    ("**ə** b", [("**", "strong", 0, 3), ("**", "strong", 3, 0)]),
    ("ə *b*", [("*", "emphasis", 2, 4), ("*", "emphasis", 4, 2)]),
    ("~~ə~~ b", [("~~", "strikethrough", 0, 3), ("~~", "strikethrough", 3, 0)]),
    ("~ə~ b", [("~", "strikethrough", 0, 2), ("~", "strikethrough", 2, 0)]),
    ("[ə](b) c", [("[", "link", 0, 2), ("](b)", "link", 2, 0)]),
    ("![ə](b) c", [("![", "image", 0, 3), ("](b)", "image", 3, 0)]),
    ('[ə](b "c\nd")', [("[", "link", 0, 2), ('](b "c\nd")', "link", 2, 0)]),
    ("ə <b>c</b> d", [("<b>", "html", 2, 6), ("</b>", "html", 6, 2)]),
    ("<B>ə</b> c", [("<B>", "html", 0, 4), ("</b>", "html", 4, 0)]),
    ('<b id="c > d">ə</b>', [('<b id="c > d">', "html", 0, 15), ("</b>", "html", 15, 0)]),
    ("<b id='/>'\n>ə</b>", [("<b id='/>'\n>", "html", 0, 13), ("</b>", "html", 13, 0)]),
    ("<a href=c/>ə</a>", [("<a href=c/>", "html", 0, 12), ("</a>", "html", 12, 0)]),
    ("<a href= c/d/ e>ə</a>", [("<a href= c/d/ e>", "html", 0, 17), ("</a>", "html", 17, 0)]),
    ("<b\nid=c>ə</b>", [("<b\nid=c>", "html", 0, 9), ("</b>", "html", 9, 0)]),
]
ALONE = [
    ("ə `b` c", [("`b`", "code", 2, -1)]),
    ("$b$ $$c$$", [("$b$", "math", 0, -1), ("$$c$$", "math", 4, -1)]),
    ("ə<br>b<hr/>", [("<br>", "html", 1, -1), ("<hr/>", "html", 6, -1)]),
    (
        "<b c='d'/>ə<b c/></b>",
        [("<b c='d'/>", "html", 0, -1), ("<b c/>", "html", 11, -1), ("</b>", "html", 17, -1)],
    ),
    ("<!-- b --> ə", [("<!-- b -->", "html", 0, -1)]),
    ("<http://b.az> ə", [("<http://b.az>", "link", 0, -1)]),
    ("[](b) ![](c)", [("[](b)", "link", 0, -1), ("![](c)", "image", 6, -1)]),
    ("ə[^1]`b`", [("[^1]", "footnote", 1, -1), ("`b`", "code", 5, -1)]),
    ("ə\\\nb  \nc", [("\\\n", "break", 1, -1), ("  \n", "break", 4, -1)]),
    ("`a` `b\nc`", [("`a`", "code", 0, -1), ("`b\nc`", "code", 4, -1)]),
    ("[a] \\[^1] https://a.az", []),
    ("ə\\\\\nb", [("\n", "break", 3, -1)]),
    ("ə\\\\\\\nb", [("\\\n", "break", 3, -1)]),
    ("ə\\  \nb", [("  \n", "break", 2, -1)]),
    ("ə\\\\[^1] \\\\\\[^2]", [("[^1]", "footnote", 3, -1)]),
]
TOGETHER = [
    (
        "**[a](b)**",
        [
            ("**", "strong", 0, 8),
            ("[", "link", 2, 4),
            ("](b)", "link", 4, 2),
            ("**", "strong", 8, 0),
        ],
    ),
    (
        "<i>a <i>b</i> <br/> c</i> </i>",
        [
            ("<i>", "html", 0, 21),
            ("<i>", "html", 5, 9),
            ("</i>", "html", 9, 5),
            ("<br/>", "html", 14, -1),
            ("</i>", "html", 21, 0),
            ("</i>", "html", 26, -1),
        ],
    ),
    ("<i>a</b> b", [("<i>", "html", 0, -1), ("</b>", "html", 4, -1)]),
    (
        "`a` <i>b</i> [^1] <u>c",
        [
            ("`a`", "code", 0, -1),
            ("<i>", "html", 4, 8),
            ("</i>", "html", 8, 4),
            ("[^1]", "footnote", 13, -1),
            ("<u>", "html", 18, -1),
        ],
    ),
]


@pytest.mark.parametrize(("text", "pieces"), HALVES + ALONE + TOGETHER)
def test_each_piece_of_markup_has_its_place_and_its_other_half(
    text: str, pieces: list[tuple[str, str, int, int]]
) -> None:
    found = marks(text)
    assert [(text[it.start : it.end], it.kind, it.start, it.other) for it in found] == pieces


@pytest.mark.parametrize("line", ["\n", "\r"])
def test_a_line_of_a_text_opens_no_block(line: str) -> None:
    first, *_, last = marks(f"*a{line}- b*")
    assert (first.start, first.other, last.start, last.other) == (0, 6, 6, 0)


def test_an_address_in_pointed_brackets_is_no_tag_that_another_closes() -> None:
    assert [(mark.kind, mark.other) for mark in marks("<b@c.az> d</b>")] == [
        ("link", -1),
        ("html", -1),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Content(("",))),
        (" a  b\tc\nd ", Content(("a b c d",))),
        ("a\\\nb", Content(("a b",))),
        ("*a\\\n*b\\\n&nbsp;c", Content(("*a *b \u00a0c",))),
        ("a\\\\\nb", Content(("a\\ b",))),
        ("a\\ b\\\n", Content(("a\\ b\\",))),
        ("`a\\\nb`", Content((GAP,), ("a\\ b",), marks=("code",))),
        ("<i id='\\\n'>", Content((), tags=("<i id='\\ '>",), marks=("html",))),
        ("*a* OS X", Content(("a", " OS X"), marks=("emphasis",))),
        ("*a*&nbsp;", Content(("a", "\u00a0"), marks=("emphasis",))),
        ("a<BR>b", Content(("a ", "b"), marks=("html",), tags=("<BR>",))),
        ("a<b>c", Content(("a", "c"), marks=("html",), tags=("<b>",))),
        ("<a@b.az>", Content(("a@b.az",), links=("mailto:a@b.az",), marks=("link",))),
        ("`a`", Content((GAP,), ("a",), marks=("code",))),
    ],
)
def test_a_paragraph_is_told_as_a_page_shows_it(text: str, expected: Content) -> None:
    assert content(text, Place.BLOCK) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\nb  \nc", Content(("a b c",))),
        ("a\n\n---\n\nb", Content(("a\n", "\n\n", "b"))),
        ("> ```\n> a\n> b\n> ```", Content((), ("a\nb\n",))),
        ("```\na", Content((), ("a",))),
        ("<hr>\n\na", Content((" ", "\n", "\n", "a"), marks=("html",), tags=("<hr>",))),
        ("<ul\nid=a>\nb\n</ul>", Content((), marks=("html",) * 2, tags=("<ul\nid=a>", "</ul>"))),
        ("<!-- a\n<b> -->", Content((), marks=("html",), tags=("<!-- a\n<b> -->",))),
    ],
)
def test_a_group_is_told_block_by_block(text: str, expected: Content) -> None:
    assert content(text, Place.GROUP) == expected


def test_references_of_a_group_lead_where_the_document_or_the_group_says() -> None:
    text = "[a][B] [c]\n\n[c]: d"
    assert content(text, Place.GROUP, {"b": "x.md", "e": "y.md"}).links == ("x.md", "d")
    assert content(text, Place.GROUP).links == ("d",)


def test_a_block_of_html_is_told_tag_by_tag() -> None:
    tags = ("<b>", "</b>", "<b>", "</b>")
    runs = ("1 ", "a", " & ", "c", " < d")
    text = "1 <b>a</b> &amp; <b>c</b> &lt; d"
    assert content(text, Place.HTML) == Content(runs, marks=("html",) * 4, tags=tags)
    assert content("a &lt; b", Place.HTML) == Content(("a < b",))
    assert content("<!-- a > b --> c", Place.HTML).runs == (" c",)


def test_a_footnote_right_behind_markup_is_found() -> None:
    found = [(mark.start, mark.kind) for mark in marks("`a`[^b] *c*[^d][^e]`f`\n")]
    assert found == [
        *((0, "code"), (3, "footnote"), (8, "emphasis"), (10, "emphasis")),
        *((11, "footnote"), (15, "footnote"), (19, "code"), (22, "break")),
    ]
