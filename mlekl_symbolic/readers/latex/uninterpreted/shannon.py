"""Shannon's inequalities: what holds of the joint entropies of any random variables.

The information of two variables given others is at least zero, and so is the entropy of a discrete variable
given others. All other inequalities of this kind are sums of these.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import TypeAlias

from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.show import shown

Variables: TypeAlias = frozenset[s.Expression]
Side: TypeAlias = tuple[Variables, ...]
"""A sum of joint entropies."""
MOST = 4
"""Of how many variables inequalities are listed."""


def inequalities(found: Iterable[Variables], *, discrete: bool) -> list[tuple[Side, Side]]:
    """Shannon's inequalities between the joint entropies of some variables, each as its two sides.

    The first side is at most the second.

    Parameters
    ----------
    found
        The variables of the joint entropies that a line speaks of.
    discrete
        Whether the variables are discrete, so that more of them have no less entropy.
    """
    whole = frozenset().union(*found)
    if len(whole) > MOST:
        return []
    return [*_informations(whole), *(_entropies(whole) if discrete else ())]


def _informations(whole: Variables) -> Iterator[tuple[Side, Side]]:
    """That the information of two variables given others is at least zero."""
    for one, other in combinations(sorted(whole, key=shown), 2):
        rest = sorted(whole - {one, other}, key=shown)
        for size in range(len(rest) + 1):
            for chosen in combinations(rest, size):
                given = frozenset(chosen)
                less = (given | {one, other}, given) if given else (frozenset((one, other)),)
                yield less, (given | {one}, given | {other})


def _entropies(whole: Variables) -> Iterator[tuple[Side, Side]]:
    """That the entropy of a variable given all others is at least zero."""
    for one in sorted(whole, key=shown):
        rest = whole - {one}
        yield ((rest,) if rest else ()), (whole,)
