"""The verdict on a derivation is that of its worst line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mlekl_symbolic.proof.outcome import Outcome, Proved
from mlekl_symbolic.proof.verdict import step_labels, verdict, worst
from tests.writers.samples import GAP, REFUTED, UNPROVED, theorem


@pytest.mark.parametrize(("outcome", "word"), [(GAP, "gaps"), (UNPROVED, "unproved"), (REFUTED, "refuted")])
def test_one_bad_step_decides(outcome: Outcome, word: str) -> None:
    found = theorem(outcome)
    assert verdict(found) == word
    assert verdict(replace(found, outcome=Proved(1, 1))) == word


def test_a_proved_derivation_with_an_intended_refutation() -> None:
    assert verdict(theorem()) == "proved"


@pytest.mark.parametrize("outcome", [GAP, UNPROVED, Proved(1, 1)])
def test_an_intended_refutation_that_fails(outcome: Outcome) -> None:
    good = theorem()
    missed = replace(good.refutations[0], outcome=outcome)
    found = replace(good, refutations=(missed,))
    assert verdict(found) == "unproved"


def test_a_statement_that_does_not_follow_from_good_steps() -> None:
    found = replace(theorem(), outcome=UNPROVED)
    assert verdict(found) == "unproved"


def test_order() -> None:
    assert worst([]) == "proved"
    assert worst(["unproved", "refuted", "gaps", "proved"]) == "refuted"
    assert worst(["gaps", "unproved"]) == "unproved"


def test_labels() -> None:
    labels = step_labels(theorem())
    assert list(labels) == ["1.1", "1.2", "1.3", "1.4", "1.5", "2.1", "2.2", "2.3"]
    assert labels["2.1"].number == 6
