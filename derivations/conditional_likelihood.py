"""Cross-entropy loss of a classifier: a mean divergence and an entropy no parameter can move."""

from mlekl_symbolic import *


@derivation(
    title="Conditional log-loss is mean divergence plus mean entropy",
    sources=("C. M. Bishop, Pattern Recognition and Machine Learning (2006), section 4.3.",),
    claims=("A33",),
    spare={"S7": "by A1 the values of D are negative only where their weight is 0"},
)
def conditional_likelihood(proof: Proof) -> Theorem:
    """The mean loss −log P_x(y) exceeds the entropy of y given x by the mean divergence of the model."""
    X = proof.finite_set("X")
    Y = proof.finite_set("Y")
    N = proof.natural("N")
    s = proof.sample("s", size=N, over=X)
    t = proof.sample("t", size=N, over=Y)
    d = proof.model("D", parameters=X, over=Y)
    p = proof.model("P", parameters=X, over=Y)
    marginal = proof.empirical("P_data", s)
    x, y, i = variables("x y i")
    proof.given(
        ForAll(
            Equal(marginal(x) * d[x](y), 1 / N * Sum(delta(x, s[i]) * delta(y, t[i]), (i, 1, N))),
            (y, Y), (x, X),
        ),
        "D_x(y) is the relative frequency of y among the pairs with the input x",
    )  # fmt: skip
    proof.given(
        ForAll(Implies(Equal(p[x](y), 0), Equal(d[x](y), 0)), (y, Y), (x, X)),
        "every D_x is absolutely continuous with respect to the model P_x",
    )
    loss = -1 / N * Sum(log(p[s[i]](t[i])), (i, 1, N))
    noise, divergence = Sum(marginal(x) * H(d[x]), (x, X)), Sum(marginal(x) * KL(d[x], p[x]), (x, X))
    proof.show(Equal(loss, divergence + noise))

    proof.fix(x, X)
    cost = (
        proof.calc(KL(d[x], p[x]) + H(d[x]), "For one input, entropy and divergence add to a cross-entropy.")
        .eq(
            Sum(d[x](y) * log(d[x](y)) - d[x](y) * log(p[x](y)), (y, Y)) + H(d[x]),
            by=[kl, mul_log_div_of_imp],
        )
        .eq(-Sum(d[x](y) * log(p[x](y)), (y, Y)), by=[sum_sub, entropy])
    )
    proof.fix(y, Y)
    count = proof.calc(marginal(x) * d[x](y), "The data weigh each pair by its frequency.").eq(
        1 / N * Sum(delta(x, s[i]) * delta(y, t[i]), (i, 1, N))
    )
    mean = (
        proof.calc(divergence + noise, "Averaged over the inputs, it is the loss on the pairs.")
        .eq(Sum(marginal(x) * (KL(d[x], p[x]) + H(d[x])), (x, X)), by=sum_add)
        .eq(Sum(marginal(x) * -Sum(d[x](y) * log(p[x](y)), (y, Y)), (x, X)), by=cost)
        .eq(-Sum(marginal(x) * d[x](y) * log(p[x](y)), (y, Y), (x, X)), by=mul_sum)
        .eq(
            -Sum(1 / N * Sum(delta(x, s[i]) * delta(y, t[i]), (i, 1, N)) * log(p[x](y)), (y, Y), (x, X)),
            by=count,
        )
        .eq(-1 / N * Sum(log(p[s[i]](t[i])), (i, 1, N)), by=[sum_comm, sum_delta])
    )
    return proof.qed(mean)
