"""The desk on a book: how long a translator waits, measured in the browser.

``python benchmarks/desk.py [CORPUS] [--edits N] [--language L]``: the chapters of Comprehensive
Rust until they have 60,000 words, with the book's own catalog in a language. The real server
runs in a process of its own and headless Chromium opens it. Each edit opens the next text with
Alt+Down, types, and saves with Ctrl+Enter; nobody rests between two edits. All times are taken
in the page, from the key's own moment to the first picture after the change is in the page.

``python benchmarks/desk.py --overview``: how long the overview takes, with a catalog for each
document and with one for all, for a quarter, a half and all of the chapters.
"""

from __future__ import annotations

import argparse
import json
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from book import ARCHIVE, chapters, unpack
from measuring import ROOT

sys.path.insert(0, str(ROOT))

WORDS = 60_000
EACH = 5
"""Edits in one document, before the next one is opened."""
PATIENCE = 30_000
"""Milliseconds until something counts as not happening."""
CHROMIUM = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
GOALS = {"opening a unit": 100, "saving it": 150, "the page shows it": 300}
"""Milliseconds, at the 95th percentile."""
WATCH = r"""
if (window === top) {
  const began = {}, took = {};
  const end = (name) => {
    const from = began[name];
    if (from === undefined) return;
    delete began[name];
    requestAnimationFrame(() => { took[name] = performance.now() - from; });
  };
  addEventListener("keydown", (event) => {
    if (event.altKey && event.code === "ArrowDown") began["opening a unit"] = event.timeStamp;
    if (event.ctrlKey && event.code === "Enter") {
      began["saving it"] = event.timeStamp;
      began["the next unit after it"] = event.timeStamp;
    }
  }, true);
  addEventListener("input", (event) => { began["the page shows it"] = event.timeStamp; }, true);
  addEventListener("message", ({ data }) => {
    if (data?.shown?.includes(window.wanted)) end("the page shows it");
  });
  new MutationObserver((records) => {
    for (const { target, type } of records) {
      if (type === "attributes" && target.matches?.(".unit") && !target.hasAttribute("aria-busy")) {
        if (!document.getElementById("form-0")) continue;
        end("opening a unit");
        end("the next unit after it");
      }
      if (target.id === "state" && /^Saved/.test(target.textContent)) end("saving it");
    }
  }).observe(document, { subtree: true, childList: true, attributeFilter: ["aria-busy"] });
  window.took = took;
  performance.setResourceTimingBufferSize(100000);
} else {
  new MutationObserver((records) => {
    for (const { addedNodes } of records) for (const node of addedNodes) {
      const shown = node.textContent.match(/q\d+z/g);
      if (shown) requestAnimationFrame(() => parent.postMessage({ shown }, "*"));
    }
  }).observe(document, { subtree: true, childList: true });
}
"""
"""Runs in the desk and in the handout's frame, before their own scripts."""
SERVED = """
() => performance.getEntriesByType("resource")
  .filter(({ name }) => name.includes("/api/") && !name.includes("/events"))
  .map(({ name, requestStart, responseEnd }) =>
    [new URL(name).pathname.split("/")[2], responseEnd - requestStart])
"""


