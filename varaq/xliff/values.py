"""What XLIFF holds of a catalog, whatever its version: files of items, an item a message.

An item of a message with plurals is one of its forms.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from varaq.catalog import Key


class Review(StrEnum):
    """How far a translation is."""

    NONE = "none"
    """There is none yet."""
    FUZZY = "fuzzy"
    """There is one to be looked over."""
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Item:
    """A text and its translation."""

    id: str
    """The number of its message, see `number`."""
    source: str
    target: str
    """Empty where there is none."""
    review: Review
    context: str | None = None
    """The msgctxt."""
    form: int = -1
    """The number of the plural form, 0 and up; -1 for a message that has no plural."""
    remarks: tuple[str, ...] = ()
    """What translators are told (``#.``), a line each."""
    note: str | None = None
    """The translators' own note (``#``); None where a file does not say."""
    previous: str | None = None
    """The text that a fuzzy translation was made for (``#|``)."""
    seen: str = ""
    """`Signs` as they were when the file was written, with a hyphen between, by which it is known
    who has changed what since; empty where a file does not say."""
    line: int = 0
    """Where it stands in its file, 1-based; 0 for one that is to be written."""
    faults: tuple[str, ...] = ()
    """What is wrong with what a tool gave back, in words."""

    @property
    def name(self) -> str:
        """What it is known by in its file."""
        return self.id if self.form < 0 else f"{self.id}.{self.form}"


@dataclass(frozen=True, slots=True)
class File:
    """The texts of one document in one other language."""

    original: str
    """The document, as users name its file."""
    source: str
    """The language tag of the texts."""
    target: str
    """The language tag of the translations."""
    items: tuple[Item, ...]
    line: int = 0
    """Where it stands in its file, 1-based; 0 for one that is to be written."""


def groups(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Items that follow each other, the forms of one message together."""
    group: list[Item] = []
    for item in items:
        if group and (item.form < 0 or item.id != group[0].id):
            yield group
            group = []
        group.append(item)
    if group:
        yield group


def number(key: Key) -> str:
    """What a message is known by in XLIFF: the same as long as its context and text are.

    >>> number((None, "a")) == number(("", "a"))
    False
    """
    context, text = key
    said = text if context is None else f"{context}\x04{text}"
    return f"m{_sign(said, 16)}"


class Signs(NamedTuple):
    """What a message's translation and note are told apart by."""

    text: str
    note: str


def signs(items: Sequence[Item]) -> Signs:
    """Signs for the translations and states of a message's items, and for its note."""
    said = [(item.form, item.target, item.review.value) for item in items]
    return Signs(_sign(repr(said), 8), _sign(items[0].note or "", 4))


def seen(items: Sequence[Item]) -> Signs | None:
    """The signs that a message's items had when their file was written; None where unknown."""
    text, dash, note = items[0].seen.partition("-")
    return Signs(text, note) if dash else None


def _sign(text: str, digits: int) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:digits]
