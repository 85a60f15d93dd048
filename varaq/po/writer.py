"""Writing PO entries, laid out as GNU gettext's ``msgcat --no-wrap`` lays them out.

Only entries that changed come here; the others are written as they stood.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from varaq.catalog import HEADER, Catalog, Key, Message, Style
from varaq.comments import LINE_END, place
from varaq.quoting import quote

if TYPE_CHECKING:
    import polib

_PLACES_WIDTH = 79


def write(catalog: Catalog) -> str:
    """The text of a catalog's file."""
    newline = catalog.style.newline
    parts: list[str] = []
    for message in catalog.messages:
        if parts and not parts[-1].endswith("\n"):
            parts.append(newline)
        parts.append(message.text)
    if catalog.tail and parts and not parts[-1].endswith("\n"):
        parts.append(newline)
    parts.append(catalog.tail)
    return "".join(parts)


def message(entry: polib.POEntry, style: Style, lead: str | None = None) -> Message:
    """The message that an entry makes, laid out in a file's style.

    ``lead`` is what stands before its first comment: a blank line unless told otherwise.
    """
    newline = style.newline
    head = _head(entry, style, newline if lead is None else lead)
    strings = _strings(entry)
    body = "".join(line + newline for line in _keywords(entry, strings, style))
    return Message(
        head + body,
        len(head),
        0,
        entry.msgctxt,
        entry.msgid,
        entry.msgid_plural or None,
        strings,
        "fuzzy" in entry.flags,
        bool(entry.obsolete),
    )


def untranslated(
    key: Key, comments: Collection[str], places: Sequence[str], style: Style
) -> Message:
    """The message of a text that is to be translated, behind a blank line.

    It is what `message` makes of an entry with these comments (``#.``) and places (``#:``, without
    line numbers), at a tenth of the cost: a POT file has nothing else in it.
    """
    context, msgid = key
    lines = [""]
    if comments:
        lines += [_comment("#. ", line) for line in LINE_END.split("\n".join(comments))]
    if places:
        lines += _filled("#:", [*map(place, places)], style)
    head = len(style.newline.join(lines)) + len(style.newline)
    if context is not None:
        lines += _string("", "msgctxt", context, style)
    lines += (*_string("", "msgid", msgid, style), 'msgstr ""', "")
    text = style.newline.join(lines)
    return Message(text, head, 0, context, msgid, None, ("",), fuzzy=False, obsolete=False)


def header(fields: str, style: Style) -> Message:
    """The header of a new POT file, with the text of its fields."""
    lines = ["#, fuzzy", 'msgid ""', *_string("", "msgstr", fields, style), ""]
    head = len(lines[0] + style.newline)
    text = style.newline.join(lines)
    return Message(text, head, 0, *HEADER, None, (fields,), fuzzy=True, obsolete=False)


def measured(catalog: Catalog) -> Style:
    """The style of a catalog's file, the width of its lines found out where it is wrapped."""
    if catalog.style.width >= 0:
        return catalog.style
    if not catalog.measures:
        from varaq.po import wrapping  # only where a wrapped file is changed

        catalog.measures.append(wrapping.measured(catalog))
    return catalog.measures[0]


def with_comments(old: Message, entry: polib.POEntry, style: Style) -> Message:
    """A message with new comments and flags (the entry's) above its keywords as they stood."""
    head = _head(entry, style, old.lead)
    return Message(
        head + old.text[old.head :],
        len(head),
        old.line,
        old.context,
        old.id,
        old.plural,
        old.strings,
        "fuzzy" in entry.flags,
        old.obsolete,
    )


def _head(entry: polib.POEntry, style: Style, lead: str) -> str:
    return lead + "".join(line + style.newline for line in _comments(entry, style))


def _comments(entry: polib.POEntry, style: Style) -> list[str]:
    lines = []
    if entry.tcomment:
        lines += [_comment("# ", line) for line in LINE_END.split(entry.tcomment)]
    if entry.comment:
        lines += [_comment("#. ", line) for line in LINE_END.split(entry.comment)]
    if entry.occurrences:
        lines += _filled("#:", [place(*where) for where in entry.occurrences], style)
    flags = [flag for flag in entry.flags if flag != "fuzzy"]
    if "fuzzy" in entry.flags:
        flags.insert(0, "fuzzy")
    if flags:
        lines.append("#, " + ", ".join(flags))
    previous = "#~| " if entry.obsolete else "#| "
    for keyword, words in (
        ("msgctxt", entry.previous_msgctxt),
        ("msgid", entry.previous_msgid),
        ("msgid_plural", entry.previous_msgid_plural),
    ):
        if words is not None:
            lines += _string(previous, keyword, words, style)
    return lines


def _comment(lead: str, text: str) -> str:
    """A line of a comment; a backslash at its end would make gettext take the next line for it."""
    line = f"{lead}{text}".rstrip()
    return f"{line} " if line.endswith("\\") else line


def _strings(entry: polib.POEntry) -> tuple[str, ...]:
    """An entry's msgstr, or its plural forms from 0 on; those that it lacks are empty."""
    if not entry.msgid_plural:
        return (entry.msgstr,)
    forms = {int(index): words for index, words in entry.msgstr_plural.items()}
    return tuple(forms.get(index, "") for index in range(max(forms, default=0) + 1))


def _keywords(entry: polib.POEntry, strings: tuple[str, ...], style: Style) -> list[str]:
    lead = "#~ " if entry.obsolete else ""
    lines = []
    if entry.msgctxt is not None:
        lines += _string(lead, "msgctxt", entry.msgctxt, style)
    lines += _string(lead, "msgid", entry.msgid, style)
    if entry.msgid_plural:
        lines += _string(lead, "msgid_plural", entry.msgid_plural, style)
        for index, words in enumerate(strings):
            lines += _string(lead, f"msgstr[{index}]", words, style)
    else:
        lines += _string(lead, "msgstr", strings[0], style)
    return lines


def _string(lead: str, keyword: str, text: str, style: Style) -> list[str]:
    """A keyword and its string: on one line where it fits, else from the next line on."""
    if style.width <= 0 and "\n" not in text:
        return [f"{lead}{keyword} {quote(text)}"]
    pieces = text.split("\n")
    lines = [piece + "\n" for piece in pieces[:-1]] + ([pieces[-1]] if pieces[-1] else [])
    quoted = [quote(line)[1:-1] for line in lines]
    whole = f'{lead}{keyword} "{"".join(quoted)}"'
    if style.width <= 0:
        if len(lines) <= 1:
            return [whole]
    else:
        from varaq.po import wrapping

        if len(lines) <= 1 and wrapping.columns(whole) <= style.width:
            return [whole]
        room = style.width - len(lead) - 2
        quoted = [part for line in quoted for part in wrapping.wrapped(line, room)]
    return [f'{lead}{keyword} ""', *(f'{lead}"{line}"' for line in quoted)]


def _filled(lead: str, words: Sequence[str], style: Style) -> list[str]:
    """Words in lines behind a lead, laid out as gettext does.

    It wraps these where it wraps no strings, too, and counts them in bytes.
    """
    width = style.width if style.width > 0 else _PLACES_WIDTH
    lines = [lead]
    for word in words:
        if lines[-1] != lead and len(f"{lines[-1]} {word}".encode()) > width:
            lines.append(lead)
        lines[-1] += " " + word
    return lines
