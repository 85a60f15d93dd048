"""The README and docs say what is so."""

from __future__ import annotations

import doctest
import re
import shlex
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import click
import pytest

from tests.conftest import ROOT
from varaq import cli, translation
from varaq.config import Config
from varaq.document.rules import Code
from varaq.pages.values import Handout
from varaq.project import Project

README = (ROOT / "README.md").read_text("utf-8")
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")])
WORDS = {
    "LANGUAGE": "tr",
    "LOCALE": "tr",
    "[LOCALE]": "tr",
    "[LOCALE]…": "tr",
    "DOCUMENT": "glossary",
    "FILE": "b2b.xlf",
    "TEXT": "Alıcı",
}
"""What stands for the words that stand for others."""


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
        ROOT / "varaq" / "document" / "limits.py",
    ]
    for path in sources:
        for code in re.findall(r'Problem\(\s*"([\w-]+)"', path.read_text("utf-8")):
            assert f"`{code}`" in text, code


def _commands() -> Iterator[list[str]]:
    """The commands that the pages show, each as its arguments and once."""
    found: dict[tuple[str, ...], None] = {}
    for page in [*PAGES, *(ROOT / "content").glob("*.md")]:
        text = page.read_text("utf-8")
        lines = [
            *re.findall(r"`varaq ([^`\n]+)`", text),
            *re.findall(r"(?m)^ *varaq (.+)$", "\n".join(re.findall(r"(?s)```sh\n(.*?)```", text))),
        ]
        for line in lines:
            words = shlex.split(line.partition(" > ")[0].partition("$(")[0])
            found[tuple(WORDS.get(word, word) for word in words)] = None
    for arguments in found:
        if arguments != ("COMMAND",):
            assert arguments[0] in cli.cli.commands, arguments
            yield list(arguments)


def _is_whole(words: list[str]) -> bool:
    """Whether a command can be run as it stands; ``varaq adopt`` only names one."""
    command = cli.cli.commands[words[0]]
    try:
        command.make_context(words[0], list(words[1:]))
    except click.MissingParameter:
        return False
    return words != ["export"]


def test_every_command_that_the_pages_show_runs(
    shipped: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(shipped)
    (shipped / "raw.txt").write_text("Başlıq\n\nMətn.\n", "utf-8")
    old = shipped / "po"
    old.mkdir()
    for name in ("de.po", "de-once.po"):
        (old / name).write_bytes((shipped / "locale/de/LC_MESSAGES/glossary.po").read_bytes())
    assert cli.run(["translate", "tr", "b2b-b2c-pm", "-o", "old-tr.md"]) == 0
    assert cli.run(["export", "xliff", "tr", "b2b-b2c-pm", "-o", "b2b.xlf"]) == 0
    capsys.readouterr()
    assert cli.run(["stats", "--json"]) == 0
    (shipped / "before.json").write_text(capsys.readouterr().out, "utf-8")
    ran = 0
    for words in _commands():
        if words[0] in ("serve", "git-setup") or {"--watch", "--cluster"} & set(words):
            continue  # these are tried elsewhere
        if not _is_whole(words):
            continue  # it is only named
        wanted = (0, 1) if "--check" in words else (0,)
        assert cli.run(words) in wanted, (words, capsys.readouterr().err)
        ran += 1
    assert ran > 25


def test_the_page_for_translators_is_the_pipeline_s_own() -> None:
    """What people read on a code host is what the handout says in English."""
    project = Project.open(ROOT)
    document = next(each for each in project.documents()[0] if each.name == "translators")
    catalog = project.catalog("en", document.domain)
    assert catalog is not None
    made = translation.translate(document, catalog).text.partition("---\n\n")[2]
    shown = made.replace("](pictures/", "](../content/pictures/")
    assert (ROOT / "docs" / "translators.md").read_text("utf-8") == shown


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_links_lead_somewhere(path: object) -> None:
    page = Path(str(path))
    prose = re.sub(r"(`+).*?\1", "", page.read_text("utf-8"))
    for target in re.findall(r"\]\(([^)#]+)\)", prose):
        if not target.startswith("http"):
            assert (page.parent / target).exists(), target
