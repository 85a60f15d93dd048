"""The command line: arguments and exit codes."""

from __future__ import annotations

import gc
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
from varaq.errors import VaraqError
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
    return result if isinstance(result, int) else DONE


def main() -> None:
    """What the console script calls."""
    # catalogs are many objects and no cycles: looking for garbage among them is in vain
    gc.set_threshold(200_000, 20, 50)
    sys.exit(run())
