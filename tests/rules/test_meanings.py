"""Definitions mean what the books say: compared with formulas in plain Python."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import isclose, log
from random import Random

import pytest

import mlekl_symbolic.rules
from mlekl_symbolic.kernel.terms import App, Var
from mlekl_symbolic.language import FiniteSet, FunctionSymbol, MassFunction, Probability, Variable, to_kernel
from mlekl_symbolic.refute.domains import Finite, Table
from mlekl_symbolic.refute.evaluate import Evaluator
from mlekl_symbolic.refute.values import ClosedForm, Number, enclose
from mlekl_symbolic.rules.rulebook import MEANINGS, theory

assert mlekl_symbolic.rules

Mass = Mapping[int, Fraction]


def total_log(value: Fraction) -> float:
    """The logarithm, and 0 where there is none."""
    return log(value) if value > 0 else 0.0


def over(a: Fraction, b: Fraction) -> Fraction:
    """``a / b``, and 0 when ``b`` is."""
    return a / b if b else Fraction(0)


def kl(letters: Sequence[int], p: Mass, q: Mass) -> float:
    return sum(float(p[a]) * total_log(over(p[a], q[a])) for a in letters)


def entropy(letters: Sequence[int], p: Mass) -> float:
    return -sum(float(p[a]) * total_log(p[a]) for a in letters)


def cross_entropy(letters: Sequence[int], p: Mass, q: Mass) -> float:
    return -sum(float(p[a]) * total_log(q[a]) for a in letters)


def empirical(size: int, sample: Mapping[int, int], letter: int) -> float:
    return float(over(Fraction([sample[i] for i in range(1, size + 1)].count(letter)), Fraction(size)))


def log_likelihood(size: int, sample: Mapping[int, int], q: Mass) -> float:
    return sum(total_log(q[sample[i]]) for i in range(1, size + 1))


def distinct(size: int, sample: Mapping[int, int]) -> bool:
    return len({sample[i] for i in range(1, size + 1)}) == size


def expectation(outcomes: Sequence[int], p: Mass, values: Mass) -> float:
    return float(sum(p[w] * values[w] for w in outcomes))


def probability(outcomes: Sequence[int], p: Mass, indicator: Mass) -> float:
    return expectation(outcomes, p, indicator)


def variance(outcomes: Sequence[int], p: Mass, values: Mass) -> float:
    mean = sum(p[w] * values[w] for w in outcomes)
    return float(sum(p[w] * (values[w] - mean) ** 2 for w in outcomes))


FORMULAS = {
    f.__name__: f
    for f in (
        kl, entropy, cross_entropy, empirical, log_likelihood, distinct, expectation, probability, variance,
    )
}  # fmt: skip
PARAMETERS = {
    "kl": ("X", "p", "q"),
    "entropy": ("X", "p"),
    "cross_entropy": ("X", "p", "q"),
    "empirical": ("N", "x", "a"),
    "log_likelihood": ("N", "x", "q"),
    "distinct": ("N", "x"),
    "expectation": ("X", "p", "q"),
    "probability": ("X", "p", "q"),
    "variance": ("X", "p", "q"),
}
MASSES = (0, 0, 1, 2, 3, Fraction(1, 2), Fraction(1, 3), Fraction(1, 7), -1)


def instance(source: Random) -> dict[str, object]:
    """Random arguments: masses with zeros, without, and negative ones; samples with repetitions."""
    letters = list(range(source.choice((0, 1, 2, 3, 4))))
    size = source.choice((0, 1, 2, 3, 4))
    places = range(5)
    return {
        "X": letters,
        "p": {a: Fraction(source.choice(MASSES)) for a in places},
        "q": {a: Fraction(source.choice(MASSES)) for a in places},
        "N": size,
        "x": {i: source.choice(places) for i in range(1, size + 1)},
        "a": source.choice(places),
    }


def kernel_value(argument: object) -> object:
    match argument:
        case list():
            return Finite(tuple(argument))
        case dict():
            return Table(1, {(k,): v for k, v in argument.items()})
    return argument


def plain(value: Number) -> float:
    return float(enclose(value, 128).mid()) if isinstance(value, ClosedForm) else float(value)


ELSEWHERE = {"converges", "gaussian", "exponential", "differentiable", "has_derivative"}
"""Definitions that are compared in tests of their own, like those of densities and infinite divergences."""


def test_every_meaning_has_a_formula_here():
    here = {m for m in MEANINGS if not (m.endswith("_density") or m.startswith("kl_infinite"))}
    assert set(FORMULAS) == set(PARAMETERS) == here - ELSEWHERE


@pytest.mark.parametrize("name", FORMULAS)
def test_a_definition_has_the_value_of_its_formula(name):
    source, evaluator, compared = Random(5), Evaluator(theory()), 0
    definition = MEANINGS[name].definition
    names = PARAMETERS[name]
    arguments = [Var(n, v.sort) for n, v in zip(names, definition.parameters, strict=True)]
    term = App(definition.name, tuple(arguments), definition.body.sort)
    for _ in range(150):
        made = instance(source)
        world = {v: kernel_value(made[n]) for v, n in zip(arguments, names, strict=True)}
        value = evaluator.value(term, world)
        expected = FORMULAS[name](*(made[n] for n in names))
        if isinstance(expected, bool):
            assert value is expected, made
        else:
            assert isclose(plain(value), expected, rel_tol=1e-9, abs_tol=1e-9), made
        compared += 1
    assert compared == 150


@pytest.mark.parametrize("name", [n for n in FORMULAS if n != "distinct"])
def test_a_wrong_formula_would_be_noticed(name):
    source, names = Random(5), PARAMETERS[name]
    values = [FORMULAS[name](*(made[n] for n in names)) for made in (instance(source) for _ in range(150))]
    assert sum(not isclose(v, -v, abs_tol=1e-9) for v in values) > 30


def test_the_probability_of_an_event_is_the_mass_where_it_happens():
    outcomes, w = FiniteSet("X"), Variable("w")
    law, value = MassFunction("p", outcomes), FunctionSymbol("q", 1)
    term = to_kernel(Probability(value(w) >= 1, (w, law)))
    source, evaluator = Random(7), Evaluator(theory())
    for _ in range(80):
        made = instance(source)
        world = {Var("X", "set"): kernel_value(made["X"])}
        world |= {Var(n, "fun1"): kernel_value(made[n]) for n in ("p", "q")}
        expected = sum((made["p"][a] for a in made["X"] if made["q"][a] >= 1), Fraction(0))
        assert evaluator.value(term, world) == expected
