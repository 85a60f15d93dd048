"""The glossary: its terms, and where they stand in texts."""

from __future__ import annotations

from collections.abc import Callable
from itertools import filterfalse, product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT
from tests.occurrences import compared, glossary, sentences
from tests.strategies import DOCUMENT
from varaq import po, review
from varaq.document import read
from varaq.errors import Problem, Severity
from varaq.glossary import Glossary, names
from varaq.glossary.inflection import is_form, name_keys, word_keys
from varaq.glossary.occurrences import Finder
from varaq.glossary.terms import Term
from varaq.glossary.turkic import Place
from varaq.project import Project

GOAL = 0.95
HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
FORMS = {
    "az": "PM:PM-lərin,PM’in,PMin KPI:KPİləri yapışqanlıq:yapışqanlığının,yapışqanlıqları "
    "istifadəçi:İSTİFADƏÇİ,istifadəçidir,istifadəçilərdəki fikir:fikri,fikrin kənd:kəndin "
    "aktivləşdirmə:aktivləşdirmədən qurum:qurumun",
    "tr": "PM:PM’lerine,PM'i ağaç:ağacın,ağaçlar kitap:kitabı renk:rengi rol:rolü saat:saatler "
    "Işık:ışığı İnternet:internetten pazar:pazardaki,pazarınkiler internet:Internet",
    "ru": "опыт:опытом рынок:рынка,рынкам обратная:обратной связь:связью тест:тестов,тестах "
    "учёт:учета клиентский:клиентского,клиентских функция:функций",
    "uk": "користувач:користувачів,користувачеві досвід:досвідом новий:нового потік:потоку,потоків "
    "покупець:покупців,покупця дорожня:дорожньої останній:останнього зв’язок:зв'язку,звʼязком",
    "ar": "مدير:مديرو,ومديري,للمدير,بمديرها المستخدم:مستخدمين,والمستخدمون "
    "المثبّتة:المُثبتة تجربة:تجربتهم شركة:الشركات",
    "en": "story:stories,Story box:boxes PM:PMs product:products",
    "de": "Handout:Handouts,handouts Typ:Typen",
    "fr": "client:clients final:finaux niveau:niveaux",
    "fi": "käyttäjä:käyttäjänkin",
    "kk": "пайдаланушы:пайдаланушылардың менеджері:менеджерлерінің жинақ:жинағын кітап:кітабы "
    "KPI:KPIларының",
    "ko": "로드맵:로드맵에,로드맵으로는 전환:전환됩니다 PM:PM이,PM과 B2C:B2C에서",
    "uz": "B2C:B2Cda,B2C'ni menejeri:menejerlari xodim:xodimlarga",
    "ka": "წარმატება:წარმატების მომხმარებელი:მომხმარებლის,მომხმარებლებს კლიენტი:კლიენტების",
}
OTHERS = {
    "az": "PM:pm istifadəçi:istifadəsi,istifadəçlar müştəri:müştərək "
    "məhsul:məhsuldar,məhsullor alıcı:alim aktivləşdirmə:aktivləşdirsin UI:ui",
    "tr": "alıcı:alım ürün:üretim kayıp:kayık PM:pm dönüşüm:dönüştü işık:ışık tür:Türkiye",
    "ru": "продукт:продуктового активация:активировали опыт:опытный рынок:рыночный",
    "ar": "عمل:عملاء منتج:إنتاج مدير:إدارة",
    "en": "conversion:converted test:tested,testing PM:pm",
    "de": "Handout:Handlung Zeiger:Zeigertyp",
    "ka": "მომხმარებელი:მოხმარება",
    "ko": "전환:전환점 PM:PMS",
    "uz": "B2C:B2CDA mijoz:mijgʻov",
}


def pairs(table: dict[str, str]) -> list[tuple[str, str, str]]:
    return [
        (language, name, word)
        for language, entries in table.items()
        for entry in entries.split()
        for name, _, words in [entry.partition(":")]
        for word in words.split(",")
    ]


