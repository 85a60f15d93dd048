"""YAML front matter: read with PyYAML, its text fields edited in place, never re-written."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from varaq.errors import Problem, VaraqError
from varaq.unit import Place, Unit

TEXT_FIELDS = ("title", "subtitle", "description", "summary", "abstract")
"""The fields whose values are text for readers, and so units."""
_FENCED = re.compile(r"---[ \t]*\r?\n(?P<yaml>(?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)")
_UNPRINTABLE = re.compile(
    "[\x00-\x1f\x7f-\x84\x86-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]"
)
"""What YAML 1.1 does not take as it is, and JSON leaves so."""
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


def read(text: str, base: int = 0) -> FrontMatter | None:
    """The front matter at the start of a text, or None where there is none.

    ``base`` (bytes) is added to the units' offsets. Raises `VaraqError` where what stands
    between the fences is not a YAML mapping.
    """
    match = _FENCED.match(text)
    if match is None:
        return None
    import yaml  # only where there is front matter

    source = match["yaml"]
    try:
        node = yaml.compose(source, Loader=yaml.SafeLoader)
        metadata = yaml.safe_load(source) or {}
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
    units = []
    offset = match.start("yaml")
    for key, value in node.value if node else ():
        if key.value not in TEXT_FIELDS or not isinstance(value, yaml.ScalarNode):
            continue
        if value.style not in (None, "'", '"') or value.tag != "tag:yaml.org,2002:str":
            continue
        words = value.value.strip()
        if words:
            start = offset + value.start_mark.index
            end = offset + value.end_mark.index
            before = len(text[:start].encode())
            units.append(
                Unit(
                    text=words,
                    start=base + before,
                    end=base + before + len(text[start:end].encode()),
                    place=Place.SCALAR,
                    kind=f"front matter: {key.value}",
                    line=value.start_mark.line + 2,
                )
            )
    return FrontMatter(match.end(), match[0].count("\n"), metadata, tuple(units))


def scalar(text: str) -> str:
    """A text as a YAML scalar on one line, quoted only where it has to be.

    >>> scalar("Terminlər"), scalar("a: b")
    ('Terminlər', '"a: b"')
    """
    import yaml

    text = " ".join(text.split())
    if (
        not _UNPRINTABLE.search(text)
        and _PLAIN_SAFE.fullmatch(text)
        and isinstance(yaml.safe_load(text), str)
    ):
        return text
    return _UNPRINTABLE.sub(
        lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False)
    )
