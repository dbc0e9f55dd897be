"""Transposes at the operand of a gradient, which mean the gradient, and identity matrices before brackets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.uninterpreted.keys import rebuilt
from mlekl_symbolic.readers.latex.uninterpreted.linear.kinds import DETERMINANTS, TRACES, is_identity


def lifted(node: s.Node) -> Any:
    r"""A node in which ``\nabla f(x)^\top`` is the transposed gradient: nobody transposes a number."""
    made = rebuilt(node, lifted)
    if (
        isinstance(made, s.Apply)
        and is_identity(made.function)
        and len(made.groups) == 1 == len(made.groups[0])
    ):
        (item,) = made.groups[0]
        if not isinstance(item, s.Name):
            return s.Factors((s.Joined("", made.function), s.Joined("", item)), span=made.span)
    if isinstance(made, s.Factors):
        return s.Factors(tuple(_flat(made.factors)), span=made.span)
    if not isinstance(made, s.Gradient) or made.order:
        return made
    body = made.body
    match body:
        case s.Factors((s.Joined("", s.Transpose(s.Apply() | s.Name() as inside)), *rest)) if (
            not _depends(rest, made.variables) and inside not in made.variables
        ):
            first = s.Joined("", _turned(made, inside))
            return s.Factors((first, *rest), span=made.span)
        case s.Transpose(s.Apply() | s.Name() as inside):
            return _turned(made, inside)
        case s.Call(function, s.Transpose(inside), base, power):
            return _turned(made, s.Call(function, inside, base, power, span=body.span))
    return made


def _flat(factors: Iterable[s.Joined]) -> Iterator[s.Joined]:
    """Factors without brackets around an identity matrix, and with the operand of a trace at the end."""
    waiting = list(factors)
    if len(waiting) > 1 and _takes(waiting[-2].body):
        taken, operand = waiting[-2], waiting[-1].body
        assert isinstance(taken.body, s.Name)
        made = s.Apply(taken.body, ((operand,),), span=taken.span)
        waiting[-2:] = [s.Joined(taken.by, made, span=taken.span)]
    for factor in waiting:
        inner = factor.body
        if isinstance(inner, s.Factors) and is_identity(inner.factors[0].body) and factor.by != "/":
            yield s.Joined(factor.by, inner.factors[0].body)
            yield from inner.factors[1:]
        else:
            yield factor


def _takes(node: s.Node) -> bool:
    """Whether a factor is the name of a trace or a determinant."""
    return isinstance(node, s.Name) and node.letter in TRACES | DETERMINANTS


def _turned(gradient: s.Gradient, body: s.Expression) -> s.Expression:
    return s.Transpose(s.Gradient(gradient.variables, body, span=gradient.span), span=gradient.span)


def _depends(nodes: Iterable[s.Node], variables: Iterable[s.Node]) -> bool:
    by = set(variables)
    return any(n in by for node in nodes for n in s.walk(node))
