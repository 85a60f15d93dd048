"""The door and the indexes in a browser, from the disk: which language, and what is found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.test_indexes import HEAD
from varaq import cli

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

Small = Callable[[dict[str, str | bytes]], Path]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped project, built."""
    from tests.conftest import ROOT

    folder = tmp_path_factory.mktemp("site")
    assert cli.run(["-C", str(ROOT), "build", "-o", str(folder)]) == 0
    return folder


def built(folder: Path) -> Path:
    assert cli.run(["-C", str(folder)]) == 0
    return folder / "dist"


@contextmanager
def opened(browser: Browser, path: Path, behind: str = "", **settings: Any) -> Iterator[Page]:
    """A page from the disk, without an error, and without a request to anywhere else."""
    context = browser.new_context(**settings)
    requests: list[str] = []
    errors: list[str] = []

    def watch(route: Route) -> None:
        requests.append(route.request.url)
        route.continue_()

    context.route("**/*", watch)
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("dialog", lambda dialog: errors.append(dialog.message))
    page.goto(path.as_uri() + behind)
    yield page
    assert requests
    assert all(address.startswith("file:") for address in requests)
    assert errors == []
    context.close()


def search(page: Page, query: str) -> list[str]:
    """What a search finds, as the results' addresses without their folders."""
    page.fill("#q", query)
    page.wait_for_function("query => new URL(location).searchParams.get('q') === query", arg=query)
    page.wait_for_function("document.querySelector('.found').textContent !== ''")
    return [
        str(address).rpartition("/")[2]
        for address in page.evaluate(
            "[...document.querySelectorAll('.results a')].map((link) => decodeURI(link.href))"
        )
    ]


def picked(page: Page, language: str) -> None:
    """Go to another language, which may be in a list that has to be opened."""
    button = page.locator(".languages button")
    if button.count():
        button.click()
    page.get_by_role("link", name=language).click()


# The door


@pytest.mark.parametrize(
    ("asked", "tag"),
    [
        ("az", "az"),
        ("az-AZ", "az"),
        ("tr-TR", "tr"),
        ("en-US", "en"),
        ("ru-KZ", "ru"),
        ("ar-EG", "ar"),
    ],
)
def test_the_door_leads_to_the_visitors_language(
    browser: Browser, site: Path, asked: str, tag: str
) -> None:
    with opened(browser, site / "index.html", locale=asked) as page:
        page.wait_for_url(f"**/{tag}/index.html")
        assert page.evaluate("document.documentElement.lang") == tag


