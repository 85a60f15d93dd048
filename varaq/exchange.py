"""Exchange: a project's catalogs as XLIFF, for those who translate in other programs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from varaq import __version__, extraction, files, po, saving, tags, xliff
from varaq.catalog import TEMPLATES, Catalog, Key
from varaq.document import Document
from varaq.errors import Problem, Severity, VaraqError
from varaq.locales import Locale
from varaq.pots import Change, pots
from varaq.project import Project
from varaq.xliff import File, number, taking


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of an XLIFF file."""

    changes: tuple[Change, ...]
    """The catalogs that it is about."""
    problems: tuple[Problem, ...]
    messages: int
    """How many messages are not as they were."""
    fuzzy: int
    """How many of these are fuzzy now."""


def exported(
    project: Project, locale: Locale, name: str, version: str
) -> tuple[str, list[Problem]]:
    """A document's messages in a language as the text of an XLIFF file, and what is amiss.

    ``name`` is that of a document, its path, or ``templates``. Raises `VaraqError` where there
    is no such document, or no catalog of it in this language.
    """
    original, domain, keys, problems = _wanted(project, name)
    catalog = project.catalog(locale.code, domain)
    if catalog is None:
        path = project.shown(project.catalog_path(locale.code, domain))
        what, remedy = "there is no such catalog", f"start it with: varaq init {locale.code}"
        raise VaraqError(Problem("no-catalog", what, remedy, path))
    known = catalog.by_key()
    missing = sum(key not in known for key in keys)
    if missing:
        what = f"{missing} of {len(keys)} texts are not in the catalog yet, and left out"
        remedy = f"run varaq update {locale.code} first"
        shown = project.shown(project.catalog_path(locale.code, domain))
        warning = Severity.WARNING
        problems.append(Problem("out-of-date", what, remedy, shown, severity=warning))
    items = taking.items(keys, catalog)
    file = File(original, project.source.tag, locale.tag, items)
    return xliff.write(file, version, __version__), problems


def _wanted(project: Project, name: str) -> tuple[str, str, list[Key], list[Problem]]:
    """What a document is called in XLIFF, its domain, its messages, and what is wrong with it."""
    if name == TEMPLATES:
        found, problems = pots(project, "")
        if TEMPLATES in found:
            return TEMPLATES, TEMPLATES, [message.key for message in found[TEMPLATES]], problems
        raise VaraqError(
            *problems, Problem("unknown-document", "no template has words", "name a document")
        )
    documents, problems = project.documents()
    for document in documents:
        if name in (document.name, document.path):
            keys = [message.key for message in extraction.messages(document)]
            own = [problem for problem in problems if problem.path == document.path]
            return document.path, document.domain, keys, own
    there = ", ".join([*(document.name for document in documents), TEMPLATES])
    what = f'there is no document "{name}"'
    raise VaraqError(*problems, Problem("unknown-document", what, f"there are: {there}"))


def imported(project: Project, path: Path) -> Imported:
    """Take what an XLIFF file holds into the catalogs.

    Raises `VaraqError`, with nothing changed, where it can't be read, or where it is of another
    language or document.
    """
    name = path.as_posix()
    found = xliff.read(files.read_bytes(path, name, project.config.largest), name)
    documents, _ = project.documents()
    locales, _ = project.locales()
    homes = []
    problems: list[Problem] = []
    for file in found:
        try:
            homes.append(_home(project, file, documents, locales, name))
        except VaraqError as error:
            problems += error.problems
    if not found:
        problems.append(Problem("xliff-empty", "there is no <file> in it", "", name))
    if problems:
        raise VaraqError(*problems)
    changes = []
    changed = fuzzy = 0
    for file, home in zip(found, homes, strict=True):
        outcome: list[taking.Taken] = []

        def change(before: str | None, file: File = file, home: Path = home) -> str | None:
            if before is None:
                return None
            catalog = po.parse(before, project.shown(home))
            outcome[:] = [taking.taken(catalog, file.items, name)]  # noqa: B023 - used up here
            result = outcome[0].catalog  # noqa: B023 - the same
            return before if result is catalog else po.write(result)

        project.read_catalog(home)  # what is wrong with its bytes is said as of a catalog
        saved = saving.save(project.root, home, change)
        changes.append(Change(project.shown(home), saved))
        problems += outcome[0].problems
        changed += outcome[0].changed
        fuzzy += outcome[0].fuzzy
    return Imported(tuple(changes), tuple(problems), changed, fuzzy)


def _home(
    project: Project,
    file: File,
    documents: Sequence[Document],
    locales: Sequence[Locale],
    name: str,
) -> Path:
    """The catalog that a file of XLIFF is about. Raises `VaraqError` where there is none."""
    locale = _locale(file.target, locales)
    if locale is None:
        there = ", ".join(other.tag for other in locales) or "none"
        what = f'the target language is "{file.target}"'
        remedy = f"there are catalogs for: {there}"
        raise VaraqError(Problem("xliff-language", what, remedy, name, file.line))
    if tags.language(file.source) != tags.language(project.source.tag):
        what = f'the source language is "{file.source}"'
        remedy = f"this project's is {project.source.tag}"
        raise VaraqError(Problem("xliff-language", what, remedy, name, file.line))
    domains = {document.path: document.domain for document in documents} | {TEMPLATES: TEMPLATES}
    if file.original in domains:
        path = project.catalog_path(locale.code, domains[file.original])
        if files.there(path):
            return path
    # a program has put a name of its own there, or the document's has changed
    ids = {item.id for item in file.items}
    best = max(project.catalog_paths(locale.code), key=lambda path: _known(project, path, ids))
    if not _known(project, best, ids):
        what = f'no catalog has any of its texts (it is of "{file.original}")'
        remedy = "import it into the project that it was exported from"
        raise VaraqError(Problem("xliff-document", what, remedy, name, file.line))
    return best


def _known(project: Project, path: Path, ids: set[str]) -> int:
    """How many of these messages a catalog has."""
    try:
        catalog: Catalog = project.read_catalog(path)
    except VaraqError:
        return 0
    return sum(number(message.key) in ids for message in catalog.messages if message.id)


def _locale(tag: str, locales: Sequence[Locale]) -> Locale | None:
    """The language of a tag; a region that a program has added, or left out, is none of ours."""
    alike = [locale for locale in locales if tags.likeness(locale.tag, tag)]
    same = [locale for locale in alike if tags.likeness(locale.tag, tag) == tags.SAME]
    found = same or alike
    return found[0] if len(found) == 1 else None
