"""What authors leave unsaid: that expressions are defined, and that no mass is zero."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sympy import Basic, Rational, Symbol

from mlekl_symbolic.language import (
    Divide,
    Empirical,
    Exp,
    ForAll,
    FunctionSymbol,
    Greater,
    Integrable,
    Integral,
    Log,
    MassFunction,
    Model,
    Negative,
    NotEqual,
    Pi,
    Power,
    Sample,
    Statement,
    Variable,
    to_kernel,
)
from mlekl_symbolic.language.binders import Binds
from mlekl_symbolic.language.sets import Range
from mlekl_symbolic.readers.latex.roles import DENSITIES


def full_support(known: Iterable[Basic]) -> tuple[Statement, ...]:
    """That no distribution is zero anywhere, for all distributions that are known by name only."""
    a, t = Variable("a"), Variable("t")
    out: list[Statement] = []
    for made in dict.fromkeys(known):
        if isinstance(made, Model):
            out.append(ForAll(made[t](a) > 0, (a, made.over), (t, made.parameters)))
        elif isinstance(made, MassFunction) and not isinstance(made, Empirical):
            out.append(ForAll(made(a) > 0, (a, made.over)))
    return tuple(out)


def distinct(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Statements without those that differ from earlier ones in the names of bound variables only."""
    return tuple({to_kernel(s): s for s in reversed(tuple(statements))}.values())[::-1]


def defined(*sides: Basic) -> tuple[Statement, ...]:
    """That each logarithm has a positive argument, and nothing is zero that is divided by or inverted."""
    found = dict.fromkeys(s for side in sides for s in _defined(side, ()))
    return tuple(found)


def _defined(node: Basic, around: tuple[tuple[Symbol, object], ...]) -> Iterator[Statement]:
    if isinstance(node, Log) and not _is_positive(node.args[0]):
        yield _for_all(Greater(node.args[0], 0), around)  # which stays a statement for a number, too
    elif isinstance(node, Divide) and not _is_positive(node.args[1]):
        yield _for_all(NotEqual(node.args[1], 0), around)
    elif isinstance(node, Power) and _is_negative(node.args[1]):
        yield _for_all(NotEqual(node.args[0], 0), around)
    if isinstance(node, Integral):
        yield _for_all(Integrable(node.body, node.args[1]), around)
    if isinstance(node, Binds):
        domain = node.domain
        for end in node.limits[0].args[1:]:
            yield from _defined(end, around)
        yield from _defined(node.body, ((node.variable, domain), *around))
    else:
        for part in node.args:
            yield from _defined(part, around)


def _is_negative(node: Basic) -> bool:
    if isinstance(node, Negative):
        return _is_positive(node.args[0])
    return isinstance(node, Rational) and bool(node < 0)


def _is_positive(node: Basic) -> bool:
    return isinstance(node, Exp | Pi) or (isinstance(node, Rational) and node > 0)


def _for_all(claim: Statement, around: tuple[tuple[Symbol, object], ...]) -> Statement:
    limits = [(v, *d.args) if isinstance(d, Range) else (v, d) for v, d in around if v in claim.free_symbols]
    return ForAll(claim, *limits) if limits else claim


def names(node: Basic) -> tuple[frozenset[str], frozenset[str]]:
    """The numbers and functions that a side is about, and the distributions it is about.

    A distribution under an unusual letter, such as u, counts with the numbers: it is one in particular.
    """
    numbers = {s.name for s in node.free_symbols if isinstance(s, Symbol)}
    numbers |= {f.name for f in node.atoms(FunctionSymbol)}
    numbers -= {str(s.size) for s in node.atoms(Sample)}
    laws = {d.name for d in node.atoms(MassFunction, Model)}
    special = {n for n in laws if n[0] not in DENSITIES}
    return frozenset(numbers | special), frozenset(laws - special)


def could_define(left: Basic, relation: str, right: Basic) -> bool:
    """Whether a line may say what one of its names stands for, instead of claiming something.

    So may one in which a number or a function stands on one side only, or a law on each side that is
    missing on the other: a counterexample would only choose other values for them.
    """
    (mine, laws), (theirs, other_laws) = names(left), names(right)
    if mine != theirs:
        return True
    return relation == "=" and not (laws <= other_laws or other_laws <= laws)
