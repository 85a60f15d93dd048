"""Builds that make what has changed, and nothing else, and always what a first build would make."""

from __future__ import annotations

import contextlib
import os
import queue
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT
from varaq.builder import Builder
from varaq.catalog import Catalog
from varaq.folios import Folios
from varaq.known import unpacked, unpacked_problem
from varaq.manifest import Left, Manifest, Stamp, digest, stamp
from varaq.project import Project
from varaq.selection import Request
from varaq.watching import changes

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: {}\\n"\n'
TAGS = ("az", "en", "tr")
Edit = Callable[[Path], None]


def project(folder: Path, *, shared: bool = False) -> Path:
    """Three documents in two languages, with a catalog each or one for all."""
    texts = {
        "a": "# Alma\n\nBir alma.\n\n[Armud](b.md) ![Ağac](tree.png)\n",
        "b": "---\nkinds: [handout, slides]\n---\n# Armud\n\nBir armud.\n",
        "guide/c": "# Nar\n\nBir nar. [Alma](../a.md)\n",
    }
    words = {"Alma": "Apple", "Armud": "Pear", "Nar": "Pomegranate", "Bir alma.": "An apple."}
    (folder / "content" / "guide").mkdir(parents=True)
    for name, text in texts.items():
        (folder / "content" / f"{name}.md").write_text(text, "utf-8")
    (folder / "content" / "tree.png").write_bytes(b"tree")
    where = "{locale}/all.po" if shared else "{locale}/LC_MESSAGES/{domain}.po"
    (folder / "varaq.toml").write_text(f'source = "az"\ncatalogs = "{where}"\n', "utf-8")
    for code in ("en", "tr"):
        for domain in ("all",) if shared else ("a", "b", "guide.c"):
            entries = "".join(f'\nmsgid "{k}"\nmsgstr "{code} {v}"\n' for k, v in words.items())
            path = folder / "locale" / where.format(locale=code, domain=domain)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(HEAD.format(code) + entries, "utf-8")
    return folder


def build(folder: Path, request: Request = Request()) -> Builder:  # noqa: B008 - it is frozen
    made = Builder(Project.open(folder), request)
    for _ in made.run():
        pass
    return made


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def replaced(name: str, old: str, new: str) -> Edit:
    def edit(folder: Path) -> None:
        path = folder / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")

    return edit


def written(name: str, text: str) -> Edit:
    def edit(folder: Path) -> None:
        (folder / name).write_text(text, "utf-8")

    return edit


def gone(name: str) -> Edit:
    return lambda folder: (folder / name).unlink()


def moved(name: str, to: str) -> Edit:
    def edit(folder: Path) -> None:
        (folder / name).rename(folder / to)

    return edit


OWN = "locale/en/LC_MESSAGES/a.po"
ALL = "locale/en/all.po"
EDITS: list[tuple[str, Edit, set[str]]] = [
    ("nothing", lambda _: None, set()),
    ("a text", replaced(OWN, "en An apple.", "One apple."), {"en/a.html", "en/a.md"}),
    (
        "a title, which the other languages show",
        replaced(OWN, "en Apple", "The apple"),
        {"az/a.html", "en/a.html", "en/a.md", "en/index.html", "tr/a.html"},
    ),
    (
        "a document",
        replaced("content/b.md", "Bir armud.", "İki armud."),
        {f"{tag}/b{end}" for tag in TAGS for end in (".html", ".md", ".slides.html")},
    ),
    ("a picture", written("content/tree.png", "other"), {""}),
    ("a link's target is gone", gone("content/b.md"), {""}),
    ("a document is read otherwise", moved("content/b.md", "content/b.txt"), {""}),
    ("a document more", written("content/d.md", "# Heyva\n"), {""}),
    ("a template", written("templates/handout.md", "{{ handout.markdown }}"), {""}),
    ("a word of the templates", written("locale/en/LC_MESSAGES/templates.po", HEAD), {""}),
    ("the title of the site", replaced("varaq.toml", "source", 'title = "X"\nsource'), {""}),
    ("a catalog is gone", gone("locale/tr/LC_MESSAGES/b.po"), {""}),
]


