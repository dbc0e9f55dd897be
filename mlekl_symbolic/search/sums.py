"""Sums and products in normal form: distributed, flattened, sifted, split and put in order."""

from __future__ import annotations

from math import ceil, floor

from mlekl_symbolic.kernel.decide import MAX_ELEMENTS, numerals
from mlekl_symbolic.kernel.ring import UNIT, polynomial, render_monomial
from mlekl_symbolic.kernel.terms import (
    App,
    Bind,
    Num,
    Term,
    Var,
    close_binder,
    open_binder,
    reals,
)
from mlekl_symbolic.search.engine import Context, Equation
from mlekl_symbolic.search.monomials import product, reciprocal
from mlekl_symbolic.search.normal import Normaliser, atom_law, early_law

ONE = Num(1)
MAX_ORDERS = 720


def _sum(x: Var, domain: Term, body: Term, head: str = "sum") -> Bind:
    return close_binder(head, x, domain, body)


def function(x: Var, body: Term) -> Term:
    return close_binder("lam", x, reals(), body)


LONG = 4
"""From how many elements on a sum over an explicit list is first tried as a sum."""


def has_long_list(*terms: Term) -> bool:
    """Whether a sum or product over a long explicit list occurs."""
    stack = list(terms)
    while stack:
        here = stack.pop()
        if isinstance(here, App):
            stack += here.args
        elif isinstance(here, Bind):
            if here.head in ("sum", "prod") and _is_long(here.domain):
                return True
            stack += (here.domain, here.body)
    return False


def _is_long(domain: Term) -> bool:
    """Whether it is an explicit list of many elements."""
    match domain:
        case App("range", (Num(low), Num(high))):
            return floor(high) - ceil(low) + 1 >= LONG and high - low < MAX_ELEMENTS
    listed = numerals(domain)
    return listed is not None and len(listed) >= LONG


@early_law("sum", "prod", "all")
def written_out(n: Normaliser, t: Term, context: Context) -> Equation | None:
    """A sum over an explicit list of letters is written out."""
    assert isinstance(t, Bind)
    if context.general or numerals(t.domain) is None:
        return None
    return n.engine.equation(n.engine.add("enumerate", terms=(t,)))


@atom_law("sum", "prod")
def from_one(n: Normaliser, t: Term, context: Context) -> Equation | None:
    """A range is shifted so that it starts at 1."""
    match t:
        case Bind(head, App("range", (Num(low), high)), _) if low != 1 and low.denominator == 1:
            k = Num(1 - low)
            line = n.engine.add("decide", terms=(App("in", (k, App("integers"))),))
            f = Bind("lam", reals(), t.body)
            instance = {"f": f, "m": Num(low), "n": high, "k": k}
            return n.engine.by_rule(f"{head}_range_shift", instance, (line,))
    return None


@atom_law("sum")
def distributed(n: Normaliser, t: Term, context: Context) -> Equation | None:
    """``Σ (f + g) = Σ f + Σ g`` and ``Σ c f = c Σ f``; the sum of a constant is its multiple."""
    assert isinstance(t, Bind)
    x, body, _ = n.engine.open(t, context)
    p = polynomial(body)
    if len(p) > 1:
        return _added(n, t, x, body)
    if not p:
        zero = n.engine.by_rule("sum_const", {"c": Num(0), "A": t.domain})
        return n.engine.then(zero, n.engine.ring(zero.right, Num(0)))
    ((mono, c),) = p.items()
    free = tuple(m for m in mono if x not in m[0].free)
    bound = tuple(m for m in mono if x in m[0].free)
    constant = render_monomial(free, c)
    if not bound:
        return n.engine.by_rule("sum_const", {"c": constant, "A": t.domain})
    if constant is ONE:
        return None
    rest = render_monomial(bound, UNIT)
    split = rewritten(n, t, x, product(constant, rest))
    law = n.engine.by_rule("mul_sum", {"c": constant, "f": function(x, rest), "A": t.domain})
    return n.engine.then(split, n.engine.symm(law))


def _added(n: Normaliser, t: Bind, x: Var, body: Term) -> Equation:
    """Distribute over the additions of a body in normal form, from the last to the first."""
    out = Equation(t, t)
    place: tuple[int, ...] = ()
    while isinstance(body, App) and body.head == "+":
        left, right = body.args
        here = _sum(x, t.domain, body)
        law = n.engine.by_rule("sum_add", {"f": function(x, left), "g": function(x, right), "A": t.domain})
        assert law.left is here
        out = n.engine.then(out, n.engine.at(out.right, place, law))
        body, place = left, (*place, 0)
    return out


def rewritten(n: Normaliser, t: Bind, x: Var, body: Term) -> Equation:
    """The binder with a body that ring arithmetic makes equal."""
    here = open_binder(t, x)
    return n.engine.at(t, (1,), n.engine.ring(here, body), (x,))


@atom_law("prod")
def split_product(n: Normaliser, t: Term, context: Context) -> Equation | None:
    """``Π f g = Π f · Π g``, ``Π 1/f = 1 / Π f``; the product of a constant is its power."""
    assert isinstance(t, Bind)
    x, body, _ = n.engine.open(t, context)
    p = polynomial(body)
    if len(p) != 1:
        return n.engine.by_rule("prod_const", {"c": body, "A": t.domain}) if x not in body.free else None
    if x not in body.free:
        return n.engine.by_rule("prod_const", {"c": body, "A": t.domain})
    ((mono, c),) = p.items()
    a, up, down = mono[-1]
    alone = len(mono) == 1 and c == 1
    if alone and (up, down) == (1, 0):
        return None
    if alone and (up, down) == (0, 1):
        split = rewritten(n, t, x, reciprocal(a))
        law = n.engine.by_rule("prod_inv", {"f": function(x, a), "A": t.domain})
        return n.engine.then(split, law)
    part = a if up else reciprocal(a)
    rest = render_monomial(
        tuple(m for m in (*mono[:-1], (a, up - 1, down) if up else (a, up, down - 1)) if m[1] or m[2]), c
    )
    split = rewritten(n, t, x, product(rest, part))
    law = n.engine.by_rule("prod_mul", {"f": function(x, rest), "g": function(x, part), "A": t.domain})
    return n.engine.then(split, law)
