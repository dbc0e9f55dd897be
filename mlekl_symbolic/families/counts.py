"""What a fit needs to know of data: how often each value occurs."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction

DIGITS = 6
"""How many significant digits a decimal has that stands beside an exact value."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How often each value of a column occurs.

    Attributes
    ----------
    column, source
        What was counted, and where: names for the page.
    letters, numbers
        The values, each once, and how often each occurs; the most frequent first.
    left_out
        How many rows had no value and were left out.
    """

    column: str
    source: str
    letters: tuple[str, ...]
    numbers: tuple[int, ...]
    left_out: int = 0

    def __post_init__(self) -> None:
        if not self.letters or len(set(self.letters)) != len(self.letters):
            raise ValueError("counts need at least one letter, and each letter once")
        if len(self.letters) != len(self.numbers) or any(n < 1 for n in self.numbers):
            raise ValueError("counts need a number of at least one for every letter")

    @classmethod
    def of(cls, column: str, source: str, numbers: dict[str, int], left_out: int = 0) -> Counts:
        """Counts from a table of letters and numbers, put in order."""
        ordered = sorted(numbers.items(), key=lambda entry: (-entry[1], entry[0]))
        return cls(column, source, tuple(a for a, _ in ordered), tuple(n for _, n in ordered), left_out)

    @property
    def total(self) -> int:
        """The number of observations."""
        return sum(self.numbers)

    @property
    def frequencies(self) -> tuple[Fraction, ...]:
        """The relative frequencies, in the order of the letters."""
        return tuple(Fraction(n, self.total) for n in self.numbers)

    @property
    def entropy(self) -> float:
        """The entropy of the relative frequencies, in nats, for the eye only."""
        return math.log(self.total) - math.fsum(n * math.log(n) for n in self.numbers) / self.total

    @property
    def log_likelihood(self) -> float:
        """The highest log-likelihood, for the eye only."""
        return math.fsum(n * (math.log(n) - math.log(self.total)) for n in self.numbers)


def decimal(value: float) -> str:
    """A number with six significant digits and a minus sign as it is printed; large ones in full."""
    shown = f"{value:.0f}" if abs(value) >= 10**DIGITS else f"{value:.{DIGITS}g}"
    return "0" if float(shown) == 0 else shown.replace("-", "−")


def printed(letter: str) -> str:
    """A value as it stands among others on a page: in quotation marks where it has signs of their list."""
    return f"“{letter}”" if any(c in letter for c in ",;(){}=") or letter != letter.strip() else letter
