"""The memory: what was translated before is found again, and TMX brings it in and out."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT, snapshot
from tests.strategies import LINE, TYPED
from varaq import cli, markupxml, po, recall, tmx
from varaq.catalog import State, Style
from varaq.errors import VaraqError
from varaq.matching import Index
from varaq.memory import Kind, Memory, Origin, Record, filled, of_catalog
from varaq.project import Project
from varaq.tmx import Unit, Variant

HEAD = 'msgid ""\nmsgstr ""\n"Language: tr\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
LONG = "Məhsul meneceri bazarı, müştərini və komandanı yaxşı tanımalıdır."
Small = Callable[[dict[str, str | bytes]], Path]


def record(source: str, target: str, origin: Origin = Origin.TRANSLATED) -> Record:
    return Record(source, target, "tr.po", origin)


def asked(text: str, *records: Record) -> list[tuple[str, Kind]]:
    return [(found.target, found.kind) for found in Memory(records).suggestions(text)]


def test_exact_then_the_same_words_then_fuzzy() -> None:
    records = [
        record(LONG.replace("bazarı", "məhsulu"), "fuzzy"),
        record(f"**{LONG.lower()}**", "words"),
        record(LONG, "exact"),
        record("Başqa bir şey", "other"),
    ]
    assert asked(LONG, *records) == [
        ("exact", Kind.EXACT),
        ("words", Kind.WORDS),
        ("fuzzy", Kind.FUZZY),
    ]
    found = Memory(records).suggestions(LONG)
    assert [s.score for s in found][:1] == [100]
    assert [s.score for s in found] == sorted((s.score for s in found), reverse=True)


def test_what_differs_only_at_the_end_of_a_long_text_is_not_exact() -> None:
    text = "söz " * 8000
    (found,) = Memory([record(f"{text}bir", "T")]).suggestions(f"{text}iki")
    assert (found.score, found.kind) == (99, Kind.FUZZY)
    (found,) = Memory([record(f"{text}bir", "T")]).suggestions(f"{text}bir")
    assert (found.score, found.kind) == (100, Kind.EXACT)


def test_each_translation_once_and_five_at_most() -> None:
    records = [record(f"{LONG} {n}", f"T{n // 2}") for n in range(20)]
    found = Memory(records).suggestions(LONG)
    assert len(found) == len({s.target for s in found}) == 5
    assert len(Memory(records).suggestions(LONG, 2)) == 2


def test_a_translation_goes_before_what_is_obsolete() -> None:
    old, new = record("a b", "x", Origin.OBSOLETE), record("a b", "y")
    assert [target for target, _ in asked("a b", old, new)] == ["y", "x"]


@pytest.mark.parametrize("text", ["", " ", "—", "***", "qwertz"])
def test_nothing_is_suggested_for_nothing(text: str) -> None:
    assert asked(text, record("Salam", "Merhaba"), record("…", "…")) == []


def test_a_vowel_sign_is_no_punctuation() -> None:
    assert asked("कि", record("की", "x")) == []


@given(st.lists(st.tuples(LINE, LINE), min_size=1, max_size=5), LINE)
def test_whatever_is_asked(pairs: list[tuple[str, str]], text: str) -> None:
    memory = Memory([record(*pair) for pair in pairs])
    found = memory.suggestions(text)
    known = dict.fromkeys(pairs)
    assert all((s.source, s.target) in known for s in found)
    assert all((s.score == 100) == (s.source == text) for s in found)
    for source, _ in pairs:
        assert memory.suggestions(source)[0].score == 100


def test_what_is_prepared_finds_what_is_compared_one_by_one() -> None:
    texts = [f"{LONG} {n * 7919 % 3001} {n}" for n in range(3000)]
    plain, prepared = Index(texts), Index(texts)
    prepared.prepare()
    for number in range(0, 3000, 300):
        query = texts[number].replace("bazarı", "bazar")
        assert prepared.best(query, 60)[0] == plain.best(query, 60)[0]


def catalog_text(*entries: polib.POEntry) -> str:
    return HEAD + "".join(po.message(entry, Style()).text for entry in entries)


def test_what_a_catalog_remembers() -> None:
    catalog = po.parse(
        catalog_text(
            polib.POEntry(msgid="a", msgstr="A"),
            polib.POEntry(msgid="b"),
            polib.POEntry(msgid="c", msgstr="C", flags=["fuzzy"]),
            polib.POEntry(msgid="d", msgstr="D", flags=["fuzzy"], previous_msgid="dd"),
            polib.POEntry(msgid="e", msgid_plural="es", msgstr_plural={0: "E", 1: "Es"}),
            polib.POEntry(msgid="f", msgstr="F", obsolete=True),
        ),
        "tr.po",
    )
    assert [(r.source, r.target, r.origin) for r in of_catalog(catalog)] == [
        ("a", "A", Origin.TRANSLATED),
        ("dd", "D", Origin.PREVIOUS),
        ("e", "E", Origin.TRANSLATED),
        ("es", "Es", Origin.TRANSLATED),
        ("f", "F", Origin.OBSOLETE),
    ]


def test_filling_touches_nothing_that_has_a_text() -> None:
    catalog = po.parse(
        catalog_text(
            polib.POEntry(msgid=LONG, comment="qeyd", tcomment="mən"),
            polib.POEntry(msgid=f"{LONG}.", msgstr="var"),
            polib.POEntry(msgid="heç nə"),
            polib.POEntry(msgid=LONG, msgid_plural=f"{LONG} 2", msgctxt="p", msgstr_plural={0: ""}),
        )
    )
    close = LONG.replace("yaxşı", "pis")
    memory = Memory([Record(close, "öneri", "memory/x.tmx", Origin.TMX)])
    new = filled(catalog, memory)
    changed = [m for m, was in zip(new.messages, catalog.messages, strict=True) if m is not was]
    (message,) = changed
    assert (message.id, message.strings, message.state) == (LONG, ("öneri",), State.FUZZY)
    entry = message.entry()
    assert entry.previous_msgid == close
    assert entry.tcomment == "mən\nfrom memory: memory/x.tmx (93 %)"
    assert entry.comment == "qeyd"
    assert filled(new, memory) is new
    assert filled(catalog, Memory([])) is catalog


TEXT = st.one_of(LINE, TYPED).filter(lambda text: not re.search("[\0\x04\ud800-\udfff]", text))
PAIR = st.tuples(st.builds(Variant, st.just("az"), TEXT), st.builds(Variant, st.just("tr"), TEXT))
PROPS = st.lists(st.tuples(st.just("x-context"), LINE), max_size=2).map(tuple)
UNIT = st.builds(Unit, PAIR, PROPS, st.lists(LINE, max_size=2).map(tuple))


@given(st.lists(UNIT, max_size=3))
def test_units_come_back_as_they_were(units: list[Unit]) -> None:
    found = tmx.read(tmx.write(units, "az", "1").encode())
    assert [replace(unit, line=0) for unit in found] == units


LEVEL2 = """<?xml version="1.0" encoding="{0}"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header creationtool="x" o-tmf="y" srclang="EN-us"><prop type="p"/></header>
<body>
<tu tuid="1"><note>n</note><prop type="x">y</prop>
<tuv xml:lang="AZ">
<seg><bpt i="1">**</bpt>Bir<ept i="1">**</ept> <hi>iki</hi><ph x="1">`üç`</ph></seg></tuv>
<tuv lang="tr-TR"><prop type="z"/><seg>Bir <it pos="begin">_<sub>s</sub></it>x</seg></tuv>
<tuv xml:lang="en"><seg>One</seg></tuv></tu>
</body></tmx>"""


@pytest.mark.parametrize("charset", ["UTF-8", "UTF-8-sig", "UTF-16"])
def test_level_2_in_every_charset(charset: str) -> None:
    data = LEVEL2.format(charset.removesuffix("-sig")).encode(charset.lower())
    units = tmx.read(data)
    assert list(tmx.pairs(units, "az", "tr")) == [("**Bir** iki`üç`", "Bir _sx")]
    assert list(tmx.pairs(units, "az", "en-GB")) == [("**Bir** iki`üç`", "One")]
    assert list(tmx.pairs(units, "az", "fr")) == []


def test_the_names_that_omegat_gives_codes_are_no_text() -> None:
    body = (
        "<body><tu><tuv lang='AZ'><seg>Bir <bpt i='0'>&lt;f0&gt;</bpt>iki<ept i='0'>&lt;/f0&gt;"
        "</ept> &lt;b&gt;</seg></tuv><tuv lang='TR'><seg>&lt;i1/&gt;Bir</seg></tuv></tu></body>"
    )
    for tool, pair in (
        ("OmegaT", ("Bir iki <b>", "Bir")),
        ("x", ("Bir <f0>iki</f0> <b>", "<i1/>Bir")),
    ):
        data = f"<tmx><header creationtool='{tool}'/>{body}</tmx>".encode()
        assert list(tmx.pairs(tmx.read(data), "az", "tr")) == [pair]


def test_the_nearest_of_several_regions() -> None:
    unit = Unit(
        (Variant("az", "a"), Variant("pt-PT", "1"), Variant("pt", "2"), Variant("pt-BR", "3"))
    )
    for wanted, text in (("pt-BR", "3"), ("pt_PT", "1"), ("pt-AO", "2")):
        assert list(tmx.pairs([unit], "az", wanted)) == [("a", text)]


def test_a_region_is_of_a_script() -> None:
    texts = Variant("az", "a"), Variant("zh", "0"), Variant("zh-TW", "1"), Variant("ZH-CN", "2")
    for wanted, text in (("zh-Hant", "1"), ("zh-HK", "1"), ("zh-Hans-CN", "0"), ("zh-SG", "0")):
        assert list(tmx.pairs([Unit(texts)], "az", wanted)) == [("a", text)]
    assert list(tmx.pairs([Unit(texts[:1] + texts[2:3])], "az", "zh-Hans")) == []
    # a region need not say the script
    serbian = Unit((Variant("az", "a"), Variant("sr-RS", "1")))
    assert list(tmx.pairs([serbian], "az", "sr-Latn")) == [("a", "1")]


@pytest.mark.parametrize(
    ("data", "line"),
    [(b"<tmx>\n<body>", 2), (b"<xliff/>", 1), (b"<tmx/>", 1), (b"\xff\xfe<", 1)],
)
def test_broken_tmx_is_said_with_its_line(data: bytes, line: int) -> None:
    with pytest.raises(VaraqError) as error:
        tmx.read(data, "memory/a.tmx")
    (problem,) = error.value.problems
    assert (problem.path, problem.line) == ("memory/a.tmx", line)


def run(folder: Path, *arguments: str) -> int:
    return cli.run(["-C", str(folder), *arguments])


def test_update_fills_from_the_memory_once_and_undo_takes_it_back(small: Small) -> None:
    units = [Unit((Variant("az", LONG), Variant("tr", "Ürün yöneticisi")))]
    root = small(
        {
            "content/a.md": f"{LONG.replace('yaxşı', 'pis')}\n\nBaşqa\n",
            "memory/eski.TMX": tmx.write(units, "az", "1"),
            "locale/tr/LC_MESSAGES/b.po": catalog_text(polib.POEntry(msgid="x", msgstr="X")),
        }
    )
    assert run(root, "update", "--suggest", "--check") == 1
    assert run(root, "update") == 0
    path = root / "locale/tr/LC_MESSAGES/a.po"
    before = path.read_bytes()
    assert run(root, "update", "--suggest") == 0
    text = path.read_text("utf-8")
    assert "# from memory: memory/eski.TMX (" in text
    assert f'#| msgid "{LONG}"' in text
    assert 'msgid "Başqa"\nmsgstr ""' in text
    after = snapshot(root / "locale")
    assert run(root, "update", "--suggest") == 0
    assert snapshot(root / "locale") == after
    assert run(root, "undo") == 0
    assert path.read_bytes() == before


def test_a_broken_memory_is_said_and_the_rest_is_used(
    small: Small, capsys: pytest.CaptureFixture[str]
) -> None:
    root = small(
        {
            "content/a.md": "Salam dünya\n\nHeç nəyə oxşamır\n",
            "memory/a.tmx": b"<tmx>",
            "locale/tr/LC_MESSAGES/b.po": catalog_text(
                polib.POEntry(msgid="Salam, dünya!", msgstr="Merhaba")
            ),
        }
    )
    assert run(root, "memory", "tr", "--text", "salam dünya", "--json") == 2
    result = capsys.readouterr()
    assert "memory/a.tmx:1:" in result.err
    (found,) = json.loads(result.out)
    assert (found["suggestion"], found["kind"]) == ("Merhaba", "words")
    assert found["file"] == "locale/tr/LC_MESSAGES/b.po"
    assert run(root, "memory") == 2
    assert run(root, "update", "--suggest") == 2
    assert "Merhaba" in (root / "locale/tr/LC_MESSAGES/a.po").read_text("utf-8")


def test_a_memory_whose_name_no_catalog_can_hold_is_said(small: Small) -> None:
    units = [Unit((Variant("az", "Salam, dünya!"), Variant("tr", "Merhaba")))]
    memories = {f"memory/{name}.tmx": tmx.write(units, "az", "1") for name in ("a\udcff", "b")}
    catalog = catalog_text(polib.POEntry(msgid="x", msgstr="X"))
    path = "locale/tr/LC_MESSAGES/a.po"
    root = small({"content/a.md": "Salam dünya\n", path: catalog, **memories})
    project = Project.open(root)
    result = recall.update(project, project.locales()[0])
    assert [problem.code for problem in result.problems] == ["file-name"]
    assert "# from memory: memory/b.tmx" in (root / path).read_text("utf-8")


def test_the_exported_memory_is_the_catalogs(shipped: Path, tmp_path: Path) -> None:
    file = tmp_path / "all.tmx"
    assert run(shipped, "export", "tmx", "-o", str(file)) == 0
    data = file.read_bytes()
    units = tmx.read(data)
    for path in sorted((ROOT / "locale" / "tr" / "LC_MESSAGES").glob("*.po")):
        pairs = set(tmx.pairs(units, "az", "tr"))
        for record in of_catalog(po.parse(path.read_text("utf-8"))):
            assert (record.source, record.target) in pairs
    assert run(shipped, "export", "tmx", "-o", str(file)) == 0
    assert file.read_bytes() == data
    root = markupxml.read(data)
    assert [e.name for e in root.elements] == ["header", "body"]
    body = root.first("body")
    assert body is not None
    for unit in body.elements:
        names = [e.name for e in unit.elements]
        assert names == sorted(names, key=["note", "prop", "tuv"].index)
        for variant in unit.all("tuv"):
            assert variant.lang
            assert [e.name for e in variant.elements][-1] == "seg"


@pytest.mark.parametrize("date", ["0001-01-01 00:00+1400", "9999-12-31 23:59-1200", "x"])
def test_a_date_that_is_none_is_left_out(small: Small, date: str) -> None:
    fields = f"PO-Revision-Date: {date}\\nContent-Type: text/plain; charset=UTF-8\\n"
    header = f'msgid ""\nmsgstr "{fields}"\n'
    entry = '\nmsgid "bir"\nmsgstr "one"\n'
    root = small({"content/a.md": "bir\n", "locale/en/LC_MESSAGES/a.po": header + entry})
    file = root / "a.tmx"
    assert run(root, "export", "tmx", "-o", str(file)) == 0
    assert "changedate" not in file.read_text("utf-8")


def test_the_documents_of_a_text_are_named_whole(small: Small) -> None:
    files: dict[str, str | bytes] = {
        f"content/my {name}.md": "salam\n" for name in ("doc", "other")
    }
    folder = small({**files, "varaq.toml": 'catalogs = "{locale}.po"\n', "locale/tr.po": HEAD})
    assert cli.run(["-C", str(folder), "update"]) == 0
    path = folder / "locale/tr.po"
    text = path.read_text("utf-8")
    assert "#: \u2068content/my doc.md\u2069 \u2068content/my other.md\u2069\n" in text
    path.write_text(text.replace('salam"\nmsgstr ""', 'salam"\nmsgstr "merhaba"'), "utf-8")
    assert cli.run(["-C", str(folder), "export", "tmx", "-o", str(folder / "a.tmx")]) == 0
    (unit,) = tmx.read((folder / "a.tmx").read_bytes())
    assert unit.props == (
        ("x-document", "content/my doc.md"),
        ("x-document", "content/my other.md"),
    )
