"""The estimates of maximum likelihood tend to the members closest to the truth, in divergence."""

from mlekl_symbolic import *


@derivation(
    title="Maximum likelihood finds the least divergence in the limit",
    sources=("A. Wald, Note on the consistency of the maximum likelihood estimate (1949).",),
    claims=("B01", "B20", "B24"),
    unshown={
        "A1 A2 A3 A4 A5 A6 A7 A8 A9 A10 S4 S5 S6": "the statement speaks of infinitely many numbers, and "
        "only finite examples are tried",
    },
    spare={
        "S1": "a sum over an infinite set counts as 0, so no masses on it sum to one",
        "S2": "by A2 these masses are probabilities",
        "S3": "by A1 and A2 the sum is the total mass of P_n",
        "S7": "by A1 and A2 the sum is the total mass of T",
    },
)
def consistency_on_a_finite_alphabet(proof: Proof) -> Theorem:
    """In probability, the estimates come as close to the truth, in divergence, as any rival ρ in the family
    that excludes no letter.

    For every n there is a finite probability space with n observations; its outcomes are numbered.
    """
    w, n, i, j, a, b, eta = variables("omega n i j a b eta")
    A, Theta = proof.finite_set("A"), proof.parameter_set("Theta")
    truth, q = proof.distribution("T", over=A), proof.model("Q", parameters=Theta, over=A)
    rival, m, bound = proof.real("rho"), proof.real("m"), proof.real("L")
    M, estimate = proof.function("M"), proof.function("theta_hat", arity=2)
    Omega, numbers = Range(1, M(n)), (n, Naturals())
    P, x = proof.distributions("P", index=n, over=Omega), proof.random_variables("x", indices=2)
    draw, chosen = (w, P[n]), q[estimate(n, w)]
    same, both = Equal(x[n, i](w), a), And(Equal(x[n, i](w), a), Equal(x[n, j](w), b))
    proof.given(ForAll(Member(x[n, i](w), A), (w, Omega), (i, 1, n), numbers), "observations are letters")
    proof.given(
        ForAll(Equal(Probability(same, draw), truth(a)), (a, A), (i, 1, n), numbers),
        "each observation has the true distribution",
    )
    product = Implies(NotEqual(i, j), Equal(Probability(both, draw), truth(a) * truth(b)))
    proof.given(
        ForAll(product, (b, A), (a, A), (j, 1, n), (i, 1, n), numbers),
        "any two for the same n are independent",
    )
    proof.given(ForAll(Implies(truth(a) > 0, truth(a) >= m), (a, A)), "positive true masses are at least m")
    proof.given(m > 0)
    proof.given(And(Member(rival, Theta), ForAll(q[rival](a) > 0, (a, A))), "the rival ρ excludes no letter")
    proof.given(ForAll(-log(q[rival](a)) <= bound, (a, A)), "its negative logarithms are at most L")
    proof.given(ForAll(Member(estimate(n, w), Theta), (w, Omega), numbers), "the estimates are parameters")
    proof.given(ForAll(chosen(x[n, i](w)) > 0, (i, 1, n), (w, Omega), numbers), "they exclude no observation")
    likelier = Sum(log(q[rival](x[n, i](w))), (i, 1, n)) <= Sum(log(chosen(x[n, i](w))), (i, 1, n))
    proof.given(ForAll(likelier, (w, Omega), numbers), "they are at least as likely as the rival")
    proof.instance(
        "a single outcome, a single letter and a single parameter",
        A=Singleton(1), Theta=Singleton(1), T=MapsTo(1, (a, Reals())),
        Q=MapsTo(1, (a, Reals()), (n, Reals())), rho=number(1), m=number(1), L=number(0),
        M=MapsTo(1, numbers), theta_hat=MapsTo(1, (w, Reals()), numbers),
        P=MapsTo(1, (w, Reals()), numbers), x=MapsTo(1, (w, Reals()), (i, Reals()), numbers),
    )  # fmt: skip
    covered = ForAll(Implies(Equal(chosen(a), 0), Equal(truth(a), 0)), (a, A))
    bad = Probability(Not(And(covered, KL(truth, chosen) - KL(truth, q[rival]) <= eta)), draw)
    proof.show(ForAll(Converges(bad, (n, 0)), (eta, Interval.above(0))))

    proof.remark(
        "The truth need not belong to the family, the parameter set need not be compact, and several "
        "parameters may share a distribution."
    )
    proof.fix(eta, Interval.above(0))
    size, error = Cardinality(A), m * eta / (2 * (Cardinality(A) * bound + eta))
    whole, rate = size * bound + eta, size / (4 * error**2) / n
    scale = proof.cite("bound_of_losses", P=q[rival])
    small = proof.claim(error > 0, "Let frequencies err by at most this positive number:", by=scale)
    half = (
        proof.calc(2 * error, "It is small enough for the bound on the excess divergence,")
        .eq(m / whole * eta)
        .le(m / whole * whole, by=[mul_le_mul_left(c=m / whole, a=eta, b=whole), scale])
        .eq(m, by=scale)
    )
    loss = (
        proof.calc(2 * size * bound / m * error, "and for that bound to be at most η.")
        .eq(eta / whole * (size * bound))
        .le(eta / whole * whole, by=[mul_le_mul_left(c=eta / whole, a=size * bound, b=whole), scale])
        .eq(eta, by=scale)
    )
    proof.fix(n, Naturals())
    with proof.suppose(n >= 1):
        fixed = proof.cite(
            "probability_of_excess", Omega=Omega, P=P[n], x=x[n], epsilon=error,
            theta_hat=MapsTo(estimate(n, w), (w, Omega)), by=[small, half, loss],
        )  # fmt: skip
        chance = proof.calc(bad, "So for n observations").le(size / (4 * n * error**2), by=fixed).eq(rate)
    null = proof.claim(Converges(rate, (n, 0)), "This bound tends to zero.", by=tendsto_const_div)
    limit = proof.claim(
        Converges(bad, (n, 0)),
        "Hence,",
        by=[squeeze_zero(g=MapsTo(rate, (n, Naturals()))), chance, null],
    )
    return proof.qed(limit)
