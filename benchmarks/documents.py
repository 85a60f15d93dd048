"""Documents: extraction, translated Markdown and pages, beside po4a, mdpo, hugo and others.

``python benchmarks/documents.py [PART]… [--rounds N] [--toolkit BIN] [--mdpo BIN] [--hugo BIN]
[--sphinx BIN]``; each BIN is the ``bin`` folder of an environment with that program (po4a is
looked for on PATH). What is missing is left out and said. Programs are run, never imported.

The parts, all of them unless some are named: ``extraction``, ``markdown`` and ``html`` print
the CPU seconds of whole programs on Comprehensive Rust; ``fidelity`` says how many documents
each program gives back as they were; ``growth`` how the cost grows with hostile input.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import book
from measuring import Program, cost, table

PARTS = ("extraction", "markdown", "html", "fidelity", "growth")
HERE = Path(__file__).parent
TO_ONE_POT = """
import sys
from pathlib import Path
from varaq import extraction, po
from varaq.project import Project
documents, _ = Project.open(Path(sys.argv[1])).documents()
origin = extraction.Origin("book", "en", "2026-01-01 00:00+0000")
pots = [extraction.pot(extraction.messages(document), origin) for document in documents]
Path(sys.argv[2]).write_text(po.write(extraction.union(pots)), "utf-8")
"""
TO_MARKDOWN = """
import sys
from pathlib import Path
from varaq.project import Project
from varaq.translation import translate
project, out = Project.open(Path(sys.argv[1])), Path(sys.argv[2])
documents, _ = project.documents()
for document in documents:
    path = out / (document.name + ".md")
    path.parent.mkdir(parents=True, exist_ok=True)
    translated = translate(document, project.catalog("de", document.domain))
    path.write_text(translated.text, "utf-8")
"""
MDPO_TO_MARKDOWN = """
import sys
from pathlib import Path
from mdpo.po2md import pofile_to_markdown
source, catalogs, out = map(Path, sys.argv[1:])
for path in source.rglob("*.md"):
    name = path.relative_to(source)
    (out / name).parent.mkdir(parents=True, exist_ok=True)
    catalog = catalogs / (".".join(name.with_suffix("").parts) + ".po")
    pofile_to_markdown(str(path), str(catalog), save=str(out / name), wrapwidth=0)
"""
MDPO_TO_CATALOGS = """
import sys
from pathlib import Path
from mdpo.md2po import markdown_to_pofile
source, catalogs = map(Path, sys.argv[1:])
catalogs.mkdir()
for path in source.rglob("*.md"):
    catalog = catalogs / (".".join(path.relative_to(source).with_suffix("").parts) + ".po")
    markdown_to_pofile(str(path), po_filepath=str(catalog), save=True, wrapwidth=0)
"""


@dataclass(frozen=True, slots=True)
class Peers:
    """The folders of the programs that there are; None for one that is missing."""

    po4a: Path | None
    toolkit: Path | None
    mdpo: Path | None
    hugo: Path | None
    sphinx: Path | None

    def left_out(self) -> list[str]:
        """The names of those that are missing."""
        names = ("po4a", "toolkit", "mdpo", "hugo", "sphinx")
        return [name for name in names if getattr(self, name) is None]

    def options(self, *names: str) -> list[str]:
        """Those that there are of some, as options for another script."""
        found = ((name, getattr(self, name)) for name in names)
        return [f"--{name}={folder}" for name, folder in found if folder]


def varaq(project: Path, *arguments: str) -> list[str]:
    """A command of varaq's in a project."""
    return [sys.executable, "-m", "varaq", "-C", str(project), *arguments]


