"""The answers: what the desk says to each request."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import AsyncIterator, Callable
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    HTMLResponse,
    Response,
    StreamingResponse,
)

from varaq.catalog import TEMPLATES
from varaq.desk import entries, printing, sent
from varaq.desk.bench import STATIC, Desk
from varaq.desk.entries import Edit, forms_of, named
from varaq.desk.guard import SHELL_POLICY
from varaq.desk.views import View
from varaq.document import Document
from varaq.errors import Problem, VaraqError
from varaq.locales import Locale
from varaq.pages import LANGUAGE
from varaq.saving import Conflict

HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""What every answer says to the browser."""
_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif"})
_OF_DOCUMENT = "document"
"""Asks for a document's page, which may be named as a picture is: ``logo.png`` of logo.png.md."""
_BEAT = 15.0
"""Seconds between two signs of life to a page that waits for changes."""
_PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""What an SVG may load and do that is opened by itself: its script would be the desk's."""


class Answers:
    """What one desk says."""

    __slots__ = ("_desk",)

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def shell(self, request: Request) -> Response:
        """The desk's own page."""
        desk = self._desk

        def page() -> str:
            locale = _reader(desk, request)
            values = {"token": desk.guard.token, "ui": locale.tag, "dir": locale.direction}
            return desk.printer.shell(desk.printer.words(locale), values)

        policy = {"Content-Security-Policy": SHELL_POLICY}
        return HTMLResponse(await desk.ask(page), headers={**HEADERS, **policy})

    async def static(self, request: Request) -> Response:
        """A file of the desk's own page."""
        name = request.path_params["name"]
        if name not in {path.name for path in STATIC.iterdir()}:
            return Response(status_code=404, headers=HEADERS)
        return FileResponse(STATIC / name, headers=HEADERS)

    async def page(self, request: Request) -> Response:
        """A handout for the frame, or a picture in it."""
        desk = self._desk
        name = request.path_params["name"]
        if Path(name).suffix.lower() in _PICTURES and request.url.query != _OF_DOCUMENT:
            return _picture(desk, name)
        nonce = secrets.token_urlsafe(16)

        def made() -> str:
            locale, found = self._opened(request)
            if found.name == TEMPLATES:
                raise VaraqError(Problem("unknown-document", "words have no page of their own"))
            style = (STATIC / "frame.css").read_text("utf-8")
            script = (STATIC / "bridge.js").read_text("utf-8")
            return printing.framed(desk.printer.page(found, locale), style, script, nonce)

        policy = {"Content-Security-Policy": printing.frame_policy(nonce)}
        return HTMLResponse(await desk.ask(made), headers={**HEADERS, **policy})

    async def events(self, request: Request) -> Response:
        """What changes on the disk, as server-sent events."""
        return StreamingResponse(
            _events(self._desk, request), media_type="text/event-stream", headers=HEADERS
        )

    async def overview(self, _: Request) -> Response:
        """Languages and documents."""
        desk = self._desk
        return told(await desk.ask(lambda: desk.views.overview(desk.project_id)))

    async def document(self, request: Request) -> Response:
        """A document's units."""
        desk = self._desk

        def view() -> View:
            locale, found = self._opened(request)
            path = quote(f"{locale.code}/{found.name}")
            page: str | None = f"/page/{desk.guard.token}/{path}?{_OF_DOCUMENT}"
            if found.name == TEMPLATES:
                page = None  # words are on every page, and make none
            return desk.views.document(locale, found, page)

        return told(await desk.ask(view))

    async def unit(self, request: Request) -> Response:
        """All about one message."""
        desk = self._desk

        def view() -> View:
            locale, found = self._opened(request)
            catalog = desk.shelf.current(locale, found.domain)
            message = named(catalog, request.path_params["key"])
            return desk.views.unit(locale, found, catalog, message)

        return told(await desk.ask(view))

    async def suggestions(self, request: Request) -> Response:
        """What the memory has for a message."""
        desk = self._desk

        def view() -> View:
            locale, found = self._opened(request)
            message = named(desk.shelf.current(locale, found.domain), request.path_params["key"])
            return {"suggestions": desk.views.suggestions(locale, message)}

        return told(await desk.ask(view))

    async def search(self, request: Request) -> Response:
        """The messages that a text stands in."""
        desk = self._desk
        wanted = request.query_params.get("q", "").strip()

        def view() -> View:
            locale = desk.shelf.locale(request.path_params["locale"])
            return desk.views.search(locale, wanted) if wanted else {"hits": []}

        return told(await desk.ask(view))

    async def preview(self, request: Request) -> Response:
        """How a page would look with what is being typed, and what is wrong with that."""
        desk = self._desk
        edit = sent.edit(await sent.body(request))

        def view() -> View:
            locale, found = self._opened(request)
            catalog = desk.shelf.current(locale, found.domain)
            message = named(catalog, request.path_params["key"])
            new = entries.edited(message, edit, catalog)
            made = desk.printer.draft(found, locale, entries.with_message(catalog, message, new))
            findings = desk.views.findings(found, made, locale, catalog, new)
            if found.name == TEMPLATES:
                return {"findings": findings, "units": {}}
            indexes = [at for at, each in enumerate(found.units) if each.key == message.key]
            article = desk.printer.article(made, locale)
            parts = printing.blocks(article, indexes)
            if parts is None:
                return {"findings": findings, "units": {}, "article": article}
            return {"findings": findings, "units": parts}

        return told(await desk.ask(view))

    async def save(self, request: Request) -> Response:
        """Put what was typed into the catalog."""
        body = await sent.body(request)
        edit, seen = sent.edit(body), str(body.get("seen", ""))

        def saved() -> View:
            locale, found = self._opened(request)
            return _saved(self._desk, locale, found, request.path_params["key"], seen, edit)

        return await self._conflicting(request, saved)

    async def undo(self, request: Request) -> Response:
        """Put back what a save replaced in a message."""
        desk = self._desk
        body = await sent.body(request)
        wanted, seen = (body.get("save"), body.get("when")), str(body.get("seen", ""))

        def saved() -> View:
            locale, found = self._opened(request)
            name = request.path_params["key"]
            for past in desk.views.history(locale, found, name):
                if (past.save, past.when) == wanted:  # numbers are given again
                    return _saved(desk, locale, found, name, seen, past.before)
            what = "there is no such save"
            raise VaraqError(Problem("unknown-save", what, "open the text again"))

        return await self._conflicting(request, saved)

    def _opened(self, request: Request) -> tuple[Locale, Document]:
        """The language and the document that an address names."""
        shelf = self._desk.shelf
        return (
            shelf.locale(request.path_params["locale"]),
            shelf.document(request.path_params["name"]),
        )

    async def _conflicting(self, request: Request, saved: Callable[[], View]) -> Response:
        """What a save comes to; what stands there now where somebody else was quicker."""
        desk = self._desk
        try:
            return told(await desk.ask(saved))
        except Conflict:

            def now() -> View:
                locale, found = self._opened(request)
                catalog = desk.shelf.current(locale, found.domain)
                message = named(catalog, request.path_params["key"])
                return {
                    "strings": list(forms_of(message, catalog)),
                    "fuzzy": message.fuzzy,
                    "comment": message.entry().tcomment,
                    "seen": message.text,
                }

            return told({"conflict": await desk.ask(now)}, 409)


