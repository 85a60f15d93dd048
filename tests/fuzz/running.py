"""Running: a target in a process of its own, and what came of it."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import ROOT
from tests.fuzz.inputs import dictionary
from tests.fuzz.targets import target

_RUNS = re.compile(r"^(?:stat::number_of_executed_units: |#)(\d+)", re.MULTILINE)
_COVERAGE = re.compile(r"^#\d+\t.*\bcov: (\d+)", re.MULTILINE)
_REPORT = re.compile(r"^ === Uncaught Python exception|^==\d+== ?ERROR", re.MULTILINE)
_LONGEST = 3000
"""Bytes of an input; longer ones are slower, and reach nothing that shorter ones don't."""
_PATIENCE = 60
"""Seconds that an input may take, on a busy machine and with all code counted."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a target's run."""

    name: str
    runs: int
    """How many inputs were judged."""
    coverage: int
    """How many places of the code they reached."""
    failed: bool
    """Whether an input broke a law, or the run itself did not work."""
    report: str
    """The exception, or what libFuzzer says, where it failed."""
    crashes: tuple[Path, ...]
    """The inputs that were found."""


def run(name: str, seconds: int, kept: Path) -> Outcome:
    """Fuzz a target for some seconds; its inputs are kept in a folder of its own in ``kept``.

    What libFuzzer says goes to the file ``log`` there while it runs.
    """
    folder = kept / name
    corpus, seeds, crashes = (folder / part for part in ("corpus", "seeds", "crashes"))
    for each in (corpus, seeds, crashes):
        each.mkdir(parents=True, exist_ok=True)
    _lay_down(seeds, target(name).seeds())
    words, log = folder / "words", folder / "log"
    words.write_text(dictionary(), "ascii")
    before = set(crashes.iterdir())
    command = [
        *(sys.executable, "-m", "tests.fuzz.engine", name),
        *(f"-max_total_time={seconds}", f"-max_len={_LONGEST}", f"-timeout={_PATIENCE}"),
        *(f"-dict={words}", f"-artifact_prefix={crashes}/", "-print_final_stats=1"),
        *(str(corpus), str(seeds)),
    ]
    with log.open("wb") as file:
        done = subprocess.run(command, cwd=ROOT, stdout=file, stderr=file, check=False)
    found = tuple(sorted(set(crashes.iterdir()) - before))
    return outcome(name, log.read_text("utf-8", "replace"), done.returncode, found)


def outcome(name: str, log: str, code: int, found: tuple[Path, ...]) -> Outcome:
    """What libFuzzer's words, its exit code and the inputs that it left come to."""
    failed = code != 0 or bool(found)
    runs = max(map(int, _RUNS.findall(log)), default=0)
    coverage = max(map(int, _COVERAGE.findall(log)), default=0)
    match = _REPORT.search(log)
    report = log[match.start() :] if match else log[-4000:]
    return Outcome(name, runs, coverage, failed, report if failed else "", found)


def _lay_down(folder: Path, inputs: Iterable[bytes]) -> None:
    """Write inputs as files named by what is in them; others are taken away."""
    named = {hashlib.sha256(data).hexdigest()[:16]: data for data in inputs}
    for path in folder.iterdir():
        if path.name not in named:
            path.unlink()
    for name, data in named.items():
        (folder / name).write_bytes(data)
