"""Common mistakes, each on a page of its own: none of them is called proved."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlekl_symbolic.checks.one import check_bytes

CLAIMS = Path(__file__).with_name("false_claims.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("claim", CLAIMS)
def test_a_false_claim_is_not_proved(claim: str) -> None:
    (line,) = check_bytes("claim.tex", f"\\[ {claim} \\]\n".encode()).lines
    assert line.code in ("V503", "V504", "V505", "V506")


def test_a_claim_that_holds_for_some_is_proved_with_its_condition() -> None:
    (line,) = check_bytes("claim.tex", b"\\[ \\sqrt{a^2} = a \\]").lines
    assert line.code == "V502"
