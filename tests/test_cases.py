"""Every folder under tests/cases is as it says it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cases import CASES, outcome


@pytest.mark.parametrize(
    "case", sorted(path for path in CASES.iterdir() if path.is_dir()), ids=lambda path: path.name
)
def test_case(case: Path) -> None:
    made = outcome(case)
    held = {path.name: path.read_bytes().decode() for path in case.iterdir()}
    given = {path.name for path in case.glob("source.*")} | {"varaq.toml"} & set(held)
    assert set(made) | given == set(held)
    for name, text in made.items():
        assert text == held[name], name
