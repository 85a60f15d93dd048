"""Slides in a browser: keys, addresses, fingers and paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from varaq import cli

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PHONE = {"width": 360, "height": 640}
DRAG = """([from, to]) => {
  const slide = document.querySelector(".current");
  const touch = (x) => new Touch({ identifier: 1, target: slide, clientX: x, clientY: 300 });
  const send = (type, x, held) => slide.dispatchEvent(new TouchEvent(type, {
    bubbles: true, touches: held ? [touch(x)] : [], changedTouches: [touch(x)],
  }));
  send("touchstart", from, true);
  send("touchend", to, false);
}"""


@pytest.fixture
def deck(shipped: Path) -> Path:
    assert cli.run(["-C", str(shipped), "build", "-k", "slides", "-d", "b2b-b2c-pm"]) == 0
    return shipped / "dist"


@contextmanager
def opened(browser: Browser, path: Path, anchor: str = "") -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE, has_touch=True)  # type: ignore[arg-type]  # a dictionary does
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(path.as_uri() + anchor)
    yield page
    assert errors == []
    context.close()


def shown(page: Page) -> str:
    """The address of the one slide that is seen."""
    (number,) = page.evaluate(
        """() => [...document.querySelectorAll(".slide")]
          .filter((slide) => getComputedStyle(slide).visibility === "visible")
          .map((slide) => slide.id)"""
    )
    assert page.url.endswith(f"#{number}")
    return str(number)


@pytest.mark.parametrize(("tag", "on", "back"), [("en", "Right", "Left"), ("ar", "Left", "Right")])
def test_keys_turn_the_slides(browser: Browser, deck: Path, tag: str, on: str, back: str) -> None:
    with opened(browser, deck / tag / "b2b-b2c-pm.slides.html") as page:
        last = str(page.locator(".slide").count())
        assert shown(page) == "1"
        for key, number in (
            (f"Arrow{on}", "2"),
            (f"Arrow{on}", "3"),
            (f"Arrow{back}", "2"),
            (f"Arrow{back}", "1"),
            (f"Arrow{back}", "1"),
            ("PageDown", "2"),
            ("PageUp", "1"),
            ("End", last),
            (f"Arrow{on}", last),
            ("Home", "1"),
        ):
            page.keyboard.press(key)
            assert shown(page) == number, key
        page.click("[id='v.on']")
        assert shown(page) == "2"


@pytest.mark.parametrize(("tag", "ends"), [("en", (300, 60)), ("ar", (60, 300))])
def test_a_finger_turns_the_slides(
    browser: Browser, deck: Path, tag: str, ends: tuple[int, int]
) -> None:
    with opened(browser, deck / tag / "b2b-b2c-pm.slides.html", "#3") as page:
        page.evaluate(DRAG, list(ends))
        assert shown(page) == "4"
        page.evaluate(DRAG, list(ends[::-1]))
        page.evaluate(DRAG, list(ends[::-1]))
        assert shown(page) == "2"


def test_addresses_lead_to_slides_and_to_headings(browser: Browser, deck: Path) -> None:
    path = deck / "tr" / "b2b-b2c-pm.slides.html"
    with opened(browser, path, "#5") as page:
        assert shown(page) == "5"
        assert page.evaluate("document.querySelector('.languages a').hash") == "#5"
        page.evaluate("location.hash = 'cavab-1'")
        page.wait_for_function("location.hash === '#2'")
        assert shown(page) == "2"


def test_every_slide_can_be_read_on_a_phone(browser: Browser, deck: Path) -> None:
    with opened(browser, deck / "az" / "b2b-b2c-pm.slides.html") as page:
        for _ in range(25):
            wide, size = page.evaluate(
                """() => { const slide = document.querySelector(".current");
                return [slide.scrollWidth - slide.clientWidth,
                  parseFloat(getComputedStyle(slide.querySelector("p, h1, h2, h3")).fontSize)]; }"""
            )
            assert wide <= 0
            assert size >= 14
            page.keyboard.press("ArrowRight")


def test_paper_has_a_slide_a_page(browser: Browser, deck: Path) -> None:
    for tag in ("ar", "az", "en", "ru", "tr"):
        with opened(browser, deck / tag / "b2b-b2c-pm.slides.html") as page:
            count = page.locator(".slide").count()
            pdf = page.pdf(prefer_css_page_size=True)
            assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == count