LANGUAGES = ("zh_Hans", "zh_Hant", "pt", "pt_PT", "en_GB", "sr_Latn", "nb", "he")


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site in languages that are alike."""
    folder = tmp_path_factory.mktemp("many")
    (folder / "content").mkdir()
    (folder / "content/a.md").write_text("# A\n", "utf-8")
    assert cli.run(["-C", str(folder), "init", *LANGUAGES]) == 0
    return built(folder)


@pytest.mark.parametrize(
    ("asked", "tag"),
    [
        (["zh-CN"], "zh-Hans"),
        (["zh-SG"], "zh-Hans"),
        (["zh"], "zh-Hans"),
        (["zh-TW"], "zh-Hant"),
        (["zh-HK"], "zh-Hant"),
        (["zh-Hant-CN"], "zh-Hant"),
        (["pt-BR"], "pt"),
        (["pt-PT"], "pt-PT"),
        (["pt-pt"], "pt-PT"),
        (["pt-AO"], "pt"),
        (["en-AU"], "en-GB"),
        (["sr-RS"], "sr-Latn"),
        (["no"], "nb"),
        (["nn-NO"], "nb"),
        (["iw"], "he"),
        (["fr-FR", "de", "pt-BR", "en"], "pt"),
        (["x", "", "*", "en"], "en-GB"),
    ],
)
def test_the_nearest_language_is_taken(
    browser: Browser, many: Path, asked: list[str], tag: str
) -> None:
    with opened(browser, many / "index.html", "#languages") as page:
        page.add_init_script(
            f"Object.defineProperty(navigator, 'languages', {{ get: () => {asked!r} }})"
        )
        page.goto((many / "index.html").as_uri() + "?")
        page.wait_for_url(f"**/{tag}/index.html")


@pytest.mark.parametrize("asked", ["sv-SE", "th"])
def test_whose_language_is_not_there_gets_the_list(
    browser: Browser, site: Path, asked: str
) -> None:
    with opened(browser, site / "index.html", locale=asked) as page:
        assert page.url.endswith("/index.html")
        assert page.locator("#languages a").all_inner_texts()[0].startswith("Azərbaycan")


def test_one_language_is_everybodys(browser: Browser, small: Small) -> None:
    dist = built(small({"content/a.md": "# A\n"}))
    with opened(browser, dist / "index.html", locale="fr-FR") as page:
        page.wait_for_url("**/az/index.html")
    with opened(browser, dist / "index.html", "#languages", locale="az") as page:
        assert page.locator("#languages a").count() == 1


def test_a_choice_is_remembered(browser: Browser, site: Path) -> None:
    with opened(browser, site / "index.html", locale="en-US") as page:
        page.wait_for_url("**/en/index.html")
        page.get_by_role("link", name="All languages").click()
        page.wait_for_url("**/index.html#languages")
        page.get_by_role("link", name="Русский").click()
        page.wait_for_url("**/ru/index.html")
        page.goto((site / "index.html").as_uri())
        page.wait_for_url("**/ru/index.html")
        # in the index, and on a handout
        picked(page, "Türkçe")
        page.wait_for_url("**/tr/index.html")
        page.locator(".title").last.click()
        page.wait_for_url("**/tr/translators.html")
        picked(page, "العربية")
        page.wait_for_url("**/ar/translators.html")
        page.goto((site / "index.html").as_uri())
        page.wait_for_url("**/ar/index.html")


def test_all_can_be_read_without_scripts(browser: Browser, site: Path) -> None:
    with opened(browser, site / "index.html", locale="en-US", java_script_enabled=False) as page:
        assert page.url.endswith("/index.html")
        page.get_by_role("link", name="Türkçe").click()
        page.wait_for_url("**/tr/index.html")
        assert not page.locator(".search").is_visible()
        assert not page.locator(".results").is_visible()
        page.get_by_role("link", name="HTML").last.click()
        page.wait_for_url("**/tr/translators.html")


# The search


@pytest.mark.parametrize(
    ("tag", "queries", "wanted"),
    [
        ("az", ("MƏHSUL", "məhsul", "mehsul", "MEHSUL", "ＭƏＨＳＵＬ"), "b2b-b2c-pm.html#məhsul"),
        ("az", ("LÜĞƏTİ", "lüğəti", "lugeti", "LUGETI", "terminler lug"), "glossary.html"),
        ("az", ("axtarış", "AXTARIŞ", "axtaris", "AXTARIS"), "b2b-b2c-pm.html#məhsul"),
        ("tr", ("ÜRÜN", "ürün", "urun"), "b2b-b2c-pm.html#məhsul"),
        ("ar", ("المنتج", "منتج", "ٱلْمُنْتَج", "المـنتج"), "b2b-b2c-pm.html#məhsul"),
        ("ru", ("ПРОДУКТ", "продукт", "продук"), "b2b-b2c-pm.html#məhsul"),
    ],
)
def test_words_are_found_however_they_are_typed(
    browser: Browser, site: Path, tag: str, queries: tuple[str, ...], wanted: str
) -> None:
    with opened(browser, site / tag / "index.html") as page:
        for query in queries:
            found = search(page, query)
            assert wanted in [address.partition(":~:")[0].rstrip("#") for address in found], query
            assert page.locator(".results mark").count() >= 1
            assert page.locator(".found").inner_text().endswith(str(len(found)))
            assert not page.locator(".listing").is_visible()


HOSTILE = "</script><img src=x onerror=alert(1)> &amp; <b>"
SMALL: dict[str, str | bytes] = {
    "content/qış.md": "# Qış {#qis}\n\nQışda kış.\n\n## İş {#is}\n\nHər işin vaxtı var, is yox.\n",
    "content/is.md": "# Başqa {#basqa}\n\nBurada is iyi gəlir. Hər gün.\n\n"
    "## Vaxt {#vaxt}\n\nBoş yemek\n",
    "content/kitab.md": "# Söz {#soz}\n\nBirinci alma, yemək.\n\n## Yer {#yer}\n\nİkinci armud.\n",
    "locale/de/LC_MESSAGES/qış.po": HEAD.replace(": tr", ": de")
    + '\nmsgid "Qış"\nmsgstr "Straße"\n\nmsgid "Qışda kış."\nmsgstr "Ein Wärmehaus."\n',
    "locale/ja/LC_MESSAGES/qış.po": HEAD.replace(": tr", ": ja")
    + '\nmsgid "Qış"\nmsgstr "製品管理"\n'
    + '\nmsgid "Qışda kış."\nmsgstr "これはプロダクトの管理です。"\n',
    "locale/fa/LC_MESSAGES/qış.po": HEAD.replace(": tr", ": fa")
    + '\nmsgid "Qış"\nmsgstr "کتابخانه‌ها"\n\nmsgid "Qışda kış."\nmsgstr "می‌خواهیم ۱۲ کتاب."\n',
    "locale/en/LC_MESSAGES/qış.po": HEAD.replace(": tr", ": en")
    + f'\nmsgid "Qış"\nmsgstr "Winter `{HOSTILE}` winter"\n\n'
    + f'msgid "Qışda kış."\nmsgstr "Snow `{HOSTILE}` and snow"\n',
}


@pytest.fixture(scope="module")
def little(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site in languages with letters of several kinds."""
    folder = tmp_path_factory.mktemp("little")
    for name, text in SMALL.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return built(folder)


