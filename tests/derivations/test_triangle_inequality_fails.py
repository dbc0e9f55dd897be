"""Three coins against the triangle inequality, and false claims about them."""

from sympy import Rational

from mlekl_symbolic.language import KL, Alphabet, Equal, Exists, Interval, TabulatedModel, Variable, log
from mlekl_symbolic.proof.outcome import Refuted
from tests.derivations.probe import assert_proved, theorem, verdicts

X = Alphabet("X", "heads tails")
UNIT = Interval.open(0, 1)
t, s = Variable("t"), Variable("s")
COIN = TabulatedModel("B", UNIT, X, t, (t, 1 - t))
DIRECT = KL(COIN[Rational(1, 2)], COIN[Rational(1, 10)])
FIRST = KL(COIN[Rational(1, 2)], COIN[Rational(1, 4)])
SECOND = KL(COIN[Rational(1, 4)], COIN[Rational(1, 10)])


def test_it_is_proved_from_nothing() -> None:
    assert_proved("triangle_inequality_fails")
    assert theorem("triangle_inequality_fails").hypotheses == ()


def test_the_triangle_inequality_is_refuted_on_the_page() -> None:
    (line,) = theorem("triangle_inequality_fails").refutations
    assert isinstance(line.outcome, Refuted)


def test_false_neighbours_are_not_proved() -> None:
    wrong = [
        DIRECT < FIRST,
        DIRECT < SECOND,
        DIRECT <= FIRST + SECOND,
        Equal(DIRECT, FIRST + SECOND),
        Equal(DIRECT, FIRST + SECOND + log(3)),
        Exists(KL(COIN[s], COIN[s]) > 0, (s, UNIT)),
        Exists(s > 1, (s, UNIT)),
    ]
    found = verdicts("triangle_inequality_fails", *wrong)
    assert found[:5] == ["refuted"] * 5
    assert "proved" not in found


def test_an_example_is_found_among_what_is_shown() -> None:
    above = Exists(KL(COIN[Rational(1, 2)], COIN[s]) > FIRST + SECOND, (s, UNIT))
    assert verdicts("triangle_inequality_fails", above) == ["proved"]
