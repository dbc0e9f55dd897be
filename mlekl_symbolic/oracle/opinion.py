"""What the second opinion may say: a closed union, of which nothing is ever true or false in Python."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Never, TypeAlias


class _Opinion:
    __slots__ = ()

    def __bool__(self) -> Never:
        name = type(self).__name__
        raise TypeError(f"an opinion is not a truth value: this one is {name}; match on its class")


@dataclass(frozen=True, slots=True)
class Agrees(_Opinion):
    """SymPy found the same.

    Attributes
    ----------
    worlds
        In how many small worlds, or readings of a formula, this was looked at.
    points
        At how many rational points of them numbers were compared, where SymPy could not decide
        symbolically; 0 when every comparison was symbolic.
    """

    worlds: int
    points: int = 0


@dataclass(frozen=True, slots=True)
class Disagrees(_Opinion):
    """SymPy found a difference.

    Attributes
    ----------
    world
        Where: the names of the world with their values, or the formula that was read otherwise.
    difference
        Right side minus left side there.
    """

    world: str
    difference: str


@dataclass(frozen=True, slots=True)
class NotExpressible(_Opinion):
    """SymPy was not asked, or could not tell, for the stated reason; this never counts as agreement."""

    reason: str


Opinion: TypeAlias = Agrees | Disagrees | NotExpressible


@dataclass(frozen=True, slots=True)
class StepOpinion:
    """The opinion on one step of a derivation, by the step's number."""

    number: int
    opinion: Opinion


class InexpressibleError(Exception):
    """A node has no value on small worlds, or no form in a dialect; the message is the reason."""


def worst(opinions: Iterable[Opinion]) -> Opinion:
    """One opinion for several parts: a disagreement first, then what was not expressible."""
    found = tuple(opinions)
    for kind in (Disagrees, NotExpressible):
        for opinion in found:
            if isinstance(opinion, kind):
                return opinion
    agreed = [o for o in found if isinstance(o, Agrees)]
    if not agreed:
        return NotExpressible("there is nothing to compare")
    return Agrees(sum(o.worlds for o in agreed), sum(o.points for o in agreed))
