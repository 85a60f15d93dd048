"""The command line: arguments, exit codes, progress on a terminal."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from varaq import __version__
from varaq.errors import Problem, VaraqError
from varaq.terminal import columns, has_errors, laid_out, progress, report, say

if TYPE_CHECKING:
    from varaq.catalog import Catalog
    from varaq.locales import Locale
    from varaq.project import Project
    from varaq.upkeep import Upkeep

DONE, FOUND, BROKEN = 0, 1, 2
"""Exit codes: all well; a check found something; wrong use or input."""


class _Commands(click.Group):
    """A group whose default command is ``build``, with its options."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        known = {option for param in self.params for option in param.opts}
        at = 0
        while at < len(args) and args[at] in known | {"--help"}:
            if args[at] in ("--help", "--version"):
                return super().parse_args(ctx, args)
            at += 2  # -C DIR
        if at >= len(args) or args[at].startswith("-"):
            args = [*args[:at], "build", *args[at:]]
        return super().parse_args(ctx, args)


@click.group(
    cls=_Commands, context_settings={"help_option_names": ["--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="varaq")
@click.option("-C", "folder", metavar="DIR", default=".", help="Work in another project.")
@click.pass_context
def cli(ctx: click.Context, folder: str) -> None:
    """Handouts in many languages from one text. Without a command: build."""
    ctx.obj = folder


@cli.command()
@click.option(
    "-l", "--locale", "locales", multiple=True, metavar="LOCALE", help="Only this language."
)
@click.option(
    "-d", "--document", "documents", multiple=True, metavar="DOCUMENT", help="Only this document."
)
@click.option(
    "-k", "--kind", "kinds", multiple=True, metavar="KIND", help="Only this kind of handout."
)
@click.option("--release", is_flag=True, help="Leave out what is under the configured coverage.")
@click.option("--force", is_flag=True, help="Write files even where they would not change.")
@click.option("-o", "--output", metavar="DIR", help="Where the handouts go.")
@click.pass_obj
def build(
    folder: str,
    locales: tuple[str, ...],
    documents: tuple[str, ...],
    kinds: tuple[str, ...],
    release: bool,
    force: bool,
    output: str | None,
) -> int:
    """Make the handouts of all languages and the index."""
    from varaq.builder import Builder
    from varaq.project import Project
    from varaq.selection import Request

    project = Project.open(Path(folder))
    target = Path(output) if output else None
    request = Request(locales, documents, kinds, release, force, target)
    builder = Builder(project, request)
    progress(builder)
    outcome = builder.outcome
    report(outcome.problems)
    for name in outcome.left_out:
        say(f"left out: {name} is under {project.config.coverage:.0%}")
    where = project.shown(target or project.root / project.config.output)
    say(f"{len(outcome.written)} files written, {len(outcome.unchanged)} unchanged, in {where}/")
    return BROKEN if outcome.broken else DONE


@cli.command()
@click.option("--check", is_flag=True, help="Write nothing; exit 1 where a POT would change.")
@click.pass_obj
def extract(folder: str, check: bool) -> int:
    """Documents and templates to POT files."""
    from varaq import upkeep
    from varaq.project import Project

    return _kept(upkeep.extract(Project.open(Path(folder)), check=check), check)


@cli.command()
@click.argument("locales", nargs=-1, metavar="[LOCALE]...")
@click.option("--check", is_flag=True, help="Write nothing; exit 1 where a file would change.")
@click.pass_obj
def update(folder: str, locales: tuple[str, ...], check: bool) -> int:
    """Extract, then merge into the catalogs of all languages, or of some."""
    from varaq import upkeep
    from varaq.project import Project

    project = Project.open(Path(folder))
    chosen, problems = _locales(project, locales)
    report(problems)
    code = _kept(upkeep.update(project, chosen, check=check), check)
    return BROKEN if has_errors(problems) else code


@cli.command()
@click.argument("locales", nargs=-1, required=True, metavar="LOCALE...")
@click.pass_obj
def init(folder: str, locales: tuple[str, ...]) -> int:
    """Start a language: empty catalogs for every document."""
    from varaq import upkeep
    from varaq.locales import Locale
    from varaq.project import Project

    project = Project.open(Path(folder))
    return _kept(upkeep.init(project, [Locale.parse(code) for code in locales]), check=False)


@cli.command()
@click.argument("locale")
@click.argument("document")
@click.option("-o", "--output", metavar="FILE", help="Where it goes; standard output without it.")
@click.pass_obj
def translate(folder: str, locale: str, document: str, output: str | None) -> int:
    """One translated document itself, no template around it."""
    from varaq import translation as translating
    from varaq.locales import Locale
    from varaq.project import Project

    project = Project.open(Path(folder))
    wanted = Locale.parse(locale)
    documents, problems = project.documents()
    found = next((item for item in documents if document in (item.name, item.path)), None)
    if found is None:
        raise VaraqError(
            *problems,
            Problem(
                "unknown-document",
                f'there is no document "{document}"',
                f"there are: {', '.join(item.name for item in documents) or 'none'}",
            ),
        )
    if wanted.code == project.source.code:
        result = translating.source(found)
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
    _put(result.text, output)
    return DONE


@cli.command(name="merge")
@click.argument("old")
@click.argument("pot")
@click.option("-o", "--output", metavar="FILE", help="Where it goes; standard output without it.")
def merge_(old: str, pot: str, output: str | None) -> int:
    """Merge a catalog with a POT, as msgmerge does."""
    from varaq import merge, po

    _put(po.write(merge.update(_catalog(old), _catalog(pot, pot=True))), output)
    return DONE


@cli.command()
@click.argument("locales", nargs=-1, metavar="[LOCALE]...")
@click.option(
    "--format",
    "layout",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    help="How findings are written.",
)
@click.pass_obj
def check(folder: str, locales: tuple[str, ...], layout: str) -> int:
    """Check catalogs; exit 1 where errors were found."""
    from varaq import review
    from varaq.project import Project

    project = Project.open(Path(folder))
    chosen, problems = _locales(project, locales)
    problems += review.check(project, chosen)
    for line in laid_out(problems, layout):
        click.echo(line)
    if layout == "text":
        say(f"{len(problems)} findings in {len(chosen)} languages")
    return FOUND if has_errors(problems) else DONE


@cli.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")
@click.pass_obj
def stats(folder: str, as_json: bool) -> int:
    """Coverage by language and document."""
    from varaq import review
    from varaq.project import Project

    project = Project.open(Path(folder))
    chosen, problems = _locales(project, ())
    rows, more = review.stats(project, chosen)
    problems += more
    report(problems)
    table = [
        {
            "locale": row.locale.code,
            "document": row.document,
            "units": row.coverage.units,
            "translated": row.coverage.translated,
            "fuzzy": row.fuzzy,
            "words": row.coverage.words,
            "translated_words": row.coverage.translated_words,
            "coverage": round(row.coverage.share, 4),
        }
        for row in rows
    ]
    if as_json:
        click.echo(json.dumps(table, ensure_ascii=False, indent=1))
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
@click.argument("folder", metavar="DIR")
@click.option(
    "--source", default="en", metavar="LOCALE", help="The source language.", show_default=True
)
def new(folder: str, source: str) -> int:
    """Make a fresh project that builds."""
    from varaq.locales import Locale
    from varaq.scaffold import scaffold

    for name in scaffold(Path(folder), Locale.parse(source)):
        say(f"made {folder}/{name}")
    return DONE


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
    sys.exit(run())


def _locales(project: Project, codes: Sequence[str]) -> tuple[list[Locale], list[Problem]]:
    """The languages asked for, or all that there are catalogs for."""
    from varaq.locales import Locale

    found, problems = project.locales()
    if not codes:
        return found, problems
    wanted = [Locale.parse(code).code for code in codes]
    known = {locale.code: locale for locale in found}
    for code in wanted:
        if code not in known:
            raise VaraqError(
                Problem(
                    "unknown-language",
                    f'there are no catalogs for "{code}"',
                    f"there are: {', '.join(known) or 'none'}; start it with: varaq init {code}",
                )
            )
    return [known[code] for code in wanted], problems


def _kept(result: Upkeep, check: bool) -> int:
    """Say what became of the files; the exit code."""
    report(result.problems)
    changed = [change.path for change in result.changes if change.changed]
    for path in changed:
        say(f"{'would change' if check else 'wrote'} {path}")
    say(f"{len(changed)} of {len(result.changes)} files {'would change' if check else 'changed'}")
    if has_errors(result.problems):
        return BROKEN
    return FOUND if check and changed else DONE


def _catalog(name: str, *, pot: bool = False) -> Catalog:
    from varaq import files, po

    return po.parse(po.decode(files.read_bytes(Path(name), name), name), name, pot=pot)


def _put(text: str, output: str | None) -> None:
    if output:
        from varaq import files

        files.write(Path(output), text, output)
    else:
        sys.stdout.buffer.write(text.encode())
