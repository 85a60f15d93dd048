"""Hints: what a language's catalogs tell translators beside the author's notes.

They go to ``#.`` behind what the POT has there. The merge is given them as a POT of that
language, so that an entry changes just where they do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from varaq import po
from varaq.catalog import HEADER, Catalog, Message, State
from varaq.glossary import Glossary


@dataclass(frozen=True, slots=True)
class Hints:
    """What there is to tell the translators of one catalog."""

    glossary: Glossary | None = None
    """Whose terms are told; None where none are."""
    references: Mapping[str, Catalog] = field(default_factory=dict)
    """The catalogs of other languages whose translations are shown, by language code."""


def hinted(pot: Catalog, hints: Hints) -> Catalog:
    """A POT whose messages have the hints, each on a line; itself where there are none.

    A term is told as ``term: NAME = TRANSLATION, …``, a translation as ``en: TEXT``.
    """
    if hints.glossary is None and not hints.references:
        return pot
    return replace(pot, messages=tuple(_hinted(each, pot, hints) for each in pot.messages))


def unhinted(comment: str, references: Iterable[str]) -> list[str]:
    r"""The lines of a comment (``#.``) that are no hints of a project with these references.

    >>> unhinted("paragraph\nen: Hello.\nterm: a = b", ["en"])
    ['paragraph']
    """
    leads = tuple(f"{what}: " for what in ("term", *references))
    return [line for line in comment.split("\n") if line and not line.startswith(leads)]


def _hinted(message: Message, pot: Catalog, hints: Hints) -> Message:
    lines = [] if message.key == HEADER else list(dict.fromkeys(_lines(message, hints)))
    if not lines:
        return message
    entry = message.entry()
    entry.comment = "\n".join([*filter(None, [entry.comment]), *lines])
    return po.message(entry, pot.style, message.lead)


def _lines(message: Message, hints: Hints) -> Iterator[str]:
    if hints.glossary is not None:
        for term in hints.glossary.translated(message.id):
            if term.key != message.key:
                yield _line("term", f"{term.names[0]} = {', '.join(term.translation)}")
    for code, catalog in hints.references.items():
        found = catalog.by_key().get(message.key)
        if found is not None and found.state is State.TRANSLATED:
            yield _line(code, " / ".join(found.strings))


def _line(what: str, text: str) -> str:
    return f"{what}: {' '.join(text.split())}"
