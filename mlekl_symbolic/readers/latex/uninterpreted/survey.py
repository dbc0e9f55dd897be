"""What a line, and the document around it, say about its letters before any part of it is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.alphabet import GREEK
from mlekl_symbolic.readers.latex.elaborate.usage import Usage, is_functional
from mlekl_symbolic.readers.latex.roles import DENSITIES, is_divergence
from mlekl_symbolic.readers.latex.uninterpreted.information import Ends, is_information
from mlekl_symbolic.readers.latex.uninterpreted.normal import bell
from mlekl_symbolic.readers.latex.vectors import matrices

_STEADY = frozenset("abckmnKMN")
"""Latin letters that usually name constants."""
ENOUGH_ALIKE = 3
"""How many integrals over a letter have to go above 0 for its law to be one of positive numbers."""
_WHOLE = frozenset(("cal", "scr", "bb", "frak"))
"""How letters of sets look that are more than a part."""
_RANDOM = frozenset(("epsilon", "varepsilon", "xi", "eta", "zeta", "omega"))
"""Greek letters that usually name what is random."""


@dataclass(frozen=True, slots=True)
class Survey:
    """What is known of the letters of a line.

    Attributes
    ----------
    names
        All names in it.
    applications
        All applications in it.
    elsewhere
        All applications in the document.
    applied
        The names that are applied to arguments.
    joint
        The laws that are applied to several letters, so that ``p(x)`` and ``p(z)`` differ.
    drawn
        The names that something is drawn from, or that stand in a divergence.
    integrated
        For each letter over which the line integrates how it does so.
    summed
        The letters over which the line sums.
    nested
        The letters over which the line integrates, those of inner integrals first.
    inside
        The pairs of letters of which the line integrates over the first inside of the other's integral.
    ranges
        The range of an index that stands without one elsewhere in the line.
    sizes
        The names at which ranges end.
    apart
        Letters that come from sets of their own.
    varying
        Letters that occur with an index, a mark or an argument.
    matrices
        The letters that stand beside transposes.
    outside
        The names that stand outside of every expectation.
    bases
        The bases of the logarithms in the line, or in the document when the line has none; None is natural.
    gradients
        What the document differentiates by in all its gradients, when that is one name.
    differentiated
        The names by which the line differentiates.
    weighing
        The laws that integrands and summands of the line have as a factor, with their letters.
    means
        The expectations of the line.
    draws
        The law of each letter that all expectations of the document with a law draw from one law.
    compared
        The law that all divergences of the document compare with another one.
    domains
        The sets over which the document sums each letter; None is a sum that names none.
    """

    names: frozenset[s.Name]
    applications: tuple[s.Apply, ...]
    elsewhere: tuple[s.Apply, ...]
    applied: frozenset[s.Name]
    joint: frozenset[s.Name]
    drawn: frozenset[s.Name]
    integrated: dict[str, Ends]
    summed: frozenset[str]
    nested: tuple[s.Expression, ...]
    inside: frozenset[tuple[s.Expression, s.Expression]]
    ranges: dict[s.Name, tuple[s.Expression, s.Expression]]
    sizes: frozenset[s.Name]
    apart: frozenset[str]
    varying: frozenset[str]
    matrices: frozenset[tuple[str, str]]
    outside: frozenset[s.Name]
    bases: frozenset[s.Expression | None]
    gradients: tuple[s.Expression, ...]
    differentiated: tuple[s.Name, ...]
    weighing: tuple[tuple[s.Name, s.Apply], ...]
    means: tuple[s.Mean, ...]
    draws: Mapping[s.Name, s.Node]
    compared: s.Apply | None
    domains: Mapping[str, frozenset[s.Node | None]]

    @property
    def has_differential_entropy(self) -> bool:
        """Whether h is applied to laws and random variables only, wherever it stands in the document."""
        items = [i for a in self.elsewhere if a.function == s.Name("h") for g in a.groups for i in g]
        return all(
            (isinstance(i, s.Apply) and i.function.letter in DENSITIES)
            or (isinstance(i, s.Name) and i.letter.isupper())
            for i in items
        )

    @property
    def mass(self) -> s.Name:
        """The letter of the law of random variables: a small p unless the document uses only a large one."""
        used = {a.function for a in self.elsewhere}
        return s.Name("P") if s.Name("P") in used and s.Name("p") not in used else s.Name("p")

    def is_part(self, letter: s.Name, domain: s.Expression) -> bool:
        """Whether a set may be a part of what a letter stands for, as ``A`` in a sum over ``x ∈ A``.

        The set with its letter is all that a letter stands for, and so is the only set over which a document
        sums it, when that is a list of values or a calligraphic letter.
        """
        found = self.domains.get(letter.letter.lower(), frozenset())
        match domain:
            case s.Name():
                if domain.letter.lower() == letter.letter.lower():
                    return False
                whole = domain.style in _WHOLE or domain.letter == "Omega"
                return not whole or len(found) > 1
            case s.Listed():
                return sum(isinstance(d, s.Listed) for d in found) > 1
        return len(found) > 1

    def law_of(self, variable: s.Expression) -> s.Name | None:
        """The one law of the line that has a random variable as its index, as ``f_X(x)`` has."""
        found = {a.function for a in self.applications if _is_law_of(a, variable)}
        return found.pop() if len(found) == 1 else None

    def law(self, name: s.Name) -> s.Apply | None:
        """The law of a name that is applied in one way only, in the line or in the document."""
        for applications in (self.applications, self.elsewhere):
            found = {a for a in applications if a.function == name}
            if found:
                return found.pop() if len(found) == 1 else None
        return None

    def joint_law(self, name: s.Name) -> s.Apply | None:
        """The law that a name has of all letters over which the line integrates, if it is of several."""
        letters = frozenset(self.nested)
        found = {
            a for a in self.elsewhere
            if a.function == name and not a.bars and len(a.groups) == 1 and frozenset(a.groups[0]) == letters
        }  # fmt: skip
        return found.pop() if len(found) == 1 and len(letters) > 1 else None

    def random(self, body: s.Node) -> list[s.Name] | None:
        """The names in the body of an expectation that may be random; None when that is unclear.

        A name that also stands outside of every expectation is a constant, when it looks like one.
        """
        found = {n for n in own_names(body) if n not in self.applied and n not in self.sizes}
        found -= set(self.differentiated)  # parameters
        found -= {n for n in found if n in (s.Name("pi"), s.Name("e")) and n.letter not in self.varying}
        if any(n in self.outside and not is_steady(n) for n in found):
            return None
        return sorted((n for n in found if n not in self.outside), key=repr)


def survey(sides: Sequence[s.Node], trees: Sequence[s.Node], usage: Usage) -> Survey:
    """What two sides of a line say about their letters, with what the document says."""
    nodes = [n for side in sides for n in s.walk(side)]
    names = frozenset(n for n in nodes if isinstance(n, s.Name))
    applications = tuple(n for n in nodes if isinstance(n, s.Apply))
    heads = {n.function for n in applications}
    joint = {a.function for a in applications if sum(map(len, a.groups)) > 1}
    variables = {n for n in nodes if isinstance(n, s.Apply) and is_information(n)}
    if any(sum(map(len, n.groups)) > 1 for n in variables):
        joint |= {s.Name("p"), s.Name("P")}
    joint |= {h for h in heads if h.letter in DENSITIES and _is_joint(h, usage)}
    summed = {v.letter.lower() for n in nodes if isinstance(n, s.Big) for v in _summed(n)}
    integrated = _integrated(nodes)
    for letter in sorted(usage.integrated - summed):
        integrated.setdefault(letter, _usual_ends(letter, trees))
    for point in (b.point for n in nodes if isinstance(n, s.Factors) and (b := bell(n.factors))):
        if isinstance(point, s.Name) and point.letter.lower() not in summed:
            integrated.setdefault(point.letter.lower(), (None, None, None))
    gradients = _gradients(trees)
    spans = [n for n in nodes if isinstance(n, s.Between)]
    return Survey(
        names,
        applications,
        tuple(n for tree in trees for n in s.walk(tree) if isinstance(n, s.Apply)),
        frozenset(heads),
        frozenset(joint),
        _drawn(nodes),
        integrated,
        frozenset(summed),
        tuple(dict.fromkeys(v for n in reversed(nodes) if isinstance(n, s.Integral) for v in n.variables)),
        frozenset(pair for n in nodes for pair in _inside(n)),
        {n.variable: (n.low, n.high) for n in spans if isinstance(n.variable, s.Name)},
        frozenset(n.high for n in spans if isinstance(n.high, s.Name)),
        frozenset(usage.together)
        | {i.letter.lower() for n in variables for g in n.groups for i in g if isinstance(i, s.Name)},
        frozenset(usage.variable),
        matrices(list(trees)),
        frozenset(n for side in sides for n in outside(side)),
        _bases(nodes) or _bases([n for tree in trees for n in s.walk(tree)]),
        gradients,
        _differentiated(nodes, gradients),
        tuple(dict.fromkeys(pair for n in nodes for pair in _weighing(n))),
        tuple(n for n in nodes if isinstance(n, s.Mean)),
        _draws(trees),
        _compared(trees),
        _domains(nodes, trees),
    )


def _domains(nodes: Sequence[s.Node], trees: Sequence[s.Node]) -> dict[str, frozenset[s.Node | None]]:
    """The sets of the sums and products over each letter."""
    out: dict[str, set[s.Node | None]] = {}
    for node in (*nodes, *(n for tree in trees for n in s.walk(tree))):
        if isinstance(node, s.Big) and isinstance(node.limits, s.Over):
            for letter in _summed(node):
                out.setdefault(letter.letter.lower(), set()).add(node.limits.domain)
    return {letter: frozenset(found) for letter, found in out.items()}


def _bases(nodes: Sequence[s.Node]) -> frozenset[s.Expression | None]:
    return frozenset(n.base for n in nodes if isinstance(n, s.Call) and n.function in ("log", "ln"))


def _compared(trees: Sequence[s.Node]) -> s.Apply | None:
    """The first law of all divergences, if that is one."""
    divergences = (
        n for tree in trees for n in s.walk(tree) if isinstance(n, s.Apply) and is_divergence(n.function)
    )
    found = {n.groups[0][0] for n in divergences if n.groups and n.groups[0]}
    one = found.pop() if len(found) == 1 else None
    return one if isinstance(one, s.Apply) and one.function.letter in DENSITIES else None


def _draws(trees: Sequence[s.Node]) -> dict[s.Name, s.Node]:
    """The laws of the letters that are drawn from one law only."""
    found: dict[s.Name, set[s.Node]] = {}
    for tree in trees:
        for node in s.walk(tree):
            for under in node.under if isinstance(node, s.Mean) else ():
                if isinstance(under, s.Over) and under.domain is not None:
                    for letter in under.variables:
                        if isinstance(letter, s.Name):
                            found.setdefault(letter, set()).add(under.domain)
    return {letter: next(iter(laws)) for letter, laws in found.items() if len(laws) == 1}


def _gradients(trees: Sequence[s.Node]) -> tuple[s.Expression, ...]:
    found = {v for tree in trees for n in s.walk(tree) if isinstance(n, s.Gradient) for v in n.variables}
    if not found:
        found = {
            n for tree in trees for n in s.walk(tree)
            if isinstance(n, s.Name) and n.letter == "theta" and not n.indices
        }  # fmt: skip
    return tuple(found) if len(found) == 1 else ()


def _differentiated(nodes: Sequence[s.Node], usual: tuple[s.Expression, ...]) -> tuple[s.Name, ...]:
    found = [v for n in nodes if isinstance(n, s.Gradient | s.Derivative) for v in (n.variables or usual)]
    return tuple(dict.fromkeys(v for v in found if isinstance(v, s.Name)))


def _inside(node: s.Node) -> list[tuple[s.Expression, s.Expression]]:
    if not isinstance(node, s.Integral):
        return []
    inner = [v for n in s.walk(node.body) if isinstance(n, s.Integral) for v in n.variables]
    return [(v, outer) for v in inner for outer in node.variables]


def _weighing(node: s.Node) -> list[tuple[s.Name, s.Apply]]:
    """The laws that an integrand or a summand has as a factor, with the letter each is the law of."""
    if isinstance(node, s.Integral):
        letters = node.variables
    elif isinstance(node, s.Big) and node.sign == "∑" and isinstance(node.limits, s.Over):
        letters = node.limits.variables
    else:
        return []
    factors = [f.body for f in node.body.factors] if isinstance(node.body, s.Factors) else [node.body]
    laws = [f for f in factors if isinstance(f, s.Apply) and f.function.letter in DENSITIES]
    return [(x, f) for x in letters if isinstance(x, s.Name) for f in laws if f.groups[0] == (x,)]


def _is_joint(head: s.Name, usage: Usage) -> bool:
    from mlekl_symbolic.readers.latex.roles import key  # noqa: PLC0415

    return any(len(points) + len(given) > 1 for points, given in usage.laws.get(key(head), ()))


def _summed(node: s.Big) -> list[s.Name]:
    if isinstance(node.limits, s.Over):
        return [v for v in node.limits.variables if isinstance(v, s.Name)]
    return []


def _integrated(nodes: Sequence[s.Node]) -> dict[str, Ends]:
    out: dict[str, Ends] = {}
    for node in nodes:
        if not isinstance(node, s.Integral):
            continue
        one = len(node.variables) == 1
        for variable in node.variables:
            if isinstance(variable, s.Name):
                ends: Ends = (node.low, node.high, node.domain) if one else (None, None, None)
                out.setdefault(variable.letter.lower(), ends)
    return out


def _usual_ends(letter: str, trees: Sequence[s.Node]) -> Ends:
    """From where to where a law goes: above 0 where all of several integrals with it in the document do."""
    found = [
        n
        for tree in trees
        for n in s.walk(tree)
        if isinstance(n, s.Integral) and any(v == s.Name(letter) for v in n.variables)
    ]
    above = all(n.low == s.Number("0") and isinstance(n.high, s.Infinity) for n in found)
    weighed = all(any(_is_law_at(a, letter) for a in s.walk(n.body)) for n in found)
    if len(found) < ENOUGH_ALIKE or not above or not weighed:
        return None, None, None
    return s.Number("0"), s.Infinity(), None


def _is_law_at(node: s.Node, letter: str) -> bool:
    """Whether a node is a law at a letter."""
    named = isinstance(node, s.Apply) and node.function.letter in DENSITIES
    return named and isinstance(node, s.Apply) and s.Name(letter) in node.groups[0]


def _is_law_of(node: s.Apply, variable: s.Expression) -> bool:
    """Whether an application is one of the law of a random variable to a value: ``f_X(x)``."""
    head = node.function
    if (
        head.letter not in DENSITIES | {"f"}
        or head.indices != (variable,)
        or not isinstance(variable, s.Name)
    ):
        return False
    return variable.letter.isupper() and node.groups == ((s.Name(variable.letter.lower()),),)


def _drawn(nodes: Sequence[s.Node]) -> frozenset[s.Name]:
    applications = [n for n in nodes if isinstance(n, s.Apply)]
    variables = {i for n in applications if is_information(n) for g in n.groups for i in g}
    out = {a.function for a in applications if any(_is_law_of(a, x) for x in variables)}
    for node in nodes:
        if isinstance(node, s.Mean):
            for under in node.under:
                source = under.domain if isinstance(under, s.Over) else under
                if isinstance(source, s.Apply):
                    out.add(source.function)
                elif isinstance(source, s.Factors):
                    out |= {f.body.function for f in source.factors if isinstance(f.body, s.Apply)}
                elif isinstance(source, s.Name) and isinstance(under, s.Over):
                    out.add(source)
        elif isinstance(node, s.Apply) and is_divergence(node.function):
            out |= {i.function for g in node.groups for i in g if isinstance(i, s.Apply)}
    return frozenset(out)


def outside(node: s.Node) -> list[s.Name]:
    """The names that stand outside of every expectation."""
    if isinstance(node, s.Mean) or (isinstance(node, s.Apply) and is_functional(node.function)):
        return []
    if isinstance(node, s.Name):
        return [node]
    return [n for part in s.parts(node) for n in outside(part)]


def own_names(node: s.Node) -> list[s.Name]:
    """The names in a node, without those in their scripts."""
    if isinstance(node, s.Name):
        return [node]
    return [n for part in s.parts(node) for n in own_names(part)]


def is_steady(name: s.Name) -> bool:
    """Whether a letter usually names a constant."""
    return name.letter in _STEADY or (name.letter in GREEK and name.letter not in _RANDOM)
