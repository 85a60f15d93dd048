"""The front: what leads to a build's handouts, and hears of each of them as it is made."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple

from varaq.locales import Locale
from varaq.manifest import Manifest, digest
from varaq.pages import DOOR, INDEX, Kind, Templates, Words, search
from varaq.pages.indexes import FRONT, SEARCHED, addresses, index, search_address
from varaq.pages.site import Site, SiteLocale
from varaq.pages.sitemap import SITEMAP, sitemap
from varaq.sheets import Sheet


class Page(NamedTuple):
    """A file that leads to handouts."""

    address: str
    key: bytes
    """What stands for what it is made of, but for its template and what all pages share."""
    template: str
    """The name of its template; empty where it has none."""
    locale: str
    """The code of the language that it speaks; empty where it speaks none."""
    text: Callable[[], str]
    """Makes it. Raises `VaraqError` where a template fails."""


class Front:
    """The handouts that there are so far, and the files that lead to them."""

    __slots__ = ("_manifest", "_names", "made")

    made: dict[str, list[tuple[Sheet, dict[Kind, bytes]]]]
    """The documents with the kinds that they came in, by the language's code.

    With what stands for what the search finds in them."""

    def __init__(self, names: Collection[str], manifest: Manifest) -> None:
        """``names`` are those of all documents of the project."""
        self._names = names
        self._manifest = manifest
        self.made = {}

    def note(self, sheet: Sheet, kind: Kind, holds: bytes) -> None:
        """Hear of a handout; ``holds`` stands for what the search finds in it."""
        own = self.made.setdefault(sheet.locale.code, [])
        if not own or own[-1][0] is not sheet:
            own.append((sheet, {}))
        own[-1][1][kind] = holds

    def take(self, made: Mapping[str, Sequence[tuple[Sheet, dict[Kind, bytes]]]]) -> None:
        """Hear of what another process has made."""
        for code, own in made.items():
            self.made.setdefault(code, []).extend(own)

    def ordered(self, documents: Sequence[str]) -> None:
        """Put documents into an order, whoever was ready first."""
        place = {name: number for number, name in enumerate(documents)}
        for own in self.made.values():
            own.sort(key=lambda each: place[each[0].document])

    def _searched(self, code: str) -> list[tuple[str, bytes]]:
        """What can be searched in a language: documents, with what stands for that."""
        own = self.made.get(code, ())
        return [(sheet.document, held[SEARCHED]) for sheet, held in own if SEARCHED in held]

    def pages(
        self, site: Site, templates: Templates, words: Mapping[str, Words], source: str
    ) -> Iterator[Page]:
        """What leads to a site's handouts: indexes, searches, door, sitemap.

        ``words`` are the templates' in each language, by code, ``source`` the code that the
        door speaks in. There is a sitemap where the site has a `url`.
        """
        known = [_known(locale) for locale in site.locales]
        outline = repr((replace(site, locales=()), [(*own, len(rest)) for own, rest in known]))
        for locale, (_, entries) in zip(site.locales, known, strict=True):
            found = self._searched(locale.locale)
            if found:
                key = digest(locale.address.encode(), repr(found).encode())
                there = search_address(locale.tag)
                yield Page(there, key, "", "", partial(self._script, locale))
            key = digest(outline.encode(), repr((entries, bool(found))).encode())
            make = _Index(site, locale, bool(found), templates, words)
            yield Page(locale.address, key, INDEX, locale.locale, make)
        key = digest(outline.encode())
        yield Page(
            FRONT, key, DOOR, source, lambda: templates.render(DOOR, words[source], None, site)
        )
        if site.url:
            key = digest(repr((site.url, known)).encode())
            yield Page(SITEMAP, key, "", "", lambda: sitemap(site))

    def stale(self, locales: Sequence[Locale]) -> Iterator[str]:
        """Where earlier builds may have put what led to handouts that are no more.

        ``locales`` are all languages of the project, with handouts or without.
        """
        for locale in locales:
            here, elsewhere = addresses(locale.tag, self._names)
            if locale.code not in self.made:
                yield here
            if not self._searched(locale.code):
                yield search_address(locale.tag)
            # the other place is a handout's, or nobody's
            if elsewhere == f"{locale.tag}.html":
                yield elsewhere

    def _script(self, locale: SiteLocale) -> str:
        held = self._manifest.searched(locale.locale)
        found = (held[name] for name, _ in self._searched(locale.locale) if name in held)
        return search.script(found, locale.address)


@dataclass(frozen=True, slots=True)
class _Index:
    """Makes the index of one language, if it has to be made."""

    site: Site
    locale: SiteLocale
    searched: bool
    templates: Templates
    words: Mapping[str, Words]

    def __call__(self) -> str:
        value = index(self.site, self.locale, searched=self.searched)
        own = self.words[self.locale.locale]
        return self.templates.render(INDEX, own, None, self.site, index=value)


def _known(locale: SiteLocale) -> tuple[tuple[object, ...], tuple[object, ...]]:
    """What other pages see of a language, and its handouts."""
    own = (locale.locale, locale.is_source, locale.complete, locale.address, locale.name)
    return own, locale.handouts
