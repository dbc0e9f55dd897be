"""Bugs planted in copies of the kernel and of the rules are found, each with a small budget."""

from __future__ import annotations

from itertools import islice

import pytest

from mlekl_symbolic.kernel.lines import CheckError, Line
from mlekl_symbolic.kernel.terms import App, Num, Term, Var
from mlekl_symbolic.kernel.theory import Theory, TheoryError
from mlekl_symbolic.refute.search import find_counterexample_random
from mlekl_symbolic.rules.rulebook import theory
from tests.fuzz.engine import FEW, LineFuzz, Proof, certificates, proofs
from tests.fuzz.planted import PLANTS, RULE_PLANTS, THEORY_PLANTS, copied, kernel
from tests.rules.worlds import drawn

SEEDS = 4
LINES = 2500


@pytest.fixture(scope="module")
def start() -> list[Proof]:
    return proofs(certificates(*FEW))


@pytest.mark.parametrize("name", PLANTS)
def test_a_bug_in_the_kernel_is_found(start, name):
    plant = PLANTS[name]
    buggy = kernel(plant)
    found = (LineFuzz(start, buggy, plant.kinds, seed).run(LINES).false for seed in range(SEEDS))
    bug = next(filter(None, found), None)
    assert bug is not None
    assert bug[0].counterexample is not None


def test_a_faithful_copy_of_the_kernel_has_no_bug(start):
    for kinds in sorted({p.kinds for p in PLANTS.values()}):
        tally = LineFuzz(start, kernel(), kinds, seed=0).run(100)
        assert tally.accepted > 0
        assert not tally.false, str(tally.false[0])


@pytest.mark.parametrize("name", RULE_PLANTS)
def test_a_bug_in_a_rule_is_found(name):
    axiom = RULE_PLANTS[name]
    wrong = next((d for seed in range(4) for d in islice(drawn(axiom, seed, 600), 600) if not d.holds), None)
    found = find_counterexample_random(axiom.conclusion, [p for _, p in axiom.where], theory(), 1, 600)
    assert wrong is not None
    assert found.counterexample is not None


def refutation(name: str) -> tuple[list[Line], Term]:
    """Lines that prove something false from the definition planted, and what that is."""
    c, x = App("c"), Var("x")
    match name:
        case "a definition with a free variable":
            lines = [
                Line("define", terms=(c,)),
                Line("inst", (0,), instance=((x, Num(0)),)),
                Line("inst", (0,), instance=((x, Num(1)),)),
                Line("symm", (1,)),
                Line("trans", (3, 2)),
            ]
            return lines, App("=", (Num(0), Num(1)))
        case "a definition that mentions itself":
            zero = App("-", (c, c))
            lines = [
                Line("define", terms=(c,)),
                Line("congr", (0,), (zero,), path=(0,)),
                Line("ring", terms=(App("-", (App("+", (c, Num(1))), c)), Num(1))),
                Line("trans", (1, 2)),
                Line("ring", terms=(Num(0), zero)),
                Line("trans", (4, 3)),
            ]
            return lines, App("=", (Num(0), Num(1)))
    lines = [
        Line("define", terms=(App("true"),)),
        Line("decide", terms=(App("true"),)),
        Line("eq_mp", (0, 1)),
    ]
    return lines, App("false")


@pytest.mark.parametrize("name", THEORY_PLANTS)
def test_a_definition_that_must_not_be_taken_proves_something_false(name):
    plant, definition = THEORY_PLANTS[name]
    with pytest.raises(TheoryError):
        Theory().define(definition)
    modules = copied({plant.module: ((plant.old, plant.new),)})
    taken = modules["theory"].Theory().define(definition)
    lines, conclusion = refutation(name)
    done = []
    for line in lines:
        done.append(modules["check"].derive(line, done, taken))
    assert done[-1].proposition is conclusion
    assert not done[-1].hypotheses
    with pytest.raises(CheckError):
        modules["check"].derive(lines[0], [], Theory())


def test_a_plant_that_no_longer_fits_the_source_is_noticed():
    with pytest.raises(LookupError, match="source has changed"):
        copied({"logic": (("these words are not there", ""),)})
