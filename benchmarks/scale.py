"""Scale: what builds cost, cold and again, and how that grows with the project.

``python benchmarks/scale.py [PART]… [--rounds N] [--budget SECONDS] [--corpus ARCHIVE]
[--mdpo BIN] [--hugo BIN] [--build OPTION]… [--plots FOLDER]``; each BIN is the ``bin`` folder of
an environment with that program (po4a is looked for on PATH), and OPTION goes to every ``varaq
build``. What is missing is left out and said. Programs are run, never imported.

The parts, all of them unless some are named: ``start``, ``cold``, ``again`` (after a change),
``growth``, ``peers``, ``floor`` and ``profile``; and ``library``, by its name alone, for it takes
an hour and 60 GB. Each prints CPU seconds of whole programs, with the processes that they start,
seconds by the clock and peak memory. No size is begun that would take a part over its budget.
``growth`` and ``peers`` draw what they measured, too.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import book
from documents import (
    MDPO_TO_CATALOGS,
    MDPO_TO_MARKDOWN,
    TO_MARKDOWN,
    fill,
    hugo_binary,
    prepared,
)
from measuring import Cost, Program, cost
from plotting import Line, plot
from probes import CHANGE, FLOOR, PROFILE

HERE = Path(__file__).parent
LANGUAGES = 50
"""Of the corpora that grow."""
SMALLEST = 8
"""How many documents the smallest of them has."""
LIBRARY = (6_700, 13_400)
"""How many documents have a quarter of a million units, and half a million."""
HEAD = ("CPU s", "wall s", "MB")


@dataclass(frozen=True, slots=True)
class Run:
    """What a run of this script was asked for."""

    folder: Path
    rounds: int
    budget: float
    """Seconds by the clock that a part may take."""
    archive: Path
    plots: Path
    options: tuple[str, ...]
    """Of every build."""
    peers: Mapping[str, Path | None]
    """The folders of the programs that there are."""
    _made: dict[tuple[int, int], Path] = field(default_factory=dict, init=False)

    def project(self, documents: int, languages: int) -> tuple[Path, dict[str, int]]:
        """A corpus of this size, made once, and its figures."""
        folder = self.folder / f"corpus-{documents}-{languages}"
        figures = folder / "figures.json"
        if not figures.is_file():
            command = [str(HERE / "corpora.py"), str(folder)]
            command += [f"--documents={documents}", f"--languages={languages}"]
            figures.write_text(printed(command), "utf-8")
        found: dict[str, int] = json.loads(figures.read_text("utf-8"))
        return folder, found

    def book(self) -> Path | None:
        """A project of Comprehensive Rust with its five languages; None without the archive."""
        folder = self.folder / "book"
        if folder.is_dir():
            return folder
        if not self.archive.is_file():
            print(f"\nLeft out, for it is not there: {self.archive.name}.")
            return None
        return book.translated_project(book.unpack(self.archive, self.folder), folder)

    def build(self, project: Path, *options: str) -> Program:
        """A build of a project."""
        command = [sys.executable, "-m", "varaq", "-C", str(project), "build", *self.options]
        return Program([*command, *options])

    def projects(self, *sizes: tuple[int, int]) -> dict[str, Path]:
        """The book, and corpora of these sizes (documents, languages), by what they are."""
        found = {}
        if (own := self.book()) is not None:
            found["574 chapters × 5 languages"] = own
        for documents, languages in sizes:
            name = f"{documents} documents × {languages} languages"
            found[name] = self.project(documents, languages)[0]
        return found


def printed(arguments: Sequence[str]) -> str:
    """What a Python program prints, in a process of its own, so that this one stays small."""
    program = Program([sys.executable, *arguments])
    done = subprocess.run(
        program.command, env=program.environment(), stdout=subprocess.PIPE, text=True, check=True
    )
    return done.stdout


def cold(program: Program, project: Path) -> Cost:
    """What a build takes where nothing is there of an earlier one.

    What was there is put aside: a disk goes on removing thousands of files for a while, and what
    it takes is counted to who writes there.
    """
    aside = project / "before"
    aside.mkdir(exist_ok=True)
    for name in ("dist", ".varaq"):
        if (project / name).exists():
            (project / name).rename(aside / f"{len(list(aside.iterdir()))}{name}")
    return taken(program)


def taken(program: Program) -> Cost:
    """What a program takes, which must not fail."""
    found = cost(program)
    if found is None:
        raise SystemExit(f"failed: {' '.join(program.command)[:500]}")
    return found


def middle(several: Sequence[Cost]) -> Cost:
    """The medians of times, and the largest memory."""
    return Cost(
        statistics.median(one.seconds for one in several),
        max(one.memory for one in several),
        statistics.median(one.wall for one in several),
    )


def show(title: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table; its first column is text, the others are figures."""
    print(f"\n{title}\n\n| {' | '.join(head)} |\n|---|{'--:|' * (len(head) - 1)}")
    for row in rows:
        print(f"| {' | '.join(map(str, row))} |", flush=True)


