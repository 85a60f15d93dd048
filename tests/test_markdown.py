"""What is found out about a text from the library's events: skeleton, words, places, targets."""

from __future__ import annotations

import pytest

from varaq.document.markdown import (
    all_link_targets,
    all_plain,
    all_running,
    characters,
    headings,
    inline_events,
    inline_html,
    link_targets,
    plain,
    running,
    shaped,
    skeleton,
    tags_at,
)
from varaq.document.parsing import Event

PARAGRAPH = [("Start", "Paragraph"), "…", ("End", "Paragraph")]


def test_a_skeleton_has_blocks_rules_tasks_and_code_but_no_inline_content() -> None:
    assert skeleton("*a* b\\\nc\n\n---\n\n`d`\n") == [*PARAGRAPH, "Rule", *PARAGRAPH]
    assert skeleton("***") == ["Rule"]
    assert skeleton("- [x] *a* b\n- [ ] c\n") == [
        ("Start", {"List": None}),
        ("Start", "Item"),
        ("TaskListMarker", True),
        "…",
        ("End", "Item"),
        ("Start", "Item"),
        ("TaskListMarker", False),
        "…",
        ("End", "Item"),
        ("End", {"List": False}),
    ]
    assert skeleton("```py\na `b`\n```\n\nc") == [
        ("Start", {"CodeBlock": {"Fenced": "py"}}),
        ("Text", "a `b`\n"),
        ("End", "CodeBlock"),
        *PARAGRAPH,
    ]


def test_of_code_and_html_a_shaped_skeleton_has_what_it_is_told() -> None:
    def shape(tag: Event, held: str) -> object:
        return (tag, held.upper())

    found = skeleton("a\n\n---\n\n<div>\nb\n</div>\n\n    c\r\n    d\n\ne")
    assert shaped(found, shape) == [
        *PARAGRAPH,
        "Rule",
        ("Start", "HtmlBlock"),
        ("HtmlBlock", "<DIV>\nB\n</DIV>\n"),
        ("End", "HtmlBlock"),
        ("Start", {"CodeBlock": "Indented"}),
        ({"CodeBlock": "Indented"}, "C\nD\n"),
        ("End", "CodeBlock"),
        *PARAGRAPH,
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("*a*\nb\\\nc  \nd", "a b c d"),
        ("a $b$ *c* $$d$$", "a b c d"),
        ("a <br> **b**", "a  b"),
        ("![a](b) `c`", "a c"),
        ("\n *a*\n\n", "a"),
        (" *a*", "a"),
        ("\u00a0*a*", "\u00a0a"),
        ("", ""),
    ],
)
def test_the_words_of_a_text_stand_apart_where_its_lines_do(text: str, words: str) -> None:
    assert plain(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1. a", "1. a"),
        ("- *a*", "- a"),
        ("# a", "# a"),
        ("> a", "> a"),
        ("```a", "```a"),
        ("---", "---"),
        ("[a]: b", "[a]: b"),
        ("[^1]: a", "[^1]: a"),
        ("<center>a</center>", "a"),
        ("<!-- b --> a", " a"),
        ("[*a*]: b\n\n[*a*]: c\n", "a: b"),
    ],
)
def test_a_text_begins_no_block(text: str, words: str) -> None:
    assert plain(text) == words


def test_the_words_of_several_blocks_are_those_of_each() -> None:
    assert all_plain("# a\n\n1. *b*\n\n<div>c</div>\n") == "ab"


def test_formulas_are_no_words_where_none_are_asked_for() -> None:
    assert plain("a $b$ *c* $$d$$", math=False) == "a  c "


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[ə](b)", ["ə"]),
        ("ə `b`\\\nc *d*", ["ə ", "\\\nc ", "d"]),
        ("a `b`\n# c", ["a ", "\n# c"]),
        ("a &amp; b", ["a ", " b"]),
        ("<a@b.az> c <http://d.az> e", [" c ", " e"]),
        ("*<a@b.az>* c", [" c"]),
        ("[a](b) $c$ <i>d</i>", ["a", " ", " ", "d"]),
    ],
)
def test_running_text_is_all_that_readers_read_as_prose(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in running(text)] == found


def test_running_text_of_several_blocks_has_no_code_html_or_addresses_in_it() -> None:
    text = (
        "ab\nc\n\n    kod\n\n# ə *d*\n\n```\nkod\n```\n\n<div>html</div>\n\n"
        "- <http://a.az> e &amp; f\n- <g@h.az> [i](<j>)\n"
    )
    found = all_running(text)
    assert [text[start:end] for start, end in found] == [
        *("ab", "c", "ə ", "d", " e ", " f", " ", "i"),
    ]
    assert all_running("ə\n\n    kod\n") == [(0, 1)]


def test_tags_are_found_behind_a_line_break_too() -> None:
    assert tags_at("ə\\\nb <i>c</i>") == [5, 9]
    assert tags_at("ə\n<div> <b>") == [2, 8]  # which is no block of HTML in a unit


def test_offsets_in_bytes_are_offsets_in_characters() -> None:
    assert characters("əb🙂c".encode(), [0, 2, 3, 3, 7, 8]) == [0, 1, 2, 2, 3, 4]
    assert characters(b"", []) == []


def test_links_and_definitions_of_several_blocks_are_told() -> None:
    text = "[a](b&amp;c) ![d](e)\n\n- <f@g.az>\n\n[h]: i&amp;j 'k'\n"
    assert all_link_targets(text) == ["b&c", "e", "mailto:f@g.az", "i&j"]


def test_a_texts_own_letters_and_spaces_are_in_its_events() -> None:
    def words(text: str) -> str:
        return "".join(event.get("Text", "") for event in inline_events(text) if event != "Rule")

    assert words("XVII əsr MAX")[2:] == "XVII əsr MAX"
    assert words("\u00a0a\u2003")[2:] == "\u00a0a\u2003"
    assert words(" \n a \t b\n ")[2:] == "a b"


def test_nothing_in_a_unit_opens_a_block() -> None:
    assert inline_html("<div>\n# a\n\n<b>c</b>") == ["<div>", "<b>", "</b>"]
    assert link_targets("    [a](b)\n\n    [c](d)") == ["b", "d"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a\nb\\\nc", []),
        ("a\nb\n\n# c\n\nd\ne", ["c"]),
        ("a *b*\nc\\\nd\n---\n\ne\n\n- # `f`", ["a b c d", "f"]),
        ("# a $b$ $$c$$\n\n$d$\n\n## e", ["a b c", "e"]),
        ("#\n\n---\n\n# a", ["", "a"]),
    ],
)
def test_headings_are_told_by_their_words(text: str, found: list[str]) -> None:
    assert headings(text) == found
