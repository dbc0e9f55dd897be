"""Seven tosses of a coin never estimate 0.6: a limit of estimates is not the estimate of the limit."""

from typing import Any

from sympy import Rational

from mlekl_symbolic import *


@derivation(
    title="No seven tosses estimate three fifths",
    sources=("A. W. van der Vaart, Asymptotic Statistics (1998), section 5.2.",),
    claims=("B20",),
)
def estimate_from_seven(proof: Proof) -> Theorem:
    """For a coin with chance 3/5, no data of size 7 have the maximum likelihood estimate 3/5.

    The expected log-likelihood is largest at 3/5; the log-likelihood of seven tosses with m heads is not,
    whatever m is. So the maximiser of a limit is not the maximiser of what tends to it.
    """
    m, theta = variables("m theta")
    unit, true = Interval.open(0, 1), Rational(3, 5)
    lower, higher = Rational(7, 12), Rational(2, 3)

    def likelihood(theta: object) -> Any:
        return m * log(theta) + (7 - m) * log(Minus(1, theta))

    def expected(theta: object) -> Any:
        return true * log(theta) + (1 - true) * log(Minus(1, theta))

    estimates = ArgMax(likelihood(theta), (theta, unit))
    in_the_limit = Equal(ArgMax(expected(theta), (theta, unit)), Singleton(true))
    proof.show(And(in_the_limit, ForAll(Not(Member(true, estimates)), (m, 0, 7))))

    proof.fix(theta, unit)
    with proof.suppose(NotEqual(theta, true)):
        less = proof.calc(expected(theta), "The expected log-likelihood is largest at 3/5 only.").lt(
            expected(true),
            by=[log_lt_sub_one(t=theta / true), log_lt_sub_one(t=(1 - theta) / (1 - true))],
        )
    limit = proof.calc(ArgMax(expected(theta), (theta, unit)), "So 3/5 is its only maximiser.").eq(
        Singleton(true), by=[argmax_eq_singleton, less]
    )
    proof.fix(m, Range(0, 7))
    best = And(Member(true, unit), ForAll(likelihood(theta) <= likelihood(true), (theta, unit)))

    def tangents(better: Rational) -> list[Any]:
        heads, tails = true / better, (1 - true) / (1 - better)
        return [
            mul_le_mul_left(c=m, a=log(heads), b=Minus(heads, 1)),
            mul_le_mul_left(c=7 - m, a=log(tails), b=Minus(tails, 1)),
        ]

    def gain(better: Rational) -> Any:
        return m * log(true / better) + (7 - m) * log((1 - true) / (1 - better))

    with proof.suppose(Member(true, estimates)):
        largest = proof.claim(best, "An estimate is at least as likely as any other number.", by=mem_argmax)
        with proof.suppose(m <= 4):
            few = (
                proof.calc(likelihood(lower), "With at most four heads, 7/12 would be likelier than 3/5.")
                .le(likelihood(true), by=largest)
                .eq(likelihood(lower) + gain(lower))
                .le(likelihood(lower) + (12 * m - 49) / 175, by=tangents(lower))
                .lt(likelihood(lower))
            )
        with proof.suppose(Not(m <= 4)):
            five = proof.calc(Rational(5), "An integer above four is at least five.").le(
                m, by=add_one_le_of_lt(a=Rational(4), b=m)
            )
            many = (
                proof.calc(likelihood(higher), "With at least five heads, 2/3 would be likelier.")
                .le(likelihood(true), by=largest)
                .eq(likelihood(higher) + gain(higher))
                .le(likelihood(higher) + (14 - 3 * m) / 10, by=tangents(higher))
                .lt(likelihood(higher), by=five)
            )
    never = proof.claim(
        ForAll(Not(Member(true, estimates)), (m, 0, 7)), "Either way that is impossible.", by=[few, many]
    )
    return proof.qed(limit, never)
