"""Git: letting it merge catalogs by message instead of by line."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

from varaq import files
from varaq.errors import Problem, VaraqError

ATTRIBUTES = "*.po merge=varaq"
"""The line of .gitattributes that names the driver; it is part of the repository."""
DRIVER = "varaq git-merge %O %A %B"
"""What git runs; each clone has to be told once, as git has it."""


def setup(folder: Path) -> Iterator[str]:
    """Set the merge driver up for the repository that a folder is in; says what was done.

    Raises `VaraqError` where there is no repository or no git, or what it would write to is
    elsewhere.
    """
    top = Path(_git(folder, "rev-parse", "--show-toplevel").strip())
    path = top / ".gitattributes"
    files.contained(path, top, path.name)
    _git(folder, "config", "merge.varaq.name", "varaq: catalogs, message by message")
    _git(folder, "config", "merge.varaq.driver", DRIVER)
    yield f"git config merge.varaq.driver = {DRIVER}"
    text = files.read(path, path.name) if path.is_file() else ""
    if ATTRIBUTES not in text.splitlines():
        lines = text if not text or text.endswith("\n") else text + "\n"
        files.keep(path, f"{lines}{ATTRIBUTES}\n".encode(), path.name)
        yield f"{path.name}: {ATTRIBUTES}"


def _git(folder: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - the arguments are our own
            ["git", "-C", str(folder), *arguments],  # noqa: S607 - as the user has it on PATH
            capture_output=True,
            text=True,
            errors="surrogateescape",  # as paths are
            check=False,
        )
    except OSError:
        raise VaraqError(Problem("git", "git is not installed", "install it")) from None
    if done.returncode:
        what = done.stderr.strip().partition("\n")[0].removeprefix("fatal: ") or "git failed"
        raise VaraqError(Problem("git", what, "call this in a git repository", str(folder)))
    return done.stdout
