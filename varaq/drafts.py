"""Drafts: what processes that make shares of a build have to note, on its way to the manifest."""

from __future__ import annotations

import contextlib
import json
import os
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

from varaq.manifest import Left, Manifest, Stamp

_OLD = 86_400.0
"""Seconds after which nobody will take a draft any more."""


@dataclass(slots=True)
class Notes:
    """What a process that makes a share of the handouts has to note."""

    aside: str = ""
    """The path of a file with more of `rows` and `outputs`, so that nobody has to hold them."""
    rows: list[Sequence[str]] = field(default_factory=list)
    """Documents with what is to be noted of them, and those with a language's code and what the
    search finds there."""
    outputs: list[tuple[str, Sequence[tuple[str, Left]]]] = field(default_factory=list)
    forgotten: list[str] = field(default_factory=list)

    def gather(self) -> None:
        """Take in what is in the file, which goes: notes that travel have to be whole."""
        for row in _rows(self.aside):
            if isinstance(row, dict):
                self.outputs += _outputs(row)
            else:
                self.rows.append(row)
        self.aside = ""


class Draft(Manifest):
    """A manifest that is only read; what is to be noted is kept for who may write it."""

    __slots__ = ("_aside", "notes")

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.notes = Notes()
        self._aside: int | None = None
        aside = path.with_suffix(f".{os.urandom(4).hex()}.draft")
        with contextlib.suppress(OSError):
            self._aside = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            self.notes.aside = str(aside)

    def close(self) -> None:
        """Let go of both files."""
        if self._aside is not None:
            os.close(self._aside)
        super().close()

    def note_written(self, document: str, facts: str) -> None:
        """Keep it for later."""
        self._note(document, facts)

    def note_outputs(self, document: str, files: Sequence[tuple[str, Left]]) -> None:
        """Keep it for later."""
        several = [(where, left.key.hex(), left.digest.hex(), *left.stamp) for where, left in files]
        if not self._put({document: several}):
            self.notes.outputs.append((document, files))

    def note_searched(self, document: str, pages: Mapping[str, str]) -> None:
        """Keep it for later."""
        for locale, page in pages.items():
            self._note(document, locale, page)

    def forget(self, documents: Iterable[str]) -> None:
        """Keep it for later."""
        self.notes.forgotten.extend(documents)

    def _note(self, *row: str) -> None:
        if not self._put(row):
            self.notes.rows.append(row)

    def _put(self, row: object) -> bool:
        """Put a line into the file aside; whether it got there whole."""
        if self._aside is None:
            return False
        line = f"{json.dumps(row)}\n".encode()
        with contextlib.suppress(OSError):
            return os.write(self._aside, line) == len(line)
        return False


def take(manifest: Manifest, notes: Notes) -> None:
    """Note in a manifest what another process has found."""
    manifest.forget(notes.forgotten)
    for document, files in notes.outputs:
        manifest.note_outputs(document, files)
    for row in chain(notes.rows, _rows(notes.aside)):
        if isinstance(row, dict):
            for document, files in _outputs(row):
                manifest.note_outputs(document, files)
            continue
        document, *of_language, text = row
        if of_language:
            manifest.note_searched(document, {of_language[0]: text})
        else:
            manifest.note_written(document, text)


def sweep(path: Path) -> None:
    """Remove what processes that were killed have left beside a manifest."""
    with contextlib.suppress(OSError):
        for litter in path.parent.glob("*.draft"):
            if time.time() - litter.stat().st_mtime > _OLD:
                litter.unlink()


def _outputs(row: Mapping[str, Any]) -> Iterator[tuple[str, list[tuple[str, Left]]]]:
    """Documents with the files that were made of them, of a line of a file aside."""
    for document, files in row.items():
        yield (
            document,
            [
                (where, Left(bytes.fromhex(key), bytes.fromhex(holds), Stamp(*numbers)))
                for where, key, holds, *numbers in files
            ],
        )


def _rows(aside: str) -> Iterator[Any]:
    """The lines of a file aside, which is removed; those that are not whole are left out."""
    if not aside:
        return
    with contextlib.suppress(OSError):
        with open(aside, "rb") as lines:  # noqa: PTH123 - it was a path, and is a text in notes
            for line in lines:
                with contextlib.suppress(ValueError):
                    yield json.loads(line)
        os.unlink(aside)  # noqa: PTH108
