"""Every distribution on the values that occur: the relative frequencies are the estimate."""

from __future__ import annotations

from functools import reduce
from typing import Any

from sympy import Rational

from mlekl_symbolic.families.counts import Counts, printed
from mlekl_symbolic.families.fitting import fitted_by, in_decimals, met_by_the_data
from mlekl_symbolic.language import (
    KL,
    And,
    Equal,
    ForAll,
    H,
    Iff,
    LogLikelihood,
    Plus,
    Sum,
    Times,
    delta,
    log,
    number,
    variables,
)
from mlekl_symbolic.proof.proof import Proof
from mlekl_symbolic.proof.records import Theorem
from mlekl_symbolic.rules.rulebook import MEANINGS

MOST = 30
"""With more letters the proof of the entropy alone would take longer than reading the data."""


@fitted_by("categorical", letters=(1, MOST), says="any distribution on the values that occur")
def categorical(proof: Proof, counts: Counts) -> Theorem:
    """The relative frequencies of the data are the maximum likelihood estimate among all distributions.

    The divergence from the data and the mean log-likelihood differ by the entropy of the data, so
    both problems have this one solution.
    """
    letters = tuple(map(printed, counts.letters))
    X = proof.alphabet("X", letters)
    N = proof.natural("N")
    x = proof.sample("x", size=N, over=X)
    p_data = proof.empirical("P_data", x)
    masses = [Rational(f.numerator, f.denominator) for f in counts.frequencies]
    fitted = proof.tabulated("R", over=X, masses=dict(zip(letters, masses, strict=True)))
    q = proof.distribution("Q", over=X)
    a, i = variables("a i")
    for letter, mass, n in zip(X.letters, masses, counts.numbers, strict=True):
        proof.given(Equal(Sum(delta(letter, x[i]), (i, 1, N)), mass * N), f"{n} of {counts.total}")
    proof.given(ForAll(q(a) > 0, (a, X)), "Q excludes no value")
    met_by_the_data(proof, counts, ("Q = R",))
    frequencies = ForAll(Equal(p_data(a), fitted(a)), (a, X))
    constant = -_joined([Times(number(m), log(number(m))) for m in masses])
    highest, other = LogLikelihood(p_data, x), LogLikelihood(q, x)
    estimate = And(other <= highest, Iff(Equal(other, highest), ForAll(Equal(p_data(a), q(a)), (a, X))))
    identity = Equal(KL(p_data, q), -H(p_data) - 1 / N * other)
    least = And(Equal(KL(p_data, p_data), 0), estimate)
    proof.show(And(And(frequencies, Equal(H(p_data), constant)), And(identity, least)))

    counted = proof.claim(
        frequencies, "Divide the counts by the number of observations:", by=MEANINGS["empirical"]
    )
    entropy = (
        proof.calc(H(p_data), "The constant between both problems is the entropy of the data.")
        .eq(-Sum(p_data(a) * log(p_data(a)), (a, X)), by=MEANINGS["entropy"])
        .eq(constant)
    )
    gap = proof.calc(KL(p_data, q), "Divergence and mean log-likelihood differ by it:").eq(
        -H(p_data) - 1 / N * other, by=proof.cite("divergence_from_data", X=X, Q=q)
    )
    best = proof.calc(KL(p_data, p_data), "The data have no divergence from themselves.").eq(0)
    most = proof.claim(
        estimate, "And nothing else is as likely:", by=[proof.cite("relative_frequencies", X=X, Q=q)]
    )
    in_decimals(proof, counts)
    return proof.qed(counted, entropy, gap, best, most)


def _joined(terms: list[Any]) -> Any:
    return reduce(Plus, terms)
