"""Three-way merging of catalogs, message by message and part by part; for git, and for undo.

The parts of a message are its text (the strings, whether they are fuzzy, ``#|``), whether it is
obsolete, what translators noted, and the source's comments, places and flags. For each:

- changed on one side only: that side's;
- changed alike on both: either's;
- a text translated on one side, untranslated or fuzzy on the other: the translated one, with the
  fuzzy one in a translator's comment where it is new;
- translated differently on both: ours, fuzzy, with their text in a translator's comment, so
  that no text is lost and a person decides;
- noted differently on both: both notes;
- anything else that both changed: ours.

A message gone on one side and changed on the other stays as it was changed. The header's fields
are merged one by one; where both sides changed one, the later revision date and our other
fields stay. To undo a save is stricter: what is no more as the save left it stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TypeVar

import polib

from varaq import comments, po
from varaq.catalog import HEADER, REVISED, Catalog, Message
from varaq.dates import moment
from varaq.editions import Place, Said, by_place, parts, same

_T = TypeVar("_T")
_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of a three-way merge."""

    catalog: Catalog
    conflicts: tuple[str, ...]
    """The msgids that a person has to decide about."""


_Choice = tuple[Message | None, bool]
"""The message that stays, and whether a person has to decide."""
_Decide = Callable[[Message | None, Message | None, Message | None, Catalog], _Choice]


def merge3(base: Catalog, ours: Catalog, theirs: Catalog) -> Merged:
    """``ours`` with what ``theirs`` changed since ``base``; conflicts are fuzzy in it.

    Messages that only our side has, or that they did not change, stay byte for byte.
    """
    chosen, conflicts = _chosen(base, ours, theirs, _decide)
    _note_lost(chosen, base, ours, theirs)
    return _merged(chosen, conflicts, base, ours, theirs)


def undone(after: Catalog, now: Catalog, before: Catalog) -> Merged:
    """``now`` without what was changed between ``before`` and ``after``.

    A message that is no more as it was ``after`` stays as it is; it is a conflict where there
    was something to take back.
    """
    chosen, conflicts = _chosen(after, now, before, _keep)
    return _merged(chosen, conflicts, after, now, before)


def _chosen(
    base: Catalog, ours: Catalog, theirs: Catalog, decide: _Decide
) -> tuple[dict[Place, Message], list[str]]:
    """The message for each place, and the msgids that a person has to decide about."""
    old, mine, other = by_place(base), by_place(ours), by_place(theirs)
    conflicts: list[str] = []
    chosen: dict[Place, Message] = {}
    for place in mine | other:
        b, o, t = old.get(place), mine.get(place), other.get(place)
        if same(o, t) or same(b, t):
            picked, conflict = o, False
        elif same(b, o):
            picked, conflict = t, False
        elif place == (HEADER, 0) and o is not None and t is not None:
            picked, conflict = _header(b, o, t, ours), False
        else:
            picked, conflict = decide(b, o, t, ours)
        if conflict:
            conflicts.append(place[0][1])
        if picked is not None:
            chosen[place] = picked if picked is o else _fitted(picked, ours)
    return chosen, conflicts


def _note_lost(chosen: dict[Place, Message], base: Catalog, ours: Catalog, theirs: Catalog) -> None:
    """Have the notes of messages say what one side says there and no side has taken out.

    It would be in none of the chosen ones: a new fuzzy text beside a translated one.
    """
    mine, other = by_place(ours), by_place(theirs)
    before, here, there, merged = map(
        Said, (base.messages, ours.messages, theirs.messages, [*chosen.values()])
    )
    for place, picked in list(chosen.items()):
        o, t = mine.get(place), other.get(place)
        if o is None or t is None or o.text == t.text or place[0] == HEADER:
            continue
        for name, side, opposite in (("ours", o, there), ("theirs", t, here)):
            for text in filter(None, side.strings):
                if text in picked.strings or text in merged:
                    continue
                if text not in before or text in opposite:
                    chosen[place] = _with_note(chosen[place], name, text, ours)


def _with_note(message: Message, side: str, text: str, catalog: Catalog) -> Message:
    """A message whose translators' note has what a side says."""
    entry = message.entry()
    said = "\n".join(f"{side}: {line}".rstrip() for line in text.split("\n"))
    entry.tcomment = comments.united("", entry.tcomment, said)
    made = po.with_comments(message, entry, po.measured(catalog))
    return message if same(made, message) else made


def _merged(
    chosen: Mapping[Place, Message],
    conflicts: Iterable[str],
    base: Catalog,
    ours: Catalog,
    theirs: Catalog,
) -> Merged:
    """The chosen messages as a catalog, in our order."""
    messages = _arranged(by_place(ours), chosen, by_place(theirs))
    tail = _tail(base, ours, theirs)
    if tail == ours.tail and [m.text for m in messages] == [m.text for m in ours.messages]:
        return Merged(ours, tuple(conflicts))
    return Merged(replace(ours, messages=tuple(messages), tail=tail), tuple(conflicts))


def _fitted(message: Message, catalog: Catalog) -> Message:
    """A message as a catalog's file can hold it, which may end its lines in another way."""
    lines = message.text.count("\n")
    windows = lines if catalog.style.newline == "\r\n" else 0
    if message.text.count("\r\n") == windows:
        return message
    return po.message(message.entry(), po.measured(catalog))


def _keep(
    _base: Message | None, ours: Message | None, _theirs: Message | None, _catalog: Catalog
) -> _Choice:
    """Our message, whatever it is."""
    return ours, True


