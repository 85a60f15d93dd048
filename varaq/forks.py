"""Forks: processes that begin with all that this one holds, and send back what they make.

What they have in common is in memory once, until one of them changes it, and nothing is read
or imported anew.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

_PR_SET_PDEATHSIG = 1
"""As prctl(2) knows it."""
Task = TypeVar("Task")
Made = TypeVar("Made")


def can_fork() -> bool:
    """Whether this process may be forked: on Linux, while it has one thread.

    What another thread has locked would stay so in the fork, and the libraries of other systems
    have threads of their own.
    """
    try:
        return len(os.listdir("/proc/self/task")) == 1  # noqa: PTH208 - only their number counts
    except OSError:
        return False


def forked(
    make: Callable[[Task], Made], tasks: Sequence[Task], at_once: int
) -> Iterator[Made | None]:
    """Fork as many processes, and return what they make of tasks, in the order of these.

    ``make`` is called in the forks, which all exist when this returns; they must not touch
    files that this process has open. It gives None for what a fork failed at or died of.
    """
    # which builds in one process need not wait for
    from multiprocessing import get_context

    context = get_context("fork")
    running: list[tuple[BaseProcess, Connection]] = []
    # a collection would write to all that is here, and each fork would get its own of it
    gc.freeze()
    for number in range(min(at_once, len(tasks))):
        ours, theirs = context.Pipe(duplex=False)
        process = context.Process(
            target=_work, args=(make, tasks[number::at_once], theirs, os.getpid()), daemon=True
        )
        process.start()
        theirs.close()
        running.append((process, ours))
    gc.unfreeze()
    return _received(running, len(tasks))


def _received(running: Sequence[tuple[BaseProcess, Connection]], tasks: int) -> Iterator[Any]:
    """What forks send, task by task; they end in the end, whatever happens."""
    try:
        for number in range(tasks):
            _, results = running[number % len(running)]
            try:
                made = results.recv()
            except (EOFError, OSError):
                made = None
            yield made
    finally:
        for process, results in running:
            results.close()
            process.terminate()
            process.join()


def _work(
    make: Callable[[Task], object], tasks: Sequence[Task], results: Connection, parent: int
) -> None:
    """Be a fork."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one that asks ends us
    _end_with(parent)
    try:
        for task in tasks:
            results.send(make(task))
    except Exception:  # noqa: BLE001, S110 - who asks does it again, and hears of it there
        pass


def _end_with(parent: int) -> None:
    """Have Linux end this process with its parent, which can be killed, and tell nobody."""
    import ctypes

    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, 15)  # SIGTERM
    if os.getppid() != parent:  # it was quicker
        os._exit(1)
