"""Rules: what a project says of how its documents are read, and may be translated."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

TEXT_FIELDS = ("title", "subtitle", "description", "summary", "abstract")
"""The fields of front matter whose values are text for readers, unless a project names others."""


class Code(StrEnum):
    """What of a code block is translated."""

    NOTHING = "nothing"
    WHOLE = "whole"
    """The block as it stands is one unit."""
    WORDS = "words"
    """Its comments and strings are units."""


@dataclass(frozen=True, slots=True)
class Rules:
    """How documents are read, and where their translations may lead."""

    text_fields: tuple[str, ...] = TEXT_FIELDS
    """The fields of front matter that are units; ``a.b`` names a field of a field."""
    code: Code = Code.NOTHING
    links: tuple[str, ...] = ()
    """The addresses that translations may lead to beside their sources' (`varaq.allowance`)."""


USUAL = Rules()
"""The rules of a project that says nothing."""
