"""Splicing: translations put into a document's units, all else left as it stands.

A translation is made to fit where it goes (what would start a block or close a cell is
escaped), the result is read again, and a translation that still changes the skeleton falls
back to the source, that unit alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from varaq.document import Document, code, markdown, markup, text
from varaq.document.frontmatter import scalar
from varaq.document.sifting import sift
from varaq.unit import Place, Unit

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
      \#{1,6}(?=[ \t]|$) | > | [-+*](?=[ \t]|$) | \d{1,9}(?P<dot>[.)])(?=[ \t]|$)
    | `{3,} | ~{3,} | =+[ \t]*$ | -+[ \t]*$ | (?:\*[ \t]*){3,}$
    | (?:_[ \t]*){3,}$ | (?:-[ \t]*){3,}$
    | :(?=[ \t]|$) | [|:-](?=[-:| \t]*$)
    | <(?:[!?]|/?(?:"""
    + _HTML_BLOCKS
    + r""")(?=[\s/>]|$)|[^>]*>[ \t]*$)
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
_WORDLESS = re.compile(r"<|!\[|\[\^|\$|\[\]")
"""What is in every text that has letters or digits in its markup and no words."""
_LETTER = re.compile(r"[^\W_]")
_ALPHABETIC = re.compile(r"[^\W\d_]")
_BAR = re.compile(r"(\\?)\|")
_QUOTE = re.compile(r'(\\?)"')
_ODD_BACKSLASHES = re.compile(r"(?:^|[^\\])(?:\\\\)*\\$")


@dataclass(frozen=True, slots=True)
class Spliced:
    """A document with translations in it."""

    fitted: tuple[str | None, ...]
    """What stands in each unit's place, escaped to fit; None where the source stands."""
    refused: frozenset[int]
    """The units (0-based) whose translation would have changed the skeleton."""


def splice(document: Document, translations: Sequence[str | None]) -> Spliced:
    """Fit one translation a unit (None: keep the source) into a document.

    A translation equal to its unit's text keeps the source as it stands; one without words
    is refused.
    """
    fitted: list[str | None] = []
    refused = set()
    for index, (unit, words) in enumerate(zip(document.units, translations, strict=True)):
        if words is None or words == unit.text:
            fitted.append(None)
            continue
        fit_words = fit(unit, words)
        if not fit_words or _says_nothing(unit, fit_words):
            refused.add(index)
            fit_words = ""
        fitted.append(fit_words or None)
    if any(words is not None for words in fitted) and not _keeps(document, fitted):
        fitted = [
            None if words is None else _escape(unit, words)
            for unit, words in zip(document.units, fitted, strict=True)
        ]
        if not _keeps(document, fitted):
            refused |= _isolate(document, fitted)
    return Spliced(tuple(fitted), frozenset(refused))


def fit(unit: Unit, words: str) -> str:
    r"""A translation escaped and laid out so that it can stand in a unit's place.

    Empty where nothing is left of it. Lines after the first have no prefix yet.

    >>> from varaq.unit import Place, Unit
    >>> fit(Unit("x", 0, 1, Place.BLOCK, "paragraph"), "1. a\n\n# b")
    '1\\. a # b'
    >>> fit(Unit("x", 0, 1, Place.CELL, "table cell"), "a | b")
    'a \\| b'
    """
    words = words.replace("\r\n", "\n").replace("\r", "\n").strip(_EDGES)
    if unit.place in _PLAIN_FITS:
        return _PLAIN_FITS[unit.place](unit, words) if words.split() else ""
    if unit.place is Place.BLOCK:
        words = _joined(words)
        if (
            (unit.kind == "list item" and _TASK.match(words))
            or (">" in unit.prefix and _ALERT.match(words))
            or _DEFINITION.match(words)
        ):
            words = "\\" + words
        return words if _stands_alone(unit, words) else _escape(unit, words)
    if "\n" in words:
        *before, last = [line for line in words.split("\n") if line.strip(_BLANKS)]
        words = " ".join([*map(_unbroken, before), last.strip(_BLANKS)]).strip(_EDGES)
    if unit.place is Place.CELL:
        return _BAR.sub(lambda bar: bar[0] if bar[1] else "\\|", words)
    if unit.place is Place.TERM:
        return words if _stands_alone(unit, words) else _escape(unit, words)
    words = _CLOSING_MARKS.sub(r"\1\\\2", words)
    if words.endswith("}") and not words.endswith("\\}") and "{" in words:
        words = words[:-1] + "\\}"  # else it would be read as the heading's attributes
    return words


