"""The desk's server itself: what it tells its pages, how it ends, and what it says meanwhile."""

from __future__ import annotations

import re
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="the desk is an extra: pip install 'varaq[desk]'")
pytest.importorskip("watchfiles", reason="the desk is an extra: pip install 'varaq[desk]'")

from tests.conftest import ROOT
from tests.desks import WAIT, Served, wait_for


class Stream:
    """What a page hears from a desk."""

    def __init__(self, served: Served) -> None:
        with urllib.request.urlopen(served.address, timeout=WAIT) as page:  # noqa: S310 - ours
            found = re.search(r'name="varaq-token" content="([^"]+)"', page.read().decode())
        assert found is not None
        self.head = f"Host: 127.0.0.1:{served.port}\r\nX-Varaq-Token: {found[1]}\r\n"
        self.heard = b""
        self._socket = socket.create_connection(("127.0.0.1", served.port))
        self._socket.settimeout(0.05)
        self._socket.sendall(f"GET /api/events HTTP/1.1\r\n{self.head}\r\n".encode())
        wait_for(lambda: self.hears("hello"))

    def close(self) -> None:
        """Hear no more."""
        self._socket.close()

    def hears(self, said: str) -> bool:
        """Whether it has been told something that has a text in it."""
        with suppress(TimeoutError):
            self.heard += self._socket.recv(65536)
        return said.encode() in self.heard


@pytest.fixture
def served(small: Callable[..., Path], tmp_path: Path) -> Iterator[Served]:
    """A desk that says nothing but its address, and that it was stopped."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    made = Served(small({"content/a.md": "Salam\n"}), port)
    said = tmp_path / "said.txt"
    command = [sys.executable, "-m", "varaq", "-C", str(made.root), "serve", "--port", str(port)]
    with said.open("wb") as file:
        made.process = subprocess.Popen(command, cwd=ROOT, stderr=file)
    try:
        wait_for(made.answers)
        yield made
    finally:
        made.stop()
    assert re.fullmatch(r"the desk is at .*\n(\nstopped\n)?", said.read_text("utf-8"))


@pytest.fixture
def stream(served: Served) -> Iterator[Stream]:
    made = Stream(served)
    yield made
    made.close()


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals between processes")
@pytest.mark.usefixtures("stream")
def test_it_ends_though_a_page_is_open(served: Served) -> None:
    assert served.process is not None
    served.process.send_signal(signal.SIGINT)
    served.process.wait(WAIT)


def test_folders_that_come_and_are_exchanged_are_watched(served: Served, stream: Stream) -> None:
    catalogs = served.root / "locale/tr/LC_MESSAGES"
    catalogs.mkdir(parents=True)
    wait_for(lambda: stream.hears('{"documents": [], "locales": []}'))
    (catalogs / "a.po").write_text('msgid ""\nmsgstr ""\n', "utf-8")
    wait_for(lambda: stream.hears('{"documents": [], "locales": ["tr"]}'))
    stream.heard = b""
    (served.root / "content").rename(served.root / "before")
    shutil.copytree(served.root / "before", served.root / "content")
    wait_for(lambda: stream.hears('{"documents": [], "locales": []}'))
    (served.root / "content/a.md").write_text("Sabah\n", "utf-8")
    wait_for(lambda: stream.hears('{"documents": ["a"], "locales": []}'))


def test_who_goes_away_while_sending_makes_no_noise(served: Served, stream: Stream) -> None:
    origin = f"Origin: http://127.0.0.1:{served.port}\r\nContent-Length: 1000\r\n"
    with socket.create_connection(("127.0.0.1", served.port)) as going:
        going.sendall(f"POST /api/save/tr/a/x HTTP/1.1\r\n{stream.head}{origin}\r\nabc".encode())
    assert served.answers()


def test_where_something_else_listens_it_says_what_to_do(served: Served) -> None:
    command = [sys.executable, "-m", "varaq", "-C", str(served.root), "serve"]
    taken = subprocess.run(
        [*command, "--port", str(served.port)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=WAIT,
        check=False,
    )
    assert taken.returncode == 2
    assert "give another with --port [port-taken]" in taken.stderr
    assert "the desk is at" not in taken.stderr
