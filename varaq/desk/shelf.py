"""The shelf: a project's documents, catalogs and templates as they are now.

What was read is kept as long as its file is the same. Files are looked at each time that they
are asked for, so that nothing shown is older than the disk.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Generic, TypeVar

from varaq import files, merge, upkeep
from varaq.catalog import DATE, TEMPLATES, Catalog
from varaq.document import Document
from varaq.errors import Problem, VaraqError
from varaq.locales import Locale
from varaq.pots import pots
from varaq.project import Project
from varaq.unit import Place, Unit

Sign = tuple[int, int, int] | None
"""What tells whether a file is still the same: when it was changed, its size, its place."""
Made = TypeVar("Made")


def sign(path: Path) -> Sign:
    """The sign of a file; None where there is none."""
    try:
        state = path.stat()
    except OSError:
        return None
    return state.st_mtime_ns, state.st_size, state.st_ino


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

    __slots__ = ("_catalogs", "_current", "_documents", "_read", "project")

    project: Project

    def __init__(self, project: Project) -> None:
        self.project = project
        self._read: Kept[Document] = Kept()
        self._documents: Kept[tuple[dict[str, Document], list[Problem]]] = Kept()
        self._catalogs: Kept[Catalog] = Kept()
        self._current: Kept[Catalog] = Kept()

    def documents(self) -> dict[str, Document]:
        """The documents that can be read, by name."""
        return self._all()[0]

    def problems(self) -> list[Problem]:
        """What is wrong with the documents."""
        return self._all()[1]

    def texts(self) -> list[Document]:
        """The documents, and the templates' words where there are some."""
        words = self.words()
        return [*self.documents().values(), *([words] if words is not None else [])]

    def words(self) -> Document | None:
        """The templates' words as if they were a document's units; None where there are none."""
        path = self.project.pot_path(TEMPLATES)
        state = sign(path)
        if state is None:
            return None
        return self._read.get(path, state, lambda: _words(self.project, path))

    def document(self, name: str) -> Document:
        """A document, or `words`. Raises `VaraqError` where there is none of this name."""
        found = self.words() if name == TEMPLATES else self.documents().get(name)
        if found is None:
            raise VaraqError(
                Problem("unknown-document", f'there is no document "{name}"', "go back to the list")
            )
        return found

    def locales(self) -> list[Locale]:
        """The languages that there are catalogs for."""
        return self.project.locales()[0]

    def locale(self, code: str) -> Locale:
        """A language that there are catalogs for. Raises `VaraqError` where there are none."""
        for locale in self.locales():
            if locale.code == code:
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
        state = sign(path)
        if state is None:
            return Catalog((), path=self.project.shown(path))
        return self._catalogs.get(path, state, lambda: self.project.read_catalog(path))

    def catalogs(self, code: str) -> list[Catalog]:
        """The catalogs of a language that can be read."""
        found = []
        for path in self.project.catalog_paths(code):
            read = partial(self.project.read_catalog, path)
            with contextlib.suppress(VaraqError):  # said where its document is opened
                found.append(self._catalogs.get(path, sign(path), read))
        return found

    def current(self, locale: Locale, domain: str) -> Catalog:
        """A language's catalog of a domain, with what the source's author has changed since.

        Nothing is written: that is left to the next save.
        """
        catalog = self.catalog(locale.code, domain)
        signs = (id(catalog), *(id(document) for document in self._sharing(locale.code, domain)))
        return self._current.get(
            (locale.code, domain), signs, lambda: self.updated(locale, domain, catalog)
        )

    def updated(self, locale: Locale, domain: str, catalog: Catalog) -> Catalog:
        """A catalog of a domain brought up to date with its documents; itself where it is."""
        if domain == TEMPLATES or not catalog.messages:
            return catalog
        sharing = self._sharing(locale.code, domain)
        known = catalog.by_key()
        wanted = {unit.key for document in sharing for unit in document.units}
        if wanted == known.keys():
            return catalog
        project = self.project
        path = project.catalog_path(locale.code, domain)
        current, _ = pots(project, catalog.fields.get(DATE, ""))
        bare = dict(upkeep.wanted(project, locale, current))[path]
        pot = upkeep.Telling(project, current, [locale]).told(locale, path, bare)
        others = [other for other in self.catalogs(locale.code) if other.path != catalog.path]
        return merge.update(catalog, pot, others)

    def _sharing(self, code: str, domain: str) -> list[Document]:
        """The documents whose messages are in the catalog of a domain."""
        project = self.project
        path = project.catalog_path(code, domain)
        return [
            document
            for document in self.documents().values()
            if document.domain == domain or project.catalog_path(code, document.domain) == path
        ]

    def _all(self) -> tuple[dict[str, Document], list[Problem]]:
        folder = self.project.root / self.project.config.content
        names = files.names(folder) if folder.is_dir() else []
        signs = [(name, sign(folder / name)) for name in names]
        return self._documents.get("all", signs, self._open)

    def _open(self) -> tuple[dict[str, Document], list[Problem]]:
        found, problems = self.project.documents(self._document)
        return {document.name: document for document in found}, problems

    def _document(self, name: str, shown: str, path: Path) -> Document:
        return self._read.get(
            path,
            sign(path),
            lambda: self.project.document(name, shown, path),
        )


def _words(project: Project, path: Path) -> Document:
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
    return [(os.fspath(path), sign(path)) for path in paths]
