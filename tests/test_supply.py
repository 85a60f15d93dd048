"""What is used of others': all of it pinned, licensed, and named in the wheel."""

from __future__ import annotations

import json
import re
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

from hatch_build import BILL, OWN, Package, bill, locked, name_of, needed
from tests import supply
from tests.conftest import ROOT

LOCK = """\
a==1.0 ; sys_platform == 'linux' \\
    --hash=sha256:{0} \\
    --hash=sha256:{1}
    # via varaq (pyproject.toml)
b-c==2 \\
    --hash=sha256:{0}
    # via
    #   a
    #   d
d==3 \\
    --hash=sha256:{1}
    # via b-c
e==4 \\
    --hash=sha256:{1}
""".format("0" * 64, "1" * 64)


def test_a_lock_is_read() -> None:
    found = locked(LOCK)
    assert found[0] == Package("a", "1.0", ("0" * 64, "1" * 64), (OWN,))
    assert found[1] == Package("b-c", "2", ("0" * 64,), ("a", "d"))
    assert found[3].wanted_by == ()
    assert [each.name for each in needed(found, ["A>=1"])] == ["a", "b-c", "d"]
    assert [each.name for each in needed(found, ["E[x]"])] == ["e"]
    assert needed(found, []) == []


def test_a_bill_names_what_needs_what() -> None:
    text = bill("varaq", "1", "MIT", needed(locked(LOCK), ["a"]))
    found = json.loads(text)
    assert [each["purl"] for each in found["components"]] == [
        "pkg:pypi/a@1.0",
        "pkg:pypi/b-c@2",
        "pkg:pypi/d@3",
    ]
    assert {each["ref"]: each["dependsOn"] for each in found["dependencies"]} == {
        "pkg:pypi/varaq@1": ["pkg:pypi/a@1.0"],
        "pkg:pypi/a@1.0": ["pkg:pypi/b-c@2"],
        "pkg:pypi/b-c@2": ["pkg:pypi/d@3"],
        "pkg:pypi/d@3": ["pkg:pypi/b-c@2"],
    }
    (there,) = found["components"][1]["externalReferences"]
    assert there["hashes"] == [{"alg": "SHA-256", "content": "0" * 64}]
    assert bill("varaq", "1", "MIT", needed(locked(LOCK), ["a"])) == text
    assert bill("varaq", "2", "MIT", needed(locked(LOCK), ["a"])) != text


def test_all_that_the_project_asks_for_is_pinned_with_hashes() -> None:
    packages = {each.name: each for each in supply.packages()}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = [*project["dependencies"]]
    for several in project["optional-dependencies"].values():
        asked += [each for each in several if not each.startswith("varaq")]
    for requirement in asked:
        package = packages[name_of(requirement)]
        assert OWN in package.wanted_by, requirement
        least = re.search(r">=([\d.]+)", requirement)
        if least is not None:
            numbers = [
                [int(part) for part in re.findall(r"\d+", version)]
                for version in (least[1], package.version)
            ]
            assert numbers[0] <= numbers[1], requirement
    assert all(package.hashes for package in packages.values())


def test_the_lock_names_no_registry() -> None:
    text = (ROOT / "requirements.lock").read_text("utf-8")
    assert "://" not in text
    assert "--index" not in text


def test_the_list_of_licences_names_every_package() -> None:
    named = supply.named(supply.LICENCES.read_text("utf-8"))
    assert list(named) == [each.name for own in supply.parts().values() for each in own]
    assert all(named.values())


@pytest.mark.parametrize("package", supply.packages(), ids=lambda package: package.name)
def test_a_licence_is_what_the_package_says(package: Package) -> None:
    try:
        installed = metadata.version(package.name)
    except metadata.PackageNotFoundError:
        installed = "nowhere"
    if installed != package.version:
        pytest.skip(f"{package.name} {package.version} is not installed here")
    named = supply.named(supply.LICENCES.read_text("utf-8"))
    assert named[package.name] == supply.licence(package.name)


def test_nothing_that_runs_has_to_be_shared_alike() -> None:
    named = supply.named(supply.LICENCES.read_text("utf-8"))
    *run, _ = supply.parts().values()
    for package in (each for own in run for each in own):
        choices = named[package.name].split(" OR ")
        assert any("GPL" not in choice for choice in choices), package.name


def test_the_wheel_has_its_bill(installed: Path) -> None:
    (path,) = installed.glob(f"*.dist-info/sboms/{BILL}")
    found = json.loads(path.read_text("utf-8"))
    assert (found["bomFormat"], found["specVersion"]) == ("CycloneDX", "1.6")
    names = {each["name"] for each in found["components"]}
    *run, _ = supply.parts().values()
    assert names == {each.name for own in run for each in own}
