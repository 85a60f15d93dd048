"""Raw texts to Markdown: the rules case by case, and the laws for any text."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import DATA, ROOT
from varaq import rawtext
from varaq.document import markdown, read
from varaq.document.literal import Frame, literal
from varaq.errors import VaraqError
from varaq.rawtext import Block, headings, lines

LONG = "Bu cümlə bir sətrə sığmır, çünki kimsə onu heç yerdə qırmayıb və o, davam edir. " * 2
WRAPPED = (
    "Bu abzas bir neçə sətirdə yazılıb, çünki onu yazan sətirləri yetmiş beş\n"
    "simvoldan uzun etmir; sətirlər birləşir və abzas bir sətir olur, başqa heç\n"
    "nə dəyişmir."
)
ONE_LINE = WRAPPED.replace("\n", " ")

# each: a raw text, and the Markdown that comes of it
CASES: dict[str, tuple[str, str]] = {
    "title and paragraph": ("Başlıq\n\nMətn.\n", "# Başlıq\n\nMətn.\n"),
    "a title may end a sentence": ("Bu nədir?\n\nMətn.", "# Bu nədir?\n\nMətn.\n"),
    "text right below the title": (f"Başlıq\n{WRAPPED}\n", f"# Başlıq\n\n{ONE_LINE}\n"),
    "a wrapped title": (
        "Bir B2C məhsulundakı PM ilə B2B məhsulundakı PM\narasındakı əsas fərq nədir?\n\nMətn.",
        "# Bir B2C məhsulundakı PM ilə B2B məhsulundakı PM arasındakı əsas fərq nədir?\n\nMətn.\n",
    ),
    "labels, capitals, short lines": (
        "T\n\ncavab 1:\n\nMƏHSUL\n\nMətn.\n\nBaş rol\n\nMətn.\n\ncavab 2:\n\nMətn.",
        "# T\n\n## cavab 1:\n\n### MƏHSUL\n\nMətn.\n\n### Baş rol\n\nMətn.\n\n"
        "## cavab 2:\n\nMətn.\n",
    ),
    "capitals that come again are a level": (
        "T\n\nGİRİŞ\n\nMətn.\n\nMəqsəd\n\nMətn.\n\nNƏTİCƏ\n\nMətn.",
        "# T\n\n## GİRİŞ\n\nMətn.\n\n### Məqsəd\n\nMətn.\n\n## NƏTİCƏ\n\nMətn.\n",
    ),
    "labels right below capitals": (
        "T\n\nSUALLAR\n\nsual 1:\n\nNə?\n\nCAVABLAR\n\ncavab 1:\n\nBu.\n\ncavab 2:\n\nO.",
        "# T\n\n## SUALLAR\n\n### sual 1:\n\nNə?\n\n## CAVABLAR\n\n### cavab 1:\n\nBu.\n\n"
        "### cavab 2:\n\nO.\n",
    ),
    "two kinds of labels": (
        "T\n\nSual 1:\nNə?\n\nCavab 1:\nBu.\n\nSual 2:\nKim?\n\nCavab 2:\nO.",
        "# T\n\n## Sual 1:\n\nNə?\n\n### Cavab 1:\n\nBu.\n\n## Sual 2:\n\nKim?\n\n"
        "### Cavab 2:\n\nO.\n",
    ),
    "labels with titles and Roman numerals": (
        "T\n\nFəsil I: Giriş\n\nMətn.\n\nFƏSİL II - Nəticə\n\nMətn.",
        "# T\n\n## Fəsil I: Giriş\n\nMətn.\n\n## FƏSİL II - Nəticə\n\nMətn.\n",
    ),
    "a word and a number once is no label": (
        "T\n\nMətn.\n\nVersiya 2: Bu cümlədir.\n\nMətn.",
        "# T\n\nMətn.\n\nVersiya 2: Bu cümlədir.\n\nMətn.\n",
    ),
    "steps in whole sentences are no labels": (
        "T\n\nAddım 1: Düyməni basın.\n\nAddım 2: Gözləyin.\n\nMətn.",
        "# T\n\nAddım 1: Düyməni basın.\n\nAddım 2: Gözləyin.\n\nMətn.\n",
    ),
    "a label first is no title where it comes again": (
        "cavab 1:\n\nMətn.\n\ncavab 2:\n\nMətn.",
        "## cavab 1:\n\nMətn.\n\n## cavab 2:\n\nMətn.\n",
    ),
    "dotless and dotted i": (
        "T\n\nQIŞ VƏ YAY\n\nMətn.\n\nİLK QAYDA\n\nMətn.\n\nQıŞ VƏ YAY.\n\nMətn.",
        "# T\n\n## QIŞ VƏ YAY\n\nMətn.\n\n## İLK QAYDA\n\nMətn.\n\nQıŞ VƏ YAY.\n\nMətn.\n",
    ),
    "labels in small letters and in capitals are one": (
        "T\n\nqış 1:\n\nMətn.\n\nQIŞ 2\n\nMətn.",
        "# T\n\n## qış 1:\n\nMətn.\n\n## QIŞ 2\n\nMətn.\n",
    ),
    "a sentence of acronyms is no heading": (
        "T\n\nSEO, SEM, UX.\n\nMətn.\n\nAPI YOXDUR.\n\nMətn.",
        "# T\n\nSEO, SEM, UX.\n\nMətn.\n\nAPI YOXDUR.\n\nMətn.\n",
    ),
    "a text all in capitals has no headings in capitals": (
        "T\n\nBU, ÇOX UZUN OLMAYAN BİR CÜMLƏDİR, YAXŞI\n\nBU DA BİR CÜMLƏ, ÇOX UZUN OLMAYAN\n\nSON",
        "# T\n\nBU, ÇOX UZUN OLMAYAN BİR CÜMLƏDİR, YAXŞI\n\nBU DA BİR CÜMLƏ, ÇOX UZUN OLMAYAN\n\n"
        "SON\n",
    ),
    "a line with an address is a source": (
        "T\n\nMətn.\n\nƏvvəlcə saastras.com saytında\n\nMətn.",
        "# T\n\nMətn.\n\nƏvvəlcə saastras.com saytında\n\nMətn.\n",
    ),
    "short lines in a row are none": (
        "T\n\nMətn.\n\nHörmətlə\n\nƏli Məmmədov\n\nBakı",
        "# T\n\nMətn.\n\nHörmətlə\n\nƏli Məmmədov\n\nBakı\n",
    ),
    "nothing is headed by the last line": ("T\n\nMətn.\n\nSON", "# T\n\nMətn.\n\nSON\n"),
    "a short line behind a colon is what it announces": (
        "T\n\nŞüar budur:\n\nİş və yol\n\nMətn.",
        "# T\n\nŞüar budur:\n\nİş və yol\n\nMətn.\n",
    ),
    "a small letter first is no heading": (
        "T\n\nMətn.\n\niş və yol\n\nMətn.",
        "# T\n\nMətn.\n\niş və yol\n\nMətn.\n",
    ),
    "a subtitle": (
        "T\n\nƏli Məmmədov\n\nGİRİŞ\n\nMətn.\n\nSON SÖZ\n\nMətn.",
        "# T\n\nƏli Məmmədov\n\n## GİRİŞ\n\nMətn.\n\n## SON SÖZ\n\nMətn.\n",
    ),
    "numbered headings": (
        "T\n\n1. Giriş\n\nMətn.\n\n1.1 Məqsəd\n\nMətn.\n\n2. Nəticə\n\nMətn.",
        "# T\n\n## 1. Giriş\n\nMətn.\n\n### 1.1 Məqsəd\n\nMətn.\n\n## 2. Nəticə\n\nMətn.\n",
    ),
    "underlined headings and rules": (
        "T\n===\n\nGiriş\n-----\nMətn.\n\n* * *\n\nMətn.\n----------------\nMətn.",
        "# T\n\n## Giriş\n\nMətn.\n\n***\n\nMətn.\n\n***\n\nMətn.\n",
    ),
    "capitals above a long rule": (
        "T\n\nGİRİŞ\n--------------------\nMətn.\n\nSON SÖZ\n--------------------\nMətn.",
        "# T\n\n## GİRİŞ\n\n***\n\nMətn.\n\n## SON SÖZ\n\n***\n\nMətn.\n",
    ),
    "an item above a rule, a paragraph between two": (
        "T\n\n- a\n---\nBu, çərçivədə bir cümlədir.\n---\n\nMətn.",
        "# T\n\n- a\n\n***\n\nBu, çərçivədə bir cümlədir.\n\n***\n\nMətn.\n",
    ),
    "a hanging indent": (
        "T\n\nBu abzasın birinci sətri kənardan başlayır, o birilər isə\n"
        "    içəridən, lüğətlərdə olduğu kimi, və bu, bir abzasdır,\n"
        "    iki yox.\n",
        "# T\n\nBu abzasın birinci sətri kənardan başlayır, o birilər isə "
        "içəridən, lüğətlərdə olduğu kimi, və bu, bir abzasdır, iki yox.\n",
    ),
    "a heading between two rules": (
        "=====\nTitul\n=====\n\nMətn.\n",
        "# Titul\n\nMətn.\n",
    ),
    "capitals with text right below": (
        f"T\n\nMƏHSUL\n{WRAPPED}\n",
        f"# T\n\n## MƏHSUL\n\n{ONE_LINE}\n",
    ),
    "capitals on two lines": (
        f"T\n\nMƏHSUL HAQQINDA\nBİR NEÇƏ SÖZ\n{WRAPPED}\n",
        f"# T\n\n## MƏHSUL HAQQINDA BİR NEÇƏ SÖZ\n\n{ONE_LINE}\n",
    ),
    "no more than six levels": (
        "T\n\n1. A\n\n1.1 B\n\n1.1.1 C\n\n1.1.1.1 D\n\n1.1.1.1.1 E\n\n1.1.1.1.1.1 F\n\nMətn.",
        "# T\n\n## 1. A\n\n### 1.1 B\n\n#### 1.1.1 C\n\n##### 1.1.1.1 D\n\n"
        "###### 1.1.1.1.1 E\n\n###### 1.1.1.1.1.1 F\n\nMətn.\n",
    ),
    "lead terms": (
        "T\n\nMüştəri rəyi - vacibdir - çox.\n\nSatış – belə.\n\nPM (B2B) — elə.",
        "# T\n\n**Müştəri rəyi** - vacibdir - çox.\n\n**Satış** – belə.\n\n**PM (B2B)** — elə.\n",
    ),
    "what is no lead term": (
        "T\n\nSalam, - dedi.\n\n10 - 20 faiz.\n\nkiçik hərf - yox.\n\nBir iki üç dörd beş altı "
        "yeddi - çox.\n\n“Söz” - dırnaqda.\n\n— Salam - dedi.",
        "# T\n\nSalam, - dedi.\n\n10 - 20 faiz.\n\nkiçik hərf - yox.\n\nBir iki üç dörd beş altı "
        "yeddi - çox.\n\n“Söz” - dırnaqda.\n\n— Salam - dedi.\n",
    ),
    "bullets of many kinds": (
        "T\n\n- a\n– b\n\nMətn.\n\n* c\n* d\n\nMətn.\n\n• e\n•f",
        "# T\n\n- a\n- b\n\nMətn.\n\n- c\n- d\n\nMətn.\n\n- e\n- f\n",
    ),
    "two lists with nothing between": (
        "T\n\n- a\n\n* b\n\n1. c\n\n1. d\n2. e",
        "# T\n\n- a\n\n* b\n\n1. c\n\n1) d\n\n2) e\n",
    ),
    "numbers": ("T\n\n3) üç\n4) dörd\n", "# T\n\n3) üç\n4) dörd\n"),
    "numbers that do not go on": (
        "T\n\n1. bir\n3. üç\n",
        "# T\n\n1. bir\n\n3) üç\n",
    ),
    "markers that Markdown has not": (
        "T\n\na) bir\nb) iki\n\nMətn.\n\n(1) bir\n(2) iki\n\nMətn.\n\n01. bir\n\nMətn.\n\n١. bir",
        "# T\n\n- a) bir\n- b) iki\n\nMətn.\n\n- (1) bir\n- (2) iki\n\nMətn.\n\n- 01\\. bir\n\n"
        "Mətn.\n\n- ١. bir\n",
    ),
    "nested lists": (
        "T\n\n1. bir\n   - a\n   - b\n2. iki\n\t* c\n3. üç\n",
        "# T\n\n1. bir\n   - a\n   - b\n2. iki\n   - c\n3. üç\n",
    ),
    "nested without indentation": (
        "T\n\n1. bir\n- a\n- b\n2. iki\n- c\n",
        "# T\n\n1. bir\n   - a\n   - b\n2. iki\n   - c\n",
    ),
    "items over several lines and paragraphs": (
        "T\n\n- bir\n  davam\n\n  yenə\n\n- iki\n\nMətn.",
        "# T\n\n- bir davam\n\n  yenə\n\n- iki\n\nMətn.\n",
    ),
    "lists in a paragraph": (
        "T\n\nBunlar lazımdır:\n- a\n- b\n\nBu isə belədir\n1. a\n2. b\n",
        "# T\n\nBunlar lazımdır:\n\n- a\n- b\n\nBu isə belədir\n\n1. a\n2. b\n",
    ),
    "markers by accident": (
        "T\n\nKitab çoxdan yazılıb, amma heç kim onu oxumayıb, çünki o, yalnız\n"
        "1984. ildə çıxıb.\n\n- bu maddə uzundur və davam edir, baxmayaraq ki, növbəti sətir\n"
        "(4) ilə başlayır\n- iki",
        "# T\n\nKitab çoxdan yazılıb, amma heç kim onu oxumayıb, çünki o, yalnız "
        "1984. ildə çıxıb.\n\n- bu maddə uzundur və davam edir, baxmayaraq ki, növbəti sətir "
        "(4) ilə başlayır\n- iki\n",
    ),
    "lead terms in items": ("T\n\n- Ad - bu.\n- yox - bu.", "# T\n\n- **Ad** - bu.\n- yox - bu.\n"),
    "wrapped paragraphs": (f"T\n\n{WRAPPED}\n\n{WRAPPED}", f"# T\n\n{ONE_LINE}\n\n{ONE_LINE}\n"),
    "indented paragraphs": (
        f"T\n\n    {WRAPPED}\n    {WRAPPED}\n",
        f"# T\n\n{ONE_LINE}\n\n{ONE_LINE}\n",
    ),
    "verse keeps its lines": (
        "T\n\nAzərbaycan, Azərbaycan!\nEy qəhrəman övladın\nŞanlı Vətəni!",
        "# T\n\nAzərbaycan, Azərbaycan!\\\nEy qəhrəman övladın\\\nŞanlı Vətəni!\n",
    ),
    "a paragraph a line": (
        f"T\n{LONG}\nGiriş\n{LONG}\n- a\n- b\n{LONG}",
        f"# T\n\n{LONG.strip()}\n\n## Giriş\n\n{LONG.strip()}\n\n- a\n- b\n\n{LONG.strip()}\n",
    ),
    "a sentence a line": (
        "T\nBu cümlə qısadır, amma əllidən çox simvolu vardır, baxın.\n"
        "Bu da elədir, çox qısadır.\n",
        "# T\n\nBu cümlə qısadır, amma əllidən çox simvolu vardır, baxın.\n\n"
        "Bu da elədir, çox qısadır.\n",
    ),
    "scripts without spaces": (
        "標題\n\n"
        "這一段文字很長所以被分成了兩行因為作者的編輯器會在這裡換行而且不會自動換行因此我們把它合併\n起來。",
        "# 標題\n\n"
        "這一段文字很長所以被分成了兩行因為作者的編輯器會在這裡換行而且不會自動換行因此我們把它合併起來。\n",
    ),
    "a script without capitals": (
        "სათაური\n\nტექსტი.\n\nშესავალი\n\nტექსტი.",
        "# სათაური\n\nტექსტი.\n\n## შესავალი\n\nტექსტი.\n",
    ),
    "tabs and spaces": ("T\n\n\tBir\t\tiki   üç.\n", "# T\n\nBir iki üç.\n"),
    "line ends": (
        "\ufeffT\r\n\r\nA.\rB.\u2029C.\u2028D.\fE.",
        "# T\n\nA.\\\nB.\n\nC.\\\nD.\n\nE.\n",
    ),
    "blank lines that hold something": ("T\n \t\n\xa0\n\u200b\nMətn.", "# T\n\nMətn.\n"),
    "Markdown is text": (
        "# T *a* {#b}\n\n*a* _b_ `c` [d](e) <f> &amp; ~~g~~ $h$ \\*\n\n> a\n\n: b\n\n#5 və c_d * e",
        "# # T \\*a\\* {#b\\}\n\n\\*a\\* \\_b\\_ \\`c\\` \\[d](e) \\<f> \\&amp; "
        "\\~\\~g\\~\\~ \\$h\\$ \\\\*\n\n"
        "\\> a\n\n\\: b\n\n#5 və c_d * e\n",
    ),
    "directives and front matter are text": (
        "---\ntitle: a\n---\n\n<!-- i18n:skip -->\n",
        "***\n\ntitle: a\n\n***\n\n\\<!-- i18n:skip -->\n",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_case(name: str) -> None:
    raw, expected = CASES[name]
    assert rawtext.draft(raw, "az").text == expected


def test_the_shipped_text_gives_the_shipped_document() -> None:
    """All but the notes for translators, byte for byte."""
    document = (ROOT / "content" / "b2b-b2c-pm.md").read_bytes().decode()
    bare = re.sub(r"(?m)^<!-- i18n:comment: .* -->\n", "", document)
    assert bare.count("<!--") == 0
    assert len(bare) < len(document)
    raw = (DATA / "b2b-b2c-pm.az.txt").read_bytes().decode()
    result = rawtext.draft(raw, "az")
    assert result.text == bare
    assert not result.problems


@pytest.mark.parametrize("raw", ["", "\n\n", "\ufeff", " \t\r\n\f\u200b\n"])
def test_there_is_no_text(raw: str) -> None:
    with pytest.raises(VaraqError, match="no text"):
        rawtext.draft(raw, "az")


@pytest.mark.parametrize("raw", [LONG * 3, "- a\n- b", "-----\n\nMətn."])
def test_a_text_without_a_title_says_so(raw: str) -> None:
    result = rawtext.draft(raw, "az")
    assert [(problem.code, str(problem.severity)) for problem in result.problems] == [
        ("no-title", "warning")
    ]
    assert not result.text.startswith("#")


def test_the_docs_say_the_figures_of_the_rules() -> None:
    text = (ROOT / "docs" / "authors.md").read_text("utf-8")
    for said in (
        f"has {headings.TITLE} characters or less",
        f"at most {headings.MANY_WORDS} words all in capitals",
        f"at most {headings.FEW_WORDS} words and {lines.SHORT} columns",
        f"a term of at most {rawtext.TERM_WORDS} words",
        f"longer than {lines.SHORT} columns",
        f"over {lines.LONG} columns",
    ):
        assert said in text


def test_only_what_means_something_is_escaped() -> None:
    words = '2 * 3 = 6; a_b, C#, "x" & y < z > w; [1] (2) ~5 $7 1.5 {k} | p'
    assert literal([words], Frame.PARAGRAPH) == words
    assert literal([words + " <br>"], Frame.PARAGRAPH) == words.replace("<", "\\<") + " \\<br>"


class _Shown(HTMLParser):
    """What a reader sees of a page: its words with the numbers of lists, and its structure."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.tags: list[str] = []
        self.items: list[tuple[int, int | None]] = []
        """How deep each item stands, and its number."""
        self._lists: list[int | None] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag in ("ol", "ul"):
            self._lists.append(int(dict(attrs).get("start") or 1) if tag == "ol" else None)
        elif tag == "li":
            number = self._lists[-1]
            self.items.append((len(self._lists) - 1, number))
            if number is not None:
                self.words.append(f" {number} ")
                self._lists[-1] = number + 1

    def handle_endtag(self, tag: str) -> None:
        if tag in ("ol", "ul"):
            self._lists.pop()

    def handle_data(self, data: str) -> None:
        self.words.append(data)


