"""Reasons: none is needed, a needless one is reported, a wrong one does no harm."""

from __future__ import annotations

import pytest

from mlekl_symbolic.language import KL, CrossEntropy, ForAll, H, Sum, log
from mlekl_symbolic.proof import Proof, Theorem, derivation, run
from mlekl_symbolic.proof.outcome import Proved, Refuted
from mlekl_symbolic.proof.records import Step
from mlekl_symbolic.rules.rulebook import MEANINGS, RULES, Meaning, Rule
from tests.search.world import a

USELESS = ("log_div", "sum_comm", "prod_mul", "argmax_log", "card_range")


def judged(*names: str) -> Step:
    """The step ``D(p‖q) = Σ p log p − Σ p log q`` with some reasons."""

    @derivation(title="One step")
    def one_step(proof: Proof) -> Theorem:
        """A single step."""
        X = proof.finite_set("X")
        p, q = proof.distribution("p", over=X), proof.distribution("q", over=X)
        proof.given(ForAll(q(a) > 0, (a, X)))
        right = Sum(p(a) * log(p(a)), (a, X)) - Sum(p(a) * log(q(a)), (a, X))
        reasons: list[Rule | Meaning] = [RULES[n] if n in RULES else MEANINGS[n] for n in names]
        proof.show(KL(p, q) >= KL(p, q))
        chain = proof.calc(KL(p, q)).eq(right, by=reasons)
        return proof.qed(chain)

    return run(one_step).steps[0]


def test_no_reason_is_needed() -> None:
    assert isinstance(judged().outcome, Proved)


def test_the_right_reasons_are_used() -> None:
    step = judged("kl", "mul_log_div", "sum_sub")
    assert isinstance(step.outcome, Proved)
    assert [r.name for r in step.reasons] == ["kl", "mul_log_div", "sum_sub"]
    assert step.unused == ()


@pytest.mark.parametrize("name", USELESS)
def test_a_wrong_reason_is_reported_and_does_no_harm(name: str) -> None:
    step = judged(name)
    assert isinstance(step.outcome, Proved)
    assert [r.name for r in step.unused] == [name]
    assert step.reasons == ()


@pytest.mark.parametrize("name", USELESS)
def test_beside_the_right_reasons_a_needless_one_is_reported(name: str) -> None:
    step = judged("kl", name)
    assert isinstance(step.outcome, Proved)
    assert [r.name for r in step.unused] == [name]
    assert [r.name for r in step.reasons] == ["kl"]


def test_reasons_do_not_make_a_false_step_true() -> None:
    @derivation(title="One step")
    def one_step(proof: Proof) -> Theorem:
        """A single step."""
        X = proof.finite_set("X")
        p, q = proof.distribution("p", over=X), proof.distribution("q", over=X)
        proof.given(ForAll(q(a) > 0, (a, X)))
        proof.show(KL(p, q) >= KL(p, q))
        reasons = [MEANINGS["kl"], RULES["mul_log_div"], RULES["sum_sub"]]
        return proof.qed(proof.calc(KL(p, q)).eq(CrossEntropy(p, q) + H(p), by=reasons))

    assert isinstance(run(one_step).steps[0].outcome, Refuted)
