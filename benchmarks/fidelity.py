"""Which documents a program gives back as they were, translated with an identity catalog.

``documents.py`` runs this. Each document is extracted, every message is translated by itself,
and the catalog is translated back; the document is kept if it then renders to the same HTML
(by pyromark), white space outside of ``<pre>`` aside, and has the same front matter.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pyromark
from book import PO4A_FORM, chapters, fill
from measuring import ROOT

from varaq import extraction, po
from varaq.document import frontmatter, parsing, read
from varaq.document.fitting import fit
from varaq.document.splice import assemble
from varaq.errors import VaraqError
from varaq.translation import translate

SECONDS = 10
"""How much CPU a program may take for one document."""
EXAMPLES = ROOT / "tests" / "data" / "commonmark-0.31.2.json"
MDPO = """
import signal, sys
from pathlib import Path
import polib
from mdpo.md2po import markdown_to_pofile
from mdpo.po2md import pofile_to_markdown
source, out, seconds = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
def stop(*_):
    raise TimeoutError
signal.signal(signal.SIGVTALRM, stop)
for path in sorted(source.glob("*.md")):
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        catalog = out / (path.stem + ".po")
        markdown_to_pofile(str(path), po_filepath=str(catalog), save=True, wrapwidth=0)
        file = polib.pofile(str(catalog), wrapwidth=0)
        for entry in file:
            entry.msgstr = entry.msgid
        file.save()
        pofile_to_markdown(str(path), str(catalog), save=str(out / path.name), wrapwidth=0)
    except Exception:
        (out / path.name).unlink(missing_ok=True)
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
"""
_PRE = re.compile(r"(<pre\b.*?</pre>)", re.DOTALL)
Tool = Callable[[Path, Path], None]
"""Translates each document of one folder into another; those that it can't it leaves out."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What became of some documents."""

    kept: int
    changed: int
    missing: int
    """Those that the program failed on, or did not end on."""


def varaq(source: Path, target: Path) -> None:
    """As `varaq translate` does it: a translation equal to its msgid keeps the source."""
    for path in chapters(source):
        document = read(path.stem, path.name, path.read_text("utf-8"))
        origin = extraction.Origin("x", "en", "2026-01-01 00:00+0000")
        pot, catalog = target / f"{path.stem}.pot", target / f"{path.stem}.po"
        pot.write_text(po.write(extraction.pot(extraction.messages(document), origin)), "utf-8")
        fill([(pot, catalog)])
        translated = translate(document, po.parse(po.decode(catalog.read_bytes())))
        (target / path.name).write_text(translated.text, "utf-8")


def varaq_written(source: Path, target: Path) -> None:
    """The same, but with each msgid really written in its unit's place."""
    for path in chapters(source):
        document = read(path.stem, path.name, path.read_text("utf-8"))
        fitted = [fit(unit, unit.text) for unit in document.units]
        (target / path.name).write_text(assemble(document, fitted), "utf-8")


def po4a(folder: Path) -> Tool:
    """po4a-updatepo and po4a-translate, one document at a time, two at once."""

    def one(path: Path, target: Path) -> None:
        pot, catalog = target / f"{path.stem}.pot", target / f"{path.stem}.po"
        form = [*PO4A_FORM, "-m", str(path)]
        if ended([str(folder / "po4a-updatepo"), *form, "-p", str(pot)]):
            if pot.is_file():  # there is none for a document without messages
                fill([(pot, catalog)])
            else:
                catalog.write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8"\n')
            out = ["-p", str(catalog), "-k", "0", "-L", "UTF-8", "-l", str(target / path.name)]
            if not ended([str(folder / "po4a-translate"), *form, *out]):
                (target / path.name).unlink(missing_ok=True)

    def all_of_them(source: Path, target: Path) -> None:
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(lambda path: one(path, target), chapters(source)))

    return all_of_them


