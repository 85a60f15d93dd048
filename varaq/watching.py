"""Watching: when the files that a build is made from change."""

from __future__ import annotations

import contextlib
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from varaq import files
from varaq.config import FILES
from varaq.errors import Problem, VaraqError
from varaq.manifest import stamp
from varaq.project import Project

if TYPE_CHECKING:
    from threading import Event

_BREATH = 200
"""Milliseconds until it is sure to be watching."""
_REST = 80
"""Milliseconds without a change after which a row of them is looked at as one."""


def changes(project: Project, stop: Event | None = None) -> Iterator[None]:
    """Yields once it is watching, then each time that something in a project has changed.

    It ends when ``stop`` is set.

    What is looked at are its content, catalogs, templates and configuration, hidden files and
    what editors leave beside theirs aside. Begin anew where its `folders` are others by now.
    Raises `VaraqError` where what watches is missing.
    """
    try:
        from watchfiles import DefaultFilter, watch
    except ModuleNotFoundError as error:
        what, remedy = f"--watch needs {error.name}", "install it: pip install 'varaq[desk]'"
        raise VaraqError(Problem("no-watch", what, remedy)) from None
    watched = folders(project)
    output = files.real(project.root / project.config.output)
    homes = [*watched, output]  # each may be in another: catalogs are, at the project's root
    usual = DefaultFilter()

    def counts(change: object, path: str) -> bool:
        if not usual(change, path):  # type: ignore[arg-type]  # it is what watchfiles gave
            return False
        place = Path(path)
        around = [each for each in homes if place.is_relative_to(each)]
        home = max(around, key=lambda each: len(each.parts), default=place.parent)
        hidden = any(part.startswith(".") for part in place.relative_to(home).parts)
        return home != output and not hidden

    ready, before = False, _beside(project)
    for found in watch(
        *watched,
        watch_filter=counts,
        step=_REST,
        stop_event=stop,
        rust_timeout=_BREATH,
        yield_on_timeout=True,
        raise_interrupt=True,
    ):
        now = _beside(project)
        if found or now != before or not ready:
            ready, before = True, now
            yield


def folders(project: Project) -> dict[Path, int]:
    """The folders of what a project's handouts are made of, each with what tells it from others.

    Those that are there, as one may come later, or another in its place.
    """
    root, config = files.real(project.root), project.config
    found = {}
    for name in (config.content, config.locale, config.templates):
        with contextlib.suppress(OSError):
            state = (root / name).stat()
            if stat.S_ISDIR(state.st_mode):
                found[root / name] = state.st_ino
    return found


def _beside(project: Project) -> object:
    """What changes with the configuration, and with the folders.

    An editor puts another file in the configuration's place, which a watch of the file would not
    survive, and a watch of the folder around it would be of much else.
    """
    return [stamp(str(project.root / name)) for name in FILES], folders(project)
