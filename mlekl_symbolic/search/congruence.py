"""Equality by looking: the same up to ring arithmetic, definitions and what stands inside."""

from __future__ import annotations

from mlekl_symbolic.kernel.terms import REAL, App, Bind, Term
from mlekl_symbolic.search.engine import CheckError, Context, Engine, Equation, agree
from mlekl_symbolic.search.normal import atoms

MAX_DEPTH = 30
FUEL = 2000
"""How many pairs of terms are looked at before the search turns to other means."""


def congruent(engine: Engine, a: Term, b: Term, context: Context) -> Equation | None:
    """``a = b`` when unfolding definitions and ring arithmetic show it place by place, else None."""
    return _Looking(engine).equal(a, b, context, MAX_DEPTH)


class _Looking:
    """One comparison, which remembers the pairs that it could not match."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._fuel = FUEL
        self._failed: set[tuple[Term, Term, Context]] = set()

    def equal(self, a: Term, b: Term, context: Context, depth: int) -> Equation | None:
        if a is b:
            return Equation(a, b)
        if depth <= 0 or self._fuel <= 0 or a.sort != b.sort or (a, b, context) in self._failed:
            return None
        self._fuel -= 1
        found = self._equal(a, b, context, depth)
        if found is None:
            self._failed.add((a, b, context))
        return found

    def _equal(self, a: Term, b: Term, context: Context, depth: int) -> Equation | None:
        engine = self.engine
        if agree(a, b):
            return engine.ring(a, b)
        if not (engine.defined(a) or engine.defined(b)):
            return None
        if (found := self._inside(a, b, context, depth)) is not None:
            return found
        for one, other, way in ((a, b, 1), (b, a, -1)):
            meaning = engine.unfold(one)
            if meaning is not None:
                rest = self.equal(meaning.right, other, context, depth - 1)
                if rest is not None:
                    whole = engine.then(meaning, rest)
                    return whole if way == 1 else engine.symm(whole)
        return self._paired(a, b, context, depth) if a.sort == REAL else None

    def _inside(self, a: Term, b: Term, context: Context, depth: int) -> Equation | None:
        engine = self.engine
        match a, b:
            case App(head, xs), App(other, ys) if head == other and len(xs) == len(ys):
                parts = []
                for x, y in zip(xs, ys, strict=True):
                    part = self.equal(x, y, context, depth - 1)
                    if part is None:
                        return None
                    parts.append(part)
                return engine.args(a, parts)
            case Bind(head, domain, _), Bind(other, other_domain, _) if head == other:
                outside = self.equal(domain, other_domain, context, depth - 1)
                if outside is None:
                    return None
                out = engine.at(a, (0,), outside)
                binder = out.right
                assert isinstance(binder, Bind)
                opened, target = engine.open(binder, context), engine.open(b, context)
                if target.variable is not opened.variable:
                    return None
                body = self.equal(opened.body, target.body, opened.context, depth - 1)
                return None if body is None else engine.then(out, engine.below(binder, opened, body))
        return None

    def _paired(self, a: Term, b: Term, context: Context, depth: int) -> Equation | None:
        """Match the atoms of two ring expressions one to one where they differ."""
        engine = self.engine
        mine, yours = dict.fromkeys(atoms(a)), dict.fromkeys(atoms(b))
        left = [x for x in mine if x not in yours]
        right = [y for y in yours if y not in mine]
        if not left or (len(left) == 1 and left[0] is a):
            return None
        known: list[Equation] = []
        for x in left:
            found = next((e for y in right if (e := self.equal(x, y, context, depth - 5))), None)
            if found is None and x.sort == REAL and not isinstance(x, Bind):
                found = engine.unfold(x)
            if found is not None:
                known.append(found)
        if not known:
            return None
        try:
            return engine.ring(a, b, known)
        except CheckError:
            return None
