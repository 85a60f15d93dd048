"""Running programs side by side and saying what each of them costs."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
_COMPILED = ROOT / ".varaq" / "benchmarks"
_UNCOMPILED = "PYTHONDONTWRITEBYTECODE"


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


def cost(program: Program) -> tuple[float, float] | None:
    """CPU seconds and peak memory (MB) of a program; None where it fails."""
    if program.makes is not None:
        if program.makes.is_dir():
            shutil.rmtree(program.makes)
        program.makes.unlink(missing_ok=True)
    process = subprocess.Popen(
        program.command,
        cwd=program.cwd,
        env=program.environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        return None
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def table(title: str, candidates: Mapping[str, Program], rounds: int) -> None:
    """Run every candidate in turn, so many rounds, and print what they cost.

    Ratios are to the first. A candidate that fails is said to, and all go on.
    """
    print(f"\n{title}\n", flush=True)
    costs: dict[str, list[tuple[float, float]]] = {name: [] for name in candidates}
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
        seconds = statistics.median(seconds for seconds, _ in costs[name])
        memory = max(memory for _, memory in costs[name])
        first = first or seconds
        row = f"| {name} | {seconds:.2f} | {seconds / first:.2f} | {memory:.0f} |"
        print(f"{row} {_made(program)} |" if counted else row, flush=True)


def _made(program: Program) -> str:
    """How many files of the wanted kind a program has made."""
    if program.makes is None or not program.suffix:
        return ""
    return str(sum(1 for path in program.makes.rglob("*" + program.suffix) if path.is_file()))
