"""The memory: what has been translated before, and what of it is like a text.

It is made from what catalogs and TMX files hold each time that it is asked for; nothing of it is
kept anywhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from varaq import po
from varaq.alignment import words
from varaq.catalog import HEADER, Catalog, Message, State
from varaq.donors import CUTOFF
from varaq.matching import Index, normalised, ratio

_PUNCTUATION = re.compile(r"[^\w\s]|_")
_GOOD = 75
"""What a suggestion has to score to be put into a catalog unasked."""
_AS_GOOD = 90.0
"""What a suggestion with the same words scores at least."""


class Origin(StrEnum):
    """What an entry of the memory is where it comes from."""

    TRANSLATED = "translated"
    TMX = "tmx"
    OBSOLETE = "obsolete"
    PREVIOUS = "previous"
    """The text that a fuzzy translation was made for."""


class Record(NamedTuple):
    """A text and its translation; a memory has very many of them."""

    source: str
    target: str
    path: str
    """The file that it is from, as users name it."""
    origin: Origin


class Kind(StrEnum):
    """In what a suggestion's source is like the text."""

    EXACT = "exact"
    WORDS = "words"
    """The same words: case, white space, markup or punctuation differ."""
    FUZZY = "fuzzy"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A translation of a text that is like the one asked for."""

    source: str
    target: str
    score: int
    """How like the source is, 0 to 100; only an exact one has 100."""
    kind: Kind
    path: str
    origin: Origin


class Memory:
    """Entries of one pair of languages, to be asked for what is like a text."""

    __slots__ = ("_by_source", "_by_words", "_index", "_records", "_sources")

    def __init__(self, records: Iterable[Record]) -> None:
        """Of equally good entries, the first is the best: translated ones, then TMX files'."""
        order = list(Origin)
        self._records = sorted(dict.fromkeys(records), key=lambda r: order.index(r.origin))
        self._by_source: dict[str, list[Record]] = {}
        for record in self._records:
            self._by_source.setdefault(record.source, []).append(record)
        self._sources = list(self._by_source)
        self._by_words: dict[str, list[str]] = {}
        for source in self._sources:
            self._by_words.setdefault(_plain(source), []).append(source)
        self._index = Index(self._sources)

    def __len__(self) -> int:
        """How many entries there are; one that is in several files counts for each."""
        return len(self._records)

    @property
    def records(self) -> tuple[Record, ...]:
        """The entries, the best first."""
        return tuple(self._records)

    def prepare(self) -> None:
        """Make ready for many questions, which takes as long as some hundreds of them."""
        self._index.prepare()

    def suggestions(self, text: str, limit: int = 5) -> tuple[Suggestion, ...]:
        """The translations of what is most like a text, best first, each translation once.

        What is less than 60 alike is left out.

        >>> memory = Memory([Record("Bir şey", "A thing", "tr.po", Origin.TRANSLATED)])
        >>> [(s.target, s.score, s.kind.value) for s in memory.suggestions("bir **şey**")]
        [('A thing', 95, 'words')]
        """
        scored: dict[str, tuple[float, Kind]] = {}
        if text in self._by_source:
            scored[text] = (100.0, Kind.EXACT)
        plain = _plain(text)
        if plain:
            for source in self._by_words.get(plain, ()):
                scored.setdefault(source, (_closeness(text, source), Kind.WORDS))
        if len(scored) < limit:
            # a little more, since several may have the same translation
            for place, score in self._index.best(text, CUTOFF, limit * 2):
                scored.setdefault(self._sources[place], (score, Kind.FUZZY))
        found: dict[str, Suggestion] = {}
        for source, (score, kind) in sorted(scored.items(), key=lambda item: -item[1][0]):
            for record in self._by_source[source]:
                if record.target not in found and len(found) < limit:
                    found[record.target] = Suggestion(
                        source, record.target, int(score), kind, record.path, record.origin
                    )
        return tuple(found.values())


def of_catalog(catalog: Catalog) -> list[Record]:
    """What a catalog remembers: translations, obsolete ones, and the pairs of fuzzy ones.

    Of a message with plurals, the singular goes with the first form and the plural with the last.
    """
    found = []
    for message in catalog.messages:
        if message.key == HEADER or not message.translated:
            continue
        source, plural = message.id, message.plural
        origin = Origin.TRANSLATED
        if message.fuzzy:
            entry = message.entry()
            if entry.previous_msgid is None:
                continue  # nobody knows what this was made for
            source, plural = entry.previous_msgid, entry.previous_msgid_plural
            origin = Origin.PREVIOUS
        if message.state is State.OBSOLETE:
            origin = Origin.OBSOLETE
        found.append(Record(source, message.strings[0], catalog.path, origin))
        if plural is not None and len(message.strings) > 1:
            found.append(Record(plural, message.strings[-1], catalog.path, origin))
    return [record for record in found if record.source.strip() and record.target.strip()]


def filled(catalog: Catalog, memory: Memory) -> Catalog:
    """A catalog whose untranslated messages have the best suggestion, fuzzy.

    ``#|`` holds the text that it was made for, and a comment says where it is from. Messages
    that have a text, and those with plurals, stay as they are; the catalog itself comes back
    where there is nothing to fill.
    """
    messages = list(catalog.messages)
    style = None
    for place, message in enumerate(messages):
        if not wanting(message):
            continue
        for best in memory.suggestions(message.id, 1):
            if best.score >= _GOOD:
                style = style or po.measured(catalog)
                entry = message.entry()
                entry.msgstr = best.target
                entry.previous_msgid = best.source
                entry.flags = ["fuzzy", *(flag for flag in entry.flags if flag != "fuzzy")]
                where = f"from memory: {best.path} ({best.score} %)"
                entry.tcomment = "\n".join(filter(None, (entry.tcomment, where)))
                messages[place] = po.message(entry, style, message.lead)
    return catalog if style is None else replace(catalog, messages=tuple(messages))


def wanting(message: Message) -> bool:
    """Whether a message is one that the memory may fill."""
    return (
        message.key != HEADER
        and not message.obsolete
        and message.plural is None
        and not message.has_text
    )


def _plain(text: str) -> str:
    """The words of a text, without what stands between them; empty where it has none."""
    return " ".join(_PUNCTUATION.sub(_between, words(text)).split())


def _between(sign: re.Match[str]) -> str:
    """What stays of a sign: vowel signs and accents of their own belong to words."""
    return sign[0] if unicodedata.category(sign[0])[0] == "M" else " "


def _closeness(text: str, source: str) -> float:
    """What another text with the same words scores: from 90 up, under 100."""
    if normalised(text) == normalised(source):
        return 99.0
    return _AS_GOOD + ratio(text, source) * 0.08
