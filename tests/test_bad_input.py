"""Bad input: one message with file, line, what is wrong and what to do; nothing is changed."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT, snapshot
from tests.test_build import FILES, HANDOUTS
from varaq import cli

HEAD = 'msgid ""\nmsgstr ""\n"Language: tr\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
Small = Callable[[dict[str, str | bytes]], Path]
PO = "locale/tr/LC_MESSAGES/a.po"


def run(folder: Path, *arguments: str) -> int:
    return cli.run(["-C", str(folder), *arguments])


BROKEN: dict[str, tuple[dict[str, str | bytes], list[str], list[str]]] = {
    "unterminated string": (
        {"content/a.md": "a\n", PO: HEAD + '\nmsgid "a\nmsgstr "b"\n'},
        ["build"],
        [f"{PO}:6:7: error: string is not closed", 'end it with "'],
    ),
    "duplicate message": (
        {"content/a.md": "a\n", PO: HEAD + '\nmsgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n'},
        ["update"],
        [f"{PO}:9: error:", "line 6 already", "keep one"],
    ),
    "wrong charset": (
        {"content/a.md": "a\n", PO: HEAD.replace("UTF-8", "KOI8-R").encode() + b"# \xd2\xd5\n"},
        ["build"],
        [f"{PO}:5: error: the file is in KOI8-R", "msgconv -t UTF-8"],
    ),
    "byte order mark": (
        {"content/a.md": "a\n", PO: b"\xef\xbb\xbf" + HEAD.encode()},
        ["update"],
        [f"{PO}:1: error: the file begins with a byte order mark", "without BOM"],
    ),
    "missing header": (
        {"content/a.md": "a\n", PO: 'msgid "a"\nmsgstr "b"\n'},
        ["build"],
        [f"{PO}:1: error: the header is missing", 'begin with msgid ""'],
    ),
    "unknown locale": (
        {"content/a.md": "a\n"},
        ["init", "xx"],
        ['error: locale "xx" is not known'],
    ),
    "malformed locale": (
        {"content/a.md": "a\n"},
        ["init", "../../etc"],
        ['error: "../../etc" is not a locale', "write a language code"],
    ),
    "the source language": (
        {"content/a.md": "a\n"},
        ["init", "az"],
        ['error: "az" is the source language'],
    ),
    "language without catalogs": (
        {"content/a.md": "a\n"},
        ["build", "-l", "tr"],
        ['error: there is no language "tr"', "varaq init tr"],
    ),
    "unknown document": (
        {"content/a.md": "a\n"},
        ["build", "-d", "b"],
        ['error: there is no document "b"', "there are: a"],
    ),
    "not UTF-8": (
        {"content/a.md": b"salam\nd\xfcnya\n"},
        ["build"],
        ["content/a.md:2:2: error: the file is not UTF-8", "save it as UTF-8"],
    ),
    "two documents of one name": (
        {"content/a.md": "a\n", "content/a.txt": "a\n"},
        ["build"],
        ["content/a.txt: error:", "content/a.md", "rename one"],
    ),
    "two documents of one domain": (
        {"content/a/b.md": "a\n", "content/a.b.md": "a\n"},
        ["extract"],
        ["same domain (a.b)", "rename one"],
    ),
    "the templates' domain": (
        {"content/templates.md": "a\n"},
        ["extract"],
        ["content/templates.md: error: the domain is the templates'"],
    ),
    "template with a syntax error": (
        {"content/a.md": "a\n", "templates/handout.html": "\n{% if %}"},
        ["build"],
        ["templates/handout.html:2: error: the template fails", "correct it"],
    ),
    "template with a syntax error, for translators": (
        {"content/a.md": "a\n", "templates/handout.html": "\n{% if %}"},
        ["extract"],
        ["templates/handout.html:2: error: the template fails", "correct it"],
    ),
    "template with a number without end": (
        {"content/a.md": "a\n", "templates/handout.html": "{{ " + "9" * 5_000 + " }}"},
        ["update"],
        ["templates/handout.html: error: the template fails", "correct it"],
    ),
    "template with brackets without end": (
        {"content/a.md": "a\n", "templates/handout.html": "{{ " + "(" * 5_000},
        ["extract"],
        ["templates/handout.html: error: the template fails", "correct it"],
    ),
    "template that fails": (
        {"content/a.md": "a\n", "templates/handout.html": "\n\n{{ handout.nothing }}"},
        ["build"],
        ["templates/handout.html:3: error: the template fails", "nothing"],
    ),
    "template whose part is not there": (
        {"content/a.md": "a\n", "templates/handout.html": '\n{% include "part.html" %}'},
        ["build"],
        ['templates/handout.html:2: error: the template fails: there is no template "part.html"'],
    ),
    "template that names no language": (
        {"content/a.md": "a\n", "templates/handout.html": '{{ 1 | number("xx") }}'},
        ["build"],
        ['templates/handout.html:1: error: the template fails: locale "xx" is not known to CLDR;'],
    ),
    "front matter that is not YAML": (
        {"content/a.md": "---\ntitle: [\n---\na\n"},
        ["build"],
        ["content/a.md:", "front matter is not valid YAML"],
    ),
    "front matter with a date that there is none of": (
        {"content/a.md": "---\ndate: 2026-01-00\n---\na\n"},
        ["build"],
        ["content/a.md:2: error: front matter has a date", "put it in quotes"],
    ),
    "front matter with a tag that does not go with its value": (
        {"content/a.md": "---\ndate: !!timestamp x\n---\na\n"},
        ["build"],
        ["content/a.md:2: error: front matter has a date", "put it in quotes"],
    ),
    "configuration that is not TOML": (
        {"content/a.md": "a\n", "varaq.toml": "source = \n"},
        ["build"],
        ["varaq.toml: error: not valid TOML"],
    ),
    "configuration that is no table": (
        {"content/a.md": "a\n", "varaq.toml": "tool.varaq = 'az'\n"},
        ["build"],
        ['varaq.toml: error: "tool.varaq" has to be a table'],
    ),
    "configuration whose tools are no table": (
        {"content/a.md": "a\n", "varaq.toml": "tool = 5\n"},
        ["build"],
        ['varaq.toml: error: unknown setting "tool"'],
    ),
    "configuration without end": (
        {"content/a.md": "a\n", "varaq.toml": "source = " + "[" * 5_000},
        ["build"],
        ["varaq.toml: error: lists or tables are too deep"],
    ),
    "configuration that is a folder": (
        {"content/a.md": "a\n", "varaq.toml/x": ""},
        ["build"],
        ["varaq.toml: error: this is no file"],
    ),
    "configuration with a number without end": (
        {"content/a.md": "a\n", "varaq.toml": f"coverage = {'9' * 5_000}\n"},
        ["build"],
        ["varaq.toml: error: not valid TOML", "5000 digits"],
    ),
    "unknown setting": (
        {"content/a.md": "a\n", "varaq.toml": "sauce = 'az'\n"},
        ["build"],
        ['varaq.toml: error: unknown setting "sauce"', "known are: source"],
    ),
    "setting of a wrong kind": (
        {"content/a.md": "a\n", "varaq.toml": "coverage = 'much'\n"},
        ["build"],
        ['"coverage" has to be a number'],
    ),
    "a folder that can have no such name": (
        {"content/a.md": "a\n", "varaq.toml": 'output = "a\\u0000b"\n'},
        ["build"],
        ['varaq.toml: error: "output" has a NUL'],
    ),
    "catalogs outside of the project": (
        {"content/a.md": "a\n", "varaq.toml": 'catalogs = "/{locale}/{domain}.po"\n'},
        ["build"],
        ['varaq.toml: error: "catalogs" is no path under "locale"; as in {locale}/'],
    ),
    "catalogs whose names run together": (
        {"content/a.md": "a\n", "varaq.toml": 'catalogs = "{locale}{domain}.po"\n'},
        ["build"],
        ['varaq.toml: error: "catalogs" has nothing between two names'],
    ),
    "an address that is none": (
        {"content/a.md": "a\n", "varaq.toml": 'site_url = "http://[x"\n'},
        ["build"],
        ['varaq.toml: error: "http://[x" in "site_url" is no address'],
    ),
    "an address without its beginning": (
        {"content/a.md": "a\n", "varaq.toml": 'site_url = "example.org/handouts"\n'},
        ["build"],
        ['varaq.toml: error: "example.org/handouts" in "site_url" is no address; as in https://'],
    ),
    "an address that is a script": (
        {"content/a.md": "a\n", "varaq.toml": 'site_url = "javascript:alert(1)//"\n'},
        ["build"],
        ['varaq.toml: error: "javascript:alert(1)//" in "site_url" is no address'],
    ),
    "an address with a space": (
        {"content/a.md": "a\n", "varaq.toml": 'site_url = "https://example.org/a b/"\n'},
        ["build"],
        ['varaq.toml: error: "https://example.org/a b/" in "site_url" is no address'],
    ),
    "a source that is no language": (
        {"content/a.md": "a\n", "varaq.toml": 'source = "english"\n'},
        ["build"],
        ['varaq.toml: error: "english" is not a locale'],
    ),
    "a reference that is no language": (
        {"content/a.md": "a\n", "varaq.toml": 'reference = ["xx"]\n'},
        ["build"],
        ['varaq.toml: error: locale "xx" is not known to CLDR'],
    ),
    "a limit under nothing": (
        {"content/a.md": "a\n", "varaq.toml": "largest_mb = -1\n"},
        ["build"],
        ['varaq.toml: error: "largest_mb" goes from 1'],
    ),
    "no time to print": (
        {"content/a.md": "a\n", "varaq.toml": "print_seconds = 0\n"},
        ["build"],
        ['varaq.toml: error: "print_seconds" goes from 1'],
    ),
    "more time to print than a clock has": (
        {"content/a.md": "a\n", "varaq.toml": f"print_seconds = {10**12}\n"},
        ["build"],
        ['varaq.toml: error: "print_seconds" goes from 1 to 86400; as in 60'],
    ),
    "kinds that are lists of lists without end": (
        {
            "content/a.md": "---\na0: &a0 [x, x]\n"
            + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 60))
            + "kinds: [handout, *a59]\n---\na\n"
        },
        ["build"],
        ['content/a.md:1: error: there is no kind "[…]"', "handout.html"],
    ),
    "a fallback that is lists of lists without end": (
        {
            "content/a.md": "---\na0: &a0 [x, x]\n"
            + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 60))
            + "fallback: [*a59]\n---\na\n",
            PO: HEAD,
        },
        ["build"],
        ['content/a.md: error: fallback: "[…]" is no language'],
    ),
    "unknown kind": (
        {"content/a.md": "a\n"},
        ["build", "-k", "scroll"],
        ['error: there is no kind "scroll"', "handout.html"],
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_wrong_is_said_and_nothing_is_harmed(
    name: str, small: Small, capsys: pytest.CaptureFixture[str]
) -> None:
    files, arguments, said = BROKEN[name]
    folder = small(files)
    before = snapshot(folder)
    assert run(folder, *arguments) == 2
    error = capsys.readouterr().err
    for part in said:
        assert part in error
    assert "Traceback" not in error
    after = snapshot(folder)
    assert {path: after.get(path) for path in before} == before


def test_there_is_no_content(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path) == 2
    error = capsys.readouterr().err
    assert "content: error: there is no content/ folder" in error
    assert "varaq new DIR" in error
    assert not list(tmp_path.iterdir())


def test_there_is_no_project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path / "nowhere") == 2
    assert "there is no such folder" in capsys.readouterr().err


def test_one_bad_document_does_not_stop_the_others(
    small: Small, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = small({"content/a.md": "# A\n", "content/b.md": b"\xff", "content/c.md": "# C\n"})
    assert run(folder) == 2
    assert (folder / "dist" / "az" / "a.html").is_file()
    assert (folder / "dist" / "az" / "c.html").is_file()
    assert capsys.readouterr().err.count("error:") == 1


def test_one_bad_catalog_does_not_stop_the_others(
    small: Small, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = small(
        {
            "content/a.md": "# A\n",
            "content/b.md": "# B\n",
            PO: "msgid",
            "locale/tr/LC_MESSAGES/b.po": HEAD,
            "locale/en/LC_MESSAGES/a.po": HEAD.replace(": tr", ": en"),
        }
    )
    assert run(folder) == 2
    made = {p.relative_to(folder / "dist").as_posix() for p in (folder / "dist").rglob("*.html")}
    indexes = {"index.html", "az/index.html", "en/index.html", "tr/index.html"}
    assert made == indexes | {"az/a.html", "az/b.html", "tr/b.html", "en/a.html", "en/b.html"}
    assert run(folder, "update") == 2
    assert (folder / PO).read_text("utf-8") == "msgid"
    assert 'msgid "A"' in (folder / "locale/en/LC_MESSAGES/a.po").read_text("utf-8")
    assert PO in capsys.readouterr().err


def test_check_finds_what_is_broken_and_says_1(
    small: Small, capsys: pytest.CaptureFixture[str]
) -> None:
    plural = (
        '\nmsgid "%(count)s sənəd"\nmsgid_plural "%(count)s sənəd"\nmsgstr[0] "a"\nmsgstr[1] "b"\n'
    )
    folder = small(
        {
            "content/a.md": "# A\n\niki\n",
            PO: HEAD
            + '\nmsgid "A"\nmsgstr "<script>\\n"\n\nmsgid "iki"\nmsgstr "[x](javascript:1)"\n',
            "locale/tr/LC_MESSAGES/templates.po": HEAD + plural,
            "locale/en/LC_MESSAGES/a.po": "junk\n",
        }
    )
    before = snapshot(folder)
    assert run(folder, "check") == 1
    out = capsys.readouterr().out
    assert f"{PO}:6: error: the translation has HTML" in out
    assert f"{PO}:9: error: the translation links to" in out
    assert f"{PO}:6: error: text and translation do not both end with a line feed" in out
    assert "templates.po:1: error: the header has no Plural-Forms; add: Plural-Forms: " in out
    assert f"{PO}:1: warning: the header has no Plural-Forms" in out
    assert "locale/en/LC_MESSAGES/a.po:1:1: error" in out
    assert snapshot(folder) == before
    assert run(folder, "check", "--format", "github") == 1
    assert f"::error file={PO},line=6,title=html-not-allowed::" in capsys.readouterr().out
    assert run(folder, "check", "tr", "--format", "json") == 1
    assert '"code": "link-not-allowed"' in capsys.readouterr().out


def test_checks_of_commands_write_nothing(small: Small) -> None:
    folder = small({"content/a.md": "# A\n", PO: HEAD})
    before = snapshot(folder)
    assert run(folder, "extract", "--check") == 1
    assert run(folder, "update", "--check") == 1
    assert snapshot(folder) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cant_be_written(small: Small, capsys: pytest.CaptureFixture[str]) -> None:
    folder = small({"content/a.md": "# A\n"})
    (folder / "dist").mkdir(mode=0o500)
    assert run(folder) == 2
    assert "can't be written" in capsys.readouterr().err


def test_an_output_that_is_in_the_way(small: Small, capsys: pytest.CaptureFixture[str]) -> None:
    folder = small({"content/a.md": "# A\n", "dist": "a file, not a folder"})
    assert run(folder) == 2
    error = capsys.readouterr().err
    assert "dist/az/a.html: error: can't be written" in error
    assert (folder / "dist").read_text("utf-8") == "a file, not a folder"


@pytest.mark.parametrize(
    "arguments", [["--nope"], ["fly"], ["init"], ["build", "x"], ["translate"]]
)
def test_wrong_use(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(arguments) == 2
    assert "Usage:" in capsys.readouterr().err


def test_new_refuses_a_folder_that_holds_something(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine.txt").write_text("x", "utf-8")
    assert cli.run(["new", str(tmp_path)]) == 2
    assert "there is something here already" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize(
    "name", ["a\\q", "a\nb", "a\x01b", 'say "so"', "a\x7fb", "a\\", "b'c", "ə"]
)
def test_a_new_project_of_any_name_builds(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    assert cli.run(["new", str(folder)]) == 0
    assert run(folder) == 0
    title = tomllib.loads((folder / "varaq.toml").read_text("utf-8"))["title"]
    assert title == (name if name.isprintable() else repr(name)[1:-1])


def test_nobody_writes_in_a_pseudo_language(
    small: Small, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = small({"content/a.md": "a\n", "varaq.toml": 'source = "en-XA"\n'})
    assert run(folder, "build") == 2
    assert "varaq.toml: error:" in capsys.readouterr().err
    assert cli.run(["new", str(folder / "new"), "--source", "ar-XB"]) == 2
    assert "pseudo-language" in capsys.readouterr().err
    assert not (folder / "new").exists()


@pytest.mark.parametrize("before", [["-C{}"], ["-C", "{}"], ["-Cnone", "-C{}"]])
@pytest.mark.parametrize("command", [[], ["build"], ["-j", "1"], ["stats"]])
def test_the_folder_of_a_project_stands_before_the_command(
    small: Small, before: list[str], command: list[str]
) -> None:
    folder = str(small({"content/a.md": "a\n"}))
    assert cli.run([*(each.format(folder) for each in before), *command]) == 0


def test_help_and_version() -> None:
    for arguments in (["--help"], ["--version"], ["build", "--help"]):
        done = subprocess.run(
            [sys.executable, str(ROOT / "build.py"), *arguments],
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout


def test_no_progress_bar_in_a_pipe(shipped: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "build.py"), "-C", str(shipped)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == ""
    assert done.stderr == f"{FILES} files written, 0 unchanged, in dist/\n"


def test_a_progress_bar_on_a_terminal(shipped: Path) -> None:
    pty = pytest.importorskip("pty")
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "build.py"), "-C", str(shipped)],
        stderr=slave,
        env={**os.environ, "TERM": "xterm-256color", "COLUMNS": "100"},
    )
    os.close(slave)
    shown = b""
    while True:
        try:
            piece = os.read(master, 4096)
        except OSError:  # the terminal is closed
            break
        if not piece:
            break
        shown += piece
    os.close(master)
    assert process.wait() == 0
    assert f"/{HANDOUTS + 1}" in shown.decode()
    assert f"{FILES} files written" in shown.decode()


@pytest.mark.parametrize("deep", ["a: " + "[" * 20_000, "a: " + "[" * 3_000 + "]" * 3_000])
def test_front_matter_without_end(
    small: Callable[..., Path], capsys: pytest.CaptureFixture[str], deep: str
) -> None:
    root = small({"content/a.md": f"---\n{deep}\n---\na\n", "content/b.md": "b\n"})
    assert run(root, "build") == 2
    error = capsys.readouterr().err
    assert "content/a.md" in error
    assert "Traceback" not in error
    assert (root / "dist" / "az" / "b.html").is_file()


def test_front_matter_with_aliases_of_aliases(small: Callable[..., Path]) -> None:
    """Which would be 10 to the 30th values, were each alias followed."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    for number in range(1, 30):
        several = ", ".join([f"*a{number - 1}"] * 10)
        lines.append(f"a{number}: &a{number} [{several}]")
    text = "\n".join(lines)
    root = small({"content/a.md": f"---\n{text}\ntitle: T\n---\na\n"})
    assert run(root, "build") == 0


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
@pytest.mark.parametrize("place", ["locale/tr/LC_MESSAGES/b.po", "memory/b.tmx"])
def test_a_pipe_among_catalogs_is_not_waited_for(small: Small, place: str) -> None:
    folder = small({"content/a.md": "a\n", PO: HEAD, "old.po": HEAD})
    (folder / place).parent.mkdir(exist_ok=True)
    os.mkfifo(folder / place)
    for arguments in (["migrate", "tr", f"{folder}/old.po"], ["memory"], ["check"], ["build"]):
        command = [sys.executable, "-m", "varaq", "-C", str(folder), *arguments]
        assert subprocess.run(command, check=False, timeout=60).returncode < 2


