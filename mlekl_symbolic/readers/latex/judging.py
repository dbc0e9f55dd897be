"""Whether hypotheses can hold, what speaks against a line, and whether it has a value at all."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from sympy import Basic

from mlekl_symbolic.kernel.lines import CheckError
from mlekl_symbolic.language import (
    Distribution,
    ForAll,
    FunctionSymbol,
    Greater,
    Model,
    NotEqual,
    Statement,
    number,
    to_kernel,
)
from mlekl_symbolic.proof.workspace import MIRROR, Workspace, relation_term
from mlekl_symbolic.readers.latex.assumptions import defined
from mlekl_symbolic.readers.latex.attempts import proof
from mlekl_symbolic.refute.model import model
from mlekl_symbolic.refute.witness import Witness

_KINDS = (Model, Distribution, FunctionSymbol)


def counterexample(workspace: Workspace, left: Basic, relation: str, right: Basic) -> Witness | None:
    """A small world in which everything supposed holds and the line does not."""
    goal = relation_term(to_kernel(left), relation, to_kernel(right))
    try:
        return workspace.counterexample(goal, [(goal, relation in MIRROR)])
    except (RecursionError, CheckError):
        return None


def without_value(workspace: Workspace, left: Basic, right: Basic) -> str:
    """Why a line never has a value in ordinary mathematics, if so: it divides by what is always zero."""
    for needed in defined(left, right):
        try:
            match _of_any(needed):
                case NotEqual() as claim if _never(workspace, claim, "="):
                    return "it divides by zero"
                case Greater() as claim if _never(workspace, claim, "<="):
                    return "it takes the logarithm of a number that is not positive"
        except (RecursionError, CheckError):
            continue
    return ""


def _of_any(needed: Basic) -> Basic:
    """What is said of all elements, said of any one: what is never true of it is true of none."""
    while isinstance(needed, ForAll):
        needed = needed.body
    return needed


def _never(workspace: Workspace, needed: Statement, instead: str) -> bool:
    """Whether a comparison with 0 is false, or another one is proved in its place."""
    claim = to_kernel(needed)
    if not claim.free:
        return workspace.against(needed) is not None
    return proof(workspace, workspace.context, needed.args[0], instead, number(0)) is not None


def is_possible(workspace: Workspace) -> bool:
    """Whether a small world was found in which everything holds that is supposed."""
    return model(list(workspace.context.facts), workspace.prover.engine.theory) is not None


def are_possible(workspace: Workspace, statements: Iterable[Statement]) -> bool:
    """Whether a small world was found in which some statements hold."""
    return model(list(map(to_kernel, statements)), workspace.prover.engine.theory) is not None


def mentions(statement: Statement, *sides: Basic) -> bool:
    """Whether a hypothesis speaks of a distribution, a function or a number of a line."""
    about = _subjects(statement)
    if statement.free_symbols and not about:
        return any(statement.free_symbols & side.free_symbols for side in sides)
    return any(about & _subjects(side) for side in sides)


@lru_cache(maxsize=512)
def _subjects(node: Basic) -> frozenset[Basic]:
    """The distributions, models and functions in an expression or a statement."""
    return frozenset(node.atoms(*_KINDS))
