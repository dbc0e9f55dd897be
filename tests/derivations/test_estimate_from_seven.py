"""The estimate from seven tosses, and what is not so."""

from sympy import Rational

from mlekl_symbolic.language import (
    ArgMax,
    Equal,
    ForAll,
    Interval,
    Member,
    Minus,
    Not,
    Singleton,
    log,
    variables,
)
from tests.derivations.probe import assert_proved, theorem, verdicts

k, t = variables("k t")
UNIT = Interval.open(0, 1)


def estimates(heads, tosses):
    return ArgMax(heads * log(t) + (tosses - heads) * log(Minus(1, t)), (t, UNIT))


def test_it_is_proved_from_nothing():
    assert_proved("estimate_from_seven")
    assert theorem("estimate_from_seven").hypotheses == ()


def test_it_says_both_things():
    (limit, never) = theorem("estimate_from_seven").statement.args
    assert isinstance(limit, Equal)
    assert isinstance(never, ForAll)


def test_neighbours_that_are_false():
    best = Rational(3, 5)
    wrong = [
        ForAll(Not(Member(best, estimates(k, 5))), (k, 0, 5)),
        ForAll(Not(Member(Rational(4, 7), estimates(k, 7))), (k, 0, 7)),
        ForAll(Member(best, estimates(k, 7)), (k, 0, 7)),
        ForAll(Equal(estimates(k, 7), Singleton(best)), (k, 0, 7)),
        Equal(ArgMax(best * log(t) + best * log(Minus(1, t)), (t, UNIT)), Singleton(best)),
        Equal(ArgMax(Rational(2, 5) * log(t) + best * log(Minus(1, t)), (t, UNIT)), Singleton(best)),
    ]
    assert "proved" not in verdicts("estimate_from_seven", *wrong)
