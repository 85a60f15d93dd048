"""Sites: all that a build hands out, and the pages and files that lead to it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from varaq.config import Config
from varaq.locales import Locale
from varaq.pages import DOOR, INDEX, Kind, Templates, Words, search
from varaq.pages.handouts import description
from varaq.pages.indexes import FRONT, addresses, index, search_address
from varaq.pages.sitemap import SITEMAP, sitemap
from varaq.pages.values import Entry, Site, SiteLocale, Version
from varaq.sheets import Sheet


def site_of(
    config: Config,
    documents: Sequence[str],
    languages: Sequence[tuple[Locale, Words]],
    sheets: Sequence[Sheet],
    there: Mapping[tuple[str, str], Sequence[Kind]],
    names: Collection[str],
) -> Site:
    """A site with the handouts that are made.

    ``languages`` are in the order of the door; ``there`` says which kinds are made of which
    document, by the language's code and the document's name; ``names`` are those of all
    documents of the project.
    """
    url, source = config.site_url, Locale.parse(config.source)
    return Site(
        title=config.title,
        url=url if not url or url.endswith("/") else f"{url}/",
        documents=tuple(documents),
        locales=tuple(
            SiteLocale(
                locale=locale.code,
                tag=locale.tag,
                dir=locale.direction,
                name=locale.name,
                is_source=locale.code == source.code,
                complete=all(entry.complete for entry in entries),
                address=addresses(locale.tag, names)[0],
                handouts=entries,
                gettext=words.gettext,
                ngettext=words.ngettext,
            )
            for locale, words in languages
            if (entries := _entries(locale, sheets, there))
        ),
        source_tag=source.tag,
        source_dir=source.direction,
    )


def front(
    site: Site,
    templates: Templates,
    words: Mapping[str, Words],
    source: str,
    pages: Mapping[str, Sequence[search.Page]],
) -> Iterator[tuple[str, str]]:
    """What leads to a site's handouts, as (address, text): indexes, searches, door, sitemap.

    ``words`` are the templates' in each language, by code, ``source`` the code that the door
    speaks in; ``pages`` are what can be searched, by code. There is a sitemap where the site
    has a `url`. Raises `VaraqError` where a template fails.
    """
    for locale in site.locales:
        found = pages.get(locale.locale, ())
        if found:
            yield search_address(locale.tag), search.script(found, locale.address)
        value = index(site, locale, searched=bool(found))
        own = words[locale.locale]
        yield locale.address, templates.render(INDEX, own, None, site, index=value)
    yield FRONT, templates.render(DOOR, words[source], None, site)
    if site.url:
        yield SITEMAP, sitemap(site)


def stale(tags: Sequence[str], names: Collection[str], files: Collection[str]) -> Iterator[str]:
    """Where earlier builds may have put what would lead to handouts that are no more.

    ``tags`` are those of all languages, ``files`` the addresses that are there now.
    """
    for tag in tags:
        here, elsewhere = addresses(tag, names)
        for address in (here, search_address(tag)):
            if address not in files:
                yield address
        # the other place is a handout's, or nobody's
        if elsewhere == f"{tag}.html":
            yield elsewhere


def _entries(
    locale: Locale, sheets: Sequence[Sheet], there: Mapping[tuple[str, str], Sequence[Kind]]
) -> tuple[Entry, ...]:
    return tuple(
        Entry(
            document=sheet.document.name,
            title=sheet.title,
            description=description(sheet.translation),
            percent=sheet.locale.percent(sheet.coverage.share),
            complete=sheet.coverage.complete,
            kinds=tuple(Version(kind.name, kind.suffix, sheet.address(kind)) for kind in own),
        )
        for sheet in sheets
        if sheet.locale.code == locale.code
        and (own := there.get((locale.code, sheet.document.name)))
    )
