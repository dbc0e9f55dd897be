"""What a terminal says about a derivation."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mlekl_symbolic.language import And
from mlekl_symbolic.proof.outcome import Gap, Outcome, Proved, Refuted, Unproved
from mlekl_symbolic.proof.records import Given, Location, Origin, Reason
from mlekl_symbolic.refute.witness import Witness
from mlekl_symbolic.writers.report import compact, failure, failures, statement_failure
from mlekl_symbolic.writers.unicode import one_line
from tests.writers.samples import GAP, REFUTED, UNPROVED, theorem


def test_a_proved_derivation_has_no_failures() -> None:
    assert failures(theorem()) == ""


def test_every_step_of_a_compact_view_has_its_number_and_reason() -> None:
    text = compact(theorem())
    for step in theorem().steps:
        assert f"({step.number})  {step.reasons[0].words}" in text


@pytest.mark.parametrize(
    ("outcome", "mark"), [(GAP, "GAP: a strong law"), (UNPROVED, "NOT PROVED"), (REFUTED, "FALSE")]
)
def test_a_step_that_is_not_proved_is_marked(outcome: Outcome, mark: str) -> None:
    assert f"(5)  {mark}" in compact(theorem(outcome))
    assert mark not in compact(theorem())


def test_what_is_not_needed_is_said() -> None:
    text = compact(theorem())
    assert "Not needed: A2  x_1, …, x_N are pairwise distinct" in text
    steps = theorem().chains[0].steps
    spare = replace(steps[0], unused=(Reason("log_div", "logarithm of a quotient"),))
    chain = replace(theorem().chains[0], steps=(spare, *steps[1:]))
    assert "Not needed in step 1: log_div" in compact(replace(theorem(), blocks=(chain,)))


@pytest.mark.parametrize("outcome", [GAP, UNPROVED, REFUTED])
def test_lines_are_plain(outcome: Outcome) -> None:
    for text in (compact(theorem(outcome)), failures(theorem(outcome))):
        assert all(line == line.rstrip() for line in text.split("\n"))
        assert "\n\n\n" not in text


def test_a_refutation_without_sides_or_difference() -> None:
    step = replace(theorem().steps[0], outcome=Refuted(Witness((("N", "1"),), "", "")))
    text = failure(step)
    assert "it fails at   N = 1" in text
    assert "left there" not in text
    assert "right − left" not in text
    assert "change a side, or assume more" in text


def test_a_step_without_any_suggestion_still_has_advice() -> None:
    assert "Put a smaller step before it" in failure(replace(theorem().steps[0], outcome=Unproved()))


@pytest.mark.parametrize(
    ("outcome", "said"),
    [(Proved(3, 12), "said to be false is true"), (UNPROVED, "is not refuted"), (GAP, "is not refuted")],
)
def test_a_line_said_to_be_false_that_is_not_shown_to_be(outcome: Outcome, said: str) -> None:
    missed = replace(theorem().refutations[0], outcome=outcome)
    text = failures(replace(theorem(), refutations=(missed,)))
    assert text.startswith("derivation.py:1: the line said to be false ")
    assert said in text


def test_a_gap_outside_chains_is_shown_at_its_line() -> None:
    gap = Given("G1", theorem().statement, "for tomorrow", Origin.GAP, location=Location("open.py", 12))
    found = replace(theorem(), outcome=Gap("for tomorrow"), hypotheses=(gap,))
    assert failures(found) == statement_failure(found)
    assert failures(found).startswith("open.py:12: G1 is left open\n")
    assert "left open because: for tomorrow" in failures(found)
    step = replace(theorem(GAP), hypotheses=(gap,))
    assert "step 5 is left open" in failures(step)
    assert "open.py:12: G1 is left open" in failures(step)


def test_a_conjunction_has_a_line_for_each_part() -> None:
    s = theorem().statement
    text = compact(replace(theorem(), statement=And(And(s, s), s)))
    assert text.splitlines().count(f"  {one_line(s)}") == 3


def test_minus_signs_of_a_counterexample_and_hyphens_of_names() -> None:
    witness = Witness((("x", "(t-shirt, -2)"),), "-1/2 log 2", "1 - log 3", "-0.35", "1e-05")
    text = failure(replace(theorem().steps[0], outcome=Refuted(witness)))
    assert "x = (t-shirt, −2)" in text
    assert "−1/2 log 2 ≈ −0.35" in text
    assert "1 − log 3 ≈ 1e-05" in text


def test_a_statement_that_does_not_follow() -> None:
    found = replace(theorem(), outcome=UNPROVED)
    assert failures(found) == statement_failure(found)
    assert "the statement is not proved" in failures(found)
