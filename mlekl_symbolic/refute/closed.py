"""The normal form of exact irrational numbers, and how it is spelled."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple, TypeAlias, Union

Rational: TypeAlias = int | Fraction
Number: TypeAlias = Union[int, Fraction, "ClosedForm"]
Monomial: TypeAlias = "tuple[tuple[Atom, Rational], ...]"


class Unknown(Exception):
    """A value or a truth cannot be determined here; this never counts for or against anything."""


class Atom(NamedTuple):
    """An irrational number that a monomial is made of.

    Attributes
    ----------
    kind
        ``"log"`` of an integer, ``"exp"`` of a monomial, ``"log of"`` or ``"one over"`` a form; ``"pi"``.
    inner
        The integer, monomial or form.
    """

    kind: str
    inner: int | Monomial | ClosedForm


class ClosedForm:
    """A real number that is not given as a rational: coefficients by monomial.

    Two forms that are equal as objects are equal as numbers; the converse is decided by `compare`.
    """

    __slots__ = ("_hash", "terms")
    terms: Mapping[Monomial, Rational]

    def __init__(self, terms: Mapping[Monomial, Rational]) -> None:
        self.terms = terms
        self._hash: int | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ClosedForm) and self.terms == other.terms

    def __hash__(self) -> int:
        if self._hash is None:
            self._hash = hash(frozenset(self.terms.items()))
        return self._hash

    def __repr__(self) -> str:
        return f"ClosedForm({show(self)})"


ONE: Monomial = ()


def root_base(atom: Atom) -> int | None:
    """The integer ``n`` when ``atom`` is ``exp(log n)``, of which it only keeps roots."""
    match atom:
        case Atom("exp", ((Atom("log", int(n)), 1),)):
            return n
    return None


def atom_key(atom: Atom) -> tuple[str, int, str]:
    """The order of the atoms in a monomial."""
    match atom:
        case Atom("log" | "pi" as kind, int(n)):
            return (kind, n, "")
        case Atom(kind, tuple(m)):
            return (kind, 0, show_monomial(m))
        case Atom(kind, ClosedForm() as form):
            return (kind, 0, show(form))
    raise AssertionError(atom)


def show(a: Number) -> str:
    """``a`` exactly, in plain notation: ``3/4``, ``-log 2``, ``1/2 log 3 - log 2``."""
    if not isinstance(a, ClosedForm):
        return str(a)
    parts = sorted(a.terms.items(), key=lambda t: (t[1] < 0, bool(t[0]), *_reading_key(t[0])))
    out = ""
    for m, c in parts:
        joint = (" - " if c < 0 else " + ") if out else ("-" if c < 0 else "")
        size = abs(c)
        body = str(size) if not m else show_monomial(m) if size == 1 else f"{size} {show_monomial(m)}"
        out += joint + body
    return out


def _reading_key(m: Monomial) -> tuple[int, str]:
    match m:
        case ((Atom("log", int(n)), 1),):
            return (n, "")
    return (1 << 40, show_monomial(m))


def show_monomial(m: Monomial) -> str:
    """A product of atoms in plain notation."""
    return " · ".join(_show_power(atom, e) for atom, e in m)


def _show_power(atom: Atom, e: Rational) -> str:
    exponent = str(e) if e.denominator == 1 and e > 0 else f"({e})"
    match atom:
        case Atom("exp", ()):
            return "e" if e == 1 else f"e^{exponent}"
        case Atom("exp", tuple(m)):
            if (n := root_base(atom)) is not None:
                return f"{n}^{exponent}"
            return f"exp({show_monomial(m)})" if e == 1 else f"exp({e} {show_monomial(m)})"
        case Atom("pi", _):
            base = "π"
        case Atom("log", int(n)):
            base = f"log {n}"
        case Atom("log of", ClosedForm() as form):
            base = f"log({show(form)})"
        case Atom("one over", ClosedForm() as form):
            base = f"1/({show(form)})"
        case _:
            raise AssertionError(atom)
    return base if e == 1 else f"({base})^{exponent}"
