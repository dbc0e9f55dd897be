"""Letters that an author writes in both cases: ``x`` is drawn, and ``X`` stands in the expectation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.show import shown
from mlekl_symbolic.readers.latex.uninterpreted.keys import names, replaced
from mlekl_symbolic.readers.latex.uninterpreted.survey import outside


def in_one_case(left: s.Expression, right: s.Expression) -> tuple[s.Expression, s.Expression, list[str]]:
    """Two sides in which what is drawn has one letter, and what was decided about letters.

    An expectation that draws ``x``, in whose body only ``X`` stands, must mean ``x``. That is so only if the
    line has neither of them outside of expectations that draw one of them, and never both in one.
    """
    means = [n for side in (left, right) for n in s.walk(side) if isinstance(n, s.Mean)]
    out = {n for side in (left, right) for n in outside(side)}
    by: dict[s.Name, s.Node] = {}
    for mean in means:
        inside = set(names(mean.body))
        for letter in _drawn(mean):
            other = _other_case(letter)
            if letter in inside or other not in inside or out & {letter, other} or len(letter.letter) > 1:
                continue
            if all(_fits(m, letter, other) for m in means):
                small, large = sorted((letter, other), key=lambda n: n.letter, reverse=True)
                by[large] = small
    said = [f"{shown(large)} and {shown(small)} are one variable" for large, small in by.items()]
    one, two = _renamed((left, right), by)
    return one, two, said


def as_drawn(left: s.Expression, right: s.Expression) -> tuple[s.Expression, s.Expression, list[str]]:
    """Two sides in which expectations draw what their law is applied to in their bodies.

    An upright ``h`` that is drawn from ``q`` is the bold one in ``log q(h | v)``: the line has the first
    nowhere else, every body has ``q`` as the law of the second, and this stands in bodies, and in what takes
    laws as its arguments, only.
    """
    sides = (left, right)
    means = [n for side in sides for n in s.walk(side) if isinstance(n, s.Mean)]
    out = {n for side in sides for n in _free_outside(side)}
    every = Counter(n for side in sides for n in names(side))
    by: dict[s.Name, s.Node] = {}
    for letter in dict.fromkeys(x for m in means for x in _drawn(m)):
        mine = [m for m in means if letter in _drawn(m)]
        meant = {_weighed(m) for m in mine}
        lone = every[letter] == len(mine) and all(_drawn(m) == [letter] for m in mine)
        other = meant.pop() if lone and len(meant) == 1 else None
        if other is not None and other not in out and _resemble(letter, other):
            by[letter] = other
    said = [f"what is drawn as {shown(letter)} is {shown(other)}" for letter, other in by.items()]
    one, two = _renamed(sides, by)
    return one, two, said


def _resemble(one: s.Name, other: s.Name) -> bool:
    """Whether two names are one letter in two fonts, as far as can be seen: commands with one last letter."""
    if len(one.letter) > 1 and len(other.letter) > 1 and not one.style and not other.style:
        return one.letter[-1] == other.letter[-1]
    plain = replace(other, letter=other.letter.lower(), style="")
    return replace(one, letter=one.letter.lower(), style="") == plain


def _free_outside(node: s.Node) -> set[s.Name]:
    """The names that stand outside of every expectation, and that no integral and no sum binds there."""
    match node:
        case s.Integral(_, variables) | s.Big(_, s.Over(variables)):
            bound = {v for v in variables if isinstance(v, s.Name)}
            return {n for part in s.parts(node) for n in _free_outside(part)} - bound
        case s.Mean() | s.Name():
            return set(outside(node))
        case s.Apply() if not outside(node):
            return set()
    return {n for part in s.parts(node) for n in _free_outside(part)}


def _weighed(mean: s.Mean) -> s.Name | None:
    """What the law of an expectation is a law of in its body, if that is one name."""
    law = mean.under[0].domain if isinstance(mean.under[0], s.Over) else None
    found = {n.groups[0] for n in s.walk(mean.body) if isinstance(n, s.Apply) and n.function == law}
    points = found.pop() if len(found) == 1 else ()
    return points[0] if len(points) == 1 and isinstance(points[0], s.Name) else None


def _renamed(sides: Sequence[s.Expression], by: dict[s.Name, s.Node]) -> list[Any]:
    return [replaced(side, by) for side in sides]


def _other_case(name: s.Name) -> s.Name:
    return replace(name, letter=name.letter.swapcase())


def _drawn(mean: s.Mean) -> list[s.Name]:
    """The names that an expectation says it draws."""
    found = [v for u in mean.under if isinstance(u, s.Over) for v in u.variables]
    return [v for v in found if isinstance(v, s.Name)]


def _fits(mean: s.Mean, letter: s.Name, other: s.Name) -> bool:
    """Whether an expectation has at most one of two names in its body, and then draws one of them."""
    inside = {letter, other} & set(names(mean.body))
    return not inside or (len(inside) == 1 and bool({letter, other} & set(_drawn(mean))))
