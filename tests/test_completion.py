"""What a shell offers where a command is half typed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from varaq import cli
from varaq.cli.completion import SHELLS


def offered(words: str) -> list[str]:
    """What bash is given for a line; what stands behind its last space is half typed."""
    done = subprocess.run(
        [sys.executable, "-m", "varaq"],
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "_VARAQ_COMPLETE": "bash_complete",
            "COMP_WORDS": words,
            "COMP_CWORD": str(len(words.split(" ")) - 1),
        },
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    return [line.partition(",")[2] for line in done.stdout.splitlines() if line]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("varaq che", ["check"]),
        ("varaq -C {0} upd", ["update"]),
        ("varaq -C {0} build -l a", ["az", "ar"]),
        ("varaq -C {0} -l t", ["tr"]),
        ("varaq -C {0} translate t", ["tr"]),
        ("varaq -C {0} translate tr gl", ["glossary"]),
        ("varaq -C {0} build -k s", ["slides"]),
        ("varaq -C {0} check u", ["uk"]),
        ("varaq -C {0}/nowhere build -l a", []),
        ("varaq completion f", ["fish"]),
    ],
)
def test_what_there_is_is_offered(words: str, wanted: list[str]) -> None:
    found = offered(words.format(ROOT))
    assert [name for name in found if name in wanted] == wanted
    assert set(found) - set(wanted) <= {"uz"}  # another language that begins so


def test_every_command_is_offered() -> None:
    assert set(offered("varaq ")) == set(cli.cli.commands)


@pytest.mark.parametrize("shell", SHELLS)
def test_a_shell_can_read_its_script(
    shell: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["completion", shell]) == 0
    script = capsys.readouterr().out
    assert "_VARAQ_COMPLETE" in script
    if shutil.which(shell):
        path = tmp_path / "script"
        path.write_text(script, "utf-8")
        subprocess.run([shell, "-n", str(path)], check=True)
