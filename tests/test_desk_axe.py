"""The desk is for everybody: axe-core finds nothing against what it shows.

All of its rules that are on by themselves are tried: WCAG 2 A and AA, and best practice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import polib
import pytest

from tests.axe import violations
from tests.desks import SOURCE, Served, opened, shown, unit

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.mark.parametrize(
    ("scheme", "words", "width"),
    # each of the three with each of the others
    [("light", "en", 1280), ("light", "ar", 360), ("dark", "en", 360), ("dark", "ar", 1280)],
)
def test_axe_finds_nothing(
    browser: Browser,
    served: Served,
    axe: str,
    scheme: Literal["light", "dark"],
    words: str,
    width: int,
) -> None:
    _dress(served)
    found: dict[str, list[str]] = {}
    address = served.address.replace("ui=en", f"ui={words}")
    size = {"width": width, "height": 800}
    with opened(browser, address, viewport=size, color_scheme=scheme) as page:
        page.locator(".cells a").first.wait_for()
        assert page.locator("html").get_attribute("dir") == ("rtl" if words == "ar" else "ltr")
        found["overview"] = violations(page, axe)
        page.keyboard.press("?")
        page.locator("dialog[open]").wait_for()
        found["keys"] = violations(page, axe)
        page.keyboard.press("Escape")

        page.goto(f"{address}#/tr/talk")
        page.locator("iframe").wait_for()
        unit(page, 1).wait_for()
        found["a document"] = violations(page, axe)
        unit(page, 2).click()
        shown(page, 2)
        page.locator("#form-0").fill("Yarım <b>kalan")
        page.locator(".findings li").first.wait_for()
        page.locator(".suggested > *").first.wait_for()
        found["an open unit"] = violations(page, axe)
        # of two texts a person chooses; the fields stay what they are meanwhile
        served.translate({"Məhsul haqqında ikinci abzas.": "Onların <b>metni"})
        page.locator(".choice").wait_for()
        found["a choice"] = violations(page, axe)
        page.locator(".choice button").nth(1).click()
        page.locator(".history").wait_for(state="attached")
        (frame,) = page.frames[1:]
        frame.locator("[data-problem]").first.wait_for()
        found["the handout"] = violations(frame, axe)

        page.locator(".leave").click()
        page.locator('[data-view="list"]:visible').first.click()
        page.locator(".units li").first.wait_for()
        found["the list"] = violations(page, axe)
        page.get_by_role("searchbox").fill("a")
        page.locator(".results li").first.wait_for()
        found["results of a search"] = violations(page, axe)
        served.stop()
        page.locator(".notice").first.wait_for()
        found["a notice"] = violations(page, axe)
    assert {place: list(faults) for place, faults in found.items() if faults} == {}


def test_axe_finds_what_is_wrong(browser: Browser, axe: str) -> None:
    page = browser.new_page()
    page.set_content('<html lang="en"><title>a</title><main><h1>a</h1><input></main>')
    assert [fault for fault in violations(page, axe) if fault.startswith("label: <input>")]
    page.close()


def _dress(served: Served) -> None:
    """Give the project what the editor has places for: a note, a comment, states of all kinds."""
    content = served.root / "content" / "talk.md"
    note = "<!-- i18n:comment: what is meant is a paragraph -->\n\n"
    content.write_text(SOURCE.replace("Məhsul", f"{note}Məhsul"), "utf-8")
    catalog = polib.pofile(str(served.catalog), wrapwidth=0)
    for entry in catalog:
        if entry.msgid == "bir bənd":
            entry.msgstr, entry.flags, entry.previous_msgid = "bir madde", ["fuzzy"], "bir bəndi"
            entry.tcomment = "madde or bent?"
    catalog.save()
