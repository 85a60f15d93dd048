"""Link reference definitions: where they lead, and the titles that they have."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Container, Iterator, Sequence

import pyromark

from varaq.document import markup
from varaq.document.markdown import OPTIONS
from varaq.unit import Place, Unit

_OPENERS = {'"': '"', "'": "'", ")": "("}
_BRACKETED = re.compile(r"\[((?:[^\[\]\\]|\\.)+)\]", re.DOTALL)
_WRAPPED = re.compile(r"\r?\n(?:[ \t]*>)*[ \t]*")


def titles(
    text: str, units: Sequence[Unit], base: int, line_of: Callable[[int], int]
) -> Iterator[Unit]:
    """The titles of a text's definitions, with their quotes, as units.

    ``units`` are those of the text so far, in order; ``base`` is added to all offsets (bytes);
    ``line_of`` gives the line of an offset in the text.
    """
    data = text.encode()
    starts = [unit.start - base for unit in units]
    found = pyromark.reference_definitions(text, options=OPTIONS)
    for definition in sorted(found.values(), key=lambda item: item["span"]["start"]):
        if not definition["title"]:
            continue
        start, end = definition["span"]["start"], definition["span"]["end"]
        whole = data[start:end].decode().rstrip()
        opener = _OPENERS.get(whole[-1])
        at = len(whole) - 2
        while at > 0 and (whole[at] != opener or escaped(whole, at)):
            at -= 1
        if opener is None or at <= 0:
            continue
        first = start + len(whole[:at].encode())
        title = _WRAPPED.sub(" ", whole[at + 1 : -1]).strip()
        if not markup.has_words(title):
            continue
        before = bisect_left(starts, first)
        if before and first < units[before - 1].end - base:
            continue  # in a group
        yield Unit(
            text=title,
            start=base + first,
            end=base + start + len(whole.encode()),
            place=Place.TITLE,
            kind="link title",
            line=line_of(first),
            section=units[before - 1].section if before else (),
        )


def labels(text: str) -> dict[str, str]:
    """Where each label (as CommonMark folds it) of a text's definitions leads.

    >>> labels("[A  b]: http://a.az")
    {'a b': 'http://a.az'}
    """
    found = pyromark.reference_definitions(text, options=OPTIONS)
    return {folded(label): str(item["dest"]) for label, item in found.items()}


def targets(text: str) -> list[tuple[str, int]]:
    """Where a text's definitions lead, each with the (1-based) line that it begins on."""
    data = text.encode()
    found = pyromark.reference_definitions(text, options=OPTIONS)
    places = sorted((int(item["span"]["start"]), str(item["dest"])) for item in found.values())
    result = []
    line, at = 1, 0
    for start, target in places:
        line += data.count(b"\n", at, start)
        at = start
        result.append((target, line))
    return result


def written(text: str, labels: Container[str]) -> str:
    r"""Definitions of those labels that a text has in brackets, to be put behind it.

    >>> written("[A b] `[c]`", {"a b": "x", "d": "y"})
    '[a b]: x\n'
    """
    found = dict.fromkeys(folded(label) for label in _BRACKETED.findall(text))
    # a label never holds a bracket that is not escaped
    return "".join(f"[{label}]: x\n" for label in found if label in labels)


def folded(label: str) -> str:
    """A label as CommonMark compares it: white space collapsed, case folded."""
    return " ".join(label.split()).casefold()


def escaped(text: str, at: int) -> bool:
    """Whether the character at a place (in characters, 0-based) has a backslash before it."""
    count = 0
    while at > count and text[at - count - 1] == "\\":
        count += 1
    return count % 2 == 1
