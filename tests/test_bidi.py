"""Latin runs among Arabic and Persian words: what is kept together, and nothing else changes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT
from varaq import cli
from varaq.document import markdown
from varaq.pages.bidi import CLOSING, OPENING, isolated

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def bare(html: str) -> str:
    """The HTML as it was, if no <bdi> of its author's is in it."""
    return re.sub(f"{re.escape(OPENING)}|{re.escape(CLOSING)}", "", html)


def test_a_comment_that_is_not_closed_goes_on_to_the_end() -> None:
    assert shown("<p>تعلم C++ <!-- C++ الآن") == "<p>تعلم ⟦C++⟧ <!-- C++ الآن"


def shown(html: str) -> str:
    return isolated(html).replace(OPENING, "⟦").replace(CLOSING, "⟧")


@pytest.mark.parametrize(
    "wanted",
    [
        "⟦B2B (business-to-business)⟧ هو نموذج",
        "نموذج (B2B) ونموذج (B2C).",
        "اختبار A/B مهم، ولغة ⟦C++⟧.",
        "⟦Node.js 20+⟧، ⟦React⟧، ⟦Vue⟧ و Angular",
        "تعلم React الآن",  # nothing would tear it
        "React",
        "نسبة ⟦20%⟧ من السوق، أي ⟦20–30 %⟧ أو ⟦10+⟧",
        "UX / UI تصميم",
        "اتصل على ⟦+994 12 345 67 89⟧ الآن",
        "السعر ⟦$20⟧ أو ⟦1 234 567⟧ في ⟦2026-11-24⟧",
        "بين 2020-2024",  # a span of years goes with the text
        "ملف ⟦/usr/local/bin/⟧ أو C:\\dir\\x.txt أو ⟦~/docs⟧",
        "عنوان https://example.com/a?b=1#c أو ⟦https://example.com/⟧",
        "⟦<strong>Node.js</strong> 20+⟧ جيد",
        "<em>كلمة ⟦Node.js⟧</em> ⟦20+⟧ جيد",
        '<a href="x?C++=1&amp;y">⟦C++⟧</a> لغة',
        "نسبة R&amp;D عالية، و⟦List&lt;T&gt;⟧",
        "قال &quot;⟦B2B⟧&quot; / &quot;⟦B2C⟧&quot; هنا",
        "قال «B2B و ⟦C#⟧»",
        "⟦B2B⟧ (⟦business⟧ عربي) ⟦.NET⟧",
        "مدير المنتج (Product Manager, PM) مسؤول",
        "⟦UX (User Experience!)⟧ تجربة",
        "الـB2B للمتاجر",
        "<code>C++</code> مع ⟦C++⟧ <pre>C++</pre>",
        '<p dir="ltr">C++ <span>20+</span></p><p>⟦C++⟧</p>',
        "<bdo dir=rtl>C++</bdo> ⟦C++⟧",
        '<hr dir="ltr"><p>⟦C++⟧<br dir="ltr">⟦C++⟧<wbr dir=ltr></p>',
        "<script>a++; b</script><style>p > a++</style>⟦C++⟧",
        "<!-- C++ --><img alt='C++' src='C++'>⟦C++⟧<br>A/B",
        "\u2067C++\u2069 by hand",
        "٢٠٪ و ۲۰٪",
        "<li>⟦Node.js 20+⟧</li><li>واجهة</li>",
    ],
)
def test_what_is_kept_together(wanted: str) -> None:
    text = re.sub("[⟦⟧]", "", wanted)
    assert shown(text) == wanted


TEXT = st.text('اب،ءBc+(/)[]%-1 ۱."&«»:؟é\u200f\u2067\n<>_*`', max_size=30)
TAGGED = (
    "<em>|</em>|<a href='C++'>|</a>|<code>|</code>|<br>|<p>|</p>|<p dir=ltr>|<wbr>|&amp;|&quot;|"
    "<!-- C++ -->|<span dir=ltr>|</span>|<b"
)
TAGS = st.sampled_from(TAGGED.split("|"))


