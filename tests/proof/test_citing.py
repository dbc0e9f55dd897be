"""What derivations mention is what they cite, at least."""

from __future__ import annotations

import pytest

from mlekl_symbolic.proof import library
from mlekl_symbolic.proof.citing import led_to
from mlekl_symbolic.proof.run import theorem

NAMES = ("gibbs", "misspecified", "weak_law", "mle_as_kl")


@pytest.mark.parametrize("name", NAMES)
def test_what_is_cited_is_mentioned(name: str) -> None:
    found = led_to(library()[name])
    assert name in found
    for cited in theorem(library()[name]).cites:
        assert led_to(library()[cited]) <= found


def test_values_beside_the_function_count() -> None:
    assert {"mle_as_kl", "gibbs", "weak_law"} <= led_to(library()["the_two_texts"])


def test_what_is_not_mentioned_is_not_guessed() -> None:
    assert "weak_law" not in led_to(library()["misspecified"])
    assert led_to(library()["gibbs"]) == {"gibbs"} | {*theorem(library()["gibbs"]).cites}
