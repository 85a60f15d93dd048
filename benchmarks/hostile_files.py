"""Hostile files: catalogs, plural rules, exchange formats, XML and raw texts, of any size."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from math import isqrt

from hostile import Shape, again
from trials import Part, Trial, crossed

from varaq import markupxml, memory, placeholders, pluralrule, po, rawtext, tmx, xliff
from varaq.catalog import Style
from varaq.po.faults import faults
from varaq.xliff.values import File, Item, Review

_HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
_V12 = (
    '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a"'
    ' source-language="en" target-language="de" datatype="plaintext"><body>'
)
_V21 = (
    '<xliff version="2.1" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="en"'
    ' trgLang="de"><file id="f">'
)
_ENTRY = 'msgid "a{}"\nmsgstr "b"\n\n'


def _po(piece: str, before: str = "", after: str = "") -> Shape:
    return again(piece, f"{_HEADER}{before}", after)


def _xliff12(piece: str, before: str = "", after: str = "") -> Shape:
    return again(piece, f"{_V12}{before}", f"{after}</body></file></xliff>")


def _xliff21(piece: str, before: str = "", after: str = "") -> Shape:
    return again(piece, f"{_V21}{before}", f"{after}</file></xliff>")


def _tmx(piece: str, before: str = "", after: str = "") -> Shape:
    return again(piece, f'<tmx version="1.4"><header/><body>{before}', f"{after}</body></tmx>")


def _plural(piece: str, before: str = "", after: str = "") -> Shape:
    return again(piece, f"nplurals=2; plural={before}", after)


def _long_name(piece: str, before: str, after: str) -> Shape:
    """XML with a name that is as long as all that is in it."""

    def shape(size: int) -> str:
        return again(piece, before.replace("{}", "u" * (size // 2)), after)(size // 2)

    return shape


def _hanging(size: int) -> str:
    """Paragraphs whose lines are indented by one more column each."""
    return "".join(f"{' ' * depth}a b\n" for depth in range(isqrt(2 * size)))


CATALOGS = {
    "entries": _po(_ENTRY),
    "an entry again and again": _po('msgid "a"\nmsgstr "b"\n\n'),
    "forms that speak of forms": _po("msgstr [", 'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "', '"\n'),
    "obsolete entries": _po('#~ msgid "a{}"\n#~ msgstr "b"\n\n'),
    "comments": _po("# a\n", after=_ENTRY),
    "comments, no entry": _po("# a\n"),
    "empty obsolete lines": _po("#~\n", 'msgid "a"\n', 'msgstr "b"\n'),
    "empty obsolete lines, no msgstr": _po("#~\n", 'msgid "a"\n', "x\n"),
    "older sources": _po('#| msgid "a"\n', after=_ENTRY),
    "places": _po("#: a.md:{}\n", after=_ENTRY),
    "flags": _po("#, fuzzy, a{}\n", after=_ENTRY),
    "a string on many lines": _po('"a"\n', 'msgid ""\n', 'msgstr "b"\n'),
    "a string on many lines, no msgstr": _po('"a"\n', 'msgid ""\n'),
    "strings on one line": _po('"a" ', "msgid ", '\nmsgstr "b"\n'),
    "one long string": _po("word ", 'msgid "', '"\nmsgstr "b"\n'),
    "escapes": _po("\\n", 'msgid "', '"\nmsgstr "b"\n'),
    "unknown escapes": _po("\\q", 'msgid "', '"\nmsgstr "b"\n'),
    "strings, not closed": _po('msgid "a\n'),
    "plural forms": _po('msgstr[{}] "a"\n', 'msgid "a"\nmsgid_plural "b"\n'),
    "plural forms without order": _po('msgstr[7] "a"\n', 'msgid "a"\nmsgid_plural "b"\n'),
    "blank lines": _po("\n", after=_ENTRY),
    "spaces in a line": _po(" ", 'msgid "a"', '"b"\nmsgstr "c"\n'),
    "spaces and no string": _po(" ", 'msgid "a"', 'x\nmsgstr "c"\n'),
    "what is no catalog": again("a\n"),
    "conflict marks": _po("<<<<<<< a\n"),
    "carriage returns": _po('msgid "a{}"\r\nmsgstr "b"\r\n\r\n'),
    "U+0004": _po("\x04", 'msgid "', '"\nmsgstr "b"\n'),
    "header fields of one name": again('POT-Creation-Date:"\n"', f'{_HEADER[:-1]}"', '\\tx"\n'),
    "places with spaces": again("#: \u2068a b\n", _HEADER, _ENTRY),
    "older sources of spaces": _po(" ", "#|", f"msgid\n{_ENTRY}"),
    "header fields": again("X-{}: a\\n", 'msgid ""\nmsgstr "', '"\n'),
}
PLURALS = {
    "parentheses": _plural("(", after="n"),
    "choices": _plural("n?0:", after="1;"),
    "turns": _plural("!", after="n;"),
    "sums": _plural("n+", after="n;"),
    "spaces": _plural(" ", after="x;"),
    "spaces, more behind the end": _plural(" ", after="n;x"),
    "spaces between words": _plural("n ", after=";"),
    "digits": _plural("9", after=";"),
    "semicolons": _plural(";"),
}
XML = {
    "elements": again("<b/>", "<a>", "</a>"),
    "deep elements": again("<a>"),
    "one long text": again("word ", "<a>", "</a>"),
    "lines": again("\n", "<a>", "</a>"),
    "attributes": again(' b{}="c"', "<a", "/>"),
    "one long attribute": again("word ", '<a b="', '"/>'),
    "characters by number": again("&#65;", "<a>", "</a>"),
    "sections of text": again("<![CDATA[b]]>", "<a>", "</a>"),
    "comments": again("<!--b-->", "<a>", "</a>"),
    "namespaces": again(' xmlns:b{}="c{}"', "<a", "/>"),
    "elements in a long namespace": _long_name("<b/>", '<a xmlns="{}">', "</a>"),
    "attributes in a long namespace": _long_name(' b:c{}=""', '<a xmlns:b="{}"', "/>"),
    "elements of a long name": _long_name("<b/>", "<{}>", ""),
    "entities of entities": lambda size: (
        "<!DOCTYPE a ["
        + "".join(f'<!ENTITY b{n} "&b{n - 1};&b{n - 1};">' for n in range(1, size // 30))
        + "]><a>&b9;</a>"
    ),
}
XLIFF = {
    "1.2, units": _xliff12('<trans-unit id="{}"><source>a</source><target>b</target></trans-unit>'),
    "1.2, groups": _xliff12("<group>", after='<trans-unit id="m"><source>a</source></trans-unit>'),
    "1.2, groups in groups": _xliff12(
        '<trans-unit id="{}"><source>a</source></trans-unit>', "<group>" * 90, "</group>" * 90
    ),
    "1.2, codes": _xliff12(
        '<ph id="{}">`b`</ph>', '<trans-unit id="m"><source>', "</source></trans-unit>"
    ),
    "1.2, codes that the source has not": _xliff12(
        '<g id="{}">a</g><ex id="{}"/>',
        '<trans-unit id="m"><source>a</source><target>',
        "</target></trans-unit>",
    ),
    "1.2, codes in codes": _xliff12(
        '<g id="{}">a</g>',
        f'<trans-unit id="m"><source>{"<g>" * 90}',
        f"{'</g>' * 90}</source></trans-unit>",
    ),
    "1.2, segments": _xliff12(
        '<mrk mtype="seg" mid="{}">a</mrk>',
        '<trans-unit id="m"><source>a</source><target>b</target><seg-source>',
        "</seg-source></trans-unit>",
    ),
    "1.2, notes": _xliff12(
        "<note>a</note>", '<trans-unit id="m"><source>a</source>', "</trans-unit>"
    ),
    "2.1, units": _xliff21(
        '<unit id="{}"><segment><source>a</source><target>b</target></segment></unit>'
    ),
    "2.1, segments": _xliff21(
        "<segment><source>a</source><target/></segment>", '<unit id="m">', "</unit>"
    ),
    "2.1, data": _xliff21(
        '<data id="d{}">a</data>',
        '<unit id="m"><originalData>',
        "</originalData><segment><source>a</source></segment></unit>",
    ),
    "2.1, one datum again and again": lambda size: _xliff21(
        '<ph id="{}" dataRef="d"/>',
        f'<unit id="m"><originalData><data id="d">{"a" * (size // 2)}</data></originalData>'
        "<segment><source>",
        "</source></segment></unit>",
    )(size // 2),
    "2.1, codes": _xliff21(
        '<sc id="{}"/>a<ec startRef="{}"/>',
        '<unit id="m"><segment><source>a</source><target>',
        "</target></segment></unit>",
    ),
}
TMX = {
    "units": _tmx(
        '<tu><tuv xml:lang="en"><seg>a{}</seg></tuv><tuv xml:lang="de"><seg>b</seg></tuv></tu>'
    ),
    "languages": _tmx('<tuv xml:lang="x{}"><seg>a</seg></tuv>', "<tu>", "</tu>"),
    "codes": _tmx(
        '<bpt i="{}">*</bpt>a<ept i="{}">*</ept>', '<tu><tuv lang="en"><seg>', "</seg></tuv></tu>"
    ),
    "codes in codes": _tmx(
        "<ph>a</ph>",
        f'<tu><tuv lang="en"><seg>{"<sub>" * 90}',
        f"{'</sub>' * 90}</seg></tuv></tu>",
    ),
    "what OmegaT leaves": again(
        "&lt;g1",
        '<tmx><header creationtool="OmegaT"/><body><tu><tuv lang="en"><seg>',
        "</seg></tuv></tu></body></tmx>",
    ),
    "notes": _tmx('<note>a</note><prop type="b">c</prop>', "<tu>", "</tu>"),
}
RAW_TEXTS = {
    "paragraphs": again("word word.\n\n"),
    "one paragraph": again("Word word word word word word word word word word word word\n"),
    "short lines": again("Word\n"),
    "bullets": again("- a\n"),
    "numbers without order": again("1. a\n7) b\n3. c\n9) d\n"),
    "numbers that wrapping made": again(
        "2. word word word word word word word word word word word word\n", "Word word:\n\nword\n"
    ),
    "numbers in a paragraph": again("7. word\n3) word\n", "word word\n"),
    "indented lines": _hanging,
    "indented bullets": lambda size: "".join(
        f"{' ' * (2 * depth)}- a\n" for depth in range(isqrt(size))
    ),
    "labels": again("cavab {}:\nword\n\n"),
    "kinds of labels": again("wor{}d 1:\n\nword word.\n\n"),
    "capitals": again("CAPITALS {}\n\nword word word.\n\n"),
    "sections": again("1.{}.1 Word\n\nword word word.\n\n"),
    "underlines": again("Word\n====\n"),
    "rules": again("-----\n"),
    "rules of spaces": again("- ", after="a\n"),
    "spaces in a line": again(" ", "a", "b\n"),
    "tabs": again("\t", "a", "b\n"),
    "one long word": again("a"),
    "dashes": again("a - "),
    "marks of Markdown": again("*_[]<>`#"),
    "blank lines": again("\u200b \n"),
    "pages": again("a\f\u2029"),
}


def _written(text: str) -> Trial:
    """A catalog written with its entries anew, or as far as it can be read."""
    found = po.parse(text)
    entries = [message.entry() for message in found.messages]

    def step() -> None:
        for entry in entries:
            po.message(entry, Style())
            po.message(entry, Style("\n", 79))
        po.write(found)

    return step


def _opened(text: str) -> Trial:
    """The entries of a catalog with all their comments, and another date in its header."""
    found = po.parse(text)

    def step() -> None:
        found.dated("now")
        for message in found.messages:
            message.entry()

    return step


def _remembered(text: str) -> Trial:
    """What a memory takes of a catalog, and what is said about its placeholders."""
    found = po.parse(text)

    def step() -> None:
        memory.of_catalog(found)
        for message in found.messages:
            placeholders.placeholder_problem(message)
        po.measured(found)

    return step


def _ruled(text: str) -> None:
    rule = pluralrule.read(text)
    if rule is not None:
        rule.fault()


def _exchanged(write: Callable[[str], object]) -> Callable[[str], Trial]:
    return lambda text: partial(write, text)


def _xliff_of(version: str) -> Callable[[str], Trial]:
    def trial(text: str) -> Trial:
        item = Item("m", text, text, Review.DONE)
        return partial(xliff.write, File("a", "en", "de", (item,)), version, "1")

    return trial


def _tmx_of(text: str) -> Trial:
    variants = (tmx.Variant("en", text), tmx.Variant("de", text))
    return partial(tmx.write, [tmx.Unit(variants)], "en", "1")


FILES: dict[str, Part] = {
    "catalogs": crossed(
        CATALOGS,
        {
            "read": lambda text: lambda: po.parse(po.decode(text.encode())),
            "faults": lambda text: partial(faults, text),
            "write": _written,
            "use": _remembered,
            "entries": _opened,
        },
    ),
    "plural rules": crossed(PLURALS, {"read": lambda text: partial(_ruled, text)}),
    "XML": crossed(XML, {"read": lambda text: partial(markupxml.read, text.encode())}),
    "XLIFF": crossed(XLIFF, {"read": lambda text: partial(xliff.read, text.encode())}),
    "TMX": crossed(TMX, {"read": lambda text: partial(tmx.read, text.encode())}),
    "raw texts": crossed(RAW_TEXTS, {"import": lambda text: partial(rawtext.draft, text, "az")}),
}
"""Readers of files, by name."""
WRITERS: dict[str, Callable[[str], Trial]] = {
    "XLIFF 1.2": _xliff_of("1.2"),
    "XLIFF 2.1": _xliff_of("2.1"),
    "TMX": _tmx_of,
}
"""What puts one text into a file."""
