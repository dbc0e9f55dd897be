"""Sums over a finite set that are zero because the masses of a law add up to one for every parameter."""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Basic

from mlekl_symbolic.language import Derivative, Expectation, FiniteSet, Mass, Sum, number, to_kernel
from mlekl_symbolic.proof.outcome import Proved
from mlekl_symbolic.proof.workspace import Workspace
from mlekl_symbolic.search.engine import Context
from mlekl_symbolic.search.prover import GIVEN_UP

MOST = 2
"""How many laws are tried."""


def by_total_slope(workspace: Workspace, left: Basic, right: Basic) -> Proved | None:
    """A proof that a sum is zero: it is that of the derivatives of masses, which is the derivative of one."""
    zero = number(0)
    if zero not in (left, right):
        return None
    side = left if right == zero else right
    engine = workspace.prover.engine
    for slopes in list(dict.fromkeys(_sums_of_slopes(side)))[:MOST]:
        line = _line(workspace, side, slopes)
        if line is not None:
            found = engine.equation(line) if right == zero else engine.symm(engine.equation(line))
            return None if found.line is None else workspace.proved(found.line)
    return None


def _line(workspace: Workspace, left: Basic, slopes: Sum) -> int | None:
    prover, context, inner = workspace.prover, workspace.context, slopes.body
    total = Derivative(Sum(inner.body, (slopes.variable, slopes.domain)), (inner.variable, inner.point))
    a, b, whole, zero = map(to_kernel, (left, slopes, total, number(0)))
    # Where the masses are known to have derivatives, that of their sum is taken term by term.
    bare = Context(()).child(*workspace.hypotheses)
    try:
        steps = [
            prover.step(x, "=", y, (), within)
            for x, y, within in ((a, b, context), (whole, b, context), (whole, zero, bare))
        ]
    except GIVEN_UP:
        return None
    first, second, third = steps
    if first is None or second is None or third is None:
        return None
    engine = prover.engine
    back = engine.symm(engine.equation(second.line))
    out = engine.then(engine.then(engine.equation(first.line), back), engine.equation(third.line))
    return out.line


def _sums_of_slopes(node: Basic) -> Iterator[Sum]:
    """For each derivative in a sum or a mean over a finite set, that of the masses it is about."""
    for whole in sorted(node.atoms(Sum, Expectation), key=str):
        domain = whole.domain if isinstance(whole, Sum) else whole.distribution.over
        if not isinstance(domain, FiniteSet):
            continue
        for slope in sorted(whole.body.atoms(Derivative), key=str):
            for law in sorted(slope.body.atoms(Mass), key=str):
                if law.letter == whole.variable and slope.variable in law.distribution.free_symbols:
                    here = (slope.variable, slope.point)
                    yield Sum(Derivative(law, here), (whole.variable, domain))
