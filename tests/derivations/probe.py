"""Running derivations of the library with a hypothesis left out, or with further lines to judge."""

from __future__ import annotations

from functools import cache
from typing import Any

from mlekl_symbolic.language import Statement
from mlekl_symbolic.language import to_kernel as kernel
from mlekl_symbolic.proof import library, run
from mlekl_symbolic.proof.calc import Calc
from mlekl_symbolic.proof.errors import AuthorError
from mlekl_symbolic.proof.outcome import Proved
from mlekl_symbolic.proof.proof import Proof
from mlekl_symbolic.proof.records import Given, Theorem
from mlekl_symbolic.proof.verdict import PROVED, verdict, word


@cache
def theorem(name: str) -> Theorem:
    """A derivation of the library, run once."""
    return run(library()[name])


def assert_proved(name: str) -> None:
    """Every step and the statement are proved, every named reason and every hypothesis is needed."""
    made = theorem(name)
    assert verdict(made) == PROVED
    assert made.certificate is not None
    assert [s.number for s in made.steps if s.unused] == []
    assert made.sources


def stated(name: str) -> list[str]:
    """The hypotheses with words that a theorem rests on, as an author would write them."""
    return [str(g.statement) for g in theorem(name).hypotheses if g.words]


def outcome_without(name: str, label: str) -> str:
    """The verdict on a derivation when one hypothesis is listed but may not be used."""
    derivation = library()[name]
    proof = Proof(derivation, theorem)
    give = proof.workspace.give

    def given(statement: Statement, words: str, *more: Any) -> Given:
        before = proof.workspace._context
        made = give(statement, words, *more)
        if made.label == label:
            proof.workspace._context = before
        return made

    proof.workspace.give = given  # type: ignore[method-assign]
    try:
        return word(derivation.author(proof).outcome)
    except (AuthorError, ValueError):
        return "not even run"


def assert_every_hypothesis_is_needed(name: str) -> None:
    """Without any one of its hypotheses the derivation does not go through."""
    needed = [g.label for g in theorem(name).hypotheses]
    assert [label for label in needed if outcome_without(name, label) == PROVED] == []


def verdicts(name: str, *statements: Statement) -> list[str]:
    """What is found out about further statements where a derivation ends, with all it has shown."""
    derivation = library()[name]
    proof = Proof(derivation, theorem)
    derivation.author(proof)
    workspace = proof.workspace
    context = workspace.context
    for block in proof._blocks:
        if isinstance(block, Calc) and (line := block.general()) is not None:
            context = workspace.prover.established(line, context)
    out = []
    for statement in statements:
        proof.check_names(statement)
        if workspace.prover.condition(kernel(statement), context) is not None:
            out.append(PROVED)
            continue
        out.append("refuted" if workspace.counterexample(kernel(statement)) is not None else "open")
    return out


__all__ = ["Proved", "assert_every_hypothesis_is_needed", "assert_proved", "outcome_without", "stated"]
