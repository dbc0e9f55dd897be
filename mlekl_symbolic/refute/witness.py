"""A counterexample, as a person would state it."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Witness:
    """A small world in which all hypotheses hold and a claimed relation does not.

    Attributes
    ----------
    values
        What each name stands for, in reading order: ``("N", "2")``, ``("x", "(a, a)")``,
        ``("q(a)", "1/2")``.
    left, right
        The exact values of the two sides, such as ``-log 2``; empty when the claim has no sides.
    left_decimal, right_decimal
        The same to six digits, for the eye only; empty when the value is an exact rational.
    words
        The world in words, where it is too large to be written as values.
    """

    values: tuple[tuple[str, str], ...]
    left: str
    right: str
    left_decimal: str = ""
    right_decimal: str = ""
    words: str = ""

    def turned(self) -> Witness:
        """The same with its sides exchanged: the kernel's comparisons only point upwards."""
        return replace(
            self, left=self.right, right=self.left,
            left_decimal=self.right_decimal, right_decimal=self.left_decimal,
        )  # fmt: skip

    def __str__(self) -> str:
        world = self.words or ", ".join(f"{name} = {value}" for name, value in self.values)
        return f"{world}: left {self.left}, right {self.right}" if self.left else world
