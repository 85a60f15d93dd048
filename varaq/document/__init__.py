"""Documents: text in, units and skeleton out, and translations spliced back in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Any, TypeVar

from varaq.document import definitions, footnotes, frontmatter, reader, text
from varaq.document.definitions import Definition
from varaq.document.footnotes import Footnote
from varaq.document.outline import Anchored
from varaq.document.rules import USUAL, Rules
from varaq.errors import Problem, VaraqError
from varaq.quoting import UNFIT
from varaq.unit import Unit

SUFFIXES = {".md": "markdown", ".txt": "text"}
"""The files that are documents, and the format of each."""
_BOM = "\ufeff"
Held = TypeVar("Held")


@dataclass(frozen=True, slots=True)
class Document:
    """One source file of content/, read."""

    name: str
    """Its path under content/ without the suffix: ``guide/intro``."""
    path: str
    """How users name the file, with ``/``: ``content/guide/intro.md``."""
    source: str
    """The whole file, letter for letter."""
    format: str
    """``markdown`` or ``text``."""
    units: tuple[Unit, ...]
    """In the order of the source; offsets in UTF-8 bytes of `source`."""
    body: int = 0
    """Where BOM and front matter end, in UTF-8 bytes."""
    comments: tuple[tuple[int, int], ...] = ()
    """Where directives stand, in UTF-8 bytes."""
    definitions: tuple[Definition, ...] = ()
    """Its link reference definitions; their offsets count from `body`."""
    anchored: tuple[Anchored, ...] = ()
    """The headings that are no units of their own, in order."""
    metadata: Mapping[str, object] = field(default_factory=dict)
    """The front matter."""
    rules: Rules = USUAL
    """How it was read."""
    problems: tuple[Problem, ...] = ()
    _held: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What `held` keeps."""

    def held(self, what: str, found_out: Callable[[Document], Held]) -> Held:
        """What follows from the document alone, found out once for all languages."""
        if what not in self._held:
            self._held[what] = found_out(self)
        found: Held = self._held[what]
        return found

    @property
    def domain(self) -> str:
        """The gettext domain of its catalogs: the name with ``/`` as ``.``."""
        return self.name.replace("/", ".")

    @property
    def labels(self) -> dict[str, str]:
        """Where the labels of its definitions lead."""
        return self.held("labels", _labels)

    @property
    def footnotes(self) -> dict[str, Footnote]:
        """Its footnotes by label, with case folded.

        Where their definitions stand counts from the file's start.
        """
        return self.held("footnotes", _footnotes)

    @property
    def footnote_labels(self) -> dict[str, list[str]]:
        """The labels of its footnotes, by what they are compared by."""
        return self.held("footnote labels", _spellings)

    def lent(self, text: str) -> str:
        """What a text refers to of its definitions and footnotes, as Markdown to be put behind it.

        That of a footnote is a stub.
        """
        if "[" not in text or not (self.labels or self.footnote_labels):
            return ""
        notes = footnotes.lent(text, self.footnote_labels)
        return f"{definitions.leading(text, self.labels)}\n{notes}".lstrip("\n")

    @property
    def suffix(self) -> str:
        """``.md`` or ``.txt``."""
        return self.path[self.path.rindex(".") :]

    @property
    def is_glossary(self) -> bool:
        """Whether its front matter says ``glossary: true``."""
        return self.metadata.get("glossary") is True


def _labels(document: Document) -> dict[str, str]:
    return {definition.label: definition.target for definition in document.definitions}


def _spellings(document: Document) -> dict[str, list[str]]:
    return footnotes.spellings(
        label for each in document.footnotes.values() for label in each.labels
    )


def _footnotes(document: Document) -> dict[str, Footnote]:
    if document.format == "text":
        return {}
    base = document.body
    found = footnotes.read(document.source.encode()[base:].decode())
    return {
        label: replace(each, start=base + each.start, end=base + each.end)
        for label, each in found.items()
    }


def read(name: str, path: str, source: str, rules: Rules = USUAL) -> Document:
    r"""The document that ``source`` (the whole file's text) is; ``path`` decides its format.

    ``rules`` are the project's.

    Raises `VaraqError` for front matter that is not YAML, and for what is over the limits
    (`varaq.document.limits`).

    >>> [unit.text for unit in read("a", "content/a.md", "# Salam\n\n- bir\n- iki\n").units]
    ['Salam', 'bir', 'iki']
    """
    try:
        return _read(name, path, source, rules)
    except VaraqError as error:
        raise error.at(path) from None


def _read(name: str, path: str, source: str, rules: Rules) -> Document:
    kind = SUFFIXES[PurePosixPath(path).suffix]
    bom = _BOM if source.startswith(_BOM) else ""
    base = len(bom.encode())
    rest = source[len(bom) :]
    if kind == "text":
        paragraphs = _holdable(text.read(rest, base))
        return Document(name, path, source, kind, paragraphs, base, rules=rules)
    head = frontmatter.read(rest, base, rules.text_fields)
    metadata: Mapping[str, object] = {}
    units: tuple[Unit, ...] = ()
    body, line = base, 1
    if head is not None:
        metadata, units = head.metadata, head.units
        body += len(rest[: head.end].encode())
        line += head.lines
        rest = rest[head.end :]
    reading = reader.read(rest, body, line, rules)
    found = _holdable(units + reading.units)
    return Document(
        name=name,
        path=path,
        source=source,
        format=kind,
        units=found,
        body=body,
        comments=reading.comments,
        definitions=reading.definitions,
        anchored=reading.anchored,
        metadata=metadata,
        rules=rules,
        problems=tuple(problem.at(path) for problem in reading.problems),
    )


def metadata(path: str, source: str) -> tuple[Mapping[str, object], int]:
    r"""What a document's front matter says, and how far that goes in its text, in characters.

    Raises `VaraqError` for front matter that is not YAML.

    >>> metadata("content/a.md", "---\nkinds: [slides]\n---\n# Salam\n")
    ({'kinds': ['slides']}, 24)
    """
    if SUFFIXES[PurePosixPath(path).suffix] == "text":
        return {}, 0
    bom = _BOM if source.startswith(_BOM) else ""
    try:
        head = frontmatter.read(source[len(bom) :], text_fields=())
    except VaraqError as error:
        raise error.at(path) from None
    return ({}, 0) if head is None else (head.metadata, len(bom) + head.end)


def _holdable(units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """Units whose texts and contexts catalogs can hold.

    What they can't is shown as CommonMark shows NUL.
    """
    if not any(UNFIT.search(f"{unit.context or ''}{unit.text}") for unit in units):
        return units
    return tuple(
        unit._replace(
            text=UNFIT.sub("\ufffd", unit.text),
            context=unit.context and UNFIT.sub("\ufffd", unit.context),
        )
        for unit in units
    )
