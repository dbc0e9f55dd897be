"""What a line in its second reading leaves unsaid: that its parts are positive, and have integrals.

More is assumed than that the line has a meaning: every factor in a logarithm is positive, and every part of
an integrand has an integral of its own. All of it is listed with the proof.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

from sympy import Basic, Rational, Symbol

from mlekl_symbolic.language import (
    Derivative,
    Divide,
    Equal,
    Exp,
    ForAll,
    Gaussian,
    Integrable,
    Integral,
    Log,
    Mass,
    Minus,
    Negative,
    NotEqual,
    Pi,
    Plus,
    Power,
    SetExpression,
    Statement,
    Sum,
    Times,
    Variable,
    as_expression,
)
from mlekl_symbolic.language.binders import Binds
from mlekl_symbolic.readers.latex.uninterpreted.laws import limit

Around = tuple[tuple[Variable, SetExpression], ...]
MOST_PIECES = 12
"""Into how many parts an integrand is split."""


def unsaid(*sides: Basic) -> tuple[Statement, ...]:
    """What some sides leave unsaid."""
    return tuple(dict.fromkeys(s for side in sides for s in _unsaid(side, ())))


def divisors(*sides: Basic) -> tuple[Statement, ...]:
    """That no factor is zero that something is divided by, outside of sums and the like."""
    bottoms = (d.args[1] for side in sides for d in side.atoms(Divide))
    found = (f for b in bottoms for f in _factors(b) if not isinstance(f, Exp | Pi | Rational | Log))
    bound = {v for side in sides for part in side.atoms(Binds) for v in (part.variable,)}
    return tuple(dict.fromkeys(NotEqual(f, 0) for f in found if not f.free_symbols & bound))


def _unsaid(node: Basic, around: Around) -> Iterator[Statement]:
    match node:
        case Log():
            for factor in _factors(node.args[0]):
                if not isinstance(factor, Exp | Pi | Rational | Log) and not _is_bell(factor):
                    yield _closed(as_expression(factor) > 0, around)
        case Minus(args=(one, Variable() as weight)) if one == 1:
            yield weight > 0
            yield weight < 1
        case Integral():
            here = (node.variable, node.domain)
            for piece in _pieces(node.body):
                yield _closed(Integrable(_varying(piece, node.variable), here), around)
            yield from _in_either_order(node, around)
            for inner, index in _summands(node.body):
                for piece in _pieces(inner):
                    yield _closed(Integrable(piece, here), (index, *around))
            for inner in node.body.atoms(Derivative):
                if isinstance(inner.point, Symbol) and node.variable in inner.free_symbols:
                    yield from _exchanged(node, around)
                    break
            yield from _regular(node, around)
        case Derivative() if (inside := _within(node)) is not None:
            yield _closed(Equal(node, inside), around)
    if isinstance(node, Binds):
        yield from _unsaid(node.body, ((node.variable, node.domain), *around))
    else:
        for part in node.args:
            yield from _unsaid(part, around)


def _is_bell(node: Basic) -> bool:
    """Whether a node is a value of a normal density, which is positive."""
    return isinstance(node, Mass) and isinstance(node.distribution, Gaussian)


def _exchanged(node: Integral, around: Around) -> Iterator[Statement]:
    """That the integral of a derivative is the derivative of the integral."""
    if isinstance(node.body, Derivative):
        yield _closed(Equal(node, _outside(node.body, node)), around)


def _regular(node: Integral, around: Around) -> Iterator[Statement]:
    """That a law can be differentiated under the integral, for the laws that an integrand differentiates."""
    here = (node.variable, node.domain)
    inside = {b.variable for b in node.body.atoms(Binds)} | {node.variable}
    for slope in sorted(node.body.atoms(Derivative), key=str):
        at = (slope.variable, slope.point)
        if slope.point in inside or isinstance(slope.body, Derivative):
            continue
        for law in sorted(slope.body.atoms(Mass), key=str):
            if law.letter == node.variable and slope.variable in law.distribution.free_symbols:
                one, other = Integral(Derivative(law, at), here), Derivative(Integral(law, here), at)
                yield _closed(Equal(one, other), around)


def _outside(body: Basic, whole: Integral) -> Basic:
    """The derivatives that a body consists of, taken of its integral."""
    if isinstance(body, Derivative):
        return Derivative(_outside(body.body, whole), (body.variable, body.point))
    return Integral(body, (whole.variable, whole.domain))


def _within(node: Basic) -> Integral | None:
    """The integral of the derivatives, for derivatives of an integral."""
    if isinstance(node, Integral):
        return node
    inner = _within(node.body) if isinstance(node, Derivative) else None
    if inner is None:
        return None
    body = Derivative(inner.body, (node.variable, node.point))
    made: Integral = Integral(body, (inner.variable, inner.domain))
    return made


def _factors(node: Basic) -> Iterator[Basic]:
    """The factors of a product or a quotient."""
    if isinstance(node, Times | Divide):
        for part in node.args:
            yield from _factors(part)
    elif isinstance(node, Power):
        yield from _factors(node.args[0])
    else:
        yield node


def _varying(piece: Any, variable: Variable) -> Any:
    """A product without the factors that a variable does not occur in."""
    if not isinstance(piece, Times):
        return piece
    parts = [_varying(a, variable) for a in piece.args if variable in a.free_symbols]
    return Times(*parts) if len(parts) == 2 else parts[0] if parts else piece


def _in_either_order(node: Integral, around: Around) -> Iterator[Statement]:
    """That the order of two integrals does not matter, where what depends on one letter can come out."""
    inner = node.body
    if not isinstance(inner, Integral) or inner.domain.free_symbols & {node.variable}:
        return
    first, second = (inner.variable, inner.domain), (node.variable, node.domain)
    for piece in _pieces(inner.body):
        parts = [f.free_symbols for f in _factors(piece)]
        if any(inner.variable in p and node.variable not in p for p in parts):
            yield _closed(Equal(Integral(Integral(piece, first), second),
                                Integral(Integral(piece, second), first)), around)  # fmt: skip


def _summands(node: Any) -> Iterator[tuple[Any, tuple[Variable, SetExpression]]]:
    """The parts of an integrand that are sums, as what is summed, with the index."""
    for piece in _pieces(node):
        for factor in _factors(piece):
            if isinstance(factor, Sum):
                yield piece.xreplace({factor: factor.body}), (factor.variable, factor.domain)


def _pieces(node: Any) -> list[Any]:
    """The parts of an integrand, of which each is assumed to have an integral."""
    made = _split(node)
    return made if len(made) <= MOST_PIECES else [node]


def _split(node: Any) -> list[Any]:
    match node:
        case Plus() | Minus():
            return [p for a in node.args for p in _split(a)]
        case Negative():
            return _split(node.args[0])
        case Times():
            return [Times(a, b) for a, b in product(*map(_split, node.args))]
        case Divide():
            return [Divide(a, node.args[1]) for a in _split(node.args[0])]
        case Log() if isinstance(node.args[0], Times | Divide):
            return [Log(f) for f in _factors(node.args[0]) if not isinstance(f, Rational)] or [node]
    return [node]


def _closed(claim: Statement, around: Around) -> Statement:
    limits = [limit(v, over) for v, over in around if v in claim.free_symbols]
    return ForAll(claim, *limits) if limits else claim
