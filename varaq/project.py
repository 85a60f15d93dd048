"""A project: its folders, and what is in them. The only place that knows where files are."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Protocol, TypeVar

from varaq import config, files, places, po
from varaq.catalog import TEMPLATES, Catalog
from varaq.config import Config
from varaq.document import SUFFIXES, Document
from varaq.document import read as read_document
from varaq.document.frontmatter import listed
from varaq.errors import Problem, VaraqError
from varaq.fallback import Fallback, chain, fallback
from varaq.locales import Locale
from varaq.packaged import Template, shipped

_CATALOGS = (".po", ".pot")


class Named(Protocol):
    """What is known of a document, read or not."""

    @property
    def name(self) -> str:
        """Its path under content/ without the suffix."""

    @property
    def path(self) -> str:
        """Its file, as users know it."""

    @property
    def domain(self) -> str:
        """The domain of its catalogs."""

    @property
    def metadata(self) -> Mapping[str, object]:
        """What its front matter says."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with it."""


Found = TypeVar("Found", bound=Named)


@dataclass(frozen=True, slots=True)
class Project:
    """A folder with content, catalogs and templates."""

    root: Path
    config: Config

    @classmethod
    def open(cls, root: Path) -> Project:
        """The project in a folder. Raises `VaraqError` where its configuration is wrong."""
        if not root.is_dir():
            raise VaraqError(Problem("no-project", "there is no such folder", path=str(root)))
        files.contained(root / ".varaq", root, ".varaq")  # where it keeps what it notes
        return cls(root, config.load(root))

    @property
    def source(self) -> Locale:
        """The source language."""
        return Locale.parse(self.config.source)

    @property
    def locale_dir(self) -> Path:
        """Where catalogs are."""
        return self.root / self.config.locale

    def shown(self, path: Path) -> str:
        """How users name a file: relative to the project where it is in it, with ``/``."""
        return files.shown(path, self.root)

    def manifest_path(self, output: Path) -> Path:
        """Where it is kept what the handouts in a folder were made of."""
        name = blake2b(os.fsencode(files.real(output)), digest_size=8).hexdigest()
        return self.root / ".varaq" / "builds" / f"{name}.sqlite"

    def document(self, name: str, shown: str, path: Path) -> Document:
        """The document in a file. Raises `VaraqError` where it can't be read."""
        return read_document(
            name, shown, files.read(path, shown, self.config.largest), self.config.rules
        )

    def documents(
        self, read: Callable[[str, str, Path], Document] | None = None
    ) -> tuple[list[Document], list[Problem]]:
        """The documents that can be read, by name, and what is wrong with the others.

        ``read`` is `document`, or has what that gave.

        Raises `VaraqError` where there is no content folder.
        """
        return self.gathered(read or self.document)

    def gathered(
        self, read: Callable[[str, str, Path], Found]
    ) -> tuple[list[Found], list[Problem]]:
        """What ``read`` makes of each document, from its name, its path as users know it, its file.

        And what is wrong with the others. Raises `VaraqError` where there is no content folder.
        """
        folder = self.root / self.config.content
        if not folder.is_dir():
            raise VaraqError(
                Problem(
                    "no-content",
                    f"there is no {self.config.content}/ folder",
                    "make one with a .md file in it, or start with: varaq new DIR",
                    self.shown(folder),
                )
            )
        found: dict[str, Found] = {}
        problems: list[Problem] = []
        lead = self.shown(folder / "x")[:-1]
        for file in files.names(folder):
            name, dot, suffix = file.rpartition(".")
            if dot + suffix not in SUFFIXES or "/." in f"/{file}":
                continue
            shown = lead + file
            try:
                files.speakable(shown)
                if (folder / file).is_symlink():  # links to folders are not followed at all
                    files.contained(folder / file, folder, shown)
                document = read(name, shown, folder / file)
            except VaraqError as error:
                problems += error.problems
                continue
            twin = found.get(document.domain)
            if twin is not None or document.domain == TEMPLATES:
                what = (
                    f"{twin.path} has the same domain" if twin else "the domain is the templates'"
                )
                problems.append(
                    Problem(
                        "domain-taken", f"{what} ({document.domain})", "rename one of them", shown
                    )
                )
                if twin is not None and twin.name == name:
                    problems.append(
                        Problem(
                            "domain-taken",
                            f"{shown} has the same name",
                            "rename one of them",
                            twin.path,
                        )
                    )
                continue
            found[document.domain] = document
            problems += document.problems
        return list(found.values()), problems

    def content_files(self) -> list[str]:
        """All files under the content folder of names in UTF-8, as paths under it with ``/``."""
        return list(filter(files.utf8, files.names(self.root / self.config.content)))

    def asset(self, path: str) -> Path | None:
        """The file under the content folder that may be handed out, by its path there.

        None where there is none, and for documents, hidden files and what lies elsewhere.
        """
        if any(part.startswith(".") for part in path.split("/")) or "\\" in path or "\0" in path:
            return None
        content = files.real(self.root / self.config.content)
        found = files.real(content / path)
        if found.suffix in SUFFIXES or not found.is_relative_to(content) or not files.there(found):
            return None
        return found

    def asset_held(self, path: str) -> bytes | None:
        """What such a file holds. Raises `VaraqError` where that is too much, or can't be read."""
        found = self.asset(path)
        if found is None:
            return None
        return files.read_bytes(found, self.shown(found), self.config.largest)

    def locales(self) -> tuple[list[Locale], list[Problem]]:
        """The languages that there are catalogs for, by code, without the source language."""
        pattern = places.pattern(self.config.catalogs)
        above = len((self.locale_dir / "x").as_posix()) - 1
        matches = (pattern.fullmatch(path.as_posix()[above:]) for path in self.catalog_files())
        codes = {match["locale"] for match in matches if match}
        return places.languages(codes, self.source, self.config.locale)

    def catalog_files(self) -> list[Path]:
        """All catalogs that there are, of whatever language and domain."""
        pattern = places.pattern(self.config.catalogs)
        above = len((self.locale_dir / "x").as_posix()) - 1
        paths = self.catalog_paths()
        return [path for path in paths if pattern.fullmatch(path.as_posix()[above:])]

    def catalog_path(self, code: str, domain: str) -> Path:
        """Where a language's catalog of a domain is."""
        return self.locale_dir / places.name(self.config.catalogs, code, domain)

    def pot_path(self, domain: str) -> Path:
        """Where a domain's POT is."""
        return self.locale_dir / f"{domain}.pot"

    def check_place(self, path: Path) -> None:
        """Raise `VaraqError` where a catalog or POT, there or not, is behind a link that leads out.

        Reading one would show what is none of the project's, and writing one change it.
        """
        files.contained(path, self.locale_dir, self.shown(path))

    def check_output(self, path: Path) -> None:
        """Raise `VaraqError` where a text would take the place of a document or a catalog."""
        target = files.real(path)
        for name, suffixes in ((self.config.content, SUFFIXES), (self.config.locale, _CATALOGS)):
            inside = target.is_relative_to(files.real(self.root / name))
            if inside and target.suffix in suffixes and files.there(target):
                what, remedy = "this is a file of the project's own", "name another file"
                raise VaraqError(Problem("output", what, remedy, self.shown(path)))

    def catalog(self, code: str, domain: str) -> Catalog | None:
        """A language's catalog of a domain; None where there is none yet.

        Raises `VaraqError` with all its faults where it can't be read.
        """
        path = self.catalog_path(code, domain)
        return self.read_catalog(path) if files.there(path) else None

    def fallback(
        self, document: Named, code: str, catalogs: Callable[[str, str], Catalog | None]
    ) -> Fallback | None:
        """What stands where a language has no translation of a document's units.

        ``catalogs`` gives a language's catalog of a domain. Raises `VaraqError` where the chain
        in the document's front matter, which goes before the configuration's, is none.
        """
        said = document.metadata.get("fallback")
        links = self.config.fallback
        if said is not None:
            links = chain(listed(said), document.path)
        if not links:
            return None
        held = {}
        for language in (code, *links):
            with contextlib.suppress(VaraqError):  # said where that language itself is built
                found = catalogs(language, document.domain)
                if found is not None:
                    held[language] = found
        return fallback(links, code, self.source.code, held)

    def read_catalog(self, path: Path, *, pot: bool = False) -> Catalog:
        """The catalog in a file. Raises `VaraqError` with all its faults."""
        shown = self.shown(path)
        if path.is_relative_to(self.locale_dir):
            self.check_place(path)
        text = po.decode(files.read_bytes(path, shown, self.config.largest), shown)
        return po.parse(text, shown, pot=pot)

    def templates(self) -> dict[str, Template]:
        """The templates by file name: the project's own, and the packaged ones beside them.

        Raises `VaraqError` where one can't be read.
        """
        found: dict[str, Template] = {}
        own = self.root / self.config.templates
        packaged = shipped("templates")
        for folder, is_packaged in ((packaged, True), (own, False)):
            if not folder.is_dir() or (is_packaged and _same(own, packaged)):
                continue
            for path in sorted(folder.iterdir()):
                if path.is_file() and path.suffix in (".html", ".md", ".txt", ".css", ".js"):
                    shown = path.name if is_packaged else self.shown(path)
                    files.speakable(shown)
                    files.contained(path, folder, shown)
                    text = files.read(path, shown, self.config.largest)
                    found[path.name] = Template(text, shown, is_packaged)
        return found

    def words_locales(self) -> list[str]:
        """The codes of the languages that have words for the packaged templates."""
        found = (path.parts[-3] for path in shipped("locale").glob(f"*/LC_MESSAGES/{TEMPLATES}.po"))
        return sorted(found)

    def words_paths(self, code: str) -> list[Path]:
        """Where a language's catalogs for the templates' words are, there or not."""
        paths = [self.catalog_path(code, TEMPLATES)]
        base = shipped("locale")
        if not _same(base, self.locale_dir):
            paths.append(base / code / "LC_MESSAGES" / f"{TEMPLATES}.po")
        return paths

    def words(
        self, code: str, read: Callable[[Path], Catalog]
    ) -> tuple[list[Catalog], list[Problem]]:
        """A language's catalogs for the templates' words: the project's, then the packaged.

        ``read`` is `read_catalog`, or gives what that gave before.
        """
        found: list[Catalog] = []
        problems: list[Problem] = []
        for path in self.words_paths(code):
            if files.there(path):
                try:
                    found.append(read(path))
                except VaraqError as error:
                    problems += error.problems
        return found, problems

    def catalog_paths(self, code: str = "*") -> Iterator[Path]:
        """The catalogs that there are, of a language or of all."""
        if self.locale_dir.is_dir():
            found = self.locale_dir.glob(places.glob(self.config.catalogs, code))
            yield from sorted(filter(files.there, found))

    def memories(self) -> list[Path]:
        """The translation memories of other programs: ``memory/*.tmx``."""
        found = sorted(filter(files.there, (self.root / "memory").glob("*")))
        return [path for path in found if path.suffix.lower() == ".tmx"]


def _same(one: Path, other: Path) -> bool:
    return one.is_dir() and other.is_dir() and one.samefile(other)
