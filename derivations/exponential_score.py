"""The score of an exponential rate vanishes at one over the mean of the data and nowhere else."""

from mlekl_symbolic import *


@derivation(
    title="The score of an exponential rate",
    sources=("G. Casella and R. L. Berger, Statistical Inference (2002), section 7.2.2.",),
)
def exponential_score(proof: Proof) -> Theorem:
    """The log-likelihood of positive data is strictly concave in the rate, with a maximum at N/Σ x."""
    N = proof.natural("N")
    positive = Interval.above(0)
    x = proof.sample("x", size=N, over=positive)
    rate, r, i = variables("lambda r i")
    whole = Sum(x[i], (i, 1, N))
    likelihood, estimate = LogLikelihood(Exponential(rate), x), N / whole
    score = Derivative(likelihood, rate)
    proof.show(
        And(
            ForAll(Equal(score, N / rate - whole), (rate, positive)),
            Equal(ArgMax(likelihood, (rate, positive)), Singleton(estimate)),
        )
    )

    some = proof.claim(whole > 0, "Positive data have a positive sum.", by=sum_pos)
    inside = proof.claim(Member(estimate, positive), "So the estimate is a rate.", by=[mem_ioi, some])
    proof.fix(rate, positive)
    differentiated = proof.calc(score, "Differentiate the log-likelihood once,").eq(
        N / rate - whole, by=deriv_eq
    )
    concave = proof.calc(Derivative(score, rate), "and twice.").eq(-(N / rate**2), by=deriv_eq).lt(0)
    zero = (
        proof.calc(
            Derivative(LogLikelihood(Exponential(r), x), (r, estimate)), "The score vanishes at the estimate."
        )
        .eq(N / estimate - whole, by=[differentiated, inside])
        .eq(0)
    )
    mode = proof.calc(ArgMax(likelihood, (rate, positive)), "So it is the only maximiser.").eq(
        Singleton(estimate), by=[argmax_eq_singleton_of_deriv2, inside, zero, concave]
    )
    return proof.qed(differentiated, mode)
