"""Statements about rational numbers that the kernel settles by looking."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

from mlekl_symbolic.kernel.terms import App, Num, Term

MAX_ELEMENTS = 200


def decide(p: Term) -> bool:
    """Whether ``p`` is a true statement about rational numerals; false also when unknown."""
    match p:
        case App("not", (App("=", (Num(a), Num(b))),)):
            return a != b
        case App("=", (Num(a), Num(b))):
            return a == b
        case App("<", (Num(a), Num(b))):
            return a < b
        case App("<=", (Num(a), Num(b))):
            return a <= b
        case App("in", (Num(a), App("naturals", ()))):
            return a.denominator == 1 and a >= 0
        case App("in", (Num(a), App("integers", ()))):
            return a.denominator == 1
        case App("in", (Num(a), App("range", (Num(low), Num(high))))):
            return a.denominator == 1 and low <= a <= high
        case App("in", (Num(a), App("ioo", (Num(low), Num(high))))):
            return low < a < high
        case App("in", (Num(a), App("icc", (Num(low), Num(high))))):
            return low <= a <= high
        case App("in", (Num(a), App("finset", args))):
            return Num(a) in args
        case App("true", ()) | App("finite", (App("finset", _),)):
            return True
    return False


def numerals(domain: Term) -> tuple[Num, ...] | None:
    """The elements of a set written as a list or range of rational numerals, if they are distinct."""
    match domain:
        case App("finset", args):
            found = tuple(a for a in args if isinstance(a, Num))
            return found if len(found) == len(args) == len(set(args)) <= MAX_ELEMENTS else None
        case App("range", (Num(low), Num(high))) if high - low < MAX_ELEMENTS:
            return tuple(Num(Fraction(k)) for k in range(ceil(low), floor(high) + 1))
    return None
