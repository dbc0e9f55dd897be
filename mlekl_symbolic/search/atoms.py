"""Laws for logarithms, exponentials, deltas, sizes and powers."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple, TypeAlias

from mlekl_symbolic.kernel.ring import Polynomial, canonical, leading, polynomial, render
from mlekl_symbolic.kernel.terms import App, Bind, Num, Term, Var, lam
from mlekl_symbolic.search.engine import CheckError, Context, Equation
from mlekl_symbolic.search.factoring import positive_factors
from mlekl_symbolic.search.facts import positive
from mlekl_symbolic.search.monomials import product, reciprocal
from mlekl_symbolic.search.normal import Normaliser, atom_law, early_law
from mlekl_symbolic.search.reductions import common, divided
from mlekl_symbolic.search.shapes import arguments_of_deltas, replaced

MOST_REPEATED = 8
"""Up to which multiple an exponential is written as a power."""
MAX_TRIED = 10**4
"""Up to which divisor a number under a logarithm is tried; one of a larger prime stays whole."""
Power: TypeAlias = tuple[Term, int]


def log(t: Term) -> App:
    """``log t``."""
    return App("log", (t,))


@early_law("log")
def log_of_product_of_sums(n: Normaliser, t: Term, context: Context) -> Equation | None:
    """The logarithm of a product with sums among its factors is taken apart as the product is written."""
    assert isinstance(t, App)
    u = t.args[0]
    if not any(isinstance(a, App) and a.head in ("+", "-") for a in _leaves(u)) or u in _leaves(u):
        return None
    levels: list[list[Equation]] = [[]]
    if _as_written(n, u, levels, 0, context) is None:
        return None
    out = levels[0].pop()
    for level in levels:
        out = n.engine.then(out, _read(n, out.right, level))
    return out


def _leaves(u: Term) -> list[Term]:
    """The factors of a product or quotient of powers."""
    match u:
        case App("*" | "/", (a, b)):
            return _leaves(a) + _leaves(b)
        case App("^", (a, Num())):
            return _leaves(a)
    return [u]


def _as_written(
    n: Normaliser, u: Term, levels: list[list[Equation]], depth: int, context: Context
) -> int | None:
    """That a product is positive, or None; the equations for its logarithms, by their depth in it."""
    if len(levels) <= depth:
        levels.append([])
    match u:
        case App("*" | "/" as head, (a, b)):
            lines = [_as_written(n, part, levels, depth + 1, context) for part in (a, b)]
            known = [line for line in lines if line is not None]
            if len(known) < 2:
                return None
            name, instance = ("mul" if head == "*" else "div"), {"a": a, "b": b}
            levels[depth].append(n.engine.by_rule(f"log_{name}", instance, known))
            return n.engine.rule(f"{name}_pos", instance, known)
        case App("^", (a, Num() as power)):
            line = _as_written(n, a, levels, depth + 1, context)
            if line is None:
                return None
            levels[depth].append(n.engine.by_rule("log_pow", {"a": a, "n": power}, (line,)))
            return n.engine.rule("pow_pos", {"a": a, "n": power}, (line,))
    normal = n.normal(u, context)
    line = n.facts.prove(positive(normal.right), context)
    back = None if line is None else n.engine.symm(normal).line
    return line if line is None or back is None else n.engine.add("trans", line, back)


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
    above, below = (_split_sums(n, part, context) for part in _fraction(t.args[0]))
    if not below and (not above or (len(above) == 1 and above[0][1] == 1)):
        return _log_of_number(n, t, above[0][0]) if above else None
    levels: list[list[Equation]] = [[]]
    if not above and len(below) == 1 and below[0][1] == 1:
        low = below[0][0]
        whole: Term = reciprocal(low)
        root = n.engine.by_rule("log_inv", {"a": low})
    else:
        tops, lows = (_factors(n, part, context) for part in (above, below))
        if tops is None or lows is None:
            return None
        if len(lows) > 1 and any(isinstance(base, App) and base.head == "+" for base, _ in below):
            tops, lows = [*tops, *(_inverse(n, low, context) for low in lows)], []
        if not lows:
            whole, _ = _taken_apart(n, tops, levels, 0)
            if not levels[0]:
                return None
            root = levels[0].pop()
        else:
            low, low_line = _taken_apart(n, lows, levels, 1)
            if tops:
                high, high_line = _taken_apart(n, tops, levels, 1)
                root = n.engine.by_rule("log_div", {"a": high, "b": low}, (high_line, low_line))
                whole = App("/", (high, low))
            else:
                whole, root = reciprocal(low), n.engine.by_rule("log_inv", {"a": low})
    shaped = n.engine.at(t, (0,), n.engine.ring(t.args[0], whole))
    out = n.engine.then(shaped, root)
    for level in levels:
        out = n.engine.then(out, _read(n, out.right, level))
    return out


class Factor(NamedTuple):
    """A factor of a logarithm's argument: the line ``0 < term``, and what its own logarithm is."""

    term: Term
    line: int
    log: Equation | None


