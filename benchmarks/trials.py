"""Trials: what is timed, made for a size."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from typing import TypeVar

from varaq.errors import VaraqError

Data = TypeVar("Data")
Trial = Callable[[], object]
"""What is timed; all that it needs is there."""
Part = Mapping[str, Mapping[str, Callable[[int], Trial]]]
"""By shape and step: what is timed at a size."""


def crossed(
    shapes: Mapping[str, Callable[[int], Data]], steps: Mapping[str, Callable[[Data], Trial]]
) -> Part:
    """Every step with every shape."""
    return {
        name: {step: _of(shape, trial) for step, trial in steps.items()}
        for name, shape in shapes.items()
    }


def _of(shape: Callable[[int], Data], trial: Callable[[Data], Trial]) -> Callable[[int], Trial]:
    return lambda size: trial(shape(size))


def refusing(trial: Trial) -> Trial:
    """The same, where refusing the input is an answer, too."""

    def step() -> None:
        with contextlib.suppress(VaraqError):
            trial()

    return step
