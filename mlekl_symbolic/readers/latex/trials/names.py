"""The values of names in a small world: bound, defined by the document, or chosen."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import TypeAlias

from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.elaborate.usage import INDICES
from mlekl_symbolic.readers.latex.roles import key as stem_of
from mlekl_symbolic.readers.latex.show import shown
from mlekl_symbolic.readers.latex.trials.jets import Undefined, Value, add, divide, number
from mlekl_symbolic.readers.latex.trials.roles import Roles
from mlekl_symbolic.readers.latex.trials.world import Point, World
from mlekl_symbolic.refute import values as v
from mlekl_symbolic.refute.values import Number

Key: TypeAlias = tuple[str, tuple[str, ...], tuple[object, ...]]
"""A name with the values of its indices."""
Environment: TypeAlias = Mapping[Key, Value]

THETAS: Point = (Fraction(1, 2), Fraction(1, 3), 2)
"""The values of parameters."""
EMPTY: Mapping[s.Expression, s.Expression] = MappingProxyType({})
OWN = frozenset(("pi", "e"))


@dataclass(frozen=True, slots=True)
class Definition:
    """What a document says that a name stands for, and the names of its arguments and indices."""

    parameters: tuple[s.Name, ...]
    body: s.Expression


class Names(ABC):
    """Names in one small world.

    Attributes
    ----------
    usual
        The names that stand for what they usually do, and are not defined.
    literal
        What formulas stand for as they are.
    relevant
        The letters that matter; laws are laws of these.
    touched
        What was asked for, by what it is: numbers, points, functions, laws and parameters.
    """

    def __init__(
        self,
        roles: Roles,
        definitions: Mapping[str, Definition],
        world: World,
        usual: frozenset[str] = frozenset(),
        literal: Mapping[s.Expression, s.Expression] = EMPTY,
        relevant: frozenset[str] = frozenset(),
    ) -> None:
        self.roles = roles
        self.definitions = definitions
        self.world = world
        self.usual = usual
        self.literal = literal
        self.relevant = relevant
        self.touched: set[tuple[str, str]] = set()
        self._inside: list[str] = []
        self._whole: dict[str, bool] = {}

    @abstractmethod
    def value(self, node: s.Node, env: Environment) -> Value:
        """The value of a node."""

    @abstractmethod
    def moment(self, name: s.Name) -> Value:
        """The mean or the standard deviation of what the document is about, under their usual names."""

    # Indices and keys.

    def index(self, node: s.Expression, env: Environment) -> object:
        """An index: a number, or the word that stands there."""
        if isinstance(node, s.Name):
            bound = env.get(self.key(node, env))
            if bound is not None:
                return number(bound)
            if stem_of(node) in self.roles.usage.sizes:
                return self.world.size
            counted = node.letter in INDICES or node.letter in self.roles.usage.ranges
            if not counted or node.indices:
                return shown(node)
            self.touched.add(("index", shown(node)))
            return self.world.one_of(shown(node), tuple(range(1, self.world.size + 1)))
        if isinstance(node, s.Number | s.Terms | s.Factors):
            return number(self.value(node, env))
        raise Undefined("an index that is no number")

    def key(self, name: s.Name, env: Environment) -> Key:
        """What a name is called in an environment."""
        letter = name.letter.lower() if self.roles.is_random(name) else name.letter
        indices = tuple(self.index(i, env) for i in (*name.indices, *name.upper))
        return letter, name.marks, indices

    def keys(self, name: s.Name, env: Environment) -> list[Key]:
        """The names that a name with a range for an index stands for."""
        match name.indices:
            case (s.Stretch(low, ":", high),) if low is not None and high is not None:
                first, last = (self.index(end, env) for end in (low, high))
                if not isinstance(first, int) or not isinstance(last, int):
                    raise Undefined("a range without numbers")
                return [(name.letter.lower(), name.marks, (k,)) for k in range(first, last + 1)]
        return [self.key(name, env)]

    def alphabet(self, key: Key) -> Point:
        """The values of what is drawn."""
        digits = self.roles.values.get(key[0], set())
        if "" in digits:
            return (1, 2)
        stated = {int(d) for d in digits if d.isdecimal()}
        if len(stated) > 1:
            return tuple(sorted(stated))
        return (0, 1) if stated <= {0, 1} and stated else self.world.letters

    # Values.

    def name(self, node: s.Name, env: Environment) -> Value:
        """The value of a name."""
        key = self.key(node, env)
        if key in env:
            return env[key]
        definition = self.definitions.get(head(node))
        if node.marks == ("bar",) and not key[2] and self._counted(node):
            return self._mean(node, env)
        if definition is not None:
            return self.expanded(head(node), definition, (*node.indices, *node.upper), env)
        if self.roles.is_law(node):
            raise Undefined("a law stands where a number is needed")
        if node.style in ("cal", "scr", "bb"):
            raise Undefined("a set stands where a number is needed")
        if self.roles.is_random(node):
            return self.point(key)
        if stem_of(node) in self.roles.usage.sizes:
            self.touched.add(("size", node.letter))
            return self.world.size
        is_own = node.letter in OWN and node.letter not in self.roles.usage.variable
        if is_own and not node.marks and not key[2]:
            return v.PI if node.letter == "pi" else v.exp(1)
        return self.free(node, key)

    def _counted(self, node: s.Name) -> bool:
        """Whether the letter of a name carries indices elsewhere."""
        return node.letter in self.roles.indexed

    def _mean(self, node: s.Name, env: Environment) -> Value:
        """The mean of what a letter stands for with all its indices."""
        size = self.world.size
        places = [s.Name(node.letter, node.style, (), (s.Number(str(k)),)) for k in range(1, size + 1)]
        out: Value = 0
        for place in places:
            out = add(out, self.name(place, env))
        return divide(out, size)

    def free(self, node: s.Name, key: Key) -> Value:
        """The value of a name that stands for a number of which nothing is known."""
        called = said(key)
        if node.letter in INDICES and node.letter in self.roles.usage.ranges and not key[1] and not key[2]:
            self.touched.add(("index", called))
            return self.world.one_of(called, tuple(range(1, self.world.size + 1)))
        if self.roles.measured and node.letter in ("mu", "sigma") and not key[1] and not key[2]:
            self.touched.add(("moment", node.letter))
            return self.moment(node)
        if self.roles.is_parameter(node) and node.letter not in self.roles.weights:
            self.touched.add(("parameter", called))
            return self.parameter(key)
        counted = node.indices and not any(isinstance(i, s.Number) for i in (*node.indices, *node.upper))
        family = f"{said((key[0], key[1], ()))}[{'.' * len(key[2])}]"
        self.touched.add(("number", family if counted and _is_place(key) else called))
        if node.letter in self.roles.weights:
            return self.world.share(called)
        last = key[2][-1] if key[2] else 0
        if isinstance(last, int) and 1 <= last <= self.world.size:
            return self.world.part(said((key[0], key[1], key[2][:-1])), called, last)
        return self.world.positive(called)

    def parameter(self, key: Key) -> Number:
        """The value of a parameter: the first one for a name without marks."""
        if not key[1] and not key[2]:
            return THETAS[0]
        return self.world.one_of(said(key), THETAS)

    def point(self, key: Key) -> Value:
        """The value of something drawn that no operator binds."""
        self.touched.add(("point", key[0]))
        return self.world.one_of(said(key), self.alphabet(key))

    def expanded(
        self, called: str, definition: Definition, arguments: tuple[s.Expression, ...], env: Environment
    ) -> Value:
        """What a defined name stands for, at its arguments."""
        if len(arguments) != len(definition.parameters) or called in self._inside:
            raise Undefined("a definition that does not fit")
        inner = dict(env)
        for name, argument in zip(definition.parameters, arguments, strict=True):
            if name == argument and self.roles.is_law(name):
                continue
            inner[self.key(s.Name(name.letter, name.style, name.marks), {})] = self.value(argument, env)
        self._inside.append(called)
        try:
            return self.value(definition.body, inner)
        finally:
            self._inside.pop()


def _is_place(key: Key) -> bool:
    """Whether all indices of a name are numbers."""
    return all(isinstance(i, int) for i in key[2])


def head(node: s.Name) -> str:
    """How a definition calls a name: without indices."""
    return stem_of(node)


def said(key: Key) -> str:
    """A key as a reader would write it."""
    letter, marks, indices = key
    out = letter + "".join(m if m[0] in "_'*^†" else f"_{m}" for m in marks)
    return out + (f"[{', '.join(map(str, indices))}]" if indices else "")
