"""Rules on a catalog's header."""

from __future__ import annotations

from dataclasses import replace

from varaq.catalog import Catalog
from varaq.checks.messages import count_problem
from varaq.errors import Problem, Severity
from varaq.locales import Locale
from varaq.plurals import form_count, rule_fault

_INITIAL = ("YEAR-MO-DA", "FULL NAME", "LANGUAGE <")


def header_problems(catalog: Catalog, locale: Locale) -> list[Problem]:
    """What is wrong with the header of a language's catalog."""
    header, fields = catalog.header, catalog.fields
    line = header.line if header else 1
    problems = []
    plurals = [message for message in catalog if message.plural is not None]
    forms = fields.get("Plural-Forms")
    wanted = locale.plural_forms or "nplurals=…; plural=…;"
    if forms is None:
        problems.append(
            Problem(
                "plural-header-missing",
                "the header has no Plural-Forms",
                f"add: Plural-Forms: {wanted}",
                catalog.path,
                line,
                severity=Severity.ERROR if plurals else Severity.WARNING,
            )
        )
    else:
        count = form_count(forms)
        if count is None:
            problems.append(
                Problem(
                    "plural-header-invalid",
                    f"Plural-Forms can't be read: {forms}",
                    f"write: Plural-Forms: {wanted}",
                    catalog.path,
                    line,
                )
            )
        elif fault := rule_fault(forms):
            problems.append(
                Problem(
                    "plural-header-invalid",
                    f"Plural-Forms has a rule that is none: {fault}",
                    f"write: Plural-Forms: {wanted}",
                    catalog.path,
                    line,
                )
            )
        problems += [
            replace(wrong, path=catalog.path, line=message.line)
            for message in plurals
            if (wrong := count_problem(message, count))
        ]
    language = fields.get("Language", "")
    if language.replace("-", "_") != locale.code:
        problems.append(
            Problem(
                "language-header",
                f"the header of a catalog of {locale.code} says Language: {language}",
                f"write: Language: {locale.code}",
                catalog.path,
                line,
                severity=Severity.WARNING,
            )
        )
    if any(mark in value for value in fields.values() for mark in _INITIAL):
        problems.append(
            Problem(
                "header-initial",
                "the header still has a field as it came from the POT",
                "fill it in or empty it",
                catalog.path,
                line,
                severity=Severity.WARNING,
            )
        )
    return problems
