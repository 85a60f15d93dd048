"""Inputs: what a build reads, each file known by a digest of what it holds."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from varaq import __version__, document, files
from varaq.catalog import Catalog
from varaq.document import Document
from varaq.errors import Problem, VaraqError
from varaq.locales import Locale
from varaq.manifest import digest
from varaq.pages.handouts import credits_of
from varaq.pages.templates import parts
from varaq.pages.values import Credits
from varaq.project import Project

_LIBRARIES = ("babel", "icu4py", "jinja2", "markupsafe", "nh3", "pyromark")
"""What has a say in how pages look."""
_PRINTERS = ("weasyprint", "segno", "pyphen")


@dataclass(frozen=True, slots=True)
class Source:
    """A document's file: what is known of it without reading its body."""

    name: str
    path: str
    """As users know it."""
    file: Path
    digest: bytes
    size: int
    """In bytes."""
    metadata: Mapping[str, object]
    source: str
    """The text, as far as the front matter goes."""
    problems: tuple[Problem, ...] = ()

    @property
    def domain(self) -> str:
        """The domain of its catalogs."""
        return self.name.replace("/", ".")

    @property
    def suffix(self) -> str:
        """That of its file, with the dot."""
        return self.file.suffix


class Inputs:
    """A project's files as one build finds them."""

    __slots__ = ("_catalogs", "_credited", "_digests", "_entries", "_project", "_shared")

    def __init__(self, project: Project) -> None:
        self._project = project
        self._shared = "{domain}" not in project.config.catalogs
        self._catalogs: dict[Path, Catalog | None] = {}
        self._digests: dict[tuple[str, str], bytes] = {}
        self._entries: dict[Path, dict[bytes, bytes]] = {}
        self._credited: dict[tuple[str, str], Credits] = {}

    def sources(self) -> tuple[list[Source], list[Problem]]:
        """The documents' files by name, and what is wrong with the others.

        Raises `VaraqError` where there is no content folder.
        """
        return self._project.gathered(self._source)

    def document(self, source: Source) -> Document:
        """The document in a file, as it is by now. Raises `VaraqError` where it can't be read."""
        return self._project.document(source.name, source.path, source.file)

    def _source(self, name: str, shown: str, path: Path) -> Source:
        data = files.read_bytes(path, shown, self._project.config.largest)
        text = files.decoded(data, shown)
        said, end = document.metadata(shown, text)
        whole = digest(path.suffix.encode(), data)  # which says how it is read
        return Source(name, shown, path, whole, len(data), said, text[:end])

    def catalog(self, code: str, domain: str) -> Catalog | None:
        """A language's catalog of a domain, read once though several documents share it.

        None where there is none. Raises `VaraqError` where it can't be read.
        """
        path = self._project.catalog_path(code, domain)
        if path not in self._catalogs:
            self._catalogs[path] = self._project.catalog(code, domain)
        return self._catalogs[path]

    def read(self, path: Path) -> Catalog:
        """A catalog by its file, which may be the one that documents share.

        Raises `VaraqError` where it can't be read.
        """
        found = self._catalogs.get(path)
        if found is None:
            found = self._project.read_catalog(path)
            if self._shared:
                self._catalogs[path] = found
        return found

    def catalog_digest(self, code: str, domain: str) -> bytes:
        """What stands for a catalog's file; empty where there is none.

        Raises `VaraqError` where it can't be read.
        """
        key = (code, "" if self._shared else domain)
        found = self._digests.get(key)
        if found is None:
            found = b""
            path = self._project.catalog_path(code, domain)
            if files.there(path):
                found = digest(
                    files.read_bytes(path, self._project.shown(path), self._project.config.largest)
                )
            self._digests[key] = found
        return found

    def slice_digest(self, code: str, domain: str, keys: Iterable[bytes]) -> bytes:
        """What stands for those entries of a catalog that a document uses, and no others.

        ``keys`` are `key_digest`'s. Raises `VaraqError` where the catalog can't be read.
        """
        path = self._project.catalog_path(code, domain)
        entries = self._entries.get(path)
        if entries is None:
            catalog = self.catalog(code, domain)
            entries = self._entries[path] = {}
            for message in catalog or ():
                context, text = message.key
                entries[key_digest(context, text)] = message.text.strip("\n").encode()
        return digest(*(entries.get(key, b"") for key in keys))

    def credits(self, locale: Locale, domain: str) -> Credits:
        """Who translated a catalog, found out once though several should have the same header.

        Raises `VaraqError` where it can't be read.
        """
        catalog = self.catalog(locale.code, domain) or Catalog(())
        key = (catalog.header.text if catalog.header else "", locale.code)
        if key not in self._credited:
            self._credited[key] = credits_of(catalog, locale)
        return self._credited[key]

    @property
    def share_catalogs(self) -> bool:
        """Whether all documents have one catalog a language."""
        return self._shared

    def release(self) -> None:
        """Let go of what was read of one document's own catalogs."""
        if not self._shared:
            self._catalogs.clear()
            self._digests.clear()


