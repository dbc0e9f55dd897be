"""Sums and products in normal form: distributed, flattened, sifted, split and put in order."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import permutations
from itertools import product as choices
from typing import NamedTuple

from mlekl_symbolic.kernel.decide import numerals
from mlekl_symbolic.kernel.ring import Monomial, canonical, polynomial, render_monomial
from mlekl_symbolic.kernel.terms import (
    App,
    Bind,
    Num,
    Term,
    Var,
    close_binder,
    lam,
    open_binder,
    reals,
    substitute,
    text,
)
from mlekl_symbolic.search.engine import CheckError, Context, Equation, Opened
from mlekl_symbolic.search.monomials import product, reciprocal, without
from mlekl_symbolic.search.normal import Normaliser, atom_law, early_law

ONE = Num(1)
MAX_ORDERS = 720


def _sum(x: Var, domain: Term, body: Term, head: str = "sum") -> Bind:
    return close_binder(head, x, domain, body)


def _function(x: Var, body: Term) -> Term:
    return close_binder("lam", x, reals(), body)


@early_law("sum", "prod", "all")
def written_out(n: Normaliser, t: Term, context: Context) -> Equation | None:
    """A sum over an explicit list of letters is written out."""
    assert isinstance(t, Bind)
    if numerals(t.domain) is None:
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
    rest = render_monomial(bound, Fraction(1))
    split = _rewritten(n, t, x, product(constant, rest))
    law = n.engine.by_rule("mul_sum", {"c": constant, "f": _function(x, rest), "A": t.domain})
    return n.engine.then(split, n.engine.symm(law))


def _added(n: Normaliser, t: Bind, x: Var, body: Term) -> Equation:
    """Distribute over the additions of a body in normal form, from the last to the first."""
    out = Equation(t, t)
    place: tuple[int, ...] = ()
    while isinstance(body, App) and body.head == "+":
        left, right = body.args
        here = _sum(x, t.domain, body)
        law = n.engine.by_rule(
            "sum_add", {"f": _function(x, left), "g": _function(x, right), "A": t.domain}
        )
        assert law.left is here
        out = n.engine.then(out, n.engine.at(out.right, place, law))
        body, place = left, (*place, 0)
    return out


def _rewritten(n: Normaliser, t: Bind, x: Var, body: Term) -> Equation:
    """The binder with a body that ring arithmetic makes equal."""
    here = open_binder(t, x)
    return n.engine.at(t, (1,), n.engine.ring(here, body), (x,))


@atom_law("sum")
def merged(n: Normaliser, t: Term, context: Context) -> Equation | None:
    """``Σ_x r(x) Σ_y k(x, y) = Σ_x Σ_y r(x) k(x, y)``, sifted and put in order at once.

    Inside the nest the factor would be moved out again, so a nest that stays is settled here.
    """
    assert isinstance(t, Bind)
    x, body, inside = n.engine.open(t, context)
    for s, up, down in _monomial(body):
        if not (up and not down and isinstance(s, Bind) and s.head == "sum"):
            continue
        rest = without(_monomial(body), s, 1, 0)
        if rest is ONE:
            continue
        split = _rewritten(n, t, x, product(rest, s))
        nest = n.engine.then(split, n.engine.at(split.right, (1,), _pushed(n, rest, s, inside), (x,)))
        nest = n.engine.then(nest, n.engine.canonical(nest.right))
        new = sifted(n, nest.right, context) or in_order(n, nest.right, context)
        if new is None:
            context.normal[nest.right] = Equation(nest.right, nest.right)
            return nest
        return n.engine.then(nest, new)
    return None


def _pushed(n: Normaliser, factor: Term, s: Bind, context: Context) -> Equation:
    """``factor · Σ … Σ k = Σ … Σ factor · k``."""
    law = n.engine.by_rule("mul_sum", {"c": factor, "f": Bind("lam", reals(), s.body), "A": s.domain})
    binder = law.right
    assert isinstance(binder, Bind)
    opened, inner = n.engine.open(binder, context), n.engine.open(s, context).body
    if not (isinstance(inner, Bind) and inner.head == "sum"):
        return law
    deeper = _pushed(n, factor, inner, opened.context)
    return n.engine.then(law, n.engine.below(binder, opened, deeper))


class _Nest(NamedTuple):
    """A sum over several variables: the opened binders, outermost first, and the body."""

    opened: tuple[Opened, ...]
    domains: tuple[Term, ...]

    @property
    def variables(self) -> tuple[Var, ...]:
        return tuple(o.variable for o in self.opened)

    @property
    def body(self) -> Term:
        return self.opened[-1].body


def _nest(n: Normaliser, t: Term, context: Context, head: str = "sum") -> _Nest:
    opened, domains, inside = [], [], context
    while isinstance(t, Bind) and t.head == head:
        o = n.engine.open(t, inside)
        opened.append(o)
        domains.append(t.domain)
        t, inside = o.body, o.context
    return _Nest(tuple(opened), tuple(domains))


def _monomial(t: Term) -> Monomial:
    p = polynomial(t)
    return next(iter(p)) if len(p) == 1 else ()


@atom_law("sum")
def sifted(n: Normaliser, t: Term, context: Context) -> Equation | None:
    """``Σ_x δ(x, e) f(x) = f(e)``, after the sum over ``x`` has been moved inside the others."""
    nest = _nest(n, t, context)
    for d, up, down in _monomial(nest.body):
        if not (up and not down and isinstance(d, App) and d.head == "delta"):
            continue
        for k, x in enumerate(nest.variables):
            for e in d.args:
                if x in e.free or (d.args[0] is not x and d.args[1] is not x):
                    continue
                if (found := _sift(n, t, nest, k, d, e, context)) is not None:
                    return found
    return None


def _sift(
    n: Normaliser, t: Term, nest: _Nest, k: int, d: App, e: Term, context: Context
) -> Equation | None:
    x, domain = nest.variables[k], nest.domains[k]
    inside = _without_fact(nest, k, context)
    if inside is None:
        return None
    member = n.facts.want(App("in", (e, domain)), inside)
    finite = n.facts.want(App("finite", (domain,)), context)
    if member is None or finite is None:
        return None
    out = _moved_inside(n, t, nest, k)
    if out is None:
        return None
    others = (*nest.variables[:k], *nest.variables[k + 1 :])
    inner = _innermost(out.right, (*others, x))
    rest = without(_monomial(nest.body), d, 1, 0)
    body = product(App("delta", (x, e)), rest)
    shaped = n.engine.at(inner, (1,), n.engine.ring(open_binder(inner, x), body), (x,))
    law = n.engine.by_rule(
        "sum_delta", {"a": e, "f": _function(x, rest), "A": domain}, (member, finite)
    )
    whole = n.engine.then(shaped, law)
    return n.engine.then(out, n.engine.at(out.right, (1,) * len(others), whole, others))


def _without_fact(nest: _Nest, k: int, context: Context) -> Context | None:
    """The context below all binders but the ``k``-th; None when a domain depends on that one."""
    if any(nest.variables[k] in domain.free for domain in nest.domains):
        return None
    for j, (x, domain) in enumerate(zip(nest.variables, nest.domains, strict=True)):
        if j != k:
            context = context.child(App("in", (x, domain)))
    return context


def _innermost(t: Term, variables: tuple[Var, ...]) -> Bind:
    for x in variables[:-1]:
        assert isinstance(t, Bind)
        t = open_binder(t, x)
    assert isinstance(t, Bind)
    return t


def _exchanged(n: Normaliser, t: Term, order: tuple[Var, ...], place: int) -> Equation | None:
    """Exchange the sums at ``place`` and ``place + 1`` of a nest opened in ``order``."""
    outer = t
    for x in order[:place]:
        assert isinstance(outer, Bind)
        outer = open_binder(outer, x)
    assert isinstance(outer, Bind)
    inner = open_binder(outer, order[place])
    assert isinstance(inner, Bind)
    if order[place] in inner.domain.free:
        return None
    body = open_binder(inner, order[place + 1])
    f = lam((order[place], order[place + 1]), body)
    law = n.engine.by_rule(f"{outer.head}_comm", {"f": f, "A": outer.domain, "B": inner.domain})
    return n.engine.at(t, (1,) * place, law, order[:place])


def _moved_inside(n: Normaliser, t: Term, nest: _Nest, k: int) -> Equation | None:
    out, order = Equation(t, t), list(nest.variables)
    for place in range(k, len(order) - 1):
        step = _exchanged(n, out.right, tuple(order), place)
        if step is None:
            return None
        out = n.engine.then(out, step)
        order[place], order[place + 1] = order[place + 1], order[place]
    return out


@atom_law("sum", "prod")
def in_order(n: Normaliser, t: Term, context: Context) -> Equation | None:
    """Nested sums in the order that makes the term smallest, whatever their variables are called."""
    assert isinstance(t, Bind)
    nest = _nest(n, t, context, t.head)
    if len(nest.opened) < 2:
        return None
    best, order = t, tuple(range(len(nest.opened)))
    for candidate in _orders(nest):
        made = _reordered(t.head, nest, candidate)
        if made is not None and text(made) < text(best):
            best, order = made, candidate
    if best is t:
        return None
    return _sorted_to(n, t, nest, order)


def _orders(nest: _Nest) -> Iterator[tuple[int, ...]]:
    """The orders worth trying: those that sort the variables by what does not depend on order."""
    marks: dict[str, list[int]] = {}
    for k, x in enumerate(nest.variables):
        others = {v: Var("*") for v in nest.variables if v is not x}
        body = substitute(nest.body, {**others, x: Var("@")})
        marks.setdefault(f"{text(nest.domains[k])} {text(canonical(body))}", []).append(k)
    groups = [marks[key] for key in sorted(marks)]
    ways = choices(*(permutations(g) for g in groups))
    for tried, way in enumerate(ways):
        if tried >= MAX_ORDERS:
            return
        yield tuple(k for group in way for k in group)


def _reordered(head: str, nest: _Nest, order: tuple[int, ...]) -> Bind | None:
    out: Term = nest.body
    for place, k in reversed(list(enumerate(order))):
        later = {nest.variables[j] for j in order[place:]}
        if nest.domains[k].free & later:
            return None
        out = _sum(nest.variables[k], nest.domains[k], out, head)
    made = canonical(out)
    return made if isinstance(made, Bind) else None


def _sorted_to(n: Normaliser, t: Bind, nest: _Nest, target: tuple[int, ...]) -> Equation | None:
    """Reach an order by exchanging neighbours."""
    out, order = Equation(t, t), list(range(len(target)))
    for place, wanted in enumerate(target):
        for j in range(order.index(wanted), place, -1):
            names = tuple(nest.variables[k] for k in order)
            step = _exchanged(n, out.right, names, j - 1)
            if step is None:
                return None
            out = n.engine.then(out, step)
            order[j - 1], order[j] = order[j], order[j - 1]
    try:
        return n.engine.then(out, n.engine.canonical(out.right))
    except CheckError:
        return None


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
        split = _rewritten(n, t, x, reciprocal(a))
        law = n.engine.by_rule("prod_inv", {"f": _function(x, a), "A": t.domain})
        return n.engine.then(split, law)
    part = a if up else reciprocal(a)
    rest = render_monomial(
        tuple(m for m in (*mono[:-1], (a, up - 1, down) if up else (a, up, down - 1)) if m[1] or m[2]), c
    )
    split = _rewritten(n, t, x, product(rest, part))
    law = n.engine.by_rule("prod_mul", {"f": _function(x, rest), "g": _function(x, part), "A": t.domain})
    return n.engine.then(split, law)
