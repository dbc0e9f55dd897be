"""Sums of sums: merged into one nest, sifted, and put in an order that depends on no names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise, permutations
from itertools import product as choices
from typing import NamedTuple

from mlekl_symbolic.kernel.ring import Monomial, Polynomial, canonical, polynomial
from mlekl_symbolic.kernel.terms import (
    REAL,
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
from mlekl_symbolic.search.engine import Context, Equation, Opened
from mlekl_symbolic.search.monomials import product, without
from mlekl_symbolic.search.normal import Normaliser, atom_law, early_law
from mlekl_symbolic.search.sums import ONE, function

MAX_ORDERS = 720


@atom_law("sum")
def nested(n: Normaliser, t: Term, context: Context) -> Equation | None:
    """The sums inside a sum are moved to its front; deltas are sifted, the variables put in order.

    Taken by itself the inner part of such a nest has another normal form, in which factors stand in
    front of its sums, so the nest is settled here as a whole.
    """
    assert isinstance(t, Bind)
    return _settled(n, _merged(n, t, context), context)


@early_law("sum")
def settled_as_a_whole(n: Normaliser, t: Term, context: Context) -> Equation | None:
    """A sum of sums whose variables hang together is settled at once, not from the inside out."""
    assert isinstance(t, Bind)
    if not (isinstance(t.body, Bind) and t.body.head == "sum"):
        return None
    if _sums_are_known(n, context):
        return None
    nest = nest_of(n, t, context)
    if not all(_plain(domain, context) for domain in nest.domains):
        return None
    body = n.normal(nest.body, nest.opened[-1].context)
    if not _hangs_together(polynomial(body.right), nest.variables):
        return None
    return _settled(n, n.engine.at(t, (1,) * len(nest.opened), body, nest.variables), context)


def _sums_are_known(n: Normaliser, context: Context) -> bool:
    """Whether some hypothesis is an equation about a sum, which may stand inside another."""
    if "sums" not in context.derived:
        known = (clause.conclusion for clause in n.facts.clauses(context))
        equations = (p for p in known if isinstance(p, App) and p.head == "=" and p.args[0].sort == REAL)
        context.derived["sums"] = any(n.engine.defined(p) or _has_sum(p) for p in equations)
    return bool(context.derived["sums"])


def _has_sum(t: Term) -> bool:
    match t:
        case Bind("sum", _, _):
            return True
        case App(_, args):
            return any(map(_has_sum, args))
        case Bind(_, domain, body):
            return _has_sum(domain) or _has_sum(body)
    return False


def _plain(domain: Term, context: Context) -> bool:
    """Whether no law is about sums over a set because of the set."""
    match domain:
        case Var():
            return True
        case App("range", (Num(low), high)):
            return low == 1 and (isinstance(high, Var) or (isinstance(high, Num) and context.general))
    return False


def _hangs_together(p: Polynomial, variables: tuple[Var, ...]) -> bool:
    """Whether ``p`` is one product, no part of which has variables of its own."""
    if len(p) != 1 or next(iter(p.values())) != 1:
        return False
    parts = [a.free.intersection(variables) for mono in p for a, _, _ in mono if not _is_sum(a)]
    if not all(parts) or len(parts) < len(next(iter(p))):
        return False
    joined: frozenset[Var] = parts.pop() if parts else frozenset()
    while near := [part for part in parts if not part.isdisjoint(joined)]:
        parts = [part for part in parts if part.isdisjoint(joined)]
        joined = joined.union(*near)
    return not parts and joined == frozenset(variables)


def _is_sum(a: Term) -> bool:
    return isinstance(a, Bind) and a.head == "sum"


def _settled(n: Normaliser, out: Equation, context: Context) -> Equation:
    """A nest with its deltas sifted, or simplified inside, or put in order."""
    out = n.engine.then(out, n.engine.canonical(out.right))
    nest = nest_of(n, out.right, context)
    for law in (_sifted, _simpler, _turned):
        if (new := law(n, out.right, nest, context)) is not None:
            return n.engine.then(out, new)
    ordered = in_order(n, out.right, context)
    if ordered is not None:
        out = n.engine.then(out, ordered)
    known = n.otherwise(out.right, context)
    if known is not None:
        return n.engine.then(out, known)
    context.normal[out.right] = Equation(out.right, out.right)
    return out


def _merged(n: Normaliser, t: Bind, context: Context) -> Equation:
    """``Σ_x r(x) Σ_y k(x, y) = Σ_x Σ_y r(x) k(x, y)``, as often as there are sums among the factors."""
    opened = n.engine.open(t, context)
    p = polynomial(opened.body)
    mono = _monomial(opened.body)
    sums = (a for a, up, down in mono if up and not down and isinstance(a, Bind) and a.head == "sum")
    inner = next(sums, None)
    if inner is None or p[mono] != 1:
        return Equation(t, t)
    rest = without(mono, inner, 1, 0)
    here = n.engine.ring(opened.body, inner if rest is ONE else product(rest, inner))
    if rest is not ONE:
        f = Bind("lam", reals(), inner.body)
        here = n.engine.then(here, n.engine.by_rule("mul_sum", {"c": rest, "f": f, "A": inner.domain}))
    assert isinstance(here.right, Bind)
    here = n.engine.then(here, _merged(n, here.right, opened.context))
    return n.engine.below(t, opened, here)


def _simpler(n: Normaliser, t: Term, nest: Nest, _: Context) -> Equation | None:
    """The laws of monomials for factors that the nest has brought together."""
    if len(nest.opened) < 2:
        return None
    inside = nest.opened[-1].context
    shaped = n.engine.canonical(nest.body)
    new = n.monomials(shaped.right, polynomial(shaped.right), inside)
    if not new.changes:
        return None
    return n.engine.at(t, (1,) * len(nest.opened), n.engine.then(shaped, new), nest.variables)


class Nest(NamedTuple):
    """A sum over several variables: the opened binders, outermost first, and the body."""

    opened: tuple[Opened, ...]
    domains: tuple[Term, ...]

    @property
    def variables(self) -> tuple[Var, ...]:
        return tuple(o.variable for o in self.opened)

    @property
    def body(self) -> Term:
        return self.opened[-1].body


def nest_of(n: Normaliser, t: Term, context: Context, head: str = "sum") -> Nest:
    opened, domains, inside = [], [], context
    while isinstance(t, Bind) and t.head == head:
        o = n.engine.open(t, inside)
        opened.append(o)
        domains.append(t.domain)
        t, inside = o.body, o.context
    return Nest(tuple(opened), tuple(domains))


def _monomial(t: Term) -> Monomial:
    p = polynomial(t)
    return next(iter(p)) if len(p) == 1 else ()


def _sifted(n: Normaliser, t: Term, nest: Nest, context: Context) -> Equation | None:
    """``Σ_x δ(x, e) f(x) = f(e)``, after the sum over ``x`` has been moved inside the others."""
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


def _sift(n: Normaliser, t: Term, nest: Nest, k: int, d: App, e: Term, context: Context) -> Equation | None:
    x, domain = nest.variables[k], nest.domains[k]
    inside = without_fact(nest, k, context)
    if inside is None:
        return None
    member = n.facts.want(App("in", (e, domain)), inside)
    finite = n.facts.want(App("finite", (domain,)), context)
    if member is None or finite is None:
        return None
    out = moved_inside(n, t, nest, k)
    if out is None:
        return None
    others = (*nest.variables[:k], *nest.variables[k + 1 :])
    inner = innermost(out.right, (*others, x))
    rest = without(_monomial(nest.body), d, 1, 0)
    body = product(App("delta", (x, e)), rest)
    shaped = n.engine.at(inner, (1,), n.engine.ring(open_binder(inner, x), body), (x,))
    law = n.engine.by_rule("sum_delta", {"a": e, "f": function(x, rest), "A": domain}, (member, finite))
    whole = n.engine.then(shaped, law)
    return n.engine.then(out, n.engine.at(out.right, (1,) * len(others), whole, others))


def without_fact(nest: Nest, k: int, context: Context) -> Context | None:
    """The context below all binders but the ``k``-th; None when a domain depends on that one."""
    if any(nest.variables[k] in domain.free for domain in nest.domains):
        return None
    for j, (x, domain) in enumerate(zip(nest.variables, nest.domains, strict=True)):
        if j != k:
            context = context.child(App("in", (x, domain)))
    return context


def innermost(t: Term, variables: tuple[Var, ...]) -> Bind:
    inner = _opened(t, variables[:-1])
    assert isinstance(inner, Bind)
    return inner


def _opened(t: Term, variables: Sequence[Var]) -> Term:
    for x in variables:
        assert isinstance(t, Bind)
        t = open_binder(t, x)
    return t


def _exchanged(n: Normaliser, t: Term, order: tuple[Var, ...], place: int) -> Equation | None:
    """Exchange the sums at ``place`` and ``place + 1`` of a nest opened in ``order``."""
    outer = t
    for x in order[:place]:
        assert isinstance(outer, Bind)
        outer = open_binder(outer, x)
    assert isinstance(outer, Bind)
    inner = outer.body
    assert isinstance(inner, Bind)
    if inner.domain.level:
        return None
    f = Bind("lam", reals(), Bind("lam", reals(), inner.body))
    law = n.engine.by_rule(f"{outer.head}_comm", {"f": f, "A": outer.domain, "B": inner.domain})
    return n.engine.at(t, (1,) * place, law, order[:place])


def moved_inside(n: Normaliser, t: Term, nest: Nest, k: int) -> Equation | None:
    out, order = Equation(t, t), list(nest.variables)
    for place in range(k, len(order) - 1):
        step = _exchanged(n, out.right, tuple(order), place)
        if step is None:
            return None
        out = n.engine.then(out, step)
        order[place], order[place + 1] = order[place + 1], order[place]
    return out


def _turned(n: Normaliser, t: Term, nest: Nest, _: Context) -> Equation | None:
    """Of two sums over a triangle the inner one starts where the outer one does, and ends at its variable."""
    for k, (outer, inner) in enumerate(pairwise(nest.domains)):
        name = _triangle(nest.variables[k], outer, inner)
        if name is None:
            continue
        assert isinstance(outer, App)
        here = _opened(t, nest.variables[:k])
        x, y = nest.variables[k : k + 2]
        f = lam((y, x), _opened(here, (x, y)))
        low, high = outer.args
        law = n.engine.symm(n.engine.by_rule(name, {"f": f, "m": low, "n": high}))
        turned = n.engine.then(n.engine.ring(here, law.left), law)
        return n.engine.at(t, (1,) * k, turned, nest.variables[:k])
    return None


def _triangle(x: Var, outer: Term, inner: Term) -> str | None:
    """The law for a sum from ``x``, or from ``x + 1``, to where the sum over ``x`` ends too."""
    match outer, inner:
        case App("range", (_, high)), App("range", (low, end)) if end is high:
            if low is x:
                return "sum_range_comm"
            return "sum_range_comm_of_lt" if canonical(App("-", (low, x))) is ONE else None
    return None


@atom_law("prod")
def in_order(n: Normaliser, t: Term, context: Context) -> Equation | None:
    """Nested sums in the order that makes the term smallest, whatever their variables are called."""
    assert isinstance(t, Bind)
    nest, here = nest_of(n, t, context, t.head), canonical(t)
    if len(nest.opened) < 2:
        return None
    ways = ((_reordered(t.head, nest, order), order) for order in _orders(nest))
    best = min(((text(made), order) for made, order in ways if made is not None), default=None)
    if best is None or best[0] == text(here):
        return None
    out = _sorted_to(n, t, nest.variables, [nest.variables[k] for k in best[1]])
    return None if out is None else n.engine.then(out, n.engine.canonical(out.right))


def _orders(nest: Nest) -> Iterator[tuple[int, ...]]:
    """The orders worth trying: those that sort the variables by what does not depend on order."""
    ranks = [0] * len(nest.variables)
    for _ in ranks:
        marks = [_mark(nest, k, ranks) for k in range(len(ranks))]
        places = {mark: place for place, mark in enumerate(sorted(set(marks)))}
        before, ranks = len(set(ranks)), [places[mark] for mark in marks]
        if len(places) in (before, len(ranks)):
            break
    groups = [[k for k, rank in enumerate(ranks) if rank == r] for r in range(max(ranks) + 1)]
    ways = choices(*(permutations(g) for g in groups))
    for way in islice(ways, MAX_ORDERS):
        yield tuple(k for group in way for k in group)


def _mark(nest: Nest, k: int, ranks: Sequence[int]) -> str:
    """How a variable occurs, told without names: the others stand there as their ranks."""
    x = nest.variables[k]
    seen = {y: Var(f"*{rank}") for y, rank in zip(nest.variables, ranks, strict=True)}
    seen[x] = Var("@")
    places = [(a, up, down) for a, up, down in _monomial(nest.body) if x in a.free] or [(nest.body, 1, 0)]
    told = sorted(f"{text(canonical(substitute(a, seen)))} {up} {down}" for a, up, down in places)
    return f"{ranks[k]:03} {text(nest.domains[k])} {' '.join(told)}"


def _reordered(head: str, nest: Nest, order: tuple[int, ...]) -> Bind | None:
    out: Term = nest.body
    for place, k in reversed(list(enumerate(order))):
        later = {nest.variables[j] for j in order[place:]}
        if nest.domains[k].free & later:
            return None
        out = close_binder(head, nest.variables[k], nest.domains[k], out)
    made = canonical(out)
    return made if isinstance(made, Bind) else None


def _sorted_to(n: Normaliser, t: Term, order: Sequence[Var], target: Sequence[Var]) -> Equation | None:
    """Reach an order by exchanging neighbours: the first variable comes to the front, then the others."""
    if len(order) < 2:
        return Equation(t, t)
    front = _fronted(n, t, order, target[0])
    if front is None:
        return None
    binder, x = front.right, target[0]
    assert isinstance(binder, Bind)
    rest = _sorted_to(n, open_binder(binder, x), [y for y in order if y is not x], target[1:])
    return None if rest is None else n.engine.then(front, n.engine.at(binder, (1,), rest, (x,)))


def _fronted(n: Normaliser, t: Term, order: Sequence[Var], x: Var) -> Equation | None:
    """Bring the sum over one of the variables to the front."""
    if order[0] is x:
        return Equation(t, t)
    assert isinstance(t, Bind)
    inner = _fronted(n, open_binder(t, order[0]), order[1:], x)
    if inner is None:
        return None
    out = n.engine.at(t, (1,), inner, (order[0],))
    step = _exchanged(n, out.right, (order[0], x), 0)
    return None if step is None else n.engine.then(out, step)
