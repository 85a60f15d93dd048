"""Rules on punctuation, spaces and quotation marks, as each language has them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from varaq.checks.languages import ARABIC, HAN, KANA, LATIN
from varaq.checks.markup import broken_link
from varaq.checks.pair import Finding, Pair, quoted
from varaq.locales import Locale
from varaq.unit import Place

_CLOSERS = " \t\n\"'”’“»)]}）」』*_\u200c\u200d\u200e\u200f\u2069"
_KINDS = {
    "full stop": ".。．｡۔।॥։።။។།",
    "question mark": "?？؟፧",
    "exclamation mark": "!！",
    "colon": ":：፦៖",
}
_QUESTION = "question mark"
_GREEK_ASKING = "?;\u037e"
_ABBREVIATED = re.compile(r"(?:\b\w\.){2,}\W*$|\betc\.\W*$|\bvə s\.\W*$")
_EAST = ("ja", "zh", "ko")
_UNSTOPPED = ("lo", "th")
"""Languages whose sentences end with no mark of their own."""
_UNASKED = (*_UNSTOPPED, "bo", "dz", "hy", "my")
"""Languages whose questions end as other sentences do, if with any mark."""
_KIND = {mark: kind for kind, marks in _KINDS.items() for mark in marks}
_OPEN = "open"
_ASKING = ("か。", "か", "吗。", "呢。", "까.", "요.")
"""Ends of Japanese, Chinese and Korean that ask without a mark."""
_ARABIC_FORMS = {"?": "؟", ",": "،", ";": "؛"}
_ARABIC_ASCII = re.compile(rf"(?<=[{ARABIC}\u064b-\u0652])[?,;](?=\s|$|[{ARABIC}])")
_EAST_FORMS = {
    "zh": {",": "，", ".": "。", "?": "？", "!": "！", ";": "；"},
    "ja": {",": "、", ".": "。"},
}
_EAST_ASCII = re.compile(rf"(?<=[{HAN}{KANA}])[,.?!;](?=\s|$|[{HAN}{KANA}])")
_SPACED = re.compile(r"(?<=[^\W_]) +[,.;:!?،؛؟。、](?=\s|$)")
_UNSPACED = re.compile(rf"(?<=[^\W\d_]{{2}})[,;،؛](?=[^\W\d_{HAN}{KANA}]{{2}})")
_FRENCH_CLOSE = re.compile(r"(?<=[\w»)\ufffc])([;!?:])(?=\s|$)|(?<=[\w»)\ufffc]) ([;!?:])(?=\s|$)")
_FRENCH_QUOTE = re.compile(r"«(?![\u00a0\u202f])|(?<![\u00a0\u202f])»")
_UNSPACED_FRENCH = ("CA", "CH")
"""Where French has its own ways with spaces."""
_PAIRED = re.compile(r"[\"“”„‟«»「」『』]")
_STRAIGHT = '"'
_BRACKETS = {"(": ")", "（": ")", "[": "]"}
_CLOSING = {")": ")", "）": ")", "]": "]"}
_ENUMERATED = re.compile(r"(?:^|\s)(?:\w{1,2}|[:;]-?)$")
"""What may stand before a bracket without a beginning: ``1)``, ``a)``, a face."""
_LATIN_QUOTED = re.compile(r'"[\x00-\x21\x23-\u024f]*"')


def final_punctuation(pair: Pair) -> Iterator[Finding]:
    """An end that is not the source's: a question that is none any more, a full stop lost."""
    if not pair.is_prose or not pair.words.strip():
        return
    wanted, given = _end(pair.words_before, pair.source), _end(pair.words, pair.locale)
    if wanted == given or _OPEN in (wanted, given):
        return
    code = pair.locale.cldr.language
    if not given and code in _UNSTOPPED:
        return
    if given == _QUESTION and pair.source.cldr.language in _UNASKED:
        return
    if wanted == _QUESTION:
        if code in _UNASKED or pair.words.rstrip(_CLOSERS).endswith(_ASKING):
            return
    elif given != _QUESTION and (given or _matter_of_style(pair, wanted)):
        return
    what = f"ends with a {wanted}" if wanted else "has no punctuation at its end"
    here = f"ends with a {given}" if given else "has none"
    yield Finding(f"the source {what}, the translation {here}")


def _matter_of_style(pair: Pair, wanted: str) -> bool:
    """Whether a translation without punctuation at its end is one: headings, entries of lists."""
    if pair.unit.level or pair.unit.place is Place.LINE:
        return True
    if wanted == "colon":
        return False
    if pair.words_before.count(" ") < 3 or _ABBREVIATED.search(pair.words_before[-12:]):
        return True
    # a phrase on its own has no full stop in these languages
    return pair.locale.cldr.language in _EAST and not re.search("[。.]", pair.words)


def _end(words: str, locale: Locale) -> str:
    """The kind of punctuation that a text in a language ends with; empty for none.

    `_OPEN` for what tells nothing: an ellipsis, an end in brackets.
    """
    text = words.rstrip(_CLOSERS)
    if text.endswith(("..", "…")) or not text:
        return _OPEN
    asking = _GREEK_ASKING if locale.cldr.language == "el" else _KINDS[_QUESTION]
    kind = _QUESTION if text[-1] in asking else _KIND.get(text[-1], "")
    if kind == "exclamation mark" and text[-2:-1] in asking:
        kind = _QUESTION
    return _OPEN if kind and words.rstrip().endswith((")", "）", "]")) else kind


