"""The commands that keep catalogs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from varaq.cli.completion import document_names, languages
from varaq.cli.group import BROKEN, DONE, FOUND, chosen, cli, document_named, into, put
from varaq.errors import Problem, VaraqError, has_errors
from varaq.terminal import laid_out, report, say

if TYPE_CHECKING:
    from varaq.catalog import Catalog
    from varaq.locales import Locale
    from varaq.pots import Change, Upkeep


@cli.command()
@click.option("--check", is_flag=True, help="Write nothing; exit 1 where a POT would change.")
@click.pass_obj
def extract(folder: str, check: bool) -> int:
    """Documents and templates to POT files."""
    from varaq import pots
    from varaq.project import Project

    return _kept(pots.extract(Project.open(Path(folder)), check=check), check)


@cli.command()
@click.argument("locales", nargs=-1, metavar="[LOCALE]...", shell_complete=languages)
@click.option("--check", is_flag=True, help="Write nothing; exit 1 where a file would change.")
@click.option("--suggest", is_flag=True, help="Fill what is untranslated from the memory, fuzzy.")
@click.pass_obj
def update(folder: str, locales: tuple[str, ...], check: bool, suggest: bool) -> int:
    """Extract, then merge into the catalogs of all languages, or of some."""
    from varaq import upkeep
    from varaq.project import Project

    project = Project.open(Path(folder))
    wanted, problems = chosen(project, locales)
    report(problems)
    if suggest:
        from varaq import recall

        result = recall.update(project, wanted, check=check)
    else:
        result = upkeep.update(project, wanted, check=check)
    code = _kept(result, check)
    return BROKEN if has_errors(problems) else code


@cli.command()
@click.argument("locales", nargs=-1, required=True, metavar="LOCALE...")
@click.pass_obj
def init(folder: str, locales: tuple[str, ...]) -> int:
    """Start a language: empty catalogs for every document."""
    from varaq import upkeep
    from varaq.project import Project

    project = Project.open(Path(folder))
    wanted: list[Locale] = []
    for code in locales:
        wanted.append(into(project, code, wanted))
    return _kept(upkeep.init(project, wanted), check=False)


@cli.command()
@click.argument("locale", metavar="LOCALE", shell_complete=languages)
@click.argument("old", nargs=-1, required=True, metavar="OLD.po...")
@click.pass_obj
def migrate(folder: str, locale: str, old: tuple[str, ...]) -> int:
    """Fill a language's catalogs from those of another tool."""
    from varaq import takeover
    from varaq.project import Project

    project = Project.open(Path(folder))
    wanted = into(project, locale)
    sources: list[Catalog] = []
    problems: list[Problem] = []
    for name in old:
        try:
            sources.append(_catalog(name))
        except VaraqError as error:
            problems += error.problems
    if problems:
        raise VaraqError(*problems)
    result, tally = takeover.migrate(project, wanted, sources)
    code = _kept(result, check=False)
    say(
        f"of the messages, {tally.same} got their translation as it was, {tally.adapted} with "
        f"its markup adapted, {tally.fuzzy} a fuzzy one; {tally.lost} got none, "
        f"{tally.kept} had one already"
    )
    return code


@cli.command()
@click.argument("locale", shell_complete=languages)
@click.argument("translated", metavar="TRANSLATED.md")
@click.argument("document", shell_complete=document_names)
@click.pass_obj
def adopt(folder: str, locale: str, translated: str, document: str) -> int:
    """Take a translated file over into a document's catalog; what is left is listed."""
    from varaq import takeover
    from varaq.project import Project

    project = Project.open(Path(folder))
    wanted, found = into(project, locale), document_named(project, document)
    result = takeover.adopt(project, wanted, found, Path(translated))
    for line in laid_out(result.left, "text"):
        click.echo(line)
    _written(result.changes, check=False)
    fuzzy = sum(bool(pairing.doubts) for pairing in result.taken)
    say(f"taken over: {len(result.taken)} ({fuzzy} fuzzy); listed: {len(result.left)}")
    return DONE


@cli.command(name="merge")
@click.argument("old")
@click.argument("pot")
@click.option("-o", "--output", metavar="FILE", help="Where it goes; standard output without it.")
def merge_(old: str, pot: str, output: str | None) -> int:
    """Merge a catalog with a POT, as msgmerge does."""
    from varaq import merge, po

    put(po.write(merge.update(_catalog(old), _catalog(pot, pot=True))), output)
    return DONE


@cli.command()
@click.argument("count", default=1, type=click.IntRange(1))
@click.pass_obj
def undo(folder: str, count: int) -> int:
    """Take back the last save of a catalog, or the last COUNT."""
    from varaq import saving
    from varaq.project import Project

    project = Project.open(Path(folder))
    changed, problems = saving.undo(project.root, project.locale_dir, count)
    report(problems)
    for path in changed:
        say(f"took back what was done to {path}")
    if not changed and not problems:
        say("nothing to undo")
    return BROKEN if has_errors(problems) else DONE


@cli.command(name="git-merge")
@click.argument("base")
@click.argument("ours")
@click.argument("theirs")
def git_merge(base: str, ours: str, theirs: str) -> int:
    """Merge three versions of a catalog into OURS; git calls this."""
    from varaq import files, po
    from varaq.catalog import Catalog
    from varaq.threeway import merge3

    # a file that both sides added has no base: git gives an empty one
    older = _catalog(base) if files.read_bytes(Path(base), base) else Catalog(())
    merged = merge3(older, _catalog(ours), _catalog(theirs))
    files.keep(Path(ours), po.write(merged.catalog).encode(), ours)
    for msgid in merged.conflicts:
        say(f"translated on both sides, now fuzzy: {msgid[:70]}")
    return DONE


@cli.command(name="git-setup")
@click.pass_obj
def git_setup(folder: str) -> int:
    """Let git merge this project's catalogs by message."""
    from varaq.gitting import setup

    for line in setup(Path(folder)):
        say(line)
    return DONE


def _kept(result: Upkeep, check: bool) -> int:
    """Say what became of the files; the exit code."""
    report(result.problems)
    changed = _written(result.changes, check=check)
    say(f"{changed} of {len(result.changes)} files {'would change' if check else 'changed'}")
    if has_errors(result.problems):
        return BROKEN
    return FOUND if check and changed else DONE


def _written(changes: Sequence[Change], *, check: bool) -> int:
    """Say which files were written, or would be; how many these are."""
    changed = [change.path for change in changes if change.changed]
    if changed:
        say(*(f"{'would change' if check else 'wrote'} {path}" for path in changed))
    return len(changed)


def _catalog(name: str, *, pot: bool = False) -> Catalog:
    from varaq import files, po

    return po.parse(po.decode(files.read_bytes(Path(name), name), name), name, pot=pot)
