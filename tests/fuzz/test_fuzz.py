"""A little fuzzing on every run; ``python -m benchmarks.fuzz`` does a lot of it."""

from __future__ import annotations

from random import Random

import pytest

from mlekl_symbolic.kernel.terms import App, Num, Var
from tests.fuzz.engine import FEW, LineFuzz, certificates, proofs
from tests.fuzz.mutations import mutant, mutants
from tests.fuzz.steps import StepFuzz, steps
from tests.kernel.scripts import A, at, eq, f, lt, op, span, total, x, y


@pytest.fixture(scope="module")
def start():
    return proofs(certificates(*FEW))


def test_no_accepted_line_is_false(start):
    tally = LineFuzz(start, seed=1).run(2500)
    assert not tally.false, "\n".join(map(str, tally.false))
    assert tally.accepted > 400
    assert tally.true > 300
    assert len(tally.rules) > 15


def test_no_false_step_is_proved():
    tally = StepFuzz(steps(*FEW), seed=3).run(40)
    assert not tally.false, "\n".join(map(str, tally.false))
    assert tally.refuted > 10
    assert tally.proved_true > 0


def test_changes_are_small_different_and_well_sorted():
    term = eq(total(x, span(1, 3), op("/", at(f, x), App("log", (y,)))), Num(2))
    found = list(mutants(term))
    assert len(found) == len(set(found)) > 30
    assert term not in found
    assert all(m.sort == term.sort and m.level == 0 for m in found)
    expected = [
        eq(total(x, span(1, 3), op("/", App("log", (y,)), at(f, x))), Num(2)),
        eq(total(x, span(1, 3), op("/", at(f, x), y)), Num(2)),
        eq(total(x, span(1, 3), op("/", at(f, x), App("log", (y,)))), Num(3)),
        eq(total(x, App("range", (Num(2), Num(3))), op("/", at(f, x), App("log", (y,)))), Num(2)),
    ]
    assert set(expected) <= set(found)


def test_a_random_change_is_one_of_them():
    source, term = Random(0), lt(total(x, A, at(f, x)), Var("y"))
    drawn = {mutant(term, source) for _ in range(300)} - {None}
    assert drawn <= set(mutants(term))
    assert len(drawn) > 10
