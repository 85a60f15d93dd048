"""Handouts are for everybody: axe-core finds nothing against a page of any kind."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from tests import gallery
from tests.axe import violations

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of everything that there is."""
    return gallery.made(tmp_path_factory.mktemp("gallery"))


@pytest.mark.parametrize(
    ("scheme", "tag", "width"),
    # each of the three with each of the others
    [("light", "tr", 1280), ("light", "ar", 360), ("dark", "tr", 360), ("dark", "ar", 1280)],
)
def test_axe_finds_nothing(
    browser: Browser,
    dist: Path,
    axe: str,
    scheme: Literal["light", "dark"],
    tag: str,
    width: int,
) -> None:
    draft = dist / tag / "hər şey"
    pages = [
        dist / "index.html",
        draft / "o biri.html",
        draft / "o biri.slides.html",
        draft / "o biri.bilingual.html",
        dist / tag / "lüğət.html",
        dist / tag / "adi.html",
    ]
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    found: dict[str, None] = {}
    for path in pages:
        page.goto(path.as_uri())
        faults = violations(page, axe)
        if "slides" in path.name:
            for slide in range(2, page.locator(".slide").count() + 1):
                page.keyboard.press("PageDown")
                page.wait_for_function(f"document.querySelector('.current').id === '{slide}'")
                faults += violations(page, axe)
        found |= dict.fromkeys(f"{path.name}: {fault}" for fault in faults)
    assert list(found) == []
    context.close()
