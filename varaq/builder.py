"""Building: every handout of every language, and what leads to them.

One document is looked at after the other, in all its languages at once, so that no more than
that is held at a time; and what has not changed since the last build is not made again.
"""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from varaq import pages
from varaq.drafts import Draft, sweep
from varaq.due import Due
from varaq.errors import Problem, VaraqError
from varaq.folios import Folios
from varaq.front import Front
from varaq.hands import Share
from varaq.inputs import Inputs, Source, tools_digest
from varaq.making import Maker
from varaq.manifest import Manifest, digest
from varaq.outcome import NOBODY, Carrier, Outcome, Output, Porter, Step
from varaq.pages import Kind, Templates, with_books, with_print
from varaq.pages.indexes import FRONT
from varaq.parcels import Delivery, Parcel, delivery, laid_out
from varaq.project import Project
from varaq.selection import (
    Request,
    chosen_documents,
    chosen_kinds,
    chosen_locales,
    chosen_output,
    documents_kinds,
)
from varaq.sheets import Plan, Sheets, address, apart, further
from varaq.sites import site_of
from varaq.translator import Translator
from varaq.voices import Voices
from varaq.wordbook import Speaker, Wordbook
from varaq.workforce import Workforce

if TYPE_CHECKING:
    from varaq.printer import Printer


