"""EPUB: a handout as a book for readers of EPUB 3.3, the same bytes for the same handout."""

from __future__ import annotations

import hashlib
import posixpath
import uuid
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import quote, unquote, urljoin, urlsplit

from varaq.epub.xhtml import escaped, xhtml
from varaq.pages.values import Handout, Heading

PICTURES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}
"""The pictures that every reader shows, by the ends of their names."""
_NO_DATE = "2000-01-01T00:00:00Z"
"""When a book was changed of which nobody knows; the clock would make each build another."""
_MOMENT = (1980, 1, 1, 0, 0, 0)
_SPACE = "urn:uuid:"
_CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles>
<rootfile full-path="book/book.opf" media-type="application/oebps-package+xml"/>
</rootfiles>
</container>
"""


@dataclass(frozen=True, slots=True)
class Edition:
    """What a book says of itself beside its text."""

    url: str
    """Where the HTML handout is on the web; empty where that is not known."""
    changed: str
    """When it was last changed, as ISO 8601 in universal time; empty where nobody knows."""
    contents: str
    """The word for its table of contents, in its language."""
    style: str
    """Its style sheet."""


def epub(handout: Handout, edition: Edition, picture: Callable[[str], bytes | None]) -> bytes:
    """A handout as EPUB; ``picture`` gives the bytes of one by its path from the document.

    Links to other handouts lead to the web where it is known where they are there, and are
    text else.
    """
    pictures: dict[str, tuple[str, bytes]] = {}
    body = xhtml(str(handout.body), lambda to: _led(to, edition.url), _taken(picture, pictures))
    files: list[tuple[str, bytes]] = [
        ("META-INF/container.xml", _CONTAINER.encode()),
        ("book/book.opf", _package(handout, edition, body, pictures).encode()),
        ("book/contents.xhtml", _contents(handout, edition).encode()),
        ("book/text.xhtml", _page(handout, handout.title, f"{body}\n").encode()),
        ("book/style.css", edition.style.encode()),
        *((f"book/{name}", data) for name, data in pictures.values()),
    ]
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        # the format asks for this file to be the first, and not compressed
        archive.writestr(zipfile.ZipInfo("mimetype", _MOMENT), b"application/epub+zip")
        for name, data in files:
            info = zipfile.ZipInfo(name, _MOMENT)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, data)
    return out.getvalue()


def _taken(
    picture: Callable[[str], bytes | None], pictures: dict[str, tuple[str, bytes]]
) -> Callable[[str], str | None]:
    """What finds a picture's place in the book, and takes it in."""

    def place(address: str) -> str | None:
        path = unquote(address.partition("#")[0].partition("?")[0])
        suffix = posixpath.splitext(path)[1].lower()
        if ":" in path or path.startswith("/") or suffix not in PICTURES:
            return None
        if path not in pictures:
            data = picture(path)
            if data is None:
                return None
            pictures[path] = (f"picture-{len(pictures) + 1}{suffix}", data)
        return pictures[path][0]

    return place


def _led(address: str, url: str) -> str | None:
    """Where a link leads from inside the book."""
    if address.startswith("#"):
        return f"#{unquote(address[1:])}" if len(address) > 1 else None
    try:
        there = urljoin(url, address)
        return there if urlsplit(there).scheme in ("http", "https", "mailto", "tel") else None
    except ValueError:  # no address at all
        return None


def _page(handout: Handout, title: str, body: str) -> str:
    tag, direction = escaped(handout.tag), escaped(handout.dir)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
        f' lang="{tag}" xml:lang="{tag}" dir="{direction}">\n'
        f"<head>\n<title>{escaped(title)}</title>\n"
        '<link rel="stylesheet" type="text/css" href="style.css"/>\n</head>\n'
        f"<body>\n{body}</body>\n</html>\n"
    )


def _contents(handout: Handout, edition: Edition) -> str:
    items = list(_listed(handout.contents)) or [
        (1, f'<a href="text.xhtml">{escaped(handout.title)}</a>')
    ]
    out = [f'<nav epub:type="toc" id="toc">\n<h1>{escaped(edition.contents)}</h1>\n']
    levels: list[int] = []
    for level, link in items:
        if not levels or level > levels[-1]:
            out.append("<ol>\n")
            levels.append(level)
        else:
            out.append("</li>\n")
            while len(levels) > 1 and level <= levels[-2]:
                levels.pop()
                out.append("</ol>\n</li>\n")
            levels[-1] = min(levels[-1], level)
        out.append(f"<li>{link}")
    out.append("</li>\n" + "</ol>\n</li>\n" * (len(levels) - 1) + "</ol>\n</nav>\n")
    return _page(handout, edition.contents, "".join(out))


def _listed(headings: Sequence[Heading]) -> Iterator[tuple[int, str]]:
    for heading in headings:
        if heading.title.strip():
            words, tag = escaped(heading.title), escaped(heading.tag)
            address = f"text.xhtml#{quote(heading.anchor)}"
            yield (
                heading.level,
                f'<a href="{address}" lang="{tag}" xml:lang="{tag}">{words}</a>',
            )


def _kind(file: str) -> str:
    return PICTURES[posixpath.splitext(file)[1]]


def _package(
    handout: Handout, edition: Edition, body: str, pictures: Mapping[str, tuple[str, bytes]]
) -> str:
    name = edition.url or f"varaq:{handout.tag}/{handout.document}"
    identifier = uuid.UUID(bytes=hashlib.sha256(name.encode()).digest()[:16], version=5)
    creators = ""
    if handout.credits and handout.credits.translator:
        names = escaped(handout.credits.translator)
        creators = (
            f'<dc:contributor id="translator">{names}</dc:contributor>\n'
            '<meta refines="#translator" property="role" scheme="marc:relators">trl</meta>\n'
        )
    about = (
        f"<dc:description>{escaped(handout.description)}</dc:description>\n"
        if handout.description
        else ""
    )
    manifest = "".join(
        f'<item id="picture{number}" href="{file}" media-type="{_kind(file)}"/>\n'
        for number, (file, _) in enumerate(pictures.values(), 1)
    )
    direction = ' page-progression-direction="rtl"' if handout.dir == "rtl" else ""
    formulas = ' properties="mathml"' if "<math xmlns" in body else ""
    tag = escaped(handout.tag)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id"'
        f' xml:lang="{tag}" dir="{escaped(handout.dir)}">\n'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        f'<dc:identifier id="id">{_SPACE}{identifier}</dc:identifier>\n'
        f"<dc:title>{escaped(handout.title)}</dc:title>\n"
        f"<dc:language>{tag}</dc:language>\n{about}{creators}"
        f'<meta property="dcterms:modified">{edition.changed or _NO_DATE}</meta>\n'
        '<meta property="schema:accessMode">textual</meta>\n'
        '<meta property="schema:accessibilityFeature">structuralNavigation</meta>\n'
        '<meta property="schema:accessibilityHazard">none</meta>\n'
        "</metadata>\n<manifest>\n"
        '<item id="contents" href="contents.xhtml" media-type="application/xhtml+xml"'
        ' properties="nav"/>\n'
        f'<item id="text" href="text.xhtml" media-type="application/xhtml+xml"{formulas}/>\n'
        f'<item id="style" href="style.css" media-type="text/css"/>\n{manifest}'
        f"</manifest>\n<spine{direction}>\n"
        '<itemref idref="text"/>\n</spine>\n</package>\n'
    )
