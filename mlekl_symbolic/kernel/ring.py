"""The kernel's one decision procedure: the normal form of commutative rings.

Numbers are rationals. A quotient is a product with a total inverse (``inv 0 = 0``), so
``inv(a·b) = inv a · inv b`` is used, but ``a · inv a = 1`` never is: cancelling needs a side
condition and is a rule of mathematics, not arithmetic. The delta is known to be symmetric.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from functools import partial

from mlekl_symbolic.kernel.terms import REAL, App, Bind, Num, Term, text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

Monomial: TypeAlias = tuple[tuple[Term, int, int], ...]
"""Atoms with the powers of themselves and of their inverses, in order of `text`."""
Polynomial: TypeAlias = Mapping[Monomial, Fraction]
"""Not to be changed once made: terms keep theirs."""

UNIT = Fraction(1)
ONE: Polynomial = {(): UNIT}
_ZERO = Num(0)
_NOTHING: Mapping[Term, Polynomial] = {}
_SKELETON = frozenset({"+", "-", "*", "/", "neg", "^"})
MAX_MONOMIALS = 20_000
MAX_POWER = 64
MAX_DEGREE = 10_000
MAX_BITS = 1 << 20
SYMMETRIC = frozenset({"delta"})
"""Constants whose two arguments may be exchanged; the normal form puts them in order."""

_put = object.__setattr__


class TooLarge(ValueError):
    """A normal form would be larger than the kernel is willing to build."""


def multiply_monomials(a: Monomial, b: Monomial) -> Monomial:
    """The product of two monomials; an atom and its inverse are kept apart."""
    if not a or not b:
        return a or b
    if text(a[-1][0]) < text(b[0][0]):
        return a + b
    powers = {atom: (up, down) for atom, up, down in a}
    for atom, up, down in b:
        u, d = powers.get(atom, (0, 0))
        powers[atom] = (u + up, d + down)
    return tuple((atom, u, d) for atom, (u, d) in sorted(powers.items(), key=lambda i: text(i[0])))


def add(p: Polynomial, q: Polynomial, factor: Fraction | int = 1) -> Polynomial:
    """``p + factor·q``."""
    out = dict(p)
    for mono, c in q.items():
        _accumulate(out, mono, c if factor == 1 else -c if factor == -1 else factor * c)
    return out


def _accumulate(out: dict[Monomial, Fraction], mono: Monomial, c: Fraction) -> None:
    """Add ``c·mono`` to ``out``."""
    before = out.get(mono)
    total = c if before is None else before + c
    if total:
        out[mono] = total
    else:
        out.pop(mono, None)


def multiply(p: Polynomial, q: Polynomial) -> Polynomial:
    """``p·q``, fully distributed."""
    if len(p) * len(q) > MAX_MONOMIALS:
        raise TooLarge(f"a product of {len(p)} by {len(q)} terms is too large to expand")
    out: dict[Monomial, Fraction] = {}
    for m, c in p.items():
        for n, d in q.items():
            _accumulate(out, multiply_monomials(m, n), d if c is UNIT else c if d is UNIT else c * d)
    return out


def _power(p: Polynomial, n: int) -> Polynomial:
    if len(p) == 1:
        ((mono, c),) = p.items()
        if n * max(c.numerator.bit_length(), c.denominator.bit_length()) > MAX_BITS and abs(c) != 1:
            raise TooLarge(f"the power {n} of a number is too large")
        return {tuple((a, u * n, d * n) for a, u, d in mono): c**n} if n else ONE
    if n > MAX_POWER:
        raise TooLarge(f"the power {n} of a sum is too large to expand")
    out = ONE
    for _ in range(n):
        out = multiply(out, p)
    return out


def inverse(p: Polynomial) -> Polynomial:
    """The total inverse of ``p``: that of each factor of a monomial, else one new atom."""
    if not p:
        return {}
    if len(p) == 1:
        ((mono, c),) = p.items()
        out: Polynomial = {(): 1 / c}
        for atom, up, down in mono:
            if down and _is_sum(atom):
                flipped: Polynomial = {((atom, 0, up),): UNIT} if up else ONE
                out = multiply(multiply(out, flipped), _power(polynomial(atom), down))
            else:
                out = multiply(out, {((atom, down, up),): UNIT})
        return out
    lead = p[leading(p)]
    atom = render({m: c / lead for m, c in p.items()})
    return {((atom, 0, 1),): 1 / lead}


def polynomial(t: Term) -> Polynomial:
    """The normal form of a real-valued term as a sum of monomials over atoms.

    Raises
    ------
    TooLarge
        When the expansion would have more than `MAX_MONOMIALS` monomials, or a power is too large.
    """
    made: Polynomial | None = t.polynomial
    if made is None:
        made = polynomial_given(t, _NOTHING)
        _put(t, "polynomial", made)
    return made


def polynomial_given(t: Term, known: Mapping[Term, Polynomial]) -> Polynomial:
    """`polynomial`, with the normal forms of some subterms of the ring skeleton replaced."""
    if t in known:
        return known[t]
    if isinstance(t, App) and t.head in _SKELETON:
        made = _arithmetic(t, partial(polynomial_given, known=known) if known else polynomial)
        if made is not None:
            return made
    elif isinstance(t, Num):
        return {(): t.value} if t.value else {}
    return {((_canonical_atom(t), 1, 0),): UNIT}


def _arithmetic(t: App, visit: Callable[[Term], Polynomial]) -> Polynomial | None:
    """The polynomial of an operation from those of its arguments; None for a power with any exponent."""
    head, exponent = t.head, t.args[-1]
    if head == "^" and not (isinstance(exponent, Num) and exponent.value.denominator == 1):
        return None
    first = visit(t.args[0])
    if head == "+":
        return add(first, visit(t.args[1]))
    if head == "*":
        return multiply(first, visit(t.args[1]))
    if head == "/":
        return multiply(first, inverse(visit(t.args[1])))
    if head == "-":
        return add(first, visit(t.args[1]), -1)
    if head == "neg":
        return add({}, first, -1)
    assert isinstance(exponent, Num)
    n = exponent.value.numerator
    return _power(first if n >= 0 else inverse(first), abs(n))


def _canonical_atom(t: Term) -> Term:
    if isinstance(t, App):
        made = tuple([canonical(a) for a in t.args])
        if t.head in SYMMETRIC:
            made = tuple(sorted(made, key=text))
        return t if made == t.args else App(t.head, made, t.sort)
    if isinstance(t, Bind):
        return Bind(t.head, canonical(t.domain), canonical(t.body))
    return t


def canonical(t: Term) -> Term:
    """The term that stands for all terms ring arithmetic makes equal to ``t``."""
    made = t.canonical
    if made is None:
        made = render(polynomial(t)) if t.sort == REAL else _canonical_atom(t)
        _put(t, "canonical", made)
    return made


def leading(p: Polynomial) -> Monomial:
    """The monomial of a nonzero polynomial that comes first in the fixed order."""
    return min(p, key=_monomial_order)


def _monomial_order(m: Monomial) -> tuple[int, list[tuple[str, int, int]]]:
    return len(m), [(text(a), u, d) for a, u, d in m]


def render(p: Polynomial) -> Term:
    """A term with normal form ``p``: a sum of quotients of products, in a fixed order."""
    if len(p) == 1:
        ((only, coefficient),) = p.items()
        return render_monomial(only, coefficient)
    out: Term | None = None
    for mono in sorted(p, key=_monomial_order):
        term = render_monomial(mono, p[mono])
        out = term if out is None else App("+", (out, term))
    return out if out is not None else _ZERO


def render_monomial(mono: Monomial, coefficient: Fraction) -> Term:
    """The term ``coefficient · Π atoms / Π atoms``."""
    if len(mono) == 1 and mono[0][1:] == (1, 0):
        alone = mono[0][0]
        return alone if coefficient is UNIT or coefficient == 1 else App("*", (Num(coefficient), alone))
    if sum([up + down for _, up, down in mono]) > MAX_DEGREE:
        raise TooLarge("a power is too large to write out")
    above: list[Term] = []
    below: list[Term] = []
    sums: list[Term] = []
    for a, up, down in mono:
        above += [a] * up
        if down:
            (sums if _is_sum(a) else below).extend([a] * down)
    if not above:
        out: Term = Num(coefficient)
    elif coefficient is UNIT or coefficient == 1:
        out = _product(above)
    else:
        out = App("*", (Num(coefficient), _product(above)))
    if below:
        out = App("/", (out, _product(below)))
    # A sum is inverted as a whole: multiplied out below the line it would be another atom.
    for a in sums:
        out = App("/", (out, a))
    return out


def _is_sum(a: Term) -> bool:
    return isinstance(a, App) and a.head == "+"


def _product(atoms: Sequence[Term]) -> Term:
    out = atoms[0]
    for a in atoms[1:]:
        out = App("*", (out, a))
    return out


def ring_equal(a: Term, b: Term, equations: Iterable[tuple[Term, Term]] = ()) -> bool:
    """Whether ring arithmetic proves ``a = b``, given equations ``l = r`` for subterms.

    A subterm ``l`` in the ring skeleton of ``a`` is read as ``r``, once; ``b`` is read as it is.
    """
    known = {left: polynomial(right) for left, right in equations}
    if not known:
        return canonical(a) is canonical(b)
    return polynomial_given(a, known) == polynomial(b)
