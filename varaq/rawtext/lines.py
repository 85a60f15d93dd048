"""The lines of a raw text: cleaned, in groups between blank lines, and what single ones are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

TAB = 4
"""How many columns a tab at a line's start is wide."""
SHORT = 50
"""Columns: no one wraps a text at less, so shorter lines end where their author ends them."""
LONG = 120
"""Columns: no one wraps a text at more, so a longer line is a paragraph."""
ENDINGS = ".!?…:;,،؛؟。！？：；，、։।"
"""What ends a sentence, or a part of one."""
_BLANK = re.compile(r"[\s\u200b\u2060\ufeff]*")
_BREAKS = re.compile("\r\n|[\r\v\x85\u2028]")
_PAGES = re.compile("[\f\u2029]")
_RULE = re.compile(r"([-=_*~#–—])(?:[ \t]*\1){2,}")
_CLOSERS = ")]}»”’\"'"
_OPENERS = "([«“„‘\"'"


@dataclass(frozen=True, slots=True)
class Line:
    """A line with something on it."""

    text: str
    """What is on it, with single spaces between the words."""
    indent: int
    """How far it is indented, in columns."""


def groups(text: str) -> list[list[Line]]:
    r"""The lines of a text that stand together, without blank lines between them.

    >>> [[line.text for line in group] for group in groups("\ufeffa\r\n\tb\r\n\r\nc\fd")]
    [['a', 'b'], ['c'], ['d']]
    """
    text = _PAGES.sub("\n\n", _BREAKS.sub("\n", text.removeprefix("\ufeff")))
    found: list[list[Line]] = [[]]
    for raw in text.split("\n"):
        if _BLANK.fullmatch(raw):
            if found[-1]:
                found.append([])
            continue
        expanded = raw.expandtabs(TAB)
        words = re.sub(r"[ \t]+", " ", raw.strip())
        found[-1].append(Line(words, len(expanded) - len(expanded.lstrip())))
    return found if found[-1] else found[:-1]


def paragraph_a_line(found: Sequence[Sequence[Line]]) -> bool:
    """Whether each line of a text is a paragraph, so that none is wrapped.

    So it is where most of the text stands in lines too long to be wrapped ones, and where
    there is no blank line but most lines end a sentence.
    """
    lines = [line.text for group in found for line in group]
    widths = list(map(width, lines))
    if 2 * sum(size for size in widths if size > LONG) > sum(widths):
        return True
    ended = sum(line.rstrip(_CLOSERS).endswith(tuple(ENDINGS)) for line in lines)
    return len(found) == 1 and ended * 2 > len(lines)


def keeps_breaks(lines: Sequence[Line]) -> bool:
    """Whether line breaks are meant, as in verse, addresses and plain tables.

    So they are where no line begins in the middle of a sentence, and either all are short or
    wrapping explains next to no break.
    """
    if len(lines) == 1 or any(begins_low(line.text) for line in lines):
        return False
    widest = max(width(line.text) for line in lines)
    early = sum(ends_early(*pair, widest) for pair in pairwise(lines))
    return widest <= SHORT or early * 4 >= (len(lines) - 1) * 3


def framed(drawn: Line, words: Line) -> bool:
    """Whether a line between two drawn ones is not wider than these."""
    return width(words.text) <= width(drawn.text)


def ends_early(line: Line, below: Line, widest: int) -> bool:
    """Whether the next word would have fit on a line, in a text so wide (columns)."""
    return width(line.text) + 1 + width(below.text.split(" ", 1)[0]) <= widest


def width(words: str) -> int:
    """How many columns a text takes: two for each wide character, as of Chinese.

    >>> width("söz"), width("漢字")
    (3, 4)
    """
    return len(words) if words.isascii() else len(words) + sum(map(_wide, words))


def joined(lines: Sequence[Line]) -> str:
    """A wrapped text on one line; scripts that are written without spaces get none."""
    words = ""
    for line in lines:
        spaced = words and not (_unspaced(words[-1]) and _unspaced(line.text[0]))
        words += f" {line.text}" if spaced else line.text
    return words


def rule(line: Line) -> str:
    """The character that a line is drawn with from end to end; empty where it holds words."""
    match = _RULE.fullmatch(line.text)
    return match[1] if match else ""


def underlines(line: Line, above: Line) -> bool:
    """Whether a line is drawn under the one above it."""
    drawn, words = width(line.text), width(above.text)
    alike = words <= 2 * drawn and drawn <= max(2 * words, 3)
    return alike and bool(rule(line)) and " " not in line.text


def begins_low(words: str) -> bool:
    """Whether the first word begins with a small letter of a script that has capitals.

    >>> begins_low("(ıslaq"), begins_low("İslam"), begins_low("გამარჯობა"), begins_low("2-ci")
    (True, False, False, False)
    """
    first = words.lstrip(_OPENERS)[:1]
    return first.islower() and first.title() != first


def headlike(words: str, most: int) -> bool:
    """Whether a text reads as a heading: few words, a capital or digit first, no end of sentence.

    ``most`` is how many words it may have.
    """
    return (
        len(words.split()) <= most
        and words.lstrip(_OPENERS)[:1].isalnum()
        and not begins_low(words)
        and not ends(words)
        and any(character.isalpha() for character in words)
    )


def ends(words: str) -> bool:
    """Whether the last character, quotes and brackets aside, ends a sentence or a part of one."""
    return words.rstrip(_CLOSERS).endswith((*ENDINGS, "-", "–", "—"))


def _unspaced(character: str) -> bool:
    """Whether a character is of a script without spaces between words, Han or kana."""
    return _wide(character) and not unicodedata.name(character, "").startswith("HANGUL")


def _wide(character: str) -> bool:
    return character >= "\u1100" and unicodedata.east_asian_width(character) in "WF"
