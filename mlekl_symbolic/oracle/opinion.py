"""What the second opinion may say: a closed union, of which nothing is ever true or false in Python."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
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


class Silence(Enum):
    """Why SymPy has no opinion; the value is what a reader is told."""

    LIMIT = "a limit over all sequences"
    INFINITE = "a statement about every element of an infinite set"
    DENSITY = "an unknown density, of which no small world is made"
    UNMET = "a supposition that fails in every world looked at"
    NO_WORLD = "no small world was found in which the hypotheses hold"
    UNDECIDED = "SymPy cannot tell"
    NO_FORM = "nothing that SymPy can hold"


@dataclass(frozen=True, slots=True)
class NotExpressible(_Opinion):
    """SymPy was not asked, or could not tell; this never counts as agreement.

    Attributes
    ----------
    reason
        What was not told, and where.
    kind
        Which kind of reason that is.
    """

    reason: str
    kind: Silence = Silence.UNDECIDED


Opinion: TypeAlias = Agrees | Disagrees | NotExpressible


@dataclass(frozen=True, slots=True)
class StepOpinion:
    """The opinion on one step of a derivation, by the step's number."""

    number: int
    opinion: Opinion


class InexpressibleError(Exception):
    """A node has no value on small worlds, or no form in a dialect; the message is the reason."""

    def __init__(self, reason: str, kind: Silence = Silence.NO_FORM) -> None:
        super().__init__(reason)
        self.kind = kind

    def opinion(self) -> NotExpressible:
        """What is thought of a line that this was raised for."""
        return NotExpressible(str(self), self.kind)


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
