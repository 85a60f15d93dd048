"""The front: what leads to a build's handouts, and hears of each of them as it is made."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from varaq.locales import Locale
from varaq.manifest import Manifest, digest
from varaq.pages import DOOR, INDEX, Kind, Templates, Words, search
from varaq.pages.indexes import FRONT, SEARCHED, addresses, index, search_address
from varaq.pages.site import Site
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
        self,
        languages: Sequence[Locale],
        site: Site,
        templates: Templates,
        words: Mapping[str, Words],
        source: str,
    ) -> Iterator[Page]:
        """What leads to a site's handouts: indexes, searches, door, sitemap.

        ``languages`` are in the order of the door. ``words`` are the templates' in each language,
        by code, ``source`` the code that the door speaks in. There is a sitemap where the site
        has a `url`.
        """
        listed = {locale.code: self._listed(locale) for locale in languages}
        shown = [locale for locale in languages if listed[locale.code]]
        own = repr(site.documents).encode()
        everything = digest(own, *(listed[locale.code] for locale in shown))
        # an index shows which other languages there are, but may ask for all that they have
        whole = templates.mentions(INDEX, "locales")
        outline = everything if whole else digest(own, *map(self._outline, shown))
        for locale in shown:
            code, found = locale.code, self._searched(locale.code)
            address = addresses(locale.tag, self._names)[0]
            if found:
                key = digest(address.encode(), repr(found).encode())
                there = search_address(locale.tag)
                yield Page(there, key, "", "", partial(self._script, code, address))
            key = digest(outline, listed[code], repr(bool(found)).encode())
            make = _Index(site, code, bool(found), templates, words)
            yield Page(address, key, INDEX, code, make)
        yield Page(
            FRONT,
            everything,
            DOOR,
            source,
            lambda: templates.render(DOOR, words[source], None, site),
        )
        if site.url:
            yield Page(SITEMAP, everything, "", "", lambda: sitemap(site))

    def _listed(self, locale: Locale) -> bytes:
        """What stands for all that is listed in a language; empty where nothing is."""
        parts = []
        for sheet, kinds in self.made.get(locale.code, ()):
            files = [kind for kind in kinds if kind.part == 1]
            if kinds:
                done = sheet.coverage
                own = (sheet.document, sheet.title, sheet.description)
                parts.append((own, done.translated, done.units, files))
        return f"{locale.code}\0{parts!r}".encode() if parts else b""

    def _outline(self, locale: Locale) -> bytes:
        """What stands for what the index of another language shows of one."""
        made = [sheet for sheet, kinds in self.made.get(locale.code, ()) if kinds]
        complete = all(sheet.coverage.complete for sheet in made)
        return f"{locale.code} {len(made)} {complete}".encode()

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

    def _script(self, code: str, address: str) -> str:
        held = self._manifest.searched(code)
        found = (held[name] for name, _ in self._searched(code) if name in held)
        return search.script(found, address)


@dataclass(frozen=True, slots=True)
class _Index:
    """Makes the index of one language, if it has to be made."""

    site: Site
    code: str
    searched: bool
    templates: Templates
    words: Mapping[str, Words]

    def __call__(self) -> str:
        locale = next(each for each in self.site.locales if each.locale == self.code)
        value = index(self.site, locale, searched=self.searched)
        return self.templates.render(INDEX, self.words[self.code], None, self.site, index=value)
