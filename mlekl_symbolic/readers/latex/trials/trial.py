"""Lines tried in small worlds: where one is false, and whether that refutes it or shows a condition."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from random import Random

from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.diagnostics import Span
from mlekl_symbolic.readers.latex.elaborate.usage import is_functional
from mlekl_symbolic.readers.latex.notation import Notation
from mlekl_symbolic.readers.latex.roles import key as stem_of
from mlekl_symbolic.readers.latex.scope import bound_by
from mlekl_symbolic.readers.latex.show import shown
from mlekl_symbolic.readers.latex.trials import jets
from mlekl_symbolic.readers.latex.trials.evaluate import Evaluator, compared
from mlekl_symbolic.readers.latex.trials.jets import Undefined
from mlekl_symbolic.readers.latex.trials.names import Definition, head
from mlekl_symbolic.readers.latex.trials.roles import Roles, points, roles_of
from mlekl_symbolic.readers.latex.trials.usual import MEANT, usual
from mlekl_symbolic.readers.latex.trials.world import Point, World
from mlekl_symbolic.refute import values as v
from mlekl_symbolic.refute.witness import Witness

RELATIONS = frozenset("=≔≡≤≥<>∝")
ALPHABETS: tuple[Point, ...] = ((0, 1), (0, 1), (1, 2), (Fraction(-1, 2), Fraction(1, 2)), (0, 3))
_EQUALITIES = frozenset("=≔≡∝")
_BARE = re.compile(r"[\[{].*|[*'^].*")
"""What a name has besides its letter and marks."""
_DIMENSIONS = frozenset("dDknmp")
_BESIDE = ("law", "letter", "size", "event", "moment", "vector")
"""What may be on one side only."""
WORLDS = 14
MOST_NODES = 120_000
"""How many nodes of formulas all worlds of one line together may visit."""


@dataclass(frozen=True, slots=True)
class Found:
    """A world in which a line is false.

    Attributes
    ----------
    witness
        The world.
    refutes
        Whether the line is false whatever its text may have said before; if not, it may say what one of
        its names stands for, or state a condition.
    """

    witness: Witness
    refutes: bool


@dataclass(frozen=True, slots=True)
class Said:
    """A line as it is tried.

    Attributes
    ----------
    left, relation, right
        What it claims.
    span
        Where it stands.
    is_guess
        Whether it is only what the line can be read as.
    """

    left: s.Expression
    relation: str
    right: s.Expression
    span: Span
    is_guess: bool = False


@dataclass(frozen=True, slots=True)
class Trials:
    """What the lines of a document are tried with.

    Attributes
    ----------
    roles
        What its names are.
    definitions
        What it says that they stand for, or what they usually stand for.
    defining
        The lines that say so.
    usual
        The names that it does not define.
    literal
        What it defines for some arguments that are no plain names.
    """

    roles: Roles
    definitions: Mapping[str, Definition]
    defining: frozenset[Span]
    usual: frozenset[str] = frozenset()
    literal: Mapping[s.Expression, s.Expression] = field(default_factory=dict)

    def found(self, line: Said, chain: tuple[str, ...] = ()) -> Found | None:
        """A small world in which a line is false, or None when none was found, which proves nothing.

        Parameters
        ----------
        line
            The line.
        chain
            The letters that form a Markov chain, in order.
        """
        if line.relation not in RELATIONS or line.span in self.defining:
            return None
        if _is_ambiguous(line, self.roles):
            return None
        spent = 0
        relevant = self._letters(line)
        for n in range(WORLDS):
            world = World(Random(n), n == 0, 1 + (n + 1) % 3, ALPHABETS[n % len(ALPHABETS)], chain)
            sides = [self._evaluator(world, relevant) for _ in range(2)]
            try:
                seen = _sides(sides, line)
            except (Undefined, v.Unknown, RecursionError, OverflowError, ValueError):
                seen = None
            spent += sum(e.nodes for e in sides)
            if seen is not None and not _has_dimension(*sides):
                refutes = self._refutes(line, *sides)
                if not refutes and self._is_special(line, *sides):
                    return None
                return Found(_witness(world, *seen), refutes)
            if spent > MOST_NODES:
                return None
        return None

    def _evaluator(self, world: World, relevant: frozenset[str]) -> Evaluator:
        return Evaluator(self.roles, self.definitions, world, self.usual, self.literal, relevant)

    def _letters(self, line: Said) -> frozenset[str]:
        """The letters of what is drawn in a line, or in what its names stand for."""
        waiting: list[s.Expression] = [line.left, line.right, *self.literal.values()]
        met: set[str] = set()
        letters: set[str] = set()
        while waiting:
            for name in (n for n in s.walk(waiting.pop()) if isinstance(n, s.Name)):
                letters |= {name.letter.lower()} if self.roles.is_random(name) else set()
                for called in {head(name), f"{head(name)}()", self.roles.stem(name)} - met:
                    met.add(called)
                    waiting += [self.definitions[called].body] if called in self.definitions else []
        return frozenset(letters)

    def is_rounded(self, line: Said) -> bool:
        """Whether the sides of an equation agree only as far as its digits go."""
        if line.relation != "=" or not _digits(line):
            return False
        world = World(Random(0), simple=True, size=1)
        evaluator = self._evaluator(world, frozenset())
        try:
            left, right = (jets.number(evaluator.value(tree, {})) for tree in (line.left, line.right))
            return not evaluator.touched and _nearly(line, left, right) and not v.same(left, right)
        except (Undefined, v.Unknown, RecursionError, OverflowError, ValueError):
            return False

    def _refutes(self, line: Said, left: Evaluator, right: Evaluator) -> bool:
        """Whether a line is false whatever its text has said before."""
        mine, theirs = left.touched, right.touched
        heads = {head(n) for side in (line.left, line.right) for n in s.walk(side) if isinstance(n, s.Name)}
        if (
            line.is_guess
            or heads & self.usual
            or any(kind in ("function", "doubtful") for kind, _ in mine | theirs)
        ):
            return False
        if _supposes_independence(line, self.roles):
            return False
        declared = frozenset(self.roles.notation.entries)
        if not self._balanced(mine, theirs, declared):
            return False
        laws, others = ({n for kind, n in side if kind == "law"} for side in (mine, theirs))
        letters, more = ({n for kind, n in side if kind == "letter"} for side in (mine, theirs))
        whole = {kind for kind, _ in mine | theirs}
        nested = laws == others or (
            line.relation not in _EQUALITIES and bool(laws and others) and (laws <= others or others <= laws)
        )
        if (not nested and not {"event", "moment"} <= whole and not laws ^ others <= declared) or (
            line.relation in _EQUALITIES and not (letters <= more or more <= letters)
        ):
            return False
        return not (_is_rational(line.left, self.roles) and _is_rational(line.right, self.roles))

    def _is_special(self, line: Said, left: Evaluator, right: Evaluator) -> bool:
        """Whether a line is about laws that are given by formulas, and says what is true of those only."""
        mine, theirs = left.touched, right.touched
        laws = [{n for kind, n in side if kind == "law"} for side in (mine, theirs)]
        if line.relation == "∝" and laws[0] != laws[1]:
            return True
        by_formula = ("doubtful", "formula") in mine | theirs
        return by_formula and not self._balanced(mine, theirs, frozenset())

    def _balanced(
        self, mine: set[tuple[str, str]], theirs: set[tuple[str, str]], declared: frozenset[str]
    ) -> bool:
        """Whether both sides are about the same numbers, points and parameters, or about declared ones."""
        about = [{t for t in side if t[0] not in _BESIDE} for side in (mine, theirs)]
        differing = {name for _, name in about[0] ^ about[1]}
        return all({_BARE.sub("", n), n.replace("[", "_").strip("]")} & declared for n in differing)


def trials_of(lines: Sequence[Said], notation: Notation) -> Trials:
    """What the lines of a document are tried with."""
    # The right side of a line is the left side of the next, as the same object.
    trees = list({id(tree): tree for line in lines for tree in (line.left, line.right)}.values())
    roles = roles_of(trees, notation)
    heads = {id(t): frozenset(head(n) for n in s.walk(t) if isinstance(n, s.Name)) for t in trees}
    definitions: dict[str, Definition] = {}
    defining: set[Span] = set()
    seen: set[str] = set()
    for stated in (True, False):
        seen.clear()
        for line in lines:
            made = _definition(line, roles, seen)
            said = line.relation in "≔≡" and bool(line.relation)
            if made is not None and made[0] not in definitions and (said or not stated):
                definitions[made[0]] = made[1]
                defining.add(line.span)
            seen |= heads[id(line.left)] | heads[id(line.right)]
    meant = usual(trees, roles)
    assumed = {name: made for name, made in meant.items() if name not in definitions}
    left_over = [x for x in lines if x.relation == "≔" and x.span not in defining]
    literal = {x.left: x.right for x in left_over}
    spans = {x.span for x in left_over if literal[x.left] is x.right}
    return Trials(roles, {**definitions, **assumed}, frozenset(defining | spans), frozenset(assumed), literal)


def _definition(line: Said, roles: Roles, seen: set[str]) -> tuple[str, Definition] | None:
    """What a line says that a new name stands for."""
    if line.relation not in ("=", "≔", "≡") or isinstance(line.right, s.Chain | s.Optimum):
        return None
    applied = isinstance(line.left, s.Apply)
    name = line.left.function if isinstance(line.left, s.Apply) else line.left
    if not isinstance(name, s.Name) or is_functional(name) or roles.is_random(name):
        return None
    arguments = [i for g in line.left.groups for i in g] if isinstance(line.left, s.Apply) else []
    parameters = [*name.indices, *name.upper, *arguments]
    if not all(isinstance(p, s.Name) for p in parameters) or (len(parameters) and not _new(parameters)):
        return None
    inside = {head(n) for n in s.walk(line.right) if isinstance(n, s.Name)}
    if head(name) in inside:
        return None
    said = line.relation != "="
    is_law = roles.is_law(name)
    if is_law and _speaks_of_laws(line.right, roles) and not said:
        return None
    if head(name) in MEANT and not said and not applied:
        return None
    if not is_law and not said and (head(name) in seen or roles.is_parameter(name)):
        return None
    if not applied and not is_law and head(name) in roles.usage.sizes:
        return None
    called = head(name) + ("()" if applied and not is_law else "")
    if is_law:
        bars = isinstance(line.left, s.Apply) and bool(line.left.bars)
        parameters = [p for p in arguments if isinstance(p, s.Name) and roles.is_random(p)]
        if bars or len(parameters) != len(arguments):
            return called, Definition((), s.Dots())
    return called, Definition(tuple(p for p in parameters if isinstance(p, s.Name)), line.right)


def _speaks_of_laws(node: s.Node, roles: Roles) -> bool:
    """Whether a formula contains a law, other than as a label of some other name."""
    if isinstance(node, s.Name):
        return roles.is_law(node)
    if isinstance(node, s.Apply) and roles.is_law(node.function):
        return True
    return any(_speaks_of_laws(part, roles) for part in s.parts(node))


def _new(parameters: Sequence[s.Expression]) -> bool:
    names = [(p.letter, p.marks) for p in parameters if isinstance(p, s.Name)]
    return len(set(names)) == len(names)


def _sides(sides: Sequence[Evaluator], line: Said) -> tuple[str, str, str, str] | None:
    """The values of the two sides in a world where the line is false; None where it is true."""
    left, right = line.left, line.right
    if isinstance(left, s.Optimum) and isinstance(right, s.Optimum) and _is_set(left) and _is_set(right):
        best = [e.optimisers(tree, {}) for e, tree in zip(sides, (left, right), strict=True)]
        return None if best[0] == best[1] else (_set(best[0]), _set(best[1]), "", "")
    if line.relation == "∝":
        return _ratios(sides, left, right)
    for one, other, sign in ((left, right, 1), (right, left, -1)):
        if isinstance(one, s.Optimum) and _is_set(one) and not isinstance(other, s.Optimum):
            made = _not_optimal(sides[0 if sign > 0 else 1], sides[1 if sign > 0 else 0], one, other)
            return made if made is None or sign > 0 else (made[1], made[0], "", "")
    mine, theirs = (jets.number(e.value(tree, {})) for e, tree in zip(sides, (left, right), strict=True))
    if compared(mine, line.relation, theirs) or (line.relation == "=" and _nearly(line, mine, theirs)):
        return None
    shown = [v.show(value) for value in (mine, theirs)]
    decimals = [v.decimal(x) if isinstance(x, v.ClosedForm) else "" for x in (mine, theirs)]
    return shown[0], shown[1], decimals[0], decimals[1]


def _ratios(
    sides: Sequence[Evaluator], left: s.Expression, right: s.Expression
) -> tuple[str, str, str, str] | None:
    """Two ratios of the sides that differ, for two values of what the left side is a law of."""
    evaluator = sides[0]
    varying = evaluator.varying(left)
    values = [
        [jets.number(e.value(t, {varying: at})) for e, t in zip(sides, (left, right), strict=True)]
        for at in evaluator.values(varying)
    ]
    first = v.divide(*values[0])
    for mine, theirs in values[1:]:
        ratio = v.divide(mine, theirs)
        if not v.same(first, ratio):
            return f"a ratio of {v.show(first)}", f"a ratio of {v.show(ratio)}", "", ""
    return None


def _not_optimal(
    inside: Evaluator, beside: Evaluator, optimum: s.Optimum, value: s.Expression
) -> tuple[str, str, str, str] | None:
    """A place where an optimum over a number is better reached than where a line says."""
    place = jets.number(beside.value(value, {}))
    found = inside.beaten(optimum, place)
    if found is None:
        return None
    better, (there, here) = found
    name = shown(optimum.over.variables[0]) if isinstance(optimum.over, s.Over) else ""
    places = (f"{v.show(there)} at {name} = {v.show(better)}", f"{v.show(here)} at {name} = {v.show(place)}")
    return *places, "", ""


def _is_set(node: s.Optimum) -> bool:
    return node.kind.startswith("arg")


def _has_dimension(left: Evaluator, right: Evaluator) -> bool:
    """Whether a line about vectors, which have one entry here, speaks of their dimension."""
    touched = left.touched | right.touched
    sized = any(kind in ("size", "number") and name in _DIMENSIONS for kind, name in touched)
    return sized and any(kind == "vector" for kind, _ in touched)


def _set(points: frozenset[jets.Value]) -> str:
    return "{" + ", ".join(sorted(v.show(jets.number(p)) for p in points)) + "}"


def _witness(world: World, left: str, right: str, near_left: str, near_right: str) -> Witness:
    return Witness(tuple(world.said()), left, right, near_left, near_right)


def _is_rational(node: s.Expression, roles: Roles) -> bool:
    """Whether a side only adds, multiplies and divides masses, as where an equation says how laws factor."""
    match node:
        case s.Number():
            return True
        case s.Apply(function):
            return roles.is_law(function)
        case s.Factors(factors):
            return all(_is_rational(f.body, roles) for f in factors)
        case s.Terms(terms):
            return all(_is_rational(t.body, roles) for t in terms)
        case s.Fraction(top, bottom):
            return _is_rational(top, roles) and _is_rational(bottom, roles)
        case s.Big(_, _, body) | s.Integral(body):
            return _is_rational(body, roles)
    return False


def _is_ambiguous(line: Said, roles: Roles) -> bool:
    """Whether a letter stands for all observations in one law and for one of them in another."""
    bare: set[str] = set()
    indexed: set[str] = set()
    for tree in (line.left, line.right):
        for node in _free_applications(tree, frozenset()):
            for name in points(node[0]):
                letter = name.letter.lower()
                if name.indices or name.upper:
                    indexed.add(letter)
                elif letter not in node[1]:
                    bare.add(letter)
    return bool(bare & indexed - roles.processes)


def _free_applications(node: s.Node, bound: frozenset[str]) -> Iterator[tuple[s.Apply, frozenset[str]]]:
    inside = bound | {c.lower() for c in bound_by(node)}
    if isinstance(node, s.Mean):
        inside |= {n.letter.lower() for u in node.under if isinstance(u, s.Apply) for n in points(u)}
        if any(isinstance(u, s.Name) for u in node.under):
            inside |= {n.letter.lower() for n in s.walk(node) if isinstance(n, s.Name)}
    if isinstance(node, s.Apply):
        yield node, inside
        if is_functional(node.function):
            inside |= {n.letter.lower() for n in s.walk(node) if isinstance(n, s.Name)}
    for part in s.parts(node):
        yield from _free_applications(part, inside)


def _digits(line: Said) -> list[str]:
    """The numbers of a line that are written with a point."""
    nodes = (n for t in (line.left, line.right) for n in s.walk(t))
    return [n.digits for n in nodes if isinstance(n, s.Number) and "." in n.digits]


def _nearly(line: Said, left: v.Number, right: v.Number) -> bool:
    """Whether two sides agree as far as the digits go that a rounded one shows."""
    digits = _digits(line)
    if not digits:
        return False
    places = min(len(d.partition(".")[2]) for d in digits)
    return v.below(jets.number(jets.absolute(v.subtract(left, right))), Fraction(6, 10 ** (places + 1)))


def _supposes_independence(line: Said, roles: Roles) -> bool:
    """Whether a line may rest on an independence of which its text has spoken.

    So may one in which one thing is drawn given more in one place and given less in another.
    """
    given: dict[tuple[str, str], set[frozenset[str]]] = {}
    for tree in (line.left, line.right):
        for node in s.walk(tree):
            if not isinstance(node, s.Apply) or len(node.groups) < 2:
                continue
            if not (roles.is_law(node.function) or node.function.letter in ("H", "h", "I")):
                continue
            own = ",".join(sorted(n.letter.lower() for n in points(node) if n in node.groups[0]))
            rest = frozenset(n.letter.lower() for n in points(node) if n not in node.groups[0])
            rest -= {c for c in rest if c not in roles.random}
            given.setdefault((stem_of(node.function), own), set()).add(rest)
    return any(a < b and a for found in given.values() for a in found for b in found)
