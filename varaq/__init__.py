"""varaq: handouts in many languages from one text.

The names below are the library's; everything else is found in the modules that it names.
Each is imported when it is first asked for, so that a part costs no more than itself.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from varaq.catalog import Catalog, Message
    from varaq.checks import document_problems as check
    from varaq.document import Document
    from varaq.document import read as read_document
    from varaq.errors import Problem, VaraqError
    from varaq.extraction import messages as extract
    from varaq.locales import Locale
    from varaq.merge import update
    from varaq.po import parse as read_catalog
    from varaq.po import write as write_catalog
    from varaq.translation import Translation, translate
    from varaq.unit import Unit

__version__ = "0.1.0"
__all__ = [
    "Catalog",
    "Document",
    "Locale",
    "Message",
    "Problem",
    "Translation",
    "Unit",
    "VaraqError",
    "check",
    "extract",
    "read_catalog",
    "read_document",
    "translate",
    "update",
    "write_catalog",
]
_HOMES = {
    "Catalog": ("catalog", "Catalog"),
    "Document": ("document", "Document"),
    "Locale": ("locales", "Locale"),
    "Message": ("catalog", "Message"),
    "Problem": ("errors", "Problem"),
    "Translation": ("translation", "Translation"),
    "Unit": ("unit", "Unit"),
    "VaraqError": ("errors", "VaraqError"),
    "check": ("checks", "document_problems"),
    "extract": ("extraction", "messages"),
    "read_catalog": ("po", "parse"),
    "read_document": ("document", "read"),
    "translate": ("translation", "translate"),
    "update": ("merge", "update"),
    "write_catalog": ("po", "write"),
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, attribute = _HOMES[name]
    found = getattr(importlib.import_module(f"{__name__}.{module}"), attribute)
    globals()[name] = found
    return found
