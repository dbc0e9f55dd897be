"""Laws for quotients by sums: the sum in normal form, and division with remainder."""

from __future__ import annotations

from mlekl_symbolic.kernel.ring import UNIT, Monomial, Polynomial, polynomial, render, render_monomial
from mlekl_symbolic.kernel.terms import App, Num, Term, text
from mlekl_symbolic.search.engine import Context, Equation
from mlekl_symbolic.search.facts import nonzero
from mlekl_symbolic.search.monomials import product, reciprocal, without
from mlekl_symbolic.search.normal import DIVIDED, Normaliser, monomial_law


def _sums_below(mono: Monomial) -> list[Term]:
    return [a for a, _, down in mono if down and isinstance(a, App) and a.head == "+"]


@monomial_law(DIVIDED + "+")
def sum_below_in_normal_form(n: Normaliser, mono: Monomial, context: Context) -> Equation | None:
    """What is divided by is brought to normal form."""
    for s in _sums_below(mono):
        e = n.normal(s, context)
        if not e.changes:
            continue
        split = product(without(mono, s, 0, 1), reciprocal(s))
        out = n.engine.ring(render_monomial(mono, UNIT), split)
        return n.engine.then(out, n.engine.at(split, (1, 1), e))
    return None


@monomial_law(DIVIDED + "+")
def divided_by_sum(n: Normaliser, mono: Monomial, context: Context) -> Equation | None:
    """``a/(a + b) = 1 - b/(a + b)`` where ``a + b ≠ 0``, with the highest monomial for ``a``."""
    for s in _sums_below(mono):
        p = polynomial(s)
        highest = _highest(p)
        rest = _quotient(mono, highest)
        if rest is None:
            continue
        line = n.facts.want(nonzero(s), context)
        if line is None:
            continue
        scaled = Num(1 / p[highest])
        lower = render({m: c / p[highest] for m, c in p.items() if m != highest})
        # Here `rest` still holds every other power, with the inverse of the sum taken out.
        other = render_monomial(_without_one_below(rest, s), UNIT)
        whole = App(
            "-",
            (
                product(product(scaled, other), product(s, reciprocal(s))),
                product(product(lower, other), reciprocal(s)),
            ),
        )
        out = n.engine.ring(render_monomial(mono, UNIT), whole)
        law = n.engine.by_rule("mul_inv_cancel", {"a": s}, (line,))
        out = n.engine.then(out, n.engine.at(whole, (0, 1), law))
        return n.engine.then(out, n.engine.canonical(out.right))
    return None


def _highest(p: Polynomial) -> Monomial:
    """The highest monomial of a sum: by degree, then by the exponents of its atoms in order."""
    order = sorted({a for m in p for a, _, _ in m}, key=text)

    def key(m: Monomial) -> tuple[int, list[tuple[int, int]]]:
        powers = {a: (up, down) for a, up, down in m}
        return sum(up + down for up, down in powers.values()), [powers.get(a, (0, 0)) for a in order]

    return max(p, key=key)


def _quotient(mono: Monomial, by: Monomial) -> Monomial | None:
    """What is left of a monomial when another is taken out, or None when it is not contained."""
    left = {a: (up, down) for a, up, down in mono}
    for a, up, down in by:
        u, d = left.get(a, (0, 0))
        if u < up or d < down:
            return None
        left[a] = (u - up, d - down)
    return tuple((a, u, d) for a, (u, d) in left.items() if u or d)


def _without_one_below(mono: Monomial, s: Term) -> Monomial:
    out = tuple((a, u, d - 1) if a is s else (a, u, d) for a, u, d in mono)
    return tuple(m for m in out if m[1] or m[2])
