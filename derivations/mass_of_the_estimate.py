"""An estimate gives no very small mass to a letter that is often observed."""

from mlekl_symbolic import *


@derivation(
    title="The mass that an estimate gives to frequent letters",
    sources=("A. Wald, Note on the consistency of the maximum likelihood estimate (1949).",),
    spare={"S1": "a sum over an infinite set counts as 0, so no masses on it sum to one"},
)
def mass_of_the_estimate(proof: Proof) -> Theorem:
    """Where the frequency F is at least c, −log Q is at most L/c, if Q is at least as likely as R.

    Here −log R is at most L, and Q and R are two members of a family.
    """
    A = proof.finite_set("A")
    f, q, r = (proof.distribution(name, over=A) for name in ("F", "Q", "R"))
    c, bound = proof.real("c"), proof.real("L")
    a, b = variables("a b")
    proof.given(c > 0)
    proof.given(ForAll(-log(r(a)) <= bound, (a, A)), "−log R is at most L")
    likelier = proof.given(
        Sum(f(a) * log(r(a)), (a, A)) <= Sum(f(a) * log(q(a)), (a, A)), "Q is at least as likely as R"
    )
    proof.show(ForAll(And(-log(q(a)) >= 0, Implies(f(a) >= c, -log(q(a)) <= bound / c)), (a, A)))

    proof.remark(
        "Where Q(a) = 0 the page reads log Q(a) as 0, and the bound says nothing; it is used where Q "
        "excludes no observed letter."
    )
    proof.fix(a, A)
    at_most_one = proof.calc(q(a), "No mass exceeds one,").le(Sum(q(b), (b, A)), by=single_le_sum).eq(1)
    with proof.suppose(q(a) > 0):
        massive = (
            proof.calc(-log(q(a)), "so no logarithm of a mass is positive:")
            .ge(1 - q(a), by=log_le_sub_one)
            .ge(0, by=at_most_one)
        )
    with proof.suppose(Equal(q(a), 0)):
        massless = proof.calc(-log(q(a)), "Then the logarithm is zero.").ge(0, by=log_nonpos)
    sign = proof.claim(ForAll(-log(q(a)) >= 0, (a, A)), "In both cases,", by=[massive, massless])
    term = proof.calc(-(f(a) * log(q(a)))).eq(f(a) * -log(q(a))).ge(0, by=[mul_nonneg, sign])
    terms = proof.claim(
        ForAll(-(f(a) * log(q(a))) >= 0, (a, A)), "No term of the loss of Q is negative.", by=term
    )
    own = (
        proof.calc(-(f(a) * log(q(a))), "So the loss of R bounds each of them.")
        .le(Sum(-(f(b) * log(q(b))), (b, A)), by=[single_le_sum, terms])
        .le(Sum(-(f(b) * log(r(b))), (b, A)), by=likelier)
        .le(Sum(f(b) * bound, (b, A)), by=sum_le_sum)
        .eq(bound)
    )
    with proof.suppose(f(a) >= c):
        scaled = (
            proof.calc(c * -log(q(a)), "For a frequent letter,")
            .le(f(a) * -log(q(a)), by=[mul_le_mul_left(c=-log(q(a)), a=c, b=f(a)), sign])
            .le(bound, by=own)
        )
        small = (
            proof.calc(-log(q(a)))
            .eq(1 / c * (c * -log(q(a))))
            .le(1 / c * bound, by=[mul_le_mul_left(c=1 / c, a=c * -log(q(a)), b=bound), scaled])
            .eq(bound / c)
        )
    return proof.qed(sign, small)
