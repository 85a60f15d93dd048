"""Indexes: a page for each language with its handouts, and the door that leads to them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from varaq.links import relative
from varaq.pages.kinds import Kind
from varaq.pages.site import Entry, Group, Index, Language, Site, SiteLocale

FRONT = "index.html"
"""The address of the door, the site's first page."""
LIST = f"{FRONT}#languages"
"""The address of its list of languages, which shows it to whoever has a language already."""
SEARCHED = Kind("handout", "html")
"""The kind of handout that is searched."""
_HEADS = ("index", "README")
"""The names of documents that speak for their folder."""


def addresses(tag: str, documents: Collection[str]) -> tuple[str, str]:
    """Where a language's index is, and where it is not (but could be in another project).

    A document named ``index`` has the first place for its handout. ``documents`` are the names
    of all documents of the project. Names that differ in case only are one file to some systems.

    >>> addresses("tr", ["a", "guide/index"]), addresses("tr", ["a", "index"])
    (('tr/index.html', 'tr.html'), ('tr.html', 'tr/index.html'))
    """
    inside, beside = f"{tag}/index.html", f"{tag}.html"
    taken = any(name.lower() == "index" for name in documents)
    return (beside, inside) if taken else (inside, beside)


def search_address(tag: str) -> str:
    """Where the data of a language's search is, relative to the site's root."""
    return f"{tag}/search.js"


def index(site: Site, locale: SiteLocale, *, searched: bool) -> Index:
    """What the template of an index sees of one of a site's languages.

    ``searched`` says whether there is anything to search.
    """
    here = locale.address
    entries = tuple(_seen(entry, here) for entry in locale.handouts)
    return Index(
        locale=locale.locale,
        tag=locale.tag,
        dir=locale.dir,
        language=locale.name,
        is_source=locale.is_source,
        complete=locale.complete,
        source_tag=site.source_tag,
        source_dir=site.source_dir,
        handouts=entries,
        groups=_groups(entries),
        others=tuple(
            Language(
                tag=other.tag,
                dir=other.dir,
                name=other.name,
                url=relative(other.address, here),
                address=other.address,
                current=other is locale,
                is_source=other.is_source,
            )
            for other in site.locales
        ),
        address=here,
        door=relative(LIST, here),
        search=relative(search_address(locale.tag), here) if searched else "",
    )


def _seen(entry: Entry, here: str) -> Entry:
    """A handout as an index lists it, with its addresses from there."""
    kinds = tuple(kind._replace(url=relative(kind.url, here)) for kind in entry.kinds)
    return replace(entry, kinds=kinds)


def _groups(entries: Sequence[Entry]) -> tuple[Group, ...]:
    """Handouts by the folders of their documents: those without one first."""
    titles = {entry.document: entry.title for entry in entries}
    folders: dict[str, list[Entry]] = {"": []}
    for entry in entries:
        folders.setdefault(entry.document.rpartition("/")[0], []).append(entry)
    return tuple(
        Group(folder, _title(folder, titles), tuple(_headed(own)))
        for folder, own in folders.items()
        if own
    )


def _title(folder: str, titles: Mapping[str, str]) -> str:
    """What a folder is called: as the document that speaks for it, or as it is named."""
    for name in (*(f"{folder}/{head}" for head in _HEADS), folder):
        if folder and name in titles:
            return titles[name]
    return ""


def _headed(entries: Sequence[Entry]) -> list[Entry]:
    """A folder's handouts, the one that speaks for it first."""
    return sorted(entries, key=lambda entry: entry.document.rpartition("/")[2] not in _HEADS)
