"""Which parts of a formula may be vectors or matrices, whose products depend on the order."""

from __future__ import annotations

from collections.abc import Callable, Sequence

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
_HALVES = (
    s.Fraction(s.Number("1"), s.Number("2")),
    s.Factors((s.Joined("", s.Number("1")), s.Joined("/", s.Number("2")))),
)
_EXPONENTS = (_MINUS_ONE, *_HALVES, *(s.Terms((s.Signed("-", h),)) for h in _HALVES))
"""The exponents of inverses and roots."""
_LARGE = frozenset(("diag", "vec"))
"""Functions whose values are vectors or matrices."""
_WORDS = (OF_MATRICES - _LARGE) | {"KL", "H", "Var"}


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
        return name.letter in _LARGE or is_matrix(name, known)
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
    """Whether a capital letter with the exponent -1 stands beside another, as in ``A^{-1} B``.

    A root, a transposed inverse and the covariance of one vector count like an inverse.
    """
    large = [f for f in factors if isinstance(f, s.Name) and _is_large(f)]
    found = [f for f in factors if _is_square(f)]
    turned = any(isinstance(f, s.Power) and _is_turned(f.exponent) for f in found)
    return bool(found) and bool(large or len(found) > 1 or (turned and len(factors) > 1))


def _is_square(node: s.Node) -> bool:
    """Whether a factor is what only a square matrix has, if its letters may be matrices."""
    match node:
        case s.Power(base, exponent):
            return (exponent in _EXPONENTS or _is_turned(exponent)) and _is_of_capitals(base)
        case s.Apply(s.Name("Cov"), ((_,),)):
            return True
    return False


def _is_turned(exponent: s.Expression) -> bool:
    r"""Whether an exponent is ``-\top``, or ``-T``."""
    match exponent:
        case s.Terms((s.Signed("-", s.Name("top" | "T")),)):
            return True
    return False


def _is_of_capitals(node: s.Node) -> bool:
    """Whether every term of something has a capital letter as a factor: there is no 1 added to it."""
    match node:
        case s.Name():
            return _is_large(node) or _is_identity(node)
        case s.Terms(terms):
            return all(_is_of_capitals(t.body) for t in terms)
        case s.Factors(factors):
            return any(_is_of_capitals(f.body) for f in factors)
    return False


def _is_large(name: s.Name) -> bool:
    """Whether a name is a capital letter, which may have an index."""
    return name.letter[:1].isupper()


def _is_identity(name: s.Name) -> bool:
    return name.letter == "I" and len(name.indices) == 1


def capitals(factors: Sequence[s.Expression]) -> list[s.Name]:
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


def read_as_numbers(factors: Sequence[s.Expression], is_said: Callable[[s.Name], bool]) -> tuple[s.Name, ...]:
    """The capital letters of a product that would say something else if they were matrices.

    That needs two of them, or the inverse of one beside another letter.

    Parameters
    ----------
    is_said
        Whether the document says what a letter is.
    """
    found = tuple(n for n in capitals(factors) if not is_said(n))
    inverse = any(map(_is_square, factors)) and any(isinstance(f, s.Name) for f in factors)
    return found if len(found) > 1 or inverse else ()


def _is_capital(name: s.Name) -> bool:
    return name.letter[:1].isupper() and (not name.indices or name.letter in GREEK)


def _marks(node: s.Node) -> bool:
    """Whether a factor shows that those beside it may be matrices."""
    if isinstance(node, s.Name) and node.letter in OF_MATRICES:
        return True
    if isinstance(node, s.Apply) and node.function.letter in _LARGE:
        return True
    return any(isinstance(n, s.Transpose | s.Matrix) for n in s.walk(node))
