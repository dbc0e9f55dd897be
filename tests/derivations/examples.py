"""Examples that show that a hypothesis is needed, where the search for small worlds does not meet one."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from mlekl_symbolic.kernel.terms import Var
from mlekl_symbolic.refute.domains import Finite, Table, World

_HALF = Fraction(1, 2)

EXAMPLES: Mapping[tuple[str, str], World] = {
    # The posterior has no mass at 1: the second approximation seems closer to it than the posterior itself.
    ("variational_inference", "A3"): {
        Var("Z", "set"): Finite((0, 1)),
        Var("Phi", "set"): Finite((1, 2)),
        Var("p_x", "fun1"): Table(1, {(0,): 2, (1,): 0}),
        Var("P_post", "fun1"): Table(1, {(0,): 1, (1,): 0}),
        Var("Q", "fun2"): Table(2, {(1, 0): 1, (1, 1): 0, (2, 0): _HALF, (2, 1): _HALF}),
    },
}
"""By the name of the derivation and the label of the hypothesis: all others hold there."""
