"""Numerical integration to many digits on random members of known families: evidence, never a proof.

A line about densities is evaluated with normal, exponential or Beta densities in their place. What is
compared are floating-point numbers, by functions that share no code with the kernel, the rules or the
search. That a line agrees says that it is not plainly wrong; that it disagrees is a reason to look again.

`evidence` says what quadrature has to say of every step of a theorem.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from random import Random
from typing import Any, TypeAlias

import flint
from sympy import Basic, Rational, Symbol, preorder_traversal

from mlekl_symbolic.language import (
    densities,
    distributions,
    expressions,
    integrals,
    probability,
    relations,
    sets,
)
from mlekl_symbolic.language.binders import SolutionSet, Sum
from mlekl_symbolic.language.relations import Statement
from mlekl_symbolic.oracle.integration import BITS, INFINITY, ZERO, Number, integrate, is_zero, number
from mlekl_symbolic.oracle.members import Family, Function, Member, normal
from mlekl_symbolic.oracle.operations import OPERATIONS, NoNumber, unfolded
from mlekl_symbolic.proof.records import Step, Theorem

DIGITS = 12
"""To how many digits two numbers must agree."""
MEMBERS = 3
"""How many random members each line is tried on: one of each family."""
POINTS = 3
"""At how many places a claim about all elements is looked at."""

MIDDLE = (0, 2)
"""Where integrals are cut, so that what members of the families do there is seen."""

Value: TypeAlias = Callable[[Mapping[str, Number]], Number]
"""What a formula stands for, given what its bound variables stand for."""


@dataclass(frozen=True, slots=True)
class Agrees:
    """The two sides were found to be as the line says.

    Attributes
    ----------
    members
        What stood for the densities, in each of the trials.
    digits
        To how many digits.
    """

    members: tuple[str, ...]
    digits: int = DIGITS


@dataclass(frozen=True, slots=True)
class Disagrees:
    """The two sides were found to differ from what the line says, with these members."""

    members: str
    left: str
    right: str


@dataclass(frozen=True, slots=True)
class Silent:
    """Quadrature has nothing to say, for the reason given."""

    reason: str


Evidence: TypeAlias = Agrees | Disagrees | Silent


@lru_cache(maxsize=8)
def evidence(theorem: Theorem) -> Mapping[int, Evidence]:
    """What quadrature says of every step of a theorem about densities, by the step's number.

    Parameters
    ----------
    theorem
        A finished derivation; one that speaks of no integral has no such evidence.
    """
    if not any(_is_continuous(node) for s in theorem.steps for node in (s.lhs, s.rhs)):
        return {}
    givens = [g.statement for g in theorem.givens]
    fixed = list(theorem.fixed)
    with flint.ctx.workprec(BITS):
        drawn = [Trial(k, theorem.declarations, givens, fixed) for k in range(MEMBERS)]
        trials = [t for t in drawn if all(map(t.admits, givens))]
        judged = {
            s.number: _of_step(s, chain.supposed, trials) for chain in theorem.chains for s in chain.steps
        }
    compared = [s for s in theorem.steps if not isinstance(s.lhs, Statement)]
    sides = [side for s in compared if isinstance(judged[s.number], tuple) for side in (s.lhs, s.rhs)]
    return {
        number: Agrees(tuple(t.told(t.behind(sides)) for t in said)) if isinstance(said, tuple) else said
        for number, said in judged.items()
    }


def _is_continuous(node: Basic) -> bool:
    match node:
        case integrals.Integral() | integrals.Integrable():
            return True
        case distributions.Distribution():
            return bool(node.continuous)
    return any(_is_continuous(a) for a in node.args)


def _of_step(
    step: Step, supposed: Iterable[Statement], trials: list[Trial]
) -> tuple[Trial, ...] | Disagrees | Silent:
    """The trials that agree with a step, unless one disagrees or none says anything."""
    agreed: list[Trial] = []
    reason = "no random member satisfies the hypotheses"
    for trial in trials:
        try:
            if not all(trial.holds(s) for s in supposed):
                reason = "no random member satisfies what is supposed"
                continue
            found = trial.judge(step)
        except (NoNumber, ArithmeticError) as error:
            reason = str(error)
            continue
        if isinstance(found, Disagrees):
            return found
        agreed.append(trial)
    return tuple(agreed) or Silent(reason)


class Trial:
    """Numbers and densities for everything that a theorem declares.

    Parameters
    ----------
    seed
        Which family, and which members of it.
    declarations, givens, fixed
        What the theorem speaks of; a given that says what a function is at every place defines it, and
        one that says what a number or its square is defines that.
    """

    def __init__(
        self, seed: int, declarations: Iterable[Basic], givens: list[Statement], fixed: list[Any]
    ) -> None:
        self.source = Random(seed)
        self.family = list(Family)[seed % len(Family)]
        self.members: dict[str, Member] = {}
        self.numbers: dict[str, Fraction] = {}
        self._exact: dict[str, Number] = {}
        self._formulas: dict[str, tuple[Symbol, Basic]] = {}
        self._values: dict[str, tuple[Basic, int]] = {}
        self._halved: set[str] = set()
        self._natural = {
            g.args[0] for g in givens if isinstance(g, relations.Member) and g.args[1] == sets.Naturals()
        }
        self._positive = {g.args[0] for g in givens if isinstance(g, relations.Greater) and g.rhs == 0}
        self._integrals: dict[Basic, Number] = {}
        self._densities: dict[str, tuple[Member, Function]] = {}
        self._read: dict[Basic, Value] = {}
        for given in givens:
            self._define(given)
        for declared in declarations:
            if isinstance(declared, Symbol) and declared.name not in self._values:
                self.numbers[declared.name] = self._number(declared)
        for chosen in fixed:
            try:
                self.numbers[chosen.args[0].name] = self._place(chosen.args[1])
            except NoNumber:
                self.numbers.pop(chosen.args[0].name, None)
        # A fixed variable may have been read before its number was known.
        self._exact.clear()

    def __str__(self) -> str:
        return self.told({*self.numbers, *(name.partition("[")[0] for name in self.members)})

    def told(self, names: Container[str]) -> str:
        """What stands for the objects with the given names."""
        members = {name: m for name, m in self.members.items() if name.partition("[")[0] in names}
        named = [f"{name} = {m}{'/2' if name in self._halved else ''}" for name, m in members.items()]
        numbers = [f"{n} = {v}" for n, v in self.numbers.items() if n in names]
        return ", ".join((*named, *numbers)) or "the laws as they stand"

    def behind(self, formulas: Iterable[Basic]) -> set[str]:
        """The names in the formulas, and those in what these stand for."""
        found: set[str] = set()
        left = list(formulas)
        while left:
            for name in _names(left.pop()) - found:
                found.add(name)
                defined = self._values.get(name, ()), self._formulas.get(name, ())
                left.extend(part for parts in defined for part in parts if isinstance(part, Basic))
        return found

    def _define(self, given: Basic) -> None:
        match given:
            case relations.ForAll(body=relations.Equal(args=(at, value)), variable=variable):
                name = _function_at(at, variable)
                if name is not None:
                    self._formulas[name] = (variable, value)
            case relations.Equal(args=(value, Symbol(name=name))):
                self._values[name] = (value, 1)
            case relations.Equal(
                args=(value, expressions.Power(args=(Symbol(name=name), Rational(p=2, q=1))))
            ):
                self._values[name] = (value, 2)

    def _number(self, symbol: Symbol) -> Fraction:
        if symbol in self._natural:
            return Fraction(self.source.randint(1, 6))
        drawn = Fraction(self.source.randint(1, 12), self.source.randint(3, 6))
        return drawn if symbol in self._positive or self.source.random() < 0.5 else -drawn

    def _place(self, region: Basic) -> Fraction:
        match region:
            case sets.Naturals():
                return Fraction(self.source.randint(1, 6))
            case sets.Range(args=(low, high)):
                first, last = (round(float(self.value(end, {}))) for end in (low, high))
                if first > last:
                    raise NoNumber(f"{region} is empty")
                return Fraction(self.source.randint(first, last))
        low, high = self.ends(region)
        share = Fraction(self.source.randint(1, 19), 20)
        if low == -INFINITY:
            return 4 * share - 2
        return Fraction(float(low)) + share * (3 if high == INFINITY else Fraction(float(high - low)))

    def ends(self, region: Basic) -> tuple[Number, Number]:
        """The ends of an interval; a set known by its name is where the members of the family live."""
        match region:
            case sets.Reals():
                return -INFINITY, INFINITY
            case sets.Interval(kind="ioi", args=(low,)):
                return self.value(low, {}), INFINITY
            case sets.Interval(args=(low, high)):
                return self.value(low, {}), self.value(high, {})
            case sets.NamedSet() if not isinstance(region, sets.FiniteSet):
                return self.family.ends
        raise NoNumber(f"{region} is no interval")

    def member(self, name: str, region: Basic, key: str = "") -> Member:
        """The density that stands for a name."""
        family = self.family
        if isinstance(region, sets.Reals):
            family = Family.NORMAL
        elif isinstance(region, sets.Interval):
            raise NoNumber(f"no family lives on {region}")
        if name + key not in self.members:
            made = self._drawn(family)
            while made in self.members.values():
                made = self._drawn(family)
            self.members[name + key] = made
        return self.members[name + key]

    def _drawn(self, family: Family) -> Member:
        draw = tuple(Fraction(self.source.randint(2, 12), self.source.choice((2, 3, 4))) for _ in range(2))
        match family:
            case Family.NORMAL:
                return Member(family, draw)
            case Family.EXPONENTIAL:
                return Member(family, draw[:1])
            case Family.BETA:
                return Member(family, (1 + draw[0], 1 + draw[1]))

    def admits(self, given: Statement) -> bool:
        """Whether a hypothesis holds for these members, as far as numbers tell."""
        before = dict(self.members)
        try:
            return self.holds(given)
        except NoNumber:
            return True
        finally:
            # Members of a model that only a quantified hypothesis speaks of are none of the page's.
            drawn = {name: member for name, member in self.members.items() if "[" not in name}
            self.members = {**before, **drawn}

    def holds(self, statement: Statement, bound: Mapping[str, Number] | None = None) -> bool:
        """Whether a comparison holds, up to the digits asked for."""
        bound = bound or {}
        match statement:
            case relations.ForAll():
                return all(self.holds(statement.body, {**bound, **at}) for at in self._places(statement))
            case relations.And(args=(a, b)):
                return self.holds(a, bound) and self.holds(b, bound)
            case relations.Relation(lhs=left, rhs=right) if not isinstance(
                left, Statement | sets.SetExpression
            ):
                return compared(statement.sign, self.value(left, bound), self.value(right, bound))
        raise NoNumber(f"whether {statement} holds is not a matter of numbers")

    def _places(self, node: Any) -> Iterator[dict[str, Number]]:
        for _ in range(POINTS):
            yield {node.variable.name: number(self._place(node.domain))}

    def judge(self, step: Step) -> Evidence:
        """What these members say of a line."""
        if isinstance(step.lhs, Statement):
            if step.relation == "claim":
                said = self.holds(step.lhs)
                return Agrees(()) if said else Disagrees(str(self), str(step.lhs), "")
            raise NoNumber("an equivalence of statements")
        if isinstance(step.lhs, SolutionSet | sets.SetExpression):
            raise NoNumber("a set of optimisers")
        left, right = self.value(step.lhs, {}), self.value(step.rhs, {})
        if compared(step.relation, left, right):
            return Agrees(())
        return Disagrees(str(self), *(side.str(DIGITS, radius=False) for side in (left, right)))

    # Values -----------------------------------------------------------------------------------

    def value(self, node: Basic, bound: Mapping[str, Number]) -> Number:
        """The number that an expression stands for."""
        return self._reading(node)(bound)

    def _reading(self, node: Basic) -> Value:
        """How the number is found, which is worked out once: an integral asks for thousands."""
        if node not in self._read:
            self._read[node] = self._read_anew(node)
        return self._read[node]

    def _read_anew(self, node: Basic) -> Value:
        if (operation := OPERATIONS.get(type(node))) is not None:
            return _operated(operation, [self._reading(a) for a in node.args])
        match node:
            case Rational():
                constant = number(Fraction(int(node.p), int(node.q)))
                return lambda _: constant
            case Symbol(name=name):
                return lambda bound: bound[name] if name in bound else self._look_up(name)
            case expressions.Pi():
                return lambda _: flint.arb.pi()
            case integrals.Integral():
                names = frozenset(s.name for s in node.free_symbols if isinstance(s, Symbol))
                return lambda bound: self._integral(node, names, bound)
            case distributions.Mass():
                return self._density(node.distribution, self._reading(node.letter))
            case expressions.Apply(args=(function, at)):
                argument = self._reading(at)
                return lambda bound: self._applied(function.name, argument(bound))
            case distributions.Functional() if node.continuous:
                return lambda bound: self.value(unfolded(node), bound)
            case probability.Expectation() if node.distribution.continuous:
                return self._reading(probability.averaged(node))
            case probability.Variance() if node.distribution.continuous:
                return self._reading(probability.squared_deviation(node))
            case Sum():
                return _without("a sum over data")
        return _without(f"{type(node).__name__} has no number here")

    def _look_up(self, name: str) -> Number:
        if name in self._values:
            value, power = self._values[name]
            found = self.value(value, {})
            if found < 0 and power != 1:
                raise NoNumber(f"the square of {name} would be negative")
            return found.sqrt() if power == 2 else found
        if name not in self.numbers:
            raise NoNumber(f"{name} is not declared")
        if name not in self._exact:
            self._exact[name] = number(self.numbers[name])
        return self._exact[name]

    def _applied(self, name: str, at: Number) -> Number:
        if name in self._formulas:
            variable, formula = self._formulas[name]
            return self.value(formula, {variable.name: at})
        self._halved.add(name)
        return self._at(name, sets.NamedSet(name), "", at) / 2

    def _at(self, name: str, region: Basic, key: str, at: Number) -> Number:
        member = self.member(name, region, key)
        made, density = self._densities.get(name + key, (None, None))
        if density is None or made is not member:
            density = member.density()
            self._densities[name + key] = member, density
        return density(at)

    def _density(self, law: Basic, letter: Value) -> Value:
        match law:
            case densities.Gaussian(mean=mean, deviation=deviation):
                return _gaussian(letter, self._reading(mean), self._reading(deviation))
            case densities.Exponential(rate=rate):
                per = self._reading(rate)

                def exponential(bound: Mapping[str, Number]) -> Number:
                    at, r = letter(bound), per(bound)
                    return r * (-r * at).exp()

                return exponential
            case densities.Density(name=name) if name in self._formulas:
                return lambda bound: self._applied(name, letter(bound))
            case densities.Density(name=name):
                return lambda bound: self._at(name, law.over, "", letter(bound))
            case distributions.ModelMember(model=model, parameter=parameter) if model.continuous:
                key = f"[{parameter}]"
                return lambda bound: self._at(model.name, model.over, key, letter(bound))
        return _without(f"{law} has no density")

    def _integral(
        self, node: integrals.Integral, names: frozenset[str], bound: Mapping[str, Number]
    ) -> Number:
        if isinstance(node.domain, sets.Singleton):
            return ZERO
        closed = names.isdisjoint(bound)
        if closed and node in self._integrals:
            return self._integrals[node]
        low, high = self.ends(node.domain)
        if not low < high:
            return ZERO
        middle = [c for c in MIDDLE if low < c < high]
        name, body = node.variable.name, self._reading(node.body)
        here = dict(bound)

        def at(x: Number) -> Number:
            here[name] = x
            return body(here)

        found = integrate(at, [low, *map(flint.arb, middle), high])
        if closed:
            self._integrals[node] = found
        return found


def _gaussian(letter: Value, mean: Value, deviation: Value) -> Value:
    """A normal density, which is set up anew only where its parameters are others than before."""
    known: tuple[Number, Number] = (None, None)
    density: Function = abs

    def gaussian(bound: Mapping[str, Number]) -> Number:
        nonlocal known, density
        middle, width = mean(bound), deviation(bound)
        if is_zero(width):
            return ZERO
        if middle is not known[0] or width is not known[1]:
            known, density = (middle, width), normal(middle, abs(width))
        return density(letter(bound))

    return gaussian


def _operated(operation: Function, parts: Sequence[Value]) -> Value:
    match parts:
        case [a]:
            return lambda bound: operation(a(bound))
        case [a, b]:
            return lambda bound: operation(a(bound), b(bound))
    return lambda bound: operation(*[part(bound) for part in parts])


def _without(reason: str) -> Value:
    def missing(_: Mapping[str, Number]) -> Number:
        raise NoNumber(reason)

    return missing


def compared(sign: str, left: Number, right: Number) -> bool:
    """Whether two numbers compare as a sign says, up to the digits asked for."""
    left, right = (flint.arb(side).mid() for side in (left, right))
    slack = flint.arb(10) ** -DIGITS * (1 + abs(left) + abs(right))
    match sign:
        case "=":
            return bool(abs(left - right) <= slack)
        case "!=":
            return bool(abs(left - right) > slack)
        case "<=" | "<":
            return bool(left <= right + slack)
        case ">=" | ">":
            return bool(left >= right - slack)
    raise NoNumber(f"{sign} compares no numbers")


def _names(node: Basic) -> set[str]:
    free = {s.name for s in node.free_symbols if isinstance(s, Symbol)}
    objects = (expressions.FunctionSymbol, distributions.MassFunction, distributions.Model)
    return free | {part.name for part in preorder_traversal(node) if isinstance(part, objects)}


def _function_at(at: Basic, variable: Symbol) -> str | None:
    match at:
        case distributions.Mass(distribution=densities.Density(name=name), letter=letter):
            return name if letter == variable else None
        case expressions.Apply(args=(function, argument)):
            return str(function.name) if argument == variable else None
    return None