_UNSEEN = re.compile(r"[\s\x1c-\x1f\u200b\u2060\ufeff]+")
_MARKS = re.compile(r"[-–—*·•▪▫◦‣⁃∙●○■□=~_#.()]")
_TAGS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "br", "hr", "strong"}


def law_words(raw: str, made: str) -> None:
    """Nothing is lost and nothing added, but for what lists and rules are drawn with."""
    shown = "".join(_Shown(markdown.html(made)).words)
    assert _MARKS.sub("", _UNSEEN.sub("", shown)) == _MARKS.sub("", _UNSEEN.sub("", raw))


def law_structure(blocks: tuple[Block, ...], made: str) -> None:
    """What is read back is what was meant: each block, its words, its place in lists."""
    units = read("x", "content/x.md", made).units
    assert [
        (
            unit.level or unit.kind,
            markdown.plain(unit.text),
        )
        for unit in units
    ] == [
        (block.level or ("list item" if block.depth else "paragraph"), " ".join(block.lines))
        for block in blocks
        if block.lines
    ]
    page = _Shown(markdown.html(made))
    assert page.items == [
        (block.item.depth, int(block.item.mark[:-1]) if len(block.item.mark) > 1 else None)
        for block in blocks
        if block.item
    ]
    count = Counter(page.tags)
    assert count["br"] == sum(len(block.lines) - 1 for block in blocks if block.lines)
    assert count["hr"] == sum(not block.lines for block in blocks)
    assert count["strong"] == sum(len(block.terms) for block in blocks)
    assert set(count) <= _TAGS


