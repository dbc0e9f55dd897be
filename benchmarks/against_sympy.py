"""The steps that SymPy's ``simplify`` can decide: its time beside ours.

Every repetition is about new symbols, and each side is given the step in its own expressions. As in
`timeit`, garbage is collected between the measurements, for both sides.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from statistics import median
from time import perf_counter
from typing import Any, NamedTuple

from sympy import Function, KroneckerDelta, Rational, Sum, exp, log, simplify, symbols

from mlekl_symbolic.language import as_expression
from mlekl_symbolic.proof.outcome import Proved
from mlekl_symbolic.testing import prove

REPEATS = 7
Pair = tuple[Any, Any]


class Compared(NamedTuple):
    """One step: seconds for us and for SymPy, and whether each of the two decided it."""

    name: str
    ours: float
    theirs: float
    proved: bool
    simplified: bool

    @property
    def ratio(self) -> float:
        """How many times longer SymPy takes."""
        return self.theirs / self.ours


def _positive(k: int, count: int) -> tuple[Any, ...]:
    made = symbols(" ".join(f"{letter}{k}" for letter in "abcdefgh"[:count]), positive=True)
    return made if count > 1 else (made,)


def _log(t: Any) -> Any:
    return log(t, evaluate=False)


def _log_of_quotient(k: int) -> Pair:
    a, b, c = _positive(k, 3)
    return _log(a**2 * b / c), 2 * log(a) + log(b) - log(c)


def _log_of_factored(k: int) -> Pair:
    a, b, c = _positive(k, 3)
    return _log(a * c + b * c), log(a + b) + log(c)


def _weighted_logs(k: int) -> Pair:
    a, b = _positive(k, 2)
    return a * _log(a / b) + b * _log(b / a), (a - b) * (log(a) - log(b))


def _divergence_of_three(k: int) -> Pair:
    *p, q1, q2, q3 = _positive(k, 6)
    q = (q1, q2, q3)
    left = sum(x * _log(x / y) for x, y in zip(p, q, strict=True))
    return left, sum(x * log(x) for x in p) - sum(x * log(y) for x, y in zip(p, q, strict=True))


def _bernoulli(k: int) -> Pair:
    a, b = _positive(k, 2)
    t = a / (a + b)
    return _log(t**3 * (1 - t) ** 2), 3 * log(a) + 2 * log(b) - 5 * log(a + b)


def _gaussian(k: int) -> Pair:
    m, v = _positive(k, 2)
    x, y = symbols(f"x{k} y{k}", real=True)
    left = (x - m) ** 2 / (2 * v) + (y - m) ** 2 / (2 * v)
    mean = (x + y) / 2
    return left, (x - y) ** 2 / (4 * v) + (mean - m) ** 2 / v


def _fractions(k: int) -> Pair:
    a, b, c = _positive(k, 3)
    return a / (a + b + c) + b / (a + b + c) + c / (c + b + a), Rational(1)


def _exponentials(k: int) -> Pair:
    x, y = symbols(f"x{k} y{k}", real=True)
    return exp(x) * exp(-y) / exp(x - 2 * y), exp(y)


def _linear_sum(k: int) -> Pair:
    i, c = symbols(f"i{k} c{k}")
    f, g = Function(f"f{k}"), Function(f"g{k}")
    return Sum(c * f(i) + g(i), (i, 1, 5)), c * Sum(f(i), (i, 1, 5)) + Sum(g(i), (i, 1, 5))


def _written_out(k: int) -> Pair:
    i = symbols(f"i{k}")
    f = Function(f"f{k}")
    return Sum(f(i) ** 2, (i, 1, 5)), sum(f(number) ** 2 for number in range(1, 6))


def _sifted(k: int) -> Pair:
    i, j = symbols(f"i{k} j{k}")
    f = Function(f"f{k}")
    return Sum(Sum(KroneckerDelta(i, j) * f(i), (i, 1, 5)), (j, 1, 5)), Sum(f(i), (i, 1, 5))


def _product_of_sums(k: int) -> Pair:
    i, j = symbols(f"i{k} j{k}")
    f, g = Function(f"f{k}"), Function(f"g{k}")
    return Sum(Sum(f(i) * g(j), (j, 1, 5)), (i, 1, 5)), Sum(f(i), (i, 1, 5)) * Sum(g(j), (j, 1, 5))


def _exchanged(k: int) -> Pair:
    i, j = symbols(f"i{k} j{k}")
    h = Function(f"h{k}")
    return Sum(Sum(h(i, j), (i, 1, 5)), (j, 1, 4)), Sum(Sum(h(i, j), (j, 1, 4)), (i, 1, 5))


def _square(k: int) -> Pair:
    i, j = symbols(f"i{k} j{k}")
    f = Function(f"f{k}")
    return Sum(f(i), (i, 1, 5)) ** 2, Sum(Sum(f(i) * f(j), (j, 1, 5)), (i, 1, 5))


def _shifted(k: int) -> Pair:
    i = symbols(f"i{k}")
    f = Function(f"f{k}")
    return Sum(f(i + 1), (i, 0, 4)), Sum(f(i), (i, 1, 5))


def _variance(k: int) -> Pair:
    i, j = symbols(f"i{k} j{k}")
    f = Function(f"f{k}")
    mean = Sum(f(j), (j, 1, 5)) / 5
    return Sum((f(i) - mean) ** 2, (i, 1, 5)) / 5, Sum(f(i) ** 2, (i, 1, 5)) / 5 - mean**2


STEPS: dict[str, Callable[[int], Pair]] = {
    "logarithm of a quotient": _log_of_quotient,
    "logarithm of a common factor": _log_of_factored,
    "weighted logarithms": _weighted_logs,
    "divergence on three letters": _divergence_of_three,
    "Bernoulli likelihood": _bernoulli,
    "Gaussian exponents": _gaussian,
    "fractions of a total": _fractions,
    "exponentials": _exponentials,
    "linearity, five terms": _linear_sum,
    "five terms written out": _written_out,
    "sifting, five by five": _sifted,
    "product of sums, five by five": _product_of_sums,
    "exchange of sums, five by four": _exchanged,
    "square of a sum, five terms": _square,
    "shift of an index, five terms": _shifted,
    "variance of five values": _variance,
}


def compared(name: str, make: Callable[[int], Pair]) -> Compared:
    """Both times for one step, taken in turn."""
    gc.disable()
    try:
        return _compared(name, make)
    finally:
        gc.enable()


def _compared(name: str, make: Callable[[int], Pair]) -> Compared:
    ours, theirs, proved, simplified = [], [], True, True
    for k in range(REPEATS):
        gc.collect()
        left, right = map(as_expression, make(k))
        start = perf_counter()
        outcome = prove(left, "=", right)
        ours.append(perf_counter() - start)
        proved = proved and isinstance(outcome, Proved)
        left, right = make(k + REPEATS)
        gc.collect()
        start = perf_counter()
        simplified = _vanishes(left - right) and simplified
        theirs.append(perf_counter() - start)
    return Compared(name, median(ours), median(theirs), proved, simplified)


def _vanishes(difference: Any) -> bool:
    """Whether ``simplify`` finds zero, if need be after the sums have been written out."""
    found = simplify(difference)
    return bool(found == 0 or simplify(found.doit()) == 0)
