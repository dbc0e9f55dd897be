"""The maximisers of a limit are not the limits of maximisers."""

from typing import Any

from mlekl_symbolic import *


@derivation(
    title="Limit and arg max do not commute",
    sources=("A. W. van der Vaart, Asymptotic Statistics (1998), section 5.2.",),
    claims=("B19", "B20"),
)
def argmax_limit_exchange(proof: Proof) -> Theorem:
    """Objectives may tend to a limit at every parameter while their maximisers leave every bound. For
    n ≥ 1 the n-th objective here is one at k = 0, two at k = n and zero elsewhere.
    """
    n, k, m, epsilon = variables("n k m epsilon")
    numbers, parameters, positive = (n, Naturals()), (k, Naturals()), Interval.above(0)

    def objective(k: Variable) -> Any:
        return delta(k, 0) + 2 * delta(k, n)

    limit = Converges(objective(k), (n, delta(k, 0)))
    best = Equal(ArgMax(delta(k, 0), parameters), Singleton(0))
    each = Equal(ArgMax(objective(k), parameters), Singleton(n))
    proof.show(And(ForAll(limit, parameters), And(best, ForAll(Implies(n >= 1, each), numbers))))

    proof.remark(
        "For the mean log-likelihood the law of large numbers gives such a limit for each parameter, "
        "and no more. What repairs the exchange is an error that is small for all parameters at once."
    )
    proof.fix(k, Naturals())
    proof.fix(epsilon, positive)
    proof.fix(n, Naturals())
    distance = abs(objective(k) - delta(k, 0))
    with proof.suppose(k + 1 <= n):
        passed = proof.calc(distance, "For a fixed k the peak at n has gone past it,").eq(0).lt(epsilon)
    late = proof.claim(ForAll(Implies(k + 1 <= n, distance < epsilon), numbers), "from k + 1 on,", by=passed)
    from_some_on = Exists(ForAll(Implies(m <= n, distance < epsilon), numbers), (m, Naturals()))
    some = proof.claim(from_some_on, "so from some number on.", by=late)
    meaning = proof.calc(limit, "This is what a limit is.").iff(
        ForAll(from_some_on, (epsilon, positive)), by=converges
    )
    tends = proof.claim(ForAll(limit, parameters), "So the objectives have this limit.", by=[meaning, some])
    with proof.suppose(NotEqual(k, 0)):
        lower = proof.calc(delta(k, 0), "The limit is largest at zero,").eq(0).lt(delta(0, 0))
    top = proof.calc(ArgMax(delta(k, 0), parameters)).eq(Singleton(0), by=[argmax_eq_singleton, lower])
    with proof.suppose(n >= 1), proof.suppose(NotEqual(k, n)):
        less = (
            proof.calc(objective(k), "The n-th objective is largest at n.")
            .eq(delta(k, 0))
            .le(1, by=delta_le_one)
            .lt(2)
            .eq(objective(n))
        )
    with proof.suppose(n >= 1):
        runaway = proof.calc(ArgMax(objective(k), parameters), "So its only maximiser is n.").eq(
            Singleton(n), by=[argmax_eq_singleton, less]
        )
    return proof.qed(tends, top, runaway)
