"""Sheets: the documents of a build in its languages, and where they stand among each other."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from varaq.document import Document
from varaq.links import no_assets, relative
from varaq.locales import Locale
from varaq.pages import Kind
from varaq.pages.handouts import Setting
from varaq.pages.indexes import LIST, addresses
from varaq.pages.values import Credits, Other, Version
from varaq.translation import Coverage, Translation


@dataclass(frozen=True, slots=True)
class Sheet:
    """One document in one language, before templates."""

    locale: Locale
    translation: Translation
    coverage: Coverage
    title: str
    credits: Credits | None
    """None for the source language."""

    @property
    def document(self) -> Document:
        """What it is of."""
        return self.translation.document

    def address(self, kind: Kind) -> str:
        """Where its handout of a kind is, under the output folder."""
        return f"{self.locale.tag}/{kind.file(self.document.name)}"


def made(sheet: Sheet, kinds: Sequence[Kind]) -> list[Kind]:
    """Those of some kinds that there can be of a sheet."""
    return [kind for kind in kinds if sheet.credits is not None or not kind.shows_source]


class Sheets:
    """The sheets that become handouts."""

    __slots__ = ("_assets", "_by_document", "_kinds", "_names", "_places", "_source", "all")

    all: tuple[Sheet, ...]
    """Language by language, each in the order of the documents."""

    def __init__(
        self,
        sheets: Iterable[Sheet],
        kinds: Mapping[str, Sequence[Kind]],
        source: Locale,
        names: Collection[str],
        assets: Callable[[str], str | None] = no_assets,
    ) -> None:
        """``kinds`` are those that a document is made in, by the document's name.

        ``names`` are those of all documents of the project, with sheets or without; ``assets``
        says where a file under content/ is handed out.
        """
        self._names = names
        self._assets = assets
        self.all = tuple(sheets)
        self._kinds = kinds
        self._source = source.code
        self._by_document: dict[str, dict[str, Sheet]] = {}
        for sheet in self.all:
            self._by_document.setdefault(sheet.document.name, {})[sheet.locale.code] = sheet
        self._places: dict[tuple[str, Kind], dict[str, str]] = {}

    def setting(self, sheet: Sheet, kind: Kind) -> Setting:
        """Where a handout stands among the others."""
        here = sheet.address(kind)
        others = (other for other in self.kinds(sheet) if other != kind)
        return Setting(
            others=tuple(self._others(sheet, kind, here)),
            addresses=self._addresses(sheet.locale.code, kind),
            here=here,
            index=relative(self._index(sheet.locale), here),
            kind=kind.name,
            assets=self._assets,
            kinds=tuple(
                Version(other.name, other.suffix, quote(relative(sheet.address(other), here)))
                for other in others
            ),
        )

    def kinds(self, sheet: Sheet) -> list[Kind]:
        """The kinds that a sheet becomes handouts of."""
        return made(sheet, self._kinds[sheet.document.name])

    def _index(self, locale: Locale) -> str:
        """Where all handouts of a language are listed; a pseudo-language has no list."""
        return LIST if locale.is_pseudo else addresses(locale.tag, self._names)[0]

    def _addresses(self, code: str, kind: Kind) -> Mapping[str, str]:
        """Where the handouts of all documents are, in a language or else in the source's."""
        found = self._places.get((code, kind))
        if found is None:
            found = self._places[code, kind] = {}
            for each in self._by_document.values():
                for sheet in filter(None, (each.get(code), each.get(self._source))):
                    nearest = self._nearest(sheet, kind)
                    if nearest is not None:
                        path = f"{sheet.document.name}{sheet.document.suffix}"
                        found[path] = sheet.address(nearest)
                        break
        return found

    def _nearest(self, sheet: Sheet, kind: Kind) -> Kind | None:
        """The kind that a link leads to: the same, else one with the same suffix, else any."""
        there = self.kinds(sheet)
        if kind in there:
            return kind
        return next((each for each in there if each.suffix == kind.suffix), next(iter(there), None))

    def _others(self, sheet: Sheet, kind: Kind, here: str) -> Iterator[Other]:
        for other in self._by_document[sheet.document.name].values():
            if kind not in self.kinds(other):
                continue
            yield Other(
                tag=other.locale.tag,
                dir=other.locale.direction,
                name=other.locale.name,
                title=other.title,
                url=quote(relative(other.address(kind), here)),
                address=other.address(kind),
                regional=other.locale.regional,
                percent=sheet.locale.percent(other.coverage.share),
                complete=other.coverage.complete,
                current=other is sheet,
                is_source=other.credits is None,
            )
