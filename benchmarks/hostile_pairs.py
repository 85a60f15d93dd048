"""Hostile glossaries, texts to align and files to adopt."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from functools import partial

from hostile import Shape, again
from hostile_matches import catalog, made_up
from trials import Part, Trial, crossed

from varaq import adoption, alignment
from varaq.document import read
from varaq.glossary import Glossary


def _same_start(count: int) -> list[str]:
    return [f"product {word}" for word in made_up(random.Random(7), count)]  # noqa: S311 - see above


GLOSSARIES: dict[str, Callable[[int], tuple[list[str], str]]] = {
    "names that have nothing in common": lambda count: (
        made_up(random.Random(7), count),  # noqa: S311 - it only makes up words
        " ".join(made_up(random.Random(7), 4 * count)),  # noqa: S311 - the same
    ),
    "names that begin alike": lambda count: (
        [f"abc{word}" for word in made_up(random.Random(7), count)],  # noqa: S311 - the same
        " ".join(f"abc{word}" for word in made_up(random.Random(8), 4 * count)),  # noqa: S311 - same
    ),
    "names with one first word": lambda count: (_same_start(count), "product " * 4 * count),
    "one name of many words": lambda count: (["a " * count + "b"], "a " * 4 * count),
    "names in names": lambda count: (
        ["a " * n + "b" for n in range(2, 40)],
        "a " * 4 * count,
    ),
    "one long word": lambda count: (["word"], "a" * 20 * count),
    "hooks": lambda count: (["word"], "word-s's-" * 2 * count),
    "Korean particles": lambda count: (["로드맵"], f"로드맵 로드맵{'이라는' * 4 * count}점"),
    "code and links": lambda count: (["word"], "`word` [word](word) <b> " * count),
    "terms without definitions": lambda count: (
        [f"a{n}\n: &nbsp;" for n in range(count)],
        "a1",
    ),
}


def _glossary(names: Iterable[str], language: str) -> Glossary:
    """A glossary of terms; they are called the same in the other language, which is given."""
    told = (f"{name if ': ' in name else f'{name}{chr(10)}: text'}\n\n" for name in names)
    source = f"---\nglossary: true\n---\n\n# G\n\n{''.join(told)}"
    document = read("g", "g.md", source)
    messages = [(unit.context, unit.text, unit.text) for unit in document.units]
    translated = catalog(dict.fromkeys(messages))
    return Glossary([document], {document.domain: translated}, "en", language)


def _occurrences(data: tuple[list[str], str]) -> Trial:
    names, text = data

    def step() -> None:
        glossary = _glossary(names, "de")
        assert glossary.terms or not names  # noqa: S101 - else nothing is measured
        glossary.occurrences(text, "en")

    return step


def _unused(language: str) -> Callable[[tuple[list[str], str]], Trial]:
    def trial(data: tuple[list[str], str]) -> Trial:
        names, text = data
        glossary = _glossary(names, language)
        return lambda: glossary.unused(text, text)

    return trial


PARTS_OF_TEXTS: dict[str, Shape] = {
    "sentences": again("A b. "),
    "equal sentences": again("A. "),
    "stops": again("."),
    "closing signs": again('."'),
    "spaces": again(" ", "a", "b."),
    "links": again("[a{}](b{}) "),
    "references": again("[a{}] "),
    "brackets": again("["),
    "closing brackets": again("]("),
    "labels, not closed": again("]["),
    "asterisks": again("*a **b "),
    "backticks": again("`a "),
    "backticks of two": again("``a` "),
    "tags": again("<a b "),
    "addresses, not closed": again("<a:"),
    "one address, not closed": again("a:", "<"),
    "backslashes": again("\\"),
    "titles": again('](a "b'),
    "breaks": again("a  \n"),
}


def _sentences(text: str) -> Trial:
    half = text[: len(text) // 2]

    def step() -> None:
        alignment.share(half, f"{half}B. {text}", f"{half}B. {text}")
        alignment.whole(text, half)

    return step


def _markup(text: str) -> Trial:
    new = text.replace("[", "*[", 1).replace("](b", "](c").replace("] ", "][] ")
    around = f"**{text}**"

    def step() -> None:
        alignment.words(text)
        alignment.with_markup(text, new, text)
        alignment.with_markup(new, text, new)
        alignment.with_markup(around, text, around)
        alignment.with_markup(text, f"[{text}](a)", text)

    return step


FILES_TO_ADOPT: dict[str, Shape] = {
    "paragraphs": again("Word {} word.\n\n"),
    "equal paragraphs": again("a\n\n"),
    "headings": again("# a{}\n\n"),
    "items": again("- a{}\n"),
    "numbers": again("{} {} {}\n\n"),
    "code between": again("a{}\n\n```\nb{}\n```\n\n"),
    "the same code between": again("a{}\n\n```\nb\nc\n```\n\n"),
    "skipped": again("<!-- i18n:skip -->\n\na{}\n\n"),
    "names": again("Word{} B2B{} abc.\n\n"),
    "one paragraph": again("Word {} word. "),
}


def _adopt(text: str, translated: Callable[[str], str]) -> Trial:
    source, target = read("a", "a.md", text), read("a", "b.md", translated(text))
    return partial(adoption.adopt, source, target)


def _half(text: str) -> str:
    blocks = text.split("\n\n")
    return "\n\n".join(f"Ü {block}" for block in blocks[::2])


def _inverted(text: str) -> str:
    return "\n\n".join(reversed(text.split("\n\n")))


TERMS: dict[str, Part] = {
    "glossaries": crossed(
        GLOSSARIES,
        {
            "occurrences": _occurrences,
            "unused": _unused("de"),
            "unused in Korean": _unused("ko"),
        },
    )
}
"""What is compared by the number of terms, by name."""
BY_BYTES: dict[str, Part] = {
    "alignment": crossed(PARTS_OF_TEXTS, {"sentences": _sentences, "markup": _markup}),
    "adoption": crossed(
        FILES_TO_ADOPT,
        {
            "alike": lambda text: _adopt(text, str),
            "half of it": lambda text: _adopt(text, _half),
            "turned around": lambda text: _adopt(text, _inverted),
        },
    ),
}
"""What is compared by the size of a text, by name."""
