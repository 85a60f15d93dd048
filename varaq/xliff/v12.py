"""XLIFF 1.2 (OASIS, 2008): text to files of items, and back.

Codes are written as ``bpt``, ``ept`` and ``ph``, which hold the Markdown that they stand for: it
comes back whatever a tool knows of Markdown. Read are ``g``, ``x``, ``bx``, ``ex`` and ``it``,
too. Plural forms are groups, as Okapi's filter for PO makes them. Where there is no translation,
the target is the source without a state: OmegaT shows only what has a target.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from varaq.markupxml import Element, tag, text
from varaq.xliff.codes import Code, Piece, Role, coded, like
from varaq.xliff.reading import Sources, Target, character, judged, named, units
from varaq.xliff.values import File, Item, Review, groups

SPACE = "urn:oasis:names:tc:xliff:document:1.2"
_STATES = {Review.FUZZY: "needs-review-translation", Review.DONE: "translated"}
_SURE = frozenset({"", "final", "signed-off", "translated"})
"""The states of a target that nobody has to look over; none where a tool has left it out."""
_TYPES = {
    "strong": "bold",
    "emphasis": "italic",
    "link": "link",
    "image": "image",
    "break": "lb",
}
"""The standard's words for kinds of code; the others go behind ``x-``."""
_PLURAL = "x-gettext-plurals"


def write(file: File, version: str) -> str:
    """The text of an XLIFF file; ``version`` is varaq's.

    >>> file = File("a.md", "az", "tr", (Item("m1", "*a*", "", Review.NONE),))
    >>> '<source><bpt id="1" ctype="italic">*</bpt>a<ept id="1">*</ept>' in write(file, "1")
    True
    """
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<xliff version="1.2" xmlns="{SPACE}">',
        f"<{_file(file, version)}>",
        f'<header><tool tool-id="varaq" tool-name="varaq" tool-version="{version}"/></header>',
        "<body>",
    ]
    for items in groups(file.items):
        if items[0].form < 0:
            lines += _unit(items[0])
            continue
        lines.append(f"<{tag('group', ('id', items[0].id), ('restype', _PLURAL))}>")
        for item in items:
            lines += _unit(item)
        lines.append("</group>")
    return "\n".join([*lines, "</body>", "</file>", "</xliff>", ""])


def _file(file: File, version: str) -> str:
    return tag(
        "file",
        ("original", file.original),
        ("source-language", file.source),
        ("target-language", file.target),
        ("datatype", "x-markdown"),
        ("tool-id", "varaq"),
        ("product-name", "varaq"),
        ("product-version", version),
        ("xml:space", "preserve"),
    )


def _unit(item: Item) -> Iterator[str]:
    pieces = coded(item.source)
    done = item.review is Review.DONE
    approved = None if item.review is Review.NONE else "yes" if done else "no"
    attributes = ("approved", approved), ("extradata", item.seen or None)
    head = tag("trans-unit", ("id", item.name), *attributes, ("xml:space", "preserve"))
    yield f"<{head}>"
    yield f"<source>{_marked(pieces)}</source>"
    if item.target:
        target = tag("target", ("state", _STATES.get(item.review)))
        yield f"<{target}>{_marked(like(coded(item.target), pieces))}</target>"
    else:  # OmegaT's filter shows no text that has no target
        yield f"<target>{_marked(pieces)}</target>"
    if item.context is not None:
        context = text(item.context)
        yield '<context-group name="po-entry" purpose="information">'
        yield f'<context context-type="x-po-context">{context}</context>'
        yield "</context-group>"
    for remark in item.remarks:
        yield f'<note from="developer" annotates="source">{text(remark)}</note>'
    if item.note:
        yield f'<note from="translator" annotates="target">{text(item.note)}</note>'
    if item.previous is not None and item.target:
        yield '<alt-trans alttranstype="previous-version" origin="varaq">'
        yield f"<source>{_marked(coded(item.previous))}</source>"
        yield f"<target>{_marked(coded(item.target))}</target>"
        yield "</alt-trans>"
    yield "</trans-unit>"


