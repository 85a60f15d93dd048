"""Building the shipped project, and projects with something wrong in them."""

from __future__ import annotations

import gettext
import os
import re
import shutil
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.conftest import ROOT, snapshot
from varaq import cli, files
from varaq.document import read
from varaq.locales import Locale

LANGUAGES = sorted(
    ["az", *(Locale.parse(path.name).tag for path in (ROOT / "locale").iterdir() if path.is_dir())]
)
DOCUMENTS = ["b2b-b2c-pm", "glossary", "translators"]
PICTURES = {"assets/pictures/desk.png", "assets/pictures/poedit.png"}
HANDOUTS = len(LANGUAGES) * len(DOCUMENTS) * 2
FILES = HANDOUTS + len(LANGUAGES) * 2 + len(PICTURES) + 1
"""With a list and a search of each language, and the door."""
HEAD = 'msgid ""\nmsgstr ""\n"Language: tr\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
Small = Callable[[dict[str, str | bytes]], Path]


def run(folder: Path, *arguments: str) -> int:
    return cli.run(["-C", str(folder), *arguments])


class _Page(HTMLParser):
    """The tags of a page, its ids and where its links lead."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.attributes: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.attributes.append((tag, found))
        if found.get("id"):
            self.ids.append(str(found["id"]))
        if tag in ("a", "link") and found.get("href"):
            self.links.append(str(found["href"]))


def test_all_languages_documents_and_kinds_and_what_leads_to_them(shipped: Path) -> None:
    assert run(shipped) == 0
    made = {p.relative_to(shipped / "dist").as_posix() for p in (shipped / "dist").rglob("*.*")}
    wanted = {
        f"{tag}/{name}.{kind}" for tag in LANGUAGES for name in DOCUMENTS for kind in ("html", "md")
    }
    wanted |= {f"{tag}/{name}" for tag in LANGUAGES for name in ("index.html", "search.js")}
    assert made == wanted | PICTURES | {"index.html"}


def test_a_second_build_writes_nothing(shipped: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(shipped) == 0
    before = snapshot(shipped)
    capsys.readouterr()
    assert run(shipped) == 0
    assert snapshot(shipped) == before
    assert f"0 files written, {FILES} unchanged" in capsys.readouterr().err


def test_builds_are_the_same_byte_for_byte(shipped: Path, tmp_path: Path) -> None:
    other = tmp_path / "elsewhere"
    shutil.copytree(shipped, other)
    assert run(shipped) == run(other) == 0
    one = {name: data for name, (data, _) in snapshot(shipped / "dist").items()}
    two = {name: data for name, (data, _) in snapshot(other / "dist").items()}
    assert one == two


def test_the_upkeep_of_the_shipped_project_has_nothing_to_do(shipped: Path) -> None:
    before = snapshot(shipped)
    assert run(shipped, "extract", "--check") == 0
    assert run(shipped, "update", "--check") == 0
    assert run(shipped, "update") == 0
    assert run(shipped, "check") == 0
    assert snapshot(shipped) == before


def test_everything_is_translated(shipped: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(shipped, "stats") == 0
    rows = capsys.readouterr().out.splitlines()[1:]
    assert len(rows) == (len(LANGUAGES) - 1) * (len(DOCUMENTS) + 1)
    assert all(row.endswith("100%") for row in rows)


def test_pages_are_sound(shipped: Path) -> None:
    assert run(shipped) == 0
    dist = shipped / "dist"
    for path in dist.rglob("*.html"):
        text = path.read_text("utf-8")
        page = _Page(text)
        assert len(page.ids) == len(set(page.ids)), path
        assert text.count("<h1") == 1, path
        tag, attributes = page.attributes[0]
        locale = Locale.parse(str(attributes["lang"]))
        assert (tag, attributes["dir"]) == ("html", locale.direction)
        for link in page.links:
            target, _, anchor = link.partition("#")
            assert not re.match(r"\w+:|//", target), link
            other = (path.parent / target).resolve() if target else path
            assert other.is_file(), link
            if anchor and other == path:
                assert anchor in page.ids, link


def test_anchors_are_the_same_in_every_language(shipped: Path) -> None:
    assert run(shipped) == 0
    found = {
        tuple(_Page((shipped / "dist" / tag / "b2b-b2c-pm.html").read_text("utf-8")).ids)
        for tag in LANGUAGES
    }
    assert len(found) == 1
    assert "cavab-1" in found.pop()


def test_every_language_points_to_the_others(shipped: Path) -> None:
    assert run(shipped) == 0
    text = (shipped / "dist" / "ru" / "glossary.html").read_text("utf-8")
    for tag in LANGUAGES:
        assert f'<link rel="alternate" hreflang="{tag}" href="' in text
    assert '<link rel="alternate" hreflang="x-default" href="../az/glossary.html">' in text


def test_glossaries_are_sorted_as_each_language_sorts(shipped: Path) -> None:
    assert run(shipped) == 0
    for code in LANGUAGES:
        text = (shipped / "dist" / code / "glossary.html").read_text("utf-8")
        terms = re.findall(r"<dt>(.*?)</dt>", re.sub(r"</?bdi[^>]*>", "", text))
        assert len(terms) == 30
        assert terms == sorted(terms, key=Locale.parse(code).sort_key)
        document = read("x", "x.md", (shipped / "dist" / code / "glossary.md").read_text("utf-8"))
        assert [unit.text for unit in document.units if unit.kind == "term"] == terms


def test_the_markdown_handout_is_clean(shipped: Path) -> None:
    assert run(shipped) == 0
    text = (shipped / "dist" / "tr" / "b2b-b2c-pm.md").read_text("utf-8")
    document = read("x", "x.md", text)
    assert document.metadata["lang"] == "tr"
    assert document.metadata["coverage"] == 1
    assert document.metadata["source"] == "content/b2b-b2c-pm.md"
    assert "<" not in text
    assert "\n\n\n" not in text


def test_stdlib_gettext_finds_the_catalogs(shipped: Path, tmp_path: Path) -> None:
    """Compiled by Babel as pybabel does, then read by the standard library."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    for code in ("en", "ar"):
        folder = tmp_path / "mo" / code / "LC_MESSAGES"
        folder.mkdir(parents=True)
        source = shipped / "locale" / code / "LC_MESSAGES" / "templates.po"
        with source.open("rb") as file, (folder / "templates.mo").open("wb") as target:
            write_mo(target, read_po(file, locale=code, domain="templates"))
        found = gettext.translation("templates", tmp_path / "mo", [code])
        assert found.gettext("Mündəricat") != "Mündəricat"
        assert "%(count)s" in found.ngettext("%(count)s sənəd", "%(count)s sənəd", 2)


