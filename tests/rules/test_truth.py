"""Every rule is true, needs each of its conditions, and has false neighbours."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import cache
from itertools import islice
from random import Random

import pytest

import mlekl_symbolic.rules
from mlekl_symbolic.kernel.terms import App, Num, Term
from mlekl_symbolic.kernel.theory import Axiom
from mlekl_symbolic.refute.domains import Finite
from mlekl_symbolic.refute.search import find_counterexample_random, holds_everywhere
from mlekl_symbolic.refute.values import ClosedForm
from mlekl_symbolic.rules.rulebook import RULES, theory
from tests.fuzz.mutations import mutants
from tests.rules.worlds import Drawn, decided, drawn, worlds

APART = ("limits", "induction", "derivatives", "gaussian", "exponential")
"""Subjects that no exact world decides; each has a test of its own."""
AXIOMS: dict[str, Axiom] = {name: rule.axiom for name, rule in RULES.items() if rule.subject not in APART}
THEORY = theory()
WORLDS = 700
WANTED = 25
"""In so many nasty worlds, at least, each rule must really have been decided."""
SEARCHED = 100
"""In so many worlds of the search for counterexamples, at least, each rule must have been decided."""
NEIGHBOURS = 60
FEW = {"mem_reals": 1}
"""Rules with fewer neighbours than most."""
UNNECESSARY: dict[tuple[str, str], str] = {}
"""Conditions that could be left out, with the reason why they stay."""

assert mlekl_symbolic.rules


@cache
def seen(name: str) -> tuple[Drawn, ...]:
    """Nasty worlds in which the rule's conditions hold and its conclusion was decided."""
    out: list[Drawn] = []
    for seed in range(8):
        out += drawn(AXIOMS[name], seed, WORLDS)
        if len(out) >= 4 * WANTED:
            break
    return tuple(out)


@pytest.mark.parametrize("name", AXIOMS)
def test_a_rule_is_true_in_nasty_worlds(name):
    wrong = [d.world for d in seen(name) if not d.holds]
    assert not wrong, wrong[0]
    assert len(seen(name)) >= WANTED


@pytest.mark.parametrize("name", AXIOMS)
def test_no_counterexample_to_a_rule_is_found(name):
    axiom = AXIOMS[name]
    assert holds_everywhere(axiom.conclusion, [p for _, p in axiom.where], THEORY, worlds=400) >= SEARCHED


CONDITIONS = [(name, label) for name, axiom in AXIOMS.items() for label, _ in axiom.where]


@pytest.mark.parametrize(("name", "label"), CONDITIONS)
def test_every_condition_is_needed(name, label):
    axiom = AXIOMS[name]
    rest = [p for other, p in axiom.where if other != label]
    found = find_counterexample_random(axiom.conclusion, rest, THEORY, 1, 600).counterexample
    if (name, label) in UNNECESSARY:
        assert found is None, f"{label} is needed after all"
        return
    assert found is not None, f"{label} could be left out"
    (dropped,) = [p for other, p in axiom.where if other == label]
    assert all(decided(p, found.world) for p in rest)
    assert decided(axiom.conclusion, found.world) is False
    if dropped.free <= found.world.keys():
        assert decided(dropped, found.world) is not True


def extremes(axiom: Axiom, worlds_: Iterable[Drawn]) -> set[tuple[str, str]]:
    """Which extreme values of the metavariables some worlds have."""
    out: set[tuple[str, str]] = set()
    for d in worlds_:
        for meta in axiom.metas:
            match d.world[meta]:
                case Finite(elements) if len(elements) < 2:
                    out.add((meta.name, ("empty", "one element")[len(elements)]))
                case Finite() | bool():
                    continue
                case ClosedForm():
                    out.add((meta.name, "irrational"))
                case int() | Fraction() as value:
                    kind = "zero" if value == 0 else "negative" if value < 0 else "positive"
                    out.add((meta.name, kind))
                    if Fraction(value).denominator != 1:
                        out.add((meta.name, "fraction"))
                case other if meta.sort == "set":
                    assert other is not None
                    out.add((meta.name, "infinite"))
    return out


@pytest.mark.parametrize("name", AXIOMS)
def test_a_rule_holds_at_every_extreme_its_conditions_allow(name):
    axiom = AXIOMS[name]
    everything = (Drawn(w, holds=True) for w in worlds(axiom, Random(99), 1500))
    allowed = [d for d in everything if all(decided(p, d.world) for _, p in axiom.where)]
    true = [d for d in allowed if decided(axiom.conclusion, d.world)]
    assert all(decided(axiom.conclusion, d.world) is not False for d in allowed)
    undecided = {(m.name, "infinite") for m in axiom.metas} | {(m.name, "irrational") for m in axiom.metas}
    assert extremes(axiom, allowed) - extremes(axiom, true) <= undecided


INFINITE_SETS = {
    "sum_add", "sum_sub", "sum_neg", "mul_sum", "sum_const", "prod_mul", "prod_inv", "prod_const",
    "sum_comm", "prod_comm",
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(INFINITE_SETS))
def test_sums_and_products_over_infinite_sets_were_decided(name):
    assert ("A", "infinite") in extremes(AXIOMS[name], seen(name))


@pytest.mark.parametrize("name", AXIOMS)
def test_a_rule_has_false_neighbours(name):
    axiom = AXIOMS[name]
    conditions = [p for _, p in axiom.where]
    refuted = 0
    for mutant in islice(neighbours(axiom.conclusion), NEIGHBOURS):
        found = find_counterexample_random(mutant, conditions, THEORY, 3, 120).counterexample
        if found is not None:
            refuted += 1
        if refuted >= 4:
            return
    assert refuted >= FEW.get(name, 2)


def neighbours(conclusion: Term) -> Iterable[Term]:
    """Changed statements: those with one side changed first, then any other."""
    match conclusion:
        case App("=", (left, right)) if right.sort == "real":
            yield App("=", (left, App("+", (right, Num(1)))))
            yield App("=", (left, App("neg", (right,))))
        case App("<" | "<=" as sign, (left, right)):
            yield App(sign, (right, left))
    yield from mutants(conclusion)
