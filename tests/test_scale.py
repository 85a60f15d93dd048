"""What builds are measured on, and drawn with: made-up corpora are real projects, plots are SVG."""

from __future__ import annotations

import importlib
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from itertools import islice
from pathlib import Path
from types import ModuleType

import pytest

from tests.conftest import ROOT, snapshot
from varaq.builder import Builder
from varaq.document import read
from varaq.project import Project
from varaq.review import check
from varaq.selection import Request
from varaq.upkeep import update

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def corpora(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The generator, which is a script beside the package."""
    monkeypatch.syspath_prepend(ROOT / "benchmarks")
    return importlib.import_module("corpora")


@pytest.fixture
def plotting(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The plots' script."""
    monkeypatch.syspath_prepend(ROOT / "benchmarks")
    return importlib.import_module("plotting")


@pytest.fixture
def measuring(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """What runs programs and says what they take."""
    monkeypatch.syspath_prepend(ROOT / "benchmarks")
    return importlib.import_module("measuring")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, int]]:
    """A corpus of 8 documents in 16 languages, and its figures."""
    from dataclasses import asdict

    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(ROOT / "benchmarks")
        module = importlib.import_module("corpora")
        folder = tmp_path_factory.mktemp("corpus") / "made"
        return folder, asdict(module.write(folder, module.Size(8, 16, 300)))


def test_a_corpus_is_as_large_as_was_asked(made: tuple[Path, dict[str, int]]) -> None:
    folder, figures = made
    documents = list((folder / "content").rglob("*.md"))
    catalogs = list((folder / "locale").rglob("*.po"))
    assert len(documents) == figures["documents"] == 8
    assert len(catalogs) == 8 * 16
    assert {path.parent.parent.name for path in catalogs} >= {"ar", "tr", "it", "bg", "pt", "el"}
    assert figures["source_bytes"] == sum(path.stat().st_size for path in documents)
    assert figures["catalog_bytes"] == sum(path.stat().st_size for path in catalogs)
    # headings and marks come on top of the words that were asked for, and the last block ends
    assert 0.7 < figures["words"] / (8 * 300) < 2


def test_a_corpus_is_the_same_each_time(
    corpora: ModuleType, made: tuple[Path, dict[str, int]], tmp_path: Path
) -> None:
    corpora.write(tmp_path / "again", corpora.Size(8, 16, 300))
    corpora.write(tmp_path / "other", corpora.Size(8, 16, 300), seed=1)
    first, again, other = (
        {name: data for name, (data, _) in snapshot(folder).items()}
        for folder in (made[0], tmp_path / "again", tmp_path / "other")
    )
    assert again == first
    assert other != first


def test_a_larger_corpus_begins_with_a_smaller_one(
    corpora: ModuleType, made: tuple[Path, dict[str, int]], tmp_path: Path
) -> None:
    corpora.write(tmp_path / "small", corpora.Size(3, 5, 300))
    for path in (tmp_path / "small").rglob("chapter-*"):
        assert path.read_bytes() == (made[0] / path.relative_to(tmp_path / "small")).read_bytes()


def test_a_corpus_has_nothing_wrong_and_all_of_it_is_translated(
    made: tuple[Path, dict[str, int]],
) -> None:
    project = Project.open(made[0])
    locales, problems = project.locales()
    assert len(locales) == 16
    assert [*problems, *check(project, locales, ())] == []
    documents, problems = project.documents()
    assert not problems
    assert sum(len(document.units) for document in documents) == made[1]["units"]
    builder = Builder(project, Request(output=made[0].parent / "built"))
    for _ in builder.run():
        pass
    assert not builder.outcome.problems
    assert not builder.outcome.broken
    assert len(list((made[0].parent / "built").rglob("chapter-*.html"))) == 8 * 17


def test_its_catalogs_are_those_that_an_update_makes(
    made: tuple[Path, dict[str, int]],
) -> None:
    project = Project.open(made[0])
    changes = update(project, project.locales()[0], check=True).changes
    assert len(changes) == 8 + 8 * 16
    # a corpus has no POT files
    assert {change.path for change in changes if change.changed} == {
        f"locale/{path.stem}.pot" for path in (made[0] / "locale" / "tr").rglob("*.po")
    }


def test_texts_differ_and_have_what_chapters_have(corpora: ModuleType) -> None:
    found = corpora.phrases(("tr",))
    kinds: set[str] = set()
    texts: list[str] = []
    code = links = 0
    for document in islice(corpora.documents(found, 600), 40):
        units = read(document.name, "x.md", document.source).units
        kinds |= {unit.kind.split(" ")[0] for unit in units}
        texts += [unit.text for unit in units if unit.kind == "paragraph"]
        code += document.source.count("```python")
        links += document.source.count(".md)")
    assert {"heading", "paragraph", "list", "table", "definition", "front"} <= kinds
    assert code > 5
    assert links > 50
    assert len(set(texts)) / len(texts) > 0.8


