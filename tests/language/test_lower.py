"""``.doit()`` gives ordinary SymPy of the same value."""

from fractions import Fraction

import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Eq, Function, IndexedBase, Integer, KroneckerDelta, Rational, Symbol

from mlekl_symbolic.language import (
    KL,
    Alphabet,
    ArgMin,
    Cardinality,
    CrossEntropy,
    Divide,
    Equal,
    ForAll,
    H,
    Interval,
    LanguageError,
    LogLikelihood,
    Minus,
    Negative,
    Plus,
    Power,
    Product,
    Range,
    Singleton,
    Sum,
    Tabulated,
    Times,
    delta,
    exp,
    log,
    lower,
    number,
    size_symbol,
)
from tests.language.objects import (
    P,
    Theta,
    X,
    a,
    bias,
    c,
    cat,
    coin,
    data,
    dog,
    f,
    i,
    j,
    p,
    pets,
    q,
    score,
    theta,
    x,
)

A, C, I_, N, T = (Symbol(n) for n in ("a", "c", "i", "N", "theta"))
K = Symbol("K_X")
PF, QF, MODEL, OBS = Function("p"), Function("q"), Function("P"), IndexedBase("x")


@pytest.mark.parametrize(
    ("ours", "ordinary"),
    [
        (a + c, A + C),
        (a - c, A - C),
        (a * c, A * C),
        (a / c, A / C),
        (-a, -A),
        (a**c, A**C),
        (log(a), sympy.log(A)),
        (exp(a), sympy.exp(A)),
        (abs(a), sympy.Abs(A)),
        (delta(a, c), KroneckerDelta(A, C)),
        (f(a), Function("f")(A)),
        (x[i], OBS[I_]),
        (p(a), PF(A)),
        (P[theta](a), MODEL(T, A)),
        (score, sympy.Sum(sympy.log(MODEL(T, OBS[I_])), (I_, 1, N))),
        (Product(f(i), (i, 1, 3)), sympy.Product(Function("f")(I_), (I_, 1, 3))),
        (Sum(p(a), (a, X)), sympy.Sum(PF(A), (A, 1, K))),
        (Sum(f(a), (a, pets)), Function("f")(0) + Function("f")(1)),
        (Product(f(a), (a, Singleton(2, 5, 2))), Function("f")(2) * Function("f")(5)),
        (data(a), sympy.Sum(KroneckerDelta(A, OBS[I_]), (I_, 1, N)) / N),
        (KL(p, q), sympy.Sum(PF(A) * sympy.log(PF(A) / QF(A)), (A, 1, K))),
        (H(p), -sympy.Sum(PF(A) * sympy.log(PF(A)), (A, 1, K))),
        (CrossEntropy(p, q), -sympy.Sum(PF(A) * sympy.log(QF(A)), (A, 1, K))),
        (LogLikelihood(q, x), sympy.Sum(sympy.log(QF(OBS[I_])), (I_, 1, N))),
        (coin(cat), Rational(1, 3)),
        (coin(dog), Rational(2, 3)),
        (bias[c](cat), C),
        (bias[theta](dog), 1 - T),
        (H(bias[c]), -C * sympy.log(C) - (1 - C) * sympy.log(1 - C)),
        (coin(a), KroneckerDelta(0, A) / 3 + 2 * KroneckerDelta(1, A) / 3),
        (Cardinality(X), K),
        (Cardinality(pets), Integer(2)),
        (Cardinality(Range(1, 4)), Integer(4)),
        (Equal(a, c), Eq(A, C)),
        (a < c, A < C),
        (a >= 0, A >= 0),
    ],
)
def test_ordinary_sympy(ours: sympy.Basic, ordinary: sympy.Basic) -> None:
    assert ours.doit() == ordinary
    assert sympy.srepr(ours.doit()) == sympy.srepr(ordinary)


def test_the_symbol_of_a_size_is_the_one_that_is_used() -> None:
    assert size_symbol(X) in Sum(p(a), (a, X)).doit().free_symbols


def test_a_definition_does_not_capture_a_parameter() -> None:
    unfolded = KL(p, P[a]).doit()
    assert unfolded.free_symbols == {A, K}
    assert LogLikelihood(P[i], x).doit().free_symbols >= {I_}


