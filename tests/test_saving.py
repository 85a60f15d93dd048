"""Saving: whatever fails, at whatever moment, the old file or the new one is there, whole."""

from __future__ import annotations

import errno
import json
import multiprocessing
import os
import signal
import stat
import subprocess
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import polib
import pytest

from tests.conftest import need
from varaq import cli, files, journal, po, saving
from varaq.errors import VaraqError

HEAD = 'msgid ""\nmsgstr ""\n"Language: tr\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
NAME = "locale/tr/LC_MESSAGES/a.po"
CALLS = ("write", "fsync", "close", "replace", "open", "chmod")


def catalog(count: int, translated: bool = True) -> str:
    return HEAD + "".join(
        f'\nmsgid "mesaj {number}"\nmsgstr "{f"tercüme {number}" if translated else ""}"\n'
        for number in range(count)
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    (folder / "content").mkdir(parents=True)
    (folder / "content" / "a.md").write_text("bir abzas\n\nmesaj 1\n\nmesaj 2\n", "utf-8")
    path = folder / NAME
    path.parent.mkdir(parents=True)
    path.write_text(catalog(50), "utf-8")
    return folder


def update(folder: Path) -> int:
    return cli.run(["-C", str(folder), "update"])


def sound(path: Path) -> list[str]:
    """The strings of a catalog, which has to parse."""
    return [s for m in po.parse(path.read_text("utf-8")).messages for s in m.strings]


def leftovers(folder: Path) -> list[str]:
    return [path.name for path in (folder / "locale").rglob(".varaq-*")]


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EACCES, errno.EINTR])
@pytest.mark.parametrize("call", CALLS)
def test_every_call_of_a_save_made_to_fail_in_turn(
    call: str, code: int, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = project / NAME
    path.chmod(0o666)  # which is more than what a new file gets
    before = path.read_bytes()
    real: Callable[..., object] = getattr(os, call)
    for turn in range(1, 200):
        calls = 0

        def failing(*arguments: object, **named: object) -> object:
            nonlocal calls
            calls += 1
            if calls == turn:  # noqa: B023 - used up within this turn
                raise OSError(code, os.strerror(code))
            return real(*arguments, **named)

        with monkeypatch.context() as patch:
            patch.setattr(os, call, failing)
            try:
                saving.save(project, path, lambda _: catalog(51))
                saved = True
            except VaraqError:
                saved = False
        now = path.read_bytes()
        assert now in (before, catalog(51).encode())
        assert not saved or now != before
        assert not leftovers(project)
        path.write_bytes(before)
        if calls < turn:
            return
    pytest.fail("a save has no end")


def test_a_write_that_takes_only_part(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: real(handle, bytes(data)[:7]))
    assert saving.save(project, project / NAME, lambda _: catalog(51))
    assert (project / NAME).read_text("utf-8") == catalog(51)


def test_a_disk_that_gives_back_something_else(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = project / NAME
    before = path.read_bytes()
    real = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: real(handle, b"x" * len(data)))
    with pytest.raises(VaraqError, match="something else"):
        saving.save(project, path, lambda _: catalog(51))
    assert path.read_bytes() == before


def test_a_full_disk(project: Path, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("a small file system can't be mounted here")
    try:
        path = disk / "a.po"
        path.write_text(catalog(50), "utf-8")
        before = path.read_bytes()
        with pytest.raises(VaraqError, match="No space left"):
            saving.save(project, path, lambda _: catalog(5000))
        assert path.read_bytes() == before
        assert os.listdir(disk) == ["a.po"]  # noqa: PTH208 - hidden files too
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_killed_at_two_hundred_points_of_an_update(project: Path) -> None:
    """A process that is killed at any moment leaves a catalog that parses, nothing lost."""
    path = project / NAME
    wanted = {f"tercüme {number}" for number in range(50)}
    killed = 0
    for _ in range(2):  # the first one imports what it needs
        path.write_text(catalog(50), "utf-8")
        began = time.perf_counter()
        assert update(project) == 0
        whole = time.perf_counter() - began
    for point in range(200):
        path.write_text(catalog(50), "utf-8")
        child = os.fork()
        if child == 0:
            signal.signal(signal.SIGALRM, signal.SIG_DFL)  # which ends a process on the spot
            signal.setitimer(signal.ITIMER_REAL, whole * (point + 1) / 150)
            os._exit(cli.run(["-C", str(project), "update"]))
        _, status = os.waitpid(child, 0)
        killed += os.WIFSIGNALED(status)
        assert wanted <= set(sound(path))
    assert killed > 20, "the points have to lie within an update"
    path.write_text(catalog(50), "utf-8")
    assert update(project) == 0  # and whatever killed ones have left is swept away
    assert not leftovers(project)


def _save_many(root: Path, start: int) -> None:
    path = root / NAME
    for number in range(start, 1000, 8):
        key = (None, f"mesaj {number}")
        while True:
            seen = po.parse(path.read_text("utf-8")).by_key()[key].text
            entry = polib.POEntry(msgid=f"mesaj {number}", msgstr=f"yeni {number}")
            try:
                saving.save_entry(root, path, seen, key, entry)
                break
            except saving.Conflict:
                continue


def test_eight_processes_save_a_thousand_messages(project: Path) -> None:
    path = project / NAME
    path.write_text(catalog(1000, translated=False), "utf-8")
    context = multiprocessing.get_context("fork")
    workers = [context.Process(target=_save_many, args=(project, start)) for start in range(8)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
        assert worker.exitcode == 0
    assert sound(path)[1:] == [f"yeni {number}" for number in range(1000)]


def test_a_second_writer_is_shown_what_is_there_now(project: Path) -> None:
    path = project / NAME
    seen = po.parse(path.read_text("utf-8")).by_key()[None, "mesaj 7"].text
    first = polib.POEntry(msgid="mesaj 7", msgstr="birinci")
    second = polib.POEntry(msgid="mesaj 7", msgstr="ikinci")
    assert saving.save_entry(project, path, seen, (None, "mesaj 7"), first)
    with pytest.raises(saving.Conflict, match="birinci"):
        saving.save_entry(project, path, seen, (None, "mesaj 7"), second)
    assert "birinci" in sound(path)


def test_a_link_is_followed_and_permissions_stay(project: Path, tmp_path: Path) -> None:
    real = tmp_path / "elsewhere.po"
    real.write_text(catalog(3), "utf-8")
    real.chmod(0o640)
    link = project / "locale" / "tr" / "LC_MESSAGES" / "b.po"
    link.symlink_to(real)
    assert saving.save(project, link, lambda _: catalog(4))
    assert link.is_symlink()
    assert real.read_text("utf-8") == catalog(4)
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


def test_nothing_to_change_leaves_not_even_a_lock(project: Path) -> None:
    assert not saving.save(project, project / NAME, lambda text: text)
    assert not (project / ".varaq").exists()


def test_undo_brings_back_every_byte(project: Path) -> None:
    path = project / NAME
    texts = [path.read_text("utf-8")]
    for number in (51, 52, 53):
        saving.save(project, path, lambda _, number=number: catalog(number))  # type: ignore[misc]  # a loop's own
        texts.append(path.read_text("utf-8"))
    assert cli.run(["-C", str(project), "undo"]) == 0
    assert path.read_text("utf-8") == texts[2]
    assert cli.run(["-C", str(project), "undo", "5"]) == 0
    assert path.read_text("utf-8") == texts[0]
    assert cli.run(["-C", str(project), "undo"]) == 0
    assert path.read_text("utf-8") == texts[0]


def test_undo_takes_back_only_what_the_save_changed(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = project / NAME
    saving.save(project, path, lambda text: (text or "").replace("tercüme 3", "başka 3"))
    path.write_text(path.read_text("utf-8").replace('"tercüme 40"', '"el ilə 40"'), "utf-8")
    assert cli.run(["-C", str(project), "undo"]) == 0
    strings = sound(path)
    assert "tercüme 3" in strings
    assert "el ilə 40" in strings
    assert f"took back what was done to {NAME}" in capsys.readouterr().err


@pytest.mark.parametrize("before", ["A", ""])
def test_undo_leaves_what_was_changed_since_and_says_so(
    project: Path, capsys: pytest.CaptureFixture[str], before: str
) -> None:
    path = project / NAME
    saved = f'{HEAD}\n#, fuzzy\nmsgid "a"\nmsgstr "B"\n'
    path.write_text(f'{HEAD}\nmsgid "a"\nmsgstr "{before}"\n', "utf-8")
    saving.save(project, path, lambda _: saved)
    path.write_text(saved.replace('"B"', '"C"'), "utf-8")
    assert cli.run(["-C", str(project), "undo"]) == 2
    assert path.read_text("utf-8") == saved.replace('"B"', '"C"')
    said = capsys.readouterr().err
    assert "changed since: a" in said
    assert "took back" not in said


def test_undo_leaves_a_message_out_that_was_taken_out_since(project: Path) -> None:
    path = project / NAME
    saving.save(project, path, lambda _: catalog(50).replace("tercüme 3", "başka 3"))
    path.write_text(catalog(2), "utf-8")
    assert cli.run(["-C", str(project), "undo"]) == 2
    assert path.read_text("utf-8") == catalog(2)


def test_undo_of_a_new_language_removes_what_it_made(project: Path) -> None:
    assert cli.run(["-C", str(project), "init", "ru"]) == 0
    made = project / "locale" / "ru" / "LC_MESSAGES" / "a.po"
    assert made.is_file()
    assert cli.run(["-C", str(project), "undo"]) == 0
    assert not made.exists()
    assert cli.run(["-C", str(project), "init", "ru"]) == 0
    made.write_text(made.read_text("utf-8").replace('msgstr ""\n\n#', 'msgstr "x"\n\n#'), "utf-8")
    assert cli.run(["-C", str(project), "undo"]) == 2
    assert made.is_file()
    made.unlink()  # as it was told to
    assert cli.run(["-C", str(project), "undo"]) == 0
    assert [*journal.numbers(project / ".varaq/journal")] == []


def test_undo_forgets_no_save_that_is_made_meanwhile(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, journaled = project / NAME, project / ".varaq/journal"
    saving.save(project, path, lambda _: catalog(51))
    last = journal.last

    def meanwhile(folder: Path, count: int) -> list[journal.Save]:
        found = last(folder, count)
        journal.record(folder, "locale/ru/LC_MESSAGES/a.po", "a", "b")
        return found

    monkeypatch.setattr(journal, "last", meanwhile)
    assert saving.undo(project, project / "locale", 1) == ([NAME], [])
    assert path.read_text("utf-8") == catalog(50)
    assert [save.after for save in last(journaled, 5)] == ["b"]


def _save_own(root: Path, name: str) -> None:
    path = root / f"locale/tr/LC_MESSAGES/{name}.po"
    for count in range(1, 21):
        saving.save(root, path, lambda _, count=count: catalog(count))  # type: ignore[misc]  # a loop's own


def test_saves_of_several_files_at_once_are_all_in_the_journal(project: Path) -> None:
    context = multiprocessing.get_context("fork")
    workers = [context.Process(target=_save_own, args=(project, name)) for name in "bcde"]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
        assert worker.exitcode == 0
    assert [*journal.numbers(project / ".varaq/journal")] == list(range(1, 81))


def test_a_journal_that_cant_be_written_keeps_no_save_from_being_made(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / ".varaq").mkdir()
    (project / ".varaq" / "journal").write_text("in the way", "utf-8")
    assert saving.save(project, project / NAME, lambda _: catalog(51))
    assert (project / NAME).read_text("utf-8") == catalog(51)
    assert files.read(project / NAME, NAME) == catalog(51)
    monkeypatch.undo()


def test_a_journal_goes_on_behind_its_highest_number(tmp_path: Path) -> None:
    (tmp_path / "99999999.json.z").write_bytes(b"x")
    (tmp_path / "x.json.z").write_bytes(b"x")
    for after in ("a", "b"):
        journal.record(tmp_path, "x", None, after)
    assert [*journal.numbers(tmp_path)] == [99999999, 100000000, 100000001]
    assert [save.after for save in journal.last(tmp_path, 5)] == ["b", "a"]


def test_what_a_save_changed_is_read_without_its_texts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """But for one that changed much, or that was made when this was not noted."""
    before, after = "a\n\nü,\r\n\r\n\nc", "a\n\nb"
    journal.record(tmp_path, "x", before, after)
    journal.record(tmp_path, "x", None, "ü" * 40_000)
    data = {"path": "x", "before": before, "after": after}
    journal.file(tmp_path, 3).write_bytes(zlib.compress(json.dumps(data).encode()))
    found = [journal.change(tmp_path, number) for number in (1, 2, 3, 4)]
    parts = [(set(each.gone), set(each.came)) for each in found if each is not None]
    small = {"ü,", "\nc"}, {"b"}
    assert parts == [small, ({""}, {"ü" * 40_000}), small]
    assert [save.after for save in journal.last(tmp_path, 3)] == [after, "ü" * 40_000, after]
    monkeypatch.setattr(journal, "_unpacked", None)
    assert [number for number in (1, 2, 3) if journal.change(tmp_path, number)] == [1]


@pytest.mark.parametrize("place", ["outside.po", "content/a.md", "{folder}/../outside.po"])
@pytest.mark.parametrize("before", ["new", None])
def test_a_journal_of_a_stranger_leads_nowhere_else(
    project: Path, capsys: pytest.CaptureFixture[str], place: str, before: str | None
) -> None:
    path = project / place.format(folder=project)
    path.parent.mkdir(exist_ok=True)
    path.write_text("mine", "utf-8")
    save = {"path": place.format(folder=project), "before": before, "after": "mine"}
    (project / ".varaq/journal").mkdir(parents=True)
    packed = zlib.compress(json.dumps(save).encode())
    (project / ".varaq/journal/00000001.json.z").write_bytes(packed)
    assert cli.run(["-C", str(project), "undo"]) == 2
    assert path.read_text("utf-8") == "mine"
    assert "no catalog of the project; remove .varaq/journal/00000001" in capsys.readouterr().err


@pytest.mark.parametrize(
    "text",
    [
        *("", "5", "[]", "null", "{}", "[" * 9_999),
        '{"path": 5, "before": null, "after": ""}',
        '{"path": "locale/tr/LC_MESSAGES/a.po", "before": 5, "after": ""}',
        '{"path": "locale/tr/LC_MESSAGES/a.po", "before": "", "after": null}',
        '{"path": "locale/tr/LC_MESSAGES/a.po", "before": "\\ud800", "after": ""}',
        '{"path": "locale/\\u0000", "before": "", "after": ""}',
    ],
)
def test_a_save_that_is_none_is_passed_over(project: Path, text: str) -> None:
    before = (project / NAME).read_bytes()
    (project / ".varaq/journal").mkdir(parents=True)
    (project / ".varaq/journal/00000001.json.z").write_bytes(zlib.compress(text.encode()))
    (project / ".varaq/journal/00000002.json.z").mkdir()
    cut = zlib.compress(text.encode())[:-1]
    (project / ".varaq/journal/00000003.json.z").write_bytes(cut)
    assert cli.run(["-C", str(project), "undo", "3"]) in (0, 2)
    assert (project / NAME).read_bytes() == before


@pytest.fixture
def repository(project: Path) -> Path:
    need("git")
    for command in (
        ["init", "-q", "-b", "master"],
        ["config", "user.email", "a@b.c"],
        ["config", "user.name", "A"],
    ):
        subprocess.run(["git", *command], cwd=project, check=True)
    return project


def git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["git", *arguments], cwd=folder, capture_output=True, text=True, check=False
    )


def test_git_merges_by_message(repository: Path) -> None:
    """Two branches translate neighbouring messages: git alone would see a conflict."""
    import sys

    path = repository / NAME
    path.write_text(catalog(4, translated=False), "utf-8")
    assert cli.run(["-C", str(repository), "git-setup"]) == 0
    driver = f"{sys.executable} -m varaq git-merge %O %A %B"
    git(repository, "config", "merge.varaq.driver", driver)
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "base")
    git(repository, "checkout", "-qb", "other")
    base = path.read_text("utf-8")
    path.write_text(
        base.replace('1"\nmsgstr ""', '1"\nmsgstr "öbür"').replace(
            '3"\nmsgstr ""', '3"\nmsgstr "o"'
        ),
        "utf-8",
    )
    git(repository, "commit", "-qam", "other")
    git(repository, "checkout", "-q", "-")
    path.write_text(
        base.replace('2"\nmsgstr ""', '2"\nmsgstr "bu"').replace('3"\nmsgstr ""', '3"\nmsgstr "b"'),
        "utf-8",
    )
    git(repository, "commit", "-qam", "ours")
    done = git(repository, "merge", "-q", "other", "-m", "merge")
    assert done.returncode == 0, done.stdout + done.stderr
    text = path.read_text("utf-8")
    assert "<<<<" not in text
    messages = po.parse(text).by_key()
    assert messages[None, "mesaj 1"].strings == ("öbür",)
    assert messages[None, "mesaj 2"].strings == ("bu",)
    both = messages[None, "mesaj 3"]
    assert (both.fuzzy, both.strings, both.entry().tcomment) == (True, ("b",), "theirs: o")


def test_git_merges_a_catalog_that_both_branches_began(repository: Path) -> None:
    import sys

    path = repository / NAME
    path.unlink()
    assert cli.run(["-C", str(repository), "git-setup"]) == 0
    driver = f"{sys.executable} -m varaq git-merge %O %A %B"
    git(repository, "config", "merge.varaq.driver", driver)
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "base")
    for branch, number in (("other", 1), ("ours", 2)):
        git(repository, "checkout", "-q", "master" if branch == "ours" else "HEAD")
        git(repository, "checkout", "-qb", branch)
        path.parent.mkdir(parents=True, exist_ok=True)
        bare = catalog(4, translated=False)
        path.write_text(
            bare.replace(f'{number}"\nmsgstr ""', f'{number}"\nmsgstr "{branch}"'), "utf-8"
        )
        git(repository, "add", "-A")
        git(repository, "commit", "-qm", branch)
    done = git(repository, "merge", "-q", "other", "-m", "merge")
    assert done.returncode == 0, done.stdout + done.stderr
    assert sound(path)[1:] == ["", "other", "ours", ""]


def test_git_keeps_a_catalog_that_does_not_parse(repository: Path) -> None:
    for name in ("base", "ours", "theirs"):
        (repository / name).write_text(catalog(2), "utf-8")
    (repository / "theirs").write_text("junk", "utf-8")
    names = [str(repository / name) for name in ("base", "ours", "theirs")]
    assert cli.run(["git-merge", *names]) == 2
    assert (repository / "ours").read_text("utf-8") == catalog(2)


def test_git_setup_needs_a_repository(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    need("git")
    assert cli.run(["-C", str(tmp_path), "git-setup"]) == 2
    said = capsys.readouterr().err
    assert "repository" in said
    assert "\\n" not in said


def test_git_setup_writes_to_nothing_outside_of_the_repository(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outside = repository.parent / "elsewhere"
    outside.write_text("mine\n", "utf-8")
    (repository / ".gitattributes").symlink_to(outside)
    assert cli.run(["-C", str(repository), "git-setup"]) == 2
    assert ".gitattributes: error: this is a link that leads out" in capsys.readouterr().err
    assert outside.read_text("utf-8") == "mine\n"
    assert "merge.varaq" not in git(repository, "config", "--list").stdout


def test_a_device_is_written_to_and_never_replaced(tmp_path: Path) -> None:
    """As with ``-o /dev/null``, or a named pipe."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert files.write(pipe, "salam", "pipe")
        assert os.read(reader, 100) == b"salam"
    finally:
        os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert [path.name for path in tmp_path.iterdir()] == ["pipe"]
    with pytest.raises(VaraqError, match="name a file"):
        files.write(tmp_path, "salam", "folder")
