"""The table of claims: complete, in order, and at one with what the derivations declare."""

from __future__ import annotations

from collections import Counter

import pytest

from mlekl_symbolic.claims import CLAIMS, Claim
from mlekl_symbolic.proof import library
from mlekl_symbolic.proof.records import Judgement

A = [f"A{n:02}" for n in range(1, 34)]
B = [f"B{n:02}" for n in range(1, 26)]
CODES = [*A, *B[:18], "B18b", *B[18:]]


def test_every_claim_has_a_row_in_the_order_of_the_texts() -> None:
    assert [c.code for c in CLAIMS] == CODES
    assert len(CODES) == 59


def test_the_verdicts_are_as_many_as_were_found() -> None:
    assert Counter(c.verdict for c in CLAIMS) == {
        Judgement.TRUE: 24, Judgement.CONDITIONAL: 9, Judgement.IMPRECISE: 15, Judgement.FALSE: 8,
        Judgement.PROSE: 3,
    }  # fmt: skip


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda c: c.code)
def test_a_claim_is_settled_unless_it_is_no_mathematics(claim: Claim) -> None:
    assert bool(claim.settled_by) == (claim.verdict is not Judgement.PROSE)
    assert set(claim.settled_by) <= set(library()), "there is no such derivation"
    assert claim.says.endswith(".")
    assert claim.sentence.endswith(".")


@pytest.mark.parametrize("name", library())
def test_a_derivation_declares_the_claims_it_settles(name: str) -> None:
    assert library()[name].claims == tuple(c.code for c in CLAIMS if name in c.settled_by)
