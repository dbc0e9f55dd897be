"""Sums of fractions over a common denominator: below a line, and in logarithms."""

from __future__ import annotations

from collections.abc import Callable

from mlekl_symbolic.kernel.ring import UNIT, Monomial, polynomial, render_monomial
from mlekl_symbolic.kernel.terms import App, Num, Term
from mlekl_symbolic.search.engine import Context, Equation
from mlekl_symbolic.search.facts import nonzero, positive
from mlekl_symbolic.search.monomials import product, reciprocal, without
from mlekl_symbolic.search.normal import DIVIDED, Normaliser, atom_law, monomial_law


@atom_law("log")
def log_of_fractions(n: Normaliser, t: Term, context: Context) -> Equation | None:
    """``log(1 + v/u) = log(u + v) - log u``, where denominators are positive."""
    assert isinstance(t, App)
    common = _common(n, t.args[0], positive, context)
    if common is None:
        return None
    above = n.normal(product(t.args[0], common), context)
    lines = [n.facts.want(goal, context) for goal in (positive(above.right), positive(common))]
    if lines[0] is None or lines[1] is None:
        return None
    split = n.engine.at(t, (0,), _over(n, t.args[0], common, above, context))
    law = n.engine.by_rule("log_div", {"a": above.right, "b": common}, (lines[0], lines[1]))
    return n.engine.then(split, law)


@monomial_law(DIVIDED + "+")
def fractions_below(n: Normaliser, mono: Monomial, context: Context) -> Equation | None:
    """``1/(1 + v/u) = u/(u + v)``, where denominators are not zero."""
    for s in (a for a, _, down in mono if down and isinstance(a, App) and a.head == "+"):
        common = _common(n, s, nonzero, context)
        if common is None:
            continue
        above = n.normal(product(s, common), context)
        split = product(without(mono, s, 0, 1), reciprocal(s))
        out = n.engine.ring(render_monomial(mono, UNIT), split)
        out = n.engine.then(out, n.engine.at(split, (1, 1), _over(n, s, common, above, context)))
        law = n.engine.by_rule("inv_div", {"a": above.right, "b": common})
        return n.engine.then(out, n.engine.at(out.right, (1,), law))
    return None


def _common(n: Normaliser, u: Term, wanted: Callable[[Term], Term], context: Context) -> Term | None:
    """The product of all that fractions of a sum are divided by; None unless each is as wanted."""
    p = polynomial(u)
    powers: dict[Term, int] = {}
    for s, _, down in (factor for mono in p for factor in mono):
        powers[s] = max(down, powers.get(s, 0))
    below = [s for s, power in powers.items() for _ in range(power)]
    unknown = (s for s in dict.fromkeys(below) if n.facts.want(wanted(s), context) is None)
    if len(p) < 2 or not below or next(unknown, None) is not None:
        return None
    common = below[0]
    for s in below[1:]:
        common = product(common, s)
    return common


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
