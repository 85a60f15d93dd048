"""Extraction: documents to the messages of their POT files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import polib

from varaq import po
from varaq.catalog import DATE, HEADER, REVISED, Catalog, Key, Style, header_text
from varaq.document import Document
from varaq.unit import Unit

_JOINER = " › "


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


def entries(document: Document) -> list[polib.POEntry]:
    """A document's messages in the order of its units, each once.

    What a unit is, where it stands and the author's notes go to ``#.``; ``#:`` names the file
    without a line number, so that an edit further up touches no entry.
    """
    found: dict[Key, polib.POEntry] = {}
    comments: dict[Key, dict[str, None]] = {}
    for unit in document.units:
        entry = found.get(unit.key)
        if entry is None:
            entry = found[unit.key] = polib.POEntry(
                msgid=unit.text, msgctxt=unit.context, occurrences=[(document.path, "")]
            )
        comments.setdefault(unit.key, {}).update(dict.fromkeys(remarks(unit)))
    for key, entry in found.items():
        entry.comment = "\n".join(comments[key])
    return list(found.values())


def remarks(unit: Unit) -> list[str]:
    """What translators are told of a unit: what it is and under which headings, and the notes."""
    path = _JOINER.join(" ".join(title.split()) for title in unit.section)
    return [f"{unit.kind} § {path}" if path else unit.kind, *unit.notes]


def pot(messages: Iterable[polib.POEntry], origin: Origin) -> Catalog:
    """A POT file with these messages."""
    style = Style()
    header = polib.POEntry(
        msgid="",
        msgstr=header_text(
            {
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
        ),
        flags=["fuzzy"],
    )
    first = po.message(header, style, lead="")
    return Catalog((first, *(po.message(entry, style) for entry in messages)), "", style)


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
    found: dict[Key, polib.POEntry] = {}
    for catalog in several:
        for message in catalog:
            entry = message.entry()
            known = found.setdefault(message.key, entry)
            if known is not entry:
                comments = [line for line in (known.comment, entry.comment) if line]
                known.comment = "\n".join(dict.fromkeys("\n".join(comments).split("\n")))
                known.occurrences = list(dict.fromkeys([*known.occurrences, *entry.occurrences]))
                known.flags = list(dict.fromkeys([*known.flags, *entry.flags]))
    first = several[0]
    style = first.style
    header = [message for message in first.messages if message.key == HEADER]
    return Catalog((*header, *(po.message(entry, style) for entry in found.values())), "", style)
