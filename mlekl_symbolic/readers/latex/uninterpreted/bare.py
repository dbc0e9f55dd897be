"""Divergences without arguments, and expectations of logarithms of a law that do not say what is drawn."""

from __future__ import annotations

from typing import Any

from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.reading import Line
from mlekl_symbolic.readers.latex.roles import DENSITIES, is_divergence
from mlekl_symbolic.readers.latex.show import shown
from mlekl_symbolic.readers.latex.uninterpreted.information import is_information
from mlekl_symbolic.readers.latex.uninterpreted.keys import rebuilt, replaced

Sides = tuple[s.Expression, s.Expression, tuple[str, ...]]
"""The sides of a line, with what was decided about them."""


def completed_with_laws(left: s.Expression, right: s.Expression, before: list[Line]) -> Sides:
    """A line with the laws that its divergences and its expectations leave out."""
    left, right, compared = with_laws(left, right, before)
    left, right, random = with_draws(left, right)
    return left, right, (*compared, *random)


def with_laws(left: s.Expression, right: s.Expression, before: list[Line]) -> Sides:
    """A line in which a divergence without arguments is the one that was written before it.

    ``D_{KL} ≥ 0`` below ``D_{KL}(P ‖ Q) = …`` is about P and Q.
    """
    names = {n for side in (left, right) for n in s.walk(side) if isinstance(n, s.Name) and is_divergence(n)}
    heads = {n.function for side in (left, right) for n in s.walk(side) if isinstance(n, s.Apply)}
    everything = {n for side in (left, right) for n in s.walk(side) if isinstance(n, s.Name)}
    by: dict[s.Name, s.Node] = {}
    for name in names - heads:
        trees = [x for line in before for x in (line.left, line.right) if x is not None]
        found = [n for x in trees for n in s.walk(x) if isinstance(n, s.Apply) and n.function == name]
        # Of several it is no particular one; what is said of none but it may be said of any.
        if len(set(found)) == 1 or (found and everything == {name}):
            by[name] = found[-1]
    one: Any = replaced(left, by)
    other: Any = replaced(right, by)
    return one, other, tuple(f"{shown(name)} is {shown(what)}" for name, what in by.items())


def with_draws(left: s.Expression, right: s.Expression) -> Sides:
    """A line about the entropy of a random variable in which expectations are over its values.

    In ``h(X) = −E[log p(x)]`` the expectation is over ``x``, drawn from ``p``.
    """
    applied = [n for side in (left, right) for n in s.walk(side) if isinstance(n, s.Apply)]
    about = [n for n in applied if is_information(n)]
    letters = {s.Name(i.letter.lower()) for n in about for g in n.groups for i in g if isinstance(i, s.Name)}
    laws = {
        n for n in applied
        if n.function.letter in DENSITIES and len(n.groups) == 1 and set(n.groups[0]) <= letters
    }  # fmt: skip
    if len(letters) != 1 or len(laws) != 1 or any(len(n.groups) > 1 for n in about):
        return left, right, ()
    (law,) = laws
    changed: list[s.Node] = []

    def change(node: s.Node) -> Any:
        made = rebuilt(node, change)
        if isinstance(made, s.Mean) and not made.under and not made.given and law in set(s.walk(made.body)):
            changed.append(made)
            return s.Mean(made.body, (law,), span=made.span)
        return made

    one, other = change(left), change(right)
    (letter,) = letters
    return one, other, (f"{shown(letter)} is drawn from {shown(law)}",) if changed else ()
