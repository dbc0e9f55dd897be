"""Derivations written out as records, for the tests of the oracle."""

from collections.abc import Sequence
from itertools import pairwise

from sympy import Basic

from mlekl_symbolic.language import (
    KL,
    ArgMax,
    ArgMin,
    Empirical,
    Equal,
    FiniteSet,
    ForAll,
    H,
    Model,
    NamedSet,
    SameSolutions,
    Sample,
    Statement,
    Sum,
    delta,
    log,
    variables,
)
from mlekl_symbolic.proof.outcome import Gap
from mlekl_symbolic.proof.records import Chain, Given, Location, Step, Theorem

a, i, j, theta, N = variables("a i j theta N")
X, Theta = FiniteSet("X"), NamedSet("Theta")
x = Sample("x", N, X)
P = Model("P", Theta, X)
q = P[theta]
data = Empirical("P_data", x)
log_likelihood = Sum(log(q(x[i])), (i, 1, N))
statement = SameSolutions(ArgMin(KL(data, q), (theta, Theta)), ArgMax(log_likelihood, (theta, Theta)))
SUPPORT = ForAll(q(x[i]) > 0, (i, 1, N), (theta, Theta))
LINES = (
    KL(data, q),
    Sum(data(a) * log(data(a) / q(a)), (a, X)),
    Sum(data(a) * log(data(a)) - data(a) * log(q(a)), (a, X)),
    -H(data) - Sum(data(a) * log(q(a)), (a, X)),
    -H(data) - Sum(1 / N * Sum(delta(a, x[i]), (i, 1, N)) * log(q(a)), (a, X)),
    -H(data) - 1 / N * Sum(Sum(delta(a, x[i]) * log(q(a)), (a, X)), (i, 1, N)),
    -H(data) - 1 / N * log_likelihood,
)
PROBLEMS = (
    ArgMin(LINES[0], (theta, Theta)),
    ArgMin(LINES[-1], (theta, Theta)),
    ArgMin(-1 / N * log_likelihood, (theta, Theta)),
    ArgMin(-log_likelihood, (theta, Theta)),
    ArgMax(log_likelihood, (theta, Theta)),
)
_HERE = Location("theorem.py", 1)
_OPEN = Gap("written by hand")


def chain(lines: Sequence[Basic], first: int = 1, relation: str = "=") -> Chain:
    """A chain of steps that is not checked by anything."""
    steps = tuple(
        Step(first + k, relation, left, right, (), (), _OPEN, _HERE)
        for k, (left, right) in enumerate(pairwise(lines))
    )
    return Chain("", lines[0], steps, Equal(lines[0], lines[-1]), _OPEN)


def theorem(*chains: Chain, givens: Sequence[Statement] = (SUPPORT,)) -> Theorem:
    """A theorem of such chains."""
    stated = tuple(Given(f"A{k + 1}", s) for k, s in enumerate(givens))
    return Theorem("mle_as_kl", "", "", (), (), statement, stated, stated, chains, _OPEN, _HERE)


mle_as_kl = theorem(chain(LINES), chain(PROBLEMS, first=len(LINES)))
