"""The shelf: a project's documents, catalogs and templates as they are now.

What was read is kept as long as its file is the same. Files are looked at for each question that
a page asks, so that nothing shown is older than the disk; within one question the folders are
gone through once, however many documents there are.
"""

from __future__ import annotations

import contextlib
import operator
import os
import stat
import weakref
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Generic, TypeVar

from varaq import files, merge, upkeep
from varaq.catalog import DATE, TEMPLATES, Catalog
from varaq.document import Document
from varaq.errors import Problem, VaraqError
from varaq.locales import Locale
from varaq.pots import pots, pots_of
from varaq.project import Project
from varaq.unit import Place, Unit

Sign = tuple[int, int, int] | None
"""What tells whether a file is still the same: when it was changed, its size, its place."""
Made = TypeVar("Made")
Opened = tuple[dict[str, Document], list[Problem]]
"""The documents that can be read, by name, and what is wrong with the others."""
Sharing = Mapping[Path, tuple[Document, ...]]
"""By catalog, the documents whose messages are in it."""


def sign(path: str) -> Sign:
    """The sign of a file; None where there is none, but a pipe, which one would wait for."""
    try:
        state = os.stat(path)  # noqa: PTH116 - a Path takes longer to make than this to answer
    except OSError:
        return None
    regular = stat.S_ISREG(state.st_mode)
    return (state.st_mtime_ns, state.st_size, state.st_ino) if regular else None


class Same:
    """A sign that is the same for just these values, however much others are like them.

    They are held, so that none of them can leave its place in memory to another; but catalogs,
    which are large, are not: a sign of one that is gone is the same as no other.
    """

    __slots__ = ("_values",)

    def __init__(self, *values: object) -> None:
        self._values = [
            weakref.ref(value) if isinstance(value, Catalog) else value for value in values
        ]

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Same)
            and len(self._values) == len(other._values)
            and all(map(operator.is_, map(_there, self._values), map(_there, other._values)))
        )

    def __hash__(self) -> int:
        return hash(len(self._values))


def _there(value: object) -> object:
    if isinstance(value, weakref.ref):
        found = value()
        return object() if found is None else found
    return value


class Kept(Generic[Made]):
    """Values made of files, each as long as its files are the same."""

    __slots__ = ("_held",)

    def __init__(self) -> None:
        self._held: dict[object, tuple[object, Made]] = {}

    def get(self, key: object, signs: object, make: Callable[[], Made]) -> Made:
        """What is held for a key, made anew where its signs are others."""
        held = self._held.get(key)
        if held is None or held[0] != signs:
            held = self._held[key] = (signs, make())
        return held[1]


