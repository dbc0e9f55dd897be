"""What Σ usually stands for beside the mean of ``(x − μ)(x − μ)ᵀ``: the covariance of x."""

from __future__ import annotations

from dataclasses import replace

from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.diagnostics import NOWHERE
from mlekl_symbolic.readers.latex.reading import Line
from mlekl_symbolic.readers.latex.uninterpreted.lines import Around

_SIGMA, _MU = s.Name("Sigma"), s.Name("mu")


def covariance(line: Line, around: Around) -> tuple[Line, ...]:
    """That Σ is the covariance whose formula a line has, unless the document says what Σ is.

    Parameters
    ----------
    line
        The line.
    around
        The document.
    """
    found = around.line(line)
    sides = [x for x in (found.left, found.right) if x is not None]
    formulas = {n for x in sides for n in s.walk(x) if _is_covariance(n)}
    stands = any(n == _SIGMA for x in sides for n in s.walk(x))
    if not stands or len(formulas) != 1 or _SIGMA in sides or formulas & set(sides):
        return ()
    if any(around.line(x).left == _SIGMA for x in around.lines):
        return ()
    (formula,) = formulas
    made: s.Expression = formula  # type: ignore[assignment]
    return (replace(found, left=made, relation="=", right=_SIGMA, span=NOWHERE, diagnostics=()),)


def _is_covariance(node: s.Node) -> bool:
    """Whether a node is the mean of ``(x − μ)(x − μ)ᵀ``."""
    match node:
        case s.Mean(s.Factors((s.Joined("", s.Terms() as one), s.Joined("", s.Transpose(other)))), _, ()):
            return one == other and _is_deviation(one)
    return False


def _is_deviation(node: s.Terms) -> bool:
    match node.terms:
        case (s.Signed("", s.Name() as point), s.Signed("-", mean)):
            return mean == _MU and point.letter in "xXyYzZ" and not point.indices
    return False
