"""How the time of a step grows with its input: measuring it, and saying it in a table.

Each step of a shape has a process of its own and a time limit, so that one that does not end
spoils no other. What it prints is read here.
"""

from __future__ import annotations

import gc
import json
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise
from math import prod

from measuring import Program

FACTORS = (1, 2, 4)
"""How many times the smallest size each size is."""
SECONDS = 20
"""How much CPU all measurements of a step may take."""
ENOUGH = 0.1
"""A step is repeated until it has taken so much."""
FASTER = 2.6
"""A mean factor over this is called faster than the text."""
QUICK = 0.002
"""What takes less than this at the largest size is not judged."""


def seconds(step: Callable[[], object]) -> float:
    """CPU seconds of a step; of one that is quick, the mean of many, for the clock is coarse."""
    count, total = 0, 0.0
    gc.collect()
    while total < ENOUGH:
        start = time.process_time()
        for _ in range(max(count, 1)):
            step()
        total += time.process_time() - start
        count += max(count, 1)
    return total / count


def say(times: Iterable[tuple[int, float]]) -> None:
    """Print sizes and seconds as they come, in a process that has a limit of CPU from now on."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 5))
    gc.set_threshold(200_000, 20, 50)  # as the program does
    for amount, taken in times:
        print(json.dumps([amount, taken]), flush=True)


def measured(script: str, *arguments: str) -> tuple[list[tuple[int, float]], str]:
    """The sizes and times that a script says, as far as it came, and what ended it early."""
    program = Program([sys.executable, script, *arguments])
    done = subprocess.run(
        program.command, env=program.environment(), capture_output=True, text=True, check=False
    )
    times = [(amount, taken) for amount, taken in map(json.loads, done.stdout.splitlines())]
    if done.returncode == -signal.SIGXCPU:
        return times, f"over {SECONDS} s"
    errors = done.stderr.strip().splitlines() or [f"exit code {done.returncode}"]
    return times, errors[-1].partition(":")[0] if done.returncode else ""


def cell(times: list[tuple[int, float]], end: str) -> tuple[str, bool]:
    """How a step's times are shown, and whether they grow faster than the text."""
    factors = [  # for a text that is twice as long to the byte
        2 * (after / max(before, 1e-9)) / (large / small)
        for (small, before), (large, after) in pairwise(times)
    ]
    shown = [f"{times[-1][1] * 1000:.0f}"] if times else []
    if end or (times and times[-1][1] > QUICK):
        shown += [f"×{factor:.1f}" for factor in factors]
    fast = bool(end) or (len(shown) > 1 and prod(factors) ** (1 / len(factors)) > FASTER)
    text = " ".join([*shown, end]).strip()
    return (f"**{text}**" if fast else text), fast


def row(name: str, cells: Mapping[str, tuple[str, bool]]) -> str:
    """Print a shape's row, and return what of it grows faster than the text; empty for nothing."""
    shown = name.replace("|", "\\|")
    print(f"| {shown} | {' | '.join(text for text, _ in cells.values())} |", flush=True)
    steps = [step for step, (_, fast) in cells.items() if fast]
    return f"{name} ({', '.join(steps)})" if steps else ""


def closing(worse: Iterable[str]) -> None:
    """Print the last line: what grows faster than the text."""
    print(f"\nGrowing faster than the text: {'; '.join(filter(None, worse)) or 'nothing'}.")
