"""The estimates of maximum likelihood tend to the closest member, where that is well separated."""

from mlekl_symbolic import *


@derivation(
    title="The estimates tend to the closest member",
    sources=("A. W. van der Vaart, Asymptotic Statistics (1998), theorem 5.7.",),
    claims=("B01", "B20"),
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
def consistency_of_the_estimate(proof: Proof) -> Theorem:
    """If no parameter away from ρ is nearly as close to the truth, the estimates tend to ρ in probability.

    For every n there is a finite probability space with n observations; its outcomes are numbered.
    """
    w, n, i, j, a, b, t, epsilon = variables("omega n i j a b t epsilon")
    A, Theta = proof.finite_set("A"), proof.parameter_set("Theta")
    truth, q = proof.distribution("T", over=A), proof.model("Q", parameters=Theta, over=A)
    rival, m, bound, gap = (*(proof.real(name) for name in ("rho", "m", "L")), proof.function("s"))
    M, estimate = proof.function("M"), proof.function("theta_hat", arity=2)
    Omega, numbers, positive = Range(1, M(n)), (n, Naturals()), Interval.above(0)
    P, x = proof.distributions("P", index=n, over=Omega), proof.random_variables("x", indices=2)
    draw, chosen = (w, P[n]), q[estimate(n, w)]
    same, both = Equal(x[n, i](w), a), And(Equal(x[n, i](w), a), Equal(x[n, j](w), b))
    product = Implies(NotEqual(i, j), Equal(Probability(both, draw), truth(a) * truth(b)))
    lowest = ForAll(Implies(truth(a) > 0, truth(a) >= m), (a, A))
    likelier = Sum(log(q[rival](x[n, i](w))), (i, 1, n)) <= Sum(log(chosen(x[n, i](w))), (i, 1, n))
    for statement, words in (
        (ForAll(Member(x[n, i](w), A), (w, Omega), (i, 1, n), numbers), "observations are letters"),
        (ForAll(Equal(Probability(same, draw), truth(a)), (a, A), (i, 1, n), numbers), "T is their law"),
        (ForAll(product, (b, A), (a, A), (j, 1, n), (i, 1, n), numbers), "any two are independent"),
        (And(m > 0, lowest), "positive true masses are at least m > 0"),
        (And(Member(rival, Theta), ForAll(q[rival](a) > 0, (a, A))), "the member ρ excludes no letter"),
        (ForAll(-log(q[rival](a)) <= bound, (a, A)), "its negative logarithms are at most L"),
        (ForAll(Member(estimate(n, w), Theta), (w, Omega), numbers), "the estimates are parameters"),
        (ForAll(chosen(x[n, i](w)) > 0, (i, 1, n), (w, Omega), numbers), "they exclude no observation"),
        (ForAll(likelier, (w, Omega), numbers), "they are at least as likely as ρ"),
    ):
        proof.given(statement, words)
    members = (chosen, q[t])
    covers = [ForAll(Implies(Equal(k(a), 0), Equal(truth(a), 0)), (a, A)) for k in members]
    excess = [KL(truth, k) - KL(truth, q[rival]) for k in members]
    apart = Implies(covers[1], Implies(abs(t - rival) >= epsilon, excess[1] > gap(epsilon)))
    separated = ForAll(And(gap(epsilon) > 0, ForAll(apart, (t, Theta))), (epsilon, positive))
    alone = proof.given(separated, "ρ is well separated from the other members")
    proof.instance(
        "a single outcome, a single letter and a single parameter",
        A=Singleton(1), Theta=Singleton(1), T=MapsTo(1, (a, Reals())),
        Q=MapsTo(1, (a, Reals()), (n, Reals())), rho=number(1), m=number(1), L=number(0),
        M=MapsTo(1, numbers), theta_hat=MapsTo(1, (w, Reals()), numbers), s=MapsTo(1, (epsilon, Reals())),
        P=MapsTo(1, (w, Reals()), numbers), x=MapsTo(1, (w, Reals()), (i, Reals()), numbers),
    )  # fmt: skip
    far = abs(estimate(n, w) - rival) >= epsilon
    proof.show(ForAll(Converges(Probability(far, draw), (n, 0)), (epsilon, positive)))

    proof.fix(epsilon, positive)
    close = And(covers[0], excess[0] <= gap(epsilon))
    null = proof.claim(
        Converges(Probability(Not(close), draw), (n, 0)),
        "The divergence tends to the least one.",
        by=proof.cite("consistency_on_a_finite_alphabet"),
    )
    proof.fix(n, Naturals())
    proof.fix(w, Omega)
    with proof.suppose(far), proof.suppose(close):
        larger = proof.calc(excess[0], "That cannot be:").gt(gap(epsilon), by=alone).ge(excess[0])
    with proof.suppose(far):
        excluded = proof.claim(Not(close), "So an estimate far away is not nearly as close,", by=larger)
        outside = (
            proof.calc(Indicator(far), "and both events happen.")
            .le(1)
            .eq(Indicator(Not(close)), by=[ind_of_true, excluded])
        )
    with proof.suppose(Not(far)):
        inside = (
            proof.calc(Indicator(far), "Then nothing is to be shown.")
            .eq(0, by=ind_of_false)
            .le(Indicator(Not(close)))
        )
    pointwise = proof.claim(Indicator(far) <= Indicator(Not(close)), "In both cases,", by=[inside, outside])
    chance = (
        proof.calc(Probability(far, draw), "Averaging this comparison,")
        .eq(Sum(P[n](w) * Indicator(far), (w, Omega)), by=[probability, expectation])
        .le(Sum(P[n](w) * Indicator(Not(close)), (w, Omega)), by=[sum_le_sum, pointwise])
        .eq(Probability(Not(close), draw), by=[probability, expectation])
    )
    small = squeeze_zero(g=MapsTo(Probability(Not(close), draw), numbers))
    limit = Converges(Probability(far, draw), (n, 0))
    return proof.qed(proof.claim(limit, "So it tends to zero too.", by=[small, chance, null]))
