"""Takeover: translations that were made without varaq, or with another tool, as catalogs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from varaq import adoption as adopting
from varaq import files, merge, po, saving
from varaq.adoption import Filled, Pairing
from varaq.catalog import Catalog
from varaq.document import SUFFIXES, Document
from varaq.document import read as read_document
from varaq.errors import Problem, Severity, VaraqError
from varaq.locales import Locale
from varaq.migration import Legacy, Tally
from varaq.pots import Change, Upkeep, extracted, put
from varaq.project import Project
from varaq.upkeep import Telling, catalogs, updated, wanted

_SUBTAGS = re.compile("[-_@]")


@dataclass(frozen=True, slots=True)
class Adopted:
    """What became of a translated file."""

    changes: tuple[Change, ...]
    """The POT and the catalog."""
    taken: tuple[Pairing, ...]
    """What the catalog has been given; what is doubtful is fuzzy there."""
    left: tuple[Problem, ...]
    """What is left to do by hand."""


def migrate(project: Project, locale: Locale, sources: Sequence[Catalog]) -> tuple[Upkeep, Tally]:
    """Update a language, or start it, with the translations of other tools' catalogs.

    Raises `VaraqError` where one of these is the project's own, or of another language.
    """
    own = {files.real(path) for path in project.catalog_paths(locale.code)}
    problems = []
    for source in sources:
        if files.real(source.path) in own:
            what, remedy = "this is the catalog to be filled", "move the old one somewhere else"
            problems.append(Problem("migrate-itself", what, remedy, source.path))
        code = source.fields.get("Language", "")
        if code and _SUBTAGS.split(code)[0].casefold() != locale.cldr.language:
            what = f'the catalog is for "{code}"'
            remedy = f"give one for {locale.code}, or correct its Language header"
            problems.append(Problem("migrate-language", what, remedy, source.path))
    if problems:
        raise VaraqError(*problems)
    legacy = Legacy(sources)
    tallies: dict[Path, Tally] = {}

    def finish(_: Locale, path: Path, catalog: Catalog) -> Catalog:
        filled, tallies[path] = legacy.fill(catalog)
        return filled

    result = updated(project, [locale], finish, check=False)
    return result, sum(tallies.values(), Tally())


def adopt(project: Project, locale: Locale, document: Document, file: Path) -> Adopted:
    """Take a file that was translated without catalogs over into a document's catalog.

    Raises `VaraqError`, with nothing changed, where one of the files can't be read.
    """
    translated = _translated(project, document, file)
    planned, current = extracted(project, check=True)
    path = project.catalog_path(locale.code, document.domain)
    project.check_place(path)
    together = {
        domain: pot
        for domain, pot in current.items()
        if project.catalog_path(locale.code, domain) == path
    }
    errors = [problem for problem in planned.problems if problem.severity is Severity.ERROR]
    if document.domain not in together or (errors and "{domain}" not in project.config.catalogs):
        raise VaraqError(*errors)  # a catalog of all documents needs them all
    [(_, bare)] = wanted(project, locale, together)
    pot = Telling(project, current, [locale]).told(locale, path, bare)
    held = catalogs(project, locale)
    if files.there(path):
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
        put(project, project.pot_path(domain), each, check=False)
        for domain, each in together.items()
    ]
    changes.append(Change(shown, saving.save(project.root, path, change)))
    left = adopting.findings(adoption, outcome[0], document.path, translated.path)
    return Adopted(tuple(changes), outcome[0].taken, tuple(left))


def _translated(project: Project, document: Document, file: Path) -> Document:
    """A translated file, read as a document. Raises `VaraqError` where it can't be."""
    name = file.as_posix()
    files.speakable(file.name)  # doubtful entries say what they are from
    if file.suffix not in SUFFIXES:
        what, remedy = "this is no document", f"let its name end in {' or '.join(SUFFIXES)}"
        raise VaraqError(Problem("unknown-format", what, remedy, name))
    text = files.read(file, name, project.config.largest)
    return read_document(document.name, name, text, project.config.rules)
