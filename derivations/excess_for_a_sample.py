"""The excess divergence of an estimate from a sample with nearly right frequencies."""

from mlekl_symbolic import *


@derivation(
    title="The excess divergence of an estimate from data",
    sources=("A. W. van der Vaart, Asymptotic Statistics (1998), section 5.2.",),
    unshown={"A2 A3 A4 A5": "it would take a larger example than those that were tried"},
    spare={
        "S1": "a sum over an infinite set counts as 0, so no masses on it sum to one",
        "S2 S5 S9": "a sharper bound does not need it",
        "S3": "with no observations A1 would leave the truth no mass",
        "S8": "by A5 the masses are even positive",
    },
)
def excess_for_a_sample(proof: Proof) -> Theorem:
    """If relative frequencies err by at most ε, the likelier of two members loses at most 2|A|Lε/m.
    Here T is the truth, and Q is at least as likely as R.
    """
    A, N = proof.finite_set("A"), proof.natural("N")
    truth, q, r = (proof.distribution(name, over=A) for name in ("T", "Q", "R"))
    x = proof.sample("x", size=N, over=A)
    data = proof.empirical("P_data", x)
    m, bound, epsilon = proof.real("m"), proof.real("L"), proof.real("epsilon")
    a, i = variables("a i")
    proof.given(ForAll(abs(data(a) - truth(a)) <= epsilon, (a, A)), "no frequency errs by more than ε")
    proof.given(ForAll(Implies(truth(a) > 0, truth(a) >= m), (a, A)), "positive masses are at least m")
    proof.given(m > 0)
    proof.given(m >= 2 * epsilon, "the error is small")
    proof.given(ForAll(r(a) > 0, (a, A)), "R excludes no letter")
    proof.given(ForAll(-log(r(a)) <= bound, (a, A)), "−log R is at most L")
    proof.given(ForAll(q(x[i]) > 0, (i, 1, N)), "Q excludes no observation")
    likely = proof.given(LogLikelihood(r, x) <= LogLikelihood(q, x), "Q is at least as likely as R")
    continuous = ForAll(Implies(Equal(q(a), 0), Equal(truth(a), 0)), (a, A))
    loss = 2 * Cardinality(A) * bound / m * epsilon
    proof.show(And(continuous, KL(truth, q) - KL(truth, r) <= loss))

    mass = proof.calc(Sum(data(a), (a, A)), "Relative frequencies add up to one,").eq(1)
    sign = proof.claim(ForAll(data(a) >= 0, (a, A)), "and are not negative.")
    covered = proof.cite("support", X=A)
    means = (
        proof.calc(-Sum(data(a) * log(q(a)), (a, A)), "The losses in the data are mean log-likelihoods, so")
        .eq(-1 / N * LogLikelihood(q, x), by=[log_likelihood, sum_comm, sum_delta])
        .le(
            -1 / N * LogLikelihood(r, x),
            by=[mul_le_mul_left(c=1 / N, a=LogLikelihood(r, x), b=LogLikelihood(q, x)), likely],
        )
        .eq(-Sum(data(a) * log(r(a)), (a, A)), by=[log_likelihood, sum_comm, sum_delta])
    )
    excess = proof.cite("excess_divergence", F=data, by=[mass, sign, covered, means])
    return proof.qed(
        proof.claim(And(continuous, KL(truth, q) - KL(truth, r) <= loss), "The bound applies.", by=excess)
    )
