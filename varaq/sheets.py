"""Sheets: the documents of a build in its languages, and where they stand among each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from varaq.document import Document
from varaq.links import relative
from varaq.locales import Locale
from varaq.pages import INDEX, Kind
from varaq.pages.handouts import Setting
from varaq.pages.values import Credits, Other
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


class Sheets:
    """The sheets that become handouts."""

    __slots__ = ("_by_document", "_kinds", "_places", "_source", "all")

    all: tuple[Sheet, ...]
    """Language by language, each in the order of the documents."""

    def __init__(self, sheets: Iterable[Sheet], kinds: Sequence[Kind], source: Locale) -> None:
        self.all = tuple(sheets)
        self._kinds = kinds
        self._source = source.code
        self._by_document: dict[str, dict[str, Sheet]] = {}
        for sheet in self.all:
            self._by_document.setdefault(sheet.document.name, {})[sheet.locale.code] = sheet
        self._places: dict[tuple[str, Kind], Mapping[str, str]] = {}

    def setting(self, sheet: Sheet, kind: Kind) -> Setting:
        """Where a handout stands among the others."""
        here = sheet.address(kind)
        others = (other for other in self._kinds if other != kind)
        return Setting(
            others=tuple(self._others(sheet, kind, here)),
            addresses=self._addresses(sheet.locale.code, kind),
            here=here,
            index=relative(INDEX, here),
            alternatives=tuple(
                (other.suffix, relative(sheet.address(other), here)) for other in others
            ),
        )

    def _addresses(self, code: str, kind: Kind) -> Mapping[str, str]:
        """Where the handouts of all documents are, in a language or else in the source's."""
        found = self._places.get((code, kind))
        if found is None:
            best = (each.get(code) or each.get(self._source) for each in self._by_document.values())
            found = self._places[code, kind] = {
                f"{sheet.document.name}{sheet.document.suffix}": sheet.address(kind)
                for sheet in best
                if sheet is not None
            }
        return found

    def _others(self, sheet: Sheet, kind: Kind, here: str) -> Iterator[Other]:
        for other in self._by_document[sheet.document.name].values():
            yield Other(
                tag=other.locale.tag,
                dir=other.locale.direction,
                name=other.locale.name,
                title=other.title,
                url=relative(other.address(kind), here),
                address=other.address(kind),
                percent=sheet.locale.percent(other.coverage.share),
                complete=other.coverage.complete,
                current=other is sheet,
                is_source=other.credits is None,
            )
