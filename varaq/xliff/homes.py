"""Homes: which message of a catalog an item of XLIFF is of, also where its text has changed."""

from __future__ import annotations

from collections.abc import Iterable

from varaq.catalog import Catalog, Key, State
from varaq.matching import Index
from varaq.xliff.values import Item, number

_SURE = 70.0
"""How like (rapidfuzz's ratio) a message's text has to be to one that is gone, to get what was
translated for that."""


class Homes:
    """The places (0-based) of a catalog's messages, by what items know of them."""

    __slots__ = ("_by_key", "_by_number", "_catalog")

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._by_number: dict[str, int] = {}
        self._by_key: dict[Key, int] = {}
        # what is in use last, since it goes before what is obsolete
        places = range(len(catalog.messages))
        for place in sorted(places, key=lambda at: not catalog.messages[at].obsolete):
            message = catalog.messages[place]
            if message.id:
                self._by_number[number(message.key)] = place
                self._by_key[message.key] = place

    def of(self, item: Item) -> int | None:
        """The message of an item, an obsolete one where there is no other."""
        place = self._by_number.get(item.id)
        if place is None:  # a tool that numbers anew
            place = self._by_key.get((item.context, item.source))
        return place

    def is_obsolete(self, place: int) -> bool:
        """Whether the message in a place is obsolete."""
        return self._catalog.messages[place].obsolete


class Successors:
    """The messages that may have come of texts that are gone."""

    __slots__ = ("_catalog", "_index", "_loose", "_made_for")

    def __init__(self, catalog: Catalog, named: Iterable[int]) -> None:
        """``named`` are the places of messages that have items of their own."""
        taken = set(named)
        self._catalog = catalog
        self._loose: list[int] = []
        """The places of messages that wait for a translation, or for a better one."""
        self._made_for: dict[Key, int] = {}
        """The fuzzy ones, by the message that their translation was made for."""
        self._index: Index | None = None
        for place, message in enumerate(catalog.messages):
            if place in taken or message.obsolete or not message.id:
                continue
            if message.state is not State.TRANSLATED:
                self._loose.append(place)
            if message.fuzzy:
                entry = message.entry()
                made_for = (entry.previous_msgctxt, entry.previous_msgid or "")
                self._made_for.setdefault(made_for, place)

    def of(self, item: Item) -> int | None:
        """The message that has come of an item's; None where there is none like it."""
        place = self._made_for.get((item.context, item.source))
        if place is not None:
            return place
        if self._index is None:
            self._index = Index([self._catalog.messages[place].id for place in self._loose])
        best = self._index.best(item.source, _SURE)
        return self._loose[best[0][0]] if best else None