@pytest.fixture
def here(tmp_path: Path) -> Path:
    folder = project(tmp_path / "here")
    (folder / "templates").mkdir()
    build(folder)
    return folder


@pytest.mark.parametrize(
    ("edit", "changed"), [each[1:] for each in EDITS], ids=[e[0] for e in EDITS]
)
def test_a_build_after_a_change_is_what_a_first_build_would_be(
    here: Path, edit: Edit, changed: set[str]
) -> None:
    edit(here)
    made = build(here)
    fresh = here.parent / "fresh"
    build(here, Request(output=fresh))
    assert files(here / "dist") == files(fresh)
    if changed != {""}:
        searched = {f"{name[:2]}/search.js" for name in changed if name.endswith((".html",))}
        got = {name.removeprefix("dist/") for name in made.outcome.written}
        assert (
            changed
            <= got
            <= changed
            | searched
            | {"index.html"}
            | {f"{tag}/index.html" for tag in ("az", "en", "tr")}
        )
    again = build(here)
    assert again.outcome.written == []
    assert len(again.outcome.unchanged) == len(files(fresh))


@pytest.mark.parametrize("name", ["index.html", "_door.html"])
def test_a_page_that_lists_everything_follows_everything(here: Path, name: str) -> None:
    listed = "{% for x in site.locales %}{% for y in x.handouts %}{{ y.title }}{% endfor %}"
    written(f"templates/{name}", f"{listed}{{% endfor %}}")(here)
    build(here)
    replaced(OWN, "en Apple", "The apple")(here)
    build(here)
    fresh = here.parent / "fresh"
    build(here, Request(output=fresh))
    assert b"The apple" in (here / "dist" / "tr" / name.replace("_door", "../index")).read_bytes()
    assert files(here / "dist") == files(fresh)


@pytest.mark.parametrize(
    "listing",
    [
        "{% for each in site.documents %}{{ each }}{% endfor %}",
        '{% for each in site["documents"] %}{{ each }}{% endfor %}',
        '{% for each in site | attr("documents") %}{{ each }}{% endfor %}',
        "{% set all = site %}{% for each in all.documents %}{{ each }}{% endfor %}",
        "{% macro m(it) %}{% for each in it.documents %}{{ each }}{% endfor %}{% endmacro %}"
        "{{ m(site) }}",
        "{% for it in [site] %}{{ it.documents | join }}{% endfor %}",
        "{% set it = 1 and site %}{{ it.documents | join }}",
        "{{ site.title }}{{ (site\n).documents | join }}",
    ],
)
def test_a_template_that_lists_documents_follows_them(here: Path, listing: str) -> None:
    (here / "templates/card.txt").write_text(listing, "utf-8")
    build(here)
    before = files(here / "dist")["az/a.card.txt"]
    (here / "content/d.md").write_text("# Heyva\n", "utf-8")
    build(here)
    fresh = here.parent / "fresh"
    build(here, Request(output=fresh))
    assert files(here / "dist") == files(fresh)
    assert files(fresh)["az/a.card.txt"] != before


def test_a_template_lists_all_documents_where_one_is_asked_for(here: Path) -> None:
    (here / "templates/card.txt").write_text("{{ site.documents | join(' ') }}", "utf-8")
    build(here, Request(documents=("a",)))
    assert files(here / "dist")["az/a.card.txt"] == b"a b guide/c"


def test_where_no_document_is_left_nothing_of_an_earlier_build_is(here: Path) -> None:
    for path in (here / "content").rglob("*.md"):
        path.unlink()
    made = build(here)
    assert files(here / "dist") == {}
    assert {"dist/az/a.html", "dist/index.html", "dist/assets/tree.png"} <= set(
        made.outcome.removed
    )


def test_where_the_last_document_can_not_be_read_all_stays(here: Path) -> None:
    before = files(here / "dist")
    for path in (here / "content").rglob("*.md"):
        path.write_bytes(b"\xff")
    build(here)
    assert files(here / "dist") == before


