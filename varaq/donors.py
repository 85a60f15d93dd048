"""Donors: the translations that a new message of a catalog may be given.

From the language's other catalogs (a paragraph that moved), from what is gone from this one
(a paragraph that was changed, cut in two or joined), and from all the rest of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from varaq.alignment import sentences, share
from varaq.catalog import HEADER, Catalog, Key, Message
from varaq.matching import Index, normalised, ratio

CUTOFF = 60.0
"""How like (rapidfuzz's ratio) a msgid has to be for its translation to be suggested;
msgmerge's threshold is the same."""
CERTAIN = 80.0
"""How like the entry in the same place has to be, so that no other is looked at."""
SURE = 70.0
"""How like an entry has to be that is gone, so that no other is looked at."""
_SENTENCES = 100
"""So many sentences, at most, has a text that was joined to others."""
_TRIED = 100
"""So many texts that have a sentence of another are tried, of which that may be a part."""


@dataclass(frozen=True, slots=True)
class Share:
    """What of the translations of other messages goes with a message."""

    text: str
    made_for: str
    """The msgid or msgids that it is a translation of."""
    comment: str
    """What translators noted there."""


class Donors:
    """What there is to be given to the new messages of one catalog."""

    __slots__ = (
        "_abroad",
        "_elsewhere",
        "_gone",
        "_index",
        "_loose",
        "_made_for",
        "_others",
        "_sentences",
        "_store",
        "_wanted",
    )

    def __init__(
        self, candidates: Iterable[Message], wanted: set[Key], others: Sequence[Catalog]
    ) -> None:
        """``candidates`` are the catalog's own entries, ``wanted`` the keys of its POT."""
        self._wanted = wanted
        given = [message for message in candidates if message.has_text]
        # those that are gone first: they win where two are equally like
        gone = [message for message in given if message.key not in wanted]
        self._store = [*gone, *(message for message in given if message.key in wanted)]
        self._gone = Index([message.id for message in gone])
        self._index: Index | None = None
        """Of all texts of `_store`; made only where what is gone has nothing very like."""
        self._loose: dict[str, Message] = {}
        for message in gone:
            self._loose.setdefault(normalised(message.id), message)
        self._sentences: dict[str, list[Message]] | None = None
        """The messages of `_loose` by their sentences; made only where one is asked for."""
        self._made_for: dict[Key, Message] = {}
        """Fuzzy entries by the message that their translation was made for."""
        for message in self._store:
            if message.fuzzy and "| msgid" in message.text[: message.head]:
                entry = message.entry()
                made_for = (entry.previous_msgctxt, entry.previous_msgid or "")
                known = self._made_for.get(made_for)
                # where a paragraph was cut, several have a share of its translation
                if known is None or len(known.strings[0]) < len(message.strings[0]):
                    self._made_for[made_for] = message
        self._abroad: list[Message] = []
        self._others: Index | None = None
        """Of the texts of `_abroad`, which are those of `_elsewhere`; made only where the catalog
        itself has nothing."""
        self._elsewhere: dict[Key, Message] = {}
        for catalog in others:
            for message in catalog.messages:
                if message.has_text and message.key != HEADER:
                    known = self._elsewhere.setdefault(message.key, message)
                    if known.fuzzy and not message.fuzzy:
                        self._elsewhere[message.key] = message

    def moved(self, reference: Message) -> Message | None:
        """The message as another document of the language has it."""
        found = self._elsewhere.get(reference.key)
        return found if found is not None and found.plural == reference.plural else None

    def like(self, reference: Message, here: Message | None) -> tuple[Message, float] | None:
        """The entry whose msgid is most like a message's, and how like it is (0 to 100).

        ``here`` is the entry that stood in the message's place: where that is gone and very
        like, it is the one, since most edits leave a text where it was.
        """
        same = self._made_for.get(reference.key) or self._loose.get(normalised(reference.id))
        if same is not None:
            return same, 100.0
        likeness = 0.0
        if here is not None and here.has_text and here.key not in self._wanted:
            likeness = ratio(here.id, reference.id, SURE)
            if likeness >= CERTAIN:
                return here, likeness
        # what stands in the place raises the bar, which makes the search a short one
        best = self._gone.best(reference.id, max(SURE, likeness))
        if here is not None and likeness and (not best or best[0][1] <= likeness):
            return here, likeness
        if not best:
            if self._index is None:
                self._index = Index([message.id for message in self._store])
            best = self._index.best(reference.id, CUTOFF)
        if not best or best[0][1] < SURE:
            other = self._like_elsewhere(reference)
            if other is not None:
                return other
        return (self._store[best[0][0]], best[0][1]) if best else None

    def _like_elsewhere(self, reference: Message) -> tuple[Message, float] | None:
        """A message of another document that moved here and was changed on the way."""
        if self._others is None:
            self._abroad = list(self._elsewhere.values())
            self._others = Index([message.id for message in self._abroad])
        best = self._others.best(reference.id, SURE)
        return (self._abroad[best[0][0]], best[0][1]) if best else None

    def aligned(self, reference: Message) -> Share | None:
        """For a message that is a part of one that is gone, or several that are gone, joined."""
        if reference.plural is not None:
            return None
        parts = sentences(reference.id)
        joined = _joined(parts, self._loose)
        if joined:
            return Share(
                " ".join(message.strings[0] for message in joined),
                " ".join(message.id for message in joined),
                "\n".join(filter(None, (message.entry().tcomment for message in joined))),
            )
        for message in islice(self._with_all(parts), _TRIED):
            text = share(reference.id, message.id, message.strings[0])
            if text is not None:
                return Share(text, message.id, message.entry().tcomment)
        return None

    def _with_all(self, parts: Iterable[str]) -> Sequence[Message]:
        """The messages that are gone and have the rarest of some sentences."""
        if self._sentences is None:
            self._sentences = {}
            for message in self._loose.values():
                if message.plural is None:
                    for sentence in dict.fromkeys(map(normalised, sentences(message.id))):
                        self._sentences.setdefault(sentence, []).append(message)
        found = (self._sentences.get(normalised(part), []) for part in parts)
        return min(found, key=len, default=[])


def _joined(parts: Sequence[str], starts: Mapping[str, Message]) -> list[Message]:
    """The messages whose texts, one behind the other, are these sentences; else none."""
    found: list[Message] = []
    plain = [normalised(part) for part in parts]
    at = 0
    while at < len(parts):
        for end in range(min(len(parts), at + _SENTENCES), at, -1):
            # Chinese and Japanese have no spaces between sentences
            message = starts.get(" ".join(plain[at:end])) or starts.get("".join(plain[at:end]))
            if message is not None and message.plural is None:
                found.append(message)
                at = end
                break
        else:
            return []
    return found if len(found) > 1 else []
