"""Equality by looking: the same up to ring arithmetic, definitions and what stands inside."""

from __future__ import annotations

from mlekl_symbolic.kernel.ring import polynomial
from mlekl_symbolic.kernel.terms import REAL, App, Bind, Term
from mlekl_symbolic.search.engine import CheckError, Context, Engine, Equation
from mlekl_symbolic.search.normal import atoms

MAX_DEPTH = 30


def congruent(engine: Engine, a: Term, b: Term, context: Context, depth: int = MAX_DEPTH) -> Equation | None:
    """``a = b`` when unfolding definitions and ring arithmetic show it place by place, else None."""
    if a is b:
        return Equation(a, b)
    if depth <= 0 or a.sort != b.sort:
        return None
    try:
        return engine.ring(a, b)
    except CheckError:
        pass
    if (found := _inside(engine, a, b, context, depth)) is not None:
        return found
    for one, other, way in ((a, b, 1), (b, a, -1)):
        meaning = engine.unfold(one)
        if meaning is not None:
            rest = congruent(engine, meaning.right, other, context, depth - 1)
            if rest is not None:
                whole = engine.then(meaning, rest)
                return whole if way == 1 else engine.symm(whole)
    return _paired(engine, a, b, context, depth) if a.sort == REAL else None


def _inside(engine: Engine, a: Term, b: Term, context: Context, depth: int) -> Equation | None:
    match a, b:
        case App(head, xs), App(other, ys) if head == other and len(xs) == len(ys):
            parts = []
            for x, y in zip(xs, ys, strict=True):
                part = congruent(engine, x, y, context, depth - 1)
                if part is None:
                    return None
                parts.append(part)
            return engine.args(a, parts)
        case Bind(head, domain, _), Bind(other, other_domain, _) if head == other:
            outside = congruent(engine, domain, other_domain, context, depth - 1)
            if outside is None:
                return None
            out = engine.at(a, (0,), outside)
            binder = out.right
            assert isinstance(binder, Bind)
            opened = engine.open(binder, context)
            target = engine.open(Bind(b.head, b.domain, b.body), context)
            if target.variable is not opened.variable:
                return None
            body = congruent(engine, opened.body, target.body, opened.context, depth - 1)
            return None if body is None else engine.then(out, engine.below(binder, opened, body))
    return None


def _paired(engine: Engine, a: Term, b: Term, context: Context, depth: int) -> Equation | None:
    """Match the atoms of two ring expressions one to one where they differ."""
    mine, yours = dict.fromkeys(atoms(a)), dict.fromkeys(atoms(b))
    left = [x for x in mine if x not in yours]
    right = [y for y in yours if y not in mine]
    if not left or (len(left) == 1 and left[0] is a):
        return None
    known: list[Equation] = []
    for x in left:
        meaning = engine.unfold(x)
        if meaning is not None and x.sort == REAL and not isinstance(x, Bind):
            e = next((f for y in right if (f := congruent(engine, x, y, context, depth - 5))), None)
            known.append(e or meaning)
            continue
        for y in right:
            found = congruent(engine, x, y, context, depth - 5)
            if found is not None:
                known.append(found)
                break
    if not known:
        return None
    try:
        polynomial(a)
        return engine.ring(a, b, known)
    except CheckError:
        return None
