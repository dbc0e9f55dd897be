"""Rules about limits, which no small world can decide: tried on sequences that settle, or not, quickly."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from random import Random

import pytest

import mlekl_symbolic.rules
from mlekl_symbolic.kernel.terms import App, Bind, Num, Term, Var, apply, open_binder
from mlekl_symbolic.kernel.theory import Axiom
from mlekl_symbolic.refute.domains import Rule as Computed
from mlekl_symbolic.refute.domains import Value, World
from mlekl_symbolic.refute.evaluate import Evaluator
from mlekl_symbolic.rules.rulebook import MEANINGS, RULES, theory

assert mlekl_symbolic.rules

AXIOMS: dict[str, Axiom] = {name: r.axiom for name, r in RULES.items() if r.subject == "limits"}
EVALUATOR = Evaluator(theory())
NUMBERS = (0, 1, -1, 2, Fraction(1, 2), Fraction(-3, 2))
STARTS = (0, 1, 4, 40, 400, 4000)
CONCLUSIONS = [(name, label) for name, axiom in AXIOMS.items() for label, _ in axiom.where]

Sequence = Callable[[int], Fraction]


def sequence(source: Random) -> Sequence:
    """A sequence that converges, oscillates or grows, with anything in its first places."""
    a, b = (Fraction(source.choice(NUMBERS)) for _ in range(2))
    tail = source.choice(
        (
            lambda _: a,
            lambda n: a + b / (n + 1),
            lambda n: a + (-1) ** n * b / (n + 1),
            lambda n: abs(b) / (n + 1),
            lambda n: 2 * abs(b) / (n + 1),
            lambda n: abs(b) + 3 / Fraction(n + 1),
            lambda _: -abs(b),
            lambda n: (-1) ** n * b,
            lambda n: a + n * b,
        )
    )
    odd = Fraction(source.choice(NUMBERS))
    return lambda n: tail(n) if n >= 1 else odd


def close(seq: Term, limit: Term, world: World, n: int, epsilon: Fraction) -> bool:
    """Whether the ``n``-th member is within ``epsilon`` of the limit."""
    gap = EVALUATOR.value(App("-", (apply(seq, Num(n)), limit)), world)
    assert isinstance(gap, int | Fraction)
    return abs(gap) < epsilon


def settles(seq: Term, limit: Term, world: World) -> bool:
    """Whether the sequence, as far as it was looked at, stays close to the limit from some index on."""
    for epsilon in (Fraction(1), Fraction(1, 8), Fraction(1, 100)):
        near = (
            all(close(seq, limit, world, n, epsilon) for n in (m, m + 1, m + 2, 2 * m + 3, 10 * m + 4))
            for m in STARTS
        )
        if not any(near):
            return False
    return True


def holds(p: Term, world: World) -> bool:
    """Whether a statement about sequences holds, as far as it was looked at."""
    match p:
        case App("converges", (seq, limit)):
            return settles(seq, limit, world)
        case Bind("all", App("naturals", ()), _):
            return all(EVALUATOR.holds(open_binder(p, Num(n)), world) for n in (0, 1, 2, 3, 7, 30, 301))
    raise AssertionError(p)


def worlds(axiom: Axiom, seed: int, count: int) -> list[World]:
    """Random sequences and numbers for the metavariables."""
    source = Random(seed)

    def value(meta: Var) -> Value:
        if meta.sort == "real":
            return source.choice(NUMBERS)
        made = sequence(source)
        return Computed(1, lambda key: made(int(key[0])))  # type: ignore[arg-type]

    return [{m: value(m) for m in axiom.metas} for _ in range(count)]


@pytest.mark.parametrize("name", AXIOMS)
def test_a_rule_about_limits_is_true(name):
    axiom = AXIOMS[name]
    tried = [w for w in worlds(axiom, 1, 600) if all(holds(p, w) for _, p in axiom.where)]
    assert len(tried) >= 5
    assert all(holds(axiom.conclusion, w) for w in tried)


@pytest.mark.parametrize(("name", "label"), CONCLUSIONS)
def test_every_condition_of_a_rule_about_limits_is_needed(name, label):
    axiom = AXIOMS[name]
    rest = [p for other, p in axiom.where if other != label]
    assert any(
        all(holds(p, w) for p in rest) and not holds(axiom.conclusion, w) for w in worlds(axiom, 2, 1500)
    )


@pytest.mark.parametrize("name", AXIOMS)
def test_a_rule_about_limits_has_false_neighbours(name):
    axiom = AXIOMS[name]
    conclusion = axiom.conclusion
    assert isinstance(conclusion, App)
    seq, limit = conclusion.args
    tried = [w for w in worlds(axiom, 3, 600) if all(holds(p, w) for _, p in axiom.where)]
    for other in (App("+", (limit, Num(1))), App("-", (limit, Num("1/2")))):
        assert tried
        assert not any(settles(seq, other, w) for w in tried)


def test_convergence_means_what_the_books_say():
    (f, limit), body = MEANINGS["converges"].definition.parameters, MEANINGS["converges"].definition.body
    n, m = Num(3), Num(2)
    assert isinstance(body, Bind)
    some = open_binder(body, Var("epsilon"))
    assert isinstance(some, Bind)
    every = open_binder(some, m)
    assert isinstance(every, Bind)
    gap = App("abs", (App("-", (App("@", (f, n)), limit)),))
    within = App("imp", (App("<=", (m, n)), App("<", (gap, Var("epsilon")))))
    assert (body.head, body.domain) == ("all", App("ioi", (Num(0),)))
    assert (some.head, some.domain) == ("ex", App("naturals"))
    assert (every.head, every.domain) == ("all", App("naturals"))
    assert open_binder(every, n) is within
