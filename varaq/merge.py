"""Merging: a catalog brought up to date with its POT, no translation lost.

For each message of the POT, in this order: the entry with the same msgid; an obsolete one
that comes back; one whose translation was made for this msgid before it changed; one whose
msgid differs in white space, quotes or case; the most similar one. The last two are fuzzy,
and ``#|`` says which msgid the translation was made for. Entries that nothing changed in stay
as they stand, byte for byte.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import polib

from varaq import flags, po
from varaq.alignment import whole, with_markup
from varaq.catalog import DATE, HEADER, PEOPLE, Catalog, Key, Message, Style, header_text
from varaq.donors import SURE, Donors
from varaq.plurals import form_count

if TYPE_CHECKING:
    from varaq.locales import Locale  # which brings all of Babel along


def init(pot: Catalog, locale: Locale, others: Sequence[Catalog] = ()) -> Catalog:
    """A new catalog for a language: untranslated, but for what its ``others`` have."""
    fields = dict(pot.fields)
    fields["Language"] = locale.code
    fields.update(dict.fromkeys(PEOPLE, ""))
    if locale.plural_forms:
        fields["Plural-Forms"] = locale.plural_forms
    entry = polib.POEntry(msgid="", msgstr=header_text(fields))
    style = Style()
    return update(Catalog((po.message(entry, style, lead=""),), "", style), pot, others)


def update(old: Catalog, pot: Catalog, others: Sequence[Catalog] = ()) -> Catalog:
    """``old`` with the messages of ``pot``; ``old`` itself where nothing is to be changed.

    ``others`` are the language's other catalogs: a message that has moved from one of them
    brings its translation along.
    """
    return _Merge(old, pot, others).merged()


class _Merge:
    """One catalog being merged with one POT."""

    __slots__ = (
        *("_active", "_before", "_donors", "_forms", "_here", "_left", "_measured", "_next"),
        *("_obsolete", "_old", "_others", "_pot", "_spent", "_twins", "_wanted"),
    )

    def __init__(self, old: Catalog, pot: Catalog, others: Sequence[Catalog]) -> None:
        self._old = old
        self._pot = pot
        self._others = others
        self._wanted = {message.key for message in pot}
        self._active = old.by_key()
        self._obsolete: dict[Key, Message] = {}
        self._twins: dict[tuple[Key, str | None], Message] = {}
        """Obsolete entries whose text is in use with another plural, or without one."""
        for message in old.messages:
            if message.obsolete and message.key in self._active:
                if message.has_text:
                    self._twins.setdefault((message.key, message.plural), message)
            elif message.obsolete:
                known = self._obsolete.setdefault(message.key, message)
                if message.has_text and not known.has_text:
                    self._obsolete[message.key] = message
        self._forms = form_count(old.fields.get("Plural-Forms", "")) or 2
        self._spent: set[Key] = set()
        """The keys of entries that are gone from the POT and live on in another message."""
        self._left: list[Message] = []
        """Entries that are not whole in what came of them, whose text is the same."""
        self._measured: Style | None = None
        self._donors: Donors | None = None
        order = [HEADER, *self._active]
        self._next = dict(zip(order, self._active.values(), strict=False))
        """What stands behind each entry of the old file."""
        self._before: Key = HEADER
        self._here: Message | None = None
        """The old entry in the place of the message that is looked at."""

    @property
    def _style(self) -> Style:
        """The style of the file; measured when the first entry is laid out."""
        if self._measured is None:
            self._measured = po.measured(self._old)
        return self._measured

    def merged(self) -> Catalog:
        fresh: dict[Key, Message] = {}
        for reference in self._pot:
            key = reference.key
            kept = self._active.get(key)
            if kept is not None:
                fresh[key] = self._refreshed(kept, reference)
                self._before = key  # all others have no place of their own in the old file
            elif key in self._obsolete:
                fresh[key] = self._revived(self._obsolete[key], reference)
            else:
                self._here = self._next.get(self._before)
                fresh[key] = self._found(reference)
                if self._here is not None and self._here.key in self._spent:
                    self._before = self._here.key
        gone = [
            message
            for key, message in self._active.items()
            if key not in self._wanted and key not in self._spent and _worth_keeping(message)
        ]
        messages = self._ordered(fresh, [*gone, *self._left])
        if len(messages) == len(self._old.messages) and all(
            new.text == was.text for new, was in zip(messages, self._old.messages, strict=True)
        ):
            return self._old
        merged = replace(self._old, messages=tuple(messages))
        created = self._pot.fields.get(DATE)
        return merged.dated(created) if created else merged

    def _refreshed(self, kept: Message, reference: Message) -> Message:
        """An entry with the POT's comments, places and format flags."""
        if kept.plural != reference.plural:
            return self._with_other_forms(kept, reference)
        if kept.head == reference.head and kept.text.startswith(reference.text[: kept.head]):
            return kept
        if kept.text[: kept.head].strip() == reference.text[: reference.head].strip():
            return kept
        entry, wanted = kept.entry(), reference.entry()
        marks = flags.merged(entry.flags, wanted.flags)
        if (
            entry.comment == wanted.comment
            and entry.occurrences == wanted.occurrences
            and set(entry.flags) == set(marks)
        ):
            return kept
        entry.comment, entry.occurrences, entry.flags = wanted.comment, wanted.occurrences, marks
        return po.with_comments(kept, entry, self._style)

    def _with_other_forms(self, kept: Message, reference: Message) -> Message:
        """An entry whose text has a plural now, another one, or none any more."""
        twin = self._twins.get((kept.key, reference.plural))
        if twin is None:
            new = self._suggestion(kept, reference)
        else:
            self._obsolete[twin.key] = twin
            new = self._revived(twin, reference)
        if not _holds(new, kept):
            self._left.append(kept)
        return new

    def _revived(self, gone: Message, reference: Message) -> Message:
        """An obsolete entry whose source is back, as it was."""
        if gone.plural != reference.plural:
            new = self._suggestion(gone, reference)
            if _holds(new, gone):
                self._spent.add(gone.key)
            return new
        self._spent.add(gone.key)
        entry, wanted = gone.entry(), reference.entry()
        entry.obsolete = False
        entry.comment, entry.occurrences = wanted.comment, wanted.occurrences
        entry.flags = flags.merged(entry.flags, wanted.flags)
        return po.message(entry, self._style)

    def _found(self, reference: Message) -> Message:
        """A new message, with the translation of the old one that is most like it."""
        if self._donors is None:
            candidates = [*self._active.values(), *self._obsolete.values()]
            self._donors = Donors(candidates, self._wanted, self._others)
        moved = self._donors.moved(reference)
        if moved is not None:
            return self._moved(moved, reference)
        donor, likeness = self._donors.like(reference, self._here) or (None, 0.0)
        part = self._donors.aligned(reference) if likeness < SURE else None
        if part is None and donor is not None:
            told = "| msgid" in donor.text[: donor.head]
            all_taken = donor.plural is None or reference.plural is not None
            own = donor in (self._active.get(donor.key), self._obsolete.get(donor.key))
            gone = own and donor.key not in self._wanted
            if gone and all_taken and (told or not donor.fuzzy):
                self._spent.add(donor.key)
            return self._suggestion(donor, reference)
        entry = reference.entry()
        if part is not None:
            entry.msgstr, entry.tcomment = part.text, part.comment
            entry.previous_msgid = part.made_for
            entry.flags = flags.merged(["fuzzy"], entry.flags)
        elif reference.plural is not None:
            entry.msgstr_plural = dict.fromkeys(range(self._forms), "")
        return po.message(entry, self._style)

    def _moved(self, found: Message, reference: Message) -> Message:
        """A message with what another catalog has for it, its state included."""
        entry, source = reference.entry(), found.entry()
        entry.msgstr, entry.msgstr_plural = source.msgstr, source.msgstr_plural
        entry.tcomment = source.tcomment
        entry.flags = flags.merged(source.flags, entry.flags)
        if found.fuzzy:
            entry.previous_msgctxt = source.previous_msgctxt
            entry.previous_msgid = source.previous_msgid
            entry.previous_msgid_plural = source.previous_msgid_plural
        return po.message(entry, self._style)

    def _suggestion(self, donor: Message, reference: Message) -> Message:
        """The POT's message with a donor's translation, fuzzy."""
        entry, source = reference.entry(), donor.entry()
        if reference.plural is None:
            entry.msgstr = donor.strings[0]
        else:
            last = len(donor.strings) - 1
            entry.msgstr_plural = {
                index: donor.strings[min(index, last)]
                for index in range(max(self._forms, last + 1))
            }
        if donor.fuzzy and source.previous_msgid is not None:
            entry.previous_msgctxt = source.previous_msgctxt
            entry.previous_msgid = source.previous_msgid
            entry.previous_msgid_plural = source.previous_msgid_plural
        else:
            entry.previous_msgctxt = donor.context
            entry.previous_msgid = donor.id
            entry.previous_msgid_plural = donor.plural
        made_for = (entry.previous_msgctxt, entry.previous_msgid, entry.previous_msgid_plural)
        came_back = (
            made_for == (reference.context, reference.id, reference.plural)
            and (reference.plural is None or donor.plural is not None)
            and whole(reference.id, donor.strings[0])
        )
        entry.tcomment = source.tcomment
        entry.flags = flags.merged(source.flags, entry.flags)
        adapted = None
        if not donor.fuzzy and reference.plural is None and donor.plural is None:
            adapted = with_markup(donor.id, reference.id, donor.strings[0])
        if adapted is not None:
            entry.msgstr = adapted  # nothing but markup or a link has changed
        if came_back or adapted is not None:
            # the source is again what the translation was made for
            entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
            entry.previous_msgctxt = entry.previous_msgid = entry.previous_msgid_plural = None
        elif "fuzzy" not in entry.flags:
            entry.flags.insert(0, "fuzzy")
        return po.message(entry, self._style)

    def _ordered(self, fresh: dict[Key, Message], gone: list[Message]) -> list[Message]:
        """The messages in the POT's order, obsolete ones where they stood or at the end."""
        old = [message for message in self._old.messages if not self._leaves(message)]
        survivors = [
            message.key for message in old if not message.obsolete and message.key in fresh
        ]
        known = set(survivors)
        steady = survivors == [key for key in fresh if key in known]
        result: list[Message] = []
        rest = iter(fresh.items())
        if steady:
            for message in old:
                if message.obsolete or message.key == HEADER:
                    result.append(message)
                elif message.key in fresh:
                    for key, new in rest:
                        if key == message.key:
                            result.append(new)
                            break
                        result.append(new)
            trailing = [new for _, new in rest]
            at = len(result)
            while at and result[at - 1].obsolete:
                at -= 1
            result[at:at] = trailing
        else:
            result += [message for message in old if message.key == HEADER and not message.obsolete]
            result += fresh.values()
            result += [message for message in old if message.obsolete]
        return result + [self._obsoleted(message) for message in gone]

    def _leaves(self, message: Message) -> bool:
        """Whether an entry of the old file has no place of its own in the new one."""
        return message.key in self._spent and self._obsolete.get(message.key) is message

    def _obsoleted(self, message: Message) -> Message:
        entry = message.entry()
        entry.obsolete = True
        entry.comment, entry.occurrences = "", []
        return po.message(entry, self._style)


def _holds(new: Message, old: Message) -> bool:
    """Whether all that translators have written in an entry is in what came of it."""
    noted = {"", new.entry().tcomment}
    return {*old.strings} <= {"", *new.strings} and old.entry().tcomment in noted


def _worth_keeping(message: Message) -> bool:
    return message.has_text or bool(message.entry().tcomment)
