"""What small worlds say of a line that is neither proved nor refuted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.diagnostics import Span
from mlekl_symbolic.readers.latex.reading import Line
from mlekl_symbolic.readers.latex.trials.conditions import Condition
from mlekl_symbolic.readers.latex.trials.names import head
from mlekl_symbolic.readers.latex.trials.trial import Found, Said, Trials
from mlekl_symbolic.refute.witness import Witness

MOST_VALUES = 6
_ENTRIES = frozenset(("E213", "E214"))
"""Refusals of vectors and their entries, which do not make a line doubtful: its dimension may be one."""
_DOUBTS = frozenset(("E202", "E212", "E213", "E214", "E228"))
"""Refusals after which a line can still be tried as it may be meant."""


@dataclass(frozen=True, slots=True)
class Looks:
    """The lines of a document as they are tried.

    Attributes
    ----------
    trials
        What they are tried with.
    guess
        A line as it can be read without deciding what is doubtful in it.
    beside
        The conditions beside lines.
    """

    trials: Trials
    guess: Callable[[Line], Line]
    beside: Mapping[Span, Condition]

    def found(self, line: Line) -> Found | None:
        """A small world in which a line is false."""
        said = None if _is_doubtful(line) else as_said(line, self.guess)
        beside = self.beside.get(line.span, Condition())
        found = None if said is None else self.trials.found(said, beside.chain)
        return replace(found, refutes=False) if found is not None and beside.others else found

    def has_conditional(self, line: Line) -> bool:
        """Whether a line speaks of a law of something given something else that is drawn."""
        made, roles = self.guess(line), self.trials.roles
        nodes = (n for t in (made.left, made.right) if t is not None for n in s.walk(t))
        return any(isinstance(n, s.Apply) and len(n.groups) > 1 and roles.is_law(n.function) for n in nodes)

    def is_meant(self, line: Line) -> bool:
        """Whether a line with an equals sign is about a name with a usual meaning."""
        made = self.guess(line)
        return line.relation == "=" and isinstance(made.left, s.Name) and head(made.left) in self.trials.usual

    def is_rounded(self, line: Line) -> bool:
        """Whether the sides of a line agree only as far as the digits go that it shows."""
        said = as_said(line, self.guess)
        return said is not None and self.trials.is_rounded(said)

    def names(self, line: Line) -> frozenset[str]:
        """The names that a line speaks of and that the document does not define."""
        made = self.guess(line)
        trees = [t for t in (made.left, made.right) if t is not None]
        found = {head(n) for t in trees for n in s.walk(t) if isinstance(n, s.Name)}
        return frozenset(n for n in found if n not in self.trials.definitions)


def usual_in(trials: Trials, trees: Iterable[s.Node]) -> dict[s.Name, s.Expression]:
    """What names in some trees usually stand for that the document does not define."""
    names = {n for tree in trees for n in s.walk(tree) if isinstance(n, s.Name) and head(n) in trials.usual}
    return {n: trials.definitions[head(n)].body for n in sorted(names, key=repr)}


def brief(witness: Witness) -> str:
    """A world in a few words."""
    values = witness.values
    if len(values) <= MOST_VALUES:
        return str(witness)
    shown = ", ".join(f"{name} = {value}" for name, value in values[:MOST_VALUES])
    return f"{shown}, …: left {witness.left}, right {witness.right}"


def as_said(line: Line, guess: Callable[[Line], Line]) -> Said | None:
    """A line with two sides as it is tried, or None when it cannot be."""
    made = guess(line)
    if made.left is None or isinstance(made.left, s.Unreadable) or isinstance(made.right, s.Unreadable):
        return None
    doubts = {d.code for d in line.diagnostics if d.is_refusal} - _ENTRIES
    return Said(made.left, line.relation, made.right, line.span, bool(doubts))


def _is_doubtful(line: Line) -> bool:
    """Whether a line has to be read in another way than the guess may be."""
    refused = [d for d in line.diagnostics if d.is_refusal]
    return any(d.code not in _DOUBTS and not d.message.startswith(_BEFORE_OPERATORS) for d in refused)


_BEFORE_OPERATORS = ("does ∫", "does ∑")
"""The doubt whether a sum or an integral behind the operand of a logarithm belongs to it."""
