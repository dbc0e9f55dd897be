"""The chain rule for entropy, and rules that look like it."""

from mlekl_symbolic.language import Equal, FiniteSet, H, MassFunction, Model, Sum, log, variables
from tests.derivations.probe import assert_proved, stated, statement_without, theorem, verdicts, without

X, Y = FiniteSet("X"), FiniteSet("Y")
P, W = MassFunction("P", X), Model("W", X, Y)
u, v = variables("u v")
PAIR = P(u) * W[u](v)
JOINT = -Sum(PAIR * log(PAIR), (v, Y), (u, X))
MEAN = Sum(P(u) * H(W[u]), (u, X))


def test_it_is_proved_for_every_pair() -> None:
    assert_proved("chain_rule_entropy")
    assert stated("chain_rule_entropy") == []
    assert [g.label for g in theorem("chain_rule_entropy").hypotheses] == ["S3", "S5", "S6"]


def test_every_hypothesis_is_needed() -> None:
    for label in ("S3", "S5", "S6"):
        assert without("chain_rule_entropy", label) != "proved"
    assert statement_without("chain_rule_entropy", "S6") == "refuted"


def test_false_neighbours_are_refuted() -> None:
    wrong = [
        Equal(JOINT, H(P) - MEAN),
        Equal(JOINT, H(P) + Sum(H(W[u]), (u, X))),
        Equal(JOINT, MEAN),
        Equal(JOINT, H(P)),
        H(P) > JOINT,
        Equal(-Sum(W[u](v) * log(PAIR), (v, Y), (u, X)), H(P) + MEAN),
    ]
    assert verdicts("chain_rule_entropy", *wrong) == ["refuted"] * len(wrong)
