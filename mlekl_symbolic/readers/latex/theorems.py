"""Theorems of the library that inequalities between divergences and logarithms rest on."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from sympy import Basic

from mlekl_symbolic.language import (
    KL,
    CrossEntropy,
    Divide,
    Expectation,
    FiniteSet,
    Integral,
    LanguageError,
    Log,
    MapsTo,
    Mass,
    Minus,
    Plus,
    Sum,
    Times,
    Variable,
    number,
)
from mlekl_symbolic.proof import Theorem, library, run
from mlekl_symbolic.proof.citation import cited
from mlekl_symbolic.proof.workspace import Workspace
from mlekl_symbolic.search.engine import Context

MOST = 4
"""How many theorems are cited for one line."""


@cache
def _theorem(name: str) -> Theorem:
    return run(library().find(name))


def with_theorems(workspace: Workspace, *sides: Basic) -> Context | None:
    """The present context with what the library says about the sides of a line; None when that is nothing.

    Gibbs' inequality is cited for every divergence and cross-entropy, and Jensen's for every logarithm of
    a mean, where their hypotheses follow from what is supposed.
    """
    context = workspace.context
    for name, instance in list(_instances(*sides))[:MOST]:
        try:
            line = cited(_theorem(name), workspace, instance)
        except LanguageError:
            continue
        context = workspace.prover.established(line, context)
    return None if context is workspace.context else context


def _instances(*sides: Basic) -> Iterator[tuple[str, dict[str, Basic]]]:
    for side in sides:
        for node in sorted(side.atoms(KL, CrossEntropy), key=str):
            if isinstance(node.over, FiniteSet) and node.args[0] != node.args[1]:
                yield "gibbs", {"X": node.over, "P": node.args[0], "Q": node.args[1]}
        for node in sorted(side.atoms(Log), key=str):
            mean = _mean(node.args[0])
            if mean is not None:
                p, values = mean
                yield "jensen_for_log", {"X": p.over, "P": p, "v": values}
            elif isinstance(node.args[0], Integral) and (weighted := _weighted(node.args[0])) is not None:
                p, values = weighted
                yield "jensen_for_densities", {"S": p.over, "p": p, "f": values}
        for node in sorted(side.atoms(Sum, Expectation, Integral), key=str):
            if (found := _mean_of_logarithm(node)) is not None:
                yield found
        for node in sorted(side.atoms(Integral), key=str):
            if (pair := _pair(node)) is not None:
                yield "gibbs_for_densities", {"S": pair[0].over, "p": pair[0], "q": pair[1]}
        yield from _of_sums(side)


def _of_sums(side: Basic) -> Iterator[tuple[str, dict[str, Basic]]]:
    """What is known of sums whatever numbers, or masses of mixtures, stand in them."""
    for node in sorted(side.atoms(Sum, Expectation), key=str):
        if (parts := _mixed(node)) is not None:
            yield "convexity_of_divergence", parts
    for node in sorted(side.atoms(Sum), key=str):
        if (ratio := _ratio(node)) is not None:
            yield "log_sum_inequality", ratio


def _mean(node: Basic) -> tuple[Basic, Basic] | None:
    """The distribution and the values of a mean that is written as one, or as a sum with masses."""
    match node:
        case Expectation():
            return node.distribution, MapsTo(node.body, (node.variable, node.domain))
        case Sum():
            return _weighted(node)
    return None


def _mean_of_logarithm(node: Any) -> tuple[str, dict[str, Basic]] | None:
    """Jensen's inequality for a mean of logarithms."""
    if isinstance(node, Expectation):
        law, body = node.distribution, node.body
    else:
        factors = _factors(node.body)
        masses = [f for f in factors if isinstance(f, Mass) and f.letter == node.variable]
        rest = [f for f in factors if f not in masses]
        if len(masses) != 1 or len(rest) != 1:
            return None
        law, body = masses[0].distribution, rest[0]
    if not isinstance(body, Log):
        return None
    values = MapsTo(body.args[0], (node.variable, node.domain))
    if isinstance(node, Integral):
        return "jensen_for_densities", {"S": law.over, "p": law, "f": values}
    return (
        ("jensen_for_log", {"X": law.over, "P": law, "v": values})
        if isinstance(law.over, FiniteSet)
        else None
    )


def _weighted(node: Any) -> tuple[Basic, Basic] | None:
    """The distribution and the values of a sum or an integral with masses."""
    factors = _factors(node.body)
    for n, factor in enumerate(factors):
        if isinstance(factor, Mass) and factor.letter == node.variable:
            rest = [f for k, f in enumerate(factors) if k != n]
            values = number(1) if not rest else rest[0]
            for more in rest[1:]:
                values = Times(values, more)
            return factor.distribution, MapsTo(values, (node.variable, node.domain))
    return None


def _pair(node: Integral) -> tuple[Any, Any] | None:
    """The two densities of a divergence that is written as an integral."""
    match node.body:
        case Times(args=(Mass() as p, Log(args=(Divide(args=(Mass() as above, Mass() as below)),)))):
            q = below if p == above else above
            at = {p.letter, q.letter} == {node.variable} and p in (above, below)
            return (p.distribution, q.distribution) if at and p != q else None
    return None


def _ratio(node: Any) -> dict[str, Basic] | None:
    """The parts of a sum of numbers times logarithms of their quotients by others."""
    here = (node.variable, node.domain)
    match node.body:
        case Times(args=(own, Log(args=(Divide(args=(above, below)),)))) if own == above:
            return {"X": node.domain, "f": MapsTo(above, here), "g": MapsTo(below, here)}
    return None


def _mixed(node: Any) -> dict[str, Basic] | None:
    """The parts of a divergence, or of a cross-entropy, from a mixture of two distributions."""
    if not isinstance(node.domain, FiniteSet):
        return None
    inside = node.body
    own = node.distribution(node.variable) if isinstance(node, Expectation) else None
    if own is None:
        factors = _factors(inside)
        if len(factors) != 2:
            return None
        own, inside = factors
    if not isinstance(inside, Log):
        return None
    below = inside.args[0].args[1] if isinstance(inside.args[0], Divide) else inside.args[0]
    second = _mixture(below)
    if second is None:
        return None
    first = _mixture(own) or (second[0], own, own)
    if first[0] != second[0] or not all(isinstance(m, Mass) for m in (*first[1:], *second[1:])):
        return None
    masses = (*first[1:], *second[1:])
    names = ("P_1", "P_2", "Q_1", "Q_2")
    return {
        "X": node.domain,
        "lambda": first[0],
        **{n: m.distribution for n, m in zip(names, masses, strict=True)},
    }


def _mixture(node: Basic) -> tuple[Any, Any, Any] | None:
    """The weight and the parts of ``w a + (1 − w) b``."""
    match node:
        case Plus(args=(Times(args=(Variable() as w, a)), Times(args=(Minus(args=(one, other)), b)))):
            return (w, a, b) if one == 1 and other == w else None
    return None


def _factors(node: Basic) -> list[Basic]:
    return [f for a in node.args for f in _factors(a)] if isinstance(node, Times) else [node]
