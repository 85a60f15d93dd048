"""Text in HTML, blocks of code and groups of blocks: what their units hold, and where."""

from __future__ import annotations

import pytest

from varaq.document import Document, read
from varaq.document.rules import Code, Rules
from varaq.document.splice import assemble, splice

START, END = "<!-- i18n:group-start -->", "<!-- i18n:group-end -->"

BETWEEN_SPACES = "\u00a0\n\na\n\n\u00a0"
"""A text between lines of no-break spaces, which are no blank lines."""


def held(document: Document) -> list[tuple[str, str]]:
    """The texts of units, and what stands in their places."""
    data = document.source.encode()
    return [(unit.text, data[unit.start : unit.end].decode()) for unit in document.units]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("```\na\n```\n", [("a", "a")]),
        ("```\r\na\r\n```\r\n", [("a", "a")]),
        ("> ```\r\n> a\r\n> b\r\n> ```\r\n", [("a\nb", "a\r\n> b")]),
        ("    a\r\n\r\n    b\r\n", [("a\n\nb", "a\r\n\r\n    b")]),
        ("```\n\n  X = 1\n\nX\n\n```\n", [("  X = 1\n\nX", "  X = 1\n\nX")]),
        ("-     a\n      b\n", [("a\nb", "a\n      b")]),
        ("```\n1\n```\n", []),
    ],
)
def test_a_block_of_code_is_one_unit(text: str, found: list[tuple[str, str]]) -> None:
    document = read("a", "content/a.md", text, Rules(code=Code.WHOLE))
    assert held(document) == found


def test_a_unit_of_code_names_its_language_where_there_is_one() -> None:
    for text, kind in (
        ("```\na\n```\n", "code"),
        ("    a\n", "code"),
        ("```py\na\n```\n", "code py"),
    ):
        (unit,) = read("a", "content/a.md", text, Rules(code=Code.WHOLE)).units
        assert unit.kind == kind


def test_words_in_code_stand_where_they_stood() -> None:
    text = "> ```py\r\n> # a\r\n> x = 'ə b'  # c\r\n> ```\r\n"
    document = read("a", "content/a.md", text, Rules(code=Code.WORDS))
    assert held(document) == [("a", "a"), ("ə b", "ə b"), ("c", "c")]
    assert [unit.line for unit in document.units] == [2, 3, 3]


@pytest.mark.parametrize(
    ("text", "translated"),
    [
        # a line of code may begin further left than its fence, and is then moved by that
        ("  ```\na\nb\n  ```\n", "  ```\nc\n    d\n  ```\n"),
        ("- ```\n  a\n  ```\n", "- ```\n  c\n    d\n  ```\n"),
        (">     a\n>     b\n", ">     c\n>       d\n"),
        ("     a\n    b\n", "     c\n      d\n"),
        # of a tab that begins in the item's margin, two spaces are code
        ("- ```\n\ta\n\n\tb\n  ```\n", "- ```\n\tc\n      d\n  ```\n"),
        (">  ```\n>\ta\n>  ```\n", ">  ```\n>\tc\n>     d\n>  ```\n"),
        ("- ```\n\ta\n  b\n  ```\n", "- ```\n\tc\n    d\n  ```\n"),
        ("- a\n\n\t\ta\n\t\tb\n", "- a\n\n\t\tc\n\t\t  d\n"),
    ],
)
def test_lines_of_code_are_as_deep_as_those_before(text: str, translated: str) -> None:
    document = read("a", "content/a.md", text, Rules(code=Code.WHOLE))
    spliced = splice(document, [None] * (len(document.units) - 1) + ["c\n  d"])
    assert spliced.refused == frozenset()
    assert assemble(document, spliced.fitted) == translated


def test_text_in_html_stands_where_it_stood() -> None:
    text = "<!-- i18n:translate -->\n\n> <p>\r\n> ə b\r\n> c</p>\r\n> <p>d</p>\r\n"
    document = read("a", "content/a.md", text)
    assert held(document) == [("ə b c", "ə b\r\n> c"), ("d", "d")]
    assert [unit.line for unit in document.units] == [4, 6]


