"""How the cost of a document grows with its size, for shapes of input that are hostile.

``documents.py`` runs this; ``python benchmarks/growth.py SHAPE…`` measures some shapes only.
Each step is timed at n, 2n and 4n bytes of text. Where the time grows in proportion to the
text, both factors are 2; 4 is the square. A shape has a process of its own and a time limit.
"""

from __future__ import annotations

import argparse
import gc
import json
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from itertools import pairwise
from math import prod
from pathlib import Path
from tempfile import TemporaryDirectory

import polib
from hostile import SHAPES
from measuring import Program

from varaq import extraction, po, upkeep
from varaq.builder import Builder
from varaq.catalog import Catalog
from varaq.document import Document, read
from varaq.locales import Locale
from varaq.pages.handouts import Setting, handout
from varaq.project import Project
from varaq.selection import Request
from varaq.translation import translate
from varaq.unit import Unit

SIZE = 32_768
"""Bytes of the smallest text."""
SECONDS = 60
"""How much CPU all measurements of a shape may take."""
SLOW = 5.0
"""A step that took longer than this is not measured at the next size."""
FASTER = 2.6
"""A mean factor over this is called faster than the text."""
QUICK = 0.01
"""What takes less than this at the largest size is not judged."""
DOCUMENTS = 100
"""How many documents the smallest project has."""
PROJECTS = {
    "many documents, one catalog": 'catalogs = "{locale}.po"\n',
    "many documents, a catalog each": "",
}
"""Projects of small documents, by what their configuration says."""
STEPS = ("read", "entries", "translate", "hostile", "page")
LEGEND = """
CPU at 4n in ms, and what it was multiplied by from n to 2n and from 2n to 4n. read: units
found; entries: messages of the POT; translate: a word before every unit; hostile: every
translation starts a block and ends like a heading's attributes; page: HTML and Markdown of a
handout with nothing translated, all of it marked. Of a project of {documents} small documents
and two and four times as many, page is the build of one language. Bold: grows faster than the text.
"""


def friendly(unit: Unit) -> str:
    """A translation that fits."""
    return f"Ü {unit.text}"


def hostile(unit: Unit) -> str:
    """A translation that starts a block, and gives a heading an id."""
    return f"- {unit.text} {{#id}}"


def catalog(document: Document, words: Callable[[Unit], str]) -> Catalog:
    """A full catalog of a document."""
    units = {unit.key: unit for unit in document.units}
    entries = [
        polib.POEntry(msgid=text, msgctxt=context, msgstr=words(unit))
        for (context, text), unit in units.items()
    ]
    return extraction.pot(entries, extraction.Origin("x", "en", "2026-01-01 00:00+0000"))


def seconds(step: Callable[[], object]) -> float:
    """CPU seconds of a step: the least of three where it is quick."""
    taken = []
    while len(taken) < 3 and sum(taken) < 0.5:
        gc.collect()
        start = time.process_time()
        step()
        taken.append(time.process_time() - start)
    return min(taken)


def measure(name: str) -> Iterator[tuple[str, int, float]]:
    """(step, bytes, seconds) of a shape at all sizes."""
    gc.set_threshold(200_000, 20, 50)  # as the program does
    source, target = Locale.parse("en"), Locale.parse("de")
    setting = Setting(outdated="", others=(), addresses={}, index="", alternatives=())
    path = "x.txt" if name.startswith("plain text") else "x.md"
    slow: set[str] = set()
    for factor in (1, 2, 4):
        text = SHAPES[name](SIZE * factor)
        document = read("x", path, text)
        friends, foes = catalog(document, friendly), catalog(document, hostile)
        empty = Catalog(())
        untranslated = translate(document, empty)
        steps: dict[str, Callable[[], object]] = {
            "read": partial(read, "x", path, text),
            "entries": partial(extraction.entries, document),
            "translate": partial(translate, document, friends),
            "hostile": partial(translate, document, foes),
            "page": partial(handout, untranslated, target, source, empty, setting),
        }
        for step, run in steps.items():
            if step not in slow:
                taken = seconds(run)
                yield step, len(text.encode()), taken
                slow |= {step} if taken > SLOW else set()


def built(project: Project) -> None:
    """Build one language."""
    for _ in Builder(project, Request(locales=("de",), force=True)).run():
        pass


