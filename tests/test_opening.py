"""HTML that is open across a blank line: what stands in a script or a value is no text."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from varaq import cli
from varaq.document import Document, read
from varaq.document.body import body
from varaq.document.opening import leaves_open, left_open
from varaq.document.rules import Code, Rules
from varaq.locales import Locale
from varaq.pages.rows import rows
from varaq.translation import source

Small = Callable[[dict[str, str | bytes]], Path]
HEADER = 'msgid ""\nmsgstr "Language: tr\\nContent-Type: text/plain; charset=UTF-8\\n"\n'
ELEMENTS = ["plaintext", "script", "style", "textarea", "title", "xmp"]
OTHERS = ["div", "iframe", "math", "noscript", "object", "select", "svg", "template"]


def document(source: str) -> Document:
    return read("a", "content/a.md", source, Rules(code=Code.WHOLE))


def texts(source: str) -> list[str]:
    return [unit.text for unit in document(source).units]


@pytest.mark.parametrize("name", ELEMENTS)
def test_what_stands_in_an_element_without_text_is_no_unit(name: str) -> None:
    inner = (
        f"<div><{name.upper()}\nid='a'>\np {{}}\n\nb {{}}\n\n> # c\n\n- [ ] d\n\n    e\n\n"
        "| f | g |\n|---|---|\n| h | i |\n\n<!-- i18n:translate -->\n<p>j</p>\n\nk\n: l\n\n"
        "<!-- i18n:group-start -->\n\nm\n\nn\n\n<!-- i18n:group-end -->\n\n"
        f"[^1]: o\n\n<!-- i18n:comment: p -->\nq [r]\n\n[r]: s 't'\n\nu <b>v</b>"
    )
    ends = name != "plaintext"
    read_to_its_end = texts(f"A\n\n{inner}\n\n</{name} ></div>\n\nZ\n")
    assert read_to_its_end == (["A", "Z"] if ends else ["A"])
    (problem,) = document(f"A\n\n{inner}\n\nZ\n").problems
    assert (problem.code, problem.line) == ("html-open", 3)
    assert f"<{name}> has no end" in problem.message
    assert [p.code for p in document(f"A\n\n{inner}\n\n</{name}></div>\n\nZ\n").problems] == (
        [] if ends else ["html-open"]
    )


@pytest.mark.parametrize("name", OTHERS)
def test_what_stands_in_other_elements_is_text(name: str) -> None:
    source = f"<div><{name}>\n\nb\n\n</{name}></div>\n\nZ\n"
    assert texts(source) == ["b", "Z"]
    assert document(source).problems == ()


@pytest.mark.parametrize(
    "html",
    [
        "<div title='",
        "<div\ntitle='a",
        "<div a=\"b'\" title = '>",
        "<div a=b' title='",
        "<p></p><div title='</div>",
        "<!-- ' --><div title='",
        "<pre>\n<p title='\n</pre>\n\n<div><p title='",
        "<div><![CDATA[ > <p title=' ]]>",
        "<div></p a='",
        '<div title="',
        "<div title=\"'",
        "<div a=\x0b'> <p title='",
        "<div a=\xa0'> <p title='",
    ],
)
def test_behind_a_value_without_its_end_is_no_unit(html: str) -> None:
    found = document(f"A\n\n{html}\n\nb\n\n'>c</div>\n\nd [e]\n\n[e]: f 'g'\n")
    assert [unit.text for unit in found.units] == ["A"]
    assert [problem.code for problem in found.problems] == ["html-open"]


@pytest.mark.parametrize(
    "html",
    [
        "<div title='a'>",
        '<div title="\'">',
        "<div title=a'>",
        "<div ' >",
        "<div title='a'",
        "<div><!-- <script> -->",
        "<div><!--> <!---> <!-- <script> --!>",
        "<div title='<script>'>",
        "<div><scripts>",
        "<div></script>",
        "<div><style></style>",
        "<div><script>'</script>",
        "<div>'",
        "<div><",
        "<div title=",
        "<div title",
    ],
)
def test_other_html_leaves_nothing_open(html: str) -> None:
    found = document(f"A\n\n{html}\n\nb\n")
    assert [unit.text for unit in found.units] == ["A", "b"]
    assert found.problems == ()


@pytest.mark.parametrize("html", ["<div><!--", "> <!--", "- <div>\n  <!-- <script> --"])
def test_what_stands_in_a_comment_is_no_unit(html: str) -> None:
    found = document(f"A\n\n{html}\n\nb -->\n\n<!-- i18n:context: c -->\n\nd\n")
    assert [unit.text for unit in found.units] == ["A"]
    assert [problem.code for problem in found.problems] == ["html-open"]
    assert texts(f"A\n\n{html}\n\nb\n\n<div>--!>\n\nc\n") == ["A", "c"]
    # what looks like an end to those who don't know of the comment
    assert texts(f"{html}\n\n<div><style>\n\n<!-- --><script></style>\n\nb\n") == []


@pytest.mark.parametrize("end", ["</script\xa0>", "</script\x0b>", "</\u017fcript>", "</scripts>"])
def test_what_browsers_take_for_no_end_is_none(end: str) -> None:
    assert texts(f"<div><script>\n{end}\n\nb\n\n</script></div>\n\nc\n") == ["c"]
    inside = f"<!-- i18n:translate -->\n<p>a</p><script>{end}b</script></div>"
    assert texts(inside) == ["a"]


def test_a_script_within_a_comment_of_a_script_has_an_end_of_its_own() -> None:
    script = "<div><script><!--\ndocument.write('<script src=a></script>');\n\nb\n\n{}\n\nc\n"
    assert texts(script.format("<p //--></script></div>")) == ["c"]
    assert texts(script.format("<p </script></div>")) == ["c"]
    assert texts(script.format("<p <script></script></div>")) == []
    assert texts("<div><script><!--> <script></script>\n\nb\n") == ["b"]
    assert texts("<div><script> <script></script>\n\nb\n") == ["b"]
    assert texts("<!-- i18n:translate -->\n<p>a</p><script><!--<script></script>b") == ["a"]
    found = document("a\n\n<div><script>\n\n<div><!--\n\n<div><script>\n\nb\n")
    assert [problem.line for problem in found.problems] == [3]
    assert "<script> has no end" in found.problems[0].message


def test_behind_a_tag_without_its_end_is_no_text() -> None:
    directive = "<!-- i18n:translate -->\n"
    assert texts(f"{directive}<p>a</p>b <div title='\n\nc\n") == ["a", "b"]
    assert texts(f"{directive}<p>a</p>b <div title='<p>c</p>\n") == ["a", "b"]
    assert texts(f"{directive}<p>a</p>b <div title='<p>c</p>'>d</div>\n") == ["a", "b", "d"]


@pytest.mark.parametrize(
    "html",
    [
        "<p \n\n<script><!-- <pre>\n'</script>\n\nb -->",
        "<p a=\n\n<script>'</script><div title='",
        "<!-- --><![CDATA[\n<!-- </pre>\n<script><!-- <p>\n<!-- --> b",
    ],
)
def test_a_tag_may_end_in_the_next_block_of_html(html: str) -> None:
    found = document(f"A\n\n{html}\n\nb\n")
    assert [unit.text for unit in found.units] == ["A"]
    assert [problem.code for problem in found.problems] == ["html-open"]


def test_a_tag_may_end_in_a_paragraph() -> None:
    assert texts("<video controls\n\n>\n\n<p title='a'>\n\nb\n\n<!-- it's -->\n\nc\n")[-2:] == [
        "b",
        "c",
    ]


def test_a_directive_which_no_page_has_ends_nothing() -> None:
    inner = "a <!-- i18n:comment: </script> -->"
    assert texts(f"<div><script>\n\n{inner}\n\nb\n\n</script></div>\n\nc\n") == ["c"]


@pytest.mark.parametrize("name", ELEMENTS)
def test_the_next_tag_ends_that_which_begins_an_element(name: str) -> None:
    found = document(f"A\n\n<div><{name} a\n\nb\n\n<b>c</b>\n")
    assert [unit.text for unit in found.units] == ["A"]
    (problem,) = found.problems
    assert (problem.line, problem.remedy) == (3, f"write </{name}> where it ends")
    assert texts(f"<div><{name}\n\n</{name}>\n\nb\n") == []
    assert texts(f'<div><{name}\n\n<div a="\n\n</{name}>\n\nb\n') == []
    if name != "plaintext":
        assert texts(f"<div><{name}\n\nb\n\n<p></{name}>\n\nc\n") == ["c"]
        assert texts(f"<div></{name}\n\nb\n") == ["b"]


def test_what_stands_in_the_words_of_a_picture_is_no_html() -> None:
    for picture in ("![a <title>](b)", "![a [<xmp>](b)](c)", "![](b)![<!-- a]( c )", "![<xmp>][]"):
        assert texts(f"{picture} c\n\nd\n\n[<xmp>]: e\n")[-1] == "d"
        assert not leaves_open(f"{picture} c\n\nd\n\n[<xmp>]: e\n")
    assert texts("![a](b)<xmp>![</xmp>](b)\n\nc\n") == []
    assert leaves_open("![a](b)<xmp>![</xmp>](b)\n\nc\n")
    assert texts("<div><script>\n\n![</script>](b) c\n\nd\n\n</script></div>\n\ne\n") == ["e"]


def test_a_text_that_leaves_an_element_open_is_no_unit() -> None:
    assert texts("a <script>\n\nb\n\nc </script> d\n\ne\n") == ["e"]
    assert texts("- a <style>\n  - b\n- c </style>\n- d\n") == ["d"]
    assert texts("| a <xmp> | b </xmp> | c |\n|---|---|---|\n") == ["c"]
    assert texts("a <script>b</script> c\n\nd\n") == ["a <script>b</script> c", "d"]
    assert texts("<xmp>a</xmp> b\n\n- <xmp>c</xmp> d\n") == [
        "<xmp>a</xmp> b",
        "<xmp>c</xmp> d",
    ]


def test_titles_are_units_where_none_is_shown_in_what_is_open() -> None:
    style, end = "<div><style>\n\na {}\n\n</style></div>", "[b]: c 'd'\n"
    assert texts(f"{style}\n\n[b]\n\n{end}") == ["[b]", "d"]
    assert texts(f"[b]\n\n{end}\n<div title='\n\na\n") == ["[b]", "d"]
    for shown in ("[b]", "![e][b]", "> # *f [b][]*", "<!-- i18n:skip -->\n- [b]"):
        inside = style.replace("a {}", shown)
        assert texts(f"[b]\n\n{inside}\n\n{end}") == ["[b]"]
        assert texts(f"[b]\n\n{end}\n<div title='\n\n{shown}\n") == ["[b]"]
    assert texts(f"[b] <xmp> [b] </xmp>\n\n{end}") == ["[b] <xmp> [b] </xmp>"]


def test_a_glossary_in_which_html_goes_on_keeps_its_order() -> None:
    html = "C\n\n: a\n\n  <div><style>\n\n  b\n\nB\n\n: c\n\n  </style></div>\n\nA\n\n: d\n"
    for text, terms in ((html, "CBA"), (html.replace("style>", "b>"), "ABC")):
        found = document(f"---\nglossary: true\n---\n{text}")
        page = body(found, [None] * len(found.units), str).html(lambda _: "")
        assert re.findall("<dt>(.)", page) == list(terms)


def test_a_row_leaves_nothing_open() -> None:
    # the blank before it is none in a row, where the tag would begin a block, and is escaped
    found = document("\x85 <style> <script> </style> a\n\nb\n")
    az = Locale.parse("az")
    shown = rows(source(found), az, az)
    words = "\x85 &lt;style&gt; &lt;script&gt; &lt;/style&gt; a"
    assert [row.source for row in shown] == [words, "b"]


def test_what_a_directive_held_apart_is_a_tag_without_it() -> None:
    assert texts("a <style<!-- i18n:comment: x -->>\n\nb\n\n</style >\n\nc\n") == ["c"]
    assert texts("`<style<!-- i18n:x -->>` <!-- i18n:comment: x -->y\n\nb\n") == [
        "`<style<!-- i18n:x -->>`y",
        "b",
    ]
    assert texts("`<style>` y<!-- i18n:comment: x --> z\n\nb\n") == ["`<style>` y z", "b"]
    (problem,) = document("a\n\nb <style<!-- i18n:comment: x -->>\n\nc\n").problems
    assert (problem.code, problem.line) == ("html-open", 3)


@pytest.mark.parametrize(
    ("text", "is_open"),
    [
        ("<div\n\na <xmp>\n\nb </xmp>", True),
        ("a <xmp>b</xmp>\n\n<div\n", False),
        ("a <xmp> b </xmp> c", False),
        ("a <xmp> <i>", True),
        ("a <xmp>\nb\n", True),
        ("<div><style>\nx\n\ny", True),
        ("<div><style>\nx</style>\n\ny", False),
        ("![<xmp>](a) b", False),
        ("![a](b) <xmp>", True),
        ("`<xmp>`", False),
    ],
)
def test_what_a_text_leaves_open_behind_its_block(text: str, is_open: bool) -> None:
    assert leaves_open(text) is is_open


def test_what_is_said_of_html_that_is_left_open() -> None:
    said = {
        "<div><!--": "this comment has no end that browsers see, and neither it nor what is "
        "behind it is translated; write --> in the same block of HTML",
        "<div title='": "a value in this HTML has no ' at its end, and neither it nor what is "
        "behind it is translated; write the ', or take the blank line out of the tag",
        "<div><XMP>": "<xmp> has no end, and neither it nor what is behind it is translated; "
        "write </xmp> where it ends",
    }
    for html, words in said.items():
        (problem,) = document(f"a\n\n{html}\n\nb\n").problems
        assert f"{problem.message}; {problem.remedy}" == words
        assert problem.line == 3


def test_scripts_in_comments_in_scripts_end_as_browsers_see_it() -> None:
    script = "<div><script>{} </script> <i>\n\nb\n"
    assert texts(script.format("<!-- <script> <!-- ")) == []
    assert texts(script.format("<!-- --> <!-- <script> ")) == []
    assert texts(script.format("<!-- --> <script> ")) == ["b"]
    assert texts("<div a=''\n\nb\n") == ["b"]


def test_a_title_right_behind_what_was_open_is_a_unit() -> None:
    source = "<div><style>\n\nx </style >[a][r]\n\n[r]: b 'c'\n"
    assert texts(source) == ["c"]
    assert texts("<div><style>\n\n---\n\na\nb </style >\n\n" + source) == ["c"]
    assert texts(source.replace("[a][r]", "").replace("x ", "x [a][r]")) == []


def test_a_group_around_an_open_value_is_no_unit() -> None:
    inner = "<div title='\n\nfoo\n\n'>x</div>"
    source = f"<!-- i18n:group-start -->\n\n{inner}\n\n<!-- i18n:group-end -->\n\nb\n"
    assert texts(source) == []
    source = source.replace("<div title='", "<div><style>").replace("'>", "</style>")
    assert texts(source) == ["b"]


def test_what_is_skipped_opens_elements_too() -> None:
    skip = "<!-- i18n:skip -->\n"
    assert texts(f"{skip}> a <script>\n\nb\n\n</script>\n\nc\n") == ["c"]
    assert texts(f"{skip}<div><script>\n\nb\n\n</script></div>\n\nc\n") == ["c"]


def test_many_elements_take_no_longer_than_their_text() -> None:
    assert left_open("<script></script>" * 20_000) == ""
    assert left_open("<script>" * 40_000) == "script"
    assert left_open("<script><!--" + "<script></script>" * 40_000) == "script <!--"
    assert left_open("<!--" * 40_000) == "<!--"
    assert left_open("<p '" * 40_000) == "<p"
    assert left_open("<p a='" * 40_001) == "'"
    assert left_open("<p " + "a='b' " * 40_000 + "c='") == "'"


@pytest.mark.parametrize("kind", ["handout", "bilingual", "slides"])
def test_no_translation_gets_into_a_value_or_a_script(kind: str, small: Small) -> None:
    said = "' onmouseover=alert(1) x='"
    span = '<span lang=\\"x onmouseover=alert(1) x\\">foo</span>'
    files: dict[str, str | bytes] = {}
    for name, html, end, words in (
        ("a", "<div title='", "'>x</div>", said),
        ("b", "<div><script>\n1", "</script></div>", said),
        ("c", '<div title="', '">x</div>', span),
    ):
        entry = f'\nmsgid "foo"\nmsgstr "{words}"\n\nmsgid "Z"\nmsgstr "Sonu"\n'
        files[f"content/{name}.md"] = f"# A\n\n{html}\n\nfoo\n\n{end}\n\nZ\n"
        files[f"locale/tr/LC_MESSAGES/{name}.po"] = HEADER + entry
    root = small(files)
    assert cli.run(["-C", str(root), "build", "-k", kind]) == 0
    made = {path: path.read_text("utf-8") for path in (root / "dist/tr").glob("[abc].*")}
    assert made
    for path, text in made.items():
        assert "onmouseover" not in text
        assert "foo" in text
        assert ("Sonu" in text) == path.name.startswith("b")
