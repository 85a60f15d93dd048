"""From a translation to what a template sees of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote, unquote

from markupsafe import Markup

from varaq import dates
from varaq.catalog import REVISED, Catalog
from varaq.document import Document, addresses, destinations, text
from varaq.document.addresses import Lead, redirected_html
from varaq.document.body import Body
from varaq.document.body import body as body_of
from varaq.document.destinations import redirected
from varaq.document.literal import Frame, literal
from varaq.document.terms import SortKey
from varaq.links import leading
from varaq.locales import Locale
from varaq.pages import pictures
from varaq.pages.bidi import isolated
from varaq.pages.headings import contents, title, title_language, words
from varaq.pages.marks import Marks, grouped
from varaq.pages.parts import Stretch, on_its_page, shown
from varaq.pages.qr import picture
from varaq.pages.rows import rows
from varaq.pages.slides import sizes, slides
from varaq.pages.tasks import named
from varaq.pages.values import Credits, Handout, Lazy, Other, Row, Version
from varaq.translation import EMPTY, Translation
from varaq.unit import Place, on_one_line

CONTENTS = "Mündəricat"
"""The message of the heading over a table of contents."""
OUTDATED_LABEL = "Köhnə mətnin tərcüməsi"
"""The message of what is written before a translation of an older source."""
_EMPTY_BLOCK = re.compile(rf"<(p|h[1-6]|li|dt|dd)(?: [^<>]*)?>{EMPTY}</\1>\n?")
_YEARS = re.compile(r",?[\s\d,–-]*+\.?\s*+")
"""What stands behind a translator's address."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a handout stands among the others."""

    others: Sequence[Other]
    addresses: Mapping[str, str]
    """Where the handouts of all documents are, by the documents' paths under content/."""
    here: str
    """Where this one is."""
    index: str
    kind: str
    """The name of its kind."""
    assets: Callable[[str], str | None]
    """Where another file under content/ is, by its path there; None where it is not carried."""
    kinds: tuple[Version, ...]
    """The other kinds that are made of it."""
    parts: tuple[Stretch, ...] = ()
    """The pages that it is divided into, where it is."""


def description(translation: Translation) -> str:
    """What a document's front matter says of it, in one language; empty where it does not."""
    for piece in translation.pieces:
        if piece.unit.kind == "front matter: description":
            return words(piece, translation.document)
    return ""


def handout(
    translation: Translation,
    locale: Locale,
    source: Locale,
    made_by: Credits | None,
    outdated: str,
    more: Callable[[int], str] = lambda _: "",
) -> Handout:
    """What the templates see of a document in a language, whatever its kind.

    ``made_by`` is None for the source language; ``outdated`` are the words, and no markup,
    before a translation of an older source; ``more`` gives further attributes for a unit's
    block, each behind a space. `placed` has to fill in the rest.
    """
    document = translation.document
    key: SortKey | None = locale.sort_key if document.is_glossary else None
    coverage = translation.coverage
    marks = Marks(translation, source, outdated)
    marked = marks.for_markdown()
    on_page = marks.for_html(marked)
    body = body_of(document, marked, key)
    page = body if on_page == marked else body_of(document, on_page, key)
    html = named(
        page.html(lambda index: marks.attributes(index) + more(index), marks.left_out(locale))
    )
    if EMPTY in html:
        html = _EMPTY_BLOCK.sub("", html)
    if locale.isolates:
        html = isolated(html)
    return Handout(
        title=title(translation),
        title_tag=title_language(translation, locale, source).tag,
        description=description(translation),
        body=Markup(html),  # noqa: S704 - the Markdown library escapes it
        markdown=_markdown(body).strip("\n") + "\n",
        document=document.name,
        source=document.path,
        locale=locale.code,
        tag=locale.tag,
        dir=locale.direction,
        regional=locale.regional,
        language=locale.name,
        source_language=source.name_in(locale),
        source_tag=source.tag,
        source_dir=source.direction,
        is_source=made_by is None,
        is_glossary=document.is_glossary,
        paper=locale.paper,
        quotes=locale.quotes,
        digits=locale.digits,
        coverage=coverage.share,
        percent=locale.percent(coverage.share),
        complete=coverage.complete,
        mixed=any(piece.stand or piece.text == EMPTY for piece in translation.pieces),
        contents=contents(translation, locale, source),
        credits=made_by,
        others=(),
        kind="",
        address="",
        index="",
        kinds=(),
        units=Lazy(lambda: rows(translation, locale, source)),
        parts=(),
        slides=Lazy(lambda: slides(html, document.held("sizes of blocks", _sizes))),
        online="",
        qr="",
        picture=None,
        on_paper=False,
    )


