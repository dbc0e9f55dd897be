"""Integrals in normal form: constants in front, one integral for each part that is integrable."""

from __future__ import annotations

from mlekl_symbolic.kernel.ring import UNIT, Polynomial, leading, polynomial, render, render_monomial
from mlekl_symbolic.kernel.terms import App, Bind, Num, Term, Var, close_binder, lam, substitute
from mlekl_symbolic.search.engine import Context, Equation
from mlekl_symbolic.search.integrable import (
    Part,
    by_variable,
    inner_sum,
    instance_of,
    integrable,
    moment,
    other_end,
    parted,
    scaled,
)
from mlekl_symbolic.search.monomials import product, without
from mlekl_symbolic.search.normal import Normaliser, atom_law
from mlekl_symbolic.search.reductions import common, divided
from mlekl_symbolic.search.sums import rewritten

ONE = Num(1)
INFINITE = ("reals", "ioo", "icc", "ioi")
MOMENTS = ("", "_mul_id", "_mul_sq")
"""What the rules are called that give the integral of a density times a power of its variable."""


def _integral(x: Var, domain: Term, body: Term) -> Bind:
    return close_binder("integral", x, domain, body)


@atom_law("integral")
def over_a_finite_set(n: Normaliser, t: Term, context: Context) -> Equation | None:
    """An integral over a finite set is 0."""
    assert isinstance(t, Bind)
    if isinstance(t.domain, App) and t.domain.head in INFINITE:
        return None
    line = n.facts.prove(App("finite", (t.domain,)), context)
    if line is None:
        return None
    f = Bind("lam", App("reals"), t.body)
    return n.engine.by_rule("integral_of_finite", {"f": f, "A": t.domain}, (line,))


@atom_law("integral")
def taken_apart(n: Normaliser, t: Term, context: Context) -> Equation | None:
    """``∫ (a f + b g) = a ∫ f + b ∫ g`` where ``f`` and ``g`` are known to be integrable."""
    assert isinstance(t, Bind)
    x, body, _ = n.engine.open(t, context)
    p = polynomial(body)
    if not p:
        return _nothing(n, t, x)
    parts, rest = parted(n, t.domain, x, p, context)
    if rest:
        for bound in by_variable(rest, x) if len(by_variable(p, x)) > 1 else ():
            n.facts.missing.setdefault(integrable(t.domain, x, render_monomial(bound, UNIT)))
        return _constant_out(n, t, x, p)
    if len(parts) == 1 and parts[0].constant is ONE:
        return None
    terms: list[Term] = [product(part.constant, part.body) for part in parts]
    out = rewritten(n, t, x, _total(terms))
    return n.engine.then(out, _split(n, t.domain, x, parts, terms))


def _total(terms: list[Term]) -> Term:
    out = terms[0]
    for term in terms[1:]:
        out = App("+", (out, term))
    return out


def _nothing(n: Normaliser, t: Bind, x: Var) -> Equation:
    """``∫ 0 = 0``."""
    law = n.engine.by_rule("integral_const_mul", {"c": Num(0), "f": lam((x,), Num(0)), "A": t.domain})
    shaped = rewritten(n, t, x, product(Num(0), Num(0)))
    out = n.engine.then(shaped, n.engine.symm(law))
    return n.engine.then(out, n.engine.ring(out.right, Num(0)))


def _split(n: Normaliser, domain: Term, x: Var, parts: list[Part], terms: list[Term]) -> Equation:
    """The integral of a sum of parts as the sum of their integrals, with the constants in front."""
    engine, lines = n.engine, [scaled(n, domain, x, part) for part in parts]
    sums, whole = [lines[0]], terms[0]
    for term, line in zip(terms[1:], lines[1:], strict=True):
        f = {"f": lam((x,), whole), "g": lam((x,), term), "A": domain}
        sums.append(engine.rule("integrable_add", f, (sums[-1], line)))
        whole = App("+", (whole, term))
    out = Equation(_integral(x, domain, whole), _integral(x, domain, whole))
    place: tuple[int, ...] = ()
    for k in range(len(parts) - 1, 0, -1):
        f = {"f": lam((x,), _total(terms[:k])), "g": lam((x,), terms[k]), "A": domain}
        law = engine.by_rule("integral_add", f, (sums[k - 1], lines[k]))
        out = engine.then(out, engine.at(out.right, place, law))
        out = engine.then(out, engine.at(out.right, (*place, 1), _pulled(n, domain, x, parts[k])))
        place = (*place, 0)
    return engine.then(out, engine.at(out.right, place, _pulled(n, domain, x, parts[0])))