def _marked(pieces: Sequence[Piece]) -> str:
    return "".join(text(piece) if isinstance(piece, str) else _code(piece) for piece in pieces)


def _code(code: Code) -> str:
    if code.kind == "character":
        return f"<{tag('x', ('id', str(code.id)), ('ctype', f'x-char-{ord(code.data):04x}'))}/>"
    kind = _TYPES.get(code.kind, f"x-{code.kind}")
    name = {Role.OPEN: "bpt", Role.CLOSE: "ept", Role.ALONE: "ph"}[code.role]
    # the end of a pair has no type of its own
    ctype = None if code.role is Role.CLOSE else kind
    return f"<{tag(name, ('id', str(code.id)), ('ctype', ctype))}>{text(code.data)}</{name}>"


def read(root: Element) -> Iterator[File]:
    """The files that an XLIFF document holds."""
    for file in root.all("file"):
        body = file.first("body")
        yield File(
            file.get("original"),
            file.get("source-language"),
            file.get("target-language"),
            tuple(map(_item, units(body, "trans-unit"))) if body is not None else (),
            file.line,
        )


def _item(unit: Element) -> Item:
    name, form = named(unit.get("id"))
    notes = [note for note in unit.all("note") if note.get("from") != "developer"]
    source = unit.first("source")
    sources = Sources()
    words = "".join(_read(source.children, sources)) if source is not None else ""
    item = Item(
        name,
        words,
        "",
        Review.NONE,
        _context(unit),
        form,
        tuple(note.text for note in unit.all("note") if note.get("from") == "developer"),
        "\n".join(note.text for note in notes) if notes else None,
        _previous(unit),
        unit.get("extradata"),
        unit.line,
    )
    element = unit.first("target")
    if element is None:
        return item
    target = Target(sources)
    said = "".join(_read(element.children, target))
    segments = unit.first("seg-source")
    if segments is not None:
        wanted, given = dict(_segments(segments)), dict(_segments(element))
        missing = [
            mid for mid, words in wanted.items() if words.strip() and not given.get(mid, "").strip()
        ]
        if missing and said.strip():
            target.faults.append(f"segments without translation: {', '.join(missing)}")
    state = element.get("state")
    if not state and said == words:
        return item
    unsure = state not in _SURE or (not state and unit.get("approved") == "no")
    return judged(item, said, target, unsure=unsure)


def _segments(holder: Element) -> Iterator[tuple[str, str]]:
    """The segments in a source or target: their numbers and texts."""
    for child in holder.elements:
        if child.name == "mrk" and child.get("mtype") == "seg":
            yield child.get("mid"), child.text
        else:
            yield from _segments(child)


def _context(unit: Element) -> str | None:
    for group in unit.all("context-group"):
        for context in group.all("context"):
            if context.get("context-type") == "x-po-context":
                return context.text
    return None


def _previous(unit: Element) -> str | None:
    for other in unit.all("alt-trans"):
        source = other.first("source")
        if other.get("alttranstype") == "previous-version" and source is not None:
            return "".join(_read(source.children, Sources()))
    return None


def _read(children: Sequence[Element | str], into: Sources | Target) -> Iterator[str]:
    """The text of a source or a target, codes resolved to Markdown."""
    for child in children:
        if isinstance(child, str):
            yield child
            continue
        number = child.get("rid") or child.get("id")
        if child.name in ("bpt", "ept", "ph", "it"):
            role = {"bpt": Role.OPEN, "ept": Role.CLOSE}.get(child.name, Role.ALONE)
            yield into.code(number, role, child.text)
        elif child.name == "x":
            special = character(child.get("ctype").partition("x-char-")[2])
            yield into.code(number, Role.ALONE, special or child.get("equiv-text"))
        elif child.name in ("bx", "ex"):
            role = Role.OPEN if child.name == "bx" else Role.CLOSE
            yield into.code(number, role, child.get("equiv-text"))
        elif child.name == "g":
            yield into.code(number, Role.OPEN, "")
            yield from _read(child.children, into)
            yield into.code(number, Role.CLOSE, "")
        else:  # mrk: a segment, a term, a protected word
            yield from _read(child.children, into)
