"""Author's steps that are nearly right: those of the library with one thing changed, put to the search."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from random import Random
from typing import Any
from unittest.mock import patch

from sympy import Basic, Rational, Symbol, Tuple

from mlekl_symbolic.language import (
    KL,
    ArgMax,
    ArgMin,
    Delta,
    H,
    LanguageError,
    Less,
    LessEqual,
    Product,
    Sum,
    Variable,
    to_kernel,
)
from mlekl_symbolic.language.binders import Binds
from mlekl_symbolic.language.distributions import Distribution, Mass, Observation
from mlekl_symbolic.language.expressions import (
    Divide,
    Expression,
    Log,
    Minus,
    Negative,
    Plus,
    Power,
    Times,
    number,
)
from mlekl_symbolic.language.sets import Range
from mlekl_symbolic.proof import run
from mlekl_symbolic.proof.errors import DerivationError
from mlekl_symbolic.proof.outcome import Proved, Refuted
from mlekl_symbolic.proof.workspace import Workspace, relation_term
from mlekl_symbolic.refute.search import Budget, Counterexample, trial
from tests.fuzz.engine import chosen
from tests.fuzz.mistakes import mistakes

INFIX: dict[type, tuple[type, ...]] = {
    Plus: (Minus, Times), Minus: (Plus,), Times: (Divide, Plus), Divide: (Times,),
}  # fmt: skip
TURNED: dict[type, type] = {
    ArgMin: ArgMax, ArgMax: ArgMin, Sum: Product, Product: Sum, Less: LessEqual, LessEqual: Less,
}  # fmt: skip
BUDGET = Budget(simple=120, random=120)


def node_places(node: Basic) -> list[tuple[int, ...]]:
    """The paths to all parts of an expression that may be changed; limits of binders count as parts."""
    out: list[tuple[int, ...]] = [()]
    for n, a in enumerate(node.args):
        if isinstance(a, Basic) and not isinstance(node, Distribution):
            out += [(n, *rest) for rest in node_places(a)]
    return out


def _rebuilt(node: Basic, path: tuple[int, ...], new: Basic) -> Any:
    if not path:
        return new
    args = list(node.args)
    args[path[0]] = _rebuilt(args[path[0]], path[1:], new)
    return node.func(*args)


def _part(node: Any, path: tuple[int, ...]) -> Any:
    for step in path:
        node = node.args[step]
    return node


def _scope(node: Basic, path: tuple[int, ...]) -> list[Symbol]:
    """The variables bound around a place."""
    out = []
    for step in path:
        if isinstance(node, Binds) and step == 0:
            out.append(node.variable)
        node = node.args[step]
    return out


def local_changes(
    node: Basic, names: Sequence[Basic], laws: Sequence[Distribution]
) -> Iterator[tuple[str, object]]:
    """Changes of a part, at its root, each with what kind of mistake it is."""
    for kind in INFIX.get(type(node), ()):
        yield "operation", kind(*node.args)
    if type(node) in TURNED:
        yield "turned", TURNED[type(node)](*node.args)
    match node:
        case Plus() | Minus() | Times() | Divide():
            a, b = node.args
            yield "order", type(node)(b, a)
            yield from (("dropped", a), ("dropped", b))
        case Negative() | Log():
            yield "dropped", node.args[0]
        case Delta():
            a, b = node.args
            yield from (("delta", Delta(a, a)), ("delta", number(1)), ("delta", number(0)))
        case Power():
            yield "dropped", node.args[0]
        case Rational():
            yield from (("number", number(node + 1)), ("number", number(node - 1)), ("sign", number(-node)))
        case Mass():
            yield from (("law", law(node.args[1])) for law in laws if law != node.args[0])  # type: ignore[operator]
        case Distribution():
            yield from (("law", law) for law in laws if law != node)
        case Observation():
            yield from (("index", node.args[0][n]) for n in names)  # type: ignore[index]
        case Symbol():
            yield from (("name", n) for n in names if n != node)
    yield from (("range", end) for end in _ends(node))
    yield from mistakes(node)
    if isinstance(node, KL):
        swapped = KL(*reversed(node.args)), H(*node.args), H(node.args[0])
        yield from (("law", other) for other in swapped)
    if isinstance(node, Expression):
        yield from (("sign", -node), ("offset", node + 1), ("factor", 2 * node), ("factor", node / 2))


def _ends(node: Basic) -> Iterator[object]:
    """Other ends of a range."""
    match node:
        case Range() if len(node.args) == 2:
            low, high = node.args
            yield Range(low, high - 1)
            yield Range(low + 1, high)
        case Tuple() if len(node.args) == 3:
            v, low, high = node.args
            yield Tuple(v, low, high - 1)
            yield Tuple(v, low, high + 1)
            yield Tuple(v, number(0), high)
            yield Tuple(v, number(2), high)


def all_changes(
    node: Basic, names: Sequence[Basic], laws: Sequence[Distribution]
) -> Iterator[tuple[str, Basic]]:
    """Every change of one part of an expression or statement that can be written, with its kind."""
    for path in node_places(node):
        known = [*names, *_scope(node, path)]
        try:
            options = list(local_changes(_part(node, path), known, laws))
        except (LanguageError, TypeError, AttributeError):
            continue
        for kind, option in options:
            made = _placed(node, path, option)
            if made is not None:
                yield kind, made


def _placed(node: Basic, path: tuple[int, ...], option: object) -> Basic | None:
    """The whole with one part replaced; None when that is no change or nothing that can be written."""
    try:
        out = _rebuilt(node, path, option) if isinstance(option, Basic) else None
        to_kernel(out)
    except (LanguageError, TypeError, AttributeError):
        return None
    return out if isinstance(out, Basic) and out != node else None


def changed(
    node: Basic, source: Random, names: Sequence[Basic], laws: Sequence[Distribution]
) -> Basic | None:
    """One change of an expression at random, or None when the place drawn allows none."""
    path = source.choice(node_places(node))
    known = [*names, *_scope(node, path)]
    try:
        options = [o for _, o in local_changes(_part(node, path), known, laws)]
    except (LanguageError, TypeError, AttributeError):
        return None
    return _placed(node, path, source.choice(options)) if options else None


@dataclass(frozen=True, slots=True)
class Given:
    """A step as it was put to the search: where, and what."""

    name: str
    workspace: Workspace
    context: Any
    left: Basic
    relation: str
    right: Basic
    more: tuple[Any, ...]


@contextmanager
def _recording(name: str, into: list[Given]) -> Iterator[None]:
    real = Workspace.judge

    def judge(self: Workspace, left: Basic, relation: str, right: Basic, *more: Any) -> Any:
        into.append(Given(name, self, self._context, left, relation, right, more))
        return real(self, left, relation, right, *more)

    with patch.object(Workspace, "judge", judge):
        yield


def steps(*names: str) -> list[Given]:
    """All steps of derivations of the library, with the hypotheses they are made under."""
    out: list[Given] = []
    for derivation in chosen(names):
        with _recording(derivation.name, out), suppress(DerivationError):
            run(derivation)
    return out


@dataclass(frozen=True, slots=True)
class FalseProof:
    """A step that was proved although it is false."""

    name: str
    left: Basic
    relation: str
    right: Basic
    counterexample: Counterexample

    def __str__(self) -> str:
        world = {v.name: x for v, x in self.counterexample.world.items()}
        return f"{self.name}: {self.left} {self.relation} {self.right} fails in {world}"


@dataclass(slots=True)
class StepTally:
    """What became of the changed steps."""

    tried: int = 0
    proved_true: int = 0
    proved_undecided: int = 0
    refuted: int = 0
    unproved: int = 0
    crashed: list[str] = field(default_factory=list)
    false: list[FalseProof] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"tried {self.tried}: proved and true in worlds {self.proved_true}, proved and undecided "
            f"{self.proved_undecided}, refuted {self.refuted}, unproved {self.unproved}, "
            f"crashed {len(self.crashed)}, "
            f"FALSE and proved {len(self.false)}"
        )


def known_names(workspace: Workspace, sides: Sequence[Basic]) -> tuple[list[Basic], list[Distribution]]:
    """The variables and distributions that may stand in a line where an author writes it."""
    objects = [o for o in workspace.objects.values() if isinstance(o, Symbol)]
    fixed = [Variable(v.name) for v, _ in workspace.fixed]
    laws = {n for side in sides for n in _laws(side)}
    return [*objects, *fixed], sorted({*laws, *workspace.distributions}, key=str)


def _laws(node: Basic) -> Iterator[Distribution]:
    if isinstance(node, Distribution):
        yield node
        return
    for a in node.args:
        if isinstance(a, Basic):
            yield from _laws(a)


class StepFuzz:
    """Changes steps of real derivations and puts them to the search, under the same hypotheses."""

    def __init__(self, start: Sequence[Given], seed: int = 0) -> None:
        self.start = start
        self.source = Random(seed)
        self.tally = StepTally()

    def run(self, count: int) -> StepTally:
        """Try until ``count`` changed steps have been judged."""
        while self.tally.tried < count:
            self._try()
        return self.tally

    def _try(self) -> None:
        source = self.source
        given = source.choice(self.start)
        left, right, relation = given.left, given.right, given.relation
        names, laws = known_names(given.workspace, (given.left, given.right))
        for _ in range(source.choice((1, 1, 1, 2))):
            here = source.random() < 0.5
            new = changed(left if here else right, source, names, laws)
            if new is not None:
                left, right = (new, right) if here else (left, new)
        if relation in ("<=", "<", ">=", ">") and source.random() < 0.3:
            relation = source.choice(("<=", "<", ">=", ">"))
        if (left, relation, right) == (given.left, given.relation, given.right):
            return
        try:
            goal = relation_term(to_kernel(left), relation, to_kernel(right))
        except (LanguageError, TypeError):
            return
        self.tally.tried += 1
        given.workspace._context = given.context
        try:
            outcome, _ = given.workspace.judge(left, relation, right, *given.more)
        except Exception as error:  # a crash proves nothing, but is worth a report
            self.tally.crashed.append(f"{given.name}: {left} {relation} {right}: {error!r}"[:500])
            return
        match outcome:
            case Proved():
                self._check(given, left, relation, right, goal)
            case Refuted():
                self.tally.refuted += 1
            case _:
                self.tally.unproved += 1

    def _check(self, given: Given, left: Basic, relation: str, right: Basic, goal: Any) -> None:
        engine = given.workspace.prover.engine
        result = trial(goal, given.context.facts, engine.theory, budget=BUDGET)
        if result.counterexample is not None:
            self.tally.false.append(FalseProof(given.name, left, relation, right, result.counterexample))
        elif result.evaluated:
            self.tally.proved_true += 1
        else:
            self.tally.proved_undecided += 1
