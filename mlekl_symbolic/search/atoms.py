"""Laws for logarithms, exponentials, deltas, sizes and powers."""

from __future__ import annotations

from fractions import Fraction

from mlekl_symbolic.kernel.ring import Monomial, Polynomial, leading, polynomial, render
from mlekl_symbolic.kernel.terms import App, Bind, Num, Term, Var, lam
from mlekl_symbolic.search.engine import Context, Equation
from mlekl_symbolic.search.factoring import positive_factors
from mlekl_symbolic.search.facts import positive
from mlekl_symbolic.search.monomials import product, reciprocal
from mlekl_symbolic.search.normal import Normaliser, atom_law
from mlekl_symbolic.search.shapes import arguments_of_deltas, replaced

MOST_REPEATED = 8
"""Up to which multiple an exponential is written as a power."""
MAX_TRIED = 10**6


def log(t: Term) -> App:
    """``log t``."""
    return App("log", (t,))


@atom_law("log")
def log_of_special(n: Normaliser, t: Term, context: Context) -> Equation | None:
    """Logarithms of 0, 1, exponentials and products over a set."""
    assert isinstance(t, App)
    match t.args[0]:
        case Num(value) as number if value <= 0:
            below = n.engine.add("decide", terms=(App("<=", (number, Num(0))),))
            return n.engine.by_rule("log_nonpos", {"a": number}, (below,))
        case Num(value) if value == 1:
            return n.engine.by_rule("log_one", {})
        case App("exp", (a,)):
            return n.engine.by_rule("log_exp", {"a": a})
        case App("^", (a, power)):
            line = n.facts.want(positive(a), context)
            return None if line is None else n.engine.by_rule("log_pow", {"a": a, "n": power}, (line,))
        case Bind("prod", domain, _) as u:
            opened = n.engine.open(u, context)
            f = Bind("lam", App("reals"), u.body)
            each = n.facts.want(positive(opened.body), opened.context)
            if each is None:
                return None
            line = n.engine.add("gen", each, terms=(domain,), variables=(opened.variable,))
            return n.engine.by_rule("log_prod", {"f": f, "A": domain}, (line,))
    return None


@atom_law("log")
def log_of_one_or_zero(n: Normaliser, t: Term, context: Context) -> Equation | None:
    """``log(a/a) = 0``, also for ``a = 0``."""
    assert isinstance(t, App)
    p = polynomial(t.args[0])
    if len(p) != 1:
        return None
    ((mono, c),) = p.items()
    if len(mono) != 1 or mono[0][1:] != (1, 1) or c != 1:
        return None
    a = mono[0][0]
    law = n.engine.by_rule("log_div_self", {"a": a})
    return n.engine.then(n.engine.at(t, (0,), n.engine.ring(t.args[0], App("/", (a, a)))), law)


@atom_law("log")
def log_by_letters(n: Normaliser, t: Term, context: Context) -> Equation | None:
    """``log g(t) = Σ_k δ(k, t) log g(k)`` for ``t`` in an explicit list, when ``g`` is made of deltas."""
    for x in arguments_of_deltas(t):
        for domain in n.facts.explicit(x, context):
            member = n.facts.want(App("in", (x, domain)), context)
            finite = n.engine.add("decide", terms=(App("finite", (domain,)),))
            if member is None:
                continue
            z = Var("§z")
            f = lam((z,), replaced(t, x, z))
            law = n.engine.by_rule("sum_delta", {"a": x, "f": f, "A": domain}, (member, finite))
            return n.engine.symm(law)
    return None


@atom_law("log")
def log_of_factors(n: Normaliser, t: Term, context: Context) -> Equation | None:
    """The logarithm of a product, quotient or power is expanded when every factor is positive."""
    assert isinstance(t, App)
    u = t.args[0]
    parts = _split_sums(n, factors(polynomial(u)), context)
    if len(parts) == 1:
        return _single(n, t, parts[0], context)
    lines = [n.facts.want(positive(p), context) for p in parts]
    if any(line is None for line in lines):
        return None
    out, known = Equation(t, t), [line for line in lines if line is not None]
    for k, part in enumerate(parts[:-1]):
        rest, rest_line = _tail(n, parts[k + 1 :], known[k + 1 :])
        place = (1,) * k
        here = _at(out.right, place)
        assert isinstance(here, App)
        split = n.engine.at(here, (0,), n.engine.ring(here.args[0], product(part, rest)))
        law = n.engine.by_rule("log_mul", {"a": part, "b": rest}, (known[k], rest_line))
        out = n.engine.then(out, n.engine.at(out.right, place, n.engine.then(split, law)))
    return out


