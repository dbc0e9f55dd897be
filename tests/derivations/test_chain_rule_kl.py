"""The chain rule for the divergence, and rules that look like it."""

from mlekl_symbolic.language import KL, Equal, FiniteSet, MassFunction, Model, Sum, log, variables
from tests.derivations.probe import assert_proved, stated, statement_without, verdicts, without

X, Y = FiniteSet("X"), FiniteSet("Y")
P, Q, W, V = MassFunction("P", X), MassFunction("Q", X), Model("W", X, Y), Model("V", X, Y)
s, t = variables("s t")
PAIR, OTHER = P(s) * W[s](t), Q(s) * V[s](t)
JOINT = Sum(PAIR * log(PAIR / OTHER), (t, Y), (s, X))
MEAN = Sum(P(s) * KL(W[s], V[s]), (s, X))


def test_it_is_proved_from_absolute_continuity() -> None:
    assert_proved("chain_rule_kl")
    assert stated("chain_rule_kl") == [
        "ForAll(Implies(Equal(Q(x), 0), Equal(P(x), 0)), (x, X))",
        "ForAll(ForAll(Implies(Equal(V[x](y), 0), Equal(W[x](y), 0)), (y, Y)), (x, X))",
    ]


def test_every_hypothesis_is_needed() -> None:
    for label in ("A1", "A2"):
        assert without("chain_rule_kl", label) != "proved"
        assert statement_without("chain_rule_kl", label) == "refuted"


def test_false_neighbours_are_refuted() -> None:
    wrong = [
        Equal(JOINT, KL(P, Q) - MEAN),
        Equal(JOINT, KL(P, Q) + Sum(Q(s) * KL(W[s], V[s]), (s, X))),
        Equal(JOINT, KL(P, Q) + Sum(KL(W[s], V[s]), (s, X))),
        Equal(JOINT, KL(P, Q)),
        Equal(JOINT, MEAN),
        JOINT < MEAN,
    ]
    assert verdicts("chain_rule_kl", *wrong) == ["refuted"] * len(wrong)
