"""Logarithms of numbers are split by small primes only, however large the number is."""

from __future__ import annotations

import pytest

from mlekl_symbolic.language import log
from mlekl_symbolic.proof.outcome import Proved
from mlekl_symbolic.search.atoms import MAX_TRIED, smallest_prime
from mlekl_symbolic.testing import prove

LARGE = (10**9 + 7) * (10**9 + 9)


@pytest.mark.parametrize(
    ("value", "prime"), [(1, 1), (2, 2), (9, 3), (35, 5), (97, 97), (2**70, 2), (4 * LARGE, 2)]
)
def test_the_smallest_prime_factor(value: int, prime: int) -> None:
    assert smallest_prime(value) == prime


def test_a_prime_near_the_bound_is_found_and_none_beyond_it() -> None:
    assert smallest_prime(9973 * 9973) == 9973 < MAX_TRIED
    assert smallest_prime(LARGE) is None


@pytest.mark.parametrize("n", [6, LARGE, LARGE**40])
def test_logarithms_of_numbers(n: int) -> None:
    assert isinstance(prove(2 * log(n) + log(8), "=", log(n) + 3 * log(2) + log(n)), Proved)
    assert not isinstance(prove(2 * log(n) + log(8), "=", log(n) + 3 * log(2)), Proved)