def test_a_language_that_stands_in_is_followed_however_it_is_written(here: Path) -> None:
    other = here / "locale/pt_BR/LC_MESSAGES/a.po"
    other.parent.mkdir(parents=True)
    head = HEAD.format("pt_BR")
    replaced("content/a.md", "# Alma", "---\nfallback: [pt-BR]\n---\n# Alma")(here)
    replaced("locale/tr/LC_MESSAGES/a.po", "tr An apple.", "")(here)
    other.write_text(f'{head}\nmsgid "Bir alma."\nmsgstr "Uma maçã."\n', "utf-8")
    build(here)
    assert "Uma maçã." in (here / "dist/tr/a.md").read_text("utf-8")
    other.write_text(f'{head}\nmsgid "Bir alma."\nmsgstr "A maçã."\n', "utf-8")
    build(here)
    assert "A maçã." in (here / "dist/tr/a.md").read_text("utf-8")


def test_one_message_of_a_shared_catalog_makes_only_its_documents_anew(tmp_path: Path) -> None:
    folder = project(tmp_path / "here", shared=True)
    build(folder)
    replaced(ALL, "en An apple.", "One apple.")(folder)
    made = build(folder)
    assert {name for name in made.outcome.written if "search" not in name} == {
        "dist/en/a.html",
        "dist/en/a.md",
    }
    build(folder, Request(output=tmp_path / "fresh"))
    assert files(folder / "dist") == files(tmp_path / "fresh")


def test_a_header_of_a_shared_catalog_counts_by_the_day(tmp_path: Path) -> None:
    folder = project(tmp_path / "here", shared=True)
    dated = '"PO-Revision-Date: {}\\n"\n"Language: en'
    replaced(ALL, '"Language: en', dated.format("2026-11-24 10:00+0000"))(folder)
    build(folder)
    replaced(ALL, "2026-11-24 10:00", "2026-11-24 11:30")(folder)
    assert build(folder).outcome.written == []
    replaced(ALL, "2026-11-24 11:30", "2026-11-25 09:00")(folder)
    made = build(folder).outcome.written
    assert "dist/en/a.html" in made
    assert all(name.startswith("dist/en/") for name in made)
    build(folder, Request(output=tmp_path / "fresh"))
    assert files(folder / "dist") == files(tmp_path / "fresh")


def test_a_shared_catalog_that_changes_again_and_again_is_followed(tmp_path: Path) -> None:
    """What was noted of documents that a change does not touch holds for the next, too."""
    folder = project(tmp_path / "here", shared=True)
    build(folder)
    steps: list[tuple[Edit, set[str]]] = [
        (replaced(ALL, "en An apple.", "One apple."), {"a"}),
        (replaced(ALL, "One apple.", "en An apple."), {"a"}),
        (replaced(ALL, "en Pear", "The pear"), {"b"}),
        (replaced(ALL, "en An apple.", "One apple."), {"a"}),
        (replaced(ALL, "The pear", "A pear"), {"b"}),
        (replaced(ALL, "Content-Type", 'X-By: me\\n"\n"Content-Type'), set()),
        (replaced("content/guide/c.md", "Bir nar.", "İki nar."), {"guide/c"}),
        (replaced(ALL, "en Pomegranate", "A pomegranate"), {"guide/c"}),
        (written(ALL, HEAD.format("en")), {"a", "b", "guide/c"}),
    ]
    for number, (edit, documents) in enumerate(steps):
        edit(folder)
        made = {name for name in build(folder).outcome.written if name.endswith(".md")}
        assert {name.split("/", 2)[2].removesuffix(".md") for name in made} == documents
        build(folder, Request(output=tmp_path / f"fresh-{number}"))
        assert files(folder / "dist") == files(tmp_path / f"fresh-{number}")
        assert build(folder).outcome.written == []


def test_a_change_in_one_language_reads_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = project(tmp_path / "here", shared=True)
    build(folder)
    read: list[str] = []
    before = Project.read_catalog

    def noted(self: Project, path: Path) -> Catalog:
        read.append(path.parent.name)
        return before(self, path)

    monkeypatch.setattr(Project, "read_catalog", noted)
    replaced(ALL, "en An apple.", "One apple.")(folder)
    assert "dist/en/a.html" in build(folder).outcome.written
    assert "tr" not in read


