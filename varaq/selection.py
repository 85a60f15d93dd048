"""Selection: what a command was asked to work on, of what there is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from varaq import files
from varaq.document import frontmatter
from varaq.errors import Problem, VaraqError
from varaq.links import ASSETS
from varaq.locales import Locale
from varaq.pages import Kind
from varaq.places import home
from varaq.project import Found, Named, Project


class Sourced(Named, Protocol):
    """What is known of a document, and its text as far as its front matter goes, at least."""

    @property
    def source(self) -> str:
        """Its text, as far as its front matter goes at least."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be built; empty means all there is."""

    locales: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    release: bool = False
    """Leave out handouts under the configured coverage."""
    force: bool = False
    """Write files even where they hold the same already."""
    output: Path | None = None
    pdf: bool = False
    """Print the pages, too."""
    epub: bool = False
    """Make books, too."""
    jobs: int = 0
    """How many processes make handouts; 0: as many as pay."""
    cluster: str = ""
    """Where the scheduler of a cluster is that makes them; empty for none."""

    @property
    def of_a_part(self) -> bool:
        """Whether only some languages, documents or kinds are to be built."""
        return bool(self.locales or self.documents or self.kinds)


def chosen_kinds(found: Sequence[Kind], names: Sequence[str]) -> tuple[Kind, ...]:
    """The kinds named, or all. Raises `VaraqError` for a name that there is no kind of."""
    for name in names:
        if all(name not in (kind.name, kind.template) for kind in found):
            raise _unknown("kind", name, [kind.template for kind in found])
    return tuple(
        kind for kind in found if not names or kind.name in names or kind.template in names
    )


def documents_kinds(
    document: Sourced, found: Sequence[Kind]
) -> tuple[tuple[Kind, ...], list[Problem]]:
    """The kinds that a document wants, and what is wrong with what it says of them.

    Its front matter names them: ``kinds: [handout, slides]``. Without that, it gets all that
    are not made on demand only.
    """
    said = document.metadata.get("kinds")
    if said is None:
        return tuple(kind for kind in found if not kind.on_demand), []
    names = frontmatter.listed(said)
    problems: list[Problem] = []
    lines: dict[str, int] = {}
    for name in dict.fromkeys(names):
        try:
            chosen_kinds(found, [name])
        except VaraqError as error:
            lines = lines or frontmatter.lines_of(document.source, "kinds")
            line = lines.get(name, 1)
            problems += [replace(each, path=document.path, line=line) for each in error.problems]
    return tuple(kind for kind in found if kind.name in names or kind.template in names), problems


def chosen_documents(
    found: Sequence[Found], names: Sequence[str], some_broken: bool
) -> tuple[Found, ...]:
    """The documents named, or all. Raises `VaraqError` for a name that is not there."""
    for name in names:
        if all(name != document.name for document in found) and not some_broken:
            raise _unknown("document", name, [document.name for document in found])
    return tuple(document for document in found if not names or document.name in names)


def chosen_locales(found: Sequence[Locale], codes: Sequence[str]) -> tuple[Locale, ...]:
    """The languages named, or all; pseudo-languages only where they are named.

    Raises `VaraqError` for a code that is not there.
    """
    named = [Locale.parse(code) for code in codes]
    wanted = [locale.code for locale in named]
    pseudo = {locale.code: locale for locale in named if locale.is_pseudo}
    found = [*(locale for locale in found if not locale.is_pseudo), *pseudo.values()]
    known = [locale.code for locale in found]
    for code in wanted:
        if code not in known:
            raise _unknown("language", code, known, f"start it with: varaq init {code}")
    return tuple(locale for locale in found if not wanted or locale.code in wanted)


def _unknown(what: str, name: str, known: Sequence[str], remedy: str = "") -> VaraqError:
    return VaraqError(
        Problem(
            f"unknown-{what}",
            f'there is no {what} "{name}"',
            "; ".join(filter(None, (f"there are: {', '.join(known) or 'none'}", remedy))),
        )
    )


def chosen_output(project: Project, output: Path | None, locales: Sequence[Locale] = ()) -> Path:
    """Where handouts go: where a request says, or the configuration.

    Raises `VaraqError` where that is among the project's own files, which handouts could take
    the place of, and become documents of the next build. So it is around them, where one of the
    ``locales`` has its folder.
    """
    config = project.config
    folder = output or project.root / config.output
    real = files.real(folder)
    made = {ASSETS, *map(home, locales)}
    for name in (config.content, config.locale, config.templates):
        own = files.real(project.root / name)
        # catalogs and templates may be at the project's root, and are told from handouts there
        apart = name != config.content and own == files.real(project.root)
        inside = real == own or (real.is_relative_to(own) and not apart)
        if inside or (own.is_relative_to(real) and _first(own, real) in made):
            what, remedy = f"handouts can't go where {name}/ is", "name another folder"
            raise VaraqError(Problem("output", what, remedy, project.shown(folder)))
    return folder


def _first(path: Path, above: Path) -> str:
    """The name of the folder that a path is in, right under one above, whatever its case."""
    return path.relative_to(above).parts[0].casefold()
