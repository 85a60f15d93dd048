"""Adoption: a file that was translated without catalogs, taken over into them.

The units of a document and of its translation are paired by structure, by what translations
keep (numbers, code, links, names), by length, and by the company that words keep; every way to
pair them is weighed, so that it is known how sure each pair is.
"""

from varaq.adoption.filling import Filled, filled
from varaq.adoption.findings import findings
from varaq.adoption.pairing import Adoption, Pairing, adopt

__all__ = ["Adoption", "Filled", "Pairing", "adopt", "filled", "findings"]
