"""Discharging side conditions: signs, membership, finiteness, and whatever the givens say.

Goals are tried, in this order, against the hypotheses, by looking at numbers, by the shape of the
term, by the rules whose conclusion fits, and by linear arithmetic over the hypotheses.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import TYPE_CHECKING

from mlekl_symbolic.kernel.decide import numerals
from mlekl_symbolic.kernel.ring import Polynomial, polynomial
from mlekl_symbolic.kernel.terms import REAL, App, Bind, Num, Term, Var, close_binder, substitute
from mlekl_symbolic.kernel.theory import Axiom
from mlekl_symbolic.search.clauses import Clause, clauses, readings, realise
from mlekl_symbolic.search.engine import CheckError, Context, Engine
from mlekl_symbolic.search.linear import gap, solve
from mlekl_symbolic.search.match import matches
from mlekl_symbolic.search.patterns import Pattern, pattern

if TYPE_CHECKING:
    from mlekl_symbolic.search.normal import Normaliser

ZERO = Num(0)
DEPTH = 12
GENERAL = 4
"""What it costs to use a rule that fits any goal of its relation."""
# Rules whose premises mention what the conclusion does not; `_consequences` runs them forwards.
FORWARD = {
    "ioo": (("lt_of_ioo", ("t", "a", "b")), ("ioo_lt", ("t", "a", "b"))),
    "icc": (("le_of_icc", ("t", "a", "b")), ("icc_le", ("t", "a", "b"))),
    "ioi": (("lt_of_ioi", ("t", "a")),),
    "range": (("le_of_range", ("i", "m", "n")), ("range_le", ("i", "m", "n")),
              ("integer_of_range", ("i", "m", "n"))),
    "naturals": (("natural_nonneg", ("n",)), ("integer_of_natural", ("n",))),
}  # fmt: skip


def positive(t: Term) -> Term:
    """``0 < t``."""
    return App("<", (ZERO, t))


def nonzero(t: Term) -> Term:
    """``t ≠ 0``."""
    return App("not", (App("=", (t, ZERO)),))


class Facts:
    """Proves side conditions in an engine's script."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.missing: dict[Term, None] = {}
        self.normaliser: Normaliser | None = None
        self._normalising = False
        self._rules: dict[tuple[str, ...], list[Pattern]] = {}
        for a in engine.theory.axioms.values():
            if _is_fact(a.conclusion) and _determined(a):
                p = pattern(a)
                self._rules.setdefault(_shape(p.conclusion, frozenset(p.metas)), []).append(p)
        self._clauses: dict[Term, tuple[Clause, ...]] = {}

    def prove(self, goal: Term, context: Context, depth: int = DEPTH) -> int | None:
        """A line proving ``goal`` from the hypotheses of ``context``, or None."""
        place: Context | None = context
        while place is not None:
            if (known := place.proved.get(goal)) is not None:
                return known
            place = place.parent
        if goal in context.proved or depth <= 0:
            return None
        context.proved[goal] = None
        found = self._prove(goal, context, depth)
        if found is None and (depth < DEPTH or self._normalising):
            # A goal that failed only for lack of depth or of a way may be tried again from the top.
            del context.proved[goal]
        else:
            context.proved[goal] = found
        return found

    def want(self, goal: Term, context: Context) -> int | None:
        """`prove`, remembering a failure as a condition that was missing."""
        line = self.prove(goal, context)
        if line is None:
            self.missing.setdefault(goal)
        return line

    def _prove(self, goal: Term, context: Context, depth: int) -> int | None:
        if goal in context.facts:
            return self.engine.assume(goal)
        try:
            return self.engine.add("decide", terms=(goal,))
        except CheckError:
            pass
        ways = (
            self._by_logic, self._by_givens, self._by_shape, self._by_rules, self._by_linear,
            self._by_letters, self._by_normal_form,
        )  # fmt: skip
        for way in ways:
            line = way(goal, context, depth)
            if line is not None:
                return line
        return None

    def _by_normal_form(self, goal: Term, context: Context, depth: int) -> int | None:
        """A comparison of the normal forms, when those are different terms."""
        if self.normaliser is None or self._normalising or not isinstance(goal, App):
            return None
        if goal.head not in ("<", "<=") or depth < DEPTH:
            return None
        self._normalising = True
        try:
            left, right = (self.normaliser.normal(a, context) for a in goal.args)
        finally:
            self._normalising = False
        other = App(goal.head, (left.right, right.right))
        if other is goal or (line := self.prove(other, context, depth - 1)) is None:
            return None
        if left.line is not None:
            line = self.engine.add("trans", left.line, line)
        back = self.engine.symm(right)
        return line if back.line is None else self.engine.add("trans", line, back.line)

    def _by_logic(self, goal: Term, context: Context, depth: int) -> int | None:
        engine = self.engine
        match goal:
            case App("and", (a, b)):
                one = self.prove(a, context, depth)
                other = None if one is None else self.prove(b, context, depth)
                return None if one is None or other is None else engine.add("conj", one, other)
            case App("imp", (a, b)):
                line = self.prove(b, context.child(a), depth)
                return None if line is None else engine.add("discharge", line, terms=(a,))
            case Bind("all", domain, _):
                opened = engine.open(goal, context)
                line = self.prove(opened.body, opened.context, depth)
                if line is None:
                    return None
                return engine.add("gen", line, terms=(domain,), variables=(opened.variable,))
            case App("=", (a, b)) if a.sort != "prop":
                return engine.add("refl", terms=(a,)) if a is b else None
        return None

    def clauses(self, context: Context) -> Iterable[Clause]:
        """The clauses of all hypotheses of a context."""
        for fact in context.facts:
            if fact not in self._clauses:
                self._clauses[fact] = clauses(fact, self.engine)
            yield from self._clauses[fact]

    def _by_givens(self, goal: Term, context: Context, depth: int) -> int | None:
        for clause in self.clauses(context):
            for found in readings(clause, goal):
                line = realise(
                    clause, found, self.engine, lambda p: self.prove(p, context, depth - 1)
                )
                if line is not None:
                    got = self.engine.proposition(line)
                    return line if got is goal else self._restate(line, goal)
        return None

    def _restate(self, line: int, goal: Term) -> int | None:
        try:
            return self.engine.transport(line, self.engine.ring(self.engine.proposition(line), goal))
        except CheckError:
            return None

    def _by_shape(self, goal: Term, context: Context, depth: int) -> int | None:
        match goal:
            case App("<" | "<=", (Num(), _)):
                return self._below(goal, context, depth)
            case App("in", (t, App("range", (m, n)))):
                return self._in_range(t, m, n, goal, context, depth)
            case App("not", (App("=", (a, b)),)) if a.sort == REAL:
                return self._differs(a, b, context, depth)
        return None

    def _differs(self, a: Term, b: Term, context: Context, depth: int) -> int | None:
        """``a ≠ b`` from their order, or from another inequality of the same kind."""
        for low, high in ((a, b), (b, a)):
            line = self._by_linear(App("<", (low, high)), context, depth)
            if line is not None:
                less = self.engine.rule("ne_of_lt", {"a": low, "b": high}, (line,))
                return less if low is a else self.engine.rule("ne_symm", {"a": a, "b": b}, (less,))
        want = polynomial(App("-", (a, b)))
        for fact in context.facts:
            match fact:
                case App("not", (App("=", (c, d)),)) if c.sort == REAL:
                    factor = _ratio(want, polynomial(App("-", (c, d))))
                    if factor is not None:
                        return self._proportional(a, b, c, d, Num(factor), self.engine.assume(fact))
        return None

    def _proportional(self, a: Term, b: Term, c: Term, d: Term, k: Num, line: int) -> int:
        left, right = App("-", (a, b)), App("*", (k, App("-", (c, d))))
        uses = (
            self.engine.add("decide", terms=(nonzero(k),)),
            line,
            self.engine.add("ring", terms=(left, right)),
        )
        return self.engine.rule("ne_of_proportional", {"a": a, "b": b, "c": c, "d": d, "k": k}, uses)

    def _by_letters(self, goal: Term, context: Context, depth: int) -> int | None:
        """A goal about an element of an explicit list holds when it does for each element."""
        if depth < DEPTH - 2:
            return None
        for t in arguments_of_deltas(goal):
            for domain in self.explicit(t, context):
                member = self.prove(App("in", (t, domain)), context, depth - 1)
                if member is None:
                    continue
                z = Var("§z")
                everywhere = close_binder("all", z, domain, replaced(goal, t, z))
                written = self.engine.equation(self.engine.add("enumerate", terms=(everywhere,)))
                each = self.prove(written.right, context, depth - 1)
                if each is not None:
                    line = self.engine.transport(each, self.engine.symm(written))
                    return self.engine.add("spec", line, member)
        return None

    def explicit(self, t: Term, context: Context) -> Iterable[Term]:
        """Explicit lists that some hypothesis puts ``t`` into."""
        for clause in self.clauses(context):
            match clause.conclusion:
                case App("in", (_, domain)) if numerals(domain) is not None:
                    if any(readings(clause, App("in", (t, domain)))):
                        yield domain

    def _in_range(
        self, t: Term, m: Term, n: Term, goal: Term, context: Context, depth: int
    ) -> int | None:
        wanted = (App("in", (t, App("integers"))), App("<=", (m, t)), App("<=", (t, n)))
        lines = [self.prove(w, context, depth - 1) for w in wanted]
        if any(line is None for line in lines):
            return None
        return self.engine.rule("mem_range", {"i": t, "m": m, "n": n}, [x for x in lines if x is not None])

    def _below(self, goal: App, context: Context, depth: int) -> int | None:
        """``c ≤ t`` or ``c < t`` by what ``t`` is: a sum with one large term, a delta, a definition."""
        engine = self.engine
        c, t = goal.args
        if isinstance(t, Bind) and t.head == "sum":
            return self._below_sum(goal, t, context, depth)
        meaning = engine.unfold(t)
        if meaning is None and isinstance(t, App) and t.head == "delta" and t.args[0] is t.args[1]:
            meaning = engine.by_rule("delta_self", {"a": t.args[0]})
        if meaning is None or meaning.line is None:
            return None
        line = self.prove(App(goal.head, (c, meaning.right)), context, depth)
        if line is None:
            return None
        back = engine.symm(meaning)
        assert back.line is not None
        return engine.add("trans", line, back.line)

    def _below_sum(self, goal: App, t: Bind, context: Context, depth: int) -> int | None:
        """A sum of nonnegative terms of which one is large enough."""
        engine = self.engine
        x = engine.open(t, context)
        f = close_binder("lam", x.variable, App("reals"), x.body)
        for member in context.facts:
            if not (isinstance(member, App) and member.head == "in" and member.args[1] is t.domain):
                continue
            a = member.args[0]
            value = substitute(x.body, {x.variable: a})
            one = self.prove(App(goal.head, (goal.args[0], value)), context, depth - 1)
            if one is None:
                continue
            wanted = (
                close_binder("all", x.variable, t.domain, App("<=", (ZERO, x.body))),
                member,
                App("finite", (t.domain,)),
            )
            uses = [self.prove(w, context, depth - 1) for w in wanted]
            if any(u is None for u in uses):
                return None
            least = engine.rule(
                "single_le_sum", {"f": f, "A": t.domain, "a": a}, [u for u in uses if u is not None]
            )
            return engine.add("trans", one, least)
        return None

    def _by_rules(self, goal: Term, context: Context, depth: int) -> int | None:
        """The rules that fit the shape of the goal, then the general ones, which cost more."""
        for key in _keys(goal):
            cost = 1 if "?" not in key else GENERAL
            if depth <= cost:
                continue
            for rule in self._rules.get(key, ()):
                line = self._by_rule(rule, goal, context, depth - cost)
                if line is not None:
                    return line
        return None

    def _by_rule(self, rule: Pattern, goal: Term, context: Context, depth: int) -> int | None:
        metas = frozenset(rule.metas)
        for found in matches(rule.conclusion, goal, metas, {}):
            if set(found) != metas:
                continue
            uses: list[int] = []
            for side in rule.where:
                line = self.prove(substitute(side, found), context, depth)
                if line is None:
                    break
                uses.append(line)
            else:
                line = self.engine.rule(rule.name, rule.instance(found), uses)
                return line if self.engine.proposition(line) is goal else self._restate(line, goal)
        return None

    def order(self, context: Context) -> tuple[int, ...]:
        """Lines with the comparisons that the hypotheses contain or entail at once."""
        if "order" not in context.derived:
            lines: list[int] = list(self.order(context.parent)) if context.parent else []
            old = context.parent.facts if context.parent else ()
            for fact in context.facts:
                if fact not in old:
                    lines += self._consequences(fact, context)
            context.derived["order"] = tuple(lines)
        return context.derived["order"]  # type: ignore[return-value]

    def _consequences(self, fact: Term, context: Context) -> list[int]:
        match fact:
            case App("<" | "<=", _):
                return [self.engine.assume(fact)]
            case App("in", (t, App(head, args))) if head in FORWARD:
                out = []
                for name, metas in FORWARD[head]:
                    instance = dict(zip(metas, (t, *args), strict=True))
                    line = self.engine.rule(name, instance, (self.engine.assume(fact),))
                    context.proved.setdefault(self.engine.proposition(line), line)
                    if name in ("natural_nonneg",):
                        out += self._at_least_one(t, line, context)
                    out.append(line)
                return [n for n in out if self.engine.proposition(n).head in ("<", "<=")]  # type: ignore[attr-defined]
        return []

    def _at_least_one(self, t: Term, line: int, context: Context) -> list[int]:
        above = App("<", (ZERO, t))
        if above not in context.facts:
            return []
        member = self.engine.assume(App("in", (t, App("naturals"))))
        return [self.engine.rule("one_le_of_natural", {"n": t}, (member, self.engine.assume(above)))]

    def _by_linear(self, goal: Term, context: Context, depth: int) -> int | None:
        """One comparison among the hypotheses, scaled, plus a constant; or the sum of two."""
        if not (isinstance(goal, App) and goal.head in ("<", "<=")):
            return None
        want = gap(goal)
        terms = {m for m in want if m}
        known = [(line, g) for line, g in self._gaps(context) if not terms.isdisjoint(g)]
        for n in range(len(known)):
            for chosen in (known[n : n + 1], *([known[n], other] for other in known[n + 1 :])):
                factors = solve([g for _, g in chosen], want)
                if factors is not None and all(c > 0 for c in factors):
                    line = self._linear(goal, [line for line, _ in chosen], factors)
                    if line is not None:
                        return line
        return None

    def _gaps(self, context: Context) -> list[tuple[int, Polynomial]]:
        if "gaps" not in context.derived:
            order = self.order(context)
            context.derived["gaps"] = [(line, gap(self.engine.proposition(line))) for line in order]
        return context.derived["gaps"]  # type: ignore[return-value]

    def _linear(self, goal: Term, lines: list[int], factors: list[Fraction]) -> int | None:
        try:
            return self.engine.add("linear", *lines, terms=(goal, *map(Num, factors)))
        except CheckError:
            return None