def law(html: str) -> None:
    """Without the elements the HTML is as it was; what is isolated stays so."""
    once = isolated(html)
    assert bare(once) == html
    assert isolated(once) == once


@given(st.lists(TEXT | TAGS, max_size=12).map("".join))
def test_nothing_else_changes(html: str) -> None:
    law(html)


@given(TEXT)
def test_what_markdown_makes_stays_balanced(text: str) -> None:
    html = markdown.html(text)
    law(html)
    # an element begins and ends within the same elements
    inside = re.findall(f"{re.escape(OPENING)}(.*?){re.escape(CLOSING)}", isolated(html), re.DOTALL)
    for part in inside:
        opened = re.findall(r"<([a-z]+)[^>]*>", part)
        assert sorted(opened) == sorted(re.findall(r"</([a-z]+)>", part))


def test_what_is_made_to_be_hard_is_passed_by() -> None:
    for hard in ("a[(", "a[(a](a)", "1" * 50, "1.", "<b>a", "a</b>", "(a", "&#1;"):
        law("ب " + hard * 2000)


def test_all_examples_of_commonmark(examples: list[dict[str, Any]]) -> None:
    for example in examples:
        law(markdown.html(example["markdown"]))


def test_real_arabic() -> None:
    kept: list[str] = []
    for name in ("b2b-b2c-pm", "glossary"):
        for entry in polib.pofile(str(ROOT / f"locale/ar/LC_MESSAGES/{name}.po")):
            html = markdown.html(entry.msgstr)
            law(html)
            kept += re.findall(r"⟦.*?⟧", shown(html))
    assert kept == ["⟦20%⟧"]  # all else keeps together by itself, and has no markup it needs not


def test_real_persian(corpus: Path) -> None:
    kept: list[str] = []
    for entry in polib.pofile(str(corpus / "po" / "fa.po")):
        html = markdown.html(entry.msgstr)
        law(html)
        kept += re.findall(r"⟦(.*?)⟧", re.sub("<[^>]*>", "", shown(html)), re.DOTALL)
    assert "C++" in kept
    assert not [part for part in kept if re.search("[\u0600-\u06ff]", part)]


def test_only_pages_from_the_right_have_it(shipped: Path) -> None:
    assert cli.run(["-C", str(shipped), "build", "-l", "ar", "-l", "tr", "-l", "ar_XB"]) == 0
    pages = {path: path.read_text("utf-8") for path in (shipped / "dist").rglob("*.html")}
    having = {
        path.relative_to(shipped / "dist").as_posix()
        for path, text in pages.items()
        if OPENING in text
    }
    assert having == {"ar/b2b-b2c-pm.html"}
    for name in having:
        head = pages[shipped / "dist" / name].partition("</head>")[0]
        assert OPENING not in head


def test_where_the_signs_stand_on_a_page(browser: Browser) -> None:
    """From left to right on the screen, with and without."""
    page = browser.new_page()
    order = """(text) => {
      document.body.innerHTML = `<p dir="rtl" style="white-space: nowrap">${text}</p>`;
      const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (let node; (node = walker.nextNode()); )
        for (let at = 0; at < node.length; at++) {
          const range = document.createRange();
          range.setStart(node, at); range.setEnd(node, at + 1);
          found.push([range.getBoundingClientRect().left, node.data[at]]);
        }
      return found.sort((a, b) => a[0] - b[0]).map(([, char]) => char).join("");
    }"""
    page.set_content("<body></body>")
    assert "++C" in page.evaluate(order, "لغة C++ هنا")
    assert "C++" in page.evaluate(order, isolated("لغة C++ هنا"))
    assert page.evaluate(order, isolated("<b>Node.js</b> 20+، React، Vue")).startswith("Vue")
    assert "20%" in page.evaluate(order, isolated("نسبة 20% من"))
    assert "B2B (a-b)" in page.evaluate(order, isolated("B2B (a-b)."))
    page.close()
