"""Files: read as UTF-8, written whole or not at all."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from varaq import replacing
from varaq.errors import Problem, VaraqError

_PIECE = 1 << 20
"""Bytes of a file that are copied at a time."""
_PIPED = 64_000_000
"""Bytes that are taken out of a pipe where nothing says how many."""


def shown(path: Path, root: Path) -> str:
    """How users name a file: relative to a folder where it is in it, with ``/``."""
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        return path.as_posix()


def names(folder: Path) -> list[str]:
    """The files under a folder, as paths under it with ``/``, each folder's in order.

    Links to folders are not followed. Raises `VaraqError` where a folder can't be read: what is
    in it would seem to be gone.
    """

    def refused(error: OSError) -> None:
        if not isinstance(error, FileNotFoundError):  # it is gone indeed
            raise _unreadable(error, shown(Path(error.filename), folder.parent))

    found = []
    above = len(str(folder)) + 1
    for place, _, own in os.walk(folder, onerror=refused):
        lead = f"{place[above:]}/".replace(os.sep, "/") if len(place) >= above else ""
        found += [lead + name for name in own if os.path.isfile(os.path.join(place, name))]  # noqa: PTH113, PTH118 - Path takes ten times as long
    return sorted(found, key=lambda name: name.split("/"))


def real(path: Path | str) -> Path:
    """Where a path leads in the end; a link that leads in a circle stays as it is."""
    return Path(os.path.realpath(path))  # Path.resolve may raise RuntimeError for such a link


def there(path: Path | str) -> bool:
    """Whether a file is at a path; no pipe, no device, and none where the name can be none's.

    (`Path.is_file` raises `OSError` for a name that is too long.)
    """
    return os.path.isfile(path)  # noqa: PTH113


def utf8(name: str) -> bool:
    """Whether a file's name can stand in texts, which are UTF-8, as not all systems' names are."""
    return not any("\ud800" <= letter <= "\udfff" for letter in name)


def speakable(name: str) -> None:
    """See to it that a file's name is UTF-8. Raises `VaraqError` where it is not."""
    if not utf8(name):
        raise VaraqError(Problem("file-name", "the name is not UTF-8", "rename it", name))


def inside(address: str) -> bool:
    """Whether an address under a folder, links aside, leads nowhere out of it, by the shortest way.

    >>> [inside(address) for address in ("az/a.html", "az//a.html", "../a.html", "/a.html")]
    [True, False, False, False]
    """
    way = PurePosixPath(address)
    is_straight = str(way) == address and ".." not in way.parts
    return is_straight and not way.is_absolute() and "\\" not in address


def contained(path: Path | str, folder: Path | str, name: str) -> None:
    """See to it that a file is in a folder, wherever links on the way lead.

    Raises `VaraqError` where it is not.
    """
    if not real(path).is_relative_to(real(folder)):
        what = "this is a link that leads out of its folder"
        raise VaraqError(Problem("outside", what, "put the file itself there", name))


def read(path: Path, name: str, largest: int | None = None) -> str:
    """The text of a UTF-8 file, line ends as they stand; ``name`` is how users know it.

    Raises `VaraqError` where it can't be read, is not UTF-8 or has more bytes than ``largest``.
    """
    return decoded(read_bytes(path, name, largest), name)


def decoded(data: bytes, name: str) -> str:
    """Bytes as UTF-8. Raises `VaraqError` with line and column where they are not."""
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        raise VaraqError(
            Problem("not-utf-8", "the file is not UTF-8", "save it as UTF-8", name, line, column)
        ) from None


def read_bytes(path: Path, name: str, largest: int | None = None) -> bytes:
    """The bytes of a file.

    Raises `VaraqError` where it can't be read, or has more of them than ``largest``, as a pipe
    or a device always may, which need have no end.
    """
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            largest = largest or max(size, _PIPED)
            data = file.read(min(size, largest) + 1)  # what is asked for is set aside at once
            if size < len(data) <= largest:  # it grows, or is a pipe
                data += file.read(largest + 1 - len(data))
    except OSError as error:
        raise _unreadable(error, name) from None
    if len(data) > largest:
        what = f"the file has more than {largest / 1e6:g} MB"
        raise VaraqError(
            Problem("too-large", what, "divide it, or set largest_mb in the configuration", name)
        )
    return data


