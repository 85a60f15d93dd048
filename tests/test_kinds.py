"""Kinds of handouts: which are made of which documents."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from varaq import cli

HEAD = 'msgid ""\nmsgstr ""\n"Language: tr\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
Small = Callable[[dict[str, str | bytes]], Path]


def run(folder: Path, *arguments: str) -> int:
    return cli.run(["-C", str(folder), *arguments])


def made(folder: Path) -> set[str]:
    dist = folder / "dist"
    return {path.relative_to(dist).as_posix() for path in dist.rglob("*") if path.is_file()}


def test_a_document_gets_the_kinds_that_its_front_matter_names(small: Small) -> None:
    folder = small(
        {
            "content/a.md": "---\nkinds: [slides, handout.md]\n---\n\n# A\n\n[b](b.md)\n",
            "content/b.md": "# B\n\n[a](a.md)\n",
            "content/c.md": "---\nkinds: bilingual\n---\n\n# C\n",
            "templates/card.txt": "{{ handout.title }}",
            "locale/tr/LC_MESSAGES/c.po": HEAD,
        }
    )
    assert run(folder) == 0
    wanted = {f"{tag}/a.{kind}" for tag in ("az", "tr") for kind in ("slides.html", "md")}
    wanted |= {f"{tag}/b.{kind}" for tag in ("az", "tr") for kind in ("html", "md", "card.txt")}
    assert made(folder) == wanted | {"tr/c.bilingual.html", "index.html"}
    assert 'href="b.html"' in (folder / "dist/tr/a.slides.html").read_text("utf-8")
    assert 'href="a.slides.html"' in (folder / "dist/tr/b.html").read_text("utf-8")
    index = (folder / "dist/index.html").read_text("utf-8")
    assert 'href="tr/a.slides.html"' in index
    assert "az/c" not in index


def test_kinds_on_the_command_line_go_before_those_of_documents(small: Small) -> None:
    folder = small({"content/a.md": "---\nkinds: [slides]\n---\n\n# A\n", "content/b.md": "# B\n"})
    assert run(folder, "build", "-k", "handout.html") == 0
    assert made(folder) == {"az/a.html", "az/b.html"}


def test_an_unknown_kind_is_named_with_its_line(
    small: Small, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = small({"content/a.md": "---\ntitle: A\nkinds:\n- handout\n- slide\n---\n\n# A\n"})
    assert run(folder) == 2
    shown = capsys.readouterr().err
    assert 'content/a.md:5: error: there is no kind "slide"' in shown
    assert "handout.html, handout.md, bilingual.html, slides.html" in shown
    assert made(folder) >= {"az/a.html", "az/a.md"}
