"""The wheel stands alone: templates and their translations are in it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT


def varaq(installed: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-P", "-m", "varaq", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_only_the_package_is_in_it(installed: Path) -> None:
    assert {path.name for path in installed.iterdir()} == {"varaq", "varaq-0.1.0.dist-info"}
    shipped = installed / "varaq" / "shipped"
    names = {path.name for path in (ROOT / "templates").iterdir()}
    assert {path.name for path in (shipped / "templates").iterdir()} == names
    for catalog in (ROOT / "locale").glob("*/LC_MESSAGES/templates.po"):
        assert (shipped / catalog.relative_to(ROOT)).read_bytes() == catalog.read_bytes()


def test_a_new_project_builds(installed: Path, tmp_path: Path) -> None:
    made = varaq(installed, tmp_path, "new", "talk")
    assert (made.returncode, made.stdout) == (0, "")
    folder = tmp_path / "talk"
    for arguments in (["build"], ["init", "tr", "ar"], ["build"], ["stats"], ["check"]):
        done = varaq(installed, folder, *arguments)
        assert done.returncode == 0, done.stderr
    page = (folder / "dist" / "en" / "hello.html").read_text("utf-8")
    assert "All handouts" in page
    assert {path.name for path in (folder / "locale" / "tr" / "LC_MESSAGES").iterdir()} == {
        "hello.po"
    }
