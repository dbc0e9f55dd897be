"""Definitions of masses as hypotheses of later lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sympy import Basic, Symbol

from mlekl_symbolic.language import Equal, ForAll, Mass, Statement
from mlekl_symbolic.readers.latex.elaborate.lines import Step


def defining(step: Step, rules: Sequence[Statement]) -> tuple[Statement, ...]:
    """A definition of the masses of a law as a hypothesis, unless it is one of this law by itself."""
    match step.left:
        case Mass() if isinstance(step.left.letter, Symbol) and step.right is not None:
            about, law = _behind(step.right, rules), step.left.distribution
            limits = tuple(m.args for m in step.fixed if m.args[0] == step.left.letter)
            if law in about or law in {left for left, _ in _laws_said(rules)}:
                return ()
            return (
                (ForAll(Equal(step.left, step.right), *limits),)
                if len(limits) == len(step.fixed) == 1
                else ()
            )
    return ()


def _laws_said(rules: Sequence[Statement]) -> Iterator[tuple[Basic, Basic]]:
    """The laws of which rules say what they are, each with what it is."""
    for rule in rules:
        body = rule
        while isinstance(body, ForAll):
            body = body.body
        match body:
            case Equal(args=(Mass() as mass, right)):
                yield mass.distribution, right


def _behind(right: Basic, rules: Sequence[Statement]) -> set[Basic]:
    """The laws in a side, and those by which rules say what these are."""
    found: set[Basic] = set()
    waiting = [right]
    while waiting:
        new = {m.distribution for m in waiting.pop().atoms(Mass)} - found
        found |= new
        waiting += [other for law, other in _laws_said(rules) if law in new]
    return found