@pytest.mark.parametrize(
    ("ours", "expected"),
    [
        (number(0) * log(number(0)), 0),
        (log(number(0)), 0),
        (Divide(a, 0), 0),
        (Power(0, -1), 0),
        (H(Tabulated("sure", pets, (0, 1))), 0),
        (KL(Tabulated("sure", pets, (0, 1)), coin), sympy.log(Rational(3, 2))),
    ],
)
def test_zero_is_as_everywhere_here(ours: sympy.Expr, expected: sympy.Expr) -> None:
    assert ours.doit() == expected


def test_the_rest_of_sympy_is_one_call_away() -> None:
    likelihood = log(theta) + 2 * log(1 - theta)
    ordinary = likelihood.doit()
    assert sympy.solve(ordinary.diff(theta), theta) == [Rational(1, 3)]
    assert likelihood.diff(theta) == ordinary.diff(T)
    assert ordinary.diff(T, 2).subs(theta, Rational(1, 3)) == Rational(-27, 2)
    assert sympy.lambdify([theta], ordinary)(1 / 3) == pytest.approx(-1.90954250)
    assert sympy.integrate((theta**2 * exp(theta)).doit(), theta) == (T**2 - 2 * T + 2) * sympy.exp(T)
    assert sympy.limit((exp(theta) * theta).doit(), theta, 0) == 0
    assert sympy.series((exp(theta)).doit(), theta, 0, 2) == 1 + T + sympy.O(T**2)
    assert "log" in sympy.latex(likelihood)
    assert (Sum(i**2, (i, 1, 3))).doit().doit() == 14
    assert float(log(number(2) * theta).subs(theta, 1).evalf()) == pytest.approx(0.693147)


@pytest.mark.parametrize(
    "node",
    [
        ArgMin(f(theta), (theta, Theta)),
        X,
        Interval.open(0, 1),
        p,
        x,
        ForAll(p(a) > 0, (a, X)),
        Sum(f(theta), (theta, Theta)),
        Sum(f(theta), (theta, Singleton(a, c))),
        Cardinality(Theta),
    ],
)
def test_what_is_no_number_raises(node: sympy.Basic) -> None:
    with pytest.raises(LanguageError, match="SymPy"):
        lower(node)


def test_the_letters_of_an_explicit_alphabet_are_their_codes() -> None:
    pair = Alphabet("Y", "u v")
    given_letter = Sum(delta(x[1], a) * f(a), (a, pair)).doit()
    assert given_letter == KroneckerDelta(OBS[1], 0) * Function("f")(0) + KroneckerDelta(
        OBS[1], 1
    ) * Function("f")(1)


fractions = st.fractions(min_value=-5, max_value=5, max_denominator=6)
leaves = st.one_of(st.sampled_from([a, c]), fractions.map(number))
trees = st.recursive(
    leaves,
    lambda sub: st.one_of(
        st.builds(Negative, sub), *(st.builds(k, sub, sub) for k in (Plus, Minus, Times, Divide))
    ),
    max_leaves=8,
)


def exact(node: sympy.Basic, at: dict[sympy.Basic, Fraction]) -> Fraction:
    """The value by plain arithmetic."""
    values = [exact(arg, at) for arg in node.args]
    match node:
        case Plus():
            return values[0] + values[1]
        case Minus():
            return values[0] - values[1]
        case Times():
            return values[0] * values[1]
        case Divide():
            return values[0] / values[1]
        case Negative():
            return -values[0]
        case Rational():
            return Fraction(int(node.p), int(node.q))
    return at[node]


@settings(max_examples=200, deadline=None)
@given(trees, fractions, fractions)
def test_the_value_stays_the_same(tree: sympy.Expr, at_a: Fraction, at_c: Fraction) -> None:
    try:
        expected = exact(tree, {a: at_a, c: at_c})
    except ZeroDivisionError:
        return
    lowered = lower(tree).subs({A: number(at_a), C: number(at_c)}, simultaneous=True)
    assert lowered == number(expected)


def test_indices_of_nested_sums_stay_apart() -> None:
    values = Function("f")(1), Function("f")(2), Function("f")(3)
    twice = Sum(f(i) * f(j), (i, 1, 2), (j, 1, 3)).doit().doit()
    assert sympy.expand(twice - sum(values[:2]) * sum(values)) == 0


def test_a_lowered_variable_is_a_plain_symbol() -> None:
    assert type(lower(a)) is Symbol
    assert type(sympy.sympify(a)) is Symbol
