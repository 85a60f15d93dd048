"""Hostile text: no shape of it hangs, breaks or crashes what reads it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.laws import ALL, document_of, law_html, law_identity, law_msgids, law_skeleton
from varaq.document.sifting import sift
from varaq.document.splice import splice

SHAPES = {
    "quotes": "> " * 300 + "a",
    "lists": "".join("  " * depth + "- a\n" for depth in range(100)),
    "brackets": "[" * 3000,
    "links": "[a](" * 1000,
    "images": "![" * 1500,
    "stars": "*a **b " * 600,
    "underscores": "_a_" * 1000 + "_" * 200,
    "backticks": "".join("`" * number + " " for number in range(100)),
    "pipes": "|" * 2000 + "\n" + "|-" * 2000,
    "table": "|a|b|\n|-|-|\n" + "|x|y|\n" * 500,
    "references": "".join(f"[r{number}]: u\n" for number in range(500)) + "\n[r1] [r2]",
    "footnotes": "".join(f"[^{number}]: a\n\n" for number in range(300)),
    "angles": "<" * 3000 + "a <b" * 500,
    "comments": "<!-- a " * 500,
    "directives": "<!-- i18n:comment: a -->\n" * 500 + "\nb",
    "directives on one line": "<!-- i18n:comment: a -->" * 2000 + " x",
    "directives in one text": "a <!-- i18n:comment: b --> c\n" * 500,
    "directives, unclosed": "<!-- i18n:comment: a " * 3000,
    "many references": "".join(f"[r{n}]: u{n}\n" for n in range(400)) + "\n[r1] a [r2] " * 400,
    "title of quotes": '[a]: b "' + '\\"' * 5000 + 'a"\n',
    "entities": "&" * 1000 + "&amp;" * 500,
    "fences": "```\na\n" * 501,
    "headings": "# a\n\n" * 500,
    "long line": "söz " * 25_000,
    "tiny units": "a\n\n" * 1000,
    "definitions": "a\n: b\n" * 300,
    "hard breaks": "a  \n" * 500,
    "tags, unclosed": "<!-- i18n:translate -->\n\n<div>\n" + "<a " * 3000 + "\n",
    "directives between lists": "- a\n\n<!-- i18n:comment: x -->\n- b\n\n" * 300,
    "groups": "<!-- i18n:group-start -->\n\na\n\n<!-- i18n:group-end -->\n\n" * 300,
    "groups with headings": "<!-- i18n:group-start -->\n\n# b\n\n<!-- i18n:group-end -->\n\n" * 300,
}
TYPED = [
    "# a",
    "- a",
    "> a",
    "```",
    "|",
    "<div>",
    "[a]: b",
    "a\n\nb",
    "***",
    " ",
    "1. x\n===",
    "\0",
]


def test_sifting_a_long_text_comes_to_an_end() -> None:
    """Where all of very many have to be left out, not each is asked for."""
    asked: list[int] = []

    def holds(chosen: Sequence[int]) -> bool:
        asked.append(len(chosen))
        return not chosen

    assert sift(range(100_000), 10_000_000, holds) == []
    assert len(asked) < 100
    asked.clear()
    assert sift(range(1000), 10_000, holds) == []
    assert len(asked) == 1999


@pytest.mark.parametrize("text", SHAPES.values(), ids=SHAPES)
def test_a_hostile_document_is_kept(text: str) -> None:
    document = document_of(text, ALL)
    law_identity(document)
    law_msgids(document)
    law_html(document, [None] * len(document.units))


@pytest.mark.parametrize("text", SHAPES.values(), ids=SHAPES)
def test_a_hostile_document_with_hostile_translations(text: str) -> None:
    document = document_of(text, ALL)
    typed = [TYPED[number % len(TYPED)] for number in range(len(document.units))]
    spliced = splice(document, typed)
    law_skeleton(document, spliced)
    law_html(document, spliced.fitted)


@pytest.mark.parametrize(
    "words",
    [
        "a " * 50_000,
        "# " * 50_000,
        "`" * 100_000,
        "[" * 100_000,
        "*a " * 33_000,
        "\n" * 99_999 + "a",
    ],
)
def test_a_translation_of_100_kb(words: str) -> None:
    document = document_of("# a\n\nb\n\n- c\n\n| d |\n|---|\n")
    spliced = splice(document, [words] * len(document.units))
    law_skeleton(document, spliced)
    law_html(document, spliced.fitted)
