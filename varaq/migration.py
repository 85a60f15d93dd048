"""Migration: the translations of another tool's catalogs, for the messages that varaq has.

po4a, mdpo, mdbook-i18n-helpers, translate-toolkit and others cut and write texts in ways of
their own. Their messages are read as documents, so that one that holds a table or a quotation
is divided among its units, and compared by their words alone. A translation is taken as it is
where its text is the same, with its markup changed where nothing but that differs, and else
as fuzzy.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from textwrap import dedent

import polib

from varaq import comments, po
from varaq.alignment import with_markup, words
from varaq.catalog import HEADER, PEOPLE, Catalog, Message, Style, header_fields, with_field
from varaq.document import markdown, reader
from varaq.donors import SURE
from varaq.errors import VaraqError
from varaq.matching import Index

_SPACES = re.compile(r"(?<![ \t])[ \t]++(?=\S)")
_MOST = 100
"""So many pairs with one text are looked at, and as many more of each context."""
_NOBODY = frozenset({"Automatically generated", "none"})
"""What msginit writes where it knows nobody; po4a lets it make its catalogs."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many messages of a catalog got what."""

    same: int = 0
    """The translation of the same text, be it of a part of a larger message."""
    adapted: int = 0
    """That of the same text, written with other markup or spaces."""
    fuzzy: int = 0
    """That of a similar text, or one that was fuzzy before."""
    lost: int = 0
    """Nothing: they are still untranslated."""
    kept: int = 0
    """They had a text already."""

    def __add__(self, other: Tally) -> Tally:
        return Tally(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))


@dataclass(frozen=True, slots=True)
class _Pair:
    """A text of an old catalog and its translation: a message, or a part of one."""

    text: str
    translation: str
    message: Message


@dataclass(frozen=True, slots=True)
class _Offer:
    """What there is for a message."""

    pair: _Pair
    kind: str
    """The field of `Tally` that counts it."""


class _Shelf:
    """Pairs by a text; of one that very many have, the first ones, and the first of a context."""

    __slots__ = ("_first", "_of_context")

    def __init__(self) -> None:
        self._first: dict[str, list[_Pair]] = {}
        self._of_context: dict[tuple[str, str], list[_Pair]] = {}

    def put(self, text: str, pair: _Pair) -> None:
        """Take in a pair."""
        pairs = self._first.setdefault(text, [])
        context = pair.message.context
        if len(pairs) == _MOST and context is not None:
            pairs = self._of_context.setdefault((text, context), [])
        if len(pairs) < _MOST:
            pairs.append(pair)

    def found(self, text: str, context: str | None) -> list[_Pair]:
        """The pairs of a text for a message of a context; empty for none."""
        more = () if context is None else self._of_context.get((text, context), ())
        return [*self._first.get(text, ()), *more]

    @property
    def texts(self) -> list[str]:
        """All texts that there is a pair of."""
        return list(self._first)


class Legacy:
    """Old catalogs of a language, and what they have for new messages.

    Where several have a text, that wins which names the same file in ``#:``, then the first.
    """

    __slots__ = ("_by_text", "_by_words", "_index", "_keys", "_people")

    def __init__(self, catalogs: Sequence[Catalog]) -> None:
        self._by_text = _Shelf()
        self._by_words = _Shelf()
        self._index: Index | None = None
        """Of `_keys`, which are those of `_by_words`; made where a text is not found."""
        self._keys: list[str] = []
        self._people = [
            entry
            for entry in (catalog.header.entry() for catalog in catalogs if catalog.header)
            if "fuzzy" not in entry.flags  # else it says FULL NAME and YEAR
        ]
        for message in _usable(catalogs):
            whole = _Pair(message.id, message.strings[0], message)
            parts = [_Pair(*pair, message) for pair in _parts(whole.text, whole.translation)]
            if len(parts) == 1 and parts[0] != whole:
                parts.insert(0, whole)
            for pair in dict.fromkeys([whole, *parts]):
                self._by_text.put(pair.text, pair)
            for pair in parts:
                if key := words(pair.text):
                    self._by_words.put(key, pair)

    def fill(self, catalog: Catalog) -> tuple[Catalog, Tally]:
        """``catalog`` with translations where it has none, and what became of each message.

        What has a text already stays as it stands; where there is nothing to give, ``catalog``
        itself comes back. A new catalog's header is given the names of the old one's.
        """
        counts = dict.fromkeys((field.name for field in fields(Tally)), 0)
        given: dict[int, Message] = {}
        style = None
        for number, message in enumerate(catalog.messages):
            if message.obsolete or message.key == HEADER:
                continue
            if message.has_text:
                counts["kept"] += 1
                continue
            offer = self._offer(message) if message.plural is None else None
            counts[offer.kind if offer else "lost"] += 1
            if offer is not None:
                style = style or po.measured(catalog)
                given[number] = po.message(_given(message, offer), style, message.lead)
        if style is not None:
            for number, message in enumerate(catalog.messages):
                if message is catalog.header:
                    given[number] = self._credited(message, style)
            messages = [given.get(at, message) for at, message in enumerate(catalog.messages)]
            catalog = replace(catalog, messages=tuple(messages))
        return catalog, Tally(**counts)

    def _offer(self, message: Message) -> _Offer | None:
        found = self._by_text.found(message.id, message.context)
        if found:
            pair, sure = _best(found, message)
            return _offer(pair, "same" if sure else "fuzzy")
        key = words(message.id)
        found = self._by_words.found(key, message.context)
        if found:
            adapted = [
                replace(pair, translation=text)
                for pair in found
                if (text := _adapted(pair, message.id)) is not None
            ]
            pair, sure = _best(adapted or found, message)
            return _offer(pair, "adapted" if sure and adapted else "fuzzy")
        if self._index is None:
            self._keys = self._by_words.texts
            self._index = Index(self._keys)
        similar = self._index.best(key, SURE)
        if not similar:
            return None
        like = self._keys[similar[0][0]]
        pair, _ = _best(self._by_words.found(like, message.context), message)
        return _offer(pair, "fuzzy")

    def _credited(self, header: Message, style: Style) -> Message:
        """A header with the old one's people, where it names none."""
        entry = header.entry()
        for old in self._people:
            own, theirs = header_fields(entry.msgstr), header_fields(old.msgstr)
            if theirs.get("Last-Translator") in _NOBODY:
                continue
            for name in PEOPLE:
                if not own.get(name) and theirs.get(name, "none") not in _NOBODY:
                    entry.msgstr = with_field(entry.msgstr, name, theirs[name])
            entry.tcomment = entry.tcomment or old.tcomment
        changed = (entry.msgstr, entry.tcomment) != (header.strings[0], header.entry().tcomment)
        return po.message(entry, style, header.lead) if changed else header


