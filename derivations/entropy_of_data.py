"""The entropy of N observations is at most log N, and so finite."""

from mlekl_symbolic import *


@derivation(
    title="The entropy of a sample",
    sources=("T. M. Cover and J. A. Thomas, Elements of Information Theory (2006), section 2.1.",),
    claims=("A14",),
    spare={
        "S1": "a sum over an infinite set counts as 0, and so does the entropy",
        "S3": "with no observations the entropy is 0, and log 0 counts as 0",
        "S4": "observations outside the alphabet only take terms from the entropy",
    },
)
def entropy_of_data(proof: Proof) -> Theorem:
    """The entropy of an empirical distribution lies between zero and the logarithm of the sample size."""
    X = proof.finite_set("X")
    N = proof.natural("N")
    x = proof.sample("x", size=N, over=X)
    p_data = proof.empirical("P_data", x)
    i, j = variables("i j")
    proof.show(And(H(p_data) >= 0, H(p_data) <= log(N)))

    below = proof.calc(H(p_data), "Like every entropy, that of the data is not negative.").ge(
        0, by=proof.cite("entropy_bounds", P=p_data)
    )
    mean = proof.calc(H(p_data), "It is a mean over the observations.").eq(
        1 / N * Sum(-log(p_data(x[i])), (i, 1, N)), by=[entropy, empirical, sum_delta]
    )
    proof.fix(i, Range(1, N))
    frequency = (
        proof.calc(p_data(x[i]), "Each observed letter has at least the mass 1/N.")
        .eq(1 / N * Sum(delta(x[i], x[j]), (j, 1, N)), by=empirical)
        .ge(1 / N * 1, by=mul_le_mul_left(c=1 / N, a=1, b=Sum(delta(x[i], x[j]), (j, 1, N))))
        .eq(1 / N)
    )
    weight = (
        proof.calc(-log(p_data(x[i])), "So no observation weighs more than log N.")
        .le(-log(1 / N), by=[log_le_log(a=1 / N, b=p_data(x[i])), frequency])
        .eq(log(N), by=log_inv)
    )
    above = (
        proof.calc(H(p_data), "Hence their mean is at most log N.")
        .eq(1 / N * Sum(-log(p_data(x[i])), (i, 1, N)), by=mean)
        .le(1 / N * Sum(log(N), (i, 1, N)), by=[sum_le_sum, weight])
        .eq(log(N))
    )
    return proof.qed(below, above)