def test_what_a_part_has_noted_is_searched_by_the_whole(here: Path) -> None:
    replaced(OWN, "en An apple.", "One apple.")(here)
    build(here, Request(locales=("en",)))
    replaced("locale/en/LC_MESSAGES/b.po", "en Pear", "The pear")(here)
    build(here)
    fresh = here.parent / "fresh"
    build(here, Request(output=fresh))
    assert files(here / "dist") == files(fresh)


def test_nothing_is_read_of_a_document_that_has_not_changed(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    anew = Folios._anew

    def noted(self: Folios, *rest: object) -> object:
        asked.append(rest[0].name)  # type: ignore[attr-defined]  # it is a source
        return anew(self, *rest)  # type: ignore[arg-type]  # as it was called

    monkeypatch.setattr(Folios, "_anew", noted)
    build(here)
    assert asked == []
    replaced(OWN, "en An apple.", "One apple.")(here)
    build(here)
    assert asked == ["a"]


def _edited(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"<", b"["))


def _edited_unseen(path: Path) -> None:
    """The same size and time as before."""
    before = path.stat()
    _edited(path)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


@pytest.mark.parametrize("name", ["en/a.html", "en/index.html", "index.html", "az/search.js"])
@pytest.mark.parametrize("harm", [_edited, _edited_unseen, Path.unlink])
def test_what_was_edited_or_deleted_by_hand_is_made_again(
    here: Path, name: str, harm: Callable[[Path], None]
) -> None:
    path = here / "dist" / name
    before = files(here / "dist")
    harm(path)
    made = build(here)
    assert files(here / "dist") == before
    assert made.outcome.written in ([f"dist/{name}"], [])  # search.js has no "<"


def test_what_was_only_touched_is_not_made_again(here: Path) -> None:
    for path in (here / "dist").rglob("*.html"):
        path.touch()
    assert build(here).outcome.written == []


def test_what_nothing_is_made_of_any_more_is_taken_away(here: Path) -> None:
    (here / "dist" / "mine.html").write_text("mine", "utf-8")
    (here / "dist" / "en" / "b.md").write_text("edited by hand", "utf-8")
    (here / "content" / "b.md").unlink()
    replaced("content/a.md", "![Ağac](tree.png)", "")(here)
    made = build(here)
    left = set(files(here / "dist"))
    assert "mine.html" in left  # nobody's but its owner's
    assert "en/b.md" in left  # somebody has worked on it
    assert not {"en/b.html", "tr/b.slides.html", "assets/tree.png"} & left
    assert "dist/assets/tree.png" in made.outcome.removed


def test_what_nothing_is_made_of_is_taken_away_by_force_too(here: Path) -> None:
    moved("content/b.md", "content/pear.md")(here)
    made = build(here, Request(force=True))
    assert "dist/en/b.html" in made.outcome.removed
    fresh = here.parent / "fresh"
    build(here, Request(output=fresh))
    assert files(here / "dist") == files(fresh)


def test_a_part_leaves_the_rest_alone_and_the_whole_is_right_again(here: Path) -> None:
    before = files(here / "dist")
    made = build(here, Request(locales=("en",), documents=("a",), kinds=("handout.md",)))
    named = made.outcome.written + made.outcome.unchanged
    assert sorted(named) == ["dist/assets/tree.png", "dist/en/a.md"]
    build(here, Request(locales=("en",)))
    build(here)
    assert files(here / "dist") == before


def test_a_release_and_a_draft_do_not_take_over_from_each_other(here: Path) -> None:
    draft = files(here / "dist")
    made = build(here, Request(release=True))
    assert "en/b" in made.outcome.left_out  # two of its texts are not translated
    assert "en/b.html" not in files(here / "dist")
    assert build(here, Request(release=True)).outcome.written == []
    build(here)
    assert files(here / "dist") == draft


def test_problems_are_said_each_time(here: Path) -> None:
    replaced("content/a.md", "Bir alma.", "<!-- i18n:nonsense -->\nBir alma.")(here)
    first, second = build(here).outcome, build(here).outcome
    assert second.written == []
    assert first.problems == second.problems != []


