"""The door, the indexes and what a search finds are for everybody: axe-core finds nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from tests.axe import violations
from varaq import cli

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.mark.parametrize(
    ("scheme", "tag", "width"),
    [("light", "az", 1280), ("light", "ar", 360), ("dark", "az", 360), ("dark", "ar", 1280)],
)
def test_axe_finds_nothing(
    browser: Browser,
    shipped: Path,
    axe: str,
    scheme: Literal["light", "dark"],
    tag: str,
    width: int,
) -> None:
    assert cli.run(["-C", str(shipped)]) == 0
    dist = (shipped / "dist").as_uri()
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{dist}/index.html#languages")
    found = {"door": violations(page, axe)}
    page.goto(f"{dist}/{tag}/index.html")
    found["index"] = violations(page, axe)
    page.goto(f"{dist}/{tag}/index.html?q=B2B")
    page.locator(".results mark").first.wait_for()
    found["results"] = violations(page, axe)
    page.fill("#q", "qqq")
    page.wait_for_function("document.querySelectorAll('.results li').length === 0")
    found["no results"] = violations(page, axe)
    context.close()
    assert {place: faults for place, faults in found.items() if faults} == {}
