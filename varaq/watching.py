"""Watching: when the files that a build is made from change."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from varaq.config import FILES
from varaq.errors import Problem, VaraqError
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
    what editors leave beside theirs aside. Raises `VaraqError` where what watches is missing.
    """
    try:
        from watchfiles import DefaultFilter, watch
    except ModuleNotFoundError as error:
        what, remedy = f"--watch needs {error.name}", "install it: pip install 'varaq[desk]'"
        raise VaraqError(Problem("no-watch", what, remedy)) from None
    root, config = project.root.resolve(), project.config
    folders = [root / name for name in (config.content, config.locale, config.templates)]
    watched = [
        *(folder for folder in folders if folder.is_dir()),
        *(root / name for name in FILES if (root / name).is_file()),
    ]
    own = {str(root / name) for name in FILES} | {str(folder) for folder in folders}
    inside = tuple(f"{folder}/" for folder in folders)
    usual = DefaultFilter()

    def counts(change: object, path: str) -> bool:
        if not usual(change, path):  # type: ignore[arg-type]  # it is what watchfiles gave
            return False
        return path in own or (path.startswith(inside) and not Path(path).name.startswith("."))

    ready = False
    for found in watch(
        *watched,
        watch_filter=counts,
        step=_REST,
        stop_event=stop,
        rust_timeout=_BREATH,
        yield_on_timeout=True,
        raise_interrupt=True,
    ):
        if found or not ready:
            ready = True
            yield
