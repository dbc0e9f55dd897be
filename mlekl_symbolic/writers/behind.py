"""What stands behind the steps of a theorem: rules, hypotheses, kernel lines, and LaTeX to copy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mlekl_symbolic.proof.outcome import Proved
from mlekl_symbolic.proof.records import Step, Theorem
from mlekl_symbolic.writers.builder import layout
from mlekl_symbolic.writers.latex import latex
from mlekl_symbolic.writers.layout import Relation
from mlekl_symbolic.writers.lines import CLAIM, FALSE_LINE, SIGNS
from mlekl_symbolic.writers.trace import traces

MOST_LINES = 24
"""How many kernel lines of a step a page shows."""


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind one step.

    Attributes
    ----------
    rules, givens
        The rules of mathematics it uses, and the labels of the hypotheses it rests on.
    latex
        The step as LaTeX.
    lines, left_out
        Its last kernel lines, and how many there are before them.
    """

    rules: tuple[str, ...]
    givens: tuple[str, ...]
    latex: str
    lines: tuple[str, ...]
    left_out: int


def behind_steps(theorem: Theorem) -> dict[str, Behind]:
    """What stands behind each step, and behind each line that is shown to be false, by their labels."""
    certificate = theorem.certificate
    kernel = {} if certificate is None else traces(certificate)
    found = {str(s.number): _behind(s, kernel) for s in theorem.steps}
    return found | {f"{FALSE_LINE}{s.number}": _behind(s, {}) for s in theorem.refutations}


def _behind(step: Step, kernel: Mapping[str, tuple[str, ...]]) -> Behind:
    rules, givens = (
        (step.outcome.rules, step.outcome.givens) if isinstance(step.outcome, Proved) else ((), ())
    )
    lines = kernel.get(str(step.number), ())
    return Behind(rules, givens, _latex(step), lines[-MOST_LINES:], max(len(lines) - MOST_LINES, 0))


def _latex(step: Step) -> str:
    right = latex(layout(step.rhs))
    if step.relation == CLAIM:
        return right
    return f"{latex(layout(step.lhs))}\n  {latex(Relation(SIGNS[step.relation])).strip()} {right}"
