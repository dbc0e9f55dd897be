"""Laws in a small world: masses, marginals, conditionals, and what is drawn from them."""

from __future__ import annotations

from abc import ABC
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.elaborate.usage import EMPIRICAL_MARKS
from mlekl_symbolic.readers.latex.show import shown
from mlekl_symbolic.readers.latex.trials import jets
from mlekl_symbolic.readers.latex.trials.jets import Undefined, Value
from mlekl_symbolic.readers.latex.trials.names import THETAS, Definition, Environment, Key, Names, head
from mlekl_symbolic.readers.latex.trials.world import Point
from mlekl_symbolic.refute.values import Number

Assigned = Mapping[Key, Value]
MOST_LETTERS = 4
_UNIFORM = ("u", "U")
"""Laws that are uniform where nothing else is said of them."""


@dataclass(frozen=True, slots=True)
class Law:
    """A law that a formula speaks of: a member of a family, of some variables given others.

    Attributes
    ----------
    node
        Where it stands; a mixture is any expression of laws.
    variables
        What it is a law of.
    """

    node: s.Node
    variables: tuple[Key, ...]


class Laws(Names, ABC):
    """Masses in one small world."""

    def outcomes(self, variables: Sequence[Key]) -> Iterator[dict[Key, Value]]:
        """All values that some variables can have."""
        for chosen in product(*(self.alphabet(k) for k in variables)):
            yield dict(zip(variables, chosen, strict=True))

    # Masses.

    def application(self, node: s.Apply, env: Environment) -> Value:
        """The mass that an application of a law stands for."""
        first, *rest = node.groups
        if not rest and all(map(self._is_parameter, first)):
            return self._prior(node, env)
        at: dict[Key, Value] = {}
        given: dict[Key, Value] = {}
        parameters: list[s.Expression] = [*node.function.indices, *node.function.upper]
        for item in first:
            self._point(item, at, env, parameters)
        for item in (i for g in rest for i in g):
            if self._is_parameter(item):
                parameters.append(item)
            else:
                self._point(item, given, env, parameters)
        return self.mass(node.function, at, given, parameters, env)

    def _is_parameter(self, item: s.Expression) -> bool:
        match item:
            case s.Name():
                return self.roles.is_parameter(item)
            case s.Terms(terms):
                return all(self._is_parameter(t.body) for t in terms)
            case s.Scripted(base):
                return self._is_parameter(base)
        return False

    def _point(
        self, item: s.Expression, into: dict[Key, Value], env: Environment, parameters: list[s.Expression]
    ) -> None:
        match item:
            case s.Name() if self.roles.is_random(item):
                for key in self.keys(item, env):
                    if key in into:
                        raise Undefined("a law of one thing twice")
                    into[key] = env[key] if key in env else self.point(key)
            case s.Chain(s.Name() as name, (s.Link("=", side),)) if self.roles.is_random(name):
                if isinstance(side, s.Number) and len(name.indices) + len(name.upper) > 1:
                    raise Undefined("a vector of zeros and ones")
                into[self.key(name, env)] = self.value(side, env)
            case s.Name() if self.roles.is_parameter(item) and into:
                parameters.append(item)
            case _:
                raise Undefined("a law of something that is not drawn")

    def _prior(self, node: s.Apply, env: Environment) -> Value:
        match node.groups:
            case ((s.Name() as name,),):
                value = self.value(name, env)
                self.touched.add(("law", self.roles.stem(node.function)))
                prior = ("prior", self.roles.stem(node.function), jets.base(value))
                coefficients = self.world.coefficients(prior)
                return jets.taylor(value, lambda n: coefficients[n])
        raise Undefined("a law of parameters")

    def mass(
        self,
        name: s.Name,
        at: Assigned,
        given: Assigned,
        parameters: Sequence[s.Expression],
        env: Environment,
    ) -> Value:
        """The mass of some values, given others."""
        name = name if head(name) in self.definitions else self._alias(name)
        definition = self.definitions.get(head(name))
        if definition is not None and not given and self._fits(definition, at):
            return self._defined(name, at, env)
        if definition is not None:
            self.touched.add(("doubtful", "formula"))
        if at.keys() & given.keys():
            raise Undefined("a law of something given itself")
        if EMPIRICAL_MARKS & set(name.marks) and len(at) == 1 and not given:
            key, value = next(iter(at.items()))
            if key[0] in self.roles.samples:
                return self._share(key, jets.number(value))
        whole = self._joint(name, {**given, **at}, parameters, env)
        return whole if not given else jets.divide(whole, self._joint(name, given, parameters, env))

    def _alias(self, name: s.Name) -> s.Name:
        """The name of the masses of a law, which may be written with a small letter."""
        stem = self.roles.stem(name)
        return s.Name(stem) if stem != head(name) and stem in self.definitions else name

    def _fits(self, definition: Definition, at: Assigned) -> bool:
        """Whether a definition of a law is one for the variables that it is applied to."""
        if isinstance(definition.body, s.Dots):
            return False
        own = {self.key(s.Name(p.letter), {})[0] for p in definition.parameters}
        return not own or own == {k[0] for k in at}

    def _defined(self, name: s.Name, at: Assigned, env: Environment) -> Value:
        definition = self.definitions[head(name)]
        if len(definition.parameters) > len(at) or head(name) in self._inside:
            raise Undefined("a definition that does not fit")
        if not self._is_whole(name, tuple(at), env):
            raise Undefined("masses that do not add up to one")
        inner = dict(env)
        if definition.parameters:
            for parameter, (key, value) in zip(definition.parameters, at.items(), strict=False):
                own = self.key(s.Name(parameter.letter), {})
                if own[0] != key[0]:
                    raise Undefined("a definition that does not fit")
                inner[own] = value
        if not _is_counted(definition.body):
            self.touched.add(("doubtful", "formula"))
        self._inside.append(head(name))
        try:
            if not definition.parameters:
                return self.density(definition.body, tuple(at), {**inner, **at})
            return self.value(definition.body, inner)
        finally:
            self._inside.pop()

    def _is_whole(self, name: s.Name, keys: Sequence[Key], env: Environment) -> bool:
        """Whether the masses that a definition gives add up to 1."""
        if head(name) in self._whole:
            return self._whole[head(name)]
        self._whole[head(name)] = True
        definition = self.definitions[head(name)]
        out: Value = 0
        for at in self.outcomes([(k[0], (), ()) for k in keys]):
            inner = {**env, **at}
            body, own = definition.body, tuple(at)
            mass = self.value(body, inner) if definition.parameters else self.density(body, own, inner)
            out = jets.add(out, mass)
        self._whole[head(name)] = not isinstance(out, jets.Jet) and out == 1
        return self._whole[head(name)]

    def _share(self, key: Key, value: Number) -> Value:
        """The share of the observations that have a value."""
        size = self.world.size
        seen = [self.point((key[0], (), (k,))) for k in range(1, size + 1)]
        return jets.divide(sum(jets.base(x) == value for x in seen), size)

    def _joint(
        self, name: s.Name, at: Assigned, parameters: Sequence[s.Expression], env: Environment
    ) -> Value:
        stem = self.roles.stem(name)
        self.touched.add(("law", stem))
        member, shift = self._member(stem, parameters, env)
        letters = {k[0] for k in at}
        self.touched |= {("letter", c) for c in letters}
        marks = {k[1] for k in at}
        if len(letters) > MOST_LETTERS or len(marks) > 1:
            raise Undefined("a law of too much")
        if letters & self.roles.processes:
            return self._path(member, shift, at)
        if len(letters) < len(at):
            raise Undefined("a joint law of several observations")
        own = sorted(self.roles.pairs.get(stem, set()) & self.relevant | letters)
        if len(own) > MOST_LETTERS or set(own) & self.roles.processes:
            own = sorted(letters)
        if stem in _UNIFORM and stem not in self.roles.usage.laws and not parameters:
            self.touched.add(("doubtful", stem))
            return jets.divide(1, _product(len(self.alphabet((c, (), ()))) for c in letters))
        fixed = {k[0]: jets.number(value) for k, value in at.items()}
        sets = tuple(self.alphabet((c, (), ())) for c in own)
        table = self.world.law((*member, *own), sets, self._title(member), tuple(own))
        for letter, value in fixed.items():
            if value not in self.alphabet((letter, (), ())):
                raise Undefined("a point outside of its alphabet")
        rows = [
            row for place, row in table.items()
            if all(fixed.get(c, p) == p for c, p in zip(own, place, strict=True))
        ]  # fmt: skip
        return jets.taylor(shift, lambda n: sum_of(row[n] for row in rows))

    def _member(
        self, stem: str, parameters: Sequence[s.Expression], env: Environment
    ) -> tuple[tuple[object, ...], Value]:
        """Which member of a family some parameters pick, and how far it is moved from there."""
        bases: list[object] = []
        shift: Value = 0
        for p in parameters:
            if isinstance(p, s.Name) and not self.roles.is_parameter(p) and self.key(p, env) not in env:
                bases.append(self.index(p, env) if self._counts(p) else shown(p))
                continue
            if isinstance(p, s.Number):
                bases.append(p.digits)
                continue
            value = self.value(p, env)
            at = jets.base(value)
            bases.append(at)
            shift = jets.add(shift, jets.subtract(value, at))
        usual = all(b == THETAS[0] for b in bases)
        return (stem, *(() if usual else bases)), shift

    def _counts(self, name: s.Name) -> bool:
        return name.letter in self.roles.usage.ranges

    def _path(self, member: tuple[object, ...], shift: Value, at: Assigned) -> Value:
        """The mass of some places of a Markov chain."""
        letters = {k[0] for k in at}
        times = {k[2][0] for k in at if len(k[2]) == 1}
        if len(letters) > 1 or len(times) < len(at) or not all(isinstance(t, int) for t in times):
            raise Undefined("a law of times that are not known")
        letter = letters.pop()
        fixed = {k[2][0]: jets.number(value) for k, value in at.items()}
        last = max(self.world.size, *(t for t in times if isinstance(t, int)))
        out: Value = 0
        for path in product(*(self.alphabet((letter, (), (t,))) for t in range(last + 1))):
            if all(path[t] == value for t, value in fixed.items() if isinstance(t, int)):
                out = jets.add(out, self._path_mass(member, shift, letter, path))
        return out

    def _path_mass(self, member: tuple[object, ...], shift: Value, letter: str, path: Point) -> Value:
        out: Value = 1
        for t, place in enumerate(path):
            before = path[t - 1] if t else None
            given = f"{letter}[{t - 1}] = {before}" if t else ""
            sets = (self.alphabet((letter, (), (t,))),)
            step = (*member, "step", t, before)
            table = self.world.law(step, sets, self._title(member), (f"{letter}[{t}]",), given)
            row = table[(place,)]
            out = jets.multiply(out, jets.taylor(shift, lambda n, row=row: row[n]))  # type: ignore[misc]
        return out

    def _title(self, member: tuple[object, ...]) -> str:
        """How a reader calls a member of a family."""
        stem, *places = member
        names = sorted(self.roles.usage.parameters)
        told = f"{names[0]} = " if len(names) == len(places) == 1 else ""
        return str(stem) + (f"[{told}{', '.join(map(str, places))}]" if places else "")

    # Laws as arguments.

    def law(self, node: s.Node, env: Environment, like: Law | None = None) -> Law:
        """A formula as a law, with the variables that it is a law of."""
        if isinstance(node, s.Apply) and self.roles.is_law(node.function):
            own: list[Key] = []
            for item in node.groups[0]:
                if isinstance(item, s.Name) and self.roles.is_random(item):
                    own += self.keys(item, env)
            if not own:
                raise Undefined("a law of something that is not drawn")
            return Law(node, tuple(own))
        if like is not None:
            return Law(node, like.variables)
        found = {
            letter
            for n in s.walk(node)
            if isinstance(n, s.Name) and self.roles.is_law(n)
            for letter in self._letters(n)
        }
        if len(found) > 1 or found & self.roles.processes:
            raise Undefined("a law of which it is not said what it is a law of")
        return Law(node, ((found.pop() if found else "x", (), ()),))

    def _letters(self, name: s.Name) -> set[str]:
        definition = self.definitions.get(head(name))
        if definition is not None and definition.parameters:
            return {p.letter.lower() for p in definition.parameters}
        return self.roles.usage.first.get(self.roles.stem(name), set())

    def density(self, node: s.Node, variables: Sequence[Key], env: Environment) -> Value:
        """The mass of a law at the values that its variables have in an environment."""
        match node:
            case s.Apply() if self.roles.is_law(node.function):
                return self.application(node, env)
            case s.Name() if self.roles.is_law(node) or head(node) in self.definitions:
                at = {k: env[k] for k in variables}
                return self.mass(node, at, {}, [*node.indices, *node.upper], env)
            case s.Terms(terms):
                out: Value = 0
                for term in terms:
                    part = self.density(term.body, variables, env)
                    out = jets.subtract(out, part) if term.sign == "-" else jets.add(out, part)
                return out
            case s.Factors(factors):
                whole: Value = 1
                for factor in factors:
                    part = self._weight(factor.body, variables, env)
                    whole = jets.divide(whole, part) if factor.by == "/" else jets.multiply(whole, part)
                return whole
            case s.Fraction(top, bottom):
                return jets.divide(self.density(top, variables, env), self.value(bottom, env))
        raise Undefined("what is no law stands where one is needed")

    def _weight(self, node: s.Expression, variables: Sequence[Key], env: Environment) -> Value:
        named = [n for n in s.walk(node) if isinstance(n, s.Name)]
        inside = any(self.roles.is_law(n) or (head(n) in self.definitions) for n in named)
        return self.density(node, variables, env) if inside else self.value(node, env)


def _product(numbers: Iterator[int]) -> int:
    out = 1
    for n in numbers:
        out *= n
    return out


def sum_of(numbers: Iterator[Number]) -> Number:
    """A sum of exact numbers."""
    out: Value = 0
    for n in numbers:
        out = jets.add(out, n)
    return jets.number(out)


def _is_counted(body: s.Expression) -> bool:
    """Whether the masses that a formula gives are shares of observations or mixtures, and not densities."""
    nodes = list(s.walk(body))
    if any(isinstance(n, s.Indicator | s.Kronecker) for n in nodes):
        return True
    if any(isinstance(n, s.Apply) and n.function.letter == "delta" for n in nodes):
        return True
    return not any(isinstance(n, s.Call | s.Power | s.Root) for n in nodes)
