"""Extraction: documents to the messages of their POT files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from varaq import po
from varaq.catalog import DATE, HEADER, REVISED, Catalog, Key, Message, Style, header_text
from varaq.document import Document
from varaq.unit import Unit

_JOINER = " › "
_STYLE = Style()
"""How POT files are laid out."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What the header of a POT file says of where it comes from."""

    project: str
    """The project's name and version (Project-Id-Version)."""
    source: str
    """The source language's code (X-Source-Language, which Poedit reads)."""
    created: str
    """When it was made: ``2026-11-24 12:00+0000``."""
    bugs: str = ""
    """Where to write about the source text (Report-Msgid-Bugs-To)."""


def messages(document: Document) -> list[Message]:
    """A document's messages in the order of its units, each once, as a POT file has them.

    What a unit is, where it stands and the author's notes go to ``#.``; ``#:`` names the file
    without a line number, so that an edit further up touches no entry.

    >>> from varaq.document import read
    >>> print(messages(read("a", "content/a.md", "# Salam"))[0].text)
    <BLANKLINE>
    #. heading 1
    #: content/a.md
    msgid "Salam"
    msgstr ""
    <BLANKLINE>
    """
    found: dict[Key, dict[str, None]] = {}
    for unit in document.units:
        comments = dict.fromkeys(remarks(unit))
        known = found.setdefault(unit.key, comments)
        if known is not comments:
            known.update(comments)
    places = (document.path,)
    return [po.untranslated(key, comments, places, _STYLE) for key, comments in found.items()]


def remarks(unit: Unit) -> list[str]:
    """What translators are told of a unit: what it is and under which headings, and the notes."""
    path = _path(unit.section)
    return [f"{unit.kind} § {path}" if path else unit.kind, *unit.notes]


@lru_cache(16)
def _path(section: tuple[str, ...]) -> str:
    """Headings on one line; most units stand under those of the one before."""
    return _JOINER.join(" ".join(title.split()) for title in section)


def pot(messages: Iterable[Message], origin: Origin) -> Catalog:
    """A POT file with these messages."""
    fields = {
        "Project-Id-Version": origin.project,
        "Report-Msgid-Bugs-To": origin.bugs,
        DATE: origin.created,
        REVISED: "YEAR-MO-DA HO:MI+ZONE",
        "Last-Translator": "FULL NAME <EMAIL@ADDRESS>",
        "Language-Team": "LANGUAGE <LL@li.org>",
        "Language": "",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Source-Language": origin.source,
    }
    return Catalog((po.header(header_text(fields), _STYLE), *messages), "", _STYLE)


def renewed(old: Catalog, new: Catalog) -> Catalog:
    """``new``, but ``old`` itself where they differ in nothing but the date."""

    def undated(catalog: Catalog) -> tuple[object, ...]:
        return (
            [(name, value) for name, value in catalog.fields.items() if name != DATE],
            [message.text for message in catalog.messages if message.key != HEADER],
            catalog.tail,
        )

    return old if undated(old) == undated(new) else replace(new, path=old.path)


def union(pots: Iterable[Catalog]) -> Catalog:
    """One POT of several: each message once, with the comments and places of all."""
    several = list(pots)
    found: dict[Key, Message] = {}
    for catalog in several:
        for message in catalog:
            known = found.get(message.key)
            found[message.key] = message if known is None else _both(known, message)
    first = several[0]
    header = [message for message in first.messages if message.key == HEADER]
    return Catalog((*header, *found.values()), "", first.style)


def _both(known: Message, other: Message) -> Message:
    """One message with the comments, places and flags of two."""
    entry, more = known.entry(), other.entry()
    comments = [line for line in (entry.comment, more.comment) if line]
    entry.comment = "\n".join(dict.fromkeys("\n".join(comments).split("\n")))
    entry.occurrences = list(dict.fromkeys([*entry.occurrences, *more.occurrences]))
    entry.flags = list(dict.fromkeys([*entry.flags, *more.flags]))
    return po.message(entry, _STYLE)
