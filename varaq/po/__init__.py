"""PO files: text to catalogs and back, what is untouched byte for byte."""

from varaq.po.scanner import decode, parse
from varaq.po.writer import header, measured, message, untranslated, with_comments, write
from varaq.quoting import quote

__all__ = [
    "decode",
    "header",
    "measured",
    "message",
    "parse",
    "quote",
    "untranslated",
    "with_comments",
    "write",
]
