"""How a document uses its names, which says what most of them are without a declaration."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.alphabet import GREEK
from mlekl_symbolic.readers.latex.notation import Kind, Notation
from mlekl_symbolic.readers.latex.roles import DENSITIES, is_divergence, key

ENTROPIES = frozenset(("H", "CE"))
INDICES = frozenset("ijklmnt")
WEIGHTS = frozenset("wW")
"""Latin letters that name parameters."""
EMPIRICAL_MARKS = frozenset(("_data", "_emp", "_empirical", "hat"))
DISTRIBUTED = (Kind.PMF, Kind.MODEL, Kind.EMPIRICAL)


@dataclass(slots=True)
class Usage:
    """What is known of the names of a document.

    Attributes
    ----------
    points
        For each distribution the letters it is applied to alone.
    functionals
        The names that stand where only distributions can.
    together
        Letters that occur in one argument list, so that they come from different sets.
    ranges
        The ends between which an index runs.
    indexed
        Letters that carry an index where a distribution is applied to them: samples.
    optimised
        The letters over which is optimised or differentiated.
    first
        For each distribution the letters of what it is a distribution of, whatever it is conditioned on.
    integrated
        The letters over which is integrated.
    region
        The set over which is integrated, when an integral names one.
    laws
        For each distribution the letters it is applied to and those it is conditioned on, each time.
    parameters
        The letters on which distributions depend.
    sizes
        The letters at which ranges end: natural numbers.
    has_base
        Whether some logarithm has a base, so that entropies may be in other units.
    variable
        Letters that occur with an index, a mark or an argument, so that they are no constants.
    """

    points: dict[str, set[str]] = field(default_factory=dict)
    functionals: set[str] = field(default_factory=set)
    together: set[str] = field(default_factory=set)
    ranges: dict[str, tuple[s.Expression, s.Expression]] = field(default_factory=dict)
    indexed: dict[str, set[str]] = field(default_factory=dict)
    optimised: set[str] = field(default_factory=set)
    first: dict[str, set[str]] = field(default_factory=dict)
    integrated: set[str] = field(default_factory=set)
    region: str = ""
    laws: dict[str, set[tuple[tuple[str, ...], tuple[str, ...]]]] = field(default_factory=dict)
    variable: set[str] = field(default_factory=set)
    parameters: set[str] = field(default_factory=set)
    sizes: set[str] = field(default_factory=set)
    has_base: bool = False

    @property
    def letters(self) -> set[str]:
        """All letters of points, in lower case."""
        return self.together.union(*self.points.values(), *self.first.values())


def is_parameter(letter: str) -> bool:
    """Whether a letter usually names a parameter."""
    return (letter in GREEK and letter not in ("delta", "pi", "ell")) or letter in WEIGHTS


def is_functional(name: s.Name) -> bool:
    """Whether the arguments of a function are distributions."""
    return (
        is_divergence(name)
        or is_jensen_shannon(name)
        or (name.letter in ENTROPIES and name.style in ("", "word", "bb", "cal"))
    )


def is_law_inside(name: s.Name, body: s.Node) -> bool:
    """Whether a name is applied in a formula, or stands for a distribution in a divergence or an entropy."""
    for node in s.walk(body):
        if isinstance(node, s.Apply):
            if node.function == name:
                return True
            if is_functional(node.function) and any(name in _mixed(i) for g in node.groups for i in g):
                return True
        elif isinstance(node, s.Mean):
            laws = (u.domain if isinstance(u, s.Over) else u for u in node.under)
            if name in laws:
                return True
    return False


def _mixed(node: s.Node) -> list[s.Name]:
    """The names in a mixture of distributions, without those in their scripts and arguments."""
    if isinstance(node, s.Name):
        return [node]
    return [] if isinstance(node, s.Apply) else [n for part in s.parts(node) for n in _mixed(part)]


def is_jensen_shannon(name: s.Name) -> bool:
    """Whether a name is one of the usual ones of the Jensen-Shannon divergence."""
    if name.letter in ("JS", "JSD"):
        return True
    return name.letter in ("D", "d") and any(m in ("_JS", "_js", "_JSD") for m in name.marks)


def is_distribution(name: s.Name, notation: Notation, usage: Usage) -> bool:
    """Whether a name stands for a distribution or a family of them."""
    declared = notation.of(key(name)) or notation.of(name.letter)
    if declared is not None:
        return declared.kind in DISTRIBUTED
    return name.letter in DENSITIES or key(name) in usage.functionals


def usage_of(trees: Iterable[s.Node], notation: Notation) -> Usage:
    """How some formulas use their names."""
    out = Usage()
    nodes = [n for t in trees for n in s.walk(t)]
    for node in nodes:
        _functionals(node, out)
    for node in nodes:
        _variable(node, out)
        out.has_base = out.has_base or (isinstance(node, s.Call) and node.base is not None)
        if isinstance(node, s.Name) and is_distribution(node, notation, out):
            out.parameters |= {n.letter for n in _names(node.indices) if is_parameter(n.letter)}
        if isinstance(node, s.Apply) and is_distribution(node.function, notation, out):
            _applied(node, out)
        elif isinstance(node, s.Between) and isinstance(node.variable, s.Name):
            out.ranges.setdefault(node.variable.letter, (node.low, node.high))
            if isinstance(node.high, s.Name) and not node.high.indices:
                out.sizes.add(key(node.high))
        elif isinstance(node, s.Optimum) and node.over is not None:
            out.optimised |= {n.letter for n in s.walk(node.over) if isinstance(n, s.Name)}
        elif isinstance(node, s.Gradient | s.Derivative):
            out.optimised |= {n.letter for v in node.variables for n in s.walk(v) if isinstance(n, s.Name)}
        elif isinstance(node, s.Integral):
            out.integrated |= {n.letter.lower() for n in _names(node.variables)}
            if isinstance(node.domain, s.Name) and not out.region:
                out.region = node.domain.letter
    return out


def _functionals(node: s.Node, out: Usage) -> None:
    if isinstance(node, s.Apply) and is_functional(node.function):
        for group in node.groups:
            for item in group:
                if isinstance(item, s.Name | s.Apply):
                    out.functionals.add(key(item if isinstance(item, s.Name) else item.function))
    elif isinstance(node, s.Mean):
        for under in node.under:
            domain = under.domain if isinstance(under, s.Over) else under
            if isinstance(domain, s.Apply):
                out.functionals.add(key(domain.function))
            elif isinstance(domain, s.Name) and isinstance(under, s.Over):
                out.functionals.add(key(domain))


def _applied(node: s.Apply, out: Usage) -> None:
    points = [n for n in _names(node.groups[0]) if not is_parameter(n.letter)]
    conditions = [n for g in node.groups[1:] for n in _names(g) if not is_parameter(n.letter)]
    out.first.setdefault(key(node.function), set()).update(n.letter.lower() for n in points)
    for name in (*points, *conditions):
        if name.indices or name.upper:
            out.indexed.setdefault(name.letter, set()).update(
                n.letter for n in (*name.indices, *name.upper) if isinstance(n, s.Name)
            )
    out.parameters |= {n.letter for g in node.groups for n in _names(g) if is_parameter(n.letter)}
    law = tuple(n.letter.lower() for n in points), tuple(n.letter.lower() for n in conditions)
    out.laws.setdefault(key(node.function), set()).add(law)
    both = {n.letter.lower() for n in (*points, *conditions)}
    if len(both) > 1:
        out.together |= both
    if len(points) == 1 and not conditions:
        out.points.setdefault(key(node.function), set()).add(points[0].letter.lower())


def _variable(node: s.Node, out: Usage) -> None:
    if isinstance(node, s.Name) and (node.indices or node.upper or node.marks or node.style):
        out.variable.add(node.letter)
    elif isinstance(node, s.Apply):
        out.variable.add(node.function.letter)
    elif isinstance(node, s.Between | s.Over):
        bound = node.variables if isinstance(node, s.Over) else (node.variable,)
        out.variable |= {n.letter for n in _names(bound)}


def _names(items: tuple[s.Expression, ...]) -> Iterator[s.Name]:
    yield from (i for i in items if isinstance(i, s.Name))
