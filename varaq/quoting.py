"""Quoting: a text as the quoted strings of a PO file, and back.

The escapes are C's, as GNU gettext's manual has them in "The Format of PO Files".
"""

from __future__ import annotations

import re

UNFIT = re.compile("[\0\4\ud800-\udfff]")
"""What no catalog can hold: NUL, what divides context and text in .mo files, half characters."""
_BETWEEN = re.compile(r'"[ \t\r]*\n\s*(?:#~[ \t]*)?"')
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
_ESCAPES = {
    "n": "\n",
    "t": "\t",
    "r": "\r",
    "a": "\a",
    "b": "\b",
    "f": "\f",
    "v": "\v",
    "\\": "\\",
    '"': '"',
}
"""What stands behind a backslash, and what is meant."""
_ESCAPED = {meant: f"\\{letter}" for letter, meant in _ESCAPES.items()}
_SPECIAL = re.compile(r'[\\"\n\t\r\a\b\f\v]')
_ESCAPE = re.compile(r"((?:\\(?:[0-7]{1,3}|x[0-9a-fA-F]+))+)|\\(.)", re.DOTALL)
_BYTE = re.compile(r"\\(?:([0-7]{1,3})|x([0-9a-fA-F]+))")
_LAST = re.compile(r'\\(?:\\|(?:[0-7]{1,2}|x[0-9a-fA-F]+)(?="))')
"""A byte that ends with its string, though a digit in the next one could go on with it; or an
escaped backslash, which begins no other escape."""


def quote(text: str) -> str:
    r"""A text as one quoted string.

    >>> quote('a "b"')
    '"a \\"b\\""'
    """
    return f'"{_SPECIAL.sub(lambda match: _ESCAPED[match[0]], text)}"'


def unquote(block: str) -> str:
    r"""The value of one or more quoted strings of a PO file, escapes resolved.

    >>> unquote('"a\\n"\n"\\"b\\""')
    'a\n"b"'
    """
    if block[0] != '"' or block[-1] != '"':
        block = block[block.index('"') : block.rindex('"') + 1]
    whole = block
    if "\n" in block:  # a line break is never inside a string
        block = block.replace('"\n"', "")
        if "\n" in block:
            block = _BETWEEN.sub("", block)
    if "\\" not in block:
        if block.count('"') == 2:
            return block[1:-1]
        return "".join(_QUOTED.findall(block))
    if "\\\\" in block or block.count('"') - block.count('\\"') != 2:
        block = f'"{"".join(_QUOTED.findall(block))}"'  # several on one line
    if "\\\\" not in block:
        simple = block[1:-1].replace("\\n", "\n").replace('\\"', '"')
        if "\\" not in simple:
            return simple
    ended = _LAST.sub(_ended, whole)
    return unquote(ended) if ended != whole else _ESCAPE.sub(_resolved, block[1:-1])


def _ended(match: re.Match[str]) -> str:
    """An escape of a byte with three octal digits, which is as long as one can be."""
    found = _BYTE.match(match[0])
    return match[0] if found is None else f"\\{_octet(found[1], found[2]):03o}"


def _resolved(match: re.Match[str]) -> str:
    if match[1] is None:
        return _ESCAPES.get(match[2], match[2])
    octets = (_octet(*digits) for digits in _BYTE.findall(match[1]))
    return bytes(octets).decode(errors="replace")


def _octet(octal: str, hexadecimal: str) -> int:
    return (int(octal, 8) if octal else int(hexadecimal[-2:], 16)) & 0xFF