@dataclass(frozen=True, slots=True)
class Book:
    """A project of the book's chapters."""

    root: Path
    language: str
    documents: int
    edited: tuple[str, ...]
    """Those that have texts enough for the edits."""
    words: int

    def serve(self) -> tuple[subprocess.Popen[bytes], int]:
        """A server, which answers, and its port."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = int(free.getsockname()[1])
        command = [sys.executable, "-m", "varaq", "-C", str(self.root), "serve"]
        process = subprocess.Popen(
            [*command, "--port", str(port)],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(200):
            try:
                fetched(port, "/")
            except OSError:
                time.sleep(0.05)
            else:
                break
        return process, port


def laid_out(
    corpus: Path,
    folder: Path,
    language: str,
    *,
    one_catalog: bool,
    share: float = 1,
    words: int = 0,
) -> Book:
    """A project of the book with the book's own translations.

    ``share`` is how much of the chapters it has, every other one or so; ``words`` ends it.
    """
    from varaq.document import read

    found, made, count, due = [], 0, 0, 0.0
    for chapter in chapters(corpus / "src"):
        due += share
        if due < 1 or (words and count >= words):
            continue
        due -= 1
        name = chapter.relative_to(corpus / "src").with_suffix("").as_posix()
        text = chapter.read_text("utf-8")
        target = folder / "content" / f"{name}.md"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
        document = read(name, f"{name}.md", text)
        if len(document.units) > 2 * EACH:
            found.append(name)
        made += 1
        count += sum(len(unit.text.split()) for unit in document.units)
    settings = 'source = "en"\n'
    if one_catalog:
        settings += 'catalogs = "{locale}/LC_MESSAGES/all.po"\n'
    (folder / "varaq.toml").write_text(settings, "utf-8")
    varaq = [sys.executable, "-m", "varaq", "-C", str(folder)]
    subprocess.run([*varaq, "init", language], cwd=ROOT, check=True, capture_output=True)
    fill(corpus / "po" / f"{language}.po", folder / "locale" / language / "LC_MESSAGES")
    return Book(folder, language, made, tuple(found), count)


def fill(source: Path, catalogs: Path) -> None:
    """Put one catalog's translations into others."""
    import polib

    known = {entry.msgid: entry.msgstr for entry in polib.pofile(str(source)) if entry.translated()}
    for path in catalogs.iterdir():
        catalog = polib.pofile(str(path), wrapwidth=0)
        for entry in catalog:
            entry.msgstr = known.get(entry.msgid, "")
        catalog.save()


def fetched(port: int, path: str, token: str = "") -> bytes:
    """What the desk answers."""
    asked = urllib.request.Request(
        f"http://127.0.0.1:{port}{path}", headers={"X-Varaq-Token": token}
    )
    with urllib.request.urlopen(asked) as answer:  # noqa: S310 - our own server
        data: bytes = answer.read()
    return data


@contextmanager
def served(book: Book) -> Iterator[tuple[int, int]]:
    """The desk on a book: its port, and the number of its process."""
    process, port = book.serve()
    try:
        yield port, process.pid
    finally:
        process.kill()
        process.wait()


