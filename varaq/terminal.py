"""The terminal: problems, tables and progress as people and programs read them."""

from __future__ import annotations

import contextlib
import json
import sys
import time
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

from varaq.errors import Problem, Severity, one_line

if TYPE_CHECKING:
    from varaq.builder import Builder

_REDRAWN = 0.1
"""Seconds between two drawings of a progress bar."""


def say(*lines: str) -> None:
    """Write lines for people, to standard error; that they can't be written stops nothing."""
    with contextlib.suppress(OSError):
        click.echo("\n".join(map(one_line, lines)), err=True)


def report(problems: Iterable[Problem]) -> None:
    """Write problems, each once, to standard error."""
    for problem in dict.fromkeys(problems):
        say(str(problem))


def laid_out(problems: Sequence[Problem], layout: str) -> list[str]:
    """Problems as the lines of a report: ``text``, ``json``, ``github`` annotations, ``sarif``."""
    if layout == "json":
        names = ("code", "message", "remedy", "path", "line", "column", "severity")
        table = [{name: getattr(problem, name) for name in names} for problem in problems]
        return [json.dumps(table, ensure_ascii=False, indent=1)]
    if layout == "sarif":
        from varaq.sarif import sarif  # which brings the table of rules along

        return [sarif(problems)]
    if layout == "github":
        levels = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
        return [
            f"::{levels[problem.severity]} file={_property(problem.path)},"
            f"line={max(problem.line, 1)},title={problem.code}::"
            f"{_data(problem.message)}; {_data(problem.remedy)}"
            for problem in problems
        ]
    return [str(problem) for problem in problems]


def _data(text: str) -> str:
    """A text as GitHub's commands have it."""
    return one_line(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def columns(table: Sequence[Sequence[str]]) -> list[str]:
    """A table as lines, the first two columns to the left, the others to the right."""
    table = [list(map(one_line, row)) for row in table]
    widths = [max(len(row[column]) for row in table) for column in range(len(table[0]))]
    return [
        "  ".join(
            cell.ljust(width) if column < 2 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in table
    ]


def progress(builder: Builder) -> None:
    """Run a build, with a progress bar where a person is watching."""
    if not sys.stderr.isatty():
        for _ in builder.run():
            pass
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}", markup=False))
    # drawn by this thread, for a process with others can't be forked
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, auto_refresh=False) as bar:
        task = bar.add_task("", total=None)
        drawn = 0.0
        for step in builder.run():
            bar.update(task, completed=step.done, total=step.total, description=one_line(step.what))
            if time.monotonic() - drawn > _REDRAWN:
                bar.refresh()
                drawn = time.monotonic()
