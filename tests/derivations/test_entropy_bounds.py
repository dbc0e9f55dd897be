"""Entropy lies between zero and log |X|, and within no tighter bounds."""

from mlekl_symbolic.language import Cardinality, Equal, FiniteSet, ForAll, H, MassFunction, Variable, log
from tests.derivations.probe import assert_proved, stated, theorem, verdicts, without

X, b = FiniteSet("X"), Variable("b")
P, SIZE = MassFunction("P", X), Cardinality(X)


def test_it_is_proved_for_every_distribution() -> None:
    assert_proved("entropy_bounds")
    assert stated("entropy_bounds") == []
    assert [g.label for g in theorem("entropy_bounds").hypotheses] == ["S1", "S2", "S3"]


def test_every_hypothesis_is_needed() -> None:
    for label in ("S1", "S2", "S3"):
        assert without("entropy_bounds", label) != "proved"


def test_false_neighbours_are_refuted() -> None:
    wrong = [
        H(P) > 0,
        H(P) < log(SIZE),
        Equal(H(P), log(SIZE)),
        H(P) <= log(SIZE) / 2,
        log(SIZE) <= H(P),
        ForAll(P(b) < 1, (b, X)),
        ForAll(P(b) > 0, (b, X)),
    ]
    assert verdicts("entropy_bounds", *wrong) == ["refuted"] * len(wrong)