def key_digest(context: str | None, text: str) -> bytes:
    """What stands for a message's key, in 8 bytes."""
    return digest((context or "").encode(), b"" if context is None else b"+", text.encode())[:8]


def templates_digests(texts: Mapping[str, str]) -> dict[str, bytes]:
    """What stands for each template with all that it is made of: its parents, parts and styles.

    >>> one = templates_digests({"a": '{% extends "b" %}', "b": "x", "c": "y"})
    >>> two = templates_digests({"a": '{% extends "b" %}', "b": "z", "c": "y"})
    >>> [name for name in one if one[name] != two[name]]
    ['a', 'b']
    """
    return {
        name: digest(*(f"{each}\0{texts[each]}".encode() for each in sorted(reached)))
        for name, reached in parts(texts).items()
    }


def tools_digest(*, printing: bool) -> bytes:
    """What stands for the programs that make pages: varaq itself, and what it uses."""
    parts = [f"varaq {__version__}"]
    # a working copy changes between versions, too
    parts += sorted(_modules(str(Path(__file__).parent)))
    parts += sorted(_versions(_LIBRARIES + (_PRINTERS if printing else ())))
    return digest(*(part.encode() for part in parts))


def _modules(folder: str) -> Iterator[str]:
    """The Python files in a folder and below it, with their sizes and times."""
    with os.scandir(folder) as held:
        for entry in held:
            if entry.is_dir():
                yield from _modules(entry.path)
            elif entry.name.endswith(".py"):
                state = entry.stat()
                yield f"{entry.name} {state.st_size} {state.st_mtime_ns}"


def _versions(names: Collection[str]) -> Iterator[str]:
    """The versions of libraries that are installed.

    The folder that says so has a name which does, too (``jinja2-3.1.6.dist-info``, as "Recording
    installed projects" of the Python Packaging User Guide has it); reading it takes a hundred
    times as long.
    """
    missing = set(names)
    for folder in sys.path:
        with contextlib.suppress(OSError):
            for held in os.listdir(folder or os.curdir):  # noqa: PTH208 - names are all we need
                name = held.partition("-")[0].lower()
                if name in missing and held.endswith(".dist-info"):
                    missing.discard(name)
                    yield held
    if missing:
        from importlib import metadata  # only where it is used

        for name in sorted(missing):
            with contextlib.suppress(metadata.PackageNotFoundError):
                yield f"{name} {metadata.version(name)}"


def words_digest(project: Project, code: str) -> bytes:
    """What stands for a language's words of the templates; where one can't be read, for nothing.

    What is wrong with them is said by whoever reads them.
    """
    parts = []
    for path in project.words_paths(code):
        with contextlib.suppress(VaraqError):
            data = b""
            if files.there(path):
                data = files.read_bytes(path, "", project.config.largest)
            parts.append(data)
    return digest(*parts)
