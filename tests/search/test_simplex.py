"""Nonnegative solutions of linear equations."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from mlekl_symbolic.search.simplex import nonnegative_solution

SMALL = st.integers(-4, 4).map(Fraction)


def rows(*given: list[int]) -> list[list[Fraction]]:
    return [[Fraction(v) for v in row] for row in given]


def test_a_solution_needs_the_right_signs() -> None:
    assert nonnegative_solution(rows([1, -1]), rows([2])[0], [Fraction(0)] * 2) == [2, 0]
    assert nonnegative_solution(rows([1, 1]), rows([-1])[0], [Fraction(0)] * 2) is None


def test_contradicting_equations_have_no_solution() -> None:
    assert nonnegative_solution(rows([1, 1], [1, 1]), rows([1, 2])[0], [Fraction(0)] * 2) is None


def test_a_favoured_variable_becomes_positive_where_it_can() -> None:
    bounded = nonnegative_solution(rows([1, 1]), rows([3])[0], [Fraction(0), Fraction(1)])
    unbounded = nonnegative_solution(rows([1, -1]), rows([0])[0], [Fraction(0), Fraction(1)])
    assert bounded is not None
    assert bounded[1] > 0
    assert unbounded is not None
    assert unbounded[1] > 0


@given(
    st.lists(st.lists(SMALL, min_size=4, max_size=4), min_size=1, max_size=4),
    st.lists(st.integers(0, 3), min_size=4, max_size=4),
)
def test_what_has_a_solution_is_solved(matrix: list[list[Fraction]], hidden: list[int]) -> None:
    right = [sum((c * h for c, h in zip(row, hidden, strict=True)), Fraction(0)) for row in matrix]
    found = nonnegative_solution(matrix, right, [Fraction(1), *[Fraction(0)] * 3])
    assert found is not None
    assert all(v >= 0 for v in found)
    assert [sum((c * v for c, v in zip(row, found, strict=True)), Fraction(0)) for row in matrix] == right
    if hidden[0]:
        assert found[0] > 0
