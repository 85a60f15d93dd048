"""The commands that bring documents in."""

from __future__ import annotations

from pathlib import Path

import click

from varaq.cli.group import BROKEN, DONE, cli, put
from varaq.errors import has_errors
from varaq.terminal import report, say


@cli.command(name="import")
@click.argument("sources", nargs=-1, required=True, metavar="FILE.txt...")
@click.option(
    "-o", "--output", metavar="FILE", help="Where the only text goes; - is standard output."
)
@click.option("--force", is_flag=True, help="Write over a document that is there.")
@click.pass_obj
def import_(folder: str, sources: tuple[str, ...], output: str | None, force: bool) -> int:
    """Raw texts to Markdown: content/NAME.md with their structure found."""
    from varaq import intake
    from varaq.project import Project

    if output and len(sources) > 1:
        raise click.UsageError("-o goes with a single FILE.txt")
    project = Project.open(Path(folder))
    if output == "-":
        draft = intake.convert(project, Path(sources[0]))
        report(draft.problems)
        put(draft.text, None)
        return DONE
    target = Path(output) if output else None
    broken = False
    for taken in intake.take(project, list(map(Path, sources)), target, force=force):
        report(taken.problems)
        broken = broken or has_errors(taken.problems)
        if taken.path:
            say(f"{'wrote' if taken.changed else 'unchanged:'} {taken.path}")
    return BROKEN if broken else DONE
