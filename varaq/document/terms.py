"""Terms: a glossary's definition lists in the order of a language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from varaq.document import markdown
from varaq.document.parsing import placed_events

SortKey = Callable[[str], object]
"""What a language sorts by: a term's plain text -> a value to compare."""


def in_order(body: str, key: SortKey, mark: str = "") -> str:
    """A Markdown text with the terms of each definition list in order.

    ``mark`` is what stands on either side of the numbers before its units, where they have any.
    """
    data = body.encode()
    out, at = [], 0
    for starts, end in _definition_lists(body):
        groups = [data[a:b].decode() for a, b in zip(starts, [*starts[1:], end], strict=True)]
        gaps = [group[len(group.rstrip()) :] for group in groups]
        # else the text that comes to stand before a term could go on in it
        gaps[:-1] = [gap if gap.count("\n") > 1 else f"\n{gap}" for gap in gaps[:-1]]
        titles = [group.split("\n", 1)[0] for group in groups]
        if mark:
            titles = [re.sub(rf"^{mark}\d+{mark}", "", title) for title in titles]
        order = sorted(range(len(groups)), key=lambda index: key(markdown.plain(titles[index])))  # type: ignore[arg-type,return-value]  # keys are comparable among themselves
        out.append(data[at : starts[0]].decode())
        out += [groups[index].rstrip() + gap for index, gap in zip(order, gaps, strict=True)]
        at = end
    return "".join(out) + data[at:].decode()


def _definition_lists(body: str) -> Iterator[tuple[list[int], int]]:
    """Where the groups of each outermost definition list start, and where it ends (bytes)."""
    starts: list[int] = []
    depth = last = 0
    for event, span in placed_events(body):
        if not isinstance(event, dict):
            continue
        tag = event.get("Start") or event.get("End")
        if tag is None or (isinstance(tag, dict) and not (tag.keys() & {"List", "BlockQuote"})):
            continue
        opens = "Start" in event
        if tag == "DefinitionListTitle" and opens and depth == 1:
            starts.append(span["start"])
        elif tag == "DefinitionListDefinition" and depth == 1:
            last = span["end"]  # that of the list may be behind what follows it
        elif tag == "DefinitionList" or isinstance(tag, dict):
            depth += 1 if opens else -1
            if tag == "DefinitionList" and not opens and depth == 0 and starts:
                yield starts, last
                starts = []
