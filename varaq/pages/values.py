"""What a template gets to see. Users' own templates rely on these names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a handout, for its table of contents."""

    level: int
    """1 to 6."""
    anchor: str
    """Its id, the same in every language."""
    title: str
    """Its words in the handout's language, or the source's where it is not translated."""
    tag: str
    """The language tag of the title."""


@dataclass(frozen=True, slots=True)
class Credits:
    """Who translated a handout and when, as its catalog's header says."""

    translator: str
    """One name or several, without addresses, joined as the language joins a list; empty
    where the header has none."""
    date: str
    """When it was last changed, in the handout's language; empty where the header has none."""
    datetime: str
    """The same as ISO 8601, for machines."""


@dataclass(frozen=True, slots=True)
class Other:
    """The same handout in one of the languages that it is made in (its own included)."""

    tag: str
    dir: str
    name: str
    """The language's name in itself."""
    title: str
    url: str
    """Relative to the handout that shows it."""
    percent: str
    complete: bool
    current: bool
    is_source: bool


@dataclass(frozen=True, slots=True)
class Handout:
    """One document in one language."""

    title: str
    description: str
    body: Markup
    """The document as safe HTML."""
    markdown: str
    """The document as Markdown, without front matter."""
    document: str
    """The document's name."""
    source: str
    """The source file, as users name it."""
    locale: str
    tag: str
    dir: str
    language: str
    """The language's name in itself."""
    source_language: str
    """The source language's name, in the handout's language."""
    source_tag: str
    is_source: bool
    is_glossary: bool
    paper: str
    """``A4`` or ``Letter``."""
    digits: str
    """The CSS counter style that the language's numbers are written in: ``decimal``."""
    coverage: float
    """0 to 1."""
    percent: str
    """The coverage as the language writes it."""
    complete: bool
    mixed: bool
    """Whether something else than the source stands, or nothing, where it is not translated."""
    contents: tuple[Heading, ...]
    credits: Credits | None
    """None for a handout in the source language."""
    others: tuple[Other, ...]
    index: str
    """The address of the site's index, relative to the handout."""
    alternatives: tuple[tuple[str, str], ...]
    """The other kinds of this handout: (file suffix, address relative to the handout)."""
    online: str
    """Where it stands on the web; empty where the configuration has no ``site_url``."""
    qr: str
    """The address of a picture that is the same as a QR code; empty where there is none, or
    no PDF is made."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A handout as the index lists it."""

    document: str
    title: str
    description: str
    percent: str
    complete: bool
    files: tuple[tuple[str, str], ...]
    """(file suffix, address relative to the index), ``html`` first."""

    @property
    def url(self) -> str:
        """The address of the first of its files."""
        return self.files[0][1]


@dataclass(frozen=True, slots=True)
class SiteLocale:
    """A language of the site, with its handouts and its own words."""

    locale: str
    tag: str
    dir: str
    name: str
    is_source: bool
    complete: bool
    handouts: tuple[Entry, ...]
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
    locales: tuple[SiteLocale, ...]
