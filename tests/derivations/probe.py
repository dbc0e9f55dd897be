"""Running derivations of the library with a hypothesis left out, or with further lines to judge."""

from __future__ import annotations

from functools import cache
from typing import Any

from mlekl_symbolic.language import LanguageError, Statement, to_kernel
from mlekl_symbolic.proof import library, run
from mlekl_symbolic.proof.calc import Calc
from mlekl_symbolic.proof.proof import Proof
from mlekl_symbolic.proof.records import Given, Theorem
from mlekl_symbolic.proof.verdict import PROVED, REFUTED, verdict, word

FAILED = "a theorem it cites does not apply"


@cache
def theorem(name: str) -> Theorem:
    """A derivation of the library, run once."""
    return run(library()[name])


def assert_proved(name: str) -> None:
    """Every step and the statement are proved, and every named reason is needed."""
    made = theorem(name)
    assert verdict(made) == PROVED
    assert made.certificate is not None
    assert [s.number for s in made.steps if s.unused] == []
    assert made.sources


def stated(name: str) -> list[str]:
    """The hypotheses the author states and the theorem rests on, as an author would write them."""
    return [str(g.statement) for g in theorem(name).hypotheses if g.label.startswith("A")]


def only_the_verdict(proof: Proof) -> Proof:
    """The same proof, in which no counterexample and no difference is looked for where a step fails."""
    proof.workspace.counterexample = lambda *_: None  # type: ignore[method-assign]
    proof.workspace.difference = lambda *_: None  # type: ignore[method-assign]
    return proof


def without(name: str, label: str) -> str:
    """``proved`` when a derivation goes through with one hypothesis listed that may not be used."""
    derivation = library()[name]
    proof = only_the_verdict(Proof(derivation, theorem))
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
    except LanguageError as error:
        if "needs a hypothesis that does not follow here" not in str(error):
            raise
        return FAILED


def statement_without(name: str, label: str) -> str:
    """``refuted`` when the statement itself fails somewhere once a hypothesis is dropped, else ``open``."""
    derivation = library()[name]
    proof = Proof(derivation, theorem)
    made = derivation.author(proof)
    workspace = proof.workspace
    dropped = {to_kernel(g.statement) for g in made.givens if g.label == label}
    facts = tuple(f for f in workspace.context.facts if f not in dropped)
    workspace._context = type(workspace.context)(facts)
    return REFUTED if workspace.against(made.statement) is not None else "open"


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
        goal = to_kernel(statement)
        if workspace.prover.condition(goal, context) is not None:
            out.append(PROVED)
        else:
            out.append(REFUTED if workspace.counterexample(goal, ()) is not None else "open")
    return out
