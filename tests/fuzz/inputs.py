"""Inputs: bytes as texts with any character in them, and what mutations put in."""

from __future__ import annotations

from collections.abc import Iterable

from tests.strategies import MARKS, WORD_LIST

BETWEEN = b"\xff"
"""What stands between the texts of an input: no UTF-8 has it, so that a text can have all else."""
_CHARACTERS = [
    *("\0", "\4", "\ufeff", "\r\n", "\r", "\t", "\v", "\f", "\x1c", "\x85", "\u2028", "\u2029"),
    *("\xa0", "\xad", "\u200b", "\u200d", "\u200e", "\u200f", "\u202a", "\u202e", "\u202c"),
    *("\u2060", "\u2066", "\u2067", "\u2069", "\u061c", "\ufe0f", "\ufffd", "\uffff"),
    *("\U0001f600", "\U0001f468\u200d\U0001f469", "\U00020000", "\U0010ffff", "\U000e0041"),
    *("İ", "ı", "ß", "ə", "e\u0301", "א", "ب", "۱", "太", "한", "\uff1c", "※", "⁂"),
]
_TAGS = [
    *("<script>", "</script>", "<img src=x onerror=y>", " onclick=x", "<svg>", "</p>", "<br>"),
    *('<span lang="a">', "</span>", "<![CDATA[", "<?", "-->", "javascript:", "&#106;", "&lt;"),
    *("<em>", "</em>", "<textarea>", "<style>", "<b title='", "<!-- i18n:translate -->\n"),
    *("<!-- i18n:group-start -->\n", "<!-- i18n:group-end -->\n", "<!-- i18n:skip -->"),
]
_CATALOG = [
    *('msgid "', 'msgstr "', 'msgctxt "', 'msgid_plural "', 'msgstr[0] "', "#~ ", "#| ", "#~| "),
    *("#, fuzzy", "#. ", "#: ", "\\n", '"\n"', "\\x41", "\\101", "charset=UTF-8\\n"),
]
_RULE = ["nplurals=", "plural=", "n%10", "&&", "||", "!=", "==", ">=", "<=", "? ", " : ", "(n"]


def text_of(data: bytes) -> str:
    """Bytes as a text; what is no UTF-8 in them is U+FFFD, so that each input is one."""
    return data.decode(errors="replace")


def texts_of(data: bytes) -> list[str]:
    """The texts of an input that has several."""
    return [text_of(part) for part in data.split(BETWEEN)]


def dictionary() -> str:
    """What mutations put into inputs, as libFuzzer reads it."""
    tokens: Iterable[str] = (*MARKS, *WORD_LIST, *_CHARACTERS, *_TAGS, *_CATALOG, *_RULE)
    octets = [*dict.fromkeys(token.encode() for token in tokens if token), BETWEEN]
    return "".join('"{}"\n'.format("".join(f"\\x{each:02x}" for each in one)) for one in octets)
