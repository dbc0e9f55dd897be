"""Can the hypotheses of a theorem hold at all? A world in which they do, found or given.

A theorem from hypotheses that contradict each other is true and says nothing; a reader must be told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from mlekl_symbolic.kernel.terms import App, Term
from mlekl_symbolic.kernel.theory import Theory
from mlekl_symbolic.refute.describe import describe
from mlekl_symbolic.refute.domains import Table, World
from mlekl_symbolic.refute.evaluate import Evaluator, unfolded
from mlekl_symbolic.refute.roles import Roles
from mlekl_symbolic.refute.search import Counterexample, refute
from mlekl_symbolic.refute.witness import Witness


def model(
    hypotheses: Sequence[Term], theory: Theory, labels: Mapping[Fraction, str] | None = None
) -> Witness | None:
    """A small world in which all hypotheses hold, or None when none was found.

    Parameters
    ----------
    hypotheses
        Propositions of the kernel.
    theory
        Where defined constants are looked up.
    labels
        What the author calls the letters of an explicit alphabet, by their number.
    """
    found = refute(App("false"), hypotheses, theory)
    if found is None:
        return None
    return _described(found, [unfolded(h, theory) for h in hypotheses], labels)


def _described(
    found: Counterexample, hypotheses: Sequence[Term], labels: Mapping[Fraction, str] | None
) -> Witness:
    """All that the hypotheses speak of, not only what `false` asks for."""
    claim: Term = App("true")
    roles = Roles()
    for h in hypotheses:
        claim = App("and", (claim, h))
        roles.read(h)
    asked = {v: tuple(value.entries) for v, value in found.world.items() if isinstance(value, Table)}
    whole = replace(found, claim=claim, left=None, right=None, asked=asked, roles=roles)
    return describe(whole, labels=labels)


def broken(hypotheses: Sequence[Term], theory: Theory, world: World) -> Term | None:
    """The first hypothesis that does not hold in a given world, or None when all do.

    Raises
    ------
    mlekl_symbolic.refute.values.Unknown
        When it cannot be decided whether one holds.
    """
    evaluator = Evaluator(theory)
    return next((h for h in hypotheses if not evaluator.holds(h, world)), None)
