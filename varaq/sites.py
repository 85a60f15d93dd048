"""Sites: all that a build hands out, as the pages that lead to it see it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Protocol

from markupsafe import Markup

from varaq.config import Config
from varaq.locales import Locale
from varaq.pages import Kind
from varaq.pages.indexes import addresses
from varaq.pages.site import Entry, Site, SiteLocale
from varaq.pages.values import Lazy, Version
from varaq.sheets import Sheet


class Speaks(Protocol):
    """The words of a language."""

    @property
    def gettext(self) -> Callable[..., Markup]:
        """Gives a message in the language."""

    @property
    def ngettext(self) -> Callable[..., Markup]:
        """Gives the form of a message that goes with a number."""


Made = Mapping[str, Sequence[tuple[Sheet, Collection[Kind]]]]
"""The handouts that there are: by the language's code, documents with the kinds they came in."""


def site_of(
    config: Config,
    documents: Sequence[str],
    languages: Sequence[tuple[Locale, Speaks]],
    made: Made,
    names: Collection[str],
) -> Site:
    """A site with the handouts that are made.

    ``languages`` are in the order of the door; ``names`` are those of all documents of the
    project.
    """
    url, source = config.site_url, Locale.parse(config.source)
    return Site(
        title=config.title,
        url=url if not url or url.endswith("/") else f"{url}/",
        documents=tuple(documents),
        locales=Lazy(lambda: _locales(languages, made, names, source)),
        source_tag=source.tag,
        source_dir=source.direction,
    )


def _locales(
    languages: Sequence[tuple[Locale, Speaks]], made: Made, names: Collection[str], source: Locale
) -> tuple[SiteLocale, ...]:
    """The languages that there are handouts in."""
    return tuple(
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
        if (entries := _entries(made.get(locale.code, ())))
    )


def _entries(made: Sequence[tuple[Sheet, Collection[Kind]]]) -> tuple[Entry, ...]:
    return tuple(
        Entry(
            document=sheet.document,
            title=sheet.title,
            description=sheet.description,
            percent=sheet.locale.percent(sheet.coverage.share),
            complete=sheet.coverage.complete,
            kinds=tuple(
                Version(kind.name, kind.suffix, sheet.address(kind))
                for kind in kinds
                if kind.part == 1
            ),
        )
        for sheet, kinds in made
        if kinds
    )