@pytest.mark.parametrize("harm", ["junk", "other tables", "other version", "a folder", "nothing"])
def test_a_manifest_that_is_none_is_begun_anew(here: Path, harm: str) -> None:
    path = Project.open(here).manifest_path(here / "dist")
    assert path.is_file()
    before = files(here / "dist")
    for each in path.parent.glob("*"):
        each.unlink()
    if harm == "junk":
        path.write_bytes(b"SQLite format 3\0" + b"junk" * 999)
    elif harm == "a folder":
        path.mkdir()
    elif harm != "nothing":
        base = sqlite3.connect(path)
        base.executescript("CREATE TABLE outputs (x); CREATE TABLE documents (y);")
        base.execute(f"PRAGMA user_version = {1 if harm == 'other tables' else 99}")
        base.commit()
        base.close()
    assert build(here).outcome.written == []  # made anew, and found to be what is there
    assert files(here / "dist") == before


def test_a_manifest_of_a_stranger_takes_nothing_away_outside_the_output(here: Path) -> None:
    victim = here / "content" / "a.md"
    path = Project.open(here).manifest_path(here / "dist")
    manifest = Manifest(path)
    holds, now = digest(victim.read_bytes()), stamp(str(victim))
    assert now is not None
    where = ("../content/a.md", str(victim), "en/../../content/a.md", "..\\content\\a.md")
    manifest.note_outputs("a", [(name, Left(b"", holds, now)) for name in where])
    manifest.close()
    made = build(here)
    assert victim.is_file()
    assert made.outcome.removed == []


_ROW = "INSERT OR REPLACE INTO outputs VALUES (CAST({} AS {}), 'a', x'', x'', 0, 0, 0, 0)"
_ENDLESS = """CREATE VIEW outputs AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
SELECT 'x' || i address, 'a' document, x'' key, x'' digest, 0 size, 0 modified, 0 changed, 0 inode
FROM n"""


@pytest.mark.parametrize(
    "harm",
    [
        _ROW.format("'x'", "BLOB"),
        _ROW.format("x'780079'", "TEXT"),
        f"DROP TABLE outputs; {_ENDLESS}",
        "CREATE TRIGGER t AFTER DELETE ON outputs BEGIN DELETE FROM documents; END",
        "CREATE VIEW more AS SELECT 1",
        "DROP INDEX of_document",
    ],
)
def test_a_manifest_of_a_stranger_only_makes_more_work(here: Path, harm: str) -> None:
    before = files(here / "dist")
    path = Project.open(here).manifest_path(here / "dist")
    with contextlib.closing(sqlite3.connect(path)) as base:
        base.executescript(harm)
    replaced("content/a.md", "Bir alma.", "Bir alma!")(here)
    build(here)
    replaced("content/a.md", "Bir alma!", "Bir alma.")(here)
    build(here)
    assert files(here / "dist") == before
    with contextlib.closing(sqlite3.connect(path)) as base:
        made = base.execute("SELECT name FROM sqlite_master WHERE sql NOT NULL").fetchall()
    assert {name for (name,) in made} == {"documents", "outputs", "of_document", "searched"}


def test_a_problem_that_a_stranger_has_noted_can_be_said() -> None:
    assert str(unpacked_problem([1, None, "", 5, "2", 3.0, "error"])) == "5:2:3: error: None [1]"
    endless = [1, None, "", 5, float("inf"), 3, "error"]
    with pytest.raises(ValueError, match="infinity"):
        unpacked_problem(endless)
    state = {"state": "", "source": "", "keys": [], "links": []}
    assert unpacked({**state, "assets": {"a.png": [float("inf")]}}) is None


def test_what_a_stranger_says_of_the_search_is_left_out_where_it_is_no_text(here: Path) -> None:
    path = Project.open(here).manifest_path(here / "dist")
    with contextlib.closing(sqlite3.connect(path)) as base:
        base.executescript("UPDATE searched SET page = CAST(page AS BLOB)")
    replaced("content/a.md", "Bir alma.", "Bir alma!")(here)
    build(here)
    assert "Bir alma!" in (here / "dist/az/search.js").read_text("utf-8")


