"""Checks: what a reviser should see before a catalog is published.

Each rule on a translation is a small function from a `Pair` to findings, and stands in the
table `RULES`; docs/checks.md shows what each catches and spares. `check_pair` judges one
translation, `document_problems` those of a document, `inconsistent` the catalogs of a language
against each other.
"""

from varaq.checks.consistency import house_quotes, inconsistent
from varaq.checks.entries import Judge, document_problems, words_problems
from varaq.checks.headers import header_problems
from varaq.checks.messages import count_problem, newline_problem
from varaq.checks.pair import Pair, Rule, pair
from varaq.checks.rules import RULES, check_pair
from varaq.checks.silence import audible, audible_in, flag_problems
from varaq.checks.terms import term_problems, unused_in, unused_terms

__all__ = [
    "RULES",
    "Judge",
    "Pair",
    "Rule",
    "audible",
    "audible_in",
    "check_pair",
    "count_problem",
    "document_problems",
    "flag_problems",
    "header_problems",
    "house_quotes",
    "inconsistent",
    "newline_problem",
    "pair",
    "term_problems",
    "unused_in",
    "unused_terms",
    "words_problems",
]
