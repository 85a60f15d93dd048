"""The rules on translations, in one table, and what they have against one translation."""

from __future__ import annotations

from varaq.checks import characters, markup, typography, wording
from varaq.checks.pair import Pair, Rule
from varaq.errors import Problem, Severity

_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

RULES: tuple[Rule, ...] = (
    Rule(
        "html-not-allowed",
        _ERROR,
        "HTML that the source has not",
        "use the tags of the source, or Markdown",
        markup.unsafe_content,
    ),
    Rule(
        "link-not-allowed",
        _ERROR,
        "a link that a page must not have",
        "use the source's link",
        markup.unsafe_links,
    ),
    Rule(
        "placeholders",
        _ERROR,
        "placeholders lost or changed",
        "keep them as the source has them",
        wording.placeholders,
    ),
    Rule(
        "link-missing",
        _ERROR,
        "a link inside the project that is lost or leads elsewhere",
        "let it lead where the source's leads",
        markup.lost_links,
    ),
    Rule(
        "link-syntax",
        _ERROR,
        "brackets that were to be a link and are none",
        "write [text](target), with no space inside",
        markup.broken_links,
    ),
    Rule(
        "footnote",
        _ERROR,
        "a reference to a footnote that is lost or is not the source's",
        "keep the source's footnotes",
        markup.footnotes,
    ),
    Rule(
        "bidi-override",
        _ERROR,
        "a character that turns the direction of the text",
        "take it out, or use the isolates U+2066 to U+2069",
        characters.bidi_overrides,
    ),
    Rule(
        "control-character",
        _ERROR,
        "a character that is no text",
        "take it out",
        characters.control_characters,
    ),
    Rule(
        "look-alike",
        _ERROR,
        "a letter that only looks like one of the language's",
        "write the language's own letter",
        characters.look_alikes,
    ),
    Rule(
        "mixed-script",
        _WARNING,
        "a word of letters from two alphabets",
        "write all its letters in one alphabet",
        characters.mixed_scripts,
    ),
    Rule(
        "foreign-letter",
        _WARNING,
        "a letter that the language has not",
        "write the word as the language does",
        characters.foreign_letters,
    ),
    Rule(
        "link-dropped",
        _WARNING,
        "a link out of the project that is lost",
        "put it back",
        markup.lost_outside,
    ),
    Rule(
        "markup-count",
        _WARNING,
        "bold, italics, images or HTML that came or went",
        "mark up what the source marks up",
        markup.markup_counts,
    ),
    Rule(
        "markup-visible",
        _WARNING,
        "asterisks or backticks that a reader would see",
        "write both halves, with no space inside; a backslash shows an asterisk",
        markup.visible_marks,
    ),
    Rule(
        "code-span",
        _WARNING,
        "code that was lost or changed",
        "keep code as it is",
        markup.code_spans,
    ),
    Rule(
        "block-mark",
        _WARNING,
        "a mark of a heading, a quotation or a list that opens none",
        "take it out",
        markup.block_marks,
    ),
    Rule(
        "final-punctuation",
        _WARNING,
        "an end that is not the source's",
        "end the translation as the source ends",
        typography.final_punctuation,
    ),
    Rule(
        "punctuation-form",
        _WARNING,
        "punctuation of another script",
        "write the language's own mark",
        typography.punctuation_forms,
    ),
    Rule(
        "spacing",
        _WARNING,
        "spaces about punctuation that the language has otherwise",
        "space it as the language does",
        typography.spacing,
    ),
    Rule(
        "quotes",
        _WARNING,
        "quotation marks of another language, or of two kinds",
        "use the language's quotation marks",
        typography.quotes,
    ),
    Rule(
        "brackets",
        _WARNING,
        "a bracket without its other half",
        "write both halves",
        typography.brackets,
    ),
    Rule(
        "doubled-word",
        _WARNING,
        "a word that stands twice in a row",
        "take one of them out",
        wording.doubled_words,
    ),
    Rule(
        "length",
        _WARNING,
        "a length out of proportion",
        "see whether something is missing or too much",
        wording.length,
    ),
    Rule(
        "unchanged",
        _WARNING,
        "a text that is still the source's",
        "translate it",
        wording.unchanged,
    ),
    Rule(
        "inconsistent",
        _WARNING,
        "one text translated in two ways",
        "use one of them, or ask the author for a context",
    ),
    Rule(
        "glossary-term-unused",
        _WARNING,
        "a term of the glossary that is translated otherwise",
        "use the glossary's word",
    ),
    Rule(
        "numbers",
        _INFO,
        "numbers that only one of the two has",
        "see whether they say the same",
        wording.differing_numbers,
    ),
    Rule(
        "link-outside",
        _INFO,
        "a link out of the project that is not the source's",
        "see whether it says the same",
        markup.other_links,
    ),
)
"""What is looked at in each translation, `inconsistent` and `glossary-term-unused`
in whole catalogs; in the order of a report."""
NAMED = {rule.code: rule for rule in RULES}
"""The same by their codes."""


def check_pair(pair: Pair) -> list[Problem]:
    """What is wrong with one translation; the problems name no place yet.

    >>> from varaq.checks.pair import text_pair
    >>> from varaq.locales import Locale
    >>> az, tr = Locale.parse("az"), Locale.parse("tr")
    >>> [problem.code for problem in check_pair(text_pair("`x` mi?", "`y` mi.", az, tr))]
    ['code-span', 'final-punctuation']
    """
    return [
        Problem(rule.code, finding.message, finding.remedy or rule.remedy, severity=rule.severity)
        for rule in RULES
        for finding in rule.find(pair)
    ]
