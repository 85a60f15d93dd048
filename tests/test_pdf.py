"""What is printed, read back: the PDF files of a build."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import REQUIRED
from varaq import cli
from varaq.errors import Severity, VaraqError
from varaq.pdf import Press, Printed, Shelf

Small = Callable[[dict[str, str | bytes]], Path]
LANGUAGES = ["ar", "az", "en", "ru", "tr"]
LARGEST = 1_000_000
HEADER = 'msgid ""\nmsgstr "Language: en\\nContent-Type: text/plain; charset=UTF-8\\n"\n'
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9"/></svg>'
PANGRAMS = {
    "az": "Zəfər, jaketini də papağını da götür, bu axşam hava çox soyuq olacaq. Ğ ğ İ ı Ş",
    "en": "The quick brown fox jumps over the lazy dog – “quoted”, it’s 5 € … №",
    "tr": "Pijamalı hasta yağız şoföre çabucak güvendi. Ğ İ ı Ş Ü ₺",
    "ru": "Съешь же ещё этих мягких французских булок, да выпей чаю. «Ёлка» № ₽",
    "ar": "نص حكيم له سر قاطع وذو شأن عظيم مكتوب على ثوب أخضر، ومغلف بجلد أزرق؟ ٠١٢٣٤٥٦٧٨٩",
    "de": "Zwölf Boxkämpfer jagen Viktor quer über den großen Sylter Deich. „ẞ“",
    "fr": "Portez ce vieux whisky au juge blond qui fume. Œuvre, naïf, Ÿ, « là »",
    "es": "El pingüino Wenceslao hizo kilómetros bajo exhaustiva lluvia. ¿Ñ? ¡Á!",
    "fa": "بر اثر چنین تلقین و شست‌وشوی مغزی جامعه، حدود گچ پژوه ک ی ۰۱۲۳۴۵۶۷۸۹",
    "uk": "Щастям б'єш жук їх глицю в фон й ґедзь пріч. Єґіпет ₴",
    "ka": "ჩარხზე ვაჟკაცი ქვევრს ღვინით ფუძემდებლობს წყალს ჭურში შთანთქავს ჰყოფს ჯობ ₾",
    "kk": "Қазақ әліпбиі: Ә ғ Қ ң Ө ұ Ү һ І щ ъ ₸",
    "uz": "Oʻzbekiston, gʻoza, sanʼat, choʻl, shahar",
    "zh": "天地玄黄，宇宙洪荒。日月盈昃，辰宿列张。“引号”《书名》",
    "ja": "いろはにほへと　チリヌルヲ。「漢字」、々ー・",
    "ko": "키스의 고유조건은 입술끼리 만나야 하고 특별한 기술은 필요치 않다.",
}


@pytest.fixture(scope="module")
def reader() -> Callable[[bytes | Path], Any]:
    """What opens PDFs; where anything for print is missing, tests skip, or fail if required."""
    try:
        Press(Shelf(Path(), Path(), LARGEST))
        from pypdf import PdfReader
    except (VaraqError, ImportError) as error:
        if REQUIRED:
            pytest.fail(str(error))
        pytest.skip(str(error))
    from io import BytesIO

    return lambda data: PdfReader(BytesIO(data if isinstance(data, bytes) else data.read_bytes()))


def run(folder: Path, *arguments: str) -> int:
    return cli.run(["-C", str(folder), *arguments])


def titles(outline: list[Any], depth: int = 1) -> Iterator[tuple[int, str]]:
    for item in outline:
        if isinstance(item, list):
            yield from titles(item, depth + 1)
        else:
            yield depth, item.title


def text_of(pdf: Any) -> str:
    return "\n".join(page.extract_text() for page in pdf.pages)


def fonts(pdf: Any) -> Iterator[Any]:
    seen = set()
    for page in pdf.pages:
        for reference in page["/Resources"]["/Font"].values():
            if reference.indirect_reference.idnum not in seen:
                seen.add(reference.indirect_reference.idnum)
                yield reference.get_object()


def parts(node: Any) -> Iterator[Any]:
    """The structure elements of a tagged PDF, in order."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for kid in node:
            yield from parts(kid)
    elif isinstance(node, dict):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from parts(node["/K"])


