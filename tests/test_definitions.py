"""Definitions of links: where they stand, and their titles, which are units."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from varaq.document import definitions, markdown, read
from varaq.unit import Place, Unit

GROUPED = """# T

## S

p

<!-- i18n:group-start -->

a [x]

[x]: y 'z'

[v]: y 'z'

<!-- i18n:group-end -->

[w]: y 'q'
"""
FILE = """---
lang: az
---

# T

## S

p

# S2

q

[a]: b

[c]: d '1'

[e]:
f
'g
h'

[i]: ə "ə"
"""


def titles(text: str) -> list[Unit]:
    return [unit for unit in read("a", "content/a.md", text).units if unit.place is Place.TITLE]


@pytest.mark.parametrize(
    ("definition", "title", "typed"),
    [
        ("[a]: b 'c d'", "c d", "'c d'"),
        ("[a]: b \"c 'd'\"", "c 'd'", "\"c 'd'\""),
        ('[a]: b "c \\"d\\""', 'c \\"d\\"', '"c \\"d\\""'),
        ("[a]: b 'c\\\\'", "c\\\\", "'c\\\\'"),
        ("[a]: b (c\\) d)", "c\\) d", "(c\\) d)"),
        ("[a]: b 'c'  ", "c", "'c'"),
        ("[a]: b '\n  c\n'", "c", "'\n  c\n'"),
        ("[a]:\nb\n'c\r\n  d'", "c d", "'c\r\n  d'"),
        ("> [a]: b 'c\n> d'", "c d", "'c\n> d'"),
        ("[ə]: ə 'ə'", "ə", "'ə'"),
        ("[a]: b 'c'\n'd'", "c", "'c'"),
    ],
)
def test_a_title_is_what_its_quotes_enclose(definition: str, title: str, typed: str) -> None:
    (unit,) = titles(f"{definition}\n")
    assert unit.text == title
    assert f"{definition}\n".encode()[unit.start : unit.end].decode() == typed


@pytest.mark.parametrize("definition", ["[a]: b", "[a]: b '1'", "[a]: b ''", "[a]: b '&nbsp;'"])
def test_a_title_without_words_is_no_unit(definition: str) -> None:
    assert titles(f"{definition}\n") == []
    (unit,) = titles(f"{definition}\n[c]: d 'e'\n")
    assert unit.text == "e"


def test_a_title_says_where_it_stands() -> None:
    found = [(unit.text, unit.line, unit.section) for unit in titles(FILE)]
    assert found == [("g h", 21, ("S2",)), ("ə", 24, ("S2",))]
    assert [unit.kind for unit in titles(FILE)] == ["link title", "link title"]
    data = FILE.encode()
    typed = [data[unit.start : unit.end].decode() for unit in titles(FILE)]
    assert typed == ["'g\nh'", '"ə"']
    (unit,) = titles("\n\n[a]: b 'c'\n\nd\n")
    assert (unit.line, unit.section) == (3, ())


def test_titles_in_a_group_are_part_of_it() -> None:
    (unit,) = titles(GROUPED)
    assert (unit.text, unit.section) == ("q", ("S",))
    (unit,) = titles(f"---\nlang: az\n---\n{GROUPED}")
    assert (unit.text, unit.line) == ("q", 20)


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("# T\n\n[a]: b 'c'\n", ()),
        ("# T\n\n## S\n\n[a]: b 'c'\n\nx\n", ("S",)),
        ("# T\n\n## S\n\n# U\n\n[a]: b 'c'\n\n## V\n", ("U",)),
        ("---\nlang: az\n---\n# T\n\n## S\n\n### R\n\n> [a]: b 'c'\n\n## V\n", ("S", "R")),
        ("# T\n\n<!-- i18n:skip -->\n\n## S\n\n[a]: b 'c'\n", ()),
        ("[a]: b 'c'\n\n# T\n\n## S\n", ()),
    ],
)
def test_a_title_stands_in_the_section_above_it(text: str, section: tuple[str, ...]) -> None:
    (unit,) = titles(text)
    assert (unit.text, unit.section) == ("c", section)


@pytest.mark.parametrize(
    "left_out",
    [
        "<!-- i18n:skip-start -->\n\n[a]: b 'c'\n\nx\n\n<!-- i18n:skip-end -->",
        "<!-- i18n:skip-start -->\n\n<!-- i18n:skip -->\n\n> x\n\n[a]: b 'c'\n\n"
        "<!-- i18n:skip-end -->",
        "<!-- i18n:skip-start -->\n\n<!-- i18n:group-start -->\n\n[a]: b 'c'\n\n"
        "<!-- i18n:group-end -->\n\n[e]: b 'f'\n\n<!-- i18n:skip-end -->",
        "<!-- i18n:skip -->\n\n> [a]: b 'c'\n>\n> x",
        "- <!-- i18n:skip -->\n\n  > [a]: b 'c'",
        "<!-- i18n:skip -->\n\n- [a]: b 'c'\n- <!-- i18n:skip -->\n\n  > x\n- [e]: b 'f'",
    ],
)
def test_titles_of_what_is_left_out_are_left_out(left_out: str) -> None:
    (unit,) = titles(f"---\nlang: az\n---\n{left_out}\n\n[g]: b 'h'\n")
    assert unit.text == "h"
    (unit,) = titles(f"[g]: b 'h'\n\n{left_out}\n")
    assert unit.text == "h"


def test_titles_are_left_out_to_the_end_where_nothing_says_how_far() -> None:
    (unit,) = titles("[g]: b 'h'\n\n<!-- i18n:skip-start -->\n\n[a]: b 'c'\n")
    assert unit.text == "h"


def test_definitions_are_in_the_order_of_the_text() -> None:
    found = definitions.read("\n[b]: x\n\n> [a]:\n> y 'z'\n\n[c]: w\n")
    assert [(each.label, each.target, each.line, each.titled) for each in found] == [
        ("b", "x", 2, False),
        ("a", "y", 4, True),
        ("c", "w", 7, False),
    ]
    assert [(each.start, each.end) for each in found] == [(1, 7), (11, 23), (25, 31)]


@example("a\u00a0b")
@example(" a \f\v b ")
@given(st.text(" \t\r\n\v\f\x1c\x85\u00a0\u2028\u3000aAßİ", min_size=1, max_size=6))
def test_labels_are_compared_as_markdown_compares_them(label: str) -> None:
    for definition in definitions.read(f"[{label}]: x\n"):
        assert "href" in markdown.html(f"[{label}]\n\n[{definition.label}]: y\n")


@example({"a": "x?a&lt;b"})
@example({"a": "x\ny"})
@example({"a": "x\r\n\r\ny"})
@example({"a": ""})
@given(
    st.dictionaries(
        st.sampled_from(["a", "b c", "ə\\]"]),
        st.text(
            st.one_of(st.sampled_from("\n\r\t <>\\&#;lt10()'\"x"), st.characters(codec="utf-8"))
        ),
    )
)
def test_definitions_that_are_lent_lead_where_they_led(where: dict[str, str]) -> None:
    where = {label: target.replace("\0", "\ufffd") for label, target in where.items()}
    text = " ".join(f"[{label}]" for label in where)
    assert definitions.labels(definitions.leading(text, where)) == where


@pytest.mark.parametrize(
    ("text", "at", "expected"),
    [
        ("[", 0, False),
        ("\\[", 1, True),
        ("\\[a\\", 1, True),
        ("\\\\[", 2, False),
        ("\\\\\\[", 3, True),
        ("a\\[", 2, True),
        ("a\\\\[", 3, False),
        ("\\a[", 2, False),
        ("[\\", 0, False),
    ],
)
def test_an_odd_number_of_backslashes_escapes(text: str, at: int, expected: bool) -> None:
    assert definitions.escaped(text, at) is expected


def test_of_several_that_are_left_out_no_title_is_a_unit() -> None:
    skipped = "<!-- i18n:skip-start -->\n\n[{0}]: {0} '{0}'\n\n<!-- i18n:skip-end -->\n\n"
    text = skipped.format("a") + "[b]: b 'B'\n\n" + skipped.format("c") + "[d]: d 'D'\n"
    assert [unit.text for unit in read("a", "content/a.md", text).units] == ["B", "D"]


@pytest.mark.parametrize(("label", "held"), [(" Xa\t b ", "xa b"), ("X", "x"), ("\n", "")])
def test_labels_are_compared_without_their_case_and_spaces(label: str, held: str) -> None:
    assert definitions.folded(label) == held
