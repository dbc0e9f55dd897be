"""46 false steps that careless authors make: none is proved, and those that can be written are refuted."""

import json
from pathlib import Path

import pytest

from mlekl_symbolic.language import Relation, Statement
from mlekl_symbolic.proof import Proof, library
from mlekl_symbolic.proof.derivation import Derivation
from mlekl_symbolic.proof.outcome import Outcome, Proved, Refuted, Unproved
from mlekl_symbolic.proof.records import Location, Theorem
from mlekl_symbolic.proof.run import theorem
from tests.proof.false_steps import CASES, NOT_WRITTEN, Case

STEPS = json.loads((Path(__file__).parents[1] / "data" / "false_open.json").read_text("utf-8"))["steps"]
UNPROVED = {"fs19", "fs34"}
"""Originals that are true and that the search does not find; no proof is claimed for them."""


def _author(proof: Proof) -> Theorem:
    raise NotImplementedError


def _proof(name: str) -> Proof:
    made = Derivation(name, name, "", (), _author, Location(__file__, 1))
    return Proof(made, lambda cited: theorem(library().find(cited)))


def _original(proof: Proof, case: Case) -> Outcome:
    statement = case.original
    assert isinstance(statement, Relation)
    chain = proof.calc(statement.lhs)
    for between, by in case.through:
        chain.eq(between, by=by)
    {"=": chain.eq, "<=": chain.le, ">=": chain.ge}[statement.sign](statement.rhs, by=list(case.by))
    assert all(isinstance(s.outcome, Proved) for s in chain.steps[:-1])
    return chain.steps[-1].outcome


@pytest.mark.parametrize("name", sorted(CASES))
def test_the_original_is_proved_or_open_and_never_refuted(name: str) -> None:
    proof = _proof(name)
    outcome = _original(proof, CASES[name](proof))
    assert isinstance(outcome, Unproved if name in UNPROVED else Proved)


@pytest.mark.parametrize("mutant", ["a", "b"])
@pytest.mark.parametrize("name", sorted(CASES))
def test_the_mutant_is_refuted(name: str, mutant: str) -> None:
    proof = _proof(name)
    statement: Statement = getattr(CASES[name](proof), mutant)
    outcome = proof.refute(statement)
    assert isinstance(outcome, Refuted), outcome


def test_every_step_is_written_or_said_not_to_be() -> None:
    named = {s["id"][:-1] for s in STEPS}
    assert len(STEPS) == 46
    assert named == CASES.keys() | NOT_WRITTEN.keys()