def test_what_is_typed_exactly_comes_first(browser: Browser, little: Path) -> None:
    with opened(browser, little / "az" / "index.html") as page:
        for query in ("iş", "İŞ", "is"):  # a heading before a text, no end of another word
            assert search(page, query) == ["qış.html#is", "is.html"]
            first = page.locator(".results mark").all_inner_texts()[:2]
            assert first == ["İş", "iş"]
        assert search(page, "qisd") == ["qış.html"]
        assert search(page, "yemek") == search(page, "YEMEK") == ["is.html#vaxt", "kitab.html"]
        assert search(page, "yemək") == search(page, "YEMƏK") == ["kitab.html", "is.html#vaxt"]
        assert search(page, "qis") == ["qış.html"]
        assert search(page, "kis") == ["qış.html"]


def test_all_words_have_to_be_there(browser: Browser, little: Path) -> None:
    with opened(browser, little / "az" / "index.html") as page:
        assert search(page, "hər vaxt") == ["qış.html#is", "is.html#vaxt"]
        assert search(page, "gəlir vaxt") == ["is.html#vaxt"]  # in two sections
        assert search(page, "hər vaxtı") == ["qış.html#is"]
        assert search(page, "soz armud") == ["kitab.html#yer"]  # one in the title
        assert search(page, "alma armud") == ["kitab.html"]
        assert search(page, "armud banan") == []
        assert page.locator(".found").inner_text() == "Heç nə tapılmadı."


@pytest.mark.parametrize(
    ("tag", "queries"),
    [
        ("de", ("strasse", "STRASSE", "straße", "warme", "haus")),
        ("ja", ("製品", "管理", "プロダクト", "ぷろだくと", "ﾌﾟﾛﾀﾞｸﾄ", "製品プロダクト")),
        ("fa", ("كتابخانه", "کتابخانه ها", "میخواهیم", "مي‌خواهيم", "12", "١٢", "۱۲")),
    ],
)
def test_letters_of_other_keyboards(
    browser: Browser, little: Path, tag: str, queries: tuple[str, ...]
) -> None:
    with opened(browser, little / tag / "index.html") as page:
        for query in queries:
            assert search(page, query)[0] == "qış.html", query
            assert page.locator(".results mark").count() >= 1, query


def test_hostile_text_is_shown_and_does_nothing(browser: Browser, little: Path) -> None:
    with opened(browser, little / "en" / "index.html") as page:
        for query in ("winter", "snow", "onerror", "script img"):
            assert search(page, query) == ["qış.html"]
        page.wait_for_timeout(100)
        shown = page.locator(".results li").inner_text()
        assert shown.count("</script><img src=x onerror=alert(1)> &amp; <b>") == 2
        assert page.locator(".results img, .results script, .results b").count() == 0


