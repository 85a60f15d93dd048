"""varaq: handouts in many languages from one text.

The names below are the library's; everything else is found in the modules that it names.
"""

from varaq.catalog import Catalog, Message
from varaq.document import Document
from varaq.document import read as read_document
from varaq.errors import Problem, VaraqError
from varaq.extraction import entries as extract
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
    "extract",
    "read_catalog",
    "read_document",
    "translate",
    "update",
    "write_catalog",
]
