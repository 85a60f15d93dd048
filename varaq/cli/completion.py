"""Completion: what a shell offers where a command is half typed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from varaq.cli.group import DONE, cli
from varaq.errors import VaraqError

if TYPE_CHECKING:
    from varaq.project import Project

SHELLS = ("bash", "zsh", "fish")
_VARIABLE = "_VARAQ_COMPLETE"
"""What click asks for in the environment, made of the program's name."""
Offer = Callable[[click.Context, click.Parameter, str], list[str]]


def _offer(names: Callable[[Project], list[str]]) -> Offer:
    """What begins with the letters typed, of what there is in the project; nothing on any fault."""

    def offered(ctx: click.Context, _: click.Parameter, typed: str) -> list[str]:
        from varaq.project import Project

        folder = str(ctx.find_root().params.get("folder") or ".")
        try:
            found = names(Project.open(Path(folder)))
        except (VaraqError, OSError):
            return []
        return [name for name in found if name.startswith(typed)]

    return offered


def _kinds(project: Project) -> list[str]:
    from varaq.pages import kinds

    found = kinds(project.templates())
    return list(dict.fromkeys(kind.name for kind in found))


languages = _offer(lambda project: [locale.code for locale in project.locales()[0]])
"""The languages that there are catalogs for."""
handout_languages = _offer(
    lambda project: [project.source.code, *(each.code for each in project.locales()[0])]
)
"""Those, and the source language."""
document_names = _offer(lambda project: [each.name for each in project.documents()[0]])
"""The documents' names."""
kind_names = _offer(_kinds)
"""The kinds of handouts."""


@cli.command()
@click.argument("shell", type=click.Choice(SHELLS))
def completion(shell: str) -> int:
    """What makes a shell complete commands, languages, documents; for its start-up file."""
    from click.shell_completion import get_completion_class

    found = get_completion_class(shell)
    if found is not None:
        click.echo(found(cli, {}, "varaq", _VARIABLE).source())
    return DONE
