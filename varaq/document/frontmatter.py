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

_FENCED = re.compile(r"---[ \t]*\r?\n\ufeff?(?P<yaml>(?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)")
_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)+")
"""The anchor and the tag before a value."""
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
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
        what = getattr(error, "problem", None) or getattr(error, "reason", "not YAML")
        raise VaraqError(
            Problem(
                "front-matter",
                f"front matter is not valid YAML: {what}",
                "correct it, or put a blank line before ---",
                line=mark.line + 2 if mark else 1,
                column=mark.column + 1 if mark else 0,
            )
        ) from None
    except RecursionError:
        what = "front matter has lists in lists without end"
        raise VaraqError(Problem("front-matter", what, "make it flatter", line=2)) from None
    except (ValueError, ArithmeticError, LookupError, AttributeError, TypeError):
        # what PyYAML lets through of values that are none, as 2026-01-00 and !!int x
        what = "front matter has a date, a number or the like that there is none of"
        raise VaraqError(Problem("front-matter", what, "put it in quotes", line=2)) from None
    if not isinstance(metadata, dict):
        return None  # a thematic break, a paragraph and another break, most likely
    offset = match.start("yaml")
    found: dict[int, tuple[str, yaml.ScalarNode]] = {}
    for field, value in _scalars(node, text_fields) if node else ():
        if field in text_fields and value.tag == "tag:yaml.org,2002:str" and value.value.strip():
            # one value may be met twice: by its own name and by an alias
            found[offset + value.start_mark.index] = field, value
    units = []
    at, before, line = 0, base, 1
    for start, (field, value) in sorted(found.items(), key=lambda item: item[0]):
        properties = _PROPERTIES.match(text, start)
        begin = properties.end() if properties else start
        written = text[begin : offset + value.end_mark.index].rstrip()
        before += len(text[at:begin].encode())
        line += text.count("\n", at, begin)
        at = begin
        units.append(
            Unit(
                text=value.value.strip(),
                start=before,
                end=before + len(written.encode()),
                place=Place.SCALAR,
                kind=f"front matter: {field}",
                line=line,
            )
        )
    return FrontMatter(match.end(), match[0].count("\n"), metadata, tuple(units))


def begins(text: str) -> bool:
    """Whether a text begins with front matter, or with what would be read as such and is broken."""
    try:
        return read(text) is not None
    except VaraqError:
        return True


def _scalars(root: yaml.Node, fields: tuple[str, ...]) -> Iterator[tuple[str, yaml.ScalarNode]]:
    """The values in a YAML tree, each with its name; those of a list have the list's name.

    What an alias stands for is met once, however many aliases of aliases there are.
    """
    seen: set[tuple[str, int]] = set()
    wanted = tuple(f"{field}." for field in fields)
    waiting = [("", root)]
    while waiting:
        name, node = waiting.pop()
        if isinstance(node.value, str):
            yield name, node  # type: ignore[misc]  # only scalar nodes hold a string
            continue
        if (name, id(node)) in seen:
            continue
        seen.add((name, id(node)))
        for item in node.value:
            key, value = item if isinstance(item, tuple) else (None, item)
            path = name if key is None else f"{name}.{key.value}" if name else str(key.value)
            if any(field.startswith(f"{path}.") for field in wanted):
                waiting.append((path, value))


def listed(value: object) -> list[str]:
    """The words of a field that holds one or a list of them; ``[…]`` for what is no word.

    A list may hold itself, or lists of lists that would take longer to write than there is time.

    >>> listed("a"), listed(["a", 1, ["b"]])
    (['a'], ['a', '1', '[…]'])
    """
    words = value if isinstance(value, list | tuple) else [value]
    return ["[…]" if isinstance(word, list | dict | set | tuple) else str(word) for word in words]


def lines_of(source: str, field: str) -> dict[str, int]:
    r"""The lines (1-based) that the values of a field of a document's front matter stand on.

    ``source`` is the whole document, with front matter that can be read.

    >>> lines_of("---\nkinds:\n- handout\n- slides\n---\n", "kinds")
    {'handout': 3, 'slides': 4}
    """
    match = _FENCED.match(source.removeprefix("\ufeff"))
    if match is None:
        return {}
    import yaml  # only where there is front matter

    root = yaml.compose(match["yaml"], yaml.SafeLoader)
    found: dict[str, int] = {}
    for name, node in _scalars(root, (field,)) if root else ():
        if name == field:
            found[node.value] = min(node.start_mark.line + 2, found.get(node.value, 1 << 62))
    return dict(sorted(found.items(), key=lambda item: item[1]))


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
