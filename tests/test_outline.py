"""What is known of a unit beside its text: anchors, sections, lines, what directives say of it."""

from __future__ import annotations

import pytest

from varaq.document import read, references
from varaq.document.footnotes import Footnote, numbered
from varaq.document.outline import Anchors
from varaq.document.rules import Code, Rules
from varaq.document.splice import splice

SAID = "<!-- i18n:{} -->"


@pytest.mark.parametrize(
    ("titles", "anchors"),
    [
        (["İŞ", "İş"], ["iş", "iş-1"]),
        (["İ\u0301"], ["\u00ed"]),
        (["?!", "..."], ["section", "section-1"]),
        (["a", "a", "a"], ["a", "a-1", "a-2"]),
        (["a-1", "a", "a", "a-1"], ["a-1", "a", "a-2", "a-1-1"]),
        (["a", "a", "a-1", "a-1"], ["a", "a-1", "a-1-1", "a-1-2"]),
        (["नमस्ते दुनिया!", "ไทยนี้", "ไทยนี"], ["नमस्ते-दुनिया", "ไทยนี้", "ไทยนี"]),
        (["שָׁלוֹם", "مُحَمَّد"], ["שָׁלוֹם", "مُحَمَّد"]),
        (["می\u200cخواهم", "❤\ufe0f sevgi", "❤ a"], ["میخواهم", "\ufe0f-sevgi", "-a"]),
    ],
)
def test_no_two_headings_have_an_anchor(titles: list[str], anchors: list[str]) -> None:
    given = Anchors()
    assert [given.of(title) for title in titles] == anchors


def test_an_authors_own_id_is_given_to_no_other_heading() -> None:
    given = Anchors(["a", "a-2"])
    assert [given.of("a"), given.of("a"), given.of("b")] == ["a-1", "a-3", "b"]


@pytest.mark.parametrize(
    ("source", "anchors"),
    [
        ("# A\n\n# B {#a}\n", ["a-1", "a"]),
        ("# B {#a}\n\n# A\n", ["a", "a-1"]),
        ("# A\n\n# A\n\n# B {#a-1}\n", ["a", "a-2", "a-1"]),
        ("# A\n\n# {#a}\n", ["a-1"]),
        (f"# A\n\n{SAID.format('skip')}\n\nB {{#a}}\n===\n\n# A\n", ["a-1", "a", "a-2"]),
        (
            f"{SAID.format('group-start')}\n\nA\n===\n\n{SAID.format('group-end')}\n\n# B {{#a}}\n",
            ["a-1", "a"],
        ),
        ("---\ntitle: x\n---\n# Ə\n\n# B {#b}\n\n# B\n", ["ə", "b", "b-1"]),
        ("# A\n\n```\n# B {#a}\n```\n", ["a"]),
    ],
)
def test_anchors_leave_alone_what_authors_give_further_down(
    source: str, anchors: list[str]
) -> None:
    document = read("a", "content/a.md", source)
    found = [(each.start, each.anchor) for each in document.anchored]
    found += [(unit.start, unit.anchor) for unit in document.units if unit.level]
    assert [anchor for _, anchor in sorted(found)] == anchors
    assert not any(unit.anchor for unit in document.units if not unit.level)
    assert not document.problems


def test_an_id_that_two_headings_have_is_said_where_the_second_stands() -> None:
    document = read("a", "content/a.md", "---\ntitle: x\n---\n# A {#a}\n\nb\n\n> # C {#a}\n")
    assert [str(problem) for problem in document.problems] == [
        "content/a.md:8: warning: the heading has the id a of the one on line 4; "
        "give it another, for links lead to the first [id-twice]"
    ]


def test_units_stand_in_the_sections_above_them() -> None:
    document = read(
        "a", "content/a.md", "# T\n\na\n\n## B\n\nb\n\n### C\n\nc\n\n## D\n\nd\n\n# E\n\ne\n"
    )
    sections = {unit.text: unit.section for unit in document.units if unit.level == 0}
    assert sections == {"a": (), "b": ("B",), "c": ("B", "C"), "d": ("D",), "e": ("E",)}
    document = read("a", "content/a.md", "## B\n\nb\n\n# T\n\na\n")
    assert next(unit.section for unit in document.units if unit.level == 0) == ("B",)


def test_a_rule_takes_what_was_said_to_leave_the_next_block_out() -> None:
    document = read("a", "content/a.md", f"{SAID.format('skip')}\n\n---\n\na\n")
    assert [unit.text for unit in document.units] == ["a"]


