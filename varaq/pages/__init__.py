"""Pages: templates, their words, and what they get to see."""

from varaq.pages.templates import INDEX, Kind, Templates, kinds
from varaq.pages.words import LANGUAGE, Words

__all__ = ["INDEX", "LANGUAGE", "Kind", "Templates", "Words", "kinds"]
