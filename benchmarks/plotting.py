"""Plots as SVG: lines over two logarithmic axes, readable in light and dark, text as text."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

WIDTH, HEIGHT = 720, 440
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 24, 76, 56
_COLUMNS, _ROW = 3, 22
"""How many names stand beside one another above a plot, and the height of a row of them."""
_PALETTE = (
    ("#0b62a4", "#6cb6ff"),
    ("#b8470b", "#ff9d5c"),
    ("#1d7a4f", "#5fd39a"),
    ("#8a3a9c", "#d99cf0"),
    ("#6b6100", "#d9cc4a"),
    ("#a01c3c", "#ff8fa6"),
)
"""Of each line, in light and in dark; every pair stands out from its ground by 4.5 to 1."""
_OWN = "\n".join(f".own{n} {{ --own: {light}; }}" for n, (light, _) in enumerate(_PALETTE))
_DARK = "\n  ".join(f".own{n} {{ --own: {dark}; }}" for n, (_, dark) in enumerate(_PALETTE))
_STYLE = f"""
{_OWN}
svg {{ --ground: #ffffff; --ink: #1f2328; --faint: #59636e; --grid: #e3e7eb; }}
@media (prefers-color-scheme: dark) {{
  svg {{ --ground: #0d1117; --ink: #e6edf3; --faint: #9198a1; --grid: #2a3038; }}
  {_DARK}
}}
text {{ font: 13px system-ui, sans-serif; fill: var(--ink); }}
.title {{ font-size: 16px; font-weight: 600; }}
.tick {{ font-size: 12px; fill: var(--faint); font-variant-numeric: tabular-nums; }}
.ground {{ fill: var(--ground); }}
.grid {{ stroke: var(--grid); }}
.axis {{ stroke: var(--faint); }}
.line {{ fill: none; stroke: var(--own); stroke-width: 2; stroke-linejoin: round; }}
.mark {{ fill: var(--own); stroke: var(--ground); stroke-width: 1; }}
.guide {{ fill: none; stroke: var(--faint); stroke-dasharray: 1 5; stroke-linecap: round; }}
"""
_MARKS = (  # as paths around the point: a disc, a square, a triangle, a diamond, a cross …
    "M-4.5,0a4.5,4.5 0 1,0 9,0a4.5,4.5 0 1,0 -9,0z",
    "M-4,-4h8v8h-8z",
    "M0,-5.5l5,9h-10z",
    "M0,-5.5l5.5,5.5l-5.5,5.5l-5.5,-5.5z",
    "M-2,-5h4v3h3v4h-3v3h-4v-3h-3v-4h3z",
    "M0,5.5l5,-9h-10z",
)

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Line:
    """What one program takes."""

    name: str
    points: Sequence[Point]
    """(size, cost), both over 0."""


@dataclass(frozen=True, slots=True)
class Axis:
    """One direction of a plot."""

    label: str
    low: float
    """The smallest value that is shown."""
    high: float
    start: float
    """Where the smallest value stands, in pixels."""
    end: float

    def place(self, value: float) -> float:
        """Where a value stands, in pixels.

        >>> Axis("MB", 1, 100, 0, 200).place(10)
        100.0
        """
        share = math.log(value / self.low) / math.log(self.high / self.low)
        return round(self.start + share * (self.end - self.start), 1)

    def ticks(self) -> list[float]:
        """The values to be named: some multiples of each power of ten.

        >>> Axis("MB", 1, 20, 0, 200).ticks()
        [1.0, 2.0, 5.0, 10.0, 20.0]
        """
        powers = range(math.floor(math.log10(self.low)), math.ceil(math.log10(self.high)) + 1)
        decades = math.log10(self.high / self.low)
        steps: tuple[float, ...] = (1, 1.5, 2, 3, 4, 5, 7)
        if decades > 0.95:
            steps = (1, 2, 5) if decades < 3.2 else (1,)
        found = [float(f"{step}e{power}") for power in powers for step in steps]
        return [value for value in found if self.low * 0.999 <= value <= self.high * 1.001]


def plot(title: str, across: str, up: str, lines: Sequence[Line]) -> str:
    """A plot of lines as the text of an SVG file, with the labels of both axes.

    Dotted lines show what grows in proportion. Raises `ValueError` where there is no point.
    """
    points = [point for line in lines for point in line.points]
    if not points:
        raise ValueError("there is nothing to plot")
    x = _axis(across, [size for size, _ in points], _LEFT, WIDTH - _RIGHT)
    top = _TOP + _ROW * math.ceil(len(lines) / _COLUMNS)
    y = _axis(up, [cost for _, cost in points], HEIGHT - _BOTTOM, top)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}" role="img" aria-label={quoteattr(title)}>',
        f"<title>{escape(title)}</title><style>{_STYLE}</style>",
        f'<rect class="ground" width="{WIDTH}" height="{HEIGHT}"/>',
        _text(title, 20, 28, kind="title"),
        *_legend(lines),
        *_frame(x, y),
        f'<svg x="{x.start}" y="{y.end}" width="{x.end - x.start}" height="{y.start - y.end}" '
        f'viewBox="{x.start} {y.end} {x.end - x.start} {y.start - y.end}">',
        *_guides(x, y),
        "</svg>",
    ]
    for number, line in enumerate(lines):
        parts.append(_line(number, line, x, y))
    return "\n".join([*parts, "</svg>", ""])


def _axis(label: str, values: Sequence[float], start: float, end: float) -> Axis:
    """An axis that holds all values, with a little room, and two ticks at least."""
    low, high = min(values) / 1.12, max(values) * 1.12
    if high / low < 5:
        middle = math.sqrt(low * high)
        low, high = middle / math.sqrt(5), middle * math.sqrt(5)
    return Axis(label, low, high, start, end)


def _text(words: str, x: float, y: float, kind: str = "", anchor: str = "start") -> str:
    named = f' class="{kind}"' if kind else ""
    placed = f' text-anchor="{anchor}"' if anchor != "start" else ""
    return f'<text x="{x}" y="{y}"{named}{placed}>{escape(words)}</text>'


def _legend(lines: Sequence[Line]) -> Iterable[str]:
    width = (WIDTH - 40) / _COLUMNS
    for number, line in enumerate(lines):
        row, column = divmod(number, _COLUMNS)
        across, down = round(26 + column * width, 1), 54 + row * _ROW
        yield f'<g class="own{number % len(_PALETTE)}">{_mark(number, across, down)}/></g>'
        yield _text(line.name, across + 12, down + 4.5)


def _frame(x: Axis, y: Axis) -> Iterable[str]:
    """Grid, ticks, axes and what they are called."""
    for value in x.ticks():
        at = x.place(value)
        yield f'<path class="grid" d="M{at},{y.start}V{y.end}"/>'
        yield _text(shown(value), at, y.start + 18, "tick", "middle")
    for value in y.ticks():
        at = y.place(value)
        yield f'<path class="grid" d="M{x.start},{at}H{x.end}"/>'
        yield _text(shown(value), x.start - 8, at + 4, "tick", "end")
    yield f'<path class="axis" fill="none" d="M{x.start},{y.end}V{y.start}H{x.end}"/>'
    yield _text(x.label, (x.start + x.end) / 2, y.start + 42, anchor="middle")
    yield _text("dotted: in proportion", x.end, y.start + 42, "tick", "end")
    yield _text(y.label, 20, y.end - 14)


def shown(value: float) -> str:
    """A tick's number.

    >>> shown(0.05), shown(2000.0)
    ('0.05', '2,000')
    """
    return f"{value:,.12g}"


def _guides(x: Axis, y: Axis) -> Iterable[str]:
    """Lines along which twice the size costs twice as much."""
    slope = (x.end - x.start) / math.log(x.high / x.low)
    rise = (y.start - y.end) / math.log(y.high / y.low)
    step = (y.start - y.end) / 3
    run = x.end - x.start
    lift = run / slope * rise
    for start in range(-12, 4):
        low = y.start - start * step
        yield f'<path class="guide" d="M{x.start},{low:.1f}L{x.end},{low - lift:.1f}"/>'


def _line(number: int, line: Line, x: Axis, y: Axis) -> str:
    places = [(x.place(size), y.place(cost)) for size, cost in line.points]
    path = "L".join(f"{across},{up}" for across, up in places)
    marks = "".join(
        f"{_mark(number, across, up)}><title>{escape(line.name)}: {size:,.3g} → {cost:,.3g}"
        "</title></path>"
        for (across, up), (size, cost) in zip(places, line.points, strict=True)
    )
    return f'<g class="own{number % len(_PALETTE)}"><path class="line" d="M{path}"/>{marks}</g>'


def _mark(number: int, x: float, y: float) -> str:
    """The beginning of a line's mark at a place."""
    shape = _MARKS[number % len(_MARKS)]
    return f'<path class="mark" d="{shape}" transform="translate({x},{y})"'
