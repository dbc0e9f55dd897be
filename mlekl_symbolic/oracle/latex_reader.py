"""Another reader's opinion: every scalar formula is printed, read by latex2sympy2, and compared.

latex2sympy2 (or sympy-latex-parser, the same module for Python 3.13 and later) is optional: install
the extra ``crosscheck``. Without it every opinion is `NotExpressible`.
"""

from __future__ import annotations

import importlib
import warnings
from collections.abc import Callable
from functools import lru_cache
from types import ModuleType

import sympy
from sympy import Basic, Expr

from mlekl_symbolic.oracle.dialect import Skeleton, scalar_parts, skeleton
from mlekl_symbolic.oracle.opinion import Agrees, Disagrees, NotExpressible, Opinion, StepOpinion, worst
from mlekl_symbolic.proof.records import Theorem


def cross_check(node: Basic) -> Opinion:
    """Whether latex2sympy2 reads every scalar part of an expression or statement as it was meant.

    Parameters
    ----------
    node
        An expression, a set of optimisers or a statement; parts that are not scalar are read as
        placeholders, and their own scalar parts by themselves.
    """
    read = reader()
    if read is None:
        return NotExpressible("latex2sympy2 is not installed: install the extra 'crosscheck'")
    parts = tuple(dict.fromkeys(scalar_parts(node)))
    if not parts:
        return NotExpressible(f"{node} has no scalar part to read")
    return worst(compare(skeleton(part), read) for part in parts)


def cross_check_theorem(theorem: Theorem) -> tuple[StepOpinion, ...]:
    """The opinion on both sides of every step of a theorem, in order."""
    known: dict[Basic, Opinion] = {}
    for side in (side for s in theorem.steps for side in (s.lhs, s.rhs)):
        if side not in known:
            known[side] = cross_check(side)
    return tuple(StepOpinion(s.number, _of_both(known[s.lhs], known[s.rhs])) for s in theorem.steps)


def _of_both(left: Opinion, right: Opinion) -> Opinion:
    """One opinion for two sides; a side without scalar parts, such as ``KL(p, q)``, is nothing to read."""
    read = [o for o in (left, right) if not isinstance(o, NotExpressible)]
    return worst(read or (left, right))


def reader() -> Callable[[str], Expr] | None:
    """The function that reads, with the module's memory of earlier formulas wiped before each."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            module = importlib.import_module("latex2sympy2")
        except ImportError:
            return None
    return lambda latex: _read(module, latex)


@lru_cache(maxsize=4096)
def _read(module: ModuleType, latex: str) -> Expr:
    module.var, module.variances = {}, {}  # type: ignore[attr-defined]
    return module.latex2sympy(latex)


def compare(made: Skeleton, reader: Callable[[str], Expr]) -> Opinion:
    """Whether a reader reads a skeleton as it was meant.

    Parameters
    ----------
    made
        The formula and its meaning.
    reader
        A function from LaTeX to SymPy.
    """
    latex = made.spelled.latex
    try:
        found = reader(latex)
    except Exception as error:  # the reader's own errors have no common class
        return NotExpressible(f"latex2sympy2 does not read {latex}: {str(error).splitlines()[0]}")
    if not isinstance(found, Expr):
        return Disagrees(latex, f"it is read as {found}")
    read = _evaluated(found).xreplace(made.meaning)
    difference = read - made.spelled.ordinary
    if difference == 0 or sympy.expand(difference) == 0 or sympy.simplify(difference) == 0:
        return Agrees(1)
    return Disagrees(latex, str(difference))


def _evaluated(node: Basic) -> Basic:
    """``node`` built anew, because the reader leaves its operations unevaluated."""
    return node.func(*map(_evaluated, node.args)) if node.args else node