class Builder:
    """One build of a project."""

    __slots__ = (
        "_codes",
        "_digests",
        "_everything",
        "_folder",
        "_folios",
        "_inputs",
        "_locales",
        "_maker",
        "_outcome",
        "_plans",
        "_project",
        "_request",
        "_sheets",
        "_source",
        "_sources",
        "_templates",
        "_texts",
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
        self._texts = texts = {name: template.text for name, template in found.items()}
        self._templates = Templates(texts, {name: item.path for name, item in found.items()})
        chosen = chosen_kinds(pages.kinds(texts), request.kinds)
        self._inputs = Inputs(project)
        everything, problems = self._inputs.sources()
        self._outcome.blame(problems)
        sources = chosen_documents(everything, request.documents, bool(problems))
        locales, problems = project.locales()
        self._outcome.blame(problems)
        self._locales = chosen_locales([self._source, *locales], request.locales)
        self._codes = frozenset(locale.code for locale in self._locales)
        self._words = Wordbook(project, self._inputs, self._locales)
        names = frozenset(source.name for source in everything)
        self._folder = folder = chosen_output(
            project, request.output, [self._source, *locales, *self._locales]
        )
        manifest = (Draft if share else Manifest)(project.manifest_path(folder))
        self._translator = Translator(project, self._inputs, everything, release=request.release)
        wanted = {source.name: self._kinds(source, chosen) for source in everything}
        plans = [self._plan(source, *wanted[source.name]) for source in sources]
        kinds = [(source, wanted[source.name][0]) for source in everything]
        self._sources, self._plans, problems = apart(sources, plans, kinds, self._templates.divides)
        self._outcome.blame(problems)
        self._sheets = Sheets(
            self._plans, self._locales, self._source, names, self._templates.divides
        )
        self._digests, problems = self._words.looked_at(manifest, texts)
        self._outcome.blame(problems)
        self._everything = everything
        self._tools = tools or tools_digest(printing=request.pdf)
        self._maker = Maker(
            self._templates,
            self._words,
            self._source,
            site_of(project.config, [source.name for source in everything], (), {}, names),
            "".join(texts.get(name, "") for name in ("_epub.css", "_quotes.css")),
            project.asset_held,
            _printer(folder, project) if request.pdf else None,
        )
        self._folios = self._hired(manifest, Porter if share else Carrier)

    def _hired(self, manifest: Manifest, carrying: type[Carrier]) -> Folios:
        """Who makes this build's handouts, and notes that in a manifest."""
        project, request, outcome = self._project, self._request, self._outcome
        shown = project.shown(self._folder / "x")[:-1]
        output = Output(self._folder, shown, outcome, manifest, force=request.force)
        due = Due(
            self._inputs,
            project,
            request,
            self._texts,
            self._digests,
            self._everything,
            self._tools,
            manifest,
        )
        front = Front(frozenset(source.name for source in self._everything), manifest)
        carrier = carrying(project.asset, project.shown, output, outcome, manifest)
        voices = Voices(self._locales, self._inputs, self._translator, due, outcome)
        return Folios(
            request,
            self._locales,
            self._inputs,
            voices,
            due,
            self._sheets,
            self._maker,
            output,
            carrier,
            front,
            manifest,
            outcome,
        )

    def run(self) -> Iterator[Step]:
        """Build, a step at a time; `outcome` is whole when this ends."""
        manifest = self._folios.manifest
        if not manifest.mark.begin():
            self._folios.output.take_up()
            sweep(manifest.path)
        try:
            yield from self._run()
        finally:
            manifest.close()
            self._maker.close()
        manifest.mark.end()  # what was interrupted has not come to its end

    @property
    def outcome(self) -> Outcome:
        """What was done so far."""
        return self._outcome

    def made(self, names: Collection[str]) -> Share:
        """Make the handouts of some documents, for the process that asks for them."""
        before, folios = self._outcome, self._folios
        before.problems.clear()  # what was said at the start is said by who asks
        before.broken = False
        for source, plan in zip(self._sources, self._plans, strict=True):
            if source.name in names:
                for _ in folios.made(source, plan):
                    pass
                self._inputs.release()
        manifest, carrier = folios.manifest, folios.carrier
        if not isinstance(manifest, Draft) or not isinstance(carrier, Porter):
            raise TypeError("this process has no share")
        made = Share(before, manifest.notes, folios.front.made, folios.output.wanted, carrier.paths)
        manifest.close()
        self._maker.close()
        return made

    def _forked(self, names: Sequence[str]) -> Share:
        """The same in a fork of the process that asks."""
        self._outcome = Outcome()
        self._folios = self._hired(Draft(self._folios.manifest.path), Porter)
        return self.made(frozenset(names))

    def _run(self) -> Iterator[Step]:
        for plan in self._plans:
            self._leave_out(plan)
        total = 1 + sum(
            len(self._sheets.kinds(locale, plan.document))
            for plan in self._plans
            for locale in self._locales
        )
        workforce = Workforce(
            self._project,
            self._request,
            self._locales,
            self._everything,
            self._tools,
            self._inputs,
            self._folios,
            self._forked,
            partial(share_of, self._project.root, self._request),
            far_share_of,
        )
        for done, what in enumerate(workforce.made(self._sources, self._plans)):
            yield Step(done, total, what)
        yield Step(total - 1, total, FRONT)
        if not self._request.of_a_part:
            self._lead()
        yield Step(total, total, "")

    def _kinds(
        self, source: Source, chosen: tuple[Kind, ...]
    ) -> tuple[tuple[Kind, ...], list[Problem]]:
        """The kinds that a document comes in, and what is wrong with what it says of them."""
        own, problems = chosen, list[Problem]()
        if not self._request.kinds:
            own, problems = documents_kinds(source, chosen)
        if self._request.epub:
            own = with_books(own)
        if self._request.pdf:
            own = with_print(own)
        return own, problems

    def _plan(self, source: Source, own: tuple[Kind, ...], problems: list[Problem]) -> Plan:
        """What is to be made of a document of such kinds; ``problems`` are theirs."""
        self._outcome.blame(problems)
        codes = self._codes
        if self._request.release:
            ready = (each for each in self._locales if self._translator.is_ready(source, each))
            codes = frozenset(locale.code for locale in ready)
        return Plan(source.name, source.suffix, own, codes)

    def _leave_out(self, plan: Plan) -> None:
        """An earlier draft must not be published in the place of what is left out."""
        if plan.codes == self._codes:
            return
        left = self._folios.manifest.outputs(plan.document)
        pages_of_it = list(dict.fromkeys(kind.page for kind in plan.kinds))
        kinds = with_books(with_print(pages_of_it))
        for locale in (each for each in self._locales if each.code not in plan.codes):
            self._outcome.left_out.append(f"{locale.tag}/{plan.document}")
            for kind in kinds:
                self._folios.output.remove(address(locale, plan.document, kind))
                for where in further(locale, plan.document, kind, 1, left):
                    self._folios.output.remove(where)

    def _lead(self) -> None:
        """Write what leads to all handouts, and take away what is of no use any more."""
        folios, project = self._folios, self._project
        front, output, due, manifest = folios.front, folios.output, folios.due, folios.manifest
        languages = [(locale, Speaker(self._words, locale.code)) for locale in self._locales]
        documents = [source.name for source in self._sources]
        names = frozenset(documents)
        front.ordered(documents)
        site = site_of(project.config, documents, languages, front.made, names)
        left = manifest.outputs(NOBODY)
        try:
            leading = front.pages(
                self._locales, site, self._templates, self._words, self._source.code
            )
            for page in leading if front.made else ():  # nothing leads to nothing
                parts = [due.shared, page.key]
                if page.template:
                    parts += [due.template(page.template), due.words[page.locale]]
                key = digest(*parts)
                stands = output.standing(page.address, left.get(page.address))
                if stands is not None and stands.key == key:
                    output.stay(page.address)
                else:
                    stands = output.put(page.address, page.text().encode())
                if stands != left.get(page.address):
                    manifest.note_outputs(NOBODY, [(page.address, stands._replace(key=key))])
            if not self._outcome.broken:
                for where in front.stale(self._locales):
                    output.remove(where)
                output.sweep()
                gone = set(manifest.documents()) - names
                manifest.forget(gone)
                manifest.forget_searched(gone)
                due.note_same(manifest)
        except VaraqError as error:
            self._outcome.blame(error.problems)


def _printer(folder: Path, project: Project) -> Printer:
    """What prints the pages in a folder."""
    # only where they are used
    from varaq.pdf import Shelf
    from varaq.printer import Printer

    config = project.config
    return Printer(
        Shelf(folder, project.root / config.content, config.largest), config.print_seconds
    )


def share_of(root: Path, request: Request, names: Sequence[str]) -> Share:
    """What a process of its own makes of some documents of the project in a folder."""
    gc.set_threshold(200_000, 20, 50)  # as in the process that asks
    return Builder(Project.open(root), request, share=True).made(frozenset(names))


def far_share_of(sent: Parcel) -> Delivery:
    """What a machine that has no disk in common makes of a parcel."""
    with laid_out(sent) as (project, request):
        builder = Builder(project, request, share=True, tools=sent.tools)
        return delivery(builder.made(frozenset(sent.names)), project, request)
