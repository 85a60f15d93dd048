"""What other programs run of varaq: pre-commit's hooks, and the workflow for pull requests."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT
from varaq import cli
from varaq.errors import Problem, Severity, VaraqError
from varaq.summary import before, summary

WORKFLOW = ROOT / ".github" / "workflows" / "translations.yml"
HOOKS = ROOT / ".pre-commit-hooks.yaml"
HOSTILE = "@you ![x](https://a.example/x.png) <img src=x> `a` | **b**\n- c"


def hooks() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load(HOOKS.read_text("utf-8"))
    return found


@pytest.mark.parametrize("hook", hooks(), ids=lambda hook: str(hook["id"]))
def test_a_hook_passes_what_is_well_and_stops_what_is_not(
    hook: dict[str, Any], shipped: Path
) -> None:
    program, *arguments = shlex.split(hook["entry"])
    assert program == "varaq"
    assert hook["pass_filenames"] is False
    assert cli.run(["-C", str(shipped), *arguments]) == 0
    assert re.match(hook["files"], "content/guide/a.md")
    assert not re.match(hook["files"], "src/content.py")
    source = shipped / "content" / "glossary.md"
    source.write_text(source.read_text("utf-8") + "\nYeni abzas, [qırıq](nowhere.md).\n", "utf-8")
    catalog = shipped / "locale" / "tr" / "LC_MESSAGES" / "glossary.po"
    catalog.write_text(catalog.read_text("utf-8") + '\nmsgid "a\n', "utf-8")
    assert cli.run(["-C", str(shipped), *arguments]) != 0


def _git(folder: Path, *arguments: str) -> str:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    done = subprocess.run(
        ["git", "-C", str(folder), *who, *arguments], check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
def test_the_workflow_says_what_a_change_does(shipped: Path, tmp_path: Path) -> None:
    """Its steps as they stand, with programs of ours in the place of those of the runner."""
    job = yaml.safe_load(WORKFLOW.read_text("utf-8"))["jobs"]["translations"]
    scripts = {step.get("name"): step["run"] for step in job["steps"] if "run" in step}
    assert not any("${{" in script for script in scripts.values())

    repository = tmp_path / "repository"
    shutil.copytree(shipped, repository / "site")
    _git(tmp_path, "init", "-q", str(repository))
    _git(repository, "add", ".")
    _git(repository, "commit", "-qm", "before")
    base = _git(repository, "rev-parse", "HEAD")
    catalog = repository / "site" / "locale" / "tr" / "LC_MESSAGES" / "glossary.po"
    text = catalog.read_text("utf-8")
    catalog.write_text(re.sub(r'(msgid "Terminlər lüğəti"\nmsgstr )".*"', r'\1""', text), "utf-8")

    programs = tmp_path / "bin"
    programs.mkdir()
    for name, line in (
        ("varaq", f'exec {shlex.quote(sys.executable)} -m varaq "$@"'),
        ("gh", 'printf "%s\\n" "$@" > "$RUNNER_TEMP/gh"'),
    ):
        (programs / name).write_text(f"#!/bin/sh\n{line}\n", "utf-8")
        (programs / name).chmod(0o755)
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    environment = {
        **os.environ,
        "PATH": f"{programs}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "RUNNER_TEMP": str(temporary),
        "GITHUB_STEP_SUMMARY": str(temporary / "page"),
        "GITHUB_REPOSITORY": "a/b",
        "FOLDER": "site",
        "BASE": base,
        "NUMBER": "7",
    }
    done = {
        name: subprocess.run(
            ["bash", "-eo", "pipefail", "-c", script],
            cwd=repository,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        for name, script in scripts.items()
        if name != "Install varaq"
    }
    assert {name: each.returncode for name, each in done.items()} == dict.fromkeys(done, 0), done
    said = (temporary / "summary.md").read_text("utf-8")
    assert re.search(r"(?m)^\| tr \| glossary \| 98 % \(-1\.\d\) \| 0 \|$", said)
    assert (temporary / "page").read_text("utf-8") == said
    assert (temporary / "gh").read_text("utf-8").split("\n")[:3] == ["pr", "comment", "7"]


def test_nothing_in_a_finding_speaks_for_itself() -> None:
    problem = Problem("x", HOSTILE, "", "a.po", 3, severity=Severity.WARNING)
    (line,) = [line for line in summary([], [problem], None).splitlines() if line[:1] == "-"]
    said = line.removeprefix("- **warning** ")
    assert not set(said) & set("@![]<>`|*\n")
    assert "&#64;\u200byou" in said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("@you", "&#64;\u200byou"),
        ("sr@latin", "sr&#64;latin"),
        ("a/b#12", "a/b&#35;\u200b12"),
        ("#fff", "&#35;fff"),
        ("gh-12", "gh&#45;\u200b12"),
        ("$a$", "&#36;a&#36;"),
    ],
)
def test_what_github_links_behind_markdown_is_parted(text: str, said: str) -> None:
    problem = Problem("x", text, "", "a", severity=Severity.WARNING)
    assert f"a: {said} (x)" in summary([], [problem], None)


def test_many_findings_are_counted() -> None:
    problems = [Problem("x", str(number), "", "a.po", number) for number in range(1, 40)]
    said = summary([], problems, None)
    assert "### Findings: 39 errors, 0 warnings" in said
    assert "and 14 more" in said


@pytest.mark.parametrize("text", ["", "[1]", '{"a": 1}', "[" * 100_000, '[{"locale": "a"}]'])
def test_a_file_that_stats_did_not_write_is_refused(text: str) -> None:
    with pytest.raises(VaraqError) as raised:
        before(text, "b.json")
    assert raised.value.problems[0].code == "no-stats"


def test_coverage_comes_back_as_it_was_written() -> None:
    row = {"locale": "tr", "document": "a", "coverage": 0.5, "more": 1}
    assert before(json.dumps([row]), "b.json") == {("tr", "a"): 0.5}
