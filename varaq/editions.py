"""Editions: what the messages of several versions of a catalog are compared by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from varaq.alignment import sentences
from varaq.catalog import Catalog, Key, Message

Place = tuple[Key, int]
"""A key, and which of its messages: the one in use is the first, obsolete ones follow."""


class Parts(NamedTuple):
    """What makes a message the same as another, however it is laid out."""

    text: object = None
    obsolete: bool = True
    notes: str = ""
    remarks: str = ""
    places: tuple[tuple[str, str], ...] = ()
    flags: frozenset[str] = frozenset()


class Said:
    """The translations of messages, and their sentences; gone through when first asked."""

    __slots__ = ("_messages", "_said")

    def __init__(self, messages: Iterable[Message]) -> None:
        self._messages = messages
        self._said: set[str] = set()

    def __contains__(self, text: str) -> bool:
        """Whether a text is one of them, or made of their sentences."""
        if not self._said:
            for message in self._messages:
                for said in message.strings:
                    self._said.update((said, *sentences(said)))
        return text in self._said or self._said.issuperset(sentences(text))


def by_place(catalog: Catalog) -> dict[Place, Message]:
    """The messages of a catalog, in the order of its file."""
    count = Counter(message.key for message in catalog.messages if not message.obsolete)
    found: dict[Place, Message] = {}
    for message in catalog.messages:
        nth = 0
        if message.obsolete:
            nth = count[message.key]
            count[message.key] += 1
        found[message.key, nth] = message
    return found


def parts(message: Message | None) -> Parts:
    """What a message says, and where there is none, nothing."""
    if message is None:
        return Parts()
    entry = message.entry()
    previous = (entry.previous_msgctxt, entry.previous_msgid, entry.previous_msgid_plural)
    return Parts(
        (message.strings, message.plural, message.fuzzy, previous),
        message.obsolete,
        entry.tcomment,
        entry.comment,
        tuple(entry.occurrences),
        frozenset(entry.flags) - {"fuzzy"},
    )


def same(one: Message | None, other: Message | None) -> bool:
    """Whether two messages say the same, or there are none."""
    if one is None or other is None:
        return one is other
    return one.text == other.text or parts(one) == parts(other)