def punctuation_forms(pair: Pair) -> Iterator[Finding]:
    """Punctuation of another script behind the language's own letters."""
    code = pair.locale.cldr.language
    if not pair.is_prose:
        return
    if code in ("ar", "fa"):
        found, forms = _ARABIC_ASCII.search(pair.words), _ARABIC_FORMS
    elif code in _EAST_FORMS:
        found, forms = _EAST_ASCII.search(pair.words), _EAST_FORMS[code]
    else:
        return
    if found is not None and found[0] in forms:
        piece = pair.words[max(found.start() - 8, 0) : found.end()]
        yield Finding(f"{found[0]} in {quoted(piece)}", f"write {forms[found[0]]}")


def spacing(pair: Pair) -> Iterator[Finding]:
    """Spaces before punctuation and none behind it, where the source has it otherwise."""
    if not pair.is_prose:
        return
    words = pair.words
    if pair.locale.cldr.language == "fr":
        if pair.locale.cldr.territory not in _UNSPACED_FRENCH:
            yield from _french(words)
        return
    found = _SPACED.search(words)
    if found is not None and _SPACED.search(pair.words_before) is None:
        yield Finding(f"a space before {found[0].strip()}", "take it out")
        return
    found = _UNSPACED.search(words)
    if found is not None and _UNSPACED.search(pair.words_before) is None:
        piece = words[max(found.start() - 8, 0) : found.end() + 8]
        yield Finding(f"no space behind {found[0]} in {quoted(piece)}", "put one there")


def _french(words: str) -> Iterator[Finding]:
    found = _FRENCH_CLOSE.search(words)
    if found is not None:
        mark = found[1] or found[2]
        space = "U+00A0" if mark == ":" else "U+202F"
        what = f"no space before {mark}" if found[1] else f"a space that may break before {mark}"
        yield Finding(what, f"put a no-break space ({space}) there")
        return
    if _FRENCH_QUOTE.search(words) is not None:
        yield Finding(
            "« » without no-break spaces inside", "put no-break spaces (U+00A0) inside « »"
        )
        return
    found = re.search(r"(?<=[^\W_]) +[,.](?=\s|$)", words)
    if found is not None:
        yield Finding(f"a space before {found[0].strip()}", "take it out")


def quotes(pair: Pair) -> Iterator[Finding]:
    """Quotation marks of another language, or two kinds in one text."""
    if not pair.is_prose or pair.written is None:
        return
    marks = _marks(pair)
    if not marks or set(marks) == {_STRAIGHT}:
        return
    if pair.source.cldr.language == pair.locale.cldr.language:
        return
    own = pair.written.quotes
    allowed = set("".join(own))
    foreign = [mark for mark in marks if mark != _STRAIGHT and mark not in allowed]
    best = own[0]
    remedy = f"write {best[0]}…{best[1]}"
    if foreign and foreign[0] not in pair.words_before:
        yield Finding(f"{foreign[0]} is no quotation mark of the language", remedy)
        return
    if _STRAIGHT in marks:
        if _STRAIGHT not in pair.words_before:
            yield Finding(f"both {marks.replace(_STRAIGHT, '')[0]} and straight quotes", remedy)
        return
    crossed = [marks[at : at + 2] for at in range(0, len(marks), 2)]
    if len(marks) % 2 == 0 and len(set(marks)) <= 2:
        wrong = next((each for each in crossed if each not in own), None)
        if wrong is not None and wrong[0] + wrong[1] not in pair.words_before:
            yield Finding(f"{wrong[0]}…{wrong[1]} is no pair of the language's", remedy)


def straight_quotes(pair: Pair) -> bool:
    """Whether a text has straight double quotes and no others."""
    return pair.is_prose and set(_marks(pair)) == {_STRAIGHT}


def _marks(pair: Pair) -> str:
    """The double quotation marks of a text, but for those about words in the Latin script."""
    words = pair.words
    if pair.written is not None and pair.written.script != LATIN:
        words = _LATIN_QUOTED.sub(" ", words)
    return "".join(_PAIRED.findall(words))


def own_quotes(pair: Pair) -> bool:
    """Whether a text has quotation marks of the language's own."""
    if not pair.is_prose or pair.written is None:
        return False
    marks = set(_marks(pair))
    return any(set(own) <= marks for own in pair.written.quotes)


def brackets(pair: Pair) -> Iterator[Finding]:
    """Brackets without their other half, where the source's have theirs."""
    if not pair.is_prose or broken_link(pair):
        return
    odd = _unpaired(pair.words)
    if odd and not _unpaired(pair.words_before):
        yield Finding(f"{odd} has no other half")


def _unpaired(words: str) -> str:
    if not any(mark in words for mark in "()（）[]"):
        return ""
    open_: list[str] = []
    for at, mark in enumerate(words):
        if mark in _BRACKETS:
            open_.append(mark)
        elif mark in _CLOSING:
            if open_ and _BRACKETS[open_[-1]] == _CLOSING[mark]:
                open_.pop()
            elif open_ or not _ENUMERATED.search(words[max(at - 4, 0) : at]):
                return mark
    return open_[-1] if open_ else ""
