"""Literal text: Markdown says it letter for letter, and no backslash is in vain."""

from __future__ import annotations

import pytest

from varaq.document import markdown
from varaq.document.literal import Frame, literal


@pytest.mark.parametrize(
    ("lines", "frame", "written"),
    [
        (["2 * 3 * 4"], Frame.PARAGRAPH, "2 * 3 * 4"),
        (["(a) b"], Frame.PARAGRAPH, "(a) b"),
        (["- a"], Frame.PARAGRAPH, "\\- a"),
        (["- a"], Frame.HEADING, "- a"),
        (["a #"], Frame.HEADING, "a \\#"),
        (["a #"], Frame.PARAGRAPH, "a #"),
        (["12) b"], Frame.ITEM, "12\\) b"),
        (["[x] b"], Frame.ITEM, "\\[x] b"),
        (["[x] b"], Frame.PARAGRAPH, "[x] b"),
        (["a\\"], Frame.PARAGRAPH, "a\\"),
        (["a\\"], Frame.HEADING, "a\\"),
        (["&amp; $a$ | {b}"], Frame.PARAGRAPH, "\\&amp; \\$a\\$ | {b}"),
        (["a - b*", "2 * 3"], Frame.PARAGRAPH, "a - b*\\\n2 * 3"),
        (["a\\", "b\\"], Frame.PARAGRAPH, "a\\\\\\\nb\\"),
        (["a\\\\", "b", "c"], Frame.ITEM, "a\\\\\\\\\\\nb\\\nc"),
        (["a", "---"], Frame.PARAGRAPH, "a\\\n\\---"),
    ],
)
def test_a_backslash_goes_only_where_it_has_to(
    lines: list[str], frame: Frame, written: str
) -> None:
    assert literal(lines, frame) == written
    assert markdown.html(written.join(frame.value)).count("<br />") == len(lines) - 1


@pytest.mark.parametrize(
    ("lines", "terms", "written"),
    [
        (["PM - *a*"], ["PM"], "**PM** - \\*a\\*"),
        (["a*b* - c"], ["a*b*"], "**a\\*b\\*** - c"),
        (["<a> - <b>"], ["<a>"], "**\\<a>** - \\<b>"),
        (["A* - b"], ["A*"], "**A\\*** - b"),
        (["A** - b", 'C& "D" - e*'], ["A**", 'C& "D"'], '**A\\*\\*** - b\\\n**C& "D"** - e\\*'),
        (["A\\ - b", "C - d\\"], ["A\\", "C"], "**A\\\\** - b\\\n**C** - d\\\\"),
    ],
)
def test_a_term_is_bold_letter_for_letter(lines: list[str], terms: list[str], written: str) -> None:
    assert literal(lines, Frame.PARAGRAPH, terms) == written
