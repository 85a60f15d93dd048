"""Findings: what was not adopted, as problems that name file and line."""

from __future__ import annotations

from collections.abc import Iterator

from varaq.adoption.filling import Filled
from varaq.adoption.pairing import Adoption
from varaq.catalog import Key
from varaq.errors import Problem, Severity
from varaq.unit import Unit

_SHOWN = 60
"""How many characters of a text are shown."""


def findings(adoption: Adoption, filled: Filled, source: str, translated: str) -> list[Problem]:
    """What is left to do by hand, in the order of the source, then of the translated file.

    ``source`` and ``translated`` are how users name the two files.
    """
    done = {key for key, message in filled.catalog.by_key().items() if message.has_text}
    ours = [
        _of_unit("adopt-missing", "no translation was found", "translate it", unit, source)
        for unit in adoption.missing
        if unit.key not in done
    ]
    theirs = [*_not_taken(adoption, filled, done, translated)]
    return [*ours, *sorted(theirs, key=lambda problem: problem.line)]


def _not_taken(adoption: Adoption, filled: Filled, done: set[Key], path: str) -> Iterator[Problem]:
    for unit in adoption.left:
        what = "fits no text of the source"
        yield _of_unit("adopt-left", what, "copy it to where it belongs", unit, path)
    for unit in adoption.skipped:
        yield _of_unit("adopt-skipped", "the source leaves this text as it is", "", unit, path)
    for pairing in adoption.same:
        if pairing.unit.key not in done:
            remedy = "translate it, or copy it where it stays as it is"
            yield _of_unit("adopt-same", "not translated", remedy, pairing.found, path)
    first = {pairing.unit.key: pairing for pairing in adoption.taken}
    for pairing in adoption.rivals:
        line = first[pairing.unit.key].found.line
        what = f"the same text is translated otherwise on line {line}"
        remedy = "choose one, or tell the two apart with i18n:context"
        yield _of_unit("adopt-rival", what, remedy, pairing.found, path)
    for pairing in filled.kept:
        what = "the catalog has another translation, which stays"
        yield _of_unit("adopt-kept", what, "choose one", pairing.found, path)


def _of_unit(code: str, what: str, remedy: str, unit: Unit, path: str) -> Problem:
    text = " ".join(unit.text.split())
    shown = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
    return Problem(code, f'{what}: "{shown}"', remedy, path, unit.line, severity=Severity.INFO)
