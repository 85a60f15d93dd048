"""Translations go to where their units stand, and all around them stays."""

from __future__ import annotations

import pytest

from tests.laws import law_skeleton
from varaq.document import Document, read
from varaq.document.rules import Code, Rules
from varaq.document.splice import Spliced, assemble, skeleton, splice

SPAN = "```x``` y"
"""A text that looks like a fence at a line's start, and is none."""
GROUP = "<!-- i18n:group-start -->\n\na\n\nb\n\n<!-- i18n:group-end -->\n"
HTML = "<!-- i18n:translate -->\n\n"
WHOLE, WORDS = Rules(code=Code.WHOLE), Rules(code=Code.WORDS)


def markdown(source: str, rules: Rules = WHOLE) -> Document:
    return read("a", "content/a.md", source, rules)


def test_there_is_one_translation_a_unit() -> None:
    document = markdown("bir\n\niki\n")
    for words in (["a"], ["a", "b", "c"]):
        with pytest.raises(ValueError, match="argument 2"):
            splice(document, words)
        with pytest.raises(ValueError, match="argument 2"):
            assemble(document, words)


def test_only_what_has_to_be_is_escaped() -> None:
    page = '```py\nx = "bir"\n```\n\niki\n\nuc\n'
    done = splice(markdown(page, WORDS), ['a"; y = "b', SPAN, "<b>b</b> <i>\nc</i>"])
    assert done == Spliced((None, SPAN, "<b>b</b> <i>\nc</i>"), frozenset({0}))
    document = markdown("bir | iki\n---|---\n\nuc\n")
    done = splice(document, ["- a", "- b", SPAN])
    assert done == Spliced(("\\- a", "\\- b", SPAN), frozenset())
    document = markdown("- - bir\n")  # which opens its list on the line of another
    assert splice(document, ["--"]) == Spliced(("\\--",), frozenset())


def test_a_tag_without_words_is_refused_and_not_shown() -> None:
    assert splice(markdown("bir<br>iki\n"), ["<br>"]) == Spliced((None,), frozenset({0}))


@pytest.mark.parametrize(
    "words", ["\u2060", "&#8288;", " \u2060 ", "**\u2060**", "&nbsp;", "&#160;"]
)
def test_what_nobody_sees_is_refused(words: str) -> None:
    """A page leaves out a block that holds nothing but U+2060."""
    document = markdown("# Bir\n\niki\n\n- uch\n\n| dord |\n|---|\n")
    assert splice(document, [words] * 4).refused == {0, 1, 2, 3}


@pytest.mark.parametrize(
    "words",
    ["[][r]", "![][r]", "[ ][R]", "[^1]", "[^N]", "[![][r]][r][^1]", "[\\\n][r]", "[\\\n](r)"],
)
@pytest.mark.parametrize("frame", ["# {}\n", "{}\n", "| {} |\n|---|\n", "- {}\n", "{}\n: a\n"])
def test_what_is_no_word_with_the_document_around_it_is_refused(frame: str, words: str) -> None:
    notes = "x[^1] [^N]\n\n[^1]: a\n\n[^N]: b\n\n[r]: p.png\n"
    document = markdown(f"{frame.format('bir')}\n{notes}")
    done = splice(document, [words] + [unit.text for unit in document.units[1:]])
    law_skeleton(document, done)
    assert done.refused == {0}
    law_skeleton(document, splice(document, [f"a {words}"] + [None] * (len(document.units) - 1)))
    assert not splice(document, [f"{words} a"] + [None] * (len(document.units) - 1)).refused


def test_a_quote_behind_backslashes_does_not_end_a_title() -> None:
    document = markdown('[a]: b "salam"\n\nx [a]\n')
    assert splice(document, ['q\\\\"r', None]) == Spliced(('"q\\\\\\"r"', None), frozenset())


@pytest.mark.parametrize("group", ["a", "a\n\nb\n\nc", "a\n\n- b"])
def test_a_group_with_other_blocks_is_refused_and_leaves_the_rest_alone(group: str) -> None:
    document = markdown(f"{GROUP}\niki\n")
    assert splice(document, [group, SPAN]) == Spliced((None, SPAN), frozenset({0}))
    assert splice(document, ["c\n\nd", SPAN]) == Spliced(("c\n\nd", SPAN), frozenset())


