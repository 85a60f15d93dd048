"""Pages: templates, their words, and what they get to see."""

from varaq.pages.templates import (
    BOOK,
    DOOR,
    EPUB,
    INDEX,
    PDF,
    Kind,
    Templates,
    kinds,
    printed_beside,
    with_books,
    with_print,
)
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
    "with_books",
    "with_print",
]