def measure_project(name: str) -> Iterator[tuple[str, int, float]]:
    """(step, documents, seconds) of a project: its documents, its POTs, and building it."""
    gc.set_threshold(200_000, 20, 50)
    slow: set[str] = set()
    for count in (DOCUMENTS, 2 * DOCUMENTS, 4 * DOCUMENTS):
        with TemporaryDirectory() as folder:
            root = Path(folder)
            (root / "content").mkdir()
            (root / "locale" / "de" / "LC_MESSAGES").mkdir(parents=True)
            (root / "varaq.toml").write_text(f'source = "en"\n{PROJECTS[name]}', "utf-8")
            for number in range(count):
                text = f"# Title {number}\n\nSee [the next]({number + 1}.md).\n"
                (root / "content" / f"{number}.md").write_text(text, "utf-8")
            project = Project.open(root)
            found, _ = upkeep.pots(project, "2026-01-01 00:00+0000")
            together: dict[Path, list[Catalog]] = {}
            for domain, pot in found.items():
                together.setdefault(project.catalog_path("de", domain), []).append(pot)
            for path, several in together.items():
                path.write_text(po.write(extraction.union(several)), "utf-8")
            steps: dict[str, Callable[[], object]] = {
                "read": project.documents,
                "entries": partial(upkeep.pots, project, "2026-01-01 00:00+0000"),
                "page": partial(built, project),
            }
            for step, run in steps.items():
                if step not in slow:
                    taken = seconds(run)
                    yield step, count, taken
                    slow |= {step} if taken > SLOW else set()


def measured(name: str) -> tuple[dict[str, list[tuple[int, float]]], str]:
    """The sizes and times of each step, as far as they came; what ended it."""
    program = Program([sys.executable, __file__, "--measure", name])
    done = subprocess.run(
        program.command,
        env=program.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    found: dict[str, list[tuple[int, float]]] = {step: [] for step in STEPS}
    for line in done.stdout.splitlines():
        with suppress(json.JSONDecodeError):  # the last one may be cut
            step, size, taken = json.loads(line)
            found[step].append((size, taken))
    if done.returncode == -signal.SIGXCPU:
        return found, f"not done in {SECONDS} s"
    errors = done.stderr.strip().splitlines() or [f"exit code {done.returncode}"]
    return found, errors[-1] if done.returncode else ""


def cell(times: list[tuple[int, float]]) -> tuple[str, bool]:
    """How a step's times are shown, and whether they grow faster than the text."""
    if not times:
        return "", False
    factors = [  # for a text that is twice as long to the byte
        2 * (after / max(before, 1e-9)) / (large / small)
        for (small, before), (large, after) in pairwise(times)
    ]
    mean = prod(factors) ** (1 / max(len(factors), 1))
    fast = (mean > FASTER and times[-1][1] > QUICK) or times[-1][1] > SLOW
    shown = [f"{times[-1][1] * 1000:.0f}", *(f"×{factor:.1f}" for factor in factors)]
    text = " ".join(shown if times[-1][1] > QUICK / 2 else shown[:1])
    return (f"**{text}**" if fast else text), fast


def main() -> None:
    """Measure every shape, or some, and print the table."""
    parser = argparse.ArgumentParser(description="Growth with hostile input.")
    parser.add_argument("shapes", nargs="*", metavar="SHAPE")
    parser.add_argument("--measure", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 5))
        kind = measure_project if options.measure in PROJECTS else measure
        for found in kind(options.measure):
            print(json.dumps(found), flush=True)
        return
    print(f"\n{len(SHAPES)} hostile shapes at {SIZE >> 10}, {SIZE >> 9} and {SIZE >> 8} KiB")
    print(LEGEND.format(documents=DOCUMENTS))
    print(f"| shape | {' | '.join(STEPS)} |\n|---|{'--:|' * len(STEPS)}", flush=True)
    worse = []
    for name in options.shapes or (*SHAPES, *PROJECTS):
        times, end = measured(name)
        cells = {step: cell(times[step]) for step in STEPS}
        worse += [f"{name} ({step})" for step, (_, fast) in cells.items() if fast]
        worse += [f"{name}: {end}"] if end else []
        shown = name.replace("|", "\\|")
        row = " | ".join(text for text, _ in cells.values())
        print(f"| {shown} | {row} |{' ' + end if end else ''}", flush=True)
    print(f"\nGrowing faster than the text: {'; '.join(worse) or 'none'}.")


if __name__ == "__main__":
    main()
