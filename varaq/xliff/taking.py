"""Taking: the messages of a catalog as items, and what became of these back into the catalog."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from varaq import po
from varaq.alignment import sentences
from varaq.catalog import Catalog, Key, Message
from varaq.errors import Problem, Severity
from varaq.markupxml import legal
from varaq.xliff.codes import lost
from varaq.xliff.homes import Homes, Successors
from varaq.xliff.values import Item, Review, number, seen, signs

if TYPE_CHECKING:
    import polib


@dataclass(frozen=True, slots=True)
class Taken:
    """A catalog with what came back."""

    catalog: Catalog
    """The same object where nothing is changed."""
    problems: tuple[Problem, ...]
    """What tools have lost, and what there is no place for: warnings."""
    changed: int
    """How many messages are not as they were."""
    fuzzy: int
    """How many of these are fuzzy now."""


def items(keys: Iterable[Key], catalog: Catalog) -> tuple[Item, ...]:
    """The messages of these keys as a catalog has them; those that it has not are left out."""
    found: list[Item] = []
    known = catalog.by_key()
    for key in keys:
        if key in known:
            found += items_of(known[key])
    return tuple(found)


def items_of(message: Message) -> tuple[Item, ...]:
    """A message as one item, or as one for each of its plural forms."""
    entry = message.entry()
    remarks = tuple(legal(line) for line in entry.comment.split("\n")) if entry.comment else ()
    context = None if message.context is None else legal(message.context)
    made = []
    for form, text in enumerate(message.strings):
        first = form == 0
        review = Review.NONE
        if text.strip():
            review = Review.FUZZY if message.fuzzy else Review.DONE
        made.append(
            Item(
                number(message.key),
                message.id if first else message.plural or "",
                text if text.strip() else "",
                review,
                context,
                -1 if message.plural is None else form,
                remarks,
                (legal(entry.tcomment) or None) if first else None,
                (entry.previous_msgid if first else entry.previous_msgid_plural)
                if review is Review.FUZZY
                else None,
            )
        )
    sign = "-".join(signs(made))
    return tuple(replace(item, seen=sign) for item in made)


def taken(catalog: Catalog, returned: Iterable[Item], path: str) -> Taken:
    """A catalog with the translations, states and notes of items that came back in a file.

    Only messages that somebody has worked on in the file change. Where the catalog was
    worked on since, too, a translation that is there stays, and is reported. An empty target
    takes no translation away. What was translated for a text that has changed since is fuzzy.
    """
    taking = _Taking(catalog, path)
    homes = Homes(catalog)
    strays: list[tuple[list[Item], int | None]] = []
    named = set()
    for group in _grouped(returned):
        place = homes.of(group[0])
        if place is None or homes.is_obsolete(place):
            strays.append((group, place))
        else:
            named.add(place)
            taking.take(place, group)
    successors = Successors(catalog, named) if strays else None
    for group, obsolete in strays:
        if successors is not None and _translated_there(group):
            place = successors.of(group[0])
            if place is None or place in named:
                place = obsolete
            else:
                named.add(place)
            taking.take(place, group)
    return taking.taken()


def _grouped(returned: Iterable[Item]) -> list[list[Item]]:
    """Items, the forms of one message together; what has a name that is taken stands alone."""
    groups: list[dict[int, Item]] = []
    last: dict[str, dict[int, Item]] = {}
    for item in returned:
        if item.form in last.get(item.id, {item.form}):
            last[item.id] = {}
            groups.append(last[item.id])
        last[item.id][item.form] = item
    return [list(group.values()) for group in groups]


class _Taking:
    """One catalog being given what is in one file."""

    __slots__ = ("_catalog", "_changes", "_path", "_problems")

    def __init__(self, catalog: Catalog, path: str) -> None:
        self._catalog = catalog
        self._path = path
        self._problems: list[Problem] = []
        self._changes: dict[int, Message] = {}
        """The new messages, by the place of the old ones in the catalog."""

    def taken(self) -> Taken:
        changes = self._changes
        catalog = self._catalog
        if changes:
            messages = (changes.get(at, old) for at, old in enumerate(catalog.messages))
            catalog = replace(catalog, messages=tuple(messages))
        fuzzy = sum(message.fuzzy for message in changes.values())
        return Taken(catalog, tuple(self._problems), len(changes), fuzzy)

    def take(self, place: int | None, group: list[Item]) -> None:
        """Give the message in a place what came back of it."""
        if place is None:
            what = "there is no such text any more"
            self._say("xliff-unknown", group[0], what, f"it was translated as: {_told(group)}")
            return
        message = self._catalog.messages[place]
        now = items_of(message)
        new = self._answers(message, now, group)
        forms = {max(item.form, 0) for item in now}
        spare = [item for item in group if max(item.form, 0) not in forms]
        if _translated_there(group) and any(item.target for item in spare):
            what = "it has no such plural form any more"
            self._say("xliff-unknown", spare[0], what, f"it was translated as: {_told(spare)}")
        if new == now:
            return
        if place in self._changes:
            if [item.target for item in new] != [*self._changes[place].strings]:
                what = "the file has another translation of it"
                self._say("xliff-conflict", group[0], what, f"keep one of them: {_told(group)}")
            return
        entry = message.entry()
        if new[0].note != now[0].note:
            entry.tcomment = new[0].note or ""
        if [(i.target, i.review) for i in new] != [(i.target, i.review) for i in now]:
            doubts = _doubts(now, new, group)
            _translate(entry, new, group[0], sure=not doubts)
            for doubt in doubts:
                self._say("xliff-code", group[0], doubt, "see the entry, which is fuzzy now")
        self._changes[place] = po.message(entry, po.measured(self._catalog), message.lead)

    def _answers(
        self, message: Message, now: tuple[Item, ...], group: list[Item]
    ) -> tuple[Item, ...]:
        """A message's items with what was done in the file, and in the file alone."""
        new = now
        given = {max(item.form, 0): item for item in group}
        before, after, here = seen(group), signs(group), signs(now)
        if before is None or after.text != before.text:
            new = tuple(_translated(item, given.get(max(item.form, 0))) for item in now)
            since = before is not None and before.text != here.text
            replaced = any(
                was.target not in ("", i.target) for was, i in zip(now, new, strict=True)
            )
            kept = not message.fuzzy and (message.translated or replaced)
            if new != now and since and kept:
                what = "the catalog has another translation since"
                remedy = f"change it there, if this is better: {_told(group)}"
                self._say("xliff-conflict", group[0], what, remedy)
                new = now
        note = group[0].note
        if note is not None and (before is None or after.note != before.note):
            if before is not None and before.note != here.note and now[0].note:
                note = "\n".join(dict.fromkeys(filter(None, (now[0].note, note))))
            new = (replace(new[0], note=note or None), *new[1:])
        return new

    def _say(self, code: str, item: Item, what: str, remedy: str) -> None:
        words = item.source if len(item.source) < 40 else item.source[:37] + "…"
        said = f'"{words}": {what}'
        self._problems.append(
            Problem(code, said, remedy, self._path, item.line, severity=Severity.WARNING)
        )