def letters(text: str) -> set[str]:
    """What is written in a text, however it is shaped: Arabic's forms are their letters."""
    return {
        char
        for char in unicodedata.normalize("NFKC", text)
        if unicodedata.category(char)[0] in "LNS"
    }


def printed(press: Press, html: str, site_url: str = "") -> Printed:
    if "<html" not in html:
        html = f'<html lang="az"><title>A</title>{html}</html>'
    return press.printed(html, "az/a.html", site_url)


def test_the_shipped_handouts_in_print(
    shipped: Path, reader: Callable[[Path], Any], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(shipped, "build", "--pdf") == 0
    said = capsys.readouterr().err
    assert "warning" not in said, "WeasyPrint does not know all of the style"
    for tag in LANGUAGES:
        page = (shipped / "dist" / tag / "b2b-b2c-pm.html").read_text("utf-8")
        pdf = reader(shipped / "dist" / tag / "b2b-b2c-pm.pdf")
        root = pdf.trailer["/Root"]
        assert root["/Lang"] == tag
        assert root["/MarkInfo"]["/Marked"]
        assert root["/ViewerPreferences"]["/DisplayDocTitle"]
        assert b'pdfuaid:part="1"' in root["/Metadata"].get_data()
        (title,) = re.findall(r"<title>(.*)</title>", page)
        assert pdf.metadata.title == title
        assert "/CreationDate" not in pdf.metadata
        article = page[page.index("<article>") :]
        article = re.sub(r"(?s)<nav.*?</nav>", "", article)
        headings = re.findall(r"<h(\d)[^>]*>(.*?)</h", article)
        assert list(titles(pdf.outline)) == [(int(level), words) for level, words in headings]
        kinds = [part["/S"] for part in parts(root["/StructTreeRoot"])]
        assert [k for k in kinds if re.fullmatch("/H[1-6]", k)].count("/H1") == 1
        assert kinds.count("/P") >= article.count("<p>")
        for font in fonts(pdf):
            (inner,) = font["/DescendantFonts"]
            descriptor = inner.get_object()["/FontDescriptor"]
            assert "/FontFile2" in descriptor or "/FontFile3" in descriptor
            assert re.match(r"/[A-Z]{6}\+", font["/BaseFont"]), "the whole font is embedded"
            assert "/ToUnicode" in font
        words = re.sub(r"<[^>]*>", " ", article[: article.index("</article>")])
        assert letters(words) <= letters(text_of(pdf))


def test_the_other_kinds_in_print(
    shipped: Path, reader: Callable[[Path], Any], capsys: pytest.CaptureFixture[str]
) -> None:
    kinds = ("-k", "slides", "-k", "bilingual")
    assert run(shipped, "build", "--pdf", "-l", "ar", "-l", "en", *kinds) == 0
    assert "warning" not in capsys.readouterr().err
    for tag in ("ar", "en"):
        for kind in ("slides", "bilingual"):
            pdf = reader(shipped / "dist" / tag / f"b2b-b2c-pm.{kind}.pdf")
            page = (shipped / "dist" / tag / f"b2b-b2c-pm.{kind}.html").read_text("utf-8")
            assert pdf.trailer["/Root"]["/Lang"] == tag
            assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
            assert f"<title>{pdf.metadata.title}</title>" in page
            assert len(pdf.pages) > 5
            wide = pdf.pages[0].mediabox.width > pdf.pages[0].mediabox.height
            assert wide == (kind == "slides")


def test_a_picture_is_there_when_its_page_is_printed(
    small: Small, reader: Callable[[Path], Any], capsys: pytest.CaptureFixture[str]
) -> None:
    root = small({"content/g/a.md": "# A\n\n![Picture](b.svg)\n", "content/g/b.svg": SVG})
    assert run(root, "build", "--pdf") == 0
    assert "warning" not in capsys.readouterr().err
    root_part = reader(root / "dist" / "az" / "g" / "a.pdf").trailer["/Root"]
    figures = [part for part in parts(root_part["/StructTreeRoot"]) if part["/S"] == "/Figure"]
    assert [figure["/Alt"] for figure in figures] == ["Picture"]


@pytest.mark.parametrize("tag", PANGRAMS)
def test_every_language_has_its_glyphs(
    tag: str, tmp_path: Path, reader: Callable[[bytes], Any]
) -> None:
    sample = PANGRAMS[tag]
    html = (
        f'<html lang="{tag}"><style>b, code {{ font-family: sans-serif }}</style>'
        f"<p style='font-family: serif'>{sample}<p><b>{sample}</b></html>"
    )
    made = printed(Press(Shelf(tmp_path, tmp_path, LARGEST)), html)
    assert [problem for problem in made.problems if problem.code == "no-glyph"] == []
    assert letters(sample) <= letters(text_of(reader(made.data)))


def test_a_character_without_a_glyph_is_reported(tmp_path: Path, reader: object) -> None:
    assert reader
    made = printed(Press(Shelf(tmp_path, tmp_path, LARGEST)), "<p>a\ue123b")
    (problem,) = (problem for problem in made.problems if problem.code == "no-glyph")
    assert "U+E123" in problem.message
    assert "fonts-noto-core" in problem.remedy


@pytest.mark.parametrize(
    ("code", "digits"), [("fa", "۱۲۳"), ("ar_EG", "١٢٣"), ("ar", "123"), ("en", "123")]
)
def test_pages_are_numbered_in_the_languages_digits(
    code: str, digits: str, small: Small, reader: Callable[[Path], Any]
) -> None:
    text = "# T\n\n" + "".join(f"## H{n}\n\n{'Text. ' * 900}\n\n" for n in "abc")
    root = small({"content/a.md": text, "varaq.toml": f'source = "{code}"\n'})
    assert run(root, "build", "--pdf", "-k", "handout") == 0
    pdf = reader(root / "dist" / code.replace("_", "-") / "a.pdf")
    assert len(pdf.pages) >= 3
    for page, digit in zip(pdf.pages, digits, strict=False):
        numbers = re.findall(r"\d+", page.extract_text())
        assert digit in numbers
        assert set("".join(numbers)) <= set("0123456789") or not digit.isascii()
    contents = pdf.pages[0].extract_text()
    assert set(digits) & set(re.findall(r"\d", contents))


def test_where_letter_is_used_it_is_printed_on(small: Small, reader: Callable[[Path], Any]) -> None:
    root = small({"content/a.md": "# A\n", "varaq.toml": 'source = "en_US"\n'})
    assert run(root, "build", "--pdf") == 0
    box = reader(root / "dist" / "en-US" / "a.pdf").pages[0].mediabox
    assert (round(float(box.width)), round(float(box.height))) == (612, 792)


def test_the_same_build_prints_the_same_bytes(small: Small, tmp_path: Path, reader: object) -> None:
    assert reader
    root = small({"content/a.md": "# A\n\nText, [b](b.md).\n", "content/b.md": "# B\n"})
    assert run(root, "build", "--pdf") == 0
    one = (root / "dist" / "az" / "a.pdf").read_bytes()
    other = root.rename(tmp_path / "elsewhere")
    assert run(other, "build", "--pdf", "--force") == 0
    assert (other / "dist" / "az" / "a.pdf").read_bytes() == one
    assert str(tmp_path).encode() not in one


def test_a_page_takes_no_files_but_the_projects(tmp_path: Path, reader: object) -> None:
    assert reader
    output, content, outside = (tmp_path / name for name in ("dist", "content", "outside"))
    for folder in (output / "az", content, outside):
        folder.mkdir(parents=True)
        (folder / "a.svg").write_bytes(SVG)
    (output / "az" / "link.svg").symlink_to(outside / "a.svg")
    refused = [
        "https://example.org/a.svg",
        "http://127.0.0.1:1/a.svg",
        "ftp://example.org/a.svg",
        "//example.org/a.svg",
        "file:///etc/hostname",
        "file://example.org/a.svg",
        (outside / "a.svg").as_uri(),
        "../../outside/a.svg",
        "..%2F..%2Foutside/a.svg",
        "link.svg",
        "a%00.svg",
        "gopher:a",
    ]
    press = Press(Shelf(output, content, LARGEST))
    given = ["a.svg", (content / "a.svg").as_uri(), "data:image/svg+xml," + SVG.decode("ascii")]
    for address in given:
        page = f"<p><img alt='x' src='{address}'>"
        assert printed(press, page).problems == (), address
    for number, address in enumerate(refused):
        shown = [
            f"<p><img alt='x' src='{address}'>",
            f"<link rel=stylesheet href='{address}'>",
            f"<link rel=attachment href='{address}'><p>x",
            f"<p style='background: url({address})'>x",
        ][number % 4]
        found = printed(press, shown)
        (problem,) = found.problems
        assert "Failed to load" in problem.message, address
        assert problem.severity is Severity.WARNING


@pytest.mark.parametrize(
    "html",
    [
        '<p style="font-size:1e30px">x</p>',
        '<p style="margin-left:1e400px">x</p>',
        f"{'<div>' * 3000}x",
    ],
)
def test_a_page_that_no_paper_can_hold_is_missing_alone(
    html: str, small: Small, reader: object, capsys: pytest.CaptureFixture[str]
) -> None:
    assert reader
    root = small({"content/a.md": f"{html}\n", "content/b.md": "# B\n"})
    assert run(root, "build", "--pdf") == 2
    said = capsys.readouterr().err
    assert "dist/az/a.pdf: error: this page can't be printed (" in said
    made = {path.name for path in (root / "dist/az").iterdir()}
    assert {"a.html", "b.html", "b.pdf", "index.html"} <= made
    assert "a.pdf" not in made


@pytest.mark.parametrize(
    ("html", "same"),
    [
        ("<td colspan={}>x", "1000"),
        ("<td rowspan={}>x<tr><td>y", "65534"),
        ("<colgroup span={}><tr><td>x", "1000"),
        ("<col span={}><tr><td>x", "1000"),
    ],
)
def test_what_spans_without_measure_spans_as_much_as_html_lets_it(
    html: str, same: str, tmp_path: Path, reader: object
) -> None:
    assert reader
    press = Press(Shelf(tmp_path, tmp_path, LARGEST))
    bounded = printed(press, f"<table>{html.format(same)}</table>").data
    for number in ("1000000", " 0009999999", "9" * 5000):
        assert printed(press, f"<table>{html.format(repr(number))}</table>").data == bounded


def test_a_picture_that_is_too_large_is_not_printed(tmp_path: Path, reader: object) -> None:
    assert reader
    (tmp_path / "az").mkdir()
    (tmp_path / "az" / "a.svg").write_bytes(SVG + b" " * LARGEST)
    (problem,) = printed(
        Press(Shelf(tmp_path, tmp_path, LARGEST)), "<p><img alt='x' src=a.svg>"
    ).problems
    assert "it has more than 1 MB" in problem.message
    assert problem.severity is Severity.WARNING


def test_an_svg_picture_names_nothing_outside(tmp_path: Path, reader: object) -> None:
    assert reader
    (tmp_path / "az").mkdir()
    inner = '<image href="file:///etc/hostname" width="9" height="9"/></svg>'
    (tmp_path / "az" / "a.svg").write_text(SVG.decode().replace("</svg>", inner), "utf-8")
    press = Press(Shelf(tmp_path, tmp_path, LARGEST))
    (problem,) = printed(press, "<p><img alt='x' src=a.svg>").problems
    assert "file:///etc/hostname" in problem.message


def test_links_lead_to_the_web_or_to_the_file_beside(
    small: Small, reader: Callable[[Path], Any]
) -> None:
    def addresses(root: Path) -> list[str]:
        page = reader(root / "dist" / "az" / "g" / "a.pdf").pages[-1]
        links = [item.get_object() for item in page["/Annots"]]
        assert all("/Contents" in link for link in links)
        return [link["/A"]["/URI"] for link in links if "/A" in link]

    files: dict[str, str | bytes] = {
        "content/g/a.md": "# A\n\n[b](../b.md), [web](https://example.net/x)\n",
        "content/b.md": "# B\n",
    }
    root = small(files)
    assert run(root, "build", "--pdf") == 0
    assert addresses(root) == ["../b.html", "https://example.net/x"]
    page = (root / "dist" / "az" / "g" / "a.html").read_text("utf-8")
    assert 'class="qr"' not in page
    (root / "varaq.toml").write_text('site_url = "https://example.org/h"\n', "utf-8")
    assert run(root, "build", "--pdf") == 0
    site = "https://example.org/h/az/"
    assert addresses(root) == [f"{site}b.html", "https://example.net/x", f"{site}g/a.html"]


def test_a_pdf_is_listed_beside_its_page(small: Small, reader: object) -> None:
    assert reader
    root = small({"content/a.md": "# A\n"})
    assert run(root, "build", "--pdf") == 0
    assert 'href="a.pdf">PDF</a>' in (root / "dist" / "az" / "index.html").read_text("utf-8")
    page = (root / "dist" / "az" / "a.html").read_text("utf-8")
    assert '<link rel="alternate" type="application/pdf" href="a.pdf">' in page


def test_links_to_pages_and_to_their_pdfs_are_told_apart(small: Small, reader: object) -> None:
    assert reader
    root = small({"content/a.md": "# A\n", "locale/en/LC_MESSAGES/a.po": HEADER})
    kinds = ("-k", "handout", "-k", "bilingual", "-k", "slides")
    assert run(root, "build", "--pdf", "-l", "en", *kinds) == 0
    for name in ("a.html", "a.bilingual.html"):
        page = (root / "dist" / "en" / name).read_text("utf-8")
        foot = page[page.index('<ul class="links">') :]
        links = re.findall(r'<li><a href="[^"]*"[^>]*>([^<]*)</a>', foot)
        assert len(links) == len(set(links)) > 3, name
        assert "Slides (PDF)" in links


def test_a_build_without_print_leaves_no_older_pdf(small: Small, reader: object) -> None:
    assert reader
    root = small({"content/a.md": "# A\n"})
    assert run(root, "build", "--pdf") == 0
    assert (root / "dist" / "az" / "a.pdf").exists()
    assert run(root, "build") == 0
    assert not (root / "dist" / "az" / "a.pdf").exists()


def test_without_weasyprint_the_error_says_what_to_install(
    small: Small,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    missing = tmp_path / "missing"
    missing.mkdir()
    (missing / "weasyprint.py").write_text(
        "raise ModuleNotFoundError(name='weasyprint')\n", "utf-8"
    )
    monkeypatch.syspath_prepend(missing)
    root = small({"content/a.md": "# A\n"})
    assert run(root, "build", "--pdf") == 2
    assert "pip install 'varaq[pdf]'" in capsys.readouterr().err
    assert not (root / "dist").exists()
    assert run(root, "build") == 0


def test_a_page_that_is_divided_for_the_web_is_whole_on_paper(
    small: Small, reader: Callable[[bytes | Path], Any]
) -> None:
    from tests.test_parts import FILES

    folder = small(FILES)
    assert run(folder, "build", "-k", "bilingual", "-d", "a", "-l", "tr", "--pdf") == 0
    made = {path.name for path in (folder / "dist/tr").iterdir()}
    assert "a.bilingual-2.html" in made
    assert {name for name in made if name.endswith(".pdf")} == {"a.bilingual.pdf"}
    pages = reader(folder / "dist/tr/a.bilingual.pdf").pages
    words = " ".join(page.extract_text() for page in pages)
    assert all(f"Abzas {number}:" in words for number in (1, 20, 40))
    links = [note.get_object() for page in pages for note in page.get("/Annots", ())]
    assert not any("bilingual-" in str(note.get("/A")) for note in links)