def _ratio(p: Polynomial, q: Polynomial) -> Fraction | None:
    """The number ``k`` with ``p = k q``, when there is one other than zero."""
    if not p or p.keys() != q.keys():
        return None
    ratios = {c / q[m] for m, c in p.items()}
    return ratios.pop() if len(ratios) == 1 else None


def replaced(t: Term, old: Term, new: Term) -> Term:
    """``t`` with every occurrence of ``old`` turned into ``new``."""
    if t is old:
        return new
    match t:
        case App(head, args):
            return App(head, tuple(replaced(a, old, new) for a in args), t.sort)
        case Bind(head, domain, body):
            return Bind(head, replaced(domain, old, new), replaced(body, old, new))
    return t


def arguments_of_deltas(t: Term) -> list[Term]:
    """What is compared with a number by some delta of ``t``, outside binders."""
    found: dict[Term, None] = {}
    stack = [t]
    while stack:
        here = stack.pop()
        match here:
            case App("delta", (Num(), x)) | App("delta", (x, Num())) if not isinstance(x, Num):
                found[x] = None
            case App(_, args):
                stack.extend(args)
    return [x for x in found if x.level == 0]


def _determined(a: Axiom) -> bool:
    """Whether the conclusion of an axiom fixes all its metavariables."""
    return frozenset().union(*(p.free for _, p in a.where)) <= a.conclusion.free


def _head(t: Term, metas: frozenset[Var]) -> str:
    match t:
        case Var():
            return "?" if t in metas else "var"
        case Num(value):
            return str(value)
        case App("@", (Var() as f, *_)) if f in metas:
            return "?"
        case App(head, _) | Bind(head, _, _):
            return head
    return "var"


def _shape(p: Term, metas: frozenset[Var]) -> tuple[str, ...]:
    """What an index of rules goes by: the relation and the heads of its sides."""
    match p:
        case App("not", (inner,)):
            return ("not", *_shape(inner, metas))
        case App(head, args):
            return (head, *(_head(a, metas) for a in args))
    return ()


def _keys(goal: Term) -> list[tuple[str, ...]]:
    """The shapes of rules that may conclude ``goal``, the most special first."""
    match _shape(goal, frozenset()):
        case (head, one):
            return [(head, one), (head, "?")]
        case (*prefix, one, other) if prefix:
            return [(*prefix, a, b) for a, b in ((one, other), ("?", other), (one, "?"), ("?", "?"))]
    return []


def _is_fact(p: Term) -> bool:
    match p:
        case App("<" | "<=" | "in" | "finite", _) | App("not", (App("=", _),)):
            return True
    return False

