"""Building: every handout of every language, and the index."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from varaq import files, translation
from varaq.catalog import Catalog
from varaq.document import Document
from varaq.errors import Problem, VaraqError, has_errors
from varaq.links import relative
from varaq.locales import Locale
from varaq.pages import INDEX, Kind, Templates, Words, kinds
from varaq.pages.handouts import (
    OUTDATED_LABEL,
    Setting,
    credits_of,
    description,
    handout,
    placed,
    title,
)
from varaq.pages.values import Credits, Entry, Handout, Other, Site, SiteLocale
from varaq.project import Project
from varaq.selection import Request, chosen_documents, chosen_kinds, chosen_locales
from varaq.translation import Translation


@dataclass(slots=True)
class Outcome:
    """What a build did."""

    written: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    """``tag/document`` of handouts under the coverage that a release asks for."""
    problems: list[Problem] = field(default_factory=list)
    """What could not be built, or not as it should be."""
    broken: bool = False
    """Whether some input could not be used at all."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One document in one language, before templates."""

    locale: Locale
    translation: Translation
    title: str
    credits: Credits | None
    """None for the source language."""


Sheets = dict[str, dict[str, Sheet]]
"""The sheets by the names of their documents and the codes of their languages."""


@dataclass(frozen=True, slots=True)
class Step:
    """Something that the build is about to do, for whoever shows progress."""

    done: int
    total: int
    what: str


