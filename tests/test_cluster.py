"""Builds on a cluster: a real scheduler and two workers on this machine, one of which is killed."""

from __future__ import annotations

import importlib.util
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import REQUIRED, ROOT
from tests.test_incremental import build, files, project, replaced
from varaq.builder import far_share_of
from varaq.errors import VaraqError
from varaq.inputs import Inputs
from varaq.parcels import Parcel, laid_out, parcel
from varaq.project import Project
from varaq.selection import Request

CLUSTER = """
import json, sys
from dask.distributed import LocalCluster

if __name__ == "__main__":
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        pids = [worker.pid for worker in cluster.workers.values()]
        print(json.dumps([cluster.scheduler_address, pids]), flush=True)
        sys.stdin.read()
"""
NOBODY = """
import sys
from varaq import cli, cluster

if __name__ == "__main__":
    cluster._SECONDS = 1
    sys.exit(cli.run(sys.argv[1:]))
"""


@pytest.fixture(autouse=True)
def _dask() -> None:
    if importlib.util.find_spec("distributed") is None:
        if REQUIRED:
            pytest.fail("distributed is not installed")
        pytest.skip("distributed is not installed")


@contextmanager
def cluster(folder: Path) -> Iterator[tuple[str, list[int]]]:
    """The address of a scheduler, and the processes of its two workers."""
    script = folder / "cluster.py"
    script.write_text(CLUSTER, "utf-8")
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, str(script)],
        stdin=pipes["stdin"],
        stdout=pipes["stdout"],
        stderr=pipes["stderr"],
        env=environment,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        address, pids = json.loads(process.stdout.readline())
        try:
            yield address, pids
        finally:
            process.stdin.close()
            process.wait(timeout=60)


def varaq(folder: Path, *arguments: str) -> list[str]:
    return [sys.executable, str(ROOT / "build.py"), "-C", str(folder), "build", *arguments]


@pytest.fixture
def many(tmp_path: Path) -> Path:
    folder = project(tmp_path / "here")
    for number in range(80):
        text = f"# Fəsil {number}\n\n" + f"Mətn {number}, [Alma](a.md), ![](tree.png).\n\n" * 40
        (folder / "content" / f"n{number:02}.md").write_text(text, "utf-8")
    return folder


def test_a_cluster_makes_what_one_process_makes_though_a_worker_dies(
    many: Path, tmp_path: Path
) -> None:
    build(many, Request(output=tmp_path / "one", jobs=1))
    with cluster(tmp_path) as (address, pids):
        command = varaq(many, "--cluster", address)
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
            time.sleep(1.2)  # it has begun by then
            os.kill(pids[0], signal.SIGKILL)
            assert process.stderr is not None
            said = process.stderr.read()
        assert process.returncode == 0, said
        assert files(many / "dist") == files(tmp_path / "one")
        # what comes next is made here, or there, and only what has changed
        assert build(many).outcome.written == []
        replaced("content/b.md", "Bir armud.", "İki armud.")(many)
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        assert done.stderr.split(" in ")[0].splitlines()[-1].startswith("12 files written")
    build(many, Request(output=tmp_path / "two", jobs=1))
    assert files(many / "dist") == files(tmp_path / "two")


def test_a_scheduler_that_does_not_answer_is_said(tmp_path: Path) -> None:
    folder = project(tmp_path / "here")
    script = tmp_path / "nobody.py"
    script.write_text(NOBODY, "utf-8")
    done = subprocess.run(
        [sys.executable, str(script), "-C", str(folder), "build", "--cluster", "tcp://127.0.0.1:9"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert done.returncode == 2
    assert "does not answer" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (folder / "dist").exists()


@pytest.mark.parametrize("shared", [False, True])
def test_a_parcel_holds_all_that_is_needed_and_not_the_rest(tmp_path: Path, shared: bool) -> None:
    folder = project(tmp_path / "here", shared=shared)
    build(folder)
    here = Project.open(folder)
    sources, _ = Inputs(here).sources()
    sent = parcel(here, Request(), sources, ["a"], b"tools")
    assert sent.files["content/b.md"] == b"---\nkinds: [handout, slides]\n---\n"
    assert sent.files["content/tree.png"] == b""
    made = far_share_of(sent)
    assert set(made.files) == {
        f"{tag}/a.{end}" for tag in ("az", "en", "tr") for end in ("html", "md")
    }
    for address, data in made.files.items():
        assert (folder / "dist" / address).read_bytes() == data


@pytest.mark.parametrize(
    "setting",
    [
        *('content = "../others"', 'content = "{outside}"', 'content = "content/../../others"'),
        *('locale = "../others"', 'templates = "{outside}"'),
        'catalogs = "../../others/{{locale}}/{{domain}}.po"',
    ],
)
def test_what_is_outside_of_the_project_goes_to_no_cluster(tmp_path: Path, setting: str) -> None:
    folder = project(tmp_path / "here")
    (tmp_path / "others").mkdir()
    (folder / "varaq.toml").write_text(setting.format(outside=tmp_path / "others"), "utf-8")
    here = Project.open(folder)
    with pytest.raises(VaraqError, match="leads out of the project"):
        parcel(here, Request(), (), (), b"tools")


@pytest.mark.parametrize("name", ["../a.md", "content/../../a.md", "{outside}/a.md"])
def test_a_worker_writes_into_its_own_folder_alone(tmp_path: Path, name: str) -> None:
    name = name.format(outside=tmp_path)
    with (
        pytest.raises(VaraqError, match="leads out"),
        laid_out(Parcel({name: b"x"}, Request(), (), b"")),
    ):
        pass
    assert not (tmp_path / "a.md").exists()


@pytest.mark.parametrize("output", ["{outside}", "../others", "a/../b"])
def test_handouts_that_go_outside_are_made_in_the_workers_folder(
    tmp_path: Path, output: str
) -> None:
    folder = project(tmp_path / "here")
    outside = tmp_path / "others"
    with (folder / "varaq.toml").open("a", encoding="utf-8") as file:
        file.write(f'\noutput = "{output.format(outside=outside)}"\n')
    here = Project.open(folder)
    sources, _ = Inputs(here).sources()
    made = far_share_of(parcel(here, Request(), sources, ["a"], b"tools"))
    assert "en/a.html" in made.files
    assert not outside.exists()
