"""The text of a block, where it stands in its document, and what it is called."""

from __future__ import annotations

import pytest

from varaq.document import read
from varaq.unit import Place

NOTE = "<!-- i18n:comment: qeyd -->"


@pytest.mark.parametrize(
    ("source", "text", "stands"),
    [
        ("\\*a*\n", "\\*a*", "\\*a*"),
        (" \\*a*\n", "\\*a*", "\\*a*"),
        ("a\\", "a\\", "a\\"),  # nothing follows that it could escape
        ("a\n\\*b\n", "a \\*b", "a\n\\*b"),
        ("a [w\n]()\n", "a [w ]()", "a [w\n]()"),  # the line break is in the link
        ("a\n{#x}\n===\n", "a", "a"),
        ("a b\n{}\n---\n", "a b", "a b"),
        ("`a\n    > b`\n", "`a > b`", "`a\n    > b`"),
        ("你\n\\\n好\n", "你 \\\n好", "你\n\\\n好"),  # a line with nothing but a hard break
    ],
)
def test_a_text_is_what_stands_between_its_ends(source: str, text: str, stands: str) -> None:
    (unit,) = read("a", "content/a.md", source).units
    assert unit.text == text
    assert unit.start == source.index(stands)
    assert source.encode()[unit.start : unit.end].decode() == stands


@pytest.mark.parametrize(
    ("source", "text", "end"),
    [
        (f"AX {NOTE}b\n", "AXb", None),
        (f"AX\t{NOTE} b\n", "AX b", None),
        (f"a\x0b{NOTE}b\n", "a\x0bb", None),
        (f"a\x0c {NOTE}b\n", "a\x0cb", None),
        (f"a {NOTE}\t{NOTE}\n", "a", 1),
        (f"a{NOTE}{NOTE}\n", "a", 1),
        (f"a\n    {NOTE}\n    {NOTE}\n", "a", 1),
        (f"你\n    {NOTE}\n好\n", "你好", None),
        (f"a {NOTE} b\n\\\nc\n", "a b \\\nc", None),  # as it is where there is none
        (f"a {NOTE}\n\\\n\\\nb\n", "a \\\n\\\nb", None),
        (f"a\n    {NOTE}\\\nb\n", "a \\\nb", None),
        (f"a\n    {NOTE}  \nb\n", "a  \nb", None),
        (f"a  \n    {NOTE}\nb\n", "a  \nb", None),
        (f"a {NOTE}\n\u00a0b\nc\n", "a \u00a0b c", None),  # a space of the text's own
        (f"a {NOTE}\n\u00a0b\n", "a \u00a0b", None),
        (f"a\n    {NOTE} b\nc\n", "a b c", None),
        (f"a\n    {NOTE} b\n", "a b", None),
        (f"a {NOTE}\nXb\nXc\n", "a Xb Xc", None),
        (f"a\n    {NOTE}\nb\\\nc\n", "a b\\\nc", None),
        (f"a\n    {NOTE}\n    {NOTE}\nb\\\nc\n", "a b\\\nc", None),
        (f"a{NOTE} [b\n](u) c\\\nd\n", "a [b ](u) c\\\nd", None),
        (f"[w\n](u){NOTE}\n", "[w ](u)", 7),  # the line break is in the link
        (f"[w\n](u) {NOTE}{NOTE}\n", "[w ](u)", 7),
    ],
)
def test_a_directive_is_no_part_of_a_text(source: str, text: str, end: int | None) -> None:
    (unit,) = read("a", "content/a.md", source).units
    assert (unit.text, unit.start) == (text, 0)
    assert unit.end == (len(source.rstrip("\n").encode()) if end is None else end)
    assert set(unit.notes) == {"qeyd"}


@pytest.mark.parametrize(
    ("source", "place", "prefix"),
    [
        ("# a\n", Place.LINE, ""),
        ("> # a\n", Place.LINE, ""),
        ("a\n===\n", Place.BLOCK, ""),
        ("#\na\n===\n", Place.BLOCK, ""),  # the mark above is of another heading
        ("\n#\na\n===\n", Place.BLOCK, ""),
        ("> a\n> ===\n", Place.BLOCK, "> "),
        ("[^#1]: a\n    ===\n", Place.BLOCK, " " * 7),
        ("- [ ] <!-- i18n:comment: #1 --> a\n  ===\n", Place.BLOCK, " " * 6),
        ("> # <!-- i18n:comment: x --> a\n", Place.LINE, ""),
        ("\n> a\n", Place.BLOCK, "> "),
        ("- > a\n", Place.BLOCK, "  > "),
        (f"> - [ ] {NOTE} a\n", Place.BLOCK, ">       "),
    ],
)
def test_what_further_lines_begin_with(source: str, place: Place, prefix: str) -> None:
    (unit,) = read("a", "content/a.md", source).units
    assert (unit.text, unit.place, unit.prefix) == ("a", place, prefix)


@pytest.mark.parametrize("text", ["#a", "\\#a"])
def test_a_heading_with_its_mark_below_may_begin_with_one(text: str) -> None:
    (unit,) = read("a", "content/a.md", f"{text}\n===\n").units
    assert (unit.text, unit.place) == (text, Place.BLOCK)


@pytest.mark.parametrize(
    ("source", "kinds"),
    [
        ("a\n\n> b\n", ["paragraph", "paragraph"]),
        ("- a\n\n  b\n- > c\n", ["list item", "list item", "paragraph"]),
        ("a\n: b\n", ["term", "definition"]),
        ("a[^1]\n\n[^1]: b\n\n    > c\n", ["paragraph", "footnote", "paragraph"]),
        ("| a |\n|---|\n| b |\n", ["table cell", "table cell"]),
    ],
)
def test_a_text_is_called_what_it_stands_in(source: str, kinds: list[str]) -> None:
    assert [unit.kind for unit in read("a", "content/a.md", source).units] == kinds


def test_a_term_has_a_place_of_its_own() -> None:
    source = "a\n: b\n\n| c |\n|---|\n| d |\n\n# e\n\nf\n===\n"
    places = [unit.place for unit in read("a", "content/a.md", source).units]
    assert places == [Place.TERM, Place.BLOCK, Place.CELL, Place.CELL, Place.LINE, Place.BLOCK]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("a `x\ny` b\nc\n", "a `x y` b c"),
        ("a <b\nc> d\ne\n", "a <b c> d e"),
        ("> a `x\n> y` b\n> c\n", "a `x y` b c"),
        ("> a `x\n> y` b\\\n> c `d\n> e`\n", "a `x y` b\\\nc `d e`"),
        ("a <!-- i18n:comment: q --> `x\ny` b\nc\n", "a `x y` b c"),
    ],
)
def test_a_line_break_within_code_or_a_tag_is_a_space(source: str, text: str) -> None:
    assert [unit.text for unit in read("a", "content/a.md", source).units] == [text]


def test_a_lone_carriage_return_ends_the_line_of_a_quotes_mark() -> None:
    (unit,) = read("a", "content/a.md", ">\r$\\\nə").units
    assert (unit.text, unit.prefix) == ("$\\\nə", "")
    (*_, last) = read("a", "content/a.md", "a\r> b\r\r> > c\n> > d\n").units
    assert (last.text, last.prefix) == ("c d", "> > ")


def test_a_context_is_one_that_catalogs_can_hold() -> None:
    (unit,) = read("a", "content/a.md", "<!-- i18n:context: a\4b -->\n\nc\n").units
    assert (unit.text, unit.context) == ("c", "a\ufffdb")
