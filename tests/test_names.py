"""Names and links: what lies outside of its folder is neither read nor written."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tracemalloc
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.test_indexes import HEAD
from varaq import cli, files
from varaq.errors import VaraqError

Small = Callable[[dict[str, str | bytes]], Path]
FILES: dict[str, str | bytes] = {
    "content/a.md": "# A\n\n![x](x.png)\n",
    "content/x.png": b"x",
    "locale/tr/LC_MESSAGES/a.po": f'{HEAD}\nmsgid "A"\nmsgstr "B"\n',
}


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A folder that is none of the project's."""
    folder = tmp_path / "outside"
    folder.mkdir()
    (folder / "secret.md").write_text("# Sirr\n", "utf-8")
    (folder / "secret.po").write_text(f'{HEAD}\nmsgid "A"\nmsgstr "Sirr"\n', "utf-8")
    (folder / "secret.html").write_text("Sirr", "utf-8")
    (folder / "secret.png").write_bytes(b"Sirr")
    return folder


def made(folder: Path) -> dict[str, str]:
    """What a build has put into its output."""
    paths = (path for path in (folder / "dist").rglob("*") if path.is_file())
    return {path.relative_to(folder / "dist").as_posix(): path.read_text("utf-8") for path in paths}


@pytest.mark.parametrize(
    ("link", "target", "status"),
    [
        ("content/b.md", "secret.md", 2),
        ("content/b.png", "secret.png", 0),
        ("content/c", ".", 0),
        ("locale/tr/LC_MESSAGES/a.po", "secret.po", 2),
        ("locale/de", ".", 0),
        ("templates/handout.html", "secret.html", 2),
        ("templates/card.html", "secret.html", 2),
    ],
)
def test_nothing_is_read_from_outside(
    small: Small,
    outside: Path,
    capsys: pytest.CaptureFixture[str],
    link: str,
    target: str,
    status: int,
) -> None:
    folder = small(FILES | {"content/d.md": "![b](b.png) ![c](c/secret.png) [c](c/secret.md)\n"})
    path = folder / link
    path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(outside / target)
    assert cli.run(["-C", str(folder)]) == status
    if status:
        assert f"{link}: error: this is a link that leads out of its folder" in (
            capsys.readouterr().err
        )
    assert not [name for name, text in made(folder).items() if "Sirr" in text]


def test_links_within_a_folder_are_followed(small: Small) -> None:
    folder = small(FILES)
    (folder / "content/b.md").symlink_to(folder / "content/a.md")
    (folder / "locale/tr/LC_MESSAGES/b.po").symlink_to("a.po")
    assert cli.run(["-C", str(folder)]) == 0
    assert "<h1" in made(folder)["tr/b.html"]
    assert ">B</h1>" in made(folder)["tr/b.html"]


@pytest.mark.parametrize("name", ["tr/a.html", "tr/a.md", "index.html", "tr/search.js"])
def test_a_link_in_the_output_gives_way(small: Small, outside: Path, name: str) -> None:
    folder = small(FILES)
    path = folder / "dist" / name
    path.parent.mkdir(parents=True)
    path.symlink_to(outside / "secret.html")
    assert cli.run(["-C", str(folder)]) == 0
    assert not path.is_symlink()
    assert (outside / "secret.html").read_text("utf-8") == "Sirr"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
@pytest.mark.parametrize("address", ["az/a.html", "assets/x.png", "index.html"])
def test_a_pipe_or_a_device_in_the_output_gives_way(small: Small, address: str) -> None:
    """The one would wait for somebody to read it, the other gives bytes without end."""
    folder = small(FILES)
    built = [sys.executable, "-m", "varaq", "-C", str(folder)]
    subprocess.run(built, check=True, timeout=60)
    path = folder / "dist" / address
    held = path.read_bytes()
    path.unlink()
    os.mkfifo(path)
    subprocess.run(built, check=True, timeout=60)
    assert path.is_file()
    assert path.read_bytes() == held
    path.unlink()
    path.symlink_to("/dev/zero")
    subprocess.run(built, check=True, timeout=60)
    assert not path.is_symlink()
    assert path.read_bytes() == held


