"""Pages: templates, their words, and what they get to see."""

from varaq.pages.templates import INDEX, Kind, Templates, kinds
from varaq.pages.words import LANGUAGE, PseudoWords, Words

__all__ = ["INDEX", "LANGUAGE", "Kind", "PseudoWords", "Templates", "Words", "kinds"]
