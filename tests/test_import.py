"""`varaq import`: raw texts become documents, and nothing that is there is lost."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import DATA, ROOT, snapshot
from varaq import cli
from varaq.intake import document_name
from varaq.locales import Locale

Small = Callable[[dict[str, str | bytes]], Path]
RAW = "Başlıq\n\ncavab 1:\n\nMətn.\n"
MADE = "# Başlıq\n\n## cavab 1:\n\nMətn.\n"


def bring(folder: Path, *arguments: str | Path) -> int:
    return cli.run(["-C", str(folder), "import", *map(str, arguments)])


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    path = tmp_path / "xam.az.txt"
    path.write_bytes(RAW.encode())
    return path


def test_a_text_becomes_a_document(
    small: Small, raw: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = small({})
    assert bring(folder, raw) == 0
    assert (folder / "content" / "xam.md").read_bytes() == MADE.encode()
    assert capsys.readouterr().err == "wrote content/xam.md\n"
    assert cli.run(["-C", str(folder)]) == 0
    assert (folder / "dist" / "az" / "xam.html").is_file()


def test_the_shipped_text(tmp_path: Path) -> None:
    """All of the shipped document comes of the raw text, but for its notes."""
    shutil.copy(DATA / "b2b-b2c-pm.az.txt", tmp_path)
    assert bring(tmp_path, tmp_path / "b2b-b2c-pm.az.txt") == 0
    shipped = (ROOT / "content" / "b2b-b2c-pm.md").read_bytes()
    bare = re.sub(rb"(?m)^<!-- i18n:comment: .* -->\n", b"", shipped)
    assert (tmp_path / "content" / "b2b-b2c-pm.md").read_bytes() == bare


def test_a_text_of_windows(small: Small, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbf" + RAW.replace("\n", "\r\n").encode())
    folder = small({})
    assert bring(folder, path) == 0
    assert (folder / "content" / "a.md").read_bytes() == MADE.encode()


@pytest.mark.parametrize(
    ("filename", "name"),
    [
        ("raw.txt", "raw"),
        ("raw.az.txt", "raw"),
        ("raw.AZ.TXT", "raw"),
        ("raw.tr.txt", "raw.tr"),
        ("raw.v2.az.txt", "raw.v2"),
        ("az.txt", "az"),
        ("raw", "raw"),
        ("Mənim mətnim.txt", "Mənim mətnim"),
    ],
)
def test_names(filename: str, name: str) -> None:
    assert document_name(filename, Locale.parse("az")) == name


def test_names_in_a_language_with_a_script() -> None:
    source = Locale.parse("zh_Hans")
    names = [
        document_name(f"a.{tag}.txt", source) for tag in ("zh_Hans", "zh-hans", "zh", "zh_Hant")
    ]
    assert names == ["a", "a", "a", "a.zh_Hant"]


def test_a_document_is_written_over_by_force_alone(
    small: Small, raw: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = small({"content/xam.md": "mine\n"})
    before = snapshot(folder)
    assert bring(folder, raw) == 2
    error = capsys.readouterr().err
    assert f"{raw.as_posix()}: error: content/xam.md is there already" in error
    assert "-o FILE" in error
    assert "--force" in error
    assert snapshot(folder) == before
    assert bring(folder, raw, "--force") == 0
    assert (folder / "content" / "xam.md").read_text("utf-8") == MADE
    capsys.readouterr()
    before = snapshot(folder)
    assert bring(folder, raw) == 0  # it holds just that
    assert capsys.readouterr().err == "unchanged: content/xam.md\n"
    assert snapshot(folder) == before


def test_a_folder_in_the_way(small: Small, raw: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = small({"content/xam.md/x": "mine\n"})
    for arguments in ([], ["--force"]):
        assert bring(folder, raw, *arguments) == 2
        assert "content/xam.md" in capsys.readouterr().err
    assert (folder / "content" / "xam.md" / "x").read_text("utf-8") == "mine\n"


def test_output_elsewhere(
    small: Small, raw: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    folder = small({})
    assert bring(folder, raw, "-o", "-") == 0
    assert capsysbinary.readouterr().out == MADE.encode()
    there = folder / "content" / "guide" / "intro.md"
    assert bring(folder, raw, "-o", there) == 0
    assert there.read_text("utf-8") == MADE
    there.write_text("mine\n", "utf-8")
    assert bring(folder, raw, "-o", there) == 2
    assert there.read_text("utf-8") == "mine\n"
    assert bring(folder, raw, raw, "-o", there) == 2
    assert b"single FILE.txt" in capsysbinary.readouterr().err
    assert list((folder / "content").iterdir()) == [there.parent]


def test_one_broken_file_does_not_stop_the_others(
    small: Small, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = small({})
    (tmp_path / "other").mkdir()
    names = ["a.txt", "nowhere.txt", "empty.txt", "bad.txt", "other/a.txt", "z.txt"]
    for name in names:
        if name != "nowhere.txt":
            (tmp_path / name).write_bytes(RAW.encode() + name.encode())
    (tmp_path / "empty.txt").write_bytes(b"\xef\xbb\xbf\r\n")
    (tmp_path / "bad.txt").write_bytes(b"Title\n\ntext d\xfe\n")
    assert bring(folder, "--force", *(tmp_path / name for name in names)) == 2
    made = {path.name for path in (folder / "content").iterdir()}
    assert made == {"a.md", "z.md"}
    assert (folder / "content" / "a.md").read_text("utf-8").endswith("a.txt\n")
    assert "other" not in (folder / "content" / "a.md").read_text("utf-8")
    error = capsys.readouterr().err
    assert error.count("error:") == 4
    assert "nowhere.txt: error: can't be read" in error
    assert "empty.txt: error: there is no text in it" in error
    assert "bad.txt:3:7: error: the file is not UTF-8; save it as UTF-8, or: iconv" in error
    assert "other/a.txt: error: another text of this run has become content/a.md" in error
    assert "Traceback" not in error


BROKEN: dict[str, tuple[bytes, str, list[str]]] = {
    "UTF-16": (RAW.encode("utf-16"), "a.txt", ["is UTF-16", "iconv -f UTF-16 -t UTF-8"]),
    "UTF-32": (RAW.encode("utf-32"), "a.txt", ["is UTF-32", "iconv -f UTF-32 -t UTF-8"]),
    "Windows' Cyrillic": (
        "Мәтн".replace("ә", "е").encode("cp1251"),
        "a.txt",
        ["a.txt:1:1: error: the file is not UTF-8", "iconv -f ENCODING"],
    ),
    "Word": (b"PK\x03\x04\x14", "a.docx", ["is an archive or an office document", "plain text"]),
    "RTF": (b"{\\rtf1 salam}", "a.txt", ["is RTF", "plain text"]),
    "PDF": (b"%PDF-1.7\n", "a.txt", ["is PDF", "plain text"]),
    "binary": (b"a\nb\0c", "a.txt", ["a.txt:2: error: the file holds a NUL byte"]),
    "Markdown": (b"# a\n", "a.md", ["is Markdown already", "put it into content/"]),
    "the templates' name": (b"a\n", "templates.txt", ['"templates" can\'t be the name']),
    "nothing but a language": (b"a\n", ".az.txt", ['"" can\'t be the name', "rename the file"]),
    "no name": (b"a\n", ".txt", ['".txt" can\'t be the name', "rename the file"]),
    "a text of that name": (b"a\n", "here.txt", ["content/here.txt has the same domain (here)"]),
}


def test_a_text_does_not_take_a_documents_domain(
    small: Small, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = small({"content/guide/intro.md": "# a\n", "content/x.md": "b\n"})
    path = tmp_path / "guide.intro.txt"
    path.write_text("Salam\n", "utf-8")
    assert bring(folder, path) == 2
    assert "content/guide/intro.md has the same domain (guide.intro); move" in (
        capsys.readouterr().err
    )
    assert not (folder / "content/guide.intro.md").exists()


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_wrong_is_said_and_nothing_is_written(
    name: str, small: Small, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, filename, said = BROKEN[name]
    folder = small({"content/here.txt": "mine\n"})
    path = tmp_path / "in" / filename
    path.parent.mkdir()
    path.write_bytes(data)
    before = snapshot(folder)
    assert bring(folder, path, "--force") == 2
    error = capsys.readouterr().err
    assert path.as_posix() in error
    for part in said:
        assert part in error
    assert "Traceback" not in error
    assert snapshot(folder) == before


def test_no_title_is_a_warning(
    small: Small, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("- bir\n- iki\n", "utf-8")
    folder = small({})
    assert bring(folder, path) == 0
    assert (folder / "content" / "a.md").read_text("utf-8") == "- bir\n- iki\n"
    assert "warning: the text does not begin with a title" in capsys.readouterr().err


def test_the_language_is_the_projects(small: Small, tmp_path: Path) -> None:
    """İ and ı are letters of Azerbaijani: qış and QIŞ are one word there, and two in English."""
    path = tmp_path / "a.txt"
    path.write_text("T\n\nqış 1\n\nMətn.\n\nQIŞ 2\n\nMətn.\n", "utf-8")
    folder = small({})
    assert bring(folder, path) == 0
    assert "## qış 1\n" in (folder / "content" / "a.md").read_text("utf-8")
    (folder / "varaq.toml").write_text('source = "en"\n', "utf-8")
    assert bring(folder, path, "--force") == 0
    assert "\nqış 1\n" in (folder / "content" / "a.md").read_text("utf-8")


def test_wrong_use(small: Small, capsys: pytest.CaptureFixture[str]) -> None:
    assert bring(small({})) == 2
    assert "Usage:" in capsys.readouterr().err
