"""Every variable is used as one thing."""

import pytest
from sympy import Basic, Symbol

from mlekl_symbolic.language import (
    KL,
    ArgMax,
    ArgMin,
    Equal,
    ForAll,
    LanguageError,
    Product,
    SameSolutions,
    Sum,
    check_names,
    log,
)
from tests.language.objects import STATEMENTS, N, P, Theta, X, a, data, f, i, j, p, score, theta, x


@pytest.mark.parametrize(
    "node",
    [
        score,
        Sum(f(i), (i, 1, N)) + Sum(f(i), (i, 1, 3)),
        Sum(f(i) * Sum(f(j), (j, 1, i)), (i, 1, N)),
        ForAll(P[theta](x[i]) > 0, (i, 1, N), (theta, Theta)),
        SameSolutions(ArgMin(KL(data, P[theta]), (theta, Theta)), ArgMax(score, (theta, Theta))),
        Symbol("s", positive=True) + f(a) + Symbol("s", positive=True),
        a + Symbol("a"),
        *STATEMENTS.values(),
    ],
    ids=str,
)
def test_fine(node: Basic) -> None:
    check_names(node)


@pytest.mark.parametrize(
    ("node", "name"),
    [
        (Sum(f(i), (i, 1, N)) + i, "i"),
        (i + Sum(f(i), (i, 1, N)), "i"),
        (Sum(f(i), (i, 1, i)), "i"),
        (Product(p(a), (a, X)) * p(a), "a"),
        (KL(data, P[theta]) + Sum(theta, (theta, 1, 3)), "theta"),
        (Equal(ArgMin(f(theta), (theta, Theta)), ArgMin(f(a) + theta, (a, Theta))), "theta"),
        (Sum(f(i), (i, 1, N)) + Symbol("i", positive=True), "i"),
    ],
    ids=str,
)
def test_bound_and_free(node: Basic, name: str) -> None:
    with pytest.raises(LanguageError, match=f"^{name} is both bound and free .* another name"):
        check_names(node)


@pytest.mark.parametrize(
    "node",
    [
        Sum(Sum(f(i), (i, 1, 3)), (i, 1, N)),
        Sum(log(Product(f(i), (i, 1, 3))), (i, 1, N)),
        ForAll(Sum(p(a), (a, X)) > 0, (a, X)),
        ArgMax(Sum(f(theta), (theta, 1, 2)), (theta, Theta)),
    ],
    ids=str,
)
def test_shadowing(node: Basic) -> None:
    with pytest.raises(LanguageError, match=r"already bound by .* give the inner variable another name"):
        check_names(node)


def test_undeclared() -> None:
    check_names(score, frozenset({"N", "theta"}))
    with pytest.raises(LanguageError, match=r"^N is neither bound by a Sum nor declared: .*Sum"):
        check_names(score, frozenset({"theta"}))
    with pytest.raises(LanguageError, match=r"^i is neither bound by a Sum nor declared"):
        check_names(log(P[theta](x[i])), frozenset({"N", "theta"}))
    check_names(log(P[theta](x[i])))


def test_two_symbols_of_one_name() -> None:
    with pytest.raises(LanguageError, match=r"s stands for two symbols with different assumptions"):
        check_names(f(Symbol("s")) + f(Symbol("s", positive=True)))
