"""The inference rules: how one line of a proof follows from earlier ones.

A sequent ``hypotheses ⊢ proposition`` says that every assignment satisfying the hypotheses
satisfies the proposition. Each inference rule below carries its inference figure.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from mlekl_symbolic.kernel.algebra import replay
from mlekl_symbolic.kernel.decide import decide, numerals
from mlekl_symbolic.kernel.lines import CheckError, Line, Sequent
from mlekl_symbolic.kernel.ring import add, polynomial, ring_equal
from mlekl_symbolic.kernel.terms import (
    PROP,
    REAL,
    App,
    Bind,
    Num,
    Term,
    Var,
    close_binder,
    open_binder,
    substitute,
)
from mlekl_symbolic.kernel.theory import Theory

FALSE = App("false")


COMPOSE: Mapping[tuple[str, str], str] = {
    ("=", "="): "=",
    ("=", "<="): "<=",
    ("=", "<"): "<",
    ("<=", "="): "<=",
    ("<", "="): "<",
    ("<=", "<="): "<=",
    ("<=", "<"): "<",
    ("<", "<="): "<",
    ("<", "<"): "<",
}
"""Which relation follows from a chain of two; a pair that is not here does not compose."""

JOINED: Mapping[str, tuple[str, Term]] = {
    "sum": ("+", Num(0)),
    "prod": ("*", Num(1)),
    "all": ("and", App("true")),
}
"""What joins the instances of a binder over a finite list, and what an empty list gives."""

Premises = Sequence[Sequent]
Inference = Callable[[Line, Premises, Theory], Sequent]
INFERENCES: dict[str, Inference] = {}


def inference(rule: Inference) -> Inference:
    """Register an inference rule under its own name, without a trailing underscore."""
    INFERENCES[rule.__name__.rstrip("_")] = rule
    return rule


def _need(condition: object, why: str) -> None:
    if not condition:
        raise CheckError(why)


def _count(premises: Premises, n: int) -> None:
    if len(premises) != n:
        raise CheckError(f"it rests on {n} earlier lines, not {len(premises)}")


def _hypotheses(premises: Premises) -> frozenset[Term]:
    out: frozenset[Term] = frozenset()
    for p in premises:
        # Most lines rest on what their premises rest on, and share the set.
        if not p.hypotheses <= out:
            out = out | p.hypotheses if out else p.hypotheses
    return out


def _one_term(line: Line) -> Term:
    _need(len(line.terms) == 1, "it needs exactly one term")
    return line.terms[0]


def _proposition(t: Term) -> Term:
    _need(t.sort == PROP, "that is not a proposition")
    return t


def _sides(p: Term) -> tuple[Term, Term]:
    if not (isinstance(p, App) and p.head == "="):
        raise CheckError("an equation is needed")
    return p.args[0], p.args[1]


def _parts(p: Term, head: str) -> tuple[Term, Term]:
    if not (isinstance(p, App) and p.head == head and len(p.args) == 2):
        raise CheckError(f"a proposition made with {head!r} is needed")
    return p.args[0], p.args[1]


def _binder(p: Term, head: str) -> Bind:
    if not (isinstance(p, Bind) and p.head == head):
        raise CheckError(f"a proposition made with {head!r} is needed")
    return p


@inference
def assume(line: Line, premises: Premises, theory: Theory) -> Sequent:
    """``P ⊢ P``."""
    _count(premises, 0)
    p = _proposition(_one_term(line))
    return Sequent(frozenset((p,)), p)


@inference
def refl(line: Line, premises: Premises, theory: Theory) -> Sequent:
    """``⊢ t = t``."""
    _count(premises, 0)
    t = _one_term(line)
    return Sequent(frozenset(), App("=", (t, t)))


@inference
def ring(line: Line, premises: Premises, theory: Theory) -> Sequent:
    """``⊢ a = b`` when both have one normal form, reading ``l`` in ``a`` as ``r`` for premises ``l = r``.

    Where there are micro-steps, they must lead from ``a`` to ``b`` instead.
    """
    _need(len(line.terms) == 2, "it needs the two sides")
    a, b = line.terms
    _need(a.sort == b.sort, "the two sides are of different sorts")
    equations = [_sides(p.proposition) for p in premises]
    if line.algebra is None:
        real = not premises or all(t.sort == REAL for t in (a, *(left for left, _ in equations)))
        _need(real, "equations are used between numbers only")
        _need(ring_equal(a, b, equations), "the two sides have different normal forms")
    else:
        _need(replay(a, line.algebra, equations) is b, "the micro-steps do not lead to the right side")
    return Sequent(_hypotheses(premises), App("=", (a, b)))


@inference
def decide_(line: Line, premises: Premises, theory: Theory) -> Sequent:
    """``⊢ P`` for a comparison of two rational numbers, or membership of one in a plain set."""
    _count(premises, 0)
    p = _proposition(_one_term(line))
    _need(decide(p), "that is not a true statement about rational numbers")
    return Sequent(frozenset(), p)


@inference
def symm(line: Line, premises: Premises, theory: Theory) -> Sequent:
    """From ``a = b`` follows ``b = a``."""
    _count(premises, 1)
    a, b = _sides(premises[0].proposition)
    return Sequent(premises[0].hypotheses, App("=", (b, a)))


@inference
def trans(line: Line, premises: Premises, theory: Theory) -> Sequent:
    """From ``a R b`` and ``b S c`` follows ``a T c``, with ``T`` from the composition table."""
    _count(premises, 2)
    first, second = premises[0].proposition, premises[1].proposition
    if not (isinstance(first, App) and isinstance(second, App)):
        raise CheckError("two relations are needed")
    relation = COMPOSE.get((first.head, second.head))
    if relation is None:
        raise CheckError(f"{first.head} and {second.head} do not compose")
    _need(first.args[1] is second.args[0], "the middle terms differ")
    return Sequent(_hypotheses(premises), App(relation, (first.args[0], second.args[1])))


@inference
def congr(line: Line, premises: Premises, theory: Theory) -> Sequent:
    """From ``a = b`` follows ``C[a] = C[b]``, also below binders.

    Below a binder over ``D``, opened with the name ``x``, the premise may have assumed ``x ∈ D``;
    no other hypothesis may mention ``x``.
    """
    _count(premises, 1)
    t = _one_term(line)
    a, b = _sides(premises[0].proposition)
    names = list(line.variables)
    _need(len(set(names)) == len(names), "two binders on the path have one name")
    hypotheses = premises[0].hypotheses

    def rebuild(here: Term, path: tuple[int, ...]) -> Term:
        nonlocal hypotheses
        if not path:
            _need(here is a, "the term at the path is not the left side")
            return b
        step, rest = path[0], path[1:]
        match here:
            case App(head, args) if 0 <= step < len(args):
                new = rebuild(args[step], rest)
                return App(head, (*args[:step], new, *args[step + 1 :]), here.sort)
            case Bind(head, domain, body) if step == 0:
                return Bind(head, rebuild(domain, rest), body)
            case Bind(head, domain, _) if step == 1:
                _need(names, "a binder on the path has no name")
                x = names.pop(0)
                _need(x not in t.free, f"{x!r} is not new")
                new = close_binder(head, x, domain, rebuild(open_binder(here, x), rest))
                hypotheses = _discharged(hypotheses, x, domain)
                return Bind(head, domain, new.body)
        raise CheckError("the path leads nowhere")

    new = rebuild(t, line.path)
    _need(not names, "there are more names than binders on the path")
    return Sequent(hypotheses, App("=", (t, new)))


def _discharged(hypotheses: frozenset[Term], x: Var, domain: Term) -> frozenset[Term]:
    left = hypotheses - {App("in", (x, domain))}
    _need(all(x not in h.free for h in left), f"a hypothesis mentions the bound variable {x!r}")
    return left


@inference
def axiom(line: Line, premises: Premises, theory: Theory) -> Sequent:
    """An instance of an axiom schema, once its side conditions have been proved."""
    schema = theory.axioms.get(line.name)
    if schema is None:
        raise CheckError(f"there is no axiom {line.name!r}")
    by = dict(line.instance)
    if by.keys() != set(schema.metas):
        raise CheckError(f"{schema.name} leaves a metavariable open or has no such one")
    _count(premises, len(schema.where))
    for (label, wanted), got in zip(schema.where, premises, strict=True):
        if substitute(wanted, by) is not got.proposition:
            raise CheckError(f"the side condition {label} of {schema.name} is not met")
    return Sequent(_hypotheses(premises), substitute(schema.conclusion, by))


@inference
def define(line: Line, premises: Premises, theory: Theory) -> Sequent:
    """``⊢ c(t…) = body[t…]`` for a defined constant ``c``."""
    _count(premises, 0)
    t = _one_term(line)
    body = theory.unfold(t)
    if body is None:
        raise CheckError("that constant is not defined")
    return Sequent(frozenset(), App("=", (t, body)))


@inference
def eq_mp(line: Line, premises: Premises, theory: Theory) -> Sequent:
    """From ``P = Q`` and ``P`` follows ``Q``."""
    _count(premises, 2)
    p, q = _sides(premises[0].proposition)
    _need(p is premises[1].proposition, "the second line is not the left side of the first")
    return Sequent(_hypotheses(premises), q)


@inference
def discharge(line: Line, premises: Premises, theory: Theory) -> Sequent:
    """From ``Γ, P ⊢ Q`` follows ``Γ ⊢ P → Q``."""
    _count(premises, 1)
    p = _proposition(_one_term(line))
    return Sequent(premises[0].hypotheses - {p}, App("imp", (p, premises[0].proposition)))


@inference
def mp(line: Line, premises: Premises, theory: Theory) -> Sequent:
    """From ``P → Q`` and ``P`` follows ``Q``."""
    _count(premises, 2)
    p, q = _parts(premises[0].proposition, "imp")
    _need(p is premises[1].proposition, "the second line is not what the first one asks for")
    return Sequent(_hypotheses(premises), q)


@inference
def iff(line: Line, premises: Premises, theory: Theory) -> Sequent:
    """From ``P → Q`` and ``Q → P`` follows ``P = Q``."""
    _count(premises, 2)
    p, q = _parts(premises[0].proposition, "imp")
    _need(_parts(premises[1].proposition, "imp") == (q, p), "the second is not the converse of the first")
    return Sequent(_hypotheses(premises), App("=", (p, q)))


@inference
def gen(line: Line, premises: Premises, theory: Theory) -> Sequent:
    """From ``Γ, x ∈ D ⊢ P`` follows ``Γ ⊢ ∀x∈D, P``, when ``x`` is not free in ``Γ``."""
    _count(premises, 1)
    domain = _one_term(line)
    _need(len(line.variables) == 1, "it binds exactly one variable")
    (x,) = line.variables
    _need(x not in domain.free, f"{x!r} is free in its own domain")
    hypotheses = _discharged(premises[0].hypotheses, x, domain)
    return Sequent(hypotheses, close_binder("all", x, domain, premises[0].proposition))


@inference
def spec(line: Line, premises: Premises, theory: Theory) -> Sequent:
    """From ``∀x∈D, P`` and ``t ∈ D`` follows ``P[t]``."""
    _count(premises, 2)
    forall = _binder(premises[0].proposition, "all")
    t, domain = _parts(premises[1].proposition, "in")
    _need(domain is forall.domain, "the term is not in the set quantified over")
    return Sequent(_hypotheses(premises), open_binder(forall, t))


@inference
def conj(line: Line, premises: Premises, theory: Theory) -> Sequent:
    """From ``P`` and ``Q`` follows ``P ∧ Q``."""
    _count(premises, 2)
    return Sequent(_hypotheses(premises), App("and", tuple(p.proposition for p in premises)))


@inference
def left(line: Line, premises: Premises, theory: Theory) -> Sequent:
    """From ``P ∧ Q`` follows ``P``."""
    _count(premises, 1)
    return Sequent(premises[0].hypotheses, _parts(premises[0].proposition, "and")[0])


@inference
def right(line: Line, premises: Premises, theory: Theory) -> Sequent:
    """From ``P ∧ Q`` follows ``Q``."""
    _count(premises, 1)
    return Sequent(premises[0].hypotheses, _parts(premises[0].proposition, "and")[1])


@inference
def or_left(line: Line, premises: Premises, theory: Theory) -> Sequent:
    """From ``P`` follows ``P ∨ Q``."""
    _count(premises, 1)
    q = _proposition(_one_term(line))
    return Sequent(premises[0].hypotheses, App("or", (premises[0].proposition, q)))


@inference
def or_right(line: Line, premises: Premises, theory: Theory) -> Sequent:
    """From ``Q`` follows ``P ∨ Q``."""
    _count(premises, 1)
    p = _proposition(_one_term(line))
    return Sequent(premises[0].hypotheses, App("or", (p, premises[0].proposition)))


@inference
def cases(line: Line, premises: Premises, theory: Theory) -> Sequent:
    """From ``P ∨ Q``, ``Γ, P ⊢ R`` and ``Δ, Q ⊢ R`` follows ``Γ, Δ ⊢ R``."""
    _count(premises, 3)
    either, one, other = premises
    p, q = _parts(either.proposition, "or")
    _need(one.proposition is other.proposition, "the two cases prove different things")
    hypotheses = either.hypotheses | (one.hypotheses - {p}) | (other.hypotheses - {q})
    return Sequent(hypotheses, one.proposition)


@inference
def excluded_middle(line: Line, premises: Premises, theory: Theory) -> Sequent:
    """``⊢ P ∨ ¬P``."""
    _count(premises, 0)
    p = _proposition(_one_term(line))
    return Sequent(frozenset(), App("or", (p, App("not", (p,)))))


@inference
def contradiction(line: Line, premises: Premises, theory: Theory) -> Sequent:
    """From ``P`` and ``¬P`` follows anything."""
    _count(premises, 2)
    q = _proposition(_one_term(line))
    _need(premises[1].proposition is App("not", (premises[0].proposition,)), "they do not contradict")
    return Sequent(_hypotheses(premises), q)


@inference
def not_intro(line: Line, premises: Premises, theory: Theory) -> Sequent:
    """From ``Γ, P ⊢ ⊥`` follows ``Γ ⊢ ¬P``."""
    _count(premises, 1)
    p = _proposition(_one_term(line))
    _need(premises[0].proposition is FALSE, "the line does not end in a contradiction")
    return Sequent(premises[0].hypotheses - {p}, App("not", (p,)))


@inference
def exists(line: Line, premises: Premises, theory: Theory) -> Sequent:
    """From ``t ∈ D`` and ``P[t]`` follows ``∃x∈D, P``."""
    _count(premises, 2)
    goal = _binder(_one_term(line), "ex")
    t, domain = _parts(premises[0].proposition, "in")
    _need(domain is goal.domain, "the witness is in another set")
    _need(open_binder(goal, t) is premises[1].proposition, "the witness has not been shown to do it")
    return Sequent(_hypotheses(premises), goal)


@inference
def choose(line: Line, premises: Premises, theory: Theory) -> Sequent:
    """From ``∃x∈D, P`` and ``Γ, x ∈ D, P ⊢ Q`` follows ``Γ ⊢ Q``, when ``x`` is new."""
    _count(premises, 2)
    some = _binder(premises[0].proposition, "ex")
    _need(len(line.variables) == 1, "it names exactly one witness")
    (x,) = line.variables
    q = premises[1].proposition
    _need(x not in some.free | q.free, f"{x!r} is not new")
    left = premises[1].hypotheses - {open_binder(some, x)}
    return Sequent(premises[0].hypotheses | _discharged(left, x, some.domain), q)


@inference
def inst(line: Line, premises: Premises, theory: Theory) -> Sequent:
    """From ``Γ ⊢ P`` follows ``Γσ ⊢ Pσ`` for any replacement ``σ`` of free variables."""
    _count(premises, 1)
    by = dict(line.instance)
    hypotheses = frozenset(substitute(h, by) for h in premises[0].hypotheses)
    return Sequent(hypotheses, substitute(premises[0].proposition, by))


@inference
def enumerate_(line: Line, premises: Premises, theory: Theory) -> Sequent:
    """``⊢ Σ_{x∈{a, b, …}} f x = f a + f b + …`` over distinct numerals; also ``Π`` and ``∀``."""
    _count(premises, 0)
    t = _one_term(line)
    if not (isinstance(t, Bind) and t.head in JOINED):
        raise CheckError("only a sum, a product or a universal claim is written out")
    elements = numerals(t.domain)
    if elements is None:
        raise CheckError("the set is not a list of distinct numbers")
    sign, empty = JOINED[t.head]
    parts = [open_binder(t, e) for e in elements]
    out = parts[0] if parts else empty
    for part in parts[1:]:
        out = App(sign, (out, part))
    return Sequent(frozenset(), App("=", (t, out)))


@inference
def linear(line: Line, premises: Premises, theory: Theory) -> Sequent:
    """From ``aₖ Rₖ bₖ`` follows ``a R b`` when ``b − a = Σ cₖ (bₖ − aₖ) + c`` by ring arithmetic.

    The multipliers ``cₖ`` are rational, positive unless ``Rₖ`` is ``=``; ``c ≥ 0``. The conclusion
    is strict only when ``c > 0`` or some ``Rₖ`` is strict. Where there are micro-steps, they must lead
    from ``b − a`` to the combination.
    """
    _need(len(line.terms) == len(premises) + 1, "it needs the goal and one multiplier for each line")
    goal, *given = line.terms
    if not (isinstance(goal, App) and goal.head in ("<", "<=")):
        raise CheckError("the goal must be an inequality")
    gaps: list[tuple[Num, App]] = []
    strict = False
    for c, premise in zip(given, premises, strict=True):
        p = premise.proposition
        if not (isinstance(c, Num) and isinstance(p, App) and p.head in ("=", "<", "<=")):
            raise CheckError("the premises must be relations with rational multipliers")
        _need(p.args[0].sort == REAL, "the premises must compare numbers")
        _need(c.value > 0 or p.head == "=", "an inequality needs a positive multiplier")
        strict = strict or p.head == "<"
        gaps.append((c, App("-", p.args[::-1])))
    gap = App("-", goal.args[::-1])
    slack = left_over(gap, gaps) if line.algebra is None else _traced(replay(gap, line.algebra), gaps)
    _need(slack >= 0, "the combination falls short of the goal")
    _need(goal.head == "<=" or strict or slack > 0, "the combination is not strict")
    return Sequent(_hypotheses(premises), goal)


def left_over(gap: Term, gaps: Sequence[tuple[Num, App]]) -> Fraction:
    """The constant that ``gap`` is beside a combination of others, as polynomials."""
    rest = polynomial(gap)
    for c, part in gaps:
        rest = add(rest, polynomial(part), -c.value)
    _need(not rest.keys() - {()}, "the combination does not give the goal")
    return rest.get((), Fraction(0))


def _traced(end: Term, gaps: Sequence[tuple[Num, App]]) -> Fraction:
    """The constant at the end of a combination that is written out: ``c₁ · gap₁ + (c₂ · gap₂ + (… + c))``."""
    for c, part in gaps:
        if not (isinstance(end, App) and end.head == "+" and end.args[0] is App("*", (c, part))):
            raise CheckError("the micro-steps do not lead to the combination")
        end = end.args[1]
    if not isinstance(end, Num):
        raise CheckError("the micro-steps do not lead to the combination")
    return end.value
