"""Translation: a document with a catalog's translations, each unit with its state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from varaq.catalog import Catalog, Key, Message, State
from varaq.document import Document
from varaq.document.references import keep
from varaq.document.splice import Spliced, assemble, splice
from varaq.errors import Problem, Severity
from varaq.fallback import Fallback, Stand
from varaq.safety import plain_tags, unsafe
from varaq.unit import Place, Unit

EMPTY = "\u2060"
"""What stands where nothing is to be shown: a character without width, so that the document's
structure stays."""
MARKABLE = frozenset({Place.BLOCK, Place.LINE, Place.TERM, Place.CELL, Place.HTML})
"""Where a text can be marked inside its block."""
_CAN_BE_EMPTY = frozenset({Place.BLOCK, Place.LINE, Place.TERM, Place.CELL, Place.PLAIN})


@dataclass(frozen=True, slots=True)
class Piece:
    """One unit of a document in one language."""

    unit: Unit
    state: State
    message: Message | None
    text: str | None
    """What is shown in its place, fitted to where it stands; None where the source stands."""
    stand: Stand | None = None
    """What stands in for a translation, where it is not the source."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of something is translated."""

    units: int
    translated: int
    words: int
    translated_words: int

    @property
    def share(self) -> float:
        """The share of the units that is translated, 0 to 1; 1 where there are none."""
        return self.translated / self.units if self.units else 1.0

    @property
    def complete(self) -> bool:
        """Whether nothing is missing."""
        return self.translated == self.units

    def __add__(self, other: Coverage) -> Coverage:
        return Coverage(
            self.units + other.units,
            self.translated + other.translated,
            self.words + other.words,
            self.translated_words + other.translated_words,
        )


@dataclass(frozen=True, slots=True)
class Translation:
    """A document in one language."""

    document: Document
    pieces: tuple[Piece, ...]
    """One a unit, in the same order."""
    problems: tuple[Problem, ...] = ()
    """The translations that were not used, and why; they name the catalog."""

    @property
    def fitted(self) -> tuple[str | None, ...]:
        """What stands in each unit's place; None where the source stands."""
        return tuple(piece.text for piece in self.pieces)

    @property
    def text(self) -> str:
        """The translated document itself, whole."""
        return assemble(self.document, self.fitted)

    @property
    def coverage(self) -> Coverage:
        """How much of the document is translated."""
        words = [len(piece.unit.text.split()) for piece in self.pieces]
        done = [piece.state is State.TRANSLATED for piece in self.pieces]
        return Coverage(
            len(words), sum(done), sum(words), sum(w for w, d in zip(words, done, strict=True) if d)
        )


def source(document: Document) -> Translation:
    """A document in its own language."""
    pieces = (Piece(unit, State.TRANSLATED, None, None) for unit in document.units)
    return Translation(document, tuple(pieces))


def translate(
    document: Document, catalog: Catalog, fallback: Fallback | None = None
) -> Translation:
    """A document with the translations of a catalog.

    Only what is translated, not fuzzy, safe and keeps the document's structure is used, with a
    problem for what a translator has to mend; in place of the rest stands what ``fallback``
    has, or the source.
    """
    messages = catalog.by_key()
    found = [messages.get(unit.key) for unit in document.units]
    problems: list[Problem] = []
    texts: list[str | None] = []
    refused: set[int] = set()
    judged: dict[Key, Problem | None] = {}
    lost: dict[Key, Problem] = {}
    labels = document.labels
    for index, (unit, message) in enumerate(zip(document.units, found, strict=True)):
        if message is None or message.state is not State.TRANSLATED:
            texts.append(None)
            continue
        typed = plain_tags(unit, message.strings[0])
        if unit.key not in judged:
            judged[unit.key] = unsafe(unit, typed, catalog.path, message.line)
        if judged[unit.key] is not None:
            refused.add(index)
            texts.append(None)
        else:
            kept = keep(unit.text, typed, labels)
            texts.append(kept.text)
            if kept.lost:
                lost.setdefault(unit.key, _loses(kept.lost, catalog.path, message.line))
    problems += [problem for problem in judged.values() if problem is not None]
    problems += lost.values()
    result: Spliced = splice(document, texts)
    refused |= result.refused
    blamed: set[Key] = set()
    for index in sorted(result.refused):
        message = found[index]
        if message is not None and message.key not in blamed:
            blamed.add(message.key)
            problems.append(_restructures(document.units[index], message, catalog.path))
    pieces = tuple(
        Piece(unit, _state(message, index in refused), message, result.fitted[index])
        for index, (unit, message) in enumerate(zip(document.units, found, strict=True))
    )
    if fallback is not None:
        pieces = _filled(document, pieces, texts, fallback)
    return Translation(document, pieces, tuple(problems))


def _filled(
    document: Document,
    pieces: tuple[Piece, ...],
    texts: Sequence[str | None],
    fallback: Fallback,
) -> tuple[Piece, ...]:
    """The pieces with what stands in for those that are not translated."""
    stands: dict[int, Stand] = {}
    for index, piece in enumerate(pieces):
        if piece.state is not State.TRANSLATED:
            for stand in fallback.stands(piece.unit.key):
                if stand.outdated and piece.unit.place not in MARKABLE:
                    continue
                if unsafe(piece.unit, stand.text) is None:
                    stands[index] = stand
                    break
    fitted: Sequence[str | None] = [piece.text for piece in pieces]
    if stands:
        wanted = [
            stands[index].text if index in stands else texts[index] if piece.text else None
            for index, piece in enumerate(pieces)
        ]
        result = splice(document, wanted)
        fitted = result.fitted
        for index in result.refused:
            stands.pop(index, None)
    filled = []
    for index, piece in enumerate(pieces):
        words = fitted[index]
        shown = piece.state is State.TRANSLATED or index in stands
        if fallback.nothing and not shown and piece.unit.place in _CAN_BE_EMPTY:
            words = EMPTY
        filled.append(replace(piece, text=words, stand=stands.get(index)))
    return tuple(filled)


def _state(message: Message | None, refused: bool) -> State:
    if message is None or refused:
        return State.UNTRANSLATED
    return message.state


def _loses(labels: Sequence[str], path: str, line: int) -> Problem:
    names = ", ".join(f"[{label}]" for label in labels)
    return Problem(
        "link-lost",
        f"the link of the source's {names} may be lost",
        f"write it as [your text][{labels[0]}]",
        path,
        line,
        severity=Severity.WARNING,
    )


_REMEDY = "keep to one paragraph and put a backslash before a leading #, -, > or |"
_REMEDIES = {
    Place.GROUP: "keep the blocks of the source: as many paragraphs, lists and the like",
    Place.HTML: "use no tags but those that stand in running text",
    Place.WORDS: "keep quotes, backslashes and {expressions} as they are in the source",
    Place.CODE: "keep the marks that end the block out of it",
}
"""What to do about a translation that would change the structure, by where it stands."""


def _restructures(unit: Unit, message: Message, path: str) -> Problem:
    if not message.strings[0].strip():
        return Problem(
            "says-nothing",
            "this translation has no words",
            "translate the text, or empty it altogether",
            path,
            message.line,
        )
    return Problem(
        "structure",
        f"this translation would change the document's structure ({unit.kind})",
        _REMEDIES.get(unit.place, _REMEDY),
        path,
        message.line,
    )
