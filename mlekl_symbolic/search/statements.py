"""Statements in normal form: equations as ``polynomial = 0``."""

from __future__ import annotations

from mlekl_symbolic.kernel.ring import leading, polynomial
from mlekl_symbolic.kernel.terms import REAL, App, Num, Term
from mlekl_symbolic.search.atoms import factors
from mlekl_symbolic.search.engine import CheckError, Context, Equation
from mlekl_symbolic.search.facts import nonzero, positive
from mlekl_symbolic.search.monomials import product
from mlekl_symbolic.search.normal import Normaliser, atom_law

ZERO, ONE = Num(0), Num(1)


@atom_law("=")
def moved_to_one_side(n: Normaliser, t: Term, context: Context) -> Equation | None:
    """``a = b`` exactly when ``a - b = 0``."""
    assert isinstance(t, App)
    a, b = t.args
    if a.sort != REAL or b is ZERO:
        return None
    law = n.engine.by_rule("eq_iff_sub_eq_zero", {"a": a, "b": b})
    return n.engine.then(law, n.engine.at(law.right, (0,), n.normal(App("-", (a, b)), context)))


@atom_law("=")
def without_factor(n: Normaliser, t: Term, context: Context) -> Equation | None:
    """``c a = 0`` exactly when ``a = 0``, for factors that are not zero."""
    assert isinstance(t, App)
    a, b = t.args
    if a.sort != REAL or b is not ZERO or not polynomial(a):
        return None
    p = polynomial(a)
    known = [(f, line) for f in factors(p) if (line := n.facts.prove(nonzero(f), context)) is not None]
    if len(p) > 1 and p[leading(p)] < 0:
        minus = Num(-1)
        known.append((minus, n.engine.add("decide", terms=(nonzero(minus),))))
    if not known:
        return None
    factor, line = known[0]
    for f, other in known[1:]:
        line = n.engine.rule("mul_ne_zero", {"a": factor, "b": f}, (line, other))
        factor = product(factor, f)
    rest = n.normal(App("/", (a, factor)), context).right
    try:
        split = n.engine.at(t, (0,), n.engine.ring(a, product(factor, rest)))
    except CheckError:
        return None
    law = n.engine.by_rule("mul_eq_zero_of_ne", {"c": factor, "a": rest}, (line,))
    return n.engine.then(split, law)


@atom_law("=")
def without_denominators(n: Normaliser, t: Term, context: Context) -> Equation | None:
    """``a/c + b = 0`` exactly when ``a + b c = 0``, for denominators that are not zero."""
    assert isinstance(t, App)
    a, b = t.args
    p = polynomial(a) if a.sort == REAL else {}
    if b is not ZERO or len(p) < 2:
        return None
    below: dict[Term, int] = {}
    for s, _, down in (factor for mono in p for factor in mono):
        below[s] = max(down, below.get(s, 0))
    known = [(s, n.facts.prove(nonzero(s), context)) for s, down in below.items() if down]
    if not known or any(line is None for _, line in known):
        return None
    common: Term = ONE
    for s, _ in known:
        for _ in range(below[s]):
            common = product(common, s)
    factor = App("/", (ONE, common))
    line = n.facts.prove(nonzero(factor), context)
    rest = n.normal(product(a, common), context).right
    same = n.equal(a, product(factor, rest), context)
    if line is None or same is None or any(down for mono in polynomial(rest) for _, _, down in mono):
        return None
    law = n.engine.by_rule("mul_eq_zero_of_ne", {"c": factor, "a": rest}, (line,))
    return n.engine.then(n.engine.at(t, (0,), same), law)


@atom_law("<=", "<")
def compared_with_zero(n: Normaliser, t: Term, context: Context) -> Equation | None:
    """``a ≤ b`` exactly when ``0 ≤ b - a``, and the same for ``<``."""
    assert isinstance(t, App)
    a, b = t.args
    if a is ZERO:
        return None
    name = "le_iff_sub_nonneg" if t.head == "<=" else "lt_iff_sub_pos"
    law = n.engine.by_rule(name, {"a": a, "b": b})
    return n.engine.then(law, n.engine.at(law.right, (1,), n.normal(App("-", (b, a)), context)))


@atom_law("<=", "<")
def without_positive_factor(n: Normaliser, t: Term, context: Context) -> Equation | None:
    """``0 ≤ c a`` exactly when ``0 ≤ a``, for factors that are positive, and the same for ``<``."""
    assert isinstance(t, App)
    low, high = t.args
    p = polynomial(high)
    if low is not ZERO or not p:
        return None
    known = [(f, line) for f in factors(p) if (line := n.facts.prove(positive(f), context)) is not None]
    if not known:
        return None
    factor, line = known[0]
    for f, other in known[1:]:
        line = n.engine.rule("mul_pos", {"a": factor, "b": f}, (line, other))
        factor = product(factor, f)
    rest = n.normal(App("/", (high, factor)), context).right
    try:
        split = n.engine.at(t, (1,), n.engine.ring(high, product(factor, rest)))
    except CheckError:
        return None
    name = "mul_nonneg_iff_of_pos" if t.head == "<=" else "mul_pos_iff_of_pos"
    return n.engine.then(split, n.engine.by_rule(name, {"c": factor, "a": rest}, (line,)))
