"""The sitemap: which pages a site has, and in which languages, for search engines.

The format is that of sitemaps.org, with the links between languages that search engines read
there (``xhtml:link``).
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from urllib.parse import quote

from varaq.pages.values import Site

SITEMAP = "sitemap.xml"
"""Its file, relative to the site's root."""
_SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"


def sitemap(site: Site) -> str:
    """The sitemap of a site whose ``url`` is known: its index and its HTML handouts."""
    pages = "".join(_pages(site))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="{_SCHEMA}" xmlns:xhtml="{_XHTML}">\n{pages}</urlset>\n'
    )


def _pages(site: Site) -> Iterator[str]:
    yield f"<url>\n<loc>{escape(site.url)}</loc>\n</url>\n"
    found: dict[str, dict[str, str]] = {}
    for locale in site.locales:
        for entry in locale.handouts:
            if entry.url.endswith(".html"):
                address = escape(site.url + quote(entry.url))
                languages = found.setdefault(entry.document, {})
                languages[locale.tag] = address
                if locale.is_source:
                    languages["x-default"] = address
    for languages in found.values():
        others = "".join(
            f'<xhtml:link rel="alternate" hreflang="{tag}" href="{address}"/>\n'
            for tag, address in languages.items()
        )
        for address in dict.fromkeys(languages.values()):
            yield f"<url>\n<loc>{address}</loc>\n{others}</url>\n"