def test_a_killed_build_is_made_good(tmp_path: Path) -> None:
    folder = project(tmp_path / "here")
    for number in range(60):
        text = f"# Fəsil {number}\n\nMətn {number}.\n"
        (folder / "content" / f"n{number}.md").write_text(text, "utf-8")
    command = [sys.executable, str(ROOT / "build.py"), "-C", str(folder)]
    for delay in (0.25, 0.35, 0.45, 0.6):
        replaced("content/n1.md", "Mətn 1", "Mətn 1!")(folder)
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
        process.wait()
    build(folder)
    build(folder, Request(output=tmp_path / "fresh"))
    left = {name: data for name, data in files(folder / "dist").items() if "/." not in name}
    assert left == files(tmp_path / "fresh")


@pytest.mark.parametrize("more", [[], ["--jobs", "2"]])
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_what_a_killed_build_has_written_of_a_document_that_is_gone_goes(
    tmp_path: Path, how: signal.Signals, more: list[str]
) -> None:
    folder = project(tmp_path / "here")
    for number in range(60):
        text = f"# Fəsil {number}\n\nMətn {number}.\n\n![Ağac](t{number}.png)\n"
        (folder / "content" / f"n{number}.md").write_text(text, "utf-8")
        (folder / "content" / f"t{number}.png").write_bytes(b"%d" % number)
    command = [sys.executable, str(ROOT / "build.py"), "-C", str(folder), "build", *more]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True)
    while not list(folder.glob("dist/az/n2*.html")):
        time.sleep(0.01)
    os.killpg(process.pid, how)
    process.wait()
    (folder / "dist/az/n1.md").write_text("somebody's own", "utf-8")
    for number in range(60):
        (folder / "content" / f"n{number}.md").unlink()
    build(folder, Request(documents=("a",)))
    build(folder)
    build(folder, Request(output=tmp_path / "fresh"))
    left = {name: data for name, data in files(folder / "dist").items() if "/." not in name}
    assert left == files(tmp_path / "fresh") | {"az/n1.md": b"somebody's own"}


@pytest.mark.parametrize(
    "line",
    [
        b'["../content/a.md", "%s"]',
        b'["/etc/passwd", "00"]',
        b'["az//a.html", "%h"]',
        b'["./az/a.html", "%h"]',
        b'["az/pipe", "00"]',
        b'["az/\\u0000", "00"]',
        b'["az/\\ud800", "00"]',
        b'{"a": 1}',
        b"[1, 2]",
        b"[" * 100_000,
        b"\xff",
    ],
)
def test_what_a_stranger_says_was_written_only_makes_more_work(here: Path, line: bytes) -> None:
    mark = Project.open(here).manifest_path(here / "dist").with_suffix(".running")
    for sign, name in ((b"%s", "content/a.md"), (b"%h", "dist/az/a.html")):
        line = line.replace(sign, digest((here / name).read_bytes()).hex().encode())
    mark.write_bytes(line)
    if hasattr(os, "mkfifo"):
        os.mkfifo(here / "dist/az/pipe")
    made = build(here)
    assert (here / "content/a.md").exists()
    assert not made.outcome.removed
    assert not made.outcome.written
    assert not mark.exists()


def test_a_link_in_place_of_the_mark_has_nothing_written_elsewhere(here: Path) -> None:
    mark = Project.open(here).manifest_path(here / "dist").with_suffix(".running")
    other = here.parent / "other"
    other.write_text("other", "utf-8")
    mark.symlink_to(other)
    replaced("content/a.md", "Bir alma.", "İki alma.")(here)
    build(here)
    assert other.read_text("utf-8") == "other"


def test_what_a_killed_build_has_half_written_goes_with_a_later_one(here: Path) -> None:
    half, young, own = (
        here / "dist/en" / name
        for name in (".varaq-01234567-89abcdef", ".varaq-01234567-00000000", ".a.html.20261126")
    )
    half.write_text("half", "utf-8")
    young.write_text("somebody is writing", "utf-8")
    own.write_text("somebody's copy", "utf-8")
    for old in (half, own):
        os.utime(old, (1, 1))
    build(here)
    assert half.exists()  # nothing says that a build was killed
    manifest = Manifest(Project.open(here).manifest_path(here / "dist"))
    assert manifest.mark.begin()
    manifest.close()
    build(here)
    assert (half.exists(), young.exists(), own.exists()) == (False, True, True)