def cells(found: Cost) -> tuple[str, str, str]:
    """The cells of a cost, as `HEAD` names them."""
    return f"{found.seconds:.2f}", f"{found.wall:.2f}", f"{found.memory:.0f}"


def files(project: Path) -> int:
    """How many files a build has made."""
    return sum(1 for path in (project / "dist").rglob("*") if path.is_file())


def start(run: Run) -> None:
    """Print what it takes to start."""
    python = sys.executable
    programs = {
        "python -c pass": [python, "-c", "pass"],
        "import varaq": [python, "-c", "import varaq"],
        "varaq --version": [python, "-m", "varaq", "--version"],
        "varaq --help": [python, "-m", "varaq", "--help"],
        "import varaq.builder": [python, "-c", "import varaq.builder"],
    }
    costs: dict[str, list[Cost]] = {name: [] for name in programs}
    for _ in range(1 + 5 * run.rounds):
        for name, command in programs.items():
            costs[name].append(taken(Program(command)))
    rows = [(name, *cells(middle(several[1:]))) for name, several in costs.items()]
    show("Start; the goal of --version is 0.15 s", ("program", *HEAD), rows)


def builds(run: Run) -> None:
    """Print what builds take where nothing was built before."""
    goals = {(50, 16): 10.0, (600, 21): 60.0}
    rows = []
    began = time.monotonic()
    cases: list[tuple[str, float, Callable[[], Path | None]]] = [
        ("574 chapters × 5 languages", 5.0, run.book),
        *(
            (f"{d} documents × {n} languages", goal, lambda d=d, n=n: run.project(d, n)[0])
            for (d, n), goal in goals.items()
        ),
    ]
    last = 0.0
    for name, goal, made in cases:
        # the last is sixteen times as large as the one before it
        if name.startswith("600") and time.monotonic() - began + 18 * last > run.budget:
            print(f"\nLeft out, for it would take longer than {run.budget:.0f} s: {name}.")
            continue
        project = made()
        if project is None:
            continue
        rounds = 1 if name.startswith("600") else run.rounds
        several = [cold(run.build(project), project) for _ in range(rounds)]
        found = middle(several)
        last = found.wall
        count = files(project)
        rows.append(
            (name, *cells(found), f"{goal:.0f}", f"{found.seconds / goal:.2f}", f"{count:,}")
        )
        if name.startswith("574"):
            own = [part for code in ("de", "fa", "ja", "tr", "uk") for part in ("-l", code)]
            found = middle([cold(run.build(project, *own), project) for _ in range(rounds)])
            ratio = f"{found.seconds / goal:.2f}"
            name = "the same without the source's own handouts and the indexes"
            rows.append((name, *cells(found), f"{goal:.0f}", ratio, f"{files(project):,}"))
    show("Cold builds", ("project", *HEAD, "goal, s", "CPU / goal", "files"), rows)


