"""XLIFF: what goes out comes back, and what is wrong with a file is said."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import polib
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT, snapshot
from tests.strategies import LINE, TYPED
from varaq import cli, markupxml, po, xliff
from varaq.catalog import Catalog, Message, State, Style
from varaq.errors import VaraqError
from varaq.markupxml import Element
from varaq.xliff import VERSIONS, File, Item, Review
from varaq.xliff.codes import Code, Role, coded, joined, like, lost, nested
from varaq.xliff.taking import items, items_of, taken

TEXT = st.one_of(LINE, TYPED, st.text(max_size=30))
SHIPPED = sorted((ROOT / "locale").glob("*/LC_MESSAGES/*.po"))
HEAD = 'msgid ""\nmsgstr ""\n"Language: tr\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'


def out(catalog: Catalog, version: str) -> str:
    keys = [message.key for message in catalog]
    file = File("content/a.md", "az", "tr", items(keys, catalog))
    return xliff.write(file, version, "1")


def back(text: str) -> tuple[Item, ...]:
    (file,) = xliff.read(text.encode(), "a.xlf")
    return file.items


def catalog_of(*entries: polib.POEntry) -> Catalog:
    text = HEAD + "".join(po.message(entry, Style()).text for entry in entries)
    return po.parse(text, "tr.po")


def one(catalog: Catalog, msgid: str) -> Message:
    (found,) = [message for message in catalog.messages if message.id == msgid]
    return found


@given(TEXT)
@example("a\x07b **c**")
@example("*a **b* c**")
@example("[a ](b) ![c](d 'e') <b>f</b> <i>")
def test_a_text_is_what_its_words_and_codes_make(text: str) -> None:
    pieces = coded(text)
    assert joined(pieces) == text
    opened: set[int] = set()
    for piece in pieces:
        if isinstance(piece, Code) and piece.role is Role.OPEN:
            assert piece.id not in opened
            opened.add(piece.id)
    closed = {p.id for p in pieces if isinstance(p, Code) and p.role is Role.CLOSE}
    assert closed == opened


@given(TEXT, TEXT)
def test_numbering_codes_as_the_source_has_them_changes_no_text(source: str, target: str) -> None:
    pieces = like(coded(target), coded(source))
    assert joined(pieces) == target
    alone = [p.id for p in pieces if isinstance(p, Code) and p.role is not Role.CLOSE]
    assert len(alone) == len(set(alone))


def test_the_texts_of_the_corpus_are_what_their_codes_make(corpus: Path) -> None:
    for path in sorted((corpus / "po").glob("*.po")):
        for message in po.parse(path.read_text("utf-8")):
            for text in (message.id, *message.strings):
                assert joined(coded(text)) == text


def test_codes_of_a_translation_have_the_numbers_of_the_source() -> None:
    source = coded("*a* [b](c) `d`")
    numbers = {p.data: p.id for p in source if isinstance(p, Code)}
    for piece in like(coded("`d` [y](c) *x* **z**"), source):
        if isinstance(piece, Code):
            assert piece.id == numbers.get(piece.data, 4)


def test_pairs_that_cross_are_no_elements() -> None:
    pieces = coded("<b>a <i>b</b> c</i>")
    assert len(nested(pieces)) < 2
    pieces = coded("**a *b* [c](d)**")
    assert len(nested(pieces)) == 3


def test_what_a_translation_lacks() -> None:
    assert lost("[a](b) `c`", "[x](y)") == ["[…](b)", "`c`"]
    assert lost("[a](b) `c`", "x", before="y `c`") == ["`c`"]


ITEM = st.builds(
    Item,
    id=st.just("m1"),
    source=TEXT,
    target=TEXT.filter(str.strip),
    review=st.sampled_from([Review.FUZZY, Review.DONE]),
    context=st.none() | LINE,
    remarks=st.lists(LINE, max_size=2).map(tuple),
    note=st.none() | LINE,
    previous=st.none() | TEXT,
    seen=st.just("a-b"),
)


def legal(text: str) -> bool:
    return not re.search("[\0\x04\ufffe\uffff\ud800-\udfff]", text)


@pytest.mark.parametrize("version", VERSIONS)
@given(item=ITEM.filter(lambda i: all(map(legal, (i.source, i.target, i.previous or "")))))
def test_an_item_comes_back_as_it_was(version: str, item: Item) -> None:
    (found,) = back(xliff.write(File("a", "az", "tr", (item,)), version, "1"))
    assert found.faults == ()
    # notes about earlier texts can hold no more than XML can
    previous = None if item.previous is None else markupxml.legal(item.previous)
    got = None if found.previous is None else markupxml.legal(found.previous)
    assert got == previous
    assert replace(found, line=0, previous=None) == replace(item, previous=None)


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parent.parent.name}-{path.stem}")
def test_shipped_catalogs_come_back_byte_for_byte(path: Path, version: str) -> None:
    there_and_back(po.parse(path.read_text("utf-8")), version)


@pytest.mark.parametrize(
    ("language", "version"), [("de", "1.2"), ("fa", "2.1"), ("ja", "1.2"), ("uk", "2.1")]
)
def test_catalogs_of_the_corpus_come_back_byte_for_byte(
    corpus: Path, language: str, version: str
) -> None:
    there_and_back(po.parse((corpus / "po" / f"{language}.po").read_text("utf-8")), version)


ENTRY = st.builds(
    polib.POEntry,
    msgstr=TEXT.filter(legal),
    tcomment=st.just("") | LINE,
    comment=st.just("") | LINE,
    flags=st.sampled_from([[], ["fuzzy"]]),
    previous_msgid=st.none() | LINE,
)


@pytest.mark.parametrize("version", VERSIONS)
@settings(max_examples=60)
@given(st.dictionaries(TEXT.filter(legal).filter(bool), ENTRY, max_size=4))
def test_made_up_catalogs_come_back_byte_for_byte(
    version: str, made: dict[str, polib.POEntry]
) -> None:
    for msgid, entry in made.items():
        entry.msgid = msgid
    there_and_back(catalog_of(*made.values()), version)


def there_and_back(catalog: Catalog, version: str) -> None:
    """Export, import: nothing changes. Edit all, import: everything has changed, and only so."""
    text = out(catalog, version)
    result = taken(catalog, back(text), "a.xlf")
    assert result.catalog is catalog
    assert result.problems == ()
    edited = tuple(
        replace(
            item,
            target=f"{item.target or item.source} +",
            review=Review.DONE if item.review is Review.FUZZY else Review.FUZZY,
            note="gördüm" if item.form < 1 else None,
        )
        for item in back(text)
    )
    again = xliff.write(File("content/a.md", "az", "tr", edited), version, "1")
    result = taken(catalog, back(again), "a.xlf")
    new = po.parse(po.write(result.catalog))
    assert [m.key for m in new.messages] == [m.key for m in catalog.messages]
    for before, after in zip(catalog, new, strict=True):
        now = items_of(after)
        for was, item in zip(items_of(before), now, strict=True):
            assert item.target == f"{was.target or was.source} +"
            if was.target:
                assert (item.review is Review.DONE) == (was.review is Review.FUZZY)
        assert now[0].note == "gördüm"
        assert after.entry().comment == before.entry().comment
    for before, after in zip(catalog.messages, new.messages, strict=True):
        if before.obsolete or not before.id:
            assert before.text == after.text


PLURAL = polib.POEntry(
    msgid="%(n)s fayl",
    msgid_plural="%(n)s fayl var",
    msgstr_plural={0: "%(n)s dosya", 1: "%(n)s dosya var"},
)


@pytest.mark.parametrize("version", VERSIONS)
def test_plural_forms_are_a_group(version: str) -> None:
    catalog = catalog_of(PLURAL, polib.POEntry(msgid="b", msgstr="B"))
    text = out(catalog, version)
    assert text.count("<group ") == text.count("</group>") == 1
    there_and_back(catalog, version)
    assert [item.form for item in back(text)] == [0, 1, -1]


@pytest.mark.parametrize("version", VERSIONS)
def test_the_structure_is_the_standards(version: str) -> None:
    catalog = catalog_of(
        polib.POEntry(msgid="*a* <b>x <i>y</b></i>", msgstr="*A*", comment="k\nl", tcomment="q"),
        polib.POEntry(msgid="b", msgctxt="c", msgstr="B", flags=["fuzzy"], previous_msgid="*bb*"),
        polib.POEntry(msgid="c"),
        PLURAL,
    )
    root = markupxml.read(out(catalog, version).encode())
    conforms(root, ORDER[version])
    units = [e for e in walk(root) if e.name in ("trans-unit", "unit", "group")]
    names = [e.get("id") for e in units]
    assert all(re.fullmatch(r"[\w.-]+", name) for name in names)
    # a group and a unit are numbered apart
    assert len({(e.name, e.get("id")) for e in units}) == len(names)


ORDER: dict[str, dict[str, tuple[str, str]]] = {
    # element: required attributes, children in their order
    "1.2": {
        "xliff": ("version", "file"),
        "file": ("original source-language target-language datatype", "header body"),
        "header": ("", "tool"),
        "tool": ("tool-id tool-name", ""),
        "body": ("", "*"),
        "group": ("id restype", "trans-unit"),
        "trans-unit": ("id", "source target context-group note alt-trans"),
        "context-group": ("purpose", "context"),
        "context": ("context-type", ""),
        "alt-trans": ("", "source target"),
        "note": ("from", ""),
        "bpt": ("id ctype", ""),
        "ept": ("id", ""),
        "ph": ("id ctype", ""),
    },
    "2.1": {
        "xliff": ("version srcLang trgLang", "file"),
        "file": ("id", "*"),
        "group": ("id", "unit"),
        "unit": ("id", "notes originalData segment"),
        "notes": ("", "note"),
        "note": ("category", ""),
        "originalData": ("", "data"),
        "data": ("id", ""),
        "segment": ("", "source target"),
        "pc": ("id dataRefStart dataRefEnd", "*"),
        "sc": ("id dataRef", ""),
        "ec": ("startRef dataRef", ""),
        "ph": ("id dataRef", ""),
    },
}


def walk(element: Element) -> list[Element]:
    return [element, *(found for child in element.elements for found in walk(child))]


def conforms(root: Element, order: dict[str, tuple[str, str]]) -> None:
    for element in walk(root):
        required, children = order.get(element.name, ("", "*"))
        for name in required.split():
            assert element.get(name), (element.name, name)
        if children != "*":
            places = [children.split().index(child.name) for child in element.elements]
            assert places == sorted(places), element.name
        references = [
            value
            for name in ("dataRef", "dataRefStart", "dataRefEnd")
            if (value := element.get(name))
        ]
        if references:
            assert set(references) <= {e.get("id") for e in walk(root) if e.name == "data"}


def edited(version: str, msgid: str, change: Callable[[str], str]) -> tuple[Message, list[str]]:
    """A message after its file was edited, and the codes of what is reported."""
    catalog = catalog_of(
        polib.POEntry(msgid="*a* `b`. C."),
        polib.POEntry(msgid="d", msgstr="D"),
        polib.POEntry(msgid="yeni mətn budur", msgstr="eski", flags=["fuzzy"], previous_msgid="e"),
    )
    text = out(catalog, version)
    new = change(text)
    assert new != text
    result = taken(catalog, back(new), "a.xlf")
    po.parse(po.write(result.catalog))
    assert all(problem.line for problem in result.problems)
    return one(result.catalog, msgid), [problem.code for problem in result.problems]


def answered(text: str, target: str) -> str:
    """A file of version 1.2 with another target of the first message."""
    source = (
        '<bpt id="1" ctype="italic">*</bpt>a<ept id="1">*</ept> <ph id="2" ctype="x-code">`b`</ph>'
        ". C."
    )
    return text.replace(
        f"<source>{source}</source>\n<target>{source}</target>",
        f"<source>{source}</source>\n{target}",
    )


@pytest.mark.parametrize(
    ("target", "text", "fuzzy", "codes"),
    [
        # Okapi's and OmegaT's codes without content are those of the source
        ('<g id="1">A</g> <x id="2"/>. Ç.', "*A* `b`. Ç.", False, 0),
        ('<bx id="1"/>A<ex id="1"/> <x id="2"/>. Ç.', "*A* `b`. Ç.", False, 0),
        ('<bpt id="1"/>A<ept id="1"/> <ph id="2"/>.', "*A* `b`.", False, 0),
        ('<mrk mtype="seg" mid="0"><bpt id="1"/>A<ept id="1"/> <ph id="2"/>.</mrk> '
         '<mrk mtype="seg" mid="1">Ç.</mrk>', "*A* `b`. Ç.", False, 0),
        ('<bpt id="1"/>A<ept id="1"/>', "*A*", True, 1),
        ('<bpt id="1"/>A <ph id="2"/>', "*A `b`", True, 2),
        ('A<ept id="1"/> <ph id="2"/>', "A* `b`", True, 2),
        ('A <ph id="7"/>', "A ", True, 3),
    ],
)  # fmt: skip
def test_what_tools_do_to_codes_in_1_2(target: str, text: str, fuzzy: bool, codes: int) -> None:
    message, problems = edited(
        "1.2", "*a* `b`. C.", lambda t: answered(t, f"<target>{target}</target>")
    )
    assert message.strings == (text,)
    assert message.fuzzy is fuzzy
    assert problems == ["xliff-code"] * codes


@pytest.mark.parametrize(
    ("state", "review"),
    [
        ("", State.TRANSLATED),
        ('state="final"', State.TRANSLATED),
        ('state="signed-off"', State.TRANSLATED),
        ('state="translated"', State.TRANSLATED),
        ('state="needs-review-translation"', State.FUZZY),
        ('state="needs-translation"', State.FUZZY),
        ('state="new"', State.FUZZY),
    ],
)
def test_states_of_1_2(state: str, review: State) -> None:
    made = f"<target {state}><g id='1'>A</g> <x id='2'/></target>"
    message, _ = edited("1.2", "*a* `b`. C.", lambda t: answered(t, made))
    assert message.state is review


def test_a_fuzzy_translation_that_is_confirmed() -> None:
    for version, old, new in (
        ("1.2", "needs-review-translation", "final"),
        ("2.1", 'state="initial" subState="varaq:fuzzy"', 'state="reviewed"'),
    ):
        message, _ = edited(version, "yeni mətn budur", lambda t, o=old, n=new: t.replace(o, n))  # type: ignore[misc]  # bound in this turn
        assert message.state is State.TRANSLATED
        assert message.entry().previous_msgid is None


def test_segments_of_2_1_are_joined_in_their_order() -> None:
    def split(text: str) -> str:
        before, _, rest = text.partition("<segment>")
        _, _, after = rest.partition("</segment>")
        return (
            before
            + '<segment id="s1" state="translated"><source><pc id="1" dataRefStart="d1" '
            + 'dataRefEnd="d1">a</pc> <ph id="2" dataRef="d2"/>.</source>'
            + '<target order="3"><pc id="1">A</pc> <ph id="2"/>.</target></segment>'
            + "<ignorable><source> </source></ignorable>"
            + '<segment id="s2" state="final"><source>C.</source><target order="1">Ç.</target>'
            + "</segment>"
            + after
        )

    message, problems = edited("2.1", "*a* `b`. C.", split)
    assert message.strings == ("Ç. *A* `b`.",)
    assert message.state is State.TRANSLATED
    assert problems == []


def test_a_copy_of_the_source_is_a_translation_where_a_tool_says_so() -> None:
    catalog = catalog_of(polib.POEntry(msgid="CRM"))
    text = out(catalog, "1.2")
    assert "<target>CRM</target>" in text
    assert taken(catalog, back(text), "").catalog is catalog
    said = text.replace("<target>", '<target state="final">')
    assert one(taken(catalog, back(said), "").catalog, "CRM").strings == ("CRM",)


def test_a_copy_of_the_source_without_a_state_is_none() -> None:
    catalog = catalog_of(polib.POEntry(msgid="*CRM*"))
    text = out(catalog, "2.1")
    copied = re.sub("<source>(.*)</source>", r"\g<0><target>\1</target>", text)
    assert taken(catalog, back(copied), "").catalog is catalog
    said = copied.replace("<segment>", '<segment state="final">')
    assert one(taken(catalog, back(said), "").catalog, "*CRM*").strings == ("*CRM*",)


def test_a_segment_without_translation_makes_it_fuzzy() -> None:
    made = (
        "<seg-source><mrk mtype='seg' mid='1'>a b.</mrk> <mrk mtype='seg' mid='2'>C.</mrk>"
        "</seg-source><target><mrk mtype='seg' mid='1'><g id='1'>A</g> <x id='2'/>.</mrk></target>"
    )
    message, problems = edited("1.2", "*a* `b`. C.", lambda t: answered(t, made))
    assert message.fuzzy
    assert problems == ["xliff-code"]


def test_a_sentence_that_a_tool_left_in_the_source_language_makes_it_fuzzy() -> None:
    source = "Bu birinci cümlədir. Bu ikinci cümlədir."
    catalog = catalog_of(polib.POEntry(msgid=source))
    text = out(catalog, "1.2").replace("<target>Bu birinci", "<target>Ceci est la première")
    for version, fuzzy in ((text, True), (text.replace("Bu ikinci cümlədir.</t", "C.</t"), False)):
        result = taken(catalog, back(version), "a.xlf")
        assert one(result.catalog, source).fuzzy is fuzzy
        assert len(result.problems) == fuzzy


@pytest.mark.parametrize("version", VERSIONS)
def test_what_is_in_a_namespace_of_a_programs_own_is_none_of_ours(version: str) -> None:
    catalog = catalog_of(polib.POEntry(msgid="a", msgstr="x"))
    text = out(catalog, version).replace("<xliff ", '<xliff xmlns:p="urn:p" ')
    own = "<p:source>b</p:source><p:target>z</p:target><p:note>n</p:note><source>"
    assert taken(catalog, back(text.replace("<source>", own)), "").catalog is catalog


@pytest.mark.parametrize(("version", "name"), [("1.2", "trans-unit"), ("2.1", "unit|segment")])
def test_what_a_program_has_named_like_ours_holds_none_of_our_texts(
    version: str, name: str
) -> None:
    catalog = catalog_of(polib.POEntry(msgid="a", msgstr="x"))
    text = out(catalog, version).replace("<xliff ", '<xliff xmlns:p="urn:p" ')
    for each in name.split("|"):
        own = re.sub(rf"(</?){each}\b", rf"\g<1>p:{each}", text).replace(">x<", ">z<")
        assert taken(catalog, back(own), "").catalog is catalog


def test_layout_and_line_ends_stay() -> None:
    entry = polib.POEntry(
        msgid="a b c " * 20, msgstr="A B C " * 20, tcomment="q\nr", comment="k\nl", flags=["fuzzy"]
    )
    style = Style("\r\n", 40)
    text = (HEAD + '\nmsgid "x"\nmsgstr "y"\n').replace("\n", "\r\n")
    catalog = po.parse(text + po.message(entry, style).text)
    assert catalog.style.newline == "\r\n"
    for version in VERSIONS:
        there_and_back(catalog, version)


def test_an_empty_target_takes_no_translation_away() -> None:
    message, _ = edited("1.2", "d", lambda t: t.replace('"translated">D<', '"new"><'))
    assert message.strings == ("D",)


def test_notes_are_edited_both_ways_and_lost_ones_stay() -> None:
    entry = polib.POEntry(msgid="a", msgstr="A", tcomment="qeyd", comment="müəllif")
    catalog = catalog_of(entry)
    for version in VERSIONS:
        text = out(catalog, version)
        new = taken(catalog, back(text.replace("qeyd", "başqa")), "").catalog
        assert one(new, "a").entry().tcomment == "başqa"
        new = taken(catalog, back(text.replace("qeyd", "")), "").catalog
        assert one(new, "a").entry().tcomment == ""
        without = re.sub(r"<note .*?</note>\n|</?notes>\n", "", text)
        assert taken(catalog, back(without), "").catalog is catalog
        assert taken(catalog, back(text.replace("müəllif", "x")), "").catalog is catalog


def test_notes_of_a_category_of_its_own_are_translators_too() -> None:
    catalog = catalog_of(polib.POEntry(msgid="a", tcomment="old", comment="paragraph"))
    note = '<note category="review">new</note></notes>'
    text = out(catalog, "2.1").replace("</notes>", note)
    entry = one(taken(catalog, back(text), "").catalog, "a").entry()
    assert (entry.tcomment, entry.comment) == ("old\nnew", "paragraph")


@pytest.mark.parametrize("version", VERSIONS)
def test_what_was_done_in_the_catalog_since_stays(version: str) -> None:
    before = catalog_of(polib.POEntry(msgid="a", msgstr="A"), polib.POEntry(msgid="b"))
    now = catalog_of(
        polib.POEntry(msgid="a", msgstr="Aa", tcomment="mən"), polib.POEntry(msgid="b", msgstr="B")
    )
    text = out(before, version)
    assert taken(now, back(text), "").catalog is now
    other = text.replace(">A<", ">Ax<")
    result = taken(now, back(other), "a.xlf")
    assert result.catalog is now
    assert [problem.code for problem in result.problems] == ["xliff-conflict"]


def forms(*words: str, obsolete: bool = False) -> polib.POEntry:
    strings = dict(enumerate(words))
    return polib.POEntry(msgid="a", msgid_plural="as", msgstr_plural=strings, obsolete=obsolete)


@pytest.mark.parametrize("version", VERSIONS)
def test_what_was_done_in_an_obsolete_entry_or_in_one_form_since_stays(version: str) -> None:
    gone = (polib.POEntry(msgid="a", msgstr=text, obsolete=True) for text in ("A", "Aa"))
    before, now = map(catalog_of, gone)
    used = out(catalog_of(polib.POEntry(msgid="a", msgstr="A")), version)
    assert one(taken(before, back(used.replace(">A<", ">Ax<")), "").catalog, "a").strings == ("Ax",)
    result = taken(now, back(used.replace(">A<", ">Ax<")), "a.xlf")
    assert result.catalog is now
    assert [problem.code for problem in result.problems] == ["xliff-conflict"]
    half = catalog_of(forms("Aa", ""))
    text = out(catalog_of(forms("A", "B")), version).replace(">B<", ">Bx<")
    result = taken(half, back(text), "a.xlf")
    assert result.catalog is half
    (problem,) = result.problems
    assert problem.remedy == "change it there, if this is better: A | Bx"


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("now", [polib.POEntry(msgid="a", msgstr="A"), forms("A", "B")])
def test_a_translated_form_that_has_no_place_any_more_is_said(
    now: polib.POEntry, version: str
) -> None:
    text = out(catalog_of(forms("A", "B", "C")), version)
    assert taken(catalog_of(now), back(text), "a.xlf").problems == ()
    problems = taken(catalog_of(now), back(text.replace(">C<", ">Cx<")), "a.xlf").problems
    (said,) = (problem for problem in problems if problem.code == "xliff-unknown")
    assert said.remedy.endswith("Cx")
    gone = taken(catalog_of(), back(text.replace(">C<", ">Cx<")), "a.xlf").problems
    assert [problem.remedy for problem in gone] == ["it was translated as: A | B | Cx"]


@pytest.mark.parametrize("version", VERSIONS)
def test_a_source_that_has_changed_gets_the_translation_as_fuzzy(version: str) -> None:
    old = "Məhsul meneceri bazarı yaxşı tanımalıdır."
    new = old.replace("yaxşı", "pis")
    text = out(catalog_of(polib.POEntry(msgid=old, msgstr="köhnə")), version)
    text = text.replace("köhnə", "iyi tanımalı")
    message = one(taken(catalog_of(polib.POEntry(msgid=new)), back(text), "").catalog, new)
    assert (message.state, message.strings) == (State.FUZZY, ("iyi tanımalı",))
    assert message.entry().previous_msgid == old
    gone = polib.POEntry(msgid=old, msgstr="köhnə", obsolete=True)
    kept = taken(catalog_of(gone), back(text), "").catalog
    assert one(kept, old).strings == ("iyi tanımalı",)
    result = taken(catalog_of(polib.POEntry(msgid="z")), back(text), "a.xlf")
    assert [problem.code for problem in result.problems] == ["xliff-unknown"]


@pytest.mark.parametrize("version", VERSIONS)
def test_of_two_texts_that_are_gone_one_gets_what_came_of_both(version: str) -> None:
    red, blue = "Buy the red car today.", "Buy the blue car today."
    text = out(catalog_of(*(polib.POEntry(msgid=m, msgstr=m[8]) for m in (red, blue))), version)
    text = text.replace(">r<", ">Kırmızı<").replace(">b<", ">Mavi<")
    green = polib.POEntry(msgid="Buy the green car today.")
    result = taken(catalog_of(green), back(text), "a.xlf")
    assert one(result.catalog, green.msgid).strings == ("Kırmızı",)
    (problem,) = result.problems
    assert (problem.code, problem.remedy) == ("xliff-unknown", "it was translated as: Mavi")
    gone = polib.POEntry(msgid=blue, msgstr="b", obsolete=True)
    result = taken(catalog_of(green, gone), back(text), "a.xlf")
    assert one(result.catalog, blue).strings == ("Mavi",)
    assert result.problems == ()


def test_of_two_translations_of_a_text_the_second_is_reported() -> None:
    def items(*targets: str) -> list[Item]:
        return [Item(f"tool{n}", "a", to, Review.DONE) for n, to in enumerate(targets)]

    catalog = catalog_of(polib.POEntry(msgid="a"))
    result = taken(catalog, items("b", "b", "c"), "a.xlf")
    assert one(result.catalog, "a").strings == ("b",)
    (problem,) = result.problems
    assert (problem.code, problem.remedy) == ("xliff-conflict", "keep one of them: c")


@pytest.mark.parametrize("name", ["{}", "1.{}", "tu.{}", "m1.{}", ""])
@pytest.mark.parametrize("version", VERSIONS)
def test_texts_that_a_tool_has_named_anew_are_known_by_their_source(
    version: str, name: str
) -> None:
    catalog = catalog_of(*(polib.POEntry(msgid=text, msgstr="x") for text in "abc"))
    numbers = iter("123")
    text = re.sub(
        r'id="m\w{16}"', lambda _: f'id="{name.format(next(numbers))}"', out(catalog, version)
    )
    text = re.sub(
        "<source>(.)(</source>.<target[^>]*>)x", r"<source>\1\2\1\1", text, flags=re.DOTALL
    )
    result = taken(catalog, back(text), "a.xlf")
    assert [one(result.catalog, text).strings for text in "abc"] == [("aa",), ("bb",), ("cc",)]
    assert result.problems == ()


@pytest.mark.parametrize(("second", "codes"), [("x", []), ("z", ["xliff-conflict"])])
@pytest.mark.parametrize("version", VERSIONS)
def test_a_text_that_a_file_has_twice_keeps_its_translation(
    version: str, second: str, codes: list[str]
) -> None:
    catalog = catalog_of(polib.POEntry(msgid="a", msgstr="x"))
    text = out(catalog, version)
    found = re.search(r"<(trans-unit|unit)\b.*</\1>", text, re.DOTALL)
    assert found is not None
    twice = found[0].replace("x</target>", "y</target>") + found[0].replace("x</t", f"{second}</t")
    result = taken(catalog, back(text.replace(found[0], twice)), "a.xlf")
    assert one(result.catalog, "a").strings == ("y",)
    assert [problem.code for problem in result.problems] == codes


@pytest.mark.parametrize("version", VERSIONS)
def test_what_has_other_plural_forms_now_keeps_the_first(version: str) -> None:
    def singular(words: str) -> polib.POEntry:
        return polib.POEntry(msgid="file", msgstr=words)

    def plural(words: str) -> polib.POEntry:
        return polib.POEntry(msgid="file", msgid_plural="files", msgstr_plural={0: words, 1: ""})

    for before, after in ((plural, singular), (singular, plural)):
        text = out(catalog_of(before("ä")), version).replace(">ä<", ">dosya<")
        result = taken(catalog_of(after("")), back(text), "a.xlf")
        message = one(result.catalog, "file")
        assert (message.strings[0], message.fuzzy) == ("dosya", True)
        assert [problem.code for problem in result.problems] == ["xliff-code"]


@pytest.mark.parametrize(
    ("data", "line", "what"),
    [
        (b"<a>\n<b></a>", 2, "mismatched tag"),
        (b"", 1, "no element found"),
        (b'<!DOCTYPE x [\n<!ENTITY a "b">]><x>&a;</x>', 2, "entities of its own"),
        (b'<!DOCTYPE x [<!ENTITY a SYSTEM "/etc/passwd">]>\n<x>&a;</x>', 1, "entities of its own"),
        (b'<!DOCTYPE x [\n<!ENTITY % p SYSTEM "http://a.az/x"> %p;]><x/>', 2, "entities"),
        (b'<!DOCTYPE x SYSTEM "http://a.az/x.dtd">\n<x>&a;</x>', 2, "entities of its own"),
        (b"<x>" * 200, 1, "nested over 100 deep"),
        (b'<?xml version="1.0" encoding="nichts"?><x/>', 1, ""),
        (b"<x>\n\xff</x>", 2, "not well-formed"),
        (b"<xliff version='1.1'/>", 1, 'version "1.1"'),
        (b"<tmx/>", 1, "no XLIFF but <tmx>"),
        (b"<x>\n<a:b/></x>", 2, "unbound prefix a"),
        (b"<x>\n<b a:c='d'/></x>", 2, "unbound prefix a"),
        (b"<x xmlns:a='b' xmlns:c='b'>\n<d a:e='' c:e=''/></x>", 2, "duplicate attribute c:e"),
        (b"<x xmlns:a=''/>", 1, "xmlns:a can't be declared so"),
        (b"<x xmlns:xml='a'/>", 1, "xmlns:xml can't be declared so"),
        (b"<x xmlns='http://www.w3.org/XML/1998/namespace'/>", 1, "can't be declared so"),
        (b"<x xmlns:a='b'><a:b:c/></x>", 1, "a:b:c is no name"),
        (b"<x>\n<a xmlns:b='" + b"u" * 1001 + b"'/></x>", 2, "a namespace is too long"),
    ],
)
def test_broken_and_hostile_files(data: bytes, line: int, what: str) -> None:
    with pytest.raises(VaraqError) as error:
        xliff.read(data, "a.xlf")
    (problem,) = error.value.problems
    assert (problem.path, problem.line) == ("a.xlf", line)
    assert what in problem.message


@pytest.mark.parametrize("version", VERSIONS)
def test_numbers_that_are_too_long_are_none(version: str) -> None:
    text = out(catalog_of(polib.POEntry(msgid="a", msgstr="b")), version)
    endless = "9" * 5000
    named = re.sub(r' id="(m\w+)"', rf' id="\1.{endless}"', text)
    (item,) = back(named.replace("<target>", f'<target order="{endless}">'))
    assert (item.form, item.target) == (-1, "b")


@pytest.mark.parametrize(
    ("version", "inside"),
    [
        ("1.2", '<source><ph id="a">{long}</ph></source><target>{many}</target>'),
        (
            "2.1",
            '<originalData><data id="a">{long}</data></originalData>'
            "<segment><source>{many}</source></segment>",
        ),
    ],
)
def test_codes_that_say_one_long_thing_again_and_again(version: str, inside: str) -> None:
    def file(times: int) -> bytes:
        many = '<ph id="a" dataRef="a"/>' * times
        unit = inside.format(long="a" * 100_000, many=many)
        if version == "1.2":
            space = "urn:oasis:names:tc:xliff:document:1.2"
            within = f'<body><trans-unit id="m">{unit}</trans-unit></body>'
        else:
            space = "urn:oasis:names:tc:xliff:document:2.0"
            within = f'<unit id="m">{unit}</unit>'
        return f'<xliff version="{version}" xmlns="{space}"><file>{within}</file></xliff>'.encode()

    ((item,),) = (each.items for each in xliff.read(file(9)))
    assert len(item.target or item.source) == 900_000
    with pytest.raises(VaraqError, match="more than a million characters"):
        xliff.read(file(11), "a.xlf")


def test_names_and_their_namespaces() -> None:
    root = markupxml.read(
        b"<x xmlns='u' xmlns:a='v' a:b='1' b='2' xml:lang='az'>"
        b"<a:c xmlns:a='w'/><d xmlns=''/><a:c xmlns:e='w' e:b='3'/><xml:f/></x>"
    )
    elements = [each for each in (root, *root.children) if not isinstance(each, str)]
    names = [(each.space, each.name, dict(each.attributes)) for each in elements]
    assert names == [
        ("u", "x", {"v b": "1", "b": "2", f"{markupxml.XML} lang": "az"}),
        ("w", "c", {}),
        ("", "d", {}),
        ("v", "c", {"w b": "3"}),
        (markupxml.XML, "f", {}),
    ]


def run(folder: Path, *arguments: str) -> int:
    return cli.run(["-C", str(folder), *arguments])


@pytest.mark.parametrize("version", VERSIONS)
def test_by_the_command_line(shipped: Path, tmp_path: Path, version: str) -> None:
    file = tmp_path / "a.xlf"
    before = snapshot(shipped / "locale")
    for name in ("b2b-b2c-pm", "content/glossary.md", "templates"):
        assert (
            run(shipped, "export", "xliff", "tr", name, "--version", version, "-o", str(file)) == 0
        )
        assert run(shipped, "import-xliff", str(file)) == 0
    assert snapshot(shipped / "locale") == before
    run(shipped, "export", "xliff", "tr", "b2b-b2c-pm", "--version", version, "-o", str(file))
    file.write_text(file.read_text("utf-8").replace("Yanıt 1:", "Cevap 1:"), "utf-8")
    assert run(shipped, "import-xliff", str(file)) == 0
    path = shipped / "locale/tr/LC_MESSAGES/b2b-b2c-pm.po"
    assert "Cevap 1:" in path.read_text("utf-8")
    assert run(shipped, "undo") == 0
    assert path.read_bytes() == before["tr/LC_MESSAGES/b2b-b2c-pm.po"][0]


def test_another_language_or_document_is_refused(
    shipped: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.xlf"
    run(shipped, "export", "xliff", "tr", "glossary", "-o", str(file))
    text = file.read_text("utf-8")
    for old, new, code, exit_code in (
        ('target-language="tr"', 'target-language="sv"', "xliff-language", 2),
        ('source-language="az"', 'source-language="sv"', "xliff-language", 2),
        ('target-language="tr"', 'target-language="tr-TR"', "", 0),
        ("content/glossary.md", "../../etc/x", "", 0),
    ):
        file.write_text(text.replace(old, new), "utf-8")
        assert run(shipped, "import-xliff", str(file)) == exit_code
        assert code in capsys.readouterr().err
    file.write_text(re.sub(r'id="m\w+"', 'id="x"', text.replace("content/", "")), "utf-8")
    assert run(shipped, "import-xliff", str(file)) == 2
    assert "xliff-document" in capsys.readouterr().err
    assert run(shipped, "export", "xliff", "tr", "nichts") == 2
    assert run(shipped, "export", "xliff", "az", "glossary") == 2


def test_a_region_is_of_a_script(
    small: Callable[[dict[str, str]], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    root = small({"content/a.md": "A\n"})
    assert run(root, "init", "zh_Hans") == 0
    file = root / "a.xlf"
    assert run(root, "export", "xliff", "zh_Hans", "a", "-o", str(file)) == 0
    text = file.read_text("utf-8")
    for tag, code in (("zh-CN", 0), ("zh", 0), ("zh-TW", 2)):
        file.write_text(text.replace("zh-Hans", tag), "utf-8")
        assert run(root, "import-xliff", str(file)) == code
    assert "xliff-language" in capsys.readouterr().err
    assert run(root, "init", "zh_Hant") == 0
    for tag, code in (("zh-CN", 0), ("zh", 2), ("zh-TW", 0)):
        file.write_text(text.replace("zh-Hans", tag), "utf-8")
        assert run(root, "import-xliff", str(file)) == code
