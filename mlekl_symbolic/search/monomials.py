"""Laws for monomials: cancelling, deltas, and logarithms weighted by what they contain."""

from __future__ import annotations

from fractions import Fraction

from mlekl_symbolic.kernel.ring import UNIT, Monomial, polynomial, render_monomial
from mlekl_symbolic.kernel.terms import App, Num, Term, Var, lam
from mlekl_symbolic.search.engine import Context, Equation
from mlekl_symbolic.search.facts import nonnegative, nonzero, positive
from mlekl_symbolic.search.normal import CANCELS, Normaliser, monomial_law

ONE = Num(1)


def product(a: Term, b: Term) -> App:
    """``a · b``."""
    return App("*", (a, b))


def reciprocal(a: Term) -> App:
    """``1 / a``."""
    return App("/", (ONE, a))


def without(mono: Monomial, atom: Term, up: int, down: int) -> Term:
    """The monomial with some powers of one atom taken out, as a term."""
    left = tuple((a, u - up, d - down) if a is atom else (a, u, d) for a, u, d in mono)
    return render_monomial(tuple(m for m in left if m[1] or m[2]), UNIT)


def _replace(n: Normaliser, mono: Monomial, part: Equation, rest: Term) -> Equation:
    """``monomial = rest · part.right``, from an equation about the part."""
    whole = render_monomial(mono, UNIT)
    split = n.engine.ring(whole, product(rest, part.left))
    return n.engine.then(split, n.engine.at(split.right, (1,), part))


@monomial_law(CANCELS)
def cancel(n: Normaliser, mono: Monomial, context: Context) -> Equation | None:
    """``a · 1/a = 1`` where ``a ≠ 0`` is known; ``a · a · 1/a = a`` always."""
    for a, up, down in mono:
        if not (up and down):
            continue
        if up >= 2:
            part = n.engine.by_rule("mul_self_mul_inv", {"a": a})
            return _replace(n, mono, part, without(mono, a, 2, 1))
        if down >= 2:
            part = n.engine.by_rule("inv_mul_mul_inv", {"a": a})
            return _replace(n, mono, part, without(mono, a, 1, 2))
        line = n.facts.want(nonzero(a), context)
        if line is not None:
            part = n.engine.by_rule("mul_inv_cancel", {"a": a}, (line,))
            return _replace(n, mono, part, without(mono, a, 1, 1))
    return None


@monomial_law("delta")
def idempotent_delta(n: Normaliser, mono: Monomial, context: Context) -> Equation | None:
    """``δ · δ = δ``."""
    for a, up, _ in mono:
        if up >= 2 and isinstance(a, App) and a.head == "delta":
            part = n.engine.by_rule("delta_mul_self", {"a": a.args[0], "b": a.args[1]})
            return _replace(n, mono, part, without(mono, a, 2, 0))
    return None


@monomial_law("delta")
def exchange_beside_delta(n: Normaliser, mono: Monomial, context: Context) -> Equation | None:
    """``δ(v, e) · f(v) = δ(v, e) · f(e)``, so that ``v`` occurs beside the delta no more."""
    for d, up, _ in mono:
        if not (up == 1 and isinstance(d, App) and d.head == "delta"):
            continue
        rest = without(mono, d, 1, 0)
        for v, e in (d.args, d.args[::-1]):
            if not isinstance(v, Var) or v in e.free or v not in rest.free:
                continue
            if isinstance(e, Var) and e.name > v.name:
                continue
            turn = Equation(d, d)
            if v is not d.args[0]:
                turn = n.engine.by_rule("delta_comm", {"a": e, "b": v})
            part = n.engine.by_rule("delta_mul_eq", {"a": v, "b": e, "f": lam((v,), rest)})
            split = n.engine.ring(render_monomial(mono, UNIT), product(d, rest))
            turned = n.engine.then(split, n.engine.at(split.right, (0,), turn), part)
            return n.engine.then(turned, n.engine.at(turned.right, (0,), n.engine.symm(turn)))
    return None


@monomial_law("log")
def weighted_log(n: Normaliser, mono: Monomial, context: Context) -> Equation | None:
    """``a log(a b) = a log a + a log b``, also where ``a`` may be zero."""
    if len(mono) == 1:
        return None
    ups = {a for a, up, _ in mono if up}
    for logarithm, up, _ in mono:
        if not (up and isinstance(logarithm, App) and logarithm.head == "log"):
            continue
        argument = polynomial(logarithm.args[0])
        if len(argument) != 1:
            continue
        ((inner, coefficient),) = argument.items()
        for a, power, down in inner:
            if a not in ups or power != 1 or down or (len(inner) == 1 and coefficient == 1):
                continue
            part = _expanded(n, logarithm, a, inner, coefficient, context)
            if part is not None:
                return _replace(n, mono, part, _less(mono, a, logarithm))
    return None


def _expanded(
    n: Normaliser, logarithm: App, a: Term, inner: Monomial, coefficient: Fraction, context: Context
) -> Equation | None:
    """``a log(a b)`` with the logarithm expanded: ``b > 0``, or ``1/b = 0`` only where ``a = 0``."""
    b = _rest(inner, coefficient, a)
    below = render_monomial(tuple((x, d, u) for x, u, d in inner if x is not a), 1 / coefficient)
    weight = n.facts.want(nonnegative(a), context)
    if weight is None:
        return None
    line = n.facts.want(positive(b), context)
    if line is not None:
        law, shaped = n.engine.by_rule("mul_log_mul", {"a": a, "b": b}, (weight, line)), product(a, b)
    else:
        vanishing = App("imp", (App("=", (below, Num(0))), App("=", (a, Num(0)))))
        uses = [weight, *(n.facts.want(side, context) for side in (nonnegative(below), vanishing))]
        known = [u for u in uses if u is not None]
        if len(known) < len(uses):
            return None
        law = n.engine.by_rule("mul_log_div_of_imp", {"a": a, "b": below}, known)
        shaped = App("/", (a, below))
    return n.engine.then(
        n.engine.at(product(a, logarithm), (1, 0), n.engine.ring(logarithm.args[0], shaped)), law
    )


def _rest(inner: Monomial, coefficient: Fraction, a: Term) -> Term:
    return render_monomial(tuple(m for m in inner if m[0] is not a), coefficient)


def _less(mono: Monomial, a: Term, b: Term) -> Term:
    left = tuple((x, u - (x is a) - (x is b), d) for x, u, d in mono)
    return render_monomial(tuple(m for m in left if m[1] or m[2]), UNIT)
