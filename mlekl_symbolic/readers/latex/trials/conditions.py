"""Conditions that stand beside the lines of a document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.diagnostics import Span
from mlekl_symbolic.readers.latex.elaborate.usage import is_functional
from mlekl_symbolic.readers.latex.reading import Reading, Statement
from mlekl_symbolic.readers.latex.roles import is_divergence

_CHAIN = re.compile(r"\(?\s*[A-Za-z]\s*(?:(?:\\to|\\rightarrow|→)\s*[A-Za-z]\s*)+\)?")
_ARROW = re.compile(r"\\to|\\rightarrow|→")


@dataclass(frozen=True, slots=True)
class Condition:
    """What stands beside a line.

    Attributes
    ----------
    chain
        The letters of a Markov chain, in order.
    others
        Whether there are other conditions, which nothing is made of.
    """

    chain: tuple[str, ...] = ()
    others: bool = False


def conditions(readings: Iterable[Reading], source: str) -> dict[Span, Condition]:
    """The conditions beside lines, by the places of the lines."""
    out: dict[Span, Condition] = {}
    for reading in readings:
        for statement in reading.statements:
            found = _condition(statement, source)
            if found.chain or found.others:
                out.update((line.span, found) for line in statement.lines())
    return out


def _condition(statement: Statement, source: str) -> Condition:
    beside = [claim.tree.span for claim in statement.claims if claim.is_condition]
    beside += _unread(statement)
    chains = [found for span in beside if (found := _CHAIN.fullmatch(source[slice(*span)].strip()))]
    if len(chains) == len(beside) == 1:
        letters = _ARROW.split(chains[0].group().strip("() "))
        return Condition(tuple(letter.strip(" ()").lower() for letter in letters))
    halved = any(is_equivalence(claim.tree) for claim in statement.claims)
    return Condition((), bool(beside) or halved)


def is_equivalence(tree: s.Node) -> bool:
    """Whether a formula says when a divergence has a value, so that neither half is a claim by itself.

    Other arrows join the steps of a derivation as often as the halves of a statement.
    """
    if not isinstance(tree, s.Implication) or tree.arrows != ("⟺",):
        return False
    return any(_is_value(part) for part in tree.parts)


def _is_value(node: s.Node) -> bool:
    match node:
        case s.Chain(s.Apply(head), (s.Link("=", s.Number() | s.Apply()),)):
            return is_functional(head) or is_divergence(head)
    return False


def _unread(statement: Statement) -> Iterator[Span]:
    """The parts without a relation that could not be read, such as a statement in brackets."""
    for line in statement.lines():
        if line.left is None and not line.relation and any(d.is_refusal for d in line.diagnostics):
            yield line.right.span
