"""Raw texts: plain text in, Markdown with its structure out, word for word.

The rules are in docs/authors.md. `blocks` finds the structure; `written` writes it as
Markdown, in which characters that would mean something are escaped.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from varaq.document.literal import Frame, literal
from varaq.errors import Problem, Severity, VaraqError
from varaq.rawtext.headings import TITLE, levels, signs
from varaq.rawtext.lines import ENDINGS, begins_low, groups
from varaq.rawtext.lists import Item, Nesting
from varaq.rawtext.pieces import Piece, cut

_LEAD = re.compile(r"(?P<term>[^\W_](?:.{0,58}?\S)?) [-–—] (?=\S)")
_NO_TERM = re.compile(rf"[{re.escape(ENDINGS)}\"“”„«»]")
TERM_WORDS = 6
"""What a lead term has at most."""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph, a list item or a rule of a text, in its words."""

    lines: tuple[str, ...]
    """Its text; several lines where their breaks stay, none for a rule."""
    terms: tuple[str, ...] = ()
    """The lead term that each line begins with; empty where not each has one."""
    level: int = 0
    """1 to 6 for a heading, else 0."""
    item: Item | None = None
    """The item that it opens, where it is the first text of one."""
    depth: int = 0
    """How many lists it stands in."""
    tight: bool = False
    """Whether it stands right below the block before it, as items of a list do."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A raw text as Markdown."""

    text: str
    problems: tuple[Problem, ...]


def draft(text: str, language: str) -> Draft:
    r"""A raw text as Markdown; ``language`` is the code of the one that it is in.

    Raises `VaraqError` where there is nothing in it.

    >>> print(draft("Başlıq\n\ncavab 1:\nTerm - nə\nisə <br>", "az").text, end="")
    # Başlıq
    <BLANKLINE>
    ## cavab 1:
    <BLANKLINE>
    **Term** - nə isə \<br>
    """
    found = blocks(text, language)
    if not found:
        raise VaraqError(Problem("empty-text", "there is no text in it", "write one, then import"))
    problems = []
    if found[0].level != 1:
        problems.append(
            Problem(
                "no-title",
                f"the text does not begin with a title, which has {TITLE} characters or less",
                "put one before the Markdown: # TITLE",
                severity=Severity.WARNING,
            )
        )
    return Draft(written(found), tuple(problems))


def blocks(text: str, language: str) -> tuple[Block, ...]:
    """The blocks of a raw text, in order."""
    found = groups(text)
    known = signs(found, language)
    pieces = cut(found, known.heads)
    made: list[Block] = []
    at = 0
    ranks = levels(pieces, known)
    while at < len(pieces):
        piece = pieces[at]
        if ranks[at]:
            made.append(Block((piece.words,), level=ranks[at]))
        elif piece.marker is None:
            made.append(Block(piece.lines, _terms(piece.lines)))
        else:
            end = _list_end(pieces, ranks, at)
            made += _list(pieces[at:end])
            at = end
            continue
        at += 1
    return tuple(made)


def written(found: Sequence[Block]) -> str:
    """Blocks as Markdown, each paragraph on one line."""
    out: list[str] = []
    indents = [0]
    for block in found:
        out.append("" if block.tight or not out else "\n")
        lead = " " * indents[block.item.depth if block.item else block.depth]
        if not block.lines:
            out.append("***\n")
            continue
        if block.level:
            out.append(f"{'#' * block.level} {literal(block.lines, Frame.HEADING)}\n")
            continue
        rest = lead
        if block.item is not None:
            rest = lead + " " * (len(block.item.mark) + 1)
            lead += f"{block.item.mark} "
            indents[block.item.depth + 1 :] = [len(rest)]
        frame = Frame.PARAGRAPH if block.item is None else Frame.ITEM
        words = literal(block.lines, frame, block.terms).replace("\n", f"\n{rest}")
        out.append(f"{lead}{words}\n")
    return "".join(out)


def _list_end(pieces: Sequence[Piece], ranks: Sequence[int], start: int) -> int:
    """Where the list ends that begins with a piece: behind its last item's last paragraph."""
    indent, end = pieces[start].indent, start + 1
    while end < len(pieces) and not ranks[end]:
        piece = pieces[end]
        if piece.marker is not None:
            indent = min(indent, piece.indent)
        elif not piece.lines or not piece.spaced or piece.indent < indent + 2:
            break
        end += 1
    return end


def _list(pieces: Sequence[Piece]) -> list[Block]:
    """The blocks of a list, with the lists within it."""
    nesting = Nesting()
    loose = any(piece.spaced for piece in pieces[1:])
    made: list[Block] = []
    for piece in pieces:
        if piece.marker is None:
            depth = nesting.paragraph(piece.indent)
            made.append(Block(piece.lines, _terms(piece.lines), depth=depth))
            continue
        item = nesting.item(piece.marker, piece.indent, spaced=piece.spaced)
        lines = (piece.words,) if piece.marker.stays else piece.lines
        tight = bool(made) and not loose and not item.apart
        made.append(Block(lines, _terms(lines), item=item, depth=item.depth + 1, tight=tight))
    return made


def _terms(lines: Sequence[str]) -> tuple[str, ...]:
    """The lead term of each line, as in ``Term - explanation``; empty where not each has one."""
    found = [_LEAD.match(line) for line in lines]
    terms = tuple(match["term"] for match in found if match and _is_term(match["term"]))
    return terms if len(terms) == len(lines) else ()


def _is_term(words: str) -> bool:
    return (
        len(words.split()) <= TERM_WORDS
        and not begins_low(words)
        and not _NO_TERM.search(words)
        and any(map(str.isalpha, words))
    )
