"""Books: EPUB that readers take, whatever the document holds."""

from __future__ import annotations

import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import REQUIRED
from tests.strategies import DOCUMENT
from varaq import po
from varaq.cli import run
from varaq.document import markdown
from varaq.epub import _led
from varaq.epub.xhtml import xhtml

Small = Callable[..., Path]
JAR = Path("/usr/share/java/epubcheck.jar")
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc0"
    "000003010100c9fe92ef0000000049454e44ae426082"
)
MATH = "http://www.w3.org/1998/Math/MathML"
TRICKY = """---
title: "A & <b>"
description: Çətin
---

# Salam & <sağ> {#x1}

## Şəkil ![bir](s.png "t") {#x 2}

![iki](../yox.png) ![üç](https://a.az/p.png) [b](b.md#baş) [kənar](https://a.az/?a&b) <a@b.az>

- [ ] iş
- [x] hazır

| a | b |
|--:|:-:|
| 1 | `x<y` |

Mətn[^1] $a<b$ ~~yox~~\\
sətir

[^1]: Qeyd.

Söz
: İzah

<div class=x onclick="a()"><p>açıq<br>sətir &nbsp; &eacute; <img src="s.png">
<script>alert(1)</script><ul><li>bir<li>iki</div>

### Salam & <sağ>

<h4 id="x1">təkrar</h4>

#### Dərin

## Son
"""


