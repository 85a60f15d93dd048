"""Codes: a unit's text as words and inline codes, and back.

A code holds the Markdown that it stands for, so that a text can be put together again whatever
was done with its codes. Halves of a pair share a number.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from varaq.document.inline import Mark, marks
from varaq.markupxml import illegal


class Role(StrEnum):
    """What a code does."""

    OPEN = "open"
    CLOSE = "close"
    ALONE = "alone"


@dataclass(frozen=True, slots=True)
class Code:
    """A piece of markup that a translator moves as a whole."""

    id: int
    """1 and up; the two halves of a pair have the same."""
    role: Role
    data: str
    """The Markdown."""
    kind: str
    """As in `varaq.document.inline.Mark`, or ``placeholder``, or ``character`` for one that XML
    can't hold."""


Piece = str | Code
_PLACEHOLDER = re.compile(r"%\([A-Za-z_]\w*\)[a-z]|%%")


def coded(text: str) -> tuple[Piece, ...]:
    """A text as words and codes; their texts one behind the other are the text.

    >>> [piece if isinstance(piece, str) else piece.data for piece in coded("a **b**")]
    ['a ', '**', 'b', '**']
    """
    found = _characters(text) if illegal(text) else _with_placeholders(text, marks(text))
    pieces: list[Piece] = []
    numbers: dict[int, int] = {}
    at = 0
    for mark in found:
        if mark.start > at:
            pieces.append(text[at : mark.start])
        role = Role.ALONE
        if mark.other >= 0:
            role = Role.OPEN if mark.other > mark.start else Role.CLOSE
        number = numbers.get(mark.other, 0) if role is Role.CLOSE else 0
        if not number:
            number = numbers[mark.start] = len(numbers) + 1
        pieces.append(Code(number, role, text[mark.start : mark.end], mark.kind))
        at = mark.end
    if at < len(text):
        pieces.append(text[at:])
    return tuple(pieces)


def joined(pieces: Iterable[Piece]) -> str:
    """The text that pieces make.

    >>> joined(coded("[a](b) `c`"))
    '[a](b) `c`'
    """
    return "".join(piece if isinstance(piece, str) else piece.data for piece in pieces)


def like(target: Sequence[Piece], source: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces of a translation, each code numbered as the same one in its source.

    Codes that the source does not have are numbered behind all of it.

    >>> [c.id for c in like(coded("`b` *a*"), coded("*a* `b`")) if isinstance(c, Code)]
    [2, 1, 1]
    """
    free: defaultdict[tuple[str, ...], deque[int]] = defaultdict(deque)
    for number, said in _said(source).items():
        free[said].append(number)
    following = max((piece.id for piece in source if isinstance(piece, Code)), default=0) + 1
    numbers: dict[int, int] = {}
    for number, said in _said(target).items():
        if free[said]:
            numbers[number] = free[said].popleft()
        else:
            numbers[number] = following
            following += 1
    return tuple(
        replace(piece, id=numbers[piece.id]) if isinstance(piece, Code) else piece
        for piece in target
    )


def lost(source: str, target: str, before: str = "") -> list[str]:
    """The codes of a source that a translation has not; those that one before lacked are no loss.

    >>> lost("*a* `b`", "a `b`")
    ['*…*']
    """
    missing = _counted(source) - _counted(target)
    if before:
        missing -= _counted(source) - _counted(before)
    return sorted(missing)


def nested(pieces: Sequence[Piece]) -> set[int]:
    """The numbers of the pairs that stand in one another as elements do."""
    open_pairs: list[int] = []
    still_open: set[int] = set()
    sound: set[int] = set()
    for piece in pieces:
        if not isinstance(piece, Code) or piece.role is Role.ALONE:
            continue
        if piece.role is Role.OPEN:
            open_pairs.append(piece.id)
            still_open.add(piece.id)
        elif piece.id in still_open:
            # those that were opened since are closed elsewhere
            while (inner := open_pairs.pop()) != piece.id:
                still_open.discard(inner)
            still_open.discard(piece.id)
            sound.add(piece.id)
    return sound


def _said(pieces: Sequence[Piece]) -> dict[int, tuple[str, ...]]:
    """What the code of each number says, both halves of a pair."""
    said: dict[int, tuple[str, ...]] = {}
    for piece in pieces:
        if isinstance(piece, Code):
            said[piece.id] = (*said.get(piece.id, ()), piece.role, piece.data)
    return said


def _counted(text: str) -> Counter[str]:
    return Counter("…".join(said[1::2]) for said in _said(coded(text)).values())


def _characters(text: str) -> Iterator[Mark]:
    """The characters of a text that XML can't hold; its markup is left among the words then."""
    for at, character in enumerate(text):
        if illegal(character):
            yield Mark(at, at + 1, "character")


def _with_placeholders(text: str, found: list[Mark]) -> list[Mark]:
    if "%" not in text:
        return found
    more = []
    number = 0
    for match in _PLACEHOLDER.finditer(text):
        while number < len(found) and found[number].end <= match.start():
            number += 1
        if number == len(found) or match.end() <= found[number].start:
            more.append(Mark(*match.span(), "placeholder"))
    return sorted([*found, *more])
