"""Saving: the one way in which a command changes a catalog.

Under a lock, the file is read again, changed by a pure function, written beside itself, sent
to the disk, read back, and put in its own place. What it held goes to the journal.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import filelock
import polib

from varaq import files, journal, po, replacing
from varaq.catalog import Key
from varaq.errors import Problem, VaraqError
from varaq.threeway import undone

_PATIENCE = 30.0
"""Seconds to wait for another writer."""

Change = Callable[[str | None], str | None]
"""From what a file holds (None where there is none) to what it shall hold (None: no change)."""


class Conflict(VaraqError):  # noqa: N818 - it is what users call it
    """Somebody else changed what was about to be saved."""


def save(root: Path, path: Path, change: Change, *, noted: bool = True) -> bool:
    """Change a file of the project at ``root``; whether it was changed.

    The journal has what it held, unless that is not to be ``noted``.
    Raises `VaraqError` where it can't be read or written; the file is then as it was.
    """
    shown = files.shown(path, root)
    target = files.real(path)
    before = _read(target, shown)
    after = change(before)
    if after is None or after == before:
        return False  # nothing to change: no lock, not a byte
    with _locked(root, target, shown):
        now = _read(target, shown)
        if now != before:
            before, after = now, change(now)
        if after is None or after == before:
            return False
        replacing.sweep(target)
        files.keep(target, after.encode(), shown)
        if noted:
            _note(root, shown, before, after)
    return True


def _note(root: Path, shown: str, before: str | None, after: str) -> None:
    """Have the journal say what a save replaced, where that can be."""
    folder = _journal(root)
    # whoever saves another file now has to count on from here
    with contextlib.suppress(VaraqError, OSError), _locked(root, folder, shown):
        journal.record(folder, shown, before, after)


def _read(target: Path, shown: str) -> str | None:
    return files.read(target, shown) if files.there(target) else None


def save_entry(root: Path, path: Path, seen: str, key: Key, entry: polib.POEntry) -> bool:
    """Put an entry in the place of the message ``key``, which the writer saw as ``seen``.

    Raises `Conflict` where the message's text is no longer that, with what it is now.
    """

    def change(before: str | None) -> str:
        shown = files.shown(path, root)
        catalog = po.parse(before or "", shown)
        messages = list(catalog.messages)
        for index, message in enumerate(messages):
            if message.key == key and not message.obsolete:
                if message.text != seen:
                    raise Conflict(_changed(shown, message.line, message.text))
                messages[index] = po.message(entry, po.measured(catalog), message.lead)
                return po.write(replace(catalog, messages=tuple(messages)))
        raise Conflict(_changed(shown, 0, "the message is gone"))

    return save(root, path, change)


def undo(root: Path, catalogs: Path, count: int) -> tuple[list[str], list[Problem]]:
    """Take back the last saves, newest first: the files changed, and what could not be.

    Only what is under the folder ``catalogs`` is, for a journal may be anybody's.

    Where a file was changed since, only what the save had changed is taken back, message by
    message; a message that somebody changed since stays as it is now, with a problem.
    """
    changed: list[str] = []
    problems: list[Problem] = []
    folder = _journal(root)
    for entry in journal.last(folder, count):
        taking = _TakingBack(entry)
        try:
            _check_within(root / entry.path, catalogs, journal.file(folder, entry.number).name)
            if entry.before is None:
                changed += _unmake(root, entry)
            elif save(root, root / entry.path, taking, noted=False):  # an undo is not undone
                changed.append(entry.path)
            journal.forget(folder, entry.number)
        except VaraqError as error:
            problems += error.problems
        problems += taking.problems
    return changed, problems


def _check_within(path: Path, catalogs: Path, save: str) -> None:
    """Raise `VaraqError` where a file is not among catalogs; ``save`` is the journal's file."""
    if not files.real(path).is_relative_to(files.real(catalogs)):
        what, remedy = "this save is of no catalog of the project", f"remove .varaq/journal/{save}"
        raise VaraqError(Problem("undo-outside", what, remedy, path.as_posix()))


def _unmake(root: Path, entry: journal.Save) -> list[str]:
    """Remove a file that a save made, unless it was changed; it may be gone already."""
    path = root / entry.path
    with _locked(root, files.real(path), entry.path):
        if _read(path, entry.path) in (entry.after, None):
            files.remove(path, entry.path)
            return [entry.path]
    what, remedy = "this save made the file, and it was changed since", "delete it yourself"
    raise VaraqError(Problem("undo-new", what, remedy, entry.path))


class _TakingBack:
    """The change that takes a save back."""

    __slots__ = ("_save", "problems")

    def __init__(self, entry: journal.Save) -> None:
        self._save = entry
        self.problems: list[Problem] = []

    def __call__(self, now: str | None) -> str | None:
        entry = self._save
        self.problems = []
        if now is None or now == entry.after or entry.before is None:
            return entry.before
        merged = undone(po.parse(entry.after), po.parse(now, entry.path), po.parse(entry.before))
        self.problems = [
            Problem("undo-conflict", f"changed since: {msgid[:60]}", "see the entry", entry.path)
            for msgid in merged.conflicts
        ]
        return po.write(merged.catalog)


def _changed(shown: str, line: int, now: str) -> Problem:
    return Problem(
        "conflict",
        f"somebody else changed this message; it is now: {now.strip()}",
        "look at both and save again",
        shown,
        line,
    )


def _journal(root: Path) -> Path:
    return root / ".varaq" / "journal"


@contextlib.contextmanager
def _locked(root: Path, target: Path, shown: str) -> Iterator[None]:
    """Be the only writer of a file. The locks are in ``.varaq``, out of the catalogs' way."""
    folder = root / ".varaq" / "locks"
    name = hashlib.sha256(os.fsencode(target)).hexdigest()[:24]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with filelock.FileLock(folder / f"{name}.lock", timeout=_PATIENCE):
            yield
    except filelock.Timeout:
        raise VaraqError(
            Problem(
                "locked",
                "another program has been writing this file for long",
                "try again when it is done",
                shown,
            )
        ) from None
    except OSError as error:
        raise VaraqError(
            Problem(
                "unwritable",
                f"can't be locked: {error.strerror or error}",
                "check the permissions of .varaq/",
                shown,
            )
        ) from None
