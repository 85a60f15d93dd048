"""Payloads: in a real browser, nothing that a translation brings runs, wherever it is shown."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polib
import pytest

from tests import desks
from tests.conftest import ROOT
from tests.payloads import PAYLOADS, PLACES, WHERE
from varaq import cli

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Frame, Page

LOOKED_AT = """() => {
    const found = [];
    for (const each of document.querySelectorAll("*")) {
        for (const {name, value} of each.attributes) {
            if (/^on/i.test(name)) found.push(`${each.tagName} ${name}`);
            if (/^(href|src|action|formaction|data|xlink:href)$/i.test(name)) {
                const start = value.replace(/[\\u0000-\\u0020]/g, "").toLowerCase();
                if (/^(javascript|vbscript|data:text)/.test(start)) found.push(value);
                const there = URL.canParse(value, document.baseURI)
                    ? new URL(value, document.baseURI).host : "";
                if (there.includes("evil")) found.push(value);
            }
        }
    }
    const bad = "iframe:not([sandbox=allow-scripts]), object, embed, form:not([class]):not([id]), base, "
        + "body style, body link, body meta, main script, article script, svg script, math, "
        + "main svg:not([viewBox]), marquee, frameset";
    for (const each of document.querySelectorAll(bad)) found.push(each.outerHTML.slice(0, 200));
    for (const each of document.querySelectorAll("main *")) {
        for (const kind of ["mouseover", "pointerenter", "focus", "toggle", "error", "animationstart"])
            each.dispatchEvent(new Event(kind));
    }
    let above = false;
    try { above = top.ran; } catch { /* a frame with an origin of its own */ }
    if (self.ran || above) found.push("it ran");
    return found;
}"""  # noqa: E501


def catalog(entries: dict[str, str], **more: Any) -> polib.POFile:
    found = polib.POFile(wrapwidth=0)
    found.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Language": "tr",
        "Last-Translator": f"{PAYLOADS[23]} <x@example.org>",
        "PO-Revision-Date": "2026-11-24 16:30+0400",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    for text, said in entries.items():
        found.append(polib.POEntry(msgid=text, msgstr=said, **more))
    return found


def laid_out(folder: Path) -> Path:
    """A project whose translators are against its readers."""
    content, where = folder / "content", folder / "locale/tr/LC_MESSAGES"
    content.mkdir(parents=True)
    where.mkdir(parents=True)
    (folder / "varaq.toml").write_text("code_blocks = true\n", "utf-8")
    (content / "x.png").write_bytes(b"")
    (content / "b.md").write_text("# B\n", "utf-8")
    parts = [WHERE.format(number) for number in range(len(PAYLOADS))]
    (content / "big.md").write_text("# Böyük\n\n" + "\n".join(parts), "utf-8")
    entries = {}
    unsure = catalog({})
    for number, payload in enumerate(PAYLOADS):
        for text in PLACES:
            entries[text.format(number)] = payload
        one_line = " ".join(payload.split())
        entries[f"[Bağ {number}](b.md) [Ünvan {number}](b.md)"] = (
            f"[{one_line}](b.md) [x](<{one_line}>)"
        )
        entries[f'![Alt {number}](x.png "Ad {number}")'] = f'![{one_line}](x.png "{one_line}")'
        unsure.append(
            polib.POEntry(
                msgid=f"Şübhəli {number}.",
                msgstr=payload,
                flags=["fuzzy"],
                previous_msgid=payload,
                tcomment=payload,
            )
        )
        name = f"t{number:03}"
        (content / f"{name}.md").write_text(
            f"---\ntitle: Ad {number}\ndescription: İzah {number}\n---\n\nSözlər {number}.\n",
            "utf-8",
        )
        catalog(
            {f"Ad {number}": payload, f"İzah {number}": payload, f"Sözlər {number}.": payload}
        ).save(str(where / f"{name}.po"))
    big = catalog(entries)
    big.extend(unsure)
    big.save(str(where / "big.po"))
    words = polib.pofile(str(ROOT / "locale/templates.pot"))
    own = catalog({})
    for number, entry in enumerate(entry for entry in words if "%(" not in entry.msgid):
        payload = PAYLOADS[number % len(PAYLOADS)]
        if entry.msgid_plural:
            entry.msgstr_plural = {0: payload, 1: payload}
        else:
            entry.msgstr = payload
        own.append(entry)
    own.save(str(where / "templates.po"))
    return folder


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return laid_out(tmp_path_factory.mktemp("payloads") / "project")


@pytest.fixture(scope="module")
def dist(project: Path) -> Path:
    kinds = [part for kind in ("handout", "slides", "bilingual") for part in ("-k", kind)]
    assert cli.run(["-C", str(project)]) == 0
    assert cli.run(["-C", str(project), "build", "-d", "big", "-d", "t023", *kinds]) == 0
    return project / "dist"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of which nobody else is asked for anything, and that says nothing."""
    context = browser.new_context()
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    page.on("dialog", lambda dialog: asked.append(f"dialog: {dialog.message}"))
    yield page
    context.close()
    assert [each for each in asked if not each.startswith(("file:", "http://127.0.0.1:"))] == []


