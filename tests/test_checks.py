"""The rules on translations: what each catches and spares, and what becomes of their findings."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from tests import strategies
from tests.conftest import DATA, ROOT
from varaq import cli, merge, po
from varaq.checks import RULES, Judge, check_pair, document_problems, inconsistent, words_problems
from varaq.checks.languages import language
from varaq.checks.pair import by_catalog, text_pair
from varaq.checks.silence import flag_problems
from varaq.document import read
from varaq.errors import Problem, Severity
from varaq.locales import Locale
from varaq.project import Project
from varaq.sarif import sarif
from varaq.unit import Place

Small = Callable[..., Path]
CASES: dict[str, dict[str, list[list[str]]]] = tomllib.loads(
    (DATA / "checks.toml").read_text("utf-8")
)
HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nLanguage: tr\\n"\n'
AZ, EN, TR, DE = (Locale.parse(code) for code in ("az", "en", "tr", "de"))


def run(folder: Path, *arguments: str) -> int:
    return cli.run(["-C", str(folder), *arguments])


def cases(kind: str) -> list[Any]:
    return [
        pytest.param(code, case, id=f"{code}-{number}")
        for code, both in CASES.items()
        for number, case in enumerate(both[kind])
    ]


def codes(case: list[str]) -> set[str]:
    source, target, text, translation, *place = case
    where = Place(place[0]) if place else Place.BLOCK
    judged = text_pair(text, translation, Locale.parse(source), Locale.parse(target), where)
    return {problem.code for problem in check_pair(judged)}


@pytest.mark.parametrize(("code", "case"), cases("caught"))
def test_caught(code: str, case: list[str]) -> None:
    assert code in codes(case)


@pytest.mark.parametrize(("code", "case"), cases("spared"))
def test_spared(code: str, case: list[str]) -> None:
    assert code not in codes(case)


def test_every_rule_has_cases() -> None:
    assert set(CASES) == {rule.code for rule in RULES if rule.find is not by_catalog}
    assert all(both["caught"] and both["spared"] for both in CASES.values())


def test_every_rule_is_in_the_docs_as_it_is() -> None:
    text = (ROOT / "docs" / "checks.md").read_text("utf-8")
    table = text[text.index("## Translations") :]
    rows = re.findall(r"(?m)^\| `([\w-]+)` \| (\w+) \| (.+) \| (.+) \| (.+) \|$", table)
    shown = [(code, severity, remedy.replace("`", "")) for code, severity, *_, remedy in rows]
    assert shown == [(rule.code, rule.severity.value, rule.remedy) for rule in RULES]


def test_a_language_that_is_not_known_is_judged_by_what_needs_no_language() -> None:
    found = codes(["en", "cy", "A “word”, 1 of `x`", "»Gair«, 1 o x"])
    assert found == {"code-span"}
    assert language(Locale.parse("uz_Cyrl")) is None
    assert language(Locale.parse("zh_Hans")) is language(Locale.parse("zh"))


@example(text="\x85", other="0", place=Place.BLOCK)
@given(text=strategies.TYPED, other=strategies.TYPED, place=st.sampled_from(Place))
def test_whatever_is_typed_is_judged(text: str, other: str, place: Place) -> None:
    for locale in (TR, DE, Locale.parse("fr"), Locale.parse("fa"), Locale.parse("ja")):
        for problem in check_pair(text_pair(text, other, EN, locale, place)):
            assert problem.message
            assert problem.remedy


@example(text="<A>\0", place=Place.BLOCK)
@example(text="<!>", place=Place.HTML)
@given(text=st.one_of(strategies.PARAGRAPH, strategies.TYPED), place=st.sampled_from(Place))
def test_a_text_in_its_own_language_has_nothing_against_it(text: str, place: Place) -> None:
    # a comment to browsers where a tag before it makes a block of HTML; one that is never closed
    assume("<?" not in text and not re.search(r"<[!/][^>]*\Z", text))
    found = {problem.code for problem in check_pair(text_pair(text, text, EN, EN, place))}
    assert found <= {"bidi-override"}


@pytest.mark.parametrize(
    "piece", ["<http:", "[a](b ", "(https:", "e.g.", "`a` ", '"a', "a a ", "**"]
)
def test_long_texts_are_judged_in_time_that_grows_with_them(piece: str) -> None:
    """Each would take hours where a rule looks at a text once for each of its letters."""
    check_pair(text_pair(piece * 20_000, piece * 19_999 + "x", EN, DE))


def test_references_are_judged_as_they_are_kept() -> None:
    page = read("a", "content/a.md", "Bax: [Burada][x]\n\n[x]: other.md\n")
    catalog = po.parse(f'{HEADER}\nmsgid "Bax: [Burada][x]"\nmsgstr "Bak: [burada]"\n', "tr.po")
    assert document_problems(page, catalog, AZ, TR) == []
    lost = po.parse(f'{HEADER}\nmsgid "Bax: [Burada][x]"\nmsgstr "Bak: burada"\n', "tr.po")
    (problem,) = document_problems(page, lost, AZ, TR)
    assert (problem.code, problem.path, problem.line) == ("link-missing", "tr.po", 4)


def test_a_reference_to_another_definition_leads_elsewhere() -> None:
    page = read("a", "content/a.md", "Bax: [Burada][x]\n\n[x]: one.md\n[y]: two.md\n")
    catalog = po.parse(f'{HEADER}\nmsgid "Bax: [Burada][x]"\nmsgstr "Bak: [burada][y]"\n', "tr.po")
    (problem,) = document_problems(page, catalog, AZ, TR)
    assert problem.message == "the link to one.md leads to two.md"


def test_each_text_is_blamed_once_however_often_it_stands() -> None:
    page = read("a", "content/a.md", "Bu nədir?\n\n- Bu nədir?\n\n# Bu nədir?\n")
    catalog = po.parse(f'{HEADER}\nmsgid "Bu nədir?"\nmsgstr "Bu ne."\n', "tr.po")
    assert [each.code for each in document_problems(page, catalog, AZ, TR)] == ["final-punctuation"]


@pytest.mark.parametrize("flag", ["#, fuzzy\n", ""])
def test_what_is_fuzzy_or_untranslated_is_not_judged(flag: str) -> None:
    page = read("a", "content/a.md", "Bu nədir?\n")
    text = "Bu ne." if flag else ""
    catalog = po.parse(f'{HEADER}\n{flag}msgid "Bu nədir?"\nmsgstr "{text}"\n', "tr.po")
    assert document_problems(page, catalog, AZ, TR) == []


def test_every_plural_form_is_judged() -> None:
    entry = (
        'msgid "one `x`"\nmsgid_plural "%(n)s of (them)"\nmsgstr[0] "bir"\nmsgstr[1] "%(n)s ("\n'
    )
    found = words_problems(po.parse(f"{HEADER}\n{entry}", "tr.po"), EN, TR)
    assert [problem.code for problem in found] == ["brackets"]
    entry = 'msgid "one"\nmsgid_plural "%(n)s of them"\nmsgstr[0] "bir"\nmsgstr[1] "%(m)s tane"\n'
    found = words_problems(po.parse(f"{HEADER}\n{entry}", "tr.po"), EN, TR)
    assert [problem.code for problem in found] == ["placeholders"]


def test_one_text_translated_in_two_ways() -> None:
    one = po.parse(f'{HEADER}\nmsgid "Satış"\nmsgstr "Satış"\n', "one.po")
    two = po.parse(f'{HEADER}\nmsgid "Satış"\nmsgstr "Satışlar"\n', "two.po")
    (problem,) = inconsistent([one, two])
    assert (problem.code, problem.path, problem.line) == ("inconsistent", "two.po", 4)
    assert "one.po:4" in problem.message
    assert inconsistent([one, one.at("two.po")]) == []
    other = 'msgctxt "b"\nmsgid "Satış"\nmsgstr "Satışlar"\n'
    assert inconsistent([one, po.parse(f"{HEADER}\n{other}", "two.po")]) == []
    silent = f'{HEADER}\n#, ignore-inconsistent\nmsgid "Satış"\nmsgstr "Satışlar"\n'
    assert inconsistent([one, po.parse(silent, "two.po")]) == []


def test_straight_quotes_are_blamed_where_the_others_are_the_languages_own() -> None:
    texts = ['"a" bir', '"b" iki', '"c" üç', '"d" dörd']
    page = read("a", "content/a.md", "\n\n".join(texts))
    own = [text.replace('"', "„", 1).replace('"', "“") for text in texts[:3]]
    translations = [*own, texts[3]]
    entries = "".join(
        f"\nmsgid {po.quote(text)}\nmsgstr {po.quote(words)}\n"
        for text, words in zip(texts, translations, strict=True)
    )
    (problem,) = document_problems(page, po.parse(HEADER + entries, "de.po"), AZ, DE)
    assert (problem.code, problem.line) == ("quotes", 13)
    assert problem.remedy == "write „…“"
    straight = "".join(f"\nmsgid {po.quote(text)}\nmsgstr {po.quote(text)}\n" for text in texts)
    assert document_problems(page, po.parse(HEADER + straight, "de.po"), AZ, DE) == []


def test_a_flag_silences_its_rule_for_its_entry() -> None:
    page = read("a", "content/a.md", "Bu `x` nədir?\n")
    entry = 'msgid "Bu `x` nədir?"\nmsgstr "Bu ne."\n'
    for flags, wanted in (
        ("", ["code-span", "final-punctuation"]),
        ("#, ignore-code-span\n", ["final-punctuation"]),
        ("#, ignore-code-span, ignore-final-punctuation\n", []),
    ):
        catalog = po.parse(f"{HEADER}\n{flags}{entry}", "tr.po")
        assert [each.code for each in document_problems(page, catalog, AZ, TR)] == wanted


def test_a_flag_that_names_no_rule_is_told_the_nearest() -> None:
    flags = "#, ignore-code-spans, ignore-html-not-allowed, ignore-quotes\n"
    catalog = po.parse(f'{HEADER}\n{flags}msgid "a"\nmsgstr "b"\n', "tr.po")
    spans, html = flag_problems(catalog)
    assert (spans.code, spans.severity, spans.line) == ("ignore-unknown", Severity.WARNING, 5)
    assert spans.remedy == "did you mean ignore-code-span?"
    assert "can't be ignored" in html.message


@pytest.mark.parametrize(("before", "after"), [("Salam", "Salam"), ("Salam dünya", "Salam, dünya")])
def test_updates_keep_such_flags(before: str, after: str) -> None:
    old = po.parse(f'{HEADER}\n#, ignore-quotes\nmsgid "{before}"\nmsgstr "Selam"\n', "tr.po")
    pot = po.parse(f'{HEADER}\n#. note\n#: a.md\n#, python-format\nmsgid "{after}"\nmsgstr ""\n')
    text = po.write(merge.update(old, pot))
    assert "ignore-quotes" in text
    assert "python-format" in text


BAD = '{header}\nmsgid "Bir [a](b.md)"\nmsgstr "Bir [a] (b.md)"\n\nmsgid "İki `x`"\nmsgstr "İki"\n'


@pytest.fixture
def faulty(small: Small) -> Path:
    return small(
        {
            "content/a.md": "Bir [a](b.md)\n\nİki `x`\n",
            "content/b.md": "İki `x`\n",
            "locale/tr/LC_MESSAGES/a.po": BAD.format(header=HEADER),
            "varaq.toml": 'coverage = 0.0\ntranslation_links = ["c.md"]\n',
        }
    )


def test_a_release_shows_the_source_where_a_translation_has_an_error(
    faulty: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = faulty / "dist" / "tr" / "a.md"
    assert run(faulty, "build") == 0
    assert "Bir [a] (b.md)" in page.read_text("utf-8")
    assert "link-syntax" not in capsys.readouterr().err
    assert run(faulty, "build", "--release") == 0
    assert "Bir [a](b.md)" in page.read_text("utf-8")
    assert "İki\n" in page.read_text("utf-8")  # a warning takes nothing away
    err = capsys.readouterr().err
    assert "a.po:4: error" in err
    assert "[code-span]" not in err


def test_a_release_has_no_links_that_lead_nowhere(
    faulty: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    catalog = faulty / "locale" / "tr" / "LC_MESSAGES" / "b.po"
    entry = 'msgid "İki `x`"\nmsgstr "`x` [iki](c.md)"\n'
    for flag, shown in (("", "İki `x`"), ("#, ignore-link-broken\n", "`x` [iki](c.md)")):
        catalog.write_text(f"{HEADER}\n{flag}{entry}", "utf-8")
        assert run(faulty, "build", "--release", "-d", "b") == 0
        assert shown in (faulty / "dist" / "tr" / "b.md").read_text("utf-8")
        assert ("link-broken" in capsys.readouterr().err) is not bool(flag)


def test_check_reads_one_document_where_it_is_asked_to(
    faulty: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(faulty, "check", "-d", "a") == 1
    assert "link-syntax" in capsys.readouterr().out
    assert run(faulty, "check", "-d", "b") == 0
    assert run(faulty, "check", "-d", "c") == 2


def test_sarif_names_rule_place_and_remedy(
    faulty: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(faulty, "check", "--format", "sarif") == 1
    log = json.loads(capsys.readouterr().out)
    assert log["version"] == "2.1.0"
    (ran,) = log["runs"]
    rules = ran["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for result in ran["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"]
    (syntax,) = [each for each in ran["results"] if each["ruleId"] == "link-syntax"]
    assert syntax["level"] == "error"
    (place,) = syntax["locations"]
    assert place["physicalLocation"] == {
        "artifactLocation": {"uri": "locale/tr/LC_MESSAGES/a.po"},
        "region": {"startLine": 4},
    }
    assert rules[syntax["ruleIndex"]]["help"]["text"].startswith("Write [text](target)")


def test_sarif_of_what_has_no_line_and_an_odd_name() -> None:
    log = json.loads(sarif([Problem("x-y", "wrong", path="a b.po", severity=Severity.INFO)]))
    (result,) = log["runs"][0]["results"]
    assert result["level"] == "note"
    (place,) = result["locations"]
    assert place["physicalLocation"] == {"artifactLocation": {"uri": "a%20b.po"}}


def test_the_shipped_catalogs_are_clean(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(ROOT, "check") == 0
    assert capsys.readouterr().out == ""


def test_a_judge_of_one_translation_is_what_a_document_is_judged_by() -> None:
    project = Project.open(ROOT)
    (page, *_), _ = project.documents()
    catalog = project.catalog("tr", page.domain)
    assert catalog is not None
    judge = Judge(AZ, TR, page)
    messages = catalog.by_key()
    assert not any(judge(unit, messages[unit.key]) for unit in page.units)


@pytest.mark.parametrize("shape", ["[^", "[a](", "<a ", "1 ", " ?", "` "])
def test_a_translation_of_200_kb_is_judged(shape: str) -> None:
    assert check_pair(text_pair("Salam[^1] dost.", f"Selam {shape * 100_000}", AZ, TR))