def _title(_: Unit, words: str) -> str:
    """A link title in quotes."""
    words = _QUOTE.sub(lambda quote: quote[0] if quote[1] else '\\"', " ".join(words.split()))
    return f'"{words}\\"' if _ODD_BACKSLASHES.search(words) else f'"{words}"'


def _code(unit: Unit, words: str) -> str:
    """A block of code: its first line as deep as the source's."""
    depth = len(unit.text) - len(unit.text.lstrip(" "))
    return " " * depth + words


def _scalar(unit: Unit, words: str) -> str:
    return scalar(words if "\n" in unit.text else " ".join(words.split()))


_PLAIN_FITS: dict[Place, Callable[[Unit, str], str]] = {
    Place.SCALAR: _scalar,
    Place.PLAIN: lambda _, words: "\n".join(line for line in words.split("\n") if line.strip()),
    Place.TITLE: _title,
    Place.HTML: lambda _, words: markup.fit(words),
    Place.CODE: _code,
    Place.WORDS: lambda _, words: " ".join(words.split()),
    Place.GROUP: lambda _, words: "\n".join(
        line if line.strip() else "" for line in words.split("\n")
    ),
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
    joined = lines[0]
    for line in lines[1:]:
        hard = joined.endswith(("  ", "\\"))
        joined += f"\n{line}" if hard or not _OPENER.match(line) else f" {line}"
    return joined


def _unbroken(line: str) -> str:
    """A line without the hard break that ends it."""
    line = line.strip(_BLANKS)
    return line[:-1].rstrip(_BLANKS) if line.endswith("\\") and line[-2:] != "\\\\" else line


def _says_nothing(unit: Unit, words: str) -> bool:
    """Whether a fitted text has markup but no words, so that it would be no unit."""
    if not words.strip():  # spaces that are not Markdown's
        return True
    if unit.place in (Place.HTML, Place.TITLE):
        return not markup.has_words(words)
    if unit.place in (Place.CODE, Place.WORDS):
        return not _ALPHABETIC.search(words)  # else it would be no unit
    if unit.place in _PLAIN_FITS:
        return False
    if not _WORDLESS.search(words) and _LETTER.search(words):
        return False
    return not markdown.plain(words, math=False).strip()


def _escape(unit: Unit, words: str) -> str:
    """A text with a backslash before all that could start a block at a line's start."""
    if unit.place not in (Place.BLOCK, Place.TERM):
        return words
    return "\n".join(_escape_opener(line) for line in words.split("\n"))


def _escape_opener(line: str) -> str:
    match = _OPENER.match(line)
    if match is None:
        return line
    if line[0] in "`~*_":  # a run, of which what is left could still mean something
        return _RUN.sub(r"\\\g<0>", match[0]) + line[match.end() :]
    at = match.start("dot") if match["dot"] else 0
    return f"{line[:at]}\\{line[at:]}"


def assemble(
    document: Document,
    fitted: Sequence[str | None],
    mark: Callable[[int], str] | None = None,
    instead: Sequence[tuple[int, int, str]] = (),
) -> str:
    """A document's text with fitted translations in place of its units.

    ``mark(index)`` is put before each unit; ``instead`` says what stands in place of other
    ranges (UTF-8 bytes, in order). Units in such a range are left out with it.
    """
    data = document.source.encode()
    newline = "\r\n" if b"\r\n" in data else "\n"
    out: list[bytes] = []
    at = 0
    ranges = list(instead)[::-1]
    for index, unit in enumerate(document.units):
        while ranges and ranges[-1][0] < unit.start:
            at = _replace(data, at, ranges.pop(), out)
        words = fitted[index]
        if unit.start < at or (words is None and mark is None):
            continue
        out.append(data[at : unit.start])
        at = unit.start
        if mark is not None:
            out.append(mark(index).encode())
        if words is None:
            while ranges and ranges[-1][0] < unit.end:
                at = _replace(data, at, ranges.pop(), out)
            out.append(data[at : unit.end])
        else:
            out.append(_laid_out(words, newline, unit.prefix).encode(errors="replace"))
            if unit.place is Place.CELL and words.endswith("\\"):
                out.append(b" ")  # else the bar behind it would be text
        at = max(at, unit.end)
    for last in ranges[::-1]:
        at = _replace(data, at, last, out)
    out.append(data[at:])
    return b"".join(out).decode()


def _laid_out(words: str, newline: str, prefix: str) -> str:
    """A text whose lines after the first have the prefix of its containers."""
    if "\n" not in words:
        return words
    first, *lines = words.split("\n")
    bare = prefix.rstrip()
    return first + "".join(f"{newline}{prefix if line else bare}{line}" for line in lines)


def _replace(data: bytes, at: int, wanted: tuple[int, int, str], out: list[bytes]) -> int:
    start, end, words = wanted
    out += (data[at:start], words.encode())
    return max(at, end)


def skeleton(document: Document, source: str) -> list[object]:
    """The skeleton of a whole text in a document's format, BOM and front matter taken off."""
    if document.format == "text":
        return text.skeleton(source)
    places = {unit.place for unit in document.units}
    if not places & {Place.HTML, Place.CODE, Place.WORDS}:
        return markdown.skeleton(source)

    def shape(tag: markdown.Event, content: str) -> object:
        if tag == "HtmlBlock":
            return markup.shape(content) if Place.HTML in places else content
        if Place.CODE in places:
            return "…"
        return code.shape(markdown.info_of(tag), content) if Place.WORDS in places else content

    return markdown.shaped(markdown.skeleton(source), shape)


def _keeps(document: Document, fitted: Sequence[str | None]) -> bool:
    """Whether a document with these translations has the skeleton of its source."""
    head = ((0, document.body, ""),)
    untouched = assemble(document, [None] * len(fitted), instead=head)
    return skeleton(document, assemble(document, fitted, instead=head)) == skeleton(
        document, untouched
    )


def _isolate(document: Document, fitted: list[str | None]) -> set[int]:
    """Take out the translations that change the skeleton; returns which (0-based)."""
    bad = {
        index
        for index, words in enumerate(fitted)
        if words is not None and not _stands_alone(document.units[index], words)
    }
    for index in bad:
        fitted[index] = None
    if _keeps(document, fitted):
        return bad

    # each is sound by itself, so it is where they stand that matters
    def chosen(kept: Sequence[int]) -> list[str | None]:
        only = set(kept)
        return [words if index in only else None for index, words in enumerate(fitted)]

    tried = [index for index, words in enumerate(fitted) if words is not None]
    kept = sift(tried, lambda kept: _keeps(document, chosen(kept)))
    fitted[:] = chosen(kept)
    return bad | set(tried).difference(kept)


def _stands_alone(unit: Unit, words: str) -> bool:
    """Whether a fitted text is one unit when it stands in the smallest place of its kind."""
    if unit.place is Place.GROUP:
        return markdown.skeleton(words) == markdown.skeleton(unit.text)
    if unit.place is Place.HTML:
        return not markup.shape(words)
    if unit.place in _PLAIN_FITS:
        return True
    if unit.place is Place.BLOCK and not any(map(_OPENER.match, words.split("\n"))):
        return True
    before, after = _FRAMES[unit.place]
    return markdown.skeleton(before + words + after) == markdown.skeleton(before + "x" + after)
