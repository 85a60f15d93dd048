"""Entries: one message as a translator edits it, and how that is saved."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import polib

from varaq import journal, po, saving
from varaq.catalog import REVISED, Catalog, Key, Message
from varaq.desk.shelf import Kept, Shelf, sign
from varaq.errors import Problem, VaraqError
from varaq.locales import Locale
from varaq.plurals import form_count, form_index
from varaq.pots import now

_EXAMPLES = 4
"""So many numbers show what a plural form is for."""
_UP_TO = 200
"""They are looked for among these,"""
_LARGE = (1_000, 100_000, 1_000_000)
"""and among these for a form that has none: French and Spanish may have one for millions."""
_HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
"""What has to stand before an entry that is read by itself."""


Previous = tuple[str | None, str | None, str | None]
"""The msgctxt, msgid and msgid_plural that a fuzzy translation was made for."""


@dataclass(frozen=True, slots=True)
class Edit:
    """What a translator has typed, or is taken back."""

    strings: tuple[str, ...]
    fuzzy: bool
    comment: str | None = None
    """None where the comment is left as it is."""
    previous: Previous | None = None
    """None where that of a fuzzy translation is left as it is."""


@dataclass(frozen=True, slots=True)
class Past:
    """What a save replaced in one message."""

    save: int
    """The save's number in the journal."""
    when: str
    """When it was made, as ISO 8601."""
    before: Edit
    """The translation before it."""


def name_of(key: Key) -> str:
    """A name for a message in addresses: 16 hexadecimal digits.

    >>> name_of((None, "Salam"))
    'e6aff8d7aabcab5a'
    """
    context, msgid = key
    whole = msgid if context is None else f"{context}\4{msgid}"
    return hashlib.sha256(whole.encode(errors="surrogatepass")).hexdigest()[:16]


def named(catalog: Catalog, name: str) -> Message:
    """The message of a name. Raises `VaraqError` where the catalog has none."""
    for message in catalog:
        if name_of(message.key) == name:
            return message
    raise VaraqError(
        Problem(
            "unknown-message", "this text is no more in the document", "open the document again"
        )
    )


def forms_of(message: Message, catalog: Catalog) -> tuple[str, ...]:
    """A message's translation in as many forms as its catalog asks for, those it lacks empty."""
    return message.strings + ("",) * (_form_count(message, catalog) - len(message.strings))


def _form_count(message: Message, catalog: Catalog) -> int:
    """How many forms a message has to have; 0 where that can't be told."""
    if message.plural is None:
        return 1
    return form_count(catalog.fields.get("Plural-Forms", "")) or 0


def edited(message: Message, edit: Edit, catalog: Catalog) -> Message:
    """A message with what was typed, laid out as its file is; itself where that changes nothing.

    Raises `VaraqError` where that is nothing, or more forms than there are.
    """
    before = forms_of(message, catalog)
    strings = edit.strings + ("",) * (len(before) - len(edit.strings))
    if not edit.strings or len(strings) > len(before):
        what = f"{len(edit.strings)} texts were sent for {len(before)}"
        raise VaraqError(Problem("request", what, "reload the page"))
    entry, was = message.entry(), message.entry()
    if message.plural is not None:
        entry.msgstr_plural = dict(enumerate(strings))
    else:
        entry.msgstr = strings[0]
    flags = [flag for flag in entry.flags if flag != "fuzzy"]
    previous = _previous(was) if edit.previous is None else edit.previous
    if edit.fuzzy and any(strings):
        flags.insert(0, "fuzzy")
    elif any(strings):
        previous = (None, None, None)  # what it was made for before is of no more use
    entry.previous_msgctxt, entry.previous_msgid, entry.previous_msgid_plural = previous
    entry.flags = flags
    if edit.comment is not None:
        entry.tcomment = edit.comment
    same = (
        before == strings
        and message.fuzzy == ("fuzzy" in flags)
        and entry.tcomment == was.tcomment
        and previous == _previous(was)
    )
    return message if same else po.message(entry, po.measured(catalog), message.lead)


def _previous(entry: polib.POEntry) -> Previous:
    return entry.previous_msgctxt, entry.previous_msgid, entry.previous_msgid_plural


def with_message(catalog: Catalog, old: Message, new: Message) -> Catalog:
    """A catalog with one message in another's place."""
    messages = tuple(new if message is old else message for message in catalog.messages)
    return replace(catalog, messages=messages)


