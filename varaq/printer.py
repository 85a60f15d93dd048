"""The printer: a process of its own that prints pages, and ends where one takes too much.

What the styles of a document ask for has no measure, and WeasyPrint lays out ten million columns
where it is told to. A process can be ended whatever it is busy with.
"""

from __future__ import annotations

import contextlib
import faulthandler
import json
import os
import signal
import subprocess
import sys
import time
import weakref
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import BinaryIO

from varaq.errors import Problem, Severity, VaraqError
from varaq.pdf import Press, Printed, Shelf

_PROGRAM = "import sys; sys.path[:] = sys.argv[1:]; from varaq.printer import serve; serve()"
_A_SECOND = 5_000
"""For how many characters of a page a second more is given: a tenth of what one takes
(benchmarks/README.md)."""
_MEMORY, _PER_CHARACTER = 3_000_000_000, 2_000
"""The bytes that a process may have, and how many more for each character of a page: ten times
what one takes."""
_LONGEST = 1_000_000
"""The seconds that a page may take at most, whatever is configured: a clock that ends it is to be
had for no more than some weeks on every system."""
_BYE = 2.0
"""Seconds that a process which says nothing more may take to end, so that it is known how."""


class Printer:
    """Prints pages as `Press` does, in a process of its own."""

    __slots__ = ("__weakref__", "_end", "_owner", "_process", "_seconds", "_shelf")

    def __init__(self, shelf: Shelf, seconds: int) -> None:
        """``seconds`` are what a page may take, beside what its length allows.

        Raises `VaraqError` where WeasyPrint, or a library of the system's, is missing.
        """
        self._shelf = shelf
        self._seconds = seconds
        self._start()

    def printed(self, html: str, here: str, site_url: str) -> Printed:
        """A page on paper: see `Press.printed`.

        Raises `VaraqError` also for a page that takes too much time or memory.
        """
        # a fork's own: what its parent has begun would answer the parent
        if self._owner != os.getpid() or self._process.poll() is not None:
            self._end()
            self._start()
        limit = min(self._seconds + len(html) // _A_SECOND, _LONGEST)
        began = time.monotonic()
        try:
            return self._answer({"page": [html, here, site_url], "limit": limit})
        except (OSError, EOFError):
            how = self._how_it_ended()
            if time.monotonic() - began < limit:
                what = f"this page can't be printed (its printer ended: {how})"
                remedy = "look for a picture, a number or a depth in it that no paper can hold"
            else:
                what = f"this page takes more than {limit} seconds to print"
                remedy = (
                    "look for a number in its styles that no paper can hold, or set print_seconds"
                )
            raise VaraqError(Problem("pdf", what, remedy)) from None

    def close(self) -> None:
        """End the process; the next page starts another."""
        self._end()

    def _start(self) -> None:
        """Begin a process, and hear whether it can print."""
        command = [sys.executable, "-I", "-c", _PROGRAM, *sys.path]
        folders = [str(self._shelf.output), str(self._shelf.content)]
        try:
            self._process = process = subprocess.Popen(  # noqa: S603 - our program, our words
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
            self._owner = os.getpid()
            self._end = weakref.finalize(self, _ended, process, self._owner)
            self._answer({"folders": folders, "largest": self._shelf.largest})
        except EOFError:
            what = f"the process that prints can't start (it ended: {self._how_it_ended()})"
            remedy = f"see what this says: {sys.executable} -c 'import weasyprint'"
            raise VaraqError(Problem("no-pdf", what, remedy)) from None
        except OSError as error:
            what = f"the process that prints can't start ({type(error).__name__}: {error})"
            raise VaraqError(Problem("no-pdf", what)) from None

    def _how_it_ended(self) -> int | None:
        """The status of the process, which is ended where it does not end by itself."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(_BYE)
        self._end()
        return self._process.returncode

    def _answer(self, asked: Mapping[str, object]) -> Printed:
        """What the process says.

        Raises `EOFError` or `OSError` where it has ended, and the `VaraqError` that it says.
        """
        asking, answering = self._process.stdin, self._process.stdout
        if asking is None or answering is None:
            raise EOFError
        asking.write(json.dumps(asked).encode() + b"\n")
        asking.flush()
        line = answering.readline()
        if not line.endswith(b"\n"):
            raise EOFError
        said = json.loads(line)
        problems = tuple(
            Problem(code, what, remedy, severity=Severity(severity))
            for code, what, remedy, severity in said["problems"]
        )
        if said["size"] is None:
            raise VaraqError(*problems)
        data = answering.read(said["size"])
        if len(data) != said["size"]:
            raise EOFError
        return Printed(data, problems)


def serve() -> None:
    """Be the process: answer each line of the standard input on the standard output."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one that asks ends us
    # no file of Python's own, which waits at the end for who reads it
    asked, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what libraries say there is no answer
    tasks = map(json.loads, _lines(asked))
    begin = next(tasks)
    try:
        output, content = map(Path, begin["folders"])
        press = Press(Shelf(output, content, begin["largest"]))
        _reply(answers, Printed(b"", ()))
        for task in tasks:
            _reply(answers, _bounded(press, task["page"], task["limit"]))
    except VaraqError as error:
        _reply(answers, error.problems)


def _lines(asked: BinaryIO) -> Iterator[bytes]:
    """What is asked, line by line; where nobody can ask any more, this process ends at once.

    It may be busy with a page then: who asks can be killed, and tell nobody.
    """
    lines: SimpleQueue[bytes] = SimpleQueue()

    def read() -> None:
        try:
            for line in asked:
                lines.put(line)
        finally:
            os._exit(1)

    Thread(target=read, daemon=True).start()
    while True:
        yield lines.get()


def _bounded(press: Press, page: Sequence[str], seconds: int) -> Printed | Sequence[Problem]:
    """A page on paper, or why not; this process ends where it takes more seconds."""
    html, here, site_url = page
    _limit_memory(_MEMORY + _PER_CHARACTER * len(html))
    # which no thread of Python's could do while a library holds the interpreter
    with Path(os.devnull).open("wb") as nowhere:
        faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
        try:
            return press.printed(html, here, site_url)
        except VaraqError as error:
            return error.problems
        finally:
            faulthandler.cancel_dump_traceback_later()


def _limit_memory(most: int) -> None:
    """Let this process have no more bytes, where the system can see to that."""
    # Windows has no such limits, OpenBSD not this one, and macOS refuses any
    with contextlib.suppress(ImportError, AttributeError, ValueError, OSError):
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        if hard == resource.RLIM_INFINITY or most < hard:
            resource.setrlimit(resource.RLIMIT_AS, (most, hard))


def _reply(answers: BinaryIO, made: Printed | Sequence[Problem]) -> None:
    """Say what was made, or what is wrong."""
    if isinstance(made, Printed):
        problems, size, data = made.problems, len(made.data), made.data
    else:
        problems, size, data = tuple(made), None, b""
    said = [(each.code, each.message, each.remedy, each.severity) for each in problems]
    answers.write(json.dumps({"problems": said, "size": size}).encode() + b"\n" + data)
    answers.flush()


def _ended(process: subprocess.Popen[bytes], owner: int) -> None:
    """End a process, whatever it does; a fork of its owner only lets go of it."""
    if os.getpid() == owner:
        process.kill()
        process.wait()
    else:
        process.returncode = 0  # no child of this one, which has nothing to wait for
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with contextlib.suppress(OSError):  # what it has not read it never will
                pipe.close()
