"""How the cost of readers, matchers and checks grows with their input, for hostile input.

``python benchmarks/readers.py [PART]… [--shape SHAPE]… [--size KIB] [--count MESSAGES]``; what
reads, extracts, translates and renders documents is in ``growth.py``. Each step of a shape is
timed at n, 2n and 4n bytes or messages, in a process of its own with a limit of CPU.
"""

from __future__ import annotations

import argparse
import contextlib
from collections.abc import Callable, Iterator

from growing import FACTORS, cell, closing, measured, row, say, seconds
from hostile_files import FILES
from hostile_matches import BY_COUNT
from hostile_pairs import BY_BYTES, TERMS
from hostile_texts import CHECKS
from trials import Part, Trial, refusing

from varaq.errors import VaraqError

SIZE = 16
"""KiB of the smallest text."""
_SLOW = "adoption"
"""The part that begins with a quarter of that: every way to pair two files is weighed."""
COUNT = 250
"""How many messages, records or terms there are at least."""
COUNTED: dict[str, Part] = {**BY_COUNT, **TERMS}
PARTS: dict[str, Part] = {**FILES, **COUNTED, **BY_BYTES, **CHECKS}
LEGEND = """
CPU at 4n in ms, and what it was multiplied by from n to 2n and from 2n to 4n; n is {size} KiB of
text (a quarter of that for what is adopted), or {count} messages, records or terms. Bold: grows
faster than the input. What is refused has no steps but the reading.
"""


def timed(maker: Callable[[int], Trial], smallest: int) -> Iterator[tuple[int, float]]:
    """(bytes or messages, seconds) of a step, from a size on."""
    for size in (factor * smallest for factor in FACTORS):
        with contextlib.suppress(VaraqError):
            yield size, seconds(refusing(maker(size)))


def main() -> None:
    """Measure all parts, or some, and print their tables."""
    parser = argparse.ArgumentParser(description="Growth of readers, matchers and checks.")
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--shape", action="append", metavar="SHAPE", help="this one only")
    parser.add_argument("--size", type=int, default=SIZE, metavar="KIB", help="of the first text")
    parser.add_argument("--count", type=int, default=COUNT, help="messages of the first catalog")
    parser.add_argument("--measure", metavar="STEP", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        (part,), (shape,) = options.parts, options.shape
        bytes_ = (options.size << 10) // (4 if part == _SLOW else 1)
        smallest = options.count if part in COUNTED else bytes_
        say(timed(PARTS[part][shape][options.measure], smallest))
        return
    print(LEGEND.format(size=options.size, count=options.count))
    worse = []
    sizes = f"--size={options.size}", f"--count={options.count}"
    for part in options.parts or PARTS:
        first = True
        for shape, steps in PARTS[part].items():
            if options.shape and shape not in options.shape:
                continue
            if first:
                print(f"| {part} | {' | '.join(steps)} |\n|---|{'--:|' * len(steps)}", flush=True)
            first = False
            times = {
                step: measured(__file__, part, f"--shape={shape}", f"--measure={step}", *sizes)
                for step in steps
            }
            found = row(shape, {step: cell(*result) for step, result in times.items()})
            worse += [f"{part}, {found}"] if found else []
        print(flush=True)
    closing(worse)


if __name__ == "__main__":
    main()
