"""Which letters may stand for numbers, columns and matrices."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.alphabet import GREEK
from mlekl_symbolic.readers.latex.vectors import OF_MATRICES

Stem = tuple[str, str, tuple[str, ...], int]
"""Letters that are of one kind: a letter with its style, its labels and the number of its indices."""
TRACES = frozenset(("tr", "Tr", "trace", "Trace"))
DETERMINANTS = frozenset(("det", "Det"))
SYMMETRIC = frozenset(("Sigma", "Lambda", "Omega"))
"""Letters that usually name symmetric matrices: covariances and their inverses."""
INFORMATION = frozenset(("F", "H"))
"""Upright letters that usually name symmetric matrices: Fisher's and Hesse's."""
MINUS_ONE = s.Terms((s.Signed("-", s.Number("1")),))
"""The exponent of an inverse."""
_DECORATIONS = frozenset(("hat", "tilde", "bar", "*", "'", "''", "check", "breve"))
_COUNTS = frozenset(("n", "i", "j", "l", "pi", "e"))
"""Small letters that name numbers unless something shows that they are vectors."""


class Kind(Enum):
    """What a letter stands for."""

    NUMBER = "number"
    COLUMN = "vector"
    MATRIX = "matrix"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a document shows of its letters.

    Attributes
    ----------
    turned
        Letters that are transposed: no numbers.
    square
        Letters that have an inverse or a determinant, or of which the trace is taken: matrices.
    derived
        Letters by which a gradient is taken: no counts.
    """

    turned: frozenset[Stem]
    square: frozenset[Stem]
    derived: frozenset[Stem]


def stem(name: s.Name) -> Stem:
    """What decides of which kind a name is."""
    style = "" if name.style in ("word", "text") else name.style
    labels = tuple(m for m in name.marks if m not in _DECORATIONS)
    return name.letter, style, labels, len(name.indices)


def is_inverse(node: s.Node) -> bool:
    """Whether a node has the exponent -1."""
    return isinstance(node, s.Power) and node.exponent == MINUS_ONE


def is_identity(node: s.Node) -> bool:
    """Whether a name is an identity matrix: an I with its size below it, or a bold one."""
    if not isinstance(node, s.Name) or node.letter != "I" or node.marks or node.upper:
        return False
    return size_of(node) is not None if node.indices else node.style in ("bf", "bb")


def size_of(node: s.Name) -> s.Name | None:
    """The size that stands below an identity matrix."""
    if len(node.indices) == 1 and isinstance(node.indices[0], s.Name) and not node.indices[0].indices:
        return node.indices[0]
    return None


def evidence(trees: Iterable[s.Node], gradients: Iterable[s.Node]) -> Evidence:
    """What the sides of lines show of their letters; ``gradients`` is what those are taken by."""
    turned: set[Stem] = set()
    square: set[Stem] = set()
    derived: set[Stem] = set()
    for tree in trees:
        for node in s.walk(tree):
            if isinstance(node, s.Transpose):
                turned |= {stem(n) for n in _lone(node.body)}
            elif isinstance(node, s.Power) and is_inverse(node):
                square |= {stem(n) for n in _lone(node.base) if n.letter[:1].isupper()}
            elif isinstance(node, s.Absolute) and _is_covariance(node.body):
                square |= {stem(n) for n in _lone(node.body)}
            elif isinstance(node, s.Apply) and node.function.letter in OF_MATRICES:
                square |= {stem(n) for g in node.groups for i in g for n in _lone(i)}
            elif isinstance(node, s.Gradient):
                by = node.variables or gradients
                derived |= {stem(n) for n in by if isinstance(n, s.Name)}
    return Evidence(frozenset(turned), frozenset(square), frozenset(derived))


def options(of: Stem, seen: Evidence) -> tuple[Kind, ...]:
    """The kinds that a letter may be of."""
    letter, style, _, _ = of
    large = letter[:1].isupper()
    if of in seen.square and large:
        return (Kind.MATRIX,)
    if style in ("bf", "vec"):
        return (Kind.MATRIX, Kind.COLUMN) if large and style == "bf" else (Kind.COLUMN,)
    if not large:
        if of in seen.turned:
            return (Kind.COLUMN,)
        counts = letter in _COUNTS and of not in seen.derived
        return (Kind.NUMBER,) if counts else (Kind.COLUMN, Kind.NUMBER)
    if letter in GREEK:
        return (Kind.MATRIX,) if of in seen.turned else (Kind.MATRIX, Kind.NUMBER)
    if of in seen.turned:
        return Kind.MATRIX, Kind.COLUMN
    return Kind.MATRIX, Kind.COLUMN, Kind.NUMBER


def is_symmetric(name: s.Name) -> bool:
    """Whether a letter usually names a symmetric matrix: not a block of one away from its diagonal."""
    usual = name.letter in SYMMETRIC or (name.letter in INFORMATION and name.style in ("word", "text"))
    return usual and not _is_off_diagonal(name)


def _is_off_diagonal(name: s.Name) -> bool:
    r"""Whether two different indices show a block that need not be square, as in ``\Sigma_{12}``."""
    pairs: list[tuple[object, ...]] = [name.indices]
    pairs += [tuple(i.digits) for i in name.indices if isinstance(i, s.Number)]
    pairs += [tuple(m[1:]) for m in name.marks if m.startswith("_") and m.islower()]
    return any(len(pair) == 2 and pair[0] != pair[1] for pair in pairs)


def _lone(node: s.Node) -> list[s.Name]:
    """The names of a node that are no factors: alone, or the terms of a sum."""
    match node:
        case s.Name():
            return [node]
        case s.Apply() if node.function.letter not in OF_MATRICES:
            return [node.function]
        case s.Terms(terms):
            return [n for t in terms for n in _lone(t.body)]
    return []


def _is_covariance(node: s.Node) -> bool:
    return isinstance(node, s.Name) and node.letter in SYMMETRIC
