"""Sites: all that a build hands out, as the pages that lead to it see it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from varaq.config import Config
from varaq.locales import Locale
from varaq.pages import Kind, Words
from varaq.pages.handouts import description
from varaq.pages.indexes import addresses
from varaq.pages.site import Entry, Site, SiteLocale
from varaq.pages.values import Version
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