def toolkit(folder: Path) -> Tool:
    """md2po and po2md, a folder at a time; they go on after a document that they fail on."""

    def all_of_them(source: Path, target: Path) -> None:
        found, full = target / "found", target / "full"
        quiet = "--progress=none"
        limit = SECONDS * len(chapters(source))
        ended([str(folder / "md2po"), quiet, "-i", str(source), "-o", str(found)], limit)
        fill((path, full / path.name) for path in found.glob("*.po"))
        back = ["-i", str(full), "-t", str(source), "-o", str(target)]
        ended([str(folder / "po2md"), quiet, *back], limit)

    return all_of_them


def mdpo(folder: Path) -> Tool:
    """Md2po and po2md as a library of their own environment, one document at a time."""

    def all_of_them(source: Path, target: Path) -> None:
        command = [str(folder / "python"), "-c", MDPO, str(source), str(target), str(SECONDS)]
        ended(command, SECONDS * len(chapters(source)))

    return all_of_them


def ended(command: list[str], seconds: int = SECONDS) -> bool:
    """Whether a program ends well, with no more CPU seconds than these."""
    limit = ["prlimit", f"--cpu={seconds}", "--"]
    return subprocess.run(limit + command, capture_output=True, check=False).returncode == 0


def tried(tool: Tool, texts: Sequence[str], options: pyromark.Options | None) -> Tried:
    """What becomes of documents with a program."""
    with tempfile.TemporaryDirectory() as name:
        source, target = Path(name, "in"), Path(name, "out")
        source.mkdir()
        target.mkdir()
        for number, text in enumerate(texts):
            (source / f"{number:04}.md").write_bytes(text.encode())
        tool(source, target)
        kept = missing = 0
        for number, text in enumerate(texts):
            path = target / f"{number:04}.md"
            if not path.is_file():
                missing += 1
            elif shape(text, options) == shape(path.read_text("utf-8", "replace"), options):
                kept += 1
    return Tried(kept, len(texts) - kept - missing, missing)


def shape(text: str, options: pyromark.Options | None) -> object:
    """What has to be kept of a document; equal for documents that say the same."""
    fields: object = None
    if options is not None:  # the specification's examples have no front matter
        try:
            head = frontmatter.read(text)
        except VaraqError:
            return text
        if head is not None:
            fields, text = dict(head.metadata), text[head.end :]
    html = pyromark.html(text, options=options) if options else pyromark.html(text)
    parts = _PRE.split(html)
    parts[::2] = [re.sub(r"\s+", " ", part) for part in parts[::2]]
    return fields, "".join(parts)


def main() -> None:
    """Try every program that there is, and print the table."""
    parser = argparse.ArgumentParser(description="Which documents are kept.")
    parser.add_argument("source", type=Path)
    for name in ("po4a", "toolkit", "mdpo"):
        parser.add_argument(f"--{name}", type=Path)
    options = parser.parse_args()
    tools: dict[str, Tool] = {"varaq": varaq, "varaq, msgids written anew": varaq_written}
    for name, make in (("po4a", po4a), ("toolkit", toolkit), ("mdpo", mdpo)):
        folder = getattr(options, name)
        if folder:
            tools["translate-toolkit" if name == "toolkit" else name] = make(folder)
    examples = [example["markdown"] for example in json.loads(EXAMPLES.read_text("utf-8"))]
    texts = [path.read_text("utf-8") for path in chapters(options.source)]
    print(f"\nKept with an identity catalog, {SECONDS} s a document at most\n", flush=True)
    columns = (f"{len(examples)} examples", f"{len(texts)} chapters")
    print(f"| program | {columns[0]} | changed | none | {columns[1]} | changed | none |")
    print("|---|--:|--:|--:|--:|--:|--:|", flush=True)
    for name, tool in tools.items():
        cells = []
        for several, flags in ((examples, None), (texts, parsing.OPTIONS)):
            found = tried(tool, several, flags)
            cells += [found.kept, found.changed, found.missing]
        print(f"| {name} | {' | '.join(map(str, cells))} |", flush=True)


if __name__ == "__main__":
    main()
