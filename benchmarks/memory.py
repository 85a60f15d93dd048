"""The memory: what it costs to load 100,000 entries and to be asked for suggestions.

``python benchmarks/memory.py [CORPUS] [--entries N] [--queries N]`` prints seconds of loading,
CPU milliseconds a question and how often the right entry comes first. CORPUS is Comprehensive Rust,
unpacked; its catalogs and the shipped ones give the texts, and the entries made of them with a seed
have every fourth word taken from another text. Each question is an entry with one word changed.
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import time
from pathlib import Path

from varaq import po
from varaq.memory import Memory, Origin, Record, of_catalog

ROOT = Path(__file__).parent.parent


def records(paths: list[Path], count: int, chance: random.Random) -> list[Record]:
    """That many entries with different texts, the same each time."""
    base = [
        record
        for path in paths
        for record in of_catalog(po.parse(path.read_text("utf-8"), path.name))
    ]
    words = [word for record in base for word in record.source.split()]
    found: dict[str, Record] = {}
    number = 0
    while len(found) < count:
        record = base[number % len(base)]
        source = record.source.split()
        if number < len(base):
            found.setdefault(record.source, record)
        elif len(source) > 2:
            for _ in range(max(1, len(source) // 4)):
                source[chance.randrange(len(source))] = chance.choice(words)
            text = " ".join(source)
            target = f"{record.target} {number}"
            found.setdefault(text, Record(text, target, record.path, Origin.TRANSLATED))
        number += 1
    return list(found.values())


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Loading and asking the memory.")
    parser.add_argument("corpus", type=Path, nargs="?")
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--queries", type=int, default=2_000)
    options = parser.parse_args()
    paths = sorted((ROOT / "locale").glob("*/LC_MESSAGES/*.po"))
    if options.corpus:
        paths += sorted((options.corpus / "po").glob("*.po"))
    chance = random.Random(20261125)  # noqa: S311 - a seed, not a secret
    made = records(paths, options.entries, chance)
    start = time.process_time()
    memory = Memory(made)
    memory.prepare()
    loaded = time.process_time() - start
    spent: list[float] = []
    first = found = asked = 0
    while asked < options.queries:
        record = chance.choice(made)
        words = record.source.split()
        if len(words) < 4:
            continue
        words[chance.randrange(len(words))] = chance.choice(chance.choice(made).source.split())
        start = time.process_time()
        suggestions = memory.suggestions(" ".join(words))
        spent.append((time.process_time() - start) * 1000)
        asked += 1
        sources = [suggestion.source for suggestion in suggestions]
        found += record.source in sources
        first += record.source in sources[:1]
    spent.sort()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    mean, late = statistics.mean(spent), spent[int(len(spent) * 0.99)]
    length = statistics.mean(len(record.source) for record in made)
    print(f"{len(made):,} entries of {length:.0f} characters, {asked:,} questions\n")
    print("| loading, CPU s | mean ms | 99 % ms | longest ms | right one first | among five | MB |")
    print("|--:|--:|--:|--:|--:|--:|--:|")
    print(
        f"| {loaded:.1f} | {mean:.2f} | {late:.2f} | {spent[-1]:.2f} "
        f"| {first / asked:.1%} | {found / asked:.1%} | {peak:.0f} |"
    )


if __name__ == "__main__":
    main()
