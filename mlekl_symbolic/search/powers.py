"""Laws for powers whose exponent is not a numeral, and for products of such powers.

Products and inverses leave the base, sums leave the exponent, so that what remains are powers ``a^m`` of
atoms. Numerals leave the exponent too: ``a^(2 m)`` is ``(a^m)^2``, which ring arithmetic understands.
"""

from __future__ import annotations

from fractions import Fraction

from mlekl_symbolic.kernel.ring import Monomial, polynomial, render, render_monomial
from mlekl_symbolic.kernel.terms import App, Bind, Num, Term, Var, lam, reals
from mlekl_symbolic.search.engine import Context, Equation
from mlekl_symbolic.search.facts import nonnegative, nonzero, positive
from mlekl_symbolic.search.monomials import product, reciprocal, without
from mlekl_symbolic.search.nests import Nest, innermost, moved_inside, nest_of, without_fact
from mlekl_symbolic.search.normal import Normaliser, atom_law
from mlekl_symbolic.search.sums import function


def _in(t: Term, kind: str) -> App:
    return App("in", (t, App(kind)))


@atom_law("^")
def power_of_product(n: Normaliser, t: Term, context: Context) -> Equation | None:
    """``(a b)^m = a^m b^m``."""
    assert isinstance(t, App)
    base, power = t.args
    p = polynomial(base)
    if len(p) != 1:
        return None
    a, b = _taken_apart(*next(iter(p.items())))
    if b is None:
        return None
    for one, other in ((a, b), (b, a)):
        line = n.facts.prove(nonnegative(one), context)
        if line is not None:
            return _read(n, t, 0, product(one, other), "mul_rpow", {"a": one, "b": other, "n": power}, line)
    line = n.facts.want(_in(power, "integers"), context)
    if line is None:
        return None
    return _read(n, t, 0, product(a, b), "mul_zpow", {"a": a, "b": b, "n": power}, line)


def _read(
    n: Normaliser, t: App, place: int, written: Term, name: str, instance: dict[str, Term], *uses: int
) -> Equation:
    """A rule for a power whose base (0) or exponent (1) is first written as the rule has it."""
    here = n.engine.at(t, (place,), n.engine.ring(t.args[place], written))
    return n.engine.then(here, n.engine.by_rule(name, instance, uses))


def _taken_apart(mono: Monomial, c: Fraction) -> tuple[Term, Term | None]:
    """One factor and the rest, or None where there is one only."""
    if not mono:
        whole = c.denominator == 1 or c.numerator == 1
        return (Num(c), None) if whole else (Num(c.numerator), reciprocal(Num(c.denominator)))
    a, up, down = mono[0]
    factor = a if up else reciprocal(a)
    rest = product(Num(c), without(mono, a, *((1, 0) if up else (0, 1))))
    return (factor, None) if len(mono) == 1 and c == up + down == 1 else (factor, rest)


@atom_law("^")
def power_of_inverse(n: Normaliser, t: Term, _: Context) -> Equation | None:
    """``(1/a)^m = 1/a^m``."""
    assert isinstance(t, App)
    base, power = t.args
    match list(polynomial(base).items()):
        case [(((a, 0, 1),), Fraction(numerator=1, denominator=1))]:
            below = a
        case [((), Fraction(numerator=1, denominator=int(d)))] if d > 1:
            below = Num(d)
        case _:
            return None
    return _read(n, t, 0, reciprocal(below), "inv_pow", {"a": below, "n": power})


@atom_law("^")
def power_of_power(n: Normaliser, t: Term, context: Context) -> Equation | None:
    """``(a^m)^k = a^(m k)`` and ``(exp a)^m = exp(a m)``."""
    match t:
        case App("^", (App("exp", (a,)), k)):
            return n.engine.symm(n.engine.by_rule("exp_mul", {"a": a, "n": k}))
        case App("^", (App("^", (a, m)), k)):
            return _multiplied(n, a, m, k, context)
    return None


