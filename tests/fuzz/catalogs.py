"""Any bytes as a catalog: refused with a place, or held and written back byte for byte."""

from __future__ import annotations

from tests.cases import CASES
from tests.conftest import DATA, ROOT
from tests.fuzz.inputs import text_of
from tests.laws import law_rewritten, law_said, law_written_back
from varaq import po
from varaq.catalog import Catalog
from varaq.errors import VaraqError
from varaq.po.faults import faults


def seeds() -> list[bytes]:
    """The catalogs of the cases, those that other programs wrote, and the shipped ones."""
    paths = [*CASES.glob("*/*.po"), *CASES.glob("*/*.pot")]
    paths += [*(DATA / "styles").glob("*.po"), *(ROOT / "locale").glob("*/*/glossary.po")]
    return [path.read_bytes() for path in sorted(paths)]


def judge(data: bytes) -> None:
    """Assert the laws of catalogs."""
    try:
        text = po.decode(data, "x.po")
    except VaraqError as error:
        law_said(error.problems, text_of(data), "x.po")
    else:
        assert text.encode() == data
    text = text_of(data)
    # which reads patiently what does not parse, and takes less than gettext of what does
    law_said(faults(text), text, "")
    for pot in (False, True):
        try:
            catalog = po.parse(text, "x.po", pot=pot)
        except VaraqError as error:
            law_said(error.problems, text, "x.po")
            continue
        law_written_back(text, catalog)
        law_rewritten(catalog)
        _law_sound(catalog)


def _law_sound(catalog: Catalog) -> None:
    """Each message says what it is, and what its keys find is it."""
    for message in catalog.messages:
        assert message.text[message.head :].lstrip().startswith(("msg", "#~")), message
        assert message.has_text == any(message.strings), message
        assert message.plural is not None or len(message.strings) == 1, message
    for key, message in catalog.by_key().items():
        assert message.key == key
