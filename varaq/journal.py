"""The journal: what each save replaced, so that it can be undone.

A save is a file under ``.varaq/journal``, numbered, compressed JSON: which file, and its text
before and after. The last `KEPT` are kept. The journal is a convenience: where it can't be
written, the save stands all the same.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from varaq import files
from varaq.errors import VaraqError

KEPT = 200
"""How many saves are kept."""
_NAME = re.compile(r"([0-9]{8}|[1-9][0-9]{8,17})\.json\.z")
_MOST = 1 << 29
"""The bytes of a save that can be taken back."""


@dataclass(frozen=True, slots=True)
class Save:
    """One save."""

    number: int
    path: str
    """The file, relative to the project."""
    before: str | None
    """Its text before; None where it was new."""
    after: str
    when: str
    """When it was made, as ISO 8601 in universal time."""


def record(folder: Path, path: str, before: str | None, after: str) -> None:
    """Note a save in the journal in a folder; for one writer at a time, who takes a number."""
    there = list(numbers(folder))
    number = (there[-1] if there else 0) + 1
    data = {"path": path, "before": before, "after": after}
    # of a large catalog the usual level takes three times as long, while somebody waits
    text = json.dumps(data, ensure_ascii=False)
    packed = zlib.compress(text.encode(errors="surrogatepass"), 1)
    target = file(folder, number)
    files.keep(target, packed, target.as_posix())
    for old in there[: max(0, len(there) + 1 - KEPT)]:
        forget(folder, old)


def file(folder: Path, number: int) -> Path:
    """The file of the save of a number. A save that is taken back leaves its number to another."""
    return folder / f"{number:08d}.json.z"


def last(folder: Path, count: int) -> list[Save]:
    """The last saves, newest first; those that can't be read are passed over."""
    found: list[Save] = []
    for number in reversed(list(numbers(folder))):
        if len(found) == count:
            break
        save = one(folder, number)
        if save is not None:
            found.append(save)
    return found


def one(folder: Path, number: int) -> Save | None:
    """The save of a number; None where it is not there or can't be read."""
    path = file(folder, number)
    try:
        data = json.loads(_unpacked(path))
        made = datetime.fromtimestamp(path.stat().st_mtime, UTC).isoformat(timespec="seconds")
        save = Save(number, data["path"], data["before"], data["after"], made)
        for text in (save.path, save.before or "", save.after):
            text.encode()  # an error for what is no text, or could not be written
    except (VaraqError, OSError, zlib.error, ValueError, LookupError):
        return None
    except (AttributeError, TypeError, OverflowError, RecursionError):  # other JSON than ours
        return None
    return None if "\0" in save.path else save


def _unpacked(path: Path) -> bytes:
    """The JSON in a file. Raises `VaraqError`, `zlib.error` or `ValueError` where there is none."""
    if not files.there(path):
        raise ValueError("a pipe, or nothing")
    packed = files.read_bytes(path, path.as_posix(), _MOST)
    unpacking = zlib.decompressobj()
    found = unpacking.decompress(packed, _MOST)
    if not unpacking.eof:
        raise ValueError("cut off, or too much")
    return found


def forget(folder: Path, number: int) -> None:
    """Take a save out of the journal."""
    file(folder, number).unlink(missing_ok=True)


def numbers(folder: Path) -> Iterator[int]:
    """The numbers of the saves that there are, in order."""
    if folder.is_dir():
        found = (_NAME.fullmatch(path.name) for path in folder.glob("*.json.z"))
        yield from sorted(int(match[1]) for match in found if match)
