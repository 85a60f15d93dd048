"""Names and links: what lies outside of its folder is neither read nor written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.test_indexes import HEAD
from varaq import cli

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
