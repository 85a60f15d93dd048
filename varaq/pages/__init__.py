"""Pages: templates, their words, and what they get to see."""

from varaq.pages.kinds import (
    BOOK,
    EPUB,
    INDEX,
    PDF,
    Kind,
    kinds,
    printed_beside,
    twins,
    with_books,
    with_print,
)
from varaq.pages.templates import DOOR, Templates
from varaq.pages.words import LANGUAGE, PseudoWords, Words

__all__ = [
    "BOOK",
    "DOOR",
    "EPUB",
    "INDEX",
    "LANGUAGE",
    "PDF",
    "Kind",
    "PseudoWords",
    "Templates",
    "Words",
    "kinds",
    "printed_beside",
    "twins",
    "with_books",
    "with_print",
]
