"""Where objectives converge uniformly, their maximisers nearly maximise the limit."""

from mlekl_symbolic import *


@derivation(
    title="Maximisers under uniform convergence",
    sources=("A. W. van der Vaart, Asymptotic Statistics (1998), theorem 5.7.",),
    claims=("B20",),
    unshown={
        "A1 A2 A3 A4": "the statement speaks of infinitely many numbers, and only finite examples are tried"
    },
)
def uniform_convergence(proof: Proof) -> Theorem:
    """If objectives err by at most e(n) everywhere, maximisers lose at most 2e(n), which tends to zero.

    The objectives are F(n, θ) and their limit is f(θ); the maximisers themselves need not converge.
    """
    Theta = proof.parameter_set("Theta")
    F, f = proof.function("F", arity=2), proof.function("f")
    error, best, top = proof.function("e"), proof.function("theta_hat"), proof.real("theta_0")
    n, t = variables("n t")
    numbers = (n, Naturals())
    close = proof.given(
        ForAll(abs(F(n, t) - f(t)) <= error(n), (t, Theta), numbers),
        "F(n, θ) errs by at most e(n) for every θ",
    )
    proof.given(Converges(error(n), (n, 0)), "e(n) tends to zero")
    proof.given(
        ForAll(Member(best(n), ArgMax(F(n, t), (t, Theta))), numbers), "every objective has a maximiser"
    )
    proof.given(Member(top, ArgMax(f(t), (t, Theta))), "the limit has a maximiser")
    proof.instance(
        "a single parameter, objectives that are zero, and errors 1/n", by=[tendsto_const_div, mem_argmax],
        Theta=Singleton(1), F=MapsTo(0, (t, Reals()), numbers), f=MapsTo(0, (t, Reals())),
        e=MapsTo(1 / n, numbers), theta_hat=MapsTo(1, numbers), theta_0=number(1),
    )  # fmt: skip
    loss = f(top) - f(best(n))
    proof.show(And(ForAll(loss <= 2 * error(n), numbers), Converges(loss, (n, 0))))

    proof.fix(n, Naturals())
    proof.fix(t, Theta)
    bounds = proof.claim(And(-error(n) <= F(n, t) - f(t), F(n, t) - f(t) <= error(n)), by=[abs_le, close])
    mine = And(Member(best(n), Theta), ForAll(F(n, t) <= F(n, best(n)), (t, Theta)))
    maximal = proof.claim(mine, "An objective is largest at its maximiser,", by=mem_argmax)
    limit = proof.claim(
        And(Member(top, Theta), ForAll(f(t) <= f(top), (t, Theta))),
        "and the limit at its own.",
        by=mem_argmax,
    )
    least = proof.calc(loss, "So the limit is no larger at the maximiser of an objective,").ge(
        0, by=[limit, maximal]
    )
    above = proof.claim(-error(n) <= F(n, top) - f(top), by=[bounds, limit])
    below = proof.claim(F(n, best(n)) - f(best(n)) <= error(n), by=[bounds, maximal])
    beaten = proof.claim(
        F(n, top) <= F(n, best(n)), "and an objective no larger at that of the limit.", by=[limit, maximal]
    )
    most = (
        proof.calc(loss, "So it loses at most twice the error.")
        .le(F(n, top) + error(n) - f(best(n)), by=above)
        .le(F(n, best(n)) + error(n) - f(best(n)), by=beaten)
        .le(2 * error(n), by=below)
    )
    twice = tendsto_const_mul(c=2, f=MapsTo(error(n), (n, Naturals())), a=0)
    null = proof.claim(Converges(2 * error(n), (n, 0)), by=twice)
    small = squeeze_zero(g=MapsTo(2 * error(n), (n, Naturals())))
    vanishing = proof.claim(Converges(loss, (n, 0)), by=[small, least, most, null])
    return proof.qed(most, vanishing)
