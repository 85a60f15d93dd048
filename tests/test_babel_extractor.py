"""Babel finds the messages of documents: `pybabel extract` is run, with the package installed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import polib
import pytest
from babel.messages.extract import extract

from tests.conftest import ROOT
from varaq import document
from varaq.babel_extractor import BrokenDocument
from varaq.babel_extractor import extract as extractor
from varaq.errors import VaraqError

(MAPPING,) = re.findall(r"(?s)```ini\n(.*?)```", (ROOT / "docs" / "catalogs.md").read_text("utf-8"))
DOCUMENT = """\
---
title: Bir sənəd
---
# Başlıq

<!-- i18n:comment: "Deck" is a set of slides. -->
The *deck* has ten
slides.

<!-- i18n:context: verb -->
Open

- Open
- Open

| a | b |
|---|---|
| 100 `x` | "d" |
"""


def program(installed: Path, folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a program of this environment with the package as a wheel lays it down."""
    return subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=False,
    )


def pybabel(installed: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    beside = shutil.which("pybabel", path=Path(sys.executable).parent)
    assert beside, "Babel is a dependency, so that pybabel stands beside Python"
    return program(installed, folder, sys.executable, beside, "extract", *arguments)


def flat(comment: str) -> str:
    """Comments for translators on one line; Babel wraps them."""
    return " ".join(comment.split())


def test_the_mapping_file_says_what_the_configuration_says() -> None:
    source = b"---\ntitle: t\nnote: n\n---\na\n\n```python\n# c\n```\n"

    def found(**options: str) -> list[object]:
        return [message for _, _, message, _ in extractor(BytesIO(source), (), (), options)]

    assert found() == ["t", "a"]
    assert found(text_fields="note", code_blocks="true") == ["n", "a", "# c"]
    assert found(text_fields="note, title", code_blocks="words") == ["t", "n", "a", "c"]
    with pytest.raises(BrokenDocument, match="write false, true, words"):
        found(code_blocks="yes")


@pytest.mark.parametrize("make", ["shipped", "made"])
def test_pybabel_finds_what_varaq_finds(
    make: str,
    installed: Path,
    shipped: Path,
    small: Callable[..., Path],
) -> None:
    folder = shipped
    if make == "made":
        crlf = b"\xef\xbb\xbf" + DOCUMENT.replace("\n", "\r\n").encode()
        folder = small(
            {
                "content/a.md": DOCUMENT,
                "content/part/b.md": crlf,
                "content/c.txt": "  # not a\nheading\n\nsecond\n",
            }
        )
    (folder / "babel.cfg").write_text(MAPPING, "utf-8")
    done = pybabel(installed, folder, "-F", "babel.cfg", "-o", "all.pot", ".")
    assert done.returncode == 0, done.stderr
    assert "warning" not in done.stderr
    found = {(entry.msgctxt, entry.msgid): entry for entry in polib.pofile(folder / "all.pot")}

    done = program(installed, folder, sys.executable, "-P", "-m", "varaq", "extract")
    assert done.returncode == 0, done.stderr
    wanted: dict[tuple[str | None, str], list[str]] = {}
    for path in sorted((folder / "locale").glob("*.pot")):
        if path.name != "templates.pot":
            for entry in polib.pofile(path):
                remarks = wanted.setdefault((entry.msgctxt, entry.msgid), [])
                remarks += [line for line in entry.comment.split("\n") if line not in remarks]
    assert {key: flat(entry.comment) for key, entry in found.items()} == {
        key: flat("\n".join(remarks)) for key, remarks in wanted.items()
    }

    lines = {
        (unit.context, unit.text, path.relative_to(folder).as_posix(), str(unit.line))
        for path in sorted((folder / "content").rglob("*.[mt]*"))
        for unit in document.read("x", path.name, path.read_bytes().decode()).units
    }
    given = {(*key, *place) for key, entry in found.items() for place in entry.occurrences}
    assert given == lines


def test_a_message_says_where_it_is_and_what_the_author_means() -> None:
    found = list(extract(extractor, BytesIO(DOCUMENT.encode())))
    assert (2, "Bir sənəd", ["front matter: title"], None) in found
    assert (
        7,
        "The *deck* has ten slides.",
        ["paragraph", '"Deck" is a set of slides.'],
        None,
    ) in found
    assert [(line, context) for line, text, _, context in found if text == "Open"] == [
        (11, "verb"),
        (13, None),
        (14, None),
    ]


def test_without_pgettext_among_the_keywords_a_message_has_no_context() -> None:
    found = list(extract(extractor, BytesIO(DOCUMENT.encode()), keywords={"_": None}))
    assert (11, "Open", ["paragraph"], None) in found


@pytest.mark.parametrize(
    ("broken", "line"),
    [
        (b"---\ntitle: [\n---\n", "content/b.md:3:1: error: front matter is not valid YAML"),
        (b"a\n\xff\n", "content/b.md:2:1: error: the file is not UTF-8"),
    ],
)
def test_what_is_wrong_is_said_in_a_line(
    broken: bytes, line: str, installed: Path, small: Callable[..., Path]
) -> None:
    folder = small({"content/a.md": "a\n", "content/b.md": broken, "babel.cfg": MAPPING})
    done = pybabel(installed, folder, "-F", "babel.cfg", "-o", "all.pot", ".")
    assert done.returncode == 1
    assert line in done.stderr
    assert "Traceback" not in done.stderr
    with (folder / "content/b.md").open("rb") as file, pytest.raises(BrokenDocument) as caught:
        list(extract(extractor, file))
    assert isinstance(caught.value, VaraqError)
    assert caught.value.problems[0].line == int(line.split(":")[1])


def test_a_directive_that_nobody_knows_is_warned_of(
    installed: Path, small: Callable[..., Path]
) -> None:
    text = "<!-- i18n:komment: x -->\n\na\n"
    folder = small({"content/a.md": text, "babel.cfg": MAPPING})
    done = pybabel(installed, folder, "-F", "babel.cfg", "-o", "all.pot", ".")
    assert done.returncode == 0
    assert "a.md:1: warning: unknown directive i18n:komment" in done.stderr
