"""How many of the hand-marked occurrences of glossary terms are found, and how many found are so.

``python benchmarks/glossary.py [--missed]`` reads ``tests/data/glossary/occurrences.txt`` and
prints recall and precision for each language, and the time that a made-up book takes.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests.occurrences import Sentence, compared, glossary, sentences  # noqa: E402 - needs the path

BOOK = 10_000
"""The units of the book."""


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--missed", action="store_true", help="also print what was missed")
    missed = parser.parse_args().missed
    marked = sentences()
    print("| language | marked | found | recall | precision |\n|---|--:|--:|--:|--:|")
    for language, held in marked.items():
        score = compared(held)
        print(
            f"| {language} | {score.marked} | {score.found} "
            f"| {score.recall:.1%} | {score.precision:.1%} |"
        )
        if missed and score.differences:
            print(*(f"  {line}" for line in score.differences), sep="\n")
    for language, held in marked.items():
        print(f"{BOOK:,} units in {language}: {_seconds(language, held):.2f} s")


def _seconds(language: str, held: list[Sentence]) -> float:
    """What finding the terms of a book takes, whose units are the sentences over and over."""
    found = glossary(language)
    book = [f"{held[number % len(held)].text} {number}" for number in range(BOOK)]
    start = time.process_time()
    for text in book:
        found.occurrences(text, language)
    return time.process_time() - start


if __name__ == "__main__":
    main()
