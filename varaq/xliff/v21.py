"""XLIFF 2.1 (OASIS, 2018): text to files of items, and back; 2.0 is read, too.

Codes are ``pc`` where they stand in one another as elements do, else ``sc`` and ``ec``, and
``ph``; the Markdown that they stand for is in the unit's ``originalData``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from varaq.markupxml import Element, tag, text
from varaq.xliff.codes import Code, Piece, Role, coded, like, nested
from varaq.xliff.reading import Sources, Target, character, counted, judged, named, units
from varaq.xliff.values import File, Item, Review, groups

SPACE = "urn:oasis:names:tc:xliff:document:2.0"
"""The namespace; that of 2.1 is the same as that of 2.0."""
_OWN = "urn:varaq:xliff"
"""The namespace of what is varaq's alone."""
_FUZZY = "varaq:fuzzy"
"""The substate of a translation to be looked over; a tool that moves the state takes it away."""
_CATEGORIES = ("context", "developer", "previous")
"""Notes that are no translators'; those of any other category are."""
_TYPES = {
    "strong": ("fmt", "xlf:b"),
    "emphasis": ("fmt", "xlf:i"),
    "break": ("fmt", "xlf:lb"),
    "strikethrough": ("fmt", "varaq:strikethrough"),
    "link": ("link", None),
    "image": ("image", None),
    "placeholder": ("ui", "xlf:var"),
}
"""The standard's words for kinds of code; the others are ``other``."""


def write(file: File) -> str:
    """The text of an XLIFF file.

    >>> file = File("a.md", "az", "tr", (Item("m1", "*a*", "", Review.NONE),))
    >>> '<pc id="1" type="fmt" subType="xlf:i" dataRefStart="d1" dataRefEnd="d1">a</pc>' in (
    ...     write(file)
    ... )
    True
    """
    spaces = ("xmlns", SPACE), ("xmlns:varaq", _OWN)
    languages = ("srcLang", file.source), ("trgLang", file.target)
    attributes = ("id", "f1"), ("original", file.original), ("xml:space", "preserve")
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f"<{tag('xliff', ('version', '2.1'), *spaces, *languages)}>",
        f"<{tag('file', *attributes)}>",
    ]
    for items in groups(file.items):
        if items[0].form < 0:
            lines += _unit(items[0])
            continue
        lines.append(f"<{tag('group', ('id', items[0].id), ('type', 'varaq:plurals'))}>")
        for item in items:
            lines += _unit(item)
        lines.append("</group>")
    return "\n".join([*lines, "</file>", "</xliff>", ""])


def _unit(item: Item) -> Iterator[str]:
    pieces = coded(item.source)
    said = like(coded(item.target), pieces)
    data = _Data()
    source, target = data.marked(pieces), data.marked(said)
    seen = ("varaq:seen", item.seen or None)
    yield f"<{tag('unit', ('id', item.name), ('xml:space', 'preserve'), seen)}>"
    notes = [*_notes(item)]
    if notes:
        yield "<notes>"
        for category, about, words in notes:
            note = tag("note", ("category", category), ("appliesTo", about))
            yield f"<{note}>{text(words)}</note>"
        yield "</notes>"
    yield from data.lines()
    fuzzy = item.review is Review.FUZZY
    state = None if item.review is Review.NONE else "initial" if fuzzy else "translated"
    yield f"<{tag('segment', ('state', state), ('subState', _FUZZY if fuzzy else None))}>"
    yield f"<source>{source}</source>"
    if item.target:
        yield f"<target>{target}</target>"
    yield "</segment>"
    yield "</unit>"


def _notes(item: Item) -> Iterator[tuple[str, str | None, str]]:
    """The notes of an item: category, what they are about, words."""
    if item.context is not None:
        yield "context", None, item.context
    for remark in item.remarks:
        yield "developer", "source", remark
    if item.note:
        yield "translator", "target", item.note
    if item.previous is not None and item.target:
        yield "previous", "source", item.previous


