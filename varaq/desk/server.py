"""The server: the desk's addresses, behind the guard."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from socket import socket

import uvicorn
from starlette.applications import Starlette
from starlette.convertors import PathConvertor, register_url_convertor
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from varaq.desk.answers import HEADERS, Answers, told
from varaq.desk.bench import Desk
from varaq.desk.guard import Asked, Guard
from varaq.desk.views import located
from varaq.errors import VaraqError

Answer = Callable[[Request], Awaitable[Response]]
_DOCUMENT = "{locale}/{name:document}"
_MESSAGE = f"{_DOCUMENT}/{{key}}"


class _Name(PathConvertor):
    """A document's name in an address: a path, which may have line feeds."""

    regex = "(?s:.*)"


register_url_convertor("document", _Name())


def application(desk: Desk) -> ASGIApp:
    """The desk as an ASGI application."""
    answers = Answers(desk)
    asked = {
        "overview": answers.overview,
        "search/{locale}": answers.search,
        f"document/{_DOCUMENT}": answers.document,
        f"unit/{_MESSAGE}": answers.unit,
        f"suggestions/{_MESSAGE}": answers.suggestions,
    }
    done = {
        f"preview/{_MESSAGE}": answers.preview,
        f"save/{_MESSAGE}": answers.save,
        f"undo/{_MESSAGE}": answers.undo,
    }
    routes = [
        Route("/", _answered(answers.shell)),
        Route("/static/{name}", answers.static),
        Route(f"/page/{{token}}/{_DOCUMENT}", _answered(answers.page)),
        Route("/api/events", answers.events),
        *(Route(f"/api/{path}", _answered(answer)) for path, answer in asked.items()),
        *(
            Route(f"/api/{path}", _answered(answer), methods=["POST"])
            for path, answer in done.items()
        ),
    ]

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        watching = asyncio.create_task(desk.watch())
        yield
        watching.cancel()

    return _guarded(Starlette(routes=routes, lifespan=lifespan), desk.guard)


class Server(uvicorn.Server):
    """The server of a desk, which ends though pages are open that listen to it."""

    def __init__(self, desk: Desk, ready: Callable[[], None]) -> None:
        """It listens where the desk's guard says; ``ready`` is called once it does."""
        host, port = desk.guard.host, desk.guard.port
        super().__init__(
            uvicorn.Config(application(desk), host, port, log_level="warning", access_log=False)
        )
        self._desk = desk
        self._ready = ready

    async def startup(self, sockets: list[socket] | None = None) -> None:
        """Begin."""
        await super().startup(sockets)
        if self.started:
            self._ready()

    async def shutdown(self, sockets: list[socket] | None = None) -> None:
        """End."""
        self._desk.end()
        await super().shutdown(sockets)


def _answered(answer: Answer) -> Answer:
    """An answer whose errors are said as JSON."""

    async def answered(request: Request) -> Response:
        try:
            return await answer(request)
        except ClientDisconnect:
            return Response(status_code=400)  # nobody is there to read it
        except VaraqError as error:
            problem = error.problems[0]
            status = 404 if problem.code.startswith("unknown") else 422
            return told({"error": located(problem)}, status)

    return answered


def _guarded(inner: ASGIApp, guard: Guard) -> ASGIApp:
    """An application that answers only what the guard lets through."""

    async def outer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            headers = {
                name.decode("latin-1").lower(): value.decode("latin-1")
                for name, value in scope["headers"]
            }
            asked = Asked(
                scope["method"], scope["path"], scope["query_string"].decode("latin-1"), headers
            )
            refusal = guard.refusal(asked)
            if refusal is not None:
                await Response(refusal, 403, HEADERS, "text/plain")(scope, receive, send)
                return
        elif scope["type"] != "lifespan":
            return
        await inner(scope, receive, send)

    return outer
