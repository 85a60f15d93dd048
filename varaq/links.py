"""Links: where those of a document lead, in every language.

Anchors are made from the source and are the same in all languages, so that one list of them
serves all.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from urllib.parse import unquote

from varaq.document import Document
from varaq.errors import Problem
from varaq.safety import targets
from varaq.translation import Translation
from varaq.unit import Unit

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|/")
_OWN_ID = re.compile(r"<[a-zA-Z][^<>]*?\s(?:id|name)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_DOCUMENT = re.compile(r'href="([^":?#]+\.(?:md|txt))((?:#[^"]*)?)"')
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
            for target in targets(unit, unit.text):
                yield from self._problem(document, target, document.path, unit.line)
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


def led(html: str, name: str, here: str, addresses: Mapping[str, str]) -> str:
    """HTML whose links to documents lead to handouts.

    ``name`` is the name of the document that it is of, ``here`` where its page is;
    ``addresses`` says where the handout of each document is, by the document's path under
    content/.
    """
    folder = posixpath.dirname(name)

    def replaced(match: re.Match[str]) -> str:
        path = posixpath.normpath(posixpath.join(folder, unquote(match[1])))
        if path not in addresses:
            return match[0]
        return f'href="{relative(addresses[path], here)}{match[2]}"'

    return _DOCUMENT.sub(replaced, html)


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