def again(run: Run) -> None:
    """Print what builds take after one thing was changed, and whether they make what is right."""
    for name, project in run.projects((50, 16)).items():
        own = project / "templates" / "handout.html"
        own.parent.mkdir(exist_ok=True)
        shutil.copy(HERE.parent / "templates" / own.name, own)
        costs = {"cold": [cold(run.build(project), project)]}
        for number in range(run.rounds):
            for what in ("nothing", "a message", "a title", "a document", "a template"):
                printed(["-c", CHANGE, str(project), what, str(number)])
                costs.setdefault(what, []).append(taken(run.build(project)))
        goals = "; the goals are 0.5 s for nothing and 0.6 for a message" * name.startswith("574")
        whole = middle(costs["cold"]).seconds
        rows = []
        for what, several in costs.items():
            found = middle(several)
            rows.append((what, *cells(found), f"{found.seconds / whole:.2f}"))
        show(f"Again, {name}{goals}", ("changed", *HEAD, "CPU / cold"), rows)
        kept = project / "again"
        (project / "dist").rename(kept)
        cold(run.build(project), project)
        alike = contents(kept) == contents(project / "dist")
        print(f"\nWhat is there then is what a cold build makes: {'yes' if alike else 'NO'}.")
        shutil.rmtree(kept)
        shutil.rmtree(own.parent)


