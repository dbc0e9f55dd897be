"""`mlekl_symbolic.testing`: one step, proved or refuted, for tests of one's own."""

from __future__ import annotations

import pytest
from sympy import Symbol, log

from mlekl_symbolic.language import LanguageError, NotEqual, variables
from mlekl_symbolic.proof.outcome import Proved, Refuted
from mlekl_symbolic.testing import assert_step, prove

a, b = Symbol("a"), Symbol("b")
s, t = Symbol("s", positive=True), Symbol("t", positive=True)


def test_a_true_step_of_plain_sympy() -> None:
    assert_step((a + 1) ** 2, a**2 + 2 * a + 1)
    assert isinstance(prove((a + 1) ** 2, "=", a**2 + 2 * a + 1), Proved)


def test_a_false_step_says_where_and_why() -> None:
    with pytest.raises(AssertionError) as caught:
        assert_step((a + 1) ** 2, a**2 + 1)
    said = str(caught.value)
    assert "test_testing.py:" in said
    assert "is false" in said
    assert "right − left" in said
    assert ">" in said and "assert_step((a + 1) ** 2, a**2 + 1)" in said  # noqa: PT018


def test_what_plain_symbols_assume_is_given() -> None:
    assert_step(log(s * t, evaluate=False), log(s) + log(t))
    assert isinstance(prove(log(a * b, evaluate=False), "=", log(a) + log(b)), Refuted)


def test_hypotheses_are_needed() -> None:
    c, d = variables("c d")
    assert isinstance(prove(c / d * d, "=", c), Refuted)
    assert_step(c / d * d, c, given=[NotEqual(d, 0)])


def test_numbers_and_inequalities() -> None:
    assert_step(2, 3, relation="<")
    assert isinstance(prove(3, "<", 2), Refuted)


@pytest.mark.parametrize("side", [0.5, "a + b", None])
def test_what_is_not_exact_mathematics_is_refused(side: object) -> None:
    with pytest.raises(LanguageError):
        prove(side, "=", a)
