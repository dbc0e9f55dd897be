"""A line that follows from equations before it by arithmetic, whatever their parts stand for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from mlekl_symbolic.language import (
    Divide,
    Equal,
    LanguageError,
    Log,
    Minus,
    Negative,
    Plus,
    Power,
    Times,
    number,
)
from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.diagnostics import NOWHERE, Diagnostic, ReadError
from mlekl_symbolic.readers.latex.elaborate.usage import Usage
from mlekl_symbolic.readers.latex.reading import EQUATIONS, Line
from mlekl_symbolic.readers.latex.uninterpreted.consistency import contradict
from mlekl_symbolic.readers.latex.uninterpreted.lines import Around, General
from mlekl_symbolic.readers.latex.uninterpreted.survey import own_names, survey
from mlekl_symbolic.readers.latex.uninterpreted.terms import Terms

_NO_NUMBER = (
    s.Constant | s.Unreadable | s.Infinity | s.Dots | s.Slot | s.Optimum | s.Extreme | s.Transpose | s.Matrix
    | s.Listed | s.Such | s.Tuple | s.Stretch | s.Conditional | s.Chain | s.Implication | s.Limit | s.Cases
)  # fmt: skip
MOST = 8
"""From how many equations a line may follow."""
LARGEST = 400
"""Nodes of the longest equation that a line may follow from."""


def by_arithmetic(line: Line, said: Sequence[Line], around: Around) -> General | None:
    """A line as an equation between unknown numbers, with the equations before it that speak of the same.

    What is no sum, product, quotient or power is one number, the same one wherever it stands in the same
    words. Where there are matrices, only multiples by numbers are taken apart, which vectors have too.

    Parameters
    ----------
    line
        The line.
    said
        The equations before it.
    around
        The document.
    """
    found = around.line(line)
    if found.left is None or found.relation not in EQUATIONS:
        return None
    if _is_update(found.left, found.right):
        return None
    terms = Terms(survey((), (), Usage()))
    chosen = speaking_of_the_same(found, said, around)
    prepared = preparation([(found.left, found.right), *chosen], around)
    try:
        left, right = (arithmetic(prepared(x), terms.real) for x in (found.left, found.right))
        facts = [Equal(*(arithmetic(prepared(x), terms.real) for x in pair)) for pair in chosen]
    except (ReadError, LanguageError, ValueError, OverflowError, RecursionError):
        return None
    by = [replace(found, left=a, relation="=", right=b, span=NOWHERE) for a, b in chosen]
    if len(facts) < 2 or contradict(by, around):
        return None
    notice = Diagnostic("N129", "it follows from lines before it", line.span)
    return General(terms.home.workspace, left, "=", right, (), (), (tuple(facts),), (notice,))


def preparation(
    pairs: Iterable[tuple[s.Expression, s.Expression]], around: Around
) -> Callable[[s.Expression], s.Expression]:
    """What the sides of equations go through first: where there may be matrices their products stay whole."""
    strict = around.has_matrices or any(map(_has_vectors, (x for pair in pairs for x in pair)))
    return _whole_products if strict else _as_it_is


def _has_vectors(side: s.Expression) -> bool:
    """Whether bold letters, arrows or capitals side by side show that there may be vectors or matrices."""
    inside = list(s.walk(side))
    products = (n for n in inside if isinstance(n, s.Factors))
    bold = any(isinstance(n, s.Name) and n.style in ("bf", "vec") for n in inside)
    return bold or any(sum(_is_capital(f.body) for f in p.factors) > 1 for p in products)


def _is_capital(node: s.Expression) -> bool:
    base = node.base if isinstance(node, s.Power) else node
    return isinstance(base, s.Name) and base.letter.isupper()


def _as_it_is(node: s.Expression) -> s.Expression:
    return node


def _whole_products(node: s.Expression) -> s.Expression:
    """A side in which a product of two parts, a quotient by a part and a power are one part each."""
    match node:
        case s.Terms(terms):
            return replace(node, terms=tuple(replace(t, body=_whole_products(t.body)) for t in terms))
        case s.Factors(factors):
            parts = [f for f in factors if not isinstance(f.body, s.Number | s.Fraction)]
            numbers = all(_is_number(f.body) for f in factors if f not in parts)
            if numbers and len(parts) == 1 and parts[0].by != "/":
                made = replace(parts[0], body=_whole_products(parts[0].body))
                return replace(node, factors=tuple(made if f is parts[0] else f for f in factors))
    return node if _is_number(node) or not _tops_apart(node) else s.Tuple((node,), span=node.span)


def _is_number(node: s.Expression) -> bool:
    """Whether a node is a number or a quotient of two."""
    both = isinstance(node, s.Fraction) and all(isinstance(x, s.Number) for x in (node.top, node.bottom))
    return isinstance(node, s.Number) or both


def _tops_apart(node: s.Expression) -> bool:
    return isinstance(node, s.Factors | s.Fraction | s.Power)


def speaking_of_the_same(
    found: Line, said: Sequence[Line], around: Around
) -> list[tuple[s.Expression, s.Expression]]:
    """The last equations that have a part in common with a line, or with one another that has."""
    sides = {found.left, found.right}
    waiting = []
    for before in said:
        other = around.line(before)
        left = other.left
        if left is None or other.relation not in EQUATIONS or {left, other.right} == sides:
            continue
        if _is_update(left, other.right) or sum(1 for x in (left, other.right) for _ in s.walk(x)) > LARGEST:
            continue
        if not any(isinstance(n, _NO_NUMBER) for x in (left, other.right) for n in _tops(x)):
            waiting.append(other)
    parts: set[s.Node] = {n for x in sides if x is not None for n in _tops(x) if not isinstance(n, s.Number)}
    chosen: list[tuple[s.Expression, s.Expression]] = []
    while len(chosen) < MOST:
        new = next((w for w in reversed(waiting) if parts & _both(w)), None)
        if new is None:
            break
        waiting.remove(new)
        assert new.left is not None
        chosen.append((new.left, new.right))
        parts |= _both(new)
    return chosen


def _both(line: Line) -> set[s.Node]:
    sides = [x for x in (line.left, line.right) if x is not None]
    return {n for x in sides for n in _tops(x) if not isinstance(n, s.Number)}


def _is_update(left: s.Expression, right: s.Expression) -> bool:
    """Whether a line gives a name a new value that depends on its old one."""
    return isinstance(left, s.Name) and left in own_names(right)


def _tops(node: s.Expression) -> list[s.Expression]:
    """The parts of a side that are one number each."""
    match node:
        case s.Terms(terms):
            return [n for t in terms for n in _tops(t.body)]
        case s.Factors(factors):
            return [n for f in factors for n in _tops(f.body)]
        case s.Fraction(top, bottom):
            return [*_tops(top), *_tops(bottom)]
        case s.Power(base, s.Number()):
            return _tops(base)
    return [node]


def arithmetic(node: s.Expression, whole: Callable[[s.Expression], Any]) -> Any:
    """A side as a number, with a number or a function for each part that is no sum, product or quotient."""
    match node:
        case s.Number(digits):
            return number(Fraction(digits))
        case s.Terms(parts):
            out: Any = None
            for term in parts:
                body = arithmetic(term.body, whole)
                if out is None:
                    out = Negative(body) if term.sign == "-" else body
                else:
                    out = (Minus if term.sign == "-" else Plus)(out, body)
            return out
        case s.Factors(factors):
            made: Any = None
            for factor in factors:
                body = arithmetic(factor.body, whole)
                made = body if made is None else (Divide if factor.by == "/" else Times)(made, body)
            return made
        case s.Fraction(top, bottom):
            return Divide(arithmetic(top, whole), arithmetic(bottom, whole))
        case s.Power(base, s.Number(digits)) if digits.isdigit():
            return Power(arithmetic(base, whole), int(digits))
        case s.Call("log" | "ln", s.Number(digits), None, None):
            return Log(number(Fraction(digits)))
    if isinstance(node, s.Tuple) and len(node.items) == 1:
        return whole(node.items[0])  # what is kept whole
    if isinstance(node, _NO_NUMBER):
        raise ReadError("E233", "this is no number", node.span)
    return whole(node)
