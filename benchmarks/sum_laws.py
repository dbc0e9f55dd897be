"""Nine claims about symbolic sums, eight of them true: our verdict beside SymPy's."""

from __future__ import annotations

from statistics import median
from time import perf_counter
from typing import Any, NamedTuple

from sympy import Function, KroneckerDelta, Product, Sum, Symbol, log, simplify, symbols

from mlekl_symbolic.language import ForAll, FunctionSymbol, Naturals, delta, variables
from mlekl_symbolic.language import Member as In
from mlekl_symbolic.language import Product as OurProduct
from mlekl_symbolic.language import Sum as OurSum
from mlekl_symbolic.language import log as our_log
from mlekl_symbolic.proof.outcome import Outcome, Proved, Refuted
from mlekl_symbolic.testing import prove

REPEATS = 3


class Law(NamedTuple):
    """One claim with the verdicts on it.

    Attributes
    ----------
    name
        What it says.
    true
        Whether it is true.
    verdict
        Ours: ``proved``, ``refuted`` or ``unproved``.
    seconds
        The time we take.
    equals
        What SymPy's ``equals`` says: ``True``, ``False`` or ``None``.
    simplified
        Whether ``simplify`` finds the difference to be zero.
    """

    name: str
    true: bool
    verdict: str
    seconds: float
    equals: str
    simplified: bool

    @property
    def ours(self) -> bool:
        """Whether we decide it rightly."""
        return self.verdict == ("proved" if self.true else "refuted")

    @property
    def theirs(self) -> bool:
        """Whether ``equals`` decides it rightly."""
        return self.equals == str(self.true)


def ours() -> dict[str, tuple[Any, Any, tuple[Any, ...]]]:
    """The claims in our language, with what each assumes; the last is false."""
    i, j, k, c, m = variables("i j k c m")
    N, M = variables("N M")
    f, g, h = FunctionSymbol("f"), FunctionSymbol("g"), FunctionSymbol("h", 2)
    natural = (In(N, Naturals()), In(m, Naturals()), m >= 1, m <= N)
    one = (i, 1, N)
    return {
        "a constant leaves a sum": (OurSum(c * f(i), one), c * OurSum(f(i), one), ()),
        "linearity": (OurSum(f(i) + g(i), one), OurSum(f(i), one) + OurSum(g(i), one), ()),
        "renamed index": (OurSum(f(i), one), OurSum(f(k), (k, 1, N)), ()),
        "shifted index": (OurSum(f(i), one), OurSum(f(i - 1), (i, 2, N + 1)), ()),
        "exchanged sums": (
            OurSum(h(i, j), one, (j, 1, M)), OurSum(h(i, j), (j, 1, M), one), (),
        ),
        "sifting with a swapped delta": (OurSum(delta(m, i) * f(i), one), f(m), natural),
        "logarithm of a product": (
            our_log(OurProduct(f(i), one)), OurSum(our_log(f(i)), one), (ForAll(f(i) > 0, one),),
        ),
        "square of a sum": (OurSum(f(i), one) ** 2, OurSum(f(i) * f(j), one, (j, 1, N)), ()),
        "different limits": (OurSum(f(i), one), OurSum(f(i), (i, 1, N + 1)), natural[:1]),
    }  # fmt: skip


def theirs() -> dict[str, tuple[Any, Any]]:
    """The same claims in SymPy."""
    i, j, k = symbols("i j k", integer=True)
    N, M, m = symbols("N M m", integer=True, positive=True)
    c = Symbol("c")
    f, g, h, p = Function("f"), Function("g"), Function("h"), Function("p", positive=True)
    return {
        "a constant leaves a sum": (Sum(c * f(i), (i, 1, N)), c * Sum(f(i), (i, 1, N))),
        "linearity": (Sum(f(i) + g(i), (i, 1, N)), Sum(f(i), (i, 1, N)) + Sum(g(i), (i, 1, N))),
        "renamed index": (Sum(f(i), (i, 1, N)), Sum(f(k), (k, 1, N))),
        "shifted index": (Sum(f(i), (i, 1, N)), Sum(f(i - 1), (i, 2, N + 1))),
        "exchanged sums": (
            Sum(h(i, j), (i, 1, N), (j, 1, M)), Sum(h(i, j), (j, 1, M), (i, 1, N)),
        ),
        "sifting with a swapped delta": (
            Sum(KroneckerDelta(m, i) * f(i), (i, 1, N + m)), f(m),
        ),
        "logarithm of a product": (log(Product(p(i), (i, 1, N))), Sum(log(p(i)), (i, 1, N))),
        "square of a sum": (Sum(f(i), (i, 1, N)) ** 2, Sum(f(i) * f(j), (i, 1, N), (j, 1, N))),
        "different limits": (Sum(f(i), (i, 1, N)), Sum(f(i), (i, 1, N + 1))),
    }  # fmt: skip


def _word(outcome: Outcome) -> str:
    match outcome:
        case Proved():
            return "proved"
        case Refuted():
            return "refuted"
    return "unproved"


def laws() -> list[Law]:
    """All nine claims, judged."""
    out = []
    other = theirs()
    for name, (left, right, given) in ours().items():
        seconds = []
        for _ in range(REPEATS):
            start = perf_counter()
            outcome = prove(left, "=", right, given=given)
            seconds.append(perf_counter() - start)
        a, b = other[name]
        equals = str(a.equals(b))
        zero = bool(simplify(a - b) == 0)
        out.append(Law(name, name != "different limits", _word(outcome), median(seconds), equals, zero))
    return out