def test_two_builds_at_once_do_no_harm(here: Path) -> None:
    replaced("content/a.md", "Bir alma.", "İki alma.")(here)
    command = [sys.executable, str(ROOT / "build.py"), "-C", str(here)]
    both = [subprocess.Popen(command, stderr=subprocess.PIPE) for _ in range(2)]
    assert [process.wait() for process in both] == [0, 0]
    for process in both:
        assert process.stderr is not None
        process.stderr.close()
    build(here)
    fresh = here.parent / "fresh"
    build(here, Request(output=fresh))
    assert files(here / "dist") == files(fresh)


def test_a_project_that_nothing_can_be_noted_in_builds(here: Path) -> None:
    shutil.rmtree(here / ".varaq")
    (here / ".varaq").write_text("in the way", "utf-8")
    assert build(here).outcome.written == []


def varaq(folder: Path, *arguments: str) -> str:
    """What a build of its own says, which has to go well."""
    command = [sys.executable, str(ROOT / "build.py"), "-C", str(folder), "build", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == ""
    return done.stderr


def test_several_processes_make_what_one_makes(tmp_path: Path) -> None:
    folder = project(tmp_path / "here")
    replaced("content/a.md", "Bir alma.", "<!-- i18n:nonsense -->\nBir alma.")(folder)
    (folder / "content" / "z.md").write_text("# Z\n\n![Ağac](tree.png)\n", "utf-8")
    one, two = tmp_path / "one", tmp_path / "two"
    single = varaq(folder, "-j", "1", "-o", str(one))
    several = varaq(folder, "-j", "2", "-o", str(two))
    assert files(one) == files(two)
    many = tmp_path / "many"
    varaq(folder, "-j", str(10**20), "-o", str(many))  # no more than there are documents
    assert files(one) == files(many)
    assert several.replace(str(two), "") == single.replace(str(one), "")
    assert varaq(folder, "-j", "2", "-o", str(two)).startswith(single.partition("files")[0][:-4])
    assert "\n0 files written" in f"\n{varaq(folder, '-o', str(two)).splitlines()[-1]}"
    (folder / "content" / "b.md").unlink()
    replaced("content/guide/c.md", "Bir nar.", "İki nar.")(folder)
    assert (
        varaq(folder, "-j", "1", "-o", str(one)).split(" in ")[0]
        == (varaq(folder, "-j", "3", "-o", str(two)).split(" in ")[0])
    )
    assert files(one) == files(two)


def test_a_process_that_dies_costs_nothing_but_time(tmp_path: Path) -> None:
    script = f"""
import os, sys
sys.path.insert(0, {str(ROOT)!r})
from varaq.hands import shared

ours = os.getpid()

def make(names):
    if "b" in names and os.getpid() != ours:
        os._exit(9)
    return list(names)

if __name__ == "__main__":
    print(list(shared(make, [["a"], ["b"], ["c"]], 2)))
"""
    (tmp_path / "script.py").write_text(script, "utf-8")
    command = [sys.executable, str(tmp_path / "script.py")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[['a'], ['b'], ['c']]"


def test_what_is_wrong_is_said_whoever_meets_it(tmp_path: Path) -> None:
    folder = project(tmp_path / "here")
    (folder / "locale/en/LC_MESSAGES/b.po").write_text('msgid "a\n', "utf-8")
    command = [sys.executable, str(ROOT / "build.py"), "-C", str(folder), "build", "--force"]
    said = [
        subprocess.run([*command, "-j", jobs], capture_output=True, text=True, check=False)
        for jobs in ("1", "2")
    ]
    assert [each.returncode for each in said] == [2, 2]
    assert said[0].stderr == said[1].stderr
    assert "b.po:1" in said[0].stderr


@contextlib.contextmanager
def watched(folder: Path) -> Iterator[Callable[[str], None]]:
    """A build that watches; waits for a line that it says."""
    pytest.importorskip("watchfiles")
    command = [sys.executable, str(ROOT / "build.py"), "-C", str(folder), "build", "--watch"]
    said: queue.Queue[str] = queue.Queue()
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:

        def heard() -> None:
            for line in process.stderr or ():
                said.put(line)

        def wait(what: str) -> None:
            while what not in said.get(timeout=20):
                pass

        thread = threading.Thread(target=heard)
        thread.start()
        try:
            yield wait
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=20)
            thread.join()
    assert process.returncode == 0


def test_a_watch_follows_what_is_edited(here: Path) -> None:
    with watched(here) as wait:
        wait("0 files written")
        wait("watching")
        replaced(OWN, "en An apple.", "One apple.")(here)
        wait("3 files written")
        assert "One apple." in (here / "dist" / "en" / "a.html").read_text("utf-8")
        (here / "varaq.toml").write_text("source = 7", "utf-8")
        wait("config")
        (here / "varaq.toml").write_text('source = "az"\ntitle = "X"\n', "utf-8")
        wait("files written")


def test_a_watch_follows_a_configuration_that_gives_way_to_another(here: Path) -> None:
    """As editors save a file: another is put in its place. And one that comes later is seen."""
    (here / "varaq.toml").unlink()
    other = here / "varaq.toml~"

    def says(text: str) -> None:
        other.write_text(text, "utf-8")
        other.replace(here / "varaq.toml")

    with watched(here) as wait:
        wait("watching")
        for title in ("T1", "T2", "T3"):
            says(f'title = "{title}"\n')
            wait("files written")
            assert title in (here / "dist/az/index.html").read_text("utf-8")
        (here / "content").rename(here / "texts")
        says('content = "texts"\n')
        wait("files written")
        replaced("texts/a.md", "Bir alma.", "Bir alma?")(here)
        wait("files written")


def test_a_watch_follows_a_folder_that_comes_later(here: Path) -> None:
    shutil.move(here / "locale", here / "elsewhere")
    with watched(here) as wait:
        wait("watching")
        (here / "elsewhere").rename(here / "locale")
        wait("files written")
        replaced(OWN, "en An apple.", "One apple.")(here)
        wait("3 files written")


def test_a_watch_does_not_follow_what_is_made(here: Path) -> None:
    """Where catalogs are at the project's root, that and the notes are in a folder of theirs."""
    pytest.importorskip("watchfiles")
    where = 'locale = "."\ncatalogs = "locale/{locale}/LC_MESSAGES/{domain}.po"\n'
    (here / "varaq.toml").write_text(f'source = "az"\n{where}', "utf-8")
    shutil.rmtree(here / "dist")
    stop, seen = threading.Event(), queue.Queue[float]()

    def follow() -> None:
        for _ in changes(Project.open(here), stop):
            build(here)
            seen.put(time.monotonic())

    thread = threading.Thread(target=follow)
    thread.start()
    try:
        seen.get(timeout=20)
        with pytest.raises(queue.Empty):
            seen.get(timeout=2)
        replaced(OWN, "en An apple.", "One apple.")(here)
        seen.get(timeout=20)
        assert "One apple." in (here / "dist/en/a.html").read_text("utf-8")
    finally:
        stop.set()
        thread.join()


def test_a_watch_follows_what_is_inside_of_the_output(here: Path) -> None:
    with (here / "varaq.toml").open("a", encoding="utf-8") as config:
        config.write('output = "."\n')
    with watched(here) as wait:
        wait("watching")
        replaced(OWN, "en An apple.", "One apple.")(here)
        wait("3 files written")


def test_a_digest_tells_parts_apart() -> None:
    assert digest(b"ab", b"c") != digest(b"a", b"bc") != digest(b"abc")


def test_stamps_of_other_files_differ(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_text("x", "utf-8")
    two.write_text("x", "utf-8")
    assert stamp(str(one)) != stamp(str(two))
    assert stamp(str(tmp_path / "none")) is None
    assert isinstance(stamp(str(one)), Stamp)
