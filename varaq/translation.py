"""Translation: a document with a catalog's translations, each unit with its state."""

from __future__ import annotations

import re
from dataclasses import dataclass

from varaq.catalog import Catalog, Key, Message, State
from varaq.document import Document, markdown, markup
from varaq.document.splice import Spliced, assemble, splice
from varaq.errors import Problem
from varaq.unit import Place, Unit

_SAFE_TAGS = re.compile(
    r"</?(?:em|strong|b|i|sub|sup|bdi|mark|kbd|abbr)>|<(?:br|wbr)\s*/?>"
    r"|</?span>|<(?:span|bdi)(?:\s+(?:lang|dir)=(?:\"[\w-]*\"|'[\w-]*'))+\s*>",
    re.IGNORECASE,
)
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_SAFE_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]|^[\s\x00-\x20]*[/\\]{2}")


@dataclass(frozen=True, slots=True)
class Piece:
    """One unit of a document in one language."""

    unit: Unit
    state: State
    message: Message | None
    text: str | None
    """What is shown in its place, fitted to where it stands; None where the source stands."""


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


def translate(document: Document, catalog: Catalog) -> Translation:
    """A document with the translations of a catalog.

    Only what is translated, not fuzzy, safe and keeps the document's structure is used; the
    rest stands in the source language, with a problem for what a translator has to mend.
    """
    messages = catalog.by_key()
    found = [messages.get(unit.key) for unit in document.units]
    problems: list[Problem] = []
    texts: list[str | None] = []
    refused: set[int] = set()
    judged: dict[Key, Problem | None] = {}
    for index, (unit, message) in enumerate(zip(document.units, found, strict=True)):
        if message is None or message.state is not State.TRANSLATED:
            texts.append(None)
            continue
        if unit.key not in judged:
            judged[unit.key] = unsafe(unit, message.strings[0], catalog.path, message.line)
        if judged[unit.key] is not None:
            refused.add(index)
            texts.append(None)
        else:
            texts.append(message.strings[0])
    problems += [problem for problem in judged.values() if problem is not None]
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
    return Translation(document, pieces, tuple(problems))


def _state(message: Message | None, refused: bool) -> State:
    if message is None or refused:
        return State.UNTRANSLATED
    return message.state


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


_LITERAL = frozenset({Place.PLAIN, Place.SCALAR, Place.TITLE, Place.CODE, Place.WORDS})
"""Where a text is shown letter for letter."""
_TAGS = {Place.HTML: markup.tags, Place.GROUP: markdown.all_html}
_TARGETS = {Place.HTML: lambda _: list[str](), Place.GROUP: markdown.all_link_targets}
"""How the HTML and the links in a text are found, where that is not Markdown's running text."""


def unsafe(unit: Unit, text: str, path: str = "", line: int = 0) -> Problem | None:
    """What makes a translation unfit for a page, or None.

    HTML has to stand in the source unit, or be among a few tags for running text; links may
    use http, https, mailto, tel or be relative.
    """
    if unit.place in _LITERAL or not ("<" in text or "[" in text):
        return None
    tags = _TAGS.get(unit.place, markdown.inline_html)
    allowed = {tag.lower() for tag in tags(unit.text)}
    for tag in tags(text):
        if tag.lower() not in allowed and not _SAFE_TAGS.fullmatch(tag):
            return Problem(
                "html-not-allowed",
                f"the translation has HTML that its source has not: {tag[:60]}",
                "use the tags of the source, or Markdown",
                path,
                line,
            )
    targets = _TARGETS.get(unit.place, markdown.link_targets)
    for target in targets(text):
        scheme = _SCHEME.match(target)
        if _CONTROLS.search(target) or (scheme and scheme[1].lower() not in _SAFE_SCHEMES):
            if target in set(targets(unit.text)):
                continue
            return Problem(
                "link-not-allowed",
                f"the translation links to {target[:60]!r}",
                "use the source's link",
                path,
                line,
            )
    return None
