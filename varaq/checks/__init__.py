"""Checks: what a reviser should see before a catalog is published.

Each rule is a small function from values to problems; the table in docs/checks.md names
them all.
"""

from varaq.checks.headers import header_problems
from varaq.checks.messages import newline_problem, placeholder_problem, placeholders
from varaq.checks.terms import term_problems, unused_terms

__all__ = [
    "header_problems",
    "newline_problem",
    "placeholder_problem",
    "placeholders",
    "term_problems",
    "unused_terms",
]
