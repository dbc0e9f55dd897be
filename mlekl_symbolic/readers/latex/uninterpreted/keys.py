"""Which bound letters occur in a part of a formula, and what the part is without them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from mlekl_symbolic.language import SetExpression, Variable
from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.roles import DENSITIES


@dataclass(frozen=True, slots=True)
class Held:
    """What a name that is bound where it stands depends on.

    Attributes
    ----------
    variable
        The bound variable.
    over
        The set it ranges over.
    whole
        Whether the name is the variable itself; otherwise it is something else under the same letter,
        such as one entry of a vector, and may depend on the variable in any way.
    """

    variable: Variable
    over: SetExpression
    whole: bool


Bound = Mapping[s.Name, Held]
"""What is bound where a node stands."""


def names(node: s.Node) -> Iterator[s.Name]:
    """All names in a node, as they stand, outside first."""
    return (n for n in s.walk(node) if isinstance(n, s.Name))


def holding(node: s.Node, bound: Bound) -> list[tuple[s.Name, Held]]:
    """The bound names in a node, each variable once for each name, in the order in which they stand."""
    found = {n: bound[n] for n in names(node) if n in bound}
    return list(found.items())


def holders(node: s.Node, bound: Bound) -> dict[Variable, SetExpression]:
    """The variables that a node depends on, with their sets."""
    return {held.variable: held.over for _, held in holding(node, bound)}


def skeleton(node: s.Node, bound: Bound, *, lettered: bool) -> s.Node:
    """A node in which bound variables are places: two parts are the same function of them if these agree.

    Parameters
    ----------
    lettered
        Whether a place keeps its letter, as in a joint law, where ``p(x)`` and ``p(z)`` differ.
    """
    places: dict[Variable, int] = {}
    by: dict[s.Name, s.Node] = {}
    for name, held in holding(node, bound):
        number = places.setdefault(held.variable, len(places) + 1)
        if held.whole:
            letter = f"{name.letter}·" if lettered else "·"
            by[name] = s.Name(letter if number == 1 else f"{letter}{number}")
    return replaced(node, by)


def replaced(node: s.Node, by: Mapping[s.Name, s.Node]) -> s.Node:
    """A node with other nodes in place of some names."""
    if not by:
        return node
    if isinstance(node, s.Name) and node in by:
        return by[node]
    return rebuilt(node, lambda part: replaced(part, by))


def rebuilt(node: s.Node, change: Callable[[s.Node], s.Node]) -> s.Node:
    """A node with its parts changed; itself when no part is."""
    changed = {}
    for entry in fields(node):
        value = getattr(node, entry.name)
        made = _changed(value, change)
        if made is not value:
            changed[entry.name] = made
    return replace(node, **changed) if changed else node


def _changed(value: Any, change: Callable[[s.Node], s.Node]) -> Any:
    if isinstance(value, s.Node):
        return change(value)
    if isinstance(value, tuple):
        made = tuple(_changed(v, change) for v in value)
        return made if any(a is not b for a, b in zip(made, value, strict=True)) else value
    return value


def bare_names(node: s.Node) -> list[s.Name]:
    """The names in a formula of distributions that stand for one without an argument."""
    if isinstance(node, s.Name):
        return [node]
    return [] if isinstance(node, s.Apply) else [n for part in s.parts(node) for n in bare_names(part)]


def mixture(node: s.Node, by: Mapping[s.Name, s.Expression]) -> s.Expression:
    """A formula of distributions as the formula of their masses."""
    if isinstance(node, s.Apply):
        return node
    if isinstance(node, s.Name):
        return by.get(node, node)
    made: Any = rebuilt(node, lambda part: mixture(part, by))
    return made  # type: ignore[no-any-return]


def labelled(node: s.Node) -> s.Node:
    """A node in which ``q_z(z)`` has the ``z`` below as a label, which no binder reaches."""
    made = rebuilt(node, labelled)
    if isinstance(made, s.Apply) and made.function.indices:
        inside = {n for g in made.groups for i in g for n in names(i)}
        if all(i in inside for i in made.function.indices):
            words = tuple(f"_{i.letter}" for i in made.function.indices if isinstance(i, s.Name))
            head = replace(made.function, indices=(), marks=(*made.function.marks, *words))
            return replace(made, function=head)
    return made


def with_differentials(node: s.Node, letters: frozenset[s.Name]) -> s.Node:
    """A node in which an integral without a differential is one over the only letter that it can be over.

    Parameters
    ----------
    letters
        The letters over which the document integrates.
    """
    made_node = rebuilt(node, lambda part: with_differentials(part, letters))
    if isinstance(made_node, s.Integral) and not made_node.variables:
        weighed = weighed_letters(made_node)
        found = letters & set(names(made_node.body)) or weighed
        if len(found) == 1 and weighed <= found:
            return replace(made_node, variables=(next(iter(found)),))
    return made_node


def weighed_letters(node: s.Integral) -> set[s.Name]:
    """The letters of the laws that an integrand has as factors."""
    factors = [f.body for f in node.body.factors] if isinstance(node.body, s.Factors) else [node.body]
    laws = [f for f in factors if isinstance(f, s.Apply) and f.function.letter in DENSITIES]
    return {x for law in laws for x in law.groups[0] if isinstance(x, s.Name)}


def as_partials(node: s.Node) -> s.Node:
    """A node in which a gradient with respect to one name is the partial derivative by it."""
    made = rebuilt(node, as_partials)
    match made:
        case s.Gradient((s.Name(),) as variables, body, ""):
            return s.Derivative("∂", variables, body, span=made.span)
    return made


def over_everything(node: Any, letters: frozenset[s.Name]) -> Any:
    """A node in which an integral over ``x ∈ X`` is one over everything, for some letters ``x``."""
    made = rebuilt(node, lambda part: over_everything(part, letters))
    match made:
        case s.Integral(variables=(s.Name() as x,), domain=s.Name() as whole) if x in letters:
            if whole.letter == x.letter.upper() and made.low is None and made.high is None:
                return replace(made, domain=None)
    return made


def unbounded(nodes: Iterable[s.Node]) -> frozenset[s.Name]:
    """The letters over which some nodes integrate without saying from where to where."""
    found: dict[s.Name, bool] = {}
    for node in nodes:
        for part in s.walk(node):
            if isinstance(part, s.Integral) and len(part.variables) == 1:
                bare = part.low is None and part.high is None and part.domain is None
                for x in part.variables:
                    if isinstance(x, s.Name):
                        found[x] = found.get(x, True) and bare
    return frozenset(x for x, bare in found.items() if bare)
