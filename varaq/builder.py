"""Building: every handout of every language, and what leads to them.

One document is looked at after the other, in all its languages at once, so that no more than
that is held at a time; and what has not changed since the last build is not made again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from varaq import pages
from varaq.due import Due
from varaq.errors import Problem, VaraqError, has_errors
from varaq.folios import Folios
from varaq.front import Front
from varaq.inputs import Inputs, Source
from varaq.locales import Locale
from varaq.making import Maker
from varaq.manifest import Manifest, digest
from varaq.outcome import NOBODY, Carrier, Outcome, Output, Step
from varaq.pages import Kind, Templates, with_books, with_print
from varaq.pages.indexes import FRONT
from varaq.pdf import Press, Shelf
from varaq.project import Project
from varaq.selection import (
    Request,
    chosen_documents,
    chosen_kinds,
    chosen_locales,
    documents_kinds,
)
from varaq.sheets import Plan, Sheets, address
from varaq.sites import site_of
from varaq.translator import Translator
from varaq.wordbook import Speaker, Wordbook


class Builder:
    """One build of a project."""

    __slots__ = (
        "_due",
        "_folios",
        "_front",
        "_inputs",
        "_locales",
        "_manifest",
        "_outcome",
        "_output",
        "_plans",
        "_project",
        "_request",
        "_sheets",
        "_source",
        "_sources",
        "_templates",
        "_translator",
        "_words",
    )

    def __init__(self, project: Project, request: Request) -> None:
        """Look at documents, languages and templates.

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
        chosen = chosen_kinds(pages.kinds(texts), request.kinds)
        self._inputs = Inputs(project)
        everything, problems = self._inputs.sources()
        self._blame(problems)
        sources = chosen_documents(everything, request.documents, bool(problems))
        locales, problems = project.locales()
        self._blame(problems)
        self._locales = chosen_locales([self._source, *locales], request.locales)
        self._words = Wordbook(project, self._locales)
        names = frozenset(source.name for source in everything)
        folder = request.output or project.root / project.config.output
        shown = project.shown(folder / "x")[:-1]
        self._manifest = manifest = Manifest(project.manifest_path(folder))
        self._output = Output(folder, shown, self._outcome, manifest, force=request.force)
        self._translator = Translator(project, self._inputs, everything, release=request.release)
        self._sources = sources
        self._plans = [self._plan(source, chosen) for source in sources]
        self._sheets = Sheets(self._plans, self._locales, self._source, names)
        digests, problems = self._words.looked_at(manifest, texts)
        self._blame(problems)
        self._due = Due(self._inputs, project, request, texts, digests, everything)
        self._front = Front(names, manifest)
        style = "".join(texts.get(name, "") for name in ("_epub.css", "_quotes.css"))
        press = Press(Shelf(folder, project.root / project.config.content)) if request.pdf else None
        self._folios = Folios(
            request,
            self._locales,
            self._inputs,
            self._translator,
            self._due,
            self._sheets,
            Maker(
                self._templates,
                self._words,
                self._source,
                site_of(project.config, [source.name for source in sources], (), {}, names),
                style,
                project.asset,
                press,
            ),
            self._output,
            Carrier(project.asset, project.shown, self._output, self._outcome, manifest),
            self._front,
            manifest,
            self._outcome,
        )

    def run(self) -> Iterator[Step]:
        """Build, a step at a time; `outcome` is whole when this ends."""
        try:
            yield from self._run()
        finally:
            self._manifest.close()

    @property
    def outcome(self) -> Outcome:
        """What was done so far."""
        return self._outcome

    def _run(self) -> Iterator[Step]:
        each = [(plan, locale) for plan in self._plans for locale in self._locales]
        total = sum(len(self._sheets.kinds(locale, plan.document)) for plan, locale in each) + 1
        done = 0
        for source, plan in zip(self._sources, self._plans, strict=True):
            for what in self._folios.made(source, plan):
                yield Step(done, total, what)
                done += 1
            self._inputs.release()
        yield Step(total - 1, total, FRONT)
        if not self._request.of_a_part:
            self._lead()
        yield Step(total, total, "")

    def _blame(self, problems: Sequence[Problem]) -> None:
        """Note problems that keep some input from being used."""
        self._outcome.problems += problems
        self._outcome.broken = self._outcome.broken or has_errors(problems)

    def _plan(self, source: Source, chosen: tuple[Kind, ...]) -> Plan:
        """What is to be made of a document."""
        own = chosen
        if not self._request.kinds:
            own, problems = documents_kinds(source, chosen)
            self._blame(problems)
        if self._request.epub:
            own = with_books(own)
        codes = {locale.code for locale in self._locales}
        if self._request.release:
            for locale in self._locales:
                if not self._is_ready(source, locale):
                    codes.discard(locale.code)
                    self._leave_out(source, locale, own)
        if self._request.pdf:
            own = with_print(own)
        return Plan(source.name, source.suffix, own, frozenset(codes))

    def _is_ready(self, source: Source, locale: Locale) -> bool:
        """Whether enough of a document is translated for a release."""
        try:
            said, _ = self._translator.said(self._inputs.document(source), locale)
        except VaraqError:
            return True  # said where it is made
        return said.coverage.share >= self._project.config.coverage

    def _leave_out(self, source: Source, locale: Locale, own: Sequence[Kind]) -> None:
        """An earlier draft must not be published in the place of what is left out."""
        self._outcome.left_out.append(f"{locale.tag}/{source.name}")
        for kind in with_books(with_print([kind.page for kind in own])):
            self._output.remove(address(locale, source.name, kind))

    def _lead(self) -> None:
        """Write what leads to all handouts, and take away what is of no use any more."""
        front, project = self._front, self._project
        if not front.made:
            return
        languages = [(locale, Speaker(self._words, locale.code)) for locale in self._locales]
        documents = [source.name for source in self._sources]
        names = frozenset(documents)
        site = site_of(project.config, documents, languages, front.made, names)
        left = self._manifest.outputs(NOBODY)
        try:
            for page in front.pages(site, self._templates, self._words, self._source.code):
                parts = [self._due.shared, page.key]
                if page.template:
                    parts += [self._due.template(page.template), self._due.words[page.locale]]
                key = digest(*parts)
                stands = self._output.standing(page.address, left.get(page.address))
                if stands is not None and stands.key == key:
                    self._output.stay(page.address)
                else:
                    stands = self._output.put(page.address, page.text().encode())
                if stands != left.get(page.address):
                    self._manifest.note_outputs(NOBODY, [(page.address, stands._replace(key=key))])
            if not self._outcome.broken:
                for where in front.stale(self._locales):
                    self._output.remove(where)
                self._output.sweep()
                gone = {name for name in self._manifest.documents() if name[:1] != "\0"} - names
                self._manifest.forget(gone)
        except VaraqError as error:
            self._blame(error.problems)
