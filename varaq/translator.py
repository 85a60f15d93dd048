"""The translator: documents of a project in its languages, as one build has them."""

from __future__ import annotations

from collections.abc import Sequence

from varaq import pseudo, translation
from varaq.catalog import Catalog, Message
from varaq.document import Document
from varaq.errors import Problem, VaraqError
from varaq.inputs import Inputs, Source
from varaq.links import Targets
from varaq.locales import Locale
from varaq.pages.values import Credits
from varaq.project import Project
from varaq.translation import Judge, Translation
from varaq.unit import Unit


class Translator:
    """Translates documents with a project's catalogs; what a release must not use is left out."""

    __slots__ = ("_inputs", "_project", "_release", "_source", "_sources", "_targets")

    def __init__(
        self, project: Project, inputs: Inputs, sources: Sequence[Source], *, release: bool
    ) -> None:
        """``sources`` are all documents of the project; ``release`` judges translations."""
        self._project = project
        self._source = project.source
        self._inputs = inputs
        self._sources = sources
        self._release = release
        self._targets: Targets | None = None
        """What links can lead to, once it has been asked."""

    def said(self, document: Document, locale: Locale) -> tuple[Translation, Credits | None]:
        """A document in a language, and who translated it; None for the source language.

        Raises `VaraqError` where a catalog can't be read.
        """
        if locale.code == self._source.code:
            return translation.source(document), None
        if locale.is_pseudo:
            return pseudo.translated(document, locale.code), Credits("", "", "")
        catalog = self._inputs.catalog(locale.code, document.domain) or Catalog(())
        fallback = self._project.fallback(document, locale.code, self._inputs.catalog)
        judge = self._judge(document, locale) if self._release else None
        made = translation.translate(document, catalog, fallback, judge)
        return made, self._inputs.credits(locale, document.domain)

    def is_ready(self, source: Source, locale: Locale) -> bool:
        """Whether as much of a document is translated as the project asks of a release."""
        try:
            said, _ = self.said(self._inputs.document(source), locale)
        except VaraqError:
            return True  # said where it is made
        return said.coverage.share >= self._project.config.coverage

    def _judge(self, document: Document, locale: Locale) -> Judge:
        """What keeps faulty translations out of a release; drafts show what there is."""
        from varaq.checks import Judge, audible  # which drafts need not wait for

        rules = Judge(self._source, locale, document)
        links = self._links()

        def judge(unit: Unit, message: Message) -> list[Problem]:
            broken = links.unit_problems(document, unit, message.strings[0])
            return [*rules(unit, message), *audible(broken, message)]

        return judge

    def _links(self) -> Targets:
        if self._targets is None:
            documents = []
            for source in self._sources:
                try:
                    documents.append(self._inputs.document(source))
                except VaraqError:
                    continue  # said where it is built
            files = self._project.content_files()
            self._targets = Targets(documents, self._project.config.content, files)
        return self._targets
