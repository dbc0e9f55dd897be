"""The sentence that introduces the objects of a theorem, and the definitions it uses."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from sympy import Basic, Symbol

from mlekl_symbolic.language import (
    binders,
    densities,
    distributions,
    expressions,
    infinite,
    integrals,
    probability,
    relations,
    sets,
)
from mlekl_symbolic.proof.outcome import Refuted, Unproved
from mlekl_symbolic.proof.records import Choice, Origin, Theorem
from mlekl_symbolic.rules.rulebook import MEANINGS
from mlekl_symbolic.writers.builder import distribution_layout, layout
from mlekl_symbolic.writers.errors import UnknownNodeError
from mlekl_symbolic.writers.layout import Fence, Number, Relation, row, separated
from mlekl_symbolic.writers.names import GREEK
from mlekl_symbolic.writers.page import Formula, Prose
from mlekl_symbolic.writers.prose import enumerated, said
from mlekl_symbolic.writers.statement_layout import observations

KINDS: dict[str, type[Basic]] = {
    "kl": distributions.KL,
    "entropy": distributions.Entropy,
    "cross_entropy": distributions.CrossEntropy,
    "log_likelihood": distributions.LogLikelihood,
    "distinct": relations.Distinct,
    "expectation": probability.Expectation,
    "variance": probability.Variance,
    "probability": probability.Probability,
    "indicator": probability.Indicator,
    "kl_density": distributions.KL,
    "entropy_density": distributions.Entropy,
    "cross_entropy_density": distributions.CrossEntropy,
    "expectation_density": probability.Expectation,
    "variance_density": probability.Variance,
    "probability_density": probability.Probability,
    "gaussian": densities.Gaussian,
    "exponential": densities.Exponential,
}
"""The notation that a definition explains."""
FORMULAS = ("gaussian", "exponential")
"""Definitions that are equations about one law."""
OF_DENSITIES = "_density"
"""How the names of definitions end that are about densities."""
LONG = 40
"""How many signs the letters of an alphabet take before they are listed in words, which can be broken."""
INFINITE = ("kl_infinite", "kl_infinite_mixed", "kl_infinite_density")
IN_WORDS = (
    "differentiable",
    "distinct",
    "has_derivative",
    "indicator",
    "probability",
    "probability_density",
    *INFINITE,
)
"""Definitions that the page states in words."""


def setting(theorem: Theorem, above: Mapping[Basic, Prose] = MappingProxyType({})) -> Prose:
    """``Let 𝒳 be a finite set, …``; empty when nothing is to be introduced.

    Parameters
    ----------
    above
        What stands introduced on the page already, as `introduced` gives it.
    """
    clauses = [clause for d, clause in introduced(theorem).items() if above.get(d) != clause]
    if not clauses:
        return ()
    (name, *words), *others = clauses
    return ("Let ", *enumerated(((name, *((" be", *words) if words else ())), *others)), ".")


def introduced(theorem: Theorem) -> dict[Basic, Prose]:
    """The objects of a theorem, each with the words that introduce it."""
    chosen = {b.member for b in theorem.blocks if isinstance(b, Choice)}
    stated = (g.statement for g in theorem.givens if g.origin is Origin.STATED)
    fixed = {s.args[0]: s for s in stated if isinstance(s, relations.Member)}
    fixed |= {m.args[0]: m for m in theorem.fixed}
    natural = {g.statement.args[0] for g in theorem.givens if _is_natural(g.statement)}
    return {
        d: (Formula(layout(fixed[d])),) if d in fixed else _clause(d, natural)
        for d in theorem.declarations
        if fixed.get(d) not in chosen
    }


def _clause(declared: Basic, natural: set[Basic]) -> Prose:  # noqa: C901 - one case for each kind
    match declared:
        case sets.Alphabet() if sum(len(a.name) + 2 for a in declared.letters) > LONG:
            each = enumerated(tuple((Formula(layout(a)),) for a in declared.letters))
            return (Formula(layout(declared)), " the alphabet of the letters ", *each)
        case sets.Alphabet():
            letters = Fence("{", separated(",", *map(layout, declared.letters)), "}")
            return (Formula(row(layout(declared), Relation("="), letters)), " an alphabet")
        case sets.FiniteSet():
            return (Formula(layout(declared)), " a finite set")
        case sets.Region():
            return (Formula(layout(declared)), " a set of reals")
        case sets.SetExpression():
            return (Formula(layout(declared)), " a set")
        case Symbol() if declared in natural:
            at_least = row(layout(declared), Relation("≥"), Number("1"))
            return (Formula(at_least), " a natural number")
        case Symbol():
            return (Formula(layout(declared)), " a real number")
        case probability.Family():
            indices = expressions.variables("i j k")[: declared.arity - 1]
            return (Formula(layout(declared[indices])), " random variables")
        case expressions.FunctionSymbol():
            return (Formula(layout(declared)), " a real function")
        case distributions.ByFormula():
            mass = relations.Equal(declared(declared.letter), declared.body)
            member = relations.Member(declared.letter, declared.over)
            return (Formula(layout(declared)), " with ", *said(mass), " for ", *said(member))
        case probability.Sequence():
            first, last = (Formula(layout(declared[n])) for n in (1, declared.index))
            on = Formula(layout(declared.args[1]))
            return (first, ", …, ", last, ", … distributions, ", last, " on ", on)
        case distributions.Sample():
            inside = row(observations(declared, layout), Relation("∈"), layout(declared.over))
            return (Formula(inside), " a sample")
        case distributions.Model():
            return _model(declared)
        case densities.Density():
            on = Formula(layout(declared.over))
            return (Formula(layout(declared)), " a probability density on ", on)
        case distributions.Empirical():
            sample = Formula(observations(declared.sample, layout))
            return (Formula(layout(declared)), " the empirical distribution of ", sample)
        case distributions.ByFormula(variable=letter, over=over):
            mass = Formula(layout(relations.Equal(declared(letter), declared.body)))
            among = Formula(row(layout(letter), Relation("∈"), layout(over)))
            return (Formula(layout(declared)), " the distribution with ", mass, " for ", among)
        case distributions.Tabulated():
            on = Formula(layout(declared.over))
            return (Formula(layout(declared)), " the distribution on ", on, *_masses(declared))
        case distributions.Distribution():
            on = Formula(layout(declared.over))
            return (Formula(distribution_layout(declared)), " a distribution on ", on)
    raise UnknownNodeError(f"there are no words to introduce a declaration of type {type(declared).__name__}")


def _is_natural(statement: Basic) -> bool:
    return isinstance(statement, relations.Member) and statement.args[1] == sets.Naturals()


def _model(model: distributions.Model) -> Prose:
    parameter = parameter_of(model.parameters)
    member = layout(model[parameter])
    bound = row(layout(parameter), Relation("∈"), layout(model.parameters))
    family = Fence("{", row(member, Relation(":"), bound), "}")
    on = Formula(layout(model.over))
    if isinstance(model, distributions.TabulatedModel):
        return (Formula(family), " the family of distributions on ", on, *_masses(model[parameter]))
    if model.continuous:
        return (Formula(family), " a family of probability densities on ", on)
    return (Formula(family), " a family of distributions on ", on)


def _masses(table: distributions.Tabulated) -> Prose:
    masses = (relations.Equal(table(letter), mass) for letter, mass in table.table)
    return (" with ", *enumerated(tuple((Formula(layout(m)),) for m in masses)))


def parameter_of(parameters: sets.SetExpression) -> expressions.Variable:
    """A variable for the elements of a parameter set: θ for Θ and for sets without a Greek name."""
    name = getattr(parameters, "name", "Theta")
    return expressions.Variable(name.lower() if name in GREEK and name[0].isupper() else "theta")


def by_definition(theorem: Theorem) -> Prose:
    """The words before the definitions; they introduce an alphabet when the theorem has none."""
    if _alphabets(theorem) or _region(theorem) is not None:
        return ("By definition",)
    return ("By definition, for distributions on a finite set ", *said(sets.FiniteSet("X")))


def definitions(theorem: Theorem) -> tuple[relations.Equal, ...]:
    """The definitions of the notation on the page, as equations about generic distributions."""
    used = [n for n in dict.fromkeys(theorem.definitions) if n not in KINDS or _explained(theorem, n)]
    used += [n for n in KINDS if n not in used and _explained(theorem, n)]
    return tuple(f for name in used for f in _definition(name, theorem))


def _explained(theorem: Theorem, name: str) -> bool:
    """Whether the notation of a definition occurs, for masses or for densities as its name says."""
    if name in FORMULAS:
        return uses(theorem, KINDS[name])
    return uses(theorem, KINDS[name]) and _occurs(
        theorem, lambda n: isinstance(n, KINDS[name]) and _of_density(n) is _is_continuous(name)
    )


def _is_continuous(name: str) -> bool:
    return name.endswith(OF_DENSITIES)


def _of_density(node: Basic) -> bool:
    match node:
        case distributions.Functional():
            return node.continuous
        case probability.Draws():
            return node.distribution.continuous
    return False


def _region(theorem: Theorem) -> sets.SetExpression | None:
    """The set of reals that the densities of a theorem live on."""
    lines = (theorem.statement, *(side for x in theorem.steps for side in (x.lhs, x.rhs)))
    nodes = (n for part in (*theorem.declarations, *lines) for n in _nodes(part))
    laws = (n for n in nodes if isinstance(n, distributions.Distribution | distributions.Model))
    return next((d.over for d in laws if d.continuous), None)


def _definition(name: str, theorem: Theorem) -> tuple[relations.Equal, ...]:
    if name in FORMULAS:
        return (relations.Equal(MEANINGS[name].left, MEANINGS[name].right),)
    samples = [d for d in theorem.declarations if isinstance(d, distributions.Sample)]
    alphabet: sets.SetExpression = next(iter(_alphabets(theorem)), sets.FiniteSet("X"))
    kind, whole = distributions.MassFunction, binders.Sum
    a, i = expressions.variables("a i")
    if _is_continuous(name):
        alphabet, a = _region(theorem) or sets.NamedSet("S"), _free_variable(theorem)
        kind, whole = densities.Density, integrals.Integral
    p, q = (kind(n, alphabet) for n in _free_names(theorem))
    log = expressions.log
    made: list[relations.Equal] = []
    match name.removesuffix(OF_DENSITIES):
        case "kl":
            total = whole(p(a) * log(p(a) / q(a)), (a, alphabet))
            made = [relations.Equal(distributions.KL(p, q), total)]
        case "entropy":
            total = -whole(p(a) * log(p(a)), (a, alphabet))
            made = [relations.Equal(distributions.Entropy(p), total)]
        case "cross_entropy":
            total = -whole(p(a) * log(q(a)), (a, alphabet))
            made = [relations.Equal(distributions.CrossEntropy(p, q), total)]
        case "empirical":
            made = [
                relations.Equal(d(a), 1 / d.sample.size * _hits(d.sample, a, i))
                for d in theorem.declarations
                if isinstance(d, distributions.Empirical)
            ]
        case "expectation":
            f, w = expressions.FunctionSymbol("f"), expressions.Variable("omega")
            mean = probability.Expectation(f(w), (w, p))
            made = [relations.Equal(mean, whole(p(w) * f(w), (w, alphabet)))]
        case "variance":
            f, w, v = expressions.FunctionSymbol("f"), *expressions.variables("omega nu")
            deviation = f(w) - probability.Expectation(f(v), (v, p))
            spread = probability.Expectation(deviation**2, (w, p))
            made = [relations.Equal(probability.Variance(f(w), (w, p)), spread)]
        case "log_likelihood":
            made = [
                relations.Equal(distributions.LogLikelihood(q, x), binders.Sum(log(q(x[i])), (i, 1, x.size)))
                for x in samples
            ]
    return tuple(made)


def infinite_divergences(theorem: Theorem) -> tuple[Prose, ...]:
    """What it means that a divergence is infinite, for laws on the set of those on the page."""
    lines = (theorem.statement, *(side for x in theorem.steps for side in (x.lhs, x.rhs)))
    found = {n.kind: n for x in lines for n in _nodes(x) if isinstance(n, infinite.InfiniteDivergence)}
    out: list[Prose] = []
    for kind, node in found.items():
        meant = MEANINGS["_".join(filter(None, ("kl_infinite", kind)))]
        there = {sets.NamedSet("S"): node.args[0].over}
        left, right = meant.left.xreplace(there), meant.right.xreplace(there)
        out.append((Formula(layout(left)), " means that it is not so that ", *said(right.args[0]), "."))
    return tuple(out)


def _hits(x: distributions.Sample, a: Symbol, i: Symbol) -> Basic:
    total: Basic = binders.Sum(expressions.delta(a, x[i]), (i, 1, x.size))
    return total


def _alphabets(theorem: Theorem) -> list[sets.SetExpression]:
    return [d for d in theorem.declarations if isinstance(d, sets.FiniteSet | sets.Alphabet)]


def _free_variable(theorem: Theorem) -> expressions.Variable:
    taken = {getattr(d, "name", "") for d in theorem.declarations}
    free = next((n for n in ("x", "y", "t") if n not in taken), "x_")
    return expressions.Variable(free)


def _free_names(theorem: Theorem) -> tuple[str, str]:
    taken = {getattr(d, "name", "") for d in theorem.declarations}
    pairs = (("p", "q"), ("P", "Q"), ("r", "s"), ("mu", "nu"))
    return next((pair for pair in pairs if not taken & set(pair)), ("R", "S"))


def unexplained(theorem: Theorem) -> tuple[str, ...]:
    """Names of definitions for which there is no formula here; the certificate states them."""
    names = [n for n in dict.fromkeys(theorem.definitions) if n not in IN_WORDS]
    return tuple(n for n in names if not _definition(n, theorem))


def uses(theorem: Theorem, kind: type[Basic]) -> bool:
    """Whether a node of a kind occurs in the statement, a hypothesis or a line."""
    return any(issubclass(t, kind) for t in _types(theorem))


def _occurs(theorem: Theorem, wanted: Callable[[Basic], bool]) -> bool:
    return any(wanted(n) for side in _sides(theorem) for n in _nodes(side))


@lru_cache(maxsize=8)
def _sides(theorem: Theorem) -> Sequence[Basic]:
    lines = (*theorem.steps, *theorem.refutations)
    nodes: list[Basic] = [theorem.statement, *(g.statement for g in theorem.givens)]
    for x in lines:
        nodes += [x.lhs, x.rhs]
        if isinstance(x.outcome, Refuted | Unproved) and x.outcome.difference is not None:
            nodes.append(x.outcome.difference)
    return list(dict.fromkeys(nodes))


@lru_cache(maxsize=1024)
def _nodes(node: Basic) -> tuple[Basic, ...]:
    found, waiting = [], [node]
    while waiting:
        n = waiting.pop()
        found.append(n)
        waiting.extend(reversed(n.args))
    return tuple(found)


@lru_cache(maxsize=8)
def _types(theorem: Theorem) -> frozenset[type[Basic]]:
    return frozenset(type(n) for side in _sides(theorem) for n in _nodes(side))