def _multiplied(n: Normaliser, a: Term, m: Term, k: Term, context: Context) -> Equation | None:
    instance = {"a": a, "m": m, "n": k}
    line = n.facts.prove(positive(a), context)
    if line is not None:
        return n.engine.symm(n.engine.by_rule("rpow_mul", instance, (line,)))
    lines = [n.facts.want(_in(x, "integers"), context) for x in (m, k)]
    known = [x for x in lines if x is not None]
    return n.engine.symm(n.engine.by_rule("zpow_mul", instance, known)) if len(known) == 2 else None


@atom_law("^")
def power_with_a_multiple(n: Normaliser, t: Term, context: Context) -> Equation | None:
    """``a^(k m) = (a^m)^k`` for a numeral ``k``."""
    assert isinstance(t, App)
    a, power = t.args
    match list(polynomial(power).items()):
        case [(mono, c)] if mono and c.numerator != 1:
            m, k = render_monomial(mono, Fraction(1, c.denominator)), Num(c.numerator)
            law = _multiplied(n, a, m, k, context)
            if law is None:
                return None
            here = n.engine.at(t, (1,), n.engine.ring(power, product(m, k)))
            return n.engine.then(here, n.engine.symm(law))
    return None


@atom_law("^")
def power_of_sum(n: Normaliser, t: Term, context: Context) -> Equation | None:
    """``a^(m + k) = a^m a^k``."""
    assert isinstance(t, App)
    a, power = t.args
    p = polynomial(power)
    if len(p) < 2:
        return None
    *_, last = p
    m, k = render({x: c for x, c in p.items() if x != last}), render({last: p[last]})
    line = n.facts.prove(positive(a), context)
    if line is not None:
        return _read(n, t, 1, App("+", (m, k)), "rpow_add", {"a": a, "m": m, "n": k}, line)
    lines = [n.facts.prove(_in(x, "naturals"), context) for x in (m, k)]
    known = [x for x in lines if x is not None]
    if len(known) == 2:
        return _read(n, t, 1, App("+", (m, k)), "pow_add", {"a": a, "m": m, "n": k}, *known)
    lines = [n.facts.want(nonzero(a), context), n.facts.prove(_in(k, "integers"), context)]
    known = [x for x in lines if x is not None]
    if len(known) < 2:
        return None
    return _read(n, t, 1, App("+", (m, k)), "zpow_add", {"a": a, "m": m, "n": k}, *known)


@atom_law("^")
def power_of_finite_sum(n: Normaliser, t: Term, context: Context) -> Equation | None:
    """``a^(c Σ f) = Π a^(c f)``."""
    assert isinstance(t, App)
    a, power = t.args
    inside = summed(n, power)
    if inside is None or not isinstance(inside.right, Bind):
        return None
    here = n.engine.at(t, (1,), inside)
    opened = n.engine.open(inside.right, context)
    instance = {"a": a, "f": function(opened.variable, opened.body), "A": inside.right.domain}
    line = n.facts.prove(positive(a), context)
    if line is not None:
        return n.engine.then(here, n.engine.by_rule("rpow_sum", instance, (line,)))
    each = n.facts.want(_in(opened.body, "naturals"), opened.context)
    if each is None:
        return None
    line = n.engine.add("gen", each, terms=(inside.right.domain,), variables=(opened.variable,))
    return n.engine.then(here, n.engine.by_rule("pow_sum", instance, (line,)))


def summed(n: Normaliser, t: Term) -> Equation | None:
    """``t = Σ c f`` for a ``t`` that is a multiple ``c Σ f`` of one sum, or None."""
    match list(polynomial(t).items()):
        case [(mono, c)]:
            sums = [a for a, *powers in mono if isinstance(a, Bind) and a.head == "sum" and powers == [1, 0]]
            if len(sums) != 1:
                return None
            (inner,) = sums
            if len(mono) == 1 and c == 1:
                return Equation(t, inner)
            rest = product(Num(c), without(mono, inner, 1, 0))
            f = Bind("lam", reals(), inner.body)
            law = n.engine.by_rule("mul_sum", {"c": rest, "f": f, "A": inner.domain})
            return n.engine.then(n.engine.ring(t, law.left), law)
    return None


