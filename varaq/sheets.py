"""Sheets: documents in their languages as other pages see them, and where their handouts are."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import NamedTuple
from urllib.parse import quote

from varaq.errors import Problem
from varaq.inputs import Source
from varaq.known import InLanguage
from varaq.links import no_assets, relative
from varaq.locales import Locale
from varaq.pages import Kind, twins
from varaq.pages.handouts import Setting, description
from varaq.pages.headings import title
from varaq.pages.indexes import LIST, addresses
from varaq.pages.parts import Stretch
from varaq.pages.values import Lazy, Other, Version
from varaq.translation import Coverage, Translation


@dataclass(frozen=True, slots=True)
class Sheet:
    """What other pages see of one document in one language."""

    locale: Locale
    document: str
    title: str
    description: str
    coverage: Coverage
    is_source: bool

    def address(self, kind: Kind) -> str:
        """Where its handout of a kind is, under the output folder."""
        return address(self.locale, self.document, kind)


class Kin(NamedTuple):
    """A handout of the same document and kind in one of the languages."""

    sheet: Sheet
    address: str
    quoted: str
    """The same as it stands in a link."""
    share: float
    """Of it that is translated."""
    alone: Other
    """What pages say of it, but for what depends on the page."""


def sheet_of(translation: Translation, locale: Locale, *, is_source: bool) -> Sheet:
    """What other pages see of a document in a language."""
    return Sheet(
        locale,
        translation.document.name,
        title(translation),
        description(translation),
        translation.coverage,
        is_source,
    )


def sheet_known(own: InLanguage, document: str, locale: Locale) -> Sheet:
    """The same of a document that an earlier build knew in a language."""
    is_source = own.credits is None
    return Sheet(locale, document, own.title, own.description, own.coverage, is_source)


def address(locale: Locale, document: str, kind: Kind) -> str:
    """Where a document's handout of a kind is, under the output folder."""
    return f"{locale.tag}/{kind.file(document)}"


def further(
    locale: Locale, document: str, kind: Kind, parts: int, left: Collection[str]
) -> Iterator[str]:
    """Where the pages of a kind are that a document had behind its first ``parts``.

    ``left`` is where earlier builds left handouts of it.
    """
    for part in count(parts + 1):
        where = address(locale, document, kind.at(part))
        if where not in left:
            return
        yield where


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be made of one document."""

    document: str
    suffix: str
    """That of its file, with the dot."""
    kinds: tuple[Kind, ...]
    codes: frozenset[str]
    """The languages that it is handed out in."""

    def made(self, locale: Locale, source: str) -> list[Kind]:
        """The kinds of handout in a language; ``source`` is the source language's code."""
        if locale.code not in self.codes:
            return []
        return [kind for kind in self.kinds if locale.code != source or not kind.shows_source]


def apart(
    sources: Sequence[Source],
    plans: Sequence[Plan],
    everything: Sequence[tuple[Source, tuple[Kind, ...]]],
    divides: Callable[[Kind], bool],
) -> tuple[list[Source], list[Plan], list[Problem]]:
    """Documents and their plans without those that would make a file of another's, and these.

    ``everything`` are all documents of the project with their kinds, asked for or not.
    """
    paths = {source.name: source.path for source, _ in everything}
    made = {source.name: kinds for source, kinds in everything}
    asked = {plan.document for plan in plans}
    remedy = "rename one of them, or ask for other kinds in their front matter"
    wrong = {
        document: Problem(
            "file-taken", f"{paths[other]} makes {file}, too", remedy, paths[document]
        )
        for document, file, other in twins(made, divides)
        if document in asked
    }
    return (
        [source for source in sources if source.name not in wrong],
        [plan for plan in plans if plan.document not in wrong],
        list(wrong.values()),
    )