def test_an_unfinished_handout_is_marked(shipped: Path) -> None:
    path = shipped / "content" / "b2b-b2c-pm.md"
    text = path.read_text("utf-8")
    path.write_text(
        text.replace("B2C sahəsində çox vacibdir", "B2C sahəsində vacibdir") + "\n- yeni\n", "utf-8"
    )
    assert run(shipped, "update") == 0
    assert run(shipped) == 0
    page = (shipped / "dist" / "ar" / "b2b-b2c-pm.html").read_text("utf-8")
    assert '<p class="outdated" lang="az" dir="ltr"><strong>Marketinq</strong>' in page
    assert '<li><span class="untranslated" lang="az" dir="ltr">yeni</span></li>' in page
    assert 'class="draft"' in page
    markdown = (shipped / "dist" / "ar" / "b2b-b2c-pm.md").read_text("utf-8")
    assert '- <span class="untranslated" lang="az" dir="ltr">yeni</span>' in markdown
    assert "coverage: 0.96" in markdown


def test_pages_are_light(shipped: Path) -> None:
    """Under 60 kB as a page of the web without pictures, whatever the kind and the language."""
    kinds = ("-k", "handout", "-k", "slides", "-k", "bilingual")
    assert run(shipped) == run(shipped, *kinds) == 0
    weights = {path: path.stat().st_size for path in (shipped / "dist").rglob("*.html")}
    assert {path.name: size for path, size in weights.items() if size >= 60_000} == {}


def test_an_authors_own_class_does_not_hide_the_mark(small: Small) -> None:
    folder = small(
        {
            "content/a.md": "# A {.own}\n\n## B {lang=en}\n",
            "locale/tr/LC_MESSAGES/a.po": 'msgid ""\nmsgstr "Content-Type: text/plain; '
            'charset=UTF-8\\n"\n',
        }
    )
    assert run(folder) == 0
    page = (folder / "dist" / "tr" / "a.html").read_text("utf-8")
    assert '<h1 class="own untranslated" id="a" lang="az" dir="ltr">A</h1>' in page
    assert '<h2 lang="en" id="b" class="untranslated" dir="ltr">B</h2>' in page


@pytest.mark.parametrize(
    ("text", "headed"),
    [
        ("---\ntitle: Ad\n---\n\n## B\n", ["Ad", "B"]),
        ("mətn\n", ["a"]),
        ("# C\n", ["C"]),
        ("---\ntitle: Ad\n---\n\n# C\n", ["C"]),
        ("## B\n\n## D\n", ["B", "D"]),  # whose title is the first
    ],
)
def test_a_title_that_is_no_heading_heads_the_page(
    small: Small, text: str, headed: list[str]
) -> None:
    folder = small({"content/a.md": text})
    assert run(folder) == 0
    page = (folder / "dist" / "az" / "a.html").read_text("utf-8")
    assert re.findall(r"<h[1-6][^>]*>(.*?)</h", page) == headed