def _pulled(n: Normaliser, domain: Term, x: Var, part: Part) -> Equation:
    instance = {"c": part.constant, "f": lam((x,), part.body), "A": domain}
    return n.engine.symm(n.engine.by_rule("integral_const_mul", instance))


def _constant_out(n: Normaliser, t: Bind, x: Var, p: Polynomial) -> Equation | None:
    """``∫ c f = c ∫ f``, which needs no integrability."""
    apart = by_variable(p, x)
    if len(apart) == 1:
        ((bound, c),) = apart.items()
        constant, body = render(c), render_monomial(bound, UNIT)
    else:
        shared = tuple(m for m in common(p) if x not in m[0].free)
        lead = p[leading(p)]
        constant = render_monomial(shared, lead)
        body = render({m: c / lead for m, c in divided(p, shared).items()})
    if constant is ONE:
        return None
    shaped = rewritten(n, t, x, product(constant, body))
    law = n.engine.by_rule("integral_const_mul", {"c": constant, "f": lam((x,), body), "A": t.domain})
    return n.engine.then(shaped, n.engine.symm(law))


@atom_law("integral")
def of_one_point(n: Normaliser, t: Term, context: Context) -> Equation | None:
    """``∫ δ(x, a) f(x) = 0``."""
    assert isinstance(t, Bind)
    x, body, _ = n.engine.open(t, context)
    p = polynomial(body)
    if len(p) != 1:
        return None
    ((mono, c),) = p.items()
    for d, up, _ in mono:
        a = other_end(d, x) if up else None
        if a is not None and c == 1:
            rest = without(mono, d, 1, 0)
            shaped = rewritten(n, t, x, product(App("delta", (x, a)), rest))
            law = n.engine.by_rule("integral_delta", {"a": a, "f": lam((x,), rest), "A": t.domain})
            return n.engine.then(shaped, law)
    return None


@atom_law("integral")
def of_a_density(n: Normaliser, t: Term, context: Context) -> Equation | None:
    """The mass, the mean and the second moment of a density that is known by formula."""
    assert isinstance(t, Bind)
    x, body, _ = n.engine.open(t, context)
    p = polynomial(body)
    bound = next(iter(p), ())
    found = moment(bound, x) if len(p) == 1 and p[bound] == 1 else None
    if found is None or found.power >= len(MOMENTS):
        return None
    instance = instance_of(n, found.density)
    axiom = n.engine.theory.axioms.get(f"integral_{found.density.head}{MOMENTS[found.power]}")
    if instance is None or axiom is None:
        return None
    by = {m: instance[m.name] for m in axiom.metas}
    uses = [n.facts.want(substitute(side, by), context) for _, side in axiom.where]
    if any(u is None for u in uses):
        return None
    law = n.engine.by_rule(axiom.name, instance, [u for u in uses if u is not None])
    return n.engine.then(n.engine.ring(t, law.left), law)


@atom_law("log")
def log_of_a_density(n: Normaliser, t: Term, _context: Context) -> Equation | None:
    """The logarithm of a density that is known by formula is that of the formula."""
    assert isinstance(t, App)
    inner = t.args[0]
    meaning = n.engine.unfold(inner) if n.is_density(inner) else None
    return None if meaning is None else n.engine.at(t, (0,), meaning)


@atom_law("integral")
def of_finitely_many(n: Normaliser, t: Term, context: Context) -> Equation | None:
    """``∫ Σ f = Σ ∫ f`` where every term is known to be integrable."""
    assert isinstance(t, Bind)
    opened = n.engine.open(t, context)
    x, p = opened.variable, polynomial(opened.body)
    bound = next(iter(p), ())
    inner = inner_sum(bound, x) if len(p) == 1 and p[bound] == 1 else None
    if inner is None:
        return None
    rest = without(bound, inner, 1, 0)
    within = n.engine.open(inner, opened.context)
    i, term = within.variable, product(rest, within.body)
    each = n.facts.prove(close_binder("all", i, inner.domain, integrable(t.domain, x, term)), context)
    if each is None:
        return None
    moved = n.engine.by_rule("mul_sum", {"c": rest, "f": lam((i,), within.body), "A": inner.domain})
    shaped = rewritten(n, t, x, moved.left)
    shaped = n.engine.then(shaped, n.engine.at(shaped.right, (1,), moved, (x,)))
    f = {"f": lam((i, x), term), "A": t.domain, "B": inner.domain}
    return n.engine.then(shaped, n.engine.by_rule("integral_finset_sum", f, (each,)))
