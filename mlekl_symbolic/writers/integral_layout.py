"""How integrals look: the sign with its region, what is integrated, and the differential."""

from __future__ import annotations

from collections.abc import Callable

from sympy import Basic, Rational

from mlekl_symbolic.language import integrals, relations, sets
from mlekl_symbolic.writers.layout import (
    Big,
    Fence,
    Identifier,
    Juxtaposition,
    Layout,
    Relation,
    Text,
    Upright,
    row,
)

Inner = Callable[[Basic], Layout]


def integral(node: integrals.Integral, body: Layout, inner: Inner) -> Layout:
    """``∫_S f dx``; an interval stands at the sign by its ends where these are numbers in order.

    Otherwise the ends might be read as those of an integral that changes its sign with their order.
    """
    below, above = _ends(node.domain, inner)
    differential = row(Upright("d"), inner(node.variable))
    return row(Big("∫", below, above), body, Juxtaposition(), differential)


def _ends(domain: sets.SetExpression, inner: Inner) -> tuple[Layout, Layout | None]:
    match domain:
        case sets.Interval(kind="ioi", args=(low,)):
            return inner(low), Identifier("∞")
        case sets.Interval(args=(Rational() as low, Rational() as high)) if low <= high:
            return inner(low), inner(high)
    return inner(domain), None


def integrable(node: integrals.Integrable, inner: Inner) -> Layout:
    """In words, with the variable and its set."""
    return row(inner(node.body), Text("is integrable over"), _ranging(node, inner))


def almost_everywhere(node: integrals.AlmostEverywhere, inner: Inner) -> Layout:
    """In words, with the variable and its set."""
    plain = isinstance(node.body, relations.Relation) and not isinstance(node.body.lhs, relations.Statement)
    claim = inner(node.body) if plain else Fence("(", inner(node.body), ")")
    return row(claim, Text("for almost all"), _ranging(node, inner))


def _ranging(node: integrals.Integrable | integrals.AlmostEverywhere, inner: Inner) -> Layout:
    return row(inner(node.variable), Relation("∈"), inner(node.domain))