def extraction(peers: Peers, folder: Path, source: Path, rounds: int) -> None:
    """Print what it costs to find the messages of all chapters."""
    project = book.varaq_project(source.parent, folder / "extracted", one_catalog=False)
    names = [str(path.relative_to(source.parent)) for path in book.chapters(source)]
    found: dict[str, Program] = {}
    if peers.po4a:
        pot = folder / "po4a.pot"
        command = [str(peers.po4a / "po4a-updatepo"), *book.PO4A_FORM]
        command += [part for name in names for part in ("-m", name)]
        found["po4a-updatepo"] = Program([*command, "-p", str(pot)], source.parent, pot)
    command = varaq(project, "extract")
    found["varaq extract (574 POTs)"] = Program(command, None, project / "locale", ".pot")
    pot = folder / "varaq.pot"
    command = [sys.executable, "-c", TO_ONE_POT, str(project), str(pot)]
    found["varaq as a library (one POT)"] = Program(command, None, pot)
    if peers.toolkit:
        pot = folder / "toolkit.pot"
        command = [str(peers.toolkit / "md2po"), "-P", "--progress=none", "--multifile=onefile"]
        command += ["-i", "src", "-o", str(pot)]
        found["translate-toolkit md2po"] = Program(command, source.parent, pot)
    if peers.mdpo:
        pot = folder / "mdpo.pot"
        command = [str(peers.mdpo / "md2po"), *names, "-q", "-s", "-w", "0", "-p", str(pot)]
        found["mdpo md2po"] = Program(command, source.parent, pot, once=True)
    table("Extraction from 574 chapters (0.9 MB)", found, rounds)


def markdown(peers: Peers, folder: Path, source: Path, rounds: int) -> None:
    """Print what it costs to translate all chapters, with catalogs that are full."""
    project = full_project(folder, source)
    found: dict[str, Program] = {}
    if peers.po4a:
        names = [f"-m{path}" for path in book.chapters(source)]
        pot, po, out = folder / "po4a.pot", folder / "po4a.po", folder / "po4a"
        command = [str(peers.po4a / "po4a-updatepo"), *book.PO4A_FORM, *names]
        prepared([*command, "-p", str(pot)])
        fill(pot, po)
        config = book.po4a_config(folder / "po4a.cfg", source, out, pot, po)
        command = [
            str(peers.po4a / "po4a"),
            "--no-update",
            "-M",
            "UTF-8",
            "-L",
            "UTF-8",
            str(config),
        ]
        found["po4a --no-update"] = Program(command, None, out, ".md")
    command = varaq(project, "build", "-l", "de", "-k", "handout.md")
    found["varaq build (Markdown handouts)"] = Program(command, None, project / "dist", ".md")
    out = folder / "varaq"
    command = [sys.executable, "-c", TO_MARKDOWN, str(project), str(out)]
    found["varaq as a library (documents)"] = Program(command, None, out, ".md")
    if peers.toolkit:
        pot, po, out = folder / "toolkit.pot", folder / "toolkit.po", folder / "toolkit"
        command = [str(peers.toolkit / "md2po"), "-P", "--progress=none", "--multifile=onefile"]
        prepared([*command, "-i", str(source), "-o", str(pot)])
        fill(pot, po)
        command = [str(peers.toolkit / "po2md"), "--progress=none", "-t", str(source)]
        command += ["-i", str(po), "-o", str(out)]
        found["translate-toolkit po2md"] = Program(command, None, out, ".md")
    if peers.mdpo:
        pots, pos, out = folder / "mdpo-pot", folder / "mdpo-po", folder / "mdpo"
        python = [str(peers.mdpo / "python"), "-c"]
        prepared([*python, MDPO_TO_CATALOGS, str(source), str(pots)])
        fill(pots, pos)
        command = [*python, MDPO_TO_MARKDOWN, str(source), str(pos), str(out)]
        found["mdpo as a library (a catalog a chapter)"] = Program(command, None, out, ".md")
    table("Translated Markdown of 574 chapters, every message translated", found, rounds)