def _told(group: Sequence[Item]) -> str:
    """What a message was translated as, each form that there is."""
    return " | ".join(dict.fromkeys(item.target for item in group if item.target))


def _translated(now: Item, given: Item | None) -> Item:
    """An item as the catalog has it, with the translation that the file has for it."""
    if given is None or not given.target:
        return now
    return replace(now, target=given.target, review=given.review)


def _doubts(now: Sequence[Item], new: Sequence[Item], group: Sequence[Item]) -> list[str]:
    """What tools have lost of a message's translation, in words."""
    doubts = [fault for item in group for fault in item.faults]
    if (now[0].form < 0) != (group[0].form < 0):
        doubts.append(
            "it has plural forms now" if group[0].form < 0 else "it has no plural forms any more"
        )
    for was, item in zip(now, new, strict=True):
        if item.target != was.target:
            gone = lost(was.source, item.target, was.target)
            doubts += [f"this is not in the translation: {code}" for code in gone]
            doubts += [f"not translated: {sentence}" for sentence in _left(was, item)]
    return list(dict.fromkeys(doubts))


def _left(was: Item, new: Item) -> list[str]:
    """The sentences of a text that stand in its translation, and did not in the one before.

    A program that shows sentences puts in those of the source where it has no translation.
    """
    wanted = [part for part in sentences(was.source) if len(part.split()) > 2]
    if len(sentences(was.source)) < 2:
        return []
    before = set(sentences(was.target))
    return sorted((set(wanted) & set(sentences(new.target))) - before)


def _translate(entry: polib.POEntry, new: Sequence[Item], made_for: Item, *, sure: bool) -> None:
    """Give an entry its translation and state; fuzzy where it was made for another text."""
    if entry.msgid_plural:
        entry.msgstr_plural = {item.form: item.target for item in new}
    else:
        entry.msgstr = new[0].target
    changed = made_for.source.split() != entry.msgid.split()
    reviews = {item.review for item in new if item.target}
    if sure and not changed and reviews == {Review.DONE}:
        entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
        entry.previous_msgctxt = entry.previous_msgid = entry.previous_msgid_plural = None
    elif "fuzzy" not in entry.flags:
        entry.flags.insert(0, "fuzzy")
    if changed:
        entry.previous_msgctxt, entry.previous_msgid = made_for.context, made_for.source


def _translated_there(group: Sequence[Item]) -> bool:
    """Whether somebody has translated a message in the file."""
    before = seen(group)
    text = any(item.target for item in group)
    return text and (before is None or signs(group).text != before.text)
