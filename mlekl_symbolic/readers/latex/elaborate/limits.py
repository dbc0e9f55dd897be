"""What tends where: which index of a line grows without bound."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from mlekl_symbolic.language import (
    Distribution,
    FunctionSymbol,
    MassFunction,
    Model,
    Observation,
    Sample,
    Variable,
    as_expression,
)
from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.diagnostics import ReadError
from mlekl_symbolic.readers.latex.elaborate.cast import variable_name
from mlekl_symbolic.readers.latex.elaborate.terms import Terms
from mlekl_symbolic.readers.latex.reading import Line

GROWING = frozenset("nNmMkK")
"""Letters that are read as natural numbers, so that what depends on one is a sequence."""
_IN_PROBABILITY = ("p", "P", r"\mathbb{P}", r"\mathrm{p}", r"\text{p}", r"\mathrm{P}", r"\text{P}")
"""What stands above an arrow for convergence in probability."""
_ESTIMATED = frozenset(("hat", "bar", "tilde", "_emp", "_empirical"))
"""Marks of what is computed from a sample, and so depends on its size."""
_NOTE = re.compile(r"\s*([A-Za-z])\s*(?:\\to|\\rightarrow|→)\s*(?:\\infty|∞)\s*")


def is_limit(line: Line) -> bool:
    """Whether a line says to what a sequence tends."""
    return line.relation == "→" or _written(line) is not None


def read_limit(terms: Terms, line: Line, lines: Iterable[Line]) -> tuple[Any, Any, Variable]:
    """The member of a sequence, its limit, and the index of the sequence.

    Raises
    ------
    ReadError
        When it is neither said nor evident what grows, or when that is no natural number.
    """
    found = _written(line)
    body, target = (line.left, line.right) if found is None else (found[0].body, found[1])
    assert body is not None
    left, right = (as_expression(terms.expression(side, {})) for side in (body, target))
    index = _stated(line) if found is None else _of(found[0])
    if index is None:
        index = _evident(terms, left, right, line)
    if index in right.free_symbols:
        raise ReadError("E234", f"the limit depends on {index}, which grows without bound", line.span)
    _check_constants(line, (body, target), left, index)
    terms.free.pop(index.name, None)
    still = sorted({str(x) for side in (left, right) for x in _named(side)} - {index.name})
    for name in (n for other in lines for n in _said_of(other, index.name)):
        if name in still:
            raise ReadError("E233", f"{name} depends on {index} in another line", line.span)
    if still:
        terms.infer("N142", f"{', '.join(still)}: read as the same for every {index}", line.span)
    return left, right, index


def _check_constants(line: Line, trees: tuple[s.Expression, ...], left: Any, index: Variable) -> None:
    """Refuse what may hide that it depends on the index: estimates, labels, functions without it."""
    for name in (n for tree in trees for n in s.walk(tree) if isinstance(n, s.Name)):
        hidden = any(m not in ("*", "'") and (m in _ESTIMATED or len(m) <= 2) for m in name.marks)
        numbered = (variable_name(i) == index.name for i in name.indices if isinstance(i, s.Name))
        if hidden or any(numbered):
            raise ReadError(
                "E233", f"how {variable_name(name)} depends on {index} is not written out", line.span
            )
    hiding = sorted(left.atoms(Distribution, FunctionSymbol), key=str)
    if hiding and not left.atoms(Observation):
        raise ReadError("E233", f"whether {hiding[0]} depends on {index} is not written out", line.span)


def _said_of(line: Line, index: str) -> Iterator[str]:
    """The name that a line sets equal, or compares, to something with the index."""
    sides = () if is_limit(line) or line.left is None else (line.left, line.right)
    for side, other in (sides, sides[::-1]) if sides else ():
        head = side.function if isinstance(side, s.Apply) else side
        inside = {variable_name(n) for n in s.walk(other) if isinstance(n, s.Name)}
        if isinstance(head, s.Name) and index in inside:
            yield variable_name(head)


def _named(side: Any) -> set[Any]:
    """The names in an expression, but those of samples and of their sets."""
    sizes = {x for sample in side.atoms(Sample) for x in sample.free_symbols}
    return {*(side.free_symbols - sizes), *side.atoms(MassFunction, Model, FunctionSymbol)}


def _written(line: Line) -> tuple[s.Limit, s.Expression] | None:
    """A limit that is one side of an equation, and the other side."""
    if line.left is not None and line.relation in ("=", "≔"):
        for side, other in ((line.left, line.right), (line.right, line.left)):
            if (
                isinstance(side, s.Limit)
                and side.kind in ("lim", "plim")
                and isinstance(side.towards, s.Infinity)
            ):
                return side, other
    return None


def _of(limit: s.Limit) -> Variable:
    name = limit.variable
    if isinstance(name, s.Name) and variable_name(name) in GROWING:
        return Variable(variable_name(name))
    raise ReadError("E233", "limits of other things than sequences are not checked", limit.span)


def _stated(line: Line) -> Variable | None:
    """The index that stands above the arrow."""
    if not line.note or line.note.strip() in _IN_PROBABILITY:
        return None
    found = _NOTE.fullmatch(line.note)
    if found is None or found[1] not in GROWING:
        raise ReadError("E233", f"lines with → and {line.note} at it are not checked", line.span)
    return Variable(found[1])


def _evident(terms: Terms, left: Any, right: Any, line: Line) -> Variable:
    """The only letter of a sequence that its limit does not have."""
    able = sorted({v.name for v in left.free_symbols - right.free_symbols} & GROWING)
    if len(able) != 1:
        raise ReadError("E227", "the line does not say what grows without bound", line.span)
    terms.infer("N140", f"{able[0]} is read as growing without bound", line.span)
    return Variable(able[0])
