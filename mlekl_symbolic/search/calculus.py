"""Differentiating: a derivative is read off the formula, and the kernel lines that prove it are written.

A formula is taken apart from the outside; what cannot be taken apart is looked for among the
hypotheses, and last a formula is simplified near the point before it is tried once more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from mlekl_symbolic.kernel.decide import numerals
from mlekl_symbolic.kernel.ring import canonical
from mlekl_symbolic.kernel.terms import (
    App,
    Bind,
    Num,
    Term,
    Var,
    apply,
    fresh,
    lam,
    open_binder,
    substitute,
)
from mlekl_symbolic.search.clauses import Clause, realise
from mlekl_symbolic.search.engine import CheckError, Context, Equation
from mlekl_symbolic.search.facts import Facts, fact_law, nonzero, positive
from mlekl_symbolic.search.match import matches
from mlekl_symbolic.search.normal import Normaliser, early_law

ONE = Num(1)


class Slope(NamedTuple):
    """A line that proves ``has_derivative(f, x, value)``."""

    line: int
    value: Term


def function_of(s: Var, u: Term) -> Term:
    """The function of ``s`` with value ``u``, written as an author's is: ``f`` itself for ``f(s)``."""
    match u:
        case App("@", (Var() as f, argument)) if argument is s:
            return f
    return lam((s,), u)


