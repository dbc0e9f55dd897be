"""Logarithms beside a weight: ``a log t`` may be rewritten as if ``a`` were not zero."""

from __future__ import annotations

from mlekl_symbolic.kernel.ring import UNIT, Monomial, polynomial, render_monomial
from mlekl_symbolic.kernel.terms import App, Num, Term
from mlekl_symbolic.search.engine import CheckError, Context, Equation
from mlekl_symbolic.search.facts import nonzero
from mlekl_symbolic.search.normal import Normaliser, monomial_law

ZERO = Num(0)


@monomial_law("log")
def as_if_nonzero(n: Normaliser, mono: Monomial, context: Context) -> Equation | None:
    """By cases on a factor that a logarithm mentions: where it is zero, both sides are."""
    if len(mono) == 1:
        return None
    mentioned = _arguments(mono)
    for a, up, _ in mono:
        if not up or a not in mentioned:
            continue
        known = nonzero(a)
        if known in context.facts or n.facts.prove(known, context) is not None:
            continue
        whole = render_monomial(mono, UNIT)
        there = n.normal(whole, context.child(nonzero(a)))
        if there.changes and (both := _by_cases(n, a, there)) is not None:
            return both
    return None


def _arguments(mono: Monomial) -> set[Term]:
    """The factors, above or below, of what the logarithms of a monomial are taken of."""
    out: set[Term] = set()
    for t, up, _ in mono:
        if up and isinstance(t, App) and t.head == "log":
            inner = polynomial(t.args[0])
            if len(inner) == 1:
                ((factors, c),) = inner.items()
                if len(factors) > 1 or c != 1:
                    out |= {x for x, _, _ in factors}
    return out


def _by_cases(n: Normaliser, a: Term, there: Equation) -> Equation | None:
    """An equation that holds for ``a ≠ 0``, without that condition, if both sides vanish with ``a``."""
    engine, vanishes = n.engine, App("=", (a, ZERO))
    assert there.line is not None
    zero = engine.equation(engine.assume(vanishes))
    try:
        left, right = (engine.ring(side, ZERO, (zero,)) for side in (there.left, there.right))
    except CheckError:
        return None
    here = engine.then(left, engine.symm(right))
    assert here.line is not None
    either = engine.add("excluded_middle", terms=(vanishes,))
    return engine.equation(engine.add("cases", either, here.line, there.line))
