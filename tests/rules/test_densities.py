"""Definitions about densities, and the facts about known laws: compared with numerical integration."""

from __future__ import annotations

from fractions import Fraction
from math import isclose, log
from random import Random

import mpmath
import pytest

import mlekl_symbolic.rules
from mlekl_symbolic.kernel.terms import App, Bind, Term, Var
from mlekl_symbolic.language import (
    Density,
    Exponential,
    Expectation,
    FunctionSymbol,
    Gaussian,
    InfiniteDivergence,
    Interval,
    KL,
    MassFunction,
    Probability,
    Reals,
    Variance,
    H,
    to_kernel,
    variables,
)
from mlekl_symbolic.refute.domains import Steps, Table
from mlekl_symbolic.refute.evaluate import Evaluator
from mlekl_symbolic.refute.values import ClosedForm, Number, enclose
from mlekl_symbolic.rules.rulebook import MEANINGS, RULES, theory

assert mlekl_symbolic.rules

EVALUATOR = Evaluator(theory())
R = Reals()
x, mu, sigma, rate, n = variables("x mu sigma rate n")
p, q, f = Density("p", R), Density("q", R), FunctionSymbol("f")
BREAKS = (-1, 0, Fraction(1, 2), 2)
LENGTHS = [Fraction(b - a) for a, b in zip(BREAKS, BREAKS[1:], strict=False)]


def steps(values: list[Fraction]) -> Steps:
    return Steps(BREAKS, (((), (*values, 0)),))


def plain(value: Number) -> float:
    return float(enclose(value, 128).mid()) if isinstance(value, ClosedForm) else float(value)


def total_log(value: Fraction) -> float:
    return log(value) if value > 0 else 0.0


def over(a: Fraction, b: Fraction) -> Fraction:
    return a / b if b else Fraction(0)


def summed(a: list[float]) -> float:
    return sum(y * float(w) for y, w in zip(a, LENGTHS, strict=True))


def mean(law: list[Fraction], values: list[Fraction]) -> float:
    return summed([float(a * y) for a, y in zip(law, values, strict=True)])


FORMULAS = {
    "kl_density": (KL(p, q), lambda a, b, _: summed([a_ * total_log(over(a_, b_)) for a_, b_ in zip(a, b)])),
    "entropy_density": (H(p), lambda a, _b, _: -summed([a_ * total_log(a_) for a_ in a])),
    "cross_entropy_density": (
        H(p, q), lambda a, b, _: -summed([a_ * total_log(b_) for a_, b_ in zip(a, b)])),
    "expectation_density": (Expectation(f(x), (x, p)), lambda a, _b, y: mean(a, y)),
    "variance_density": (
        Variance(f(x), (x, p)),
        lambda a, _b, y: mean(a, [(Fraction(v) - Fraction(mean(a, y))) ** 2 for v in y]),
    ),
    "probability_density": (
        Probability(f(x) >= 1, (x, p)), lambda a, _b, y: mean(a, [Fraction(v >= 1) for v in y])),
}  # fmt: skip


def test_every_definition_about_densities_is_compared():
    said = {m.name for m in MEANINGS.values() if m.name.endswith("_density")}
    assert said == {*FORMULAS, "kl_infinite_density"}


@pytest.mark.parametrize("name", FORMULAS)
def test_a_definition_has_the_value_of_its_formula(name):
    node, formula = FORMULAS[name]
    source, pool = Random(3), [Fraction(k, d) for k in (0, 0, 1, 2, 3) for d in (1, 2, 3)]
    for _ in range(60):
        a, b, y = ([source.choice(pool) for _ in LENGTHS] for _ in range(3))
        world = {Var("p", "fun1"): steps(a), Var("q", "fun1"): steps(b), Var("f", "fun1"): steps(y)}
        value = plain(EVALUATOR.value(to_kernel(node), world))
        assert isclose(value, formula(a, b, y), rel_tol=1e-9, abs_tol=1e-9), (a, b, y)