def _decide(
    base: Message | None, ours: Message | None, theirs: Message | None, catalog: Catalog
) -> _Choice:
    """What comes of a message that both sides changed."""
    if ours is None or theirs is None:
        return ours or theirs, False
    picked, conflict = _worded(base, ours, theirs)
    entry = _united(base, ours, theirs, picked)
    if conflict:
        entry.flags = list(dict.fromkeys(["fuzzy", *entry.flags]))
    made = _written(entry, picked, ours, catalog)
    if conflict:
        for text in filter(None, theirs.strings):
            made = _with_note(made, "theirs", text, catalog)
    return made, conflict


def _worded(base: Message | None, ours: Message, theirs: Message) -> tuple[Message, bool]:
    """The side whose text stays, and whether a person has to decide."""
    b, o, t = parts(base).text, parts(ours).text, parts(theirs).text
    if o in (b, t) or b == t:
        return (theirs if o == b else ours), False
    if ours.strings == theirs.strings:
        return (theirs if ours.fuzzy and not theirs.fuzzy else ours), False
    if not (ours.has_text and theirs.has_text):
        return (theirs if theirs.has_text else ours), False
    if ours.fuzzy != theirs.fuzzy and (theirs if ours.fuzzy else ours).translated:
        return (theirs if ours.fuzzy else ours), False
    if base is not None and base.strings in (ours.strings, theirs.strings):
        return (theirs if base.strings == ours.strings else ours), False
    return ours, True


def _united(base: Message | None, ours: Message, theirs: Message, picked: Message) -> polib.POEntry:
    """The entry of the side whose text stays, its other parts merged."""
    b, o, t = map(parts, (base, ours, theirs))
    entry = picked.entry()
    entry.obsolete = _either(b.obsolete, o.obsolete, t.obsolete)
    entry.tcomment = comments.united(b.notes, o.notes, t.notes)
    entry.comment = _either(b.remarks, o.remarks, t.remarks)
    entry.occurrences = list(_either(b.places, o.places, t.places))
    flags = (o.flags & t.flags) | ((o.flags | t.flags) - b.flags)
    entry.flags = [*(["fuzzy"] if picked.fuzzy else []), *sorted(flags)]
    return entry


def _either(base: _T, ours: _T, theirs: _T) -> _T:
    """What one side changed it to; ours where both did."""
    return theirs if ours == base else ours


def _written(entry: polib.POEntry, picked: Message, ours: Message, catalog: Catalog) -> Message:
    """A merged entry as a message: as ``ours`` stands where it says the same.

    Else its text is as it stands in the message that was picked.
    """
    style = po.measured(catalog)
    if bool(entry.obsolete) == picked.obsolete:
        made = po.with_comments(picked, entry, style)
    else:
        made = po.message(entry, style, ours.lead)
    return ours if same(made, ours) else made


def _header(base: Message | None, ours: Message, theirs: Message, catalog: Catalog) -> Message:
    b, o, t = map(_lines, (base, ours, theirs))
    fields = {name: value for name, value in o.items() if name in t or value != b.get(name)}
    fields |= {
        name: value
        for name, value in t.items()
        if o.get(name) == b.get(name) or (name not in o and value != b[name])
    }
    if REVISED in o and REVISED in t:
        fields[REVISED] = max(o[REVISED], t[REVISED], key=_revised)
    picked = ours
    if fields != o:
        entry = ours.entry()
        entry.msgstr = "".join(f"{line}\n" for line in fields.values())
        picked = po.message(entry, po.measured(catalog), ours.lead)
    entry = _united(base, ours, theirs, picked)
    if not _either(base is None or base.fuzzy, ours.fuzzy, theirs.fuzzy):
        entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
    return _written(entry, picked, ours, catalog)


def _lines(header: Message | None) -> dict[str, str]:
    """The lines of a header by the names of their fields; one that is no field by itself."""
    found: dict[str, str] = {}
    for line in header.strings[0].split("\n") if header else ():
        name, colon, value = (part.strip() for part in line.partition(":"))
        said = f"{name}: {value}" if colon else line
        if said.strip():
            found[name] = f"{found[name]}\n{said}" if name in found else said
    return found


def _revised(line: str) -> datetime:
    """The moment that a line of a header names."""
    return moment(line.partition(":")[2].strip()) or _NEVER


def _tail(base: Catalog, ours: Catalog, theirs: Catalog) -> str:
    """What stands behind the last message: notes, as those above messages are."""
    b, o, t = (each.tail.replace("\r\n", "\n").strip("\n") for each in (base, ours, theirs))
    tail = comments.united(b, o, t)
    if tail == o:
        return ours.tail
    lines = ["", *tail.split("\n")] if tail else []
    return "".join(f"{line}{ours.style.newline}" for line in lines)


def _arranged(
    mine: Iterable[Place], chosen: Mapping[Place, Message], other: Iterable[Place]
) -> list[Message]:
    """The chosen messages in our order, those that are theirs alone behind their neighbours."""
    kept = [place for place in mine if place in chosen]
    position = {place: index for index, place in enumerate(kept)}
    result = [chosen[place] for place in kept]
    before = -1
    added: list[tuple[int, Message]] = []
    for place in other:
        if place in position:
            before = position[place]
        elif place in chosen:
            picked = chosen[place]
            added.append((len(result) if picked.obsolete else before + 1, picked))
    arranged: list[Message] = []
    at = 0
    for index, message in sorted(added, key=lambda pair: pair[0]):
        arranged += [*result[at:index], message]
        at = index
    return arranged + result[at:]
