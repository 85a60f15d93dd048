"""The command that opens the desk."""

from __future__ import annotations

import contextlib
from pathlib import Path

import click

from varaq.cli.group import DONE, cli
from varaq.errors import Problem, VaraqError
from varaq.terminal import say


@cli.command()
@click.option("--host", default="127.0.0.1", metavar="ADDRESS", help="Where it listens.")
@click.option("--port", default=8000, type=click.IntRange(1, 65535), help="Its port.")
@click.pass_obj
def serve(folder: str, host: str, port: int) -> int:
    """The desk: translate in the handout, in the browser."""
    try:
        from varaq.desk.bench import Desk
        from varaq.desk.server import Server
    except ModuleNotFoundError as error:
        what, remedy = f"the desk needs {error.name}", "install it: pip install 'varaq[desk]'"
        raise VaraqError(Problem("no-desk", what, remedy)) from None
    from varaq.desk.guard import Guard, is_everywhere, new_token, spoken
    from varaq.project import Project

    if is_everywhere(host):
        what = f'"{host}" stands for all addresses, and the desk has to know its own'
        raise VaraqError(Problem("desk-host", what, "give the one that others reach it by"))
    guard = Guard(host, port, new_token())
    desk = Desk(Project.open(Path(folder)), guard)
    name = spoken(host)

    def ready() -> None:
        address = f"http://{name}:{port}/"
        if not guard.local:
            say("whoever can reach this machine can open the desk with this address:")
            address += f"?token={guard.token}"
        say(f"the desk is at {address} (Ctrl+C ends it)")

    server = Server(desk, ready)
    with contextlib.suppress(SystemExit):  # so uvicorn says that it can't listen there
        server.run()
    if not server.started:
        what = f"nothing can listen at {name}:{port}"
        raise VaraqError(Problem("port-taken", what, "give another with --port"))
    return DONE
