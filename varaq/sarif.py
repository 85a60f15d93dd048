"""SARIF: findings in the form that code hosts and editors read (OASIS SARIF 2.1.0)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from urllib.parse import quote

from varaq import __version__
from varaq.checks import RULES
from varaq.errors import Problem, Severity

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def sarif(problems: Sequence[Problem]) -> str:
    """Findings as a SARIF log of one run, as JSON; paths are relative to the project."""
    rules = [_rule(rule.code, rule.severity, rule.what, _sentence(rule.remedy)) for rule in RULES]
    known = {rule.code: number for number, rule in enumerate(RULES)}
    for problem in problems:
        if problem.code not in known:
            known[problem.code] = len(rules)
            words = problem.code.replace("-", " ")
            rules.append(_rule(problem.code, problem.severity, words, _sentence(problem.remedy)))
    driver = {"name": "varaq", "version": __version__, "rules": rules}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, known[problem.code]) for problem in problems],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1)


def _rule(code: str, severity: Severity, what: str, remedy: str) -> dict[str, object]:
    rule: dict[str, object] = {
        "id": code,
        "shortDescription": {"text": _sentence(what)},
        "defaultConfiguration": {"level": _LEVELS[severity]},
    }
    return rule | ({"help": {"text": remedy}} if remedy else {})


def _result(problem: Problem, index: int) -> dict[str, object]:
    text = f"{problem.message}; {problem.remedy}" if problem.remedy else problem.message
    result: dict[str, object] = {
        "ruleId": problem.code,
        "ruleIndex": index,
        "level": _LEVELS[problem.severity],
        "message": {"text": text},
    }
    if problem.path:
        place: dict[str, object] = {"artifactLocation": {"uri": quote(problem.path)}}
        if problem.line:
            column = {"startColumn": problem.column} if problem.column else {}
            place["region"] = {"startLine": problem.line, **column}
        result["locations"] = [{"physicalLocation": place}]
    return result


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}." if words else ""
