"""Kinds of handouts: which are made of which documents."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from tests.conftest import snapshot
from varaq import cli, po
from varaq.document import markdown, markup, read
from varaq.document.addresses import redirected_html
from varaq.document.destinations import redirected
from varaq.locales import Locale
from varaq.pages.handouts import handout
from varaq.pages.rows import rows
from varaq.pages.slides import slides
from varaq.pages.tasks import named
from varaq.translation import source, translate

HEAD = 'msgid ""\nmsgstr ""\n"Language: tr\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
Small = Callable[[dict[str, str | bytes]], Path]


def run(folder: Path, *arguments: str) -> int:
    return cli.run(["-C", str(folder), *arguments])


def made(folder: Path) -> set[str]:
    dist = folder / "dist"
    return {path.relative_to(dist).as_posix() for path in dist.rglob("*") if path.is_file()}


def test_a_document_gets_the_kinds_that_its_front_matter_names(small: Small) -> None:
    folder = small(
        {
            "content/a.md": "---\nkinds: [slides, handout.md]\n---\n\n# A\n\n[b](b.md)\n",
            "content/b.md": "# B\n\n[a](a.md)\n",
            "content/c.md": "---\nkinds: bilingual\n---\n\n# C\n",
            "templates/card.txt": "{{ handout.title }}",
            "locale/tr/LC_MESSAGES/c.po": HEAD,
        }
    )
    assert run(folder) == 0
    wanted = {f"{tag}/a.{kind}" for tag in ("az", "tr") for kind in ("slides.html", "md")}
    wanted |= {f"{tag}/b.{kind}" for tag in ("az", "tr") for kind in ("html", "md", "card.txt")}
    wanted |= {f"{tag}/{name}" for tag in ("az", "tr") for name in ("index.html", "search.js")}
    assert made(folder) == wanted | {"tr/c.bilingual.html", "index.html"}
    assert 'href="b.html"' in (folder / "dist/tr/a.slides.html").read_text("utf-8")
    assert 'href="a.slides.html"' in (folder / "dist/tr/b.html").read_text("utf-8")
    assert 'href="a.slides.html"' in (folder / "dist/tr/index.html").read_text("utf-8")
    assert 'href="c.' not in (folder / "dist/az/index.html").read_text("utf-8")


def test_kinds_on_the_command_line_go_before_those_of_documents(small: Small) -> None:
    folder = small({"content/a.md": "---\nkinds: [slides]\n---\n\n# A\n", "content/b.md": "# B\n"})
    assert run(folder, "build", "-k", "handout.html") == 0
    assert made(folder) == {"az/a.html", "az/b.html"}


def test_an_unknown_kind_is_named_with_its_line(
    small: Small, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = small({"content/a.md": "---\ntitle: A\nkinds:\n- handout\n- slide\n---\n\n# A\n"})
    assert run(folder) == 2
    shown = capsys.readouterr().err
    assert 'content/a.md:5: error: there is no kind "slide"' in shown
    assert "handout.html, handout.md, bilingual.html, slides.html" in shown
    assert made(folder) >= {"az/a.html", "az/a.md"}
    assert run(folder, "check") == 1
    assert 'content/a.md:5: error: there is no kind "slide"' in capsys.readouterr().out


def page(folder: Path, name: str) -> str:
    return (folder / "dist" / name).read_text("utf-8")


def test_the_bilingual_page_has_a_row_for_each_unit(shipped: Path) -> None:
    assert run(shipped, "build", "-k", "bilingual") == 0
    assert not (shipped / "dist" / "az").exists()
    for name in ("b2b-b2c-pm", "glossary"):
        path = shipped / "content" / f"{name}.md"
        units = read(name, f"content/{name}.md", path.read_text("utf-8")).units
        for tag in ("ar", "en", "ru", "tr"):
            paths = [f"{tag}/{name}.bilingual.html"]
            paths += [f"{tag}/{name}.bilingual-{part}.html" for part in (2, 3)]
            texts = [page(shipped, path) for path in paths if (shipped / "dist" / path).exists()]
            assert len(texts) == (3 if name == "b2b-b2c-pm" else 1)
            assert sum(text.count('<th scope="row">') for text in texts) == len(units)
            for text in texts:
                ids = re.findall(r' id="([^"]*)"', text)
                assert len(ids) == len(set(ids))
                assert text.count("<h1") == 1
            assert {unit.anchor for unit in units if unit.anchor} <= set(
                re.findall(r' id="([^"]*)"', texts[0])
            ), "what leads to a heading leads there, or to a link to it"


STATES = """
#, fuzzy
#| msgid "Köhnə *mətn*"
msgid "Yeni *mətn*"
msgstr "Eski *metin*"

