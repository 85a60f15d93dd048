"""The hand-marked occurrences of glossary terms, and how the glossary compares with them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tests.conftest import DATA, ROOT
from varaq.glossary import Glossary
from varaq.project import Project

MARKED = DATA / "glossary" / "occurrences.txt"
SOURCE = "az"
_MARK = re.compile(r"\{([^|{}]*)\|(\w+)\}")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the shipped text, with the terms in it."""

    language: str
    text: str
    spans: tuple[tuple[int, int, str], ...]
    """(start, end, the term's msgid), in characters of `text`."""


@dataclass(frozen=True, slots=True)
class Score:
    """How what was found compares with what was marked."""

    marked: int
    found: int
    right: int
    differences: tuple[str, ...]

    @property
    def recall(self) -> float:
        return self.right / self.marked

    @property
    def precision(self) -> float:
        return self.right / self.found


def sentences() -> dict[str, list[Sentence]]:
    """The marked sentences by language."""
    found: dict[str, list[Sentence]] = {}
    terms: dict[str, str] = {}
    section = ""
    for line in MARKED.read_text("utf-8").split("\n"):
        if line.startswith("["):
            section = line[1:-1]
        elif section == "terms" and " = " in line:
            key, _, msgid = line.partition(" = ")
            terms[key] = msgid
        elif section and line:
            found.setdefault(section, []).append(_sentence(section, line, terms))
    return found


def _sentence(language: str, line: str, terms: dict[str, str]) -> Sentence:
    spans = []
    taken = 0
    for match in _MARK.finditer(line):
        start = match.start() - taken
        spans.append((start, start + len(match[1]), terms[match[2]]))
        taken += len(match[0]) - len(match[1])
    return Sentence(language, _MARK.sub(r"\1", line), tuple(spans))


def glossary(language: str) -> Glossary:
    """The shipped glossary in a language; the source language has a catalog of none."""
    project = Project.open(ROOT)
    documents, _ = project.documents()
    catalog = project.catalog(language, "glossary")
    target = language if catalog else "en"
    return Glossary(documents, {"glossary": catalog} if catalog else {}, SOURCE, target)


def compared(held: list[Sentence]) -> Score:
    """How the glossary does on the sentences of one language."""
    language = held[0].language
    finder = glossary(language)
    marked = found = right = 0
    differences = []
    for sentence in held:
        wanted = set(sentence.spans)
        given = {
            (each.start, each.end, each.term.key[1])
            for each in finder.occurrences(sentence.text, language)
        }
        marked, found, right = marked + len(wanted), found + len(given), right + len(wanted & given)
        for name, spans in (("missed", wanted - given), ("wrong", given - wanted)):
            for start, end, term in sorted(spans):
                differences.append(f"{name}: {sentence.text[start:end]} ({term}): {sentence.text}")
    return Score(marked, found, right, tuple(differences))
