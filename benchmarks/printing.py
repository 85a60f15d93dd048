"""What a page of PDF takes: the shipped handouts, printed again and again.

python benchmarks/printing.py [ROUNDS]
"""

from __future__ import annotations

import resource
import statistics
import sys
import time
from io import BytesIO

from measuring import ROOT
from pypdf import PdfReader

sys.path.insert(0, str(ROOT))

from varaq.builder import Builder  # the one beside this file
from varaq.config import Config
from varaq.pdf import Press, Shelf
from varaq.project import Project
from varaq.selection import Request


def main(rounds: int) -> None:
    """Print a row a handout: pages, CPU milliseconds a page (median), kilobytes."""
    output = ROOT / ".varaq" / "printing"
    builder = Builder(Project.open(ROOT), Request(kinds=("handout.html",), output=output))
    for _ in builder.run():
        pass
    start = time.process_time()
    press = Press(Shelf(output, ROOT / "content", Config().largest))
    print(f"WeasyPrint ready in {time.process_time() - start:.2f} s")
    print("| handout | pages | ms a page | KB |\n|---|--:|--:|--:|")
    for path in sorted(output.glob("*/*.html")):
        here, html = path.relative_to(output).as_posix(), path.read_text("utf-8")
        taken = []
        for _ in range(rounds):
            start = time.process_time()
            data = press.printed(html, here, "").data
            taken.append(time.process_time() - start)
        pages = len(PdfReader(BytesIO(data)).pages)
        each = statistics.median(taken) / pages * 1000
        print(f"| {here} | {pages} | {each:.0f} | {len(data) / 1000:.0f} |")
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