@pytest.mark.parametrize("blank", ["", "   ", "\t", "\u3000", "\f", "\x85"])
@pytest.mark.parametrize("within", ["{}", "> {}", "- {}", "> - {}"])
@pytest.mark.parametrize("code", ["```\na\n{}\nb\n```", "<pre>\na\n{}\nb</pre>"])
def test_a_group_keeps_the_spaces_of_its_code(blank: str, within: str, code: str) -> None:
    start, end = "<!-- i18n:group-start -->", "<!-- i18n:group-end -->"
    words = f"Salam\n\n{code.format(blank)}"
    first, rest = within.format(""), within.format("").replace("-", " ")
    lines = [start, "", *words.split("\n"), "", end, ""]
    document = markdown(first + f"\n{rest}".join(lines))
    (unit,) = document.units
    assert unit.text == words
    done = splice(document, [words.replace("Salam", "Hi")])
    assert not done.refused
    made = markdown(assemble(document, done.fitted))
    assert [unit.text for unit in made.units] == [words.replace("Salam", "Hi")]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("# <div>bir</div>\n", "<div>one</div>"),
        ("# bir\n", "<!-- c --> one"),
        ("# bir\n", "```one"),
        ("| <!-- c --> bir |\n|---|\n", "<!-- c --> one"),
        ("| <ul><li>bir</li></ul> |\n|---|\n", "<ul><li>one</li></ul>"),
        ("| bir |\n|---|\n", "[one]: two"),
    ],
)
def test_a_heading_and_a_cell_may_begin_like_a_block(source: str, words: str) -> None:
    assert splice(markdown(source), [words]) == Spliced((words,), frozenset())


def test_a_tag_that_would_open_a_block_is_refused_in_a_cell_that_begins_a_line() -> None:
    document = markdown("bir <ul><li>iki</li></ul> | uc\n---|---\n")
    done = splice(document, ["<ul><li>one</li></ul>", "three"])
    assert done == Spliced((None, "three"), frozenset({0}))
    assert splice(document, ["- <b>one</b>", None]).fitted == ("\\- <b>one</b>", None)


def test_what_changes_the_skeleton_where_it_stands_is_refused_alone() -> None:
    document = markdown("---\ntitle: Salam\n---\nbir\n\n```\niki\n```\n\nuch\n\ndord\n")
    done = splice(document, ["Ad", " \u00a0", "a\n```\nb", "c", None])
    assert done.fitted == ("Ad", None, None, "c", None)
    assert done.refused == {1, 2}


def test_what_is_refused_leaves_a_cell_that_begins_a_line_escaped() -> None:
    document = markdown("bir | iki\n---|---\n\n[a]: u\nuch\n")
    done = splice(document, ["- one", "two", '"t"\nthree'])
    assert done == Spliced(("\\- one", "two", None), frozenset({2}))


@pytest.mark.parametrize("bom", ["", "\ufeff"])
@pytest.mark.parametrize("words", ["Hello: world", "a: b: c", "b: c\\\n..."])
def test_no_translation_makes_front_matter(words: str, bom: str) -> None:
    document = markdown(f"{bom}---\nSalam\n---\n\n...\n\nb\n")
    assert splice(document, [words, None, "c"]) == Spliced((None, None, "c"), frozenset({0}))
    assert splice(document, ["Hello, world", None, "c: d"]).refused == set()
    plain = read("a", "content/a.txt", "---\nSalam\n---\n\nb\n")
    assert not splice(plain, [f"---\n{words}\n---", "c"]).refused


def test_a_text_below_front_matter_may_go_on_being_like_it() -> None:
    document = markdown("---\ntitle: a\n---\n---\nQeyd: salam\n---\n")
    for words in ("Hello", "Not: b"):
        assert splice(document, ["c", words]) == Spliced(("c", words), frozenset())


@pytest.mark.parametrize(
    "words", ['"t"\n[b]: x\nbir', "'t'\n[b]: x\nbir", "(t)\n[b]: x\n[c]: y\nbir", '"t"\nbir']
)
def test_a_reference_behind_another_ones_title_is_none(words: str) -> None:
    """A definition, and its title, may go on in the paragraph right below it."""
    document = markdown("[a]: u\nbir\n\niki\n")
    assert splice(document, [words, "[b]"]) == Spliced((None, "[b]"), frozenset({0}))