def test_a_directive_on_a_line_of_a_text_is_no_part_of_it() -> None:
    said = SAID.format("comment: qeyd")
    for text in (f"a\n    {said} b\n", f"a\n    {said}\nb\n", f"0\na\n    {said}\nb\n"):
        (unit,) = read("a", "content/a.md", text).units
        assert unit.text.removeprefix("0 ") == "a b"
        assert unit.notes == ("qeyd",)


def test_a_context_is_that_of_code_and_of_html_too() -> None:
    context, translate = SAID.format("context: son"), SAID.format("translate")
    html = f"{context}\n\n{translate}\n\n<p>salam</p>\n\n<p>iki</p>\n"
    document = read("a", "content/a.md", html)
    assert [(unit.text, unit.context) for unit in document.units] == [("salam", "son")]
    code = f"{context}\n\n```\nsalam\n```\n\nb\n"
    document = read("a", "content/a.md", code, Rules(code=Code.WHOLE))
    assert [(unit.text, unit.context) for unit in document.units] == [("salam", "son"), ("b", None)]


def test_what_is_left_out_in_between_has_no_code_either() -> None:
    off, on = SAID.format("skip-start"), SAID.format("skip-end")
    text = f"{off}\n\n```\nx y\n```\n\na\n\n{on}\n\n```\nz w\n```\n"
    document = read("a", "content/a.md", text, Rules(code=Code.WHOLE))
    assert [unit.text for unit in document.units] == ["z w"]


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        (f"a\n\n{SAID.format('skip-start')}\n\nb\n", 3, "skip-start"),
        (f"a\n\n{SAID.format('skip-end')}\n\nb\n", 3, "skip-end"),
        (f"{SAID.format('skip-start')}\n\nb\n\n{SAID.format('skip-start')}\n", 1, "skip-start"),
        (f"a\n\n{SAID.format('comment: x')}\n{SAID.format('skip-end')}\n", 4, "skip-end"),
        (f"a\n\n{SAID.format('comment: x')}\n{SAID.format('nonsense')}\n", 4, "nonsense"),
    ],
)
def test_a_directive_that_has_no_sense_is_said_where_it_stands(
    text: str, line: int, word: str
) -> None:
    problem, *_ = read("a", "content/a.md", text).problems
    assert (problem.line, word in problem.message) == (line, True)


def test_letters_that_need_no_space_between_them_are_joined_without() -> None:
    texts = {
        "你\n好": "你好",
        "你\nb": "你 b",
        "a\n好": "a 好",
        "한\n국": "한 국",
        "Ａ\n好": "Ａ好",
    }
    for text, joined in texts.items():
        (unit,) = read("a", "content/a.md", f"{text}\n").units
        assert unit.text == joined


def test_labels_are_told_apart_by_how_often_they_stand() -> None:
    labels = {"a": "http://a.az", "b": "http://b.az"}
    assert references.keep("[a] [a] [b]", "[a] [a] [c]", labels).text == "[a] [a] [c][b]"
    assert references.keep("[a] [a]", "[a] [c]", labels).text == "[a] [c][a]"
    assert references.keep("[a]", "[c] [d]", labels).text == "[c] [d]"
    assert references.keep("[a]", "[c] [d]", labels).lost == ("a",)
    assert references.keep("a", "[c]", labels).text == "[c]"
    assert references.keep("[a]", "c", labels).text == "c"
    assert references.keep("[a]", "[c]", {}).text == "[c]"


def test_marks_of_footnotes_that_are_not_known_stay() -> None:
    html = '<sup class="footnote-reference"><a href="#x">1</a></sup>'
    assert numbered(html, {}, lambda _: None) == html
    made = numbered(html, {"x": Footnote(7, 0, 0)}, lambda _: None)
    assert made != html
    assert "7" in made


def test_one_translation_that_does_not_go_beside_others_is_refused_alone() -> None:
    """Each is sound in a place of its own; two together would be a table's head and line."""
    document = read("a", "content/a.md", "# a\n\nb\n\n- c\n\nd\n")
    spliced = splice(document, ["A", "- B", "C", "\\"])
    assert spliced.refused == frozenset()
    assert spliced.fitted == ("A", "\\- B", "C", "\\")


def test_an_expression_with_a_line_break_of_old_is_the_same_on_one_line() -> None:
    text = '```python\nx = f"Salam {a\r  or 1}!"\n```\n'
    document = read("a", "content/a.md", text, Rules(code=Code.WORDS))
    (unit,) = document.units
    assert splice(document, [unit.text]).refused == frozenset()
    assert splice(document, ["Selam {a or 1}!"]).refused == frozenset()
    assert splice(document, ["Selam {a or 2}!"]).refused == frozenset({0})
