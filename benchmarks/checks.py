"""How right `varaq check` is on published translations, and what it catches of faults made.

    python benchmarks/checks.py CORPUS [--show RULE]

CORPUS is the folder of Comprehensive Rust, with ``po/``. Precision: what the rules find in its
five catalogs, for 1,000 translated units, by rule and language; ``--show`` prints what a rule
found, to be read. Recall: faults put into sound translations of the same catalogs and of the
shipped ones, each of a known kind, with a seed; one is caught where a rule finds something
that it did not find before. Cost: CPU seconds for 1,000 units.

Messages of mdbook-i18n-helpers that are blocks of code are judged as code, those that are
comments or strings in code as such, all else as paragraphs.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from measuring import ROOT

sys.path.insert(0, str(ROOT))

from varaq import po  # the one beside this file
from varaq.catalog import State
from varaq.checks import RULES, check_pair, house_quotes
from varaq.checks.pair import Pair, text_pair
from varaq.errors import Problem
from varaq.locales import Locale
from varaq.unit import Place

SEED = 20261125
PER_KIND = 40
"""So many faults of a kind are made in each language, or as many as there are places for."""
PUBLISHED = ("de", "fa", "ja", "tr", "uk")
SHIPPED = ("ar", "ru", "tr")


class Text(NamedTuple):
    """A message with its translation."""

    catalog: str
    line: int
    source: str
    translation: str
    place: Place
    languages: tuple[Locale, Locale]

    def pair(self) -> Pair:
        """The same as the rules see it."""
        return text_pair(self.source, self.translation, *self.languages, self.place)

    def problems(self) -> list[Problem]:
        """What the rules have against it."""
        return check_pair(self.pair())


def place(msgid: str) -> Place:
    """Where a message of mdbook-i18n-helpers stands."""
    start = msgid.lstrip()
    if start.startswith("```"):
        return Place.CODE
    if re.match(r"//|/\*|\*/|[bcr]?#*\"|'", start):
        return Place.WORDS
    return Place.BLOCK


def texts(path: Path, name: str, source: str, language: str) -> Iterator[Text]:
    """The translated messages of a catalog."""
    catalog = po.parse(po.decode(path.read_bytes(), name), name)
    languages = Locale.parse(source), Locale.parse(language)
    for message in catalog:
        if message.state is State.TRANSLATED and message.plural is None:
            where = place(message.id) if source == "en" else Place.BLOCK
            yield Text(name, message.line, message.id, message.strings[0], where, languages)


Maker = Callable[[random.Random, Text], str | None]
"""A translation with one fault; None where there is no place for it."""
_LINK = re.compile(r"(?<!!)\[([^\[\]`*]+)\]\(([^()\s]+)\)")
_CODE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
_STRONG = re.compile(r"(\*\*)(\w[^*`\n]*\w)\*\*")
_WORD = re.compile(r"(?<![\w`<>/&;:.\[\](){}-])[^\W\d_]{3,}(?![\w`<>/&(){}\]\[:-])")
_PLAIN = re.compile(r"[^`\[\]<>*_\\|]*")
_TWINS = dict(zip("aceopxyi", "асеорхуі", strict=True))


def _change(rng: random.Random, pattern: re.Pattern[str], put: str, text: str) -> str | None:
    found = list(pattern.finditer(text))
    if not found:
        return None
    match = rng.choice(found)
    return text[: match.start()] + match.expand(put) + text[match.end() :]


def _by(pattern: str | re.Pattern[str], put: str) -> Maker:
    compiled = re.compile(pattern)
    return lambda rng, text: _change(rng, compiled, put, text.translation)


def _prose(maker: Maker) -> Maker:
    """A fault that is one in prose only."""
    return lambda rng, text: maker(rng, text) if text.place is Place.BLOCK else None


def _plain(maker: Maker) -> Maker:
    """A fault in a translation without markup, so that it falls on a word."""
    return _prose(
        lambda rng, text: maker(rng, text) if _PLAIN.fullmatch(text.translation) else None
    )


def _word(change: Callable[[random.Random, str], str | None]) -> Maker:
    def make(rng: random.Random, text: Text) -> str | None:
        found = list(_WORD.finditer(text.translation))
        rng.shuffle(found)
        for match in found:
            if match[0] in text.source:
                continue  # a name
            changed = change(rng, match[0])
            if changed is not None:
                start, end = match.span()
                return text.translation[:start] + changed + text.translation[end:]
        return None

    return _plain(make)


def _twin(rng: random.Random, word: str) -> str | None:
    """A word with one letter of the alphabet that looks like its own."""
    twins = _TWINS | {cyrillic: latin for latin, cyrillic in _TWINS.items()}
    places = [at for at, letter in enumerate(word) if letter in twins]
    if not places:
        return None
    at = rng.choice(places)
    return word[:at] + twins[word[at]] + word[at + 1 :]


def _foreign(_: random.Random, word: str) -> str | None:
    """A word with a letter of a neighbour's alphabet."""
    for own, other in (("и", "ў"), ("s", "ș"), ("a", "ą"), ("ک", "ڪ"), ("ي", "ێ")):
        if own in word:
            return word.replace(own, other, 1)
    return None


