"""Terms: what a glossary document says, name by name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from varaq.catalog import Catalog, Key, Message, State
from varaq.document import Document, markdown
from varaq.unit import Unit

_PARENTHESES = re.compile(r"[(（]([^()（）]*)[)）]")
_BETWEEN = re.compile(r"[,;،؛、，；]|\s/\s|(?<=\w\w)/(?=\w\w)")
"""What stands between names. The slash of ``A/B`` is a part of one."""
_PAIR = re.compile(r"([^\W\d_]{2,})\s+\w+\s+([^\W\d_]{2,})")


@dataclass(frozen=True, slots=True)
class Term:
    """One term of a glossary, in the source language and in another."""

    key: Key
    """The (msgctxt, msgid) of its message."""
    names: tuple[str, ...]
    """What it is called in the source language, the usual name first."""
    definition: str
    """What the glossary says of it, as plain words; empty where it says nothing."""
    translation: tuple[str, ...] = ()
    """What it is called in the other language; empty where it is not translated."""


def terms(document: Document, catalog: Catalog | None = None) -> Iterator[Term]:
    """The terms of a glossary document, in its order, with what a catalog calls them.

    A translation that is fuzzy is none.
    """
    messages = Catalog(()).by_key() if catalog is None else catalog.by_key()
    for unit, told in _with_what_is_told(document.units):
        found = names(unit.text)
        if not found:
            continue
        yield Term(
            unit.key,
            found,
            markdown.plain(told.text) if told and told.kind == "definition" else "",
            _translated(messages, unit.key),
        )


def _with_what_is_told(units: Sequence[Unit]) -> list[tuple[Unit, Unit | None]]:
    """The terms among units, each with the next unit that is none."""
    found: list[tuple[Unit, Unit | None]] = []
    told: Unit | None = None
    for unit in reversed(units):
        if unit.kind == "term":
            found.append((unit, told))
        else:
            told = unit
    return found[::-1]


def names(text: str) -> tuple[str, ...]:
    """The names in a term as a glossary writes it, the usual one first.

    Parentheses hold an abbreviation, an equivalent in another language or another name;
    commas, slashes and a word between two abbreviations divide names.

    >>> names("Hesab meneceri (account executive, AE)")
    ('Hesab meneceri', 'account executive', 'AE')
    >>> names("SEO və SEM")
    ('SEO', 'SEM')
    """
    plain = " ".join(markdown.plain(text).split())
    pieces = _PARENTHESES.split(plain)
    outside, inside = pieces[::2], pieces[1::2]
    found: list[str] = []
    for piece in [*outside, *inside]:
        for part in _BETWEEN.split(piece):
            name = part.strip(" \t.:–—-")
            pair = _PAIR.fullmatch(name)
            both = pair.groups() if pair and all(each.isupper() for each in pair.groups()) else ()
            found += both or [name]
    return tuple(dict.fromkeys(name for name in found if any(map(str.isalnum, name))))


def _translated(messages: Mapping[Key, Message], key: Key) -> tuple[str, ...]:
    message = messages.get(key)
    if message is None or message.state is not State.TRANSLATED:
        return ()
    return names(message.strings[0])