@atom_law("exp")
def exp_of_sum(n: Normaliser, t: Term, _: Context) -> Equation | None:
    """``exp(c Σ f) = Π exp(c f)``."""
    assert isinstance(t, App)
    inside = summed(n, t.args[0])
    if inside is None or not isinstance(inside.right, Bind):
        return None
    f = Bind("lam", reals(), inside.right.body)
    law = n.engine.by_rule("exp_sum", {"f": f, "A": inside.right.domain})
    return n.engine.then(n.engine.at(t, (0,), inside), law)


@atom_law("exp")
def exp_of_multiple_of_log(n: Normaliser, t: Term, context: Context) -> Equation | None:
    """``exp(m log a) = a^m`` for positive ``a``."""
    assert isinstance(t, App)
    match list(polynomial(t.args[0]).items()):
        case [(mono, c)]:
            for log, up, down in mono:
                if not (isinstance(log, App) and log.head == "log" and (up, down) == (1, 0)):
                    continue
                line = n.facts.want(positive(log.args[0]), context)
                if line is not None:
                    power = render({_rest(mono, log): c})
                    instance = {"a": log.args[0], "n": power}
                    return _read(n, t, 0, product(log, power), "exp_log_mul", instance, line)
    return None


def _rest(mono: Monomial, atom: Term) -> Monomial:
    return tuple(m for m in mono if m[0] is not atom)


@atom_law("prod")
def product_of_powers(n: Normaliser, t: Term, context: Context) -> Equation | None:
    """``Π f^m = (Π f)^m`` where ``m`` does not depend on the index."""
    assert isinstance(t, Bind)
    x, body, inside = n.engine.open(t, context)
    match body:
        case App("^", (base, power)) if x not in power.free:
            instance = {"f": function(x, base), "n": power, "A": t.domain}
            line = n.facts.prove(_in(power, "integers"), context)
            if line is not None:
                return n.engine.by_rule("prod_zpow", instance, (line,))
            each = n.facts.want(nonnegative(base), inside)
            if each is None:
                return None
            line = n.engine.add("gen", each, terms=(t.domain,), variables=(x,))
            return n.engine.by_rule("prod_rpow", instance, (line,))
    return None


@atom_law("prod")
def sifted_product(n: Normaliser, t: Term, context: Context) -> Equation | None:
    """``Π_x f(x)^δ(x, e) = f(e)``, after the product over ``x`` has been moved inside the others."""
    nest = nest_of(n, t, context, "prod")
    match nest.body:
        case App("^", (_, App("delta", args))):
            for k, x in enumerate(nest.variables):
                for e, other in (args, args[::-1]):
                    if other is x and x not in e.free:
                        found = _sift(n, t, nest, k, e, context)
                        if found is not None:
                            return found
    return None


def _sift(n: Normaliser, t: Term, nest: Nest, k: int, e: Term, context: Context) -> Equation | None:
    x, domain = nest.variables[k], nest.domains[k]
    inside = without_fact(nest, k, context)
    if inside is None:
        return None
    lines = (n.facts.want(_in_set(e, domain), inside), n.facts.want(App("finite", (domain,)), context))
    known = [line for line in lines if line is not None]
    out = moved_inside(n, t, nest, k)
    if len(known) < 2 or out is None:
        return None
    others = (*nest.variables[:k], *nest.variables[k + 1 :])
    inner = innermost(out.right, (*others, x))
    assert isinstance(nest.body, App)
    base, power = nest.body.args
    turned = _delta_turned(n, inner, x, power, e)
    law = n.engine.by_rule("prod_pow_delta", {"a": e, "f": lam((x,), base), "A": domain}, known)
    whole = n.engine.then(turned, law)
    return n.engine.then(out, n.engine.at(out.right, (1,) * len(others), whole, others))


def _in_set(e: Term, domain: Term) -> App:
    return App("in", (e, domain))


def _delta_turned(n: Normaliser, inner: Bind, x: Var, power: Term, e: Term) -> Equation:
    """The product with the index first in its delta."""
    assert isinstance(power, App)
    if power.args[0] is x:
        return Equation(inner, inner)
    law = n.engine.by_rule("delta_comm", {"a": e, "b": x})
    return n.engine.at(inner, (1, 1), law, (x,))