class Sheets:
    """All handouts that there are to be, so that each knows of the others."""

    __slots__ = ("_indexes", "_languages", "_leads", "_paths", "_plans", "_source", "divides")

    divides: Callable[[Kind], bool]
    """Whether a kind shows long documents on several pages."""

    def __init__(
        self,
        plans: Sequence[Plan],
        languages: Sequence[Locale],
        source: Locale,
        names: Collection[str],
        divides: Callable[[Kind], bool],
    ) -> None:
        """``names`` are those of all documents of the project, with handouts or without.

        ``divides`` says whether a kind shows long documents on several pages.
        """
        self.divides = divides
        self._plans = {plan.document: plan for plan in plans}
        self._paths = {f"{plan.document}{plan.suffix}": plan for plan in plans}
        self._leads: dict[str, bytes] = {}
        self._languages = {locale.code: locale for locale in languages}
        self._source = source
        self._indexes = {
            locale.code: LIST if locale.is_pseudo else addresses(locale.tag, names)[0]
            for locale in languages
        }
        """Where all handouts of a language are listed; a pseudo-language has no list."""

    def kinds(self, locale: Locale, document: str) -> list[Kind]:
        """The kinds that a document is made in, in a language."""
        return self._plans[document].made(locale, self._source.code)

    def files(self, locale: Locale, document: str, parts: int) -> dict[Kind, str]:
        """Where the handouts of a document are in a language, by their kinds.

        ``parts`` is the number of pages of those kinds that divide it.
        """
        return {
            page: address(locale, document, page)
            for kind in self.kinds(locale, document)
            for page in (kind, *map(kind.at, range(2, parts + 1 if self.divides(kind) else 2)))
        }

    def kin(self, kind: Kind, siblings: Sequence[Sheet]) -> list[Kin]:
        """The handouts of one kind that there are of a document's sheets in all languages."""
        return [
            _kin(each, there)
            for each in siblings
            if kind.first in self.kinds(each.locale, each.document)
            for there in (each.address(kind),)
        ]

    def setting(
        self,
        sheet: Sheet,
        kind: Kind,
        kin: Sequence[Kin],
        assets: Callable[[str], str | None] = no_assets,
        parts: Sequence[tuple[int, int]] = (),
    ) -> Setting:
        """Where a handout stands among the others.

        ``kin`` are those of its kind in all languages; ``assets`` says where a file under
        content/ is handed out; ``parts`` are those that it is divided into, where it is.
        """
        here = sheet.address(kind)
        return Setting(
            others=Lazy(lambda: tuple(_others(sheet, kin, here))),
            addresses=self.addresses(sheet.locale.code, kind),
            here=here,
            index=relative(self._indexes[sheet.locale.code], here),
            kind=kind.name,
            assets=assets,
            kinds=tuple(
                Version(other.name, other.suffix, quote(relative(sheet.address(other), here)))
                for other in self.kinds(sheet.locale, sheet.document)
                if other != kind.first
            ),
            parts=tuple(
                Stretch(first, last, quote(relative(there, here)), number == kind.part)
                for number, (first, last) in enumerate(parts if len(parts) > 1 else (), 1)
                for there in (sheet.address(kind.at(number)),)
            ),
        )

    def addresses(self, code: str, kind: Kind) -> Mapping[str, str]:
        """Where the handouts of all documents are, in a language or else in the source's.

        By the documents' paths under content/. They are found out as they are asked for: a
        library has as many as documents times languages times kinds.
        """
        wanted = (self._languages[code], self._source)
        here = [locale for locale in wanted if locale.code in self._languages]
        return _Addresses(self._paths, here, kind.first, self._source.code)

    def leads(self, path: str) -> bytes:
        """What stands for where `addresses` leads, in all languages and from all kinds."""
        found = self._leads.get(path)
        if found is None:
            plan = self._paths.get(path)
            made = "" if plan is None else repr((plan.kinds, sorted(plan.codes)))
            found = self._leads[path] = f"{path}\0{made}".encode()
        return found


class _Addresses(Mapping[str, str]):
    """Where the handouts of documents are, by the documents' paths."""

    __slots__ = ("_kind", "_locales", "_paths", "_source")

    def __init__(
        self, paths: Mapping[str, Plan], locales: Sequence[Locale], kind: Kind, source: str
    ) -> None:
        """``locales`` are those that they may be in, the best first; ``source`` is a code."""
        self._paths = paths
        self._locales = locales
        self._kind = kind
        self._source = source

    def __getitem__(self, path: str) -> str:
        plan = self._paths[path]
        for locale in self._locales:
            nearest = self._nearest(plan.made(locale, self._source))
            if nearest is not None:
                return address(locale, plan.document, nearest)
        raise KeyError(path)

    def __iter__(self) -> Iterator[str]:
        return (path for path in self._paths if self.get(path) is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _nearest(self, there: Sequence[Kind]) -> Kind | None:
        """The kind that a link leads to: the same, else one with the same suffix, else any."""
        if self._kind in there:
            return self._kind
        alike = (each for each in there if each.suffix == self._kind.suffix)
        return next(alike, next(iter(there), None))


def _kin(sheet: Sheet, address: str) -> Kin:
    locale, coverage = sheet.locale, sheet.coverage
    alone = Other(
        tag=locale.tag,
        dir=locale.direction,
        name=locale.name,
        title=sheet.title,
        url="",
        address=address,
        regional=locale.regional,
        percent="",
        complete=coverage.complete,
        current=False,
        is_source=sheet.is_source,
    )
    return Kin(sheet, address, quote(address), coverage.share, alone)


def _others(sheet: Sheet, kin: Sequence[Kin], here: str) -> Iterator[Other]:
    """A handout in all its languages, as it leads to them; each has a folder of its own."""
    up = "../" * here.count("/")
    percent = sheet.locale.percent
    for each in kin:
        current = each.sheet is sheet
        url = each.quoted.rpartition("/")[2] if current else up + each.quoted
        yield each.alone._replace(url=url, percent=percent(each.share), current=current)