@pytest.mark.parametrize(("language", "name", "word"), pairs(FORMS))
def test_a_word_is_found_whatever_its_ending(language: str, name: str, word: str) -> None:
    entry = f"# S\n\n{name}\n: x\n"
    found = glossary_of(entry, source=language).occurrences(f"({word})", language)
    assert [(each.start, each.end) for each in found] == [(1, len(word) + 1)]


@pytest.mark.parametrize(("language", "name", "word"), pairs(OTHERS))
def test_another_word_is_not_taken_for_it(language: str, name: str, word: str) -> None:
    assert not is_form(word, name, language)


def test_particles_that_can_be_cut_in_many_ways_are_looked_at_once() -> None:
    """There are four ways to cut each of these, and so 4 ** 2000 to cut all."""
    word = f"로드맵{'이라는' * 2000}"
    assert is_form(word, "로드맵", "ko")
    assert not is_form(f"{word}점", "로드맵", "ko")


LETTERS = {
    "az": "aıkğqtdr",
    "tr": "aiıIkğtd",
    "ru": "аеоькцый",
    "uk": "аеіоькві",
    "ar": "اولبكفهت",
    "fa": "اولبكهتn",
    "en": "iesyEtoY",
    "de": "emnrstig",
    "fr": "aluxesni",
    "kk": "пбкгыісе",
    "uz": "kqgisaeb",
    "ka": "აეოილრნმ",
    "fi": "aäknists",
    "ko": "이라로에서하할점",
    "zh": "产品经理客户需求",
}
"""Those that change before endings among them."""


@pytest.mark.parametrize("language", LETTERS)
@pytest.mark.parametrize("place", Place)
@given(data=st.data())
def test_a_form_has_a_key_in_common_with_its_name(
    language: str, place: Place, data: st.DataObject
) -> None:
    letters = st.text(st.sampled_from(LETTERS[language]), max_size=5)
    name = data.draw(letters.filter(bool)) + data.draw(letters)
    kept = data.draw(st.integers(max(0, len(name) - 3), len(name)))
    word = name[:kept] + data.draw(letters)
    if word and is_form(word, name, language, place):
        assert word_keys(word, language) & name_keys(name, language, place)


@pytest.mark.parametrize("language", LETTERS)
def test_names_that_begin_alike_are_told_apart_by_their_keys(language: str) -> None:
    """However many there are, a word is compared with few of them."""
    first, second, *others = filterfalse(str.isupper, LETTERS[language])
    names = [f"{first}{second}{a}{b}{c}{d}" for a, b, c, d in product(others[:6], repeat=4)]
    held: dict[str, int] = {}
    for name in names:
        for key in name_keys(name, language, Place.ALONE):
            held[key] = held.get(key, 0) + 1
    assert len(names) > 200
    assert max(held.values()) <= 40


def test_the_term_of_a_compound_is_found_under_other_owners() -> None:
    assert is_form("menecerləri", "meneceri", "az", Place.LAST)
    assert is_form("məhsulu", "məhsul", "az", Place.INNER)
    assert not is_form("məhsuldan", "məhsul", "az", Place.INNER)


@pytest.mark.parametrize("language", ["az", "en", "tr", "ru", "ar"])
def test_marked_occurrences_are_found_and_nothing_else(language: str) -> None:
    score = compared(sentences()[language])
    assert score.marked >= 40
    assert score.recall >= GOAL, score.differences
    assert score.precision >= GOAL, score.differences


def test_marked_sentences_are_of_the_shipped_text() -> None:
    project = Project.open(ROOT)
    (document,) = [each for each in project.documents()[0] if each.name == "b2b-b2c-pm"]
    for language, held in sentences().items():
        catalog = project.catalog(language, document.domain)
        texts = [unit.text for unit in document.units]
        if catalog is not None:
            texts = [message.strings[0] for message in catalog]
        whole = " ".join("\n".join(texts).split())
        for sentence in held:
            assert " ".join(sentence.text.split()) in whole
    assert sum(len(each.spans) for held in sentences().values() for each in held) >= 200


