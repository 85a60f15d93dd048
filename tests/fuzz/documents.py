"""Any bytes as a document: refused with a place, or kept, divided once and shown as it is."""

from __future__ import annotations

import json
import re

from tests.cases import CASES
from tests.conftest import DATA
from tests.fuzz.inputs import text_of
from tests.laws import (
    ALL,
    MARKDOWN,
    PLAIN,
    document_of,
    law_html,
    law_identity,
    law_msgids,
    law_one_segmentation,
    law_said,
    law_skeleton,
    upper,
)
from varaq import files
from varaq.document import Document
from varaq.document.rules import USUAL, Code, Rules
from varaq.errors import VaraqError
from varaq.unit import Place

WORDS = Rules(code=Code.WORDS)
_BAR = re.compile(r"(?:\A|[\r\n])[ \t>]*\|[ \t]*(?:[\r\n]|\Z)")
"""A bar alone on a line ends a table, and begins a paragraph that could be a row on one line: its
source stays."""
_DELIMITED = re.compile(r"<!--\s*i18n:(?:(?!-->).)*[\r\n][ \t>|:]*-[ \t>|:-]*[\r\n]", re.DOTALL)
"""A directive with a line in it that makes a table of a paragraph without it: the same."""

_LONE = re.compile(r"\r(?!\n)[ \t>]*(?:```|~~~)")
"""A fence behind a lone CR, which ends no line within code to the library, and does in a file."""


def seeds() -> list[bytes]:
    """The sources of the cases, and the examples of CommonMark."""
    examples = json.loads((DATA / "commonmark-0.31.2.json").read_text("utf-8"))
    sources = [path.read_bytes() for path in sorted(CASES.glob("*/source.*"))]
    return sources + [example["markdown"].encode() for example in examples]


def judge(data: bytes) -> None:
    """Assert the laws of documents."""
    try:
        assert files.decoded(data, "x.md").encode() == data
    except VaraqError as error:
        law_said(error.problems, text_of(data), "x.md")
    text = text_of(data)
    for rules in (USUAL, ALL, WORDS):
        _judge(text, rules, MARKDOWN)
    _judge(text, USUAL, PLAIN)


def _judge(text: str, rules: Rules, path: str) -> None:
    try:
        document = document_of(text, rules, path)
    except VaraqError as error:
        law_said(error.problems, text, path)
        return
    law_said(document.problems, text, path)
    law_identity(document)
    if not any(odd.search(text) for odd in (_BAR, _DELIMITED, _LONE)) and not _is_kept_whole(
        document
    ):
        law_msgids(document)
    law_one_segmentation(document)
    law_html(document, [None] * len(document.units))
    spliced = upper(document)
    law_skeleton(document, spliced)
    law_html(document, spliced.fitted)


def _is_kept_whole(document: Document) -> bool:
    """Whether a group holds what is compared letter for letter, and laid out anew by fitting.

    Its source stays then, or a translation that is laid out as fitting does it.
    """
    odd = "\r" in document.source or "\0" in document.source
    return any(unit.place is Place.GROUP and (odd or "<" in unit.text) for unit in document.units)
