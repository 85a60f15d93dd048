"""The desk in a browser: what a translator does there, from the click to the catalog."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polib
import pytest

from tests.desks import SOURCE, Served, opened, shown, unit, wait_for

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def test_from_the_overview_to_the_catalog(browser: Browser, served: Served) -> None:
    with opened(browser, served.address) as page:
        page.get_by_role("link", name="Continue: Türkçe").click()
        shown(page, 0)
        page.keyboard.type("Merhaba <b>dünya</b>")
        unit(page, 0).get_by_text("Merhaba dünya").wait_for()  # before it is saved
        assert served.entry("Salam <b>dünya</b>").msgstr == ""
        page.keyboard.press("Control+Enter")
        shown(page, 2)  # the unit between is translated
        wait_for(lambda: served.entry("Salam <b>dünya</b>").msgstr == "Merhaba <b>dünya</b>")
        page.locator(".state", has_text="Saved").wait_for()
        # states in the handout and counts follow
        assert unit(page, 0).get_attribute("data-state") == "translated"
        page.get_by_role("button", name="Translated: 2").wait_for()


def test_leaving_a_unit_saves_it(browser: Browser, served: Served) -> None:
    with opened(browser, f"{served.address}#/tr/talk") as page:
        unit(page, 3).click()
        shown(page, 3)
        page.keyboard.type("bir madde")
        unit(page, 1).click()
        shown(page, 1)
        wait_for(lambda: served.entry("bir bənd").msgstr == "bir madde")
        page.keyboard.press("Escape")
        wait_for(lambda: page.evaluate("document.activeElement.tagName === 'IFRAME'"))
        assert page.url.endswith("#/tr/talk")


def test_everything_goes_by_the_keyboard(browser: Browser, served: Served) -> None:
    with opened(browser, f"{served.address}#/tr/talk") as page:
        unit(page, 1).focus()
        page.keyboard.press("Enter")
        shown(page, 1)
        page.keyboard.press("Alt+ArrowDown")
        shown(page, 2)
        page.keyboard.press("Control+Shift+KeyC")
        assert page.locator("#form-0").input_value() == "Məhsul haqqında ikinci abzas."
        page.keyboard.press("Control+z")
        assert page.locator("#form-0").input_value() == ""
        page.keyboard.type("İkinci.")
        page.keyboard.press("Control+KeyU")
        assert page.get_by_role("checkbox").is_checked()
        page.keyboard.press("Control+Enter")
        shown(page, 3)
        wait_for(lambda: served.entry("Məhsul haqqında ikinci abzas.").fuzzy)
        page.keyboard.press("Escape")
        page.keyboard.press("Alt+ArrowDown")  # from within the handout
        shown(page, 0)
        page.keyboard.press("Escape")
        for key in ("?", "؟"):  # the second is on Arabic and Persian keyboards
            page.evaluate(
                "key => document.body.dispatchEvent(new KeyboardEvent('keydown',"
                " { key, code: 'Slash', shiftKey: true, bubbles: true }))",
                key,
            )
            page.get_by_role("dialog").wait_for()
            page.keyboard.press("Escape")
            page.get_by_role("dialog").wait_for(state="hidden")


def test_a_fuzzy_text_is_translated_once_it_is_corrected(browser: Browser, served: Served) -> None:
    catalog = polib.pofile(str(served.catalog), wrapwidth=0)
    entry = catalog.find("Birinci *abzas* burada durur.")
    assert entry is not None
    entry.flags.append("fuzzy")
    catalog.save()
    with opened(browser, f"{served.address}#/tr/talk") as page:
        unit(page, 1).click()
        shown(page, 1)
        switch = page.get_by_role("checkbox", name="Needs review")
        assert switch.is_checked()
        page.keyboard.type("x")
        assert not switch.is_checked()
        page.keyboard.press("Control+z")
        assert switch.is_checked()  # nothing has been corrected
        page.keyboard.press("Control+Enter")
        wait_for(lambda: not served.entry("Birinci *abzas* burada durur.").fuzzy)


def test_a_change_from_elsewhere_is_taken_over(browser: Browser, served: Served) -> None:
    with opened(browser, f"{served.address}#/tr/talk") as page:
        unit(page, 2).click()
        shown(page, 2)
        served.translate({"bir bənd": "bir madde", "Məhsul haqqında ikinci abzas.": "İkinci."})
        unit(page, 3).get_by_text("bir madde").wait_for()
        wait_for(lambda: page.evaluate("document.getElementById('form-0').value === 'İkinci.'"))


def test_what_is_typed_stays_while_the_author_edits(browser: Browser, served: Served) -> None:
    with opened(browser, f"{served.address}#/tr/talk") as page:
        unit(page, 2).click()
        shown(page, 2)
        page.keyboard.type("Yarım kalan")
        unit(page, 2).get_by_text("Yarım kalan").wait_for()
        text = SOURCE.replace("Birinci", "Yeni abzas.\n\nBirinci")
        (served.root / "content/talk.md").write_text(text, "utf-8")
        page.frame_locator("iframe").get_by_text("Yeni abzas.").wait_for()
        shown(page, 3)  # it stands one further on
        page.keyboard.type(" metin")
        assert page.locator("#form-0").input_value() == "Yarım kalan metin"
        unit(page, 3).get_by_text("Yarım kalan metin").wait_for()
        page.keyboard.press("Control+Enter")
        wait_for(
            lambda: served.entry("Məhsul haqqında ikinci abzas.").msgstr == "Yarım kalan metin"
        )


def test_all_of_the_page_follows_a_save(browser: Browser, served: Served) -> None:
    with opened(browser, f"{served.address}#/tr/talk") as page:
        contents = page.frame_locator("iframe").locator(".draft")
        before = contents.inner_text()
        unit(page, 2).click()
        shown(page, 2)
        page.keyboard.type("İkinci paragraf.")
        page.keyboard.press("Control+Enter")
        wait_for(lambda: contents.inner_text() != before)  # it says how much is translated


def test_of_two_texts_a_person_chooses(browser: Browser, served: Served) -> None:
    with opened(browser, f"{served.address}#/tr/talk") as page:
        unit(page, 2).click()
        shown(page, 2)
        page.keyboard.type("Benim metnim")
        served.translate({"Məhsul haqqında ikinci abzas.": "Onların metni"})
        page.get_by_text("changed elsewhere").first.wait_for()
        assert page.locator("#form-0").input_value() == "Benim metnim"
        assert page.locator(".choice").get_by_text("Onların metni").count()
        page.get_by_role("button", name="Save mine").click()
        wait_for(lambda: served.entry("Məhsul haqqında ikinci abzas.").msgstr == "Benim metnim")


def test_what_is_typed_outlives_the_server(browser: Browser, served: Served) -> None:
    with opened(browser, f"{served.address}#/tr/talk") as page:
        unit(page, 2).click()
        shown(page, 2)
        served.stop()
        page.get_by_text("The server does not answer").wait_for()
        page.keyboard.type("Sunucusuz yazıldı")
        page.keyboard.press("Control+Enter")
        page.locator(".state", has_text="Kept in this browser only").wait_for()
        # the next unit does not come, so that this one stays
        assert page.locator("#form-0").input_value() == "Sunucusuz yazıldı"
        shown(page, 2)
        served.start()  # with another token
        wait_for(
            lambda: served.entry("Məhsul haqqında ikinci abzas.").msgstr == "Sunucusuz yazıldı"
        )
        page.get_by_text("The server does not answer").wait_for(state="hidden")


def test_a_draft_is_offered(browser: Browser, served: Served) -> None:
    with opened(browser, f"{served.address}#/tr/talk") as page:
        unit(page, 2).click()
        shown(page, 2)
        served.stop()
        page.get_by_text("The server does not answer").wait_for()
        page.keyboard.type("Kalan metin")
        wait_for(lambda: page.evaluate("localStorage.length > 0"))
        page.goto("about:blank")
        served.start()
        page.goto(served.address)
        page.get_by_role("heading", name="Unsaved texts").wait_for()
        page.get_by_role("link", name="Open", exact=True).click()
        page.get_by_role("button", name="Use this text").click()
        assert page.locator("#form-0").input_value() == "Kalan metin"
        page.keyboard.press("Control+Enter")
        wait_for(lambda: served.entry("Məhsul haqqında ikinci abzas.").msgstr == "Kalan metin")
        wait_for(lambda: page.evaluate("localStorage.length === 0"))


def test_an_earlier_text_comes_back(browser: Browser, served: Served) -> None:
    with opened(browser, f"{served.address}#/tr/talk") as page:
        unit(page, 1).click()
        shown(page, 1)
        page.locator("#form-0").fill("Yanlış metin")
        page.keyboard.press("Control+Enter")
        wait_for(lambda: served.entry("Birinci *abzas* burada durur.").msgstr == "Yanlış metin")
        unit(page, 1).click()
        shown(page, 1)
        page.get_by_text("Earlier versions").click()
        page.get_by_role("button", name="Bring this back").first.click()
        wait_for(
            lambda: page.evaluate(
                "document.getElementById('form-0').value === 'Birinci *paragraf* burada.'"
            )
        )
        assert served.entry("Birinci *abzas* burada durur.").msgstr == "Birinci *paragraf* burada."


def test_earlier_texts_are_those_that_there_are_now(browser: Browser, served: Served) -> None:
    with opened(browser, f"{served.address}#/tr/talk") as page:
        unit(page, 4).click()
        shown(page, 4)
        with opened(browser, f"{served.address}#/tr/talk") as other:
            for text in ("Biri.", "Öteki."):
                unit(other, 4).click()
                shown(other, 4)
                other.locator("#form-0").fill(text)
                other.keyboard.press("Control+Enter")
                wait_for(lambda text=text: served.entry("başqa bənd").msgstr == text)
                page.locator("details.history li").first.wait_for(state="attached")
                page.locator("details.history").evaluate("each => (each.open = true)")
        page.locator("details.history li", has_text="Biri.").wait_for()
        page.locator("details.history li", has_text="Biri.").get_by_role("button").click()
        wait_for(lambda: served.entry("başqa bənd").msgstr == "Biri.")


def test_an_author_who_notes_something_makes_no_conflict_with_a_draft(
    browser: Browser, served: Served
) -> None:
    source = served.root / "content/talk.md"
    before = source.read_text("utf-8")
    with opened(browser, f"{served.address}#/tr/talk") as page:
        unit(page, 4).click()
        shown(page, 4)
        served.stop()
        page.locator("#form-0").fill("Taslak.")
        wait_for(lambda: page.evaluate("localStorage.length > 0"))
        page.goto("about:blank")
        note = "<!-- i18n:comment: qeyd -->\n"
        changed = before.replace("- başqa", f"{note}- başqa").replace("# Salam", "# Sabah")
        source.write_text(changed, "utf-8")
        try:
            served.start()
            page.goto(served.address)
            page.get_by_role("link", name="Open", exact=True).click()
            page.get_by_text("qeyd").wait_for()
            page.get_by_role("button", name="Use this text").click()
            assert page.locator("#form-0").input_value() == "Taslak."
            page.keyboard.press("Control+Enter")
            wait_for(lambda: served.entry("başqa bənd").msgstr == "Taslak.")
        finally:
            source.write_text(before, "utf-8")


def test_of_a_broken_catalog_nothing_is_said_but_what_is_wrong(
    browser: Browser, served: Served
) -> None:
    before = served.catalog.read_text("utf-8")
    try:
        served.catalog.write_text(f'{before}\nmsgid "x"\n', "utf-8")
        with opened(browser, served.address) as page:
            section = page.locator("section[aria-labelledby=language-tr]")
            assert "locale/tr/LC_MESSAGES/talk.po:" in section.locator("li .findings").inner_text()
            assert "NaN" not in section.inner_text()
            assert section.locator(".share, .complete").count() == 0
    finally:
        served.catalog.write_text(before, "utf-8")


def test_what_could_not_be_saved_is_saved_with_the_next_try(
    browser: Browser, served: Served
) -> None:
    msgid = "Üçüncü abzas, daha uzun bir cümlə ilə."
    before = served.catalog.read_text("utf-8")
    with opened(browser, f"{served.address}#/tr/talk") as page:
        unit(page, 5).click()
        shown(page, 5)
        served.catalog.write_text(f'{before}\nmsgid "x"\n', "utf-8")
        page.locator("#form-0").fill("Yeniden.")
        page.keyboard.press("Control+Enter")
        page.locator('[data-name="fault"]').wait_for()
        served.catalog.write_text(before, "utf-8")
        page.locator("#form-0").focus()
        page.keyboard.press("Control+Enter")
        wait_for(lambda: served.entry(msgid).msgstr == "Yeniden.")


@pytest.mark.parametrize("place", ["#/tr/100%", "#main"])
def test_an_address_that_says_nothing_is_the_overview(
    browser: Browser, served: Served, place: str
) -> None:
    with opened(browser, served.address + place) as page:
        page.locator("section[aria-labelledby=language-tr]").wait_for()


@pytest.mark.parametrize("name", ["a/0123456789abcdef", "a\nb"])
def test_a_document_is_opened_whatever_its_name(
    browser: Browser, served: Served, name: str
) -> None:
    file = served.root / f"content/{name}.md"
    file.parent.mkdir(exist_ok=True)
    file.write_text("# Yeni\n", "utf-8")
    catalog = served.catalog.with_name(f"{name.replace('/', '.')}.po")
    before = served.catalog.read_text("utf-8").partition("\n\n")[0]
    before += '\n\nmsgid "Yeni"\nmsgstr ""\n'
    catalog.write_text(before, "utf-8")
    try:
        with opened(browser, served.address) as page:
            section = page.locator("section[aria-labelledby=language-tr]")
            section.get_by_role("link", name="Yeni", exact=True).click()
            unit(page, 0).click()
            shown(page, 0)
            catalog.write_text("?\n", "utf-8")
            page.locator("#form-0").fill("Taslak")
            page.keyboard.press("Control+Enter")
            page.locator('[data-name="fault"]').wait_for()
            page.goto("about:blank")
            page.goto(served.address)
            open_unsent = page.get_by_role("link", name="Open", exact=True)
            open_unsent.wait_for()
            catalog.write_text(before, "utf-8")
            open_unsent.click()
            shown(page, 0)
            page.get_by_text("Taslak").wait_for()
    finally:
        file.unlink()
        catalog.unlink()


def test_search_opens_what_it_finds(browser: Browser, served: Served) -> None:
    with opened(browser, f"{served.address}#/tr/talk") as page:
        page.get_by_role("searchbox").fill("PARAGRAF")
        page.locator(".results li").first.wait_for()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        shown(page, 1)


def test_what_is_typed_is_text(browser: Browser, served: Served) -> None:
    typed = "<img src=x onerror=alert(1)><script>alert(2)</script>"
    with opened(browser, f"{served.address}#/tr/talk") as page:
        page.on("dialog", lambda dialog: pytest.fail(f"something ran: {dialog.message}"))
        unit(page, 2).click()
        shown(page, 2)
        page.keyboard.type(typed)
        page.locator(".findings li.error").first.wait_for()
        page.get_by_role("searchbox").fill("onerror")
        assert page.locator("main img, main script").count() == 0
        assert page.locator("#form-0").input_value() == typed


@pytest.mark.parametrize("tongue", ["tr", "ar"])
def test_narrow_and_right_to_left(browser: Browser, served: Served, tongue: str) -> None:
    size = {"width": 360, "height": 740}
    address = served.address.replace("ui=en", "ui=ar")
    with opened(browser, address, viewport=size) as page:
        assert page.locator("html").get_attribute("dir") == "rtl"
        page.locator(".cells a").first.wait_for()
        wide = "document.documentElement.scrollWidth > innerWidth"
        assert not page.evaluate(wide)
        page.goto(f"{address}#/{tongue}/talk")
        unit(page, 2).click()
        shown_in = page.locator("#form-0")
        shown_in.wait_for()
        assert shown_in.get_attribute("dir") == ("rtl" if tongue == "ar" else "ltr")
        assert not page.evaluate(wide)
        # the sheet from below leaves the handout its place, with the open unit in it
        box = page.locator("iframe").bounding_box()
        assert box is not None
        assert box["height"] > 100


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "yeni mətn"),
        ("Bir cümlə.", "Bir cümlə."),
        ("Köhnə söz, iki dəfə: söz.", "Yeni söz, üç dəfə: söz!"),
        ("文章を翻訳する", "文書を翻訳した"),
        ("a b c d e", "e d c b a"),
    ],
)
def test_a_difference_is_made_of_both_texts(
    browser: Browser, served: Served, before: str, after: str
) -> None:
    with opened(browser, served.address) as page:
        runs = page.evaluate(
            "async (texts) => (await import('/static/diff.js')).diff(...texts, 'az')",
            [before, after],
        )
    assert "".join(run["text"] for run in runs if run["kind"] != "new") == before
    assert "".join(run["text"] for run in runs if run["kind"] != "gone") == after
    assert ([run["kind"] for run in runs] == ["same"]) == (before == after)
