"""Upkeep: catalogs that follow their POT files."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from varaq import extraction, files, merge, po, saving
from varaq.catalog import Catalog
from varaq.errors import VaraqError
from varaq.glossary import Glossary
from varaq.hints import Hints, hinted
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
    telling = Telling(project, current, locales)
    for locale in locales:
        held = catalogs(project, locale)
        for path, bare in wanted(project, locale, current):
            pot = telling.told(locale, path, bare)
            others = _others(held, path)
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
    locales = list(locales)
    telling = Telling(project, current, locales)
    for locale in locales:
        for path, bare in wanted(project, locale, current):
            pot = telling.told(locale, path, bare)
            try:
                project.check_place(path)
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


def _others(held: Mapping[Path, Catalog], path: Path) -> list[Catalog]:
    """A language's catalogs but for that of a path."""
    own = held.get(path)
    return [catalog for catalog in held.values() if catalog is not own]


class Telling:
    """What `update` tells translators beside the author's notes, where a project wants that.

    It is taken from the catalogs as they are once they are brought up to date, in whatever
    order that is done, so that another update has nothing to add.
    """

    __slots__ = (
        "_current",
        "_documents",
        "_domains",
        "_fresh",
        "_glossaries",
        "_project",
        "_updated",
    )

    def __init__(
        self, project: Project, current: Mapping[str, Catalog], updated: Iterable[Locale]
    ) -> None:
        """``current`` are the POTs by domain, ``updated`` the languages that are worked on."""
        self._project = project
        self._current = current
        self._updated = {locale.code for locale in updated}
        self._documents = project.documents()[0] if project.config.glossary_comments else []
        self._domains: dict[str, dict[Path, str]] = {}
        self._fresh: dict[str, dict[Path, Catalog]] = {}
        self._glossaries: dict[str, Glossary] = {}

    def told(self, locale: Locale, path: Path, pot: Catalog) -> Catalog:
        """The POT of a language's catalog, with what its translators are told."""
        config = self._project.config
        references = {}
        if config.reference_comments:
            domain = self._domain(locale.code, path)
            for code in (Locale.parse(code).code for code in config.reference):
                found = self._catalog(code, domain) if code != locale.code else None
                if found is not None:
                    references[code] = found
        glossary = self._glossary(locale.code) if config.glossary_comments else None
        return hinted(pot, Hints(glossary, references))

    def _domain(self, code: str, path: Path) -> str:
        """The domain of a language's catalog, or one of those that share it."""
        if code not in self._domains:
            self._domains[code] = {
                self._project.catalog_path(code, domain): domain for domain in self._current
            }
        return self._domains[code][path]

    def _glossary(self, code: str) -> Glossary:
        """The glossary in a language."""
        if code not in self._glossaries:
            held = {}
            for document in self._documents:
                found = self._catalog(code, document.domain) if document.is_glossary else None
                if found is not None:
                    held[document.domain] = found
            source = self._project.source.code
            self._glossaries[code] = Glossary(self._documents, held, source, code)
        return self._glossaries[code]

    def _catalog(self, code: str, domain: str) -> Catalog | None:
        """A catalog as it will be; None where there is none that can be read."""
        if code not in self._fresh:
            locale = Locale.parse(code)
            held = catalogs(self._project, locale)
            self._fresh[code] = dict(held)
            own = wanted(self._project, locale, self._current) if code in self._updated else ()
            for path, pot in own:
                others = _others(held, path)
                if path in held:
                    self._fresh[code][path] = merge.update(held[path], pot, others)
                elif not path.exists():
                    self._fresh[code][path] = merge.init(pot, locale, others)
        return self._fresh[code].get(self._project.catalog_path(code, domain))


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
    project.check_place(path)
    shown = project.shown(path)

    def change(before: str | None) -> str:
        if before is None:
            return po.write(finish(merge.init(pot, locale, others)))
        old = po.parse(po.decode(before.encode(), shown), shown)
        new = finish(merge.update(old, pot, others))
        return before if new is old else po.write(new)

    if check:
        before = files.read(path, shown) if files.there(path) else None
        return Change(shown, change(before) != before)
    if files.there(path):
        project.read_catalog(path)  # what is wrong with its bytes is said as of a catalog
    return Change(shown, saving.save(project.root, path, change))