def every_law(raw: str) -> str:
    blocks = rawtext.blocks(raw, "az")
    made = rawtext.written(blocks)
    law_words(raw, made)
    law_structure(blocks, made)
    return made


@pytest.mark.parametrize("name", CASES)
def test_the_laws_hold_for_the_cases(name: str) -> None:
    every_law(CASES[name][0])


_PIECES = [
    *("Başlıq", "cavab 1:", "cavab 2:", "MƏHSUL", "SATIŞ VƏ İŞ", "Baş rol", "Term - izah"),
    *("FƏSİL I", "Fəsil II. Ad", "2.1 Üsul", "1. Giriş", "— Salam, - dedi", "中文字", "漢字"),
    *("- bir", "– iki", "* üç", "• dörd", "•yapışıq", "1. a", "2. b", "3) c", "1) d", "10. x"),
    *("a) e", "b) f", "(1) g", "01. z", "٣. ə", "  - iç", "    1. iç", "\t2. iç", "   davam"),
    *("1984. il", "1. 1. q", "- - q", "- ", "-", "1.", "•", "- [ ] iş", "- Ad - bu", "Ad – bu"),
    *("=====", "---", "* * *", "~~~", "===", "#", "# x {#id}", "a|b", "-|-", "| a | b |"),
    *("[a]: b", "[^1]: q", "[^1]", "[a]", ": def", "> alert", "> [!NOTE]", "```", "<div>"),
    *("<!-- i18n:skip -->", "a\\", "b\\\\", "\\", "x  ", "*a* _b_ `c` ~~d~~ $e$ &amp; <b>"),
    *("[x](y)", "![x](y)", "<http://a.az>", "x\r", "a\vb", "\u200b", "\f", "\u2028", "", "", ""),
    "Uzun bir sətir, burada çox söz var ki, sarınmış kimi görünsün və nöqtə yox",
    "və bu da onun davamıdır, yenə uzun, yenə çox sözlü bir sətir olsun deyə burada.",
    LONG,
]
_CHARACTERS = st.one_of(
    st.sampled_from("\\`*_[]()<>&$~|#{}!-+=:.1aƏ \n\t\r"),
    # what no catalog can hold has a test of its own
    st.characters(exclude_characters="\0\4", exclude_categories=["Cs"]),
)
RAW = st.one_of(
    st.lists(
        st.tuples(st.sampled_from(_PIECES), st.sampled_from(["\n", "\n\n"])).map("".join),
        max_size=14,
    ).map("".join),
    st.lists(_CHARACTERS, max_size=40).map("".join),
)


