"""How statements look: relations, quantifiers in words, connectives with brackets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import IntEnum
from itertools import groupby
from typing import Any

from sympy import Basic

from mlekl_symbolic.language import integrals, relations
from mlekl_symbolic.writers.errors import UnknownNodeError
from mlekl_symbolic.writers.layout import Fence, Identifier, Layout, Prefix, Relation, Text, row, separated
from mlekl_symbolic.writers.names import name_layout, with_subscript

Inner = Callable[[Basic], Layout]

FEW = (1, 2, 3)
"""How many observations are listed one by one."""
SIGNS: dict[type[Basic], str] = {
    relations.NotEqual: "≠",
    relations.Less: "<",
    relations.LessEqual: "≤",
    relations.Greater: ">",
    relations.GreaterEqual: "≥",
}
TURNED: dict[type[Basic], str] = {
    relations.Equal: "≠",
    relations.NotEqual: "=",
    relations.Less: "≥",
    relations.LessEqual: ">",
    relations.Greater: "≤",
    relations.GreaterEqual: "<",
}
"""The sign between two numbers when the comparison does not hold."""


class _Scope(IntEnum):
    QUANTIFIED = 0
    ARROW = 1
    AND = 2
    CLAIM = 3


def _scope(node: Basic) -> _Scope:
    match node:
        case relations.ForAll() | relations.Exists() | integrals.AlmostEverywhere():
            return _Scope.QUANTIFIED
        case relations.Implies() | relations.Iff():
            return _Scope.ARROW
        case relations.Equal() if isinstance(node.lhs, relations.Statement):
            return _Scope.ARROW
        case relations.And():
            return _Scope.AND
    return _Scope.CLAIM


def statement_layout(node: relations.Statement, inner: Inner) -> Layout:  # noqa: C901 - one case each
    """The layout of a statement; ``inner`` makes that of the expressions and sets in it.

    Raises
    ------
    UnknownNodeError
        When the statement has no notation.
    """
    match node:
        case relations.Equal() if isinstance(node.lhs, relations.Statement):
            return _joined(Relation("⟺"), node.args, _Scope.AND, inner)
        case relations.Equal():
            return row(inner(node.lhs), Relation("="), inner(node.rhs))
        case relations.Relation() if type(node) in SIGNS:
            return row(inner(node.lhs), Relation(SIGNS[type(node)]), inner(node.rhs))
        case relations.Member():
            return row(inner(node.args[0]), Relation("∈"), inner(node.args[1]))
        case relations.Finite():
            return row(inner(node.args[0]), Text("is finite"))
        case relations.Distinct():
            return row(observations(node.args[0], inner), Text("are pairwise distinct"))
        case relations.ForAll():
            return _for_all(node, inner)
        case relations.Exists():
            over = node.args[1].args
            return row(_bracketed(node.body, inner), Text("for some"), _ranging(over[:1], over[1:], inner))
        case relations.Proposition():
            return name_layout(node.name)
        case relations.And():
            return _joined(Text("and"), node.args, _Scope.AND, inner)
        case relations.Implies():
            return _joined(Relation("⟹"), node.args, _Scope.AND, inner)
        case relations.Iff():
            return _joined(Relation("⟺"), node.args, _Scope.AND, inner)
        case relations.Not(args=(relations.Member(args=(element, domain)),)):
            return row(inner(element), Relation("∉"), inner(domain))
        case relations.Not(args=(relations.Relation() as claim,)) if type(claim) in TURNED:
            if not isinstance(claim.lhs, relations.Statement):
                return row(inner(claim.lhs), Relation(TURNED[type(claim)]), inner(claim.rhs))
            return row(Prefix("¬"), Fence("(", inner(claim), ")"))
        case relations.Not():
            return row(Prefix("¬"), Fence("(", inner(node.args[0]), ")"))
    raise UnknownNodeError(f"a statement of type {type(node).__name__} has no notation")


def _joined(sign: Layout, parts: tuple[Any, ...], least: _Scope, inner: Inner) -> Layout:
    out: list[Layout] = []
    for n, part in enumerate(parts):
        nested = isinstance(part, relations.And) and least is _Scope.AND and sign == Text("and")
        shown = inner(part) if _scope(part) >= least and not nested else Fence("(", inner(part), ")")
        out.extend((sign, shown) if n else (shown,))
    return row(*out)


def observations(sample: Any, inner: Inner) -> Layout:
    """``x_1, …, x_N``; a few are listed."""
    if sample.size in FEW:
        return separated(",", *(inner(sample[n + 1]) for n in range(int(sample.size))))
    name = name_layout(sample.name)
    first, last = inner(sample[1]), with_subscript(name, inner(sample.size))
    return separated(",", first, Identifier("…"), last)


def _for_all(node: Any, inner: Inner) -> Layout:
    claim = node
    limits: list[tuple[Any, ...]] = []
    while isinstance(claim, relations.ForAll):
        limits.insert(0, claim.args[1].args)
        claim = claim.body
    out: list[Layout] = [_bracketed(claim, inner)]
    for ends, group in groupby(limits, key=lambda over: over[1:]):
        variables = [over[0] for over in group][::-1]
        apart = len(set(variables)) < len(variables) or any(e.has(*variables) for e in ends)
        for some in [[v] for v in reversed(variables)] if apart else [variables]:
            out.extend((Text("and all" if len(out) > 1 else "for all"), _ranging(some, ends, inner)))
    return row(*out)


def _bracketed(claim: Any, inner: Inner) -> Layout:
    return inner(claim) if _scope(claim) is _Scope.CLAIM else Fence("(", inner(claim), ")")


def _ranging(variables: Sequence[Any], ends: tuple[Any, ...], inner: Inner) -> Layout:
    """Variables and what they range over."""
    names = separated(",", *map(inner, variables)) if len(variables) > 1 else inner(variables[0])
    if len(ends) == 2:
        steps = separated(",", inner(ends[0]), Identifier("…"), inner(ends[1]))
        return row(names, Relation("="), steps)
    return row(names, Relation("∈"), inner(ends[0]))
