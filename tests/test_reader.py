"""Which texts of a document are units, and what is known of each."""

from __future__ import annotations

import pytest

from varaq.document.outline import Anchored
from varaq.document.reader import read
from varaq.document.rules import Code, Rules
from varaq.unit import Place, Unit

SKIP, START, END, TRANSLATE = (
    f"<!-- i18n:{word} -->" for word in ("skip", "group-start", "group-end", "translate")
)
WHOLE = Rules(code=Code.WHOLE)


def texts(source: str, rules: Rules = WHOLE) -> list[str]:
    return [unit.text for unit in read(source, rules=rules).units]


def test_all_that_is_known_of_units() -> None:
    source = "# a *b* {#own}\n\n> c\n> d\n\n## ~e~ f\n\n- g\n\n```\nh i\n```\n"
    block, line = Place.BLOCK, Place.LINE
    assert read(source, rules=WHOLE).units == (
        Unit("a *b*", 2, 7, line, "heading 1", 1, "", (), (), None, 1, "own", own_anchor=True),
        Unit("c d", 18, 23, block, "paragraph", 3, "> "),
        Unit("~e~ f", 28, 33, line, "heading 2", 6, "", (), (), None, 2, "e-f"),
        Unit("g", 37, 38, block, "list item", 8, "  ", ("~e~ f",)),
        Unit("h i", 44, 47, Place.CODE, "code", 11, "", ("~e~ f",)),
    )


def test_a_heading_of_several_lines_has_spaces_in_its_anchor() -> None:
    (unit,) = read("bir\niki\n===\n").units
    assert unit.anchor == "bir-iki"


def test_a_heading_with_an_id_takes_no_name_from_another() -> None:
    source = f"{SKIP}\n\n# a {{#own}}\n\n# a\n\n{SKIP}\n\n# a\n"
    found = read(source)
    assert [unit.anchor for unit in found.units] == ["a"]
    assert [each.anchor for each in found.anchored] == ["own", "a-1"]


def test_headings_that_are_no_units_are_known_with_their_ids() -> None:
    left_out = f"{SKIP}\n\n# a *b*\n\n{SKIP}\n\n# c {{#own}}\n\n"
    source = f"{left_out}{START}\n\n## *d*\n\n## e {{#e1}}\n\n{END}\n"
    found = read(source, base=5).anchored
    assert found == (
        Anchored(5 + source.index("a *b*"), "a-b", own_anchor=False, level=1, words="a b"),
        Anchored(5 + source.index("c {"), "own", own_anchor=True, level=1, words="c"),
        Anchored(5 + source.index("*d*"), "d", own_anchor=False, level=2, words="d"),
        Anchored(5 + source.index("e {"), "e1", own_anchor=True, level=2, words="e"),
    )


@pytest.mark.parametrize(
    "source", ["&nbsp;\n", "\u00a0\n", "[](a)\n", "`\u00a0`\n", "<br>\n\n- \n"]
)
def test_what_has_no_letter_but_spaces_is_no_unit(source: str) -> None:
    assert texts(source) == []


@pytest.mark.parametrize(
    ("source", "units"),
    [
        ("- [a](b) c\n", ["[a](b) c"]),
        ("- *a* b\n", ["*a* b"]),
        ("- a [b](c)\n", ["a [b](c)"]),
        ("- c [](b)\n", ["c [](b)"]),
        ("- [](b) c\n", ["[](b) c"]),
        ("a [j][]\n\n[j]: u\n", ["a [j][]"]),
        ("[j][] a\n\n[j]: u\n", ["[j][] a"]),
        ("a ![j][]\n\n[j]: u\n", ["a ![j][]"]),
        ("a [j]\n\n[j]: u\n", ["a [j]"]),
        ("a [j][j]\n\nb\n\n[j]: u\n", ["a [j][j]", "b"]),
    ],
)
def test_links_at_the_edges_are_in_a_text_whole(source: str, units: list[str]) -> None:
    assert texts(source) == units
    assert [source.encode()[unit.start : unit.end].decode() for unit in read(source).units] == units


