"""A theorem rests on its hypotheses and on nothing else."""

from __future__ import annotations

import pytest

from mlekl_symbolic.kernel.certificate import verify
from mlekl_symbolic.language import Equal, ForAll, Less, LessEqual, Range, Variable, to_kernel
from mlekl_symbolic.proof import run
from mlekl_symbolic.proof.derivation import derivation
from mlekl_symbolic.proof.outcome import Proved, Refuted, Unproved

t, u = Variable("t"), Variable("u")


def made(author):
    return run(derivation(title=author.__name__, sources=("this test",))(author))


def test_fixing_an_element_of_an_empty_set_proves_nothing():
    """``t ∈ 1..0`` entails ``1 ≤ t ≤ 0``, but ``1 ≤ 0`` does not speak of ``t``."""

    def nothing(proof):
        """One is at most zero."""
        proof.show(LessEqual(1, 0))
        proof.fix(t, Range(1, 0))
        chain = proof.calc(1).le(t).le(0)
        assert all(isinstance(s.outcome, Proved) for s in chain.steps)
        return proof.qed(chain)

    theorem = made(nothing)
    assert not isinstance(theorem.outcome, Proved)
    assert theorem.certificate is None


def test_fixing_is_fine_when_the_statement_speaks_of_the_variable():
    def something(proof):
        """An index is at least the first."""
        proof.fix(t, Range(1, 3))
        proof.show(LessEqual(0, t))
        return proof.qed(proof.calc(0).lt(1).le(t))

    theorem = made(something)
    assert isinstance(theorem.outcome, Proved)
    assert theorem.certificate is not None
    sequent = verify(theorem.certificate).sequent
    assert not sequent.hypotheses
    assert sequent.proposition is to_kernel(ForAll(LessEqual(0, t), (t, Range(1, 3))))


def test_a_domain_may_depend_on_a_variable_that_is_fixed_before():
    def nested(proof):
        """The last index is at least the first."""
        proof.fix(t, Range(1, 3))
        proof.fix(u, Range(t, 5))
        proof.show(LessEqual(1, u))
        return proof.qed(proof.calc(1).le(t).le(u))

    theorem = made(nested)
    assert isinstance(theorem.outcome, Proved)
    assert theorem.certificate is not None
    sequent = verify(theorem.certificate).sequent
    assert not sequent.hypotheses
    assert sequent.proposition is to_kernel(ForAll(LessEqual(1, u), (u, Range(t, 5)), (t, Range(1, 3))))


def test_a_supposition_does_not_outlive_its_block():
    def outlived(proof):
        """Every number is nonnegative."""
        proof.real("t")
        proof.show(LessEqual(0, t))
        with proof.suppose(LessEqual(0, t)):
            inside = proof.calc(0).le(t)
        assert all(isinstance(s.outcome, Proved) for s in inside.steps)
        outside = proof.calc(0).le(t, by=inside)
        assert not any(isinstance(s.outcome, Proved) for s in outside.steps)
        return proof.qed(inside, outside)

    theorem = made(outlived)
    assert isinstance(theorem.outcome, Refuted | Unproved)
    assert theorem.certificate is None


def test_a_chain_continued_after_its_block_still_rests_on_the_supposition():
    def continued(proof):
        """One is less than every number."""
        proof.real("t")
        proof.show(Less(0, t))
        with proof.suppose(LessEqual(1, t)):
            chain = proof.calc(t).ge(1)
        chain.gt(0)
        return proof.qed(chain)

    assert not isinstance(made(continued).outcome, Proved)


@pytest.mark.parametrize("shown", [Equal(t, 1), Equal(u, 1)])
def test_a_given_about_a_fixed_variable_stays_a_hypothesis(shown):
    def given(proof):
        """A number is one."""
        proof.real("u")
        proof.fix(t, Range(1, 3))
        proof.show(shown)
        proof.given(Equal(t, 1))
        return proof.qed(proof.calc(shown.lhs).eq(1))

    theorem = made(given)
    assert isinstance(theorem.outcome, Proved) == (shown.lhs == t)
