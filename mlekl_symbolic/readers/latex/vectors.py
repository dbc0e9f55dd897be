"""Which parts of a formula may be vectors or matrices, whose products depend on the order."""

from __future__ import annotations

from collections.abc import Sequence

from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.alphabet import GREEK
from mlekl_symbolic.readers.latex.roles import DENSITIES

_NUMBERS = (s.Call, s.Norm, s.Absolute, s.Indicator, s.Kronecker, s.Number)
"""What is a number whatever stands in it."""
OF_MATRICES = frozenset(("tr", "Tr", "trace", "Trace", "det", "Det", "rank", "diag", "vec", "logdet"))
"""Functions whose arguments are matrices, whatever their letters look like."""
SIZES = frozenset("NMKLTDJ")
"""Capital letters that are read as numbers without saying so."""
_MINUS_ONE = s.Terms((s.Signed("-", s.Number("1")),))
_WORDS = OF_MATRICES | {"KL", "H", "Var"}


def is_matrix(node: s.Node, known: frozenset[tuple[str, str]]) -> bool:
    """Whether a part may be a vector or a matrix.

    Parameters
    ----------
    known
        The letters that stand beside transposes, with their styles.
    """
    if isinstance(node, _NUMBERS):
        return False
    if isinstance(node, s.Transpose | s.Gradient | s.Matrix):
        return True
    if isinstance(node, s.Name):
        return (node.letter, node.style) in known or node.style in ("bf", "vec")
    if isinstance(node, s.Apply):
        name = node.function
        if name.letter in DENSITIES or name.letter in _WORDS or name.style == "cal":
            return False
        return is_matrix(name, known)
    if isinstance(node, s.Integral | s.Big | s.Mean | s.Optimum | s.Derivative):
        return is_matrix(node.body, known)
    return any(is_matrix(part, known) for part in s.parts(node))


def matrices(trees: list[s.Node]) -> frozenset[tuple[str, str]]:
    """The letters that stand in a product beside a transpose or a matrix, or in a trace or the like."""
    out: set[tuple[str, str]] = set()
    for tree in trees:
        for node in s.walk(tree):
            within: tuple[s.Node, ...] = ()
            if isinstance(node, s.Transpose):
                within = (node,)
            elif isinstance(node, s.Apply) and node.function.letter in OF_MATRICES:
                within = tuple(part for group in node.groups for part in group)
            elif isinstance(node, s.Factors):
                bodies = [f.body for f in node.factors if not isinstance(f.body, _NUMBERS)]
                if any(map(_marks, bodies)) or has_inverse(bodies):
                    within = tuple(b for b in bodies if not isinstance(b, s.Fraction | s.Matrix))
            out |= {(n.letter, n.style) for w in within for n in s.walk(w) if isinstance(n, s.Name)}
    return frozenset(out)


def has_inverse(factors: Sequence[s.Expression]) -> bool:
    """Whether a capital letter with the exponent -1 stands beside another, as in ``A^{-1} B``."""
    capitals = [f for f in factors if isinstance(f, s.Name) and _is_capital(f)]
    inverses = [
        f.base
        for f in factors
        if isinstance(f, s.Power)
        and isinstance(f.base, s.Name)
        and _is_capital(f.base)
        and f.exponent == _MINUS_ONE
    ]
    return bool(inverses) and bool(capitals or len(inverses) > 1)


def capitals(factors: list[s.Expression]) -> list[s.Name]:
    """The different capital letters in a product that may be matrices as well as numbers."""
    found: dict[tuple[object, ...], s.Name] = {}
    todo: list[s.Node] = list(factors)
    while todo:
        node = todo.pop(0)
        if isinstance(node, s.Name) and not node.style and _is_capital(node) and node.letter not in SIZES:
            found.setdefault((node.letter, node.marks, node.indices), node)
        elif isinstance(node, s.Terms | s.Signed | s.Factors | s.Joined | s.Power):
            todo += s.parts(node)
    return list(found.values())


def _is_capital(name: s.Name) -> bool:
    return name.letter[:1].isupper() and (not name.indices or name.letter in GREEK)


def _marks(node: s.Node) -> bool:
    """Whether a factor shows that those beside it may be matrices."""
    if isinstance(node, s.Name) and node.letter in OF_MATRICES:
        return True
    return any(isinstance(n, s.Transpose | s.Matrix) for n in s.walk(node))
