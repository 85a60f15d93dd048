"""The manifest: what the handouts in an output folder were made of, from build to build.

It only saves work. What it says of a file counts while the file is just as it was left; a
manifest that can't be read, or that another version wrote, is begun anew; and a build that is
killed has noted no file that it did not write (what it wrote and did not note is in its `Mark`).
"""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

from varaq.mark import Mark

_FORMAT = 1
_TABLES = """
CREATE TABLE documents (name TEXT PRIMARY KEY, facts TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE outputs (
  address TEXT PRIMARY KEY, document TEXT NOT NULL, key BLOB NOT NULL, digest BLOB NOT NULL,
  size INT NOT NULL, modified INT NOT NULL, changed INT NOT NULL, inode INT NOT NULL
) WITHOUT ROWID;
CREATE INDEX of_document ON outputs (document);
CREATE TABLE searched (
  document TEXT NOT NULL, locale TEXT NOT NULL, page TEXT NOT NULL, PRIMARY KEY (locale, document)
) WITHOUT ROWID;
"""
_WAIT = 2.0
"""Seconds that another build may take for a note."""


def digest(*parts: bytes) -> bytes:
    """What stands for contents: 16 bytes, others for other parts (BLAKE2b, RFC 7693).

    >>> digest(b"ab", b"c") == digest(b"a", b"bc")
    False
    """
    # one call for all: a build asks this for each document and each of its languages
    lengths = ",".join(map(str, map(len, parts)))
    return blake2b(b"\0".join((lengths.encode(), *parts)), digest_size=16).digest()


def digest_of(path: str) -> bytes | None:
    """The digest of what a file holds, which this does not; None where it can't be read."""
    try:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - as all that a build asks often
            found = blake2b(b"%d\0" % os.fstat(file.fileno()).st_size, digest_size=16)
            while piece := file.read(1 << 20):
                found.update(piece)
    except OSError:
        return None
    return found.digest()


class Stamp(NamedTuple):
    """How a file was left; what writes to it changes this, also what sets its time back."""

    size: int
    """In bytes."""
    modified: int
    """In nanoseconds, as the file system has it."""
    changed: int
    inode: int


class Left(NamedTuple):
    """A file that a build has left behind."""

    key: bytes
    """What it was made of."""
    digest: bytes
    """What it holds."""
    stamp: Stamp


def written(facts: object) -> str:
    """Something that JSON can hold, as a manifest keeps it."""
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":"))


def stamp(path: str) -> Stamp | None:
    """How the file at a path is; None where there is none, or a pipe or a device is."""
    try:
        state = os.stat(path)  # noqa: PTH116 - a build asks this of each of its files
    except OSError:
        return None
    if not stat.S_ISREG(state.st_mode):
        return None
    return Stamp(state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino)