def edits(
    book: Book, port: int, wanted: int
) -> tuple[dict[str, list[float]], dict[str, list[float]]]:
    """So many edits: milliseconds by what was waited for, and of the server by request."""
    from playwright.sync_api import sync_playwright

    took: dict[str, list[float]] = {}
    made = 0
    with sync_playwright() as tool:
        path = shutil.which("chromium")
        browser = tool.chromium.launch(executable_path=path, args=CHROMIUM)
        page = browser.new_page(locale="en-GB")
        page.set_default_timeout(PATIENCE)
        page.add_init_script(WATCH)
        page.goto(f"http://127.0.0.1:{port}/?ui=en")
        page.locator(".overview").wait_for()
        step = max(1, len(book.edited) * (EACH - 1) // wanted)  # through all of the book
        for name in book.edited[::step]:  # another one each time
            page.evaluate("at => { location.hash = at }", f"#/{book.language}/{name}")
            frame = f'iframe[src$="/{book.language}/{name}"]'
            page.frame_locator(frame).locator(".varaq-mark").first.wait_for(state="attached")
            for _ in range(EACH):
                at, _, last = page.locator(".place").inner_text().partition(" / ")
                if at and at == last:
                    break  # the last of the document has none behind it
                made += 1
                edit(page, f"q{made}z", took)
                if made == wanted:
                    break
            if made == wanted:
                break
        requests: dict[str, list[float]] = {}
        for name, milliseconds in page.evaluate(SERVED):
            requests.setdefault(name, []).append(milliseconds)
        browser.close()
    return took, requests


def edit(page: Any, token: str, took: dict[str, list[float]]) -> None:
    """One edit, and what it took."""

    def done(name: str) -> None:
        page.wait_for_function("name => name in took", arg=name)
        took.setdefault(name, []).append(
            page.evaluate("name => { const ms = took[name]; delete took[name]; return ms; }", name)
        )

    page.keyboard.press("Alt+ArrowDown")
    done("opening a unit")
    page.evaluate("token => { window.wanted = token }", token)
    page.keyboard.press("Control+End")
    page.keyboard.type(f" {token}")
    done("the page shows it")
    page.keyboard.press("Control+Enter")
    done("saving it")
    if page.locator('[data-name="nothing left"]').count() == 0:
        done("the next unit after it")
    else:
        page.evaluate("() => { delete took['the next unit after it'] }")


def percentile(values: Sequence[float], share: int) -> float:
    """The value that so many percent do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, -(-len(ordered) * share // 100) - 1)]


def table(title: str, rows: Iterable[tuple[str, Sequence[float]]], goals: dict[str, int]) -> None:
    """Print medians and percentiles."""
    print(f"\n{title}\n\n| | times | median | 95 % | 99 % | longest | goal at 95 % |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    for name, values in rows:
        found = [
            statistics.median(values),
            percentile(values, 95),
            percentile(values, 99),
            max(values),
        ]
        cells = " | ".join(f"{value:.0f}" for value in found)
        print(f"| {name} | {len(values)} | {cells} | {goals.get(name, '')} |", flush=True)


def memory(process: int) -> float:
    """The most memory that a process has had, in MB."""
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return 0.0


def overview(corpus: Path, folder: Path, language: str) -> None:
    """Print how long the overview takes in projects of several sizes."""
    print("\n| catalogs | documents | stale | first, s | again, s | after a save, s | MB |")
    print("|---|--:|---|--:|--:|--:|--:|")
    for one_catalog in (False, True):
        for share in (0.25, 0.5, 1):
            for stale in (False, True):
                target = folder / f"{one_catalog}-{share}-{stale}"
                book = laid_out(corpus, target, language, one_catalog=one_catalog, share=share)
                if stale:
                    for path in (target / "content").rglob("*.md"):
                        with path.open("a", encoding="utf-8") as file:
                            file.write(f"\nA text of {path.name} that is new.\n")
                with served(book) as (port, process):
                    page = fetched(port, "/").decode()
                    token = page.partition('name="varaq-token" content="')[2].partition('"')[0]
                    seconds = []
                    for number in range(3):
                        if number == 2:
                            touched = next((target / "locale" / language).rglob("*.po"))
                            touched.write_bytes(touched.read_bytes() + b"\n")
                        start = time.perf_counter()
                        cells = json.loads(fetched(port, "/api/overview", token))["cells"]
                        seconds.append(time.perf_counter() - start)
                    cells_of = " | ".join(f"{value:.2f}" for value in seconds)
                    print(
                        f"| {'one' if one_catalog else 'each its own'} | {len(cells)} "
                        f"| {'yes' if stale else 'no'} | {cells_of} | {memory(process):.0f} |",
                        flush=True,
                    )


def main() -> None:
    """Measure, and print tables."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("corpus", nargs="?", type=Path)
    asked.add_argument("--edits", type=int, default=200)
    asked.add_argument("--language", default="de")
    asked.add_argument("--one-catalog", action="store_true")
    asked.add_argument("--overview", action="store_true")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        corpus = given.corpus or unpack(ARCHIVE, folder)
        if given.overview:
            overview(corpus, folder, given.language)
            return
        book = laid_out(
            corpus,
            folder / "project",
            given.language,
            one_catalog=given.one_catalog,
            words=WORDS,
        )
        with served(book) as (port, process):
            took, requests = edits(book, port, given.edits)
            used = memory(process)
        print(f"{book.documents} documents, {book.words} words, {used:.0f} MB")
        table("Waiting, ms", took.items(), GOALS)
        table("Requests, from sending to the last byte, ms", sorted(requests.items()), {})


if __name__ == "__main__":
    main()
