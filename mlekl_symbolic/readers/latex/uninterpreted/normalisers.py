"""Normalising constants: what a law is divided by is the sum of what stands above."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.diagnostics import NOWHERE, Diagnostic
from mlekl_symbolic.readers.latex.reading import EQUATIONS, Line
from mlekl_symbolic.readers.latex.roles import DENSITIES
from mlekl_symbolic.readers.latex.show import shown
from mlekl_symbolic.readers.latex.uninterpreted.keys import names
from mlekl_symbolic.readers.latex.uninterpreted.lines import Around

_ONE = s.Number("1")


def normaliser(line: Line, said: Sequence[Line], around: Around) -> tuple[Line, Line, Diagnostic] | None:
    """That a law sums to one which an earlier line divides by what a line says is a sum.

    Parameters
    ----------
    line
        The line, such as ``Z = ∑ f(y)``.
    said
        The equations before it, such as ``p(y) = f(y) / Z``.
    around
        The document.
    """
    found = around.line(line)
    constant, total = found.left, found.right
    if found.relation not in EQUATIONS or not isinstance(constant, s.Name | s.Apply):
        return None
    for before in reversed(said):
        other = around.line(before)
        law = other.left
        if other.relation not in EQUATIONS or not isinstance(law, s.Apply) or not _is_law(law):
            continue
        (point,) = law.groups[0]
        if (
            not isinstance(point, s.Name)
            or point in set(names(constant))
            or not _divides(other.right, constant)
        ):
            continue
        whole = _over(total, point, other.right)
        if whole is not None:
            made = replace(found, left=whole, relation="=", right=_ONE, span=NOWHERE, diagnostics=())
            note = Diagnostic("N129", f"{shown(law)} sums to one over {shown(point)}", line.span)
            return made, before, note
    return None


def _is_law(node: s.Apply) -> bool:
    """Whether an application is one of a law to one letter."""
    named = node.function.letter in DENSITIES or node.bars == ("|",)
    return named and len(node.groups[0]) == 1 and set(node.bars) <= {"|", ";"}


def _divides(node: s.Expression, constant: s.Expression) -> bool:
    """Whether a formula is divided by something, which stands nowhere else in it."""
    match node:
        case s.Fraction(top, bottom):
            divisor, rest = bottom, [top]
        case s.Factors((s.Joined("", s.Fraction(top, bottom)), *more)):
            divisor, rest = bottom, [top, *(f.body for f in more)]
            if any(f.by == "/" for f in more):
                return False
        case _:
            return False
    return divisor == constant and all(n != constant for part in rest for n in s.walk(part))


def _over(total: s.Expression, point: s.Name, body: s.Expression) -> s.Expression | None:
    """A formula summed, or integrated, as a line sums over the same letter."""
    match total:
        case s.Big("∑", s.Over((s.Name() as letter,), relation, domain)) if _is_same(letter, point):
            return s.Big("∑", s.Over((point,), relation, domain), body, span=total.span)
        case s.Integral(_, (s.Name() as letter,), low, high, domain) if _is_same(letter, point):
            return s.Integral(body, (point,), low, high, domain, span=total.span)
    return None


def _is_same(letter: s.Name, point: s.Name) -> bool:
    """Whether a letter is another one, or this with a prime."""
    return replace(letter, marks=()) == point
