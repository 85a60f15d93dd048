"""Forks: what they make comes in order, and one that ends early costs time and nothing else."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT
from varaq.builder import Builder
from varaq.forks import forked
from varaq.manifest import Manifest
from varaq.project import Project
from varaq.selection import Request

pytestmark = pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="forks are Linux's")
TOML = 'source = "az"\ntitle = "X"\n'


def test_results_come_in_the_order_of_the_tasks() -> None:
    def slow_first(task: int) -> tuple[int, int]:
        time.sleep(0.2 if task == 0 else 0)
        return task * 2, os.getpid()

    made = list(forked(slow_first, range(7), 3))
    assert [each and each[0] for each in made] == [0, 2, 4, 6, 8, 10, 12]
    processes = {each[1] for each in made if each}
    assert len(processes) == 3
    assert os.getpid() not in processes


def test_there_are_no_more_forks_than_tasks() -> None:
    assert list(forked(lambda task: task, ["a"], 4)) == ["a"]
    assert list(forked(lambda task: task, [], 4)) == []


def test_forks_hold_what_this_process_holds() -> None:
    here = {"n": 1}

    def changed(task: int) -> int:
        here["n"] += task
        return here["n"]

    assert list(forked(changed, [1, 10, 100, 1000], 2)) == [2, 11, 102, 1011]
    assert here == {"n": 1}


def test_one_that_dies_costs_its_own_tasks(capfd: pytest.CaptureFixture[str]) -> None:
    def fatal(task: int) -> int:
        if task == 1:
            os.kill(os.getpid(), signal.SIGKILL)
        if task == 2:
            raise ValueError("no two")
        return task

    # the first two forks have tasks 0, 2, 4 and 1, 3, 5
    assert list(forked(fatal, range(6), 2)) == [0, None, None, None, None, None]
    assert list(forked(fatal, [0, 3, 2, 5], 4)) == [0, 3, None, 5]
    assert capfd.readouterr() == ("", "")


def test_who_stops_listening_ends_them() -> None:
    def late(task: int) -> int:
        time.sleep(60 * task)
        return task

    several = forked(late, [0, 1, 1], 3)
    assert isinstance(several, Iterator)
    next(several)
    began = time.monotonic()
    several.close()  # type: ignore[attr-defined]  # it is a generator
    assert time.monotonic() - began < 30


def test_a_process_with_threads_is_not_forked() -> None:
    script = (
        "import threading; from varaq.forks import can_fork; print(can_fork());"
        "go = threading.Event(); thread = threading.Thread(target=go.wait); thread.start();"
        "print(can_fork()); go.set(); thread.join(); import time;"
        "print(any(can_fork() or time.sleep(0.1) for _ in range(100)))"  # it ends behind its join
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.split() == ["True", "False", "True"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    here = tmp_path / "here"
    (here / "content").mkdir(parents=True)
    (here / "varaq.toml").write_text(TOML, "utf-8")
    for number in range(20):
        text = f"# Sənəd {number}\n\n" + "Bir alma.\n\n" * 5
        (here / "content" / f"d{number:02}.md").write_text(text, "utf-8")
    return here


def made(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in (folder / "dist").rglob("*")
        if path.is_file()
    }


def run(script: str, folder: Path) -> str:
    lead = (
        "import os, sys, threading\n"
        "from pathlib import Path\n"
        "from varaq.builder import Builder\n"
        "from varaq.project import Project\n"
        "from varaq.selection import Request\n"
        "from varaq import builder, hands, workforce\n"
        f"here = Path({str(folder)!r})\n"
        "def build(jobs):\n"
        "    building = Builder(Project.open(here), Request(jobs=jobs))\n"
        "    list(building.run())\n"
        "    return building.outcome\n"
        "if __name__ == '__main__':\n"
    )
    body = "".join(f"    {line}\n" for line in script.strip().splitlines())
    done = subprocess.run(
        [sys.executable, "-c", lead + body], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert not done.stderr
    return done.stdout


SINGLE = "print(len(build(1).written))"
FORKED = """
def never(*_): raise AssertionError
workforce.shared = never
print(len(build(3).written))
"""
DYING = """
ours, real = os.getpid(), Builder.made
def made(self, names):
    if "d11" in names and os.getpid() != ours:
        os._exit(9)
    return real(self, names)
Builder.made = made
print(len(build(3).written))
"""
THREADED = """
def never(*_): raise AssertionError
workforce.forked = never
go = threading.Event()
threading.Thread(target=go.wait, daemon=True).start()
print(len(build(2).written))
"""


@pytest.mark.parametrize("script", [FORKED, DYING, THREADED], ids=["forked", "dying", "threads"])
def test_all_that_one_process_makes_is_made(script: str, folder: Path) -> None:
    said = run(script, folder)
    several = made(folder)
    manifest = Manifest(Project.open(folder).manifest_path(folder / "dist"))
    assert len(manifest.documents()) == 20
    manifest.close()
    for path in (folder / "dist").rglob("*.html"):
        path.unlink()
    run(SINGLE, folder)
    assert made(folder) == several
    assert int(said) == len(several)
    # and all of it is known
    again = Builder(Project.open(folder), Request(jobs=1))
    list(again.run())
    assert not again.outcome.written


SLOW = """
import os, time, sys
from varaq.builder import Builder
from varaq.cli import main
ours, real = os.getpid(), Builder.made
def made(self, names):
    os.write(2, b"working\\n")
    time.sleep(60)
    return real(self, names)
Builder.made = made
sys.argv = ["varaq", "-C", sys.argv[1], "build", "-j", "2"]
main()
"""


def test_an_interrupted_build_ends_with_all_its_forks(folder: Path) -> None:
    command = [sys.executable, "-c", SLOW, str(folder)]
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, cwd=ROOT, start_new_session=True
    ) as process:
        assert process.stderr is not None
        said = [process.stderr.readline() for _ in range(2)]
        os.killpg(process.pid, signal.SIGINT)
        rest = process.stderr.read()  # until the last fork has ended
        process.wait(timeout=20)
    assert said == ["working\n", "working\n"]
    assert process.returncode not in (0, None)
    assert "Traceback" not in rest
    again = Builder(Project.open(folder), Request(jobs=2))
    list(again.run())
    assert not again.outcome.problems
    assert len(list((folder / "dist").rglob("*.html"))) == 22


def test_forks_end_where_who_asked_is_killed(tmp_path: Path) -> None:
    program = (
        "import os, time\n"
        "from varaq.forks import forked\n"
        "def make(task):\n"
        "    open(f'{task}.pid', 'w').write(str(os.getpid()))\n"
        "    time.sleep(60)\n"
        "list(forked(make, [0, 1], 2))\n"
    )
    asking = subprocess.Popen([sys.executable, "-c", program], cwd=tmp_path)
    while not all(
        (tmp_path / f"{task}.pid").exists() and (tmp_path / f"{task}.pid").read_text()
        for task in (0, 1)
    ):
        time.sleep(0.02)
    asking.kill()
    asking.wait()
    end = time.monotonic() + 10
    left = [(tmp_path / f"{task}.pid").read_text() for task in (0, 1)]
    while any(map(_runs, left)) and time.monotonic() < end:
        time.sleep(0.05)
    assert not any(map(_runs, left))


def _runs(process: str) -> bool:
    """Whether there is a process, other than one that has ended and waits to be heard of."""
    try:
        return ") Z " not in Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return False
