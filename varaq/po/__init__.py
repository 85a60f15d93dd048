"""PO files: text to catalogs and back, what is untouched byte for byte."""

from varaq.po.scanner import decode, parse
from varaq.po.writer import measured, message, with_comments, write
from varaq.quoting import quote

__all__ = ["decode", "measured", "message", "parse", "quote", "with_comments", "write"]
