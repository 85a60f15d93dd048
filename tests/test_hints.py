"""Terms and reference translations in the catalogs of translators."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import need, snapshot
from varaq import po, upkeep
from varaq.catalog import Catalog
from varaq.cli import run
from varaq.errors import VaraqError
from varaq.hints import Hints, hinted
from varaq.project import Project

BOTH = "glossary_comments = true\nreference_comments = true\n"
HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
FILES: dict[str, str | bytes] = {
    "varaq.toml": BOTH,
    "content/g.md": "---\nglossary: true\n---\n\nAlıcı (buyer)\n: Alıcı alır.\n",
    "content/a.md": "<!-- i18n:comment: qeyd -->\nAlıcılar gəlir.\n\nYaxşı.\n",
}
Small = Callable[[dict[str, str | bytes]], Path]


def entry(text: str, translation: str, flag: str = "") -> str:
    return f'\n{flag}msgid "{text}"\nmsgstr "{translation}"\n'


def started(small: Small, more: dict[str, str | bytes] | None = None) -> Path:
    """A project with English translated and Turkish begun."""
    glossary = HEAD + entry("Alıcı (buyer)", "{}") + entry("Alıcı alır.", "")
    return small(
        {
            **FILES,
            "locale/en/LC_MESSAGES/a.po": HEAD
            + entry("Alıcılar gəlir.", "Buyers  come.\\\\")
            + entry("Yaxşı.", "Well.", "#, fuzzy\n"),
            "locale/en/LC_MESSAGES/g.po": glossary.format("Buyer, customer"),
            "locale/tr/LC_MESSAGES/a.po": HEAD + entry("Alıcılar gəlir.", ""),
            "locale/tr/LC_MESSAGES/g.po": glossary.format("Alıcı"),
            **(more or {}),
        }
    )


def updated(folder: Path) -> None:
    assert run(["-C", str(folder), "update"]) == 0


def comments(folder: Path, path: str, text: str) -> list[str]:
    catalog = po.parse((folder / path).read_text("utf-8"), path)
    return catalog.by_key()[None, text].entry().comment.split("\n")


def test_terms_and_translations_are_told_behind_the_authors_notes(small: Small) -> None:
    folder = started(small)
    updated(folder)
    assert comments(folder, "locale/tr/LC_MESSAGES/a.po", "Alıcılar gəlir.") == [
        "paragraph",
        "qeyd",
        "term: Alıcı = Alıcı",
        "en: Buyers come.\\",
    ]
    assert comments(folder, "locale/en/LC_MESSAGES/a.po", "Alıcılar gəlir.") == [
        "paragraph",
        "qeyd",
        "term: Alıcı = Buyer, customer",
    ]
    assert "term:" not in (folder / "locale/a.pot").read_text("utf-8")


def test_what_is_fuzzy_or_the_term_itself_is_not_told(small: Small) -> None:
    folder = started(small)
    updated(folder)
    assert comments(folder, "locale/tr/LC_MESSAGES/a.po", "Yaxşı.") == ["paragraph"]
    assert comments(folder, "locale/tr/LC_MESSAGES/g.po", "Alıcı (buyer)") == [
        "term",
        "en: Buyer, customer",
    ]
    assert comments(folder, "locale/tr/LC_MESSAGES/g.po", "Alıcı alır.") == [
        "definition",
        "term: Alıcı = Alıcı",
    ]


@pytest.mark.parametrize("width", [0, 40])
def test_a_second_update_writes_nothing(small: Small, width: int) -> None:
    folder = started(small)
    if width:
        path = folder / "locale/tr/LC_MESSAGES/a.po"
        need("msgcat")
        subprocess.run(["msgcat", f"--width={width}", "-o", path, path], check=True)
    updated(folder)
    before = snapshot(folder)
    assert run(["-C", str(folder), "update", "--check"]) == 0
    updated(folder)
    assert snapshot(folder) == before


def test_two_references_of_one_another_settle_in_one_update(small: Small) -> None:
    # the text of b.md moves to a.md, so that its translations are only known once merged
    folder = started(
        small,
        {
            "varaq.toml": BOTH + 'reference = ["tr", "en"]\n',
            "content/a.md": "Alıcılar gəlir.\n\nKöçən.\n",
            "locale/en/LC_MESSAGES/b.po": HEAD + entry("Köçən.", "Moving."),
            "locale/tr/LC_MESSAGES/b.po": HEAD + entry("Köçən.", "Göçen."),
        },
    )
    updated(folder)
    before = snapshot(folder)
    updated(folder)
    assert snapshot(folder) == before
    assert comments(folder, "locale/en/LC_MESSAGES/a.po", "Köçən.")[1:] == ["tr: Göçen."]
    assert comments(folder, "locale/tr/LC_MESSAGES/a.po", "Köçən.")[1:] == ["en: Moving."]


def test_hints_follow_the_translations_and_go_with_the_setting(small: Small) -> None:
    folder = started(small)
    updated(folder)
    path = folder / "locale/en/LC_MESSAGES/a.po"
    path.write_text(path.read_text("utf-8").replace("Buyers  come", "They come"), "utf-8")
    updated(folder)
    lines = comments(folder, "locale/tr/LC_MESSAGES/a.po", "Alıcılar gəlir.")
    assert lines[-1] == "en: They come.\\"
    (folder / "varaq.toml").write_text("", "utf-8")
    updated(folder)
    lines = comments(folder, "locale/tr/LC_MESSAGES/a.po", "Alıcılar gəlir.")
    assert lines == ["paragraph", "qeyd"]


def test_one_catalog_for_all_documents_has_them_too(small: Small) -> None:
    folder = small(
        {
            **FILES,
            "varaq.toml": BOTH + 'catalogs = "{locale}.po"\n',
            "locale/en.po": HEAD + entry("Alıcı (buyer)", "Buyer") + entry("Yaxşı.", "Well."),
            "locale/tr.po": HEAD,
        }
    )
    updated(folder)
    assert comments(folder, "locale/tr.po", "Yaxşı.") == ["paragraph", "en: Well."]
    assert comments(folder, "locale/en.po", "Alıcılar gəlir.")[-1] == "term: Alıcı = Buyer"


def test_a_new_language_has_them_from_the_start(small: Small) -> None:
    folder = started(small)
    updated(folder)
    assert run(["-C", str(folder), "init", "de"]) == 0
    before = snapshot(folder)
    updated(folder)
    assert snapshot(folder) == before
    assert comments(folder, "locale/de/LC_MESSAGES/a.po", "Alıcılar gəlir.")[-1].startswith("en: ")


def test_translations_are_not_touched(shipped: Path) -> None:
    config = shipped / "pyproject.toml"
    on = config.read_text("utf-8")
    text = re.sub(r"(?m)^(reference|reference_comments|glossary_comments) = .*\n", "", on)
    config.write_text(text, "utf-8")
    locales = Project.open(shipped).locales()[0]
    upkeep.update(Project.open(shipped), locales)
    config.write_text(on, "utf-8")
    project = Project.open(shipped)
    before = {path: project.read_catalog(path) for path in project.catalog_paths()}
    assert upkeep.update(project, locales).problems == ()
    for path, was in before.items():
        now = project.read_catalog(path)
        assert [(m.key, m.strings, m.state) for m in now] == [
            (m.key, m.strings, m.state) for m in was
        ]
    turkish = project.catalog("tr", "b2b-b2c-pm")
    assert turkish is not None
    assert turkish.by_key()[
        None, "Davam edə bilərdim, amma ümid edirəm bu layiqli bir başlanğıcdır."
    ]
    turkish = project.catalog("tr", "b2b-b2c-pm")
    assert turkish is not None
    told = "\n".join(message.text for message in turkish)
    assert "#. term: Yol xəritəsi = Yol haritası, roadmap\n" in told
    assert "#. en: I could go on, but I hope this is a decent start.\n" in told
    # taken out again, each file is what it was
    config.write_text(text, "utf-8")
    upkeep.update(Project.open(shipped), locales)
    for path, was in before.items():
        assert path.read_text("utf-8") == po.write(was)


def test_a_pot_without_hints_is_itself() -> None:
    pot = Catalog(())
    assert hinted(pot, Hints()) is pot


def test_a_reference_has_to_be_a_language(small: Small) -> None:
    folder = small({"varaq.toml": 'reference = ["english"]\n'})
    with pytest.raises(VaraqError, match="locale"):
        Project.open(folder)


def test_what_is_adopted_has_them_at_once(small: Small) -> None:
    folder = started(small, {"old.md": "Kupující přicházejí.\n\nDobře.\n"})
    assert run(["-C", str(folder), "update"]) == 0
    assert run(["-C", str(folder), "init", "cs"]) == 0
    assert run(["-C", str(folder), "adopt", "cs", str(folder / "old.md"), "a"]) == 0
    told = comments(folder, "locale/cs/LC_MESSAGES/a.po", "Alıcılar gəlir.")
    assert told[-1] == "en: Buyers come.\\"
    before = snapshot(folder)
    updated(folder)
    assert snapshot(folder) == before