def told(value: View, status: int = 200) -> Response:
    """A value as JSON. What UTF-8 can't have, as in names of files, is escaped."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    body = text.encode(errors="backslashreplace")
    return Response(body, status, HEADERS, "application/json")


async def _events(desk: Desk, request: Request) -> AsyncIterator[str]:
    queue = desk.listen()
    try:
        yield f"event: hello\ndata: {json.dumps({'run': desk.run})}\n\n"
        while not await request.is_disconnected():
            try:
                told = await asyncio.wait_for(queue.get(), _BEAT)
            except TimeoutError:
                yield ": still here\n\n"
                continue
            if told is None:
                break
            yield f"event: changed\ndata: {json.dumps(told)}\n\n"
    finally:
        desk.leave(queue)


def _saved(
    desk: Desk, locale: Locale, document: Document, name: str, seen: str, edit: Edit
) -> View:
    entries.save(desk.shelf, locale, document.domain, name, seen, edit)
    catalog = desk.shelf.current(locale, document.domain)
    message = named(catalog, name)
    made = desk.printer.translation(document, locale, catalog)
    return {
        "state": str(message.state),
        "seen": message.text,
        "strings": list(forms_of(message, catalog)),
        "findings": desk.views.findings(document, made, locale, catalog, message),
        "saved": datetime.now().astimezone().isoformat(timespec="seconds"),
        "article": None if document.name == TEMPLATES else desk.printer.article(made, locale),
    }


def _picture(desk: Desk, name: str) -> Response:
    """A picture of the content folder, and no other file."""
    path = desk.shelf.project.asset(name)
    if path is None:
        return Response(status_code=404, headers=HEADERS)
    own = {
        "Cross-Origin-Resource-Policy": "cross-origin",
        "Content-Security-Policy": _PICTURE_POLICY,
    }
    return FileResponse(path, headers={**HEADERS, **own})


def _reader(desk: Desk, request: Request) -> Locale:
    """The language of the desk's own words: the browser's, or else English."""
    own = Locale.parse(LANGUAGE)  # that of the templates themselves
    packaged = map(Locale.parse, desk.shelf.project.words_locales())
    there = {locale.tag: locale for locale in (own, *packaged)}
    asked = [request.query_params.get("ui", "")]
    asked += [
        part.partition(";")[0].strip()
        for part in request.headers.get("accept-language", "").split(",")
    ]
    for tag in asked:
        for known, locale in there.items():
            if tag and (known == tag or known == tag.partition("-")[0]):
                return locale
    return there.get("en", own)
