"""Rules on markup: links, code, emphasis, footnotes and HTML that a translation has to keep."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from varaq.checks.pair import Finding, Pair, quoted
from varaq.document.content import LITERAL
from varaq.errors import Problem
from varaq.unit import Place

_OUTSIDE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
_BROKEN_LINK = re.compile(
    r"\][\s\u200b-\u200f]*\((?=[^\s()]*[./#:])|\[[^\[\]]+\](?=https?:)|\[\]\(|<https?:[^\s<>]*(?=\s|$)"
    r"|(?<![\w\]])\((?=https?:[^\s()]*$)"
)
_FOOTNOTE = re.compile(r"\[\^([^\[\]\s]+)\]")
_FOOTNOTE_LIKE = re.compile(r"\[\s\^|\[\^\s|\^\[\w|［\^")
_MARK = re.compile(r"\*+|`+|~~|(?<!\w)_(?=\w)|(?<=\w)_(?!\w)|__")
_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)[^>]*?(/?)>")
_A_SLIP = 75.0
"""Code that is so much alike (of 100) is most likely meant to be the same."""
_SHORT = 500
"""So many characters at most has code that is looked at for slips: to compare two takes the
square of them."""
_TRIED = 50
"""So many spans of a text are looked at for slips."""
_OPENING = re.compile(r"\s*(#{1,6}|>|[-+*])\s")
_UPRIGHT = frozenset({"ar", "fa", "ja", "ko", "zh"})
"""Languages whose writing has no italics, so that translators leave them out."""
_NAMES = {"strong": "bold", "emphasis": "italics", "strikethrough": "struck out", "image": "images"}


def unsafe_content(pair: Pair) -> Iterator[Finding]:
    """HTML that the source has not."""
    problem = pair.unsafe
    if problem is not None and problem.code == "html-not-allowed":
        yield Finding(problem.message, problem.remedy)


def unsafe_links(pair: Pair) -> Iterator[Finding]:
    """Links to what a page must not lead to, or not without the project's leave."""
    problem = _unsafe_link(pair)
    if problem is not None:
        yield Finding(problem.message, problem.remedy)


def _unsafe_link(pair: Pair) -> Problem | None:
    problem = pair.unsafe
    return problem if problem is not None and problem.code == "link-not-allowed" else None


def lost_links(pair: Pair) -> Iterator[Finding]:
    """Links inside the project that were lost or lead elsewhere: a reader's way through it."""
    lost, added = _links(pair)
    inside = [target for target in lost if not _OUTSIDE.match(target)]
    if not inside or broken_link(pair):
        return
    new = [target for target in added if not _OUTSIDE.match(target)]
    if new and not _unsafe_link(pair):  # which says so already
        yield Finding(f"the link to {inside[0]} leads to {new[0]}", f"let it lead to {inside[0]}")
    elif not new and inside[0] not in pair.after.links:
        yield Finding(f"the link to {inside[0]} is lost", f"write [text]({inside[0]})")


def lost_outside(pair: Pair) -> Iterator[Finding]:
    """Links out of the project that the translation has no more, and no other in their place."""
    lost, added = _links(pair)
    outside = [target for target in lost if _OUTSIDE.match(target)]
    there = set(pair.after.links)
    gone = [target for target in outside if target not in there]
    if gone and len(outside) > len(added) and not broken_link(pair):
        yield Finding(f"the link to {gone[0][:120]} is lost", f"write [text]({gone[0][:120]})")


def other_links(pair: Pair) -> Iterator[Finding]:
    """Links out of the project that are not the source's."""
    _, added = _links(pair)
    outside = [target for target in added if _OUTSIDE.match(target)]
    if outside and not _unsafe_link(pair):
        yield Finding(f"the source does not link to {outside[0][:120]}")


def _links(pair: Pair) -> tuple[list[str], list[str]]:
    """The targets that only the source has, and those that only the translation has."""
    if pair.before.links == pair.after.links:
        return [], []
    before, after = (
        [target.rstrip("/") or "/" for target in each.links] for each in (pair.before, pair.after)
    )
    return _apart(before, after)


def broken_link(pair: Pair) -> str:
    """A piece of a link that is none as it is written; empty where there is none."""
    if pair.unit.place in (Place.HTML, *LITERAL):
        return ""
    own = set(_BROKEN_LINK.findall(pair.before.words))
    for match in _BROKEN_LINK.finditer(pair.after.words):
        if match[0] not in own:
            return pair.after.words[max(match.start() - 20, 0) : match.end() + 20].strip()
    return ""