def checked(path: Path) -> None:
    """EPUBCheck has nothing against a book."""
    if not JAR.is_file():
        message = "epubcheck is not installed"
        if REQUIRED:
            pytest.fail(message)
        pytest.skip(message)
    done = subprocess.run(
        ["java", "-jar", str(JAR), str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "0 fatals / 0 errors / 0 warnings" in done.stdout + done.stderr, done.stderr


def parts(path: Path) -> dict[str, str]:
    """The texts in a book, by their names."""
    with zipfile.ZipFile(path) as archive:
        return {
            name: archive.read(name).decode() for name in archive.namelist() if ".png" not in name
        }


@pytest.fixture
def book(small: Small) -> Path:
    folder = small(
        {
            "content/a/t.md": TRICKY,
            "content/a/s.png": PIXEL,
            "content/yox.txt": "x",
            "content/a/b.md": "# Baş\n",
            "locale/ar/LC_MESSAGES/a.t.po": 'msgid ""\nmsgstr "Content-Type: text/plain; '
            "charset=UTF-8\\nPO-Revision-Date: 2026-01-02 03:04+0200\\n"
            'Last-Translator: A & B <a@b.az>\\n"\n'
            '\nmsgid "Son"\nmsgstr "النهاية"\n',
        }
    )
    assert run(["-C", str(folder), "build", "--epub"]) == 0
    return folder / "dist"


def test_a_document_with_everything_is_a_book(book: Path) -> None:
    path = book / "ar" / "a" / "t.epub"
    found = parts(path)
    with zipfile.ZipFile(path) as archive:
        assert archive.infolist()[0].filename == "mimetype"
        assert archive.infolist()[0].compress_type == zipfile.ZIP_STORED
        assert archive.read("book/picture-1.png") == PIXEL
    package, text = found["book/book.opf"], found["book/text.xhtml"]
    assert 'page-progression-direction="rtl"' in package
    assert "2026-01-02T01:04:00Z" in package
    assert "A &amp; B" in package
    assert text.count('src="picture-1.png"') == 2
    assert "iki" in text
    assert '<a href="https://a.az/?a&amp;b">' in text
    for gone in ("https://a.az/p.png", "onclick", "alert", "b.md", "b.html"):
        assert gone not in text
    for name, page in found.items():
        if name != "mimetype" and not name.endswith(".css"):
            ElementTree.fromstring(page)  # noqa: S314 - it is what we made


def test_epubcheck_takes_it(book: Path) -> None:
    checked(book / "ar" / "a" / "t.epub")


def test_epubcheck_takes_the_shipped_handouts(shipped: Path) -> None:
    """One from right to left, and one whose words are the source's."""
    build = ["-C", str(shipped), "build", "--epub", "-l", "ar", "-l", "az", "-k", "handout.html"]
    assert run(build) == 0
    checked(shipped / "dist" / "ar" / "b2b-b2c-pm.epub")
    checked(shipped / "dist" / "az" / "glossary.epub")


def test_the_same_handout_is_the_same_book(book: Path) -> None:
    before = (book / "ar" / "a" / "t.epub").read_bytes()
    assert run(["-C", str(book.parent), "build", "--epub", "--force"]) == 0
    assert (book / "ar" / "a" / "t.epub").read_bytes() == before


def test_links_lead_to_the_web_where_that_is_known(small: Small) -> None:
    folder = small(
        {
            "varaq.toml": 'site_url = "https://a.az/v"\n',
            "content/a/t.md": "[b](b.md#baş)\n",
            "content/a/b.md": "# Baş\n",
        }
    )
    assert run(["-C", str(folder), "build", "--epub"]) == 0
    text = parts(folder / "dist" / "az" / "a" / "t.epub")["book/text.xhtml"]
    assert 'href="https://a.az/v/az/a/b.html#ba%C5%9F"' in text


@pytest.mark.parametrize(
    ("address", "there"),
    [
        ("/contact", "https://a.az/contact"),
        ("//b.az/x", "https://b.az/x"),
        ("?q=1", "https://a.az/v/az/a.html?q=1"),
        ("b.html?x=/../y#z:1", "https://a.az/v/az/b.html?x=/../y#z:1"),
        ("../../../../b.az/x", "https://a.az/b.az/x"),
        ("mailto:a@b.az", "mailto:a@b.az"),
        ("http://[b", None),
        ("javascript:alert(1)", None),
        ("java\tscript:alert(1)", None),
    ],
)
def test_links_lead_where_they_lead_on_the_web(address: str, there: str | None) -> None:
    assert _led(address, "https://a.az/v/az/a.html") == there


def test_without_a_site_only_whole_addresses_lead_anywhere() -> None:
    assert _led("b.html", "") is _led("//b.az/x", "") is None
    assert _led("https://b.az/x", "") == "https://b.az/x"


@pytest.mark.parametrize("path", ["../../varaq.toml", "../.secret.png", "/etc/x.png", "a.exe"])
def test_no_other_file_gets_into_a_book(small: Small, path: str) -> None:
    folder = small(
        {
            "varaq.toml": "",
            "content/a/t.md": f"![alt]({path})\n",
            "content/.secret.png": PIXEL,
            "content/a/a.exe": b"x",
        }
    )
    assert run(["-C", str(folder), "build", "--epub"]) == 0
    found = parts(folder / "dist" / "az" / "a" / "t.epub")
    assert len(found) == 6
    assert ">alt</p>" in found["book/text.xhtml"]


def test_a_picture_that_is_too_large_is_no_part_of_a_book(
    small: Small, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = small(
        {
            "varaq.toml": "largest_mb = 1\n",
            "content/a.md": "![alt](a.png)\n",
            "content/b.md": "![alt](b.png)\n",
            "content/a.png": PIXEL + bytes(1_000_000),
            "content/b.png": PIXEL,
        }
    )
    assert run(["-C", str(folder), "build", "--epub"]) == 2
    said = capsys.readouterr().err
    assert "content/a.png: error: the file has more than 1 MB; divide it, or set largest_mb" in said
    assert not (folder / "dist" / "az" / "a.epub").exists()
    assert (folder / "dist" / "az" / "b.epub").exists()
    assert (folder / "dist" / "az" / "a.html").exists()


def test_a_catalog_with_signs_that_are_not_xml_is_a_book(small: Small) -> None:
    bad = "\x01\x0b\ufffe]]>"
    source = '---\ntitle: bir\ndescription: iki\n---\n# uch\n\n<span lang="az">dord</span>\n'
    said = {word: word + bad for word in ("bir", "iki", "uch")}
    said['<span lang="az">dord</span>'] = f'<span lang="{bad}">dört</span>'
    entries = "".join(f"\nmsgid {po.quote(a)}\nmsgstr {po.quote(b)}\n" for a, b in said.items())
    header = f'# A{bad} <a@b.az>, 2026.\nmsgid ""\nmsgstr "Content-Type: charset=UTF-8\\n"\n'
    words = f'{header}\nmsgid "Mündəricat"\nmsgstr "{bad}"\n'
    root = small(
        {
            "content/a.md": source,
            "locale/tr/LC_MESSAGES/a.po": header + entries,
            "locale/tr/LC_MESSAGES/templates.po": words,
        }
    )
    assert run(["-C", str(root), "build", "--epub"]) == 0
    for name, text in parts(root / "dist/tr/a.epub").items():
        if name.endswith((".opf", ".xhtml")):
            ElementTree.fromstring(text)  # noqa: S314 - made by varaq


@pytest.mark.parametrize(
    ("html", "made"),
    [
        ('<svg viewBox="0 0 1 1"><use xlink:href="#a"/></svg>b', "b"),
        ('<i xml:lang="en" lang="en">a</i>', '<i lang="en" xml:lang="en">a</i>'),
        ('<a:b c="d">e</a:b>', "e"),
        ('<i xmlns="a" xmlns:q="" q:r="s">t</i>', "<i>t</i>"),
        ('<svg:script xmlns:svg="http://www.w3.org/2000/svg">a</svg:script>', "a"),
        ('<button formaction="javascript:a">b</button>', "<button>b</button>"),
        ('<input type="image" src="https://a.az/b">', '<input type="image"/>'),
        ('<a href="#x">a</a><b id="x">b</b>', '<a href="#x">a</a><b id="x">b</b>'),
        ('<a href="#y">a</a><b id="x">b</b>', '<a>a</a><b id="x">b</b>'),
        ("<math><mi>a</mi></math>", f'<math xmlns="{MATH}"><mi>a</mi></math>'),
        ("a <!-- b <i> --><![CDATA[c]]>d <b ", "a d &lt;b "),
    ],
)
def test_what_xml_has_no_place_for_is_left_out(html: str, made: str) -> None:
    assert xhtml(html, lambda address: address, lambda _: None) == made
    ElementTree.fromstring(f"<body>{made}</body>")  # noqa: S314 - it is what we made


def test_every_address_is_asked_for() -> None:
    assert xhtml('<area href="javascript:a">', lambda _: None, lambda _: None) == "<area/>"


def test_epubcheck_takes_what_an_author_wrote_by_hand(small: Small) -> None:
    html = (
        '<p xml:lang="en" lang="en">a <svg viewBox="0 0 1 1"><use xlink:href="#a"/></svg>'
        '<a href="#nowhere">b</a> <math><mi>c</mi></math> <a:b>d</a:b></p>\n'
    )
    folder = small({"content/a.md": f"# A\n\n{html}"})
    assert run(["-C", str(folder), "build", "--epub"]) == 0
    checked(folder / "dist/az/a.epub")


@given(DOCUMENT | st.text("<>&\"'= /!-ab\n;#x", max_size=60))
@settings(max_examples=200, deadline=None)
def test_any_text_becomes_xml(text: str) -> None:
    for html in (markdown.html(text), text):
        made = xhtml(html, lambda address: address, lambda address: address)
        ElementTree.fromstring(f"<body>{made}</body>")  # noqa: S314 - it is what we made
