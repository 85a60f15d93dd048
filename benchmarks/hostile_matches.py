"""Hostile catalogs and memories, for what compares many messages with many."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from functools import partial

from trials import Part, Trial, crossed

from varaq import checks, merge, migration, po, threeway
from varaq.catalog import Catalog
from varaq.memory import Memory, Origin, Record
from varaq.quoting import quote

_HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
_QUESTIONS = 20
"""How many texts a memory is asked for at a time."""
Message = tuple[str | None, str, str]
"""A context, a text, its translation."""


def catalog(messages: Iterable[Message], path: str = "a.po") -> Catalog:
    """The catalog that has these messages."""
    entries = (
        f"\n{'' if context is None else f'msgctxt {quote(context)}{chr(10)}'}"
        f"msgid {quote(text)}\nmsgstr {quote(translation)}\n"
        for context, text, translation in messages
    )
    return po.parse(f"{_HEADER}{''.join(entries)}", path)


def made_up(source: random.Random, count: int) -> list[str]:
    """So many words of six letters."""
    return ["".join(source.choices("abcdefghiklmnoprstuvz", k=6)) for _ in range(count)]


def _prose(count: int) -> list[str]:
    """Texts of twelve words each that have nothing in common."""
    source = random.Random(7)  # noqa: S311 - it only makes up words
    return [" ".join(made_up(source, 12)) for _ in range(count)]


def _messages(texts: Iterable[str]) -> list[Message]:
    return [(None, text, f"Ü {text}") for text in texts]


def _bare(texts: Iterable[str]) -> list[Message]:
    return [(None, text, "") for text in texts]


def _update(old: Iterable[Message], new: Iterable[Message]) -> Trial:
    return partial(merge.update, catalog(old), catalog(new))


def _changed(text: str) -> str:
    """A text with its fifth word changed."""
    words = text.split(" ")
    return " ".join([*words[:4], "other", *words[5:]])


def _all_changed(count: int) -> Trial:
    texts = _prose(count)
    return _update(_messages(texts), _bare(map(_changed, texts)))


def _all_alike(count: int) -> Trial:
    """Texts that differ in nothing but a number, each with another one now."""
    return _update(
        _messages(f"The value of the field has number {n} now." for n in range(count)),
        _bare(f"The value of this field has number {n} now." for n in range(count)),
    )


def _all_new(count: int) -> Trial:
    texts = _prose(2 * count)
    return _update(_messages(texts[:count]), _bare(texts[count:]))


def _equal(count: int) -> Trial:
    return _update(
        [(f"a{n}", "One text.", "Ü") for n in range(count)],
        [(f"b{n}", "One text.", "") for n in range(count)],
    )


def _cut(count: int) -> Trial:
    """Every paragraph cut in two."""
    texts = _prose(2 * count)
    return _update(
        _messages(f"{one}. {two}." for one, two in zip(texts[::2], texts[1::2], strict=True)),
        _bare(f"{text}." for text in texts),
    )


def _joined(count: int) -> Trial:
    """Paragraphs of one sentence, joined to a few long ones."""
    texts = [f"{text}." for text in _prose(count)]
    long = max(count // 4, 1)
    joined = (" ".join(texts[at : at + long]) for at in range(0, count, long))
    return _update(_messages(texts), _bare(joined))


def _same_beginning(count: int) -> Trial:
    """Paragraphs gone, and new ones that begin as each of them does."""
    texts = _prose(2 * count)
    return _update(
        _messages(f"Yes. {text}. {text[:9]}." for text in texts[:count]),
        _bare(f"Yes. {text}. {text[:7]}. No. No." for text in texts[count:]),
    )


def _turned(count: int) -> Trial:
    texts = _prose(count)
    return _update(_messages(texts), _bare(reversed(texts)))


def _gone(count: int) -> Trial:
    texts = _prose(count)
    return _update(_messages(texts), _bare(texts[::2]))


def _long_messages(count: int) -> Trial:
    """Four messages, each of a quarter of all text, one word of it changed."""
    text = " ".join(_prose(count))
    return _update(
        _messages(f"{n} {text[: len(text) // 4]}" for n in range(4)),
        _bare(f"{n} other {text[: len(text) // 4]}" for n in range(4)),
    )


def _of_elsewhere(count: int) -> Trial:
    """Texts that other catalogs have, changed, a catalog each."""
    texts = _prose(count)
    others = [catalog(_messages([text]), f"{n}.po") for n, text in enumerate(texts)]
    new = catalog(_bare(map(_changed, texts)))
    return partial(merge.update, catalog([]), new, others)


MERGING: Part = {
    name: {"update": trial}
    for name, trial in {
        "all changed a little": _all_changed,
        "all alike but for a number": _all_alike,
        "all new": _all_new,
        "equal texts": _equal,
        "all cut in two": _cut,
        "joined": _joined,
        "one beginning": _same_beginning,
        "turned around": _turned,
        "every second one gone": _gone,
        "long messages": _long_messages,
        "moved from other catalogs": _of_elsewhere,
    }.items()
}


def _sides(
    ours: Callable[[str], str], theirs: Callable[[str], str], *, added: bool = False
) -> Callable[[int], Trial]:
    def trial(count: int) -> Trial:
        texts = _prose(2 * count)
        base = texts[:count]
        more = texts[count:] if added else []
        return partial(
            threeway.merge3,
            catalog((None, text, text) for text in base),
            catalog((None, text, ours(text)) for text in base),
            catalog((None, text, theirs(text)) for text in [*more, *base]),
        )

    return trial


THREEWAY: Part = {
    name: {"merge": trial}
    for name, trial in {
        "changed in two ways": _sides("Ü {}".format, "Ö {}".format),
        "changed by them": _sides(str, "Ö {}".format),
        "added by them": _sides(str, str, added=True),
        "added and changed": _sides("Ü {}".format, "Ö {}".format, added=True),
    }.items()
}


def _records(texts: Iterable[str]) -> list[Record]:
    return [Record(text, f"Ü {text}", "a.po", Origin.TRANSLATED) for text in texts]


MEMORIES: dict[str, Callable[[int], list[str]]] = {
    "nothing alike": _prose,
    "alike but for a number": lambda count: [
        f"The value of the field has number {n} now." for n in range(count)
    ],
    "the same words": lambda count: [f"Same{' ' * n}words." for n in range(count // 8)],
    "equal texts": lambda count: ["One text."] * count,
    "one letter": lambda count: ["a" * n for n in range(count // 8)],
    "long texts": lambda count: [f"{n} {' '.join(_prose(count // 8))}" for n in range(8)],
}


def _load(texts: list[str]) -> Trial:
    records = _records(texts)
    return lambda: Memory(records).prepare()


def _ask(texts: list[str]) -> Trial:
    memory = Memory(_records(texts))
    memory.prepare()
    asked = [_changed(text) for text in texts[:: max(len(texts) // _QUESTIONS, 1)]]
    return lambda: [memory.suggestions(text) for text in asked]


def _ask_long(texts: list[str]) -> Trial:
    memory = Memory(_records(texts))
    memory.prepare()
    return partial(memory.suggestions, " ".join(texts))


LEGACIES: dict[str, Callable[[int], tuple[list[Message], list[Message]]]] = {
    "the same": lambda count: (_messages(_prose(count)), _bare(_prose(count))),
    "all changed a little": lambda count: (
        _messages(_prose(count)),
        _bare(map(_changed, _prose(count))),
    ),
    "equal texts": lambda count: (
        [(f"a{n}", "One text.", f"Ü{n}") for n in range(count)],
        [(f"b{n}", "One text.", "") for n in range(count)],
    ),
    "equal words": lambda count: (
        [(f"a{n}", "One text.", f"Ü{n}") for n in range(count)],
        [(f"b{n}", "*One* text.", "") for n in range(count)],
    ),
    "spaces": lambda count: (
        _messages([f"*a*{' ' * 100 * count}\n_b_"]),
        _bare(["_a_ *b*", "> " * 600 + "a"]),
    ),
    "tables": lambda count: (
        _messages(["| a | b |\n|---|---|\n" + "| c | d |\n" * count]),
        _bare(f"c{n}" for n in range(count)),
    ),
}


def _migrate(data: tuple[list[Message], list[Message]]) -> Trial:
    old, new = map(catalog, data)
    return lambda: migration.Legacy([old]).fill(new)


def _inconsistent(count: int) -> Trial:
    texts = _prose(count)
    one, other = catalog(_messages(texts), "a.po"), catalog(_messages(texts[::-1]), "b.po")
    third = catalog(((None, text, f"Ö {text}") for text in texts), "c.po")
    return partial(checks.inconsistent, [one, other, third])


def _many_catalogs(count: int) -> Trial:
    texts = [(None, "One text.", f"Ü{n}") for n in range(count)]
    found = [catalog([message], f"{n}.po") for n, message in enumerate(texts)]
    return partial(checks.inconsistent, found)


BY_COUNT: dict[str, Part] = {
    "merging": MERGING,
    "three-way merging": THREEWAY,
    "migration": crossed(LEGACIES, {"fill": _migrate}),
    "memories": crossed(MEMORIES, {"load": _load, "ask": _ask, "ask for all": _ask_long}),
    "catalogs of a language": {
        "each text in three ways": {"inconsistent": _inconsistent},
        "a catalog a message": {"inconsistent": _many_catalogs},
    },
}
"""What is compared by the number of messages, by name."""
