"""What is missing between two sides: the difference of their normal forms, in named quantities."""

from __future__ import annotations

from collections.abc import Sequence

from sympy import Basic

from mlekl_symbolic.kernel.ring import Polynomial, add, polynomial, render
from mlekl_symbolic.kernel.terms import REAL, Term
from mlekl_symbolic.language import (
    KL,
    CrossEntropy,
    Distribution,
    Entropy,
    LanguageError,
    Minus,
    Negative,
    Plus,
    to_kernel,
)
from mlekl_symbolic.language.back import Vocabulary, from_kernel
from mlekl_symbolic.search.engine import Context
from mlekl_symbolic.search.prover import Prover

NAMING_COST = 4
"""How much shorter the rest must become for a named quantity to be worth its name."""


def difference(
    prover: Prover, left: Term, right: Term, context: Context, known: Sequence[Distribution],
    words: Vocabulary,
) -> Basic | None:  # fmt: skip
    """``right − left`` in normal form, with entropies and divergences named; None when it is zero."""
    if left.sort != REAL:
        return None
    gap = add(
        polynomial(prover.normaliser.normal(right, context).right),
        polynomial(prover.normaliser.normal(left, context).right),
        -1,
    )
    named: list[tuple[int, Basic]] = []
    quantities = _quantities(prover, known, context)
    while found := _best(gap, quantities):
        sign, quantity, value = found
        gap = add(gap, value, -sign)
        named.append((sign, quantity))
    if not gap and not named:
        return None
    try:
        rest = from_kernel(render(gap), words) if gap else None
    except LanguageError:
        return None
    return _written(named, rest, gap)


def _quantities(
    prover: Prover, known: Sequence[Distribution], context: Context
) -> list[tuple[Basic, Polynomial]]:
    out: list[tuple[Basic, Polynomial]] = []
    for p in known:
        candidates: list[Basic] = [Entropy(p)]
        for q in known:
            if q is not p and q.over == p.over:
                candidates += [KL(p, q), CrossEntropy(p, q)]
        for c in candidates:
            out.append((c, polynomial(prover.normaliser.normal(to_kernel(c), context).right)))
    return out


def _best(
    gap: Polynomial, quantities: list[tuple[Basic, Polynomial]]
) -> tuple[int, Basic, Polynomial] | None:
    size = render(gap).size
    tried = [
        (render(add(gap, value, -sign)).size, n, sign)
        for n, (_, value) in enumerate(quantities)
        for sign in (1, -1)
        if value
    ]
    if not tried or min(tried)[0] + NAMING_COST > size:
        return None
    _, n, sign = min(tried)
    return sign, *quantities[n]


def _written(named: list[tuple[int, Basic]], rest: Basic | None, gap: Polynomial) -> Basic | None:
    out: Basic | None = None
    for sign, quantity in sorted(named, key=lambda part: -part[0]):
        if out is None:
            out = quantity if sign > 0 else Negative(quantity)
        else:
            out = Plus(out, quantity) if sign > 0 else Minus(out, quantity)
    if rest is None or out is None:
        return out if rest is None else rest
    if len(gap) == 1 and next(iter(gap.values())) < 0:
        return Minus(out, _opposite(rest))
    return Plus(out, rest)


def _opposite(rest: Basic) -> Basic:
    """The opposite of a monomial that is printed with a negative coefficient."""
    first, *more = rest.args
    if getattr(first, "is_Rational", False):
        if first == -1 and len(more) == 1:
            return more[0]
        return rest.func(-first, *more)  # type: ignore[no-any-return, operator]
    return rest.func(_opposite(first), *more)  # type: ignore[no-any-return]
