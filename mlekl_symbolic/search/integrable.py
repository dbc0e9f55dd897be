"""What is integrable: multiples and sums of what the hypotheses or a rule say is.

A body in normal form is taken apart into terms that are integrable by themselves and, where the
hypotheses speak of sums only, into multiples of those sums.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product as choices
from typing import NamedTuple

from mlekl_symbolic.kernel.ring import ONE as UNIT
from mlekl_symbolic.kernel.ring import (
    Monomial,
    Polynomial,
    add,
    multiply,
    polynomial,
    render,
    render_monomial,
)
from mlekl_symbolic.kernel.terms import (
    REAL,
    App,
    Bind,
    Num,
    Term,
    Var,
    close_binder,
    lam,
    open_binder,
    substitute,
)
from mlekl_symbolic.search.clauses import Clause, realise
from mlekl_symbolic.search.engine import CheckError, Context, Equation
from mlekl_symbolic.search.facts import nonzero
from mlekl_symbolic.search.monomials import product, without
from mlekl_symbolic.search.normal import Normaliser

Coefficients = dict[Monomial, Polynomial]
"""A polynomial by what depends on the variable: the factors in front, which do not."""


class Part(NamedTuple):
    """A term ``constant · body``, with a line that says that the body is integrable."""

    constant: Term
    body: Term
    line: int


def integrable(domain: Term, x: Var, body: Term) -> Bind:
    """``body`` is integrable in ``x`` over ``domain``."""
    return close_binder("integrable", x, domain, body)


def by_variable(p: Polynomial, x: Var) -> Coefficients:
    """``p`` with what is free of ``x`` gathered in front."""
    out: Coefficients = {}
    for mono, c in p.items():
        bound = tuple(m for m in mono if x in m[0].free)
        free = tuple(m for m in mono if x not in m[0].free)
        out[bound] = add(out.get(bound, {}), {free: c})
    return {bound: c for bound, c in out.items() if c}


def prove(n: Normaliser, goal: Bind, context: Context) -> int | None:
    """A line that proves that something is integrable, or None."""
    engine = n.engine
    opened = engine.open(goal, context)
    body = n.normal(opened.body, opened.context)
    parts, rest = parted(n, goal.domain, opened.variable, polynomial(body.right), context)
    if rest:
        return None
    line = together(n, goal.domain, opened.variable, parts, body.right)
    shaped = engine.below(goal, opened, body)
    return engine.transport(line, engine.symm(shaped))


def parted(
    n: Normaliser, domain: Term, x: Var, p: Polynomial, context: Context
) -> tuple[list[Part], Polynomial]:
    """``p`` as parts that are integrable, and what is left and not known to be."""
    parts: list[Part] = []
    left: Coefficients = {}
    for bound, c in by_variable(p, x).items():
        line = alone(n, domain, x, bound, context)
        if line is None:
            left[bound] = c
        else:
            parts.append(Part(render(c), render_monomial(bound, Fraction(1)), line))
    for known in sums_known(n, domain, context):
        theirs = by_variable(polynomial(open_binder(known.body, x)), x)
        factor = _quotient(left.get(known.pivot(x)), theirs[known.pivot(x)])
        if factor is not None:
            left = _less(left, theirs, factor)
            parts.append(Part(render(factor), open_binder(known.body, x), known.line))
    rest: Polynomial = {}
    for bound, c in left.items():
        rest = add(rest, multiply({bound: Fraction(1)}, c))
    return parts, rest


def _quotient(a: Polynomial | None, b: Polynomial) -> Polynomial | None:
    """``a / b`` for a number ``b``; None when there is no ``a`` or ``b`` is not a number."""
    if not a or set(b) != set(UNIT):
        return None
    return {m: c / b[()] for m, c in a.items()}


def _less(a: Coefficients, b: Coefficients, factor: Polynomial) -> Coefficients:
    out = dict(a)
    for bound, c in b.items():
        out[bound] = add(out.get(bound, {}), multiply(factor, c), -1)
    return {bound: c for bound, c in out.items() if c}


def together(n: Normaliser, domain: Term, x: Var, parts: list[Part], whole: Term) -> int:
    """A line that says that ``whole``, the sum of the parts by ring arithmetic, is integrable."""
    engine = n.engine
    line, total = engine.rule("integrable_zero", {"A": domain}), Num(0)
    made: Term = total
    for k, part in enumerate(parts):
        one = scaled(n, domain, x, part)
        term = product(part.constant, part.body)
        if k == 0:
            line, made = one, term
            continue
        instance = {"f": lam((x,), made), "g": lam((x,), term), "A": domain}
        line, made = engine.rule("integrable_add", instance, (line, one)), App("+", (made, term))
    return restated(n, domain, x, made, whole, line)


def scaled(n: Normaliser, domain: Term, x: Var, part: Part) -> int:
    """A line that says that a part is integrable, its constant included."""
    instance = {"c": part.constant, "f": lam((x,), part.body), "A": domain}
    return n.engine.rule("integrable_const_mul", instance, (part.line,))


def restated(n: Normaliser, domain: Term, x: Var, made: Term, whole: Term, line: int) -> int:
    """From a line about ``made`` the same about ``whole``, equal by ring arithmetic."""
    shaped = n.engine.at(integrable(domain, x, made), (1,), n.engine.ring(made, whole), (x,))
    return n.engine.transport(line, shaped)


# Single terms ----------------------------------------------------------------------------------


def alone(n: Normaliser, domain: Term, x: Var, bound: Monomial, context: Context) -> int | None:
    """A line that says that a monomial is integrable, without regard to other terms."""
    body = render_monomial(bound, Fraction(1))
    goal = integrable(domain, x, body)
    for known in terms_known(n, domain, context):
        if known.body is goal:
            return known.line
    for way in (_at_one_point, _under_a_density, _of_finitely_many):
        line = way(n, domain, x, bound, context)
        if line is not None:
            return line
    return None


def _at_one_point(n: Normaliser, domain: Term, x: Var, bound: Monomial, _context: Context) -> int | None:
    for d, up, _ in bound:
        a = other_end(d, x) if up else None
        if a is None:
            continue
        rest = without(bound, d, 1, 0)
        line = n.engine.rule("integrable_delta", {"a": a, "f": lam((x,), rest), "A": domain})
        made = product(App("delta", (x, a)), rest)
        return restated(n, domain, x, made, render_monomial(bound, Fraction(1)), line)
    return None


def other_end(d: Term, x: Var) -> Term | None:
    """What a delta compares ``x`` with."""
    match d:
        case App("delta", (a, b)) if (a is x) != (b is x):
            other = b if a is x else a
            return None if x in other.free else other
    return None


class Moment(NamedTuple):
    """A power of the variable under a density that is known by formula."""

    density: App
    power: int


def moment(bound: Monomial, x: Var) -> Moment | None:
    """A monomial read as a density with constant parameters times a power of ``x``."""
    power, density = 0, None
    for a, up, down in bound:
        match a:
            case Var() if a is x and not down:
                power = up
            case App(_, (*parameters, last)) if last is x and (up, down) == (1, 0) and density is None:
                if any(x in q.free for q in parameters):
                    return None
                density = a
            case _:
                return None
    return None if density is None else Moment(density, power)


def instance_of(n: Normaliser, density: App) -> dict[str, Term] | None:
    """The parameters of a density that is known by formula, by the names its definition gives them."""
    definition = n.engine.theory.definitions.get(density.head)
    if definition is None:
        return None
    return {v.name: a for v, a in zip(definition.parameters[:-1], density.args[:-1], strict=True)}


def _under_a_density(n: Normaliser, domain: Term, x: Var, bound: Monomial, context: Context) -> int | None:
    found = moment(bound, x)
    instance = None if found is None else instance_of(n, found.density)
    if found is None or instance is None:
        return None
    axiom = n.engine.theory.axioms.get(f"integrable_{found.density.head}_mul_pow")
    if axiom is None:
        return None
    full = {**instance, "n": Num(found.power)}
    by = {m: full[m.name] for m in axiom.metas}
    uses = [n.facts.want(substitute(side, by), context) for _, side in axiom.where]
    if any(u is None for u in uses):
        return None
    line = n.engine.rule(axiom.name, full, [u for u in uses if u is not None])
    said = n.engine.proposition(line)
    if not (isinstance(said, Bind) and said.domain is domain):
        return None
    return restated(n, domain, x, open_binder(said, x), render_monomial(bound, Fraction(1)), line)


def inner_sum(bound: Monomial, x: Var) -> Bind | None:
    """A sum among the factors of a monomial whose terms depend on ``x``."""
    return next(
        (a for a, up, down in bound if (up, down) == (1, 0) and isinstance(a, Bind) and a.head == "sum"
         and x not in a.domain.free),
        None,
    )  # fmt: skip


def _of_finitely_many(n: Normaliser, domain: Term, x: Var, bound: Monomial, context: Context) -> int | None:
    inner = inner_sum(bound, x)
    if inner is None:
        return None
    rest = without(bound, inner, 1, 0)
    opened = n.engine.open(inner, context.child(App("in", (x, domain))))
    i, term = opened.variable, product(rest, opened.body)
    each = n.facts.prove(close_binder("all", i, inner.domain, integrable(domain, x, term)), context)
    if each is None:
        return None
    f = {"f": lam((i, x), term), "A": domain, "B": inner.domain}
    line = n.engine.rule("integrable_finset_sum", f, (each,))
    made = close_binder("sum", i, inner.domain, term)
    back = n.engine.by_rule("mul_sum", {"c": rest, "f": lam((i,), opened.body), "A": inner.domain})
    shaped = n.engine.at(integrable(domain, x, made), (1,), n.engine.symm(back), (x,))
    line = n.engine.transport(line, shaped)
    return restated(n, domain, x, back.left, render_monomial(bound, Fraction(1)), line)


# What the hypotheses say -----------------------------------------------------------------------


class Known(NamedTuple):
    """A line that says that a body in normal form is integrable."""

    body: Bind
    line: int

    def pivot(self, x: Var) -> Monomial:
        """The monomial by which multiples of the body are found."""
        theirs = by_variable(polynomial(open_binder(self.body, x)), x)
        return min((b for b, c in theirs.items() if set(c) == set(UNIT)), key=str, default=next(iter(theirs)))


class _Knowledge(NamedTuple):
    terms: list[Known]
    sums: list[Known]


def terms_known(n: Normaliser, domain: Term, context: Context) -> list[Known]:
    """The single terms that the hypotheses say are integrable over a set."""
    return _knowledge(n, domain, context).terms


def sums_known(n: Normaliser, domain: Term, context: Context) -> list[Known]:
    """The sums that the hypotheses say are integrable, although their terms are not known to be."""
    return _knowledge(n, domain, context).sums


def _knowledge(n: Normaliser, domain: Term, context: Context) -> _Knowledge:
    """What is known in a context; what stands inside a body that is looked at is taken as it is."""
    table: dict[Term, _Knowledge] = context.derived.setdefault("integrable", {})  # type: ignore[assignment]
    if domain in n.looked_into:
        return _Knowledge([], [])
    parent = context.parent
    alike = parent is not None and (parent.bare, parent.general) == (context.bare, context.general)
    if domain not in table and parent is not None and alike and not _tells_more(n, context):
        table[domain] = _knowledge(n, domain, parent)
    if domain not in table:
        n.looked_into.add(domain)
        try:
            found = _found(n, domain, context)
        finally:
            n.looked_into.discard(domain)
        made = table[domain] = _Knowledge([], [])
        _file_all(n, domain, found, made, context)
    return table[domain]


def _tells_more(n: Normaliser, context: Context) -> bool:
    """Whether the hypotheses that a context has beyond its parent may matter to what is integrable."""
    assert context.parent is not None
    old = context.parent.facts
    told: set[Var] = set()
    domains: set[Term] = set()
    for clause in n.facts.clauses(context):
        if next(_subjects(n, clause.conclusion), None) is not None:
            if clause.fact not in old:
                return True
            told |= {v for v in clause.fact.free if v.sort == REAL}
            domains |= {p.args[1] for move, p in clause.moves if move == "spec" and isinstance(p, App)}
    for fact in context.facts:
        if fact not in old:
            enters = isinstance(fact, App) and fact.head == "in" and fact.args[1] in domains
            if enters or not told.isdisjoint(fact.free):
                return True
    return False


def _found(n: Normaliser, domain: Term, context: Context) -> list[Known]:
    apart = Context(context.facts, context.parent, context.bare, context.general)
    lines = list(_said(n, domain, apart))
    return list(dict.fromkeys(k for line in lines if (k := _normalised(n, line, apart)) is not None))


def _file_all(n: Normaliser, domain: Term, waiting: list[Known], made: _Knowledge, context: Context) -> None:
    """File what is known, the single terms first; each of them may turn a sum into a single term."""
    while waiting:
        again = [k for k in waiting if not _filed(n, domain, k, made, context)]
        if len(again) == len(waiting):
            _independent(n, domain, again, made, context)
            return
        waiting = again


def _filed(n: Normaliser, domain: Term, known: Known, made: _Knowledge, context: Context) -> bool:
    """File a body of which one term, times a number, is all that is not yet known."""
    x = n.engine.open(known.body, context).variable
    parts, rest = parted(n, domain, x, polynomial(open_binder(known.body, x)), context)
    ours = by_variable(rest, x)
    if not ours:
        return True
    if len(ours) != 1:
        return False
    ((bound, c),) = ours.items()
    if set(c) != set(UNIT):
        return False
    term = render_monomial(bound, Fraction(1))
    line = _without(n, domain, x, known, parts, rest)
    only = Part(Num(1 / c[()]), render(rest), line)
    made.terms.append(Known(integrable(domain, x, term), together(n, domain, x, [only], term)))
    return True


def _without(n: Normaliser, domain: Term, x: Var, known: Known, parts: list[Part], rest: Polynomial) -> int:
    """A line that says that what is left of a body is integrable."""
    body = open_binder(known.body, x)
    opposite = [Part(App("neg", (p.constant,)), p.body, p.line) for p in parts]
    return together(n, domain, x, [Part(Num(1), body, known.line), *opposite], render(rest))


def _independent(
    n: Normaliser, domain: Term, waiting: list[Known], made: _Knowledge, context: Context
) -> None:
    """File the bodies, each without what those before it account for."""
    for known in waiting:
        x = n.engine.open(known.body, context).variable
        parts, rest = parted(n, domain, x, polynomial(open_binder(known.body, x)), context)
        if rest:
            line = _without(n, domain, x, known, parts, rest)
            made.sums.append(Known(integrable(domain, x, render(rest)), line))


def _normalised(n: Normaliser, line: int, context: Context) -> Known | None:
    said = n.engine.proposition(line)
    assert isinstance(said, Bind)
    opened = n.engine.open(said, context)
    try:
        below = n.engine.below(said, opened, n.normal(opened.body, opened.context))
    except CheckError:
        return None
    assert isinstance(below.right, Bind)
    return Known(below.right, n.engine.transport(line, below))


def _said(n: Normaliser, domain: Term, context: Context) -> Iterator[int]:
    """Lines with what the hypotheses say is integrable, or has an integral other than zero."""
    for clause in n.facts.clauses(context):
        for subject in _subjects(n, clause.conclusion):
            for found in _elements(clause, context):
                whole = _integral(n, substitute(subject, found))
                if whole is None or whole.right.domain is not domain:  # type: ignore[attr-defined]
                    continue
                if subject is clause.conclusion:
                    line = realise(clause, found, n.engine, lambda p: n.facts.prove(p, context))
                else:
                    line = _of_its_integral(n, whole, clause, found, context)
                if line is not None:
                    yield line


def _subjects(n: Normaliser, conclusion: Term) -> Iterator[Term]:
    """What a statement may tell to be integrable: itself, or an integral that it compares."""
    match conclusion:
        case Bind("integrable", _, _):
            yield conclusion
        case App("=" | "<" | "<=", args) | App("not", (App("=", args),)):
            for a in args:
                if _integral(n, a) is not None:
                    yield a


def _integral(n: Normaliser, t: Term) -> Equation | None:
    """``t`` as the integral that it is or stands for; what is said to be integrable is left as it is."""
    match t:
        case Bind("integral" | "integrable", _, _):
            return Equation(t, t)
        case App() if (meaning := n.engine.unfold(t)) is not None:
            right = meaning.right
            return meaning if isinstance(right, Bind) and right.head == "integral" else None
    return None


def _of_its_integral(
    n: Normaliser, whole: Equation, clause: Clause, found: Mapping[Var, Term], context: Context
) -> int | None:
    """That a body is integrable, because its integral, or what that equals, is not zero."""
    engine, integral = n.engine, whole.right
    assert isinstance(integral, Bind)
    line = n.facts.prove(nonzero(whole.left), context)
    if line is None:
        line = _of_the_other_side(n, whole.left, clause, found, context)
    if line is None:
        return None
    line = engine.transport(line, engine.at(nonzero(whole.left), (0, 0), whole))
    f = Bind("lam", App("reals"), integral.body)
    return engine.rule("integrable_of_integral_ne_zero", {"f": f, "A": integral.domain}, (line,))


def _of_the_other_side(
    n: Normaliser, side: Term, clause: Clause, found: Mapping[Var, Term], context: Context
) -> int | None:
    """``side ≠ 0`` from a hypothesis ``side = b`` with ``b ≠ 0``."""
    match substitute(clause.conclusion, found):
        case App("=", (a, b)) if side in (a, b) and a.sort == REAL:
            other = n.facts.prove(nonzero(b if a is side else a), context)
        case _:
            return None
    line = realise(clause, found, n.engine, lambda p: n.facts.prove(p, context))
    if other is None or line is None:
        return None
    e = n.engine.equation(line)
    back = n.engine.symm(e) if e.left is side else e
    return n.engine.transport(other, n.engine.at(nonzero(back.left), (0, 0), back))


def _elements(clause: Clause, context: Context) -> Iterator[Mapping[Var, Term]]:
    """What the variables of a clause may be: the elements that the hypotheses put into its sets."""
    wanted: list[list[tuple[Var, Term]]] = []
    for move, premise in clause.moves:
        if move == "spec" and isinstance(premise, App) and isinstance(premise.args[0], Var):
            meta, over = premise.args[0], premise.args[1]
            members = [f.args[0] for f in context.facts if isinstance(f, App) and f.head == "in"
                       and f.args[1] is over]  # fmt: skip
            wanted.append([(meta, a) for a in members])
    for chosen in choices(*wanted):
        if {m for m, _ in chosen} >= clause.metas:
            yield dict(chosen)
