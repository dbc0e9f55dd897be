"""With many observations the estimate is, with a large probability, nearly as close to the truth as any."""

from mlekl_symbolic import *


@derivation(
    title="The estimate is probably no further from the truth than any member",
    sources=("A. W. van der Vaart, Asymptotic Statistics (1998), section 5.2.",),
    claims=("B20",),
    unshown={"A1 A2 A3 A4 A5 A6 A7 A8 A9": "it would take a larger example than those that were tried"},
    spare={
        "S2": "a sum over an infinite set counts as 0, so no masses on it sum to one",
        "S4": "by A1 and A2 the sum is the total mass of T",
        "S5": "by A2 these masses are probabilities",
        "S6": "by A1 and A2 the sum is the total mass of P",
        "S9": "a sharper bound does not need it",
    },
)
def probability_of_excess(proof: Proof) -> Theorem:
    """The estimate loses more than η against the rival ρ with probability at most of order 1/n.

    The family is any, whether or not the truth belongs to it. The number m is at most every positive mass
    of the truth, and L bounds the negative logarithms of the rival member ρ.
    """
    w, i, j, a, b = variables("omega i j a b")
    Omega, A, Theta = proof.finite_set("Omega"), proof.finite_set("A"), proof.parameter_set("Theta")
    P, truth = proof.distribution("P", over=Omega), proof.distribution("T", over=A)
    q, n = proof.model("Q", parameters=Theta, over=A), proof.natural("n")
    rival, m, bound, epsilon, eta = (proof.real(k) for k in ("rho", "m", "L", "epsilon", "eta"))
    x, estimate = proof.random_variables("x"), proof.function("theta_hat")
    draw, chosen = (w, P), q[estimate(w)]
    same, both = Equal(x[i](w), a), And(Equal(x[i](w), a), Equal(x[j](w), b))
    proof.given(ForAll(Member(x[i](w), A), (w, Omega), (i, 1, n)), "observations are letters")
    proof.given(
        ForAll(Equal(Probability(same, draw), truth(a)), (a, A), (i, 1, n)),
        "each observation has the true distribution",
    )
    product = Implies(NotEqual(i, j), Equal(Probability(both, draw), truth(a) * truth(b)))
    proof.given(ForAll(product, (b, A), (a, A), (j, 1, n), (i, 1, n)), "any two observations are independent")
    proof.given(ForAll(Implies(truth(a) > 0, truth(a) >= m), (a, A)), "positive true masses are at least m")
    proof.given(And(Member(rival, Theta), ForAll(q[rival](a) > 0, (a, A))), "the rival ρ excludes no letter")
    proof.given(ForAll(-log(q[rival](a)) <= bound, (a, A)), "its negative logarithms are at most L")
    proof.given(ForAll(Member(estimate(w), Theta), (w, Omega)), "the estimate is a parameter")
    proof.given(ForAll(chosen(x[i](w)) > 0, (i, 1, n), (w, Omega)), "it excludes no observation")
    likelier = Sum(log(q[rival](x[i](w))), (i, 1, n)) <= Sum(log(chosen(x[i](w))), (i, 1, n))
    proof.given(ForAll(likelier, (w, Omega)), "it is at least as likely as the rival")
    proof.given(And(epsilon > 0, m >= 2 * epsilon), "ε is small")
    proof.given(2 * Cardinality(A) * bound / m * epsilon <= eta, "η is at least the excess that ε allows")
    frequency = 1 / n * Sum(delta(a, x[i](w)), (i, 1, n))
    near = ForAll(abs(frequency - truth(a)) < epsilon, (a, A))
    covered = ForAll(Implies(Equal(chosen(a), 0), Equal(truth(a), 0)), (a, A))
    good = And(covered, KL(truth, chosen) - KL(truth, q[rival]) <= eta)
    rare = Cardinality(A) / (4 * n * epsilon**2)
    proof.show(Probability(Not(good), draw) <= rare)

    proof.fix(w, Omega)
    with proof.suppose(near):
        close = proof.claim(ForAll(abs(frequency - truth(a)) <= epsilon, (a, A)))
        observed = MapsTo(x[i](w), (i, 1, n))
        excess = proof.cite("excess_for_a_sample", N=n, x=observed, Q=chosen, R=q[rival], by=close)
        fine = proof.claim(good, "Then the excess divergence is small,", by=excess)
        inside = (
            proof.calc(Indicator(Not(good)), "and the event that it is large is excluded.")
            .eq(0, by=[ind_of_false, fine])
            .le(Indicator(Not(near)))
        )
    with proof.suppose(Not(near)):
        outside = (
            proof.calc(Indicator(Not(good)), "Then nothing is to be shown.")
            .le(1)
            .eq(Indicator(Not(near)), by=ind_of_true)
        )
    pointwise = proof.claim(
        Indicator(Not(good)) <= Indicator(Not(near)), "In both cases,", by=[inside, outside]
    )
    chance = (
        proof.calc(Probability(Not(good), draw), "So a large excess is no likelier than a large error.")
        .eq(Sum(P(w) * Indicator(Not(good)), (w, Omega)), by=[probability, expectation])
        .le(Sum(P(w) * Indicator(Not(near)), (w, Omega)), by=[sum_le_sum, pointwise])
        .eq(Probability(Not(near), draw), by=[probability, expectation])
        .le(rare, by=proof.cite("frequencies_converge"))
    )
    return proof.qed(chance)
