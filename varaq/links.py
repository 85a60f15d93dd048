"""Links: where those of a document lead, in every language.

Anchors are made from the source and are the same in all languages, so that one list of them
serves all.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from urllib.parse import unquote

from varaq.document import Document
from varaq.document.destinations import in_html
from varaq.errors import Problem
from varaq.safety import targets
from varaq.translation import Translation
from varaq.unit import Place, Unit

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|/")
_OWN_ID = re.compile(r"<[a-zA-Z][^<>]*?\s(?:id|name)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_PARTS = re.compile(r"([^?#]*)(.*)", re.DOTALL)
_SPECIAL = re.compile(r"[\x00-\x20\x7f\"#%()<>?\\^`{|}]")
"""What can't stand in an address as it is, in HTML or in Markdown."""
_SPECIAL_BEHIND = re.compile(r"[\x00-\x20\x7f\"()<>\\^`{|}]")
ASSETS = "assets"
"""The folder, beside those of the languages, that files other than handouts are in."""
_ALIKE = 60.0


class Targets:
    """What the links of a project's documents can lead to."""

    __slots__ = ("_anchors", "_documents", "_files")

    def __init__(self, documents: Iterable[Document], content: str, files: Collection[str]) -> None:
        """Of these documents and of other files.

        ``content`` is the folder that the documents' paths begin with, ``files`` are paths
        under it.
        """
        self._documents = {posixpath.relpath(item.path, content): item for item in documents}
        self._files = frozenset(files)
        self._anchors: dict[str, frozenset[str]] = {}

    def source_problems(self, document: Document) -> Iterator[Problem]:
        """The links of a document itself that lead nowhere."""
        for unit in document.units:
            if unit.place is not Place.HTML:  # which is in a block of HTML
                for target in targets(unit, unit.text):
                    yield from self._problem(document, target, document.path, unit.line)
        if document.format == "markdown":
            data = document.source.encode()
            above = data.count(b"\n", 0, document.body)
            for target, line in in_html(data[document.body :].decode()):
                yield from self._problem(document, target, document.path, above + line)
        for definition in document.definitions:
            yield from self._problem(document, definition.target, document.path, definition.line)

    def translation_problems(self, translation: Translation, path: str) -> Iterator[Problem]:
        """The links of a translation that lead nowhere, and are not the source's.

        ``path`` is the catalog's.
        """
        document = translation.document
        for piece in translation.pieces:
            if piece.text is None or piece.message is None:
                continue
            for problem in self.unit_problems(document, piece.unit, piece.text):
                yield replace(problem, path=path, line=piece.message.line)

    def unit_problems(self, document: Document, unit: Unit, text: str) -> Iterator[Problem]:
        """The links in a translation of a unit that lead nowhere, and are not the unit's own.

        The problems name no place yet.
        """
        own = set(targets(unit, unit.text))
        for target in targets(unit, text):
            if target not in own:
                yield from self._problem(document, target, "", 0)

    def _problem(self, document: Document, target: str, path: str, line: int) -> Iterator[Problem]:
        remedy = self._remedy(document, target)
        if remedy is not None:
            yield Problem("link-broken", f"the link {target!r} leads nowhere", remedy, path, line)

    def _remedy(self, document: Document, target: str) -> str | None:
        """What to do about a link; None where it leads somewhere, or out of the project."""
        if not target or _SCHEME.match(target):
            return None
        address, _, anchor = target.partition("#")
        address = unquote(address.partition("?")[0])
        name = f"{document.name}{document.suffix}"
        if address:
            name = posixpath.normpath(posixpath.join(posixpath.dirname(name), address))
        page = self._documents.get(name) or self._page(name)
        if page is None:
            if name in self._files or address.endswith("/"):
                return None
            return self._nearest(name, [*self._documents, *self._files], "there is no such file")
        wanted = unquote(anchor)
        if not wanted or page.format == "text" or wanted in self._anchors_of(page):
            return None
        return self._nearest(wanted, self._anchors_of(page), f"{page.path} has no such heading")

    def _page(self, name: str) -> Document | None:
        """The document whose handout a link names."""
        stem, suffix = posixpath.splitext(name)
        if suffix != ".html":
            return None
        return self._documents.get(f"{stem}.md") or self._documents.get(f"{stem}.txt")

    def _nearest(self, wanted: str, known: Iterable[str], what: str) -> str:
        from rapidfuzz import fuzz, process  # only where something is wrong

        best = process.extractOne(wanted, sorted(known), scorer=fuzz.ratio, score_cutoff=_ALIKE)
        return f"{what}; did you mean {best[0]}?" if best else what

    def _anchors_of(self, document: Document) -> frozenset[str]:
        found = self._anchors.get(document.name)
        if found is None:
            own = (next(filter(None, match), "") for match in _OWN_ID.findall(document.source))
            anchors = [unit.anchor for unit in document.units if unit.anchor]
            anchors += [heading.anchor for heading in document.anchored]
            found = self._anchors[document.name] = frozenset([*anchors, *own])
        return found


def no_assets(_: str) -> None:
    """What takes the place of `varaq.asked.Asked.asset` where files are served where they are."""


def leading(
    name: str,
    here: str,
    addresses: Mapping[str, str],
    assets: Callable[[str], str | None] = no_assets,
) -> Callable[[str], str | None]:
    """Where the links of a document lead from its handout: to handouts, and to other files.

    ``name`` is the name of the document, ``here`` where its handout is; ``addresses`` says
    where the handout of each document is, and ``assets`` where another file is, by their paths
    under content/.

    >>> leading("a/b", "tr/a/b.html", {"c.md": "tr/c.html"})("../c.md#d")
    '../c.html#d'
    """
    folder = posixpath.dirname(name)

    def lead(target: str) -> str | None:
        address, rest = _PARTS.fullmatch(target).groups()  # type: ignore[union-attr]  # it always matches
        if not address or _SCHEME.match(address):
            return None
        path = posixpath.normpath(posixpath.join(folder, unquote(address)))
        found = addresses.get(path) or assets(path)
        if found is None:
            return None
        return _SPECIAL.sub(_encoded, relative(found, here)) + _SPECIAL_BEHIND.sub(_encoded, rest)

    return lead


def _encoded(match: re.Match[str]) -> str:
    return f"%{ord(match[0]):02X}"


def relative(address: str, here: str) -> str:
    """The address of one file as seen from another, both relative to the same folder.

    >>> relative("az/a.html", "tr/guide/b.html")
    '../../az/a.html'
    """
    folder, parts = here.split("/")[:-1], address.split("/")
    common = 0
    while common < min(len(folder), len(parts) - 1) and folder[common] == parts[common]:
        common += 1
    return "/".join([".."] * (len(folder) - common) + parts[common:])
