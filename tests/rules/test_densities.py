"""Definitions about densities, and the facts about known laws: compared with numerical integration."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import pairwise
from math import isclose, log
from random import Random

import flint
import pytest

import mlekl_symbolic.rules
from mlekl_symbolic.kernel.terms import Var
from mlekl_symbolic.language import (
    KL,
    Density,
    Expectation,
    FunctionSymbol,
    Gaussian,
    H,
    InfiniteDivergence,
    Interval,
    MassFunction,
    Pi,
    Probability,
    Reals,
    Variance,
    number,
    to_kernel,
    variables,
)
from mlekl_symbolic.oracle.integration import BITS, INFINITY, integrate
from mlekl_symbolic.oracle.quadrature import Trial, compared
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
LENGTHS = [Fraction(b - a) for a, b in pairwise(BREAKS)]


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


def kl(a: list[Fraction], b: list[Fraction]) -> float:
    return summed([float(y) * total_log(over(y, z)) for y, z in zip(a, b, strict=True)])


FORMULAS = {
    "kl_density": (KL(p, q), lambda a, b, _: kl(a, b)),
    "entropy_density": (H(p), lambda a, _b, _: -summed([a_ * total_log(a_) for a_ in a])),
    "cross_entropy_density": (
        H(p, q), lambda a, b, _: -summed([a_ * total_log(b_) for a_, b_ in zip(a, b, strict=True)])),
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
    some, none, half = (
        steps([Fraction(1)] * 3),
        steps([Fraction(1), Fraction(0), Fraction(1)]),
        Table(1, {(0,): 1}),
    )
    densities = to_kernel(InfiniteDivergence(p, q))
    for law, other, infinite in ((some, none, True), (none, some, False), (some, some, False)):
        world = {Var("p", "fun1"): law, Var("q", "fun1"): other}
        assert EVALUATOR.holds(densities, world) is infinite
    letters = Interval.closed(0, 0)
    discrete = to_kernel(InfiniteDivergence(MassFunction("p", letters), MassFunction("q", letters)))
    for law, other, infinite in ((1, 0, True), (0, 0, False), (0, 1, False), (1, 1, False)):
        world = {Var("p", "fun1"): Table(1, {(0,): law}), Var("q", "fun1"): Table(1, {(0,): other})}
        assert EVALUATOR.holds(discrete, world) is infinite
    masses, against = MassFunction("p", letters), Density("q", letters)
    mixed = to_kernel(InfiniteDivergence(masses, against))
    for law, infinite in ((half, True), (Table(1, {(0,): 0}), False)):
        assert EVALUATOR.holds(mixed, {Var("p", "fun1"): law, Var("q", "fun1"): some}) is infinite


# Laws known by formula --------------------------------------------------------------------------

MEMBERS = {
    "gaussian": [
        {"mu": Fraction(m), "sigma": Fraction(s)}
        for m, s in ((0, 1), (-2, 3), ("1/3", "1/2"), ("5/2", -2), (1, "-1/3"))
    ],
    "exponential": [{"rate": Fraction(r)} for r in (1, 3, "1/4", "7/5")],
}
FACTS = [r for r in RULES.values() if r.subject in MEMBERS]


def trial(member: dict[str, Fraction]) -> Trial:
    made = Trial(0, (), [], [])
    made.numbers.update(member)
    return made


@pytest.mark.parametrize("rule", [r for r in FACTS if r.name.startswith("integral_")], ids=lambda r: r.name)
def test_a_fact_agrees_with_quadrature(rule):
    left, right = rule.claim.conclusion.args
    with flint.ctx.workprec(BITS):
        for member in MEMBERS[rule.subject]:
            found, wanted = (trial(member).value(side, {}) for side in (left, right))
            assert compared("=", found, wanted), member
            assert not compared("=", found, wanted + 1e-9)


@pytest.mark.parametrize("name", MEMBERS)
def test_a_density_is_the_one_of_the_textbooks(name):
    with flint.ctx.workprec(BITS):
        for member in MEMBERS[name]:
            for at in ("1/7", "1", "5/2", "7"):
                here = trial({**member, "x": Fraction(at)})
                left, right = (here.value(side, {}) for side in (MEANINGS[name].left, MEANINGS[name].right))
                assert compared("=", left, right), (member, at)
                assert left > 0


def test_what_the_facts_ask_for():
    asked = {r.name: [str(p) for _, p in r.claim.where] for r in FACTS}
    assert asked == {
        "pi_pos": [],
        # For sigma = 0 the density has the value of a root of 0, about which nothing is said.
        "integral_gaussian": ["NotEqual(sigma, 0)"],
        "integral_gaussian_mul_id": ["NotEqual(sigma, 0)"],
        "integral_gaussian_mul_sq": ["NotEqual(sigma, 0)"],
        # For n = -1 there is a pole at 0.
        "integrable_gaussian_mul_pow": ["NotEqual(sigma, 0)", "Member(n, Naturals())"],
        # For a rate below 0 the density grows; for the rate 0 it is 0.
        "integral_exponential": ["0 < rate"],
        "integral_exponential_mul_id": ["0 < rate"],
        "integral_exponential_mul_sq": ["0 < rate"],
        "integrable_exponential_mul_pow": ["0 <= rate", "Member(n, Naturals())"],
    }


def test_without_a_deviation_the_density_is_zero_everywhere():
    degenerate = to_kernel(MEANINGS["gaussian"].right)
    world = {Var("mu"): 0, Var("sigma"): 0, Var("x"): 1}
    assert EVALUATOR.value(degenerate, world) == 0


@pytest.mark.parametrize("power", range(5))
def test_absolute_moments_are_finite(power):
    with flint.ctx.workprec(BITS):
        density = trial({"mu": Fraction(0), "sigma": Fraction(3, 2)})
        found = integrate(
            lambda t: density.value(Gaussian(mu, sigma)(x), {"x": t}) * abs(t) ** power,
            [-INFINITY, flint.arb(0), INFINITY],
        )
        wanted = 1.5**power * 2 ** (power / 2) * math.gamma((power + 1) / 2) / math.sqrt(math.pi)
        assert float(found) == pytest.approx(wanted, rel=1e-13)


def test_pi_is_known_exactly_enough():
    assert EVALUATOR.holds(to_kernel(Pi() > 3), {})
    assert not EVALUATOR.holds(to_kernel(Pi() > number(Fraction(22, 7))), {})
    assert plain(EVALUATOR.value(to_kernel(Pi() * 2), {})) == pytest.approx(6.283185307179586)