def _markdown(body: Body) -> str:
    """A handout's Markdown; a plain text as Markdown that says just the same."""
    if body.document.format != "text":
        return body.markdown
    return "\n\n".join(
        literal([on_one_line(words)], Frame.PARAGRAPH) for words in text.paragraphs(body.markdown)
    )


def placed(
    handout: Handout,
    setting: Setting,
    site_url: str = "",
    looked_at: Callable[[str], bool] = lambda _: True,
    *,
    with_code: bool = False,
    on_paper: bool = False,
) -> Handout:
    """A handout of one kind, where it stands among the others.

    ``site_url`` (which ends in ``/``, or is empty) is what the web has their folder under;
    ``with_code`` asks for the QR code of the handout's address there. Where nobody will look
    at ``body`` or ``markdown``, which ``looked_at`` says, these stay as they were.
    """
    online = site_url + quote(setting.here) if site_url else ""
    lead = leading(handout.document, setting.here, setting.addresses, setting.assets)
    body, markdown = handout.body, handout.markdown
    if looked_at("body") or (online and looked_at("picture")):
        body = _led(body, lead)
    if looked_at("markdown") and destinations.may_be_relative(markdown):
        markdown = redirected(markdown, lead)
    return replace(
        handout,
        body=body,
        markdown=markdown,
        units=Lazy(lambda: _units(handout.units, setting.parts, lead)),
        parts=Lazy(lambda: shown(setting.parts, handout.units, handout.contents)),
        slides=Lazy(
            lambda: [replace(slide, body=_led(slide.body, lead)) for slide in handout.slides]
        ),
        others=setting.others,
        kind=setting.kind,
        address=setting.here,
        index=setting.index,
        kinds=setting.kinds,
        online=online,
        qr=picture(online) if online and with_code else "",
        picture=pictures.first(body, online) if online else None,
        on_paper=on_paper,
    )


def _led(html: Markup, lead: Lead) -> Markup:
    if not addresses.may_be_relative(str(html)):
        return html
    return Markup(redirected_html(html, lead))  # noqa: S704 - only addresses have changed


def _units(rows: Sequence[Row], parts: Sequence[Stretch], lead: Lead) -> list[Row]:
    """The rows of a page, whose links lead to where they are from there."""
    own, elsewhere = on_its_page(parts, rows) if parts else (rows, {})

    def led(html: Markup) -> Markup:
        return Markup(redirected_html(html, to))  # noqa: S704 - only addresses have changed

    def to(target: str) -> str | None:
        return elsewhere.get(unquote(target[1:])) if target[:1] == "#" else lead(target)

    return [
        replace(
            row,
            source=led(row.source),
            target=led(row.target),
            unconfirmed=led(row.unconfirmed),
            previous=led(row.previous),
            noted_at=tuple(to(there) or there for there in row.noted_at),
        )
        for row in own
    ]


def _sizes(document: Document) -> list[int]:
    """How many words the blocks of a document have, for slides."""
    groups = [unit.place is Place.GROUP for unit in document.units]
    plain = body_of(document, [None] * len(groups))
    return sizes(plain.html(lambda index: grouped() if groups[index] else ""))


def credits_of(catalog: Catalog, locale: Locale) -> Credits:
    """Who translated a catalog, and when.

    The names are those of the comments above the header, as gettext's editors write them
    (``# Jane Doe <jane@example.org>, 2026.``), and the last translator's.
    """
    fields = catalog.fields
    moment = dates.moment(fields.get(REVISED, ""))
    comments = catalog.header.entry().tcomment if catalog.header else ""
    names = [*map(_translator, comments.split("\n"))]
    names.append(_named(fields.get("Last-Translator", ""))[0])
    return Credits(
        translator=locale.listed(list(dict.fromkeys(filter(None, names)))),
        date=locale.date(moment) if moment else "",
        datetime=moment.date().isoformat() if moment else "",
        moment=moment.isoformat() if moment else "",
    )


def _translator(line: str) -> str:
    """The name in a line of a header's comments; empty where it names no translator."""
    end = line.rfind(">") + 1
    name, address = _named(line[:end])
    return name if "@" in address and _YEARS.fullmatch(line, end) else ""


def _named(text: str) -> tuple[str, str]:
    """A name, and the address in pointed brackets behind it; this is empty where there is none.

    >>> _named("Jane Doe <jane@example.org>"), _named("a team")
    (('Jane Doe', '<jane@example.org>'), ('a team', ''))
    """
    text = text.strip()
    at = text.find("<", text.rfind(">", 0, -1) + 1) if text.endswith(">") else -1
    return (text, "") if at < 0 else (text[:at].rstrip(), text[at:])
