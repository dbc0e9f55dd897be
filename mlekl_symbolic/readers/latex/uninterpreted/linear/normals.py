"""Normal densities of vectors, and the letter that says how many entries these have."""

from __future__ import annotations

from collections.abc import Iterable

from mlekl_symbolic.readers.latex import surface as s

_TWO_PI = (s.Number("2"), s.Name("pi"))


def normal(node: s.Node) -> tuple[s.Expression, s.Expression, s.Expression] | None:
    """The point, the mean and the covariance of a normal density, if a node is one."""
    if not isinstance(node, s.Apply) or node.function != s.Name("N", "cal") or len(node.groups) != 2:
        return None
    items = [i for group in node.groups for i in group]
    return (items[0], items[1], items[2]) if len(node.groups[0]) == 1 and len(items) == 3 else None


def dimension(sides: Iterable[s.Node]) -> s.Name | None:
    """The letter ``n`` of ``(2π)^n`` or ``n log(2π)`` in a line with a normal density, if there is one.

    A line without a sum that adds the logarithm of a determinant to ``n log(2π)`` is about one such density.
    """
    nodes = [n for side in sides for n in s.walk(side)]
    logarithm = any(isinstance(n, s.Call) and _has_determinant(n.operand) for n in nodes)
    one = logarithm and not any(isinstance(n, s.Big) for n in nodes)
    if not one and not any(normal(n) for n in nodes):
        return None
    found: set[s.Name | None] = set()
    for node in nodes:
        match node:
            case s.Power(base, exponent) if _is_two_pi(base):
                found.add(_only_name(exponent))
            case s.Factors(factors):
                rest = [f.body for f in factors if not _is_log_of_two_pi(f.body)]
                if len(rest) < len(factors):
                    found.add(_only_name(s.Factors(tuple(s.Joined("", r) for r in rest))))
    return found.pop() if len(found) == 1 else None


def _has_determinant(node: s.Node) -> bool:
    """Whether bars stand around what a logarithm is taken of, or a factor of it."""
    parts = [f.body for f in node.factors] if isinstance(node, s.Factors) else [node]
    return any(isinstance(p, s.Absolute) for p in parts)


def _is_two_pi(node: s.Node) -> bool:
    return isinstance(node, s.Factors) and tuple(f.body for f in node.factors) == _TWO_PI


def _is_log_of_two_pi(node: s.Node) -> bool:
    return isinstance(node, s.Call) and node.function in ("log", "ln") and _is_two_pi(node.operand)


def _only_name(node: s.Node) -> s.Name | None:
    inside = {n for n in s.walk(node) if isinstance(n, s.Name)}
    return inside.pop() if len(inside) == 1 else None
