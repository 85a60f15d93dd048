"""Terms: definition lists in the order of a language, and all else where it stands."""

from __future__ import annotations

import pytest

from varaq.document.terms import in_order


def ordered(text: str, *mark: str) -> str:
    return in_order(text, str.casefold, *mark)


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("b\n: 1\n\na\n: 2\n", "a\n: 2\n\nb\n: 1\n"),
        ("b\n: 1\n\na\n: 2", "a\n: 2\n\nb\n: 1"),
        ("b\r\n: 1\r\n\r\na\r\n: 2\r\n", "a\r\n: 2\r\n\r\nb\r\n: 1\r\n"),
        ("ə\n: 1\n\na\n: 2\n\n\nB\n: 3\n", "a\n: 2\n\nB\n: 3\n\n\nə\n: 1\n"),
        ("a c\n: 1\n\na b\n: 2\n", "a b\n: 2\n\na c\n: 1\n"),
        ("a b\n: 1\n\na\n: z\n", "a\n: z\n\na b\n: 1\n"),
        ("**b**\n: 1\n\n[a](x)\n: 2\n\n`c`\n: 3\n", "[a](x)\n: 2\n\n**b**\n: 1\n\n`c`\n: 3\n"),
        ("XXXX2XXXXa\n: 1\n\nb\n: 2\n", "b\n: 2\n\nXXXX2XXXXa\n: 1\n"),
        ("c\nb\n: 1\n\na\n: 2\n", "a\n: 2\n\nc\nb\n: 1\n"),
        ("b\n: 1\n: 2\n\n  3\n\na\n: 4\n", "a\n: 4\n\nb\n: 1\n: 2\n\n  3\n"),
        ("b\n: - d\n  - c\n\na\n: > 1\n", "a\n: > 1\n\nb\n: - d\n  - c\n"),
        (
            "b\n: 1\n\n  d\n  : 2\n\n  c\n  : 3\n\na\n: 4\n",
            "a\n: 4\n\nb\n: 1\n\n  d\n  : 2\n\n  c\n  : 3\n",
        ),
        (
            "# [x](y)\n\nz\n*x*\n\n---\n\nb\n: 1\n\na\n: 2\n\n## y\n\nd\n: 3\n\nc\n: 4\n",
            "# [x](y)\n\nz\n*x*\n\n---\n\na\n: 2\n\nb\n: 1\n\n## y\n\nc\n: 4\n\nd\n: 3\n",
        ),
        ("b\n: 1\n\na\n: 2\n\nc\n", "a\n: 2\n\nb\n: 1\n\nc\n"),
        ("b\n: 1\n\na\n: 2\n\n> c\n\nd\n", "a\n: 2\n\nb\n: 1\n\n> c\n\nd\n"),
        ("c\n: # h\nb\n: x\n\na\n: y\n", "a\n: y\n\nb\n: x\n\nc\n: # h\n"),
        (
            "x[^1]\n\n[^1]: y\n\nb\n: 1\n\na\n: 2\n",
            "x[^1]\n\n[^1]: y\n\na\n: 2\n\nb\n: 1\n",
        ),
    ],
    ids=[
        "two",
        "no line feed at the end",
        "two characters end a line",
        "gaps stay",
        "of two words",
        "shorter first",
        "by their words",
        "a number in letters",
        "on two lines",
        "with several meanings",
        "with blocks",
        "with terms of their own",
        "two lists in a text",
        "before a paragraph",
        "before a quote",
        "behind a heading",
        "behind a footnote",
    ],
)
def test_terms_stand_in_order_with_what_they_mean(text: str, made: str) -> None:
    assert ordered(text) == made


@pytest.mark.parametrize(
    "text",
    [
        "> b\n> : 1\n>\n> a\n> : 2\n",
        "- b\n  : 1\n\n  a\n  : 2\n",
        "- x\n\n  b\n  : 1\n\n  a\n  : 2\n",
        "b\n\na\n",
        "- b\n- a\n",
        "x\n: - y\n\n  b\n  : 1\n\n  a\n  : 2\n",
    ],
    ids=["in a quotation", "in a list", "in a list, behind a text", "texts", "items", "in one"],
)
def test_what_stands_in_something_else_keeps_its_order(text: str) -> None:
    assert ordered(text) == text


def test_marks_before_terms_do_not_count() -> None:
    """Not each unit can have one."""
    text = "※10※c\n: 1\n\n※2※a\n: 2\n\n**b**\n: 3\n\nx※3※\n: 4\n\n*1* d\n: 5\n"
    made = "*1* d\n: 5\n\n※2※a\n: 2\n\n**b**\n: 3\n\n※10※c\n: 1\n\nx※3※\n: 4\n"
    assert ordered(text, "※") == made
