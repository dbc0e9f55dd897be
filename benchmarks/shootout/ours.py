"""Our engine on the claims, as terms and as LaTeX."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.metadata import version
from typing import Any

from sympy import Rational

from benchmarks.shootout.claims import ACCEPTS, ASSUMING, NOT_PUT, REFUSED, REJECTS, UNDECIDED, Claim
from benchmarks.shootout.common import report
from benchmarks.sum_laws import ours as sum_laws
from mlekl_symbolic.checks.one import check_bytes
from mlekl_symbolic.language import (
    KL,
    Empirical,
    Equal,
    Finite,
    FiniteSet,
    ForAll,
    FunctionSymbol,
    LanguageError,
    MassFunction,
    Naturals,
    Sample,
    Sum,
    delta,
    log,
    number,
    variables,
)
from mlekl_symbolic.language import Member as In
from mlekl_symbolic.proof.outcome import Proved, Refuted
from mlekl_symbolic.testing import prove

Put = tuple[Any, str, Any, tuple[Any, ...]]
"""Left side, relation, right side, and what is given."""


def _data() -> tuple[Any, Any, Any, tuple[Any, ...]]:
    """A finite set, a sample in it, a distribution on it, and what is given of them."""
    X, (N, a, i) = FiniteSet("X"), variables("N a i")
    x, q = Sample("x", N, X), MassFunction("q", X)
    given = (Finite(X), In(N, Naturals()), N >= 1, ForAll(In(x[i], X), (i, 1, N)), ForAll(q(a) > 0, (a, X)))
    return X, x, q, given


def _false() -> dict[str, Callable[[], Put]]:
    a, b, c, r, n, k, i = variables("a b c r n k i")
    N, K = variables("N K")
    x, g = FunctionSymbol("x"), FunctionSymbol("g", 2)
    half, quarter = number(1) / 2, number(1) / 4

    def entropies() -> Put:
        joint = -quarter * log(number(1) / 8) - (number(3) / 4) * log(number(3) / 8)
        apart = log(number(2)) - quarter * log(quarter) - (number(3) / 4) * log(number(3) / 4)
        return joint + number(Rational(1, 10**9)) * log(number(2)), "<=", apart, ()

    def captured() -> Put:
        left = Sum(delta(a, k) * Sum(g(a, k), (k, 1, N)), (a, 1, K))
        return left, "=", Sum(g(k, k), (k, 1, N)), (In(k, Naturals()), k >= 1, k <= K)

    def divergence() -> Put:
        _, sample, q, given = _data()
        right = Sum(log((number(1) / N) / q(sample[i])), (i, 1, N)) / N
        return KL(Empirical("p_data", sample), q), "=", right, given

    return {
        "a sum is N times its term": lambda: (Sum(x(i), (i, 1, N)), "=", N * x(i), ()),
        "log r² = 2 log r for real r": lambda: (log(r**2), "=", 2 * log(r), ()),
        "from ab = ac follows b = c": lambda: (b, "=", c, (Equal(a * b, a * c),)),
        "N n = n²": lambda: (N * n, "=", n**2, ()),
        "a/a = 1 for every a": lambda: (a / a, "=", number(1), ()),
        "log(a + b) = log a + log b": lambda: (log(a + b), "=", log(a) + log(b), ()),
        "H(X, Y) + 10⁻⁹ H(X) ≤ H(X) + H(Y), independent": entropies,
        "sifting that captures a bound index": captured,
        "Σ δ(a k, 0) over k = 0..5 is 1": lambda: (Sum(delta(a * k, 0), (k, 0, 5)), "=", number(1), ()),
        "D_KL = (1/N) Σ log((1/N)/P(x_i))": divergence,
        "0.333333 = 1/3": lambda: (number(Rational("0.333333")), "=", number(1) / 3, ()),
        "Jensen the wrong way round": lambda: (
            half * log(a) + half * log(b), ">=", log(a / 2 + b / 2), (a > 0, b > 0),
        ),
    }  # fmt: skip


def _central() -> Put:
    X, x, q, given = _data()
    a, i, N = variables("a i N")
    left = Sum(Sum(delta(a, x[i]), (i, 1, N)) / N * log(q(a)), (a, X))
    return left, "=", Sum(log(q(x[i])), (i, 1, N)) / N, given


@cache
def puts() -> dict[str, Callable[[], Put]]:
    """The claims in our language, by name."""
    laws = {
        name: (lambda made=(left, "=", right, given): made)
        for name, (left, right, given) in sum_laws().items()
    }
    i, N = variables("i N")

    def gauss() -> Put:
        return Sum(i, (i, 1, N)), "=", N * (N + 1) / 2, (In(N, Naturals()),)

    return {**laws, "1 + … + N = N(N + 1)/2": gauss, "the central delta step": _central, **_false()}


def as_terms(claim: Claim) -> str:
    """Our verdict on a claim written in our terms."""
    if claim.name not in puts():
        return NOT_PUT
    try:
        left, relation, right, given = puts()[claim.name]()
        outcome = prove(left, relation, right, given=given)
    except LanguageError:
        return REFUSED
    match outcome:
        case Proved():
            return ACCEPTS
        case Refuted():
            return REJECTS
    return UNDECIDED


WORDS = {
    "proved": ACCEPTS, "proved assuming": ASSUMING, "refuted": REJECTS, "undecided": UNDECIDED,
    "unreadable": REFUSED, "definition": UNDECIDED,
}  # fmt: skip


def as_latex(claim: Claim) -> str:
    """Our checker's verdict on a claim in LaTeX."""
    text = f"% mlekl: {claim.declared}\n" if claim.declared else ""
    text += rf"\[ {claim.left} {claim.relation} {claim.right} \]" + "\n"
    record = check_bytes("claim.tex", text.encode())
    if len(record.lines) != 1:
        return REFUSED
    return WORDS[record.lines[0].verdict]


if __name__ == "__main__":
    report({"ours, terms": as_terms, "ours, LaTeX": as_latex}, f"mlekl_symbolic {version('mlekl_symbolic')}")