def test_when_a_divergence_is_infinite():
    some, none, half = steps([Fraction(1)] * 3), steps([Fraction(1), Fraction(0), Fraction(1)]), Table(1, {(0,): 1})
    densities = to_kernel(InfiniteDivergence(p, q))
    for one, other, infinite in ((some, none, True), (none, some, False), (some, some, False)):
        world = {Var("p", "fun1"): one, Var("q", "fun1"): other}
        assert EVALUATOR.holds(densities, world) is infinite
    letters = Interval.closed(0, 0)
    masses, against = MassFunction("p", letters), Density("q", letters)
    mixed = to_kernel(InfiniteDivergence(masses, against))
    for law, infinite in ((half, True), (Table(1, {(0,): 0}), False)):
        assert EVALUATOR.holds(mixed, {Var("p", "fun1"): law, Var("q", "fun1"): some}) is infinite


# Laws known by formula --------------------------------------------------------------------------

MEMBERS = {
    "gaussian": [(Fraction(m), Fraction(s)) for m, s in ((0, 1), (-2, 3), ("1/3", "1/2"), (5, -2), (1, "-1/7"))],
    "exponential": [(Fraction(r),) for r in (1, 3, "1/4", "7/5")],
}
REGION = {"gaussian": (-mpmath.inf, mpmath.inf), "exponential": (0, mpmath.inf)}
FACTS = [r for r in RULES.values() if r.subject in MEMBERS and r.name != "pi_pos"]
DIGITS = 20


def density(family: str, member: tuple[Fraction, ...], t: mpmath.mpf) -> mpmath.mpf:
    """From the textbook, not from the definition that is tried."""
    numbers = [mpmath.mpf(a.numerator) / a.denominator for a in member]
    if family == "gaussian":
        m, s = numbers
        return mpmath.exp(-(((t - m) / s) ** 2) / 2) / (abs(s) * mpmath.sqrt(2 * mpmath.pi))
    (r,) = numbers
    return r * mpmath.exp(-r * t)


def number(t: Term, world: dict[str, object]) -> mpmath.mpf:
    """A term of arithmetic and exponentials in floating-point numbers of many digits."""
    match t:
        case Var(name):
            return mpmath.mpf(world[name])
        case App("pi", ()):
            return mpmath.pi
        case App("gaussian" | "exponential" as family, (*parameters, at)):
            return density(family, tuple(world[a.name] for a in parameters), number(at, world))
        case App("^", (a, e)):
            return mpmath.power(number(a, world), number(e, world))
        case App("exp", (a,)):
            return mpmath.exp(number(a, world))
        case App("neg", (a,)):
            return -number(a, world)
        case App(head, (a, b)):
            left, right = number(a, world), number(b, world)
            return {"+": left + right, "-": left - right, "*": left * right}.get(head) or left / right
    return mpmath.mpf(t.value.numerator) / t.value.denominator


def integral(t: Bind, family: str, member: tuple[Fraction, ...], world: dict[str, object]) -> mpmath.mpf:
    inner = Var("at")
    body = App("exp", (inner,)) and t.body
    low, high = REGION[family]
    centre = float(member[0]) if family == "gaussian" else 1.0

    def value(at: mpmath.mpf) -> mpmath.mpf:
        return number(_opened(body, t), {**world, "at": at})

    return mpmath.quad(value, [low, centre, high])


def _opened(body: Term, t: Bind) -> Term:
    from mlekl_symbolic.kernel.terms import open_binder

    assert body is t.body
    return open_binder(t, Var("at"))


@pytest.mark.parametrize("rule", [r for r in FACTS if r.name.startswith("integral_")], ids=lambda r: r.name)
def test_a_fact_agrees_with_quadrature(rule):
    family = rule.subject
    with mpmath.workdps(DIGITS + 10):
        for member in MEMBERS[family]:
            names = [m.name for m in rule.axiom.metas]
            world: dict[str, object] = dict(zip(names, member, strict=True))
            left, right = rule.axiom.conclusion.args
            known = {k: mpmath.mpf(v.numerator) / v.denominator for k, v in world.items()}
            found = integral(left, family, member, world)
            wanted = number(right, known)
            assert abs(found - wanted) < mpmath.mpf(10) ** -DIGITS, member
            assert abs(found - wanted - 1) > 0.5
