"""What shows that a formula is about vectors or matrices."""

from __future__ import annotations

from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.uninterpreted.linear.kinds import (
    DETERMINANTS,
    SYMMETRIC,
    TRACES,
    is_identity,
    is_inverse,
)
from mlekl_symbolic.readers.latex.uninterpreted.linear.normals import normal


def has_matrices(tree: s.Node) -> bool:
    """Whether a side has a transpose, a norm, a trace, a determinant or an identity matrix in it."""
    for node in s.walk(tree):
        match node:
            case s.Transpose() | s.Norm() | s.Gradient() | s.Matrix():
                return True
            case s.Apply() if node.function.letter in TRACES | DETERMINANTS | {"diag"} or normal(node):
                return True
            case s.Name() if is_identity(node) or node.style in ("bf", "vec"):
                return True
            case s.Absolute() if any(
                isinstance(n, s.Name) and n.letter in SYMMETRIC for n in s.walk(node.body)
            ):
                return True
            case s.Scripted(s.Number(), _):
                return True
            case s.Power(s.Name() as base) if is_inverse(node) and base.letter[:1].isupper():
                return True
    return False
