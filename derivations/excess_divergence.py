"""How much further from the truth an estimate is than its rivals, when the frequencies are nearly right."""

from mlekl_symbolic import *


@derivation(
    title="The excess divergence of an estimate",
    sources=("A. W. van der Vaart, Asymptotic Statistics (1998), section 5.2.",),
    claims=("B20",),
    unshown={
        "A3": "without it A1 and A4 leave m = 0 and F = T only, and then the statement is that of A8",
        "A5": "without it the divergence from R is infinite, which the formula for it does not say",
    },
    spare={
        "S1": "a sum over an infinite set counts as 0, so no masses on it sum to one",
        "S3 S5 S9": "a sharper bound does not need it",
        "S8": "by A5 the masses are even positive",
    },
)
def excess_divergence(proof: Proof) -> Theorem:
    """If frequencies err by at most ε, the estimate loses at most 2|A|Lε/m against any other member.
    Here F are the frequencies, T the truth, Q the estimate and R any other member.

    The number m is at most every positive mass of the truth, and −log R is at most L.
    """
    A = proof.finite_set("A")
    f, truth, q, r = (proof.distribution(name, over=A) for name in ("F", "T", "Q", "R"))
    m, bound, epsilon = proof.real("m"), proof.real("L"), proof.real("epsilon")
    a, b = variables("a b")
    near = proof.given(ForAll(abs(f(a) - truth(a)) <= epsilon, (a, A)), "no frequency errs by more than ε")
    proof.given(ForAll(Implies(truth(a) > 0, truth(a) >= m), (a, A)), "positive masses are at least m")
    proof.given(m > 0)
    proof.given(m >= 2 * epsilon, "the error is small")
    proof.given(ForAll(r(a) > 0, (a, A)), "R excludes no letter")
    proof.given(ForAll(-log(r(a)) <= bound, (a, A)), "−log R is at most L")
    proof.given(ForAll(Implies(Equal(q(a), 0), Equal(f(a), 0)), (a, A)), "Q excludes no observation")
    losses = [-Sum(f(a) * log(s(a)), (a, A)) for s in (q, r)]
    proof.given(losses[0] <= losses[1], "Q is at least as likely as R")
    steepest, excess = 2 * bound / m, KL(truth, q) - KL(truth, r)
    continuous = ForAll(Implies(Equal(q(a), 0), Equal(truth(a), 0)), (a, A))
    proof.show(And(continuous, excess <= 2 * Cardinality(A) * bound / m * epsilon))

    proof.fix(a, A)
    error, gap = truth(a) - f(a), log(r(a)) - log(q(a))
    mass = proof.cite("mass_of_the_estimate", c=m / 2)
    below_one = proof.cite("smallest_mass", P=truth)
    bounds = And(-epsilon <= -error, -error <= epsilon)
    within = proof.claim(bounds, "Every error lies between two bounds.", by=[abs_le, near])
    r_mass = proof.calc(r(a), "No mass exceeds one,").le(Sum(r(b), (b, A)), by=single_le_sum).eq(1)
    r_log = proof.calc(log(r(a))).le(r(a) - 1, by=log_le_sub_one).le(0, by=r_mass)
    sign = proof.calc(bound, "so L is not negative,").ge(-log(r(a))).ge(0, by=r_log)
    larger = (
        proof.calc(bound, "and as m is at most one, 2L/m is larger.")
        .eq(bound / m * m)
        .le(bound / m * 2, by=[mul_le_mul_left(c=bound / m, a=m, b=number(2)), sign, below_one])
        .eq(steepest)
    )
    with proof.suppose(NotEqual(truth(a), 0)):
        present = proof.calc(f(a), "Then a is observed,").ge(m / 2, by=within).gt(0)
        steep = (
            proof.calc(-log(q(a)), "and Q is not very small there,")
            .le(bound / (m / 2), by=[mass, within])
            .eq(steepest)
        )
        slope = proof.claim(
            And(-steepest <= gap, gap <= steepest),
            "so the logarithms differ by at most 2L/m,",
            by=[steep, larger, mass, r_log],
        )
        ordinary = proof.calc(error * gap, "and the term is bounded.").le(
            epsilon * steepest,
            by=proof.cite("bounded_product", u=error, v=gap, c=epsilon, d=steepest, by=[within, slope]),
        )
    with proof.suppose(Equal(q(a), 0)):
        missed = proof.claim(Equal(truth(a), 0), "Hence Q misses no letter of positive mass.", by=present)
    tolerance = proof.calc(epsilon, "The error bound is not negative.").ge(abs(f(a) - truth(a))).ge(0)
    with proof.suppose(Equal(truth(a), 0)):
        massless = (
            proof.calc(error * gap, "Then only the frequency counts.")
            .eq(f(a) * (log(q(a)) - log(r(a))))
            .le(f(a) * bound, by=[mul_le_mul_left(c=f(a), a=log(q(a)) - log(r(a)), b=bound), mass])
            .le(epsilon * bound, by=[mul_le_mul_left(c=bound, a=f(a), b=epsilon), within, sign])
            .le(epsilon * steepest, by=[mul_le_mul_left(c=epsilon, a=bound, b=steepest), larger, tolerance])
        )
    pointwise = proof.claim(
        ForAll(error * gap <= epsilon * steepest, (a, A)), "In both cases,", by=[ordinary, massless]
    )
    expanded = Sum(truth(a) * log(r(a)) - truth(a) * log(q(a)), (a, A))
    total = (
        proof.calc(excess, "Q has the smaller loss in the data, so")
        .eq(
            Sum(truth(a) * log(truth(a) / q(a)), (a, A)) - Sum(truth(a) * log(truth(a) / r(a)), (a, A)), by=kl
        )
        .eq(expanded, by=[mul_log_div_of_imp, missed])
        .le(expanded + losses[1] - losses[0])
        .eq(Sum(error * gap, (a, A)))
        .le(Sum(epsilon * steepest, (a, A)), by=[sum_le_sum, pointwise])
        .eq(2 * Cardinality(A) * bound / m * epsilon)
    )
    return proof.qed(missed, total)