class _Data:
    """The Markdown of a unit's codes while the unit is written."""

    __slots__ = ("_names",)

    def __init__(self) -> None:
        self._names: dict[str, str] = {}

    def _name(self, words: str) -> str:
        return self._names.setdefault(words, f"d{len(self._names) + 1}")

    def lines(self) -> Iterator[str]:
        if self._names:
            yield "<originalData>"
            for words, name in self._names.items():
                yield f"<{tag('data', ('id', name))}>{text(words)}</data>"
            yield "</originalData>"

    def marked(self, pieces: Sequence[Piece]) -> str:
        whole = nested(pieces)
        closing = {
            piece.id: piece.data
            for piece in pieces
            if isinstance(piece, Code) and piece.role is Role.CLOSE
        }
        return "".join(
            text(piece)
            if isinstance(piece, str)
            else self._code(piece, closing.get(piece.id, ""), whole=piece.id in whole)
            for piece in pieces
        )

    def _code(self, code: Code, closing: str, *, whole: bool) -> str:
        if code.kind == "character":
            return f"<{tag('cp', ('hex', f'{ord(code.data):04X}'))}/>"
        number = ("id", str(code.id))
        kind, sub = _TYPES.get(code.kind, ("other", f"varaq:{code.kind}"))
        kinds = ("type", kind), ("subType", sub)
        if code.role is Role.ALONE:
            return f"<{tag('ph', number, *kinds, ('dataRef', self._name(code.data)))}/>"
        if code.role is Role.CLOSE:
            if whole:
                return "</pc>"
            reference = ("startRef", str(code.id))
            return f"<{tag('ec', reference, ('dataRef', self._name(code.data)))}/>"
        start = self._name(code.data)
        if not whole:
            return f"<{tag('sc', number, *kinds, ('dataRef', start))}/>"
        references = ("dataRefStart", start), ("dataRefEnd", self._name(closing))
        return f"<{tag('pc', number, *kinds, *references)}>"


def read(root: Element) -> Iterator[File]:
    """The files that an XLIFF document holds."""
    for file in root.all("file"):
        yield File(
            file.get("original"),
            root.get("srcLang"),
            root.get("trgLang"),
            tuple(map(_item, units(file, "unit"))),
            file.line,
        )


def _item(unit: Element) -> Item:
    name, form = named(unit.get("id"))
    notes: dict[str, list[str]] = {}
    for holder in unit.all("notes"):
        for note in holder.all("note"):
            category = note.get("category")
            known = category if category in _CATEGORIES else "translator"
            notes.setdefault(known, []).append(note.text)
    said = {key: "\n".join(words) for key, words in notes.items()}
    data = {
        element.get("id"): _plain(element)
        for holder in unit.all("originalData")
        for element in holder.all("data")
    }
    parts = [part for part in unit.elements if part.name in ("segment", "ignorable")]
    sources = Sources()
    texts = []
    for part in parts:
        source = part.first("source")
        children = source.children if source is not None else ()
        texts.append("".join(_read(children, sources, data)))
    item = Item(
        name,
        "".join(texts),
        "",
        Review.NONE,
        said.get("context"),
        form,
        tuple(notes.get("developer", ())),
        said.get("translator"),
        said.get("previous"),
        unit.get(f"{_OWN} seen"),
        unit.line,
    )
    return _answered(item, parts, texts, data, Target(sources))


def _answered(
    item: Item, parts: list[Element], texts: list[str], data: dict[str, str], target: Target
) -> Item:
    """An item with the targets of its segments, in the order that they are to have."""
    said: list[tuple[int, str]] = []
    missing = []
    unsure = answered = False
    for place, (part, words) in enumerate(zip(parts, texts, strict=True), 1):
        element = part.first("target")
        given = "".join(_read(element.children, target, data)) if element is not None else ""
        order = counted(element.get("order")) if element is not None else None
        if part.name == "segment":
            answered = answered or bool(given.strip())
            unsure = unsure or part.get("state") == "initial" or part.get("subState") == _FUZZY
            if words.strip() and not given.strip():
                missing.append(part.get("id") or str(place))
        said.append((place if order is None else order, given or words))
    if not answered:
        return item
    if missing:
        target.faults.append(f"segments without translation: {', '.join(missing)}")
    whole = "".join(words for _, words in sorted(said, key=lambda part: part[0]))
    if whole == item.source and not any(part.get("state") for part in parts):
        return item
    return judged(item, whole, target, unsure=unsure)


def _read(
    children: Sequence[Element | str], into: Sources | Target, data: dict[str, str]
) -> Iterator[str]:
    """The text of a source or a target, codes resolved to Markdown."""
    for child in children:
        if isinstance(child, str):
            yield child
            continue
        number, words = child.get("id"), data.get(child.get("dataRef"), "")
        if child.name == "cp":
            yield character(child.get("hex"))
        elif child.name == "ph":
            yield into.code(number, Role.ALONE, words or child.get("equiv"))
        elif child.name == "sc":
            yield into.code(number, Role.OPEN, words or child.get("equiv"))
        elif child.name == "ec":
            number = child.get("startRef") or number
            yield into.code(number, Role.CLOSE, words or child.get("equiv"))
        elif child.name == "pc":
            start = data.get(child.get("dataRefStart")) or child.get("equivStart")
            yield into.code(number, Role.OPEN, start)
            yield from _read(child.children, into, data)
            end = data.get(child.get("dataRefEnd")) or child.get("equivEnd")
            yield into.code(number, Role.CLOSE, end)
        else:  # mrk: a term, a comment; sm and em hold nothing
            yield from _read(child.children, into, data)


def _plain(element: Element) -> str:
    """The text of a ``data`` element."""
    return "".join(
        child if isinstance(child, str) else character(child.get("hex"))
        for child in element.children
    )
