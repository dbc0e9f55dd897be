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
from typing import Any, cast

from mlekl_symbolic.kernel.terms import App, Bind, Bound, Num, Term, Var, shift
from mlekl_symbolic.kernel.theory import Theory
from mlekl_symbolic.refute import values as v
from mlekl_symbolic.refute.calculus import slope_at
from mlekl_symbolic.refute.domains import (
    Cylinder,
    Domain,
    Filtered,
    Finite,
    Function,
    Infinite,
    Rule,
    Value,
    World,
    equal_functions,
    equal_sets,
    finite,
)
from mlekl_symbolic.refute.everywhere import is_known, limit_of, tends, value_at
from mlekl_symbolic.refute.measure import measured
from mlekl_symbolic.refute.operations import OPERATIONS
from mlekl_symbolic.refute.representatives import Places, looked_up_only, representatives
from mlekl_symbolic.refute.running import SEALED, Code, Run, each, look_up
from mlekl_symbolic.refute.values import Number, Unknown

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
            return _bound(-1 - index)
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


def _bound(place: int) -> Code:
    def code(run: Run) -> Number:
        value = run.stack[place]
        if value is SEALED:
            raise Unknown("a value depends on a variable that may be anything")
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
    if head in ("*", "/"):
        return _product(_compile(args[0]), _compile(args[1]), v.multiply if head == "*" else v.divide)
    operation = OPERATIONS[head]
    match [_compile(a) for a in args]:
        case [one]:
            return lambda run: operation(one(run))
        case [one, two]:
            return lambda run: operation(one(run), two(run))
    return _constant(operation())


def _product(left: Code, right: Code, join: Callable[[Number, Number], Number]) -> Code:
    """A product or quotient; it is 0 when either side is, even if the other is unknown."""

    def code(run: Run) -> Number:
        depth = len(run.stack)
        try:
            first: Number = left(run)
        except Unknown:
            del run.stack[depth:]
            if right(run) == 0:
                return 0
            raise
        try:
            return join(first, right(run))
        except Unknown:
            del run.stack[depth:]
            if first == 0:
                return 0
            raise

    return code


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
    def apply(run: Run) -> Number:
        f: Function = function(run)
        if isinstance(f, Cylinder):
            return f.base.at(tuple([keys[k](run) for k in f.places]))
        return f.at(tuple([k(run) for k in keys]))

    return apply


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
            code = _quantified(domain, body, cost, looked_up_only(t.body, _compile), stop=False)
            if (difference := limit_of(t)) is not None:
                code = tends(_compile(difference), cost, code)
        case "ex":
            code = _quantified(domain, body, cost, looked_up_only(t.body, _compile), stop=True)
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
        try:
            elements = domain(run).listed()
        except Unknown:
            if value_at(run, body, cost, SEALED) == start:
                return start
            raise
        out: Number = start
        if elements is not None:
            for value in each(run, body, elements, cost):
                out = join(out, value)
        return out

    return fold


def _quantified(domain: Code, body: Code, cost: int, places: Places | None, *, stop: bool) -> Code:
    """A quantifier that one element with the truth value ``stop`` settles."""

    def decide(run: Run) -> bool:
        try:
            over: Domain = domain(run)
        except Unknown:
            if value_at(run, body, cost, SEALED) is (not stop):
                return not stop
            raise
        elements = over.elements if isinstance(over, Finite) else representatives(run, over, places)
        complete = elements is not None
        if elements is None:
            everywhere = value_at(run, body, cost, SEALED)
            if everywhere is not None and (everywhere != stop or not isinstance(over, Filtered)):
                return bool(everywhere)
            elements = over.probes()
        unknown = False
        for e in elements:
            value = value_at(run, body, cost, e)
            if value is None:
                unknown = True
            elif value == stop:
                return stop
        if unknown or not complete:
            raise Unknown("a quantifier could not be decided")
        return not stop

    return decide


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
            constant = is_known(objective)
            return Filtered(over, lambda t: constant or _optimal(over, objective, t, good))
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
    """False when some element does better than ``t``; nothing else can be said here."""
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
