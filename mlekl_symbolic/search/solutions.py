"""Sets of optimisers in normal form: no constant terms, no positive factors, logarithms taken."""

from __future__ import annotations

from mlekl_symbolic.kernel.ring import Polynomial, leading, polynomial, render, render_monomial
from mlekl_symbolic.kernel.terms import App, Bind, Num, Term, Var, close_binder, reals
from mlekl_symbolic.search.engine import Context, Equation
from mlekl_symbolic.search.facts import positive
from mlekl_symbolic.search.monomials import product
from mlekl_symbolic.search.normal import Normaliser, atom_law
from mlekl_symbolic.search.reductions import common, divided

ONE = Num(1)


def _objective(n: Normaliser, t: Bind, context: Context) -> tuple[Var, Polynomial]:
    opened = n.engine.open(t, context)
    return opened.variable, polynomial(opened.body)


def _function(x: Var, body: Term) -> Term:
    return close_binder("lam", x, reals(), body)


def _as(n: Normaliser, t: Bind, x: Var, context: Context, body: Term) -> Equation:
    """The set of optimisers with an objective that ring arithmetic makes equal."""
    opened = n.engine.open(t, context)
    return n.engine.at(t, (1,), n.engine.ring(opened.body, body), (x,))


@atom_law("argmin", "argmax")
def without_constant(n: Normaliser, t: Term, context: Context) -> Equation | None:
    """Terms free of the variable are dropped."""
    assert isinstance(t, Bind)
    x, p = _objective(n, t, context)
    constant = {m: c for m, c in p.items() if all(x not in a.free for a, _, _ in m)}
    if not constant or (len(constant) == len(p) == 1 and () in p and p[()] == 0):
        return None
    rest = render({m: c for m, c in p.items() if m not in constant})
    moved = render(constant)
    shaped = _as(n, t, x, context, App("+", (rest, moved)))
    law = n.engine.by_rule(f"{t.head}_add_const", {"c": moved, "f": _function(x, rest), "A": t.domain})
    return n.engine.then(shaped, law)


@atom_law("argmin", "argmax")
def without_sign(n: Normaliser, t: Term, context: Context) -> Equation | None:
    """An objective whose leading coefficient is negative is turned round."""
    assert isinstance(t, Bind)
    x, p = _objective(n, t, context)
    if not p or p[leading(p)] > 0:
        return None
    turned = render({m: -c for m, c in p.items()})
    shaped = _as(n, t, x, context, App("neg", (turned,)))
    law = n.engine.by_rule(f"{t.head}_neg", {"f": _function(x, turned), "A": t.domain})
    return n.engine.then(shaped, law)


@atom_law("argmin", "argmax")
def without_factor(n: Normaliser, t: Term, context: Context) -> Equation | None:
    """Factors that are positive and free of the variable are dropped."""
    assert isinstance(t, Bind)
    x, p = _objective(n, t, context)
    if not p:
        return None
    shared = tuple(
        power
        for power in common(p)
        if x not in power[0].free and n.facts.want(positive(power[0]), context) is not None
    )
    number = abs(p[leading(p)])
    if not shared and number == 1:
        return _turned(n, t, x, p, context)
    factor = render_monomial(shared, number)
    line = n.facts.want(positive(factor), context)
    if line is None:
        return None
    rest = render(divided(p, shared, number))
    shaped = _as(n, t, x, context, product(factor, rest))
    law = n.engine.by_rule(
        f"{t.head}_mul_pos", {"c": factor, "f": _function(x, rest), "A": t.domain}, (line,)
    )
    return n.engine.then(shaped, law)


def _turned(n: Normaliser, t: Bind, x: Var, p: Polynomial, context: Context) -> Equation | None:
    """A factor that is negative and free of the variable is dropped, and the objective turned round."""
    other = "argmax" if t.head == "argmin" else "argmin"
    for a, up, _ in next(iter(p)):
        shared = up and all(any(b is a and u for b, u, _ in m) for m in p)
        opposite = App("neg", (a,))
        line = n.facts.prove(positive(opposite), context) if shared and x not in a.free else None
        if line is None:
            continue
        rest = render(divided(p, ((a, 1, 0),)))
        turned = product(opposite, rest)
        shaped = _as(n, t, x, context, App("neg", (turned,)))
        law = n.engine.by_rule(f"{t.head}_neg", {"f": _function(x, turned), "A": t.domain})
        instance = {"c": opposite, "f": _function(x, rest), "A": t.domain}
        return n.engine.then(shaped, law, n.engine.by_rule(f"{other}_mul_pos", instance, (line,)))
    return None


@atom_law("argmin", "argmax")
def in_logarithms(n: Normaliser, t: Term, context: Context) -> Equation | None:
    """A positive objective that is a product is replaced by its logarithm."""
    assert isinstance(t, Bind)
    opened = n.engine.open(t, context)
    p = polynomial(opened.body)
    if len(p) != 1:
        return None
    ((mono, _),) = p.items()
    if not mono or any(isinstance(a, App) and a.head == "log" for a, _, _ in mono):
        return None
    line = n.facts.prove(positive(opened.body), opened.context)
    if line is None:
        return None
    each = n.engine.add("gen", line, terms=(t.domain,), variables=(opened.variable,))
    f = _function(opened.variable, opened.body)
    return n.engine.by_rule(f"{t.head}_log", {"f": f, "A": t.domain}, (each,))
