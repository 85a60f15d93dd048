"""The process that prints: it ends where a page takes too much, and alone that page is missing."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import REQUIRED
from varaq import cli
from varaq.errors import VaraqError
from varaq.pdf import Press, Shelf
from varaq.printer import Printer, _limit_memory

Small = Callable[[dict[str, str | bytes]], Path]
PAGE = '<html lang="az"><title>A</title><p>a\ue123b <img alt="x" src="b.svg"></html>'
ENDLESS = "display:grid;grid-template-columns:repeat(10000000,1px)"


@pytest.fixture
def printer(tmp_path: Path) -> Iterator[Printer]:
    """What prints; where anything for that is missing, tests skip, or fail if required."""
    try:
        made = Printer(Shelf(tmp_path, tmp_path, 1000), 60)
    except VaraqError as error:
        if REQUIRED:
            pytest.fail(str(error))
        pytest.skip(str(error))
    yield made
    made.close()


def test_it_prints_what_a_press_prints(printer: Printer, tmp_path: Path) -> None:
    for _ in range(2):
        made = printer.printed(PAGE, "az/a.html", "")
        assert made.data.startswith(b"%PDF")
    same = Press(Shelf(tmp_path, tmp_path, 1000))
    assert printer.printed(PAGE, "az/a.html", "").data == same.printed(PAGE, "az/a.html", "").data
    printer.close()
    again = printer.printed(PAGE, "az/a.html", "")
    same = Press(Shelf(tmp_path, tmp_path, 1000))
    assert again == same.printed(PAGE, "az/a.html", "")
    assert {problem.code for problem in again.problems} == {"pdf", "no-glyph"}


@pytest.mark.parametrize(
    "style",
    [
        ENDLESS,
        "height: 100px; background: repeating-linear-gradient(red 0px, blue 1e-9px)",
    ],
)
def test_styles_without_measure_end(
    style: str, small: Small, printer: object, capsys: pytest.CaptureFixture[str]
) -> None:
    assert printer
    root = small(
        {
            "content/a.md": f'# A\n\n<div style="{style}">x</div>\n',
            "content/b.md": "# B\n",
            "varaq.toml": "print_seconds = 4\n",
        }
    )
    began = time.monotonic()
    assert cli.run(["-C", str(root), "build", "--pdf", "-k", "handout"]) == 2
    assert time.monotonic() - began < 60
    said = capsys.readouterr().err
    what = "dist/az/a.pdf: error: this page takes more than 5 seconds to print; look for a number"
    assert what in said, "four, and one for what a handout has in any case"
    made = {path.name for path in (root / "dist/az").iterdir()}
    assert {"a.html", "b.html", "b.pdf"} <= made
    assert "a.pdf" not in made


def test_a_long_page_has_more_time(tmp_path: Path, printer: object) -> None:
    assert printer
    short = Printer(Shelf(tmp_path, tmp_path, 1000), 1)
    hidden = f"<script>{'x' * 10_000}</script>"
    with pytest.raises(VaraqError, match="more than 3 seconds"):
        short.printed(f"{PAGE}{hidden}<p style='{ENDLESS}'>x", "az/a.html", "")
    short.close()


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not limit what is asked for")
def test_memory_has_a_limit() -> None:
    program = (
        "from varaq.printer import _limit_memory\n"
        "held = bytearray(10**9)\n"
        "_limit_memory(10**8)\n"
        "try: bytearray(10**7)\n"
        "except MemoryError: print('too much')\n"
        "_limit_memory(3 * 10**9)\n"
        "bytearray(10**7)\n"
    )
    made = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert made.stdout == "too much\n"


def test_one_that_was_ended_begins_anew(printer: Printer) -> None:
    os.kill(printer._process.pid, signal.SIGKILL)
    time.sleep(0.2)
    assert printer.printed(PAGE, "az/a.html", "").data


def test_one_that_dies_meanwhile_is_said(printer: Printer) -> None:
    timer = threading.Timer(0.5, os.kill, (printer._process.pid, signal.SIGKILL))
    timer.start()
    with pytest.raises(VaraqError, match=r"this page can't be printed \(its printer ended: -9\)"):
        printer.printed(f"<p style='{ENDLESS}'>x", "az/a.html", "")
    timer.join()
    assert printer.printed(PAGE, "az/a.html", "").data


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no forks")
def test_a_fork_has_its_own(printer: Printer) -> None:
    before = printer._process.pid
    child = os.fork()
    if not child:
        try:
            with warnings.catch_warnings(record=True) as said:
                warnings.simplefilter("always")
                made = printer.printed(PAGE, "az/a.html", "")
                same = printer._process.pid == before
                printer.close()
                gc.collect()
            os._exit(int(same or not made.data or bool(said)))
        finally:
            os._exit(3)
    assert os.waitpid(child, 0)[1] == 0
    assert printer.printed(PAGE, "az/a.html", "").data
    assert printer._process.pid == before


def test_it_ends_with_who_asked(printer: Printer) -> None:
    process = printer._process
    printer.close()
    assert process.returncode is not None


def test_what_can_not_start_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    with pytest.raises(VaraqError, match=r"the process that prints can't start .*no-pdf"):
        Printer(Shelf(tmp_path, tmp_path, 1000), 60)


def test_one_whose_weasyprint_is_broken_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "weasyprint.py").write_text("1 / 0\n")
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    with pytest.raises(VaraqError, match=r"can't start \(it ended: 1\); see what this says: "):
        Printer(Shelf(tmp_path, tmp_path, 1000), 60)


def test_one_that_dies_before_it_hears_of_the_page_is_said(
    printer: Printer, monkeypatch: pytest.MonkeyPatch
) -> None:
    process = printer._process

    def alive() -> None:
        monkeypatch.undo()
        os.kill(process.pid, signal.SIGKILL)
        time.sleep(0.2)

    monkeypatch.setattr(process, "poll", alive)
    with pytest.raises(VaraqError, match=r"this page can't be printed \(its printer ended: -9\)"):
        printer.printed(PAGE, "az/a.html", "")
    assert printer.printed(PAGE, "az/a.html", "").data


def test_as_many_seconds_as_anybody_wants(printer: Printer, tmp_path: Path) -> None:
    assert printer
    patient = Printer(Shelf(tmp_path, tmp_path, 1000), 10**20)
    assert patient.printed(PAGE, "az/a.html", "").data
    patient.close()


@pytest.mark.skipif(sys.platform == "win32", reason="this system has no such limits")
@pytest.mark.parametrize("error", [ValueError("as on macOS"), PermissionError()])
def test_a_system_that_limits_no_memory_prints(
    error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise error

    monkeypatch.setattr("resource.setrlimit", refused)
    _limit_memory(10**12)
    monkeypatch.delattr("resource.RLIMIT_AS")
    _limit_memory(10**12)


@pytest.mark.skipif(sys.platform == "win32", reason="processes are looked for otherwise there")
def test_it_ends_where_who_asked_is_killed(printer: object, tmp_path: Path) -> None:
    assert printer
    program = (
        "from pathlib import Path\n"
        "from varaq.pdf import Shelf\n"
        "from varaq.printer import Printer\n"
        "printer = Printer(Shelf(Path(), Path(), 1000), 60)\n"
        "print(printer._process.pid, flush=True)\n"
        f"printer.printed('''<p style='{ENDLESS}'>x''', 'az/a.html', '')\n"
    )
    asking = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, cwd=tmp_path, text=True
    )
    assert asking.stdout
    process = int(asking.stdout.readline())
    time.sleep(1)
    asking.kill()
    asking.communicate()
    end = time.monotonic() + 10
    while _runs(process) and time.monotonic() < end:
        time.sleep(0.1)
    assert not _runs(process)


def _runs(process: int) -> bool:
    """Whether there is a process, other than one that has ended and waits to be heard of."""
    try:
        os.kill(process, 0)
        return ") Z " not in Path(f"/proc/{process}/stat").read_text()
    except FileNotFoundError:  # where there is no /proc
        return True
    except OSError:
        return False