def _fraction(t: Term) -> tuple[list[Power], list[Power]]:
    """Factors of ``t`` above and below the line, with their powers: number, atoms, and what is left."""
    p = polynomial(t)
    if not p:
        return [(Num(0), 1)], []
    lead = leading(p)
    number = abs(p[lead]) if len(p) > 1 else p[lead]
    shared = common(p)
    if len(p) > 1 and not shared and number == 1:
        return [(canonical(t), 1)], []
    above: list[Power] = [(Num(number.numerator), 1)] if number.numerator != 1 else []
    below: list[Power] = [(Num(number.denominator), 1)] if number.denominator != 1 else []
    above += [(a, up) for a, up, _ in shared if up]
    below += [(a, down) for a, _, down in shared if down]
    if len(p) > 1:
        above.append((render(divided(p, shared, number)), 1))
    return above, below


def _split_sums(n: Normaliser, parts: list[Power], context: Context) -> list[Power]:
    """Sums among the factors are factored further where that gives positive factors."""
    out: list[Power] = []
    for part, power in parts:
        split = None
        if isinstance(part, App) and part.head == "+":
            split = positive_factors(n.facts, part, context, n.facts.depth)
        out += [(part, power)] if split is None else [(base, k * power) for base, k in split]
    return out


def _factors(n: Normaliser, parts: list[Power], context: Context) -> list[Factor] | None:
    """The factors with what is known of them, if all are positive."""
    out: list[Factor] = []
    for base, power in parts:
        term, log = base, None
        line = n.facts.prove(positive(base), context) if power > 1 else None
        if power > 1:
            term = App("^", (base, Num(power)))
            if line is not None:
                log = n.engine.by_rule("log_pow", {"a": base, "n": Num(power)}, (line,))
                line = n.engine.rule("pow_pos", {"a": base, "n": Num(power)}, (line,))
        line = n.facts.want(positive(term), context) if line is None else line
        if line is None:
            return None
        out.append(Factor(term, line, log))
    return out


def _inverse(n: Normaliser, factor: Factor, context: Context) -> Factor:
    """The inverse of a factor; ring arithmetic would multiply out a product of sums below the line."""
    below = reciprocal(factor.term)
    line = n.facts.prove(positive(below), context)
    if line is None:
        raise CheckError("the inverse of a positive factor is not seen to be positive")
    return Factor(below, line, n.engine.by_rule("log_inv", {"a": factor.term}))


def _taken_apart(
    n: Normaliser, parts: list[Factor], levels: list[list[Equation]], depth: int
) -> tuple[Term, int]:
    """A balanced product, that it is positive; the equations for its logarithms, by their depth in it."""
    if len(levels) <= depth:
        levels.append([])
    if len(parts) == 1:
        term, line, log = parts[0]
        levels[depth] += [] if log is None else [log]
        return term, line
    middle = (len(parts) + 1) // 2
    one, one_line = _taken_apart(n, parts[:middle], levels, depth + 1)
    other, other_line = _taken_apart(n, parts[middle:], levels, depth + 1)
    lines = (one_line, other_line)
    levels[depth].append(n.engine.by_rule("log_mul", {"a": one, "b": other}, lines))
    return product(one, other), n.engine.rule("mul_pos", {"a": one, "b": other}, lines)


def _read(n: Normaliser, t: Term, level: list[Equation]) -> Equation:
    """A sum of logarithms with equations read in it."""
    by = {e.left: e.right for e in level}

    def read(u: Term) -> Term:
        if isinstance(u, App) and u.head in ("+", "-", "neg", "*"):
            return App(u.head, tuple([read(a) for a in u.args]))
        return by.get(u, u)

    return n.engine.ring(t, read(t), level)


def _log_of_number(n: Normaliser, t: App, number: Term) -> Equation | None:
    """The logarithm of a natural number as a combination of logarithms of primes."""
    if not isinstance(number, Num):
        return None
    value = number.value
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
    shared = common(p)
    out: list[Term] = [] if number == 1 else [Num(number)]
    for a, *powers in shared:
        for base, power in zip((a, reciprocal(a)), powers, strict=True):
            if power:
                out.append(base if power == 1 else App("^", (base, Num(power))))
    if len(p) > 1:
        out.append(render(divided(p, shared, number)))
    return out or [Num(1)]


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
def power_of_one(n: Normaliser, t: Term, context: Context) -> Equation | None:
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
    if _any_two(a, b, context):
        return None
    differ = n.facts.prove(App("not", (App("=", (a, b)),)), context)
    if differ is not None:
        return n.engine.by_rule("delta_of_ne", {"a": a, "b": b}, (differ,))
    return None


def _any_two(a: Term, b: Term, context: Context) -> bool:
    """Whether all that is known of two variables is one set with both in it, so that they may be equal."""
    if not (isinstance(a, Var) and isinstance(b, Var)):
        return False
    known = [f for f in context.facts if a in f.free or b in f.free]
    if len(known) != 2 or not all(isinstance(f, App) and f.head == "in" for f in known):
        return False
    (one, domain), (other, same) = (f.args for f in known if isinstance(f, App))
    return {one, other} == {a, b} and domain is same and domain.free.isdisjoint((a, b))


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
