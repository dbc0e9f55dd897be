"""The value of a kernel term in a world, exactly, or `Unknown`.

A term is compiled once to closures and then run in many worlds. Every run is bounded, so that
nothing hangs: when the steps are used up the value is unknown.

Main definitions
----------------
`Evaluator`
    Values of terms and truth of propositions, with the definitions of a theory unfolded.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from mlekl_symbolic.kernel.terms import App, Bind, Bound, Num, Term, Var, shift
from mlekl_symbolic.kernel.theory import Theory
from mlekl_symbolic.refute import pieces
from mlekl_symbolic.refute import values as v
from mlekl_symbolic.refute.calculus import slope_at
from mlekl_symbolic.refute.domains import (
    Domain,
    Filtered,
    Finite,
    Function,
    Infinite,
    Interval,
    Rule,
    Steps,
    Table,
    Value,
    World,
    equal_functions,
    equal_sets,
    finite,
)
from mlekl_symbolic.refute.measure import measured
from mlekl_symbolic.refute.operations import OPERATIONS
from mlekl_symbolic.refute.pieces import outside
from mlekl_symbolic.refute.running import Code, Run, each, look_up
from mlekl_symbolic.refute.values import ClosedForm, Number, Unknown

STEPS = 50_000
"""How many nodes of terms one evaluation may visit."""

MOST_NODES = 20_000
DERIVATIVES = ("deriv", "differentiable", "has_derivative")
"""Constants that are evaluated by differentiating, not by what they stand for."""


def unfolded(t: Term, theory: Theory) -> Term:
    """``t`` with every defined constant replaced by what it stands for.

    Raises
    ------
    Unknown
        When the result would be too large.
    """
    return _unfold(t, theory, {})


def _unfold(t: Term, theory: Theory, done: dict[Term, Term]) -> Term:
    if (found := done.get(t)) is not None:
        return found
    match t:
        case App(head, args):
            body = None if head in DERIVATIVES else theory.unfold(t)
            new: Term = (
                _unfold(body, theory, done)
                if body is not None
                else App(head, tuple(_unfold(a, theory, done) for a in args), t.sort)
            )
        case Bind(head, domain, body):
            new = Bind(head, _unfold(domain, theory, done), _unfold(body, theory, done))
        case _:
            new = t
    if new.size > MOST_NODES:
        raise Unknown("a term is too large once its definitions are unfolded")
    done[t] = new
    return new


class Evaluator:
    """Evaluates terms in worlds; compiled terms are kept.

    Parameters
    ----------
    theory
        Where defined constants are looked up.
    steps
        How many nodes of terms one evaluation may visit.

    Attributes
    ----------
    spent
        How many nodes all evaluations have visited so far: a clock that always goes the same.
    """

    def __init__(self, theory: Theory, steps: int = STEPS) -> None:
        self.theory = theory
        self.steps = steps
        self.spent = 0
        self._compiled: dict[Term, Code] = {}

    def value(self, t: Term, world: World) -> Value:
        """The value of ``t`` in ``world``: a number, a set, a function or a truth value.

        Raises
        ------
        Unknown
            When it cannot be determined: an infinite set would have to be searched, two numbers
            could not be told apart, a constant has no definition, or the steps are used up.
        """
        result: Value = self._run(t, world)
        return result

    def holds(self, proposition: Term, world: World) -> bool:
        """Whether ``proposition`` is true in ``world``; raises `Unknown` as `value` does."""
        return bool(self._run(proposition, world))

    def _run(self, t: Term, world: World) -> Any:
        run = Run(world, self.steps)
        try:
            run.spend(t.size)
            return self._code(t)(run)
        except RecursionError:
            raise Unknown("a term is nested too deeply") from None
        finally:
            self.spent += self.steps - run.steps[0]

    def _code(self, t: Term) -> Code:
        code = self._compiled.get(t)
        if code is None:
            try:
                code = _compile(unfolded(t, self.theory))
            except Unknown as error:
                code = _raising(str(error))
            self._compiled[t] = code
        return code


def _compile(t: Term) -> Code:
    match t:
        case Num(value):
            return _constant(v.tidy(value))
        case Bound(index):
            place = -1 - index
            return lambda run: run.stack[place]
        case Var():
            return lambda run: look_up(run.world, t)
        case Bind():
            return _compile_binder(t)
        case App(head, args):
            return _compile_application(head, args)
    raise AssertionError(t)


def _raising(why: str) -> Code:
    def code(_: Run) -> Value:
        raise Unknown(why)

    return code


def _constant(value: Value) -> Code:
    def code(_: Run) -> Value:
        return value

    return code


def _compile_application(head: str, args: tuple[Term, ...]) -> Code:
    if head == "=":
        return _compile_equation(args)
    if head == "@":
        function, *keys = map(_compile, args)
        return _application(function, keys)
    if head in ("and", "or", "imp"):
        return _compile_connective(head, _compile(args[0]), _compile(args[1]))
    if head == "finset":
        elements = [_compile(a) for a in args]
        return lambda run: finite(e(run) for e in elements)
    if head in DERIVATIVES:
        return _compile_derivative(head, *args)
    if head not in OPERATIONS:
        raise Unknown(f"{head} has no definition")
    operation = OPERATIONS[head]
    match [_compile(a) for a in args]:
        case [one]:
            return lambda run: operation(one(run))
        case [one, two]:
            return lambda run: operation(one(run), two(run))
    return _constant(operation())


def _compile_derivative(head: str, f: Term, x: Term, *values: Term) -> Code:
    """A derivative, or what is said of it, where the formula shows that there is one."""
    found = slope_at(f, x)
    value, claimed = _compile(found.value), [_compile(d) for d in values]
    conditions = [_compile(p) for p in found.conditions]

    def code(run: Run) -> Any:
        if not all(p(run) for p in conditions):
            raise Unknown("there may be no derivative at a point")
        if head == "deriv":
            return value(run)
        return head == "differentiable" or v.same(value(run), claimed[0](run))

    return code


def _application(function: Code, keys: list[Code]) -> Code:
    if len(keys) == 1:
        key = keys[0]
        return lambda run: function(run).at((key(run),))
    return lambda run: function(run).at(tuple([k(run) for k in keys]))


def _compile_equation(args: tuple[Term, ...]) -> Code:
    left, right = _compile(args[0]), _compile(args[1])
    match args[0].sort:
        case "real":
            return lambda run: v.same(left(run), right(run))
        case "set":
            return lambda run: equal_sets(left(run), right(run))
        case "prop":
            return lambda run: left(run) == right(run)
    return lambda run: equal_functions(left(run), right(run))


def _compile_connective(head: str, left: Code, right: Code) -> Code:
    """Either side settles the matter when it can, even if the other is unknown."""
    stop = head == "or"
    flip = head == "imp"

    def run_connective(run: Run) -> bool:
        depth = len(run.stack)
        try:
            first = left(run) != flip
        except Unknown:
            del run.stack[depth:]
            if right(run) == (stop or flip):
                return stop or flip
            raise
        if first == (stop or flip):
            return stop or flip
        return bool(right(run))

    return run_connective


def _compile_binder(t: Bind) -> Code:
    domain, body, cost = _compile(t.domain), _compile(t.body), t.body.size
    match t.head:
        case "sum":
            code = _folded(domain, body, cost, v.add)
        case "prod":
            code = _folded(domain, body, cost, v.multiply)
        case "all":
            code = _quantified(domain, body, cost, _looked_up_only(t.body), stop=False)
        case "ex":
            code = _quantified(domain, body, cost, _looked_up_only(t.body), stop=True)
        case "setof":
            code = _comprehension(domain, body, cost)
        case "argmin":
            code = _optimisers(domain, body, cost, lambda a, b: not v.below(b, a))
        case "argmax":
            code = _optimisers(domain, body, cost, lambda a, b: not v.below(a, b))
        case "integral" | "integrable" | "ae":
            code = measured(t, domain, body, _compile)
        case "lam":
            return _function(t)
        case _:
            raise Unknown(f"there is no binder {t.head}")
    return code if t.level else _remembered(t, code)


def _remembered(t: Term, code: Code) -> Code:
    """A closed term is evaluated once in each run."""

    def recall(run: Run) -> Any:
        if t not in run.cache:
            run.cache[t] = code(run)
        return run.cache[t]

    return recall


def _folded(domain: Code, body: Code, cost: int, join: Callable[[Number, Number], Number]) -> Code:
    start = 1 if join is v.multiply else 0

    def fold(run: Run) -> Number:
        elements = domain(run).listed()
        out: Number = start
        if elements is not None:
            for value in each(run, body, elements, cost):
                out = join(out, value)
        return out

    return fold


def _at(run: Run, body: Code, element: Number, cost: int) -> Any:
    """The value of ``body`` at ``element``, or None when it is unknown."""
    depth = len(run.stack)
    run.spend(cost)
    run.stack.append(element)
    try:
        return body(run)
    except Unknown:
        return None
    finally:
        del run.stack[depth:]


def _quantified(domain: Code, body: Code, cost: int, places: _Places | None, *, stop: bool) -> Code:
    """A quantifier that one element with the truth value ``stop`` settles."""

    def decide(run: Run) -> bool:
        over: Domain = domain(run)
        elements = over.elements if isinstance(over, Finite) else _representatives(run, over, places)
        complete = elements is not None
        if elements is None:
            elements = over.probes()
        unknown = False
        for e in elements:
            value = _at(run, body, e, cost)
            if value is None:
                unknown = True
            elif value == stop:
                return stop
        if unknown or not complete:
            raise Unknown("a quantifier could not be decided")
        return not stop

    return decide


@dataclass(frozen=True, slots=True)
class _Places:
    """Where a bound variable stands: at places of functions, and in equations with other terms."""

    keys: frozenset[tuple[Var, int]]
    partners: tuple[Code, ...]


def _looked_up_only(body: Term) -> _Places | None:
    """Where the bound variable stands, or None when it is used in another way too."""
    keys: set[tuple[Var, int]] = set()
    partners: dict[Term, None] = {}

    def visit(t: Term, depth: int) -> bool:
        if t.level <= depth:
            return True
        here = Bound(depth)
        match t:
            case Bound(index):
                return index != depth
            case App("@", (Var() as f, *places)):
                keys.update((f, k) for k, place in enumerate(places) if place is here)
                return all(place is here or visit(place, depth) for place in places)
            case App("=" | "delta", (a, b)) if a is here or b is here:
                other = outside(b if a is here else a, depth)
                if other is not None:
                    partners[other] = None
                return other is not None
            case App(_, args):
                return all(visit(a, depth) for a in args)
            case Bind(_, domain, inner):
                return visit(domain, depth) and visit(inner, depth + 1)
        raise AssertionError(t)

    if not visit(body, 0):
        return None
    return _Places(frozenset(keys), tuple(map(_compile, partners)))


def _representatives(run: Run, over: Infinite, places: _Places | None) -> tuple[Number, ...] | None:
    """Finitely many elements that stand for all of an infinite set.

    A variable that is only looked up in tables and compared with some numbers cannot be told apart
    from another one that is none of the keys and numbers, so those and one more element are enough.
    """
    if places is None or isinstance(over, Filtered):
        return None
    special: set[Number] = {partner(run) for partner in places.partners}
    stepped = False
    for f, place in places.keys:
        match look_up(run.world, f):
            case Table(entries=entries):
                special.update(key[place] for key in entries)
            case Steps(breaks=breaks) as steps if place == steps.arity - 1:
                special.update(breaks)
                stepped = True
            case _:
                return None
    if any(isinstance(s, ClosedForm) for s in special):
        return None
    if stepped:
        if not isinstance(over, Interval):
            return None
        inside = (part.places(1)[0] for part in pieces.pieces(over, special))
        ends = (e for e in (over.low, over.high) if e is not None)
        return (*inside, *(s for s in (*special, *ends) if over.contains(s)))
    return (*(s for s in special if over.contains(s)), over.beyond(frozenset(special)))


def _below_binders(run: Run, body: Code) -> Callable[[Number], Any]:
    """``body`` as a function that can be called after the run has left the binder."""
    here = run.below()
    return lambda value: body(here.below(value))


def _comprehension(domain: Code, body: Code, cost: int) -> Code:
    def build(run: Run) -> Domain:
        over: Domain = domain(run)
        if not isinstance(over, Finite):
            return Filtered(over, _below_binders(run, body))
        kept = zip(over.elements, each(run, body, over.elements, cost), strict=True)
        return Finite(tuple([e for e, wanted in kept if wanted]))

    return build


def _optimisers(domain: Code, body: Code, cost: int, good: Callable[[Number, Number], bool]) -> Code:
    def build(run: Run) -> Domain:
        over: Domain = domain(run)
        if not isinstance(over, Finite):
            objective = _below_binders(run, body)
            return Filtered(over, lambda t: _optimal(over, objective, t, good))
        scores = list(each(run, body, over.elements, cost))
        kept = [
            e for e, s in zip(over.elements, scores, strict=True) if all(good(s, other) for other in scores)
        ]
        return Finite(tuple(kept))

    return build


def _optimal(
    over: Infinite,
    objective: Callable[[Number], Number],
    t: Number,
    good: Callable[[Number, Number], bool],
) -> bool:
    """False when some element does better than ``t``; nothing else can be said."""
    score = objective(t)
    for s in over.probes():
        if not good(score, objective(s)):
            return False
    raise Unknown("an optimum over an infinite set could not be decided")


def _function(t: Bind) -> Code:
    arity, inner = 0, cast(Term, t)
    while isinstance(inner, Bind) and inner.head == "lam":
        arity, inner = arity + 1, inner.body
    if inner.sort != "real":
        arity, inner = _expanded(arity, inner)
    code = _compile(inner)

    def build(run: Run) -> Function:
        here = run.below()
        return Rule(arity, lambda key: code(here.below(*key)))

    return build


def _expanded(arity: int, inner: Term) -> tuple[int, Term]:
    """The body of a ``lam`` that is itself a function, applied to new bound variables."""
    more = int(inner.sort[3:])
    keys = tuple(Bound(k) for k in reversed(range(more)))
    return arity + more, App("@", (shift(inner, more), *keys))
