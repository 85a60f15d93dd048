"""The README and docs say what is so."""

from __future__ import annotations

import doctest
import re
import tomllib
from dataclasses import fields

import pytest

from tests.conftest import ROOT
from varaq import cli
from varaq.config import Config
from varaq.document.rules import Code
from varaq.pages.values import Handout

README = (ROOT / "README.md").read_text("utf-8")
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")])


def test_two_commands_are_enough() -> None:
    commands = re.findall(r"```sh\n(.*?)\n```", README, re.DOTALL)
    assert len(commands) == 2
    assert commands[0].endswith("build.py")
    assert "-m pytest" in commands[1]


def test_the_library_example_runs() -> None:
    failed, tried = doctest.testfile(
        str(ROOT / "README.md"), module_relative=False, encoding="utf-8"
    )
    assert tried >= 4
    assert failed == 0


def test_every_command_is_in_the_readme() -> None:
    for name in cli.cli.commands:
        assert re.search(rf"(?m)^\|.*`{name}\b", README), name


def test_every_setting_is_in_the_readme_with_its_default() -> None:
    (block,) = re.findall(r"```toml\n(.*?)\n```", README, re.DOTALL)
    table = tomllib.loads(block)["tool"]["varaq"]
    defaults = {field.name: field.default for field in fields(Config)}
    assert defaults.pop("code_blocks") is Code.NOTHING
    assert table.pop("code_blocks") is False
    shown = {k: tuple(v) if isinstance(v, list) else v for k, v in table.items()}
    assert shown == defaults


def test_every_name_that_templates_see_is_documented() -> None:
    text = (ROOT / "docs" / "templates.md").read_text("utf-8")
    for field in fields(Handout):
        assert f"`{field.name}`" in text, field.name


def test_every_code_of_a_problem_that_check_finds_is_documented() -> None:
    text = (ROOT / "docs" / "checks.md").read_text("utf-8")
    sources = [
        *(ROOT / "varaq" / "checks").glob("*.py"),
        *(ROOT / "varaq" / "po").glob("*.py"),
        ROOT / "varaq" / "translation.py",
        ROOT / "varaq" / "safety.py",
        ROOT / "varaq" / "fallback.py",
        ROOT / "varaq" / "document" / "directives.py",
        ROOT / "varaq" / "document" / "frontmatter.py",
    ]
    for path in sources:
        for code in re.findall(r'Problem\(\s*"([\w-]+)"', path.read_text("utf-8")):
            assert f"`{code}`" in text, code


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_links_lead_somewhere(path: object) -> None:
    from pathlib import Path

    page = Path(str(path))
    prose = re.sub(r"(`+).*?\1", "", page.read_text("utf-8"))
    for target in re.findall(r"\]\(([^)#]+)\)", prose):
        if not target.startswith("http"):
            assert (page.parent / target).exists(), target
