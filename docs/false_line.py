from mlekl_symbolic import *


@derivation(title="The mean of log P_data over the data")
def false_line(proof: Proof) -> Theorem:
    """The line below is false as soon as an observation is repeated."""
    X = proof.finite_set("X")
    N = proof.natural("N")
    x = proof.sample("x", size=N, over=X)
    p_data = proof.empirical("P_data", x)
    (i,) = variables("i")
    mean = 1 / N * Sum(log(p_data(x[i])), (i, 1, N))
    proof.show(Equal(mean, -log(N)))
    return proof.qed(proof.calc(mean).eq(-log(N)))