def _split_sums(n: Normaliser, parts: list[Term], context: Context) -> list[Term]:
    """Sums among the factors are factored further where that gives positive factors."""
    out: list[Term] = []
    for part in parts:
        split = None
        if isinstance(part, App) and part.head == "+":
            split = positive_factors(n.facts, part, context, n.facts.depth)
        out += [part] if split is None else split
    return out


def _at(t: Term, path: tuple[int, ...]) -> Term:
    for step in path:
        assert isinstance(t, App)
        t = t.args[step]
    return t


def _tail(n: Normaliser, parts: list[Term], lines: list[int]) -> tuple[Term, int]:
    """The product of the remaining factors, and that it is positive."""
    out, line = parts[-1], lines[-1]
    for p, known in zip(reversed(parts[:-1]), reversed(lines[:-1]), strict=True):
        line = n.engine.rule("mul_pos", {"a": p, "b": out}, (known, line))
        out = product(p, out)
    return out, line


def _single(n: Normaliser, t: App, part: Term, context: Context) -> Equation | None:
    u = t.args[0]
    match part:
        case Num(value):
            return _log_of_number(n, t, value)
        case App("^", (a, Num() as power)):
            line = n.facts.want(positive(a), context)
            law = None if line is None else n.engine.by_rule("log_pow", {"a": a, "n": power}, (line,))
        case App("/", (Num(one), a)) if one == 1:
            law = n.engine.by_rule("log_inv", {"a": a})
        case _:
            return None
    if law is None:
        return None
    return n.engine.then(n.engine.at(t, (0,), n.engine.ring(u, part)), law)


def _log_of_number(n: Normaliser, t: App, value: Fraction) -> Equation | None:
    """The logarithm of a rational number as a combination of logarithms of primes."""
    if value.denominator != 1:
        above, below = Num(value.numerator), Num(value.denominator)
        lines = [n.engine.add("decide", terms=(positive(x),)) for x in (above, below)]
        law = n.engine.by_rule("log_div", {"a": above, "b": below}, lines)
        return n.engine.then(n.engine.at(t, (0,), n.engine.ring(t.args[0], App("/", (above, below)))), law)
    prime = smallest_prime(value.numerator)
    if prime is None or prime == value.numerator:
        return None
    power, rest = 0, value.numerator
    while rest % prime == 0:
        power, rest = power + 1, rest // prime
    if rest == 1:
        whole = App("^", (Num(prime), Num(power)))
        line = n.engine.add("decide", terms=(positive(Num(prime)),))
        law = n.engine.by_rule("log_pow", {"a": Num(prime), "n": Num(power)}, (line,))
        return n.engine.then(n.engine.at(t, (0,), n.engine.ring(t.args[0], whole)), law)
    one, other = Num(prime**power), Num(rest)
    lines = [n.engine.add("decide", terms=(positive(x),)) for x in (one, other)]
    law = n.engine.by_rule("log_mul", {"a": one, "b": other}, lines)
    return n.engine.then(n.engine.at(t, (0,), n.engine.ring(t.args[0], product(one, other))), law)


def smallest_prime(value: int) -> int | None:
    """The smallest prime factor of a number; None when it is too large to be found."""
    d = 2
    while d * d <= value:
        if d > MAX_TRIED:
            return None
        if value % d == 0:
            return d
        d += 1
    return value


def factors(p: Polynomial) -> list[Term]:
    """Terms whose product is ``p``: number, atoms, their powers and inverses, and what is left."""
    if not p:
        return [Num(0)]
    lead = leading(p)
    number = abs(p[lead]) if len(p) > 1 else p[lead]
    common = _common(list(p))
    out: list[Term] = [] if number == 1 else [Num(number)]
    for a, *powers in common:
        for base, power in zip((a, reciprocal(a)), powers, strict=True):
            if power:
                out.append(base if power == 1 else App("^", (base, Num(power))))
    if len(p) > 1:
        out.append(render(_divided(p, common, number)))
    return out or [Num(1)]


