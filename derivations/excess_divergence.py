"""How much further from the truth an estimate is than its rivals, when the frequencies are nearly right."""

from mlekl_symbolic import *


@derivation(
    title="The excess divergence of an estimate",
    sources=("A. W. van der Vaart, Asymptotic Statistics (1998), section 5.2.",),
    claims=("B20",),
)
def excess_divergence(proof: Proof) -> Theorem:
    """If frequencies err by at most ε, the estimate loses at most 2|A|Lε/m against any other member.

    Here F are the frequencies, T the truth, Q the estimate and R any other member. The number m is at
    most every positive mass of the truth, and -log R is at most L.
    """
    A = proof.finite_set("A")
    f, truth = proof.distribution("F", over=A), proof.distribution("T", over=A)
    q, r = proof.distribution("Q", over=A), proof.distribution("R", over=A)
    m, bound, epsilon = proof.real("m"), proof.real("L"), proof.real("epsilon")
    a, b = variables("a b")
    near = proof.given(ForAll(abs(f(a) - truth(a)) <= epsilon, (a, A)), "no frequency errs by more than ε")
    proof.given(ForAll(Implies(truth(a) > 0, truth(a) >= m), (a, A)), "positive masses are at least m")
    proof.given(m > 0)
    proof.given(m <= 1)
    proof.given(2 * epsilon <= m, "the error is small")
    proof.given(ForAll(r(a) > 0, (a, A)), "R excludes no letter")
    proof.given(ForAll(-log(r(a)) <= bound, (a, A)), "-log R is at most L")
    proof.given(ForAll(Implies(Equal(q(a), 0), Equal(f(a), 0)), (a, A)), "Q excludes no observation")
    mean = Sum(f(a) * log(r(a)), (a, A))
    proof.given(mean <= Sum(f(a) * log(q(a)), (a, A)), "Q is at least as likely as R")
    size = Cardinality(A)
    steepest = 2 * bound / m
    excess = KL(truth, q) - KL(truth, r)
    continuous = ForAll(Implies(Equal(q(a), 0), Equal(truth(a), 0)), (a, A))
    proof.show(And(continuous, excess <= 2 * size * bound / m * epsilon))

    proof.fix(a, A)
    within = proof.claim(
        And(-epsilon <= f(a) - truth(a), f(a) - truth(a) <= epsilon),
        "Frequencies are near:",
        by=[abs_le, near],
    )
    q_mass = proof.calc(q(a), "No mass exceeds one,").le(Sum(q(b), (b, A)), by=single_le_sum).eq(1)
    r_mass = proof.calc(r(a)).le(Sum(r(b), (b, A)), by=single_le_sum).eq(1)
    r_log = (
        proof.calc(log(r(a)), "so no logarithm of a mass is positive,")
        .le(r(a) - 1, by=log_le_sub_one)
        .le(0, by=r_mass)
    )
    with proof.suppose(q(a) > 0):
        massive = proof.calc(-log(q(a))).ge(1 - q(a), by=log_le_sub_one).ge(0, by=q_mass)
    with proof.suppose(Equal(q(a), 0)):
        massless = proof.calc(-log(q(a))).ge(0)
    q_loss = proof.claim(ForAll(-log(q(a)) >= 0, (a, A)), by=[massive, massless])
    l_pos = proof.calc(bound).ge(-log(r(a))).ge(0, by=r_log)
    part = proof.calc(-(f(a) * log(q(a)))).eq(f(a) * -log(q(a))).ge(0, by=[mul_nonneg, q_loss])
    parts = proof.claim(ForAll(-(f(a) * log(q(a))) >= 0, (a, A)), by=part)
    own = (
        proof.calc(-(f(a) * log(q(a))), "The mean log-likelihood of Q bounds each of its terms.")
        .le(Sum(-(f(b) * log(q(b))), (b, A)), by=[single_le_sum, parts])
        .le(Sum(-(f(b) * log(r(b))), (b, A)))
        .le(Sum(f(b) * bound, (b, A)), by=sum_le_sum)
        .eq(bound)
    )
    with proof.suppose(NotEqual(truth(a), 0)):
        seen = proof.calc(f(a), "Then a is observed.").ge(m / 2, by=within)
        halved = (
            proof.calc(m / 2 * -log(q(a)))
            .le(f(a) * -log(q(a)), by=[mul_le_mul_left(c=-log(q(a)), a=m / 2, b=f(a)), seen, q_loss])
            .le(bound, by=own)
        )
        steep = (
            proof.calc(-log(q(a)), "So Q cannot be very small there.")
            .eq(2 / m * (m / 2 * -log(q(a))))
            .le(2 / m * bound, by=[mul_le_mul_left(c=2 / m, a=m / 2 * -log(q(a)), b=bound), halved])
            .eq(steepest)
        )
        present = proof.calc(f(a)).ge(m / 2, by=seen).gt(0)
    with proof.suppose(Equal(q(a), 0)):
        missed = proof.claim(Equal(truth(a), 0), by=present)
    continuity = proof.claim(continuous, "So Q misses no letter that the truth charges.", by=missed)
    sign = proof.claim(steepest >= 0, by=[div_nonneg, l_pos])
    lower = (
        proof.calc(bound)
        .eq(steepest * (m / 2))
        .le(steepest * 1, by=[mul_le_mul_left(c=steepest, a=m / 2, b=number(1)), sign])
        .eq(steepest)
    )
    some = proof.calc(epsilon).ge(abs(f(a) - truth(a))).ge(0)
    error, gap = truth(a) - f(a), log(r(a)) - log(q(a))
    err = proof.claim(abs(error) <= epsilon, by=[abs_le, within])
    with proof.suppose(NotEqual(truth(a), 0)):
        down = proof.calc(-steepest).le(-bound, by=lower).le(log(r(a))).le(gap, by=q_loss)
        up = proof.calc(gap).le(-log(q(a)), by=r_log).le(steepest, by=steep)
        slope = proof.claim(abs(gap) <= steepest, by=[abs_le, down, up])
        ordinary = (
            proof.calc(error * gap)
            .le(abs(error * gap), by=le_abs_self)
            .eq(abs(error) * abs(gap), by=abs_mul)
            .le(abs(error) * steepest, by=[mul_le_mul_left(c=abs(error), a=abs(gap), b=steepest), slope])
            .le(epsilon * steepest, by=[mul_le_mul_left(c=steepest, a=abs(error), b=epsilon), err, sign])
        )
    with proof.suppose(Equal(truth(a), 0)):
        impossible = (
            proof.calc(error * gap)
            .eq(f(a) * (log(q(a)) - log(r(a))))
            .le(f(a) * bound, by=[mul_le_mul_left(c=f(a), a=log(q(a)) - log(r(a)), b=bound), q_loss])
            .le(epsilon * bound, by=[mul_le_mul_left(c=bound, a=f(a), b=epsilon), within, l_pos])
            .le(epsilon * steepest, by=[mul_le_mul_left(c=epsilon, a=bound, b=steepest), lower, some])
        )
    pointwise = proof.claim(ForAll(error * gap <= epsilon * steepest, (a, A)), by=[ordinary, impossible])
    total = (
        proof.calc(excess)
        .eq(
            Sum(truth(a) * log(truth(a) / q(a)), (a, A)) - Sum(truth(a) * log(truth(a) / r(a)), (a, A)), by=kl
        )
        .eq(Sum(truth(a) * log(r(a)) - truth(a) * log(q(a)), (a, A)), by=[mul_log_div_of_imp, continuity])
        .le(
            Sum(truth(a) * log(r(a)) - truth(a) * log(q(a)), (a, A))
            - Sum(f(a) * log(r(a)), (a, A))
            + Sum(f(a) * log(q(a)), (a, A))
        )
        .eq(Sum(error * gap, (a, A)))
        .le(Sum(epsilon * steepest, (a, A)), by=[sum_le_sum, pointwise])
        .eq(2 * size * bound / m * epsilon)
    )
    return proof.qed(continuity, total)
