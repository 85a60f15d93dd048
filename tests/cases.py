"""Cases are folders: a source, a translation, and what has to come of them.

    tests/cases/NAME/source.md | source.txt
                     expected.pot
                     varaq.toml          where it is read by other rules than the usual ones
                     xx.po               the test language, the UPPER-CASED source
                     expected.xx.md
                     expected.xx.html    each unit's block with data-unit="its number"
    tests/cases/bad-NAME/…, expected.err  what is wrong, a problem a line

``python -m tests.cases NAME…`` writes what is there now, to be read before it is kept.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from varaq import config, po
from varaq.catalog import HEADER, Catalog
from varaq.document import Document, read
from varaq.document.body import body
from varaq.document.splice import assemble
from varaq.document.terms import SortKey
from varaq.extraction import Origin, messages, pot
from varaq.locales import Locale
from varaq.merge import init
from varaq.translation import translate

CASES = Path(__file__).parent / "cases"
_CREATED = "2026-01-01 00:00+0000"


def document_of(case: Path) -> Document:
    (path,) = case.glob("source.*")
    return read("source", path.name, path.read_bytes().decode(), config.load(case).rules)


def outcome(case: Path) -> dict[str, str]:
    """What there is to a case, by file name; its xx.po is as it stands there."""
    document = document_of(case)
    made = {"expected.pot": po.write(pot(messages(document), Origin("case", "az", _CREATED)))}
    path = case / "xx.po"
    text = path.read_bytes().decode() if path.is_file() else _upper(made["expected.pot"])
    made["xx.po"] = text
    result = translate(document, po.parse(text, "xx.po"))
    problems = [*document.problems, *result.problems]
    if problems or case.name.startswith("bad-"):
        made["expected.err"] = "".join(f"{problem}\n" for problem in problems)
    key: SortKey | None = Locale.parse("az").sort_key if document.is_glossary else None
    made[f"expected.xx{document.suffix}"] = assemble(document, result.fitted)
    handout = body(document, result.fitted, key)
    made[f"expected.handout.xx{document.suffix}"] = handout.markdown
    made["expected.xx.html"] = handout.html(lambda index: f' data-unit="{index}"')
    return made


def _upper(template: str) -> str:
    empty = init(po.parse(template, pot=True), Locale.parse("en"))
    messages = []
    for message in empty.messages:
        entry = message.entry()
        if message.key != HEADER:
            entry.msgstr = message.id.upper()
        messages.append(po.message(entry, empty.style, "" if message.key == HEADER else None))
    return po.write(replace(Catalog(()), messages=tuple(messages)))


def main(names: Sequence[str]) -> None:
    for case in sorted(CASES.iterdir()):
        if case.is_dir() and (not names or case.name in names):
            for name, text in outcome(case).items():
                (case / name).write_bytes(text.encode())


if __name__ == "__main__":
    main(sys.argv[1:])
