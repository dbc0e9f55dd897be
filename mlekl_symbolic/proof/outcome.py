"""Verdicts: a closed union, of which none is ever true or false in Python.

Main definitions
----------------
`Proved`, `Gap`, `Unproved`, `Refuted`
    What is known about one line of a derivation, or about the whole of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Never, TypeAlias

from sympy import Basic

from mlekl_symbolic.refute.witness import Witness


class _Verdict:
    __slots__ = ()

    def __bool__(self) -> Never:
        name = type(self).__name__
        raise TypeError(f"a verdict is not a truth value: this one is {name}; match on its class")


@dataclass(frozen=True, slots=True)
class Proved(_Verdict):
    """The kernel has checked it.

    Attributes
    ----------
    line
        The kernel line that proves it, in the script of its proof.
    size
        How many kernel lines stand behind it.
    rules
        The rules of mathematics used, in the order of first use.
    givens
        The labels of the hypotheses it rests on.
    local
        What else it rests on: suppositions, and which set a fixed variable is taken from.
    """

    line: int
    size: int
    rules: tuple[str, ...] = ()
    givens: tuple[str, ...] = ()
    local: tuple[Basic, ...] = ()


@dataclass(frozen=True, slots=True)
class Gap(_Verdict):
    """The author has left it open, for the reason stated; it is shown as a gap everywhere."""

    reason: str


@dataclass(frozen=True, slots=True)
class Unproved(_Verdict):
    """Neither a proof nor a counterexample was found; this is never counted as true.

    Attributes
    ----------
    missing
        Side conditions that would have been needed and could not be shown.
    difference
        The difference of the two normal forms, right minus left, when it says something.
    suggestions
        What the author might do.
    """

    missing: tuple[Basic, ...] = ()
    difference: Basic | None = None
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refuted(_Verdict):
    """It is false: the witness satisfies every hypothesis and the two sides differ there.

    Attributes
    ----------
    witness
        The smallest world found in which it fails.
    difference
        The difference of the two normal forms, right minus left: what the line lacks.
    missing
        Conditions with which the search would have proved it.
    """

    witness: Witness
    difference: Basic | None = None
    missing: tuple[Basic, ...] = ()


Outcome: TypeAlias = Proved | Gap | Unproved | Refuted
