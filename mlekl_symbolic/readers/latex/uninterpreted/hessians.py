r"""Hessians written with their function below: ``H_{\log p(x | θ)}``."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.diagnostics import NOWHERE
from mlekl_symbolic.readers.latex.reading import Line
from mlekl_symbolic.readers.latex.uninterpreted.keys import rebuilt
from mlekl_symbolic.readers.latex.uninterpreted.lines import Around


def with_hessians(line: Line, around: Around) -> Line | None:
    """A line in which the letter H with a formula below it is the Hessian of that; None if there is none.

    With a number below it the letter is read so only where the document has it with a formula elsewhere.
    """
    found = around.line(line)
    if found.left is None or not any(_is_formula(n) for tree in around.labelled for n in s.walk(tree)):
        return None
    left, right = _changed(found.left), _changed(found.right)
    if (left, right) == (found.left, found.right):
        return None
    return replace(found, left=left, right=right, span=NOWHERE)


def _below(node: s.Node) -> s.Expression | None:
    """What stands below the letter H."""
    match node:
        case s.Name("H", ("" | "text" | "word" | "bf"), (), (below,), ()):
            return below
    return None


def _is_formula(node: s.Node) -> bool:
    """Whether a node is the letter H with a formula below it that is no index."""
    return isinstance(_below(node), s.Call | s.Integral | s.Mean)


def _changed(node: s.Node) -> Any:
    below = _below(node)
    if isinstance(below, s.Call | s.Integral | s.Mean | s.Number | s.Apply):
        return s.Gradient((), below, "2", span=node.span)
    return rebuilt(node, _changed)
