"""Three-way merging of catalogs, message by message; for git, and for undoing a save.

The rules, for each message:

- changed on one side only: that side's;
- changed alike on both: either's;
- translated on one side, untranslated or fuzzy on the other: the translated one;
- translated differently on both: ours, fuzzy, with their text in a translator's comment, so
  that no text is lost and a person decides;
- gone on one side, changed on the other: what changed stays.

The header is merged field by field; where both sides changed one, the later revision date
and our other fields stay.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import polib

from varaq import po
from varaq.catalog import HEADER, REVISED, Catalog, Message, header_fields, header_text

_Place = tuple[str | None, str, bool]


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of a three-way merge."""

    catalog: Catalog
    conflicts: tuple[str, ...]
    """The msgids that a person has to decide about; fuzzy in the catalog."""


def merge3(base: Catalog, ours: Catalog, theirs: Catalog) -> Merged:
    """``ours`` with what ``theirs`` changed since ``base``.

    Messages that only our side has, or that nobody changed, stay byte for byte.
    """
    old, mine, other = _by_place(base), _by_place(ours), _by_place(theirs)
    conflicts: list[str] = []
    chosen: dict[_Place, Message] = {}
    for place in _order(mine, other):
        key = place[:2]
        b, o, t = _find(old, key), _find(mine, key), _find(other, key)
        if key == HEADER:
            picked = _header(b, o, t, ours)
        else:
            picked, conflict = _decide(b, o, t, ours)
            if conflict:
                conflicts.append(place[1])
        if picked is not None:
            chosen[(*picked.key, picked.obsolete)] = picked
    messages = _arranged(ours, chosen, _order(other, mine))
    if [m.text for m in messages] == [m.text for m in ours.messages]:
        return Merged(ours, tuple(conflicts))
    return Merged(replace(ours, messages=tuple(messages)), tuple(conflicts))


def _by_place(catalog: Catalog) -> dict[_Place, Message]:
    return {(*message.key, message.obsolete): message for message in catalog.messages}


def _order(first: dict[_Place, Message], second: dict[_Place, Message]) -> list[_Place]:
    """Each message once, whether in use or obsolete."""
    seen: dict[tuple[str | None, str], _Place] = {}
    for place in (*first, *second):
        seen.setdefault((place[0], place[1]), place)
    return list(seen.values())


def _find(messages: dict[_Place, Message], key: tuple[str | None, str]) -> Message | None:
    return messages.get((*key, False)) or messages.get((*key, True))


def _value(message: Message | None) -> object:
    """What makes a message the same as another, however it is laid out."""
    if message is None:
        return None
    entry = message.entry()
    return (
        message.strings,
        message.plural,
        message.fuzzy,
        message.obsolete,
        entry.tcomment,
        entry.comment,
        entry.occurrences,
        sorted(entry.flags),
        entry.previous_msgid,
    )


def _decide(
    base: Message | None, ours: Message | None, theirs: Message | None, catalog: Catalog
) -> tuple[Message | None, bool]:
    """The message that stays, and whether a person has to decide."""
    b, o, t = _value(base), _value(ours), _value(theirs)
    if o == t or b == t:
        return ours, False
    if b == o:
        return theirs, False
    if ours is None or theirs is None:
        return ours or theirs, False
    if ours.strings == theirs.strings or not theirs.has_text:
        return (theirs if ours.fuzzy and not theirs.fuzzy else ours), False
    if not ours.has_text:
        return theirs, False
    if base is not None and ours.strings == base.strings and not theirs.fuzzy:
        return theirs, False
    if base is not None and theirs.strings == base.strings and not ours.fuzzy:
        return ours, False
    if ours.fuzzy != theirs.fuzzy:
        return (theirs if ours.fuzzy else ours), False
    entry = ours.entry()
    if "fuzzy" not in entry.flags:
        entry.flags.insert(0, "fuzzy")
    notes = [entry.tcomment] if entry.tcomment else []
    notes += [f"theirs: {line}" for text in theirs.strings for line in text.split("\n")]
    entry.tcomment = "\n".join(dict.fromkeys(notes))
    return po.message(entry, po.measured(catalog)), True


def _header(
    base: Message | None, ours: Message | None, theirs: Message | None, catalog: Catalog
) -> Message | None:
    if ours is None or theirs is None:
        return ours or theirs
    if ours.strings == theirs.strings:
        return ours
    b = header_fields(base.strings[0]) if base else {}
    o, t = header_fields(ours.strings[0]), header_fields(theirs.strings[0])
    taken = {
        name: value for name, value in t.items() if o.get(name) == b.get(name) or name not in o
    }
    fields = o | taken
    for name in b:
        if name not in t and o.get(name) == b[name]:
            fields.pop(name, None)
    if REVISED in o and REVISED in t:
        fields[REVISED] = max(o[REVISED], t[REVISED])
    if fields == o:
        return ours
    entry: polib.POEntry = ours.entry()
    entry.msgstr = header_text(fields)
    return po.message(entry, po.measured(catalog), ours.lead)


def _arranged(
    ours: Catalog, chosen: dict[_Place, Message], their_order: Iterable[_Place]
) -> list[Message]:
    """The chosen messages in our order, those that are theirs alone behind their neighbours."""
    left = dict(chosen)
    result: list[Message] = []
    for message in ours.messages:
        picked = _take(left, message.key)
        if picked is not None:
            result.append(picked)
    position = {message.key: index for index, message in enumerate(result)}
    before = -1
    added: list[tuple[int, Message]] = []
    for place in their_order:
        key = (place[0], place[1])
        if key in position:
            before = position[key]
        else:
            picked = _take(left, key)
            if picked is not None:
                added.append((len(result) if picked.obsolete else before + 1, picked))
    arranged: list[Message] = []
    at = 0
    for index, message in sorted(added, key=lambda pair: pair[0]):
        arranged += [*result[at:index], message]
        at = index
    return arranged + result[at:]


def _take(left: dict[_Place, Message], key: tuple[str | None, str]) -> Message | None:
    return left.pop((*key, False), None) or left.pop((*key, True), None)
