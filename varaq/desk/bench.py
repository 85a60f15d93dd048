"""The bench: one project's desk, and what is told to its pages where something changes."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import secrets
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Any

from starlette.concurrency import run_in_threadpool
from watchfiles import Change, awatch

from varaq import files, watching
from varaq.desk.guard import Guard
from varaq.desk.printing import Printer
from varaq.desk.shelf import Shelf
from varaq.desk.views import View, Views
from varaq.project import Project

STATIC = Path(__file__).parent / "static"
"""The files of the desk's own page."""
_STEP, _DEBOUNCE, _LOOK = 50, 400, 500
"""Milliseconds: how often is looked for changes, how long changes are taken together, and how
long after the last ones is looked whether the folders are the same."""
_REST = 0.5
"""Seconds until folders that could not be watched are tried again."""
_ALL: View = {"documents": [], "locales": []}
"""Tells that anything may have changed."""


class Desk:
    """One project's desk."""

    __slots__ = ("_listeners", "_lock", "guard", "printer", "run", "shelf", "views")

    guard: Guard
    run: str
    """Names this run of the server."""

    def __init__(self, project: Project, guard: Guard) -> None:
        self.guard = guard
        self.shelf = Shelf(project)
        self.printer = Printer(self.shelf)
        self.views = Views(self.shelf, self.printer)
        self.run = secrets.token_hex(8)
        self._lock = Lock()
        self._listeners: set[asyncio.Queue[View | None]] = set()

    @property
    def project_id(self) -> str:
        """Tells this project's drafts from those of others, in one browser."""
        return hashlib.sha256(str(self.shelf.project.root.resolve()).encode()).hexdigest()[:12]

    async def ask(self, question: Callable[[], Any]) -> Any:
        """What a question comes to: one at a time, off the event loop, as the disk is then."""

        def asked() -> Any:
            with self._lock:
                self.shelf.look()
                return question()

        return await run_in_threadpool(asked)

    def listen(self) -> asyncio.Queue[View | None]:
        """A queue of what changes from now on, and of None where the desk ends."""
        queue: asyncio.Queue[View | None] = asyncio.Queue()
        self._listeners.add(queue)
        return queue

    def leave(self, queue: asyncio.Queue[View | None]) -> None:
        """Send no more to a queue."""
        self._listeners.discard(queue)

    def end(self) -> None:
        """Tell all pages that there is no more to come; a server waits for who still listens."""
        for queue in self._listeners:
            queue.put_nowait(None)

    async def watch(self) -> None:
        """Tell all pages what changes on the disk, for as long as the server runs."""
        first = None
        while True:
            with contextlib.suppress(OSError):  # a folder went while it was begun with
                await self._watched(first)
            first = _ALL  # what is in a folder that came, or took another's place, is not known
            await asyncio.sleep(_REST)

    async def _watched(self, first: View | None = None) -> None:
        """Watch until the folders are others; what comes ``first`` is told once it has begun."""
        project = self.shelf.project
        before = watching.folders(project)
        found = awatch(
            *before,
            STATIC,
            step=_STEP,
            debounce=_DEBOUNCE,
            rust_timeout=_LOOK,
            yield_on_timeout=True,
            ignore_permission_denied=True,
        )
        async with contextlib.aclosing(found):
            async for changes in found:
                if watching.folders(project) != before:
                    return
                told = first or self._told(changes)
                first = None
                if told is not None:
                    for queue in self._listeners:
                        queue.put_nowait(told)

    def _told(self, changes: set[tuple[Change, str]]) -> View | None:
        """What changed, by documents and languages; None where it is nothing that is shown."""
        project = self.shelf.project
        content = files.real(project.root / project.config.content)
        catalogs = files.real(project.locale_dir)
        documents: set[str] = set()
        locales: set[str] = set()
        for _, name in changes:
            path = Path(name)
            if path.name.startswith("."):
                continue  # a file that is being written
            real = files.real(path)
            if content in real.parents:
                documents.add(real.relative_to(content).with_suffix("").as_posix())
            elif path.suffix == ".po":
                if catalogs in real.parents:  # others are no catalogs of the project
                    locales.add(real.relative_to(catalogs).parts[0].removesuffix(".po"))
            elif path.suffix != ".pot":
                return _ALL
        if not documents and not locales:
            return None
        return {"documents": sorted(documents), "locales": sorted(locales)}