@given(RAW)
@settings(max_examples=600, deadline=None)
def test_any_text(raw: str) -> None:
    made = every_law(raw)
    if made:
        assert made.endswith("\n")
        assert "\r" not in made


@given(st.lists(st.lists(_CHARACTERS, min_size=1).map("".join), min_size=1, max_size=4))
@settings(max_examples=300, deadline=None)
def test_any_words_come_out_to_the_letter(typed: list[str]) -> None:
    """Where nothing is a list or a rule, not even a mark is missing."""
    cleaned = [re.sub("[ \t-\r\x1c-\x1f\x85\u2028\u2029]+", " ", line).strip() for line in typed]
    texts = [line for line in cleaned if line]
    for frame in Frame:
        told = texts if frame is Frame.PARAGRAPH else texts[:1]
        if told:
            made = literal(told, frame)
            before, after = frame.value
            page = _Shown(markdown.html(before.replace("x", "") + made + after.replace("x", "")))
            assert "".join(page.words).strip("\n").split("\n") == told
            assert page.tags.count("br") == len(told) - 1


def test_lists_that_never_go_on_stand_in_each_other_only_so_deep() -> None:
    text = "T\n\n" + "1. a\n7) b\n3. c\n9) d\n" * 200
    found = rawtext.draft(text, "az").text
    items = [line for line in found.split("\n")[2:] if line]
    assert [item[-1] for item in items] == list("abcd") * 200
    assert max(len(item) - len(item.lstrip()) for item in items) == 19 * 3
