"""Headings in a raw text: which pieces are ones, of what kind, and on which level.

The kinds, and what tells them:

- ``underline``: a line of ``===`` or the like is drawn below it.
- ``label``: a word and a number, as in ``cavab 1:`` or ``Fəsil IV``.
- ``number``: numbered and no list item, as in ``1. Giriş`` or ``2.1 Üsul``.
- ``capitals``: no small letter in it.
- ``short``: a few words without an end of sentence, alone between longer texts.

Labels and underlined headings stand above numbered ones and capitals, and these above short
lines; where a heading of another kind stands right below one, with no text between, it is
below it in the whole text. Within these bounds kinds are nested in the order that they come in.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from varaq.casing import lower
from varaq.rawtext.lines import SHORT, Line, ends, headlike, width
from varaq.rawtext.pieces import Piece

TITLE = 200
"""The most characters that a title has."""
_CLASSES = {"underline": 0, "label": 0, "number": 1, "capitals": 1, "short": 2}
_LABEL = re.compile(
    r"(?P<word>[^\W\d_][^\s\d:.,;!?()]*(?: [^\W\d_][^\s\d:.,;!?()]*)?)(?: ?[№#] ?| )"
    r"(?P<number>\d{1,4}|[IVX]{1,6})(?:(?P<colon>:)|\.)?(?P<title>(?<=[:.]) .+| [-–—] .+)?"
)
_SECTION = re.compile(r"(?P<number>\d{1,3}(?:\.\d{1,3})+)\.? \S")
_ADDRESS = re.compile(r"://|\S@\S|[^\W\d_]\.[^\W\d_]{2}")
"""A line with an address in it says where something is from."""
_CASED = ("Lu", "Ll", "Lt", "Lo")
_ACRONYM = 4
"""Letters: a word that has no more could be an acronym."""
MANY_WORDS = 12
"""What a heading that is numbered or in capitals has at most."""
FEW_WORDS = 6
"""What one that is told by nothing else has at most."""


@dataclass(frozen=True, slots=True)
class Signs:
    """What tells headings from paragraphs in one text."""

    language: str
    labels: frozenset[str]
    """The words, in lower case, that stand with different numbers."""
    capitals: bool
    """Whether capitals mean anything: not where most lines are in them."""

    def heads(self, line: str) -> str:
        """The kind of heading that a line is by itself, even with text right below it."""
        match = _label(line)
        if match and not match["title"]:
            word = lower(match["word"], self.language)
            if match["colon"] or word in self.labels:
                return f"label {word}"
        return "capitals" if self.capitals and _in_capitals(line) else ""

    def alone(self, line: str) -> str:
        """The kind of heading that a line is where it stands on its own."""
        match = _label(line)
        if match and lower(match["word"], self.language) in self.labels:
            return f"label {lower(match['word'], self.language)}"
        section = _SECTION.match(line)
        if section and headlike(line, MANY_WORDS):
            return "number 1" + ".1" * section["number"].count(".")
        return ""


def signs(found: Iterable[Sequence[Line]], language: str) -> Signs:
    """What tells headings in a text that comes in groups of lines, in a language (its code)."""
    numbers: defaultdict[str, set[str]] = defaultdict(set)
    lines = capitals = 0
    for group in found:
        for line in group:
            lines += 1
            capitals += _in_capitals(line.text)
            match = _label(line.text)
            if match:
                numbers[lower(match["word"], language)].add(match["number"])
    labels = frozenset(word for word, seen in numbers.items() if len(seen) > 1)
    return Signs(language, labels, capitals * 2 <= lines)


def _label(line: str) -> re.Match[str] | None:
    """A line read as a word and a number, if what stands behind them is no sentence."""
    match = _LABEL.fullmatch(line)
    if (
        match
        and match["title"]
        and (len(line.split()) > MANY_WORDS or ends(match["title"].rstrip("?!")))
    ):
        return None
    return match


def levels(pieces: Sequence[Piece], known: Signs) -> list[int]:
    """The level of each piece, 1 to 6; 0 where it is no heading. The first may be the title."""
    kinds = _kinds(pieces, known)
    found = [0] * len(pieces)
    if pieces and _is_title(pieces[0], kinds[0], known):
        found[0], kinds[0] = 1, ""
        if kinds[1:2] == ["short"] and any(kinds[2:3]):
            kinds[1] = ""  # between the title and the first heading stands a subtitle
    if kinds.count("capitals") == 1:  # what is there once is no level of its own
        kinds[kinds.index("capitals")] = "short"
    ranks = _ranks(kinds)
    above: list[int] = []
    for index, kind in enumerate(kinds):
        if kind:
            while above and above[-1] >= ranks[kind]:
                above.pop()
            above.append(ranks[kind])
            found[index] = min(1 + len(above), 6)
    return found


def _is_title(piece: Piece, kind: str, known: Signs) -> bool:
    if kind.removeprefix("label ") in known.labels:
        return False  # it comes again with other numbers, and is a heading like those
    return bool(piece.underline) or (
        len(piece.lines) == 1 and piece.marker is None and len(piece.words) <= TITLE
    )


def _kinds(pieces: Sequence[Piece], known: Signs) -> list[str]:
    """The kind of heading that each piece is; empty where it is none."""
    kinds = []
    for index, piece in enumerate(pieces):
        kind = ""
        if piece.underline:
            kind = f"underline {piece.underline}"
        elif len(piece.lines) == 1 and any(after.lines for after in pieces[index + 1 : index + 3]):
            # what is no heading by its looks has to stand on one line, and above something
            if piece.marker is None:
                kind = known.heads(piece.words) or known.alone(piece.words)
            elif _is_numbered(pieces, index):
                kind = "number 1"
        kinds.append(kind)
    short = [not kind and _is_short(piece) for kind, piece in zip(kinds, pieces, strict=True)]
    for index in range(1, len(pieces) - 1):
        # several in a row are an address, names or verse; the title is no part of a row
        row = (index > 1 and short[index - 1]) or short[index + 1]
        announced = not kinds[index - 1] and pieces[index - 1].words.endswith((":", ","))
        below = pieces[index + 1]
        stands = bool(below.lines) and (below.spaced or below.marker is None)
        if short[index] and stands and not row and not announced:
            kinds[index] = "short"
    return kinds


def _is_numbered(pieces: Sequence[Piece], index: int) -> bool:
    """Whether an item is a numbered heading: no item of the kind beside it, no list below it."""
    piece, after = pieces[index], pieces[index + 1]
    beside = [other.marker for other in (*pieces[max(index - 1, 0) : index], after)]
    return (
        piece.marker is not None
        and piece.marker.number is not None
        and piece.spaced
        and after.spaced
        and after.indent <= piece.indent + 1
        and all(marker is None or marker.number is None for marker in beside)
        and headlike(piece.words, MANY_WORDS)
    )


def _is_short(piece: Piece) -> bool:
    return (
        piece.marker is None
        and len(piece.lines) == 1
        and width(piece.words) <= SHORT
        and headlike(piece.words, FEW_WORDS)
        and not _ADDRESS.search(piece.words)
    )


def _in_capitals(line: str) -> bool:
    """Whether a line is in capitals, as headings are.

    An enumeration of what could all be acronyms tells nothing, and a full stop, comma or
    semicolon at the end makes a sentence of it.

    >>> _in_capitals("SATIŞ VƏ İŞ - 2"), _in_capitals("MƏHSUL?"), _in_capitals("SON SÖZ")
    (True, True, True)
    >>> _in_capitals("SEO / SEM, B2B"), _in_capitals("API YOXDUR."), _in_capitals("PM-lər")
    (False, False, False)
    """
    words = line.split()
    if len(words) > MANY_WORDS or line.endswith((".", ",", ";", "…")):
        return False
    letters = [character for character in line if unicodedata.category(character) in _CASED]
    if len(letters) < 2 or not all(map(str.isupper, letters)):
        return False
    listed = any(mark in line for mark in ",/;&+")
    return not (listed and all(sum(map(str.isalpha, word)) <= _ACRONYM for word in words))


def _ranks(kinds: Sequence[str]) -> Mapping[str, int]:
    """What each kind is nested by: the lower, the further out."""
    order = sorted(
        dict.fromkeys(kind for kind in kinds if kind),
        key=lambda kind: _CLASSES[kind.split()[0]],
    )
    sections = sorted((kind for kind in order if _is_section(kind)), key=len)
    order = [sections.pop(0) if _is_section(kind) else kind for kind in order]
    seen: set[frozenset[str]] = set()
    for one, other in pairwise(kinds):
        pair = frozenset((one, other))
        if not one or not other or one == other or pair in seen:
            continue
        seen.add(pair)
        if order.index(one) > order.index(other) and not all(map(_is_section, pair)):
            order.remove(one)
            order.insert(order.index(other), one)
    return {kind: rank for rank, kind in enumerate(order)}


def _is_section(kind: str) -> bool:
    """Whether a kind is a numbered one, whose numbers say how deep it stands."""
    return kind.startswith("number")
