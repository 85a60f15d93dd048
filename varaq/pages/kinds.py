"""Kinds: the kinds of handout that there are templates for, and the files that they make."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

INDEX = "index.html"
"""The template of a language's index; all others that do not begin with ``_`` are kinds."""
BILINGUAL = "bilingual"
"""The kind that sets source and translation side by side."""
PDF = "pdf"
"""The suffix of what is printed from pages."""
EPUB = "epub"
"""The suffix of the books that are made of handouts."""

_PAGE = re.compile(r"(.+)-(?:[2-9]|[1-9][0-9]+)\.(\w+)")


class Kind(NamedTuple):
    """A kind of handout: a template, and the files that it makes.

    A named tuple, since it is looked up by for each handout.
    """

    name: str
    """What ``-k`` takes: ``handout``."""
    suffix: str
    """Of the files, without the dot: ``html``."""
    part: int = 1
    """Which of several pages that a long document is divided into, 1-based."""

    @property
    def on_demand(self) -> bool:
        """Whether only those documents get it that name it in their front matter.

        So it is with what comes with varaq beside the handout itself.
        """
        return self.name in (BILINGUAL, "slides")

    @property
    def shows_source(self) -> bool:
        """Whether it sets a translation beside its source, and is nothing without one."""
        return self.name == BILINGUAL

    @property
    def template(self) -> str:
        """The file name of its template."""
        return f"{self.page.name}.{self.page.suffix}"

    @property
    def page(self) -> Kind:
        """The page that a PDF or a book is made from; of other kinds, the kind itself."""
        return Kind(self.name, "html") if self.suffix in (PDF, EPUB) else self

    @property
    def first(self) -> Kind:
        """The first page of what is divided; of all else, the kind itself."""
        return self if self.part == 1 else Kind(self.name, self.suffix)

    def at(self, part: int) -> Kind:
        """One of its pages where it is divided, by its number, 1-based."""
        return Kind(self.name, self.suffix, part)

    def file(self, document: str) -> str:
        """The file that it makes of a document: ``a.html``, ``a.slides.html``.

        Of what is divided, the second page is ``a.bilingual-2.html``.
        """
        middle = "" if self.name == "handout" else f".{self.name}"
        page = "" if self.part == 1 else f"-{self.part}"
        return f"{document}{middle}{page}.{self.suffix}"


BOOK = Kind("handout", EPUB)
"""A handout as a book."""


def kinds(templates: Iterable[str]) -> tuple[Kind, ...]:
    """The kinds of handout that there are templates for, by their file names; HTML first.

    >>> [kind.template for kind in kinds(["_base.html", "handout.md", "index.html"])]
    ['handout.md']
    """
    found = []
    for name in templates:
        path = PurePosixPath(name)
        if not name.startswith("_") and name != INDEX and path.suffix in (".html", ".md", ".txt"):
            found.append(Kind(path.stem, path.suffix[1:]))
    return tuple(sorted(found, key=lambda kind: (kind.name != "handout", kind.name, kind.suffix)))


def with_print(kinds: Sequence[Kind]) -> tuple[Kind, ...]:
    """Kinds, and the same as PDF right behind each that makes pages.

    >>> [kind.file("a") for kind in with_print([Kind("slides", "html"), Kind("handout", "md")])]
    ['a.slides.html', 'a.slides.pdf', 'a.md']
    """
    found = []
    for kind in kinds:
        found += [kind, Kind(kind.name, PDF)] if kind.suffix == "html" else [kind]
    return tuple(found)


def with_books(kinds: Sequence[Kind]) -> tuple[Kind, ...]:
    """Kinds, and a book behind the handout's page, if that is one of them.

    >>> [kind.file("a") for kind in with_books([Kind("handout", "html"), Kind("slides", "html")])]
    ['a.html', 'a.epub', 'a.slides.html']
    """
    found = []
    for kind in kinds:
        found += [kind, BOOK] if kind == BOOK.page else [kind]
    return tuple(found)


def twins(
    made: Mapping[str, Sequence[Kind]], divides: Callable[[Kind], bool]
) -> Iterator[tuple[str, str, str]]:
    """Files that two documents make, as (the longer name, the file, the shorter name).

    ``made`` are the kinds that each makes, by its name; ``divides`` says of which a long document
    has further pages, and any number of these is expected.

    >>> page, deck = Kind("handout", "html"), Kind("slides", "html")
    >>> list(twins({"a": [page, deck], "a.slides": [page]}, lambda kind: False))
    [('a.slides', 'a.slides.html', 'a')]
    >>> list(twins({"a": [page], "a-2": [page]}, lambda kind: kind == page))
    [('a-2', 'a-2.html', 'a')]
    """
    owners: dict[str, tuple[str, Kind]] = {}
    for document in sorted(made):
        for kind in made[document]:
            file = kind.file(document)
            other, _ = owners.setdefault(file, (document, kind))
            page = _PAGE.fullmatch(file)
            first = owners.get(f"{page[1]}.{page[2]}") if page else None
            if first is not None and divides(first[1]):
                other = first[0]
            if other != document:
                yield document, file, other


def printed_beside(address: str) -> str:
    """Where the PDF of a page is.

    >>> printed_beside("tr/a.slides.html")
    'tr/a.slides.pdf'
    """
    return f"{address.removesuffix('html')}{PDF}"