def test_a_sign_that_is_written_as_a_number_stops_no_build(small: Small) -> None:
    translated = '\nmsgid "Salam"\nmsgstr "&#8251;99&#8251; Merhaba"\n'
    catalog = f"{HEAD}{translated}"
    folder = small({"content/a.md": "Salam\n", "locale/tr/LC_MESSAGES/a.po": catalog})
    assert run(folder) == 0
    assert "<p>※99※ Merhaba</p>" in (folder / "dist" / "tr" / "a.html").read_text("utf-8")


def test_links_to_files_with_spaces_are_addresses(small: Small) -> None:
    folder = small({"content/bir şey/ə b.md": "# A\n"})
    assert run(folder, "-k", "handout", "-k", "slides") == run(folder) == 0
    for path in folder.rglob("*.html"):
        for target in re.findall(r'(?:href|src)="([^"]*)"', path.read_text("utf-8")):
            assert re.fullmatch(r"[!-~]+", target), path


def test_a_release_leaves_out_what_is_not_ready(
    shipped: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(shipped) == 0
    catalog = shipped / "locale" / "tr" / "LC_MESSAGES" / "glossary.po"
    text = catalog.read_text("utf-8")
    catalog.write_text(re.sub(r'(msgid "[^"]+"\nmsgstr) ".*"', r'\1 ""', text), "utf-8")
    capsys.readouterr()
    assert run(shipped, "build", "--release") == 0
    assert "left out: tr/glossary" in capsys.readouterr().err
    assert not (shipped / "dist" / "tr" / "glossary.html").exists()
    index = (shipped / "dist" / "tr" / "index.html").read_text("utf-8")
    assert "glossary.html" not in index
    assert "b2b-b2c-pm.html" in index
    assert "glossary.html" not in (shipped / "dist" / "tr" / "search.js").read_text("utf-8")


def test_plain_text_documents(small: Small) -> None:
    folder = small(
        {
            "content/qeyd.txt": "Bir <qeyd>\n\niki sətir\nbir abzas\n",
            "locale/tr/LC_MESSAGES/qeyd.po": HEAD + '\nmsgid "Bir <qeyd>"\nmsgstr "Bir <not>"\n',
        }
    )
    assert run(folder) == 0
    page = (folder / "dist" / "tr" / "qeyd.html").read_text("utf-8")
    assert "<p>Bir &lt;not&gt;</p>" in page
    assert '<p class="untranslated" lang="az" dir="ltr">iki sətir\nbir abzas</p>' in page
    assert run(folder, "update", "tr") == 0
    assert 'msgid "iki sətir bir abzas"' in (
        folder / "locale" / "tr" / "LC_MESSAGES" / "qeyd.po"
    ).read_text("utf-8")


def test_documents_in_folders_have_flat_catalogs(small: Small) -> None:
    folder = small({"content/guide/intro.md": "# Salam\n", "content/a.md": "# A\n"})
    assert run(folder, "init", "tr", "zh_Hans") == 0
    assert (folder / "locale" / "zh_Hans" / "LC_MESSAGES" / "guide.intro.po").is_file()
    assert run(folder) == 0
    page = (folder / "dist" / "zh-Hans" / "guide" / "intro.html").read_text("utf-8")
    assert 'href="../../tr/guide/intro.html"' in page
    assert 'href="../index.html"' in page


def test_where_a_site_will_stand_is_said_in_its_pages(small: Small) -> None:
    folder = small(
        {
            "varaq.toml": 'title = "Vərəqlər & co"\nsite_url = "https://a.az/v?x&"\n',
            "content/bir şey/ə.md": "---\ntitle: Ə\ndescription: Qısa\n---\n\n# Ə\n",
            "locale/zh_Hans/LC_MESSAGES/x.po": 'msgid ""\nmsgstr "Language: zh_Hans\\n"\n',
        }
    )
    assert run(folder) == 0
    path = "bir%20%C5%9Fey/%C9%99.html"
    page = (folder / "dist" / "az" / "bir şey" / "ə.html").read_text("utf-8")
    here = f"https://a.az/v?x&amp;/az/{path}"
    assert f'<link rel="canonical" href="{here}">' in page
    assert f'<link rel="alternate" hreflang="x-default" href="{here}">' in page
    other = here.replace("/az/b", "/zh-Hans/b")
    assert f'<link rel="alternate" hreflang="zh-Hans" href="{other}">' in page
    assert '<meta property="og:description" content="Qısa">' in page
    assert f'<meta property="og:url" content="{here}">' in page
    urls = ElementTree.parse(folder / "dist" / "sitemap.xml").getroot()  # noqa: S314 - it is ours
    (door, *pages) = [(url[0].text, {link.get("href") for link in url[1:]}) for url in urls]
    site, tags = "https://a.az/v?x&/", ("az", "zh-Hans")
    indexes = {f"{site}{tag}/index.html" for tag in tags}
    assert door == (site, {site, *indexes})
    assert [address for address, _ in pages[:2]] == sorted(indexes)
    assert pages[0][1] == pages[1][1] == door[1]
    handouts = [f"{site}{tag}/{path}" for tag in tags]
    assert pages[2:] == [(address, set(handouts)) for address in handouts]


def test_without_an_address_there_is_no_sitemap(small: Small) -> None:
    folder = small({"content/a.md": "# A\n"})
    assert run(folder) == 0
    assert not (folder / "dist" / "sitemap.xml").exists()
    assert "canonical" not in (folder / "dist" / "az" / "a.html").read_text("utf-8")


def test_one_catalog_for_all_documents(small: Small) -> None:
    folder = small(
        {
            "varaq.toml": 'catalogs = "{locale}.po"\n',
            "content/a.md": "# A\n\nsalam\n",
            "content/b.md": "salam\n\nsağ ol\n",
        }
    )
    assert run(folder, "init", "tr") == 0
    text = (folder / "locale" / "tr.po").read_text("utf-8")
    assert '#: content/a.md content/b.md\nmsgid "salam"' in text
    assert text.count('msgid "salam"') == 1
    assert run(folder) == 0
    assert run(folder, "update", "--check") == 0


def test_the_projects_own_template_wins(small: Small) -> None:
    folder = small(
        {
            "content/a.md": "# A & B\n",
            "templates/handout.html": "{{ handout.title }}|{{ _('Mündəricat') }}|{{ handout.tag }}",
            "templates/card.txt": "{{ handout.title }}",
            "locale/en/LC_MESSAGES/a.po": HEAD.replace(": tr", ": en"),
        }
    )
    assert run(folder) == 0
    assert (folder / "dist/en/a.html").read_text("utf-8") == "A &amp; B|Contents|en"
    assert (folder / "dist/en/a.card.txt").read_text("utf-8") == "A & B"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_a_pipe_or_device_is_written_to_and_not_replaced(shipped: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    end = os.open(pipe, os.O_RDWR | os.O_NONBLOCK)
    try:
        assert run(shipped, "translate", "az", "glossary", "-o", str(pipe)) == 0
        assert pipe.is_fifo()
        assert os.read(end, 1 << 16) == (shipped / "content" / "glossary.md").read_bytes()
    finally:
        os.close(end)


def test_translate_gives_the_document_itself(shipped: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.md"
    assert run(shipped, "translate", "az", "glossary", "-o", str(target)) == 0
    assert target.read_bytes() == (shipped / "content" / "glossary.md").read_bytes()
    assert run(shipped, "translate", "en", "glossary", "-o", str(target)) == 0
    assert target.read_text("utf-8").startswith("---\nglossary: true\ndescription: ")


def test_a_configuration_may_begin_with_a_byte_order_mark(small: Small) -> None:
    folder = small({"content/a.md": "hello\n", "varaq.toml": '\ufeffsource = "en"\n'})
    assert run(folder) == 0
    assert (folder / "dist/en/a.html").is_file()


def test_a_markdown_handout_ends_where_its_text_does(small: Small) -> None:
    folder = small({"content/a.md": "salam\n\n```\nx\n", "content/b.md": "    x\n"})
    assert run(folder) == 0
    for name, end in (("a", "---\n\nsalam\n\n```\nx\n"), ("b", "---\n\n    x\n")):
        assert (folder / f"dist/az/{name}.md").read_text("utf-8").endswith(end)


def test_a_hyphen_is_standard_output(
    small: Small, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = small({"content/a.md": "salam\n"})
    monkeypatch.chdir(folder)
    for command in (["translate", "az", "a"], ["export", "tmx"]):
        assert run(folder, *command) == 0
        said = capsys.readouterr().out
        assert run(folder, *command, "-o", "-") == 0
        assert capsys.readouterr().out == said
    assert not (folder / "-").exists()


def test_characters_that_no_catalog_holds(small: Small) -> None:
    """NUL, and what divides context and text in .mo files: shown as U+FFFD in catalogs."""
    folder = small({"content/a.md": "a\4b **c\0d**\n", "content/b.txt": "e\4f\n"})
    assert run(folder, "init", "tr") == 0
    assert run(folder, "update", "--check") == 0
    assert run(folder) == 0
    text = (folder / "locale" / "tr" / "LC_MESSAGES" / "a.po").read_text("utf-8")
    assert 'msgid "a\ufffdb **c\ufffdd**"' in text


def test_a_pipe_stays_a_pipe_when_something_is_written_to_it(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert files.write(pipe, "Salam", "pipe")
        assert os.read(reader, 100) == b"Salam"
        assert pipe.is_fifo()
    finally:
        os.close(reader)
