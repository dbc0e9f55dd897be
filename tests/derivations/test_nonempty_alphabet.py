"""A distribution needs a letter."""

from mlekl_symbolic.language import Cardinality, FiniteSet, MassFunction, Sum, variables
from mlekl_symbolic.proof.verdict import PROVED, REFUTED
from tests.derivations.probe import assert_proved, stated, statement_without, verdicts, without

NAME = "nonempty_alphabet"
REFUTABLE = ()
"""None where the statement fails: the proof lets a be a letter, and then there is one."""

X = FiniteSet("X")
p = MassFunction("P", X)
(a,) = variables("a")
TRUE = Cardinality(X) > 0
FALSE = (
    Cardinality(X) > 1,
    Cardinality(X) <= 0,
    Cardinality(X) < 1,
    Cardinality(X) >= 2 * Sum(p(a), (a, X)),
    Sum(p(a), (a, X)) > 1,
)


def test_proved() -> None:
    assert_proved(NAME)


def test_hypotheses() -> None:
    assert stated(NAME) == []


def test_every_hypothesis_is_needed() -> None:
    assert [label for label in REFUTABLE if statement_without(NAME, label) != REFUTED] == []
    assert [label for label in ("S1", "S3") if without(NAME, label) == PROVED] == []


def test_false_neighbours() -> None:
    first, *found = verdicts(NAME, TRUE, *FALSE)
    assert first == PROVED
    assert PROVED not in found
    assert found.count(REFUTED) == 5
