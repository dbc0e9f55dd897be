"""What a search that failed was lacking, as far as authors leave such things unsaid.

These are conditions of regularity: that a part of an integrand has an integral, that a function has a
derivative, that a divisor is not zero, that a sum with a logarithm is positive. Each is found by the search
itself, and listed with the proof.
"""

from __future__ import annotations

from collections.abc import Iterable

from mlekl_symbolic.kernel.terms import App, Bind, Num, Term
from mlekl_symbolic.language import LanguageError, Statement, to_kernel
from mlekl_symbolic.proof.workspace import Workspace

MOST = 10
"""How many conditions are added at a time."""


def lacking(workspace: Workspace, about: Iterable[Term]) -> tuple[Statement, ...]:
    """The conditions of regularity that the last search of a workspace asked for.

    Parameters
    ----------
    about
        What the conditions may speak of, besides what the hypotheses speak of.
    """
    known = frozenset().union(*(t.free for t in about), *(f.free for f in workspace.context.facts))
    standing = set(workspace.context.facts)
    out: list[Statement] = []
    for condition in tuple(workspace.prover.facts.missing):
        if len(out) == MOST:
            break
        if condition in standing or not condition.free <= known or not _is_regularity(condition):
            continue
        try:
            made = workspace.read(condition)
        except LanguageError:
            continue
        if isinstance(made, Statement):
            out.append(made)
    return tuple(out)


def _is_regularity(condition: Term) -> bool:
    """Whether a condition says that a part has an integral or a derivative, or is not zero."""
    while isinstance(condition, Bind) and condition.head == "all":
        condition = condition.body
    match condition:
        case Bind("integrable"):
            return True
        case App("differentiable"):
            return True
        case App("not", (App("=", (divisor, Num(value))),)):
            return value == 0 and bool(divisor.free)
    return _is_sign(condition)


def _is_sign(condition: Term) -> bool:
    """Whether a condition says that a sum or an integral is positive, as one in a logarithm has to be."""
    match condition:
        case App("<", (Num(zero), Bind("sum" | "integral"))):
            return zero == 0
    return False


def without_signs(conditions: Iterable[Statement]) -> tuple[Statement, ...]:
    """Conditions without those about signs, which an inequality may not rest on: it would say the same."""
    return tuple(c for c in conditions if not _is_sign(to_kernel(c)))