class Shelf:
    """What there is in a project, now."""

    __slots__ = (
        "_catalogs",
        "_current",
        "_documents",
        "_known",
        "_listed",
        "_locales",
        "_read",
        "_seen",
        "_sharing",
        "_telling",
        "project",
    )

    project: Project

    def __init__(self, project: Project) -> None:
        self.project = project
        self._read: Kept[Document] = Kept()
        self._documents: Kept[Opened] = Kept()
        self._catalogs: Kept[Catalog] = Kept()
        self._current: Kept[Catalog] = Kept()
        self._sharing: dict[str, tuple[Opened, Sharing]] = {}
        self._known: dict[str, tuple[Locale, Path]] = {}
        self.look()

    def look(self) -> None:
        """Look at the disk anew. Which files there are is not asked again until the next look."""
        self._seen: Opened | None = None
        self._locales: list[Locale] | None = None
        self._listed: dict[str, list[Catalog]] = {}
        self._telling: dict[str, tuple[dict[Path, Catalog], upkeep.Telling]] = {}

    def documents(self) -> dict[str, Document]:
        """The documents that can be read, by name."""
        return self._all()[0]

    def problems(self) -> list[Problem]:
        """What is wrong with the documents, and with the templates' words."""
        return [*self._all()[1], *self._words()[1]]

    def texts(self) -> list[Document]:
        """The documents, and the templates' words where there are some that can be read."""
        return [*self.documents().values(), *self._words()[0]]

    def _words(self) -> tuple[list[Document], list[Problem]]:
        try:
            words = self.wording()
        except VaraqError as error:
            return [], list(error.problems)
        return ([] if words is None else [words]), []

    def wording(self) -> Document | None:
        """The templates' words as if they were a document's units; None where there are none."""
        path = self.project.pot_path(TEMPLATES)
        state = sign(os.fspath(path))
        if state is None:
            return None
        return self._read.get(path, state, lambda: _words_of(self.project, path))

    def document(self, name: str) -> Document:
        """A document, or `wording`. Raises `VaraqError` where there is none of this name."""
        found = self.wording() if name == TEMPLATES else self.documents().get(name)
        if found is None:
            raise VaraqError(
                Problem("unknown-document", f'there is no document "{name}"', "go back to the list")
            )
        return found

    def locales(self) -> list[Locale]:
        """The languages that there are catalogs for."""
        if self._locales is None:
            self._locales = self.project.locales()[0]
        return self._locales

    def locale(self, code: str) -> Locale:
        """A language that there are catalogs for. Raises `VaraqError` where there are none."""
        held = self._known.get(code)
        if held is not None and held[1].is_file():
            return held[0]  # there is a catalog of it: no need to look for all
        for locale in self.locales():
            if locale.code == code:
                self._known[code] = locale, next(self.project.catalog_paths(code))
                return locale
        raise VaraqError(
            Problem(
                "unknown-language",
                f'there is no language "{code}"',
                f"start it with: varaq init {code}",
            )
        )

    def catalog(self, code: str, domain: str) -> Catalog:
        """A language's catalog of a domain, as it is on the disk; empty where there is none.

        Raises `VaraqError` where it can't be read.
        """
        path = self.project.catalog_path(code, domain)
        return self._catalog(path, sign(os.fspath(path)))

    def catalogs(self, code: str) -> list[Catalog]:
        """The catalogs of a language that can be read."""
        if code not in self._listed:
            found = self._listed[code] = []
            for path in self.project.catalog_paths(code):
                with contextlib.suppress(VaraqError):  # said where its document is opened
                    found.append(self._catalog(path, sign(os.fspath(path))))
        return self._listed[code]

    def words(self, code: str) -> list[Catalog]:
        """A language's catalogs for the templates' words: the project's, then the packaged."""
        found = []
        for path in self.project.words_paths(code):
            state = sign(os.fspath(path))
            if state is not None:
                with contextlib.suppress(VaraqError):  # the words stay as they are in the source
                    found.append(self._catalog(path, state))
        return found

    def _catalog(self, path: Path, state: Sign) -> Catalog:
        if state is None:
            empty = partial(Catalog, (), path=self.project.shown(path))
            return self._catalogs.get(path, None, empty)
        return self._catalogs.get(path, state, lambda: self.project.read_catalog(path))

    def current(self, locale: Locale, domain: str) -> Catalog:
        """A language's catalog of a domain, with what the source's author has changed since.

        Nothing is written: that is left to the next save.
        """
        catalog = self.catalog(locale.code, domain)
        path = self.project.catalog_path(locale.code, domain)
        same = Same(catalog, self._sharers(locale.code).get(path))
        return self._current.get(path, same, lambda: self.updated(locale, domain, catalog))

    def updated(self, locale: Locale, domain: str, catalog: Catalog) -> Catalog:
        """A catalog of a domain brought up to date with its documents; itself where it is."""
        if domain == TEMPLATES or not catalog.messages:
            return catalog
        path = self.project.catalog_path(locale.code, domain)
        sharing = self._sharers(locale.code).get(path, ())
        known = catalog.by_key()
        wanted = {unit.key for document in sharing for unit in document.units}
        if wanted == known.keys():
            return catalog
        pot = self._pot(locale, path, sharing).dated(catalog.fields.get(DATE, ""))
        others = [other for other in self.catalogs(locale.code) if other.path != catalog.path]
        return merge.update(catalog, pot, others)

    def _pot(self, locale: Locale, path: Path, sharing: tuple[Document, ...]) -> Catalog:
        """The POT of a language's catalog as the sources are now, without a date."""
        project = self.project
        config = project.config
        told = config.reference_comments or config.glossary_comments
        if not told and path != project.catalog_path(locale.code, TEMPLATES):
            current = pots_of(project, sharing, "")
            return dict(upkeep.wanted(project, locale, current))[path]
        if locale.code not in self._telling:
            current, _ = pots(project, "")
            bare = dict(upkeep.wanted(project, locale, current))
            self._telling[locale.code] = bare, upkeep.Telling(project, current, [locale])
        bare, telling = self._telling[locale.code]
        return telling.told(locale, path, bare[path])

    def _sharers(self, code: str) -> Sharing:
        """The documents of each catalog of a language; the same ones while they are the same."""
        opened = self._all()
        of, before = self._sharing.get(code, (None, {}))
        if of is not opened:
            found: dict[Path, list[Document]] = {}
            for document in opened[0].values():
                path = self.project.catalog_path(code, document.domain)
                found.setdefault(path, []).append(document)
            now = {path: tuple(several) for path, several in found.items()}
            for path, several in now.items():
                if Same(*several) == Same(*before.get(path, ())):
                    now[path] = before[path]
            self._sharing[code] = opened, now
            return now
        return before

    def _all(self) -> Opened:
        if self._seen is None:
            folder = self.project.root / self.project.config.content
            names = files.names(folder) if folder.is_dir() else []
            lead = os.fspath(folder) + os.sep
            signs = [(name, sign(lead + name)) for name in names]
            self._seen = self._documents.get("all", signs, self._open)
        return self._seen

    def _open(self) -> Opened:
        found, problems = self.project.documents(self._document)
        return {document.name: document for document in found}, problems

    def _document(self, name: str, shown: str, path: Path) -> Document:
        return self._read.get(
            path,
            sign(os.fspath(path)),
            lambda: self.project.document(name, shown, path),
        )


def _words_of(project: Project, path: Path) -> Document:
    """The messages of a POT as a document without a text."""
    units = [
        Unit(
            message.id,
            0,
            0,
            Place.PLAIN,
            "words",
            notes=tuple(filter(None, message.entry().comment.split("\n"))),
            context=message.context,
        )
        for message in project.read_catalog(path, pot=True)
    ]
    return Document(TEMPLATES, f"{project.config.templates}/", "", "text", tuple(units))


def signs(paths: Iterable[Path]) -> list[tuple[str, Sign]]:
    """The signs of several files, with their names."""
    return [(name, sign(name)) for name in map(os.fspath, paths)]
