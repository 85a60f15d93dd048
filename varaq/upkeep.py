"""Upkeep: POT files from documents and templates, catalogs from POT files."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from varaq import extraction, files, merge, po, saving
from varaq.catalog import DATE, TEMPLATES, Catalog
from varaq.document import SUFFIXES, Document
from varaq.document import read as read_document
from varaq.errors import Problem, Severity, VaraqError
from varaq.extraction import Origin
from varaq.locales import Locale
from varaq.migration import Legacy, Tally
from varaq.project import Project

if TYPE_CHECKING:
    from varaq.adoption import Filled, Pairing

_CREATED = re.compile(rf'^"{DATE}: ([^"\\]*)\\n"$', re.MULTILINE)
_WITH_WORDS = (".html", ".md", ".txt")
"""The templates that can have words."""


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one file."""

    path: str
    changed: bool
    """Whether it was written, or would be."""


@dataclass(frozen=True, slots=True)
class Upkeep:
    """What a command on catalogs did."""

    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Adopted:
    """What became of a translated file."""

    changes: tuple[Change, ...]
    """The POT and the catalog."""
    taken: tuple[Pairing, ...]
    """What the catalog has been given; what is doubtful is fuzzy there."""
    left: tuple[Problem, ...]
    """What is left to do by hand."""


def now() -> str:
    """The time as PO headers write it; SOURCE_DATE_EPOCH's where that is set."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else datetime.now(UTC)
    return moment.strftime("%Y-%m-%d %H:%M%z")


def pots(project: Project, created: str) -> tuple[dict[str, Catalog], list[Problem]]:
    """The POT of each domain as the sources are now, and what is wrong with the others."""
    documents, problems = project.documents()
    origin = Origin(project.config.title or "varaq", project.config.source, created)
    found = {
        document.domain: extraction.pot(extraction.entries(document), origin)
        for document in documents
    }
    try:
        templates = project.templates()
        own = {item.path: item.text for item in templates.values() if not item.packaged}
        texts = {path: text for path, text in own.items() if path.endswith(_WITH_WORDS)}
        if texts:
            from varaq.pages import extract_words  # which brings Jinja along

            words = extract_words(texts)
            if words:
                found[TEMPLATES] = extraction.pot(words, origin)
    except VaraqError as error:
        problems += error.problems
    return found, problems


def extract(project: Project, *, check: bool = False) -> Upkeep:
    """Write the POT files; with ``check`` only say which would change."""
    return _extract(project, check=check)[0]


def update(project: Project, locales: Sequence[Locale], *, check: bool = False) -> Upkeep:
    """Extract, then merge into every catalog of these languages."""
    return _updated(project, locales, lambda _, catalog: catalog, check=check)


def migrate(project: Project, locale: Locale, sources: Sequence[Catalog]) -> tuple[Upkeep, Tally]:
    """Update a language, or start it, with the translations of other tools' catalogs.

    Raises `VaraqError` where one of these is the project's own, or of another language.
    """
    own = {path.resolve() for path in project.catalog_paths(locale.code)}
    problems = []
    for source in sources:
        if Path(source.path).resolve() in own:
            what, remedy = "this is the catalog to be filled", "move the old one somewhere else"
            problems.append(Problem("migrate-itself", what, remedy, source.path))
        code = source.fields.get("Language", "")
        if code and code.replace("-", "_").split("_")[0] != locale.cldr.language:
            what = f'the catalog is for "{code}"'
            remedy = f"give one for {locale.code}, or correct its Language header"
            problems.append(Problem("migrate-language", what, remedy, source.path))
    if problems:
        raise VaraqError(*problems)
    legacy = Legacy(sources)
    tallies: dict[Path, Tally] = {}

    def finish(path: Path, catalog: Catalog) -> Catalog:
        filled, tallies[path] = legacy.fill(catalog)
        return filled

    result = _updated(project, [locale], finish, check=False)
    return result, sum(tallies.values(), Tally())


def _updated(
    project: Project,
    locales: Sequence[Locale],
    finish: Callable[[Path, Catalog], Catalog],
    *,
    check: bool,
) -> Upkeep:
    """Extract, merge into every catalog of these languages, and let ``finish`` add to it."""
    first, current = _extract(project, check=check)
    changes, problems = list(first.changes), list(first.problems)
    for locale in locales:
        held = _catalogs(project, locale)
        for path, pot in _wanted(project, locale, current):
            others = [catalog for other, catalog in held.items() if other != path]
            last = partial(finish, path)
            try:
                changes.append(_merged(project, path, pot, locale, others, last, check=check))
            except VaraqError as error:
                problems += error.problems
    return Upkeep(tuple(changes), tuple(problems))


def init(project: Project, locales: Iterable[Locale]) -> Upkeep:
    """Catalogs for new languages; those that are there already stay as they are."""
    first, current = _extract(project, check=False)
    changes, problems = list(first.changes), list(first.problems)
    for locale in locales:
        for path, pot in _wanted(project, locale, current):
            try:
                if path.exists():
                    changes.append(Change(project.shown(path), changed=False))
                else:
                    change = _merged(project, path, pot, locale, (), lambda new: new, check=False)
                    changes.append(change)
            except VaraqError as error:
                problems += error.problems
    return Upkeep(tuple(changes), tuple(problems))


def adopt(project: Project, locale: Locale, document: Document, file: Path) -> Adopted:
    """Take a file that was translated without catalogs over into a document's catalog.

    Raises `VaraqError`, with nothing changed, where one of the files can't be read.
    """
    from varaq import adoption as adopting  # which no other command needs

    translated = _translated(project, document, file)
    planned, current = _extract(project, check=True)
    path = project.catalog_path(locale.code, document.domain)
    together = {
        domain: pot
        for domain, pot in current.items()
        if project.catalog_path(locale.code, domain) == path
    }
    errors = [problem for problem in planned.problems if problem.severity is Severity.ERROR]
    if document.domain not in together or (errors and "{domain}" not in project.config.catalogs):
        raise VaraqError(*errors)  # a catalog of all documents needs them all
    pots = list(together.values())
    pot = pots[0] if len(pots) == 1 else extraction.union(pots)
    held = _catalogs(project, locale)
    if path.is_file():
        held[path] = project.read_catalog(path)
    others = [catalog for other, catalog in held.items() if other != path]
    adoption = adopting.adopt(document, translated)
    shown = project.shown(path)
    outcome: list[Filled] = []

    def change(before: str | None) -> str:
        old = merge.init(pot, locale) if before is None else po.parse(before, shown)
        outcome[:] = [adopting.filled(old, pot, adoption.taken, file.name, others)]
        return po.write(outcome[0].catalog)

    changes = [
        _put(project, project.pot_path(domain), each, check=False)
        for domain, each in together.items()
    ]
    changes.append(Change(shown, saving.save(project.root, path, change)))
    left = adopting.findings(adoption, outcome[0], document.path, translated.path)
    return Adopted(tuple(changes), outcome[0].taken, tuple(left))


def _translated(project: Project, document: Document, file: Path) -> Document:
    """A translated file, read as a document. Raises `VaraqError` where it can't be."""
    name = file.as_posix()
    if file.suffix not in SUFFIXES:
        what, remedy = "this is no document", f"let its name end in {' or '.join(SUFFIXES)}"
        raise VaraqError(Problem("unknown-format", what, remedy, name))
    return read_document(document.name, name, files.read(file, name), project.config.rules)