def broken_links(pair: Pair) -> Iterator[Finding]:
    """Brackets that were to be a link and are none."""
    piece = broken_link(pair)
    if piece:
        yield Finding(f"this is no link as it is written: {quoted(piece)}")


def footnotes(pair: Pair) -> Iterator[Finding]:
    """References to footnotes that were lost, or that the source has not."""
    if "^" not in pair.unit.text + pair.typed or pair.unit.place in LITERAL:
        return
    there = _FOOTNOTE.findall(pair.after.words)
    lost, added = _apart(_FOOTNOTE.findall(pair.before.words), there)
    kept = set(there)
    lost = [name for name in lost if name not in kept]
    if lost:
        yield Finding(f"the footnote [^{lost[0]}] is lost")
    elif added:
        yield Finding(f"the source has no footnote [^{added[0]}] here", "take it out")


def markup_counts(pair: Pair) -> Iterator[Finding]:
    """Bold, italics, images and HTML of running text that came or went."""
    before, after = Counter(pair.before.marks), Counter(pair.after.marks)
    if pair.locale.cldr.language in _UPRIGHT:  # bold, or nothing, does for italics
        after["strong"] -= min(before["emphasis"], max(after["strong"] - before["strong"], 0))
        after["emphasis"] = before["emphasis"]
    for kind, name in _NAMES.items():
        if before[kind] != after[kind]:
            yield Finding(f"{name}: {before[kind]} in the source, {after[kind]} here")
            return
    lost, _ = _apart(_tags(pair.before.tags), _tags(pair.after.tags))
    if lost:
        yield Finding(f"the HTML <{lost[0]}> of the source is lost")


def visible_marks(pair: Pair) -> Iterator[Finding]:
    """Asterisks and backticks that a reader would see."""
    mark = _visible(pair)
    if mark:
        yield Finding(f"readers would see {mark}, which is no markup as it stands here")


def _visible(pair: Pair) -> str:
    if pair.unit.place in (Place.HTML, *LITERAL):
        return ""
    lost, seen = _apart(_MARK.findall(pair.before.words), _MARK.findall(pair.after.words))
    return seen[0] if seen and not lost else ""


def code_spans(pair: Pair) -> Iterator[Finding]:
    """Code that was lost or changed; how often the same stands in a text is up to translators."""
    if pair.before.code == pair.after.code or "`" in _visible(pair):
        return  # the second is said already
    wanted, given = (
        dict.fromkeys(" ".join(span.split()) for span in content.code)
        for content in (pair.before, pair.after)
    )
    in_tags = pair.after.words if any(tag.startswith("<code") for tag in pair.after.tags) else ""
    for code in wanted:
        if code and code not in given and code not in in_tags:
            yield Finding(f"the code `{code[:80]}` of the source is not in the translation")
            return
    for code in islice(given, _TRIED):
        if code not in pair.unit.text and (near := _nearest(code, tuple(wanted))):
            yield Finding(f"the code `{code[:80]}` is not in the source", f"write `{near}`")
            return


def _nearest(code: str, known: Sequence[str]) -> str:
    """The code that this one is most likely a slip of; empty for none."""
    from rapidfuzz import fuzz, process  # only where something may be wrong

    if len(code) > _SHORT:
        return ""
    short = [each for each in known if len(each) <= _SHORT]
    best = process.extractOne(code, short, scorer=fuzz.ratio, score_cutoff=_A_SLIP)
    return str(best[0]) if best else ""


def block_marks(pair: Pair) -> Iterator[Finding]:
    """A text that begins as a heading or a list would, which is shown as it is typed."""
    if pair.unit.place not in (Place.BLOCK, Place.LINE, Place.TERM, Place.CELL):
        return
    for line in pair.typed.split("\n"):
        match = _OPENING.match(line + " ")
        if match is not None and match[1] not in pair.unit.text:
            yield Finding(f"{match[1]} at the start of a line opens no block here, it is shown")
            return


def _apart(one: Sequence[str], other: Sequence[str]) -> tuple[list[str], list[str]]:
    """What only the one has and what only the other, each as often as it has more of it."""
    if one == other:
        return [], []
    here, there = Counter(one), Counter(other)
    return list((here - there).elements()), list((there - here).elements())


def _tags(tags: Sequence[str]) -> list[str]:
    names = (_TAG.match(tag) for tag in tags)
    return [match[2].lower() for match in names if match is not None and not match[1]]
