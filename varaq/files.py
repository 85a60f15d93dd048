"""Files: read as UTF-8, written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from varaq.errors import Problem, VaraqError


def read(path: Path, shown: str) -> str:
    """The text of a UTF-8 file, line ends as they stand.

    Raises `VaraqError` where it can't be read or is not UTF-8.
    """
    data = read_bytes(path, shown)
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        raise VaraqError(
            Problem("not-utf-8", "the file is not UTF-8", "save it as UTF-8", shown, line, column)
        ) from None


def read_bytes(path: Path, shown: str) -> bytes:
    """The bytes of a file. Raises `VaraqError` where it can't be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise VaraqError(
            Problem(
                "unreadable",
                f"can't be read: {error.strerror or error}",
                "check that it is there and yours to read",
                shown,
            )
        ) from None


def write(path: Path, text: str, shown: str, *, force: bool = False) -> bool:
    """Write a file unless it holds just that; whether it was written.

    The old file or the new one is there at every moment: the text goes to a temporary file
    beside it, to the disk, and takes its place. Raises `VaraqError` where that fails.
    """
    data = text.encode()
    target = path.resolve()
    try:
        if not force and target.is_file() and target.read_bytes() == data:
            return False
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            mode = target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~_umask()
            temporary = Path(name)
            temporary.chmod(mode)
            temporary.replace(target)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            raise
    except OSError as error:
        raise VaraqError(
            Problem(
                "unwritable",
                f"can't be written: {error.strerror or error}",
                "check the folder's permissions and the space left",
                shown,
            )
        ) from None
    return True


def remove(path: Path, shown: str) -> None:
    """Remove a file where there is one. Raises `VaraqError` where that fails."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise VaraqError(
            Problem(
                "unwritable", f"can't be removed: {error.strerror or error}", "remove it", shown
            )
        ) from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