@pytest.mark.parametrize(
    ("source", "units"),
    [
        ("`a\n    > b`\n", ["`a > b`"]),
        ("> a\n\n`b\n    > c`\n", ["a", "`b > c`"]),
        ("> `a\n> b`\n", ["`a b`"]),
        ("> `a\n>     > b`\n", ["`a > b`"]),
        ("- a\n- `b\n      > c`\n", ["a", "`b > c`"]),
        ("> > a\n>\n> `b\n>     > c`\n", ["a", "`b > c`"]),
        ("> - a\n>   `b\n>   c`\n", ["a `b c`"]),
    ],
)
def test_only_the_marks_of_quotes_around_a_text_are_taken_off(
    source: str, units: list[str]
) -> None:
    assert texts(source) == units


@pytest.mark.parametrize(
    ("source", "units"),
    [
        (f"| a | b |\n|---|---|\n| {SKIP} | c |\n", ["a", "b", "c"]),
        (f"| a | b |\n|---|---|\n| c {SKIP} | d |\n", ["a", "b", "d"]),
        (f"- [ ] {SKIP}\n\n- b\n", ["b"]),
        (f"- [ ] {SKIP}\n- b\n", ["b"]),
        (f"- [ ] {SKIP}{SKIP} a\n- b\n", ["b"]),
        (f"- [ ] {SKIP}\n  a\n- b\n", ["b"]),
        (f"{SKIP}\n\n>     a\n\nb\n", ["b"]),
        (f"{SKIP}\n\n> a\n>\n> - b\n\nc\n", ["c"]),
        (f"{SKIP}\n\n```\na\n```\n\nb\n", ["b"]),
    ],
)
def test_what_is_to_be_left_out_is_that_block_or_cell_alone(source: str, units: list[str]) -> None:
    assert texts(source) == units


@pytest.mark.parametrize(
    "said", ["skip", "translate", "comment: n", "context: k", "comment: n --><!-- i18n:skip"]
)
@pytest.mark.parametrize("last", ["", ">\n> b\n"])
def test_what_is_said_in_a_block_that_is_left_out_ends_with_it(said: str, last: str) -> None:
    source = f"{SKIP}\n\n> a\n>\n> <!-- i18n:{said} -->\n{last}\nc\n\n<p>d</p>\n"
    (unit,) = read(source).units
    assert (unit.text, unit.notes, unit.context) == ("c", (), None)


def test_what_is_left_out_between_two_directives_may_begin_in_a_block_that_is() -> None:
    begin, end = (f"<!-- i18n:skip-{word} -->" for word in ("start", "end"))
    assert texts(f"{SKIP}\n\n> a\n>\n> {begin}\n\nb\n\n{end}\n\nc\n") == ["c"]


def test_html_that_is_to_be_translated_may_stand_behind_code() -> None:
    assert texts(f"{TRANSLATE}\n\n```\na\n```\n\n<p>b</p>\n\n<p>c</p>\n") == ["a", "b"]


def test_html_and_code_have_the_context_that_was_given_them() -> None:
    said = "<!-- i18n:context: k --><!-- i18n:comment: n -->"
    for block in (f"{TRANSLATE}\n<p>a</p>\n", "```\na\n```\n"):
        first, second = read(f"{said}\n\n{block}\n\nb\n", rules=WHOLE).units
        assert (first.text, first.context, first.notes) == ("a", "k", ("n",))
        assert (second.text, second.context, second.notes) == ("b", None, ())


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_several_directives_in_a_block_all_count(newline: str) -> None:
    source = newline.join(["<!-- i18n:comment: a -->", "<!-- i18n:comment: b -->", "", "c", ""])
    (unit,) = read(source).units
    assert (unit.text, unit.notes) == ("c", ("a", "b"))


def test_the_title_of_a_link_says_its_line_in_the_file() -> None:
    (title,) = read('\n[j]: u "t"\n', first_line=4).units
    assert (title.text, title.line) == ("t", 5)
