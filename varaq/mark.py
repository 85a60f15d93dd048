"""The mark: that a build has begun, and what it is about to write, while it runs.

A build that is killed or interrupted leaves it behind, and the next one reads in it what is noted
nowhere else.
"""

from __future__ import annotations

import contextlib
import json
import os
import stat
from pathlib import Path

_APPENDING = os.O_WRONLY | os.O_APPEND
_NO_OTHER = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
"""No file elsewhere that a stranger's link leads to, and no wait for who reads a pipe."""
_LONGEST = 1 << 28
"""The bytes of a mark that is read."""


class Mark:
    """The mark in one file. All that goes wrong with it makes more work, and no more."""

    __slots__ = ("_file", "_path")

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: int | None = None

    def begin(self) -> bool:
        """Mark that a build has begun; whether the one before came to its end."""
        try:
            self._file = os.open(self._path, _APPENDING | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return False
        except OSError:
            pass  # what can't be marked can't be looked up either
        return True

    def foresee(self, address: str, holds: bytes) -> None:
        """Say what the file at an address is about to hold, by its digest."""
        line = f"{json.dumps([address, holds.hex()])}\n".encode()
        with contextlib.suppress(OSError):
            if self._file is None:  # another process has begun it
                self._file = -1
                self._file = os.open(self._path, _APPENDING | _NO_OTHER)
            os.write(self._file, line)

    def foreseen(self) -> dict[str, bytes]:
        """What files were about to hold when a build was killed, as digests by address."""
        found = {}
        with contextlib.suppress(OSError):
            state = self._path.lstat()
            if stat.S_ISREG(state.st_mode) and state.st_size <= _LONGEST:
                for line in self._path.read_bytes().splitlines():
                    with contextlib.suppress(ValueError, TypeError, RecursionError):
                        address, holds = json.loads(line)
                        if isinstance(address, str) and b"\0" not in address.encode():
                            found[address] = bytes.fromhex(holds)
        return found

    def renew(self) -> None:
        """Begin where a build was killed."""
        self.end()
        self.begin()

    def close(self) -> None:
        """Let go of the file, which stays."""
        if self._file is not None and self._file >= 0:
            os.close(self._file)
        self._file = None

    def end(self) -> None:
        """Mark that a build has come to its end."""
        self.close()
        with contextlib.suppress(OSError):
            self._path.unlink()
