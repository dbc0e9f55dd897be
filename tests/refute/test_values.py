"""Exact numbers agree with rational and with arbitrary-precision arithmetic."""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction

import mpmath
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlekl_symbolic.refute import values as v

rationals = st.fractions(min_value=-20, max_value=20, max_denominator=12)
positives = st.fractions(min_value=Fraction(1, 30), max_value=30, max_denominator=30)
MP = mpmath.mp.clone()
MP.dps = 60
TINY = MP.mpf(10) ** -40
OPERATIONS = {"+": v.add, "-": v.subtract, "*": v.multiply, "/": v.divide}


def numbers(depth=2):
    """Pairs of an exact number and its approximation to fifty digits."""
    leaves = st.one_of(
        rationals.map(lambda r: (r, MP.mpf(r.numerator) / r.denominator)),
        positives.map(lambda r: (v.log(r), MP.log(MP.mpf(r.numerator) / r.denominator))),
        st.integers(-3, 3).map(lambda n: (v.exp(n), MP.exp(n))),
    )
    if not depth:
        return leaves
    inner = numbers(depth - 1)
    return st.one_of(leaves, st.tuples(st.sampled_from(sorted(OPERATIONS)), inner, inner).map(_combined))


def _combined(parts):
    operation, (a, x), (b, y) = parts
    try:
        exact = OPERATIONS[operation](a, b)
    except v.Unknown:
        return a, x
    if operation == "/":
        return exact, MP.mpf(0) if v.same(b, 0) else x / y
    return exact, {"+": x + y, "-": x - y, "*": x * y}[operation]


@given(numbers())
def test_a_value_lies_in_its_ball_and_is_printed_rightly(pair):
    exact, approximate = pair
    ball = v.enclose(exact, 256)
    assert abs(MP.mpf(ball.mid().str(60, radius=False)) - approximate) <= TINY * (1 + abs(approximate))
    if isinstance(exact, v.ClosedForm) and abs(approximate) > 1e-9:
        assert float(v.decimal(exact)) == pytest.approx(float(approximate), rel=1e-5)


@given(numbers(), numbers())
def test_comparisons_are_never_wrong(one, other):
    order = v.compare(one[0], other[0])
    gap = one[1] - other[1]
    clear = abs(gap) > TINY * (1 + abs(one[1]) + abs(other[1]))
    if order in (v.Order.LESS, v.Order.GREATER):
        assert (gap < 0) == (order is v.Order.LESS)
    elif order is v.Order.EQUAL:
        assert not clear
    if clear:
        assert order is (v.Order.LESS if gap < 0 else v.Order.GREATER)


@given(rationals, rationals)
def test_rational_arithmetic_is_exact_and_total(a, b):
    assert v.add(a, b) == a + b
    assert v.subtract(a, b) == a - b
    assert v.multiply(a, b) == a * b
    assert v.divide(a, b) == (a / b if b else 0)
    assert v.compare(a, b) is (v.Order.LESS if a < b else v.Order.GREATER if a > b else v.Order.EQUAL)


@given(positives, positives)
def test_logarithms_of_rationals_have_one_form(a, b):
    assert v.log(a * b) == v.add(v.log(a), v.log(b))
    assert v.log(a / b) == v.subtract(v.log(a), v.log(b))
    assert v.exp(v.log(a)) == a
    assert (v.log(a) == v.log(b)) == (a == b)
    assert v.same(v.log(a), v.log(b)) == (a == b)


@given(positives, rationals, rationals)
def test_powers_follow_their_law_for_positive_bases(b, m, n):
    try:
        left, right = v.power(b, m + n), v.multiply(v.power(b, m), v.power(b, n))
    except v.Unknown:
        return
    assert left == right


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        (v.divide(7, 0), 0),
        (v.log(0), 0),
        (v.log(-2), 0),
        (v.log(4), v.multiply(2, v.log(2))),
        (v.power(0, -3), 0),
        (v.power(0, 0), 1),
        (v.power(-2, -3), Fraction(-1, 8)),
        (v.power(-2, Fraction(1, 2)), 0),
        (v.power(4, Fraction(1, 2)), 2),
        (v.multiply(v.power(2, Fraction(1, 2)), v.power(2, Fraction(1, 2))), 2),
        (v.divide(v.log(8), v.log(2)), 3),
        (v.exp(0), 1),
        (v.log(v.exp(Fraction(3, 2))), Fraction(3, 2)),
        (v.multiply(v.exp(v.log(v.exp(1))), v.exp(-1)), 1),
        (v.multiply(v.log(2), v.log(3)), v.multiply(v.log(3), v.log(2))),
    ],
)
def test_values_that_must_come_out_exactly(value, wanted):
    assert value == wanted
    assert hash(value) == hash(wanted)


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        (v.log(Fraction(1, 2)), "-log 2"),
        (v.subtract(v.multiply(Fraction(1, 2), v.log(3)), v.log(2)), "1/2 log 3 - log 2"),
        (v.subtract(v.log(2), 1), "log 2 - 1"),
        (Fraction(-3, 4), "-3/4"),
        (v.power(2, Fraction(1, 2)), "2^(1/2)"),
        (v.exp(-1), "e^(-1)"),
        (v.multiply(v.log(3), v.log(2)), "log 2 · log 3"),
        (v.log(v.add(1, v.log(2))), "log(1 + log 2)"),
        (v.divide(1, v.add(1, v.log(2))), "1/(1 + log 2)"),
    ],
)
def test_values_are_printed_as_a_person_writes_them(value, wanted):
    assert v.show(value) == wanted


def test_a_difference_beyond_floating_point_is_seen():
    close = Fraction(MP.nstr(MP.log(2), 40))
    assert float(close) == float(MP.log(2))
    assert v.compare(v.log(2), close) in (v.Order.LESS, v.Order.GREATER)
    assert v.compare(v.log(2), close + Fraction(1, 10**38)) is v.Order.LESS
    assert v.compare(v.log(2), close - Fraction(1, 10**38)) is v.Order.GREATER


def test_what_no_precision_tells_apart_is_unknown():
    u = v.add(1, v.log(2))
    square = v.multiply(u, v.divide(1, u))
    assert v.compare(square, 1) is v.Order.UNKNOWN
    with pytest.raises(v.Unknown):
        v.same(square, 1)


@pytest.mark.parametrize("attempt", [lambda: v.power(3, 10**6), lambda: v.power(v.log(2), 10**6)])
def test_what_is_too_large_is_unknown(attempt):
    with pytest.raises(v.Unknown):
        attempt()


def test_rational_and_logarithmic_arithmetic_does_not_load_the_library_for_balls():
    code = (
        "import sys; from mlekl_symbolic.refute import search, values as v; "
        "assert not v.same(v.log(2), v.log(3)); assert 'flint' not in sys.modules; "
        "assert v.below(v.log(2), v.log(3)); assert 'flint' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
