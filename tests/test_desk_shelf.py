"""The desk's shelf: what is read once, and what is never shown older than it is."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from varaq import files, merge, po
from varaq.catalog import Catalog
from varaq.cli import run
from varaq.project import Project

pytest.importorskip("starlette")

from varaq.desk.printing import Printer
from varaq.desk.shelf import Same, Shelf, sign
from varaq.desk.views import Views


def project(root: Path, count: int, catalogs: str, more: str = "") -> Path:
    """Documents with one Turkish catalog for all or one for each, and their authors' new texts."""
    (root / "content").mkdir(parents=True)
    config = f'[tool.varaq]\nsource = "az"\n{catalogs}\n{more}\n'
    (root / "pyproject.toml").write_text(config, "utf-8")
    paths = [root / f"content/d{number}.md" for number in range(count)]
    for path in paths:
        path.write_text(f"# Sənəd {path.stem}\n\nMətn.\n", "utf-8")
    assert run(["-C", str(root), "init", "tr"]) == 0
    for path in paths:
        with path.open("a", encoding="utf-8") as file:
            file.write(f"\nYeni mətn {path.stem}.\n")
    return root


def overview(root: Path) -> Any:
    """The overview's rows, each document's texts and all."""
    shelf = Shelf(Project.open(root))
    return Views(shelf, Printer(shelf)).overview("")["cells"]


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Callable[[Any, str], list[object]]:
    """Count what is called: a list that grows with each call of a function."""

    def count(module: Any, name: str) -> list[object]:
        calls: list[object] = []
        kept = getattr(module, name)

        def called(*arguments: Any, **named: Any) -> Any:
            calls.append(arguments)
            return kept(*arguments, **named)

        monkeypatch.setattr(module, name, called)
        return calls

    return count


ONE = 'catalogs = "{locale}.po"'


def test_a_shared_catalog_is_brought_up_to_date_once(
    tmp_path: Path, counted: Callable[[Any, str], list[object]]
) -> None:
    root = project(tmp_path, 5, ONE)
    calls = counted(merge, "update")
    assert [cell["units"] for cell in overview(root)] == [3] * 5
    assert len(calls) == 1


@pytest.mark.parametrize("catalogs", ["", ONE])
@pytest.mark.parametrize("hints", ["", "glossary_comments = true"])
def test_an_overview_goes_through_the_folders_as_often_for_many_documents(
    tmp_path: Path, counted: Callable[[Any, str], list[object]], catalogs: str, hints: str
) -> None:
    calls = counted(files, "names")
    often = []
    for count in (2, 6):
        root = project(tmp_path / str(count), count, catalogs, hints)
        calls.clear()
        overview(root)
        often.append(len(calls))
    assert often[0] == often[1]


@pytest.mark.parametrize("catalogs", ["", ONE])
@pytest.mark.parametrize("hints", ["", "glossary_comments = true"])
def test_a_stale_catalog_is_shown_as_an_update_writes_it(
    tmp_path: Path, catalogs: str, hints: str
) -> None:
    root = project(tmp_path, 3, catalogs, hints)
    shelf = Shelf(Project.open(root))
    turkish = shelf.locale("tr")
    shown = {
        name: undated(shelf.current(turkish, document.domain))
        for name, document in shelf.documents().items()
    }
    assert run(["-C", str(root), "update", "tr"]) == 0
    shelf.look()
    for name, document in shelf.documents().items():
        assert undated(shelf.catalog("tr", document.domain)) == shown[name]


def undated(catalog: Catalog) -> str:
    """A catalog's text without the date of its POT."""
    return po.write(catalog.dated("then"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
@pytest.mark.parametrize("name", ["templates.pot", "tr/LC_MESSAGES/d0.po"])
def test_a_pipe_is_no_catalog_that_is_waited_for(tmp_path: Path, name: str) -> None:
    path = project(tmp_path, 1, "") / "locale" / name
    shelf = Shelf(Project.open(tmp_path))
    path.unlink(missing_ok=True)
    os.mkfifo(path)
    assert sign(os.fspath(path)) is None  # else what follows would wait without end
    assert shelf.wording() is None
    assert bool(shelf.catalog("tr", "d0").messages) is (path.suffix == ".pot")


def test_a_file_is_seen_with_the_next_look(tmp_path: Path) -> None:
    root = project(tmp_path, 1, "")
    shelf = Shelf(Project.open(root))
    assert list(shelf.documents()) == ["d0"]
    (root / "content/e.md").write_text("Bir.\n", "utf-8")
    shelf.look()
    assert list(shelf.documents()) == ["d0", "e"]


def test_a_fallback_is_translated_once_and_again_when_it_changes(
    tmp_path: Path, counted: Callable[[Any, str], list[object]]
) -> None:
    from varaq import translation

    root = project(tmp_path, 1, "", 'fallback = ["en"]')
    assert run(["-C", str(root), "init", "en"]) == 0
    shelf = Shelf(Project.open(root))
    printer, document = Printer(shelf), shelf.document("d0")
    turkish = shelf.locale("tr")
    calls = counted(translation, "translate")

    def text() -> str:
        shelf.look()
        return printer.translation(document, turkish, shelf.catalog("tr", "d0")).text

    assert "Text." not in text()
    text()
    assert len(calls) == 1
    path = root / "locale/en/LC_MESSAGES/d0.po"
    english = path.read_text("utf-8").replace(
        'msgid "Mətn."\nmsgstr ""', 'msgid "Mətn."\nmsgstr "Text."'
    )
    path.write_text(english, "utf-8")
    assert "Text." in text()


def test_what_is_alike_is_not_the_same() -> None:
    one, like = Catalog(()), Catalog(())
    assert one == like
    assert Same(one) == Same(one)
    assert Same(one) != Same(like)
    assert Same(one) != Same(one, one)
    assert Same() != Same(None)


def test_a_catalog_is_not_kept_by_its_sign() -> None:
    sign = Same(Catalog(()))
    assert sign != sign
    assert sign != Same(None)
