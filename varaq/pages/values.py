"""What a template gets to see. Users' own templates rely on these names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar, overload

from markupsafe import Markup

from varaq.pages.pictures import Picture

Item = TypeVar("Item", covariant=True)


class Lazy(Sequence[Item], Generic[Item]):
    """A sequence that is made when a template first looks at it, so that others don't pay.

    No dataclass, since it changes once: from how it is made to what was made.
    """

    __slots__ = ("_made",)

    def __init__(self, make: Callable[[], Sequence[Item]]) -> None:
        """``make`` gives what is in it, and is called once at most."""
        self._made: Callable[[], Sequence[Item]] | Sequence[Item] = make

    @overload
    def __getitem__(self, index: int) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Item]: ...
    def __getitem__(self, index: int | slice) -> Item | Sequence[Item]:
        return self._all()[index]

    def __len__(self) -> int:
        return len(self._all())

    def _all(self) -> Sequence[Item]:
        if callable(self._made):
            self._made = self._made()
        return self._made


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
    """The same day as ISO 8601, for machines. Pages hold no hour, which each save changes."""
    moment: str = ""
    """The very moment, as ISO 8601, which books have to have."""


class Other(NamedTuple):
    """The same handout in one of the languages that it is made in (its own included).

    A named tuple, as `Version` is, since each handout has one for each language.
    """

    tag: str
    dir: str
    name: str
    """The language's name in itself."""
    title: str
    url: str
    """Relative to the handout that shows it."""
    address: str
    """Relative to the site's root."""
    regional: str
    """The language with a country: ``tr_TR``."""
    percent: str
    complete: bool
    current: bool
    is_source: bool


class Version(NamedTuple):
    """A handout, or another of its kinds."""

    name: str
    """The kind: ``handout``, ``slides``."""
    suffix: str
    """Of the file, without the dot: ``html``."""
    url: str
    """Relative to the page that shows it."""


@dataclass(frozen=True, slots=True)
class Row:
    """A unit in the source language and in the handout's, for both to be read side by side."""

    number: int
    """Its place in the document, 1-based."""
    kind: str
    """``heading``, ``paragraph``, ``list item``, ``table cell``, ``term``, ``definition``,
    ``footnote``, ``front matter``, ``link title``, ``code``, ``HTML text``, ``group``."""
    name: str
    """Which field of the front matter it is; empty for all else."""
    level: int
    """1 to 6 for a heading, else 0."""
    depth: int
    """How many headings a heading stands under, itself counted; else 0."""
    anchor: str
    """The id of a heading on the handout's page; empty for all else."""
    state: str
    """``translated``, ``untranslated``, ``fuzzy``; ``faulty`` for a translation that can't be
    used, ``other`` where another language stands in."""
    source: Markup
    """Its text in the source language, as safe HTML without a block around it."""
    target: Markup
    """The same in the handout's language, or in the one that stands in; empty where there is
    neither."""
    tag: str
    """The language tag of `target`."""
    dir: str
    """``ltr`` or ``rtl``, of `target`."""
    unconfirmed: Markup
    """The text of a fuzzy message, which no handout shows; empty for all else."""
    previous: Markup
    """The source that `unconfirmed` was made for, where the catalog says it."""
    notes: tuple[str, ...]
    """What the author tells translators."""
    noted: tuple[int, ...]
    """For each of these notes, the number of the row that has it first; this one's if none
    before it has."""
    noted_at: tuple[str, ...]
    """Where these rows are, as links name them: ``#unit-3``, with a page before it if need be."""
    footnote: int
    """The number of the footnote that it belongs to; else 0."""
    comment: str
    """What translators have written to the message."""
    context: str
    """What the author tells it apart from an equal text with."""

    @property
    def id(self) -> str:
        """What links to the row name it by; those of footnotes do."""
        return row_id(self.anchor, self.number)


def row_id(anchor: str, number: int) -> str:
    """The id of a row, by the anchor of its unit (empty if it has none) and its number."""
    return anchor or f"unit-{number}"


@dataclass(frozen=True, slots=True)
class Part:
    """A page with some of the units of a document that is too long for one."""

    first: int
    """The number of its first unit, 1-based."""
    last: int
    """That of its last."""
    url: str
    """Relative to the page that shows it."""
    current: bool
    """Whether it is that page."""
    headings: tuple[Heading, ...]
    """Its headings; their `Heading.anchor` is the id of their row."""


@dataclass(frozen=True, slots=True)
class Slide:
    """A part of a handout that is shown at once: a heading and what follows, or a share of it."""

    number: int
    """1-based, the same in every language."""
    level: int
    """Of its heading, 1 to 6; 0 where it has none."""
    title: str
    """The words of its heading, or of the one that it goes on with; empty where there is none."""
    goes_on: bool
    """Whether it goes on with the slide before, whose heading it has not in `body`."""
    alone: bool
    """Whether it is a heading with nothing under it, or has nothing at all: the title's."""
    body: Markup
    """Safe HTML, as in `Handout.body`, the heading included."""


@dataclass(frozen=True, slots=True)
class Handout:
    """One document in one language."""

    title: str
    title_tag: str
    """The language tag of the title."""
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
    regional: str
    """The language with a country, as Open Graph asks for it: ``tr_TR``."""
    language: str
    """The language's name in itself."""
    source_language: str
    """The source language's name, in the handout's language."""
    source_tag: str
    source_dir: str
    """``ltr`` or ``rtl``, of the source language."""
    is_source: bool
    is_glossary: bool
    paper: str
    """``A4`` or ``Letter``."""
    quotes: tuple[str, str, str, str]
    """The language's quotation marks, and those inside of a quotation."""
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
    others: Sequence[Other]
    kind: str
    """The name of its kind: ``slides``."""
    address: str
    """Where the handout is, relative to the site's root; ``site.url`` goes before it."""
    index: str
    """The address of its language's index, relative to the handout."""
    kinds: tuple[Version, ...]
    """The other kinds that are made of this handout."""
    units: Sequence[Row]
    """The document unit by unit, in the order of the source; on one of several `parts`, its."""
    parts: Sequence[Part]
    """The pages that a long document is divided into; empty where there is one page alone."""
    slides: Sequence[Slide]
    """The document cut at its headings of the levels 1 to 3, long parts into several."""
    online: str
    """Where it stands on the web; empty where the configuration has no ``site_url``."""
    qr: str
    """The address of a picture that is the same as a QR code; empty where there is none, or
    no PDF is made."""
    picture: Picture | None
    """The first picture in it that others could show of it; None without one, or where it is
    not known where the handout stands on the web."""
    on_paper: bool
    """Whether this is what a PDF is made of, and no page for a browser."""

    @property
    def regionals(self) -> tuple[str, ...]:
        """The other languages that it is in, each with a country, once."""
        found = dict.fromkeys(other.regional for other in self.others)
        return tuple(name for name in found if name != self.regional)

    @property
    def sections(self) -> tuple[Heading, ...]:
        """Its headings of the levels 2 and 3, for a table of contents."""
        return tuple(heading for heading in self.contents if heading.level in (2, 3))

    @property
    def is_headed(self) -> bool:
        """Whether it begins with a heading of its own for all of it, or has the title as one."""
        return any(each.level == 1 or each.title == self.title for each in self.contents)

    @property
    def alternatives(self) -> tuple[tuple[str, str], ...]:
        """The other kinds of this handout: (file suffix, address relative to the handout)."""
        return tuple((version.suffix, version.url) for version in self.kinds)
