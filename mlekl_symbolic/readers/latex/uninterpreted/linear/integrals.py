"""That the entries of what is integrated have integrals: what sums over places leave unsaid."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

from sympy import Basic

from mlekl_symbolic.language import (
    Divide,
    ForAll,
    Integrable,
    Integral,
    Minus,
    Negative,
    Plus,
    Power,
    Statement,
    Sum,
    Times,
)
from mlekl_symbolic.readers.latex.uninterpreted.laws import limit

MOST_PIECES = 16
"""Into how many parts an integrand is split."""
Piece = tuple[Any, tuple[Any, ...]]
"""A part of an integrand with the sums it stands in."""


def integrable(*sides: Basic) -> tuple[Statement, ...]:
    """That every part of an integrand has an integral, for all places that it is summed over."""
    out: dict[Statement, None] = {}
    for side in sides:
        for node in side.atoms(Integral):
            if node.body.has(Sum):
                for part, limits in _pieces(node.body):
                    claim: Statement = Integrable(part, (node.variable, node.domain))
                    used = [m for m in limits if m[0] in claim.free_symbols]
                    out.setdefault(ForAll(claim, *used) if used else claim)
    return tuple(out)


def _pieces(node: Any) -> list[Piece]:
    found = list(_split(node))
    return found if len(found) <= MOST_PIECES else []


def _split(node: Any) -> Iterator[Piece]:
    match node:
        case Plus() | Minus():
            for part in node.args:
                yield from _split(part)
        case Negative():
            yield from _split(node.args[0])
        case Sum():
            own = limit(node.variable, node.domain)
            for part, limits in _split(node.body):
                yield part, (own, *limits)
        case Times():
            for (one, inner), (other, more) in product(*map(list, map(_split, node.args))):
                yield Times(one, other), (*inner, *more)
        case Power(args=(base, exponent)) if exponent == 2:
            for (one, inner), (other, more) in product(list(_split(base)), repeat=2):
                yield Times(one, other), (*inner, *more)
        case Divide():
            for part, limits in _split(node.args[0]):
                yield Divide(part, node.args[1]), limits
        case _:
            yield node, ()