def glossary_of(
    entries: str, catalog: str = "", source: str = "az", target: str = "xx"
) -> Glossary:
    document = read("g", "content/g.md", f"---\nglossary: true\n---\n{entries}")
    catalogs = {"g": po.parse(HEAD + catalog, "g.po")} if catalog else {}
    return Glossary([document], catalogs, source, target)


def test_names_are_divided_as_a_glossary_writes_them() -> None:
    assert names("SEO və SEM (search engine optimization, search engine marketing)") == (
        "SEO",
        "SEM",
        "search engine optimization",
        "search engine marketing",
    )
    assert names("**A/B testi**") == ("A/B testi",)
    assert names("UX/UI") == ("UX", "UI")
    assert names("مسؤول حسابات العملاء (account executive، AE)")[-1] == "AE"
    assert names("()") == ()


def test_a_term_has_its_definition_and_its_translations() -> None:
    found = glossary_of(
        "Alıcı (buyer)\n: O ki, *alır*.\n",
        '\nmsgid "Alıcı (buyer)"\nmsgstr "Käufer, Kunde"\n',
        target="de",
    )
    (term,) = found.terms
    assert term.names == ("Alıcı", "buyer")
    assert term.definition == "O ki, alır."
    assert term.translation == ("Käufer", "Kunde")


def test_a_fuzzy_translation_of_a_term_is_none() -> None:
    found = glossary_of("Alıcı\n: x\n", '\n#, fuzzy\nmsgid "Alıcı"\nmsgstr "Käufer"\n')
    assert found.terms[0].translation == ()
    assert found.unused("Alıcı", "nobody") == []


def test_the_longest_term_wins_and_none_overlap() -> None:
    found = glossary_of("Alıcı\n: x\n\nSon alıcı\n: x\n\nAlıcı rəyi\n: x\n")
    where = found.occurrences("Son alıcı rəyi, alıcılar", "az")
    assert [(each.start, each.end, each.term.names[0]) for each in where] == [
        (4, 14, "Alıcı rəyi"),
        (16, 24, "Alıcı"),
    ]


def test_code_targets_and_html_are_no_text() -> None:
    found = glossary_of("alıcı\n: x\n")
    text = (
        '`alıcı` [x](alıcı "alıcı") <b title="alıcı">**alıcı**</b> '
        "<http://alıcı.az> ![alıcı](alıcı)"
    )
    assert [text[each.start - 2 : each.end + 2] for each in found.occurrences(text, "az")] == [
        "**alıcı**",
        "![alıcı](",
    ]


def test_a_full_width_comma_divides_names() -> None:
    assert names("客户经理（account executive，AE）") == ("客户经理", "account executive", "AE")


def test_german_adjectives_have_another_ending_before_their_noun() -> None:
    glossary = glossary_of("# S\n\nWirtschaftlicher Entscheider\n: x\n", source="de")
    assert glossary.occurrences("mit wirtschaftlichen Entscheidern", "de")
    assert not glossary.occurrences("die Wirtschaft entscheidet", "de")


def test_a_name_in_a_script_without_spaces_is_found() -> None:
    found = glossary_of("製品\n: x\n", source="ja")
    assert [(each.start, each.end) for each in found.occurrences("この製品は", "ja")] == [(2, 4)]


def test_a_term_is_missed_where_its_translation_is_not_used() -> None:
    found = glossary_of(
        "Alıcı (buyer)\n: x\n\nRəy\n: x\n",
        '\nmsgid "Alıcı (buyer)"\nmsgstr "economic buyer"\n\nmsgid "Rəy"\nmsgstr ""\n',
        target="en",
    )
    assert found.unused("Alıcının rəyi", "the economic and other buyers") == []
    (term,) = found.unused("Alıcının rəyi", "economics. A buyer")
    assert term.names[0] == "Alıcı"


