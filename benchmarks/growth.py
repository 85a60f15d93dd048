"""How the cost of a document grows with its size, for shapes of input that are hostile.

``documents.py`` runs this; ``python benchmarks/growth.py [SHAPE]… [--size KIB]`` measures some
shapes only, or at other sizes. Each step is timed at n, 2n and 4n bytes of text. Where the
time grows in proportion to the text, both factors are 2; 4 is the square. Each step of a shape
has a process of its own and a time limit.
"""

from __future__ import annotations

import argparse
import contextlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import polib
from growing import FACTORS, cell, closing, measured, row, say, seconds
from hostile import SHAPES

from varaq import extraction, po, pots
from varaq.builder import Builder
from varaq.catalog import Catalog, Style
from varaq.document import Document, read
from varaq.errors import VaraqError
from varaq.locales import Locale
from varaq.pages.handouts import handout
from varaq.pages.parts import divided
from varaq.project import Project
from varaq.selection import Request
from varaq.translation import translate
from varaq.unit import Unit

SIZE = 32
"""KiB of the smallest text."""
DOCUMENTS = 100
"""How many documents the smallest project has."""
PROJECTS = {
    "many documents, one catalog": 'catalogs = "{locale}.po"\n',
    "many documents, a catalog each": "",
}
"""Projects of small documents, by what their configuration says."""
STEPS = ("read", "entries", "translate", "hostile", "page", "views")
LEGEND = """
CPU at 4n in ms, and what it was multiplied by from n to 2n and from 2n to 4n. read: units
found; entries: messages of the POT; translate: a word before every unit; hostile: every
translation starts a block and ends like a heading's attributes; page: HTML and Markdown of a
handout with nothing translated, all of it marked; views: handout, rows, slides and parts, all of
it translated. Of a project of {documents} small documents and two and four times as many, page is
the build of one language. Bold: grows faster than the text.
A document that can not be read in time is over the limit in all steps; one that is refused
has no steps but the reading.
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
    messages = [
        po.message(polib.POEntry(msgid=text, msgctxt=context, msgstr=words(unit)), Style())
        for (context, text), unit in units.items()
    ]
    return extraction.pot(messages, extraction.Origin("x", "en", "2026-01-01 00:00+0000"))


def measure(name: str, wanted: str, size: int) -> Iterator[tuple[int, float]]:
    """(bytes, seconds) of a step of a shape, from ``size`` bytes on."""
    source, target = Locale.parse("en"), Locale.parse("de")
    path = "x.txt" if name.startswith("plain text") else "x.md"
    for factor in FACTORS:
        text = SHAPES[name](size * factor)
        try:
            document = read("x", path, text)
        except VaraqError:  # which takes its time, too
            if wanted == "read":
                yield len(text.encode()), seconds(partial(refused, path, text))
            continue
        empty = Catalog(())
        untranslated = translate(document, empty)
        friends, foes = catalog(document, friendly), catalog(document, hostile)
        steps: dict[str, Callable[[], object]] = {
            "read": partial(read, "x", path, text),
            "entries": partial(extraction.messages, document),
            "translate": partial(translated, document, friends),
            "hostile": partial(translated, document, foes),
            "page": partial(handout, untranslated, target, source, None, ""),
            "views": partial(viewed, document, friends, target, source),
        }
        yield len(text.encode()), seconds(steps[wanted])


def translated(document: Document, messages: Catalog) -> None:
    """Translate a document of which nothing has been found out yet."""
    translate(replace(document), messages)


def viewed(document: Document, messages: Catalog, target: Locale, source: Locale) -> object:
    """Make all that pages of any kind show of a translated document, found out anew."""
    translation = translate(replace(document), messages)
    page = handout(translation, target, source, None, "")
    return list(page.units), list(page.slides), divided(translation.document)


def refused(path: str, text: str) -> None:
    """Read a document that can't be read."""
    with contextlib.suppress(VaraqError):
        read("x", path, text)


def built(project: Project) -> None:
    """Build one language."""
    for _ in Builder(project, Request(locales=("de",), force=True)).run():
        pass


def measure_project(name: str, wanted: str, _: int) -> Iterator[tuple[int, float]]:
    """(documents, seconds) of a step of a project: its documents, its POTs, or building it."""
    for count in (factor * DOCUMENTS for factor in FACTORS):
        with TemporaryDirectory() as folder:
            project = made(Path(folder), name, count)
            steps: dict[str, Callable[[], object]] = {
                "read": project.documents,
                "entries": partial(pots.pots, project, "2026-01-01 00:00+0000"),
                "page": partial(built, project),
            }
            if wanted in steps:
                yield count, seconds(steps[wanted])


def made(root: Path, name: str, count: int) -> Project:
    """A project of so many documents, each with a link to the next, and its catalogs."""
    (root / "content").mkdir()
    (root / "locale" / "de" / "LC_MESSAGES").mkdir(parents=True)
    (root / "varaq.toml").write_text(f'source = "en"\n{PROJECTS[name]}', "utf-8")
    for number in range(count):
        text = f"# Title {number}\n\nSee [the next]({number + 1}.md).\n"
        (root / "content" / f"{number}.md").write_text(text, "utf-8")
    project = Project.open(root)
    found, _ = pots.pots(project, "2026-01-01 00:00+0000")
    together: dict[Path, list[Catalog]] = {}
    for domain, pot in found.items():
        together.setdefault(project.catalog_path("de", domain), []).append(pot)
    for path, several in together.items():
        path.write_text(po.write(extraction.union(several)), "utf-8")
    return project


def main() -> None:
    """Measure every shape, or some, and print the table."""
    parser = argparse.ArgumentParser(description="Growth with hostile input.")
    parser.add_argument("shapes", nargs="*", metavar="SHAPE")
    parser.add_argument(
        "--size", type=int, default=SIZE, metavar="KIB", help="of the smallest text"
    )
    parser.add_argument("--measure", choices=STEPS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        (name,) = options.shapes
        kind = measure_project if name in PROJECTS else measure
        say(kind(name, options.measure, options.size << 10))
        return
    sizes = [factor * options.size for factor in FACTORS]
    print(f"\n{len(SHAPES)} hostile shapes at {sizes} KiB")
    print(LEGEND.format(documents=DOCUMENTS))
    print(f"| shape | {' | '.join(STEPS)} |\n|---|{'--:|' * len(STEPS)}", flush=True)
    worse = []
    for name in options.shapes or (*SHAPES, *PROJECTS):
        size = f"--size={options.size}"
        times = {step: measured(__file__, name, "--measure", step, size) for step in STEPS}
        worse.append(row(name, {step: cell(*found) for step, found in times.items()}))
    closing(worse)


if __name__ == "__main__":
    main()
