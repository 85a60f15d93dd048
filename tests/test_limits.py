"""Limits: what is larger, deeper or more than anybody writes is refused, and stops no others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from varaq import po
from varaq.cli import run
from varaq.document import limits, read, reader, text
from varaq.document.sifting import sift
from varaq.errors import VaraqError
from varaq.po import scanner

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def problem(source: str, path: str = "content/a.md") -> str:
    with pytest.raises(VaraqError) as caught:
        read("a", path, source)
    return "\n".join(map(str, caught.value.problems))


@pytest.mark.parametrize(
    "source",
    [
        "a\n\n" + "> " * (limits.DEEPEST + 1) + "b\n",
        "a\n\n" + "- " * (limits.DEEPEST // 2 + 1) + "b\n",
        "---\ntitle: a\n---\n> " + "- > " * limits.DEEPEST + "b\n",
    ],
    ids=["quotations", "lists", "both, behind front matter"],
)
def test_what_nests_too_deep(source: str) -> None:
    said = problem(source)
    line = source[: source.index("> " if "> " in source else "- ")].count("\n") + 1
    assert said.startswith(f"content/a.md:{line}: error: this is in more than 500")
    assert said.endswith("[too-deep]")


def test_what_nests_as_deep_as_may_be() -> None:
    (unit,) = read("a", "content/a.md", "> " * (limits.DEEPEST - 1) + "b\n").units
    assert unit.text == "b"


@pytest.mark.parametrize(
    ("source", "path", "line"),
    [
        ("a\n\n" * 11, "content/a.md", 21),
        ("a\n\n" * 11, "content/a.txt", 21),
        ("|a|b|\n|-|-|\n" + "|c|d|\n" * 5, "content/a.md", 7),
        ("<!-- i18n:translate -->\n<p>a</p>\n" + "<p>a</p>\n" * 10, "content/a.md", 12),
    ],
    ids=["paragraphs", "plain paragraphs", "cells", "blocks of HTML"],
)
def test_what_has_too_many_texts(
    source: str, path: str, line: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (reader, text):
        monkeypatch.setattr(module, "MOST_UNITS", 10)
    assert problem(source, path).startswith(f"{path}:{line}: error: the document has more than")
    monkeypatch.setattr(reader, "MOST_UNITS", 100)
    monkeypatch.setattr(text, "MOST_UNITS", 100)
    assert read("a", path, source).units


def test_a_catalog_with_too_many_messages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanner, "MOST_MESSAGES", 10)
    entries = "".join(f'msgid "{number}"\nmsgstr ""\n\n' for number in range(9))
    assert len(po.parse(HEAD + entries).messages) == 10
    with pytest.raises(VaraqError) as caught:
        po.parse(HEAD + entries + 'msgid "x"\nmsgstr ""\n', "x.po")
    (found,) = caught.value.problems
    assert (found.code, found.path, found.line) == ("too-large", "x.po", 31)


def test_the_others_are_built(
    small: Callable[[dict[str, str | bytes]], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = small({"content/a.md": "# Alma\n", "content/b.md": "# B\n\n" + "> " * 600 + "b\n"})
    assert run(["-C", str(folder), "build"]) == 2
    assert "content/b.md:3: error: this is in more than 500" in capsys.readouterr().err
    assert (folder / "dist" / "az" / "a.html").is_file()
    assert not (folder / "dist" / "az" / "b.html").exists()


def test_the_limits_are_beyond_what_anybody_writes() -> None:
    assert limits.MOST_UNITS >= 100_000
    assert limits.DEEPEST >= 300
    assert scanner.MOST_MESSAGES >= 1_000_000


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (limits.too_many, "the document has more than 200,000 texts; divide it [too-large]"),
        (
            limits.too_deep,
            "this is in more than 500 quotations and lists; take some of the marks before it out "
            "[too-deep]",
        ),
    ],
    ids=["too many", "too deep"],
)
def test_what_is_over_a_limit_is_said_with_what_to_do(
    error: Callable[[int], VaraqError], said: str
) -> None:
    assert str(error(7).at("content/a.md")) == f"content/a.md:7: error: {said}"


def test_what_must_be_left_out_is_looked_for_only_so_long() -> None:
    """However the text's length divides what is read of it in all."""
    asked: list[int] = []

    def holds(chosen: Sequence[int]) -> bool:
        asked.append(len(chosen))
        return not chosen

    assert sift(range(1000), 300_000, holds) == []
    assert len(asked) == 106
    assert sift((), 300_000, holds) == []