def test_a_result_is_gone_to_and_come_back_from(browser: Browser, site: Path) -> None:
    with opened(browser, site / "en" / "index.html") as page:
        page.keyboard.press("/")
        page.keyboard.type("sales team")
        page.locator(".results a").first.wait_for()  # of some letters at least
        page.keyboard.press("ArrowDown")
        page.locator(".results a:focus").wait_for()
        found = page.locator(".found").inner_text()
        page.keyboard.press("ArrowDown")
        second = page.locator(".results a").nth(1)
        assert second.evaluate("link => link === document.activeElement")
        address = second.get_attribute("href")
        assert address is not None
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: "/b2b-b2c-pm.html#" in url or "/glossary.html" in url)
        anchor = page.evaluate("decodeURIComponent(location.hash.slice(1))")
        assert page.evaluate("id => document.getElementById(id) !== null", anchor)
        page.go_back()
        page.locator(".results a").first.wait_for()
        assert page.locator("#q").input_value() == "sales team"
        assert page.locator(".found").inner_text() == found
        page.keyboard.press("Escape")  # only in the search does it clear
        assert page.locator("#q").input_value() == "sales team"
        page.locator("#q").focus()
        page.keyboard.press("Enter")
        page.keyboard.press("ArrowUp")
        assert page.locator("#q").evaluate("box => box === document.activeElement")
        page.keyboard.press("Escape")
        page.locator(".listing").wait_for()
        assert page.locator("#q").input_value() == ""
        assert page.locator(".found").inner_text() == ""
        assert page.url.endswith("/en/index.html")


def test_a_term_is_gone_to(browser: Browser, site: Path) -> None:
    with opened(
        browser, site / "en" / "index.html", viewport={"width": 360, "height": 640}
    ) as page:
        assert search(page, "churn")[0].startswith("glossary.html#")
        page.locator(".results a").first.click()
        page.wait_for_url("**/glossary.html#*")
        page.wait_for_function("scrollY > 300")


def test_more_results_are_shown_when_asked_for(browser: Browser, small: Small) -> None:
    text = "# A\n\n" + "".join(f"## B{number}\n\nalma\n\n" for number in range(70))
    dist = built(small({"content/a.md": text}))
    with opened(browser, dist / "az" / "index.html") as page:
        assert len(search(page, "alma")) == 30
        assert page.locator(".found").inner_text() == "Tapıldı: 70"
        page.get_by_role("button").click()
        assert page.evaluate("document.activeElement.textContent") == "B30"
        page.get_by_role("button").click()
        assert page.locator(".results a").count() == 70
        assert not page.get_by_role("button").is_visible()


def test_results_are_counted_in_the_languages_digits(browser: Browser, small: Small) -> None:
    text = "# A\n\n" + "".join(f"## B{number}\n\nalma\n\n" for number in range(12))
    folder = small(
        {"content/a.md": text, "locale/fa/LC_MESSAGES/a.po": HEAD.replace(": tr", ": fa")}
    )
    with opened(browser, built(folder) / "fa" / "index.html") as page:
        search(page, "alma")
        assert page.locator(".found").inner_text().endswith(" ۱۲")


def test_a_missing_file_is_said(browser: Browser, small: Small) -> None:
    dist = built(small({"content/a.md": "# A\n"}))
    (dist / "az/search.js").unlink()
    with opened(browser, dist / "az" / "index.html", "?q=a") as page:
        page.get_by_text("Axtarışı açmaq mümkün olmadı.").wait_for()
        assert page.locator(".title").is_visible()
        page.keyboard.press("/")
        page.keyboard.press("Escape")
        page.wait_for_function("document.querySelector('.found').textContent === ''")


def test_nothing_is_loaded_before_the_box_is_used(browser: Browser, site: Path) -> None:
    with opened(browser, site / "az" / "index.html") as page:
        assert page.evaluate("document.querySelectorAll('script[src]').length") == 0
        page.focus("#q")
        page.wait_for_function("document.querySelectorAll('script[src]').length === 1")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["index.html", "ar/index.html", "az/index.html", "en/index.html"])
def test_everything_fits_on_a_phone(browser: Browser, site: Path, name: str, scheme: str) -> None:
    phone = {"width": 360, "height": 640}
    with opened(browser, site / name, "#languages", viewport=phone, color_scheme=scheme) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        if "/" in name:
            search(page, "B2B")
            assert page.locator(".results li").count() > 3
            assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_many_languages_are_a_list_that_opens_on_demand(browser: Browser, many: Path) -> None:
    for name in ("en-GB/index.html", "en-GB/a.html"):
        with opened(browser, many / name) as page:
            assert not page.get_by_role("link", name="Português", exact=True).is_visible()
            page.get_by_role("button", name="English").click()
            page.get_by_role("link", name="Português", exact=True).click()
            page.wait_for_url(f"**/pt/{name.rpartition('/')[2]}")
