"""Which families can be fitted to counts; a module of this package declares one and it is found."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from mlekl_symbolic import families as here
from mlekl_symbolic.families.counts import Counts, decimal
from mlekl_symbolic.proof.derivation import Derivation
from mlekl_symbolic.proof.proof import Proof
from mlekl_symbolic.proof.records import Location, Theorem
from mlekl_symbolic.refute.witness import Witness

Fit = Callable[[Proof, Counts], Theorem]


class FitError(Exception):
    """The counts do not suit the family; ``str`` is the whole message."""


@dataclass(frozen=True, slots=True)
class Family:
    """A family that can be fitted.

    Attributes
    ----------
    name, says
        What it is called, and a few words for a list.
    letters
        From how many to how many different values it can be fitted to.
    fit
        Writes the derivation for given counts.
    """

    name: str
    says: str
    letters: tuple[int, int]
    fit: Fit

    def derivation(self, counts: Counts) -> Derivation:
        """The derivation for given counts, written and not yet run.

        Raises
        ------
        FitError
            When there are too few or too many different values for the family.
        """
        self._admit(counts)
        code = self.fit.__code__
        slug = re.sub(r"\W+", "_", counts.column, flags=re.ASCII).strip("_")
        title = f"The column “{counts.column}” of {counts.source}"
        summary = (self.fit.__doc__ or "").split("\n\n")[0].replace("\n", " ")

        def author(proof: Proof) -> Theorem:
            return self.fit(proof, counts)

        where = Location(code.co_filename, code.co_firstlineno)
        return Derivation(f"fit_{slug}" if slug else "fit", title, summary, (), author, where)

    def _admit(self, counts: Counts) -> None:
        found, (least, most) = len(counts.letters), self.letters
        if found > most:
            raise FitError(
                f"the column {counts.column!r} holds {found} different values, and a proof for the family "
                f"{self.name} takes at most {most}: put rare values together, or choose another column"
            )
        if found < least:
            only = ", ".join(map(repr, counts.letters))
            raise FitError(
                f"the column {counts.column!r} holds only the value {only}, and the family {self.name} "
                f"needs {least} different values: choose another column, or --family categorical"
            )


_FAMILIES: dict[str, Family] = {}


def fitted_by(name: str, *, letters: tuple[int, int], says: str) -> Callable[[Fit], Fit]:
    """Declare the function that writes the derivation of a family's fit.

    Parameters
    ----------
    name, says
        What the family is called, and a few words for a list.
    letters
        From how many to how many different values it can be fitted to.

    Raises
    ------
    ValueError
        When there is a family of that name already.
    """

    def declare(fit: Fit) -> Fit:
        if name in _FAMILIES:
            raise ValueError(f"there are two families called {name}")
        _FAMILIES[name] = Family(name, says, letters, fit)
        return fit

    return declare


@cache
def _discovered() -> tuple[str, ...]:
    names = sorted(m.name for m in pkgutil.iter_modules(here.__path__))
    for name in names:
        importlib.import_module(f"{here.__name__}.{name}")
    return tuple(names)


def families() -> dict[str, Family]:
    """All families that can be fitted, by name."""
    _discovered()
    return dict(sorted(_FAMILIES.items()))


def family(name: str) -> Family:
    """The family of that name.

    Raises
    ------
    FitError
        When there is none, with the names there are.
    """
    known = families()
    if name not in known:
        close = get_close_matches(name, known, n=1)
        hint = f"did you mean {close[0]}?" if close else f"there are {', '.join(known)}"
        raise FitError(f"there is no family {name!r}: {hint}")
    return known[name]


def in_decimals(proof: Proof, counts: Counts, estimate: str = "") -> None:
    """Remark on what the reader may want to see in decimals, and on rows that were left out."""
    row = "row without a value was" if counts.left_out == 1 else "rows without a value were"
    left_out = f" {counts.left_out} {row} left out." if counts.left_out else ""
    proof.remark(
        f"In decimals, {estimate}the entropy of the data is {decimal(counts.entropy)} nats and the highest "
        f"log-likelihood is {decimal(counts.log_likelihood)}; decimals are no part of the proof.{left_out}"
    )


def met_by_the_data(proof: Proof, counts: Counts, more: Sequence[str] = ()) -> None:
    """Note that the observations are an example in which the hypotheses about their counts hold.

    Nothing needs to be searched for: the counts were taken from them, and sum to their number.
    """
    *before, last = f"the {counts.total} observations of the file", f"N = {counts.total}", *more
    words = f"{', '.join(before)} and {last}"
    proof.workspace.example = Witness((), "", "", words=words)
