"""Sums over sets whose elements are listed, and expectations of what is 0 or 1."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from mlekl_symbolic.language import Equal, Power, Statement
from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.elaborate.usage import Usage
from mlekl_symbolic.readers.latex.reading import Line
from mlekl_symbolic.readers.latex.roles import DENSITIES
from mlekl_symbolic.readers.latex.uninterpreted.keys import rebuilt, replaced
from mlekl_symbolic.readers.latex.uninterpreted.lines import Around, General, general
from mlekl_symbolic.readers.latex.uninterpreted.survey import survey
from mlekl_symbolic.readers.latex.uninterpreted.terms import Terms

_SIGNS = ("∑", "∏")


def spelled_out(line: Line, around: Around) -> tuple[General, tuple[Statement, ...]] | None:
    r"""A line in which ``\sum_{x \in \{0, 1\}} f(x)`` is ``f(0) + f(1)``, and ``E[1_A]`` is ``P(A)``.

    What has ``P(W = 1)`` as its expectation is assumed to be 0 or 1.
    """
    chosen = around.line(line)
    if chosen.left is None:
        return None
    sides = (chosen.left, chosen.right)
    nodes = [n for side in sides for n in s.walk(side)]
    masses = [n for n in nodes if isinstance(n, s.Apply) and _is_mass(n)]
    listed = [v for n in nodes if isinstance(n, s.Big) and (v := _variable(n)) is not None]
    assumed: dict[s.Name, None] = {}
    made: list[Any] = []
    for side in sides:
        expanded = _expanded(_as_masses(side, masses, assumed))
        for variable in listed:
            expanded = _as_events(expanded, variable)
        made.append(expanded)
    if tuple(made) == sides:
        return None
    read = general(replace(chosen, left=made[0], right=made[1]), Around((), around.usage))
    terms = Terms(survey((), (), Usage()))
    said = tuple(Equal(Power(terms.real(n), 2), terms.real(n)) for n in assumed)
    return None if read is None else (read, said)


def _is_mass(node: s.Apply) -> bool:
    """Whether a node is the mass of one event, which may be given something."""
    event = len(node.groups[0]) == 1 and isinstance(node.groups[0][0], s.Chain)
    return event and node.function.letter in DENSITIES and set(node.bars) <= {"|"}


def _as_masses(node: s.Node, masses: Sequence[s.Apply], assumed: dict[s.Name, None]) -> Any:
    """A node with the masses of events in place of the expectations of their indicators."""
    if isinstance(node, s.Mean) and not node.under:
        for mass in masses:
            event, given = mass.groups[0][0], tuple(i for g in mass.groups[1:] for i in g)
            if given != node.given:
                continue
            match node.body, event:
                case s.Indicator(condition), _ if condition == event:
                    return mass
                case s.Name() as name, s.Chain(first, (s.Link("=", s.Number("1")),)) if first == name:
                    assumed[name] = None
                    return mass
    return rebuilt(node, lambda part: _as_masses(part, masses, assumed))


def _variable(node: s.Big) -> s.Name | None:
    """What a sum or a product over different numbers runs with."""
    match node.limits:
        case s.Over((s.Name() as name,), "∈", s.Listed(items)) if node.sign in _SIGNS and items:
            plain = all(isinstance(i, s.Number) for i in items) and len(set(items)) == len(items)
            return name if plain else None
    return None


def _expanded(node: s.Node) -> Any:
    """A node with its sums over listed numbers written out."""
    made: Any = rebuilt(node, _expanded)
    name = _variable(made) if isinstance(made, s.Big) else None
    if name is None:
        return made
    values: list[Any] = [
        replaced(_as_events(made.body, name), {name: item}) for item in made.limits.domain.items
    ]
    if made.sign == "∑":
        signs = ("", *("+" for _ in values[1:]))
        return s.Terms(
            tuple(s.Signed(sign, v) for sign, v in zip(signs, values, strict=True)), span=node.span
        )
    return s.Factors(tuple(s.Joined("", v) for v in values), span=node.span)


def _as_events(node: s.Node, variable: s.Name) -> Any:
    """A node in which ``p(0)`` and ``p(X = 0)`` are what ``p(x)`` is at 0."""
    made: Any = rebuilt(node, lambda part: _as_events(part, variable))
    if not isinstance(made, s.Apply) or made.function.letter not in DENSITIES or len(made.groups[0]) != 1:
        return made
    large = replace(variable, letter=variable.letter.upper())
    value: s.Expression
    match made.groups[0][0]:
        case s.Number() | s.Name() as point if isinstance(point, s.Number) or point == variable:
            value = point
        case s.Chain(first, (s.Link("=", side),)) if first in (variable, large):
            value = side
        case _:
            return made
    event = s.Chain(large, (s.Link("=", value),))
    return replace(made, groups=((event,), *made.groups[1:]))
