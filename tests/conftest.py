"""What tests share: the shipped project in a copy, corpora, and tools that may be missing."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polib
import pytest

from varaq import po
from varaq.catalog import Catalog, Style
from varaq.extraction import Origin, pot

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.desks import Served

ROOT = Path(__file__).parent.parent
DATA = Path(__file__).parent / "data"
CORPUS = ROOT.parent / "shared" / "corpora" / "comprehensive-rust.tar.xz"
REQUIRED = os.environ.get("VARAQ_REQUIRE_TOOLS") == "1"


def need(tool: str) -> str:
    """The path of a program; without it the test is skipped, or fails where tools are required."""
    path = shutil.which(tool)
    if path is None:
        message = f"{tool} is not installed"
        if REQUIRED:
            pytest.fail(message)
        pytest.skip(message)
    return path


def template_of(entries: Iterable[polib.POEntry], origin: Origin) -> Catalog:
    """A POT file with these entries, laid out as they are."""
    return pot([po.message(entry, Style()) for entry in entries], origin)


@pytest.fixture(scope="session")
def examples() -> list[dict[str, Any]]:
    """The examples of the CommonMark specification."""
    found: list[dict[str, Any]] = json.loads((DATA / "commonmark-0.31.2.json").read_text("utf-8"))
    return found


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Comprehensive Rust, unpacked: src/ and po/."""
    if not CORPUS.is_file():
        pytest.skip("the corpus comprehensive-rust.tar.xz is not beside the project")
    folder = tmp_path_factory.mktemp("corpus")
    with tarfile.open(CORPUS) as archive:
        archive.extractall(folder, filter="data")
    return folder / "comprehensive-rust"


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What pip would lay down of the wheel, without its dependencies."""
    pytest.importorskip("hatchling")
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = folder.glob("*.whl")
    shutil.unpack_archive(wheel, folder / "site", "zip")
    return folder / "site"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium; where it or playwright is missing the tests are skipped, or fail if required."""
    from tests import desks

    with desks.chromium() as opened:
        yield opened


@pytest.fixture(scope="session")
def axe() -> str:
    """The text of axe-core; without it the test is skipped, or fails where npm could bring it."""
    from tests.axe import AXE

    if not AXE.is_file():
        message = "axe-core is not in .peers: npm pack axe-core, as in .ci/run"
        if REQUIRED and shutil.which("npm"):
            pytest.fail(message)
        pytest.skip(message)
    return AXE.read_text("utf-8")


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """A small project on a desk of its own."""
    from tests import desks

    with desks.desk(tmp_path) as made:
        yield made


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """A copy of the project as it is shipped, without what builds make."""
    for name in ("content", "locale", "templates"):
        shutil.copytree(ROOT / name, tmp_path / "project" / name)
    shutil.copy(ROOT / "pyproject.toml", tmp_path / "project")
    return tmp_path / "project"


@pytest.fixture
def small(tmp_path: Path) -> Callable[..., Path]:
    """Make a small project: ``small(name=text, …)`` with files by path."""

    def make(files: dict[str, str | bytes]) -> Path:
        folder = tmp_path / "small"
        (folder / "content").mkdir(parents=True)
        for name, text in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return folder

    return make


def snapshot(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file under a folder with its bytes and its time of change."""
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
