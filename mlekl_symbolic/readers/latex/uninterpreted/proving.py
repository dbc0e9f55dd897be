"""Proving a line in its second reading."""

from __future__ import annotations

from mlekl_symbolic.language import Statement
from mlekl_symbolic.proof.outcome import Proved
from mlekl_symbolic.readers.latex.assumptions import defined
from mlekl_symbolic.readers.latex.attempts import by_theorem, can_hold, proof, supposed
from mlekl_symbolic.readers.latex.uninterpreted.lines import General
from mlekl_symbolic.readers.latex.uninterpreted.unsaid import unsaid


def proved(line: General) -> tuple[Proved, tuple[Statement, ...]] | None:
    """A proof of a line with what it had to assume, or None."""
    workspace = line.workspace
    whole = tuple(
        dict.fromkeys((*line.support, *defined(line.left, line.right), *unsaid(line.left, line.right)))
    )
    for granted in dict.fromkeys(((), line.support, whole)):
        for chosen in dict.fromkeys(((), line.rules)):
            with supposed(workspace, (*granted, *chosen)):
                found = proof(workspace, workspace.context, line.left, line.relation, line.right)
                if found is None and line.relation != "=":
                    found = by_theorem(workspace, line.left, line.relation, line.right)
            if found is not None and can_hold(workspace, found):
                return found, tuple(a for a in granted if a in found.local)
    return None
