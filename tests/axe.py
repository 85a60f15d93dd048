"""axe-core: what stands between a page and those who can't see, hear or point."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.conftest import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Frame, Page

AXE = ROOT / ".peers" / "axe-core" / "axe.min.js"
"""Where `.ci/run` lays it down."""


def violations(place: Page | Frame, axe: str) -> list[str]:
    """What axe has against a page or the page in a frame: rule, element and reason.

    All of its rules that are on by themselves are tried: WCAG 2 A and AA, and best practice.
    A frame is looked at by itself: the handout's has no origin, and axe's own way into it is
    shut.
    """
    place.evaluate(f"window.axe || (() => {{ {axe} }})()")
    found: list[dict[str, Any]] = place.evaluate(
        "async () => (await axe.run(document, {iframes: false, resultTypes: ['violations']}))"
        ".violations"
    )
    return [
        f"{rule['id']}: {node['html'][:200]}: {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"]
    ]
