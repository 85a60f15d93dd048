"""The targets of fuzzing: right on what they begin with, and awake to what is wrong."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import polib
import pytest

from tests import cplurals
from tests.browsers import seen
from tests.fuzz import __main__ as command
from tests.fuzz import running
from tests.fuzz.inputs import BETWEEN, dictionary, text_of, texts_of
from tests.fuzz.targets import NAMES, target
from varaq import pluralrule, po, safety
from varaq.document import text
from varaq.document.body import Body

FOUND = b"""\
#2\tINITED cov: 12 ft: 13 corp: 1/1b exec/s: 0 rss: 40Mb
#512\tNEW    cov: 99 ft: 120 corp: 9/1Kb lim: 4 exec/s: 256 rss: 44Mb

 === Uncaught Python exception: ===
AssertionError: a law
==1== ERROR: libFuzzer: fuzz target exited
stat::number_of_executed_units: 700
"""


@pytest.mark.parametrize("name", NAMES)
def test_seeds_keep_the_laws(name: str) -> None:
    found = target(name)
    seeds = found.seeds()
    assert len(seeds) > 30
    for data in seeds:
        found.judge(data)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "data", [b"", b"\xff", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\0\xff\0", b"\r\n" * 9]
)
def test_any_bytes_are_an_input(name: str, data: bytes) -> None:
    target(name).judge(data)


@pytest.mark.parametrize(
    "words", ["\0\4\ufeff", "\u202eab\u2069\u2028", "\U0010ffff\U0001f600", "a\r\nb\rc\ud7ff\ue000"]
)
def test_all_of_unicode_can_come(words: str) -> None:
    assert text_of(words.encode()) == words
    assert texts_of(words.encode() + BETWEEN + words.encode()) == [words, words]


def test_half_characters_can_not() -> None:
    assert text_of(b"a\xed\xa0\x80b") == "a\ufffd\ufffd\ufffdb"


def test_the_dictionary_is_as_libfuzzer_reads_it() -> None:
    lines = dictionary().splitlines()
    assert r'"\xff"' in lines
    assert len(set(lines)) == len(lines) > 100


Break = Callable[[pytest.MonkeyPatch], None]


def _written_otherwise(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(po, "write", lambda _: "")


def _flags_lost(patch: pytest.MonkeyPatch) -> None:
    made = po.message
    patch.setattr(po, "message", lambda entry, style: made(_plain(entry), style))


def _plain(entry: polib.POEntry) -> polib.POEntry:
    entry.flags = []
    return entry


def _html_changed(patch: pytest.MonkeyPatch) -> None:
    html = Body.html
    patch.setattr(Body, "html", lambda *arguments: html(*arguments) + "x")


def _text_changed(patch: pytest.MonkeyPatch) -> None:
    read = text.read
    patch.setattr(text, "read", lambda *arguments: read(*arguments)[:1])


def _all_is_safe(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("varaq.translation.unsafe", lambda *_: None)


def _links_are_safe(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(safety, "_unsafe_link", lambda *_: None)


def _nothing_is_fitted(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("varaq.document.splice.fit", lambda _, words: words)
    patch.setattr("varaq.document.splice._keeper", lambda _: lambda _: True)


def _compared_wrongly(patch: pytest.MonkeyPatch) -> None:
    patch.setitem(pluralrule._BETWEEN, "<=", lambda a, b: a < b)


def _reads_more(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(pluralrule, "read", lambda _: pluralrule.Rule(1, (("number", 0),)))


@pytest.mark.parametrize(
    ("name", "broken"),
    [
        ("catalogs", _written_otherwise),
        ("catalogs", _flags_lost),
        ("documents", _html_changed),
        ("documents", _text_changed),
        ("translations", _html_changed),
        ("translations", _all_is_safe),
        ("translations", _links_are_safe),
        ("translations", _nothing_is_fitted),
        ("plurals", _compared_wrongly),
        ("plurals", _reads_more),
    ],
)
def test_what_is_wrong_is_noticed(
    name: str, broken: Break, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    found = target(name)
    seeds = found.seeds()
    broken(monkeypatch)
    noticed = [data for data in seeds if _fails(found.judge, data)]
    assert noticed
    path = tmp_path / "input"
    path.write_bytes(noticed[0])
    assert command.main([name, "--input", str(path)]) == 1


def _fails(judge: Callable[[bytes], None], data: bytes) -> bool:
    try:
        judge(data)
    except Exception:  # noqa: BLE001 - a law that fails, or what is broken itself
        return True
    return False


def test_what_a_browser_sees() -> None:
    found = seen("<p>a<b onclick=x>c</b><noscript><p title='</noscript><img src=y>'></noscript>")
    assert ("b", frozenset({("onclick", "x")})) in found
    assert {name for name, _ in found} >= {"p", "b", "noscript"}


@pytest.mark.parametrize("expression", cplurals.HOSTILE[:14])
def test_what_is_no_expression_is_none_to_the_oracle(expression: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        cplurals.compiled(expression)


def test_the_outcome_is_read_from_what_libfuzzer_says(tmp_path: Path) -> None:
    quiet = FOUND.decode().partition("\n\n")[0]
    nothing = running.outcome("plurals", quiet, 0, ())
    assert (nothing.runs, nothing.coverage, nothing.failed, nothing.report) == (512, 99, False, "")
    path = tmp_path / "crash-1"
    found = running.outcome("plurals", FOUND.decode(), 77, (path,))
    assert (found.runs, found.coverage, found.failed) == (700, 99, True)
    assert found.report.startswith(" === Uncaught Python exception")
    told = command._told(found)
    assert "plurals: 700 runs, coverage 99, something was found" in told
    assert "AssertionError: a law" in told
    assert f"python -m tests.fuzz plurals --input {path}" in told
    assert "nothing was found" in command._told(replace(nothing))


def test_an_input_is_judged_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "input"
    path.write_bytes(b"# Salam\n")
    assert command.main(["documents", "--input", str(path)]) == 0
    assert "keeps the laws" in capsys.readouterr().out


@pytest.mark.parametrize("required", [False, True])
def test_without_atheris_it_says_so(
    required: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "REQUIRED", required)
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    assert command.main([]) == int(required)
    assert "atheris is not installed" in capsys.readouterr().out


def test_a_name_that_is_no_target_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["markdown"]) == 2
    assert "markdown" in capsys.readouterr().err


@pytest.mark.skipif(importlib.util.find_spec("atheris") is None, reason="atheris is not installed")
def test_atheris_fuzzes_a_target(tmp_path: Path) -> None:
    found = running.run("plurals", 1, tmp_path)
    assert not found.failed, found.report
    assert found.runs > 1
    assert found.coverage > 50
    kept = {path.name for path in (tmp_path / "plurals").iterdir()}
    assert kept == {"corpus", "seeds", "crashes", "log", "words"}