def _usable(catalogs: Iterable[Catalog]) -> Iterator[Message]:
    """The messages that have a translation to give, obsolete ones last."""
    every = [
        message
        for catalog in catalogs
        for message in catalog.messages
        if message.key[1] and message.plural is None and message.has_text
    ]
    yield from (message for message in every if not message.obsolete)
    yield from (message for message in every if message.obsolete)


def _parts(text: str, translation: str) -> list[tuple[str, str]]:
    """The units of a message that is read as a document, with what is said for each.

    None where the translation has another structure, or one of them is no document.
    """
    text, translation = dedent(text).strip(), dedent(translation).strip()
    try:
        units, said = ([unit.text for unit in reader.read(t).units] for t in (text, translation))
    except VaraqError:  # it nests too deep, or has too many texts
        return []
    if not units:
        return []
    shape = _shape(text)
    if len(said) == len(units) and shape == _shape(translation):
        return list(zip(units, said, strict=True))
    return [(units[0], " ".join(translation.split()))] if shape == _PARAGRAPH else []


def _shape(text: str) -> list[object]:
    """The skeleton of a text, whatever its code says: that may be translated, too."""
    return [
        part
        for part in markdown.skeleton(text)
        if not (isinstance(part, tuple) and part[0] in markdown.TEXT)
    ]


_PARAGRAPH = _shape("x")


def _best(pairs: Sequence[_Pair], message: Message) -> tuple[_Pair, bool]:
    """The pair that a message is given of those that have its text, and whether that is sure.

    It is not where the message has a context that the pair has not, or where several that
    stand equally near say different things.
    """
    pool = [pair for pair in pairs if not pair.message.obsolete] or pairs
    of_context = [pair for pair in pool if pair.message.context == message.context]
    pool = of_context or pool
    if len(pool) > 1:
        places = _places(message)
        nearness = [_nearness(places, _places(pair.message)) for pair in pool]
        most = max(nearness)
        pool = [pair for pair, near in zip(pool, nearness, strict=True) if near == most]
    agreed = len({pair.translation for pair in pool}) == 1
    return pool[0], agreed and (message.context is None or bool(of_context))


def _places(message: Message) -> list[list[str]]:
    """The files that a message names in ``#:``, each as its folders and name, last first."""
    found = comments.places(message.text[: message.head])
    return [path.partition(":")[0].split("/")[::-1] for path, _ in found]


def _nearness(ours: Iterable[list[str]], theirs: Sequence[list[str]]) -> int:
    """How much of two files' paths is the same, counted from their ends."""
    best = 0
    for own in ours:
        for other in theirs:
            count = 0
            while count < min(len(own), len(other)) and own[count] == other[count]:
                count += 1
            best = max(best, count)
    return best


def _adapted(pair: _Pair, text: str) -> str | None:
    """A pair's translation with the markup of another text, where all else is the same."""
    old, new = _SPACES.sub(" ", pair.text), _SPACES.sub(" ", text)
    return pair.translation if old == new else with_markup(old, new, pair.translation)


def _offer(pair: _Pair, kind: str) -> _Offer:
    return _Offer(pair, "fuzzy" if pair.message.fuzzy else kind)


def _given(message: Message, offer: _Offer) -> polib.POEntry:
    """A message's entry with what it is offered."""
    entry, source = message.entry(), offer.pair.message.entry()
    entry.msgstr = offer.pair.translation
    entry.tcomment = "\n".join(filter(None, (entry.tcomment, source.tcomment)))
    if offer.kind == "fuzzy":
        entry.flags.insert(0, "fuzzy")
        entry.previous_msgctxt, entry.previous_msgid = source.msgctxt, offer.pair.text
        if source.previous_msgid is not None:
            entry.previous_msgctxt = source.previous_msgctxt
            entry.previous_msgid = source.previous_msgid
    return entry
