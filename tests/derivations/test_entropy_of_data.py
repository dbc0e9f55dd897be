"""The entropy of a sample is at most log N, which repeated observations do not reach."""

from mlekl_symbolic.language import Cardinality, Empirical, Equal, FiniteSet, ForAll, H, Sample, Variable, log
from tests.derivations.probe import assert_proved, stated, verdicts, without

X, N, k = FiniteSet("X"), Variable("N"), Variable("k")
x = Sample("x", N, X)
P_data = Empirical("P_data", x)


def test_it_is_proved_for_every_sample() -> None:
    assert_proved("entropy_of_data")
    assert stated("entropy_of_data") == []


def test_the_sample_must_be_one() -> None:
    for label in ("S2", "S4"):
        assert without("entropy_of_data", label) != "proved"


def test_false_neighbours_are_refuted() -> None:
    wrong = [
        Equal(H(P_data), log(N)),
        H(P_data) < log(N),
        H(P_data) > 0,
        H(P_data) <= log(N) / 2,
        log(Cardinality(X)) <= H(P_data),
        ForAll(P_data(x[k]) <= 1 / N, (k, 1, N)),
    ]
    assert verdicts("entropy_of_data", *wrong) == ["refuted"] * len(wrong)
