"""The group of all commands, its exit codes, and what several commands need."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from varaq import __version__
from varaq.errors import Problem, VaraqError

if TYPE_CHECKING:
    from varaq.document import Document
    from varaq.locales import Locale
    from varaq.project import Project

DONE, FOUND, BROKEN = 0, 1, 2
"""Exit codes: all well; a check found something; wrong use or input."""


class _Commands(click.Group):
    """A group whose default command is ``build``, with its options."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        shorts = {option for param in self.params for option in param.opts if len(option) == 2}
        at = 0
        while at < len(args) and args[at][:2] in shorts:
            at += 1 if len(args[at]) > 2 else 2  # -CDIR or -C DIR
        if args[at : at + 1] in (["--help"], ["--version"]):
            return super().parse_args(ctx, args)
        if at >= len(args) and ctx.resilient_parsing:
            return super().parse_args(ctx, args)  # a shell asks what may come next
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


def chosen(project: Project, codes: Sequence[str]) -> tuple[list[Locale], list[Problem]]:
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


def document_named(project: Project, name: str) -> Document:
    """The document of this name or path. Raises `VaraqError` where there is none."""
    documents, problems = project.documents()
    for document in documents:
        if name in (document.name, document.path):
            return document
    raise VaraqError(
        *problems,
        Problem(
            "unknown-document",
            f'there is no document "{name}"',
            f"there are: {', '.join(document.name for document in documents) or 'none'}",
        ),
    )


def into(project: Project, code: str, begun: Sequence[Locale] = ()) -> Locale:
    """The language of a code. Raises `VaraqError` where it can have no catalogs, or is none.

    ``begun`` are languages that are about to have catalogs.
    """
    from varaq import places
    from varaq.locales import Locale

    locale = Locale.parse(code)
    if locale.code == project.source.code:
        what = f'"{locale.code}" is the source language'
        raise VaraqError(Problem("source-language", what, "name a language to translate into"))
    if locale.is_pseudo:
        what = f'"{locale.code}" is a pseudo-language, which has no catalogs'
        raise VaraqError(Problem("pseudo-language", what, f"varaq build -l {locale.code} makes it"))
    other = places.twin(locale, (project.source, *project.locales()[0], *begun))
    if other is not None:
        what = f"handouts of {locale.code} would go where those of {other.code} do"
        raise VaraqError(Problem("locale-name", what, f"translate into {other.code}"))
    return locale


def put(text: str, output: str | None, project: Project | None = None) -> None:
    """Write a text to a file, or to standard output where none is named, or ``-``.

    Raises `VaraqError` where the file is a document or a catalog of the ``project``.
    """
    if output and output != "-":
        from varaq import files

        if project is not None:
            project.check_output(Path(output))
        files.write(Path(output), text, output)
    else:
        click.echo(text.encode(), nl=False)
