"""What has been looked at before does no harm to what comes after."""

from __future__ import annotations

import pytest
from sympy import Rational

from mlekl_symbolic.language import Equal, Sum, delta, to_kernel
from mlekl_symbolic.proof import begin
from mlekl_symbolic.proof.outcome import Proved
from tests.search.world import i


@pytest.mark.parametrize("met", [(), (0,), (1,), (0, 1)])
def test_what_is_known_of_a_sum_is_used_however_it_was_met_before(met: tuple[int, ...]) -> None:
    proof = begin("Half of the observations")
    X = proof.alphabet("X", "zero one two")
    N = proof.natural("N")
    x = proof.sample("x", size=N, over=X)
    zeros, ones = (Sum(delta(letter, x[i]), (i, 1, N)) for letter in X.letters[:2])
    proof.given(Equal(zeros, Rational(1, 3) * N), "a third of the observations are zero")
    proof.given(Equal(ones, Rational(1, 6) * N), "a sixth of the observations are one")
    prover, context = proof.workspace.prover, proof.workspace.context
    for k in met:
        prover.normaliser.normal(to_kernel((zeros, ones)[k]), context)
    others = Sum(1 - delta(X.letters[0], x[i]) - delta(X.letters[1], x[i]), (i, 1, N))
    assert isinstance(proof.calc(others).eq(Rational(1, 2) * N).steps[0].outcome, Proved)
