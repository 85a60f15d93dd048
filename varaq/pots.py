"""POT files: what there is to translate in a project, from its documents and templates."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from varaq import extraction, files, po
from varaq.catalog import DATE, TEMPLATES, Catalog
from varaq.document import Document
from varaq.errors import Problem, VaraqError
from varaq.extraction import Origin
from varaq.project import Project

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


def now() -> str:
    """The time as PO headers write it; SOURCE_DATE_EPOCH's where that is set.

    Raises `VaraqError` where that is no time.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        moment = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    except (ValueError, OverflowError, OSError):
        what, remedy = f'SOURCE_DATE_EPOCH is "{epoch}"', "give a number of seconds, or unset it"
        raise VaraqError(Problem("epoch", what, remedy)) from None
    return moment.strftime("%Y-%m-%d %H:%M%z")


def pots(project: Project, created: str) -> tuple[dict[str, Catalog], list[Problem]]:
    """The POT of each domain as the sources are now, and what is wrong with the others."""
    documents, problems = project.documents()
    found = pots_of(project, documents, created)
    try:
        templates = project.templates()
        own = {item.path: item.text for item in templates.values() if not item.packaged}
        texts = {path: text for path, text in own.items() if path.endswith(_WITH_WORDS)}
        if texts:
            from varaq.pages.messages import messages  # which brings Jinja along

            words = messages(texts)
            if words:
                found[TEMPLATES] = extraction.pot(words, _origin(project, created))
    except VaraqError as error:
        problems += error.problems
    return found, problems


def pots_of(project: Project, documents: Iterable[Document], created: str) -> dict[str, Catalog]:
    """The POT of each domain of some documents, and not of the templates."""
    origin = _origin(project, created)
    return {
        document.domain: extraction.pot(extraction.messages(document), origin)
        for document in documents
    }


def _origin(project: Project, created: str) -> Origin:
    return Origin(project.config.title or "varaq", project.config.source, created)


def extract(project: Project, *, check: bool = False) -> Upkeep:
    """Write the POT files; with ``check`` only say which would change."""
    return extracted(project, check=check)[0]


def extracted(project: Project, *, check: bool) -> tuple[Upkeep, dict[str, Catalog]]:
    """Write the POT files; also the POT of each domain, with the date of the file if it stands."""
    found, problems = pots(project, now())
    changes = []
    current = {}
    for domain, fresh in found.items():
        path = project.pot_path(domain)
        try:
            project.check_place(path)
            pot = _as_before(project, path, fresh) if files.there(path) else fresh
            changes.append(put(project, path, pot, check=check))
            current[domain] = pot
        except VaraqError as error:
            problems += error.problems
    return Upkeep(tuple(changes), tuple(problems)), current


def _as_before(project: Project, path: Path, fresh: Catalog) -> Catalog:
    """A POT with the date of its file, where it differs in nothing else."""
    shown = project.shown(path)
    text = po.decode(files.read_bytes(path, shown, project.config.largest), shown)
    date = _CREATED.search(text)
    if date is not None:
        same = fresh.dated(date[1])
        if po.write(same) == text:  # most often, and no need to read the file
            return same
    return extraction.renewed(po.parse(text, shown, pot=True), fresh)


def put(project: Project, path: Path, catalog: Catalog, *, check: bool) -> Change:
    """Write a POT file, or see whether it would change. Raises `VaraqError` where it can't be."""
    project.check_place(path)
    shown = project.shown(path)
    text = po.write(catalog)
    if check:
        changed = not files.there(path) or files.read_bytes(path, shown) != text.encode()
    else:
        changed = files.write(path, text, shown)
    return Change(shown, changed)