# Emin değilim.
msgid "Salam <b>[a][k]</b>"
msgstr "Selam <b>[a][k]</b>"

msgid "Pis"
msgstr "<script>alert(1)</script>"
"""


def test_a_row_says_what_a_translation_is(small: Small) -> None:
    source = (
        "# Baş {#bas}\n\nYeni *mətn*\n\n<!-- i18n:comment: A note. -->\nSalam <b>[a][k]</b>\n\n"
        "Pis\n\n| x\\|y | `z\\|` |\n|---|---|\n\n- 1\\. bir\n\n[k]: k.png\n"
    )
    folder = small(
        {"content/a.md": source, "content/k.png": b"k", "locale/tr/LC_MESSAGES/a.po": HEAD + STATES}
    )
    assert run(folder, "build", "-k", "bilingual") == 0
    text = page(folder, "tr/a.bilingual.html")
    states = re.findall(r'<tr id="[^"]*" class="[\w-]+ (\w+)', text)
    assert states == ["untranslated", "fuzzy", "translated", "faulty", *["untranslated"] * 3]
    assert '<tr id="bas" class="heading untranslated level-1">' in text
    assert '<div class="unconfirmed">Eski <em>metin</em></div>' in text
    assert '<span lang="az" dir="ltr">Köhnə <em>mətn</em></span>' in text
    assert 'Selam <b><a href="../assets/k.png">a</a></b>' in text
    assert "A note." in text
    assert "Emin değilim." in text
    assert "alert" not in text
    assert ">x|y</div>" in text
    assert "><code>z|</code></div>" in text
    assert ">1. bir</div>" in text


def test_a_bilingual_page_has_each_heading_once(small: Small) -> None:
    """Translated or not, and none deeper than one level below the one that it stands under."""
    source = "## A\n\n#### B\n\n### C\n\n# D\n\n###### E\n"
    done = "".join(f'\nmsgid "{word}"\nmsgstr "{word}2"\n' for word in "BDE")
    folder = small({"content/a.md": source, "locale/tr/LC_MESSAGES/a.po": HEAD + done})
    assert run(folder, "build", "-k", "bilingual") == 0
    text = page(folder, "tr/a.bilingual.html")
    found = re.findall(r"<h([1-6])[^>]*>(.*?)</h", text)
    assert found[1:] == [("2", "A"), ("3", "B2"), ("3", "C"), ("2", "D2"), ("3", "E2")]


def test_a_note_stands_on_a_bilingual_page_once(small: Small) -> None:
    note = "<!-- i18n:comment: Said once. -->\n"
    source = f"{note}# A\n\n{note}b\n\n{note}<!-- i18n:comment: More. -->\nc\n"
    folder = small({"content/a.md": source, "locale/tr/LC_MESSAGES/a.po": HEAD})
    assert run(folder, "build", "-k", "bilingual") == 0
    text = page(folder, "tr/a.bilingual.html")
    assert text.count("Said once.") == 1
    shown = re.findall(r"<a href=\"#a\">↑ 1</a>(.*?)</p>", text)
    assert shown == ["", '<span lang="" dir="auto">More.</span>']


def test_boxes_of_task_lists_have_names() -> None:
    html = markdown.html('- [ ] a *b* "c"\n  - [x] d\n- [ ] e\n\n  f\n- [x] <b>g</b>\n- [ ] \n')
    assert re.findall(r'aria-label="([^"]*)"', named(html)) == [
        "a b &quot;c&quot;",
        "d",
        "e",
        "g",
        "☐",
    ]
    assert re.sub(r' (?:aria-label|class)="[^"]*"', "", named(html)) == html


def test_no_file_is_made_of_two_documents(small: Small, capsys: pytest.CaptureFixture[str]) -> None:
    folder = small(
        {
            "content/a.md": "---\nkinds: [handout, slides, bilingual]\n---\n\n# A\n",
            "content/a.slides.md": "# B\n",
            "content/a.bilingual.md": "# C\n",
            "content/a.bilingual-2.md": "# D\n",
            "content/a.bilingual-02.md": "# E\n",
            "content/b.md": "# F\n",
            "content/b.slides.md": "# G\n",
            "locale/tr/LC_MESSAGES/a.po": 'msgid ""\nmsgstr ""\n',
        }
    )
    assert run(folder, "build") == 2
    said = [line for line in capsys.readouterr().err.splitlines() if "[file-taken]" in line]
    assert [line.partition(";")[0] for line in said] == [
        f"content/a.{name}.md: error: content/a.md makes a.{name}.html, too"
        for name in ("bilingual", "bilingual-2", "slides")
    ]
    assert "<title>A</title>" in page(folder, "az/a.slides.html")
    for name, title in (("a.bilingual-02", "E"), ("b", "F"), ("b.slides", "G")):
        assert f"<title>{title}</title>" in page(folder, f"az/{name}.html")
    assert not (folder / "dist/tr/a.bilingual-2.html").exists()


def test_no_further_page_of_a_handout_is_another_document(
    small: Small, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "".join(f"{number} {'x ' * 400}\n\n" for number in range(80))
    show = "{{ handout.title }} {% for part in handout.parts %}{{ part.url }} {% endfor %}"
    folder = small(
        {
            "content/a.md": f"# A\n\n{text}",
            "content/a-2.md": "# B\n",
            "content/a-02.md": "# C\n",
            "content/a-2.b.md": "# D\n",
            "templates/handout.html": show,
        }
    )
    assert run(folder, "build") == 2
    assert "content/a-2.md: error: content/a.md makes a-2.html, too" in capsys.readouterr().err
    assert page(folder, "az/a-2.html").startswith("A ")
    assert page(folder, "az/a-02.html").startswith("C ")
    assert page(folder, "az/a-2.b.html").startswith("D ")


def test_a_document_that_is_asked_for_takes_no_file_of_another(
    small: Small, capsys: pytest.CaptureFixture[str]
) -> None:
    deck = "---\nkinds: [handout, slides]\n---\n\n# A\n"
    folder = small({"content/a.md": deck, "content/a.slides.md": "# B\n"})
    assert run(folder, "build", "-d", "a") == 0
    assert run(folder, "build", "-d", "a.slides") == 2
    assert "content/a.md makes a.slides.html, too" in capsys.readouterr().err
    assert "<title>A</title>" in page(folder, "az/a.slides.html")


def test_ids_that_are_numbers_are_the_slides() -> None:
    html = markdown.html('# 1 {#1}\n\n[a](#1) b[^2] `id="3"`\n\n[^2]: c\n')
    (slide,) = slides(html, [])
    found = re.findall(r'(?:id|href)="([^"]*)"', slide.body)
    assert found == [":1", "#:1", "#:2", "3", ":2"], "but what stands in code"


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ('<a id="7" href="#8">', '<a id=":7" href="#:8">'),
        ('<a href="#8" id="7">', '<a href="#:8" id=":7">'),
        ('<i id="۱۴۰۳"><a href="#%DB%B1">', '<i id="۱۴۰۳"><a href="#%DB%B1">'),
        ('<i id="7a" title="8"> id="9"', '<i id="7a" title="8"> id="9"'),
    ],
)
def test_only_what_slides_have_for_an_address_is_another(html: str, shown: str) -> None:
    (slide,) = slides(f"<p>{html}</p>", [])
    assert slide.body == f"<p>{shown}</p>"


@pytest.mark.parametrize("piece", [' id="1', ' href="#1', ' id="'])
def test_ids_in_a_tag_that_does_not_end_are_looked_at_once(piece: str) -> None:
    html = f"<div{piece * 40_000}\n"
    began = time.process_time()
    (slide,) = slides(html, [])
    assert time.process_time() - began < 5, "where it took minutes"
    assert slide.body == html


def test_a_tag_that_has_many_numbers_and_no_end_is_read_once() -> None:
    html = "<p><a title='" + ' id="0' * 40_000 + "<'>x</a></p>"
    began = time.process_time()
    (slide,) = slides(html, [])
    assert slide.body == html
    assert time.process_time() - began < 3, "twice as much took four times as long once"


def test_slides_can_be_read_without_a_script(shipped: Path) -> None:
    assert run(shipped, "build", "-k", "slides") == 0
    counts = set()
    for tag in ("ar", "az", "en", "ru", "tr"):
        text = page(shipped, f"{tag}/b2b-b2c-pm.slides.html")
        html, _, script = text.rpartition("<script>")  # the one before is the picker's
        numbers = re.findall(r'<div class="slide[^"]*" id="(\d+)"', html)
        assert numbers == [str(number) for number in range(1, len(numbers) + 1)]
        counts.add(len(numbers))
        assert html.count("<h1") == 1
        assert "hidden" not in re.findall(r"<div class=\"slide[^>]*>", html)[-1]
        assert "src=" not in text
        assert "ArrowRight" in script
    assert len(counts) == 1
    assert counts.pop() > 10


def test_the_first_slide_is_the_titles() -> None:
    found = slides("<p>a</p>\n<h1>b</h1>\n<p>c</p>\n<h2>d</h2>\n<h3>e</h3>\n<p>f</p>\n", [])
    assert [(slide.title, slide.level, slide.alone) for slide in found] == [
        ("b", 1, False),
        ("d", 2, True),
        ("e", 3, False),
    ]
    assert found[0].body == "<p>a</p>\n<h1>b</h1>\n<p>c</p>\n"
    found = slides("<p>a</p>\n<h2>b</h2>\n", [])
    assert [(slide.body, slide.level) for slide in found] == [
        ("<p>a</p>\n", 0),
        ("<h2>b</h2>\n", 2),
    ]
    assert [(slide.body, slide.alone) for slide in slides("<h2>b</h2>", [])] == [
        ("", True),
        ("<h2>b</h2>", True),
    ]


def test_a_long_list_goes_on_on_the_next_slide() -> None:
    items = "".join(f"<li>{'x ' * 30}</li>\n" for _ in range(4))
    first, second = slides(f'<h1>a</h1>\n<ol start="3">\n{items}</ol>\n', [])
    assert first.body.startswith('<h1>a</h1>\n<ol start="3">\n<li>')
    assert second.body.startswith('<ol start="5">\n<li>')
    assert (second.title, second.goes_on, second.body.count("<li>")) == ("a", True, 2)


def test_a_list_that_counts_down_is_on_one_slide() -> None:
    items = "".join(f"<li>{'x ' * 30}</li>\n" for _ in range(4))
    for attributes in ("reversed", 'class="a" reversed=""'):
        html = f"<ol {attributes}>\n{items}</ol>\n"
        assert [slide.body for slide in slides(html, [])] == [html]


def test_slides_hold_all_of_a_page(examples: list[dict[str, Any]]) -> None:
    for example in examples:
        html = markdown.html(example["markdown"])
        parts = markup.top(html)
        assert "".join(html[start:end] for _, start, end in parts) == html
        shown = "".join(slide.body for slide in slides(html, []))
        assert re.sub(r' start="\d+"|\s|</?[ou]l>', "", shown) == re.sub(
            r' start="\d+"|\s|</?[ou]l>', "", html
        )


def test_files_travel_once_and_are_led_to_from_everywhere(small: Small) -> None:
    files: dict[str, str | bytes] = {
        "content/g/a.md": "# A\n\n![p](../pic/a%20b.png) [q](q.pdf#x) [no](../no.png)\n\n"
        "[r]: <../pic/a b.png>\n\n[r] `![c](q.pdf)`\n\n<img src='q.pdf'>\n\n[b](../b.md)\n\n"
        "[out](../../secret.txt) [hidden](../.env) [link](../link.png)\n",
        "content/b.md": "![p](pic/a%20b.png)\n",
        "content/pic/a b.png": b"png",
        "content/g/q.pdf": b"pdf",
        "content/unused.png": b"unused",
        "content/.env": b"secret",
        "secret.txt": b"secret",
        "locale/tr/LC_MESSAGES/b.po": HEAD,
    }
    folder = small(files)
    (folder / "content" / "link.png").symlink_to(folder / "secret.txt")
    assert run(folder) == 0
    assert {name for name in made(folder) if name.startswith("assets/")} == {
        "assets/pic/a b.png",
        "assets/g/q.pdf",
    }
    for tag in ("az", "tr"):
        html, text = page(folder, f"{tag}/g/a.html"), page(folder, f"{tag}/g/a.md")
        assert 'src="../../assets/pic/a%20b.png"' in html
        assert 'href="../../assets/g/q.pdf#x"' in html
        assert 'src="../../assets/g/q.pdf"' in html
        assert "![p](../../assets/pic/a%20b.png) [q](../../assets/g/q.pdf#x)" in text
        assert "[r]: ../../assets/pic/a%20b.png" in text
        assert "`![c](q.pdf)`" in text
        assert '<img src="../../assets/g/q.pdf">' in text
        assert "[b](../b.md)" in text
        assert "[out](../../secret.txt) [hidden](../.env) [link](../link.png)" in text
        assert 'src="../assets/pic/a%20b.png"' in page(folder, f"{tag}/b.html")
    before = snapshot(folder)
    assert run(folder) == 0
    assert snapshot(folder) == before


def test_a_link_in_code_is_no_link() -> None:
    html = '<p><code>href="b.md"</code> src="b.md" <a href="b.md">b</a></p>'
    assert redirected_html(html, lambda _: "c") == html.replace('<a href="b.md"', '<a href="c"')


def lead(target: str) -> str | None:
    """Another address for each that is neither empty nor leads elsewhere."""
    target = unquote(target)
    if not target or re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|#", target):
        return None
    return f"x{len(target)}"


def test_markdown_leads_where_its_page_does(examples: list[dict[str, Any]]) -> None:
    """Redirected and rendered is what rendered and redirected is."""
    changed = 0
    for example in examples:
        text = example["markdown"]
        page = redirected_html(markdown.html(text), lead)
        assert markdown.html(redirected(text, lead)) == page, text
        changed += page != markdown.html(text)
    assert changed > 100


def joined(html: str) -> str:
    """HTML without titles of links, which rows leave out, and with one kind of white space."""
    return " ".join(re.sub(r'(<[^<>]*) title="[^"]*"', r"\1", html).split())


def test_a_row_shows_what_the_page_shows(examples: list[dict[str, Any]]) -> None:
    az = Locale.parse("az")
    count = 0
    for example in examples:
        if "(<foo\nbar>)" in example["markdown"]:
            continue  # which is a link once it is on one line, as translators see it
        document = read("a", "a.md", example["markdown"])
        page = joined(markdown.html(example["markdown"]))
        for row in rows(source(document), az, az):
            if row.kind not in ("link title", "front matter"):
                assert joined(str(row.source)) in page, (example["number"], row)
                assert row.source == row.target
                count += 1
    assert count > 700


def test_slides_are_the_same_in_every_language_of_a_book(corpus: Path) -> None:
    en, fa = Locale.parse("en"), Locale.parse("fa")
    catalog = po.parse((corpus / "po" / "fa.po").read_text("utf-8"))
    for path in sorted((corpus / "src").rglob("*.md")):
        document = read("a", "a.md", path.read_text("utf-8"))
        there = handout(source(document), en, en, None, "").slides
        here = handout(translate(document, catalog), fa, en, None, "").slides
        assert len(there) == len(here), path


def test_what_says_that_it_is_an_id_is_none() -> None:
    words = '<span lang="a id=\'" dir=\'x" onclick=alert(1) "\'>y</span>'
    document = read("a", "content/a.md", "Salam\n")
    catalog = po.parse(f"{HEAD}\nmsgid {po.quote('Salam')}\nmsgstr {po.quote(words)}\n", "tr.po")
    made = translate(document, catalog)
    (row,) = rows(made, Locale.parse("tr"), Locale.parse("az"))
    assert row.target == words, "once a part of it was taken for one, and the next said a script"


def test_ids_are_left_out_of_rows() -> None:
    source = "<a id='b' class=c>d</a> <a ID=e> <i title=' id=\"f\"'>g</i>\n"
    (row,) = rows(
        translate(read("a", "content/a.md", source), po.parse(HEAD, "tr.po")),
        Locale.parse("az"),
        Locale.parse("az"),
    )
    assert row.source == "<a class=c>d</a> <a> <i title=' id=\"f\"'>g</i>"


@pytest.mark.parametrize(
    "words",
    [
        '<span lang="<p " dir=\'>\u2060</p> " onclick=alert(1) \'>y</span>',
        '<span lang="<li onclick=alert(1) " dir=\'><input disabled="" type="checkbox"/>\nx\'>'
        "y</span>",
    ],
)
def test_what_says_that_it_is_a_tag_is_none(words: str) -> None:
    document = read("a", "content/a.md", "Salam\n")
    catalog = po.parse(f"{HEAD}\nmsgid {po.quote('Salam')}\nmsgstr {po.quote(words)}\n", "tr.po")
    tr, az = Locale.parse("tr"), Locale.parse("az")
    assert "onclick" not in handout(translate(document, catalog), tr, az, None, "").body
