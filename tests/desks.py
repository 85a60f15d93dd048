"""Desks for tests: a project served by the real program, and a browser that opens it."""

from __future__ import annotations

import importlib.util
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polib
import pytest

from tests.conftest import REQUIRED, ROOT, need

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SOURCE = """\
# Salam <b>dünya</b>

Birinci *abzas* burada durur.

Məhsul haqqında ikinci abzas.

- bir bənd
- başqa bənd

Üçüncü abzas, daha uzun bir cümlə ilə.
"""
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WAIT = 10.0
"""Seconds until something that has to happen counts as not happening."""


@dataclass
class Served:
    """A project on the desk."""

    root: Path
    port: int
    process: subprocess.Popen[bytes] | None = field(default=None)

    @property
    def address(self) -> str:
        """The desk's own page, in English."""
        return f"http://127.0.0.1:{self.port}/?ui=en"

    @property
    def catalog(self) -> Path:
        """The Turkish catalog."""
        return self.root / "locale/tr/LC_MESSAGES/talk.po"

    def entry(self, msgid: str) -> polib.POEntry:
        """An entry of it, as it is on the disk."""
        found = polib.pofile(str(self.catalog)).find(msgid)
        assert found is not None
        return found

    def translate(self, texts: dict[str, str]) -> None:
        """Change it on the disk, as another program would."""
        catalog = polib.pofile(str(self.catalog), wrapwidth=0)
        for msgid, text in texts.items():
            entry = catalog.find(msgid)
            assert entry is not None
            entry.msgstr = text
        catalog.save()

    def start(self) -> None:
        """Start the server, and wait until it answers."""
        command = [sys.executable, "-m", "varaq", "-C", str(self.root), "serve"]
        self.process = subprocess.Popen(
            [*command, "--port", str(self.port)], cwd=ROOT, stdout=subprocess.DEVNULL
        )
        wait_for(self.answers)

    def answers(self) -> bool:
        """Whether the server is there."""
        try:
            urllib.request.urlopen(self.address, timeout=1).close()  # noqa: S310 - our own server
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False
        return True

    def stop(self) -> None:
        """End the server."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None


def wait_for(happens: Any) -> None:
    """Wait until a function says yes."""
    end = time.monotonic() + WAIT
    while not happens():
        assert time.monotonic() < end, "it does not happen"
        time.sleep(0.05)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Chromium; where it or playwright is missing the test is skipped, or fails if required."""
    for module in ("playwright", "starlette", "uvicorn", "watchfiles"):
        if importlib.util.find_spec(module) is None:
            if REQUIRED:
                pytest.fail(f"{module} is not installed")
            pytest.skip(f"{module} is not installed")
    path = need("chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as tool:
        opened = tool.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield opened
        opened.close()


@contextmanager
def desk(root: Path) -> Iterator[Served]:
    """A project on a desk of its own. Its English is for the desk's words."""
    (root / "content").mkdir()
    (root / "content/talk.md").write_text(SOURCE, "utf-8")
    (root / "pyproject.toml").write_text('[tool.varaq]\nsource = "az"\n', "utf-8")
    varaq = [sys.executable, "-m", "varaq", "-C", str(root)]
    subprocess.run([*varaq, "init", "tr", "ar", "en"], cwd=ROOT, check=True, capture_output=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    made = Served(root, port)
    made.translate({"Birinci *abzas* burada durur.": "Birinci *paragraf* burada."})
    try:
        made.start()
        yield made
    finally:
        made.stop()


@contextmanager
def opened(browser: Browser, address: str, **how: Any) -> Iterator[Page]:
    """A page in a browser of its own; nothing in it may fail or be refused."""
    faults: list[str] = []
    context = browser.new_context(locale="en-GB", **how)
    page = context.new_page()
    page.set_default_timeout(WAIT * 1000)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "console",
        lambda said: faults.append(said.text) if "Content Security" in said.text else None,
    )
    page.goto(address)
    yield page
    context.close()
    # the handout's own script is refused, as it has to be
    assert [fault for fault in faults if "inline script" not in fault] == []


def unit(page: Page, index: int) -> Any:
    """A unit's block in the handout."""
    return page.frame_locator("iframe").locator(f'[data-unit="{index}"]')


def shown(page: Page, index: int) -> None:
    """Wait until the editor has the unit of a place."""
    page.wait_for_function(
        "n => document.querySelector('.place')?.textContent.startsWith(`${n} /`)"
        " && !document.querySelector('.unit[aria-busy]')",
        arg=index + 1,
    )
