"""Rules of differentiation against difference quotients: true, with needed conditions and false neighbours."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest

import mlekl_symbolic.rules
from mlekl_symbolic.kernel.terms import App, Bind, Num, Term, Var, lam, substitute
from mlekl_symbolic.kernel.theory import Axiom
from mlekl_symbolic.language import Derivative, Expression, Interval, Reals, Variable, delta, exp, log, to_kernel
from mlekl_symbolic.language.sets import Singleton
from mlekl_symbolic.language.probability import Indicator
from mlekl_symbolic.rules.rulebook import RULES
from tests.fuzz.mutations import mutants
from tests.rules.calculus import holds, near, number, slope, step, values_of

assert mlekl_symbolic.rules

AXIOMS: dict[str, Axiom] = {n: r.axiom for n, r in RULES.items() if r.subject == "derivatives"}
SLOPES = [n for n, a in AXIOMS.items() if isinstance(a.conclusion, App) and a.conclusion.head == "has_derivative"]
t, y = Variable("t"), Variable("y")


def function(body: object, *variables: Variable) -> Term:
    """A formula as a function of ``t``, or of the variables given."""
    term = to_kernel(body) if isinstance(body, Expression) else to_kernel(t + body - t)
    return lam(tuple(Var(v.name) for v in variables or (t,)), term)


FORMULAS = [
    function(f)
    for f in (
        t, t - 2, t**2, 1 / t, log(t), exp(t), abs(t), t * abs(t), log(t) ** 2, (t - 1) / (t + 1),
        t**3 - 2 * t + 1, exp(-t) * t, Indicator(t > 0), 3 + 0 * t,
    )
]  # fmt: skip
TWO_PLACES = [function(f, t, y) for f in (t * y, t**2 + y, exp(y * t), log(t + y), y / t, abs(t - y))]
POINTS = [Num(Fraction(n, 2)) for n in (-4, -2, -1, 0, 1, 2, 3)]
NUMBERS = [Num(Fraction(n)) for n in (-2, -1, 0, 1, 2, 3)] + [Num(Fraction(1, 2)), Num(Fraction(-3, 2))]
SETS = [to_kernel(s) for s in (Singleton(), Singleton(1), Singleton(0, 2), Singleton(-1, 1, 3))]


def rational(value: object) -> Num:
    """A numeral close to a number."""
    return Num(Fraction(int(value * 10**40), 10**40))  # type: ignore[operator]


def instances(axiom: Axiom):
    """Ways to fill in a rule for differentiating, with the derivatives of its functions as they are."""
    functions = [m for m in axiom.metas if m.sort == "fun1" and m.name != "g" or m.name == "g" and "sum" not in axiom.name]
    others = {"x": POINTS, "c": NUMBERS, "n": NUMBERS}
    names = [m for m in axiom.metas if m.sort == "real" and m.name in others]
    for fs in product(FORMULAS, repeat=len(functions)):
        for numbers in product(*(others[m.name] for m in names)):
            by = dict(zip((*functions, *names), (*fs, *numbers), strict=True))
            yield from with_derivatives(axiom, by)


def with_derivatives(axiom: Axiom, by: dict[Var, Term]):
    """The same with the values that the conditions ask for, where those exist."""
    full = dict(by)
    for _, p in axiom.where:
        match p:
            case App("has_derivative", (f, x, Var() as d)):
                f, x = substitute(f, full), substitute(x, full)
                found = slope(values_of(f), number(x), step(f))
                full[d] = Num(Fraction(7)) if found is None else rational(found)
    if set(axiom.metas) <= set(full):
        yield full


def of_sums(axiom: Axiom):
    """Ways to fill in the rule for sums."""
    f, g, A, x = axiom.metas
    for two, A_, x_ in product(TWO_PLACES, SETS, POINTS):
        values = [(e, slope(values_of(substitute_first(two, e)), number(x_), step(two))) for e in A_.args]
        body: Term = Num(Fraction(0))
        for e, v in values:
            piece = App("*", (Num(Fraction(7)) if v is None else rational(v), App("delta", (Var("y"), e))))
            body = App("+", (body, piece))
        yield {f: two, g: lam((Var("y"),), body), A: A_, x: x_}


def substitute_first(two: Term, e: Term) -> Term:
    """A function of ``t`` and ``y`` at a place ``y``."""
    s = Var("s")
    from mlekl_symbolic.kernel.terms import apply

    return lam((s,), apply(two, s, e))
