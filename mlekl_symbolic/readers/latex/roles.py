"""What the parser has to know of a name: is a bracket after it an argument or a factor?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from mlekl_symbolic.readers.latex.surface import Name

DENSITIES = frozenset("pqPQ")
"""Letters that are distributions unless declared otherwise."""
FUNCTIONS = DENSITIES | frozenset("fghHLJFDSI") | {"ell", "Gamma", "delta"}
"""Letters that are functions unless declared otherwise."""
FUNCTIONALS = frozenset(("H", "I", "D", "E", "V", "Var", "Cov", "KL", "JS", "JSD", "Pr", "MI", "ELBO", "DKL"))
"""What takes its argument in square brackets."""


class Role(Enum):
    """How a name behaves before a bracket."""

    FUNCTION = "function"
    SCALAR = "scalar"


@dataclass(frozen=True, slots=True)
class Roles:
    """The declared behaviour of names, by `key`, and the letters that sums bind."""

    known: Mapping[str, Role] = field(default_factory=dict)
    bound: frozenset[str] = frozenset()

    def of(self, name: Name) -> Role | None:
        """The declared role of a name: of itself, or of its letter."""
        return self.known.get(key(name)) or self.known.get(name.letter)

    def is_scalar(self, letter: str) -> bool:
        """Whether a letter is declared as a number."""
        return self.known.get(letter) is Role.SCALAR


def key(name: Name) -> str:
    """How a declaration calls a name: its letter, style, labels and accents, without indices."""
    style = name.style if name.style in ("cal", "bf", "bb", "scr", "frak", "vec") else ""
    parts = (name.letter, *filter(None, (style,)), *(m.lstrip("_") for m in name.marks))
    return "_".join(parts)


def is_default_function(name: Name) -> bool:
    """Whether a name is a function unless declared otherwise."""
    if name.style in ("cal", "scr", "word", "text"):
        return True
    return name.style != "bf" and name.letter in FUNCTIONS


def is_divergence(name: Name) -> bool:
    """Whether a name is one of the usual ones of the Kullback-Leibler divergence."""
    if name.style in ("word", "text", "bb", "cal") and name.letter.upper() in ("KL", "DKL", "KLD"):
        return True
    return name.letter.lower() == "d" and any(m.upper() == "_KL" for m in name.marks)
