"""Every hypothesis on a page is needed: without it the statement fails in a world, or the page says why not.

The worlds for what comes with the objects are kept in a file: ``python -m tests.derivations.needs``.
"""

from __future__ import annotations

import re
from collections import Counter

import pytest

from mlekl_symbolic.language import to_kernel
from mlekl_symbolic.oracle import Disagrees, opinion
from mlekl_symbolic.proof import library
from mlekl_symbolic.proof.records import Origin
from mlekl_symbolic.refute.search import Budget, trial
from mlekl_symbolic.rules.rulebook import theory
from mlekl_symbolic.writers.document import document_of
from mlekl_symbolic.writers.text_document import text_page
from tests.derivations.examples import EXAMPLES
from tests.derivations.falsity import fails_in
from tests.derivations.needed import goes_through_without
from tests.derivations.needs import is_needed_in, kept, known, setting, without
from tests.derivations.probe import theorem
from tests.derivations.wider import sought

BUDGET = Budget(simple=200, random=200)
NUMBERS = {"shown": 153, "spare": 97, "unshown": 14}
"""Of what comes with the objects: for how much a world is kept, and of how much the page says what."""


def stated(name: str) -> list[str]:
    """The labels of the hypotheses an author states and the theorem rests on."""
    return [g.label for g in theorem(name).hypotheses if g.origin is Origin.STATED]


def has_witness(name: str, label: str) -> bool:
    """Whether a world is found in which all other hypotheses hold and the statement does not."""
    made = theorem(name)
    others = [g.statement for g in made.hypotheses if g.label != label]
    goal, facts = to_kernel(made.statement), [to_kernel(s) for s in others]
    if (example := EXAMPLES.get((name, label))) is not None:
        return fails_in(example, goal, facts, theory())
    if trial(goal, facts, theory(), budget=BUDGET).counterexample is not None:
        return True
    return isinstance(opinion("claim", made.statement, made.statement, others), Disagrees)


@pytest.mark.parametrize("name", library())
def test_every_hypothesis_is_needed(name: str) -> None:
    assert [label for label in stated(name) if goes_through_without(name, label)] == []


@pytest.mark.parametrize("name", library())
def test_without_a_hypothesis_the_statement_fails_somewhere(name: str) -> None:
    lacking = {label for label in stated(name) if not has_witness(name, label)}
    said = {label for label, _ in (*library()[name].unshown, *library()[name].spare)}
    assert lacking == said.difference(setting(name)), "the page must say so"


@pytest.mark.parametrize("name", library())
def test_what_comes_with_the_objects_is_needed_in_a_world_or_said_not_to_be(name: str) -> None:
    unshown, spare = (dict(found) for found in (library()[name].unshown, library()[name].spare))
    said = {*unshown, *spare}
    shown = {label for label in setting(name) if known(name, label) is not None}
    assert not unshown.keys() & spare.keys()
    assert said <= {*stated(name), *setting(name)}, "it is not among the hypotheses"
    assert shown | said >= set(setting(name)), "the page must say why it is there"
    assert not shown & said, "there is a world in which it is needed"
    assert [label for label in shown if not is_needed_in(known(name, label) or {}, name, label)] == []


@pytest.mark.parametrize("name", library())
def test_no_world_refutes_a_theorem(name: str) -> None:
    made = theorem(name)
    goal, facts = to_kernel(made.statement), [to_kernel(g.statement) for g in made.hypotheses]
    worlds = {label: world for label in setting(name) if (world := known(name, label)) is not None}
    assert [label for label, world in worlds.items() if fails_in(world, goal, facts, theory())] == []


@pytest.mark.parametrize("name", [n for n in library() if library()[n].spare])
def test_no_world_is_found_where_the_statement_is_said_to_hold_still(name: str) -> None:
    for label, _ in library()[name].spare:
        goal, others = without(name, label)
        assert sought(goal, others, theory(), 40, 100_000)[0] is None


@pytest.mark.parametrize("name", [n for n in library() if library()[n].unshown or library()[n].spare])
def test_a_page_says_which_needs_are_not_shown(name: str) -> None:
    page = " ".join(text_page(document_of(theorem(name))).split())
    assert all(f"needed: {_shown(why)}." in page for _, why in library()[name].unshown)
    assert ("The statement still holds without" in page) is bool(library()[name].spare)
    assert all(f": {_shown(why)}" in page for _, why in library()[name].spare)


def _shown(why: str) -> str:
    """A reason as a page has it, with labels in brackets."""
    return re.sub(r"\b([AS]\d+)\b", r"(\1)", why)


def test_most_are_needed_in_a_world() -> None:
    found: Counter[str] = Counter()
    for name in library():
        unshown, spare = (dict(pairs) for pairs in (library()[name].unshown, library()[name].spare))
        for label in setting(name):
            found["spare" if label in spare else "unshown" if label in unshown else "shown"] += 1
    assert found == NUMBERS


def test_no_world_is_left_over() -> None:
    places = {(name, label) for name, worlds in kept().items() for label in worlds}
    assert not places & EXAMPLES.keys()
    assert all(label in setting(name) for name, label in places)
    assert all(label in {*stated(name), *setting(name)} for name, label in EXAMPLES)


def test_with_all_hypotheses_no_world_is_found() -> None:
    assert not has_witness("gibbs", "")
    assert has_witness("gibbs", "A1")


@pytest.mark.parametrize("name", library())
def test_what_the_proof_could_do_without_is_said(name: str) -> None:
    idle = {label for label in setting(name) if goes_through_without(name, label)}
    assert idle <= {label for label, _ in library()[name].spare}