class Builder:
    """One build of a project."""

    __slots__ = (
        "_catalogs",
        "_credited",
        "_documents",
        "_kinds",
        "_locales",
        "_outcome",
        "_places",
        "_project",
        "_request",
        "_source",
        "_templates",
        "_words",
    )

    def __init__(self, project: Project, request: Request) -> None:
        """Read documents and templates.

        Raises `VaraqError` where nothing can be built: no content, an unknown document, kind
        or language in the request, a template that can't be read.
        """
        self._project = project
        self._request = request
        self._outcome = Outcome()
        self._source = project.source
        found = project.templates()
        texts = {name: template.text for name, template in found.items()}
        self._templates = Templates(texts, {name: item.path for name, item in found.items()})
        self._kinds = chosen_kinds(kinds(texts), request.kinds)
        documents, problems = project.documents()
        self._blame(problems)
        self._documents = chosen_documents(documents, request.documents, bool(problems))
        locales, problems = project.locales()
        self._blame(problems)
        self._locales = chosen_locales([self._source, *locales], request.locales)
        self._words: dict[str, Words] = {}
        self._places: dict[tuple[str, str], dict[str, str]] = {}
        """Where handouts are, by language and kind."""
        self._catalogs: dict[Path, Catalog | None] = {}
        self._credited: dict[tuple[str, str], Credits] = {}

    def run(self) -> Iterator[Step]:
        """Build, a step at a time; `outcome` is whole when this ends."""
        sheets = list(self._sheets())
        site = self._site([], {})
        total = len(sheets) * len(self._kinds) + 1
        done = 0
        released = [sheet for sheet in sheets if self._released(sheet)]
        made: dict[tuple[str, str], list[Kind]] = {}
        by_document: Sheets = {}
        for sheet in released:
            document = sheet.translation.document.name
            by_document.setdefault(document, {})[sheet.locale.code] = sheet
        for sheet in released:
            name = sheet.translation.document.name
            value = self._handout(sheet)
            for kind in self._kinds:
                yield Step(done, total, f"{sheet.locale.tag}/{kind.file(name)}")
                done += 1
                if self._page(sheet, value, kind, by_document, site):
                    made.setdefault((sheet.locale.code, name), []).append(kind)
        yield Step(total - 1, total, INDEX)
        self._index(released, made)
        yield Step(total, total, "")

    @property
    def outcome(self) -> Outcome:
        """What was done so far."""
        return self._outcome

    def _blame(self, problems: Sequence[Problem]) -> None:
        """Note problems that keep some input from being used."""
        self._outcome.problems += problems
        self._outcome.broken = self._outcome.broken or has_errors(problems)

    def _sheets(self) -> Iterator[Sheet]:
        for locale in self._locales:
            own, problems = self._project.words(locale.code)
            self._blame(problems)
            self._words[locale.code] = Words(own, locale)
            for document in self._documents:
                if locale.code == self._source.code:
                    own_text = translation.source(document)
                    yield Sheet(locale, own_text, title(own_text), None)
                    continue
                try:
                    catalog = self._catalog(locale.code, document.domain) or Catalog(())
                    fallback = self._project.fallback(document, locale.code, self._catalog)
                except VaraqError as error:
                    self._blame(error.problems)
                    continue
                translated = translation.translate(document, catalog, fallback)
                self._outcome.problems += translated.problems
                yield Sheet(locale, translated, title(translated), self._credits(catalog, locale))

    def _catalog(self, code: str, domain: str) -> Catalog | None:
        """A catalog, read once though several documents should share it."""
        path = self._project.catalog_path(code, domain)
        if path not in self._catalogs:
            self._catalogs[path] = self._project.catalog(code, domain)
        return self._catalogs[path]

    def _credits(self, catalog: Catalog, locale: Locale) -> Credits:
        """Who translated a catalog, found out once though several documents should share it."""
        key = (catalog.path, locale.code)
        if key not in self._credited:
            self._credited[key] = credits_of(catalog, locale)
        return self._credited[key]

    def _released(self, sheet: Sheet) -> bool:
        share = sheet.translation.coverage.share
        if not self._request.release or share >= self._project.config.coverage:
            return True
        document = sheet.translation.document
        self._outcome.left_out.append(f"{sheet.locale.tag}/{document.name}")
        for kind in self._kinds:  # an earlier draft must not be published in its place
            files.remove(*self._target(_address(sheet.locale, document, kind)))
        return False

    def _handout(self, sheet: Sheet) -> Handout:
        words = self._words[sheet.locale.code]
        label = words.gettext(OUTDATED_LABEL)
        return handout(sheet.translation, sheet.locale, self._source, sheet.credits, label)

    def _page(self, sheet: Sheet, value: Handout, kind: Kind, sheets: Sheets, site: Site) -> bool:
        """Write one handout; whether that went well."""
        document = sheet.translation.document
        here = _address(sheet.locale, document, kind)
        words = self._words[sheet.locale.code]
        setting = Setting(
            others=tuple(self._others(sheet, kind, sheets)),
            addresses=self._addresses(sheet.locale, kind, sheets),
            here=here,
            index=relative(INDEX, here),
            alternatives=tuple(
                (other.suffix, relative(_address(sheet.locale, document, other), here))
                for other in self._kinds
                if other != kind
            ),
        )
        try:
            text = self._templates.render(kind.template, words, placed(value, setting), site)
            self._write(here, text)
        except VaraqError as error:
            self._blame(error.problems)
            return False
        return True

    def _addresses(self, locale: Locale, kind: Kind, sheets: Sheets) -> Mapping[str, str]:
        """Where the handouts of all documents are, in this language or else in the source's."""
        found = self._places.get((locale.code, kind.template))
        if found is None:
            found = self._places[locale.code, kind.template] = {}
            for document in self._documents:
                there = sheets.get(document.name, {})
                best = there.get(locale.code) or there.get(self._source.code)
                if best is not None:
                    name = f"{document.name}{document.suffix}"
                    found[name] = _address(best.locale, document, kind)
        return found

    def _others(self, sheet: Sheet, kind: Kind, sheets: Sheets) -> Iterator[Other]:
        document = sheet.translation.document
        here = _address(sheet.locale, document, kind)
        for other in sheets[document.name].values():
            coverage = other.translation.coverage
            yield Other(
                tag=other.locale.tag,
                dir=other.locale.direction,
                name=other.locale.name,
                title=other.title,
                url=relative(_address(other.locale, document, kind), here),
                percent=sheet.locale.percent(coverage.share),
                complete=coverage.complete,
                current=other is sheet,
                is_source=other.credits is None,
            )

    def _site(self, sheets: Sequence[Sheet], made: dict[tuple[str, str], list[Kind]]) -> Site:
        locales = []
        for locale in self._locales:
            own = [sheet for sheet in sheets if sheet.locale is locale]
            entries = tuple(
                self._entry(sheet, made[locale.code, sheet.translation.document.name])
                for sheet in own
                if (locale.code, sheet.translation.document.name) in made
            )
            words = self._words[locale.code]
            if entries:
                locales.append(
                    SiteLocale(
                        locale=locale.code,
                        tag=locale.tag,
                        dir=locale.direction,
                        name=locale.name,
                        is_source=locale.code == self._source.code,
                        complete=all(entry.complete for entry in entries),
                        handouts=entries,
                        gettext=words.gettext,
                        ngettext=words.ngettext,
                    )
                )
        url = self._project.config.site_url
        return Site(
            title=self._project.config.title,
            url=url if not url or url.endswith("/") else url + "/",
            documents=tuple(document.name for document in self._documents),
            locales=tuple(locales),
        )

    def _entry(self, sheet: Sheet, made: Sequence[Kind]) -> Entry:
        document = sheet.translation.document
        coverage = sheet.translation.coverage
        return Entry(
            document=document.name,
            title=sheet.title,
            description=description(sheet.translation),
            percent=sheet.locale.percent(coverage.share),
            complete=coverage.complete,
            files=tuple((kind.suffix, _address(sheet.locale, document, kind)) for kind in made),
        )

    def _index(self, sheets: Sequence[Sheet], made: dict[tuple[str, str], list[Kind]]) -> None:
        """Write the index, of all languages and documents, unless the build was of a part."""
        request = self._request
        if request.locales or request.documents or request.kinds or not made:
            return
        words = self._words[self._source.code]
        try:
            text = self._templates.render(INDEX, words, None, self._site(sheets, made))
            self._write(INDEX, text)
        except VaraqError as error:
            self._blame(error.problems)

    def _write(self, address: str, text: str) -> None:
        path, shown = self._target(address)
        changed = files.write(path, text, shown, force=self._request.force)
        (self._outcome.written if changed else self._outcome.unchanged).append(shown)

    def _target(self, address: str) -> tuple[Path, str]:
        """Where a page goes, and how users name that."""
        folder = self._request.output or self._project.root / self._project.config.output
        path = folder / address
        return path, self._project.shown(path)


def _address(locale: Locale, document: Document, kind: Kind) -> str:
    """Where a handout is, under the output folder."""
    return f"{locale.tag}/{kind.file(document.name)}"
