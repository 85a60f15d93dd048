"""Fuzz the targets: ``python -m tests.fuzz [TARGET]… [--seconds 60] [--keep FOLDER]``.

``python -m tests.fuzz TARGET --input FILE`` judges a single input, without atheris.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import sys
import traceback
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.conftest import REQUIRED, ROOT
from tests.fuzz.running import Outcome, run
from tests.fuzz.targets import NAMES, target

KEPT = ROOT / ".varaq" / "fuzz"


def main(arguments: Sequence[str]) -> int:
    """The exit code: 0, or 1 where an input broke a law."""
    asked = _parser().parse_args(arguments)
    names = list(dict.fromkeys(asked.targets)) or list(NAMES)
    if unknown := set(names) - set(NAMES):
        sys.stderr.write(f"no targets: {', '.join(sorted(unknown))}\n")
        return 2
    if asked.input is not None:
        return max(_judged(name, asked.input) for name in names)
    if importlib.util.find_spec("atheris") is None:
        sys.stdout.write("atheris is not installed, and nothing is fuzzed: pip install atheris\n")
        return int(REQUIRED)
    with ThreadPoolExecutor(min(os.cpu_count() or 1, len(names))) as pool:
        outcomes = list(pool.map(lambda name: run(name, asked.seconds, asked.keep), names))
    for outcome in outcomes:
        sys.stdout.write(_told(outcome))
    return int(any(outcome.failed for outcome in outcomes))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m tests.fuzz", description="Fuzz varaq.")
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(NAMES))
    parser.add_argument("--seconds", type=int, default=60, help="for each target")
    parser.add_argument("--keep", type=Path, default=KEPT, help="where inputs are kept")
    parser.add_argument("--input", type=Path, help="judge just this input")
    return parser


def _judged(name: str, path: Path) -> int:
    try:
        target(name).judge(path.read_bytes())
    except Exception:  # noqa: BLE001 - whatever it is, it is what was looked for
        sys.stdout.write(traceback.format_exc())
        return 1
    sys.stdout.write(f"{name}: {path} keeps the laws\n")
    return 0


def _told(outcome: Outcome) -> str:
    """What is printed of a target."""
    found = "something was found" if outcome.failed else "nothing was found"
    name = outcome.name
    text = f"{name}: {outcome.runs} runs, coverage {outcome.coverage}, {found}\n"
    if outcome.failed:
        text += outcome.report.rstrip() + "\n"
    for path in outcome.crashes:
        text += f"the input is {path}; to run it again:\n"
        text += f"  python -m tests.fuzz {name} --input {path}\n"
    return text


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