def save(shelf: Shelf, locale: Locale, domain: str, name: str, seen: str, edit: Edit) -> Message:
    """Put what was typed into the catalog's file; the message as it is then.

    ``seen`` is the entry's text as the translator saw it. Raises `varaq.saving.Conflict` where
    its translation is another by now, and `VaraqError` where the file can't be read or written.
    """
    path = shelf.project.catalog_path(locale.code, domain)
    shown = shelf.project.shown(path)
    saved: list[Message] = []

    def change(before: str | None) -> str | None:
        if before is None:
            raise VaraqError(
                Problem(
                    "no-catalog",
                    "the catalog is gone",
                    f"make it with: varaq init {locale.code}",
                    shown,
                )
            )
        held = shelf.catalog(locale.code, domain)
        # most often it is what was read already, and that is seen sooner than it is read again
        stored = held if po.write(held) == before else po.parse(before, shown)
        catalog = shelf.updated(locale, domain, stored)
        message = named(catalog, name)
        if message.text != seen and not _alike(message, seen):
            raise saving.Conflict(
                Problem(
                    "conflict",
                    "somebody else changed this message",
                    "look at both",
                    shown,
                    message.line,
                )
            )
        new = edited(message, edit, catalog)
        saved[:] = [new]
        if new is message:
            return None
        return po.write(with_message(catalog, message, new).dated(now(), REVISED))

    saving.save(shelf.project.root, path, change)
    shelf.look()
    return saved[0]


def _alike(message: Message, seen: str) -> bool:
    """Whether an entry that was seen has a message's texts, state and comment.

    Where the message stands, which an author may change while it is translated, is in it too.
    """
    try:
        (was,) = po.parse(_HEAD + seen.replace("\r\n", "\n"))
    except (VaraqError, ValueError):
        return False  # no entry, or several
    return _told_by(was) == _told_by(message)


def _told_by(message: Message) -> tuple[object, ...]:
    entry = message.entry()
    return message.key, message.plural, message.strings, message.fuzzy, entry.tcomment, entry.flags


def forms(locale: Locale, catalog: Catalog) -> list[str]:
    """For each plural form of a catalog, some numbers that it is for: ``1, 21, 31, 41``.

    Empty where none is found, and no forms where the catalog's rule can't be read.
    """
    rule = catalog.fields.get("Plural-Forms") or locale.plural_forms or "nplurals=1; plural=0;"
    found: list[list[str]] = [[] for _ in range(form_count(rule) or 0)]
    if found:
        for number in (*range(_UP_TO), *_LARGE):
            held = found[form_index(rule, number)]
            if len(held) < (_EXAMPLES if number < _UP_TO else 1):
                held.append(locale.number(number))
    return [", ".join(held) for held in found]


class History:
    """What the journal says of messages."""

    __slots__ = ("_changes", "_shelf")

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._changes: Kept[tuple[str, str, Mapping[str, Edit]]] = Kept()
        """By the number of a save: its file, its time, and what its messages were before."""

    def of(self, shown: str, name: str) -> list[Past]:
        """What the saves of a file replaced in a message, newest first."""
        found = []
        folder = self._shelf.project.root / ".varaq" / "journal"
        for number in sorted(journal.numbers(folder), reverse=True):
            state = sign(os.fspath(journal.file(folder, number)))
            path, when, before = self._changes.get(number, state, partial(_told, folder, number))
            if path == shown and name in before:
                found.append(Past(number, when, before[name]))
        return found


def _told(folder: Path, number: int) -> tuple[str, str, Mapping[str, Edit]]:
    made = journal.change(folder, number)
    return (made.path, made.when, replaced(made)) if made else ("", "", {})


def replaced(made: journal.Change) -> dict[str, Edit]:
    """What a save replaced: the translations of its messages before, by their names."""
    old = _translations(made.gone)
    return {name: old.get(name, Edit(("",), fuzzy=False)) for name in _translations(made.came)}


def _translations(parts: Iterable[str]) -> dict[str, Edit]:
    found = {}
    for part in parts:
        try:
            for message in po.parse(f"{_HEAD}{part}\n"):
                made_for = _previous(message.entry())
                edit = Edit(message.strings, fuzzy=message.fuzzy, previous=made_for)
                found[name_of(message.key)] = edit
        except VaraqError:
            continue  # half an entry, of a file with blank lines in its strings
    return found
