"""Exact real numbers: rationals, logarithms and exponentials of them, and what they generate.

A number is an ``int``, a `~fractions.Fraction` or a `ClosedForm`: a polynomial with rational
coefficients in a few kinds of irrational numbers, in normal form. ``log 4`` and ``2 log 2`` are the
same object, and a linear form in logarithms of primes vanishes only when it is empty. What the
normal form cannot tell apart is enclosed in balls of growing precision (Arb, through python-flint),
and what those cannot tell apart either raises `Unknown`: no comparison is ever guessed.

The arithmetic is total, as in the kernel: ``x/0 = 0``, ``log x = 0`` unless ``x > 0``, and
``0^(-n) = 0``.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from fractions import Fraction
from functools import lru_cache
from math import ceil, floor
from typing import TYPE_CHECKING

from mlekl_symbolic.refute.closed import (
    ONE,
    Atom,
    ClosedForm,
    Monomial,
    Number,
    Rational,
    Unknown,
    atom_key,
    root_base,
    show,
    show_monomial,
)

if TYPE_CHECKING:
    from flint import arb

__all__ = [
    "ClosedForm", "Number", "Order", "Rational", "Unknown", "add", "below", "compare", "decimal", "divide",
    "enclose", "exp", "is_zero", "log", "multiply", "negate", "power", "round_down", "round_up", "same",
    "show", "sign", "subtract", "tidy",
]  # fmt: skip

PI = ClosedForm({((Atom("pi", 0), 1),): 1})

PRECISIONS = (64, 256, 1024)
"""Bits of precision tried in turn before a comparison is given up."""

MOST_TERMS = 400
LARGEST_POWER = 256
LARGEST_TRIAL = 1 << 12
MOST_BITS = 4096


class Order(Enum):
    """How two numbers compare; ``UNKNOWN`` when no precision tried could tell."""

    LESS = "<"
    EQUAL = "="
    GREATER = ">"
    UNKNOWN = "?"


def tidy(value: Rational) -> Rational:
    """``value`` as an ``int`` when it is integral."""
    return value.numerator if value.denominator == 1 else value


def _form(terms: dict[Monomial, Rational]) -> Number:
    """The number with these terms, in its simplest type."""
    kept = {m: c for m, c in terms.items() if c}
    if len(kept) > MOST_TERMS:
        raise Unknown("a value has too many terms")
    if not kept:
        return 0
    if len(kept) == 1 and ONE in kept:
        return kept[ONE]
    return ClosedForm(kept)


def _terms(a: Number) -> Mapping[Monomial, Rational]:
    return a.terms if isinstance(a, ClosedForm) else {ONE: a}


def add(a: Number, b: Number) -> Number:
    """``a + b``."""
    if not isinstance(a, ClosedForm) and not isinstance(b, ClosedForm):
        return a + b
    out = dict(_terms(a))
    for m, c in _terms(b).items():
        out[m] = out.get(m, 0) + c
    return _form(out)


def negate(a: Number) -> Number:
    """``-a``."""
    return ClosedForm({m: -c for m, c in a.terms.items()}) if isinstance(a, ClosedForm) else -a


def subtract(a: Number, b: Number) -> Number:
    """``a - b``."""
    if not isinstance(a, ClosedForm) and not isinstance(b, ClosedForm):
        return a - b
    return add(a, negate(b))


def multiply(a: Number, b: Number) -> Number:
    """``a b``."""
    if not isinstance(a, ClosedForm):
        if not isinstance(b, ClosedForm):
            return a * b
        a, b = b, a
    if not isinstance(b, ClosedForm):
        return ClosedForm({m: c * b for m, c in a.terms.items()}) if b else 0
    if len(a.terms) * len(b.terms) > MOST_TERMS:
        raise Unknown("a product has too many terms")
    out: dict[Monomial, Rational] = {}
    for m, c in a.terms.items():
        for n, d in b.terms.items():
            factor, mn = _times(m, n)
            out[mn] = out.get(mn, 0) + c * d * factor
    return _form(out)


def _times(m: Monomial, n: Monomial) -> tuple[Rational, Monomial]:
    """The product of two monomials: a rational factor and a monomial."""
    exponents: dict[Atom, Rational] = dict(m)
    for atom, e in n:
        exponents[atom] = exponents.get(atom, 0) + e
    return _monomial(exponents)


def _monomial(exponents: Mapping[Atom, Rational]) -> tuple[Rational, Monomial]:
    factor: Rational = 1
    kept: list[tuple[Atom, Rational]] = []
    for atom, e in exponents.items():
        if (base := root_base(atom)) is not None:
            whole = floor(e)
            factor *= _integer_power(base, whole)
            e -= whole
        if e:
            kept.append((atom, tidy(e)))
    kept.sort(key=lambda pair: atom_key(pair[0]))
    return factor, tuple(kept)


def _integer_power(a: Rational, n: int) -> Rational:
    size = max(abs(a.numerator).bit_length(), a.denominator.bit_length())
    if abs(n) * size > MOST_BITS:
        raise Unknown("a power is too large")
    return Fraction(a) ** n


def divide(a: Number, b: Number) -> Number:
    """``a / b``, which is 0 when ``b`` is.

    Raises
    ------
    Unknown
        When it cannot be decided whether ``b`` is zero.
    """
    if not isinstance(b, ClosedForm):
        return multiply(a, Fraction(b.denominator, b.numerator)) if b else 0
    if isinstance(a, ClosedForm) and a.terms.keys() == b.terms.keys():
        ratios = {Fraction(c) / b.terms[m] for m, c in a.terms.items()}
        if len(ratios) == 1:
            return 0 if is_zero(b) else tidy(ratios.pop())
    return multiply(a, _inverse(b))


def _inverse(b: ClosedForm) -> Number:
    if is_zero(b):
        return 0
    if len(b.terms) == 1:
        ((m, c),) = b.terms.items()
        factor, inverse = _monomial({atom: -e for atom, e in m})
        return ClosedForm({inverse: Fraction(factor) / c})
    content, primitive = _content(b)
    return ClosedForm({((Atom("one over", primitive), 1),): 1 / Fraction(content)})


def _content(b: ClosedForm) -> tuple[Rational, ClosedForm]:
    """``b`` as a rational times a form whose first coefficient is 1."""
    lead = b.terms[min(b.terms, key=show_monomial)]
    return lead, ClosedForm({m: tidy(Fraction(c) / lead) for m, c in b.terms.items()})


@lru_cache(maxsize=4096)
def _log_integer(n: int) -> Number:
    terms: dict[Monomial, Rational] = {}
    p = 2
    while p * p <= n and p < LARGEST_TRIAL:
        while n % p == 0:
            m = ((Atom("log", p), 1),)
            terms[m] = terms.get(m, 0) + 1
            n //= p
        p += 1
    if n > 1:
        m = ((Atom("log", n), 1),)
        terms[m] = terms.get(m, 0) + 1
    return _form(terms)


def log(a: Number) -> Number:
    """The logarithm of ``a``, which is 0 where ``a`` is not positive.

    Raises
    ------
    Unknown
        When the sign of ``a`` cannot be decided.
    """
    return _log_abs(a) if sign(a) > 0 else 0


def _log_abs(a: Number) -> Number:
    """``log |a|`` for nonzero ``a``."""
    if not isinstance(a, ClosedForm):
        top = _log_integer(abs(a.numerator))
        return subtract(top, _log_integer(a.denominator)) if a.denominator != 1 else top
    if len(a.terms) == 1:
        ((m, c),) = a.terms.items()
        out = _log_abs(c)
        for atom, e in m:
            out = add(out, multiply(e, _log_atom(atom)))
        return out
    content, primitive = _content(a)
    if sign(primitive) < 0:
        primitive = ClosedForm({m: -c for m, c in primitive.terms.items()})
    return add(_log_abs(content), ClosedForm({((Atom("log of", primitive), 1),): 1}))


def _log_atom(atom: Atom) -> Number:
    match atom:
        case Atom("exp", tuple(m)):
            return ClosedForm({m: 1}) if m else 1
        case Atom("one over", ClosedForm() as form):
            return negate(_log_abs(form))
    return ClosedForm({((Atom("log of", ClosedForm({((atom, 1),): 1})), 1),): 1})


def exp(a: Number) -> Number:
    """The exponential of ``a``."""
    exponents: dict[Atom, Rational] = {}
    for m, c in _terms(a).items():
        if c:
            exponents[Atom("exp", m)] = c
    factor, monomial = _monomial(exponents)
    return _form({monomial: factor})


def power(a: Number, e: Number) -> Number:
    """``a ^ e``: by multiplication for integers ``e``, else ``exp(e log a)`` if ``a > 0``, else 0.

    Raises
    ------
    Unknown
        When the power is too large or ``e`` might be an integer.
    """
    if not isinstance(e, ClosedForm) and e.denominator == 1:
        return _whole_power(a, e.numerator)
    if isinstance(e, ClosedForm) and not _linear(e):
        _not_an_integer(e)
    return exp(multiply(e, log(a))) if sign(a) > 0 else 0


def _whole_power(a: Number, n: int) -> Number:
    if not isinstance(a, ClosedForm):
        return _integer_power(a, n) if a or n > 0 else int(n == 0)
    if abs(n) > LARGEST_POWER:
        raise Unknown("a power is too large")
    out: Number = 1
    for _ in range(abs(n)):
        out = multiply(out, a)
    return out if n >= 0 else divide(1, out)


def _not_an_integer(e: ClosedForm) -> None:
    if enclose(e, PRECISIONS[-1]).contains_integer():
        raise Unknown("an exponent may be an integer")


def _linear(a: ClosedForm) -> bool:
    """Whether ``a`` is certainly irrational: a linear form in logarithms of primes, plus a rational.

    Logarithms of distinct primes are linearly independent over the rationals by unique
    factorisation, and adding a rational to such a form cannot give a rational, by Lindemann.
    """
    return all(_is_log_of_prime(m) for m in a.terms if m)


def _is_log_of_prime(m: Monomial) -> bool:
    match m:
        case ((Atom("log", int(n)), 1),):
            return n < LARGEST_TRIAL**2
    return False


def is_zero(a: Number) -> bool:
    """Whether ``a`` is 0.

    Raises
    ------
    Unknown
        When no precision tried could tell.
    """
    if not isinstance(a, ClosedForm):
        return a == 0
    return not _linear(a) and sign(a) == 0


def sign(a: Number) -> int:
    """The sign of ``a``: -1, 0 or 1.

    Raises
    ------
    Unknown
        When no precision tried could tell.
    """
    if not isinstance(a, ClosedForm):
        return (a > 0) - (a < 0)
    for precision in PRECISIONS:
        ball = enclose(a, precision)
        if ball > 0:
            return 1
        if ball < 0:
            return -1
    raise Unknown("a number is too close to zero to tell its sign")


def compare(a: Number, b: Number) -> Order:
    """How ``a`` and ``b`` compare: by exact arithmetic, or by disjoint balls."""
    try:
        s = sign(subtract(a, b))
    except Unknown:
        return Order.UNKNOWN
    return (Order.EQUAL, Order.GREATER, Order.LESS)[s]


def same(a: Number, b: Number) -> bool:
    """Whether ``a = b``.

    Raises
    ------
    Unknown
        When that cannot be decided.
    """
    if not isinstance(a, ClosedForm) and not isinstance(b, ClosedForm):
        return a == b
    return is_zero(subtract(a, b))


def below(a: Number, b: Number) -> bool:
    """Whether ``a < b``.

    Raises
    ------
    Unknown
        When that cannot be decided.
    """
    if not isinstance(a, ClosedForm) and not isinstance(b, ClosedForm):
        return a < b
    return sign(subtract(a, b)) < 0


def round_up(a: Number) -> int:
    """The least integer that is at least ``a``; raises `Unknown` when ``a`` is not rational."""
    if isinstance(a, ClosedForm):
        raise Unknown("a bound of a range is not rational")
    return ceil(a)


def round_down(a: Number) -> int:
    """The greatest integer that is at most ``a``; raises `Unknown` when ``a`` is not rational."""
    return -round_up(negate(a))


def enclose(a: Number, precision: int) -> arb:
    """A ball that contains ``a``, computed with ``precision`` bits."""
    # Only comparing irrational numbers needs the library, which takes as long to load as the rest.
    from flint import arb, ctx, fmpq  # noqa: PLC0415

    with ctx.workprec(precision):
        total = arb(0)
        for m, c in _terms(a).items():
            part = arb(fmpq(c.numerator, c.denominator))
            for atom, e in m:
                ball = _enclose_atom(atom, precision)
                part *= ball ** arb(fmpq(e.numerator, e.denominator)) if e != 1 else ball
            total += part
        return total


def _enclose_atom(atom: Atom, precision: int) -> arb:
    match atom:
        case Atom("log", int(n)):
            return _enclose_log(n, precision)
        case Atom("pi", _):
            return _enclose_pi(precision)
        case Atom("exp", tuple(m)):
            return enclose(_form({m: 1}), precision).exp()
        case Atom("log of", ClosedForm() as form):
            return abs(enclose(form, precision)).log()
        case Atom("one over", ClosedForm() as form):
            return 1 / enclose(form, precision)
    raise AssertionError(atom)


@lru_cache(maxsize=16)
def _enclose_pi(precision: int) -> arb:
    from flint import arb, ctx  # noqa: PLC0415

    with ctx.workprec(precision):
        return arb.pi()


@lru_cache(maxsize=1024)
def _enclose_log(n: int, precision: int) -> arb:
    from flint import arb, ctx  # noqa: PLC0415

    with ctx.workprec(precision):
        return arb(n).log()


def decimal(a: Number) -> str:
    """``a`` to six significant digits, for the eye only."""
    if not isinstance(a, ClosedForm):
        return f"{float(a):.6g}"
    return enclose(a, PRECISIONS[-1]).str(6, radius=False)
