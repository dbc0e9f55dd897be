"""Whether a derivation still goes through when a hypothesis says nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from mlekl_symbolic.language import Equal, Statement
from mlekl_symbolic.proof import library
from mlekl_symbolic.proof.proof import Proof
from mlekl_symbolic.proof.records import Given
from mlekl_symbolic.proof.verdict import PROVED, word
from tests.derivations.probe import only_the_verdict, theorem


def goes_through_without(name: str, label: str) -> bool:
    """Whether a derivation is proved when one hypothesis is neither in force nor good as a reason."""
    derivation = library()[name]
    proof = only_the_verdict(Proof(derivation, theorem))
    give = proof.workspace.give

    def given(statement: Statement, *more: Any) -> Given:
        before = proof.workspace._context
        made = give(statement, *more)
        if made.label != label:
            return made
        proof.workspace._context = before
        return replace(made, statement=Equal(0, 0))

    proof.workspace.give = given  # type: ignore[method-assign]
    try:
        return word(derivation.author(proof).outcome) == PROVED
    except ValueError:
        return False


def superfluous(name: str, *, also: tuple[str, ...] = ()) -> list[str]:
    """The stated hypotheses, and those with the given labels, that a theorem does not need."""
    labels = [g.label for g in theorem(name).hypotheses if g.label.startswith("A") or g.label in also]
    assert labels
    return [label for label in labels if goes_through_without(name, label)]
