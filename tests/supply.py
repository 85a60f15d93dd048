"""What the project uses of others', and under which licences.

``python -m tests.supply`` writes docs/licences.md anew from what is installed; packages that are
installed on other systems only are named here.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterable, Mapping
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))  # for the module beside the package

from hatch_build import LOCK, Package, locked, needed  # noqa: E402 - it is no part of varaq

LICENCES = ROOT / "docs" / "licences.md"
_ELSEWHERE = {
    "brotlicffi": "MIT",
    "colorama": "BSD-3-Clause",
}
"""Packages of other systems and Pythons."""
_UNSAID = {"atheris": "Apache-2.0", "pyromark": "MIT"}
"""Packages that say it in a file alone."""
_LONG = {
    "Apache Software License": "Apache-2.0",
    "Apache 2.0": "Apache-2.0",
    "Apache-2.0 license": "Apache-2.0",
    "BSD": "BSD-3-Clause",
    "BSD License": "BSD-3-Clause",
    "GNU General Public License v2 or later (GPLv2+)": "GPL-2.0-or-later",
    "GNU Lesser General Public License v2 or later (LGPLv2+)": "LGPL-2.1-or-later",
    "MIT License": "MIT",
    "Mozilla Public License 1.1 (MPL 1.1)": "MPL-1.1",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
"""SPDX's names of what packages write."""
_HEAD = """\
# Licences

varaq is under the MIT licence. What it uses is not part of it, and is installed beside it under
its own licences, as the packages state them (SPDX's names; several to choose from are joined by
OR). `requirements.lock` has the versions that are developed and tested with; the wheel has a bill
of materials of what it needs (CycloneDX, in `.dist-info/sboms/`). This page is written by
`python -m tests.supply`, and a test looks whether it names every package.
"""


def packages() -> list[Package]:
    """The packages that the lock pins."""
    return locked((ROOT / LOCK).read_text("utf-8"))


def parts() -> dict[str, list[Package]]:
    """The same by what they are used for; each stands once."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    extras: Mapping[str, list[str]] = project["optional-dependencies"]
    wanted = {
        "varaq itself": project["dependencies"],
        "the desk (`desk`)": extras["desk"],
        "PDF (`pdf`)": extras["pdf"],
        "clusters (`cluster`)": extras["cluster"],
        "tests and development": ["varaq"],
    }
    found: dict[str, list[Package]] = {}
    seen: set[str] = set()
    for use, requirements in wanted.items():
        several = packages()
        if requirements != ["varaq"]:
            several = needed(several, requirements)
        found[use] = [each for each in several if each.name not in seen]
        seen |= {each.name for each in several}
    return found


def licence(name: str) -> str:
    """The licence of a package, as SPDX writes it; empty where it is not installed or says none."""
    if name in _ELSEWHERE:
        return _ELSEWHERE[name]
    try:
        said = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return ""
    expressions = [str(each) for each in said.get_all("License-Expression") or ()]
    if expressions:
        return expressions[0]
    classifiers = [
        _LONG.get(last, last)
        for line in said.get_all("Classifier") or ()
        for first, _, last in [str(line).rpartition(" :: ")]
        if first.startswith("License")
    ]
    if len(classifiers) > 1:
        return " OR ".join(classifiers)
    for whole in said.get_all("License") or ():
        first_line = str(whole).partition("\n")[0].strip()
        return _LONG.get(first_line, first_line)
    return "".join(classifiers) or _UNSAID.get(name, "")


def page(found: Mapping[str, Iterable[tuple[str, str]]]) -> str:
    """The page of packages and their licences, by what they are used for."""
    text = _HEAD
    for use, rows in found.items():
        text += f"\n## For {use}\n\n| package | licence |\n|---|---|\n"
        text += "".join(f"| {name} | {said} |\n" for name, said in rows)
    return text


def named(text: str) -> dict[str, str]:
    """The packages that such a page names, and their licences."""
    return dict(re.findall(r"(?m)^\| ((?!package \|)[a-z0-9-]+) \| (.+) \|$", text))


if __name__ == "__main__":
    rows = {use: [(each.name, licence(each.name)) for each in own] for use, own in parts().items()}
    if unknown := [name for own in rows.values() for name, said in own if not said]:
        sys.exit(f"not installed, or without a licence: {', '.join(unknown)}")
    LICENCES.write_text(page(rows), "utf-8")
