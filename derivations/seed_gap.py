"""The line with log((1/N)/P) that holds only when no observation repeats."""

from mlekl_symbolic import *


@derivation(
    title="When every observation has mass 1/N",
    sources=("S. Kullback, Information Theory and Statistics (1959), chapter 2.",),
    claims=("A12",),
    spare={
        "S2": "for an N that is no integer, the sums run over the integers up to N",
        "S3": "with no observations all sums over them are 0, and 1/0 counts as 0",
    },
)
def seed_gap(proof: Proof) -> Theorem:
    """Replacing the empirical mass by 1/N is right exactly when no observation repeats."""
    X = proof.finite_set("X")
    Theta = proof.parameter_set("Theta")
    N = proof.natural("N")
    x = proof.sample("x", size=N, over=X)
    p = proof.model("P", parameters=Theta, over=X)
    p_data = proof.empirical("P_data", x)
    i, j, theta = variables("i j theta")
    proof.given(ForAll(p[theta](x[i]) > 0, (i, 1, N), (theta, Theta)), "the model excludes no observation")
    proof.fix(theta, Theta)
    q = p[theta]
    printed = Equal(KL(p_data, q), 1 / N * Sum(log((1 / N) / q(x[i])), (i, 1, N)))
    count = Sum(delta(x[i], x[j]), (j, 1, N))
    proof.show(Iff(printed, Distinct(x)))

    proof.refute(printed)
    only_then = (
        proof.calc(printed, "The two sides differ by the mean log-multiplicity of the observations.")
        .iff(Equal(1 / N * Sum(log(count), (i, 1, N)), 0))
        .iff(Equal(Sum(log(count), (i, 1, N)), 0), by=mul_eq_zero_of_ne)
        .iff(ForAll(Equal(log(count), 0), (i, 1, N)), by=sum_eq_zero_iff)
        .iff(ForAll(Equal(count, 1), (i, 1, N)), by=log_eq_zero)
        .iff(ForAll(Implies(Equal(x[i], x[j]), Equal(i, j)), (j, 1, N), (i, 1, N)), by=count_eq_one_iff)
        .iff(Distinct(x), by=distinct)
    )
    return proof.qed(only_then)
