"""A fresh project: a folder that builds, with one document and a language or two to start."""

from __future__ import annotations

import json
import os
from pathlib import Path

from varaq import files
from varaq.errors import Problem, VaraqError, one_line
from varaq.locales import Locale

_CONFIG = """\
# what may stand here: the README's "Configuration"
source = "{source}"
title = {title}
"""
_DOCUMENT = """\
<!-- i18n:comment: The first document of a new project; replace it with your own. -->
# {title}

Write your text here, in plain Markdown: one file a document.

- Each heading, paragraph, list item and table cell is a **unit** that is translated on its own.
- `varaq init tr` starts a language, `varaq update` brings all catalogs up to date.
- `varaq build` makes the handouts.
"""


def scaffold(folder: Path, source: Locale) -> list[str]:
    """Make a project in a folder that does not exist or is empty; the files that were made.

    Raises `VaraqError` where the folder holds something.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise VaraqError(
            Problem(
                "not-empty", "there is something here already", "name a new folder", str(folder)
            )
        )
    title = one_line(os.fsencode(files.real(folder).name).decode(errors="replace"))
    quoted = json.dumps(title, ensure_ascii=False)  # what is a string there is one in TOML
    made = {
        "varaq.toml": _CONFIG.format(source=source.code, title=quoted),
        "content/hello.md": _DOCUMENT.format(title=title),
        ".gitignore": "/dist/\n/.varaq/\n",
    }
    for name, text in made.items():
        path = folder / name
        files.write(path, text, path.as_posix())
    return list(made)
