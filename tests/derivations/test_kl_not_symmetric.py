"""An asymmetric pair of coins, a symmetric one, and false claims about both."""

from sympy import Rational

from mlekl_symbolic.language import KL, Alphabet, Equal, ForAll, Interval, Tabulated, Variable, log
from mlekl_symbolic.proof.outcome import Refuted
from tests.derivations.probe import assert_proved, theorem, verdicts

X = Alphabet("X", "heads tails")
FAIR = Tabulated("P", X, (Rational(1, 2), Rational(1, 2)))
BENT = Tabulated("Q", X, (Rational(3, 4), Rational(1, 4)))
t = Variable("t")


def test_it_is_proved_from_nothing() -> None:
    assert_proved("kl_not_symmetric")
    assert theorem("kl_not_symmetric").hypotheses == ()


def test_symmetry_is_refuted_on_the_page() -> None:
    (line,) = theorem("kl_not_symmetric").refutations
    assert isinstance(line.outcome, Refuted)


def test_false_neighbours_are_refuted() -> None:
    wrong = [
        KL(FAIR, BENT) < KL(BENT, FAIR),
        Equal(KL(FAIR, BENT), log(2) - log(3)),
        Equal(KL(BENT, FAIR), Rational(3, 4) * log(3)),
        KL(FAIR, BENT) <= 0,
        8 * log(2) < 5 * log(3),
        ForAll(Equal(t * log(t / (1 - t)), (1 - t) * log((1 - t) / t)), (t, Interval.open(0, 1))),
    ]
    assert verdicts("kl_not_symmetric", *wrong) == ["refuted"] * len(wrong)
