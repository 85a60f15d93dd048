"""How many messages carry over from the catalogs of other tools, on the Comprehensive Rust book.

``python benchmarks/migration.py CORPUS [--tool NAME]… [--json]`` makes each tool's catalog of
the chapters with the tool itself, run as a program (po4a; md2po of mdpo; md2po of
translate-toolkit), translates each of its messages so that everybody can read it (in CAPITALS,
code and links apart), starts a varaq project with the same chapters, and runs ``varaq
migrate``. mdbook-i18n-helpers is no program that a package index has: its rows are the book's
own catalogs, made by it from the chapters of their day, and translated in the same way.

CORPUS is comprehensive-rust.tar.xz, or the folder in it; tools that are not on PATH are left
out. A translation is right where it says what the message says, in capitals.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from varaq import document, po, translation
from varaq.catalog import Catalog
from varaq.document import Document, markdown

KEPT = re.compile(
    r"(`+)(?!`).+?(?<!`)\1(?!`)|```.*?```|\]\([^)\s]*(?:\s\"[^\"]*\")?\)|\]\[[^\]]*\]|<[^<>]+>"
    r"|\{\d+\}|https?://\S+|&#?\w+;|\[\^[^\]]*\]|\[!\w+\]",
    re.DOTALL,
)
"""What a translator leaves as it is: code, targets, tags, entities, the marks of footnotes."""
COMPANIONS = {"mdpo": "mdpo2html", "mdpo-plaintext": "mdpo2html", "translate-toolkit": "pot2po"}
"""Programs that tell the two programs apart that are both named md2po."""
COUNTED = (
    "messages",
    "letter_for_letter",
    "carried",
    "wrong",
    "fuzzy",
    "fuzzy_right",
    "none",
    "refused",
    "astray",
)
"""Messages of the new catalogs; those whose msgid is in the old one; those translated, and
wrongly; those that got a fuzzy text, and a right one; those that got nothing; translations that
would not fit their place; chapters whose links lead elsewhere once they are translated."""
BOOK = ("tr", "de", "uk", "ja", "fa")
LANGUAGE = "de"


def capitals(text: str) -> str:
    """A text as the tests' language has it."""
    out, at = [], 0
    for match in KEPT.finditer(text):
        out += [text[at : match.start()].upper(), match[0]]
        at = match.end()
    return "".join(out) + text[at:].upper()


def said(text: str) -> str:
    """The letters and digits of a text, but for those that a translator leaves as they are."""
    return "".join(letter for letter in KEPT.sub(" ", text) if letter.isalnum())


def program(tool: str) -> str | None:
    """The tool's program, where one is on PATH."""
    if tool == "po4a":
        return shutil.which("po4a")
    for folder in map(Path, os.environ.get("PATH", "").split(os.pathsep)):
        if (folder / "md2po").is_file() and (folder / COMPANIONS[tool]).is_file():
            return str(folder / "md2po")
    return None


def copy_chapters(book: Path, target: Path) -> None:
    """The book's chapters, without pictures and programs."""
    for path in (book / "src").rglob("*.md"):
        copy = target / path.relative_to(book / "src")
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy)


def by_po4a(po4a: str, book: Path, folder: Path) -> Path:
    """The catalog that po4a makes, with a configuration as its manual has it."""
    chapters = sorted(path.relative_to(book) for path in (book / "src").rglob("*.md"))
    copy_chapters(book, folder / "src")
    lines = [
        f"[po4a_langs] {LANGUAGE}",
        "[po4a_paths] po/book.pot $lang:po/$lang.po",
        '[options] opt:"--master-charset UTF-8 --localized-charset UTF-8"',
        *(f'[type: text] {path} $lang:out/{path} opt:"-o markdown"' for path in chapters),
    ]
    (folder / "po4a.cfg").write_text("\n".join(lines) + "\n", "utf-8")
    _run([po4a, "--no-translations", "po4a.cfg"], folder)
    return folder / "po" / f"{LANGUAGE}.po"


def by_mdpo(md2po: str, book: Path, folder: Path, more: Sequence[str] = ()) -> Path:
    """The catalog that mdpo makes; without -d it names no charset, and nobody could read it."""
    chapters = sorted(str(path.relative_to(book)) for path in (book / "src").rglob("*.md"))
    charset = "Content-Type: text/plain; charset=UTF-8"
    options = ["-q", "-s", "-d", charset, "-p", str(folder / "old.po"), *more]
    _run([md2po, *chapters, *options], book)
    return folder / "old.po"


def by_mdpo_plaintext(md2po: str, book: Path, folder: Path) -> Path:
    """The same with --plaintext: no markup is in its messages."""
    return by_mdpo(md2po, book, folder, ["--plaintext"])


