"""Building: every handout of every language, and the index."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from varaq import files, pseudo, translation
from varaq.catalog import Catalog, Message
from varaq.document import Document
from varaq.errors import Problem, VaraqError, has_errors
from varaq.links import Targets
from varaq.locales import Locale
from varaq.pages import INDEX, PDF, Kind, PseudoWords, Templates, Words, kinds, with_print
from varaq.pages.handouts import (
    OUTDATED_LABEL,
    Setting,
    credits_of,
    description,
    handout,
    placed,
    title,
)
from varaq.pages.values import Credits, Entry, Handout, Site, SiteLocale
from varaq.pdf import Press, Shelf
from varaq.project import Project
from varaq.selection import Request, chosen_documents, chosen_kinds, chosen_locales
from varaq.sheets import Sheet, Sheets
from varaq.unit import Unit


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
class Step:
    """Something that the build is about to do, for whoever shows progress."""

    done: int
    total: int
    what: str


class Builder:
    """One build of a project."""

    __slots__ = (
        "_all",
        "_catalogs",
        "_credited",
        "_documents",
        "_folder",
        "_kinds",
        "_locales",
        "_outcome",
        "_press",
        "_project",
        "_request",
        "_shown",
        "_source",
        "_targets",
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
        self._all = documents
        self._targets: Targets | None = None
        """What links can lead to, once it has been asked."""
        self._documents = chosen_documents(documents, request.documents, bool(problems))
        locales, problems = project.locales()
        self._blame(problems)
        self._locales = chosen_locales([self._source, *locales], request.locales)
        self._folder = request.output or project.root / project.config.output
        self._shown = project.shown(self._folder / "x")[:-1]
        """What users see before a page's address."""
        self._press: Press | None = None
        if request.pdf:
            self._kinds = with_print(self._kinds)
            self._press = Press(Shelf(self._folder, project.root / project.config.content))
        self._words: dict[str, Words] = {}
        self._catalogs: dict[Path, Catalog | None] = {}
        self._credited: dict[tuple[str, str], Credits] = {}

    def run(self) -> Iterator[Step]:
        """Build, a step at a time; `outcome` is whole when this ends."""
        sheets = list(self._sheets())
        site = self._site([], {})
        total = len(sheets) * len(self._kinds) + 1
        done = 0
        released = Sheets(filter(self._released, sheets), self._kinds, self._source)
        made: dict[tuple[str, str], list[Kind]] = {}
        for sheet in released.all:
            value = self._handout(sheet)
            for kind in self._kinds:
                yield Step(done, total, sheet.address(kind))
                done += 1
                if self._page(value, kind, released.setting(sheet, kind.page), site):
                    made.setdefault((sheet.locale.code, sheet.document.name), []).append(kind)
        yield Step(total - 1, total, INDEX)
        self._index(released.all, made)
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
            if locale.is_pseudo:
                yield from self._pseudo_sheets(locale)
                continue
            own, problems = self._project.words(locale.code)
            self._blame(problems)
            self._words[locale.code] = Words(own, locale)
            for document in self._documents:
                if locale.code == self._source.code:
                    own_text = translation.source(document)
                    yield Sheet(locale, own_text, own_text.coverage, title(own_text), None)
                    continue
                try:
                    catalog = self._catalog(locale.code, document.domain) or Catalog(())
                    fallback = self._project.fallback(document, locale.code, self._catalog)
                except VaraqError as error:
                    self._blame(error.problems)
                    continue
                judge = self._judge(document, locale)
                translated = translation.translate(document, catalog, fallback, judge)
                self._outcome.problems += translated.problems
                yield Sheet(
                    locale,
                    translated,
                    translated.coverage,
                    title(translated),
                    self._credits(catalog, locale),
                )

    def _pseudo_sheets(self, locale: Locale) -> Iterator[Sheet]:
        """The documents in a language that has no catalogs."""
        self._words[locale.code] = PseudoWords(locale)
        for document in self._documents:
            said = pseudo.translated(document, locale.code)
            yield Sheet(locale, said, said.coverage, title(said), Credits("", "", ""))

    def _judge(self, document: Document, locale: Locale) -> translation.Judge | None:
        """What keeps faulty translations out of a release; drafts show what there is."""
        if not self._request.release:
            return None
        from varaq.checks import Judge, audible  # which drafts need not wait for

        rules = Judge(self._source, locale, document.labels)
        if self._targets is None:
            files = self._project.content_files()
            self._targets = Targets(self._all, self._project.config.content, files)
        links = self._targets

        def judge(unit: Unit, message: Message) -> list[Problem]:
            broken = links.unit_problems(document, unit, message.strings[0])
            return [*rules(unit, message), *audible(broken, message)]

        return judge

    def _catalog(self, code: str, domain: str) -> Catalog | None:
        """A catalog, read once though several documents should share it."""
        path = self._project.catalog_path(code, domain)
        if path not in self._catalogs:
            self._catalogs[path] = self._project.catalog(code, domain)
        return self._catalogs[path]

    def _credits(self, catalog: Catalog, locale: Locale) -> Credits:
        """Who translated a catalog, found out once though several should have the same header."""
        key = (catalog.header.text if catalog.header else "", locale.code)
        if key not in self._credited:
            self._credited[key] = credits_of(catalog, locale)
        return self._credited[key]

    def _released(self, sheet: Sheet) -> bool:
        share = sheet.coverage.share
        if not self._request.release or share >= self._project.config.coverage:
            return True
        self._outcome.left_out.append(f"{sheet.locale.tag}/{sheet.document.name}")
        for kind in with_print(self._kinds):  # an earlier draft must not be published in its place
            files.remove(*self._target(sheet.address(kind)))
        return False

    def _handout(self, sheet: Sheet) -> Handout:
        words = self._words[sheet.locale.code]
        label = words.gettext(OUTDATED_LABEL)
        return handout(sheet.translation, sheet.locale, self._source, sheet.credits, label)

    def _page(self, value: Handout, kind: Kind, setting: Setting, site: Site) -> bool:
        """Write one handout; whether that went well."""
        words = self._words[value.locale]
        try:
            value = placed(value, setting, site.url, with_code=self._request.pdf)
            text = self._templates.render(kind.template, words, value, site)
            if kind.suffix == PDF and self._press is not None:
                self._print(self._press, setting.here, text, site.url)
            else:
                self._write(setting.here, text)
                if self._press is None and kind.suffix == "html":
                    # what was printed of an earlier text must not stay
                    files.remove(*self._target(_printed_beside(setting.here)))
        except VaraqError as error:
            self._blame(error.problems)
            return False
        return True

    def _site(self, sheets: Sequence[Sheet], made: dict[tuple[str, str], list[Kind]]) -> Site:
        locales = []
        for locale in self._locales:
            own = [sheet for sheet in sheets if sheet.locale is locale]
            entries = tuple(
                self._entry(sheet, made[locale.code, sheet.document.name])
                for sheet in own
                if (locale.code, sheet.document.name) in made
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
        return Entry(
            document=sheet.document.name,
            title=sheet.title,
            description=description(sheet.translation),
            percent=sheet.locale.percent(sheet.coverage.share),
            complete=sheet.coverage.complete,
            files=tuple((kind.suffix, sheet.address(kind)) for kind in made),
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

    def _print(self, press: Press, address: str, html: str, site_url: str) -> None:
        """Write a page as PDF."""
        printed = press.printed(html, address, site_url)
        address = _printed_beside(address)
        shown = self._target(address)[1]
        self._outcome.problems += [problem.at(shown) for problem in printed.problems]
        self._put(address, printed.data)

    def _write(self, address: str, text: str) -> None:
        self._put(address, text.encode())

    def _put(self, address: str, data: bytes) -> None:
        path, shown = self._target(address)
        changed = files.put(path, data, shown, force=self._request.force)
        (self._outcome.written if changed else self._outcome.unchanged).append(shown)

    def _target(self, address: str) -> tuple[Path, str]:
        """Where a page goes, and how users name that."""
        return self._folder / address, self._shown + address


def _printed_beside(address: str) -> str:
    """Where the PDF of a page is."""
    return f"{address.removesuffix('html')}{PDF}"
