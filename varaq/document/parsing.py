"""Parsing: what the Markdown library says of a text, and one error where it gives up.

pyromark (pulldown-cmark) reads CommonMark 0.31.2 with GitHub's extensions and says where each
piece stands in the source. It panics at a few texts, such as a task that is a lone backslash
above a line of ``=``; to Python, that is nothing that ``except Exception`` catches.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeAlias

import pyromark

from varaq.errors import Problem, VaraqError

if TYPE_CHECKING:
    from pyromark.event import Range

OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_HEADING_ATTRIBUTES
    | pyromark.Options.ENABLE_MATH
    | pyromark.Options.ENABLE_GFM
    | pyromark.Options.ENABLE_DEFINITION_LIST
)
"""The Markdown that varaq reads. Metadata blocks are off: they swallow ``---…---`` anywhere."""
PLAIN = pyromark.Options(0)
"""CommonMark alone."""
WITHOUT_MATH = OPTIONS & ~pyromark.Options.ENABLE_MATH
"""All but formulas, in which nothing is a link or a tag."""
EXTENSIONS = {
    "Table": pyromark.Options.ENABLE_TABLES,
    "DefinitionList": pyromark.Options.ENABLE_DEFINITION_LIST,
    "FootnoteDefinition": pyromark.Options.ENABLE_FOOTNOTES,
}
"""Those of the extensions that put texts in blocks which others take for one paragraph."""
Options: TypeAlias = pyromark.Options
Event = Any
"""An event of pyromark's: a string, or a dictionary with a single key."""
Span: TypeAlias = "Range"
"""Its ``start`` and ``end`` in bytes, 0-based, the end exclusive."""
_PANIC = "PanicException"
"""What PyO3 names it; the class can't be imported."""


class ParsingError(VaraqError):
    """The library can't read a text."""


class _Watch:
    """Makes an error that says what to do of a panic; every other exception stays what it is."""

    __slots__ = ()

    def __enter__(self) -> None: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        _: TracebackType | None,
    ) -> None:
        if kind is not None and kind.__name__ == _PANIC:
            what = f"the Markdown library can't read this text ({error})"
            remedy = "reword what stands in this line and the one before"
            raise ParsingError(Problem("markdown-library", what, remedy)) from None


def events(text: str, options: Options = OPTIONS) -> Iterator[Event]:
    """The events of a text of whatever blocks. Raises `ParsingError`."""
    with _Watch():
        yield from pyromark.events(text, options=options)


def placed_events(text: str) -> Iterator[tuple[Event, Span]]:
    """The same, each with where it stands. Raises `ParsingError`."""
    with _Watch():
        yield from pyromark.events_with_range(text, options=OPTIONS)


def html(text: str, options: Options = OPTIONS) -> str:
    """What the library makes of a text. Raises `ParsingError`."""
    with _Watch():
        return pyromark.html(text, options=options)


def definitions(text: str, options: Options = OPTIONS) -> Mapping[str, Any]:
    """The reference definitions of a text, by label. Raises `ParsingError`."""
    with _Watch():
        return pyromark.reference_definitions(text, options=options)


def any_events(text: str, options: Options = OPTIONS) -> Iterator[Event]:
    """The same; a text that the library gives up on is HTML from there on, which is trusted least.

    For texts that are looked at before it is known whether they can stand anywhere.
    """
    try:
        yield from events(text, options)
    except ParsingError:
        yield {"Html": text}


def any_placed_events(text: str) -> Iterator[tuple[Event, Span]]:
    """The same, each with where it stands; nothing stands where the library gives up."""
    with contextlib.suppress(ParsingError):
        yield from placed_events(text)


def any_html(text: str, options: Options = OPTIONS) -> str:
    """What the library makes of a text; the text itself, as HTML, where it gives up."""
    try:
        return html(text, options)
    except ParsingError:
        return text


def any_definitions(text: str, options: Options = OPTIONS) -> Mapping[str, Any]:
    """The reference definitions of a text; none where the library gives up on it."""
    try:
        return definitions(text, options)
    except ParsingError:
        return {}


def place_of(error: ParsingError, text: str, first_line: int) -> ParsingError:
    """The same error with the line where the library gives up, the text's first being given.

    It is the end of the shortest beginning that can't be read, as far as halving finds it.
    """
    lines = [f"{line}\n" for line in text.split("\n")]
    read, failed = 0, len(lines)
    with _without_rusts_words():
        while failed - read > 1:
            middle = (read + failed) // 2
            try:
                definitions("".join(lines[:middle]))
                read = middle
            except ParsingError:
                failed = middle
    line = first_line + failed - 1
    return ParsingError(*(replace(problem, line=line) for problem in error.problems))


@contextlib.contextmanager
def _without_rusts_words() -> Iterator[None]:
    """Have nothing written to the standard error, as Rust does when it panics."""
    try:
        kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    except OSError:
        yield  # it is closed
        return
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)
