"""Softmax gives a distribution."""

from mlekl_symbolic.language import Cardinality, Equal, FiniteSet, ForAll, FunctionSymbol, Sum, exp, variables
from mlekl_symbolic.proof.verdict import PROVED, REFUTED
from tests.derivations.probe import assert_proved, stated, statement_without, verdicts, without

NAME = "softmax_is_a_distribution"
REFUTABLE = ("A1",)
"""Hypotheses without which a world is found in which the statement fails."""

K = FiniteSet("K")
z = FunctionSymbol("z")
j, k = variables("j k")
total = Sum(exp(z(j)), (j, K))
TRUE = Equal(Sum(exp(z(k)) / total, (k, K)), 1)
FALSE = (
    Equal(Sum(exp(z(k)) / total, (k, K)), 0),
    Equal(Sum(exp(z(k)), (k, K)), 1),
    total <= 0,
    ForAll(exp(z(k)) / total > 1, (k, K)),
    Equal(Sum(exp(z(k)) / Cardinality(K), (k, K)), 1),
)


def test_proved() -> None:
    assert_proved(NAME)


def test_hypotheses() -> None:
    assert stated(NAME) == ["Cardinality(K) > 0"]


def test_every_hypothesis_is_needed() -> None:
    assert [label for label in REFUTABLE if statement_without(NAME, label) != REFUTED] == []
    assert [label for label in ("A1",) if without(NAME, label) == PROVED] == []


def test_false_neighbours() -> None:
    first, *found = verdicts(NAME, TRUE, *FALSE)
    assert first == PROVED
    assert PROVED not in found
    assert found.count(REFUTED) == 5
