"""Directives: what is said of those that can't be obeyed, word for word, and where."""

from __future__ import annotations

import pytest

from varaq.document import read
from varaq.document.directives import Directive, directives

ALONE = (
    "stands in a block of HTML with something else; let it stand on lines of its own, and what "
    "follows on the next line [directive-not-alone]"
)
VERBS = "comment, context, skip, skip-start, skip-end, group-start, group-end, translate"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a\n\n<!-- x --> <!-- i18n:skip -->\n", f"3: warning: i18n:skip {ALONE}"),
        ("<div>\na\n<!-- i18n:skip -->\n</div>\n", f"3: warning: i18n:skip {ALONE}"),
        (
            "<!-- i18n:comment:\na --> <!-- i18n:skep -->\n",
            f"2: warning: unknown directive i18n:skep; use one of {VERBS} [directive-unknown]",
        ),
        (
            "<!-- i18n:skip-begin -->\n",
            "1: warning: unknown directive i18n:skip-begin; write i18n:skip-start "
            "[directive-unknown]",
        ),
        (
            "a\n\n<!-- i18n:context: -->\n",
            "3: warning: directive i18n:context says nothing; write <!-- i18n:context: TEXT --> "
            "[directive-empty]",
        ),
        (
            "a\nb <!-- i18n:group-start --> c\n",
            "2: warning: i18n:group-start stands inside a text; let it stand on lines of its own, "
            "with blank lines around [directive-not-alone]",
        ),
        (
            "> <!-- i18n:group-start -->\n\na\n",
            "1: warning: i18n:group-start has no i18n:group-end in the same quote or list item; "
            "put <!-- i18n:group-end --> behind the last block [directive-unpaired]",
        ),
        (
            "<!-- i18n:skip-start -->\n",
            "1: warning: i18n:skip-start has no i18n:skip-end; put <!-- i18n:skip-end --> behind "
            "the last block [directive-unpaired]",
        ),
        (
            "<!-- i18n:skip-start -->\n\n<!-- i18n:skip-start -->\n\na\n\n<!-- i18n:skip-end -->\n",
            "1: warning: i18n:skip-start has no i18n:skip-end; put <!-- i18n:skip-end --> behind "
            "the last block [directive-unpaired]",
        ),
        (
            "a\n\n<!-- i18n:group-end -->\n",
            "3: warning: i18n:group-end has no i18n:group-start before it; put "
            "<!-- i18n:group-start --> before the first block, or take this one out "
            "[directive-unpaired]",
        ),
    ],
    ids=[
        "beside a comment",
        "in an element",
        "unknown, on the second line",
        "of another program",
        "empty",
        "in a text",
        "group without end",
        "without end",
        "twice",
        "without start",
    ],
)
def test_a_directive_that_is_not_obeyed_is_said_with_what_to_do(text: str, said: str) -> None:
    (problem,) = read("a", "content/a.md", text).problems
    assert str(problem) == f"content/a.md:{said}"


def test_directives_of_one_block_have_the_lines_that_they_begin_on() -> None:
    assert directives("\n<!-- i18n:skip -->\n  <!--i18n:comment:\n bir\n iki-->") == (
        Directive("skip", "", 1),
        Directive("comment", "bir iki", 2),
    )


def test_a_directive_with_something_else_is_not_obeyed() -> None:
    document = read("a", "content/a.md", "<!-- x --> <!-- i18n:skip -->\n\na\n")
    assert [unit.text for unit in document.units] == ["a"]
    assert document.comments == ()


def test_a_text_has_its_own_line_whatever_stands_in_it() -> None:
    document = read("a", "content/a.md", "\n\na\nb\nc <!-- i18n:comment: x -->\n\n\nd\n")
    assert [(unit.line, unit.notes) for unit in document.units] == [(3, ("x",)), (8, ())]
