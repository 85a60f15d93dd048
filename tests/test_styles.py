"""Files of every make are kept as they stand, and new entries look like the old ones."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import polib
import pytest

from tests.conftest import DATA, template_of
from varaq import po
from varaq.catalog import Catalog
from varaq.extraction import Origin
from varaq.merge import update

STYLES = sorted((DATA / "styles").glob("*.po"))


def template(catalog: Catalog, *more: polib.POEntry) -> Catalog:
    """A POT of a catalog's own messages, with the comments and places that they have."""
    entries = []
    for message in catalog:
        entry = message.entry()
        entry.flags = [flag for flag in entry.flags if flag.endswith("-format") or "wrap" in flag]
        entry.msgstr, entry.tcomment, entry.previous_msgid = "", "", None
        entry.msgstr_plural = dict.fromkeys(entry.msgstr_plural, "")
        entries.append(entry)
    return template_of([*entries, *more], Origin("x", "az", "2027-01-01 00:00+0000"))


def read(path: Path) -> tuple[str, Catalog]:
    text = path.read_bytes().decode()
    return text, po.parse(text, path.name)


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.stem)
def test_nothing_to_do_changes_not_a_byte(path: Path) -> None:
    text, catalog = read(path)
    assert po.write(catalog) == text
    assert update(catalog, template(catalog)) is catalog


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.stem)
def test_one_new_message_touches_no_other(path: Path) -> None:
    text, catalog = read(path)
    new = polib.POEntry(msgid="yepyeni", occurrences=[("content/c.md", "")])
    changed = po.write(update(catalog, template(catalog, new)))
    ours = {message.text.strip() for message in po.parse(changed).messages}
    theirs = {message.text.strip() for message in catalog.messages}
    header = catalog.messages[0].text.strip()
    assert theirs - ours <= {header}  # for the POT's date
    assert len(ours - theirs - {header}) <= 2
    assert changed.count("\r\n") == (changed.count("\n") if "\r\n" in text else 0)
    assert changed.endswith(catalog.tail)


@pytest.mark.parametrize(
    "path",
    [path for path in STYLES if path.stem not in ("by-hand", "babel", "polib", "lokalize")],
    ids=lambda path: path.stem,
)
def test_entries_laid_out_anew_are_as_their_editor_lays_them_out(path: Path) -> None:
    """What gettext's own layout is, at any width, is reproduced to the byte."""
    _, catalog = read(path)
    style = po.measured(catalog)
    again = [po.message(message.entry(), style, message.lead) for message in catalog.messages]
    assert po.write(replace(catalog, messages=tuple(again))) == po.write(catalog)


def test_widths_are_found_out() -> None:
    found = {path.stem: po.measured(read(path)[1]).width for path in STYLES}
    assert found["msgcat-no-wrap"] == found["lokalize"] == 0
    assert 76 <= found["weblate"] <= 79
    assert 78 <= found["msgcat"] <= 80
    assert found["msgcat-sorted"] > 90
