"""Which letters are bound and which are free in a surface tree."""

from __future__ import annotations

from mlekl_symbolic.readers.latex import surface as s


def bound_letters(limits: s.Limits) -> frozenset[str]:
    """The letters that the limits of an operator bind."""
    match limits:
        case s.Between(variable):
            return _letter(variable)
        case s.Over(variables):
            return frozenset().union(*map(_letter, variables))
        case s.Where(condition):
            found = condition.first
            return frozenset() if found is None else _letter(found)


def _letter(node: s.Expression) -> frozenset[str]:
    if isinstance(node, s.Name):
        return frozenset((node.letter,))
    if isinstance(node, s.Tuple):
        return frozenset().union(*map(_letter, node.items))
    return frozenset()


def bound_by(node: s.Node) -> frozenset[str]:
    """The letters that a node itself binds."""
    match node:
        case s.Big(limits=limits) | s.Optimum(over=limits) if limits is not None:
            return bound_letters(limits)
        case s.Integral(variables=variables):
            return frozenset().union(*map(_letter, variables))
        case s.Mean(under=under):
            found = [_letter(v) for u in under if isinstance(u, s.Over) for v in u.variables]
            return frozenset().union(*found)
        case s.Limit(variable=variable):
            return _letter(variable)
    return frozenset()


def free_letters(node: s.Node) -> frozenset[str]:
    """The letters of the names in a node that it does not bind."""
    own = frozenset((node.letter,)) if isinstance(node, s.Name) else frozenset()
    inside = frozenset[str]().union(*map(free_letters, s.parts(node)))
    return (own | inside) - bound_by(node)
