"""SymPy on the claims: ``equals`` and ``simplify``."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import sympy
from sympy import (
    Float,
    Function,
    IndexedBase,
    KroneckerDelta,
    Product,
    Rational,
    Sum,
    Symbol,
    log,
    simplify,
    solve,
    symbols,
)

from benchmarks.shootout.claims import ACCEPTS, NOT_PUT, REJECTS, UNDECIDED, Claim
from benchmarks.shootout.common import report

Pair = tuple[Any, Any]


@cache
def pairs() -> dict[str, Callable[[], Pair]]:
    """Both sides of each claim; made when asked for, as SymPy simplifies while it makes them."""
    i, j, k = symbols("i j k", integer=True)
    N, M, m, K = symbols("N M m K", integer=True, positive=True)
    c, n = symbols("c n")
    a, b, r = symbols("a b r", real=True)
    s, t = symbols("s t", positive=True)
    f, g, h, q = Function("f"), Function("g"), Function("h"), Function("q", positive=True)
    x, letter = IndexedBase("x", integer=True), Symbol("a", integer=True)
    one = (i, 1, N)

    def share(of: Any) -> Any:
        return (KroneckerDelta(of, x[1]) + KroneckerDelta(of, x[2])) / 2

    return {
        "a constant leaves a sum": lambda: (Sum(c * f(i), one), c * Sum(f(i), one)),
        "linearity": lambda: (Sum(f(i) + g(i), one), Sum(f(i), one) + Sum(g(i), one)),
        "renamed index": lambda: (Sum(f(i), one), Sum(f(k), (k, 1, N))),
        "shifted index": lambda: (Sum(f(i), one), Sum(f(i - 1), (i, 2, N + 1))),
        "exchanged sums": lambda: (Sum(h(i, j), (j, 1, M), one), Sum(h(i, j), one, (j, 1, M))),
        "sifting with a swapped delta": lambda: (Sum(KroneckerDelta(m, i) * f(i), (i, 1, N + m)), f(m)),
        "logarithm of a product": lambda: (log(Product(q(i), one)), Sum(log(q(i)), one)),
        "square of a sum": lambda: (Sum(f(i), one) ** 2, Sum(f(i) * f(j), one, (j, 1, N))),
        "the central delta step": lambda: (
            Sum(Sum(KroneckerDelta(letter, x[i]), one) / N * log(q(letter)), (letter, 1, K)),
            Sum(log(q(x[i])), one) / N,
        ),
        "different limits": lambda: (Sum(f(i), one), Sum(f(i), (i, 1, N + 1))),
        "a sum is N times its term": lambda: (Sum(x[i], one), N * x[i]),
        "log r² = 2 log r for real r": lambda: (log(r**2), 2 * log(r)),
        "N n = n²": lambda: (N * n, n**2),
        "a/a = 1 for every a": lambda: (a / a, sympy.Integer(1)),
        "log(a + b) = log a + log b": lambda: (log(a + b), log(a) + log(b)),
        "H(X, Y) + 10⁻⁹ H(X) ≤ H(X) + H(Y), independent": lambda: (
            -log(Rational(1, 8)) / 4 - 3 * log(Rational(3, 8)) / 4 + log(2) / 10**9,
            log(2) - log(Rational(1, 4)) / 4 - 3 * log(Rational(3, 4)) / 4,
        ),
        "sifting that captures a bound index": lambda: (
            Sum(KroneckerDelta(letter, k) * Sum(g(letter, k), (k, 1, N)), (letter, -sympy.oo, sympy.oo)),
            Sum(g(k, k), (k, 1, N)),
        ),
        "Σ δ(a k, 0) over k = 0..5 is 1": lambda: (
            Sum(KroneckerDelta(Symbol("a", integer=True) * k, 0), (k, 0, 5)), sympy.Integer(1),
        ),
        "D_KL = (1/N) Σ log((1/N)/P(x_i))": lambda: (
            sum(share(of) * log(share(of) / q(of)) for of in (1, 2)),
            (log(1 / (2 * q(x[1]))) + log(1 / (2 * q(x[2])))) / 2,
        ),
        "0.333333 = 1/3": lambda: (Float("0.333333"), Rational(1, 3)),
        "Jensen the wrong way round": lambda: (log(s) / 2 + log(t) / 2, log(s / 2 + t / 2)),
        "1 + … + N = N(N + 1)/2": lambda: (Sum(i, one), N * (N + 1) / 2),
        "sin² + cos² = 1": lambda: (sympy.sin(r) ** 2 + sympy.cos(r) ** 2, sympy.Integer(1)),
        "an integral of a square": lambda: (sympy.Integral(r**2, (r, 0, 1)), Rational(1, 3)),
        "√8 = 2 √2": lambda: (sympy.sqrt(8), 2 * sympy.sqrt(2)),
        "the sum of all binomial coefficients": lambda: (Sum(sympy.binomial(N, k), (k, 0, N)), 2**N),
        "the sum of all inverse squares": lambda: (Sum(1 / k**2, (k, 1, sympy.oo)), sympy.pi**2 / 6),
    }  # fmt: skip


RELATIONS = {r"\le": sympy.Le, r"\ge": sympy.Ge}
IMPLICATION = "⟹"


def _word(found: object) -> str:
    if found in (True, sympy.true):
        return ACCEPTS
    return REJECTS if found in (False, sympy.false) else UNDECIDED


def by_equals(claim: Claim) -> str:
    """What ``left.equals(right)`` says; there is no such question for anything but equations."""
    if claim.relation != "=":
        return NOT_PUT
    left, right = pairs()[claim.name]()
    return _word(left.equals(right))


def by_simplify(claim: Claim) -> str:
    """Whether ``simplify`` makes zero of the difference, if need be of what ``doit`` makes of it."""
    if claim.relation == IMPLICATION:
        a, b, c = symbols("a b c", real=True)
        return ACCEPTS if solve(a * b - a * c, b) == [c] else UNDECIDED
    left, right = pairs()[claim.name]()
    if claim.relation in RELATIONS:
        return _word(simplify(RELATIONS[claim.relation](left, right)))
    found = [simplify(left - right)]
    if found[0] != 0:
        found.append(simplify((left - right).doit()))
    if any(one == 0 for one in found):
        return ACCEPTS
    return REJECTS if any(one.is_number for one in found) else UNDECIDED


if __name__ == "__main__":
    report({"SymPy `equals`": by_equals, "SymPy `simplify`": by_simplify}, f"SymPy {sympy.__version__}")