def by_toolkit(md2po: str, book: Path, folder: Path) -> Path:
    """The catalog that translate-toolkit makes of all chapters together."""
    # without --duplicates=merge it gives one context to all that stands in a list
    options = ["--progress=none", "--multifile=onefile", "--duplicates=merge"]
    _run([md2po, *options, "src", str(folder / "old.po")], book)
    return folder / "old.po"


MAKERS: dict[str, Callable[[str, Path, Path], Path]] = {
    "po4a": by_po4a,
    "mdpo": by_mdpo,
    "mdpo-plaintext": by_mdpo_plaintext,
    "translate-toolkit": by_toolkit,
}


def _run(command: Sequence[str], folder: Path) -> float:
    """Run a program; CPU seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"failed: {command[0]}\n{done.stderr[-2000:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def translate(path: Path, out: Path) -> Catalog:
    """Write a catalog with every message translated; what is in it."""
    catalog = po.parse(po.decode(path.read_bytes(), path.name), path.name)
    messages = []
    for message in catalog.messages:
        if message.id and message.plural is None:
            entry = message.entry()
            entry.msgstr = capitals(message.id)
            entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
            entry.previous_msgctxt = entry.previous_msgid = entry.previous_msgid_plural = None
            message = po.message(entry, catalog.style, message.lead)
        messages.append(message)
    text = po.write(replace(catalog, messages=tuple(messages)))
    # the book's Turkish catalog is a German one for this test
    out.write_text(re.sub(r'"Language: \w*\\n"', f'"Language: {LANGUAGE}\\\\n"', text), "utf-8")
    return catalog


def measure(tool: str, old: Path, book: Path, folder: Path) -> dict[str, object]:
    """Bring a catalog to a new project with the book's chapters, and count."""
    (folder / "varaq.toml").write_text('source = "en"\n', "utf-8")
    copy_chapters(book, folder / "content")
    catalog = translate(old, folder / "old.po")
    command = [sys.executable, "-m", "varaq", "migrate", LANGUAGE, "old.po"]
    seconds = _run(command, folder)
    known = {message.id for message in catalog.messages}
    counts = Counter(dict.fromkeys(COUNTED, 0))
    for chapter in chapters(folder / "content"):
        path = folder / "locale" / LANGUAGE / "LC_MESSAGES" / f"{chapter.domain}.po"
        new = po.parse(path.read_text("utf-8"))
        for message in new:
            right = said(message.strings[0]) == said(capitals(message.id))
            counts["messages"] += 1
            counts["letter_for_letter"] += message.id in known
            if not message.has_text:
                counts["none"] += 1
            elif message.fuzzy:
                counts["fuzzy"] += 1
                counts["fuzzy_right"] += right
            else:
                counts["carried"] += 1
                counts["wrong"] += not right
        result = translation.translate(chapter, new)
        counts["refused"] += len(result.problems)
        counts["astray"] += links(chapter.source) != links(result.text)
    return {"tool": tool, "old": len(list(catalog)), **counts, "seconds": round(seconds, 1)}


def chapters(content: Path) -> Iterator[Document]:
    """The book's chapters as documents."""
    for path in sorted(content.rglob("*.md")):
        name = path.relative_to(content).with_suffix("").as_posix()
        yield document.read(name, f"content/{name}.md", path.read_text("utf-8"))


def links(text: str) -> Counter[str]:
    """Where a chapter's links and images lead."""
    return Counter(re.findall(r'(?:href|src)="([^"]*)"', markdown.html(text)))


def rows(book: Path, tools: Sequence[str]) -> Iterator[dict[str, object]]:
    """What is counted for each tool."""
    for tool in tools:
        name, _, language = tool.partition(":")
        with tempfile.TemporaryDirectory() as temporary:
            made, project = Path(temporary) / "made", Path(temporary) / "project"
            made.mkdir()
            project.mkdir()
            if name == "mdbook-i18n-helpers":
                old = book / "po" / f"{language}.po"
            else:
                found = program(name)
                if found is None:
                    print(f"{name} is not on PATH", file=sys.stderr)
                    continue
                old = MAKERS[name](found, book, made)
            yield measure(tool, old, book, project)


def main() -> None:
    """Measure and print."""
    every = [*MAKERS, *(f"mdbook-i18n-helpers:{language}" for language in BOOK)]
    parser = argparse.ArgumentParser(description="What carries over from other tools' catalogs.")
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--tool", action="append", choices=every, help="only this one")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        book: Path = options.corpus
        if book.is_file():
            with tarfile.open(book) as archive:
                archive.extractall(temporary, filter="data")
            book = Path(temporary) / "comprehensive-rust"
        table = list(rows(book.resolve(), options.tool or every))
    if options.json:
        print(json.dumps(table))
        return
    names = list(table[0]) if table else []
    print(f"| {' | '.join(name.replace('_', ' ') for name in names)} |")
    print(f"|---|{'--:|' * (len(names) - 1)}")
    for row in table:
        print(f"| {' | '.join(str(row.get(name, 0)) for name in names)} |")


if __name__ == "__main__":
    main()
