"""Replacing: a file is put in another's place whole, or not at all."""

from __future__ import annotations

import contextlib
import os
import re
import stat
import time
import zlib
from collections.abc import Iterable
from pathlib import Path

from varaq.errors import Problem, VaraqError

_LITTER = re.compile(r"\.varaq-[0-9a-f]{8}-[0-9a-f]{8}")
"""What `_beside` calls a file that is not whole yet."""


def replace(
    target: str, pieces: Iterable[bytes], name: str, mode: int | None, *, durable: bool
) -> None:
    """Put a file into another's place; ``mode`` are the permissions of that, if there is one.

    What is to be ``durable`` is read back, and given as one piece. Raises `VaraqError` where any
    of it fails; the old file is then as it was.
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
        raise unwritable(error, name) from None


def sweep(target: Path) -> None:
    """Remove what a killed writer of a file has left beside it; call under the file's lock."""
    with contextlib.suppress(OSError):
        for litter in target.parent.glob(f"{_lead(target.name)}????????"):
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


def unwritable(error: OSError, name: str) -> VaraqError:
    """What is said of a file that could not be written."""
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


def _lead(name: str) -> str:
    """What the files begin with that are to take the place of one of this name.

    It is short, however long that name is.
    """
    return f".varaq-{zlib.crc32(os.fsencode(name)):08x}-"


def _beside(target: str, mode: int) -> tuple[int, str]:
    """A new file beside another, open for writing; the folder is made where there is none.

    It has no permissions that ``mode`` has not, at no moment. (`tempfile` does this too, and
    takes as long to import as a short command takes for all its files.)
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    folder, name = os.path.split(target)
    lead = _lead(name)
    while True:
        beside = os.path.join(folder, f"{lead}{os.urandom(4).hex()}")  # noqa: PTH118
        try:
            return os.open(beside, flags, mode), beside
        except FileExistsError:
            continue
        except FileNotFoundError:
            parent = Path(folder)
            if parent.is_dir():
                raise
            parent.mkdir(parents=True, exist_ok=True)
