"""The lattice: how sure each pairing of two sequences is, all ways to pair them considered.

A pair hidden Markov model with affine gaps, summed forward and backward over all paths
(Durbin, Eddy, Krogh and Mitchison, *Biological Sequence Analysis*, 1998, chapter 4). Paths
that lag far behind the best one are not followed, so that the cost is in proportion to the
sequences where these agree, and grows only where there is doubt.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import exp, log

_FOLLOWED = 1e-9
"""How far behind the best path another may be and is still followed."""
_WIDEST = 80
"""How many paths are followed at most."""
_LONGER = 0.95
"""How likely a gap is to go on."""
_OTHER = 0.01
"""How likely a gap is to turn into one on the other side."""
_FARTHEST = 4
"""How many units a move takes at most, both sides together."""
_WORTH_TELLING = 1e-3
_NOWHERE = (0.0, 0.0, 0.0)

Move = tuple[int, int, int, int]
"""A pairing: source and target (0-based) that it begins with, and how many of each it takes."""
Moves = Callable[[int, int], Iterable[tuple[int, int, float]]]
"""What can be paired from a source and a target (0-based) on: how many of each (four at most,
both together), and how much likelier than by chance, as a logarithm."""


@dataclass(slots=True)
class _Cell:
    """A place that paths come through, with what their likelihoods sum up to, scaled."""

    paired: float = 0.0
    """Of the paths that come from a pairing,"""
    source_only: float = 0.0
    """from a source unit without a counterpart,"""
    target_only: float = 0.0
    """from a target unit without one."""
    moves: Sequence[tuple[int, int, float]] = ()
    """What can be paired from here on, as `Moves`; no logarithms, but odds."""

    @property
    def total(self) -> float:
        return self.paired + self.source_only + self.target_only

    def scale(self, factor: float) -> None:
        self.paired *= factor
        self.source_only *= factor
        self.target_only *= factor


_Diagonal = dict[int, _Cell]
"""Cells with as many units behind them, both sides together, by the source units alone."""


def posteriors(sizes: tuple[int, int], moves: Moves, gap: float) -> dict[Move, float]:
    """How sure each pairing is, 0 to 1; what is under a thousandth is left out.

    ``sizes`` are the units on either side, ``gap`` is the share of pairings behind which a gap
    begins.

    >>> def moves(i, j):
    ...     return [(1, 1, 9.0 if "abc"[i] == "ac"[j] else -9.0)] if i < 3 and j < 2 else []
    >>> [move for move, sure in posteriors((3, 2), moves, 0.01).items() if sure > 0.9]
    [(2, 1, 1, 1), (0, 0, 1, 1)]
    """
    diagonals, scales = _forward(sizes, moves, gap)
    return _backward(sizes, diagonals, scales, gap)


def _forward(
    sizes: tuple[int, int], moves: Moves, gap: float
) -> tuple[list[_Diagonal], list[float]]:
    """The cells, and the logarithm that each diagonal's figures are scaled by."""
    last = sum(sizes)
    diagonals: list[_Diagonal] = [{} for _ in range(last + 1 + _FARTHEST)]
    diagonals[0][0] = _Cell(paired=1.0)
    scales = []
    scale = before = 0.0
    for k in range(last + 1):
        cells = diagonals[k]
        best = max(before, max((cell.total for cell in cells.values()), default=0.0))
        scales.append(scale)
        if k < last:
            cells = diagonals[k] = _followed(cells, best * _FOLLOWED)
        ahead = diagonals[k + 1 : k + 1 + _FARTHEST]
        before = max((cell.total for cell in cells.values()), default=0.0)
        for i, cell in cells.items():
            _go_on(i, k - i, cell, sizes, moves, gap, ahead)
        top = max(best, max((cell.paired for cell in ahead[1].values()), default=0.0))
        if not 1e-60 < top < 1e60:
            for diagonal in ahead:
                for cell in diagonal.values():
                    cell.scale(1 / top)
            before /= top
            scale += log(top)
    return diagonals, scales


def _followed(cells: _Diagonal, bar: float) -> _Diagonal:
    """The cells of a diagonal that paths are followed through."""
    kept = {i: cell for i, cell in cells.items() if cell.total >= bar}
    if len(kept) > _WIDEST:
        ranked = sorted(kept.items(), key=lambda item: item[1].total, reverse=True)
        kept = dict(ranked[:_WIDEST])
    return kept


def _go_on(
    i: int,
    j: int,
    cell: _Cell,
    sizes: tuple[int, int],
    moves: Moves,
    gap: float,
    ahead: Sequence[_Diagonal],
) -> None:
    """Follow the paths through a cell a step further."""
    cell.moves = [(di, dj, exp(odds)) for di, dj, odds in moves(i, j)]
    leaving = _leaving(cell, gap)
    for di, dj, odds in cell.moves:
        ahead[di + dj - 1].setdefault(i + di, _Cell()).paired += leaving * odds
    if i < sizes[0]:
        only = cell.paired * gap + cell.source_only * _LONGER + cell.target_only * _OTHER
        ahead[0].setdefault(i + 1, _Cell()).source_only += only
    if j < sizes[1]:
        only = cell.paired * gap + cell.source_only * _OTHER + cell.target_only * _LONGER
        ahead[0].setdefault(i, _Cell()).target_only += only


def _leaving(cell: _Cell, gap: float) -> float:
    """The likelihood of all paths through a cell that go on with a pairing, but for its own."""
    in_gap = cell.source_only + cell.target_only
    return cell.paired * (1 - 2 * gap) + in_gap * (1 - _LONGER - _OTHER)


def _backward(
    sizes: tuple[int, int], diagonals: Sequence[_Diagonal], scales: Sequence[float], gap: float
) -> dict[Move, float]:
    """The posteriors, with the likelihoods from each cell to the end summed on the way."""
    found: dict[Move, float] = {}
    last = sum(sizes)
    whole = diagonals[last][sizes[0]].total
    # by cell, for paths that come from a pairing, from a source, from a target unit alone
    after: list[dict[int, tuple[float, float, float]]] = [{} for _ in diagonals]
    after[last][sizes[0]] = (1.0, 1.0, 1.0)
    scale = 0.0
    for k in range(last - 1, -1, -1):
        ahead = after[k + 1 : k + 1 + _FARTHEST]
        share = exp(max(-700.0, min(700.0, scales[k] + scale - scales[last]))) / whole
        top = 0.0
        for i, cell in diagonals[k].items():
            rest = 0.0
            leaving = _leaving(cell, gap) * share
            for di, dj, odds in cell.moves:
                way = odds * ahead[di + dj - 1].get(i + di, _NOWHERE)[0]
                rest += way
                if way * leaving > _WORTH_TELLING:
                    found[i, k - i, di, dj] = way * leaving
            source_only = ahead[0].get(i + 1, _NOWHERE)[1] if i < sizes[0] else 0.0
            target_only = ahead[0].get(i, _NOWHERE)[2] if k - i < sizes[1] else 0.0
            left = rest * (1 - _LONGER - _OTHER)
            after[k][i] = here = (
                rest * (1 - 2 * gap) + (source_only + target_only) * gap,
                left + source_only * _LONGER + target_only * _OTHER,
                left + target_only * _LONGER + source_only * _OTHER,
            )
            top = max(top, *here)
        after[k + _FARTHEST] = {}
        if top and not 1e-60 < top < 1e60:
            for diagonal in after[k : k + _FARTHEST]:
                for i, (paired, source_only, target_only) in diagonal.items():
                    diagonal[i] = (paired / top, source_only / top, target_only / top)
            scale += log(top)
    return found
