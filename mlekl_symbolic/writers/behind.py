"""What stands behind the steps of a theorem: rules, hypotheses, kernel lines, SymPy, and LaTeX to copy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import assert_never

from sympy import Basic

from mlekl_symbolic.oracle.kept import kept_opinions
from mlekl_symbolic.oracle.opinion import Agrees, Disagrees, NotExpressible, Opinion
from mlekl_symbolic.proof.library import library
from mlekl_symbolic.proof.outcome import Proved
from mlekl_symbolic.proof.records import Step, Theorem
from mlekl_symbolic.writers.builder import layout
from mlekl_symbolic.writers.certified import said_of_step
from mlekl_symbolic.writers.coq.kept import rechecked
from mlekl_symbolic.writers.latex import latex
from mlekl_symbolic.writers.layout import Relation
from mlekl_symbolic.writers.lines import CLAIM, FALSE_LINE, SIGNS
from mlekl_symbolic.writers.trace import Trace, place, traces

MOST_LINES, MOST_INSTANCES = 24, 6
"""How many kernel lines of a step, and how many rules with their instances, a page shows."""
_NOTHING = Trace((), 0, ())


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind one step.

    Attributes
    ----------
    rules, givens
        The rules of mathematics it uses, and the labels of the hypotheses it rests on.
    latex
        The step as LaTeX.
    trace
        Its kernel lines and the instances of rules.
    opinion
        What SymPy says of it; None when it was not asked.
    certified
        Whether Coq has re-checked it, in words.
    command
        What shows all of its kernel lines in a terminal.
    """

    rules: tuple[str, ...]
    givens: tuple[str, ...]
    latex: str
    trace: Trace = _NOTHING
    opinion: Opinion | None = None
    certified: str = ""
    command: str = "mlekl explain"


def behind_steps(theorem: Theorem, opinions: Mapping[int, Opinion] | None = None) -> dict[str, Behind]:
    """What stands behind each step, and behind each line that is shown to be false, by their labels.

    Parameters
    ----------
    opinions
        What SymPy says of the steps; where it is not given, what is kept of the standard derivations.
    """
    certificate = theorem.certificate
    kernel = {} if certificate is None else traces(certificate, MOST_LINES, MOST_INSTANCES, theorem.script)
    asked = kept_opinions(theorem) if opinions is None else opinions
    coq = rechecked(theorem)
    found = {
        str(s.number): replace(
            _behind(s, kernel.get(str(s.number), _NOTHING), asked.get(s.number)),
            certified=said_of_step(coq, str(s.number)),
            command=f"mlekl explain {theorem.name} {s.number}"
            if theorem.name in library()
            else "mlekl explain",
        )
        for s in theorem.steps
    }
    return found | {f"{FALSE_LINE}{s.number}": _behind(s, _NOTHING, None) for s in theorem.refutations}


def _behind(step: Step, kernel: Trace, opinion: Opinion | None) -> Behind:
    rules, givens = (
        (step.outcome.rules, step.outcome.givens) if isinstance(step.outcome, Proved) else ((), ())
    )
    return Behind(rules, tuple(sorted(givens, key=place)), _latex(step), kernel, opinion)


def shortened(found: Behind, share: int) -> Behind:
    """The same with its kernel lines and instances cut to one part in ``share``, but never to none."""
    kept = max(MOST_LINES // share, 1)
    lines, instances = found.trace.lines, found.trace.instances
    fewer = max(MOST_INSTANCES // share, 1)
    more = found.trace.more + max(len(instances) - fewer, 0)
    left_out = found.trace.left_out + max(len(lines) - kept, 0)
    return replace(found, trace=Trace(lines[-kept:], left_out, instances[:fewer], more))


def said(opinion: Opinion | None) -> str:
    """A second opinion in words."""
    match opinion:
        case None:
            return "SymPy was not asked about this step."
        case Agrees(worlds, 0):
            return f"SymPy finds the same in {_counted(worlds, 'small world')}, with symbols for the numbers."
        case Agrees(worlds, points):
            at = _counted(points, "exact number")
            return f"SymPy finds the same in {_counted(worlds, 'small world')}, comparing {at}."
        case NotExpressible(_, kind):
            return f"SymPy has none here: {kind.value}."
        case Disagrees(world, difference):
            return f"SymPy finds a difference, {difference}, for {world}."
        case _:
            assert_never(opinion)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


@lru_cache(maxsize=64)
def _side(node: Basic) -> str:
    """A side as LaTeX: the right side of a line is the left one of the next."""
    return latex(layout(node))


def _latex(step: Step) -> str:
    right = _side(step.rhs)
    if step.relation == CLAIM:
        return right
    return f"{_side(step.lhs)}\n  {latex(Relation(SIGNS[step.relation])).strip()} {right}"