def contents(folder: Path) -> dict[str, int]:
    """What is in a folder, by name; bytes as their hash, which this process alone can compare."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hash(path.read_bytes()) for path in found}


class Grown(NamedTuple):
    """What builds of a corpus in `LANGUAGES` take, and its figures."""

    figures: dict[str, int]
    first: Cost
    second: Cost
    """Of another, with nothing changed."""


def grown(run: Run, documents: int) -> Grown:
    """What builds of a corpus of this size take; it is gone afterwards."""
    project, figures = run.project(documents, LANGUAGES)
    found = Grown(figures, cold(run.build(project), project), taken(run.build(project)))
    shutil.rmtree(project)
    return found


def show_growth(title: str, found: Sequence[Grown]) -> None:
    """Print what corpora take, each twice as large as the one before."""
    rows = []
    for number, (figures, first, second) in enumerate(found):
        growths = ("", "", "")
        if number:
            smaller, before, before_again = found[number - 1]
            # for twice as many messages: twice as many documents have a few more or less
            share = 2 * smaller["messages"] / figures["messages"]
            growths = (
                f"{first.seconds / before.seconds * share:.2f}",
                f"{first.memory / before.memory:.2f}",
                f"{second.seconds / before_again.seconds * share:.2f}",
            )
        rows.append(
            (
                *(f"{figures[name]:,}" for name in ("documents", "units", "messages")),
                f"{first.seconds:.2f}",
                growths[0],
                f"{first.wall:.2f}",
                f"{first.memory:.0f}",
                growths[1],
                f"{second.seconds:.2f}",
                growths[2],
            )
        )
    head = ("documents", "units", "messages", "CPU s", "growth", "wall s", "MB", "growth")
    show(title, (*head, "no change, CPU s", "growth"), rows)


def growth(run: Run) -> None:
    """Print and draw what builds in 50 languages take, each twice as large as the one before."""
    began = time.monotonic()
    found: list[Grown] = []
    documents = SMALLEST
    spent = 0.0
    while time.monotonic() - began + 2.3 * spent < run.budget:
        step = time.monotonic()
        found.append(grown(run, documents))
        documents *= 2
        spent = time.monotonic() - step
    show_growth(f"Growth in {LANGUAGES} languages", found)
    if len(found) < 2:
        return
    tenfold(run, documents // 2)
    lines = [
        Line("cold", [(figures["messages"], first.seconds) for figures, first, _ in found]),
        Line("nothing changed", [(f["messages"], second.seconds) for f, _, second in found]),
    ]
    title = f"Builds in {LANGUAGES} languages"
    draw(run, "growth.svg", plot(title, "messages in all catalogs", "CPU, s", lines))
    lines = [Line("cold", [(figures["messages"], first.memory) for figures, first, _ in found])]
    draw(run, "memory.svg", plot(title, "messages in all catalogs", "peak memory, MB", lines))


def library(run: Run) -> None:
    """Print what half a million units in 50 languages take, and half of them."""
    show_growth(f"A library in {LANGUAGES} languages", [grown(run, size) for size in LIBRARY])


def tenfold(run: Run, most: int) -> None:
    """Print the memory of a corpus and of one ten times as large, which has at most so many."""
    costs = []
    sizes = (most // 10, most // 10 * 10)
    if not sizes[0]:
        return
    for documents in sizes:
        project, _ = run.project(documents, LANGUAGES)
        costs.append(cold(run.build(project), project))
        shutil.rmtree(project)
    ratio = costs[1].memory / costs[0].memory
    rows = [(f"{n} documents", *cells(found)) for n, found in zip(sizes, costs, strict=True)]
    show("Memory of ten times as much", ("project", *HEAD), rows)
    print(f"\n{ratio:.2f} times the memory; at most 2 is the goal.")


def peers(run: Run) -> None:
    """Print and draw what programs take for one language, the corpus growing."""
    if missing := [name for name, folder in run.peers.items() if folder is None]:
        print(f"\nLeft out, for they are not there: {', '.join(missing)}.")
    began = time.monotonic()
    found: dict[str, list[tuple[float, Cost]]] = {}
    rows: list[tuple[object, ...]] = []
    documents = 25
    spent = 0.0
    names: list[str] = []
    while time.monotonic() - began + 2.3 * spent < run.budget and documents <= 1600:
        step = time.monotonic()
        folder = run.folder / f"peers-{documents}"
        project, figures = run.project(documents, 2)
        size = figures["source_bytes"] / 1e6
        programs = side_by_side(run, project, folder)
        names = list(programs)
        costs = {}
        for name, program in programs.items():
            several = [cold(program, project) for _ in range(run.rounds)]
            costs[name] = middle(several)
            found.setdefault(name, []).append((size, costs[name]))
        ours = costs[names[0]].seconds
        for name, one in costs.items():
            rows.append((documents, f"{size:.2f}", name, *cells(one), f"{one.seconds / ours:.2f}"))
        shutil.rmtree(folder)
        shutil.rmtree(project)
        documents *= 2
        spent = time.monotonic() - step
    head = ("documents", "source MB", "program", *HEAD, "CPU / varaq's")
    show("One language, beside others", head, rows)
    if not found:
        return
    for value, label, path in (
        ("seconds", "CPU, s", "peers.svg"),
        ("memory", "peak memory, MB", "peers-memory.svg"),
    ):
        lines = [
            Line(name, [(size, getattr(one, value)) for size, one in several])
            for name, several in found.items()
        ]
        draw(run, path, plot("One language, all translated", "Markdown source, MB", label, lines))


def side_by_side(run: Run, project: Path, folder: Path) -> dict[str, Program]:
    """What each program is to do with a project, all of it prepared in a folder."""
    folder.mkdir()
    (project / "src").symlink_to("content")  # as the book has it
    source = project / "content"
    found = {
        "varaq, HTML and Markdown": run.build(project, "-l", "de"),
        "varaq, Markdown": run.build(project, "-l", "de", "-k", "handout.md"),
    }
    out = folder / "varaq"
    command = [sys.executable, "-c", TO_MARKDOWN, str(project), str(out)]
    found["varaq as a library, Markdown"] = Program(command, None, out)
    if po4a := run.peers["po4a"]:
        pot, po, out = folder / "po4a.pot", folder / "po4a.po", folder / "po4a"
        names = [f"-m{path}" for path in book.chapters(source)]
        prepared([str(po4a / "po4a-updatepo"), *book.PO4A_FORM, *names, "-p", str(pot)])
        fill(pot, po)
        config = book.po4a_config(folder / "po4a.cfg", source, out, pot, po)
        form = ["--no-update", "-M", "UTF-8", "-L", "UTF-8"]
        found["po4a, Markdown"] = Program([str(po4a / "po4a"), *form, str(config)], None, out)
    if mdpo := run.peers["mdpo"]:
        pots, pos, out = folder / "mdpo-pot", folder / "mdpo-po", folder / "mdpo"
        python = [str(mdpo / "python"), "-c"]
        prepared([*python, MDPO_TO_CATALOGS, str(source), str(pots)])
        fill(pots, pos)
        command = [*python, MDPO_TO_MARKDOWN, str(source), str(pos), str(out)]
        found["mdpo, Markdown"] = Program(command, None, out)
    if hugo := run.peers["hugo"]:
        site = book.hugo_site(project, folder / "hugo", highlight=False)
        command = [str(hugo_binary(hugo)), "--source", str(site)]
        found["hugo, HTML, not translated"] = Program(command, None, site / "public")
    return found


def draw(run: Run, name: str, text: str) -> None:
    """Write a plot."""
    run.plots.mkdir(parents=True, exist_ok=True)
    (run.plots / name).write_text(text, "utf-8")
    print(f"\nDrawn: {name}.")


def floor(run: Run) -> None:
    """Print how far a build is from reading and writing the same bytes, and parsing Markdown."""
    for name, project in run.projects((50, 16)).items():
        found = cold(run.build(project), project)
        parts = json.loads(printed(["-c", FLOOR, str(project)]))
        least = sum(seconds for seconds, _ in parts.values())
        rows = [
            (what, f"{seconds:.2f}", f"{size / 1e6:.1f}", f"{size / 1e6 / max(seconds, 1e-9):.0f}")
            for what, (seconds, size) in parts.items()
        ]
        total = f"**{least:.2f}**"
        rows.append(("all of that", total, "", ""))
        rows.append(
            (f"a cold build, {found.seconds / least:.1f} times as much", *cells(found)[:1], "", "")
        )
        show(f"The floor, {name}", ("what", "CPU s", "MB", "MB/s"), rows)


def profile(run: Run) -> None:
    """Print what the time of a cold build goes to, and of one with nothing changed."""
    for name, project in run.projects((50, 16), (64, LANGUAGES), (600, 21)).items():
        for name_of_run in ("cold", "nothing changed"):
            if name_of_run == "cold":
                for made in ("dist", ".varaq"):
                    shutil.rmtree(project / made, ignore_errors=True)
            # what several processes do, a profile of one does not see
            arguments = ["-C", str(project), "build", "-j", "1", *run.options]
            found: dict[str, Any] = json.loads(printed(["-c", PROFILE, *arguments]))
            total = sum(seconds for seconds, _ in found.values())
            rows = []
            for module, (seconds, functions) in list(found.items())[:14]:
                named = ", ".join(f"{what} {own:.2f}" for what, own in functions)
                rows.append((module, named, f"{seconds:.2f}", f"{seconds / total:.0%}"))
            head = ("module", "its own time, by function", "s", "share")
            show(f"Profile, {name}, {name_of_run}: {total:.2f} s", head, rows)


PARTS: dict[str, Callable[[Run], None]] = {
    "start": start,
    "cold": builds,
    "again": again,
    "growth": growth,
    "peers": peers,
    "floor": floor,
    "profile": profile,
    "library": library,
}
LONG = ("library",)
"""Parts that take an hour and 60 GB of disk, and are only done where they are named."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Scale.")
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--budget", type=float, default=300, help="seconds that a part may take")
    parser.add_argument("--corpus", type=Path, default=book.ARCHIVE, help=book.ARCHIVE.name)
    parser.add_argument("--plots", type=Path, default=HERE / "plots", help="where plots go")
    parser.add_argument("--build", action="append", default=[], help="an option of every build")
    for name in ("mdpo", "hugo"):
        parser.add_argument(f"--{name}", type=Path, help=f"bin folder with {name}")
    options = parser.parse_args()
    if unknown := set(options.parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(unknown)}")
    po4a = shutil.which("po4a")
    found = {
        "po4a": Path(po4a).parent if po4a else None,
        "mdpo": options.mdpo,
        "hugo": options.hugo,
    }
    with tempfile.TemporaryDirectory() as name:
        run = Run(
            Path(name),
            options.rounds,
            options.budget,
            options.corpus,
            options.plots,
            tuple(options.build),
            found,
        )
        for part, measure in PARTS.items():
            if part in options.parts or not (options.parts or part in LONG):
                measure(run)


if __name__ == "__main__":
    main()
