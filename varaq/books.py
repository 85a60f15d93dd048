"""Books: handouts as EPUB, with the pictures that stand beside their documents."""

from __future__ import annotations

import contextlib
import posixpath
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from varaq import files
from varaq.epub import Edition, epub
from varaq.errors import VaraqError
from varaq.pages.values import Handout


def book(handout: Handout, site: str, contents: str, style: str, folder: Path) -> bytes:
    """A handout as EPUB.

    ``site`` is the address that the site will have, or empty; ``contents`` the word for a table of
    contents; ``style`` the style sheet; ``folder`` the content folder, outside of which no
    picture is looked for.
    """
    said = handout.credits.datetime if handout.credits else ""
    changed = datetime.fromisoformat(said).astimezone(UTC) if said else None
    edition = Edition(
        url=f"{site}{quote(handout.address)}" if site else "",
        changed=changed.strftime("%Y-%m-%dT%H:%M:%SZ") if changed else "",
        contents=contents,
        style=style,
    )

    def picture(path: str) -> bytes | None:
        name = posixpath.normpath(posixpath.join(posixpath.dirname(handout.document), path))
        if name.startswith("../") or "/." in f"/{name}" or "\0" in name:
            return None
        if not (folder / name).resolve().is_relative_to(folder.resolve()):
            return None
        with contextlib.suppress(VaraqError):
            return files.read_bytes(folder / name, name)
        return None

    return epub(handout, edition, picture)
