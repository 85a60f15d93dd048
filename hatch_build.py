"""The wheel's bill of materials: what it needs, as `requirements.lock` pins it.

In CycloneDX 1.6 (ECMA-424), at ``.dist-info/sboms/`` (PEP 770). It is the same for the same
sources: it has no time of its own.
"""

from __future__ import annotations

import json
import re
import tempfile
import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

LOCK = "requirements.lock"
BILL = "varaq.cdx.json"
OWN = "varaq (pyproject.toml)"
"""What the lock calls this project where it says who wants a package."""
_PIN = re.compile(r"([A-Za-z0-9._-]+)==(\S+)")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


class Package(NamedTuple):
    """A package that the lock pins."""

    name: str
    version: str
    hashes: tuple[str, ...]
    """SHA-256 of each of its files."""
    wanted_by: tuple[str, ...]
    """The packages that need it, and `OWN`."""


def locked(text: str) -> list[Package]:
    r"""The packages of a lock file, in its order.

    >>> locked("a==1 \\\n    --hash=sha256:" + "0" * 64 + "\n    # via b\n")[0].wanted_by
    ('b',)
    """
    found = []
    for part in re.split(r"(?m)^(?=[A-Za-z0-9])", text):
        pin = _PIN.match(part)
        if pin is not None:
            comments = re.findall(r"(?m)^ +# +(?:via +)?(.+)$", part)
            wanted = tuple(name for name in comments if name != "via")
            found.append(Package(pin[1], pin[2], tuple(_HASH.findall(part)), wanted))
    return found


def needed(packages: Iterable[Package], requirements: Iterable[str]) -> list[Package]:
    """Those packages that some requirements lead to."""
    several = list(packages)
    reached = {name_of(each) for each in requirements}
    grown = True
    while grown:
        more = {p.name for p in several if not reached.isdisjoint(p.wanted_by)} - reached
        grown = bool(more)
        reached |= more
    return [package for package in several if package.name in reached]


def name_of(requirement: str) -> str:
    """The name of a requirement as a lock has it (PEP 503).

    >>> name_of("Foo_Bar[x]>=1")
    'foo-bar'
    """
    found = _NAME.match(requirement)
    return re.sub(r"[-_.]+", "-", found[0]).lower() if found else ""


def bill(name: str, version: str, licence: str, packages: Sequence[Package]) -> str:
    """The bill of materials of a distribution that needs packages, as JSON."""
    own = _address(name, version)
    names = {package.name for package in packages}
    wants: dict[str, list[str]] = {own: []}
    for package in packages:
        there = _address(package.name, package.version)
        wants.setdefault(there, [])
        for other in packages:
            if other.name in package.wanted_by:
                wants.setdefault(_address(other.name, other.version), []).append(there)
        if OWN in package.wanted_by:
            wants[own].append(there)
    content: dict[str, Any] = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": own,
                "name": name,
                "version": version,
                "purl": own,
                "licenses": [{"license": {"id": licence}}],
            }
        },
        "components": [_component(package) for package in packages],
        "dependencies": [{"ref": ref, "dependsOn": sorted(on)} for ref, on in wants.items()],
    }
    number = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps([sorted(names), content]))
    return json.dumps({"serialNumber": f"urn:uuid:{number}", **content}, indent=2) + "\n"


def _component(package: Package) -> Mapping[str, object]:
    address = _address(package.name, package.version)
    where = f"https://pypi.org/project/{package.name}/{package.version}/"
    hashes = [{"alg": "SHA-256", "content": each} for each in package.hashes]
    return {
        "type": "library",
        "bom-ref": address,
        "name": package.name,
        "version": package.version,
        "purl": address,
        "externalReferences": [{"type": "distribution", "url": where, "hashes": hashes}],
    }


def _address(name: str, version: str) -> str:
    return f"pkg:pypi/{name_of(name)}@{version}"


class BillHook(BuildHookInterface[Any]):
    """Puts the bill into the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - as hatchling calls it
        """Write it for one build."""
        extras: Mapping[str, Collection[str]] = self.metadata.core.optional_dependencies
        wanted = [*self.metadata.core.dependencies]
        for extra in ("cluster", "desk", "pdf"):
            wanted += extras[extra]
        lock = (Path(self.root) / LOCK).read_text("utf-8")
        core = self.metadata.core
        text = bill(
            core.name,
            core.version or "",
            core.license_expression or "",
            needed(locked(lock), wanted),
        )
        self._folder = tempfile.TemporaryDirectory()
        path = Path(self._folder.name) / BILL
        path.write_text(text, "utf-8")
        build_data["sbom_files"].append(str(path))

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002 - as hatchling calls it
        """Clear up."""
        self._folder.cleanup()
