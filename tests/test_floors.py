"""The architecture: modules import from lower floors only, and stay of a readable size."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

FLOORS = [
    ["varaq.errors", "varaq.pluralrule", "varaq.forks", "varaq.allowance", "varaq.dates"],
    [
        "varaq.unit",
        "varaq.casing",
        "varaq.alphabets",
        "varaq.quotation",
        "varaq.plurals",
        "varaq.matching",
        "varaq.quoting",
        "varaq.markupxml",
        "varaq.tags",
    ],
    ["varaq.alignment", "varaq.collation", "varaq.comments", "varaq.fragments"],
    ["varaq.catalog", "varaq.locales", "varaq.browsers"],
    ["varaq.document", "varaq.po"],
    [
        "varaq.safety",
        "varaq.fallback",
        "varaq.flags",
        "varaq.placeholders",
        "varaq.glossary",
        "varaq.xliff",
    ],
    ["varaq.extraction", "varaq.translation", "varaq.checks", "varaq.donors", "varaq.rawtext"],
    [
        "varaq.merge",
        "varaq.links",
        "varaq.migration",
        "varaq.hints",
        "varaq.pseudo",
        "varaq.memory",
        "varaq.tmx",
    ],
    ["varaq.pages", "varaq.adoption", "varaq.pdf"],
    ["varaq.epub", "varaq.printer"],
    ["varaq.replacing", "varaq.places", "varaq.editions", "varaq.mark"],
    ["varaq.config", "varaq.files", "varaq.threeway", "varaq.packaged"],
    ["varaq.journal", "varaq.gitting", "varaq.babel_extractor", "varaq.manifest"],
    ["varaq.drafts", "varaq.saving", "varaq.known", "varaq.outcome", "varaq.asked"],
    ["varaq.project"],
    [
        "varaq.books",
        "varaq.selection",
        "varaq.pots",
        "varaq.scaffold",
        "varaq.intake",
        "varaq.inputs",
    ],
    ["varaq.sheets", "varaq.translator", "varaq.wordbook"],
    ["varaq.sites", "varaq.front", "varaq.making", "varaq.due"],
    ["varaq.voices", "varaq.watching", "varaq.hands"],
    ["varaq.versions"],
    ["varaq.folios", "varaq.cluster", "varaq.parcels"],
    ["varaq.workforce"],
    ["varaq.builder", "varaq.review", "varaq.upkeep"],
    ["varaq.takeover", "varaq.recall", "varaq.exchange", "varaq.summary"],
    ["varaq.desk"],
    ["varaq.sarif"],
    ["varaq.terminal"],
    ["varaq.cli"],
    ["varaq", "varaq.__main__"],
]
"""Lowest first. A package's modules are on its floor, and may import one another."""
MODULES = sorted((ROOT / "varaq").rglob("*.py"))


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def floor_of(name: str) -> tuple[int, str]:
    parts = name.split(".")
    while parts:
        prefix = ".".join(parts)
        for number, names in enumerate(FLOORS):
            if prefix in names:
                return number, prefix
        parts.pop()
    raise AssertionError(f"{name} has no floor")


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module == "varaq":
            for alias in node.names:
                is_module = (ROOT / "varaq" / alias.name).exists() or (
                    ROOT / "varaq" / f"{alias.name}.py"
                ).exists()
                if is_module:
                    yield f"varaq.{alias.name}"
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_imports_go_down_only(path: Path) -> None:
    floor, own = floor_of(module_name(path))
    for name in imports(path):
        if name.split(".")[0] == "varaq":
            other, package = floor_of(name)
            assert other < floor or package == own, f"{module_name(path)} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_a_module_holds_one_idea(path: Path) -> None:
    assert path.read_text("utf-8").count("\n") <= 330


def test_libraries_have_one_home() -> None:
    users = {
        "jinja2": "varaq.pages",
        "pyromark": "varaq.document",
        "segno": "varaq.pages.qr",
        "weasyprint": "varaq.pdf",
    }
    for path in MODULES:
        for name in imports(path):
            home = users.get(name.split(".")[0])
            if home is not None:
                assert module_name(path).startswith(home), f"{module_name(path)} imports {name}"
