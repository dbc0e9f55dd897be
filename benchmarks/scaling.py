"""How time grows with size: each case at n and at 2n, and its peak memory in a process of its own."""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Callable, Iterable
from itertools import pairwise
from time import perf_counter
from typing import NamedTuple

from sympy import Expr, preorder_traversal

from mlekl_symbolic.language import Equal, FunctionSymbol, Sum, log, number, variables
from mlekl_symbolic.proof import Proof, Theorem, derivation, run
from mlekl_symbolic.proof.outcome import Proved
from mlekl_symbolic.testing import prove

REPEATS = 3


class Scaled(NamedTuple):
    """Seconds at two sizes, the larger twice the smaller, and peak memory at the larger in megabytes.

    ``nodes`` is how long the formulas are that are proved.
    """

    name: str
    sizes: tuple[int, int]
    nodes: tuple[int, int]
    seconds: tuple[float, float]
    memory: float

    @property
    def growth(self) -> float:
        """How many times longer the doubled size takes."""
        return self.seconds[1] / self.seconds[0]

    @property
    def length(self) -> float:
        """How many times longer the formulas are."""
        return self.nodes[1] / self.nodes[0]


def lines(size: int) -> list[Expr]:
    """Logarithms of a product, split and put together again, with a number added and taken away."""
    a, b = variables("a b")
    turns = (log(a * b), log(b) + log(a), log(b * a) + 0, log(a) + log(b))
    return [turns[k % 4] + number(k) - number(k) for k in range(size + 1)]


def chain(size: int) -> None:
    """A derivation of ``size`` steps: one logarithm after the other is split off a product."""

    @derivation(title="A long chain")
    def long(proof: Proof) -> Theorem:
        """Every step is small."""
        proof.given(proof.real("a") > 0)
        proof.given(proof.real("b") > 0)
        first, *others = lines(size)
        proof.show(Equal(first, others[-1]))
        made = proof.calc(first)
        for line in others:
            made.eq(line)
        return proof.qed(made)

    _expect(isinstance(run(long).outcome, Proved))


def two_sums(size: int) -> list[Expr]:
    """A sum of ``size`` different terms, each with a logarithm, and the same in the opposite order."""
    f, g = FunctionSymbol("f"), FunctionSymbol("g")
    left = _added([f(k) * log(f(k) / g(k)) for k in range(size)])
    right = _added([f(k) * log(f(k)) - f(k) * log(g(k)) for k in reversed(range(size))])
    return [left, right]


def terms(size: int) -> None:
    """A sum of ``size`` different terms, in the opposite order."""
    f, g = FunctionSymbol("f"), FunctionSymbol("g")
    given = [side for k in range(size) for side in (f(k) > 0, g(k) > 0)]
    left, right = two_sums(size)
    _expect(isinstance(prove(left, "=", right, given=given), Proved))


def two_nests(size: int) -> list[Expr]:
    """``size`` sums inside each other, and the same in the opposite order."""
    N, *names = variables("N " + " ".join(f"i{k}" for k in range(size)))
    h = FunctionSymbol("h", 2)
    body: Expr = number(1)
    for one, other in pairwise(names):
        body = body * h(one, other)
    return [Sum(body, *((i, 1, N) for i in order)) for order in (names, names[::-1])]


def sums(size: int) -> None:
    """``size`` sums inside each other, in the opposite order: every two of them are exchanged."""
    left, right = two_nests(size)
    _expect(isinstance(prove(left, "=", right), Proved))


def nodes(formulas: Iterable[Expr]) -> int:
    """How many nodes formulas have in all."""
    return sum(1 for formula in formulas for _ in preorder_traversal(formula))


def _added(parts: list[Expr]) -> Expr:
    total = parts[0]
    for part in parts[1:]:
        total = total + part
    return total


def _expect(done: bool) -> None:  # noqa: FBT001
    if not done:
        raise AssertionError("a step of the benchmark is not proved")


CASES: dict[str, tuple[Callable[[int], None], Callable[[int], list[Expr]], int]] = {
    "a chain of 1,000 steps": (chain, lines, 500),
    "a sum of 40 terms": (terms, two_sums, 20),
    "six sums inside each other": (sums, two_nests, 3),
}


def scaled(name: str) -> Scaled:
    """One case at both sizes."""
    case, formulas, size = CASES[name]
    case(2)
    seconds = []
    for n in (size, 2 * size):
        start = perf_counter()
        for _ in range(REPEATS):
            case(n)
        seconds.append((perf_counter() - start) / REPEATS)
    length = (nodes(formulas(size)), nodes(formulas(2 * size)))
    return Scaled(name, (size, 2 * size), length, (seconds[0], seconds[1]), _memory(name))


def _memory(name: str) -> float:
    """Peak memory of a fresh process that runs the case at its larger size, in megabytes."""
    ran = subprocess.run(
        [sys.executable, "-m", "benchmarks.scaling", name], capture_output=True, text=True, check=True
    )
    return float(ran.stdout)


def scaled_all() -> list[Scaled]:
    """All cases."""
    return [scaled(name) for name in CASES]


if __name__ == "__main__":
    _case, _, _size = CASES[sys.argv[1]]
    _case(2 * _size)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
