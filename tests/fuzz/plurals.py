"""Any text as a plural rule: none, or one that gives what C gives, and ends."""

from __future__ import annotations

import re

from tests.conftest import ROOT
from tests.cplurals import HOSTILE, LARGEST, Value, compiled
from tests.fuzz.inputs import text_of
from varaq import pluralrule, plurals, po
from varaq.pluralrule import MOST_FORMS, Rule

NUMBERS = (0, 1, 2, 3, 7, 10, 11, 12, 21, 99, 100, 111, 1000, 1_000_000, LARGEST - 1, LARGEST)
_QUICK = 60
"""The steps of a rule that can be asked for a thousand numbers."""


def seeds() -> list[bytes]:
    """The rules that varaq has, those of the shipped catalogs, and some that are none."""
    found = {*plurals._TABLE, *HOSTILE}
    for path in (ROOT / "locale").rglob("*.po"):
        found.add(po.parse(po.decode(path.read_bytes())).fields.get("Plural-Forms", ""))
    found |= {forms.partition("plural=")[2].rstrip(";") for forms in plurals._TABLE}
    return [forms.encode() for forms in sorted(found)]


def judge(data: bytes) -> None:
    """Assert the laws of plural rules, of a text as a header's value and as an expression."""
    text = text_of(data)
    _law_bounded(text)
    forms = f"nplurals=3; plural={text};"
    rule = _law_bounded(forms)
    _law_c(text, rule)


def _law_bounded(forms: str) -> Rule | None:
    """Nothing is raised, a form is one that there is, and the steps go forward."""
    rule = pluralrule.read(forms)
    count = plurals.form_count(forms)
    assert count == (rule.count if rule else None)
    for number in NUMBERS:
        assert 0 <= plurals.form_index(forms, number) < (count or 1)
    if rule is None:
        assert plurals.rule_fault(forms) == ""
        return None
    assert 0 < rule.count <= MOST_FORMS
    assert len(rule.steps) <= 6 * len(forms)
    for at, (step, value) in enumerate(rule.steps):
        assert step not in ("jump", "unless") or at < value <= len(rule.steps), rule
    if len(rule.steps) <= _QUICK:
        assert isinstance(plurals.rule_fault(forms), str)
    return rule


def _law_c(expression: str, rule: Rule | None) -> None:
    """It is a rule where C has an expression, and gives the same for each number."""
    try:
        value = compiled(expression)
    except (ValueError, RecursionError):
        assert rule is None, "what is no expression is a rule"
        return
    if rule is None:
        deep = len(re.findall(r"[(?]", expression)) > 15
        assert deep or len(expression) > 1000, "an expression is no rule"
        return
    for number in NUMBERS:
        assert _given(rule.form, number) == _given(value, number), number


def _given(value: Value, number: int) -> int | None:
    try:
        return value(number)
    except ZeroDivisionError:
        return None
