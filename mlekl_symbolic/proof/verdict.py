"""The verdict on a whole derivation: that of its worst line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, assert_never

from mlekl_symbolic.proof.outcome import Gap, Outcome, Proved, Refuted, Unproved
from mlekl_symbolic.proof.records import Step, Theorem

PROVED: Final = "proved"
REFUTED: Final = "refuted"
UNPROVED: Final = "unproved"
GAPS: Final = "gaps"
SEVERITY = (PROVED, GAPS, UNPROVED, REFUTED)
"""The verdicts in words, from the best to the worst."""


def word(outcome: Outcome) -> str:
    """The verdict as one word."""
    match outcome:
        case Proved():
            return PROVED
        case Gap():
            return GAPS
        case Unproved():
            return UNPROVED
        case Refuted():
            return REFUTED
        case _:
            assert_never(outcome)


def worst(verdicts: Iterable[str]) -> str:
    """The worst of some verdicts; ``proved`` when there are none."""
    return max(verdicts, key=SEVERITY.index, default=PROVED)


def verdict(theorem: Theorem) -> str:
    """The worst verdict on the statement, its steps and the lines the author shows to be false.

    A line the author shows to be false counts as ``proved`` when it is refuted, and as
    ``unproved`` otherwise. A claim of another text counts as the theorems that settle it.
    """
    lines = [word(theorem.outcome), *(word(s.outcome) for s in theorem.steps)]
    lines.extend(verdict(t) for r in theorem.reviews for t in r.theorems)
    return worst((*lines, *(UNPROVED for s in theorem.refutations if not isinstance(s.outcome, Refuted))))


def step_labels(theorem: Theorem) -> dict[str, Step]:
    """The steps by chain and place in it: ``1.4`` is the fourth step of the first chain."""
    return {f"{c}.{n}": s for c, chain in enumerate(theorem.chains, 1) for n, s in enumerate(chain.steps, 1)}
