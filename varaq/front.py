"""The front: what leads to a build's handouts, and hears of each of them as it is made."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from varaq.locales import Locale
from varaq.pages import DOOR, INDEX, Kind, Templates, Words, search
from varaq.pages.indexes import FRONT, SEARCHED, addresses, index, search_address
from varaq.pages.site import Site
from varaq.pages.sitemap import SITEMAP, sitemap
from varaq.pages.values import Handout
from varaq.sheets import Sheet


class Front:
    """The handouts that are made so far, and the files that lead to them."""

    __slots__ = ("_names", "_pages", "made")

    made: dict[tuple[str, str], list[Kind]]
    """The kinds, by the language's code and the document's name."""

    def __init__(self, names: Collection[str]) -> None:
        """``names`` are those of all documents of the project."""
        self._names = names
        self._pages: dict[str, list[search.Page]] = {}
        """What can be searched, by the language's code."""
        self.made = {}

    def note(self, sheet: Sheet, kind: Kind, value: Handout) -> None:
        """Hear of a handout; ``value`` is it before it was placed."""
        code = sheet.locale.code
        self.made.setdefault((code, sheet.document.name), []).append(kind)
        if kind == SEARCHED:
            found = search.page(value.title, sheet.address(kind), value.body)
            self._pages.setdefault(code, []).append(found)

    def files(
        self, site: Site, templates: Templates, words: Mapping[str, Words], source: str
    ) -> Iterator[tuple[str, str]]:
        """What leads to a site's handouts, as (address, text): indexes, searches, door, sitemap.

        ``words`` are the templates' in each language, by code, ``source`` the code that the
        door speaks in. There is a sitemap where the site has a `url`. Raises `VaraqError` where
        a template fails.
        """
        for locale in site.locales:
            found = self._pages.get(locale.locale, ())
            if found:
                yield search_address(locale.tag), search.script(found, locale.address)
            value = index(site, locale, searched=bool(found))
            own = words[locale.locale]
            yield locale.address, templates.render(INDEX, own, None, site, index=value)
        yield FRONT, templates.render(DOOR, words[source], None, site)
        if site.url:
            yield SITEMAP, sitemap(site)

    def stale(self, locales: Sequence[Locale]) -> Iterator[str]:
        """Where earlier builds may have put what led to handouts that are no more.

        ``locales`` are all languages of the project, with handouts or without.
        """
        listed = {code for code, _ in self.made}
        for locale in locales:
            here, elsewhere = addresses(locale.tag, self._names)
            if locale.code not in listed:
                yield here
            if locale.code not in self._pages:
                yield search_address(locale.tag)
            # the other place is a handout's, or nobody's
            if elsewhere == f"{locale.tag}.html":
                yield elsewhere
