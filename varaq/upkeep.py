"""Upkeep: catalogs that follow their POT files."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from varaq import extraction, files, merge, po, saving
from varaq.catalog import Catalog
from varaq.errors import VaraqError
from varaq.locales import Locale
from varaq.pots import Change, Upkeep, extracted
from varaq.project import Project


def update(project: Project, locales: Sequence[Locale], *, check: bool = False) -> Upkeep:
    """Extract, then merge into every catalog of these languages."""
    return updated(project, locales, lambda _, __, catalog: catalog, check=check)


def updated(
    project: Project,
    locales: Sequence[Locale],
    finish: Callable[[Locale, Path, Catalog], Catalog],
    *,
    check: bool,
) -> Upkeep:
    """Extract, merge into every catalog of these languages, and let ``finish`` add to it."""
    first, current = extracted(project, check=check)
    changes, problems = list(first.changes), list(first.problems)
    for locale in locales:
        held = catalogs(project, locale)
        for path, pot in wanted(project, locale, current):
            others = [catalog for other, catalog in held.items() if other != path]
            last = partial(finish, locale, path)
            try:
                changes.append(_merged(project, path, pot, locale, others, last, check=check))
            except VaraqError as error:
                problems += error.problems
    return Upkeep(tuple(changes), tuple(problems))


def init(project: Project, locales: Iterable[Locale]) -> Upkeep:
    """Catalogs for new languages; those that are there already stay as they are."""
    first, current = extracted(project, check=False)
    changes, problems = list(first.changes), list(first.problems)
    for locale in locales:
        for path, pot in wanted(project, locale, current):
            try:
                if path.exists():
                    changes.append(Change(project.shown(path), changed=False))
                else:
                    change = _merged(project, path, pot, locale, (), lambda new: new, check=False)
                    changes.append(change)
            except VaraqError as error:
                problems += error.problems
    return Upkeep(tuple(changes), tuple(problems))


def wanted(
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


def catalogs(project: Project, locale: Locale) -> dict[Path, Catalog]:
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
