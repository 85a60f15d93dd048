"""What is known of a document from an earlier build, and how a manifest keeps that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import astuple, dataclass
from typing import Any

from varaq.errors import Problem, Severity
from varaq.manifest import Stamp
from varaq.pages.values import Credits
from varaq.translation import Coverage


@dataclass(frozen=True, slots=True)
class InLanguage:
    """A document in one language."""

    file: bytes
    """The digest of its catalog's file."""
    slice: bytes
    """The digest of those of its entries that the document uses."""
    title: str
    description: str
    coverage: Coverage
    problems: tuple[Problem, ...]
    credits: Credits | None
    searched: bytes
    """What stands for what the search finds in it; empty where nothing does."""


@dataclass(frozen=True, slots=True)
class Known:
    """A document, whose handouts were all made."""

    state: bytes
    """The digest of all that they were made of."""
    source: bytes
    """The digest of its file."""
    keys: tuple[bytes, ...]
    """The digests of its messages' keys, where it shares a catalog with others."""
    links: tuple[str, ...]
    """The paths under content/ that it asked other handouts' addresses for."""
    assets: Mapping[str, Stamp | None]
    """The other files under content/ that it asked for, as they were."""
    problems: tuple[Problem, ...]
    """What is wrong with the document itself."""
    languages: Mapping[str, InLanguage]
    """By code."""
    parts: int
    """How many pages it has where it is divided."""
    shared: bytes
    """What stood for all that is the same for all handouts."""


def packed(known: Known) -> Any:
    """It as JSON can hold it."""
    return {
        "state": known.state.hex(),
        "source": known.source.hex(),
        "keys": [key.hex() for key in known.keys],
        "links": known.links,
        "assets": known.assets,
        "problems": [packed_problem(problem) for problem in known.problems],
        "parts": known.parts,
        "shared": known.shared.hex(),
        "languages": {
            code: {
                "file": each.file.hex(),
                "slice": each.slice.hex(),
                "title": each.title,
                "description": each.description,
                "coverage": _numbers(each.coverage),
                "problems": [packed_problem(problem) for problem in each.problems],
                "credits": _names(each.credits) if each.credits else None,
                "searched": each.searched.hex(),
            }
            for code, each in known.languages.items()
        },
    }


def unpacked(value: Any) -> Known | None:
    """What `packed` was given; None for anything else."""
    try:
        return Known(
            state=bytes.fromhex(value["state"]),
            source=bytes.fromhex(value["source"]),
            keys=tuple(map(bytes.fromhex, value["keys"])),
            links=tuple(map(str, value["links"])),
            assets={
                path: None if stamp is None else Stamp(*map(int, stamp))
                for path, stamp in value["assets"].items()
            },
            problems=tuple(map(unpacked_problem, value["problems"])),
            languages={code: _language(each) for code, each in value["languages"].items()},
            parts=int(value["parts"]),
            shared=bytes.fromhex(value["shared"]),
        )
    except (AttributeError, KeyError, TypeError, ValueError, OverflowError):
        return None


def _language(value: Any) -> InLanguage:
    return InLanguage(
        file=bytes.fromhex(value["file"]),
        slice=bytes.fromhex(value["slice"]),
        title=str(value["title"]),
        description=str(value["description"]),
        coverage=Coverage(*map(int, value["coverage"])),
        problems=tuple(map(unpacked_problem, value["problems"])),
        credits=None if value["credits"] is None else Credits(*map(str, value["credits"])),
        searched=bytes.fromhex(value["searched"]),
    )


# `dataclasses.astuple` copies all that it meets, and takes as long as everything else here


def _numbers(coverage: Coverage) -> tuple[int, ...]:
    return (coverage.units, coverage.translated, coverage.words, coverage.translated_words)


def _names(said: Credits) -> tuple[str, ...]:
    return (said.translator, said.date, said.datetime, said.moment)


def packed_problem(problem: Problem) -> Any:
    """A problem as JSON can hold it."""
    return astuple(problem)


def unpacked_problem(value: Any) -> Problem:
    """What `packed_problem` was given. Raises `TypeError` or `ValueError` for anything else."""
    code, message, remedy, path, line, column, severity = value
    what, remedy, path = map(str, (message, remedy, path))
    try:
        return Problem(str(code), what, remedy, path, int(line), int(column), Severity(severity))
    except OverflowError:
        raise ValueError("infinity is no line") from None
