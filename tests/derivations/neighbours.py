"""The lines of a derivation, each with one thing changed, and whether such a line is proved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from random import Random
from typing import Any
from unittest.mock import patch

from sympy import Basic

from mlekl_symbolic.kernel.terms import App, Term
from mlekl_symbolic.language import (
    Converges,
    ForAll,
    Interval,
    Naturals,
    Reals,
    SetExpression,
    Statement,
    number,
    to_kernel,
)
from mlekl_symbolic.proof import library
from mlekl_symbolic.proof.outcome import Proved
from mlekl_symbolic.proof.proof import Proof
from mlekl_symbolic.proof.workspace import Workspace, relation_term
from tests.derivations.probe import theorem
from tests.fuzz.steps import all_changes, known_names

WANTED = 5
"""How many false neighbours every line must have, none of which is proved."""
RELATIONS = {
    "=": ("<", ">"),
    "<=": (">", "="),
    "<": (">=", "="),
    ">=": ("<", "="),
    ">": ("<=", "="),
    "iff": (),
}
"""What a relation is turned into."""


CONTRARY = {
    "=": (("=", 1), ("=", -1), ("=", 2), ("=", -2), ("<", -1), (">", 1)),
    "<=": (("=", 1), (">", 0), (">=", 1), (">", 1), ("=", 2), (">=", 2)),
    "<": (("=", 1), (">=", 0), (">", 0), ("=", 0), (">=", 1), ("=", 2)),
    ">=": (("=", -1), ("<", 0), ("<=", -1), ("<", -1), ("=", -2), ("<=", -2)),
    ">": (("=", -1), ("<=", 0), ("<", 0), ("=", 0), ("<=", -1), ("=", -2)),
}
"""By the relation of a line: a relation, and what is added to the right side, that cannot hold beside it."""


@dataclass(frozen=True)
class Written:
    """A line that was proved: what it says, under what hypotheses, and for what reasons.

    Attributes
    ----------
    name
        Of the derivation.
    relation
        As in `Step`; ``claim`` for a statement shown as a whole, which is then ``left``.
    rests
        The hypotheses that the proof of the line rests on.
    """

    name: str
    number: int
    workspace: Workspace
    context: Any
    left: Basic
    relation: str
    right: Basic
    whys: Sequence[Any]
    rests: tuple[Term, ...]

    @property
    def givens(self) -> tuple[Statement, ...]:
        """Its hypotheses, as an author would write them."""
        workspace, facts = self.workspace, {*self.context.facts}
        givens = [g.statement for g in workspace.givens if to_kernel(g.statement) in facts]
        return (*givens, *(s for term, s in workspace._local.items() if term in facts))

    def __str__(self) -> str:
        said = str(self.left) if self.relation == "claim" else f"{self.left} {self.relation} {self.right}"
        return f"line {self.number}: {said}"


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A line with one thing changed.

    Attributes
    ----------
    kind
        What was changed: a sign, a factor, a name, a range, a law, …
    """

    kind: str
    left: Basic
    relation: str
    right: Basic

    def goal(self) -> Term:
        """What it says, as the kernel has it."""
        if self.relation == "claim":
            return to_kernel(self.left)
        return relation_term(to_kernel(self.left), self.relation, to_kernel(self.right))

    def __str__(self) -> str:
        said = str(self.left) if self.relation == "claim" else f"{self.left} {self.relation} {self.right}"
        return f"[{self.kind}] {said}"


def _rests(workspace: Workspace, outcome: Proved) -> tuple[Term, ...]:
    used = workspace.prover.engine.sequent(outcome.line).hypotheses
    return tuple(f for f in workspace.context.facts if f in used)


