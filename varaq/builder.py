"""Building: every handout of every language, and what leads to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from varaq import files, pseudo, translation
from varaq.catalog import Catalog, Message
from varaq.document import Document
from varaq.errors import Problem, VaraqError, has_errors
from varaq.front import Front
from varaq.links import Assets, Targets
from varaq.locales import Locale
from varaq.outcome import Outcome, Output, Step
from varaq.pages import (
    BOOK,
    EPUB,
    PDF,
    Kind,
    PseudoWords,
    Templates,
    Words,
    kinds,
    printed_beside,
    with_books,
    with_print,
)
from varaq.pages.handouts import (
    CONTENTS,
    OUTDATED_LABEL,
    Setting,
    credits_of,
    handout,
    placed,
)
from varaq.pages.headings import title
from varaq.pages.indexes import FRONT
from varaq.pages.site import Site
from varaq.pages.values import Credits, Handout
from varaq.pdf import Press, Shelf
from varaq.project import Project
from varaq.selection import (
    Request,
    chosen_documents,
    chosen_kinds,
    chosen_locales,
    documents_kinds,
)
from varaq.sheets import Sheet, Sheets, made
from varaq.sites import site_of
from varaq.unit import Unit


class Builder:
    """One build of a project."""

    __slots__ = (
        "_all",
        "_assets",
        "_carried",
        "_catalogs",
        "_credited",
        "_documents",
        "_epub_style",
        "_front",
        "_kinds",
        "_locales",
        "_names",
        "_outcome",
        "_output",
        "_press",
        "_project",
        "_request",
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
        self._epub_style = "".join(texts.get(name, "") for name in ("_epub.css", "_quotes.css"))
        chosen = chosen_kinds(kinds(texts), request.kinds)
        documents, problems = project.documents()
        self._blame(problems)
        self._all = documents
        self._names = frozenset(document.name for document in documents)
        self._front = Front(self._names)
        self._targets: Targets | None = None
        """What links can lead to, once it has been asked."""
        self._documents = chosen_documents(documents, request.documents, bool(problems))
        self._kinds: dict[str, Sequence[Kind]] = {}
        """What is made of each document."""
        for document in self._documents:
            self._kinds[document.name] = chosen
            if not request.kinds:
                self._kinds[document.name], problems = documents_kinds(document, chosen)
                self._blame(problems)
        self._carried: set[str] = set()
        self._assets = Assets(lambda path: project.asset(path) is not None)
        locales, problems = project.locales()
        self._blame(problems)
        self._locales = chosen_locales([self._source, *locales], request.locales)
        folder = request.output or project.root / project.config.output
        shown = project.shown(folder / "x")[:-1]
        self._output = Output(folder, shown, self._outcome, force=request.force)
        self._press: Press | None = None
        if request.epub:
            self._kinds = {name: with_books(own) for name, own in self._kinds.items()}
        if request.pdf:
            self._kinds = {name: with_print(own) for name, own in self._kinds.items()}
            self._press = Press(Shelf(folder, project.root / project.config.content))
        self._words: dict[str, Words] = {}
        self._catalogs: dict[Path, Catalog | None] = {}
        self._credited: dict[tuple[str, str], Credits] = {}

    def run(self) -> Iterator[Step]:
        """Build, a step at a time; `outcome` is whole when this ends."""
        sheets = list(self._sheets())
        site = self._site([])
        total = sum(len(made(sheet, self._kinds[sheet.document.name])) for sheet in sheets) + 1
        done = 0
        kept = filter(self._released, sheets)
        carried = self._assets.address
        released = Sheets(kept, self._kinds, self._source, self._names, carried)
        for sheet in released.all:
            own = released.kinds(sheet)
            if not own:
                continue
            value = self._handout(sheet)
            for kind in own:
                yield Step(done, total, sheet.address(kind))
                done += 1
                if self._page(value, kind, released.setting(sheet, kind.page), site):
                    self._front.note(sheet, kind, value)
        yield Step(total - 1, total, FRONT)
        self._lead(released.all)
        self._carry_all()
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
        own = with_print([kind.page for kind in self._kinds[sheet.document.name]])
        for kind in with_books(own):
            # an earlier draft must not be published in its place
            self._output.remove(sheet.address(kind))
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
            if kind.suffix == EPUB:
                self._book(value, site)
                return True
            value = replace(value, on_paper=kind.suffix == PDF)
            text = self._templates.render(kind.template, words, value, site)
            if kind.suffix == PDF and self._press is not None:
                self._print(self._press, setting.here, text, site.url)
            else:
                self._output.put(setting.here, text.encode())
                if self._press is None and kind.suffix == "html":
                    # what was printed of an earlier text must not stay
                    self._output.remove(printed_beside(setting.here))
                if kind == BOOK.page and not self._request.epub:
                    self._output.remove(BOOK.file(f"{value.tag}/{value.document}"))
        except VaraqError as error:
            self._blame(error.problems)
            return False
        return True

    def _book(self, value: Handout, site: Site) -> None:
        """Write a handout as EPUB, beside its page."""
        from varaq.books import book  # which other builds need not wait for

        contents = self._words[value.locale].gettext(CONTENTS).unescape()
        data = book(value, site.url, contents, self._epub_style, self._project.asset)
        self._output.put(BOOK.file(f"{value.tag}/{value.document}"), data)

    def _site(self, sheets: Sequence[Sheet]) -> Site:
        languages = [(locale, self._words[locale.code]) for locale in self._locales]
        documents = [document.name for document in self._documents]
        config = self._project.config
        return site_of(config, documents, languages, sheets, self._front.made, self._names)

    def _lead(self, sheets: Sequence[Sheet]) -> None:
        """Write what leads to all handouts, and take away what led to those of before."""
        front, source = self._front, self._source.code
        if self._request.of_a_part or not front.made:
            return
        try:
            site = self._site(sheets)
            for address, text in front.files(site, self._templates, self._words, source):
                self._output.put(address, text.encode())
            for address in () if self._outcome.broken else front.stale(self._locales):
                self._output.remove(address)
        except VaraqError as error:
            self._blame(error.problems)

    def _print(self, press: Press, address: str, html: str, site_url: str) -> None:
        """Write a page as PDF; what it shows has to be there by now."""
        self._carry_all()
        printed = press.printed(html, address, site_url)
        address = printed_beside(address)
        shown = self._output.shown(address)
        self._outcome.problems += [problem.at(shown) for problem in printed.problems]
        self._output.put(address, printed.data)

    def _carry_all(self) -> None:
        """Copy the files that handouts lead to so far, each once."""
        for path in sorted(self._assets.used - self._carried):
            self._carry(path)
        self._carried |= self._assets.used

    def _carry(self, path: str) -> None:
        """Copy a file that handouts lead to."""
        found, address = self._project.asset(path), self._assets.address(path)
        if found is None or address is None:
            return  # gone in the meantime
        try:
            self._output.put(address, files.read_bytes(found, self._project.shown(found)))
        except VaraqError as error:
            self._blame(error.problems)
