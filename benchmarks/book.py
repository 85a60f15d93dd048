"""The book that documents are measured on, laid out as each program wants it.

``python benchmarks/book.py fill POT PO [LEAD]`` makes catalogs where every message is
translated by its own text, with LEAD before it: of one file, or of a folder of them.
"""

from __future__ import annotations

import re
import shutil
import sys
import tarfile
from collections.abc import Iterable
from pathlib import Path

from measuring import ROOT

ARCHIVE = ROOT.parent / "shared" / "corpora" / "comprehensive-rust.tar.xz"
PO4A_FORM = ["-f", "text", "-o", "markdown", "-M", "UTF-8"]
"""What po4a has to be told of Markdown."""
LEAD = "Ü "
"""What made-up translations begin with, so that none is equal to its source."""
_HUGO = """
baseURL = "https://example.org/"
title = "Book"
disableKinds = ["taxonomy", "term", "RSS", "sitemap", "robotsTXT", "404"]
[markup.goldmark.renderer]
unsafe = true
[markup.highlight]
codeFences = {highlight}
"""
_HUGO_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><main>{{ .TableOfContents }}{{ .Content }}</main></body></html>
"""
_SPHINX = 'extensions = ["myst_parser"]\nproject = "Book"\n'
_TOCTREE = "\n```{toctree}\n:glob:\n\n**\n```\n"
_PO4A = """[po4a_langs] de
[po4a_paths] {pot} de:{po}
[options] opt:"-k 0"
"""


def unpack(archive: Path, folder: Path) -> Path:
    """The book in a folder: ``src/`` and ``po/``."""
    with tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
    return folder / "comprehensive-rust"


def copy(book: Path, target: Path) -> None:
    """The book's chapters in a folder of their own, without its pictures."""
    for chapter in chapters(book / "src"):
        path = target / chapter.relative_to(book / "src")
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(chapter, path)


def varaq_project(book: Path, folder: Path, *, one_catalog: bool) -> Path:
    """A project of the book, with the book's German catalog where it is to have but one."""
    copy(book, folder / "content")
    (folder / "locale").mkdir()
    settings = 'source = "en"\n'
    if one_catalog:
        settings += 'catalogs = "{locale}.po"\n'
        shutil.copy(book / "po" / "de.po", folder / "locale" / "de.po")
    (folder / "varaq.toml").write_text(settings, "utf-8")
    return folder


def translated_project(book: Path, folder: Path) -> Path:
    """A project of the book with its catalogs of all languages, one each."""
    varaq_project(book, folder, one_catalog=True)
    for catalog in sorted((book / "po").glob("*.po")):
        shutil.copy(catalog, folder / "locale")
    return folder


def hugo_site(book: Path, folder: Path, *, highlight: bool) -> Path:
    """A site of the book for hugo, with as small a template as can be."""
    copy(book, folder / "content")
    # a file of this name would make all others its attachments
    index = folder / "content" / "index.md"
    if index.is_file():
        index.rename(index.with_name("start.md"))
    for path in folder.rglob("*.md"):  # mdbook's own marks, which are none of hugo's
        text = path.read_text("utf-8")
        path.write_text(re.sub(r"\{\{(?=[%<])", "{{ ", text), "utf-8")
    layouts = folder / "layouts" / "_default"
    layouts.mkdir(parents=True)
    for name in ("single.html", "list.html"):
        (layouts / name).write_text(_HUGO_PAGE, "utf-8")
    (folder / "hugo.toml").write_text(_HUGO.format(highlight=str(highlight).lower()), "utf-8")
    return folder


def sphinx_site(book: Path, folder: Path) -> Path:
    """A site of the book for sphinx with myst, every chapter in its table of contents."""
    copy(book, folder)
    (folder / "conf.py").write_text(_SPHINX, "utf-8")
    with (folder / "index.md").open("a", encoding="utf-8") as index:
        index.write(_TOCTREE)
    return folder


def po4a_config(path: Path, source: Path, target: Path, pot: Path, po: Path) -> Path:
    """A configuration of po4a for all chapters under ``source``."""
    lines = [_PO4A.format(pot=pot, po=po)]
    lines += [
        f'[type: text] {chapter} de:{target / chapter.relative_to(source)} opt:"-o markdown"\n'
        for chapter in chapters(source)
    ]
    path.write_text("".join(lines), "utf-8")
    return path


def chapters(source: Path) -> list[Path]:
    """The book's Markdown files."""
    return sorted(source.rglob("*.md"))


def fill(pots: Iterable[tuple[Path, Path]], lead: str = "") -> None:
    """Catalogs (POT -> catalog) with every message translated by itself behind a ``lead``."""
    import polib  # not in the measuring process, which has to stay small

    for pot, target in pots:
        catalog = polib.pofile(str(pot), wrapwidth=0)
        catalog.metadata |= {"Language": "de", "Content-Type": "text/plain; charset=UTF-8"}
        catalog.metadata_is_fuzzy = False
        for entry in catalog:
            entry.msgstr = lead + entry.msgid
            entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
        target.parent.mkdir(parents=True, exist_ok=True)
        catalog.save(str(target))


def main() -> None:
    """Fill the catalogs that the arguments name."""
    _, pot, target, *lead = sys.argv[1:]
    if Path(pot).is_dir():
        pairs = [
            (path, Path(target) / f"{path.stem}.po")
            for path in Path(pot).iterdir()
            if path.suffix in (".po", ".pot")
        ]
    else:
        pairs = [(Path(pot), Path(target))]
    fill(pairs, "".join(lead))


if __name__ == "__main__":
    main()