def _extract(project: Project, *, check: bool) -> tuple[Upkeep, dict[str, Catalog]]:
    """Write the POT files; also the POT of each domain, with the date of the file if it stands."""
    found, problems = pots(project, now())
    changes = []
    current = {}
    for domain, fresh in found.items():
        path = project.pot_path(domain)
        try:
            pot = _as_before(project, path, fresh) if path.is_file() else fresh
            changes.append(_put(project, path, pot, check=check))
            current[domain] = pot
        except VaraqError as error:
            problems += error.problems
    return Upkeep(tuple(changes), tuple(problems)), current


def _as_before(project: Project, path: Path, fresh: Catalog) -> Catalog:
    """A POT with the date of its file, where it differs in nothing else."""
    shown = project.shown(path)
    text = po.decode(files.read_bytes(path, shown), shown)
    date = _CREATED.search(text)
    if date is not None:
        same = fresh.dated(date[1])
        if po.write(same) == text:  # most often, and no need to read the file
            return same
    return extraction.renewed(po.parse(text, shown, pot=True), fresh)


def _wanted(
    project: Project, locale: Locale, current: Mapping[str, Catalog]
) -> Iterator[tuple[Path, Catalog]]:
    """Each catalog file that a language has to have, with its POT.

    Where the pattern has no ``{domain}``, several POTs go to one file.
    """
    together: dict[Path, list[Catalog]] = {}
    for domain, pot in current.items():
        together.setdefault(project.catalog_path(locale.code, domain), []).append(pot)
    for path, several in together.items():
        yield path, several[0] if len(several) == 1 else extraction.union(several)


def _catalogs(project: Project, locale: Locale) -> dict[Path, Catalog]:
    """The catalogs of a language that can be read, those of documents that are gone included."""
    found = {}
    for path in project.catalog_paths(locale.code):
        with contextlib.suppress(VaraqError):  # said where the catalog itself is brought up to date
            found[path] = project.read_catalog(path)
    return found


def _merged(
    project: Project,
    path: Path,
    pot: Catalog,
    locale: Locale,
    others: Sequence[Catalog],
    finish: Callable[[Catalog], Catalog],
    *,
    check: bool,
) -> Change:
    """Bring one catalog up to date, or start it, and let ``finish`` add to it."""
    shown = project.shown(path)

    def change(before: str | None) -> str:
        if before is None:
            return po.write(finish(merge.init(pot, locale, others)))
        old = po.parse(po.decode(before.encode(), shown), shown)
        new = finish(merge.update(old, pot, others))
        return before if new is old else po.write(new)

    if check:
        before = files.read(path, shown) if path.is_file() else None
        return Change(shown, change(before) != before)
    if path.is_file():
        project.read_catalog(path)  # what is wrong with its bytes is said as of a catalog
    return Change(shown, saving.save(project.root, path, change))


def _put(project: Project, path: Path, catalog: Catalog, *, check: bool) -> Change:
    shown = project.shown(path)
    text = po.write(catalog)
    if check:
        changed = not path.is_file() or files.read_bytes(path, shown) != text.encode()
    else:
        changed = files.write(path, text, shown)
    return Change(shown, changed)
