"""Existence by an example that a hypothesis gives, and double negation."""

from __future__ import annotations

import pytest

from mlekl_symbolic.language import (
    And,
    Equal,
    Exists,
    FiniteSet,
    ForAll,
    FunctionSymbol,
    Implies,
    Interval,
    Member,
    Naturals,
    Not,
    NotEqual,
    Statement,
    variables,
)
from mlekl_symbolic.proof.outcome import Proved
from mlekl_symbolic.proof.workspace import Workspace

a, b, m, n, c = variables("a b m n c")
f, X, UNIT = FunctionSymbol("f"), FiniteSet("X"), Interval.open(0, 1)


def judged(claim: Statement, *given: Statement) -> bool:
    """Whether a claim follows from some hypotheses."""
    workspace = Workspace()
    for statement in given:
        workspace.give(statement, "")
    return isinstance(workspace.judge_claim(claim, ())[0], Proved)


SOME = Exists(f(a) > c, (a, X))
FOLLOW = {
    "an example": (SOME, [Member(b, X), f(b) > c]),
    "a number": (Exists(Equal(f(a), 3), (a, Naturals())), [Equal(f(7), 3)]),
    "two at once": (Exists(Exists(f(a) > f(b), (b, X)), (a, X)), [Member(m, X), Member(n, X), f(m) > f(n)]),
    "from some on": (
        Exists(ForAll(Implies(m <= n, f(n) > c), (n, Naturals())), (m, Naturals())),
        [Member(b, Naturals()), ForAll(Implies(b + 1 <= n, f(n) > c), (n, Naturals()))],
    ),
    "for every b, of this b": (
        Exists(f(a) > f(b), (a, Naturals())),
        [Member(b, Naturals()), ForAll(f(b + 2) > f(b), (b, Naturals()))],
    ),
    "a product of several": (f(c * m * b) > 0, [Member(b, X), ForAll(f(c * m * a) > 0, (a, X))]),
    "in another order": (f(b * c * m) > 0, [Member(b, X), ForAll(f(c * m * a) > 0, (a, X))]),
    "not not": (Not(Not(f(c) > 0)), [f(c) > 0]),
    "not different": (Not(NotEqual(f(c), 0)), [Equal(f(c), 0)]),
}
FAIL = {
    "no example": (SOME, [Member(b, X)]),
    "an example outside": (SOME, [f(b) > c]),
    "another set": (Exists(f(a) > c, (a, UNIT)), [Member(b, X), f(b) > c]),
    "a number outside": (Exists(Equal(f(a), 3), (a, UNIT)), [Equal(f(7), 3)]),
    "the other way": (SOME, [Member(b, X), f(b) < c]),
    "one element for two": (Exists(Exists(f(a) > f(b), (b, X)), (a, X)), [Member(m, X), f(m) > c]),
    "some are not all": (ForAll(f(a) > c, (a, X)), [Member(b, X), f(b) > c]),
    "nothing is in an empty set": (Exists(Equal(a, a), (a, X)), []),
    "a product of others": (f(c * n * b) > 0, [Member(b, X), ForAll(f(c * m * a) > 0, (a, X))]),
    "a shorter product": (f(c * b) > 0, [Member(b, X), ForAll(f(c * m * a) > 0, (a, X))]),
    "not not of another": (Not(Not(f(c) > 0)), [f(c) >= 0]),
    "half of it": (Exists(And(f(a) > c, f(a) < 1), (a, X)), [Member(b, X), f(b) > c]),
}


@pytest.mark.parametrize("name", FOLLOW)
def test_what_follows(name: str) -> None:
    claim, given = FOLLOW[name]
    assert judged(claim, *given)


@pytest.mark.parametrize("name", FAIL)
def test_what_does_not(name: str) -> None:
    claim, given = FAIL[name]
    assert not judged(claim, *given)
