"""Terms that are zero: with denominators cleared, and with sums over one set gathered."""

from __future__ import annotations

from typing import TypeGuard

from mlekl_symbolic.kernel.ring import Polynomial, polynomial
from mlekl_symbolic.kernel.terms import App, Bind, Num, Term, close_binder, fresh, open_binder
from mlekl_symbolic.search.engine import Context, Equation
from mlekl_symbolic.search.facts import nonzero
from mlekl_symbolic.search.match import join
from mlekl_symbolic.search.monomials import product, without
from mlekl_symbolic.search.normal import Normaliser

ONE, ZERO = Num(1), Num(0)
MAX_DEPTH = 4


def equal(n: Normaliser, a: Term, b: Term, context: Context) -> Equation | None:
    """``a = b`` because their difference vanishes, else None."""
    difference = App("-", (a, b))
    zero = vanishing(n, difference, context)
    if zero is None or zero.line is None:
        return None
    apart = n.engine.by_rule("eq_iff_sub_eq_zero", {"a": a, "b": b})
    return n.engine.equation(n.engine.transport(zero.line, n.engine.symm(apart)))


def vanishing(n: Normaliser, t: Term, context: Context, depth: int = MAX_DEPTH) -> Equation | None:
    """``t = 0``, else None."""
    made = n.normal(t, context)
    if made.right is ZERO or depth <= 0:
        return made if made.right is ZERO else None
    rest = _cleared(n, made.right, context, depth) or _gathered(n, made.right, context, depth)
    return None if rest is None else n.engine.then(made, rest)


def _cleared(n: Normaliser, t: Term, context: Context, depth: int) -> Equation | None:
    """Multiply with all denominators that are known not to be zero."""
    common: Term = ONE
    line = n.engine.add("decide", terms=(nonzero(ONE),))
    for s, power in _denominators(polynomial(t)).items():
        known = n.facts.prove(nonzero(s), context)
        if known is None:
            continue
        for _ in range(power):
            line = n.engine.rule("mul_ne_zero", {"a": common, "b": s}, (line, known))
            common = product(common, s)
    if common is ONE:
        return None
    zero = vanishing(n, product(common, t), context, depth - 1)
    if zero is None or zero.line is None:
        return None
    law = n.engine.by_rule("mul_eq_zero_of_ne", {"c": common, "a": t}, (line,))
    return n.engine.equation(n.engine.transport(zero.line, law))


def _denominators(p: Polynomial) -> dict[Term, int]:
    out: dict[Term, int] = {}
    for mono in p:
        for s, _, down in mono:
            if down:
                out[s] = max(down, out.get(s, 0))
    return out


def _gathered(n: Normaliser, t: Term, context: Context, depth: int) -> Equation | None:
    """``Σ f + c Σ g = Σ (f + c g)``, which vanishes if its terms do."""
    p = polynomial(t)
    for domain in dict.fromkeys(a.domain for mono in p for a, _, _ in mono if _is_sum(a)):
        whole = _one_sum(p, domain, context)
        if whole is None:
            continue
        together = n.equal(t, whole, context)
        opened = n.engine.open(whole, context)
        zero = None if together is None else vanishing(n, opened.body, opened.context, depth - 1)
        if together is not None and zero is not None:
            nothing = n.engine.below(whole, opened, zero)
            return n.engine.then(together, nothing, n.normal(nothing.right, context))
    return None


def _is_sum(a: Term) -> TypeGuard[Bind]:
    return isinstance(a, Bind) and a.head == "sum"


def _one_sum(p: Polynomial, domain: Term, context: Context) -> Bind | None:
    """A single sum with what each monomial has inside its sum over ``domain``, or per element."""
    x = fresh("a", frozenset().union(context.variables, domain.free, *(a.free for m in p for a, _, _ in m)))
    body: list[Term] = []
    for mono, c in p.items():
        size = next((a for a, up, _ in mono if up and a == App("card", (domain,))), None)
        inner = next((a for a, up, _ in mono if up and _is_sum(a) and a.domain is domain), None)
        if inner is not None:
            body.append(product(product(Num(c), without(mono, inner, 1, 0)), open_binder(inner, x)))
        elif size is not None:
            body.append(product(Num(c), without(mono, size, 1, 0)))
        else:
            return None
    return close_binder("sum", x, domain, join("+", tuple(body)))