def html(peers: Peers, folder: Path, source: Path, rounds: int) -> None:
    """Print what it costs to make pages of all chapters."""
    found: dict[str, Program] = {}
    if peers.hugo:
        hugo = str(hugo_binary(peers.hugo))
        for name, highlight in (("hugo", True), ("hugo, code not highlighted", False)):
            site = book.hugo_site(source.parent, folder / f"hugo-{highlight}", highlight=highlight)
            command = [hugo, "--source", str(site)]
            found[name] = Program(command, None, site / "public", ".html")
    german = book.varaq_project(source.parent, folder / "german", one_catalog=True)
    full = full_project(folder, source)
    for name, project in (("the book's German", german), ("all translated", full)):
        for kinds, options in (("HTML", ["-k", "handout.html"]), ("HTML and Markdown", [])):
            command = varaq(project, "build", "-l", "de", *options)
            found[f"varaq, {name}, {kinds}"] = Program(command, None, project / "dist", ".html")
    if peers.sphinx:
        site = book.sphinx_site(source.parent, folder / "sphinx")
        out = folder / "sphinx-out"
        command = [str(peers.sphinx / "sphinx-build"), "-q", "-b", "html", str(site), str(out)]
        found["sphinx with myst"] = Program(command, None, out, ".html", once=True)
    table("Pages of 574 chapters; hugo's and sphinx's are not translated", found, rounds)


def full_project(folder: Path, source: Path) -> Path:
    """A project of the book with a full catalog a chapter."""
    project = folder / "full"
    if not project.is_dir():
        book.varaq_project(source.parent, project, one_catalog=False)
        prepared(varaq(project, "extract"))
        fill(project / "locale", project / "locale" / "de" / "LC_MESSAGES")
    return project


def fill(pot: Path, target: Path) -> None:
    """Make full catalogs of a POT, or of a folder of them, in a process of its own.

    A program that is started has at least the peak memory of the one that starts it, so that
    the measuring one has to stay small.
    """
    prepared([sys.executable, str(HERE / "book.py"), "fill", str(pot), str(target), book.LEAD])


def prepared(command: list[str]) -> None:
    """Run what has to have run before something is measured."""
    if cost(Program(command)) is None:
        raise SystemExit(f"failed: {' '.join(command)[:500]}")


def hugo_binary(folder: Path) -> Path:
    """Hugo itself, where ``folder/hugo`` is the Python script that starts it."""
    inside = "lib/python*/site-packages/hugo/binaries/hugo*"
    return next(iter(sorted(folder.parent.glob(inside))), folder / "hugo")


def beside(script: str, *arguments: str) -> None:
    """Run another script of this folder, which prints for itself."""
    program = Program([sys.executable, str(HERE / script), *arguments])
    subprocess.run(program.command, env=program.environment(), check=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Extraction, translation and pages.")
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--corpus", type=Path, default=book.ARCHIVE, help=book.ARCHIVE.name)
    for name in ("toolkit", "mdpo", "hugo", "sphinx"):
        parser.add_argument(f"--{name}", type=Path, help=f"bin folder with {name}")
    options = parser.parse_args()
    if unknown := set(options.parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(unknown)}")
    po4a = shutil.which("po4a")
    peers = Peers(
        Path(po4a).parent if po4a else None,
        options.toolkit,
        options.mdpo,
        options.hugo,
        options.sphinx,
    )
    if missing := peers.left_out():
        print(f"Left out, for they are not there: {', '.join(missing)}.")
    wanted = options.parts or PARTS
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = book.unpack(options.corpus, folder) / "src"
        for part, measure in (("extraction", extraction), ("markdown", markdown), ("html", html)):
            if part in wanted:
                (folder / part).mkdir()
                measure(peers, folder / part, source, options.rounds)
        if "fidelity" in wanted:
            beside("fidelity.py", str(source), *peers.options("po4a", "toolkit", "mdpo"))
    if "growth" in wanted:
        beside("growth.py")


if __name__ == "__main__":
    main()
