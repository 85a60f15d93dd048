"""Literal text: Markdown that says just what a text says, letter for letter.

A backslash goes only before characters of the kinds that would mean something where they
stand: each candidate is read by the Markdown library, and the one that escapes least wins.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum
from html import unescape

from varaq.document import markdown

_SPECIAL = "\\`*_[<&$~|#}"
"""What means something inside a line: CommonMark 0.31.2 with the extensions that are on."""
_START = "start"
"""The kind of what means something at a line's start only."""
_OPENER = re.compile(r"[0-9]{1,9}(?=[.)])|(?=[!-/:-@\[-`{-~])")
"""What stands before the character that a backslash takes its meaning from, at a line's start."""
_BOLD = re.compile(r"<strong>(.*?)</strong>")


class Frame(Enum):
    """Where a text is to stand: what goes before it and behind it."""

    PARAGRAPH = ("x\n\n", "\n\nx\n")
    HEADING = ("# ", "\n")
    ITEM = ("- ", "\n")


def literal(lines: Sequence[str], frame: Frame, terms: Sequence[str] = ()) -> str:
    r"""A text as Markdown; the breaks between its lines are hard ones, and stay.

    Each line begins and ends with something other than white space. ``terms``, one a line
    where there are any, are what the lines begin with that is to be bold.

    >>> print(literal(["* 2 * 3 < 4 *"], Frame.PARAGRAPH))
    \* 2 * 3 < 4 *
    >>> print(literal(["PM - *məhsul* meneceri"], Frame.PARAGRAPH, ["PM"]))
    **PM** - \*məhsul\* meneceri
    """
    empty = markdown.skeleton("x".join(frame.value))
    words = " ".join(lines).join(re.sub(r"[^x]", "", part) for part in frame.value)

    def says_it(text: str) -> bool:
        framed = text.join(frame.value)
        return (
            markdown.all_plain(framed) == words
            and markdown.skeleton(framed) == empty
            and (not terms or [*map(unescape, _BOLD.findall(markdown.html(framed)))] == [*terms])
        )

    def spelled(kinds: set[str]) -> str:
        last = len(lines) - 1
        return "\\\n".join(
            _spelled(line, kinds, terms[at] if terms else "", broken=at < last)
            for at, line in enumerate(lines)
        )

    plain = spelled(set())
    if says_it(plain):
        return plain
    kinds = {_START, *_SPECIAL}
    for kind in (*_SPECIAL, _START):
        if says_it(spelled(kinds - {kind})):
            kinds.remove(kind)
    return spelled(kinds)


def _spelled(line: str, kinds: set[str], term: str, *, broken: bool) -> str:
    """A line with a backslash before the characters of some kinds."""
    escaped = {at for at, character in enumerate(line) if character in kinds} if kinds else set()
    opener = _OPENER.match(line) if _START in kinds else None
    if opener is not None:
        escaped.add(opener.end())
    if broken:  # a backslash at the end would take the one that breaks the line
        escaped.update(range(len(line.rstrip("\\")), len(line)))

    def piece(text: str, start: int) -> str:
        if not escaped:
            return text
        return "".join(
            "\\" * (at in escaped) + character for at, character in enumerate(text, start)
        )

    size = len(term)
    return f"**{piece(term, 0)}**{piece(line[size:], size)}" if term else piece(line, 0)
