"""Logarithms of sums of fractions: ``log(1 + v/u) = log(u + v) - log u``."""

from __future__ import annotations

from mlekl_symbolic.kernel.ring import polynomial
from mlekl_symbolic.kernel.terms import App, Num, Term
from mlekl_symbolic.search.engine import Context, Equation
from mlekl_symbolic.search.facts import nonzero, positive
from mlekl_symbolic.search.monomials import product, reciprocal
from mlekl_symbolic.search.normal import Normaliser, atom_law


@atom_law("log")
def log_of_fractions(n: Normaliser, t: Term, context: Context) -> Equation | None:
    """Fractions with positive denominators are brought over a common one."""
    assert isinstance(t, App)
    u = t.args[0]
    p = polynomial(u)
    powers: dict[Term, int] = {}
    for s, _, down in (factor for mono in p for factor in mono):
        powers[s] = max(down, powers.get(s, 0))
    below = [s for s, power in powers.items() for _ in range(power)]
    unknown = (s for s in dict.fromkeys(below) if n.facts.want(positive(s), context) is None)
    if len(p) < 2 or not below or next(unknown, None) is not None:
        return None
    common = below[0]
    for s in below[1:]:
        common = product(common, s)
    above = n.normal(product(u, common), context)
    lines = [n.facts.want(goal, context) for goal in (positive(above.right), positive(common))]
    if lines[0] is None or lines[1] is None:
        return None
    split = n.engine.at(t, (0,), _over(n, u, common, above, context))
    law = n.engine.by_rule("log_div", {"a": above.right, "b": common}, (lines[0], lines[1]))
    return n.engine.then(split, law)


def _over(n: Normaliser, u: Term, common: Term, above: Equation, context: Context) -> Equation:
    """``u = (u · common) / common``, with the numerator in normal form."""
    engine, one = n.engine, product(common, reciprocal(common))
    line = n.facts.prove(nonzero(common), context)
    assert line is not None
    expanded = engine.at(product(u, one), (1,), engine.by_rule("mul_inv_cancel", {"a": common}, (line,)))
    expanded = engine.then(expanded, engine.ring(product(u, Num(1)), u))
    shaped = App("/", (product(u, common), common))
    split = engine.then(engine.symm(expanded), engine.ring(expanded.left, shaped))
    return engine.then(split, engine.at(shaped, (0,), above))