def safe(page: Page | Frame) -> None:
    assert page.evaluate(LOOKED_AT) == []


def test_there_are_many_and_they_are_different() -> None:
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 100


def test_the_browser_would_run_them(browser: Browser, tmp_path: Path) -> None:
    """What is looked for is seen, where nothing stands in its way."""
    from playwright.sync_api import Error

    ran = 0
    context = browser.new_context()
    for number, payload in enumerate(PAYLOADS):
        path = tmp_path / f"{number}.html"
        path.write_text(f"<!DOCTYPE html><main>{payload}</main>", "utf-8")
        page = context.new_page()
        try:
            page.goto(path.as_uri(), wait_until="commit")
            page.wait_for_timeout(20)
            ran += bool(page.evaluate(LOOKED_AT))
        except Error:
            ran += 1  # it has gone elsewhere
        page.close()
    context.close()
    assert ran > 60


@pytest.mark.parametrize("kind", ["", ".slides", ".bilingual"])
def test_nothing_runs_in_a_handout(dist: Path, page: Page, kind: str) -> None:
    paths = sorted((dist / "tr").glob(f"big{kind}.html"))
    paths += sorted((dist / "tr").glob(f"big{kind}-*.html"))
    paths.append(dist / "tr" / f"t023{kind}.html")
    assert len(paths) > 2 if kind == ".bilingual" else len(paths) == 2
    for path in paths:
        page.goto(path.as_uri())
        safe(page)
        assert "top.ran" in str(page.evaluate("document.body.textContent")), "it is shown as text"


def test_nothing_runs_in_the_lists_and_the_search(dist: Path, page: Page) -> None:
    page.goto((dist / "index.html").as_uri() + "#languages")
    safe(page)
    page.goto((dist / "tr" / "index.html").as_uri())
    safe(page)
    for query in ("top ran", "script", "onerror", "img src", '"><svg', "javascript:", "</script>"):
        page.fill("#q", query)
        page.wait_for_function("document.querySelector('.found').textContent !== ''")
        page.wait_for_timeout(100)
        safe(page)
    page.fill("#q", "top ran")
    page.wait_for_function("document.querySelectorAll('.results a').length > 5")
    safe(page)


def test_nothing_runs_on_the_desk(project: Path, browser: Browser) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    served = desks.Served(project, port)
    try:
        served.start()
        address = f"http://127.0.0.1:{port}/?ui=tr#/tr/big"
        with desks.opened(browser, address) as page:
            desks.unit(page, 1).wait_for()
            for index in (1, 2, 4, 5, 6, 7, 9, 11, 241, 283, 400, 777):
                if desks.unit(page, index).count():
                    desks.unit(page, index).focus()
                    page.keyboard.press("Enter")
                    desks.shown(page, index)
                    safe(page)
            for frame in page.frames:
                safe(frame)
            page.goto(f"http://127.0.0.1:{port}/?ui=tr#/")
            page.wait_for_timeout(500)
            safe(page)
    finally:
        served.stop()
