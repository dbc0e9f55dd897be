"""Finding traces: both sides of an equation brought to one form by elementary laws.

Nothing here is trusted, because `mlekl_symbolic.kernel.algebra.replay` follows every trace anew.

The form is a right-nested sum of monomials without repetition; a monomial is ``c``, ``F`` or
``c · F`` with a numeral ``c`` and a right-nested product ``F`` of sorted factors; a factor is an atom,
or ``1/a`` with an atom or a sum ``a`` of which the first monomial has the coefficient 1. Sorted lists
are merged, never exchanged element by element, so a trace is about as long as the terms are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from mlekl_symbolic.kernel.algebra import over, part, times
from mlekl_symbolic.kernel.lines import CheckError, MicroStep
from mlekl_symbolic.kernel.ring import MAX_POWER, SYMMETRIC, TooLarge, canonical
from mlekl_symbolic.kernel.terms import App, Bind, Num, Term, text
from mlekl_symbolic.kernel.walks import Change, Walk, joined, reverse

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

INSERTION = 8
"""Longer sums and products are sorted by merging halves."""

Steps: TypeAlias = tuple[MicroStep, ...]
ONE, ZERO = Num(1), Num(0)


# Lists: sums of monomials and products of factors ---------------------------------------------

PREFIX = {"+": "add", "*": "mul"}


def _split(op: str, t: Term) -> tuple[Term, Term | None]:
    if isinstance(t, App) and t.head == op:
        return t.args[0], t.args[1]
    return t, None


def _parts(m: Term) -> tuple[Num, Term | None]:
    """The coefficient and the factors of a monomial."""
    match m:
        case Num():
            return m, None
        case App("*", (Num() as c, factors)):
            return c, factors
    return ONE, m


def _factor_key(f: Term) -> tuple[str, int]:
    match f:
        case App("/", (_, a)):
            return text(a), 1
    return text(f), 0


def _monomial_key(m: Term) -> tuple[int, list[tuple[str, int]]]:
    keys: list[tuple[str, int]] = []
    rest = _parts(m)[1]
    while rest is not None:
        first, rest = _split("*", rest)
        keys.append(_factor_key(first))
    return len(keys), keys


def merged(op: str, p: Term, q: Term) -> Walk:
    """From ``p + q`` or ``p · q`` to one sorted list, where both are sorted lists."""
    w = Walk(App(op, (p, q)))
    if op == "+" and ZERO in (p, q):
        w.law("zero_add" if p is ZERO else "add_zero")
        return w
    (x, more_x), (y, more_y) = _split(op, p), _split(op, q)
    if op == "+" and _parts(x)[1] is _parts(y)[1]:
        return _collected(w, more_x, more_y)
    key: Callable[[Term], object] = _monomial_key if op == "+" else _factor_key
    if key(x) <= key(y):  # type: ignore[operator]
        if more_x is None:
            return w
        w.law(PREFIX[op] + "_assoc")
        w.go(merged(op, more_x, q), 1)
    elif more_y is None:
        w.law(PREFIX[op] + "_comm")
        return w
    else:
        w.law(PREFIX[op] + "_left_comm")
        w.go(merged(op, p, more_y), 1)
    if op == "+" and w.argument(1) is ZERO:
        w.law("add_zero")
    return w


def _collected(w: Walk, more_x: Term | None, more_y: Term | None) -> Walk:
    """Two sums whose first monomials differ in the coefficient at most: add these, merge the rest."""
    if more_x is None and more_y is None:
        _collect(w)
        return w
    if more_x is not None and more_y is not None:
        w.law("add_assoc")
        w.law("add_left_comm", 1)
        w.back("add_assoc")
        w.go(merged("+", more_x, more_y), 1)
    else:
        if more_x is not None:
            w.law("add_comm")
        w.back("add_assoc")
    both = Walk(w.argument(0))
    _collect(both)
    w.go(both, 0)
    if both.term is ZERO:
        w.law("zero_add")
    elif w.argument(1) is ZERO:
        w.law("add_zero")
    return w


def _collect(w: Walk) -> None:
    """``c·F + d·F`` as one monomial, or as 0."""
    if isinstance(w.argument(0), Num):
        w.law("numeral")
        return
    for place in (0, 1):
        if _parts(w.argument(place))[0] is ONE:
            w.back("one_mul", place)
    w.back("add_mul")
    w.law("numeral", 0)
    _tidy(w)


def _tidy(w: Walk) -> None:
    """Drop a coefficient 1 or 0."""
    if w.argument(0) is ONE:
        w.law("one_mul")
    elif w.argument(0) is ZERO:
        w.law("zero_mul")


# Arithmetic of normal forms --------------------------------------------------------------------


def product(p: Term, q: Term) -> Walk:
    """From ``p · q`` to the normal form, where both are normal forms."""
    w = Walk(times(p, q))
    if p is ZERO or q is ZERO or p is ONE or q is ONE:
        w.law({p is ZERO: "zero_mul", q is ZERO: "mul_zero", q is ONE: "mul_one", p is ONE: "one_mul"}[True])
        return w
    if _split("+", p)[1] is not None:
        w.law("add_mul")
    elif _split("+", q)[1] is not None:
        w.law("mul_add")
    else:
        return _monomials(w, p, q)
    for place in (0, 1):
        w.go(product(w.argument(place, 0), w.argument(place, 1)), place)
    w.go(merged("+", w.argument(0), w.argument(1)))
    return w


def _monomials(w: Walk, m: Term, n: Term) -> Walk:
    (c, f), (d, g) = _parts(m), _parts(n)
    if f is None and g is None:
        w.law("numeral")
    elif f is None:
        if d is not ONE:
            w.back("mul_assoc")
            w.law("numeral", 0)
            _tidy(w)
    elif g is None:
        w.law("mul_comm")
        return _monomials(w, n, m)
    elif c is ONE and d is ONE:
        w.go(merged("*", f, g))
    elif c is ONE:
        w.law("mul_left_comm")
        w.go(merged("*", f, g), 1)
    else:
        w.law("mul_assoc")
        if d is not ONE:
            w.law("mul_left_comm", 1)
            w.back("mul_assoc")
            w.law("numeral", 0)
        w.go(merged("*", f, g), 1)
        _tidy(w)
    return w


def inverse(p: Term) -> Walk:
    """From ``1/p`` to the normal form, where ``p`` is one."""
    w = Walk(over(ONE, p))
    if isinstance(p, Num):
        w.law("numeral")
    elif _split("+", p)[1] is not None:
        lead = _parts(_split("+", p)[0])[0]
        if lead is not ONE:
            monic = product(Num(1 / lead.value), p).term
            w.go(reverse(product(lead, monic), times(lead, monic)), 1)
            w.law("inv_mul")
            w.law("numeral", 0)
    elif _split("*", p)[1] is not None:
        w.law("inv_mul")
        for place in (0, 1):
            w.go(inverse(w.argument(place, 1)), place)
        w.go(product(w.argument(0), w.argument(1)))
    elif isinstance(p, App) and p.head == "/":
        w.law("inv_inv")
    return w


def power(p: Term, n: int) -> Walk:
    """From ``p^n`` to the normal form, where ``p`` is one."""
    w = Walk(App("^", (p, Num(n))))
    if n > MAX_POWER and not isinstance(p, Num):
        raise TooLarge(f"the power {n} is too large to write out")
    if n < 0:
        w.spell("neg", -n)
        w.law("pow_neg")
        w.go(inverse(p), 0)
        w.go(power(w.argument(0), -n))
    elif isinstance(p, Num):
        w.law("numeral")
    elif n <= 1:
        w.law("pow_one" if n else "pow_zero")
    else:
        w.spell("+", n - 1, 1)
        w.law("pow_succ")
        w.go(power(p, n - 1), 1)
        w.go(product(p, w.argument(1)))
    return w


# From any term to its normal form --------------------------------------------------------------


@lru_cache(maxsize=4096)
def normal(t: Term) -> Walk:
    """From any term to its normal form."""
    w = Walk(t)
    match t:
        case App("+" | "*" as op, _):
            _nest(w, op)
            for place in (0, 1):
                w.go(normal(w.argument(place)), place)
            w.go(merged(op, *_two(w.term)) if op == "+" else product(*_two(w.term)))
        case App("neg" | "-" | "/", args) if all(isinstance(a, Num) for a in args):
            w.law("numeral")
        case App("/", (one, a)) if one is ONE:
            w.go(normal(a), 1)
            w.go(inverse(w.argument(1)))
        case App("neg" | "-" | "/" as head, _):
            w.law({"neg": "neg_eq", "-": "sub_eq", "/": "div_eq"}[head])
            w.go(normal(w.term))
        case App("^", (a, Num(n))) if n.denominator == 1:
            w.go(normal(a), 0)
            w.go(power(w.argument(0), n.numerator))
        case App(head, args):
            for place, a in enumerate(args):
                w.go(normal(a), place)
            if head in SYMMETRIC and text(w.argument(0)) > text(w.argument(1)):
                w.law("delta_symm")
        case Bind(_, domain, body):
            w.go(normal(domain), 0)
            w.go(normal(body), 1)
    return w


def _two(t: Term) -> tuple[Term, Term]:
    return part(t, 0), part(t, 1)


def _spine(op: str, t: Term) -> tuple[Term, Term] | None:
    """The two parts of a sum or a product, also through minus and fraction bars."""
    match t:
        case App("-" | "/", (Num(), Num())) | App("/", (Num(1), _)):
            return None
        case App("+" | "-", (a, b)) if op == "+":
            return a, b
        case App("*" | "/", (a, b)) if op == "*":
            return a, b
    return None


@lru_cache(maxsize=4096)
def _leaves(op: str, t: Term) -> int:
    two = _spine(op, t)
    return 1 if two is None else sum(_leaves(op, a) for a in two)


def _nest(w: Walk, op: str) -> None:
    """Bring the brackets of a short sum or product to the right, and halve a long one.

    A short list is sorted by insertion, which costs nothing where it is in order already.
    """
    while (place := _heavy(op, w.term)) is not None:
        w.go(_plain(op, w.argument(place)), place)
        (w.back if place else w.law)(PREFIX[op] + "_assoc")


def _heavy(op: str, t: Term) -> int | None:
    """Which of the two parts has to give some of its leaves to the other one."""
    left, right = (_leaves(op, a) for a in _two(t))
    if left + right <= INSERTION:
        return 0 if left > 1 else None
    for place, size, other in ((0, left, right), (1, right, left)):
        two = _spine(op, part(t, place))
        if two is not None:
            moved = _leaves(op, two[1 - place])
            if max(size - moved, other + moved) < max(left, right):
                return place
    return None


def _plain(op: str, t: Term) -> Walk:
    """A difference as a sum, a quotient as a product."""
    w = Walk(t)
    if isinstance(t, App) and t.head != op:
        w.law("sub_eq" if op == "+" else "div_eq")
    return w


# Traces ------------------------------------------------------------------------------------------


def _join(left: Term, right: Term) -> Walk:
    """A short walk between two terms with one normal form: only where they differ."""
    w = Walk(left)
    if left is right:
        return w
    pairs = _pairs(left, right)
    if pairs and all(canonical(a) is canonical(b) for a, b in pairs):
        for place, (a, b) in enumerate(pairs):
            w.go(_join(a, b), place)
        return w
    there, back = normal(left), normal(right)
    if there.term is not back.term:
        raise CheckError("the two sides have different normal forms")
    return joined(there, back, left, right)


def _pairs(a: Term, b: Term) -> list[tuple[Term, Term]]:
    match a, b:
        case App(f, xs), App(g, ys) if f == g and len(xs) == len(ys) and a.sort == b.sort:
            return list(zip(xs, ys, strict=True))
        case Bind(f, d, x), Bind(g, e, y) if f == g:
            return [(d, e), (x, y)]
    return []


def _used(t: Term, known: dict[Term, int], equations: Sequence[tuple[Term, Term]]) -> Walk:
    """Read the left sides of premises in the ring skeleton of ``t`` as the right sides."""
    w = Walk(t)
    match t:
        case _ if t in known:
            pass
        case App("+" | "-" | "*" | "/" | "neg", args):
            for place, a in enumerate(args):
                w.go(_used(a, known, equations), place)
            return w
        case App("^", (a, Num(n))) if n.denominator == 1:
            w.go(_used(a, known, equations), 0)
            return w
    if w.term in known:
        k = known[w.term]
        w.add(Change(MicroStep(f"use{k}"), w.term, equations[k][1]))
    return w


def micro_steps(left: Term, right: Term, equations: Sequence[tuple[Term, Term]] = ()) -> Steps:
    """Elementary steps that lead from ``left`` to ``right``, given equations for the left side.

    Raises
    ------
    CheckError
        When ring arithmetic does not make the two sides equal.
    TooLarge
        When the trace would be longer than `mlekl_symbolic.kernel.walks.MAX_STEPS`
        or go deeper than `mlekl_symbolic.kernel.walks.MAX_DEPTH`.
    """
    return _found(left, right, tuple(equations))


@lru_cache(maxsize=4096)
def _found(left: Term, right: Term, equations: tuple[tuple[Term, Term], ...]) -> Steps:
    """The same, found once: a derivation has many lines of those that it cites."""
    try:
        w = _used(left, {a: k for k, (a, _) in enumerate(equations)}, equations)
        w.go(_join(w.term, right))
    except RecursionError:
        raise TooLarge("the terms are nested too deeply") from None
    return tuple(change.step for change in w.changes())