@contextmanager
def _recording(name: str, into: list[Written]) -> Iterator[None]:
    judge, claim = Workspace.judge, Workspace.judge_claim

    def step(self: Workspace, left: Basic, relation: str, right: Basic, whys: Sequence[Any] = ()) -> Any:
        here, result = self._context, judge(self, left, relation, right, whys)
        if isinstance(result[0], Proved):
            rests = _rests(self, result[0])
            into.append(Written(name, len(into) + 1, self, here, left, relation, right, whys, rests))
        return result

    def whole(self: Workspace, statement: Statement, whys: Sequence[Any] = ()) -> Any:
        here, result = self._context, claim(self, statement, whys)
        if isinstance(result[0], Proved):
            rests, count = _rests(self, result[0]), len(into) + 1
            into.append(Written(name, count, self, here, statement, "claim", statement, whys, rests))
        return result

    with patch.object(Workspace, "judge", step), patch.object(Workspace, "judge_claim", whole):
        yield


def written(name: str) -> list[Written]:
    """All proved lines of a derivation, in order; those of the derivations it cites are left out."""
    derivation = library()[name]
    for cited in theorem(name).cites:
        theorem(cited)
    out: list[Written] = []
    with _recording(name, out):
        derivation.author(Proof(derivation, theorem))
    return out


def neighbours(line: Written) -> list[Neighbour]:
    """The line with one thing changed, in a random order that is always the same; kinds take turns."""
    names, laws = known_names(line.workspace, (line.left, line.right))
    found = [Neighbour("relation", line.left, r, line.right) for r in RELATIONS.get(line.relation, ())]
    for kind, left in all_changes(line.left, names, laws):
        right = left if line.relation == "claim" else line.right
        found.append(Neighbour(kind, left, line.relation, right))
    if line.relation != "claim":
        changes = all_changes(line.right, names, laws)
        found += [Neighbour(kind, line.left, line.relation, right) for kind, right in changes]
    found += _twice(found, names, laws)
    Random(str(line)).shuffle(found)
    turn: Counter[str] = Counter()
    ranked = []
    for n in found:
        ranked.append((turn[n.kind], n))
        turn[n.kind] += 1
    return [n for _, n in sorted(ranked, key=lambda pair: pair[0])]


def contrary(line: Written) -> list[Neighbour]:
    """Lines that contradict the line, so that they are false wherever it is true.

    There are none for a line about sets, or about every element of a set that may be empty.
    """
    left, right = line.left, line.right
    if line.relation == "claim":
        match left:
            case Converges():
                n, limit = left.args[1].args
                return [_contrary(Converges(left.args[0], (n, limit + k))) for k in (1, 2, -1, -2, 3)]
            case ForAll() if isinstance(left.args[1].args[1], Naturals | Reals | Interval):
                inside = replace(line, left=left.args[0], right=left.args[0])
                return [_contrary(ForAll(c.left, left.args[1])) for c in contrary(inside)]
            case _:
                return []
    if isinstance(left, SetExpression | Statement):
        return []
    offsets = CONTRARY.get(line.relation, ())
    return [Neighbour("contrary", left, r, right + number(k) if k else right) for r, k in offsets]


def _contrary(claim: Basic) -> Neighbour:
    return Neighbour("contrary", claim, "claim", claim)


def _twice(once: Sequence[Neighbour], names: Any, laws: Any) -> list[Neighbour]:
    """Two changes, for lines so short that one leaves too little choice."""
    if len(once) > 3 * WANTED:
        return []
    return [
        Neighbour("two changes", left, n.relation, left if n.relation == "claim" else n.right)
        for n in once
        for _, left in all_changes(n.left, names, laws)
    ]


def is_proved(line: Written, neighbour: Neighbour) -> bool:
    """Whether the search proves a neighbour where the line stood, for the same reasons or for none."""
    workspace, prover, goal = line.workspace, line.workspace.prover, neighbour.goal()
    workspace._context = line.context
    try:
        if neighbour.relation == "claim":
            prover.begin(line.context)
            found = prover.claim(goal, line.whys, line.context)
        else:
            assert isinstance(goal, App)
            found = prover.step(goal.args[0], goal.head, goal.args[1], line.whys, line.context)
            found = found or prover.once(goal.args[0], goal.head, goal.args[1], line.context)
    except ValueError:  # a number of more than 4300 digits cannot be spelled; a crash proves nothing
        return False
    return found is not None and workspace._in_force(found.line)
