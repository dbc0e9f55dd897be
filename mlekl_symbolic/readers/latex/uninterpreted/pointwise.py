"""Functions that stand without their argument beside one that has it, as in ``p(x) / (p + q(x))``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.show import shown
from mlekl_symbolic.readers.latex.uninterpreted.keys import rebuilt


def at_points(left: s.Expression, right: s.Expression) -> tuple[s.Expression, s.Expression, list[str]]:
    """Two sides in which such functions have their argument, and what was decided about them.

    The name stands in a sum of terms beside a function of the letter over which is summed, integrated or
    averaged, and it is applied to this letter, and to nothing else, in the same line.
    """
    said: dict[str, None] = {}
    calls = [n for side in (left, right) for n in s.walk(side) if isinstance(n, s.Apply)]

    def completed(node: s.Node) -> Any:
        made: Any = rebuilt(node, completed)
        if isinstance(made, s.Integral | s.Big | s.Mean):
            for letter in _letters(made):
                made = _Completing(letter, _applied(calls, letter), said).inside(made)
        return made

    return completed(left), completed(right), list(said)


def _letters(node: s.Integral | s.Big | s.Mean) -> list[s.Name]:
    """The letters over which is summed, integrated or averaged."""
    match node:
        case s.Integral(_, variables):
            found: tuple[s.Expression, ...] = variables
        case s.Big(_, s.Over(variables)):
            found = variables
        case s.Mean(_, under):
            found = tuple(v for u in under if isinstance(u, s.Over) for v in u.variables)
        case _:
            found = ()
    return [v for v in found if isinstance(v, s.Name)]


def _applied(calls: list[s.Apply], letter: s.Name) -> set[s.Name]:
    """The names that are applied to a letter, and to nothing else."""
    other = {n.function for n in calls if n.groups != ((letter,),)}
    return {n.function for n in calls} - other


@dataclass(frozen=True, slots=True)
class _Completing:
    """Gives the names of functions of one letter their argument, where they are added to one that has it."""

    letter: s.Name
    heads: set[s.Name]
    said: dict[str, None]

    def inside(self, node: s.Node) -> Any:
        made: Any = rebuilt(node, self.inside)
        if not isinstance(made, s.Terms):
            return made
        beside = (t.body for t in made.terms)
        if not any(isinstance(b, s.Apply) and b.groups == ((self.letter,),) for b in beside):
            return made
        return replace(made, terms=tuple(map(self._completed, made.terms)))

    def _completed(self, term: s.Signed) -> s.Signed:
        name = term.body
        if not (isinstance(name, s.Name) and name in self.heads):
            return term
        whole = s.Apply(name, ((self.letter,),), span=name.span)
        self.said[f"{shown(name)} is {shown(whole)} beside a function of {shown(self.letter)}"] = None
        return replace(term, body=whole)
