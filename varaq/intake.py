"""Intake: raw texts on the disk become documents in content/."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from varaq import files, rawtext
from varaq.catalog import TEMPLATES
from varaq.document import SUFFIXES
from varaq.errors import Problem, VaraqError
from varaq.locales import Locale
from varaq.project import Project
from varaq.rawtext import Draft

_FORMATS = {
    b"PK\x03\x04": "an archive or an office document",
    b"\xd0\xcf\x11\xe0": "an office document",
    b"{\\rtf": "RTF",
    b"%PDF": "PDF",
}
"""What files begin with that are kept for text."""
_ENCODINGS = {
    b"\xff\xfe\x00\x00": "UTF-32",
    b"\x00\x00\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}
"""The byte order marks of what is not UTF-8; the longer ones first."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one raw text."""

    source: str
    path: str
    """Where its Markdown is, as users name it; empty where it could not be taken in."""
    changed: bool
    """Whether a file was written."""
    problems: tuple[Problem, ...]


def document_name(filename: str, source: Locale) -> str:
    """The document name of a raw text: its file's without suffix and source language's tag.

    >>> [document_name(name, Locale.parse("az")) for name in ("a.az.txt", "b.tr.txt", "c.d")]
    ['a', 'b.tr', 'c']
    """
    stem = Path(filename).stem
    name, dot, tag = stem.rpartition(".")
    codes = (source.code, source.tag, source.cldr.language)
    return name if dot and tag.casefold() in map(str.casefold, codes) else stem


def convert(project: Project, source: Path) -> Draft:
    """A raw text as Markdown. Raises `VaraqError` where it can't be read or is no text."""
    shown = source.as_posix()
    if source.suffix.casefold() == ".md":
        remedy = f"put it into {project.config.content}/ as it is"
        raise VaraqError(Problem("not-raw", "this is Markdown already", remedy, shown))
    text = _decoded(files.read_bytes(source, shown, project.config.largest), shown)
    try:
        found = rawtext.draft(text, project.source.cldr.language)
    except VaraqError as error:
        raise error.at(shown) from None
    return Draft(found.text, tuple(problem.at(shown) for problem in found.problems))


def take(
    project: Project, sources: Sequence[Path], output: Path | None, *, force: bool = False
) -> Iterator[Taken]:
    """Write each raw text's document, or the only one's into ``output``; one after another.

    A file that is there is only written over with ``force``, and never one of this run. What
    can't be taken in is said, and the others are.
    """
    written: set[Path] = set()
    taken = _domains(project) if output is None else {}
    for source in sources:
        shown = source.as_posix()
        try:
            target = output or _target(project, source, taken)
            path = project.shown(target)
            found = convert(project, source)
            if _differs(target, found.text, path):
                _check_free(target, path, written, shown, force=force)
            changed = files.write(target, found.text, path)
        except VaraqError as error:
            yield Taken(shown, "", changed=False, problems=error.problems)
        else:
            written.add(files.real(target))
            yield Taken(shown, path, changed, found.problems)


def _differs(target: Path, text: str, path: str) -> bool:
    """Whether there is something in a file's place that does not hold just that text."""
    if not target.is_file():
        return target.exists()
    return files.read_bytes(target, path) != text.encode()


def _check_free(target: Path, path: str, written: set[Path], source: str, *, force: bool) -> None:
    """Raise `VaraqError` where a file that is there must not be written over."""
    if files.real(target) in written:
        what = f"another text of this run has become {path}"
        remedy = "rename one of them, or import it with -o FILE"
    elif force:
        return
    else:
        what = f"{path} is there already"
        remedy = "import it with -o FILE, or write over what is there with --force"
    raise VaraqError(Problem("exists", what, remedy, source))


def _domains(project: Project) -> dict[str, str]:
    """The documents that are there, as paths under content/, by domain."""
    names = (path.rpartition(".") for path in project.content_files())
    return {
        name.replace("/", "."): f"{name}.{suffix}"
        for name, _, suffix in names
        if f".{suffix}" in SUFFIXES
    }


def _target(project: Project, source: Path, taken: Mapping[str, str]) -> Path:
    """Where a raw text's document goes. Raises `VaraqError` where it can't be one.

    ``taken`` are the `_domains` that there are.
    """
    name = document_name(source.name, project.source)
    folder = project.root / project.config.content
    if name in ("", TEMPLATES) or name.startswith(".") or not files.utf8(name):
        what = f'"{name}" can\'t be the name of a document'
        raise VaraqError(Problem("document-name", what, "rename the file", source.as_posix()))
    target = folder / f"{name}.md"
    twin = taken.get(name, target.name)
    if twin != target.name:
        what = f"{project.shown(folder / twin)} has the same domain ({name})"
        remedy = f"move it out of {project.config.content}/ first, or rename the file"
        raise VaraqError(Problem("domain-taken", what, remedy, source.as_posix()))
    files.contained(target, folder, project.shown(target))
    return target


def _decoded(data: bytes, name: str) -> str:
    for start, kind in _FORMATS.items():
        if data.startswith(start):
            what = f"the file is {kind}, no plain text"
            raise VaraqError(Problem("not-text", what, "save it as plain text in UTF-8", name))
    for start, encoding in _ENCODINGS.items():
        if data.startswith(start):
            what = f"the file is {encoding}, not UTF-8"
            raise VaraqError(Problem("not-utf-8", what, _recode(encoding, name), name))
    at = data.find(b"\0")
    if at >= 0:
        line = data.count(b"\n", 0, at) + 1
        what, remedy = "the file holds a NUL byte, so it is no text", "save it as text in UTF-8"
        raise VaraqError(Problem("not-text", what, remedy, name, line))
    try:
        return files.decoded(data, name)
    except VaraqError as error:
        remedy = _recode("ENCODING", name) + ", with the encoding that it is in (WINDOWS-1254, say)"
        raise VaraqError(*(replace(one, remedy=remedy) for one in error.problems)) from None


def _recode(encoding: str, name: str) -> str:
    return f"save it as UTF-8, or: iconv -f {encoding} -t UTF-8 {shlex.quote(name)} > NEW.txt"
