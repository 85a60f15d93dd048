"""The command adopt: translated files into catalogs, no text of which is lost."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.conftest import ROOT, snapshot
from varaq import cli, po, takeover
from varaq.catalog import Key, Message, State
from varaq.errors import VaraqError
from varaq.locales import Locale
from varaq.project import Project

Small = Callable[[dict[str, str | bytes]], Path]
HEAD = 'msgid ""\nmsgstr ""\n"Language: tr\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
PO = "locale/tr/LC_MESSAGES/a.po"


def run(folder: Path, *arguments: str) -> int:
    return cli.run(["-C", str(folder), *arguments])


def catalog(folder: Path, name: str = "a") -> Mapping[Key, Message]:
    path = folder / f"locale/tr/LC_MESSAGES/{name}.po"
    return po.parse(po.decode(path.read_bytes()), name).by_key()


@pytest.mark.parametrize("language", ["tr", "ru", "ar"])
@pytest.mark.parametrize("name", ["b2b-b2c-pm", "glossary"])
def test_a_translated_file_gives_its_catalog_back(
    name: str, language: str, shipped: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = shipped / "old.md"
    assert run(shipped, "translate", language, name, "-o", str(old)) == 0
    path = shipped / f"locale/{language}/LC_MESSAGES/{name}.po"
    before = po.parse(po.decode(path.read_bytes())).by_key()
    path.unlink()
    capsys.readouterr()
    assert run(shipped, "adopt", language, str(old), name) == 0
    out = capsys.readouterr().out.splitlines()
    after = po.parse(po.decode(path.read_bytes())).by_key()
    assert after.keys() == before.keys()
    as_in_source = {key for key, message in before.items() if message.strings[0] == key[1]}
    assert len(out) == len(as_in_source)
    assert all("not translated" in line for line in out)
    for key, message in after.items():
        if key in as_in_source:
            assert message.state is State.UNTRANSLATED
        else:
            assert (message.state, message.strings) == (State.TRANSLATED, before[key].strings)
            assert not message.entry().tcomment
    again = shipped / "again.md"
    assert run(shipped, "translate", language, name, "-o", str(again)) == 0
    assert again.read_bytes() == old.read_bytes()


FRAME = (
    "# Başlıq\n\nBirinci abzas burada durur, 11.\n\n{}\n\nSon abzas da burada durur, 22.\n",
    "# Title\n\nThe first paragraph stands here, 11.\n\n{}\n\nThe last one stands here too, 22.\n",
)
DOUBTFUL = {
    "numbers": ("Qiyməti 30 manatdır.", "It costs 50 manats.", "numbers differ: 30 here, 50 there"),
    "code": ("Sonra `make` yazın.", "Then type `cmake`.", "code differ: make here, cmake there"),
    "links": (
        "[Sayta](http://a.az) baxın.",
        "See [the site](http://b.az).",
        "links differ: http://a.az here, http://b.az there",
    ),
    "length": (
        "Qısa bir söz.",
        "A text that goes on and on, and says this and that, and then some more of the same, "
        "and has no end for as long as there is paper to write it on, and ink, and patience.",
        "its length is far off: 130 characters for 11",
    ),
    "kind": (
        "Bu bir abzasdır, siyahı deyil.",
        "- This is a paragraph, and no list.",
        "it is a list item in the translation, a paragraph in the source",
    ),
    "html": (
        "Bu bir abzasdır, siyahı deyil.",
        "This is <dialog>a paragraph</dialog>, no list.",
        "the translation has HTML that its source has not: <dialog>",
    ),
}


@pytest.mark.parametrize("name", DOUBTFUL)
def test_doubtful_pairs_are_fuzzy_and_say_why(name: str, small: Small) -> None:
    ours, theirs, why = DOUBTFUL[name]
    folder = small({"content/a.md": FRAME[0].format(ours), "old.md": FRAME[1].format(theirs)})
    assert run(folder, "adopt", "tr", str(folder / "old.md"), "a") == 0
    message = catalog(folder)[None, ours]
    assert (message.fuzzy, message.strings[0]) == (True, theirs.removeprefix("- "))
    assert f"from old.md:5: {why}" in message.entry().tcomment.split("\n")
    others = [other for other in catalog(folder).values() if other.key != message.key]
    assert [other.state for other in others] == [State.TRANSLATED] * 3


def test_text_that_was_not_translated_is_listed(
    small: Small, capsys: pytest.CaptureFixture[str]
) -> None:
    ours = FRAME[0].format("Tərcümə olunmayıb.\n\nCRM, `make`, 2026\n\n## Oracle\n\nOracle gəldi.")
    theirs = FRAME[1].format("Tərcümə olunmayıb.\n\nCRM, `make`, 2026\n\n## Oracle\n\nOracle came.")
    folder = small({"content/a.md": ours, "old.md": theirs})
    old = str(folder / "old.md")
    assert run(folder, "adopt", "tr", old, "a") == 0
    out = capsys.readouterr().out.splitlines()
    assert len(out) == 1
    assert out[0].startswith(f'{old}:5: info: not translated: "Tərcümə olunmayıb."')
    found = catalog(folder)
    assert found[None, "Tərcümə olunmayıb."].state is State.UNTRANSLATED
    assert found[None, "CRM, `make`, 2026"].strings[0] == "CRM, `make`, 2026"
    assert found[None, "Oracle"].strings[0] == "Oracle"


def test_of_two_translations_of_a_text_the_first_sure_one_is_taken(
    small: Small, capsys: pytest.CaptureFixture[str]
) -> None:
    ours = "# A\n\nBax: 5.\n\n## B 1\n\nBax: 5.\n\n## C 2\n\nBax: 5.\n\n## D 3\n\nSon.\n"
    theirs = "# E\n\nSee: 6.\n\n## F 1\n\nSee: 5.\n\n## G 2\n\nLook: 5.\n\n## H 3\n\nEnd.\n"
    folder = small({"content/a.md": ours, "old.md": theirs})
    old = str(folder / "old.md")
    assert run(folder, "adopt", "tr", old, "a") == 0
    message = catalog(folder)[None, "Bax: 5."]
    assert (message.state, message.strings) == (State.TRANSLATED, ("See: 5.",))
    out = capsys.readouterr().out
    assert f'{old}:3: info: the same text is translated otherwise on line 7: "See: 6."' in out
    assert f'{old}:11: info: the same text is translated otherwise on line 7: "Look: 5."' in out
    assert len(out.splitlines()) == 2


def test_what_fits_nothing_and_what_is_missing_is_listed(
    small: Small, capsys: pytest.CaptureFixture[str]
) -> None:
    ours = FRAME[0].format("## Bölmə\n\nBunun tərcüməsi yoxdur, `yox`.\n\nBu isə var, `var` 7.")
    theirs = FRAME[1].format("## Section\n\nThis is there, `var` 7.") + (
        "\n## Sources\n\nA paragraph that the source has never had, on <http://x.org>.\n"
    )
    folder = small({"content/a.md": ours, "old.md": theirs})
    old = str(folder / "old.md")
    assert run(folder, "adopt", "tr", old, "a") == 0
    out = capsys.readouterr().out.splitlines()
    assert [line.split(": info: ")[0] for line in out] == [
        "content/a.md:7",
        f"{old}:11",
        f"{old}:13",
    ]
    assert 'no translation was found: "Bunun' in out[0]
    assert 'fits no text of the source: "Sources"' in out[1]
    assert catalog(folder)[None, "Bunun tərcüməsi yoxdur, `yox`."].state is State.UNTRANSLATED


def test_directives_are_obeyed(small: Small, capsys: pytest.CaptureFixture[str]) -> None:
    ours = (
        "# Başlıq\n\n<!-- i18n:comment: a note -->\n<!-- i18n:context: button -->\nAç\n\n"
        "<!-- i18n:skip -->\nAtlanan abzas.\n\n<!-- i18n:context: state -->\nAç\n\n"
        "<!-- i18n:skip -->\nBu da atlanır.\n\nSon abzas burada, 9.\n"
    )
    theirs = (
        "# Title\n\nOpen\n\nSkipped, but translated.\n\nOpened\n\nBu da atlanır.\n\n"
        "The last one, 9.\n"
    )
    folder = small({"content/a.md": ours, "old.md": theirs})
    old = str(folder / "old.md")
    assert run(folder, "adopt", "tr", old, "a") == 0
    found = {key: message.strings[0] for key, message in catalog(folder).items()}
    assert found == {
        (None, "Başlıq"): "Title",
        ("button", "Aç"): "Open",
        ("state", "Aç"): "Opened",
        (None, "Son abzas burada, 9."): "The last one, 9.",
    }
    out = capsys.readouterr().out.splitlines()
    assert len(out) == 1
    assert f'{old}:5: info: the source leaves this text as it is: "Skipped' in out[0]


def test_all_kinds_of_units(small: Small) -> None:
    ours = (
        "---\ntitle: Sənədin adı\ndescription: Qısa izah\n---\n\n# Başlıq\n\n> Sitat burada.\n\n"
        "| Ad | Yaş |\n|---|---|\n| Ayan bəy | on beş |\n\n```py\nx = 1  # say\n```\n\n"
        "Termin\n: İzahı budur.\n\n1. bir dənə\n   davamı\n2. iki dənə\n"
    )
    theirs = (
        "---\ntitle: The title\ndescription: A short text\n---\n\n# Heading\n\n"
        "> A quote is here.\n\n"
        "| Name | Age |\n|---|---|\n| Mr Ayan | fifteen |\n\n```py\nx = 1  # count\n```\n\n"
        "Term\n: This is what it says.\n\n1. one piece\n   goes on\n2. two pieces\n"
    )
    folder = small({"content/a.md": ours, "old.md": theirs.replace("\n", "\r\n")})
    assert run(folder, "adopt", "tr", str(folder / "old.md"), "a") == 0
    found = catalog(folder)
    assert {message.state for message in found.values()} == {State.TRANSLATED}
    assert found[None, "Qısa izah"].strings == ("A short text",)
    assert found[None, "bir dənə davamı"].strings == ("one piece goes on",)
    assert run(folder, "translate", "tr", "a", "-o", str(folder / "new.md")) == 0
    wanted = theirs.replace("one piece\n   goes on", "one piece goes on").replace(
        "# count", "# say"
    )
    assert (folder / "new.md").read_text("utf-8") == wanted


def test_plain_text(small: Small) -> None:
    ours, theirs = "Birinci abzas 1.\n\nİkinci\nabzas 2.\n", "The first 1.\n\nThe *second* 2.\n"
    folder = small({"content/a.txt": ours, "content/b.md": ours, "old.txt": theirs})
    assert run(folder, "adopt", "tr", str(folder / "old.txt"), "a") == 0
    found = catalog(folder)
    assert [message.strings[0] for message in found.values()] == ["The first 1.", "The *second* 2."]
    assert {message.state for message in found.values()} == {State.TRANSLATED}
    assert run(folder, "adopt", "tr", str(folder / "old.txt"), "b") == 0
    assert [message.strings[0] for message in catalog(folder, "b").values()] == [
        "The first 1.",
        "The *second* 2.",
    ]


OURS = "# Başlıq\n\nBirinci abzas, 1.\n\nİkinci abzas, 2.\n\nÜçüncü abzas, 3.\n"
THEIRS = (
    "# Title\n\nThe first paragraph, 1.\n\nThe second paragraph, 2.\n\nThe third paragraph, 3.\n"
)
PARTLY = (
    HEAD
    + '\n# mine\n#: content/a.md\nmsgid "Başlıq"\nmsgstr "Heading"\n'
    + '\n#. paragraph\n#: content/a.md\n#, fuzzy\nmsgid "Birinci abzas, 1."\nmsgstr "First?"\n'
    + '\n# ask Ayan\n#. paragraph\n#: content/a.md\nmsgid ""\n"Üçüncü abzas, "\n"3."\nmsgstr ""\n'
    + '\n#~ msgid "gone"\n#~ msgstr "weg"\n'
)


def test_no_translation_is_overwritten(small: Small, capsys: pytest.CaptureFixture[str]) -> None:
    folder = small({"content/a.md": OURS, "old.md": THEIRS, PO: PARTLY})
    old = str(folder / "old.md")
    assert run(folder, "adopt", "tr", old, "a") == 0
    text = (folder / PO).read_text("utf-8")
    entries = text.split("\n\n")
    before = PARTLY.split("\n\n")
    assert [part for part in before if part not in entries] == [before[1], before[3]]
    assert '# mine\n#. heading 1\n#: content/a.md\nmsgid "Başlıq"\nmsgstr "Heading"' in text
    ids = [message.id for message in po.parse(text).messages]
    assert ids == [
        "",
        "Başlıq",
        "Birinci abzas, 1.",
        "İkinci abzas, 2.",
        "Üçüncü abzas, 3.",
        "gone",
    ]
    found = catalog(folder)
    assert found[None, "İkinci abzas, 2."].strings == ("The second paragraph, 2.",)
    third = found[None, "Üçüncü abzas, 3."]
    assert (third.state, third.strings) == (State.TRANSLATED, ("The third paragraph, 3.",))
    assert third.entry().tcomment == "ask Ayan"
    out = capsys.readouterr().out.splitlines()
    kept = "info: the catalog has another translation, which stays"
    assert [line[: len(f"{old}:1: {kept}")] for line in out] == [
        f"{old}:1: {kept}",
        f"{old}:3: {kept}",
    ]


def test_a_second_time_changes_nothing_and_undo_takes_it_back(small: Small) -> None:
    folder = small({"content/a.md": OURS, "old.md": THEIRS, PO: PARTLY})
    arguments = ("adopt", "tr", str(folder / "old.md"), "a")
    assert run(folder, *arguments) == 0
    first = snapshot(folder)
    assert run(folder, *arguments) == 0
    assert snapshot(folder) == first
    assert run(folder, "undo") == 0
    assert (folder / PO).read_text("utf-8") == PARTLY


def test_a_new_catalog_is_as_init_makes_it(small: Small) -> None:
    folder = small({"content/a.md": OURS, "content/b.md": "# B\n", "old.md": THEIRS})
    assert run(folder, "adopt", "tr", str(folder / "old.md"), "a") == 0
    made = (folder / PO).read_text("utf-8")
    assert not (folder / "locale/tr/LC_MESSAGES/b.po").exists()
    assert (folder / "locale/a.pot").is_file()
    assert not (folder / "locale/b.pot").exists()
    assert run(folder, "undo") == 0
    assert not (folder / PO).exists()
    assert run(folder, "init", "tr") == 0
    assert (folder / PO).read_text("utf-8") == re.sub(r'msgstr "T.*"', 'msgstr ""', made)
    assert run(folder, "update", "--check") == 0


@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_same_input_gives_the_same_catalog(seed: str, shipped: Path) -> None:
    """Whatever order Python gives to sets; nothing is summed up in it."""
    old = shipped / "old.md"
    assert run(shipped, "translate", "ar", "b2b-b2c-pm", "-o", str(old)) == 0
    blocks = old.read_text("utf-8").split("\n\n")
    old.write_text("\n\n".join([*blocks[:9], *blocks[12:20], blocks[4], *blocks[20:]]), "utf-8")
    path = shipped / "locale/ar/LC_MESSAGES/b2b-b2c-pm.po"
    path.unlink()
    assert run(shipped, "adopt", "ar", str(old), "b2b-b2c-pm") == 0
    here = path.read_bytes()
    path.unlink()
    command = [sys.executable, str(ROOT / "build.py"), "-C", str(shipped), "adopt", "ar", str(old)]
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    subprocess.run([*command, "b2b-b2c-pm"], env=environment, check=True, capture_output=True)
    assert path.read_bytes() == here


def test_one_catalog_for_all_documents(small: Small) -> None:
    folder = small(
        {
            "varaq.toml": 'catalogs = "{locale}.po"\n',
            "content/a.md": OURS,
            "content/b.md": "# B\n\nBaşqa.\n",
            "old.md": THEIRS,
            "locale/tr.po": HEAD + '\nmsgid "Başqa."\nmsgstr "Other."\n',
        }
    )
    assert run(folder, "adopt", "tr", str(folder / "old.md"), "content/a.md") == 0
    found = po.parse((folder / "locale/tr.po").read_text("utf-8")).by_key()
    assert found[None, "Başqa."].strings == ("Other.",)
    assert found[None, "Üçüncü abzas, 3."].strings == ("The third paragraph, 3.",)
    assert found[None, "B"].state is State.UNTRANSLATED


BAD: dict[str, tuple[dict[str, str | bytes], list[str], list[str]]] = {
    "unknown document": ({}, ["tr", "old.md", "b"], ['there is no document "b"', "there are: a"]),
    "unknown locale": ({}, ["xx", "old.md", "a"], ['locale "xx" is not known']),
    "the source language": ({}, ["az", "old.md", "a"], ['"az" is the source language']),
    "no file": (
        {},
        ["tr", "no.md", "a"],
        ["no.md: error: can't be read", "check that it is there"],
    ),
    "a folder": ({"x.md/y": ""}, ["tr", "x.md", "a"], ["x.md: error: can't be read"]),
    "no document": (
        {"old.html": "x"},
        ["tr", "old.html", "a"],
        ["old.html: error: this is no document"],
    ),
    "not UTF-8": (
        {"old.md": b"a\nd\xfcn"},
        ["tr", "old.md", "a"],
        ["old.md:2:2: error: the file is not"],
    ),
    "front matter": (
        {"old.md": "---\ntitle: [\n---\na\n"},
        ["tr", "old.md", "a"],
        ["old.md:", "front matter is not valid YAML"],
    ),
    "catalog": ({PO: "msgid"}, ["tr", "old.md", "a"], [f"{PO}:1"]),
    "POT": ({"locale/a.pot": "msgid"}, ["tr", "old.md", "a"], ["locale/a.pot:1"]),
    "source": ({"content/a.md": b"\xff"}, ["tr", "old.md", "a"], ["content/a.md:1:1: error"]),
    "one of all documents": (
        {"varaq.toml": 'catalogs = "{locale}.po"\n', "content/b.md": b"\xff"},
        ["tr", "old.md", "a"],
        ["content/b.md:1:1: error"],
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input(
    name: str, small: Small, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    files, arguments, said = BAD[name]
    folder = small({"content/a.md": OURS, "old.md": THEIRS, **files})
    monkeypatch.chdir(folder)
    before = snapshot(folder)
    assert run(folder, "adopt", *arguments) == 2
    error = capsys.readouterr().err
    for part in said:
        assert part in error
    assert "Traceback" not in error
    assert snapshot(folder) == before


def test_a_file_whose_name_no_catalog_can_hold_is_refused(small: Small) -> None:
    folder = small({"content/a.md": OURS, "old\udcff.md": "# d\n"})
    before = snapshot(folder)
    project = Project.open(folder)
    (document,) = project.documents()[0]
    with pytest.raises(VaraqError, match="the name is not UTF-8"):
        takeover.adopt(project, Locale.parse("tr"), document, folder / "old\udcff.md")
    assert snapshot(folder) == before


def test_another_document_that_is_broken_is_no_hindrance(small: Small) -> None:
    folder = small({"content/a.md": OURS, "content/b.md": b"\xff", "old.md": THEIRS})
    assert run(folder, "adopt", "tr", str(folder / "old.md"), "a") == 0


def test_an_empty_file_gives_nothing(small: Small, capsys: pytest.CaptureFixture[str]) -> None:
    folder = small({"content/a.md": OURS, "old.md": ""})
    assert run(folder, "adopt", "tr", str(folder / "old.md"), "a") == 0
    assert capsys.readouterr().out.count("no translation was found") == 4
