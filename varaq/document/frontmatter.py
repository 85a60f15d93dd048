"""YAML front matter: read with PyYAML, its text fields edited in place, never re-written."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from varaq.document.rules import TEXT_FIELDS
from varaq.errors import Problem, VaraqError
from varaq.unit import Place, Unit

if TYPE_CHECKING:
    import yaml

_FENCED = re.compile(r"---[ \t]*\r?\n(?P<yaml>(?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)")
_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)+")
"""The anchor and the tag before a value."""
_UNPRINTABLE = re.compile(
    "[\x00-\x1f\x7f-\x84\x86-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]"
)
"""What YAML 1.1 does not take as it is, and JSON leaves so."""
_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
"""What YAML 1.1 takes for something else than a string, of what begins with a letter."""
_PLAIN_SAFE = re.compile(r"[^\W\d_][^:#\n\"'\\{}\[\],&*!|>%@`]*")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands between the ``---`` lines at the beginning of a document."""

    end: int
    """Where the document's body begins, in characters."""
    lines: int
    """How many lines it takes, fences and all."""
    metadata: Mapping[str, object]
    units: tuple[Unit, ...]
    """Offsets in UTF-8 bytes of the text that was given to `read`, plus its ``base``."""


def read(
    text: str, base: int = 0, text_fields: tuple[str, ...] = TEXT_FIELDS
) -> FrontMatter | None:
    """The front matter at the start of a text, or None where there is none.

    ``base`` (bytes) is added to the units' offsets; ``text_fields`` are the fields that are
    units. Raises `VaraqError` where what stands between the fences is not YAML.
    """
    match = _FENCED.match(text)
    if match is None:
        return None
    import yaml  # only where there is front matter

    source = match["yaml"]
    try:
        # libyaml's, which is ten times as quick, where PyYAML was built with it
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(source)
        node = loader.get_single_node()
        metadata = loader.construct_document(node) if node else {}
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or "not YAML"
        raise VaraqError(
            Problem(
                "front-matter",
                f"front matter is not valid YAML: {what}",
                "correct it, or put a blank line before ---",
                line=mark.line + 2 if mark else 1,
                column=mark.column + 1 if mark else 0,
            )
        ) from None
    if not isinstance(metadata, dict) or (node and not isinstance(node, yaml.MappingNode)):
        return None  # a thematic break, a paragraph and another break, most likely
    offset = match.start("yaml")
    units: dict[int, Unit] = {}
    for field, value in _scalars(node, "") if node else ():
        if field in text_fields and value.tag == "tag:yaml.org,2002:str" and value.value.strip():
            start = offset + value.start_mark.index
            properties = _PROPERTIES.match(text, start)
            start = properties.end() if properties else start
            written = text[start : offset + value.end_mark.index].rstrip()
            before = base + len(text[:start].encode())
            # one value may be met twice: by its own name and by an alias
            units[start] = Unit(
                text=value.value.strip(),
                start=before,
                end=before + len(written.encode()),
                place=Place.SCALAR,
                kind=f"front matter: {field}",
                line=value.start_mark.line + 2,
            )
    return FrontMatter(
        match.end(), match[0].count("\n"), metadata, tuple(units[at] for at in sorted(units))
    )


def _scalars(node: yaml.Node, name: str) -> Iterator[tuple[str, yaml.ScalarNode]]:
    """The values in a YAML tree, each with its name; those of a list have the list's name."""
    if isinstance(node.value, str):
        yield name, node  # type: ignore[misc]  # only scalar nodes hold a string
        return
    for item in node.value:
        if isinstance(item, tuple):
            key, value = item
            path = f"{name}.{key.value}" if name else str(key.value)
            yield from _scalars(value, path)
        else:
            yield from _scalars(item, name)


def scalar(text: str) -> str:
    r"""A text as a YAML scalar on one line, quoted only where it has to be.

    Line feeds in it are written as ``\n``.

    >>> scalar("Terminlər"), scalar("a: b")
    ('Terminlər', '"a: b"')
    """
    if (
        _PLAIN_SAFE.fullmatch(text)
        and not text.endswith(" ")
        and not _UNPRINTABLE.search(text)
        and text.lower() not in _WORDS
    ):
        return text
    return _UNPRINTABLE.sub(
        lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False)
    )
