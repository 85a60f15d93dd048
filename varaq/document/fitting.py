"""Fitting: a translation made to stand where its unit stands.

What would start a block or close a cell is escaped; what can't be made to fit is found out
here, as far as that can be told without the document around it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import dropwhile

from varaq.document import markdown, markup
from varaq.document.definitions import labels
from varaq.document.footnotes import unlent
from varaq.document.frontmatter import scalar
from varaq.document.parsing import ParsingError
from varaq.unit import Place, Unit, on_one_line

_BLANKS = " \t\r\n"
_EDGES = _BLANKS + "\v\f\x1c\x1d\x1e\x1f\x85\u2028\u2029"
"""What is taken off a translation's ends: spaces, but not those that are set on purpose."""
_HTML_BLOCKS = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|"
    "dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|"
    "header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|"
    "param|pre|script|search|section|style|summary|table|tbody|td|textarea|tfoot|th|thead|title|"
    "tr|track|ul"
)
_OPENER = re.compile(
    # what starts a block of CommonMark 0.31.2, or of GitHub's or our extensions, at a line's
    # start: a backslash goes before the group that matched, or at the line's start
    r"""(?:
      \#{1,6}(?=[ \t\v\f]|$) | > | [-+*](?=[ \t]|$) | \d{1,9}(?P<dot>[.)])(?=[ \t]|$)
    | `{3,} | ~{3,} | =+[ \t]*$ | -+[ \t]*$ | (?:\*[ \t]*){3,}$
    | (?:_[ \t]*){3,}$ | (?:-[ \t]*){3,}$
    | : | [|-](?=[-:| \t]*$)
    | <(?:[!?]|/?(?:"""
    + _HTML_BLOCKS
    + r""")(?=[\s/>]|$)|/?[a-z][a-z0-9-]*(?:[\s/](?:[^"'>]|"[^"]*"|'[^']*')*)?>[ \t]*$)
    | \[\^[^\]]*\]:
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_RUN = re.compile(r"[`~*_]")
_TASK = re.compile(r"\[[ xX]\](?=\s|$)")
_DEFINITION = re.compile(r"\[(?:[^\]\\]|\\.)*\]:", re.DOTALL)
"""What at the start of a paragraph would take it away from the text."""
_ALERT = re.compile(r"\[!\w+\][ \t]*$", re.MULTILINE)
_CLOSING_MARKS = re.compile(r"(^|[ \t])(#+)$")
_FRAMES = {
    Place.BLOCK: ("", "\n"),
    Place.LINE: ("# ", "\n"),
    Place.TERM: ("", "\n: x\n"),
    Place.CELL: ("| ", " | x |\n|---|---|\n"),
}
_WORDLESS = re.compile(r"<|!\[|\[\^|\$|\[[\s\\]*\]|&")
"""What is in every text that has letters or digits in its markup and no words."""
_NOTHING = re.compile(r"[\s\u2060]*")
"""Spaces, and the character that stands where nothing is to be shown."""
_LETTER = re.compile(r"[^\W_]")
_ALPHABETIC = re.compile(r"[^\W\d_]")
_BAR = re.compile(r"\\?\|")
_QUOTE = re.compile(r'(?<!\\)((?:\\\\)*)\\?"')
_HARD_BREAK = re.compile(r"(?:  |\\)\n")
_SOFT_BREAK = re.compile(r"(?<!  )(?<!\\)\n")
_ODD_BACKSLASHES = re.compile(r"(?:^|[^\\])(?:\\\\)*\\$")


def fit(unit: Unit, words: str) -> str:
    r"""A translation escaped and laid out so that it can stand in a unit's place.

    Empty where nothing is left of it. Lines after the first have no prefix yet.

    >>> from varaq.unit import Place, Unit
    >>> fit(Unit("x", 0, 1, Place.BLOCK, "paragraph"), "1. a\n\n# b")
    '1\\. a # b'
    >>> fit(Unit("x", 0, 1, Place.CELL, "table cell"), "a | b")
    'a \\| b'
    """
    words = words.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd").strip(_EDGES)
    if unit.place in _PLAIN_FITS:
        return _PLAIN_FITS[unit.place](unit, words) if words.split() else ""
    if unit.place is Place.BLOCK:
        return _block(unit, words)
    if "\n" in words:
        *before, last = [line for line in words.split("\n") if line.strip(_BLANKS)]
        words = " ".join([*map(_unbroken, before), last.strip(_BLANKS)]).strip(_EDGES)
    if unit.place is Place.CELL:
        return _BAR.sub(r"\|", words)
    if unit.place is Place.TERM:
        return _term(unit, words)
    words = _CLOSING_MARKS.sub(r"\1\\\2", words)
    return _without_attributes(words)


def _block(unit: Unit, words: str) -> str:
    """A block's text."""
    words = _joined(words)
    if (
        (unit.kind == "list item" and _TASK.match(words))
        or (">" in unit.prefix and _ALERT.match(words))
        or _defines(words)
    ):
        words = f"\\{words}"
    if unit.level:
        words = _without_attributes(words)
    if stands_alone(unit, words):
        # its lines are read as one, which must not be something else by itself
        line = _SOFT_BREAK.sub(" ", words)
        if line == words or stands_alone(unit, line):
            return words
        words = line
    # backticks that would fence a block are a code span where the other end is on the line, and
    # a tag that has a line for itself opens a block
    line = words.replace("\n", " ")
    if words.startswith(("`", "<")) and not _HARD_BREAK.search(words) and stands_alone(unit, line):
        return line
    words = _escaped(unit, words)
    return f"\\{words}" if _defines(words) else words


def _defines(words: str) -> bool:
    """Whether a text begins with a reference definition."""
    return bool(_DEFINITION.match(words) and labels(words))


def _term(unit: Unit, words: str) -> str:
    """A term of a definition list."""
    if _defines(words):
        words = "\\" + words
    return words if stands_alone(unit, words) else _escaped(unit, words)


def _escaped(unit: Unit, words: str) -> str:
    """A text that does not open a block; nothing where that would only show its markup."""
    return "" if says_nothing(unit, words.replace("\n", " ")) else escape(unit, words)


def _without_attributes(words: str) -> str:
    """The text of a heading whose end can't be read as the heading's attributes."""
    if words.endswith("}") and not words.endswith("\\}") and "{" in words:
        return words[:-1] + "\\}"
    return words


def _title(_: Unit, words: str) -> str:
    """A link title in quotes."""
    words = _QUOTE.sub(r"\1\"", on_one_line(words))
    return f'"{words}\\"' if _ODD_BACKSLASHES.search(words) else f'"{words}"'


def _indented(unit: Unit, words: str) -> str:
    """A text of several lines, its first one as deep as the source's."""
    depth = len(unit.text) - len(unit.text.lstrip(" \t"))
    return unit.text[:depth] + words


def _scalar(unit: Unit, words: str) -> str:
    return scalar(words if "\n" in unit.text else on_one_line(words))


_PLAIN_FITS: dict[Place, Callable[[Unit, str], str]] = {
    Place.SCALAR: _scalar,
    Place.PLAIN: lambda _, words: "\n".join(line for line in words.split("\n") if line.strip()),
    Place.TITLE: _title,
    Place.HTML: lambda _, words: markup.fit(words),
    Place.CODE: _indented,
    Place.WORDS: lambda _, words: " ".join(map(str.strip, words.split("\n"))),
    Place.GROUP: _indented,
}
"""How a translation is fitted where Markdown's inline rules do not hold."""


def _joined(words: str) -> str:
    """A text of several lines without blank ones and without indentation.

    A line that would open a block goes behind the line before it, which reads the same; only
    behind a hard break it has to stay, and is escaped later.
    """
    if "\n" not in words:
        return words
    lines = [line for line in (line.lstrip(_EDGES) for line in words.split("\n")) if line]
    # a hard break that nothing stands before is none
    joined, *others = *dropwhile("\\".__eq__, lines[:-1]), lines[-1]
    for line in others:
        hard = joined.endswith(("  ", "\\"))
        joined += f"\n{line}" if hard or not _OPENER.match(line) else f" {line}"
    return joined


def _unbroken(line: str) -> str:
    """A line without the hard break that ends it."""
    line = line.strip(_BLANKS)
    return line[:-1].rstrip(_BLANKS) if line.endswith("\\") and line[-2:] != "\\\\" else line


def says_nothing(unit: Unit, words: str, given: str = "") -> bool:
    """Whether a fitted text has markup but no words, so that it would be no unit.

    ``given`` are definitions of what it refers to (`Document.lent`).
    """
    if _NOTHING.fullmatch(words):
        return True
    if unit.place in (Place.HTML, Place.TITLE):
        return not markup.has_words(words)
    if unit.place in (Place.CODE, Place.WORDS):
        return not _ALPHABETIC.search(words)  # else it would be no unit
    if unit.place in _PLAIN_FITS:
        return False
    if not _WORDLESS.search(words) and _LETTER.search(words):
        return False
    plain = markdown.plain(f"{words}\n\n{given}", math=False)
    return _NOTHING.fullmatch(unlent(plain, given)) is not None


def escape(unit: Unit, words: str) -> str:
    """A text with a backslash before all that could start a block at a line's start."""
    if unit.place not in (Place.BLOCK, Place.TERM, Place.CELL):
        return words
    if unit.place is Place.CELL and words.startswith("<"):
        return words  # few cells begin a line, and all would lose the tag whose end they keep
    return "\n".join(_escape_opener(line) for line in words.split("\n"))


def _escape_opener(line: str) -> str:
    match = _OPENER.match(line)
    if match is None:
        return line
    if line[0] in "`~*_":  # a run, of which what is left could still mean something
        return _RUN.sub(r"\\\g<0>", match[0]) + line[match.end() :]
    at = match.start("dot") if match["dot"] else 0
    return f"{line[:at]}\\{line[at:]}"


def stands_alone(unit: Unit, words: str) -> bool:
    """Whether a fitted text is one unit when it stands in the smallest place of its kind.

    False where the Markdown library gives up on it.
    """
    try:
        return _stands_alone(unit, words)
    except ParsingError:
        return False


def _stands_alone(unit: Unit, words: str) -> bool:
    if unit.place is Place.GROUP:
        same = markdown.skeleton(words) == markdown.skeleton(unit.text)
        return same and labels(words) == labels(unit.text)
    if unit.place is Place.HTML:
        return not markup.shape(words)
    if unit.place in _PLAIN_FITS:
        return True
    if unit.place is Place.BLOCK and not any(map(_OPENER.match, words.split("\n"))):
        return True
    before, after = _FRAMES[unit.place]
    return markdown.skeleton(before + words + after) == markdown.skeleton(before + "x" + after)
