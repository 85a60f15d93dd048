"""The command line: arguments and exit codes."""

from __future__ import annotations

import contextlib
import gc
import io
import os
import sys
from collections.abc import Sequence
from typing import Any

import click

from varaq.cli import (  # noqa: F401 - they add their commands
    catalogs,
    completion,
    documents,
    exchange,
    handouts,
    reports,
    serving,
)
from varaq.cli.group import BROKEN, DONE, cli
from varaq.errors import Problem, VaraqError
from varaq.terminal import report, say

__all__ = ["cli", "main", "run"]


def run(argv: Sequence[str] | None = None) -> int:
    """The exit code of a command line; nothing that is wrong with input is raised."""
    try:
        result: Any = cli.main(None if argv is None else list(argv), "varaq", standalone_mode=False)
    except VaraqError as error:
        report(error.problems)
        return BROKEN
    except click.ClickException as error:
        error.show()
        return BROKEN
    except (click.Abort, KeyboardInterrupt):
        say("stopped")
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return DONE
    except OSError as error:  # whatever else the system refuses: a name, a full disk
        place = os.fsdecode(error.filename) if isinstance(error.filename, str | bytes) else ""
        what = f"the system says: {error.strerror or error}"
        report([Problem("system", what, "see what it is that it refuses", place)])
        return BROKEN
    return result if isinstance(result, int) else DONE


def main() -> None:
    """What the console script calls."""
    # catalogs are many objects and no cycles: looking for garbage among them is in vain
    gc.set_threshold(200_000, 20, 50)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # names of files may be what no text may be
            stream.reconfigure(errors="backslashreplace")
    status = run()
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None and not stream.closed:
                stream.flush()
        except OSError:  # said already; what it holds is not tried again
            with contextlib.suppress(OSError):
                stream.close()
    sys.exit(status)
