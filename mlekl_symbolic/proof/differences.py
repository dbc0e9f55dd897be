"""What is missing between two sides: the difference of their normal forms, in named quantities."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sympy import Basic

from mlekl_symbolic.kernel.ring import Polynomial, add, polynomial, render
from mlekl_symbolic.kernel.terms import REAL, Term
from mlekl_symbolic.language import (
    KL,
    CrossEntropy,
    Distribution,
    Entropy,
    Indicator,
    LanguageError,
    Minus,
    Negative,
    Plus,
    to_kernel,
)
from mlekl_symbolic.language.back import Vocabulary, from_polynomial
from mlekl_symbolic.search.engine import Context
from mlekl_symbolic.search.prover import GIVEN_UP, Prover

NAMING_COST = 4
"""How much shorter the rest must become for a named quantity to be worth its name."""


def difference(
    prover: Prover, left: Term, right: Term, context: Context, known: Sequence[Distribution],
    words: Vocabulary,
) -> Basic | None:  # fmt: skip
    """``right − left`` in normal form, with entropies and divergences named; None when it is zero."""
    if left.sort != REAL:
        return None
    try:
        more, less = (polynomial(prover.normaliser.normal(side, context).right) for side in (right, left))
    except GIVEN_UP:
        return None
    gap = add(more, less, -1)
    named: list[tuple[int, Basic]] = []
    quantities = _quantities(prover, known, context)
    while found := _best(gap, quantities):
        sign, quantity, value = found
        gap = add(gap, value, -sign)
        named.append((sign, quantity))
    if not gap and not named:
        return None
    try:
        written: Basic = _written(named, gap, words)
    except LanguageError:
        return None
    # The normal form of a statement inside an indicator is not for reading.
    return None if written.has(Indicator) else written


def _quantities(
    prover: Prover, known: Sequence[Distribution], context: Context
) -> list[tuple[Basic, Polynomial]]:
    out: list[tuple[Basic, Polynomial]] = []
    for p in known:
        candidates: list[Basic] = [Entropy(p)]
        for q in known:
            if q is not p and (q.over, q.continuous) == (p.over, p.continuous):
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


def _written(named: list[tuple[int, Basic]], gap: Polynomial, words: Vocabulary) -> Any:
    """The named quantities and the rest as one sum, positive terms first."""
    parts = [*named, *((1 if c > 0 else -1, from_polynomial({m: abs(c)}, words)) for m, c in gap.items())]
    out: Any = None
    for sign, quantity in sorted(parts, key=lambda part: -part[0]):
        if out is None:
            out = quantity if sign > 0 else Negative(quantity)
        else:
            out = Plus(out, quantity) if sign > 0 else Minus(out, quantity)
    return out
