"""Pages are the HTML that the Standard describes: the Nu HTML Checker has nothing against them."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests import gallery
from tests.conftest import REQUIRED, ROOT, need
from varaq import cli

JAR = ROOT / ".peers" / "vnu" / "build" / "dist" / "vnu.jar"
"""Where `.ci/run` lays it down."""


@pytest.fixture(scope="module")
def checker() -> list[str]:
    """The command; without it the test is skipped, or fails where npm could bring it."""
    if not JAR.is_file():
        message = "the Nu HTML Checker is not in .peers: npm pack vnu-jar, as in .ci/run"
        if REQUIRED and shutil.which("npm"):
            pytest.fail(message)
        pytest.skip(message)
    return [need("java"), "-jar", str(JAR), "--format", "json", "--exit-zero-always", "--stdout"]


def faults(checker: Sequence[str], pages: Sequence[Path]) -> list[str]:
    """What the checker has against pages: the file, the line and the reason.

    It is started once for all of them, since that takes longer than a page.
    """
    run = subprocess.run(
        [*checker, *map(str, pages)], check=True, capture_output=True, encoding="utf-8"
    )
    return [
        f"{unquote(found.get('url', '')).rpartition('/dist/')[2]}:{found.get('lastLine')}: "
        f"{found['message']} {found.get('extract', '')}"
        for found in json.loads(run.stdout)["messages"]
        # what is neither error nor warning is a matter of taste: `<br />`, as Markdown has it
        if found["type"] == "error" or found.get("subType") == "warning"
    ]


def test_the_checker_finds_nothing(checker: list[str], shipped: Path, tmp_path: Path) -> None:
    pages = sorted(gallery.made(tmp_path / "gallery").rglob("*.html"))
    kinds = ("-k", "handout", "-k", "slides", "-k", "bilingual")
    assert cli.run(["-C", str(shipped), "build"]) == 0
    assert cli.run(["-C", str(shipped), "build", *kinds]) == 0
    pages += sorted((shipped / "dist").rglob("*.html"))
    assert len(pages) > 100
    assert faults(checker, pages) == []


def test_the_checker_finds_what_is_wrong(checker: list[str], tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text('<!DOCTYPE html><html lang="en"><title>a</title><p id="a"><p id="a">', "utf-8")
    assert any("Duplicate ID" in fault for fault in faults(checker, [page]))
