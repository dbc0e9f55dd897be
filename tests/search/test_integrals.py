"""Integrals: what follows is found, and what does not follow is not."""

from __future__ import annotations

from fractions import Fraction

import pytest

import mlekl_symbolic.rules
from mlekl_symbolic.language import (
    KL,
    AlmostEverywhere,
    Density,
    Equal,
    Expectation,
    Exponential,
    ForAll,
    FunctionSymbol,
    Gaussian,
    H,
    Implies,
    Integrable,
    Integral,
    Interval,
    NamedSet,
    Not,
    Pi,
    Reals,
    Sum,
    Variance,
    delta,
    exp,
    log,
    number,
    to_kernel,
    variables,
)
from mlekl_symbolic.proof.outcome import Proved, Refuted
from mlekl_symbolic.proof.workspace import Workspace
from mlekl_symbolic.rules.rulebook import RULES

assert mlekl_symbolic.rules

x, y, c, i, n, mu, sigma, nu, tau, rate = variables("x y c i n mu sigma nu tau rate")
f, g, h = (FunctionSymbol(name) for name in "fgh")
u = FunctionSymbol("u", 2)
S, R = NamedSet("S"), Reals()
p, q = Density("p", S), Density("q", S)
half = number(Fraction(1, 2))


def over(body, region=S):
    return Integral(body, (x, region))


def finite(body, region=S):
    return Integrable(body, (x, region))


def is_density(of):
    return ForAll(of(x) >= 0, (x, S)), Equal(over(of(x)), 1)


F, G, FG = finite(f(x)), finite(g(x)), finite(f(x) + g(x))
BELOW = ForAll(f(x) <= g(x), (x, S))
LAWS = (*is_density(p), *is_density(q))
NORMAL = (sigma > 0, tau > 0)
PLUS = Interval.above(0)

TRUE = {
    "linear": (Equal(over(2 * f(x) + 3 * g(x)), 2 * over(f(x)) + 3 * over(g(x))), (F, G)),
    "constant": (Equal(over(c * f(x)), c * over(f(x))), ()),
    "sign": (Equal(over(-f(x)), -over(f(x))), ()),
    "nothing": (Equal(over(f(x) - f(x)), 0), ()),
    "one and the sum": (Equal(over(f(x) + g(x)), over(f(x)) + over(g(x))), (F, FG)),
    "what is taken away": (Equal(over(f(x) + g(x) - f(x)), over(g(x))), ()),
    "only the sum": (Equal(over(c * f(x) + c * g(x) + h(x)), c * over(f(x) + g(x)) + over(h(x))),
                     (FG, finite(h(x)))),
    "finitely many": (Equal(over(Sum(u(i, x), (i, 1, n))), Sum(over(u(i, x)), (i, 1, n))),
                      (ForAll(finite(u(i, x)), (i, 1, n)),)),
    "mass": (Equal(over(p(x) * c + 1 - 1), c), LAWS),
    "difference of laws": (Equal(over(p(x) - q(x)), 0), LAWS),
    "point": (Equal(over(delta(x, c) * f(x)), 0), ()),
    "comparison": (over(f(x)) <= over(g(x)), (BELOW, F, G)),
    "sign of an integral": (over(f(x)) >= 0, (ForAll(f(x) >= 0, (x, S)),)),
    "a sum is finite": (finite(2 * f(x) - c * g(x)), (F, G)),
    "a factor is finite": (finite(p(x) * c), LAWS),
    "what remains is finite": (finite(g(x)), (F, FG)),
    "normal mass": (Equal(over(Gaussian(mu, sigma)(x), R), 1), NORMAL),
    "normal mean": (Equal(Expectation(3 * x - 1, (x, Gaussian(mu, sigma))), 3 * mu - 1), NORMAL),
    "normal variance": (Equal(Variance(x, (x, Gaussian(mu, sigma))), sigma**2), NORMAL),
    "normal divergence": (Equal(KL(Gaussian(0, 1), Gaussian(1, 1)), half), ()),
    "normal divergence, turned round": (Equal(KL(Gaussian(1, 1), Gaussian(0, 1)), half), ()),
    "waiting": (Equal(Expectation(x**2, (x, Exponential(rate))), 2 / rate**2), (rate > 0,)),
    "exponential entropy": (Equal(H(Exponential(rate)), 1 - log(rate)), (rate > 0,)),
}  # fmt: skip


def judged(statement, givens, *whys):
    workspace = Workspace()
    for given in givens:
        workspace.give(given, "")
    if hasattr(statement, "lhs") and hasattr(statement.lhs, "as_ordered_terms"):
        outcome, _ = workspace.judge(statement.lhs, statement.sign, statement.rhs, whys)
    else:
        outcome, _ = workspace.judge_claim(statement, whys)
    return outcome


@pytest.mark.parametrize("name", TRUE)
def test_what_follows_is_found(name):
    assert isinstance(judged(*TRUE[name]), Proved)


