"""Numbers on the desk are those of the handouts, whatever data the browser has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT
from tests.test_collation import SIXTEEN
from tests.test_desk_page import page as page_of
from varaq.catalog import Catalog
from varaq.locales import Locale

if TYPE_CHECKING:
    from playwright.sync_api import Browser

WORDS = (ROOT / "varaq/desk/static/words.js").read_text("utf-8")


@pytest.mark.parametrize("code", SIXTEEN.split())
def test_numbers_are_those_of_the_handouts(browser: Browser, code: str) -> None:
    locale = Locale.parse(code)
    context = browser.new_context()
    page = context.new_page()
    page.route(
        "**/*",
        lambda route: route.fulfill(
            content_type="text/javascript" if route.request.url.endswith(".js") else "text/html",
            body=WORDS if route.request.url.endswith(".js") else page_of(Catalog(()), locale),
        ),
    )
    page.goto("http://desk.test/")
    numbers, shares = page.evaluate(
        """async () => {
          const { number, percent } = await import("/words.js");
          return [[7, 12345, 1234567].map(number), [percent(1, 2), percent(3, 3), percent(0, 9)]];
        }"""
    )
    context.close()
    assert numbers == [locale.number(number) for number in (7, 12345, 1234567)]
    assert shares == [locale.percent(share) for share in (0.5, 1.0, 0.0)]
