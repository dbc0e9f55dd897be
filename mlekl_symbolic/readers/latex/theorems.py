"""Theorems of the library that inequalities between divergences and logarithms rest on."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from sympy import Basic

from mlekl_symbolic.language import (
    KL,
    CrossEntropy,
    Expectation,
    FiniteSet,
    LanguageError,
    Log,
    MapsTo,
    Mass,
    Sum,
    Times,
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


def _mean(node: Basic) -> tuple[Basic, Basic] | None:
    """The distribution and the values of a mean that is written as one, or as a sum with masses."""
    match node:
        case Expectation():
            return node.distribution, MapsTo(node.body, (node.variable, node.domain))
        case Sum():
            factors = _factors(node.body)
            for n, factor in enumerate(factors):
                if isinstance(factor, Mass) and factor.letter == node.variable:
                    rest = [f for k, f in enumerate(factors) if k != n]
                    values = number(1) if not rest else rest[0]
                    for more in rest[1:]:
                        values = Times(values, more)
                    return factor.distribution, MapsTo(values, (node.variable, node.domain))
    return None


def _factors(node: Basic) -> list[Basic]:
    return [f for a in node.args for f in _factors(a)] if isinstance(node, Times) else [node]