@pytest.mark.parametrize("place", [PO, "locale/tr/LC_MESSAGES/b.po", "content/x.png", "dist"])
def test_a_link_in_a_circle_is_no_file(small: Small, place: str) -> None:
    folder = small({"content/a.md": "a\n\n![x](x.png)\n", "old.po": HEAD, "tr.md": "b\n"})
    (folder / place).parent.mkdir(parents=True, exist_ok=True)
    (folder / place).symlink_to(Path(place).name)
    for arguments in (
        ["build"],
        ["migrate", "tr", f"{folder}/old.po"],
        ["adopt", "tr", f"{folder}/tr.md", "a"],
        ["update"],
    ):
        assert run(folder, *arguments) in (0, 1, 2)


def test_a_name_that_is_too_long_is_no_file(
    small: Small, capsys: pytest.CaptureFixture[str]
) -> None:
    """A document in folders has a catalog whose name has all of theirs."""
    long = "/".join(["x" * 100] * 3)
    folder = small(
        {"content/a.md": f"a\n\n![x]({'x' * 300})\n", f"content/{long}.md": "b\n", PO: HEAD}
    )
    assert run(folder, "build") in (0, 2)
    assert (folder / "dist/tr/a.html").is_file()
    assert run(folder, "update") == 2
    assert "File name too long" in capsys.readouterr().err
    assert 'msgid "a"' in (folder / PO).read_text("utf-8")
    assert run(folder, "init", "de") == 2
    assert 'msgid "a"' in (folder / PO.replace("tr", "de")).read_text("utf-8")
    assert run(folder, "stats") in (0, 2)
    assert run(folder, "check") in (0, 1, 2)
    assert run(folder, "export", "tmx") == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
