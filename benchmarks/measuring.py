"""Running programs side by side and saying what each of them costs."""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
_COMPILED = ROOT / ".varaq" / "benchmarks"
_UNCOMPILED = "PYTHONDONTWRITEBYTECODE"
_EVERY = 0.2
"""Seconds between two looks at how much memory several processes take."""
_STARTER = """
import os, sys, time
nothing = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_RDWR, 0) for number in range(3)]
start = time.perf_counter()
process = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ, file_actions=nothing)
_, status, usage = os.wait4(process, 0)
wall = time.perf_counter() - start
print([os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime, usage.ru_maxrss, wall])
"""
"""Starts a program: one that is started is counted the memory of the one that starts it, so that
this has to be as small as can be."""


@dataclass(frozen=True, slots=True)
class Program:
    """A candidate: how it is started, and what it leaves behind."""

    command: list[str]
    cwd: Path | None = None
    makes: Path | None = None
    """A file or folder that it makes, which is removed before each run."""
    suffix: str = ""
    """How the names of the files that count in the folder end."""
    once: bool = False
    """Run in the first round only, for it takes minutes."""

    def environment(self) -> dict[str, str] | None:
        """The varaq that a script of ours finds is the one beside it, whatever is installed.

        Its modules are compiled once, as those of an installed package are.
        """
        if self.command[0] != sys.executable:
            return None
        own = {name: value for name, value in os.environ.items() if name != _UNCOMPILED}
        return own | {"PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": str(_COMPILED)}


class Cost(NamedTuple):
    """What a program took, with all the processes that it started and waited for."""

    seconds: float
    """Of CPU, user and system."""
    memory: float
    """At its peak, in MB; of several processes that ran at once, together."""
    wall: float
    """Seconds by the clock."""


def cost(program: Program) -> Cost | None:
    """What a program takes; None where it fails."""
    if program.makes is not None:
        if program.makes.is_dir():
            shutil.rmtree(program.makes)
        program.makes.unlink(missing_ok=True)
    process = subprocess.Popen(
        [sys.executable, "-I", "-S", "-c", _STARTER, *program.command],
        cwd=program.cwd,
        env=program.environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    crowd = _Crowd(process.pid)
    crowd.start()
    said, _ = process.communicate()
    crowd.end()
    if process.returncode:
        return None  # it could not be started
    code, seconds, memory, wall = json.loads(said)
    return None if code else Cost(seconds, max(memory / 1024, crowd.memory), wall)


class _Crowd(threading.Thread):
    """Looks now and then at how much memory a process and those that it started have together.

    The kernel keeps the peak of each alone. Where there is no ``/proc``, nothing is seen.
    """

    def __init__(self, first: int) -> None:
        super().__init__(daemon=True)
        self._first = first
        self._ended = threading.Event()
        self.memory = 0.0
        """MB, at its peak."""

    def run(self) -> None:
        while not self._ended.wait(_EVERY):
            _, *several = _family(self._first)  # the first only starts the program
            if len(several) > 1:
                self.memory = max(self.memory, sum(map(_share, several)) / 1024)

    def end(self) -> None:
        """Look no more."""
        self._ended.set()
        self.join()


def _family(first: int) -> Iterator[int]:
    """A process and all that come from it."""
    children: dict[int, list[int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()
        except OSError:
            continue  # it has ended
        children.setdefault(int(fields[1]), []).append(int(folder.name))
    waiting = [first]
    while waiting:
        one = waiting.pop()
        yield one
        waiting += children.get(one, [])


def _share(process: int) -> int:
    """KB that a process holds, its share of what it has in common with others; 0 once it ended."""
    try:
        text = Path(f"/proc/{process}/smaps_rollup").read_text("ascii")
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in text.splitlines() if line[:4] == "Pss:"), 0)


def table(title: str, candidates: Mapping[str, Program], rounds: int) -> None:
    """Run every candidate in turn, so many rounds, and print what they cost.

    Ratios are to the first. A candidate that fails is said to, and all go on.
    """
    print(f"\n{title}\n", flush=True)
    costs: dict[str, list[Cost]] = {name: [] for name in candidates}
    failed = set()
    for number in range(rounds):
        for name, program in candidates.items():
            if name in failed or (number and program.once):
                continue
            found = cost(program)
            if found is None:
                failed.add(name)
            else:
                costs[name].append(found)
    counted = any(program.suffix for program in candidates.values())
    print(f"| program | CPU s | ratio | MB |{' files |' if counted else ''}")
    print(f"|---|--:|--:|--:|{'--:|' if counted else ''}")
    first = 0.0
    for name, program in candidates.items():
        if name in failed:
            print(f"| {name} | failed: {' '.join(program.command)[:200]} |")
            continue
        seconds = statistics.median(found.seconds for found in costs[name])
        memory = max(found.memory for found in costs[name])
        first = first or seconds
        row = f"| {name} | {seconds:.2f} | {seconds / first:.2f} | {memory:.0f} |"
        print(f"{row} {_made(program)} |" if counted else row, flush=True)


def _made(program: Program) -> str:
    """How many files of the wanted kind a program has made."""
    if program.makes is None or not program.suffix:
        return ""
    return str(sum(1 for path in program.makes.rglob("*" + program.suffix) if path.is_file()))
