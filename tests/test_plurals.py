"""Plural rules from catalogs: read, bounded and never run."""

from __future__ import annotations

import gettext
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cplurals import HOSTILE, LARGEST
from tests.test_indexes import HEAD
from varaq import cli, pluralrule
from varaq.pluralrule import MOST_FORMS, read
from varaq.plurals import _TABLE, form_count, form_index, rule_fault

Small = Callable[[dict[str, str | bytes]], Path]
VALUE = st.one_of(st.just("n"), st.integers(0, 200).map(str))


def joined(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    between = st.sampled_from(["==", "!=", "<", ">", "<=", ">=", "+", "*"])
    # in C these give 0 or 1; Python gives one of the two values
    both = st.sampled_from(["&&", "||"])
    return st.one_of(
        st.tuples(inner, between, inner).map(" ".join),
        st.tuples(inner, both, inner).map(" ".join).map("(!(!({})))".format),
        st.tuples(inner, st.sampled_from("/%"), st.integers(1, 200).map(str)).map("".join),
        inner.map("({})".format),
        inner.map("(!({}))".format),
        st.tuples(inner, inner, inner).map(lambda three: "({}) ? ({}) : ({})".format(*three)),
    )


@given(st.recursive(VALUE, joined, max_leaves=12), st.lists(st.integers(0, 2000), min_size=1))
def test_rules_give_what_pythons_own_give(expression: str, numbers: list[int]) -> None:
    """Python's gettext reads the same grammar, and evaluates it as Python."""
    rule = read(f"nplurals=2; plural={expression};")
    assert rule is not None
    theirs = gettext.c2py(expression)
    for number in numbers:
        wanted = int(theirs(number))
        if wanted < LARGEST:
            assert rule.form(number) == wanted, (expression, number)


@pytest.mark.parametrize("forms", _TABLE)
def test_our_own_rules_have_no_fault(forms: str) -> None:
    assert rule_fault(forms) == ""
    theirs = gettext.c2py(forms.partition("plural=")[2].rstrip(";"))
    assert [form_index(forms, n) for n in range(1200)] == [int(theirs(n)) for n in range(1200)]


@given(st.text(alphabet="n0123456789 ?:|&=!<>+-*/%()xé;\n\0", max_size=80))
def test_any_text_is_a_rule_or_none(text: str) -> None:
    forms = f"nplurals=3; plural={text};"
    for number in (0, 1, 7, LARGEST):
        assert 0 <= form_index(forms, number) < 3
    assert isinstance(rule_fault(forms), str)


@pytest.mark.parametrize(
    ("expression", "number", "wanted"),
    [
        ("n-1", 0, LARGEST),
        ("n+1", LARGEST, 0),
        ("n*n", 2**40, 0),
        ("18446744073709551616", 0, 0),
        ("1-2-3", 0, LARGEST - 3),
        ("8/2/2", 0, 2),
        ("1+2*3", 0, 7),
        ("2<3==1", 0, 1),
        ("n==0 || 1/n", 0, 1),
        ("n!=0 && 1/n", 0, 0),
        ("n||5", 0, 1),
        ("7&&5", 0, 1),
        ("!n", 3, 0),
        ("!!n", 3, 1),
        ("n?1:n?2:3", 0, 3),
        ("0?1:2?3:4", 0, 3),
    ],
)
def test_rules_are_c(expression: str, number: int, wanted: int) -> None:
    rule = read(f"nplurals=2; plural={expression}")
    assert rule is not None
    assert rule.form(number) == wanted


@pytest.mark.parametrize("expression", HOSTILE, ids=range(len(HOSTILE)))
def test_what_is_no_rule_is_refused(expression: str) -> None:
    assert form_count(f"nplurals=2; plural={expression};") is None
    assert form_index(f"nplurals=2; plural={expression};", 5) == 0


@pytest.mark.parametrize("count", ["0", "101", "999999999", "9" * 5000, "-1", "n", ""])
def test_a_number_of_forms_that_no_language_has_is_refused(count: str) -> None:
    assert form_count(f"nplurals={count}; plural=0;") is None
    assert form_count(f"nplurals={MOST_FORMS}; plural=0;") == MOST_FORMS


@pytest.mark.parametrize("after", ["n;x", "n;", "n", "", ";"])
def test_spaces_without_end_are_no_work(after: str) -> None:
    spaces = " " * 20_000
    began = time.process_time()
    rule = read(
        f"{spaces}nplurals{spaces}={spaces}2{spaces};{spaces}plural{spaces}={spaces}{after}"
    )
    assert (rule is not None) == (after in ("n", "n;"))
    assert read(f"nplurals=2; plural=n{spaces};{spaces}") == read("nplurals=2; plural=n")
    assert time.process_time() - began < 10, "it took hours once"


def test_the_longest_rule_ends_soon() -> None:
    rule = read("nplurals=2; plural=" + "!" * 900 + "n" + "*n" * 500)
    assert rule is not None
    began = time.process_time()
    assert rule.fault()
    assert time.process_time() - began < 30, "a thousand steps for a thousand numbers"
    assert len(rule.steps) <= pluralrule._LONGEST


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        ("n/0", "it divides by zero for 0"),
        ("n", "it gives form 2 of 2"),
        ("evil()", "can't be read"),
    ],
)
def test_a_rule_that_is_none_is_reported_and_harms_nobody(
    small: Small, capsys: pytest.CaptureFixture[str], expression: str, said: str
) -> None:
    words = (
        f'{HEAD.rstrip()}\n"Plural-Forms: nplurals=2; plural={expression};\\n"\n\n'
        'msgid "%(count)s sənəd"\nmsgid_plural "%(count)s sənəd"\n'
        'msgstr[0] "%(count)s belge"\nmsgstr[1] "%(count)s belgeler"\n'
    )
    folder = small(
        {
            "content/a.md": "# A\n",
            "locale/tr/LC_MESSAGES/a.po": HEAD,
            "locale/tr/LC_MESSAGES/templates.po": words,
            "templates/handout.html": '{{ ngettext("%(count)s sənəd", "%(count)s sənəd", 7,'
            " count=7) }}",
        }
    )
    assert cli.run(["-C", str(folder)]) == 0
    page = (folder / "dist/tr/a.html").read_text("utf-8")
    assert page == ("7 belgeler" if expression == "n" else "7 belge")
    assert cli.run(["-C", str(folder), "check"]) == 1
    assert said in capsys.readouterr().out