@pytest.mark.parametrize(
    ("command", "status"),
    [
        ("translate tr a > /dev/full", 2),
        ("stats > /dev/full", 2),
        ("--help > /dev/full", 2),
        ("build 2> /dev/full", 0),
        ("build -d b 2> /dev/full", 2),
        ("translate tr a >&-", 0),
    ],
)
def test_standard_output_that_takes_nothing(small: Small, command: str, status: int) -> None:
    folder = small({"content/a.md": "a\n", PO: HEAD})
    done = subprocess.run(  # noqa: S602 - the commands are those above
        f'"{sys.executable}" -m varaq {command}',
        shell=True,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == status, done.stderr
    assert "Traceback" not in done.stderr
    assert ("No space left" in done.stderr) == (status == 2 and "2>" not in command)


@pytest.mark.parametrize("setting", ["locale", "content", "templates", "output"])
def test_a_folder_of_a_name_that_is_too_long(
    small: Small, capsys: pytest.CaptureFixture[str], setting: str
) -> None:
    folder = small({"content/a.md": "a\n", "varaq.toml": f'{setting} = "{"x" * 300}"\n'})
    assert run(folder, "build") == 2
    error = capsys.readouterr().err
    assert "x" * 300 in error
    assert "too long" in error


@pytest.mark.skipif(sys.platform != "linux", reason="names are UTF-8 here")
def test_names_that_are_not_utf8(small: Small) -> None:
    folder = small({"content/a.md": "a\n", PO: HEAD})
    odd = os.fsdecode(b"\xff")
    for name in (f"content/{odd}.md", f"locale/{odd}/LC_MESSAGES/a.po"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(HEAD, "utf-8")
    (folder / "content" / f"{odd}.png").write_bytes(b"x")
    told = {}
    for command in ("build", "update", "check", "check --format json", "summary", "init de"):
        done = subprocess.run(
            [sys.executable, "-m", "varaq", "-C", str(folder), *command.split()],
            capture_output=True,
            text=True,
            check=False,
        )
        told[command] = done.stdout + done.stderr
        assert "Traceback" not in told[command]
        assert r"\udcff" in told[command], command
    assert (folder / "dist/tr/a.html").is_file()
    assert 'msgid "a"' in (folder / PO).read_text("utf-8")
    assert "the name is not UTF-8; rename it" in told["build"]
    (folder / "templates").mkdir()
    (folder / "templates" / f"{odd}.html").write_text("x", "utf-8")
    assert run(folder, "build") == 2


@pytest.mark.parametrize("share", ["1" * 400, "NaN", "1e999", "-1", "2", '"x"', "[]"])
def test_stats_with_a_share_that_is_none(
    small: Small, capsys: pytest.CaptureFixture[str], share: str
) -> None:
    stats = f'[{{"locale": "tr", "document": "a", "coverage": {share}}}]'
    folder = small({"content/a.md": "a\n", PO: HEAD, "stats.json": stats})
    assert run(folder, "summary", "--since", str(folder / "stats.json")) == 2
    assert "stats.json: error: this is not what stats wrote" in capsys.readouterr().err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
def test_a_pipe_for_a_configuration_is_not_waited_for(small: Small) -> None:
    folder = small({"content/a.md": "a\n"})
    os.mkfifo(folder / "varaq.toml")
    command = [sys.executable, "-m", "varaq", "-C", str(folder)]
    assert subprocess.run(command, check=False, timeout=60).returncode == 2


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no endless device")
@pytest.mark.parametrize(
    "command",
    [
        "merge /dev/zero old.po",
        "merge old.po /dev/zero",
        "git-merge old.po /dev/zero old.po",
        "migrate tr /dev/zero",
        "import /dev/zero",
        "import-xliff /dev/zero",
        "adopt tr zero.md a",
        "summary --since /dev/zero",
    ],
)
def test_what_has_no_end_is_not_read_to_it(small: Small, command: str) -> None:
    folder = small({"content/a.md": "a\n", PO: HEAD, "old.po": HEAD})
    (folder / "zero.md").symlink_to("/dev/zero")
    done = subprocess.run(
        [sys.executable, "-m", "varaq", *command.split()],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    assert done.returncode == 2
    assert "error: the file has more than 64 MB" in done.stderr


@pytest.mark.parametrize("content", [".", ""])
def test_documents_need_a_folder_of_their_own(
    small: Small, capsys: pytest.CaptureFixture[str], content: str
) -> None:
    folder = small({"a.md": "# a\n", "varaq.toml": f'content = "{content}"\n'})
    assert run(folder, "build") == 2
    assert f"dist: error: handouts can't go where {content}/ is" in capsys.readouterr().err
    assert not (folder / "dist").exists()
    assert run(folder, "build", "-o", str(folder.parent / "out")) == 0
    assert (folder.parent / "out/az/a.html").is_file()


@pytest.mark.parametrize("place", ["content", "content/d", "locale", "templates", "x/../content"])
def test_handouts_do_not_go_among_what_they_are_made_of(
    small: Small, capsys: pytest.CaptureFixture[str], place: str
) -> None:
    folder = small({"content/a.md": "a\n", "content/az/a.md": "b\n", "templates/x.html": "x"})
    before = snapshot(folder)
    assert run(folder, "build", "-o", str(folder / place)) == 2
    error = capsys.readouterr().err
    assert "error: handouts can't go where" in error
    assert "name another folder" in error
    (folder / "varaq.toml").write_text(f'output = "{place}"', "utf-8")
    assert run(folder, "build") == 2
    (folder / "varaq.toml").unlink()
    assert snapshot(folder) == before


@pytest.mark.parametrize(
    ("setting", "place"),
    [
        ("content", "docs/az"),
        ("content", "docs/AZ/x"),
        ("content", "docs/assets"),
        ("templates", "docs/tr"),
        ("locale", "docs/en-XA/po"),
    ],
)
def test_handouts_do_not_go_around_what_they_are_made_of_where_they_have_folders(
    small: Small, capsys: pytest.CaptureFixture[str], setting: str, place: str
) -> None:
    """Of ``docs/az/a.md``, built into ``docs/``, the handout would take its place."""
    there = {"content": "content", "locale": "locale", setting: place}
    catalog = f"{there['locale']}/tr/LC_MESSAGES/a.po"
    folder = small({f"{there['content']}/a.md": "a\n", catalog: HEAD, f"{place}/x.html": "x"})
    (folder / "varaq.toml").write_text(f'{setting} = "{place}"\noutput = "docs"\n', "utf-8")
    before = snapshot(folder)
    assert run(folder, "build", "-l", "az", "-l", "tr", "-l", "en_XA") == 2
    assert f"docs: error: handouts can't go where {place}/ is" in capsys.readouterr().err
    assert snapshot(folder) == before


def test_a_name_with_line_ends_says_nothing_of_its_own(
    small: Small, capsys: pytest.CaptureFixture[str]
) -> None:
    """A line that begins with two colons is a command to GitHub."""
    name = "a\n::stop-commands::x,\x1b[31m"
    text = f'{HEAD}\nmsgid "a"\nmsgstr "<b>"\n'
    folder = small({f"content/{name}.md": "a\n", f"locale/tr/LC_MESSAGES/{name}.po": text})
    assert run(folder, "check", "--format", "github") == 1
    said = capsys.readouterr().out
    assert "file=locale/tr/LC_MESSAGES/a%0A%3A%3Astop-commands%3A%3Ax%2C" in said
    assert "\n::stop" not in said
    assert run(folder, "check") == 1
    said = capsys.readouterr().out
    assert r"locale/tr/LC_MESSAGES/a\n::stop-commands::x,\x1b[31m.po:6: error: " in said
    assert "\n::stop" not in said


def test_what_people_are_told_has_lines_of_its_own_alone(
    small: Small, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever the names of files and the texts hold; the same of tables, which scripts print."""
    name, text = "a\n::error::pwned", "\x1b[31m"
    entry = f'{HEAD}\nmsgid "a"\nmsgstr "{{}}"\n'
    folder = small({f"content/{name}{text}.md": "a\n", f"locale/tr/LC_MESSAGES/{name}.po": ""})
    catalog = folder / f"locale/tr/LC_MESSAGES/{name}{text}.po"
    catalog.write_text(entry.format(f"b{text}"), "utf-8")
    for number, side in enumerate(("base", "ours", "theirs")):
        texts = entry.format(number).replace('"a"', '"a\\n::stop-commands::x"')
        (folder / side).write_text(texts, "utf-8")
    said = ""
    for command in (
        *(["init", "ru"], ["stats"], ["memory"], ["memory", "tr", "--text", "a"], ["build"]),
        *(["undo"], ["summary"], ["update", "--check"], ["build", "-d", f"x{text}"], ["check"]),
        ["git-merge", *(str(folder / side) for side in ("base", "ours", "theirs"))],
    ):
        run(folder, *command)
        out, err = capsys.readouterr()
        said += f"{out}\n{err}\n"
    assert "\n::" not in said
    assert "\x1b" not in said
    assert r"wrote locale/ru/LC_MESSAGES/a\n::error::pwned\x1b[31m.po" in said
    assert r"now fuzzy: a\n::stop-commands::x" in said
    assert r"b\x1b[31m" in said


@pytest.mark.parametrize("epoch", ["9" * 20, "\u00b2", "soon"])
def test_a_time_that_is_none(
    small: Small,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    epoch: str,
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    folder = small({"content/a.md": "a\n", PO: HEAD})
    before = snapshot(folder)
    assert run(folder, "update") == 2
    assert f'error: SOURCE_DATE_EPOCH is "{epoch}"; give a number' in capsys.readouterr().err
    assert snapshot(folder) == before


@pytest.mark.skipif(sys.platform != "linux", reason="names are UTF-8 here")
def test_a_folder_whose_name_is_not_utf8(tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"x\xff")
    raw = folder / os.fsdecode(b"\xff.txt")

    def done(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "varaq", *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    assert done("new", folder).returncode == 0
    subprocess.run(["git", "init", "-q", folder], check=True)
    for name in (("git-setup",), ("init", "tr"), ("update",), ("build",), ("undo",)):
        assert done("-C", folder, *name).returncode == 0, name
    raw.write_text("a\n\nb\n", "utf-8")
    taken = done("-C", folder, "import", raw)
    assert taken.returncode == 2
    assert "can't be the name of a document; rename the file" in taken.stderr


@pytest.mark.parametrize("command", ["translate tr a", "export xliff tr a", "export tmx"])
@pytest.mark.parametrize("target", ["content/a.md", "locale/tr/LC_MESSAGES/a.po", "locale/a.pot"])
def test_a_text_takes_no_place_of_a_document_or_catalog(
    small: Small, capsys: pytest.CaptureFixture[str], command: str, target: str
) -> None:
    folder = small({"content/a.md": "a\n"})
    assert run(folder, "init", "tr") == 0
    before = snapshot(folder)
    assert run(folder, *command.split(), "-o", str(folder / target)) == 2
    assert f"{target}: error: this is a file of the project's own" in capsys.readouterr().err
    assert snapshot(folder) == before
    for _ in range(2):
        assert run(folder, *command.split(), "-o", str(folder / "content/other.xlf")) == 0
