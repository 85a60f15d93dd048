"""The commands for other translation programs, and for what is remembered."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from varaq.cli.completion import document_names, languages
from varaq.cli.group import BROKEN, DONE, chosen, cli, into, put
from varaq.errors import has_errors
from varaq.terminal import columns, report, say

if TYPE_CHECKING:
    from varaq.locales import Locale
    from varaq.recall import Recall

_WIDTH = 60
"""So much of a text is shown in a table."""


@cli.command()
@click.argument("locale", required=False, shell_complete=languages)
@click.option("--text", metavar="TEXT", help="Show the suggestions for this text.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")
@click.pass_obj
def memory(folder: str, locale: str | None, text: str | None, as_json: bool) -> int:
    """What was translated before, in all languages or one; suggestions for a text."""
    from varaq.project import Project
    from varaq.recall import Recall

    project = Project.open(Path(folder))
    wanted, problems = chosen(project, [locale] if locale else [])
    recall = Recall(project)
    table = _holdings(recall, wanted) if text is None else _suggestions(recall, wanted, text)
    problems += recall.problems
    report(problems)
    if as_json:
        click.echo(json.dumps(table, ensure_ascii=False, indent=1))
    elif table:
        body = [[_short(value) for value in row.values()] for row in table]
        for line in columns([list(table[0]), *body]):
            click.echo(line)
    else:
        say("nothing like it is remembered" if text is not None else "nothing is remembered")
    return BROKEN if has_errors(problems) else DONE


def _holdings(recall: Recall, locales: list[Locale]) -> list[dict[str, object]]:
    """How many entries there are, by language, file and origin."""
    counts: dict[tuple[str, str, str], int] = {}
    for locale in locales:
        for record in recall.memory(locale).records:
            key = (locale.code, record.path, record.origin.value)
            counts[key] = counts.get(key, 0) + 1
    return [
        {"language": code, "file": path, "origin": origin, "entries": count}
        for (code, path, origin), count in sorted(counts.items())
    ]


def _suggestions(recall: Recall, locales: list[Locale], text: str) -> list[dict[str, object]]:
    return [
        {
            "suggestion": found.target,
            "for": found.source,
            "language": locale.code,
            "score": found.score,
            "kind": found.kind.value,
            "file": found.path,
            "origin": found.origin.value,
        }
        for locale in locales
        for found in recall.memory(locale).suggestions(text)
    ]


def _short(value: object) -> str:
    words = " ".join(str(value).split())
    return words if len(words) <= _WIDTH else f"{words[: _WIDTH - 1]}…"


@cli.group()
def export() -> None:
    """Catalogs as files for other translation programs."""


@export.command()
@click.argument("locales", nargs=-1, metavar="[LOCALE]...", shell_complete=languages)
@click.option("-o", "--output", metavar="FILE", help="Where it goes; standard output without it.")
@click.pass_obj
def tmx(folder: str, locales: tuple[str, ...], output: str | None) -> int:
    """All translations, or those into some languages, as a translation memory (TMX)."""
    from varaq import __version__, recall
    from varaq import tmx as writing
    from varaq.project import Project

    project = Project.open(Path(folder))
    wanted, problems = chosen(project, locales)
    units, more = recall.exported(project, wanted)
    problems += more
    report(problems)
    put(writing.write(units, project.source.tag, __version__), output, project)
    say(f"{len(units)} texts in {len(wanted)} languages")
    return BROKEN if has_errors(problems) else DONE


@export.command()
@click.argument("locale", shell_complete=languages)
@click.argument("document", shell_complete=document_names)
@click.option(
    "--version",
    type=click.Choice(["1.2", "2.1"]),
    default="1.2",
    show_default=True,
    help="The version of XLIFF.",
)
@click.option("-o", "--output", metavar="FILE", help="Where it goes; standard output without it.")
@click.pass_obj
def xliff(folder: str, locale: str, document: str, version: str, output: str | None) -> int:
    """One document's texts and translations as XLIFF."""
    from varaq import exchange
    from varaq.project import Project

    project = Project.open(Path(folder))
    text, problems = exchange.exported(project, into(project, locale), document, version)
    report(problems)
    put(text, output, project)
    return BROKEN if has_errors(problems) else DONE


@cli.command(name="import-xliff")
@click.argument("sources", nargs=-1, required=True, metavar="FILE...")
@click.pass_obj
def import_xliff(folder: str, sources: tuple[str, ...]) -> int:
    """Translations, states and notes of XLIFF files into the catalogs."""
    from varaq import exchange
    from varaq.errors import VaraqError
    from varaq.project import Project

    project = Project.open(Path(folder))
    broken = False
    for source in sources:
        try:
            result = exchange.imported(project, Path(source))
        except VaraqError as error:
            report(error.problems)
            broken = True
            continue
        report(result.problems)
        for change in result.changes:
            say(f"{'wrote' if change.changed else 'unchanged:'} {change.path}")
        say(f"{source}: {result.messages} messages changed ({result.fuzzy} fuzzy)")
    return BROKEN if broken else DONE
