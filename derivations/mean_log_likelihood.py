"""The mean log-likelihood of one distribution tends in probability to its expectation."""

from typing import Any

from mlekl_symbolic import *


@derivation(
    title="The mean log-likelihood in the limit",
    sources=("A. W. van der Vaart, Asymptotic Statistics (1998), section 5.5.",),
    claims=("B19",),
    unshown={
        "A1 A2 A3 A4 A5 S6": "the statement speaks of infinitely many numbers, and only finite examples are "
        "tried",
    },
    spare={
        "S1": "a sum over an infinite set counts as 0, so no masses on it sum to one",
        "S3": "by A1 and A2 the sum is the total mass of P",
        "S7": "by A1 and A2 the sum is that of the true masses",
    },
)
def mean_log_likelihood(proof: Proof) -> Theorem:
    """For each fixed Q the mean log-likelihood of independent observations tends to its expectation.

    For every n there is a finite probability space with n observations; its outcomes are numbered. The
    limit is that for one Q, such as a member of a model: it does not say that maximisers converge.
    """
    w, n, i, j, a, b, epsilon = variables("omega n i j a b epsilon")
    A = proof.finite_set("A")
    truth, q = proof.distribution("P_true", over=A), proof.distribution("Q", over=A)
    M = proof.function("M")
    Omega = Range(1, M(n))
    P = proof.distributions("P", index=n, over=Omega)
    x = proof.random_variables("x", indices=2)
    mu, sigma = proof.real("mu"), proof.real("sigma")
    numbers, draw = (n, Naturals()), (w, P[n])
    score, other_score = log(q(a)), log(q(b))
    same, both = Equal(x[n, i](w), a), And(Equal(x[n, i](w), a), Equal(x[n, j](w), b))
    proof.given(ForAll(Member(x[n, i](w), A), (w, Omega), (i, 1, n), numbers), "observations are letters")
    law = proof.given(
        ForAll(Equal(Probability(same, draw), truth(a)), (a, A), (i, 1, n), numbers),
        "each observation has the true distribution",
    )
    product = Implies(NotEqual(i, j), Equal(Probability(both, draw), truth(a) * truth(b)))
    independent = proof.given(
        ForAll(product, (b, A), (a, A), (j, 1, n), (i, 1, n), numbers),
        "any two for the same n are independent",
    )
    center = proof.given(Equal(Expectation(score, (a, truth)), mu), "log Q has the expectation μ")
    spread = proof.given(Equal(Variance(score, (a, truth)), sigma**2), "log Q has the variance σ²")
    one, everywhere = MapsTo(1, (a, Reals())), Reals()
    proof.instance(
        "a single outcome and a single letter",
        A=Singleton(1), P_true=one, Q=one, M=MapsTo(1, numbers), P=MapsTo(1, (w, everywhere), numbers),
        x=MapsTo(1, (w, everywhere), (i, everywhere), numbers), mu=number(0), sigma=number(0),
    )  # fmt: skip
    mean = 1 / n * Sum(log(q(x[n, i](w))), (i, 1, n))
    far = Probability(abs(mean - mu) >= epsilon, draw)
    limit = ForAll(Converges(far, (n, 0)), (epsilon, Interval.above(0)))
    proof.show(limit)

    proof.remark("Q is taken to give mass to every letter that can occur; log 0 counts as 0 here.")
    proof.fix(n, Naturals())
    proof.fix(i, Range(1, n))
    proof.fix(j, Range(1, n))
    at_i, at_j = log(q(x[n, i](w))), log(q(x[n, j](w)))

    def expectation_of(value: Expression, other: Variable) -> Any:
        f, X, Y = MapsTo(value, (a, A)), *(MapsTo(x[n, k](w), (w, Omega)) for k in (i, other))
        return proof.cite("expectation_of_a_function", Omega=Omega, P=P[n], X=X, Y=Y, f=f, g=f)

    scores = (
        proof.calc(Expectation(at_i, draw), "Each log Q(x_i) has the expectation it has under the truth.")
        .eq(Sum(Probability(same, draw) * score, (a, A)), by=expectation_of(score, i))
        .eq(Sum(truth(a) * score, (a, A)), by=law)
        .eq(Expectation(score, (a, truth)), by=expectation)
        .eq(mu, by=center)
    )
    squares = (
        proof.calc(Variance(at_i, draw), "Its variance too is the one under the truth.")
        .eq(Expectation((at_i - mu) ** 2, draw), by=[variance, scores])
        .eq(
            Sum(Probability(same, draw) * (score - mu) ** 2, (a, A)),
            by=expectation_of((score - mu) ** 2, i),
        )
        .eq(Sum(truth(a) * (score - mu) ** 2, (a, A)), by=law)
        .eq(Variance(score, (a, truth)), by=[center, variance])
        .eq(sigma**2, by=spread)
    )
    deviations = (score - mu) * (other_score - mu)
    with proof.suppose(NotEqual(i, j)):
        products = (
            proof.calc(Expectation((at_i - mu) * (at_j - mu), draw), "Different ones are uncorrelated.")
            .eq(
                Sum(Probability(both, draw) * deviations, (b, A), (a, A)),
                by=expectation_of(score - mu, j),
            )
            .eq(Sum(truth(a) * truth(b) * deviations, (b, A), (a, A)), by=independent)
            .eq(0, by=center)
        )
    weak_law = proof.cite(
        "weak_law",
        X=MapsTo(at_i, (w, Omega), (i, 1, n), numbers),
        by=[scores, squares, products],
    )
    return proof.qed(proof.claim(limit, "The weak law of large numbers applies.", by=weak_law))
