"""Fallbacks: what stands where there is no translation, and how it is marked."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from pathlib import Path

import pytest

from varaq import po
from varaq.catalog import Catalog, State
from varaq.cli import run
from varaq.document import markdown, read
from varaq.errors import VaraqError
from varaq.fallback import Fallback, Other, Outdated, chain
from varaq.locales import Locale
from varaq.pages.handouts import handout
from varaq.pages.values import Credits
from varaq.translation import Translation, translate

HEADER = 'msgid ""\nmsgstr "Language: {}\\nContent-Type: text/plain; charset=UTF-8\\n"\n'
DIRECTIVE = "<!-- i18n:translate -->\n"
SOURCE = "# Başlıq\n\nbir\n\n- iki\n- üç\n\n## Alt\n\ndörd\n"
TR = '\nmsgid "bir"\nmsgstr "tr-bir"\n\nmsgid "üç"\nmsgstr "tr-üç"\n'
EN = '\nmsgid "bir"\nmsgstr "en-bir"\n\nmsgid "iki"\nmsgstr "en-iki"\n\nmsgid "Alt"\nmsgstr "Sub"\n'
KK = (
    '\nmsgid "Başlıq"\nmsgstr "kk-Başlıq"\n'
    '\n#, fuzzy\n#| msgid "dört"\nmsgid "dörd"\nmsgstr "kk-dörd"\n'
)


@pytest.fixture
def page(small: Callable[..., Path]) -> Callable[..., tuple[str, str]]:
    def build(settings: str, source: str = SOURCE, more: str = "") -> tuple[str, str]:
        files = {"content/a.md": source, "varaq.toml": settings}
        for code, entries in (("tr", TR), ("en", EN), ("kk", KK + more)):
            files[f"locale/{code}/LC_MESSAGES/a.po"] = HEADER.format(code) + entries
        root = small(files)
        assert run(["-C", str(root), "build", "-l", "kk"]) == 0
        html = (root / "dist" / "kk" / "a.html").read_text("utf-8")
        text = (root / "dist" / "kk" / "a.md").read_text("utf-8")
        return re.sub(r"(?s).*<article>(.*)</article>.*", r"\1", html).strip(), text

    return build


def test_the_source_is_what_stands_without_a_chain(page: Callable[..., tuple[str, str]]) -> None:
    html, _ = page("")
    assert '<p class="untranslated" lang="az" dir="ltr">bir</p>' in html
    assert '<p class="outdated" lang="az" dir="ltr">dörd</p>' in html


def test_a_chain_of_languages(page: Callable[..., tuple[str, str]]) -> None:
    html, text = page('fallback = ["tr", "en"]')
    assert '<p class="other" lang="tr" dir="ltr">tr-bir</p>' in html
    assert '<li><span class="other" lang="en" dir="ltr">en-iki</span></li>' in html
    assert 'class="other" lang="en" dir="ltr">Sub</h2>' in html
    assert '<p class="outdated" lang="az" dir="ltr">dörd</p>' in html
    assert '<span class="other" lang="tr" dir="ltr">tr-bir</span>' in text
    assert "kk-dörd" not in html + text


def test_an_outdated_translation_is_marked(page: Callable[..., tuple[str, str]]) -> None:
    html, text = page('fallback = ["outdated"]')
    assert '<p class="previous" lang="kk" dir="ltr">kk-dörd</p>' in html
    assert re.search(r'<span class="previous"[^>]*>\(.+\) kk-dörd</span>', text)


@pytest.mark.parametrize(
    "label", ["[x](javascript:x)", "<u>", "&lt;u&gt;", "`", "[y", "a\n\n# b", "![x](y)", "$<u>$"]
)
def test_the_words_before_an_outdated_translation_are_words(label: str) -> None:
    html = markdown_handout("- bir [a](b)\n", {"bir [a](b)": "`y`](b)"}, label)
    text = "`y`](b)"
    assert escape(f"({' '.join(label.split())}) ", quote=False) in html
    assert f"<code>y</code>{text[3:]}</span>" in html


@pytest.mark.parametrize(
    "words",
    ["a \\", "a <!x", "a <![CDATA[x", "a <u title=x", "a <u onclick=x", "a <u '", "a `", "$a"],
)
@pytest.mark.parametrize(
    "source", ["- bir\n", "bir\n", "# bir\n", "| bir |\n|---|\n", f"{DIRECTIVE}<div>bir</div>\n"]
)
def test_the_mark_of_a_text_is_all_around_it(source: str, words: str) -> None:
    html = markdown_handout(source, {"bir": words}, "x")
    assert re.findall(r"<(?:/?(?:span|u)\b|!)", html) in ([], ["<span", "</span"])
    assert "&lt;/span" not in html


def markdown_handout(source: str, older: dict[str, str], label: str) -> str:
    """The HTML of a Markdown handout with translations of older texts."""
    document = read("a", "content/a.md", source)
    entries = "".join(
        f'\n#, fuzzy\n#| msgid "old"\nmsgid {po.quote(text)}\nmsgstr {po.quote(words)}\n'
        for text, words in older.items()
    )
    catalog = po.parse(HEADER.format("tr") + entries)
    translation = translate(document, catalog, Fallback((Outdated("tr", catalog),)))
    made_by = Credits("", "", "")
    page = handout(translation, Locale.parse("tr"), Locale.parse("az"), made_by, label)
    return markdown.html(page.markdown)


def test_a_suggestion_is_no_outdated_translation(page: Callable[..., tuple[str, str]]) -> None:
    entry = '\nmsgid "dört"\nmsgstr "kk-dört"\n'  # which the fuzzy one was made from
    html, text = page('fallback = ["outdated"]', SOURCE + "\ndört\n", entry)
    assert "kk-dört" in html
    assert "kk-dörd" not in html + text


def test_nothing(page: Callable[..., tuple[str, str]]) -> None:
    html, text = page('fallback = ["tr", "nothing"]')
    assert re.sub(r'\s+|<h1 id="başlıq">|</h1>', "", html) == (
        'kk-Başlıq<pclass="other"lang="tr"dir="ltr">tr-bir</p>'
        '<ul><li><spanclass="other"lang="tr"dir="ltr">tr-üç</span></li></ul>'
    )
    assert not re.search(r"\b(iki|Alt|dörd)\b", text)


def test_a_document_has_its_own_chain(page: Callable[..., tuple[str, str]]) -> None:
    html, _ = page('fallback = ["tr"]', f"---\nfallback: [en, source]\n---\n{SOURCE}")
    assert ">en-bir<" in html
    assert "tr-" not in html


@pytest.mark.parametrize("words", [["xx1"], ["source", "tr"], ["nothing", "en"], ["tr", "tr"]])
def test_a_chain_that_is_none(words: list[str]) -> None:
    with pytest.raises(VaraqError) as caught:
        chain(words, "varaq.toml")
    assert caught.value.problems[0].path == "varaq.toml"


def test_a_wrong_chain_in_front_matter_stops_that_document_only(
    small: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    root = small(
        {
            "content/a.md": "---\nfallback: klinqonca\n---\na\n",
            "content/b.md": "b\n",
            "locale/tr/LC_MESSAGES/b.po": HEADER.format("tr"),
        }
    )
    assert run(["-C", str(root), "build"]) == 2
    assert "content/a.md" in capsys.readouterr().err
    assert (root / "dist" / "tr" / "b.html").is_file()


def test_codes_are_written_as_varaq_writes_them() -> None:
    assert chain(["zh-Hans", "outdated", "nothing"], "") == ("zh_Hans", "outdated", "nothing")


def chained(source: str, tr: dict[str, str], *others: dict[str, str]) -> Translation:
    """A document in Turkish, with languages to fall back on by what they say."""

    def catalog(words: dict[str, str]) -> Catalog:
        entries = (f"\nmsgid {po.quote(a)}\nmsgstr {po.quote(b)}\n" for a, b in words.items())
        return po.parse(HEADER.format("x") + "".join(entries))

    steps = (Other(f"x{number}", catalog(words)) for number, words in enumerate(others))
    document = read("a", "content/a.md", source)
    return translate(document, catalog(tr), Fallback(tuple(steps)))


def said(made: Translation) -> list[tuple[str | None, str]]:
    return [(piece.text, piece.stand.language if piece.stand else "") for piece in made.pieces]


def test_what_stands_in_displaces_no_translation() -> None:
    made = chained(
        "Term\n: izah\n", {"izah": "[q]: ```x```"}, {"Term": "[ ```w```"}, {"Term": "Word"}
    )
    assert said(made) == [("Word", "x1"), ("\\[q]: ```x```", "")]
    assert made.problems == ()
    made = chained(
        "Term\n: izah\n\nson\n", {"izah": "[q]: ```x```"}, {"Term": "[ ```w```", "son": "end"}
    )
    assert said(made) == [(None, ""), ("\\[q]: ```x```", ""), ("end", "x0")]
    assert [piece.state for piece in made.pieces][1] is State.TRANSLATED


def test_what_stands_in_later_displaces_no_translation_either() -> None:
    tr = {"izah": "[q]: ```x```"}
    made = chained("Term\n: izah\n", tr, {"Term": " "}, {"Term": "[ ```w```"})
    assert said(made) == [(None, ""), ("\\[q]: ```x```", "")]


def test_what_stands_in_keeps_its_links() -> None:
    made = chained("[Bağ]\n\n[bağ]: u\n", {}, {"[Bağ]": "[Link]"})
    assert said(made) == [("[Link][Bağ]", "x0")]


GROUPED = "<!-- i18n:group-start -->\n\nbir\n\n- iki\n\n<!-- i18n:group-end -->\n"


@pytest.mark.parametrize(
    ("source", "text", "first", "second"),
    [
        ("bir\n", "bir", " ", "eins"),
        ("bir\n", "bir", "<u>", "eins"),
        (GROUPED, "bir\n\n- iki", "one\n\ntwo", "eins\n\n- zwei"),
    ],
)
def test_what_can_not_stand_in_gives_way_to_the_next(
    source: str, text: str, first: str, second: str
) -> None:
    assert said(chained(source, {}, {text: first}, {}, {text: second})) == [(second, "x2")]
    assert said(chained(source, {}, {text: first}, {text: first})) == [(None, "")]


def test_what_stands_in_already_gives_way_to_nothing() -> None:
    source = "Term\n: izah\n"
    made = chained(
        source, {}, {"Term": " ", "izah": "[q]: ```x```"}, {"Term": "[ ```w```"}, {"Term": "W"}
    )
    assert said(made) == [("W", "x2"), ("\\[q]: ```x```", "x0")]


def test_an_outdated_text_that_can_not_be_marked_leaves_its_place_to_the_next() -> None:
    document = read("a", "content/a.md", "---\ntitle: bir\n---\n")
    older = po.parse(HEADER.format("tr") + '\n#, fuzzy\n#| msgid "bi"\nmsgid "bir"\nmsgstr "bie"\n')
    other = po.parse(HEADER.format("en") + '\nmsgid "bir"\nmsgstr "one"\n')
    stands = Fallback((Outdated("tr", older), Other("en", other)))
    (piece,) = translate(document, older, stands).pieces
    assert piece.stand is not None
    assert (piece.stand.language, piece.stand.text) == ("en", "one")
