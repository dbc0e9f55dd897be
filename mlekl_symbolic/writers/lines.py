"""The lines of a chain: sign, right side, reason, mark, and what is said of one that is not proved."""

from __future__ import annotations

from typing import assert_never

from sympy import Basic

from mlekl_symbolic.language import Statement
from mlekl_symbolic.proof.outcome import Gap, Outcome, Proved, Refuted, Unproved
from mlekl_symbolic.proof.records import Reason, Step
from mlekl_symbolic.refute.witness import Witness
from mlekl_symbolic.writers.builder import layout
from mlekl_symbolic.writers.names import mathematical
from mlekl_symbolic.writers.page import Calculation, Formula, Line, Mark, Prose, StepLink
from mlekl_symbolic.writers.prose import enumerated, said, valued, worded

CLAIM = "claim"
"""The relation of a step that is a statement shown as a whole."""
SIGNS = {CLAIM: "", "=": "=", "<=": "≤", "<": "<", ">=": "≥", ">": ">", "!=": "≠", "iff": "⟺"}
"""How the relation of a step is printed."""
FALSE_LINE = "F"
"""What stands before the number of a line that is shown to be false."""


def mark_of(outcome: Outcome) -> Mark:
    """The mark of an outcome."""
    match outcome:
        case Proved():
            return Mark.CHECKED
        case Gap():
            return Mark.GAP
        case Unproved():
            return Mark.UNPROVED
        case Refuted():
            return Mark.REFUTED
        case _:
            assert_never(outcome)


def line(step: Step, kind: str = "") -> Line:
    """One step as a line of the page; ``kind`` stands before its number."""
    mark = mark_of(step.outcome)
    return Line(
        f"{kind}{step.number}",
        SIGNS[step.relation],
        layout(step.rhs),
        _reason(step),
        mark,
        _notes(step.outcome),
    )


def _reason(step: Step) -> Prose:
    links = enumerated([(StepLink(str(n)),) for n in sorted({r.step for r in step.reasons if r.step})])
    words = enumerated([because(r) for r in step.reasons if r.step is None])
    return (*words, *((", " if words else "") + "by ", *links)) if links else words


def because(reason: Reason) -> Prose:
    """A reason in words, or the step that is the reason."""
    return (StepLink(str(reason.step)),) if reason.step is not None else worded(reason.words or reason.name)


def _notes(outcome: Outcome) -> tuple[Prose, ...]:
    match outcome:
        case Proved():
            return ()
        case Gap(reason):
            return ((f"Left open: {reason.rstrip('.')}.",),)
        case Unproved(missing, difference, suggestions):
            notes: list[Prose] = [("No proof and no counterexample was found.",)]
            if missing:
                notes.append(("It would need ", *enumerated(tuple(map(said, missing))), "."))
            notes.extend(_difference(difference, "The"))
            notes.extend((f"Suggestion: {s.rstrip('.')}.",) for s in suggestions)
            return tuple(notes)
        case Refuted(witness, difference, missing):
            needs: tuple[Prose, ...] = ()
            if missing:
                needs = (("It would need ", *enumerated(tuple(map(said, missing))), "."),)
            # Where nothing varies, the two values say it all.
            general = difference if witness.values or not witness.left else None
            return (_counterexample(witness), *_difference(general, "In general, the"), *needs)
        case _:
            assert_never(outcome)


def _difference(difference: Basic | None, begin: str) -> tuple[Prose, ...]:
    if difference is None:
        return ()
    return ((f"{begin} right side minus the left side is ", Formula(layout(difference)), "."),)


def _counterexample(witness: Witness) -> Prose:
    world = enumerated([valued(name, value) for name, value in witness.values])
    where: Prose = ("False for ", *world) if world else ("False",)
    if not witness.left:
        return (*where, ".")
    left = _side(witness.left, witness.left_decimal)
    right = _side(witness.right, witness.right_decimal)
    return (*where, f": the left side is {left} and the right side is {right}.")


def _side(exact: str, decimal: str) -> str:
    return mathematical(f"{exact} ≈ {decimal}" if decimal else exact)


def false_line(step: Step, kind: str = FALSE_LINE) -> Calculation:
    """A line that is shown to be false, with what is supposed there."""
    return Calculation(supposed(step.supposed, "Suppose"), layout(step.lhs), (line(step, kind),))


def supposed(statements: tuple[Statement, ...], begin: str) -> Prose:
    """A sentence that supposes some statements; empty when there are none."""
    return (f"{begin} ", *enumerated(tuple(map(said, statements))), ".") if statements else ()
