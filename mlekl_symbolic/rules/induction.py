"""Induction over the natural numbers.

A rule's metavariables are numbers, functions and sets, not statements about a number. So induction is
stated for a function that is one: the indicator of a statement is one where the statement holds.
Source: E. Landau, *Foundations of Analysis* (1951), axiom 5.
"""

from mlekl_symbolic.language import Equal, ForAll, Implies, Naturals, variables
from mlekl_symbolic.rules.rulebook import Claim, Function, claim, rule

(n,) = variables("n")


@rule(says="induction", lean="Nat.rec")
def induction(f: Function) -> Claim:
    """f(n) = 1 for all natural n, when f(0) = 1 and f(n) = 1 entails f(n + 1) = 1."""
    return claim(
        ForAll(Equal(f(n), 1), (n, Naturals())),
        h0=Equal(f(0), 1),
        hs=ForAll(Implies(Equal(f(n), 1), Equal(f(n + 1), 1)), (n, Naturals())),
    )
