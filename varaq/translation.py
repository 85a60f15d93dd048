"""Translation: a document with a catalog's translations, each unit with its state."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from varaq.catalog import Catalog, Key, Message, State
from varaq.document import Document
from varaq.document.references import keep
from varaq.document.splice import Spliced, assemble, splice
from varaq.errors import Problem, Severity
from varaq.fallback import Fallback, Stand
from varaq.flags import ignored
from varaq.safety import plain_tags, unsafe
from varaq.unit import Place, Unit

EMPTY = "\u2060"
"""What stands where nothing is to be shown: a character without width, so that the document's
structure stays."""
MARKABLE = frozenset({Place.BLOCK, Place.LINE, Place.TERM, Place.CELL, Place.HTML})
"""Where a text can be marked inside its block."""
_CAN_BE_EMPTY = frozenset({Place.BLOCK, Place.LINE, Place.TERM, Place.CELL, Place.PLAIN})


Judge = Callable[[Unit, Message], Sequence[Problem]]
"""What is wrong with a unit's translation; one with an error is not used."""


class Piece(NamedTuple):
    """One unit of a document in one language; as many are made as units, and in each language."""

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
    faults: Mapping[Key, Sequence[Problem]] = field(default_factory=dict)
    """By message, why its translation was not used, or what it lost; they name the catalog."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All that is wrong with the translations."""
        return tuple(problem for several in self.faults.values() for problem in several)

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
        words = self.document.held("words", _words)
        if len(words) != len(self.pieces):  # pieces of some units alone
            words = [len(piece.unit.text.split()) for piece in self.pieces]
        done = [
            count
            for piece, count in zip(self.pieces, words, strict=True)
            if piece.state is State.TRANSLATED
        ]
        return Coverage(len(words), len(done), sum(words), sum(done))


def _words(document: Document) -> list[int]:
    """How many words its units have."""
    return [len(unit.text.split()) for unit in document.units]


def source(document: Document) -> Translation:
    """A document in its own language."""
    pieces = (Piece(unit, State.TRANSLATED, None, None) for unit in document.units)
    return Translation(document, tuple(pieces))


def translate(
    document: Document,
    catalog: Catalog,
    fallback: Fallback | None = None,
    judge: Judge | None = None,
) -> Translation:
    """A document with the translations of a catalog.

    Only what is translated, not fuzzy, safe and keeps the document's structure is used, and in
    which ``judge`` finds no error, with a problem for what a translator has to mend; in place of
    the rest stands what ``fallback`` has, or the source.
    """
    messages = catalog.by_key()
    found = [messages.get(unit.key) for unit in document.units]
    states: list[State] = []
    texts: list[str | None] = []
    judged: dict[tuple[Key, Place, str], _Fit] = {}
    problems: dict[tuple[Key, str], Problem] = {}
    for unit, message in zip(document.units, found, strict=True):
        text = None
        state = State.UNTRANSLATED if message is None else message.state
        if message is not None and state is State.TRANSLATED:
            known = judged.get(where := (unit.key, unit.place, unit.kind))
            if known is None:
                known = _fit(unit, message.strings[0], document)
                if judge is not None and known.text is not None:
                    known = _judged(known, judge(unit, message))
                judged[where] = known
            text = known.text
            for problem in _heard(known.problems, message):
                at = replace(problem, path=catalog.path, line=message.line)
                problems.setdefault((unit.key, problem.code), at)
            if text is None:
                state = State.UNTRANSLATED
        states.append(state)
        texts.append(text)
    result: Spliced = splice(document, texts)
    for index in sorted(result.refused):
        states[index] = State.UNTRANSLATED
        unit, message = document.units[index], found[index]
        if message is not None:
            restructures = _restructures(unit, message, catalog.path)
            problems.setdefault((unit.key, restructures.code), restructures)
    pieces = tuple(map(Piece, document.units, states, found, result.fitted))
    if fallback is not None:
        pieces = _filled(document, pieces, texts, fallback)
    return Translation(document, pieces, _by_message(problems))


