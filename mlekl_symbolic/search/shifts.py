"""Sums of shifted terms: ``Σ f(i + 1)`` and ``Σ f(i - 1)`` from 1 to n, in terms of ``Σ f(i)``."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from mlekl_symbolic.kernel.ring import canonical, polynomial, render
from mlekl_symbolic.kernel.terms import App, Bind, Num, Term, Var, reals, substitute
from mlekl_symbolic.search.engine import Context, Equation
from mlekl_symbolic.search.monomials import ONE
from mlekl_symbolic.search.normal import Normaliser, atom_law
from mlekl_symbolic.search.sums import function

ZERO = Num(0)
FURTHEST = 4
"""By how many places at most a sum is shifted back."""


@atom_law("sum")
def from_within(n: Normaliser, t: Term, context: Context) -> Equation | None:
    """``Σ_k^n f = Σ_1^n f - Σ_1^(k - 1) f``, where no variable of another sum stands in ``k``."""
    match t:
        case Bind("sum", App("range", (low, high)), body) if not isinstance(low, Num):
            if _of_binders(n, low, context):
                return None
            last = canonical(App("-", (low, ONE)))
            before = n.facts.prove(_natural(last), context)
            after = n.facts.prove(_natural(canonical(App("-", (high, last)))), context)
            if before is None or after is None:
                return None
            return _rest_of_sum(n, t, body, (last, high), (before, after))
    return None


def _of_binders(n: Normaliser, t: Term, context: Context) -> bool:
    """Whether a variable of a binder that has been opened stands in ``t``."""
    inside = [fact for fact in context.facts if fact not in n.facts.outside]
    return any(isinstance(f, App) and f.head == "in" and f.args[0] in t.free for f in inside)


def _rest_of_sum(
    n: Normaliser, t: Bind, body: Term, ends: tuple[Term, Term], lines: tuple[int, int]
) -> Equation:
    """``Σ_k^n f = Σ_1^n f - Σ_1^m f`` with ``m = k - 1``, when ``m`` and ``n - m`` are natural numbers."""
    (last, high), (before, after) = ends, lines
    one = n.engine.add("decide", terms=(App("in", (ONE, App("integers"))),))
    length = App("+", (App("-", (last, ONE)), ONE))
    uses = (one, _restated(n, before, last, length), _restated(n, after, None, App("-", (high, last))))
    f = Bind("lam", reals(), body)
    law = n.engine.by_rule("sum_range_split", {"f": f, "k": ONE, "m": last, "n": high}, uses)
    assert isinstance(law.right, App)
    first, rest = law.right.args
    back = n.engine.ring(t, App("-", (App("+", (first, rest)), first)))
    return n.engine.then(back, n.engine.at(back.right, (0,), n.engine.symm(law)))


def _natural(t: Term) -> App:
    return App("in", (t, App("naturals")))


def _restated(n: Normaliser, line: int, known: Term | None, wanted: Term) -> int:
    """From a line that says a number is natural the same of the number written otherwise."""
    told = _natural(canonical(wanted) if known is None else known)
    return n.engine.transport(line, n.engine.ring(told, _natural(wanted)))


@atom_law("sum")
def shifted_back(n: Normaliser, t: Term, context: Context) -> Equation | None:
    """``Σ f(i + 1) = Σ f(i) + f(n + 1) - f(1)``, until the least shift among the terms is none."""
    match t:
        case Bind("sum", App("range", (Num(low), high)), inner) if low == 1 and _computes(inner):
            i, body, _ = n.engine.open(t, context)
            shifts = set(_shifts(body, i))
            if shifts and (out := _by_a_term(n, t, shifts, high, context)) is not None:
                return out
            least = min((c for c, _ in shifts), default=Fraction(0))
            if least == 0 or least.denominator != 1 or abs(least) > FURTHEST:
                return None
            line = n.facts.prove(_natural(high), context)
            if line is None:
                return None
            if least > 0:
                return _down(n, i, body, t.domain, line)
            up = substitute(body, {i: App("+", (i, ONE))})
            return _up(n, t, _telescoped(n, i, up, t.domain, line))
    return None


def _by_a_term(
    n: Normaliser, t: Bind, shifts: set[tuple[Fraction, Term]], high: Term, context: Context
) -> Equation | None:
    """``Σ_1^n f(i + r) = Σ_(1 + r)^(n + r) f(i)``, when all terms are shifted by the same ``r``."""
    rests = {r for _, r in shifts}
    if len(rests) > 1 or (r := rests.pop()) is ZERO or _of_binders(n, r, context):
        return None
    whole = n.facts.prove(App("in", (r, App("integers"))), context)
    if whole is None or any(n.facts.prove(_natural(x), context) is None for x in (r, high)):
        return None
    f = Bind("lam", reals(), t.body)
    return n.engine.by_rule("sum_range_shift", {"f": f, "m": ONE, "n": high, "k": r}, (whole,))


def _computes(t: Term) -> bool:
    """Whether a function is applied to anything but variables and numbers; else nothing is shifted."""
    stack = [t]
    while stack:
        here = stack.pop()
        if isinstance(here, App):
            if here.head == "@" and any(isinstance(a, App) for a in here.args):
                return True
            stack += here.args
        elif isinstance(here, Bind):
            stack += (here.domain, here.body)
    return False


def _shifts(t: Term, i: Var) -> Iterator[tuple[Fraction, Term]]:
    """What is added to ``i`` where functions are applied to it."""
    match t:
        case App("@", (_, *places)):
            for a in places:
                shift = _shift(a, i)
                yield from _shifts(a, i) if shift is None else (shift,)
        case App(_, args):
            for a in args:
                yield from _shifts(a, i)
        case Bind(_, domain, body):
            yield from _shifts(domain, i)
            yield from _shifts(body, i)


def _shift(t: Term, i: Var) -> tuple[Fraction, Term] | None:
    """The number ``c`` and the term ``r`` without ``i`` and numbers of ``i + c + r``."""
    p = polynomial(t)
    alone = ((i, 1, 0),)
    rest = {mono: c for mono, c in p.items() if mono and mono != alone}
    if p.get(alone) != 1 or any(i in a.free for mono in rest for a, _, _ in mono):
        return None
    return p.get((), Fraction(0)), render(rest)


@atom_law("sum")
def forwards(n: Normaliser, t: Term, context: Context) -> Equation | None:
    """``Σ_m^n f(m + n - i) = Σ_m^n f(i)``, when functions are applied to what falls as ``i`` grows."""
    match t:
        case Bind("sum", App("range", (low, high)), inner) if _computes(inner):
            i, body, _ = n.engine.open(t, context)
            if not _falls(body, i):
                return None
            both = App("+", (low, high))
            line = n.facts.prove(App("in", (both, App("integers"))), context)
            if line is None:
                return None
            return n.engine.by_rule(
                "sum_range_reflect", {"f": function(i, body), "m": low, "n": high}, (line,)
            )
    return None


def _falls(t: Term, i: Var) -> bool:
    """Whether functions are applied to ``r - i`` in ``t``, and nowhere to ``r + i``."""
    if any(True for _ in _shifts(t, i)):
        return False
    opposite = substitute(t, {i: App("neg", (i,))})
    return any(True for _ in _shifts(opposite, i))


def _down(n: Normaliser, i: Var, body: Term, domain: Term, line: int) -> Equation:
    """``Σ f(i) = (f(n) - f(0)) + Σ f(i - 1)``."""
    ends = _telescoped(n, i, body, domain, line)
    assert isinstance(ends.left, App)
    whole, before = ends.left.args
    split = n.engine.ring(whole, App("+", (ends.left, before)))
    return n.engine.then(split, n.engine.at(split.right, (0,), ends))


def _up(n: Normaliser, t: Term, ends: Equation) -> Equation:
    """``Σ f(i - 1) = Σ f(i) - (f(n) - f(0))``."""
    assert isinstance(ends.left, App)
    whole, _ = ends.left.args
    split = n.engine.ring(t, App("-", (whole, ends.left)))
    return n.engine.then(split, n.engine.at(split.right, (1,), ends))


def _telescoped(n: Normaliser, i: Var, body: Term, domain: Term, line: int) -> Equation:
    """``Σ f(i) - Σ f(i - 1) = f(n) - f(0)``, given that ``n`` is a natural number."""
    assert isinstance(domain, App)
    low, high = domain.args
    earlier = substitute(body, {i: App("-", (i, ONE))})
    f = function(i, body)
    apart = n.engine.by_rule("sum_sub", {"f": f, "g": function(i, earlier), "A": domain})
    member = App("in", (high, App("naturals")))
    length = App("+", (App("-", (high, low)), ONE))
    natural = n.engine.transport(line, n.engine.ring(member, App("in", (length, App("naturals")))))
    whole = n.engine.add("decide", terms=(App("in", (low, App("integers"))),))
    law = n.engine.by_rule("sum_range_sub", {"f": f, "m": low, "n": high}, (whole, natural))
    return n.engine.then(n.engine.symm(apart), law)