@pytest.mark.parametrize(
    ("text", "unit", "typed"),
    [
        (f"{START}\n\nX\n\nb X\n\nX\n\n{END}\n", "X\n\nb X\n\nX", "X\n\nb X\n\nX"),
        (
            f"> {START}\n>\n> a\n>\n> - b\n>   - c\n>\n> {END}\n",
            "a\n\n- b\n  - c",
            "a\n>\n> - b\n>   - c",
        ),
        (f"> {START}\n>\n>\n> a\n>\n>> d\n>\n> {END}\n", "a\n\n> d", "a\n>\n>> d"),
        (f"> {START}\n>\n> a\n>\n>     b\n>\n> {END}\n", "a\n\n    b", "a\n>\n>     b"),
        (f"{START}\n\na\n\n> b\n>\n\n{END}\n", "a\n\n> b", "a\n\n> b"),
        (f"{START}\r\n\r\na\r\n\r\nb\r\n\r\n{END}\r\n", "a\n\nb", "a\r\n\r\nb"),
        (f"- {START}\n\n  a\n\n  b\n\n  {END}\n", "a\n\nb", "a\n\n  b"),
        (
            f"{START}\n\n\u00a0\n\na\n\n\u00a0\n\n{END}\n",
            "\u00a0\n\na\n\n\u00a0",
            "\u00a0\n\na\n\n\u00a0",
        ),
        (f"{START}\n\n> a\n\nb\n\n{END}\n", "> a\n\nb", "> a\n\nb"),
        (f"{START}\n\n    a\n\nb\n\n{END}\n", "    a\n\nb", "    a\n\nb"),
        (f"{START}\n\n  a\n\n- b\n  c\n\n{END}\n", "  a\n\n- b\n  c", "  a\n\n- b\n  c"),
        (f"{START}\n\n  1. a\n     - b\n\n  {END}\n", "  1. a\n     - b", "  1. a\n     - b"),
        (f"- {START}\n\n  > a\n\n  b\n\n  {END}\n", "> a\n\nb", "> a\n\n  b"),
        (f"-\t{START}\n\n\t\ta\n\n\tb\n\n\t{END}\n", "\ta\n\nb", "\ta\n\n\tb"),
        (f"> {START}\n>\n>     a\n>\n> b\n>\n> {END}\n", "    a\n\nb", "    a\n>\n> b"),
        (f">{START}\n>\n> > a\n>\n> b\n>\n>{END}\n", "> a\n\nb", "> a\n>\n> b"),
        (f"{START}\n\na\u2028b\n\nc\x0cd\n\n{END}\n", "a\u2028b\n\nc\x0cd", "a\u2028b\n\nc\x0cd"),
    ],
)
def test_a_group_is_what_stands_between_its_directives(text: str, unit: str, typed: str) -> None:
    document = read("a", "content/a.md", text)
    assert held(document) == [(unit, typed)]


@pytest.mark.parametrize(
    "text",
    [
        f"{START}\n\n> a\n\nb\n\n{END}\n",
        f"{START}\n\n    1\n\nb\n\n{END}\n",
        f"{START}\n\n  - a\n  - b\n\n{END}\n",
        f"> {START}\n>\n>     1\n>\n> b\n>\n> {END}\n",
        f"- {START}\n\n  > a\n\n  b\n\n  {END}\n",
    ],
)
def test_a_group_is_translated_whatever_it_begins_with(text: str) -> None:
    document = read("a", "content/a.md", text)
    spliced = splice(document, [unit.text.upper() for unit in document.units])
    assert spliced.refused == frozenset()
    wanted = text.replace("a\n", "A\n").replace("b\n", "B\n")
    assert assemble(document, spliced.fitted) == wanted


@pytest.mark.parametrize(("lead", "text"), [("> > ", "    code\n\na"), ("> >", "     code\n\na")])
def test_a_group_in_a_quotation_in_one_keeps_its_blanks(lead: str, text: str) -> None:
    source = (
        f"{lead}<!-- i18n:group-start -->\n> >\n> > {text.splitlines()[0]}\n> >\n> > a\n> >\n"
        f"{lead}<!-- i18n:group-end -->\n"
    )
    (unit,) = read("a", "content/a.md", source).units
    assert (unit.text, unit.prefix) == (text, "> > ")


def test_a_group_of_nothing_is_no_unit() -> None:
    for text in (f"{START}\n\n{END}\n", f"> {START}\n>\n>\n> {END}\n", f"{START}\n{END}\n"):
        assert read("a", "content/a.md", text).units == ()
