"""Rules about derivatives, tried with difference quotients: true, each condition needed, neighbours false."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from itertools import islice
from random import Random

import pytest

import mlekl_symbolic.rules
from mlekl_symbolic.kernel.terms import App, Bind, Num, Term, Var, apply, lam, substitute
from mlekl_symbolic.kernel.theory import Axiom
from mlekl_symbolic.language import (
    Indicator,
    Interval,
    Reals,
    Singleton,
    Variable,
    as_expression,
    exp,
    log,
    to_kernel,
    variables,
)
from mlekl_symbolic.rules.rulebook import RULES
from tests.fuzz.mutations import mutants
from tests.rules.calculus import elements, holds, number, slope, step, values_of

assert mlekl_symbolic.rules

AXIOMS: dict[str, Axiom] = {n: r.axiom for n, r in RULES.items() if r.subject == "derivatives"}
DRAWN, ENOUGH, WANTED = 8000, 60, 15
"""How many ways to fill in a rule are tried, and in how many its conditions should hold."""
NEEDED = 3000
"""How many ways to break one condition of a rule are tried."""
t, y = variables("t y")


def function(body: object, *parameters: Variable) -> Term:
    """A formula as a function of ``t``, or of the variables given."""
    return lam(tuple(Var(v.name) for v in parameters or (t,)), to_kernel(as_expression(body)))


FORMULAS = [
    function(f)
    for f in (
        t, t - 2, t**2, -(t**2), 1 / t, log(t), exp(t), abs(t), t * abs(t), (t - 1) / (t + 1), t**3 - 3 * t,
        exp(-t) * t, Indicator(t > 0), 3, 2 * t - t**2, t - 3 * Indicator(t > 1), t**4 + t**2, -1, -t,
        t + Indicator(t > 0), log(t) - t, t**3, -abs(t - 1) - t**2 / 8, t**2 - 3 * Indicator(t > 1) * t**2,
    )
]  # fmt: skip
TWO_PLACES = [function(f, t, y) for f in (t * y, t**2 + y, exp(y * t), log(t + y), y / t, abs(t - y))]
POINTS = [Num(Fraction(n, 2)) for n in (-4, -2, -1, 0, 1, 2, 3, 4)]
SETS = [
    to_kernel(s)
    for s in (
        Singleton(), Singleton(1), Singleton(0, 2), Singleton(-1, 1, 3), Interval.open(0, 2), Reals(),
        Interval.closed(0, 2), Interval.open(-1, 1), Interval.closed(-1, 1), Interval.closed(1, 1),
    )
]  # fmt: skip
FINITE_SETS = SETS[:4]


def rational(value: object) -> Num:
    """A numeral close to a number."""
    return Num(Fraction(int(value * 10**60), 10**60))  # type: ignore[operator]


def drawn(axiom: Axiom, source: Random) -> dict[Var, Term]:
    """A way to fill in a rule, with the derivatives of its functions where it asks for them."""
    out: dict[Var, Term] = {}
    pools: dict[str, list[Term]] = {
        "real": POINTS, "fun1": FORMULAS, "fun2": TWO_PLACES,
        "set": FINITE_SETS if axiom.name == "has_deriv_sum" else SETS,
    }  # fmt: skip
    for m in axiom.metas:
        out[m] = source.choice(pools[m.sort])
    for _, p in axiom.where:
        match p:
            case App("has_derivative", (Var() as f, x, Var() as d)):
                found = slope(values_of(out[f]), number(substitute(x, out)), step(out[f]))  # type: ignore[arg-type]
                if found is not None:
                    out[d] = rational(found)
            case Bind("all", _, App("has_derivative")):
                out[Var("g", "fun1")] = of_each(out)
    return out


def of_each(by: dict[Var, Term]) -> Term:
    """The function of ``y`` whose values are the derivatives in ``t`` of a function of both."""
    two, over, x = (by[Var(*k)] for k in (("f", "fun2"), ("A", "set"), ("x",)))
    body: Term = Num(Fraction(0))
    for e in elements(over):
        at = lam((Var("t"),), apply(two, Var("t"), rational(e)))
        found = slope(values_of(at), number(x), step(at))  # type: ignore[arg-type]
        value = Num(Fraction(7)) if found is None else rational(found)
        body = App("+", (body, App("*", (value, App("delta", (Var("y"), rational(e)))))))
    return lam((Var("y"),), body)


def ways(name: str, count: int) -> Iterator[dict[Var, Term]]:
    """Ways to fill in a rule."""
    source = Random(name)
    for _ in range(count):
        yield drawn(AXIOMS[name], source)


@cache
def met(name: str) -> tuple[dict[Var, Term], ...]:
    """Those in which its conditions hold."""
    conditions = [p for _, p in AXIOMS[name].where]
    found = (by for by in ways(name, DRAWN) if all(holds(substitute(p, by)) for p in conditions))
    return tuple(islice(found, ENOUGH))


@pytest.mark.parametrize("name", AXIOMS)
def test_a_rule_is_true(name):
    wrong = [by for by in met(name) if not holds(substitute(AXIOMS[name].conclusion, by))]
    assert not wrong, wrong[0]
    assert len(met(name)) >= WANTED


CONDITIONS = [(name, label) for name, axiom in AXIOMS.items() for label, _ in axiom.where]


UNNECESSARY = {
    ("has_deriv_zpow", "hn"): "a broken power of a negative number is 0 here, but not in mathlib",
    ("argmax_eq_singleton_of_deriv2", "hff"): "what has a negative derivative has one, if others are 0",
    (
        "le_of_deriv2_nonneg",
        "hff",
    ): "a slope that falls without falling anywhere, like Cantor's, is no formula",
}
"""Conditions for whose need there is no formula, with the reason why they stay."""
TWO_ENDS = to_kernel(Singleton(-1, 1))
WITNESSES = {
    ("argmax_eq_singleton_of_deriv2", "hA"): (function(2 * t**2 - t**4), TWO_ENDS, 1),
    ("argmax_eq_singleton_of_deriv2", "hf"): (function(Indicator(t > 0) - t**2 / 2), SETS[8], 0),
    ("le_of_deriv2_nonneg", "hA"): (function(t**4 - 2 * t**2), TWO_ENDS, -1, 1, Fraction(1, 2)),
    ("le_of_deriv2_nonneg", "hf"): (
        function(t**2 / 2 + 3 * Indicator(t > 0)),
        SETS[8],
        -1,
        1,
        Fraction(3, 4),
    ),
}
"""Ways to fill in a rule that are hard to meet by chance, in the order of its metavariables."""


def tried(name: str, label: str) -> Iterator[dict[Var, Term]]:
    """Ways to fill in a rule, a known one first."""
    if (name, label) in WITNESSES:
        terms = (w if isinstance(w, Term) else Num(w) for w in WITNESSES[name, label])
        yield dict(zip(AXIOMS[name].metas, terms, strict=True))
    yield from ways(name, NEEDED)


@pytest.mark.parametrize(("name", "label"), [c for c in CONDITIONS if c not in UNNECESSARY])
def test_every_condition_is_needed(name, label):
    axiom = AXIOMS[name]
    rest = [p for other, p in axiom.where if other != label]
    for by in tried(name, label):
        conclusion = substitute(axiom.conclusion, by)
        if not holds(conclusion) and all(holds(substitute(p, by)) for p in rest):
            return
    pytest.fail(f"{label} could be left out")


@pytest.mark.parametrize("name", AXIOMS)
def test_a_rule_has_false_neighbours(name):
    refuted = 0
    for mutant in mutants(AXIOMS[name].conclusion):
        try:
            refuted += any(not holds(substitute(mutant, by)) for by in met(name))
        except (AssertionError, KeyError):
            continue
    assert refuted >= 1