REFUTED = {
    "nothing is integrable": (Equal(over(f(x) + g(x)), over(f(x)) + over(g(x))), ()),
    "one is integrable": (Equal(over(f(x) + g(x)), over(f(x)) + over(g(x))), (F,)),
    "only the sum is": (Equal(over(f(x) + g(x)), over(f(x)) + over(g(x))), (FG,)),
    "a constant added": (Equal(over(f(x) + c), over(f(x)) + c), (F, finite(c))),
    "a factor that varies": (Equal(over(f(x) * g(x)), over(f(x)) * over(g(x))), (F, G)),
    "the variable pulled out": (Equal(Integral(f(x) * x, (x, 0, 1)), c * Integral(f(x), (x, 0, 1))),
                                (finite(f(x), Interval.open(0, 1)),)),
    "a square": (Equal(over(f(x) ** 2), over(f(x)) ** 2), (F,)),
    "a sign": (Equal(over(-f(x)), over(f(x))), (F,)),
    "comparison the wrong way": (over(g(x)) <= over(f(x)), (BELOW, F, G)),
    "strict comparison": (over(f(x)) < over(g(x)), (BELOW, F, G)),
    "comparison without the upper one": (over(f(x)) <= over(g(x)), (BELOW, F)),
    "positive": (over(f(x)) > 0, (ForAll(f(x) >= 0, (x, S)),)),
    "two masses": (Equal(over(p(x) + q(x)), 1), LAWS),
    "a divergence below zero": (KL(p, q) <= 0, LAWS),
    "a symmetric divergence": (Equal(KL(p, q), KL(q, p)), LAWS),
    "no divergence, no difference anywhere": (
        Implies(AlmostEverywhere(Equal(f(x), g(x)), (x, S)), BELOW), (F, G)),
    "a sum without its terms": (finite(f(x)), (FG,)),
    "a product": (finite(f(x)), (finite(f(x) * c),)),
    "what vanishes nearly everywhere": (
        Implies(Equal(over(f(x)), 0), AlmostEverywhere(Equal(f(x), 0), (x, S))), (F,)),
    "a mean of logarithms above the logarithm of the mean": (
        over(p(x) * log(q(x))) >= log(over(p(x) * q(x))), LAWS),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUTED)
def test_false_neighbours_are_refuted(name):
    assert isinstance(judged(*REFUTED[name]), Refuted)


OPEN = {
    "comparison without the lower one": (over(f(x)) <= over(g(x)), (BELOW, G)),
    "a normal mass without a deviation": (Equal(over(Gaussian(mu, sigma)(x), R), 1), ()),
    "a normal mass on half the line": (Equal(over(Gaussian(mu, sigma)(x), PLUS), 1), NORMAL),
    "a mean of another law": (Equal(Expectation(x, (x, Gaussian(mu, sigma))), nu), NORMAL),
    "a second moment about zero": (Equal(Expectation(x**2, (x, Gaussian(mu, sigma))), sigma**2), NORMAL),
    "a variance that is a deviation": (Equal(Variance(x, (x, Gaussian(mu, sigma))), sigma), NORMAL),
    "a third moment": (Equal(Expectation(x**3, (x, Gaussian(mu, sigma))), mu**3), NORMAL),
    "a parameter that varies": (Equal(over(Gaussian(x, 1)(x), R), 1), ()),
    "another factor": (Equal(over(Gaussian(0, 1)(x) * exp(x), R), 1), ()),
    "a divergence with the other sign": (Equal(KL(Gaussian(0, 1), Gaussian(1, 1)), -half), ()),
    "a normal entropy": (Equal(H(Gaussian(mu, sigma)), log(2 * Pi() * sigma**2) / 2), NORMAL),
    "a negative rate": (Equal(over(Exponential(rate)(x), PLUS), 1), ()),
    "an exponential law on the line": (Equal(over(Exponential(rate)(x), R), 1), (rate > 0,)),
    "an exponential mean": (Equal(Expectation(x, (x, Exponential(rate))), rate), (rate > 0,)),
    "an exponential entropy": (Equal(H(Exponential(rate)), 1 + log(rate)), (rate > 0,)),
}


@pytest.mark.parametrize("name", OPEN)
def test_false_statements_about_known_laws_are_not_proved(name):
    statement, givens = OPEN[name]
    assert not isinstance(judged(statement, givens), Proved)
    workspace = Workspace()
    for given in givens:
        workspace.give(given, "")
    left, right = map(to_kernel, (statement.lhs, statement.rhs))
    for why in RULES.values():
        if why.subject in ("gaussian", "exponential", "integrals"):
            assert workspace.prover.step(left, statement.sign, right, (why,), workspace.context) is None


def test_what_is_not_known_to_be_integrable_is_asked_for():
    claim = Equal(over(f(x) + exp(g(x)) * g(x), R), over(f(x), R) + over(exp(g(x)) * g(x), R))
    outcome = judged(claim, (finite(f(x), R),))
    assert isinstance(outcome, Refuted)
    assert list(map(str, outcome.missing)) == ["Integrable(g(x)*exp(g(x)), (x, Reals()))"]


def test_not_integrable_is_no_consequence_of_an_integral_that_is_zero():
    assert not isinstance(judged(Not(F), (Equal(over(f(x)), 0),)), Proved)
