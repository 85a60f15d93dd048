"""Review: what is wrong with a project's catalogs, and how much of it is translated."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass

from varaq import checks, translation
from varaq.catalog import TEMPLATES, Catalog, State
from varaq.document import Document
from varaq.errors import Problem, VaraqError
from varaq.glossary import Glossary
from varaq.links import Targets
from varaq.locales import Locale
from varaq.pages import kinds
from varaq.pots import pots
from varaq.project import Project
from varaq.selection import chosen_documents, documents_kinds
from varaq.translation import Coverage


@dataclass(frozen=True, slots=True)
class Row:
    """How much of one document is translated into one language."""

    locale: Locale
    document: str
    """Its name; ``templates`` for the templates' words."""
    coverage: Coverage
    fuzzy: int


def check(project: Project, locales: Sequence[Locale], names: Sequence[str] = ()) -> list[Problem]:
    """What a reviser should see: catalogs that do not parse, and what is wrong in the others.

    ``names`` are the documents to look at; with none, all of them and the templates' words.
    Raises `VaraqError` for a name that there is no document of.
    """
    documents, problems = project.documents()
    targets = Targets(documents, project.config.content, project.content_files())
    wanted = chosen_documents(documents, names, bool(problems))
    for document in wanted:
        problems += targets.source_problems(document)
    problems += _kinds_problems(project, wanted)
    domains = [document.domain for document in wanted] + ([] if names else [TEMPLATES])
    for locale in locales:
        glossary = _glossary(project, locale, documents)
        read: dict[str, Catalog] = {}
        for domain in domains:
            try:
                catalog = project.catalog(locale.code, domain)
            except VaraqError as error:
                problems += error.problems
                continue
            if catalog is None:
                continue
            read[catalog.path] = catalog
            found = _catalog_problems(catalog, locale)
            if glossary.terms and domain != TEMPLATES:
                found += checks.term_problems(glossary, catalog)
            for document in wanted:
                if document.domain == domain:
                    result = translation.translate(document, catalog)
                    found += result.problems
                    found += targets.translation_problems(result, catalog.path)
                    found += checks.document_problems(document, catalog, project.source, locale)
            if domain == TEMPLATES:
                found += checks.words_problems(catalog, project.source, locale)
            problems += checks.audible_in(found, catalog)
        problems += checks.inconsistent(list(read.values()))
    return list(dict.fromkeys(problems))


def _kinds_problems(project: Project, documents: Sequence[Document]) -> list[Problem]:
    """What documents say wrongly of the kinds of handouts that they want."""
    asking = [document for document in documents if "kinds" in document.metadata]
    found = kinds(project.templates()) if asking else ()
    return [problem for document in asking for problem in documents_kinds(document, found)[1]]


def _glossary(project: Project, locale: Locale, documents: Sequence[Document]) -> Glossary:
    """The glossary in a language; a catalog that can't be read is said to be so elsewhere."""
    held = {}
    for document in documents:
        if document.is_glossary:
            with contextlib.suppress(VaraqError):
                catalog = project.catalog(locale.code, document.domain)
                if catalog is not None:
                    held[document.domain] = catalog
    return Glossary(documents, held, project.source.code, locale.code)


def _catalog_problems(catalog: Catalog, locale: Locale) -> list[Problem]:
    """What is wrong with a catalog, whatever it translates."""
    ends = (checks.newline_problem(message, catalog.path) for message in catalog)
    return [
        *checks.header_problems(catalog, locale),
        *filter(None, ends),
        *checks.flag_problems(catalog),
    ]


def stats(project: Project, locales: Sequence[Locale]) -> tuple[list[Row], list[Problem]]:
    """Coverage by language and document, and what could not be read."""
    documents, problems = project.documents()
    current, _ = pots(project, "")
    words = current.get(TEMPLATES)
    rows = []
    for locale in locales:
        for document in documents:
            try:
                catalog = project.catalog(locale.code, document.domain) or Catalog(())
            except VaraqError as error:
                problems += error.problems
                continue
            result = translation.translate(document, catalog)
            fuzzy = sum(piece.state is State.FUZZY for piece in result.pieces)
            rows.append(Row(locale, document.name, result.coverage, fuzzy))
        if words is not None:
            try:
                catalog = project.catalog(locale.code, TEMPLATES) or Catalog(())
            except VaraqError as error:
                problems += error.problems
                continue
            rows.append(_words_row(locale, words, catalog))
    return rows, problems


def _words_row(locale: Locale, pot: Catalog, catalog: Catalog) -> Row:
    messages = catalog.by_key()
    total = done = words = done_words = fuzzy = 0
    for wanted in pot:
        message = messages.get(wanted.key)
        size = len(wanted.id.split())
        total, words = total + 1, words + size
        if message is not None and message.state is State.TRANSLATED:
            done, done_words = done + 1, done_words + size
        fuzzy += message is not None and message.state is State.FUZZY
    return Row(locale, TEMPLATES, Coverage(total, done, words, done_words), fuzzy)