@given(DOCUMENT | st.text(max_size=60))
def test_occurrences_are_in_order_and_apart_in_any_text(text: str) -> None:
    found = glossary_of("söz\n: x\n\nqalın söz\n: x\n\nx (b)\n: x\n").occurrences(text, "az")
    edges = [edge for each in found for edge in (each.start, each.end)]
    assert edges == sorted(edges)
    assert all(0 <= each.start < each.end <= len(text) for each in found)


def test_the_shipped_terms_are_translated_into_every_language() -> None:
    for language in ("ar", "en", "ru", "tr"):
        assert all(term.translation for term in glossary(language).terms)


TERMS = "---\nglossary: true\n---\n\nAlıcı\n: Alıcı alır.\n"
TERM = '\nmsgid "Alıcı"\nmsgstr "buyer"\n\nmsgid "Alıcı alır."\nmsgstr "One who pays."\n'
TEXT = "Alıcılar gəlir.\n"


def checked(folder: Path) -> list[Problem]:
    project = Project.open(folder)
    found = review.check(project, project.locales()[0])
    return [problem for problem in found if problem.code == "glossary-term-unused"]


def translated(flag: str, text: str) -> str:
    head = HEAD.replace("Content", "Language: en\\nContent")
    return f'{head}\n{flag}msgid "Alıcılar gəlir."\nmsgstr "{text}"\n'


@pytest.mark.parametrize(
    ("flag", "text", "line"),
    [
        ("", "Customers come.", 4),
        ("", "Buyers come.", 0),
        ("", "", 0),
        ("#, fuzzy\n", "Customers come.", 0),
        ("#, no-wrap, ignore-glossary-term-unused\n", "Customers come.", 0),
    ],
)
def test_check_warns_of_a_term_that_is_translated_otherwise(
    small: Callable[..., Path], flag: str, text: str, line: int
) -> None:
    files = {
        "content/g.md": TERMS,
        "content/a.md": TEXT,
        "locale/en/LC_MESSAGES/g.po": HEAD + TERM,
        "locale/en/LC_MESSAGES/a.po": translated(flag, text),
    }
    found = checked(small(files))
    assert [(each.path, each.line) for each in found] == (
        [("locale/en/LC_MESSAGES/a.po", line)] if line else []
    )
    assert all(each.severity is Severity.WARNING and "“buyer”" in each.remedy for each in found)


def test_one_catalog_for_all_documents_is_judged_once(small: Callable[..., Path]) -> None:
    files = {
        "varaq.toml": 'catalogs = "{locale}.po"\n',
        "content/g.md": TERMS,
        "content/a.md": TEXT,
        "locale/en.po": translated("", "Customers come.") + TERM,
    }
    assert len(checked(small(files))) == 1


def test_the_shipped_catalogs_use_the_terms_of_the_glossary() -> None:
    assert checked(ROOT) == []


def test_names_that_begin_alike_are_told_apart_and_very_long_ones_are_none() -> None:
    names = ["a", "a b", "a b c", "a c", "a c b", "b c", "x " * 30 + "y"]
    terms = [(name, Term((None, name), (name,), "")) for name in names]
    finder = Finder(terms, "en")

    def found(text: str) -> list[str]:
        return [each.term.names[0] for each in finder.occurrences(text)]

    assert found("a b c a c a a b") == ["a b c", "a c", "a", "a b"]
    assert {term.names[0] for term in finder.loose("a x b y c")} == {"a", "a b", "a b c", "b c"}
    assert not found("x " * 30 + "y")


@pytest.mark.parametrize("between", ["*", "*_", " ", "/", "-"])
def test_much_between_the_words_of_a_name_takes_no_longer_than_it_is(between: str) -> None:
    term = Term((None, "a"), ("a",), "", ())
    finder = Finder([("product manager", term)], "en")
    assert not finder.occurrences(f"product{between * 100_000}! manager")
