"""The summary: coverage and problems as Markdown, for whoever looks at a change."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from varaq.errors import Problem, Severity, VaraqError, one_line
from varaq.review import Row

Before = Mapping[tuple[str, str], float]
"""Earlier coverage, from 0 to 1, by the language's code and the document's name."""
_MOST = 25
"""How many problems are written out."""
_SIGNS = re.compile(r"[\\`*_{}\[\]<>()#+!|~&@:.$-]")
_CALLS = re.compile(r"(?<!\w)@(?=\w)|(?:\bGH-|#)(?=\d)", re.IGNORECASE)
"""What GitHub looks for in what it has made of Markdown: there an escaped sign is a sign again."""


def table(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Coverage by language and document as ``stats --json`` has it."""
    return [
        {
            "locale": row.locale.code,
            "document": row.document,
            "units": row.coverage.units,
            "translated": row.coverage.translated,
            "fuzzy": row.fuzzy,
            "words": row.coverage.words,
            "translated_words": row.coverage.translated_words,
            "coverage": round(row.coverage.share, 4),
        }
        for row in rows
    ]


def before(text: str, shown: str) -> Before:
    """Coverage as ``stats --json`` wrote it into the file that users see as ``shown``.

    Raises `VaraqError` where it is something else.
    """
    try:
        found = {
            (str(row["locale"]), str(row["document"])): float(row["coverage"])
            for row in json.loads(text)
        }
        if not all(0 <= share <= 1 for share in found.values()):
            raise ValueError  # noqa: TRY301 - as what is no number
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
        what = "this is not what stats wrote"
        remedy = "make it with: varaq stats --json"
        raise VaraqError(Problem("no-stats", what, remedy, shown)) from None
    return found


def summary(rows: Sequence[Row], problems: Sequence[Problem], earlier: Before | None) -> str:
    """Coverage by language, and what was found, in GitHub's Markdown.

    With ``earlier``, what has changed since stands beside it. Nothing in a problem, which may
    quote anybody's text, is markup, a link or a mention there.
    """
    return "\n".join([*_coverage(rows, earlier), "", *_problems(problems), ""])


def _coverage(rows: Sequence[Row], earlier: Before | None) -> Iterator[str]:
    yield "### Translations"
    yield ""
    yield "| language | document | translated | needs review |"
    yield "|---|---|--:|--:|"
    whole = 0
    for row in rows:
        key = (row.locale.code, row.document)
        share = round(row.coverage.share, 4)
        change = "" if earlier is None else _change(earlier.get(key), share)
        if share == 1 and not change and not row.fuzzy:
            whole += 1
            continue
        percent = f"{int(share * 100 + 1e-9)} %{change}"
        yield f"| {row.locale.code} | {_plain(row.document)} | {percent} | {row.fuzzy} |"
    if whole:
        yield f"| | {whole} × complete{'' if earlier is None else ', as before'} | 100 % | 0 |"


def _change(was: float | None, share: float) -> str:
    if was is None:
        return " (new)"
    points = round((share - was) * 100, 1)
    return f" ({points:+g})" if points else ""


def _problems(problems: Sequence[Problem]) -> Iterator[str]:
    counts = {
        severity: sum(problem.severity is severity for problem in problems)
        for severity in (Severity.ERROR, Severity.WARNING)
    }
    errors, warnings = counts.values()
    yield f"### Findings: {errors} errors, {warnings} warnings"
    yield ""
    worst = sorted(problems, key=lambda problem: list(Severity).index(problem.severity))
    for problem in worst[:_MOST]:
        place = f"{problem.path}:{problem.line}" if problem.line else problem.path
        said = "; ".join(filter(None, (problem.message, problem.remedy)))
        yield f"- **{problem.severity}** {_plain(place)}: {_plain(said)} ({_plain(problem.code)})"
    if len(problems) > _MOST:
        yield f"- … and {len(problems) - _MOST} more: `varaq check` lists all"


def _plain(text: str) -> str:
    """A text that Markdown shows as it stands, on one line; nobody is mentioned by it."""
    line = _CALLS.sub("\\g<0>\u200b", one_line(" ".join(text.split())))
    return _SIGNS.sub(lambda sign: f"&#{ord(sign[0])};", line)
