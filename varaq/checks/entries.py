"""Entries: the rules over the translations of a document, of the templates, of a language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from varaq.catalog import Catalog, Key, Message, State
from varaq.checks import typography
from varaq.checks.messages import placeholder_problem
from varaq.checks.pair import Pair, pair
from varaq.checks.rules import RULES, check_pair
from varaq.checks.silence import audible, ignored
from varaq.document import Document
from varaq.errors import Problem
from varaq.locales import Locale
from varaq.unit import Place, Unit

_RULES = {rule.code: rule for rule in RULES}
_HABIT = 3
"""So many texts with quotation marks of the language's own make a habit, where they are most."""


@dataclass(frozen=True, slots=True)
class Judge:
    """What the rules say of a unit's translation; `varaq.translation.translate` takes one."""

    source: Locale
    locale: Locale
    labels: Mapping[str, str]
    """The document's (`Document.labels`)."""

    def __call__(self, unit: Unit, message: Message) -> list[Problem]:
        """What is wrong with the translation of a unit, but for what its entry's flags silence.

        The problems name no place yet.
        """
        return audible(check_pair(self.pair(unit, message)), message)

    def pair(self, unit: Unit, message: Message) -> Pair:
        """A unit with its translation."""
        return pair(unit, message.strings[0], self.source, self.locale, self.labels)


def document_problems(
    document: Document, catalog: Catalog, source: Locale, locale: Locale
) -> list[Problem]:
    """What is wrong with the translations of a document's units; each text is blamed once.

    Fuzzy and untranslated ones are not judged. A text that stands in several places is judged
    by each.
    """
    judge = Judge(source, locale, document.labels)
    messages = catalog.by_key()
    seen: set[tuple[Key, Place]] = set()
    found: dict[tuple[Key, str], Problem] = {}
    pairs: list[tuple[Message, Pair]] = []
    for unit in document.units:
        message = messages.get(unit.key)
        if message is None or message.state is not State.TRANSLATED:
            continue
        if (unit.key, unit.place) in seen:
            continue
        seen.add((unit.key, unit.place))
        judged = judge.pair(unit, message)
        pairs.append((message, judged))
        for problem in audible(check_pair(judged), message):
            found.setdefault((unit.key, problem.code), _at(problem, catalog, message))
    for message, problem in _house_quotes(pairs):
        found.setdefault((message.key, problem.code), _at(problem, catalog, message))
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


def inconsistent(catalogs: Sequence[Catalog]) -> list[Problem]:
    """One text translated in two ways in the catalogs of a language."""
    first: dict[Key, tuple[Catalog, Message]] = {}
    rule = _RULES["inconsistent"]
    problems = []
    for catalog in catalogs:
        for message in catalog:
            if message.state is not State.TRANSLATED or rule.code in ignored(message):
                continue
            where, other = first.setdefault(message.key, (catalog, message))
            if where is not catalog and message.strings != other.strings:
                what = f"{message.id[:60]!r} is translated otherwise in {where.path}:{other.line}"
                problem = Problem(rule.code, what, rule.remedy, severity=rule.severity)
                problems.append(_at(problem, catalog, message))
    return problems


def _house_quotes(pairs: Iterable[tuple[Message, Pair]]) -> list[tuple[Message, Problem]]:
    """Straight quotes where most texts of a catalog have the language's own."""
    own, straight = [], []
    for message, judged in pairs:
        if typography.own_quotes(judged):
            own.append(message)
        elif typography.straight_quotes(judged):
            straight.append((message, judged))
    if len(own) < _HABIT or len(own) < len(straight):
        return []
    rule = _RULES["quotes"]
    found = []
    for message, judged in straight:
        if judged.written is not None and rule.code not in ignored(message):
            best = judged.written.quotes[0]
            what = "straight quotes, where other texts here have the language's own"
            remedy = f"write {best[0]}…{best[1]}"
            found.append((message, Problem(rule.code, what, remedy, severity=rule.severity)))
    return found


def _at(problem: Problem, catalog: Catalog, message: Message) -> Problem:
    return replace(problem, path=catalog.path, line=message.line)