def write(path: Path, text: str, name: str, *, force: bool = False) -> bool:
    """Write a text that can be made again, unless it is there; whether it was written.

    Raises `VaraqError` where that fails.
    """
    return put(path, text.encode(), name, force=force)


def put(
    path: Path | str, data: bytes, name: str, *, force: bool = False, through: bool = True
) -> bool:
    """Write a file that can be made again, unless it holds just that; whether it was written.

    The old file or the new one is there at every moment. Where it may be written ``through``,
    what is no file, such as a device or a pipe, stays what it is and gets the bytes, and a link
    leads to what is written; else they give way to the file. Raises `VaraqError` where that fails.
    """
    target = os.fspath(path)
    mode = None
    try:
        state = os.lstat(target)
        if not (through or stat.S_ISREG(state.st_mode)):
            raise FileNotFoundError
        if stat.S_ISLNK(state.st_mode):
            target = str(real(target))
            state = os.stat(target)  # noqa: PTH116 - a build asks this of each of its files
        if not stat.S_ISREG(state.st_mode):
            _pour(Path(target), data, name)
            return True
        mode = stat.S_IMODE(state.st_mode)
        if not force and _holds(Path(target), state, data):
            return False
    except OSError:
        pass  # what is not there, or can't be read, is written anew
    replacing.replace(target, (data,), name, mode, durable=False)
    return True


def make(path: str, data: bytes, name: str) -> None:
    """Write a file where none is known to be. Raises `VaraqError` where that fails."""
    replacing.replace(path, (data,), name, None, durable=False)


def copy(source: Path, target: str, name: str, copied: str) -> None:
    """Write a file as another is, a piece at a time: however large it is, it needs no memory.

    ``name`` is how users know the source, ``copied`` how they know the copy. Raises
    `VaraqError` where that fails; the old file is then as it was.
    """
    replacing.replace(target, _pieces(source, name), copied, None, durable=False)


def _pieces(source: Path, name: str) -> Iterator[bytes]:
    """The bytes of a file, some at a time. Raises `VaraqError` where it can't be read."""
    try:
        with source.open("rb", buffering=0) as file:
            while piece := file.read(_PIECE):
                yield piece
    except OSError as error:
        raise _unreadable(error, name) from None


def keep(path: Path, data: bytes, name: str) -> None:
    """Write a file that nobody could make again: it is on the disk when this returns.

    It is read back before it takes the old one's place. Raises `VaraqError` where anything
    fails; the old file is then as it was.
    """
    target = real(path)
    if os.path.exists(target) and not there(target):  # noqa: PTH110 - see `there`
        raise VaraqError(Problem("unwritable", "this is no file", "name a file", name))
    replacing.replace(str(target), (data,), name, _mode(target), durable=True)


def remove(path: Path | str, name: str) -> None:
    """Remove a file where there is one. Raises `VaraqError` where that fails."""
    try:
        os.unlink(path)  # noqa: PTH108 - a build does this beside each of its pages
    except FileNotFoundError:
        pass
    except OSError as error:
        what = f"can't be removed: {error.strerror or error}"
        raise VaraqError(Problem("unwritable", what, "remove it", name)) from None


def _holds(target: Path, state: os.stat_result, data: bytes) -> bool:
    """Whether a file holds just that."""
    return state.st_size == len(data) and target.read_bytes() == data


def _pour(target: Path, data: bytes, name: str) -> None:
    """Write into what is no file: a terminal, a pipe, ``/dev/null``, which are not replaced."""
    try:
        with target.open("wb", buffering=0) as device:
            view = memoryview(data)
            while view:
                view = view[device.write(view) or 0 :]
    except OSError as error:
        what = f"can't be written: {error.strerror or error}"
        raise VaraqError(Problem("unwritable", what, "name a file", name)) from None


def _unreadable(error: OSError, name: str) -> VaraqError:
    what = f"can't be read: {error.strerror or error}"
    return VaraqError(Problem("unreadable", what, "check that it is there and yours to read", name))


def _mode(target: Path) -> int | None:
    """The permissions of a file; None where there is none."""
    try:
        return stat.S_IMODE(target.stat().st_mode)
    except FileNotFoundError:
        return None
