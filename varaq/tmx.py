"""TMX 1.4b (LISA, 2005), translation memories of other programs: text to units, and back.

Read are levels 1 and 2: what stands in inline elements is the native code (here Markdown), and is
part of the text. Written is level 2, with codes that hold their Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from varaq import markupxml
from varaq.errors import Problem, VaraqError
from varaq.markupxml import Element, tag, text
from varaq.tags import likeness
from varaq.xliff.codes import Code, Piece, Role, coded, like
from varaq.xliff.reading import character

_DOCTYPE = '<!DOCTYPE tmx SYSTEM "tmx14.dtd">'
_OMEGAT = re.compile(r"</?[a-z]{1,3}\d+/?>")
"""What OmegaT writes for a code: its own name of it, not what it stands for."""
_NOTHING = re.compile("(?!)")
_TYPES = {"strong": "bold", "emphasis": "italic", "link": "link", "image": "image", "break": "lb"}


@dataclass(frozen=True, slots=True)
class Variant:
    """A text in one language."""

    tag: str
    """The language tag, as the file has it."""
    text: str
    changed: str = ""
    """When it was last changed, ``YYYYMMDDThhmmssZ``; empty where that is not known."""
    notes: tuple[str, ...] = ()
    """What its translators noted."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A text in several languages."""

    variants: tuple[Variant, ...]
    props: tuple[tuple[str, str], ...] = ()
    """What tools have to say of it: type and value."""
    notes: tuple[str, ...] = ()
    line: int = 0
    """Where it stands in its file, 1-based; 0 for one that is to be written."""


def write(units: Iterable[Unit], source: str, made_by: str) -> str:
    """The text of a TMX file; ``source`` is the language tag that is translated from.

    ``made_by`` is varaq's version. The same units give the same text.

    >>> unit = Unit((Variant("az", "*a*"), Variant("tr", "*b*")))
    >>> '<seg><bpt i="1" x="1" type="italic">*</bpt>a<ept i="1">*</ept></seg>' in (
    ...     write([unit], "az", "1")
    ... )
    True
    """
    header = tag(
        "header",
        ("creationtool", "varaq"),
        ("creationtoolversion", made_by),
        ("segtype", "paragraph"),
        ("o-tmf", "po"),
        ("adminlang", "en"),
        ("srclang", source),
        ("datatype", "x-markdown"),
    )
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        _DOCTYPE,
        '<tmx version="1.4">',
        f"<{header}/>",
        "<body>",
    ]
    for unit in units:
        lines += _unit(unit, source)
    return "\n".join([*lines, "</body>", "</tmx>", ""])


def _unit(unit: Unit, source: str) -> Iterator[str]:
    yield "<tu>"
    for note in unit.notes:
        yield f"<note>{text(note)}</note>"
    for kind, value in unit.props:
        yield f"<{tag('prop', ('type', kind))}>{text(value)}</prop>"
    own = next((variant.text for variant in unit.variants if variant.tag == source), "")
    pieces = coded(own)
    for variant in unit.variants:
        yield f"<{tag('tuv', ('xml:lang', variant.tag), ('changedate', variant.changed or None))}>"
        yield from (f"<note>{text(note)}</note>" for note in variant.notes)
        yield f"<seg>{_marked(like(coded(variant.text), pieces))}</seg>"
        yield "</tuv>"
    yield "</tu>"


def _marked(pieces: Sequence[Piece]) -> str:
    return "".join(text(piece) if isinstance(piece, str) else _code(piece) for piece in pieces)


def _code(code: Code) -> str:
    number = str(code.id)
    if code.kind == "character":
        return f"<{tag('ph', ('x', number), ('type', f'x-char-{ord(code.data):04x}'))}/>"
    kind = ("type", _TYPES.get(code.kind, f"x-{code.kind}"))
    if code.role is Role.ALONE:
        return f"<{tag('ph', ('x', number), kind)}>{text(code.data)}</ph>"
    if code.role is Role.OPEN:
        return f"<{tag('bpt', ('i', number), ('x', number), kind)}>{text(code.data)}</bpt>"
    return f"<{tag('ept', ('i', number))}>{text(code.data)}</ept>"


def read(data: bytes, path: str = "") -> tuple[Unit, ...]:
    """The units of a TMX file, in UTF-8 or UTF-16. Raises `VaraqError` where it is none."""
    root = markupxml.read(data, path)
    body = root.first("body")
    if root.name != "tmx" or body is None:
        what = f"this is no TMX but <{root.name}>" if root.name != "tmx" else "there is no <body>"
        raise VaraqError(Problem("tmx", what, "export it as TMX 1.4", path, root.line))
    header = root.first("header")
    omegat = header is not None and header.get("creationtool") == "OmegaT"
    drop = _OMEGAT if omegat else _NOTHING
    return tuple(_read(unit, drop) for unit in body.all("tu"))


def _read(unit: Element, drop: re.Pattern[str]) -> Unit:
    """A unit; what ``drop`` finds is left out of its texts."""
    variants = []
    for variant in unit.all("tuv"):
        segment = variant.first("seg")
        if segment is not None:
            changed = variant.get("changedate") or unit.get("changedate")
            own = tuple(note.text for note in variant.all("note"))
            variants.append(Variant(variant.lang, drop.sub("", _said(segment)), changed, own))
    props = tuple((prop.get("type"), prop.text) for prop in unit.all("prop"))
    return Unit(tuple(variants), props, tuple(note.text for note in unit.all("note")), unit.line)


def _said(element: Element) -> str:
    """The text of a segment, native code included."""
    words = [child if isinstance(child, str) else _said(child) for child in element.children]
    if element.name == "ph" and not words:
        return character(element.get("type").partition("x-char-")[2])
    return "".join(words)


def pairs(units: Iterable[Unit], source: str, target: str) -> Iterator[tuple[str, str]]:
    """The texts in two languages, by their tags; empty ones are left out.

    A tag is found in any case; where it is not there, another with the same language and script is
    taken: ``en`` for ``en-GB``, and the other way round.

    >>> unit = Unit((Variant("EN-us", "Hello"), Variant("tr", "Merhaba")))
    >>> list(pairs([unit], "en", "tr-TR"))
    [('Hello', 'Merhaba')]
    """
    for unit in units:
        own, other = _of(unit, source), _of(unit, target)
        if own is None or other is None or own is other:
            continue
        if own.text.strip() and other.text.strip():
            yield own.text, other.text


def _of(unit: Unit, wanted: str) -> Variant | None:
    """The variant whose tag is most like the one wanted."""
    best, nearest = None, 0
    for variant in unit.variants:
        like = likeness(wanted, variant.tag)
        if like > nearest:
            best, nearest = variant, like
    return best
