"""If every trial succeeds, the likeliest parameter lies on the boundary: it is one."""

from mlekl_symbolic import *


@derivation(
    title="After successes only the estimate is one",
    sources=("G. Casella and R. L. Berger, Statistical Inference (2002), example 7.2.7.",),
    claims=("A02",),
)
def only_successes(proof: Proof) -> Theorem:
    """After successes only, the likelihood on [0, 1] is largest at 1 alone, where it is not flat."""
    X = proof.alphabet("X", "failure success")
    success = X.letters[1]
    parameters = Interval.closed(0, 1)
    theta, t, s, i = variables("theta t s i")
    N = proof.natural("N")
    x = proof.sample("x", size=N, over=X)
    coin = proof.tabulated_model(
        "B", parameters=parameters, over=X, parameter=theta, masses={"failure": 1 - theta, "success": theta}
    )
    proof.given(ForAll(Equal(x[i], success), (i, 1, N)), "every trial succeeds")
    estimates = ArgMax(Product(coin[theta](x[i]), (i, 1, N)), (theta, parameters))
    at_the_end = Derivative(t**N, (t, 1))
    proof.show(And(Equal(estimates, Singleton(1)), Equal(at_the_end, N)))

    proof.fix(theta, parameters)
    likelihood = proof.calc(
        Product(coin[theta](x[i]), (i, 1, N)), "Every trial contributes the same factor."
    ).eq(theta**N)
    end = proof.calc(at_the_end, "At the end point the likelihood still rises.").eq(N, by=deriv_eq)
    with proof.suppose(NotEqual(theta, 1)):
        below = proof.claim(Less(0, 1 - theta), "Another parameter lies below one,", by=pos_of_nonneg_ne)
        proof.fix(s, Interval.open(theta, 1))
        rising = (
            proof.calc(Derivative(t**N, (t, s)), "and from there on the likelihood rises.")
            .eq(N * s ** (N - 1), by=deriv_eq)
            .gt(0)
        )
        less = (
            proof.calc(Product(coin[theta](x[i]), (i, 1, N)), "So it is less likely than one.")
            .eq(theta**N, by=likelihood)
            .lt(
                number(1) ** N,
                by=[lt_of_deriv_pos(f=MapsTo(t**N, (t, Reals())), a=theta, b=1), below, rising],
            )
            .eq(Product(coin[1](x[i]), (i, 1, N)))
        )
    mode = proof.calc(estimates, "The parameter 1 beats every other.").eq(
        Singleton(1), by=[argmax_eq_singleton, less]
    )
    return proof.qed(mode, end)
