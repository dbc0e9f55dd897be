"""Laws for indicators and absolute values whose argument is known."""

from __future__ import annotations

from mlekl_symbolic.kernel.terms import REAL, App, Num, Term
from mlekl_symbolic.search.engine import Context, Equation
from mlekl_symbolic.search.normal import Normaliser, atom_law, early_law


@early_law("ind")
def indicator_as_written(n: Normaliser, t: Term, context: Context) -> Equation | None:
    """The indicator of what is known to hold is 1, of what is known not to hold 0."""
    return _decided(n, t, context)


@atom_law("ind")
def indicator_in_normal_form(n: Normaliser, t: Term, context: Context) -> Equation | None:
    """The same for the event in normal form."""
    return _decided(n, t, context)


@early_law("ind")
def indicator_taken_apart(n: Normaliser, t: Term, _context: Context) -> Equation | None:
    """The indicator of an equation is a delta, that of two events a product."""
    assert isinstance(t, App)
    match t.args[0]:
        case App("=", (a, b)) if a.sort == REAL:
            return n.engine.by_rule("ind_eq", {"a": a, "b": b})
        case App("and", (one, other)):
            return n.engine.by_rule("ind_and", {"E": one, "F": other})
    return None


def _decided(n: Normaliser, t: Term, context: Context) -> Equation | None:
    assert isinstance(t, App)
    (event,) = t.args
    for name, known in (("ind_of_true", event), ("ind_of_false", App("not", (event,)))):
        line = n.facts.prove(known, context)
        if line is not None:
            return n.engine.by_rule(name, {"E": event}, (line,))
    return None


@atom_law("abs")
def absolute_value_of_nonnegative(n: Normaliser, t: Term, context: Context) -> Equation | None:
    """``|a| = a`` where ``0 ≤ a`` is known."""
    assert isinstance(t, App)
    line = n.facts.prove(App("<=", (Num(0), t.args[0])), context)
    return None if line is None else n.engine.by_rule("abs_of_nonneg", {"a": t.args[0]}, (line,))
