"""Books: handouts as EPUB, with the pictures that stand beside their documents."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import quote

from varaq.epub import Edition, epub
from varaq.links import ASSETS
from varaq.pages.values import Handout


def book(
    handout: Handout, site: str, contents: str, style: str, asset: Callable[[str], bytes | None]
) -> bytes:
    """A handout as EPUB.

    ``site`` is the address that the site will have, or empty; ``contents`` the word for a table of
    contents; ``style`` the style sheet; ``asset`` gives what a file holds, by its path under
    content/; what it raises, this raises.
    """
    said = handout.credits.moment if handout.credits else ""
    changed = datetime.fromisoformat(said).astimezone(UTC) if said else None
    edition = Edition(
        url=f"{site}{quote(handout.address)}" if site else "",
        changed=changed.strftime("%Y-%m-%dT%H:%M:%SZ") if changed else "",
        contents=contents,
        style=style,
    )

    def picture(path: str) -> bytes | None:
        there = posixpath.normpath(posixpath.join(posixpath.dirname(handout.address), path))
        if not there.startswith(f"{ASSETS}/"):
            return None
        return asset(there.removeprefix(f"{ASSETS}/"))

    return epub(handout, edition, picture)