class _Search:
    """The search for derivatives at one point."""

    def __init__(self, n: Normaliser, x: Term, context: Context) -> None:
        self.n = n
        self.engine = n.engine
        self.x = x
        self.context = context
        places = context.derived.setdefault("slopes", {})
        self.known: dict[tuple[Var, Term], Slope | None] = places.setdefault(x, {})  # type: ignore[attr-defined]

    def of(self, f: Term) -> Iterator[Slope]:
        """The derivative of ``f``, in as many forms as are found."""
        s = fresh("t", f.free | self.x.free | self.context.variables)
        u = apply(f, s)
        for way in (self.formula, self._simplified):
            if (found := way(s, u)) is not None:
                yield found

    def formula(self, s: Var, u: Term) -> Slope | None:
        """The derivative of the function of ``s`` with value ``u``."""
        if (s, u) not in self.known:
            try:
                self.known[s, u] = self._formula(s, u)
            except CheckError:
                self.known[s, u] = None
        return self.known[s, u]

    def _formula(self, s: Var, u: Term) -> Slope | None:  # noqa: C901 - one case for each rule
        if s not in u.free:
            return self._by("has_deriv_const", {"c": u})
        match u:
            case Var():
                return self._by("has_deriv_id", {})
            case App("neg", (a,)):
                return self._of_parts("has_deriv_neg", s, (a,))
            case App("+", (a, b)):
                return self._of_parts("has_deriv_add", s, (a, b))
            case App("-", (a, b)):
                return self._of_parts("has_deriv_sub", s, (a, b))
            case App("*", (a, b)) if s not in a.free:
                return self._of_parts("has_deriv_const_mul", s, (b,), more={"c": a})
            case App("*", (a, b)):
                return self._of_parts("has_deriv_mul", s, (a, b))
            case App("/", (a, b)) if s not in b.free:
                turned = App("*", (App("/", (ONE, b)), a))
                return self._through(s, self.engine.ring(u, turned))
            case App("/", (_, b)):
                return self._of_parts("has_deriv_div", s, u.args, (nonzero(self._here(s, b)),))
            case App("log", (a,)):
                return self._of_parts("has_deriv_log", s, (a,), (positive(self._here(s, a)),))
            case App("exp", (a,)):
                return self._of_parts("has_deriv_exp", s, (a,))
            case App("^", (a, power)) if s not in power.free:
                return self._power(s, a, power)
            case Bind("sum", domain, _) if s not in domain.free:
                return self._sum(s, u)
            case App("@", _):
                return self._wanted(s, u, self._given(function_of(s, u)) or self._composed(s, u))
            case Bind("integral"):
                return self._wanted(s, u, self._given(function_of(s, u)))
            case App("deriv", _):
                return self._second(s, u)
            case App():
                meaning = self.engine.unfold(u)
                return None if meaning is None else self._through(s, meaning)
        return None

    def _here(self, s: Var, u: Term) -> Term:
        """The value at the point."""
        return substitute(u, {s: self.x})

    def _by(self, name: str, instance: Mapping[str, Term], uses: tuple[int, ...] = ()) -> Slope:
        line = self.engine.rule(name, {**instance, "x": self.x}, uses)
        return self._slope(line)

    def _slope(self, line: int) -> Slope:
        p = self.engine.proposition(line)
        assert isinstance(p, App)
        return Slope(line, p.args[2])

    def _of_parts(
        self, name: str, s: Var, parts: tuple[Term, ...], conditions: tuple[Term, ...] = (),
        more: Mapping[str, Term] | None = None,
    ) -> Slope | None:  # fmt: skip
        """A rule for one or two functions ``f`` and ``g`` with derivatives ``a`` and ``b``."""
        slopes = [self.formula(s, p) for p in parts]
        met = [self._want(p) for p in conditions]
        instance = dict(more or {})
        uses: list[int] = []
        for part, slope, function, value in zip(parts, slopes, "fg", "ab", strict=False):
            if slope is None:
                return None
            instance |= {function: function_of(s, part), value: slope.value}
            uses.append(slope.line)
        for line in met:
            if line is None:
                return None
            uses.append(line)
        return self._by(name, instance, tuple(uses))

    def _want(self, p: Term) -> int | None:
        """A side condition at the point, simplified by ring arithmetic where that is what is known."""
        facts, simple = self.n.facts, canonical(p)
        line = None if simple is p else facts.prove(simple, self.context)
        restated = None if line is None else facts.restate(line, p)
        return facts.want(p, self.context) if restated is None else restated

    def _power(self, s: Var, a: Term, power: Term) -> Slope | None:
        facts, here = self.n.facts, self._here(s, a)
        natural = App("in", (power, App("naturals")))
        integer = App("in", (power, App("integers")))
        ways = (
            ("has_deriv_pow", (natural,)),
            ("has_deriv_rpow", (positive(here),)),
            ("has_deriv_zpow", (integer, nonzero(here))),
        )
        for name, conditions in ways:
            if all(facts.prove(c, self.context) is not None for c in conditions):
                return self._of_parts(name, s, (a,), conditions, {"n": power})
        facts.want(positive(here), self.context)
        return None

    def _sum(self, s: Var, u: Bind) -> Slope | None:
        if numerals(u.domain) is not None:
            written = self.engine.equation(self.engine.add("enumerate", terms=(u,)))
            return self._through(s, written)
        y = fresh("a", u.free | {s} | self.x.free | self.context.variables)
        inside = self.context.child(App("in", (y, u.domain)))
        body = open_binder(u, y)
        each = _Search(self.n, self.x, inside).formula(s, body)
        if each is None:
            return None
        line = self.engine.add("gen", each.line, terms=(u.domain,), variables=(y,))
        instance = {"f": lam((s, y), body), "g": lam((y,), each.value), "A": u.domain}
        return self._by("has_deriv_sum", instance, (line,))

    def _through(self, s: Var, e: Equation) -> Slope | None:
        """The derivative of ``e.left`` from that of ``e.right``, both functions of ``s``."""
        found = self.formula(s, e.right)
        if found is None or e.line is None:
            return found
        whole = App("has_derivative", (lam((s,), e.left), self.x, found.value), "prop")
        back = self.engine.symm(self.engine.at(whole, (0, 1), e, (s,)))
        return Slope(self.engine.transport(found.line, back), found.value)

    def _given(self, f: Term) -> Slope | None:
        """A derivative that the hypotheses speak of."""
        for clause in self.n.facts.clauses(self.context):
            match clause.conclusion:
                case App("has_derivative" | "differentiable" as head, (g, x, *_)):
                    line = self._realised(clause, (g, f), (x, self.x))
                    if line is None:
                        continue
                    if head == "differentiable":
                        meaning = self.engine.unfold(self.engine.proposition(line))
                        assert meaning is not None
                        line = self.engine.transport(line, meaning)
                    return self._slope(line)
        return None

    def _wanted(self, s: Var, u: Term, slope: Slope | None) -> Slope | None:
        """The slope of ``u``; where there is none, it is remembered that nothing is known of it."""
        if slope is None:
            self.n.facts.want(App("differentiable", (function_of(s, u), self.x), "prop"), self.context)
        return slope

    def _realised(self, clause: Clause, *pairs: tuple[Term, Term]) -> int | None:
        found: list[Mapping[Var, Term]] = [{}]
        for pattern, t in pairs:
            found = [more for one in found for more in matches(pattern, t, clause.metas, one)]
        for instance in found:
            if clause.metas <= set(instance):
                line = realise(clause, instance, self.engine, lambda p: self.n.facts.prove(p, self.context))
                if line is not None:
                    return line
        return None

    def _composed(self, s: Var, u: App) -> Slope | None:
        """The chain rule for ``f(g(s))`` with a function ``f`` that the hypotheses speak of."""
        f, *arguments = u.args
        moving = [k for k, a in enumerate(arguments) if s in a.free]
        if len(moving) != 1 or arguments[moving[0]] is s or s in f.free:
            return None
        (k,) = moving
        inner = arguments[k]
        outer = function_of(s, App("@", (f, *arguments[:k], s, *arguments[k + 1 :])))
        first = _Search(self.n, self._here(s, inner), self.context)._given(outer)
        second = self.formula(s, inner)
        if first is None or second is None:
            return None
        instance = {"f": outer, "g": function_of(s, inner), "a": first.value, "b": second.value}
        return self._by("has_deriv_comp", instance, (first.line, second.line))

    def _second(self, s: Var, u: App) -> Slope | None:
        """The derivative of a derivative, once that has been found near the point, or as it is supposed."""
        f, y = u.args
        if (e := derivative(self.n, f, y, self.context)) is not None:
            return self._through(s, e)
        for low, high, line in self._around():
            inside = self.context.child(App("in", (s, App("ioo", (low, high)))))
            if (e := derivative(self.n, f, y, inside)) is not None:
                return self._near(s, e, low, high, line)
        return self._wanted(s, u, self._given(function_of(s, u)))

    def _around(self) -> Iterator[tuple[Term, Term, int]]:
        """Open intervals that the point is known to lie in, each with a line that says so."""
        for fact in self.context.facts:
            match fact:
                case App("in", (x, App("ioo", (low, high)))) if x is self.x:
                    yield low, high, self.engine.assume(fact)
                case App("in", (x, App("ioi", (low,)))) if x is self.x:
                    yield from self._between(low)
                case App("<", (low, x)) if x is self.x:
                    yield from self._between(low)
        yield from self._from_both_sides()

    def _from_both_sides(self) -> Iterator[tuple[Term, Term, int]]:
        """Open intervals that the point is known to lie in by two comparisons."""
        compared = [f.args for f in self.context.facts if isinstance(f, App) and f.head == "<"]
        lows, highs = ([p[k] for p in compared if p[1 - k] is self.x] for k in (0, 1))
        for low in lows:
            for high in highs:
                line = self.n.facts.prove(App("in", (self.x, App("ioo", (low, high)))), self.context)
                if line is not None:
                    yield low, high, line

    def _between(self, low: Term) -> Iterator[tuple[Term, Term, int]]:
        high = App("+", (self.x, ONE))
        line = self.n.facts.prove(App("in", (self.x, App("ioo", (low, high)))), self.context)
        if line is not None:
            yield low, high, line

    def _near(self, s: Var, e: Equation, low: Term, high: Term, member: int) -> Slope | None:
        """The derivative of ``e.left`` from that of ``e.right``, which it equals near the point."""
        found = self.formula(s, e.right)
        if found is None or e.line is None:
            return found
        around = App("ioo", (low, high))
        same = self.engine.add("gen", e.line, terms=(around,), variables=(s,))
        instance = {
            "f": function_of(s, e.left), "g": function_of(s, e.right), "a": low, "b": high, "d": found.value,
        }  # fmt: skip
        return self._by("has_deriv_congr", instance, (found.line, member, same))

    def _simplified(self, s: Var, u: Term) -> Slope | None:
        """The derivative of the normal form near the point."""
        if (found := self._through_normal(s, u)) is not None:
            return found
        for low, high, line in self._around():
            inside = self.context.child(App("in", (s, App("ioo", (low, high)))))
            e = self.n.normal(u, inside)
            if e.changes and (found := self._near(s, e, low, high, line)) is not None:
                return found
        return None

    def _through_normal(self, s: Var, u: Term) -> Slope | None:
        e = self.n.normal(u, self.context)
        try:
            return self._through(s, e) if e.changes else None
        except CheckError:
            return None


