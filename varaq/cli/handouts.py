"""The commands that make handouts and projects."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from varaq.cli.completion import document_names, handout_languages, kind_names, languages
from varaq.cli.group import BROKEN, DONE, cli, document_named, put
from varaq.errors import Problem, VaraqError
from varaq.terminal import progress, report, say

if TYPE_CHECKING:
    from varaq.project import Project
    from varaq.selection import Request


@cli.command()
@click.option(
    "-l",
    "--locale",
    "locales",
    multiple=True,
    metavar="LOCALE",
    help="Only this language.",
    shell_complete=handout_languages,
)
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
    "-k",
    "--kind",
    "kinds",
    multiple=True,
    metavar="KIND",
    help="Only this kind of handout.",
    shell_complete=kind_names,
)
@click.option(
    "--release",
    is_flag=True,
    help="Leave out faulty texts, and what is under the configured coverage.",
)
@click.option("--pdf", is_flag=True, help="Print the pages, too: a PDF beside each.")
@click.option("--epub", is_flag=True, help="Make a book (EPUB) of each handout, too.")
@click.option("--force", is_flag=True, help="Write files even where they would not change.")
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(1),
    help="How many processes make handouts; as many as pay without it.",
)
@click.option(
    "--cluster",
    metavar="ADDRESS",
    default="",
    help="Let the Dask cluster make them whose scheduler is there; local: one started here.",
)
@click.option("--watch", is_flag=True, help="Build again whenever something changes.")
@click.option("-o", "--output", metavar="DIR", help="Where the handouts go.")
@click.pass_obj
def build(
    folder: str,
    locales: tuple[str, ...],
    documents: tuple[str, ...],
    kinds: tuple[str, ...],
    release: bool,
    pdf: bool,
    epub: bool,
    force: bool,
    jobs: int | None,
    cluster: str,
    watch: bool,
    output: str | None,
) -> int:
    """Make the handouts of all languages and the index, as far as they have changed."""
    from varaq.project import Project
    from varaq.selection import Request

    target = Path(output) if output else None
    request = Request(
        locales, documents, kinds, release, force, target, pdf, epub, jobs or 0, cluster
    )
    project = Project.open(Path(folder))
    if not watch:
        return _built(project, request)
    return _followed(project, request)


def _followed(project: Project, request: Request) -> int:
    """Build, and again at each change, until somebody stops it."""
    from varaq.project import Project
    from varaq.watching import changes, folders

    code, first = DONE, True
    try:
        while True:
            watched = folders(project)
            for _ in changes(project):
                try:
                    project = Project.open(project.root)
                except VaraqError as error:
                    report(error.problems)
                    continue
                code = _tried(project, request if first else replace(request, force=False))
                if first:
                    say("watching; Ctrl+C ends it")
                first = False
                if folders(project) != watched:
                    break
    except KeyboardInterrupt:
        return code


def _tried(project: Project, request: Request) -> int:
    """A build that does not end the watch, whatever is wrong."""
    try:
        return _built(project, request)
    except VaraqError as error:
        report(error.problems)
        return BROKEN


def _built(project: Project, request: Request) -> int:
    from varaq.builder import Builder

    builder = Builder(project, request)
    progress(builder)
    outcome = builder.outcome
    report(outcome.problems)
    for name in outcome.left_out:
        say(f"left out: {name} is under {project.config.coverage:.0%}")
    where = project.shown(request.output or project.root / project.config.output)
    removed = f", {len(outcome.removed)} removed" if outcome.removed else ""
    counts = f"{len(outcome.written)} files written, {len(outcome.unchanged)} unchanged{removed}"
    say(f"{counts}, in {where}/")
    return BROKEN if outcome.broken else DONE


@cli.command()
@click.argument("locale", shell_complete=languages)
@click.argument("document", shell_complete=document_names)
@click.option("-o", "--output", metavar="FILE", help="Where it goes; standard output without it.")
@click.pass_obj
def translate(folder: str, locale: str, document: str, output: str | None) -> int:
    """One translated document itself, no template around it."""
    from varaq import translation as translating
    from varaq.locales import Locale
    from varaq.project import Project

    project = Project.open(Path(folder))
    wanted = Locale.parse(locale)
    found = document_named(project, document)
    if wanted.code == project.source.code:
        result = translating.source(found)
    elif wanted.is_pseudo:
        from varaq import pseudo

        result = pseudo.translated(found, wanted.code)
    else:
        catalog = project.catalog(wanted.code, found.domain)
        if catalog is None:
            path = project.shown(project.catalog_path(wanted.code, found.domain))
            raise VaraqError(
                Problem(
                    "no-catalog",
                    "there is no such catalog",
                    f"start it with: varaq init {wanted.code}",
                    path,
                )
            )
        result = translating.translate(found, catalog)
    report(result.problems)
    put(result.text, output, project)
    return DONE


@cli.command()
@click.argument("folder", metavar="DIR")
@click.option(
    "--source", default="en", metavar="LOCALE", help="The source language.", show_default=True
)
def new(folder: str, source: str) -> int:
    """Make a fresh project that builds."""
    from varaq.config import source_language
    from varaq.scaffold import scaffold

    for name in scaffold(Path(folder), source_language(source)):
        say(f"made {folder}/{name}")
    return DONE
