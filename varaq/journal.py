"""The journal: what each save replaced, so that it can be undone.

A save is a file under ``.varaq/journal``, numbered, compressed JSON: which file, and its text
before and after. What it changed stands before them, on a line of its own, where that is little:
of a large catalog nothing else need be read then. The last `KEPT` are kept. The journal is a
convenience: where it can't be written, the save stands all the same.
"""

from __future__ import annotations

import contextlib
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
_LITTLE = 1 << 16
"""The bytes of the line that says what a save changed, at most."""
_NO_SAVE = (
    *(VaraqError, OSError, zlib.error, ValueError, LookupError),
    *(AttributeError, TypeError, OverflowError, RecursionError),  # other JSON than ours
)
"""What comes of reading a save where there is none."""


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


@dataclass(frozen=True, slots=True)
class Change:
    """What one save changed: the parts of its file, as blank lines divide it."""

    path: str
    """The file, relative to the project."""
    when: str
    """When it was made, as ISO 8601 in universal time."""
    gone: frozenset[str]
    """The parts that are no more there."""
    came: frozenset[str]
    """The parts that are there since."""


def record(folder: Path, path: str, before: str | None, after: str) -> None:
    """Note a save in the journal in a folder; for one writer at a time, who takes a number."""
    there = list(numbers(folder))
    number = (there[-1] if there else 0) + 1
    # of a large catalog the usual level takes three times as long, while somebody waits
    packed = zlib.compress(_told(path, before, after), 1)
    target = file(folder, number)
    files.keep(target, packed, target.as_posix())
    for old in there[: max(0, len(there) + 1 - KEPT)]:
        forget(folder, old)


def _told(path: str, before: str | None, after: str) -> bytes:
    """The JSON of a save, with what it changed on the first line, unless that is much."""
    texts = _json({"before": before, "after": after})
    gone, came = map(sorted, _differing(before, after))
    line = _json({"path": path, "gone": gone, "came": came})
    if len(line) > _LITTLE:
        line = _json({"path": path})
    return line[:-1] + b",\n" + texts[1:]


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode(errors="surrogatepass")


def _differing(before: str | None, after: str) -> tuple[frozenset[str], frozenset[str]]:
    """The parts of a text that another has not, and the other way round."""
    old, new = _parts(before or ""), _parts(after)
    return old - new, new - old


def _parts(text: str) -> frozenset[str]:
    return frozenset(text.replace("\r\n", "\n").split("\n\n"))


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
        save = Save(number, data["path"], data["before"], data["after"], _when(path))
        for text in (save.path, save.before or "", save.after):
            text.encode()  # an error for what is no text, or could not be written
    except _NO_SAVE:
        return None
    return None if "\0" in save.path else save


def change(folder: Path, number: int) -> Change | None:
    """What the save of a number changed; None where it is not there or can't be read."""
    path = file(folder, number)
    with contextlib.suppress(*_NO_SAVE):
        data = json.loads(_first_line(path))
        gone, came = frozenset(data["gone"]), frozenset(data["came"])
        for text in (data["path"], *gone, *came):
            text.encode()
        return Change(data["path"], _when(path), gone, came)
    save = one(folder, number)
    return Change(save.path, save.when, *_differing(save.before, save.after)) if save else None


def _when(path: Path) -> str:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC).isoformat(timespec="seconds")


def _first_line(path: Path) -> bytes:
    """The JSON of a save without its texts. Raises as `_unpacked` where that is not first."""
    if not files.there(path):
        raise ValueError("a pipe, or nothing")
    with path.open("rb") as packed:
        start = zlib.decompressobj().decompress(packed.read(2 * _LITTLE), 2 * _LITTLE)
    line, end, _ = start.partition(b",\n")
    if not end:
        raise ValueError("no such line")
    return line + b"}"


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