def _common(monos: list[Monomial]) -> Monomial:
    """The powers that all monomials share."""
    tables = [{a: (u, d) for a, u, d in m} for m in monos]
    shared = []
    for a, _, _ in monos[0]:
        ups = min(t.get(a, (0, 0))[0] for t in tables)
        downs = min(t.get(a, (0, 0))[1] for t in tables)
        if ups or downs:
            shared.append((a, ups, downs))
    return tuple(shared)


def _divided(p: Polynomial, common: Monomial, number: Fraction) -> Polynomial:
    powers = {a: (u, d) for a, u, d in common}
    out: Polynomial = {}
    for mono, c in p.items():
        left = tuple((a, u - powers.get(a, (0, 0))[0], d - powers.get(a, (0, 0))[1]) for a, u, d in mono)
        out[tuple(m for m in left if m[1] or m[2])] = c / number
    return out


@atom_law("exp")
def exp_of_special(n: Normaliser, t: Term, context: Context) -> Equation | None:
    """Exponentials of 0, of logarithms, of sums, of multiples and of opposites."""
    assert isinstance(t, App)
    u = t.args[0]
    match u:
        case Num(value) if value == 0:
            return n.engine.by_rule("exp_zero", {})
        case App("log", (a,)):
            line = n.facts.want(positive(a), context)
            return None if line is None else n.engine.by_rule("exp_log", {"a": a}, (line,))
        case App("+", (a, b)):
            return n.engine.by_rule("exp_add", {"a": a, "b": b})
    p = polynomial(u)
    if len(p) == 1 and 1 < (k := next(iter(p.values()))) <= MOST_REPEATED and k.denominator == 1:
        ((mono, _),) = p.items()
        once, rest = render({mono: Fraction(1)}), render({mono: k - 1})
        apart = n.engine.at(t, (0,), n.engine.ring(u, App("+", (once, rest))))
        return n.engine.then(apart, n.engine.by_rule("exp_add", {"a": once, "b": rest}))
    if len(p) == 1 and next(iter(p.values())) < 0:
        a = render({m: -c for m, c in p.items()})
        turned = n.engine.at(t, (0,), n.engine.ring(u, App("neg", (a,))))
        return n.engine.then(turned, n.engine.by_rule("exp_neg", {"a": a}))
    return None


@atom_law("^")
def power_of_one(n: Normaliser, t: Term, context: Context) -> Equation | None:  # noqa: ARG001
    """Powers of one."""
    match t:
        case App("^", (Num(value), power)) if value == 1:
            return n.engine.by_rule("one_pow", {"n": power})
    return None


@atom_law("delta")
def delta_of_known(n: Normaliser, t: Term, context: Context) -> Equation | None:
    """Deltas of equal or of different arguments, and of distinct observations."""
    assert isinstance(t, App)
    a, b = t.args
    if a is b:
        return n.engine.by_rule("delta_self", {"a": a})
    differ = n.facts.prove(App("not", (App("=", (a, b)),)), context)
    if differ is not None:
        return n.engine.by_rule("delta_of_ne", {"a": a, "b": b}, (differ,))
    return None


@atom_law("delta")
def delta_of_distinct(n: Normaliser, t: Term, context: Context) -> Equation | None:
    """``δ(x(i), x(j)) = δ(i, j)`` where the observations are pairwise distinct."""
    match t:
        case App("delta", (App("@", (x, i)), App("@", (y, j)))) if x is y:
            for fact in context.facts:
                if not (isinstance(fact, App) and fact.head == "distinct" and fact.args[1] is x):
                    continue
                size = fact.args[0]
                inside = App("range", (Num(1), size))
                lines = [n.facts.prove(App("in", (k, inside)), context) for k in (i, j)]
                if all(line is not None for line in lines):
                    uses = (n.engine.assume(fact), *(x for x in lines if x is not None))
                    instance = {"x": x, "N": size, "i": i, "j": j}
                    return n.engine.by_rule("delta_of_distinct", instance, uses)
    return None


@atom_law("card")
def size_of_range(n: Normaliser, t: Term, context: Context) -> Equation | None:
    """There are ``n`` integers from 1 to ``n``."""
    match t:
        case App("card", (App("range", (Num(one), high)),)) if one == 1:
            line = n.facts.want(App("in", (high, App("naturals"))), context)
            return None if line is None else n.engine.by_rule("card_range", {"n": high}, (line,))
    return None