def test_a_whole_translation_is_looked_at_where_it_stands() -> None:
    assert splice(markdown("```\nbir\n```\n"), ["a\n```\nb"]) == Spliced((None,), frozenset({0}))
    document = markdown('```py\nx = "bir"\n```\n', WORDS)
    assert splice(document, ['a"; y = "b']) == Spliced((None,), frozenset({0}))


def test_what_the_library_gives_up_on_is_refused() -> None:
    document = markdown("bir\n\n- [ ] iki\n  ===\n")
    assert splice(document, ["a", "\\"]) == Spliced(("a", None), frozenset({1}))


def test_a_heading_with_its_mark_below_keeps_hard_breaks_whatever_stands_before_it() -> None:
    document = markdown("[^#1]: a\n    ===\n\n- [ ] <!-- i18n:comment: #1 --> b\n  ===\n")
    done = splice(document, ["c\\\nd", "e  \nf"])
    assert done == Spliced(("c\\\nd", "e  \nf"), frozenset())
    assert assemble(document, done.fitted) == (
        "[^#1]: c\\\n       d\n    ===\n\n- [ ] <!-- i18n:comment: #1 --> e  \n      f\n  ===\n"
    )


def test_nothing_in_a_plain_text_is_markdown() -> None:
    document = read("a", "content/a.txt", "bir\n\niki\n\nuch\n")
    done = splice(document, ["# a", "- b\n\n\n- c", "```"])
    assert done == Spliced(("# a", "- b\n- c", "```"), frozenset())
    assert skeleton(document, "# a\n\n```\n\n- b\n") == skeleton(document, document.source)
    assert skeleton(document, "# a\n\n- b\n") != skeleton(document, document.source)


@pytest.mark.parametrize(
    ("source", "rules", "same", "other"),
    [
        (f"{HTML}<p>a</p>\n", WHOLE, f"{HTML}<p>b <i>c</i></p>\n", f"{HTML}<p>a</p><p>b</p>\n"),
        ("```\na\n```\n\n<hr>1\n", WHOLE, "```\nb\nc\n```\n\n<hr>1\n", "```\na\n```\n\n<hr>2\n"),
        ("```py\nx  # a\n```\n", WORDS, "```py\nx  # b c\n```\n", "```py\ny  # a\n```\n"),
        ("```\na\n```\n", Rules(), "```\na\n```\n", "```\nb\n```\n"),
    ],
)
def test_a_skeleton_has_all_of_code_and_html_but_the_words_of_units(
    source: str, rules: Rules, same: str, other: str
) -> None:
    document = markdown(source, rules)
    assert skeleton(document, same) == skeleton(document, source) != skeleton(document, other)


@pytest.mark.parametrize(
    ("source", "fitted", "text"),
    [
        ("| a | b |\n|---|---|\n", ["c\\", "d"], "| c\\  | d |\n|---|---|\n"),
        ("a\n\nb\n", ["c\\", None], "c\\\n\nb\n"),
        ("> - a\r\n>   b\r\n", ["c\nd\n\ne"], "> - c\r\n>   d\r\n>\r\n>   e\r\n"),
        ("a\n", ["b\ud800c"], "b?c\n"),  # half of a character, which no file can hold
    ],
)
def test_a_text_stands_as_its_place_needs_it(
    source: str, fitted: list[str | None], text: str
) -> None:
    assert assemble(markdown(source), fitted) == text


@pytest.mark.parametrize(
    ("fitted", "instead", "text"),
    [
        ([None, None], [(3, 5, "x")], "1:abcx\n\n2:hi\n"),  # up to the end of a unit
        ([None, None], [(1, 2, ""), (3, 5, "x")], "1:acx\n\n2:hi\n"),
        ([None, None], [(0, 1, "x"), (4, 6, "y")], "1:xbcdy\n2:hi\n"),
        ([None, None], [(6, 7, ""), (7, 8, "x")], "1:abcde\n2:xi\n"),  # behind the mark
        (["k", None], [(3, 4, "x")], "1:kx\n\n2:hi\n"),
        ([None, None], [(9, 10, "x")], "1:abcde\n\n2:hix"),  # the last letter
        ([None, None], [(10, 10, "x")], "1:abcde\n\n2:hi\nx"),
    ],
)
def test_other_ranges_are_replaced_in_and_between_units(
    fitted: list[str | None], instead: list[tuple[int, int, str]], text: str
) -> None:
    document = markdown("abcde\n\nhi\n")
    assert assemble(document, fitted, {0: "1:", 1: "2:"}, instead) == text
