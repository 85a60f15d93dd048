"""Building: every handout of every language, and what leads to them.

One document is looked at after the other, in all its languages at once, so that no more than
that is held at a time; and what has not changed since the last build is not made again.
"""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterator, Sequence
from functools import partial
from pathlib import Path

from varaq import pages
from varaq.drafts import Draft, sweep
from varaq.due import Due
from varaq.errors import VaraqError
from varaq.folios import Folios
from varaq.front import Front
from varaq.hands import Share
from varaq.inputs import Inputs, Source, tools_digest
from varaq.locales import Locale
from varaq.making import Maker
from varaq.manifest import Manifest, digest
from varaq.outcome import NOBODY, Carrier, Outcome, Output, Porter, Step
from varaq.pages import Kind, Templates, with_books, with_print
from varaq.pages.indexes import FRONT
from varaq.parcels import Delivery, Parcel, delivery, laid_out
from varaq.pdf import Press, Shelf
from varaq.project import Project
from varaq.selection import (
    Request,
    chosen_documents,
    chosen_kinds,
    chosen_locales,
    documents_kinds,
)
from varaq.sheets import Plan, Sheets, address, further
from varaq.sites import site_of
from varaq.translator import Translator
from varaq.voices import Voices
from varaq.wordbook import Speaker, Wordbook
from varaq.workforce import Workforce


class Builder:
    """One build of a project."""

    __slots__ = (
        "_carrier",
        "_due",
        "_everything",
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
        "_tools",
        "_translator",
        "_words",
    )

    def __init__(
        self, project: Project, request: Request, *, share: bool = False, tools: bytes = b""
    ) -> None:
        """Look at documents, languages and templates.

        With ``share``, this is one of several processes: it makes what `made` is asked for, and
        leaves all else to the one that asks. ``tools`` stand for the programs of that one.

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
        self._outcome.blame(problems)
        sources = chosen_documents(everything, request.documents, bool(problems))
        locales, problems = project.locales()
        self._outcome.blame(problems)
        self._locales = chosen_locales([self._source, *locales], request.locales)
        self._words = Wordbook(project, self._inputs, self._locales)
        names = frozenset(source.name for source in everything)
        folder = request.output or project.root / project.config.output
        shown = project.shown(folder / "x")[:-1]
        noting = Draft if share else Manifest
        self._manifest = manifest = noting(project.manifest_path(folder))
        self._output = Output(folder, shown, self._outcome, manifest, force=request.force)
        self._translator = Translator(project, self._inputs, everything, release=request.release)
        self._sources = sources
        self._plans = [self._plan(source, chosen) for source in sources]
        self._sheets = Sheets(
            self._plans, self._locales, self._source, names, self._templates.divides
        )
        digests, problems = self._words.looked_at(manifest, texts)
        self._outcome.blame(problems)
        self._everything = everything
        self._tools = tools or tools_digest(printing=request.pdf)
        self._due = Due(
            self._inputs, project, request, texts, digests, everything, self._tools, manifest
        )
        self._front = Front(names, manifest)
        style = "".join(texts.get(name, "") for name in ("_epub.css", "_quotes.css"))
        press = Press(Shelf(folder, project.root / project.config.content)) if request.pdf else None
        carrying = Porter if share else Carrier
        self._carrier = carrying(
            project.asset, project.shown, self._output, self._outcome, manifest
        )
        self._folios = Folios(
            request,
            self._locales,
            self._inputs,
            Voices(self._locales, self._inputs, self._translator, self._due, self._outcome),
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
            self._carrier,
            self._front,
            manifest,
            self._outcome,
        )

    def run(self) -> Iterator[Step]:
        """Build, a step at a time; `outcome` is whole when this ends."""
        if not self._manifest.begin():
            self._output.sweep_litter()
            sweep(self._manifest.path)
        try:
            yield from self._run()
        finally:
            self._manifest.end()
            self._manifest.close()

    @property
    def outcome(self) -> Outcome:
        """What was done so far."""
        return self._outcome

    def made(self, names: Collection[str]) -> Share:
        """Make the handouts of some documents, for the process that asks for them."""
        before = self._outcome
        for each in (before.problems, before.left_out):
            each.clear()  # what was said at the start is said by who asks
        before.broken = False
        for source, plan in zip(self._sources, self._plans, strict=True):
            if source.name in names:
                for _ in self._folios.made(source, plan):
                    pass
                self._inputs.release()
        if not isinstance(self._manifest, Draft) or not isinstance(self._carrier, Porter):
            raise TypeError("this process has no share")
        made = Share(
            self._outcome,
            self._manifest.notes,
            self._front.made,
            self._output.wanted,
            self._carrier.paths,
        )
        self._manifest.close()
        return made

    def _run(self) -> Iterator[Step]:
        each = [(plan, locale) for plan in self._plans for locale in self._locales]
        total = sum(len(self._sheets.kinds(locale, plan.document)) for plan, locale in each) + 1
        workforce = Workforce(
            self._project,
            self._request,
            self._locales,
            self._everything,
            self._tools,
            self._inputs,
            self._folios,
            partial(share_of, self._project.root, self._request),
            far_share_of,
        )
        for done, what in enumerate(workforce.made(self._sources, self._plans)):
            yield Step(done, total, what)
        yield Step(total - 1, total, FRONT)
        if not self._request.of_a_part:
            self._lead()
        yield Step(total, total, "")

    def _plan(self, source: Source, chosen: tuple[Kind, ...]) -> Plan:
        """What is to be made of a document."""
        own = chosen
        if not self._request.kinds:
            own, problems = documents_kinds(source, chosen)
            self._outcome.blame(problems)
        if self._request.epub:
            own = with_books(own)
        codes = {locale.code for locale in self._locales}
        if self._request.release:
            for locale in self._locales:
                if not self._translator.is_ready(source, locale):
                    codes.discard(locale.code)
                    self._leave_out(source, locale, own)
        if self._request.pdf:
            own = with_print(own)
        return Plan(source.name, source.suffix, own, frozenset(codes))

    def _leave_out(self, source: Source, locale: Locale, own: Sequence[Kind]) -> None:
        """An earlier draft must not be published in the place of what is left out."""
        self._outcome.left_out.append(f"{locale.tag}/{source.name}")
        left = self._manifest.outputs(source.name)
        for kind in with_books(with_print([kind.page for kind in own])):
            self._output.remove(address(locale, source.name, kind))
            for where in further(locale, source.name, kind, 1, left):
                self._output.remove(where)

    def _lead(self) -> None:
        """Write what leads to all handouts, and take away what is of no use any more."""
        front, project = self._front, self._project
        if not front.made:
            return
        languages = [(locale, Speaker(self._words, locale.code)) for locale in self._locales]
        documents = [source.name for source in self._sources]
        names = frozenset(documents)
        front.ordered(documents)
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
                gone = set(self._manifest.documents()) - names
                self._manifest.forget(gone)
                self._manifest.forget_searched(gone)
                self._due.note_same(self._manifest)
        except VaraqError as error:
            self._outcome.blame(error.problems)


def share_of(root: Path, request: Request, names: Sequence[str]) -> Share:
    """What a process of its own makes of some documents of the project in a folder."""
    gc.set_threshold(200_000, 20, 50)  # as in the process that asks
    return Builder(Project.open(root), request, share=True).made(frozenset(names))


def far_share_of(sent: Parcel) -> Delivery:
    """What a machine that has no disk in common makes of a parcel."""
    with laid_out(sent) as project:
        builder = Builder(project, sent.request, share=True, tools=sent.tools)
        return delivery(builder.made(frozenset(sent.names)), project)
