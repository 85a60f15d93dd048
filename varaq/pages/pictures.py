"""Pictures: which one stands for a handout where it is shared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from urllib.parse import urljoin

_TAG = re.compile(r"<img(?:\s[^<>\"']*(?:\"[^\"]*\"|'[^']*'))*[^<>]*>", re.IGNORECASE)
_VALUE = re.compile(r"\s(src|alt)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
_DRAWN = re.compile(r"\.svgz?(?:[?#]|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, as a page names it."""

    url: str
    """On the web, absolute."""
    alt: str
    """What it shows, for those who do not see it; may be empty."""


def first(html: str, online: str) -> Picture | None:
    """The first picture in some HTML that stands at an address of the web; None without one.

    Drawings (SVG) are passed over, since what shows previews of pages does not show these.

    >>> first('<img src="../a.png" alt="A &amp; B">', "https://example.org/tr/b.html")
    Picture(url='https://example.org/a.png', alt='A & B')
    """
    for tag in _TAG.finditer(html):
        values = {
            name.lower(): unescape(one or other or bare)
            for name, one, other, bare in _VALUE.findall(tag[0])
        }
        try:
            url = urljoin(online, values.get("src", "").strip())
        except ValueError:  # brackets in it without a number between them
            continue
        if "src" in values and url.startswith(("http://", "https://")) and not _DRAWN.search(url):
            return Picture(url, values.get("alt", ""))
    return None
