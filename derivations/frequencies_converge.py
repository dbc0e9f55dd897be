"""The relative frequencies of independent observations are close to their distribution."""

from mlekl_symbolic import *


@derivation(
    title="Relative frequencies approach the truth",
    sources=(
        "W. Feller, An Introduction to Probability Theory and Its Applications I (1968), section VI.4.",
    ),
    claims=("A06",),
    unshown={"A2": "it would take a larger example than those that were tried"},
)
def frequencies_converge(proof: Proof) -> Theorem:
    """In n independent observations, the probability that some letter's frequency errs by ε or more is small.

    The bound is that for one letter, times the number of letters.
    """
    Omega = proof.finite_set("Omega")
    P = proof.distribution("P", over=Omega)
    A = proof.finite_set("A")
    truth = proof.distribution("T", over=A)
    n = proof.natural("n")
    x = proof.random_variables("x")
    w, i, j, a, b, epsilon = variables("omega i j a b epsilon")
    draw = (w, P)
    same, both = Equal(x[i](w), a), And(Equal(x[i](w), a), Equal(x[j](w), b))
    law = proof.given(
        ForAll(Equal(Probability(same, draw), truth(a)), (a, A), (i, 1, n)),
        "each observation has the true distribution",
    )
    product = Implies(NotEqual(i, j), Equal(Probability(both, draw), truth(a) * truth(b)))
    independent = proof.given(
        ForAll(product, (b, A), (a, A), (j, 1, n), (i, 1, n)), "any two observations are independent"
    )
    frequency = 1 / n * Sum(delta(a, x[i](w)), (i, 1, n))
    near = ForAll(abs(frequency - truth(a)) < epsilon, (a, A))
    positive = Interval.above(0)
    bound = Cardinality(A) / (4 * n * epsilon**2)
    proof.show(ForAll(Probability(Not(near), draw) <= bound, (epsilon, positive)))

    proof.fix(a, A)
    proof.fix(i, Range(1, n))
    proof.fix(j, Range(1, n))
    hit, other = delta(a, x[i](w)), delta(a, x[j](w))
    mean = (
        proof.calc(Expectation(hit, draw), "An observation of the letter a counts as one.")
        .eq(Expectation(Indicator(same), draw), by=ind_eq)
        .eq(Probability(same, draw), by=probability)
        .eq(truth(a), by=law)
    )
    proof.fix(w, Omega)
    values = proof.calc(hit**2).eq(hit, by=delta_mul_self)
    with proof.suppose(NotEqual(i, j)):
        twice = (
            proof.calc(Expectation(hit * other, draw), "Counts of different observations are independent.")
            .eq(Expectation(Indicator(same) * Indicator(Equal(x[j](w), a)), draw), by=ind_eq)
            .eq(Expectation(Indicator(And(same, Equal(x[j](w), a))), draw), by=ind_and)
            .eq(Probability(And(same, Equal(x[j](w), a)), draw), by=probability)
            .eq(truth(a) ** 2, by=independent)
        )
    one = proof.cite(
        "bernoulli_theorem", X=MapsTo(hit, (w, Omega), (i, 1, n)), p=truth(a), by=[mean, values, twice]
    )
    proof.fix(epsilon, positive)
    boole = proof.cite("boole_inequality", X=MapsTo(abs(frequency - truth(a)), (w, Omega), (a, A)), t=epsilon)
    far = abs(frequency - truth(a)) >= epsilon
    letter = proof.calc(Probability(far, draw), "So Bernoulli's theorem applies to each letter.").le(
        1 / (4 * n * epsilon**2), by=one
    )
    union = (
        proof.calc(
            Probability(Not(near), draw), "The probability that some letter is far off is at most the sum."
        )
        .le(Sum(Probability(far, draw), (a, A)), by=boole)
        .le(Sum(1 / (4 * n * epsilon**2), (a, A)), by=[sum_le_sum, letter])
        .eq(bound)
    )
    return proof.qed(union)
