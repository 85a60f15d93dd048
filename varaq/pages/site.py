"""What a template gets to see of a site. Users' own templates rely on these names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from varaq.pages.values import Version


@dataclass(frozen=True, slots=True)
class Entry:
    """A handout as an index lists it."""

    document: str
    title: str
    description: str
    percent: str
    complete: bool
    kinds: tuple[Version, ...]
    """Its files, those of the kind ``handout`` first."""

    @property
    def files(self) -> tuple[tuple[str, str], ...]:
        """(file suffix, address), those of the kind ``handout`` first."""
        return tuple((version.suffix, version.url) for version in self.kinds)

    @property
    def url(self) -> str:
        """The address of the first of its files."""
        return self.kinds[0].url


@dataclass(frozen=True, slots=True)
class SiteLocale:
    """A language of the site, with its handouts and its own words."""

    locale: str
    tag: str
    dir: str
    name: str
    is_source: bool
    complete: bool
    address: str
    """Where its index is, relative to the site's root."""
    handouts: tuple[Entry, ...]
    """Their addresses are relative to the site's root."""
    gettext: Callable[..., Markup]
    ngettext: Callable[..., Markup]


@dataclass(frozen=True, slots=True)
class Site:
    """All that is handed out."""

    title: str
    """What the configuration names it; empty where it does not."""
    url: str
    """Where it will stand on the web, ending in ``/``; empty where that is not known."""
    documents: tuple[str, ...]
    locales: Sequence[SiteLocale]
    source_tag: str
    source_dir: str
    """``ltr`` or ``rtl``, of the source language, which `title` is in."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language as another's index leads to it (its own included)."""

    tag: str
    dir: str
    name: str
    """The language's name in itself."""
    url: str
    """Where its index is, relative to the index that shows it."""
    address: str
    """The same, relative to the site's root."""
    current: bool
    is_source: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The handouts of the documents in one folder."""

    folder: str
    """Under content/, with ``/``; empty for those that are in none."""
    title: str
    """That of the document which speaks for the folder, its ``index`` or the one named as it;
    empty where there is none."""
    handouts: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """A page that lists the handouts of one language."""

    locale: str
    tag: str
    dir: str
    language: str
    """The language's name in itself."""
    is_source: bool
    complete: bool
    """Whether all that is listed is translated."""
    source_tag: str
    source_dir: str
    handouts: tuple[Entry, ...]
    """In the order of the documents, their addresses relative to the index."""
    groups: tuple[Group, ...]
    """The same by folders, those without one first."""
    others: tuple[Language, ...]
    """The languages that there is an index of."""
    address: str
    """Where it is, relative to the site's root; ``site.url`` goes before it."""
    door: str
    """The address of the list of languages, relative to the index."""
    search: str
    """The address of the script with what can be searched; empty where there is nothing."""
