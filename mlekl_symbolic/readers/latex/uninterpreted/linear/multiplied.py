"""Equations between vectors or matrices, multiplied by a matrix that undoes their first factor."""

from __future__ import annotations

from collections.abc import Iterator

from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.uninterpreted.linear.kinds import MINUS_ONE, is_inverse

Pair = tuple[s.Expression, s.Expression]
MOST = 3
"""By how many matrices an equation is multiplied."""


def multiplied(pair: Pair, goal: Pair) -> Iterator[Pair]:
    """An equation multiplied by matrices: by inverses in a goal, and by what it has inverses of itself.

    Parameters
    ----------
    pair
        The sides of the equation.
    goal
        The sides of the line that may follow from it.
    """
    factors = [n for side in goal for n in s.walk(side) if isinstance(n, s.Power) and is_inverse(n)]
    bases = [n.base for side in pair for n in s.walk(side) if isinstance(n, s.Power) and is_inverse(n)]
    for matrix in list(dict.fromkeys((*bases, *factors)))[:MOST]:
        if any(_starts(side, matrix) for side in pair):
            yield _times(matrix, pair[0]), _times(matrix, pair[1])


def _starts(node: s.Expression, matrix: s.Expression) -> bool:
    """Whether a term of a side begins with what a matrix undoes, after numbers at most."""
    if isinstance(node, s.Terms):
        return any(_starts(t.body, matrix) for t in node.terms)
    factors = [f.body for f in node.factors] if isinstance(node, s.Factors) else [node]
    undone = matrix.base if isinstance(matrix, s.Power) else s.Power(matrix, MINUS_ONE)
    parts = [f.body for f in undone.factors] if isinstance(undone, s.Factors) else [undone]
    return any(factors[n : n + len(parts)] == parts for n in range(len(factors)))


def _times(matrix: s.Expression, node: s.Expression) -> s.Expression:
    """A side multiplied from the left, term by term."""
    match node:
        case s.Number("0") | s.Scripted(s.Number("0"), _):
            return node
        case s.Terms(terms):
            return s.Terms(tuple(s.Signed(t.sign, _times(matrix, t.body)) for t in terms), span=node.span)
        case s.Factors(factors):
            first, rest = factors[0], factors[1:]
            inner = s.Joined("", first.body, span=first.span)
            return s.Factors((s.Joined("", matrix), inner, *rest), span=node.span)
    return s.Factors((s.Joined("", matrix), s.Joined("", node)), span=node.span)