def test_shipped_sentences_keep_their_translations(corpora: ModuleType) -> None:
    found = corpora.phrases(("tr", "el"))
    assert found.said["tr"]["Məhsul meneceri"] == "Ürün yöneticisi"
    assert found.said["el"]["Məhsul meneceri"] == corpora.made_up("Məhsul meneceri", "el")
    assert found.said["el"].keys() == found.said["tr"].keys() == {*found.sentences, *found.terms}


def test_there_are_fifty_languages_and_no_more(corpora: ModuleType) -> None:
    assert len(set(corpora.languages(50))) == 50
    with pytest.raises(ValueError, match="51"):
        corpora.languages(51)


def test_a_plot_is_svg_and_holds_its_numbers(plotting: ModuleType) -> None:
    lines = [
        plotting.Line("one & all", [(0.2, 0.5), (2, 5)]),
        plotting.Line("<other>", [(0.2, 1), (2, 20)]),
    ]
    root = ET.fromstring(plotting.plot("Cost", "MB", "CPU, s", lines))  # noqa: S314 - our own
    assert root.tag == f"{SVG}svg"
    texts = [element.text for element in root.iter(f"{SVG}text")]
    assert {"Cost", "MB", "CPU, s", "one & all", "<other>", "0.5", "1", "2", "20"} <= set(texts)
    titles = [element.text for element in root.iter(f"{SVG}title")]
    assert "one & all: 0.2 → 0.5" in titles
    assert "<other>: 2 → 20" in titles
    assert "prefers-color-scheme: dark" in "".join(root.itertext())


def test_what_grows_in_proportion_is_drawn_along_the_dots(plotting: ModuleType) -> None:
    line = plotting.Line("a", [(1, 3), (10, 30), (100, 300)])
    root = ET.fromstring(plotting.plot("a", "b", "c", [line]))  # noqa: S314 - our own

    def slope(kind: str) -> float:
        path = next(e.get("d", "") for e in root.iter(f"{SVG}path") if e.get("class") == kind)
        (x1, y1), *_, (x2, y2) = (map(float, p.split(",")) for p in path.strip("M").split("L"))
        return (y2 - y1) / (x2 - x1)

    assert slope("line") == pytest.approx(slope("guide"), abs=0.01)


def test_nothing_is_no_plot(plotting: ModuleType) -> None:
    with pytest.raises(ValueError, match="nothing"):
        plotting.plot("a", "b", "c", [])


def test_a_program_that_fails_has_no_cost(measuring: ModuleType, tmp_path: Path) -> None:
    for command in (["false"], [str(tmp_path / "missing")]):
        assert measuring.cost(measuring.Program(command)) is None
    found = measuring.cost(measuring.Program(["true"]))
    # its own memory, not that of the tests
    assert 0 < found.memory < 15
    assert found.wall > 0


@pytest.mark.skipif(
    not Path("/proc/self/smaps_rollup").exists(), reason="only Linux says so while they run"
)
def test_processes_that_a_program_starts_are_counted(measuring: ModuleType) -> None:
    one = "import time; kept = bytearray(b'1' * 40_000_000); time.sleep(1)"
    both = (
        "import subprocess, sys\n"
        f"command = [sys.executable, '-c', {one!r}]\n"
        "for process in [subprocess.Popen(command) for _ in range(2)]: process.wait()"
    )
    found = measuring.cost(measuring.Program([sys.executable, "-c", both]))
    assert found.memory > 80
    assert found.wall > 1


@pytest.mark.parametrize(
    ("what", "where"),
    [
        ("nothing", set()),
        ("a message", {"locale"}),
        ("a document", {"content"}),
        ("a template", {"templates"}),
    ],
)
def test_a_change_is_of_one_file(
    monkeypatch: pytest.MonkeyPatch,
    made: tuple[Path, dict[str, int]],
    tmp_path: Path,
    what: str,
    where: set[str],
) -> None:
    monkeypatch.syspath_prepend(ROOT / "benchmarks")
    project = tmp_path / "project"
    shutil.copytree(made[0], project)
    (project / "templates").mkdir()
    shutil.copy(ROOT / "templates" / "handout.html", project / "templates")
    before = snapshot(project)
    script = importlib.import_module("probes").CHANGE
    subprocess.run([sys.executable, "-c", script, str(project), what, "1"], check=True, cwd=ROOT)
    after = snapshot(project)
    changed = [name for name in after if after[name][0] != before[name][0]]
    assert after.keys() == before.keys()
    assert {name.split("/")[0] for name in changed} == where
    assert len(changed) == len(where)
    assert not Project.open(project).documents()[1]
