"""Polynomials as products of irreducible ones; SymPy finds the factors and the kernel checks them."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sympy import Add, Mul, Poly, Rational, Symbol, factor_list

from mlekl_symbolic.kernel.ring import Monomial, Polynomial, add, polynomial, render
from mlekl_symbolic.kernel.terms import App, Num, Term, text
from mlekl_symbolic.search.engine import Context

if TYPE_CHECKING:
    from mlekl_symbolic.search.facts import Facts

MOST_MONOMIALS = 30
ZERO = Num(0)


@lru_cache(maxsize=1024)
def irreducible(t: Term) -> tuple[Fraction, tuple[tuple[Term, int], ...]] | None:
    """A number and the irreducible factors of a sum with their powers; None when it is irreducible."""
    p = polynomial(t)
    if not 2 <= len(p) <= MOST_MONOMIALS or any(down for m in p for _, _, down in m) or _linear(p):
        return None
    found = sorted({a for m in p for a, _, _ in m}, key=text)
    symbols = [Symbol(f"x{k}") for k in range(len(found))]
    by_atom = dict(zip(found, symbols, strict=True))
    whole = Add(*(Mul(_number(c), *(by_atom[a] ** up for a, up, _ in m)) for m, c in p.items()))
    number, parts = factor_list(whole)
    if sum(power for _, power in parts) < 2:
        return None
    back = tuple((render(_polynomial(f, symbols, found)), int(power)) for f, power in parts)
    return _fraction(number), back


def _linear(p: Polynomial) -> bool:
    """Whether some atom occurs once, to the first power, beside nothing that all other monomials share.

    Such a polynomial ``x m + r`` is irreducible: a factor without ``x`` would divide both ``m`` and ``r``.
    """
    found: dict[Term, list[Monomial]] = {}
    for mono in p:
        for a, _, _ in mono:
            found.setdefault(a, []).append(mono)
    for a, places in found.items():
        if len(places) == 1 and (a, 1, 0) in places[0]:
            beside = {b for b, _, _ in places[0]} - {a}
            if all(len(found[b]) < len(p) for b in beside):
                return True
    return False


def _polynomial(f: Any, symbols: list[Symbol], atoms: list[Term]) -> Polynomial:
    out: dict[Monomial, Fraction] = {}
    for powers, c in Poly(f, *symbols).terms():
        mono = tuple((a, int(k), 0) for a, k in zip(atoms, powers, strict=True) if k)
        out[mono] = _fraction(c)
    return out


def _number(c: Fraction) -> Any:
    return Rational(c.numerator, c.denominator)


def _fraction(c: Any) -> Fraction:
    exact = Rational(c)
    return Fraction(int(exact.p), int(exact.q))


def positive_factors(facts: Facts, t: Term, context: Context, depth: int) -> list[tuple[Term, int]] | None:
    """Terms known to be positive that give the sum ``t``, with their powers; None when there are none."""
    found = irreducible(t)
    if found is None:
        return None
    number, parts = found
    out: list[tuple[Term, int]] = []
    for base, power in parts:
        turned = render(add({}, polynomial(base), -1))
        chosen = next(
            (b for b in (base, turned) if facts.prove(App("<", (ZERO, b)), context, depth) is not None), None
        )
        if chosen is None:
            return None
        if chosen is turned and power % 2:
            number = -number
        out.append((chosen, power))
    if number < 0:
        return None
    return out if number == 1 else [(Num(number), 1), *out]


def product_is_positive(facts: Facts, goal: Term, context: Context, depth: int) -> int | None:
    """``0 < t`` for a sum that is a product of positive factors."""
    match goal:
        case App("<", (Num(zero), t)) if zero == 0 and depth > 1:
            parts = positive_factors(facts, t, context, depth - 1)
        case _:
            return None
    if parts is None:
        return None
    powers = [base if power == 1 else App("^", (base, Num(power))) for base, power in parts]
    whole = powers[0]
    for part in powers[1:]:
        whole = App("*", (whole, part))
    line = facts.prove(App("<", (ZERO, whole)), context, depth - 1)
    return None if line is None else facts.restate(line, goal)