class Manifest:
    """The manifest in one file. All that goes wrong with it makes more work, and no more."""

    __slots__ = ("_base", "_unnoted", "mark", "path")

    path: Path
    """Its file."""
    mark: Mark
    """What says that a build is running."""

    def __init__(self, path: Path) -> None:
        """Open it, or begin it where there is none that can be used."""
        self.path = path
        self._base = _opened(path)
        self.mark = Mark(path.with_suffix(".running"))
        self._unnoted: dict[tuple[str, str], str] = {}
        """What could not be noted and is needed in this build."""

    def close(self) -> None:
        """Write down what was noted."""
        self.mark.close()
        self.keep()
        self._base.close()

    @contextlib.contextmanager
    def let_go(self) -> Iterator[None]:
        """Have no file open for a while: a fork must not inherit a database that is."""
        self.keep()
        if not any(file for _, _, file in self._rows("PRAGMA database_list")):
            yield  # it is in memory alone
            return
        self._base.close()
        try:
            yield
        finally:
            self._base = _opened(self.path)

    def keep(self) -> None:
        """Write down what was noted so far, so that a build that is killed need not repeat it."""
        with contextlib.suppress(sqlite3.Error):
            self._base.commit()

    def facts(self, document: str) -> Any:
        """What was noted of a document, as JSON has it; None where nothing was."""
        for (text,) in self._rows("SELECT facts FROM documents WHERE name = ?", document):
            with contextlib.suppress(ValueError, RecursionError):
                return json.loads(text)
        return None

    def note_facts(self, document: str, facts: object) -> None:
        """Note something of a document, which JSON can hold."""
        self.note_written(document, written(facts))

    def note_written(self, document: str, facts: str) -> None:
        """The same for something that is `written` already."""
        self._run("INSERT OR REPLACE INTO documents VALUES (?, ?)", document, facts)

    def documents(self) -> list[str]:
        """The documents that something was noted of."""
        rows = self._rows("SELECT name FROM documents ORDER BY name")
        return [name for (name,) in rows if name[:1] != "\0"]

    def outputs(self, document: str) -> dict[str, Left]:
        """The files that were made of a document, by address; of no one with an empty name."""
        return dict(self._lefts(" WHERE document = ?", document))

    def output(self, address: str) -> Left | None:
        """The file at an address; None where none was made there."""
        return dict(self._lefts(" WHERE address = ?", address)).get(address)

    def addresses(self) -> list[str]:
        """Those of all files that were made."""
        rows = self._rows("SELECT address FROM outputs ORDER BY address")
        return [address for (address,) in rows if _is_address(address)]

    def note_outputs(self, document: str, files: Sequence[tuple[str, Left]]) -> None:
        """Note files that were made of a document just now, by their addresses."""
        rows = [(where, document, left.key, left.digest, *left.stamp) for where, left in files]
        with contextlib.suppress(sqlite3.Error):
            self._base.executemany(
                "INSERT OR REPLACE INTO outputs VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows
            )

    def forget_output(self, address: str) -> None:
        """Forget a file."""
        self._run("DELETE FROM outputs WHERE address = ?", address)

    def note_searched(self, document: str, pages: Mapping[str, str]) -> None:
        """Note what the search finds in a document, by the language's code."""
        rows = [(document, locale, page) for locale, page in pages.items()]
        try:
            self._base.executemany("INSERT OR REPLACE INTO searched VALUES (?, ?, ?)", rows)
        except sqlite3.Error:
            self._unnoted |= {(locale, document): page for locale, page in pages.items()}

    def searched(self, locale: str) -> dict[str, str]:
        """What the search finds in a language, by document."""
        rows = self._rows("SELECT document, page FROM searched WHERE locale = ?", locale)
        found = {name: page for name, page in rows if isinstance(page, str)}
        more = {name: page for (code, name), page in self._unnoted.items() if code == locale}
        return found | more

    def forget(self, documents: Iterable[str]) -> None:
        """Forget documents, but not what was made of them, nor what the search finds in that."""
        for name in documents:
            self._run("DELETE FROM documents WHERE name = ?", name)

    def forget_searched(self, documents: Iterable[str]) -> None:
        """Forget what the search finds in documents that are no more."""
        for name in documents:
            self._run("DELETE FROM searched WHERE document = ?", name)

    def _lefts(self, which: str, *values: object) -> Iterator[tuple[str, Left]]:
        columns = "SELECT address, key, digest, size, modified, changed, inode FROM outputs"
        for address, key, holds, *numbers in self._rows(columns + which, *values):
            if _is_address(address):
                yield address, Left(key, holds, Stamp._make(numbers))

    def _rows(self, query: str, *values: object) -> Iterator[Any]:
        with contextlib.suppress(sqlite3.Error):
            yield from self._base.execute(query, values)

    def _run(self, query: str, *values: object) -> bool:
        """Whether a change was made."""
        try:
            self._base.execute(query, values)
        except sqlite3.Error:
            return False
        return True


def _opened(path: Path) -> sqlite3.Connection:
    """A database with the tables; one in memory where the disk has no place for it."""
    for attempt in range(2):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            base = sqlite3.connect(path, timeout=_WAIT)
            try:
                _prepared(base, fresh=attempt > 0)
            except BaseException:
                base.close()
                raise
        except sqlite3.OperationalError:
            break  # another build has it
        except (sqlite3.Error, OSError):
            with contextlib.suppress(OSError):
                path.unlink()
        else:
            return base
    base = sqlite3.connect(":memory:")
    _prepared(base, fresh=True)
    return base


def _is_address(value: object) -> bool:
    """Whether a value can be where a file is; in a stranger's manifest it may be any."""
    return isinstance(value, str) and "\0" not in value


def _prepared(base: sqlite3.Connection, *, fresh: bool) -> None:
    """Make the tables where they are missing; raises `sqlite3.Error` where they are others'."""
    # a note that a power cut takes away is work for the next build, and not worth a wait
    base.execute("PRAGMA synchronous = OFF")
    base.execute("PRAGMA journal_mode = WAL")
    (found,) = base.execute("PRAGMA user_version").fetchone()
    ours = {statement.strip() for statement in _TABLES.split(";") if statement.strip()}
    made = {sql for (sql,) in base.execute("SELECT sql FROM sqlite_master WHERE sql NOT NULL")}
    if found == _FORMAT and made == ours:
        return  # no view, which may have no end, and no trigger
    if made and not fresh:
        raise sqlite3.DatabaseError("another version's, or a stranger's")
    base.executescript(f"{_TABLES}PRAGMA user_version = {_FORMAT};")
