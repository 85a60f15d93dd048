"""The commands that report on a project."""

from __future__ import annotations

import json
from pathlib import Path

import click

from varaq.cli.completion import document_names, languages
from varaq.cli.group import BROKEN, DONE, FOUND, chosen, cli
from varaq.errors import has_errors
from varaq.terminal import columns, laid_out, report, say


@cli.command()
@click.argument("locales", nargs=-1, metavar="[LOCALE]...", shell_complete=languages)
@click.option(
    "-d",
    "--document",
    "documents",
    multiple=True,
    metavar="DOCUMENT",
    help="Only this document.",
    shell_complete=document_names,
)
@click.option(
    "--format",
    "layout",
    type=click.Choice(["text", "json", "github", "sarif"]),
    default="text",
    help="How findings are written.",
)
@click.pass_obj
def check(folder: str, locales: tuple[str, ...], documents: tuple[str, ...], layout: str) -> int:
    """Check catalogs; exit 1 where errors were found."""
    from varaq import review
    from varaq.project import Project

    project = Project.open(Path(folder))
    wanted, problems = chosen(project, locales)
    problems += review.check(project, wanted, documents)
    for line in laid_out(problems, layout):
        click.echo(line)
    if layout == "text":
        say(f"{len(problems)} findings in {len(wanted)} languages")
    return FOUND if has_errors(problems) else DONE


@cli.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")
@click.pass_obj
def stats(folder: str, as_json: bool) -> int:
    """Coverage by language and document."""
    from varaq import review
    from varaq.project import Project
    from varaq.summary import table

    project = Project.open(Path(folder))
    wanted, problems = chosen(project, ())
    rows, more = review.stats(project, wanted)
    problems += more
    report(problems)
    if as_json:
        click.echo(json.dumps(table(rows), ensure_ascii=False, indent=1))
    else:
        head = ["language", "document", "units", "fuzzy", "words", "coverage"]
        body = [
            [
                row.locale.code,
                row.document,
                f"{row.coverage.translated}/{row.coverage.units}",
                str(row.fuzzy),
                f"{row.coverage.translated_words}/{row.coverage.words}",
                f"{int(row.coverage.share * 100 + 1e-9)}%",
            ]
            for row in rows
        ]
        for line in columns([head, *body]):
            click.echo(line)
    return BROKEN if has_errors(problems) else DONE


@cli.command()
@click.option(
    "--since",
    metavar="FILE",
    help="Show what has changed since `varaq stats --json` wrote this file.",
)
@click.pass_obj
def summary(folder: str, since: str | None) -> int:
    """Coverage and findings as Markdown, for a pull request."""
    from varaq import files, review
    from varaq.project import Project
    from varaq.summary import before
    from varaq.summary import summary as summed_up

    earlier = before(files.read(Path(since), since), since) if since else None
    project = Project.open(Path(folder))
    wanted, problems = chosen(project, ())
    rows, more = review.stats(project, wanted)
    problems += review.check(project, wanted)
    click.echo(summed_up(rows, list(dict.fromkeys([*problems, *more])), earlier), nl=False)
    return DONE