def slope(n: Normaliser, f: Term, x: Term, context: Context) -> Slope | None:
    """A derivative of ``f`` at ``x``, as it comes, with the line that proves it."""
    return next(_Search(n, x, context).of(f), None)


def derivative(n: Normaliser, f: Term, x: Term, context: Context) -> Equation | None:
    """``deriv f x`` equals the derivative that was found."""
    found = slope(n, f, x, context)
    if found is None or found.value is App("deriv", (f, x)):
        return None
    return n.engine.by_rule("deriv_eq", {"f": f, "x": x, "d": found.value}, (found.line,))


@early_law("deriv")
def differentiated(n: Normaliser, t: Term, context: Context) -> Equation | None:
    """A derivative is worked out."""
    assert isinstance(t, App)
    return derivative(n, t.args[0], t.args[1], context)


@fact_law("has_derivative")
def has_this_derivative(facts: Facts, goal: App, context: Context) -> int | None:
    """A function has the derivative that is claimed."""
    n, (f, x, d) = facts.normaliser, goal.args
    if n is None:
        return None
    for found in _Search(n, x, context).of(f):
        if (same := n.equal(found.value, d, context)) is not None:
            return n.engine.transport(found.line, n.engine.at(n.engine.proposition(found.line), (2,), same))
    return None


@fact_law("differentiable")
def is_differentiable(facts: Facts, goal: App, context: Context) -> int | None:
    """A function whose derivative can be worked out has one."""
    n, (f, x) = facts.normaliser, goal.args
    meaning = facts.engine.unfold(goal)
    found = None if n is None else slope(n, f, x, context)
    if meaning is None or found is None:
        return None
    engine = facts.engine
    known = engine.by_rule("deriv_eq", {"f": f, "x": x, "d": found.value}, (found.line,))
    wanted = engine.at(meaning.right, (2,), known)
    line = engine.transport(found.line, engine.symm(wanted))
    return engine.transport(line, engine.symm(meaning))
