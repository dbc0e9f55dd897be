"""Every hypothesis that a page states is needed: without it the statement fails in a small world."""

from __future__ import annotations

import pytest

from mlekl_symbolic.language import to_kernel
from mlekl_symbolic.oracle import Disagrees, opinion
from mlekl_symbolic.proof import library
from mlekl_symbolic.proof.records import Origin
from mlekl_symbolic.refute.search import Budget, trial
from mlekl_symbolic.rules.rulebook import theory
from mlekl_symbolic.writers.document import document_of
from mlekl_symbolic.writers.text_document import text_page
from tests.derivations.examples import EXAMPLES
from tests.derivations.falsity import fails_in
from tests.derivations.needed import goes_through_without
from tests.derivations.probe import theorem

BUDGET = Budget(simple=200, random=200)


def stated(name: str) -> list[str]:
    """The labels of the hypotheses an author states and the theorem rests on."""
    return [g.label for g in theorem(name).hypotheses if g.origin is Origin.STATED]


def has_witness(name: str, label: str) -> bool:
    """Whether a world is found in which all other hypotheses hold and the statement does not."""
    made = theorem(name)
    others = [g.statement for g in made.hypotheses if g.label != label]
    goal, facts = to_kernel(made.statement), [to_kernel(s) for s in others]
    if (example := EXAMPLES.get((name, label))) is not None:
        return fails_in(example, goal, facts, theory())
    if trial(goal, facts, theory(), budget=BUDGET).counterexample is not None:
        return True
    return isinstance(opinion("claim", made.statement, made.statement, others), Disagrees)


@pytest.mark.parametrize("name", library())
def test_every_hypothesis_is_needed(name: str) -> None:
    assert [label for label in stated(name) if goes_through_without(name, label)] == []


@pytest.mark.parametrize("name", library())
def test_without_a_hypothesis_the_statement_fails_somewhere(name: str) -> None:
    lacking = {label for label in stated(name) if not has_witness(name, label)}
    assert lacking == {label for label, _ in library()[name].unshown}, "the page must say so"


@pytest.mark.parametrize("name", [n for n in library() if library()[n].unshown])
def test_a_page_says_which_needs_are_not_shown(name: str) -> None:
    reasons = dict(library()[name].unshown)
    assert reasons.keys() <= set(stated(name))
    page = " ".join(text_page(document_of(theorem(name))).split())
    assert all(f"needed: {why}." in page for why in reasons.values())


def test_with_all_hypotheses_no_world_is_found() -> None:
    assert not has_witness("gibbs", "")
    assert has_witness("gibbs", "A1")


DISPENSABLE = {
    "bound_of_losses": {"S2"},
    "chebyshev_for_a_sample": {"S1"},
    "cross_entropy_loss": {"S2"},
    "data_processing": {"S5"},
    "divergence_from_data": {"S2", "S3"},
    "empirical_against_a_density": {"S3"},
    "excess_divergence": {"S8"},
    "excess_for_a_sample": {"S8"},
    "mle_as_kl": {"S2"},
    "seed_gap": {"S2"},
    "softmax_is_a_distribution": {"S1"},
    "support": {"S3"},
    "variance_of_mean": {"S3"},
}
"""What comes with the objects and the proof that is found uses, though another would do without."""


@pytest.mark.parametrize("name", library())
def test_what_comes_with_the_objects_is_used_for_a_reason(name: str) -> None:
    setting = [g.label for g in theorem(name).hypotheses if g.origin is Origin.SETTING]
    without = {label for label in setting if goes_through_without(name, label)}
    assert without == DISPENSABLE.get(name, set())
