"""The sitemap: which pages a site has, and in which languages, for search engines.

The format is that of sitemaps.org, with the links between languages that search engines read
there (``xhtml:link``).
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from urllib.parse import quote

from varaq.pages.site import Site

SITEMAP = "sitemap.xml"
"""Its file, relative to the site's root."""
_SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"


def sitemap(site: Site) -> str:
    """The sitemap of a site whose ``url`` is known: its door, its indexes and HTML handouts."""
    pages = "".join(_pages(site))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="{_SCHEMA}" xmlns:xhtml="{_XHTML}">\n{pages}</urlset>\n'
    )


def _pages(site: Site) -> Iterator[str]:
    indexes = {locale.tag: _address(site, locale.address) for locale in site.locales}
    yield from _versions({"x-default": escape(site.url), **indexes})
    found: dict[str, dict[str, str]] = {}
    for locale in site.locales:
        for entry in locale.handouts:
            if entry.url.endswith(".html"):
                address = _address(site, entry.url)
                languages = found.setdefault(entry.document, {})
                languages[locale.tag] = address
                if locale.is_source:
                    languages["x-default"] = address
    for languages in found.values():
        yield from _versions(languages)


def _address(site: Site, address: str) -> str:
    return escape(site.url + quote(address))


def _versions(languages: dict[str, str]) -> Iterator[str]:
    """One page in its languages: each address with all of them."""
    others = "".join(
        f'<xhtml:link rel="alternate" hreflang="{tag}" href="{address}"/>\n'
        for tag, address in languages.items()
    )
    for address in dict.fromkeys(languages.values()):
        yield f"<url>\n<loc>{address}</loc>\n{others}</url>\n"
