"""The objects that the steps of these tests speak about, with what declaring them says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sympy import Basic, preorder_traversal

from mlekl_symbolic.language import (
    Alphabet,
    Empirical,
    Equal,
    Finite,
    FiniteSet,
    ForAll,
    FunctionSymbol,
    MassFunction,
    Member,
    Model,
    NamedSet,
    Naturals,
    Sample,
    Statement,
    Sum,
    variables,
)
from mlekl_symbolic.proof import prove
from mlekl_symbolic.proof.outcome import Outcome

a, b, c, d, i, j, k, m, n, t, theta = variables("a b c d i j k m n t theta")
N, M = variables("N M")
u, v, w, z = variables("u v w z")
X, Y, Theta = FiniteSet("X"), FiniteSet("Y"), NamedSet("Theta")
pets = Alphabet("Pets", "cat dog")
cat, dog = pets.letters
p, q, r = MassFunction("p", X), MassFunction("q", X), MassFunction("r", Y)
s = MassFunction("s", Y)
coin = MassFunction("coin", pets)
x, y = Sample("x", N, X), Sample("y", M, X)
P = Model("P", Theta, X)
P_data = Empirical("P_data", x)
f, g, h = FunctionSymbol("f"), FunctionSymbol("g"), FunctionSymbol("h", 2)


def _mass(member: MassFunction) -> tuple[Statement, ...]:
    total = Equal(Sum(member(a), (a, member.over)), 1)
    return (ForAll(member(a) >= 0, (a, member.over)), total)


FACTS: dict[Basic, tuple[Statement, ...]] = {
    X: (Finite(X),),
    Y: (Finite(Y),),
    N: (Member(N, Naturals()), N > 0),
    M: (Member(M, Naturals()), M > 0),
    **{member: _mass(member) for member in (p, q, r, s, coin)},
    x: (ForAll(Member(x[i], X), (i, 1, N)), Finite(X), Member(N, Naturals()), N > 0),
    y: (ForAll(Member(y[i], X), (i, 1, M)), Finite(X), Member(M, Naturals()), M > 0),
    P: (
        ForAll(P[theta](a) >= 0, (a, X), (theta, Theta)),
        ForAll(Equal(Sum(P[theta](a), (a, X)), 1), (theta, Theta)),
    ),
}
"""What `Proof` assumes of an object when the author declares it."""


def declared(*nodes: Basic) -> tuple[Statement, ...]:
    """What declaring the objects in ``nodes`` says about them."""
    parts = dict.fromkeys(part for node in nodes for part in preorder_traversal(node))
    return tuple(dict.fromkeys(fact for part in parts for fact in FACTS.get(part, ())))


@dataclass(frozen=True, slots=True)
class TrueStep:
    """A true step with neighbours that are false.

    Attributes
    ----------
    name
        What it is about, unique.
    left, right
        Its sides.
    wrong
        Right sides that do not follow.
    given
        Hypotheses beyond what the objects say of themselves.
    relation
        How the sides are related.
    """

    name: str
    left: Basic
    right: Basic
    wrong: tuple[Basic, ...]
    given: tuple[Statement, ...] = ()
    relation: str = "="

    def without(self, *dropped: Statement) -> tuple[Statement, ...]:
        """The hypotheses but some."""
        return tuple(s for s in self.given if s not in dropped)


def verdict(left: Basic, right: Basic, given: Iterable[Statement] = (), relation: str = "=") -> Outcome:
    """The verdict on a step under its hypotheses and what its objects say of themselves."""
    extra = tuple(given)
    return prove(left, relation, right, given=(*declared(left, right, *extra), *extra))


def step(
    name: str, left: Basic, right: Basic, *wrong: Basic,
    given: tuple[Statement, ...] = (), relation: str = "=",
) -> TrueStep:  # fmt: skip
    """A `TrueStep`, written in reading order."""
    return TrueStep(name, left, right, wrong, given, relation)
