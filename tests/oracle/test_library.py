"""SymPy agrees with every step of the library but a listed few, and latex2sympy2 reads every formula."""

from __future__ import annotations

from functools import cache

import pytest

from mlekl_symbolic.oracle import Agrees, Disagrees, NotExpressible, Silence, StepOpinion, second_opinion
from mlekl_symbolic.oracle.kept import entries, entry
from mlekl_symbolic.oracle.latex_reader import cross_check_theorem
from mlekl_symbolic.proof import library, run
from mlekl_symbolic.proof.outcome import Proved
from mlekl_symbolic.proof.records import Theorem
from tests.oracle.silent import SILENT

FIRST = ("categorical", "cross_entropy", "likelihood_of_iid", "mle_as_kl", "seed_gap")
"""Those on which there must be an opinion about every step."""
WRITTEN = "has no scalar part to read"


@cache
def theorem(name: str) -> Theorem:
    return run(library()[name])


@cache
def opinions(name: str) -> tuple[StepOpinion, ...]:
    return second_opinion(theorem(name))


def silent(name: str) -> dict[Silence, set[int]]:
    """The steps without an opinion, by reason."""
    found: dict[Silence, set[int]] = {}
    for o in opinions(name):
        if isinstance(o.opinion, NotExpressible):
            found.setdefault(o.opinion.kind, set()).add(o.number)
    return found


@pytest.mark.parametrize("name", library())
def test_every_step_has_an_opinion_or_a_listed_reason(name: str) -> None:
    assert [o.number for o in opinions(name)] == [s.number for s in theorem(name).steps]
    for step, o in zip(theorem(name).steps, opinions(name), strict=True):
        if isinstance(step.outcome, Proved):
            assert not isinstance(o.opinion, Disagrees), (step, o)
    assert silent(name) == SILENT.get(name, {})
    fresh = entry(theorem(name), opinions(name))
    assert entries().get(name) == fresh, "run scripts/opinions.py and look at the difference"


@pytest.mark.parametrize("name", FIRST)
def test_the_first_derivations_are_agreed_to_in_full(name: str) -> None:
    assert opinions(name)
    assert all(isinstance(o.opinion, Agrees) for o in opinions(name)), opinions(name)


def test_no_listed_derivation_is_missing() -> None:
    assert SILENT.keys() | {*FIRST} <= {*library()}


def test_most_of_it_is_shown_symbolically() -> None:
    for name in ("cross_entropy", "likelihood_of_iid", "mle_as_kl", "seed_gap"):
        assert all(isinstance(o.opinion, Agrees) and o.opinion.points == 0 for o in opinions(name))
    assert {o.number for o in opinions("gibbs") if isinstance(o.opinion, Agrees) and o.opinion.points}


@pytest.mark.parametrize("name", library())
def test_every_formula_is_read_as_it_was_meant(name: str) -> None:
    pytest.importorskip("latex2sympy2")
    read = cross_check_theorem(theorem(name))
    assert [o.number for o in read] == [s.number for s in theorem(name).steps]
    for o in read:
        if not isinstance(o.opinion, Agrees):
            assert isinstance(o.opinion, NotExpressible), o
            assert WRITTEN in o.opinion.reason, o
