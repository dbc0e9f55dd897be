"""Inequalities as linear combinations of known ones, with multipliers found exactly."""

from __future__ import annotations

from collections.abc import Sequence

from mlekl_symbolic.kernel.ring import polynomial
from mlekl_symbolic.kernel.terms import App, Num, Term
from mlekl_symbolic.search.engine import CheckError, Context, Engine
from mlekl_symbolic.search.facts import positive
from mlekl_symbolic.search.linear import farkas
from mlekl_symbolic.search.normal import Normaliser


def normalised(n: Normaliser, line: int, context: Context) -> int:
    """A comparison with both sides in normal form."""
    engine: Engine = n.engine
    p = engine.proposition(line)
    assert isinstance(p, App)
    left, right = (n.normal(a, context) for a in p.args)
    if left.changes:
        back = engine.symm(left)
        assert back.line is not None
        line = engine.add("trans", back.line, line)
    if right.line is not None:
        line = engine.add("trans", line, right.line)
    return line


def tangents(n: Normaliser, goal: Term, context: Context) -> list[int]:
    """Lines ``log t ≤ t - 1`` for the logarithms of positive things in a comparison."""
    assert isinstance(goal, App)
    sides = [polynomial(n.normal(a, context).right) for a in goal.args]
    out = []
    for a in dict.fromkeys(a for p in sides for mono in p for a, up, _ in mono if up):
        if isinstance(a, App) and a.head == "log":
            line = n.facts.prove(positive(a.args[0]), context)
            if line is not None:
                out.append(n.engine.rule("log_le_sub_one", {"t": a.args[0]}, (line,)))
    return out


def combined(n: Normaliser, goal: Term, lines: Sequence[int], context: Context) -> int | None:
    """The goal as a linear combination of comparisons, all brought to normal form first."""
    engine = n.engine
    assert isinstance(goal, App)
    left, right = (n.normal(a, context) for a in goal.args)
    target = App(goal.head, (left.right, right.right))
    known = [normalised(n, line, context) for line in lines]
    factors = farkas([engine.proposition(k) for k in known], target)
    if factors is None:
        return None
    used = [(k, c) for k, c in zip(known, factors, strict=True) if c]
    try:
        line = engine.add("linear", *(k for k, _ in used), terms=(target, *(Num(c) for _, c in used)))
        if left.line is not None:
            line = engine.add("trans", left.line, line)
        if right.changes:
            back = engine.symm(right)
            assert back.line is not None
            line = engine.add("trans", line, back.line)
    except CheckError:
        return None
    return line