@pytest.mark.parametrize("name", ["tr", "assets"])
def test_nothing_is_written_outside(
    small: Small, outside: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    folder = small(FILES)
    before = sorted(path.name for path in outside.iterdir())
    (folder / "dist").mkdir()
    (folder / "dist" / name).symlink_to(outside)
    assert cli.run(["-C", str(folder)]) == 2
    assert f"dist/{name}: error: this is a link" in capsys.readouterr().err
    assert sorted(path.name for path in outside.iterdir()) == before
    assert "az/a.md" in made(folder)


@pytest.mark.parametrize("held", ["", "of somebody else"])
@pytest.mark.parametrize(
    ("link", "command"),
    [
        ("locale/a.pot", "extract"),
        ("locale/a.pot", "extract --check"),
        ("locale/a.pot", "update"),
        ("locale/a.pot", "adopt tr {outside}/secret.md a"),
        ("locale/tr/LC_MESSAGES/a.po", "update"),
        ("locale/tr/LC_MESSAGES/a.po", "update --check"),
        ("locale/tr/LC_MESSAGES/a.po", "adopt tr {outside}/secret.md a"),
        ("locale/de/LC_MESSAGES/a.po", "init de"),
        ("locale/de/LC_MESSAGES", "init de"),
        ("locale/de", "init de"),
        ("content/letter.md", "import {outside}/letter.txt"),
        ("content/letter.md", "import --force {outside}/letter.txt"),
    ],
)
def test_no_command_writes_where_a_link_leads_out(
    small: Small,
    outside: Path,
    capsys: pytest.CaptureFixture[str],
    link: str,
    command: str,
    held: str,
) -> None:
    folder = small(FILES | {"content/b.md": "# A\n", "locale/tr/LC_MESSAGES/b.po": HEAD})
    (outside / "letter.txt").write_text("Salam\n", "utf-8")
    path = folder / link
    path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    target = outside / path.name
    path.symlink_to(target)
    if held:
        target.write_text(held, "utf-8") if path.suffix else target.mkdir()
    before = sorted(outside.iterdir())
    status = cli.run(["-C", str(folder), *command.format(outside=outside).split()])
    assert (status, sorted(outside.iterdir())) == (2, before)
    assert not target.is_file() or target.read_text("utf-8") == held
    said = capsys.readouterr().err
    assert "error: this is a link that leads out of its folder; put the file itself there" in said
    assert link in said


def test_what_is_noted_stays_in_the_project(
    small: Small, outside: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = small(FILES)
    (folder / ".varaq").symlink_to(outside)
    before = sorted(outside.iterdir())
    assert cli.run(["-C", str(folder)]) == 2
    assert ".varaq: error: this is a link that leads out" in capsys.readouterr().err
    assert sorted(outside.iterdir()) == before


def test_what_stands_in_the_way_of_a_release_keeps_nothing_else_from_it(
    small: Small, outside: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = small(FILES | {"content/a.md": "# A\n", "locale/de/LC_MESSAGES/a.po": HEAD})
    (folder / "dist").mkdir()
    (folder / "dist/de").symlink_to(outside)
    assert cli.run(["-C", str(folder), "build", "--release"]) == 2
    assert "dist/de: error: this is a link that leads out" in capsys.readouterr().err
    assert {"az/a.html", "tr/a.html", "index.html"} <= set(made(folder))


def test_a_folder_that_cant_be_read_is_not_taken_for_an_empty_one(
    small: Small, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    catalog = f'{HEAD}\nmsgid "A"\nmsgstr "B"\n\nmsgid "C"\nmsgstr "D"\n'
    folder = small(
        FILES
        | {
            "varaq.toml": 'catalogs = "{locale}.po"\n',
            "content/sub/c.md": "C\n",
            "locale/tr.po": catalog,
        }
    )
    assert cli.run(["-C", str(folder)]) == 0
    before = made(folder)
    scan = os.scandir

    def scandir(path: str | Path) -> object:
        if str(path).endswith("sub"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", scandir)
    for command in ("build", "update"):
        assert cli.run(["-C", str(folder), command]) == 2
        said = capsys.readouterr().err
        assert (
            "content/sub: error: can't be read: Permission denied; check that it is there" in said
        )
    monkeypatch.undo()
    assert made(folder) == before
    assert (folder / "locale/tr.po").read_text("utf-8") == catalog


def test_the_output_itself_may_be_a_link(small: Small, tmp_path: Path) -> None:
    folder = small(FILES)
    (tmp_path / "elsewhere").mkdir()
    (folder / "dist").symlink_to(tmp_path / "elsewhere")
    assert cli.run(["-C", str(folder)]) == 0
    assert (tmp_path / "elsewhere/tr/a.html").is_file()


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("content/b.md", 2),
        ("locale/tr/LC_MESSAGES/a.po", 2),
        ("locale/tr/LC_MESSAGES/templates.po", 2),
        ("templates/handout.md", 2),
        ("content/x.png", 0),
    ],
)
def test_what_is_too_large_is_not_read(
    small: Small, capsys: pytest.CaptureFixture[str], name: str, status: int
) -> None:
    folder = small(FILES | {"varaq.toml": "largest_mb = 1\n"})
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as file:
        file.truncate(1_000_001)
    assert cli.run(["-C", str(folder)]) == status
    said = capsys.readouterr().err
    if status:
        assert f"{name}: error: the file has more than 1 MB; divide it, or set largest_mb" in said
    if not name.startswith("templates"):
        assert "az/a.html" in made_names(folder), "it does not stop the others"
    (folder / "varaq.toml").write_text("largest_mb = 2\n", "utf-8")
    assert "more than" not in (cli.run(["-C", str(folder)]), capsys.readouterr().err)[1]


def test_what_is_carried_along_is_never_held(small: Small) -> None:
    folder = small(FILES)
    assert cli.run(["-C", str(folder)]) == 0
    with (folder / "content" / "x.png").open("r+b") as file:
        file.truncate(64_000_000)
    copy = folder / "dist" / "assets" / "x.png"
    for more in ([], ["--force"], []):
        tracemalloc.start()
        assert cli.run(["-C", str(folder), "build", *more]) == 0
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert peak < 16_000_000
        assert copy.stat().st_size == 64_000_000
        os.utime(copy)  # so that it is looked at again
    copy.write_bytes(b"\1" + bytes(63_999_999))
    assert cli.run(["-C", str(folder)]) == 0
    with copy.open("rb") as file:
        assert file.read(2) == b"x\0", "it is what it was made of again"


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="pipes have no paths on this system")
@pytest.mark.parametrize(("largest", "whole"), [(None, True), (70_000, True), (50_000, False)])
def test_a_pipe_is_read_to_its_end(largest: int | None, whole: bool) -> None:
    reading, writing = os.pipe()
    text = "bəli ".encode() * 10_000

    def pour() -> None:
        with os.fdopen(writing, "wb") as file:
            file.write(text)

    with os.fdopen(reading), ThreadPoolExecutor() as pool:
        wrote = pool.submit(pour)
        if whole:
            assert files.read_bytes(Path(f"/dev/fd/{reading}"), "x", largest) == text
        else:
            with pytest.raises(VaraqError, match=r"more than 0\.05 MB"):
                files.read_bytes(Path(f"/dev/fd/{reading}"), "x", largest)
        wrote.result(5)


def made_names(folder: Path) -> set[str]:
    dist = folder / "dist"
    return {path.relative_to(dist).as_posix() for path in dist.rglob("*") if path.is_file()}


def test_a_limit_is_a_whole_number(small: Small, capsys: pytest.CaptureFixture[str]) -> None:
    folder = small(FILES | {"varaq.toml": "largest_mb = 0.5\n"})
    assert cli.run(["-C", str(folder)]) == 2
    assert '"largest_mb" has to be a whole number' in capsys.readouterr().err


@pytest.mark.parametrize(
    "text",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ handout.__class__.__init__.__globals__ }}",
        "{{ handout.units._made }}",
        "{{ handout|attr('__class__') }}",
        "{{ _.__self__ }}",
        "{{ _.__func__.__globals__ }}",
        "{{ site.__reduce__() }}",
        "{{ handout.title.__format__('') }}",
        "{{ '{0.__class__}'.format(handout) }}",
        "{{ cycler.__init__.__globals__.os }}",
        "{{ self._TemplateReference__context }}",
        "{{ handout.others.append(1) }}",
        "{{ range(10**9)|list }}",
        '{% include "../../outside/secret.html" %}',
        '{% include "/etc/hostname" %}',
        '{% extends "../x.html" %}',
    ],
)
def test_a_template_gets_at_values_and_nothing_else(
    small: Small, outside: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    assert outside.is_dir()
    folder = small(FILES | {"templates/handout.html": text})
    assert cli.run(["-C", str(folder)]) == 2
    said = capsys.readouterr().err
    assert "templates/handout.html:1: error: the template fails: " in said
    assert "Traceback" not in said
    assert "az/a.html" not in made_names(folder)
    assert "az/a.md" in made_names(folder)


NAMES = [
    *("a b", "a'b", 'a"b', "a&b", "<b>", "<script>alert(1)<", "a>b", "a?b", "a#b", "a%b"),
    *("%2e%2e%2fb", "a;b", "a,b", "a:b", "javascript:b", "a=b", "a+b", "a@b", "a!b", "a$b"),
    *("$(b)", "`b`", "a*b", "a|b", "a\\b", "b..\\b", "a^b", "a~b", "~", "~root", "-rf", "--help"),
    *("-", "{{ 7*7 }}", "{% raw %}", "%(b)s", "%s", "{b}", "[b](c)", "![b", "a\nb", "a\tb"),
    *("a\rb", "\x1b[31mb", "a\x7fb", "\u202eb", "\u2066b", "\u200bb", "\ufeffb", "b\u0301"),
    *("\u00e9", "İı", "ß", "北京", "🙂", "con", "nul", "aux.b", "a..b", "a.b.", "search"),
    *("templates.b", "x" * 200, "a.bilingual", "a.slides", "assets"),
]
HREF = re.compile(r'<a class="title" href="([^"]*)"')


def test_documents_of_any_name_are_handed_out_and_nothing_else_happens(
    small: Small, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = small(FILES)
    for number, name in enumerate(NAMES):
        (folder / "content" / f"{name}.md").write_text(f"# Sənəd {number}\n", "utf-8")
        where = folder / "locale/tr/LC_MESSAGES" / f"{name}.po"
        where.write_text(f'{HEAD}\nmsgid "Sənəd {number}"\nmsgstr "Belge {number}"\n', "utf-8")
    before = sorted(path.name for path in folder.parent.iterdir())
    assert cli.run(["-C", str(folder), "build", "--epub"]) == 0
    assert sorted(path.name for path in folder.parent.iterdir()) == before
    made = made_names(folder)
    listed = (folder / "dist/tr/index.html").read_text("utf-8")
    assert "<script>alert" not in listed
    found = HREF.findall(listed)
    assert {unquote(unescape(each)) for each in found} == {f"{name}.html" for name in [*NAMES, "a"]}
    for number, name in enumerate(NAMES):
        assert {f"tr/{name}.html", f"tr/{name}.md", f"az/{name}.html"} <= made, name
        page = (folder / "dist/tr" / f"{name}.html").read_text("utf-8")
        assert f"Belge {number}</h1>" in page
    capsys.readouterr()
    assert cli.run(["-C", str(folder), "build", "--epub"]) == 0
    assert "0 files written" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ("init", "../x"),
        ("init", "/etc"),
        ("init", "tr/../../x"),
        ("init", "a\0b"),
        ("init", "<b>"),
        ("init", "-x"),
        ("build", "-l", "../x"),
        ("build", "-d", "../../outside/secret"),
        ("build", "-d", "/etc/passwd"),
        ("build", "-k", "../x"),
        ("build", "-k", "_base"),
        ("check", "../x"),
        ("update", "../x"),
        ("stats", "../x"),
        ("translate", "../x", "a"),
        ("export", "xliff", "../x", "a"),
        ("export", "xliff", "tr", "../a"),
    ],
)
def test_names_on_the_command_line_are_those_that_there_are(
    small: Small, outside: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    folder = small(FILES)
    before = sorted(str(path) for path in folder.parent.rglob("*"))
    assert cli.run(["-C", str(folder), *arguments]) == 2
    assert "Traceback" not in capsys.readouterr().err
    after = sorted(str(path) for path in folder.parent.rglob("*") if ".varaq" not in path.parts)
    assert [path for path in after if path not in before and "/dist" not in path] == []
    assert (outside / "secret.md").read_text("utf-8") == "# Sirr\n"


def test_a_language_has_one_folder(small: Small, capsys: pytest.CaptureFixture[str]) -> None:
    catalog = f'{HEAD}\nmsgid "A"\nmsgstr "B"\n'
    codes = ["pt-BR", "ca", "ca@euro", "sr", "sr@latin", "zh-Hans", "zh_Hans"]
    folder = small(FILES | {f"locale/{code}/LC_MESSAGES/a.po": catalog for code in codes})
    assert cli.run(["-C", str(folder)]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert [line for line in lines if "error" in line] == [
        "locale/ca@euro: error: handouts would go where those of ca do; put its catalogs into ca, "
        "or give it another code [locale-name]",
        "locale/pt-BR: error: catalogs of pt_BR are not looked for here; rename it to pt_BR "
        "[locale-name]",
        "locale/zh-Hans: error: catalogs of zh_Hans are not looked for here; rename it to zh_Hans "
        "[locale-name]",
    ]
    tags = {name.partition("/")[0] for name in made_names(folder) if name.endswith("a.html")}
    assert tags == {"az", "ca", "sr", "sr-Latn", "tr", "zh-Hans"}
    assert sorted(path.name for path in (folder / "locale").iterdir()) == sorted([*codes, "tr"])


@pytest.mark.parametrize("code", ["sr_Latn", "SR@latin", "AZ"])
def test_no_language_is_begun_whose_handouts_another_has(
    small: Small, capsys: pytest.CaptureFixture[str], code: str
) -> None:
    folder = small({"content/a.md": "a\n", "locale/sr@latin/LC_MESSAGES/a.po": HEAD})
    assert cli.run(["-C", str(folder), "init", code]) == 2
    assert f"handouts of {code} would go where those of" in capsys.readouterr().err
    assert [path.name for path in (folder / "locale").iterdir()] == ["sr@latin"]
    assert cli.run(["-C", str(folder), "init", "sr@latin", "sr"]) == 0


def test_no_two_languages_with_one_place_are_begun_at_once(
    small: Small, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = small({"content/a.md": "a\n"})
    assert cli.run(["-C", str(folder), "init", "tr", "sr@latin", "sr_Latn"]) == 2
    assert "handouts of sr_Latn would go where those of sr@latin do" in capsys.readouterr().err
    assert not (folder / "locale").exists()
    assert cli.run(["-C", str(folder), "init", "tr", "tr", "sr"]) == 0


def test_folders_of_no_language_are_said(small: Small, capsys: pytest.CaptureFixture[str]) -> None:
    names = ["<b>", "tr'", "x y", "..", "tr\n", "qqq", "en_US_POSIX_X", "$(x)", "{locale}"]
    folder = small(
        FILES | {f"locale/{name}/LC_MESSAGES/a.po": HEAD for name in names if name != ".."}
    )
    status = cli.run(["-C", str(folder)])
    said = capsys.readouterr().err
    assert status == 2
    assert "Traceback" not in said
    assert said.count("error:") == len(names) - 1
    assert "tr/a.html" in made_names(folder)
    assert {name.partition("/")[0] for name in made_names(folder)} <= {
        "az", "tr", "assets", "index.html",
    }  # fmt: skip
