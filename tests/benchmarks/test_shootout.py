"""The shoot-out: no false claim is accepted by us, and its page says what is missing."""

from __future__ import annotations

import pytest

from benchmarks.shootout import ours
from benchmarks.shootout.__main__ import Said, better, false_accepts, page
from benchmarks.shootout.claims import (
    ACCEPTS,
    ASSUMING,
    CLAIMS,
    ELSEWHERE,
    FALSE,
    REJECTS,
    TRUE,
    UNDECIDED,
    Claim,
)
from benchmarks.shootout.sympy_tools import IMPLICATION, pairs


@pytest.mark.parametrize("claim", FALSE, ids=lambda c: c.name)
def test_no_false_claim_is_accepted(claim: Claim) -> None:
    assert ours.as_terms(claim) == REJECTS
    assert ours.as_latex(claim) != ACCEPTS


@pytest.mark.parametrize("claim", TRUE, ids=lambda c: c.name)
def test_every_true_claim_is_accepted(claim: Claim) -> None:
    assert ours.as_terms(claim) == ACCEPTS
    assert ours.as_latex(claim) in (ACCEPTS, ASSUMING)


def test_every_claim_is_put_to_everyone() -> None:
    assert len({c.name for c in CLAIMS}) == len(CLAIMS)
    assert {c.name for c in (*TRUE, *FALSE)} <= ours.puts().keys()
    assert {c.name for c in CLAIMS if c.relation != IMPLICATION} == pairs().keys()
    assert all(c.maxima is not None and c.left and c.right for c in CLAIMS)
    assert all(c.true for c in (*TRUE, *ELSEWHERE))
    assert not any(c.true for c in FALSE)


def test_the_page_counts_false_accepts_and_names_what_is_missing() -> None:
    good = Said("1", {c.name: (ACCEPTS if c.true else REJECTS, 0.001) for c in CLAIMS})
    bad = Said("2", {c.name: (ACCEPTS, 2.0) for c in CLAIMS})
    shy = Said("3", {c.name: (UNDECIDED, 2.0) for c in CLAIMS})
    assert false_accepts(bad) == [c.name for c in FALSE]
    assert not false_accepts(good)
    assert not false_accepts(shy)
    made = page({"ours, terms": shy, "ours, LaTeX": shy, "other": bad}, ["Maxima"])
    assert f"| other | 2 | 9 of 9 | 0 | **{len(FALSE)}** of {len(FALSE)} |" in made
    assert "Not installed here, and so not in the tables: Maxima." in made
    assert made.count("**accepts**") == len(FALSE)
    found = {"ours, terms": shy, "ours, LaTeX": shy, "other": good}
    assert better(found).count(": other") == len(CLAIMS)
    assert better({"ours, terms": good, "ours, LaTeX": shy, "other": good}) == "- none of these claims"
