"""Entries: the rules over the translations of a document and of the templates' words."""

from __future__ import annotations

from dataclasses import dataclass, replace

from varaq.catalog import Catalog, Key, Message, State
from varaq.checks.consistency import house_quotes
from varaq.checks.pair import Pair, pair
from varaq.checks.rules import check_pair
from varaq.checks.silence import audible
from varaq.document import Document
from varaq.errors import Problem
from varaq.locales import Locale
from varaq.placeholders import placeholder_problem
from varaq.unit import Place, Unit


@dataclass(frozen=True, slots=True)
class Judge:
    """What the rules say of a unit's translation; `varaq.translation.translate` takes one."""

    source: Locale
    locale: Locale
    document: Document

    def __call__(self, unit: Unit, message: Message) -> list[Problem]:
        """What is wrong with the translation of a unit, but for what its entry's flags silence.

        The problems name no place yet.
        """
        return audible(check_pair(self.pair(unit, message)), message)

    def pair(self, unit: Unit, message: Message) -> Pair:
        """A unit with its translation."""
        return pair(unit, message.strings[0], self.source, self.locale, self.document)


def document_problems(
    document: Document, catalog: Catalog, source: Locale, locale: Locale
) -> list[Problem]:
    """What is wrong with the translations of a document's units; each text is blamed once.

    Fuzzy and untranslated ones are not judged. A text that stands in several places is judged
    by each.
    """
    judge = Judge(source, locale, document)
    messages = catalog.by_key()
    seen: set[tuple[Key, Place, str]] = set()
    found: dict[tuple[Key, str], Problem] = {}
    pairs: list[tuple[Message, Pair]] = []
    for unit in document.units:
        message = messages.get(unit.key)
        if message is None or message.state is not State.TRANSLATED:
            continue
        if (where := (unit.key, unit.place, unit.kind)) in seen:
            continue
        seen.add(where)
        judged = judge.pair(unit, message)
        pairs.append((message, judged))
        for problem in audible(check_pair(judged), message):
            found.setdefault((unit.key, problem.code), _at(problem, catalog, message))
    for number, problem in house_quotes([judged for _, judged in pairs]):
        message = pairs[number][0]
        for heard in audible([problem], message):
            found.setdefault((message.key, heard.code), _at(heard, catalog, message))
    return list(found.values())


def words_problems(catalog: Catalog, source: Locale, locale: Locale) -> list[Problem]:
    """What is wrong with the translations of the templates' words, each plural form judged.

    A form is compared with the singular and with the plural, and blamed for what both say.
    """
    found: dict[tuple[Key, str], Problem] = {}
    for message in catalog:
        if message.state is not State.TRANSLATED:
            continue
        texts = (message.id,) if message.plural is None else (message.id, message.plural)
        problems: list[Problem | None] = [placeholder_problem(message)]
        for form in message.strings:
            said = [
                check_pair(pair(Unit(text, 0, 0, Place.PLAIN, "words"), form, source, locale))
                for text in texts
            ]
            codes = set.intersection(*({problem.code for problem in each} for each in said))
            # placeholders of all forms together are looked at above
            problems += [each for each in said[-1] if each.code in codes - {"placeholders"}]
        for problem in audible(filter(None, problems), message):
            found.setdefault((message.key, problem.code), _at(problem, catalog, message))
    return list(found.values())


def _at(problem: Problem, catalog: Catalog, message: Message) -> Problem:
    return replace(problem, path=catalog.path, line=message.line)
