"""Sums to ``n + 1`` and to ``n - 1``: the last term is split off or added."""

from __future__ import annotations

from fractions import Fraction

from mlekl_symbolic.kernel.ring import polynomial, render
from mlekl_symbolic.kernel.terms import App, Bind, Num, Term, open_binder, reals
from mlekl_symbolic.search.engine import CheckError, Context, Equation
from mlekl_symbolic.search.normal import Normaliser, atom_law, early_law

ONE = Num(1)


@atom_law("sum")
def last_term(n: Normaliser, t: Term, context: Context) -> Equation | None:
    """A sum to ``n + 1`` is the sum to ``n`` and a term, one to ``n - 1`` the sum to ``n`` less a term."""
    match t:
        case Bind("sum", App("range", (Num(low), high)), body) if low == 1:
            step = polynomial(high).get((), Fraction(0))
            base = render({m: c for m, c in polynomial(high).items() if m})
            if step == 1 and base is not Num(0):
                return _split(n, body, high, base, context)
            if step == -1:
                added = _split(n, body, base, high, context)
                return None if added is None else _moved(n, added, t, open_binder(t, base))
    return None


def _split(n: Normaliser, body: Term, high: Term, below: Term, context: Context) -> Equation | None:
    """``Σ_1^high f = Σ_1^below f + f(high)``, where ``below = high - 1`` is a natural number."""
    engine, member = n.engine, App("in", (below, App("naturals")))
    line = n.facts.prove(member, context)
    if line is None:
        return None
    wanted = App("in", (App("-", (high, ONE)), App("naturals")))
    try:
        line = engine.transport(line, engine.ring(member, wanted))
    except CheckError:
        return None
    f = Bind("lam", reals(), body)
    law = engine.by_rule("sum_range_succ", {"f": f, "n": high}, (line,))
    return engine.then(law, engine.canonical(law.right))


def _moved(n: Normaliser, added: Equation, t: Bind, last: Term) -> Equation:
    """From ``Σ_1^n f = Σ_1^(n-1) f + f(n)`` to ``Σ_1^(n-1) f = Σ_1^n f - f(n)``."""
    engine = n.engine
    split = engine.ring(t, App("-", (App("+", (t, last)), last)))
    here = engine.then(engine.ring(App("+", (t, last)), added.right), engine.symm(added))
    return engine.then(split, engine.at(split.right, (0,), here))


@early_law("card")
def size_to_next(n: Normaliser, t: Term, context: Context) -> Equation | None:
    """There are ``n + 1`` integers from 1 to ``n + 1``: the sum of as many ones."""
    match t:
        case App("card", (App("range", (Num(low), high)),)) if low == 1 and polynomial(high).get(()) == 1:
            ones = n.engine.by_rule("sum_const", {"c": ONE, "A": t.args[0]})
            split = last_term(n, ones.left, context)
            if split is None:
                return None
            back = n.engine.then(n.engine.ring(t, ones.right), n.engine.symm(ones))
            return n.engine.then(back, split)
    return None
