"""What the names of a document are, as far as a small world has to know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.elaborate.usage import Usage, is_distribution, is_parameter, usage_of
from mlekl_symbolic.readers.latex.notation import Kind, Notation
from mlekl_symbolic.readers.latex.roles import key

EVENTS = frozenset(("P", "Pr", "p"))
_DRAWN = frozenset("xyzXYZ")
_VARIABLES = frozenset("STUVWXYZ")
MEASURES = frozenset(("P", "Pr", "p", "q", "Q"))


@dataclass(slots=True)
class Roles:
    """What the names of a document are.

    Attributes
    ----------
    notation, usage
        What the document declares, and how it uses its names.
    random
        The letters, in lower case, of what is drawn.
    samples
        Those that carry the number of an observation.
    processes
        Those that carry a time, so that the laws of different times differ.
    pairs
        For each law the letters that it is a law of.
    values
        For each letter the numbers it is compared with.
    weights
        Letters that occur as ``1 - w``.
    measured
        The letter of the variable whose mean and deviation are called mu and sigma, or nothing.
    together
        The letters of which it takes entropies.
    indexed
        The letters that carry one index.
    drawing
        The laws that it names where it takes an expectation.
    bases
        The bases of its logarithms, where it writes them.
    conditions
        For a law and the letter of what is drawn from it, the names of what is given where it is applied.
    """

    notation: Notation
    usage: Usage
    random: set[str] = field(default_factory=set)
    samples: set[str] = field(default_factory=set)
    processes: set[str] = field(default_factory=set)
    pairs: dict[str, set[str]] = field(default_factory=dict)
    values: dict[str, set[str]] = field(default_factory=dict)
    weights: set[str] = field(default_factory=set)
    measured: str = ""
    together: set[str] = field(default_factory=set)
    drawing: set[str] = field(default_factory=set)
    indexed: set[str] = field(default_factory=set)
    bases: set[s.Expression] = field(default_factory=set)
    conditions: dict[tuple[str, str], set[s.Name]] = field(default_factory=dict)

    def is_law(self, name: s.Name) -> bool:
        """Whether a name is a law or a family of laws."""
        if name.style in ("cal", "scr") and name.letter != "P":
            return False
        stated = self.notation.of(key(name)) or self.notation.of(name.letter)
        if stated is None and name.style in ("word", "text") and name.letter not in EVENTS:
            return False
        if stated is None and (name.letter in _DRAWN or key(name) in self.weights):
            return False
        if not is_distribution(name, self.notation, self.usage):
            return False
        known = self.usage.laws.keys() | self.usage.functionals
        return key(name) in known or name.letter in known or self.notation.of(key(name)) is not None

    def stem(self, name: s.Name) -> str:
        """How a law is called: P is the law with the masses p where only p is applied."""
        called = key(name)
        other = called[:1].lower() + called[1:]
        applied = self.usage.laws
        return other if called not in applied and other in applied else called

    def is_random(self, name: s.Name) -> bool:
        """Whether a name is something that is drawn."""
        return name.letter.lower() in self.random and not self.is_law(name)

    def is_parameter(self, name: s.Name) -> bool:
        """Whether a name picks a member of a family."""
        if name.letter.lower() in self.random:
            return False
        return is_parameter(name.letter) or name.letter in self.usage.parameters

    def is_sample(self, name: s.Name) -> bool:
        """Whether an index of a name counts observations."""
        return name.letter.lower() in self.random and name.letter.lower() not in self.processes


def roles_of(trees: Sequence[s.Expression], notation: Notation) -> Roles:
    """What the names of some formulas are."""
    out = Roles(notation, usage_of(trees, notation))
    nodes = [n for t in trees for n in s.walk(t)]
    out.usage.sizes |= {e.size for e in notation.entries.values() if e.size}
    for node in nodes:
        if isinstance(node, s.Terms):
            _weighed(node, out)
    for node in nodes:
        if isinstance(node, s.Apply) and out.is_law(node.function):
            _applied(node, out)
        elif isinstance(node, s.Call) and node.base is not None:
            out.bases.add(node.base)
        elif isinstance(node, s.Mean):
            out.drawing |= {
                key(u.domain) for u in node.under if isinstance(u, s.Over) and isinstance(u.domain, s.Name)
            }
            out.random |= {
                n.letter.lower()
                for u in node.under
                if isinstance(u, s.Over)
                for n in u.variables
                if isinstance(n, s.Name)
            }
    for node in nodes:
        _drawn(node, out)
    out.random |= {
        e.name.lower() for e in notation.entries.values() if e.kind is Kind.SAMPLE and len(e.name) == 1
    }
    for node in nodes:
        if isinstance(node, s.Name) and len(node.indices) == 1 and not node.marks:
            out.indexed.add(node.letter)
        if isinstance(node, s.Name) and (node.indices or node.upper) and node.letter.lower() in out.random:
            out.samples.add(node.letter.lower())
            if node.marks == ("bar",):
                out.usage.sizes |= {i.letter for i in node.indices if isinstance(i, s.Name)}
    out.samples -= out.processes
    laws = [n for n in out.pairs if n in MEASURES]
    if out.together and len(laws) < 2:
        out.pairs.setdefault(laws[0] if laws else "p", set()).update(out.together)
    return out


def points(node: s.Apply) -> Iterator[s.Name]:
    """The names of what a law is applied to or conditioned on."""
    for group in node.groups:
        for item in group:
            if isinstance(item, s.Name):
                yield item
            elif isinstance(item, s.Chain) and isinstance(item.first, s.Name):
                yield item.first


def _applied(node: s.Apply, out: Roles) -> None:
    found = [n for n in points(node) if not is_parameter(n.letter)]
    letters = [n.letter.lower() for n in found]
    out.random |= set(letters)
    out.pairs.setdefault(key(node.function), set()).update(letters)
    own = [n for n in found if n in node.groups[0]]
    if len(own) == 1:
        rest = {n for n in found if n not in node.groups[0]}
        out.conditions.setdefault((key(node.function), own[0].letter.lower()), set()).update(rest)
    for name in found:
        if any(isinstance(i, s.Stretch) for i in (*name.indices, *name.upper)):
            out.processes.add(name.letter.lower())
    for letter in set(letters):
        marked = {(n.indices, n.upper) for n in found if n.letter.lower() == letter}
        if len(marked) > 1:
            out.processes.add(letter)
    for group in node.groups:
        for item in group:
            if isinstance(item, s.Chain) and isinstance(item.first, s.Name):
                for link in item.links:
                    if isinstance(link.side, s.Number):
                        out.values.setdefault(item.first.letter.lower(), set()).add(link.side.digits)
                    elif isinstance(link.side, s.Name):
                        out.values.setdefault(item.first.letter.lower(), set()).add("")


def _drawn(node: s.Node, out: Roles) -> None:
    """Note the capital letters of which a formula takes a probability, a mean, a variance or an entropy."""
    match node:
        case s.Apply(function, groups) if out.is_law(function) and function.letter in EVENTS:
            events = [i for g in groups for i in g if isinstance(i, s.Chain) and i.links[0].relation != "="]
            found = _capitals(events)
            if len(found) == 1:
                out.measured = min(found)
        case s.Apply(function, groups) if function.letter in ("Var", "H", "h", "I", "MI"):
            items = [i for g in groups for i in g]
            found = {n.lower() for n in _capitals([i for i in items if isinstance(i, s.Name)])}
            found -= {i.letter.lower() for i in items if isinstance(i, s.Name) and out.is_law(i)}
            out.together |= found
        case s.Mean(body=body, under=()):
            found = _capitals([body])
        case _:
            return
    out.random |= found


def _capitals(nodes: Iterable[s.Node]) -> set[str]:
    names = [n for node in nodes for n in s.walk(node) if isinstance(n, s.Name)]
    return {n.letter.lower() for n in names if n.letter in _VARIABLES and n.style in ("", "bf")}


def _weighed(node: s.Terms, out: Roles) -> None:
    match node.terms:
        case (s.Signed("", s.Number("1")), s.Signed("-", s.Name(letter))):
            out.weights.add(letter)
