"""Lines that say that a quantity lies between two others, as ``a ∈ [0, 1]`` does."""

from __future__ import annotations

from dataclasses import replace

from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.reading import Line
from mlekl_symbolic.readers.latex.uninterpreted.lines import Around

_SIGNS = {"[": ("≥", "≤"), "(": (">", "<")}


def halves(line: Line, around: Around) -> tuple[Line, Line] | None:
    """The two comparisons that a line with an interval on its right side makes, or None."""
    made = around.line(line)
    interval = made.right
    if made.relation != "∈" or made.left is None or not isinstance(interval, s.Tuple):
        return None
    if len(interval.items) != 2 or any(isinstance(i, s.Infinity | s.Terms) for i in interval.items):
        return None
    (low, high), signs = interval.items, _SIGNS[interval.bracket]
    return replace(made, relation=signs[0], right=low), replace(made, relation=signs[1], right=high)
