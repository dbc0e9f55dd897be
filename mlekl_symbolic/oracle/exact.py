"""Exact worlds: small worlds in which nothing is left open and every hypothesis holds.

They are what an opinion rests on where SymPy decides nothing symbolically: evidence, not a proof.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from random import Random
from typing import TypeAlias

from sympy import Basic, Expr, Rational, S, Symbol
from sympy.core.function import AppliedUndef

from mlekl_symbolic.language import Converges, ForAll, Interval, NamedSet, Naturals, SetExpression, Statement
from mlekl_symbolic.oracle.bounds import between_bounds
from mlekl_symbolic.oracle.comparisons import ORDERS
from mlekl_symbolic.oracle.designs import DESIGNS, Design
from mlekl_symbolic.oracle.equations import Unknowns, solved
from mlekl_symbolic.oracle.evaluate import elements, value
from mlekl_symbolic.oracle.opinion import InexpressibleError, Silence
from mlekl_symbolic.oracle.statements import same_elements, solutions, truth
from mlekl_symbolic.oracle.world import Point, World
from mlekl_symbolic.oracle.worlds import LARGER, SIZES, Names, all_worlds, is_late
from mlekl_symbolic.oracle.zero import opened, sign_of

PARAMETERS = ((S.One, Rational(2)), (Rational(1, 2), S.One, Rational(3, 2)), (S.One,))
"""The elements that parameter sets known by name have in exact worlds."""
Way: TypeAlias = tuple[type[Design], Unknowns]
"""How numbers are drawn, and what equations are solved for."""
ENOUGH, TRIED = 12, 160
"""How many exact worlds are wanted, and how many are tried for."""
_FAIR, _ALIKE = 3, 4
"""How often every way to choose numbers is tried before those without success are left out, and how many
worlds of one way are enough."""


class Numbers:
    """Exact numbers for the symbols of a world, drawn when they are met.

    Parameters
    ----------
    design
        How they are drawn.
    names
        What the free names stand for.
    equations
        What some symbols are in terms of others.

    Attributes
    ----------
    met
        Masses by distribution and letter, and values of functions by name and arguments, once they are known.
    """

    def __init__(self, design: Design, names: Names, equations: Point) -> None:
        self.design = design
        self.names = names
        self.equations = equations
        self.met: dict[tuple[object, ...], Expr] = {}
        self._known: dict[Expr, Expr] = {}
        self._shares: dict[str, dict[Expr, Expr]] = {}
        self._sought: set[Expr] = set()

    def of(self, given: Expr, world: World) -> Expr:
        """The number that an expression is when all its symbols have theirs."""
        if given.is_Number or not (given.free_symbols or given.atoms(AppliedUndef)):
            return given
        if isinstance(given, Symbol | AppliedUndef):
            return self._atom(given, world)
        return opened(given.func(*(self.of(a, world) for a in given.args)))

    def _atom(self, atom: Expr, world: World) -> Expr:
        if isinstance(atom, AppliedUndef):
            atom = atom.func(*(self.of(a, world) for a in atom.args))
        if atom not in self._known:
            if atom in self._sought:
                raise InexpressibleError(f"the equations give {atom} by itself")
            self._sought.add(atom)
            given = self.equations.get(atom)
            self._known[atom] = self._drawn(atom, world) if given is None else self.of(given, world)
        return self._known[atom]

    def _drawn(self, atom: Expr, world: World) -> Expr:
        if isinstance(atom, Symbol):
            family = next((of for of, masses in world.masses.items() if atom in masses), None)
            return self._number(atom) if family is None else self._mass(atom, family, world)
        name = atom.func.__name__
        if name in self.names.counting:
            return S(self.design.count(name, atom.args))
        if name in self.names.spelling:
            letters = elements(self.names.spelling[name], world)
            return self.design.letter(name, atom.args, letters)
        return self.design.value(name, atom.args)

    def _mass(self, atom: Symbol, family: str, world: World) -> Expr:
        """A share of what masses given by equations leave over."""
        if family not in self._shares:
            self._shares[family] = self._shared_out(family, world)
        return self._shares[family][atom]

    def _shared_out(self, family: str, world: World) -> dict[Expr, Expr]:
        masses = world.masses[family]
        fixed = {m: self.of(self.equations[m], world) for m in masses if m in self.equations}
        drawn = self.design.weights(family, masses)
        weights = {m: w for m, w in zip(masses, drawn, strict=True) if m not in fixed}
        rest = 1 - sum(fixed.values(), S.Zero)
        total = sum(weights.values())
        return {m: rest * w / total if total else S.Zero for m, w in weights.items()}

    def _number(self, atom: Symbol) -> Expr:
        match self.names.homes.get(atom.name):
            case Interval(kind=kind, args=ends) if all(e.is_Rational for e in ends):
                low = ends[0]
                if kind == "ioi":
                    return low + self.design.positive(atom.name)
                share = Rational(self.design.draw(atom.name).randint(1, 6), 7)
                return low + share * (ends[1] - low)
        return self.design.positive(atom.name) if atom.is_positive else self.design.number(atom.name)


@dataclass(frozen=True, slots=True)
class ExactWorld(World):
    """A small world in which every symbol has an exact value.

    Attributes
    ----------
    numbers
        The values.
    """

    numbers: Numbers = field(kw_only=True, compare=False)

    def mass(self, of: str, over: Sequence[Expr], letter: Expr) -> Expr:
        """The mass of a letter."""
        met = self.numbers.met
        if (of, letter) not in met:
            met[of, letter] = self.numbers.of(World.mass(self, of, over, letter), self)
        return met[of, letter]

    def applied(self, name: str, args: tuple[Expr, ...]) -> Expr:
        """The value of a function.

        Raises
        ------
        InexpressibleError
            When an argument is not known.
        """
        met = self.numbers.met
        if (name, args) not in met:
            if any(a.free_symbols for a in args):
                raise InexpressibleError(f"{name} is drawn at numbers only, not at {args}")
            met[name, args] = self.numbers.of(World.applied(self, name, args), self)
        return met[name, args]

    def __str__(self) -> str:
        names = {n: v for n, v in self.names.items() if not v.is_Integer}
        return ", ".join([World.__str__(self), *(f"{n} = {v}" for n, v in names.items())])


def exact_worlds(names: Names, givens: Iterable[Statement]) -> Iterator[ExactWorld]:
    """Exact worlds in which all hypotheses hold, the same on every run, `ENOUGH` at most."""
    stated = tuple(givens)
    bases = next(filter(None, (list(all_worlds(names, stated, sizes)) for sizes in (SIZES, *LARGER))), [])
    Random(0).shuffle(bases)
    return islice(_found(bases, names, stated), ENOUGH)


def _found(bases: Sequence[World], names: Names, stated: tuple[Statement, ...]) -> Iterator[ExactWorld]:
    found: Counter[Way] = Counter()
    ways: list[Way] = [(kind, "numbers") for kind in DESIGNS]
    for number in range(TRIED if bases else 0):
        if number == _FAIR * len(DESIGNS) and found.total() < _ALIKE:
            ways += [(kind, "anything") for kind in DESIGNS]
        elif number >= _FAIR * len(ways) and found.total() >= _ALIKE:
            ways = [w for w in ways if 0 < found[w] < _ALIKE]
            if not ways:
                return
        kind, unknowns = way = ways[number % len(ways)]
        base = bases[number % len(bases)]
        made = _made(base, kind(number, base.sizes, names.laws), names, stated, unknowns)
        if made is not None:
            found[way] += 1
            yield made


def _made(
    base: World, design: Design, names: Names, stated: tuple[Statement, ...], unknowns: Unknowns
) -> ExactWorld | None:
    """One exact world of a small world, or None when a hypothesis does not hold in it."""
    chosen = design.draw("parameters").choice(PARAMETERS)
    open_world = replace(base, parameters=dict.fromkeys(names.parameters, chosen), masses={})
    values = {
        n: design.draw(n).choice(chosen) if n in names.homes and _is_parameter(names.homes[n]) else S(v)
        for n, v in base.names.items()
    }
    try:
        equations = solved(open_world, stated) if unknowns == "anything" else {}
        numbers = Numbers(design, names, equations)
        drawn = ExactWorld(
            values, base.sizes, {}, open_world.parameters, dict(open_world.masses), numbers=numbers
        )
        data = {x: tuple(numbers.of(S(o), drawn) for o in seen) for x, seen in base.data.items()}
        late = {n: _element(home, drawn) for n, home in names.homes.items() if n in values and is_late(home)}
        values |= late
        drawn = replace(drawn, names=values, data=data)
        if unknowns == "numbers":
            numbers.equations = solved(drawn, stated, unknowns)
            fitted = between_bounds(drawn, stated, design) if design.draw("fit").random() < 0.5 else {}
            numbers.equations = {**fitted, **numbers.equations}
        made = replace(drawn, names={n: numbers.of(v, drawn) for n, v in values.items()})
        if not all(_is_distribution(masses, made) for masses in drawn.masses.values()):
            return None
        return made if all(_holds(s, made, names.counts) for s in stated) else None
    except InexpressibleError as reason:
        if reason.kind is Silence.DENSITY:
            raise
        return None
    except (ArithmeticError, NotImplementedError):
        return None


def _element(home: SetExpression, world: ExactWorld) -> Expr:
    """Some element of a set whose size is known only in an exact world."""
    found = elements(home, world)
    return world.numbers.design.draw(home).choice(found) if found else S.Zero


def _is_distribution(masses: Sequence[Expr], world: ExactWorld) -> bool:
    """Whether masses that equations may have fixed are nonnegative and sum to one."""
    found = [world.numbers.of(m, world) for m in masses]
    return all(sign_of(m) in (0, 1) for m in found) and sign_of(opened(sum(found, S.Zero)) - 1) == 0


def _is_parameter(home: SetExpression) -> bool:
    return type(home) is NamedSet


def _holds(given: Statement, world: World, counts: tuple[str, ...]) -> bool:
    """Whether a hypothesis holds; what it says of all natural numbers, at those that the world names.

    A limit says nothing of the finitely many members of a sequence that a world names.
    """
    if isinstance(given, Converges) or (isinstance(given, ForAll) and isinstance(given.body, Converges)):
        return True
    if isinstance(given, ForAll) and isinstance(given.domain, Naturals):
        named = {v for n, v in world.names.items() if n in counts}
        return all(_holds(given.body, world.binding(given.variable.name, v), counts) for v in named)
    return truth(given, world, {}) is True


def agrees(world: ExactWorld, relation: str, lhs: Basic, rhs: Basic) -> bool | None:
    """Whether a line holds in an exact world; None when SymPy cannot tell.

    Raises
    ------
    InexpressibleError
        When a side has no value there.
    """
    if isinstance(lhs, Statement) and isinstance(rhs, Statement):
        left, right = truth(lhs, world, {}), truth(rhs, world, {})
        if relation == "claim":
            return left
        return None if left is None or right is None else left is right
    if isinstance(lhs, SetExpression) and isinstance(rhs, SetExpression) and relation == "=":
        return same_elements(solutions(lhs, world, {}), solutions(rhs, world, {}))
    if relation not in (*ORDERS, "=") or not (isinstance(lhs, Expr) and isinstance(rhs, Expr)):
        raise InexpressibleError(f"SymPy cannot compare {lhs} and {rhs} by {relation}")
    sign = sign_of(opened(value(rhs, world) - value(lhs, world)))
    if sign is None:
        return None
    return sign == 0 if relation == "=" else ORDERS[relation](sign)