def _by_message(problems: Mapping[tuple[Key, str], Problem]) -> dict[Key, list[Problem]]:
    faults: dict[Key, list[Problem]] = {}
    for (key, _), problem in problems.items():
        faults.setdefault(key, []).append(problem)
    return faults


@dataclass(frozen=True, slots=True)
class _Fit:
    """A text as it can go to where a unit stands."""

    text: str | None
    """None where it is not safe."""
    problems: tuple[Problem, ...]


def presentable(unit: Unit, typed: str, document: Document) -> str | None:
    """A text that was typed for a document's unit as a page may show it; None if it is unsafe."""
    return _fit(unit, typed, document).text


def _fit(unit: Unit, typed: str, document: Document) -> _Fit:
    """A translation, or what stands in for one, as it can go to a unit's place."""
    kept = keep(unit.text, plain_tags(unit, typed), document.labels)
    problem = unsafe(unit, kept.text, document)
    if problem is not None:
        return _Fit(None, (problem,))
    return _Fit(kept.text, (_loses(kept.lost),) if kept.lost else ())


def _judged(fit: _Fit, problems: Sequence[Problem]) -> _Fit:
    """A fitted text, or none where something is wrong with it."""
    errors = tuple(problem for problem in problems if problem.severity is Severity.ERROR)
    return replace(fit, text=None, problems=errors) if errors else fit


def _heard(problems: Sequence[Problem], message: Message) -> list[Problem]:
    """Errors, and those warnings that the flags of an entry do not silence."""
    return [
        problem
        for problem in problems
        if problem.severity is Severity.ERROR or problem.code not in ignored(message)
    ]


def _filled(
    document: Document,
    pieces: tuple[Piece, ...],
    texts: Sequence[str | None],
    fallback: Fallback,
) -> tuple[Piece, ...]:
    """The pieces with what stands in for those that are not translated."""
    wanted = [text if piece.text else None for text, piece in zip(texts, pieces, strict=True)]
    settled = {index for index, words in enumerate(wanted) if words is not None}
    fitted: Sequence[str | None] = [piece.text for piece in pieces]
    stands: dict[int, Stand] = {}
    left = {
        index: _stands(piece.unit, document, fallback)
        for index, piece in enumerate(pieces)
        if piece.state is not State.TRANSLATED
    }
    while tried := {index: stand for index in left if (stand := next(left[index], None))}:
        for index, stand in tried.items():
            wanted[index] = stand.text
        result = splice(document, wanted, settled)
        fitted = result.fitted
        left = {index: left[index] for index in tried if index in result.refused}
        wanted = [None if index in left else words for index, words in enumerate(wanted)]
        stands |= {index: stand for index, stand in tried.items() if index not in left}
        settled |= stands.keys()
    filled = []
    for index, piece in enumerate(pieces):
        words = fitted[index]
        shown = piece.state is State.TRANSLATED or index in stands
        if fallback.nothing and not shown and piece.unit.place in _CAN_BE_EMPTY:
            words = EMPTY
        filled.append(piece._replace(text=words, stand=stands.get(index)))
    return tuple(filled)


def _stands(unit: Unit, document: Document, fallback: Fallback) -> Iterator[Stand]:
    """What may stand in for a unit, the best first, as far as it is safe."""
    for stand in fallback.stands(unit.key):
        if stand.outdated and unit.place not in MARKABLE:
            continue
        text = _fit(unit, stand.text, document).text
        if text is not None:
            yield replace(stand, text=text)


def _loses(labels: Sequence[str]) -> Problem:
    names = ", ".join(f"[{label}]" for label in labels)
    return Problem(
        "link-lost",
        f"the link of the source's {names} may be lost",
        f"write it as [your text][{labels[0]}]",
        severity=Severity.WARNING,
    )


_REMEDY = (
    "keep to one paragraph and put a backslash before a leading #, -, > or |, "
    "and before a bracket or backtick that stands alone"
)
_REMEDIES = {
    Place.GROUP: "keep the blocks of the source: as many paragraphs, lists and the like, "
    "and code as it is",
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
