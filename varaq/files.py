"""Files: read as UTF-8, written whole or not at all."""

from __future__ import annotations

import contextlib
import glob
import os
import re
import stat
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from varaq.errors import Problem, VaraqError

_PIECE = 1 << 20
"""Bytes of a file that are copied at a time."""
_PIPED = 64_000_000
"""Bytes that are taken out of a pipe where nothing says how many."""
_LITTER = re.compile(r"\..+\.[0-9a-f]{8}")
"""What `_beside` calls a file that is not whole yet."""


def shown(path: Path, root: Path) -> str:
    """How users name a file: relative to a folder where it is in it, with ``/``."""
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        return path.as_posix()


def names(folder: Path) -> list[str]:
    """The files under a folder, as paths under it with ``/``, each folder's in order.

    Links to folders are not followed.
    """
    found = []
    above = len(str(folder)) + 1
    for place, _, own in os.walk(folder):
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
    _replace(target, (data,), name, mode, durable=False)
    return True


def make(path: str, data: bytes, name: str) -> None:
    """Write a file where none is known to be. Raises `VaraqError` where that fails."""
    _replace(path, (data,), name, None, durable=False)


def copy(source: Path, target: str, name: str, copied: str) -> None:
    """Write a file as another is, a piece at a time: however large it is, it needs no memory.

    ``name`` is how users know the source, ``copied`` how they know the copy. Raises
    `VaraqError` where that fails; the old file is then as it was.
    """
    _replace(target, _pieces(source, name), copied, None, durable=False)


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
    _replace(str(target), (data,), name, _mode(target), durable=True)


def sweep(target: Path) -> None:
    """Remove what a killed writer of a file has left beside it; call under the file's lock."""
    with contextlib.suppress(OSError):
        for litter in target.parent.glob(f".{glob.escape(target.name)}.????????"):
            litter.unlink()


def sweep_all(folder: Path, age: float) -> None:
    """Remove what killed writers have left anywhere under a folder, from so many seconds on.

    Younger ones may be somebody's who is writing right now.
    """
    now = time.time()
    for place, _, own in os.walk(folder):
        for name in own:
            if _LITTER.fullmatch(name):
                with contextlib.suppress(OSError):
                    path = Path(place, name)
                    if now - path.stat().st_mtime > age:
                        path.unlink()


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


def _replace(
    target: str, pieces: Iterable[bytes], name: str, mode: int | None, *, durable: bool
) -> None:
    """Put a file into another's place; ``mode`` are the permissions of that, if there is one.

    What is to be ``durable`` is read back, and given as one piece.
    """
    try:
        handle, beside = _beside(target, 0o666 if mode is None else mode)
        try:
            try:
                for piece in pieces:
                    view = memoryview(piece)
                    while view:
                        view = view[os.write(handle, view) :]
                if mode is not None and stat.S_IMODE(os.fstat(handle).st_mode) != mode:
                    os.chmod(beside, mode)  # noqa: PTH101 - as all here, which builds call for each file
                if durable:
                    os.fsync(handle)
            finally:
                os.close(handle)
            if durable and (Path(beside).read_bytes(),) != pieces:
                raise OSError("the disk gave back something else")  # noqa: TRY301 - handled as the disk's own
            os.replace(beside, target)  # noqa: PTH105
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(beside)  # noqa: PTH108
            raise
        if durable:
            _sync_folder(Path(target).parent)
    except OSError as error:
        raise _unwritable(error, name) from None


def _unreadable(error: OSError, name: str) -> VaraqError:
    what = f"can't be read: {error.strerror or error}"
    return VaraqError(Problem("unreadable", what, "check that it is there and yours to read", name))


def _unwritable(error: OSError, name: str) -> VaraqError:
    what = f"can't be written: {error.strerror or error}"
    return VaraqError(
        Problem("unwritable", what, "check the folder's permissions and the space left", name)
    )


def _sync_folder(folder: Path) -> None:
    """Send a folder's entries to the disk, where the system can do that."""
    with contextlib.suppress(OSError):  # the file itself is safe already
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _mode(target: Path) -> int | None:
    """The permissions of a file; None where there is none."""
    try:
        return stat.S_IMODE(target.stat().st_mode)
    except FileNotFoundError:
        return None


def _beside(target: str, mode: int) -> tuple[int, str]:
    """A new file beside another, open for writing; the folder is made where there is none.

    It has no permissions that ``mode`` has not, at no moment. (`tempfile` does this too, and
    takes as long to import as a short command takes for all its files.)
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    folder, name = os.path.split(target)
    while True:
        beside = os.path.join(folder, f".{name}.{os.urandom(4).hex()}")  # noqa: PTH118
        try:
            return os.open(beside, flags, mode), beside
        except FileExistsError:
            continue
        except FileNotFoundError:
            parent = Path(folder)
            if parent.is_dir():
                raise
            parent.mkdir(parents=True, exist_ok=True)
