"""Parcels: what a machine that has no disk in common needs to make a share, and what comes back."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from varaq import files
from varaq.catalog import TEMPLATES
from varaq.config import FILES, Config
from varaq.errors import Problem, VaraqError
from varaq.hands import Share
from varaq.inputs import Source
from varaq.project import Project
from varaq.selection import Request, chosen_output


@dataclass(frozen=True, slots=True)
class Parcel:
    """The part of a project that some documents' handouts are made of."""

    files: Mapping[str, bytes]
    """By their paths under the project's folder, with ``/``. Those that only have to be there
    are empty; of other documents, there is what the front matter says."""
    request: Request
    names: tuple[str, ...]
    """The documents' names."""
    tools: bytes
    """What stands for the programs of the machine that asks, which notes what comes back."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """What was made of a parcel."""

    share: Share
    files: Mapping[str, bytes]
    """By their addresses under the output folder."""


def parcel(
    project: Project,
    request: Request,
    sources: Iterable[Source],
    names: Iterable[str],
    tools: bytes,
) -> Parcel:
    """What some documents' handouts are made of; ``sources`` are all documents of the project.

    Raises `VaraqError` where a file can't be read, or is configured to be outside of the project.
    """
    _check_inside(project.config)
    root, wanted = project.root, frozenset(names)
    held: dict[str, bytes] = {}
    domains = {TEMPLATES}
    for path in project.catalog_files():
        held[path.relative_to(root).as_posix()] = b""
    for name in project.content_files():
        path = root / project.config.content / name
        held[path.relative_to(root).as_posix()] = _read(path) if _is_shown(request) else b""
    for source in sources:
        shown = source.file.relative_to(root).as_posix()
        held[shown] = _read(source.file) if source.name in wanted else source.source.encode()
        if source.name in wanted:
            domains.add(source.domain)
    paths = [root / name for name in FILES]
    templates = root / project.config.templates
    if templates.is_dir():
        paths += sorted(templates.iterdir())
    codes = {locale.code for locale in project.locales()[0]} | set(project.config.fallback)
    paths += [project.catalog_path(code, domain) for code in codes for domain in domains]
    for path in paths:
        if path.is_file():
            held[path.relative_to(root).as_posix()] = _read(path)
    return Parcel(held, replace(request, output=None, cluster=""), tuple(sorted(wanted)), tools)


def _is_shown(request: Request) -> bool:
    """Whether pictures are looked at where handouts are made."""
    return request.pdf or request.epub


def _read(path: Path) -> bytes:
    return files.read_bytes(path, path.name)


def _check_inside(config: Config) -> None:
    """Raise `VaraqError` where files are elsewhere than in the project, which alone travels."""
    own = {name: getattr(config, name) for name in ("content", "locale", "templates")}
    for name, path in (*own.items(), ("catalogs", f"{config.locale}/{config.catalogs}")):
        if not _is_inside(path):
            what = f'"{name}" leads out of the project, and a cluster gets no other files'
            raise VaraqError(Problem("outside", what, "move it there, or leave --cluster out"))


def _is_inside(path: str) -> bool:
    """Whether a configured path is of something in the project's folder; links are not asked."""
    return not PurePath(path).anchor and PurePath(os.path.normpath(path)).parts[:1] != ("..",)


@contextmanager
def laid_out(sent: Parcel) -> Iterator[tuple[Project, Request]]:
    """A parcel as a project in a folder of its own, which is gone afterwards, and its request.

    All that is made goes into that folder. Raises `VaraqError` for a file that would not.
    """
    with tempfile.TemporaryDirectory(prefix="varaq-") as place:
        root = Path(place)
        for name, data in sent.files.items():
            path = root / name
            files.contained(path, root, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        project = Project.open(root)
        output = project.config.output
        own = root / (output if _is_inside(output) else ".varaq/made")
        yield project, replace(sent.request, output=own)


def delivery(share: Share, project: Project, request: Request) -> Delivery:
    """What was made of a parcel, with the files themselves."""
    share.notes.gather()
    output = chosen_output(project, request.output)
    addresses = (address for _, outputs in share.notes.outputs for address, _ in outputs)
    return Delivery(share, {address: (output / address).read_bytes() for address in addresses})
