"""The reasons a page gives for the lines of which the author names none."""

from __future__ import annotations

import pytest

from mlekl_symbolic import Equal, log
from mlekl_symbolic.proof import begin, library
from mlekl_symbolic.proof.run import theorem


def reasons(name: str, number: int) -> list[str]:
    """What a page gives as the reasons of a line of the library."""
    (step,) = [s for s in theorem(library()[name]).steps if s.number == number]
    return [r.words for r in step.reasons]


@pytest.mark.parametrize(
    ("name", "number"),
    [("mutual_information", 12), ("mutual_information", 13), ("log_sum_inequality", 6), ("support", 4)],
)
def test_a_supposed_equation_is_named_before_what_stands_beside_it(name: str, number: int) -> None:
    assert reasons(name, number) == ["as supposed"]


def test_a_convention_on_logarithms_is_named_where_the_author_names_it() -> None:
    (said,) = reasons("mass_of_the_estimate", 5)
    assert "by convention" in said


def test_no_rule_for_logarithms_is_named_where_the_sides_have_the_same() -> None:
    assert reasons("log_sum_of_two", 3) == ["algebra"]


def test_a_rule_for_logarithms_is_named_where_they_change() -> None:
    proof = begin("The logarithm of a product")
    a, b = proof.real("a"), proof.real("b")
    proof.given(a > 0)
    proof.given(b > 0)
    proof.show(Equal(log(a * b) - log(a), log(b)))
    made = proof.qed(proof.calc(log(a * b) - log(a)).eq(log(b)))
    assert [r.words for r in made.steps[0].reasons] == ["logarithm of a product"]