def _cut(_: random.Random, text: Text) -> str | None:
    if len(text.source) < 60 or len(text.translation) < 30:
        return None
    return text.translation[: len(text.translation) // 4].rsplit(" ", 1)[0]


def _untranslated(_: random.Random, text: Text) -> str | None:
    words = [word for word in text.source.split() if word.isalpha() and word.islower()]
    return text.source if len(words) >= 4 else None


def _doubled(rng: random.Random, text: Text) -> str | None:
    """A word said twice, in languages that do not do so on purpose."""
    if text.languages[1].code not in ("de", "uk", "ru"):
        return None
    return _word(lambda _, word: f"{word} {word}")(rng, text)


def _particle(rng: random.Random, text: Text) -> str | None:
    """An "and" said twice, in the others."""
    word = {"tr": "ve", "fa": "و", "ar": "في"}.get(text.languages[1].code)
    if word is None:
        return None
    return _change(rng, re.compile(rf"(?<=\s){word}(?=\s)"), f"{word} {word}", text.translation)


def _question(_: random.Random, text: Text) -> str | None:
    if not text.source.endswith("?") or text.translation[-1:] not in "?？؟":
        return None
    return text.translation[:-1] + "."


def _stop(_: random.Random, text: Text) -> str | None:
    if not text.source.endswith(".") or text.source.count(" ") < 4:
        return None
    cut = text.translation.rstrip().rstrip(".。")
    return cut if cut != text.translation.rstrip() and cut[-1:].isalpha() else None


def _colon(_: random.Random, text: Text) -> str | None:
    if not text.source.endswith(":") or text.translation[-1:] not in ":：":
        return None
    return text.translation[:-1]


def _arabic(rng: random.Random, text: Text) -> str | None:
    if text.languages[1].code not in ("fa", "ar"):
        return None
    return _change(rng, re.compile("(?<=[ء-ی])،(?= )"), ",", text.translation)


def _foreign_quotes(rng: random.Random, text: Text) -> str | None:
    """Quotation marks of a language that writes them otherwise."""
    marks = {"de": "“”", "fr": "„“", "tr": "„“", "ru": "”“", "uk": "»«", "ja": "„“"}
    pair = marks.get(text.languages[1].code, "„‟")
    own = re.compile(r"[\"“„«「]([^\"“”„«»「」`\n]+)[\"“”»」]")
    return _change(rng, own, rf"{pair[0]}\1{pair[1]}", text.translation)


def _number(rng: random.Random, text: Text) -> str | None:
    found = [
        match
        for match in re.finditer(r"(?<![\w.,/`#-])[1-9]\d+(?![\w`])", text.translation)
        if match[0] in text.source
    ]
    if not found or not _PLAIN.fullmatch(text.translation):
        return None
    match = rng.choice(found)
    digits = str(int(match[0]) + 1)
    return text.translation[: match.start()] + digits + text.translation[match.end() :]


def _inside(rng: random.Random, text: Text) -> str | None:
    """Another target of a link inside the book."""
    inside = re.compile(r"\]\((?!\w+:)[^()\s]+\)")
    return _change(rng, inside, "](elsewhere.md)", text.translation)


def _code_letter(rng: random.Random, text: Text) -> str | None:
    found = [match for match in _CODE.finditer(text.translation) if match[1].isalnum()]
    if not found:
        return None
    match = rng.choice(found)
    at = match.start() + 1 + rng.randrange(len(match[1]))
    return text.translation[:at] + "q" + text.translation[at:]


def _renamed(rng: random.Random, text: Text) -> str | None:
    if text.place is not Place.WORDS or "{" not in text.source:
        return None
    return _change(rng, re.compile(r"\{\w+\}"), "{other}", text.translation)


def _insert(what: str) -> Maker:
    return _word(lambda rng, word: word[:1] + what + word[1:] if rng else None)


FAULTS: dict[str, Maker] = {
    "a link dropped": _by(_LINK, r"\1"),
    "another target of an inside link": _inside,
    "a space in the middle of a link": _by(_LINK, r"[\1] (\2)"),
    "a link not closed": _by(_LINK, r"[\1](\2 "),
    "a backtick lost": _prose(_by(_CODE, r"`\1")),
    "backticks lost": _prose(_by(_CODE, r"\1")),
    "a letter more in code": _prose(_code_letter),
    "bold half lost": _prose(_by(_STRONG, r"**\2")),
    "bold lost": _prose(_by(_STRONG, r"\2")),
    "a tag not closed": _prose(_by(_WORD, r"<b>\g<0>")),
    "a script": _prose(_by(_WORD, r"<script>\g<0></script>")),
    "an unsafe link": _by(_LINK, r"[\1](javascript:x)"),
    "a placeholder renamed": _renamed,
    "a bidi override": _insert("\u202e"),
    "a control character": _insert("\x08"),
    "a letter's twin": _word(_twin),
    "a letter of a neighbour's alphabet": _word(_foreign),
    "a question no more": _prose(_question),
    "a full stop lost": _prose(_stop),
    "a colon lost": _prose(_colon),
    "a comma of another script": _prose(_arabic),
    "a space before a comma": _plain(_by(r"(?<=\w), ", " , ")),
    "quotes of another language": _prose(_foreign_quotes),
    "a bracket lost": _plain(_by(r"(?<=\w\w\w\w)\)", "")),
    "a word doubled": _doubled,
    "a particle doubled": _prose(_particle),
    "cut to a quarter": _prose(_cut),
    "left as it was": _prose(_untranslated),
    "a heading's mark": _plain(lambda _, text: f"# {text.translation}"),
    "a number changed": _prose(_number),
}
"""What is done to translations; each kind is put into all languages that have a place for it."""


def precision(found: dict[str, list[Text]], show: str | None) -> None:
    """What the rules find in published catalogs."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    severities: dict[str, Counter[str]] = defaultdict(Counter)
    total = sum(map(len, found.values()))
    started = time.process_time()
    for language, own in found.items():
        pairs = [text.pair() for text in own]
        said = [(at, problem) for at, pair in enumerate(pairs) for problem in check_pair(pair)]
        for at, problem in [*said, *house_quotes(pairs)]:
            counts[problem.code][language] += 1
            severities[problem.severity][language] += 1
            if problem.code == show:
                print(f"{own[at].catalog}:{own[at].line}: {problem.message}")
                print(f"  {own[at].source!r}\n  {own[at].translation!r}")
    spent = time.process_time() - started
    head = " | ".join(found)
    print(f"\n{total} translated units; for 1,000 of them {spent / total * 1000:.3f} CPU s\n")
    print(
        f"| finding | severity | {head} | all | for 1,000 |\n|---|---|{'--:|' * (len(found) + 2)}"
    )
    for rule in RULES:
        row = counts[rule.code]
        if row:
            _row(f"`{rule.code}` | {rule.severity}", row, found, total)
    for severity in ("error", "warning", "info"):
        _row(f"all | {severity}", severities[severity], found, total)
    per = {
        language: f"{severities['error'][language] / len(own) * 1000:.1f} errors, "
        f"{severities['warning'][language] / len(own) * 1000:.1f} warnings of {len(own)}"
        for language, own in found.items()
    }
    print("\nfor 1,000:", "; ".join(f"{language} {said}" for language, said in per.items()))


def _row(name: str, row: Counter[str], found: dict[str, list[Text]], total: int) -> None:
    cells = " | ".join(str(row[language]) for language in found)
    print(f"| {name} | {cells} | {row.total()} | {row.total() / total * 1000:.2f} |")


def recall(found: dict[str, list[Text]], show: str | None) -> None:
    """What the rules catch of faults that were made."""
    made: Counter[str] = Counter()
    caught: Counter[str] = Counter()
    where: dict[str, Counter[str]] = defaultdict(Counter)
    print("\n| fault | made | caught | % | missed in |\n|---|--:|--:|--:|---|")
    for name, maker in FAULTS.items():
        for language, own in found.items():
            rng = random.Random(f"{SEED} {name} {language}")  # noqa: S311  a seed, no secret
            pool = list(own)
            rng.shuffle(pool)
            count = 0
            for text in pool:
                if count == PER_KIND:
                    break
                faulty = maker(rng, text)
                if faulty is None or faulty == text.translation:
                    continue
                before = {(each.code, each.message) for each in text.problems()}
                if before:
                    continue  # no sound translation
                count += 1
                made[name] += 1
                bad = text._replace(translation=faulty)
                if bad.problems():
                    caught[name] += 1
                else:
                    where[name][language] += 1
                    if show == name:
                        print(f"{language}: {text.source!r}\n  {faulty!r}")
        missed = ", ".join(f"{language} {n}" for language, n in where[name].items())
        share = caught[name] / made[name] * 100 if made[name] else 0
        print(f"| {name} | {made[name]} | {caught[name]} | {share:.1f} | {missed} |")
    share = caught.total() / made.total() * 100
    print(f"| all | {made.total()} | {caught.total()} | {share:.1f} | |")


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--show", help="a rule, or a fault: print what was found, or missed")
    options = parser.parse_args()
    published = {
        code: list(texts(options.corpus / "po" / f"{code}.po", f"{code}.po", "en", code))
        for code in PUBLISHED
    }
    precision(published, options.show)
    for code in SHIPPED:
        for path in sorted((ROOT / "locale" / code / "LC_MESSAGES").glob("*.po")):
            if path.stem != "templates":
                key = code if code not in published else f"{code} (shipped)"
                published.setdefault(key, []).extend(texts(path, path.name, "az", code))
    recall(published, options.show)


if __name__ == "__main__":
    main()
