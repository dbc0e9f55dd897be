"""The sentence that introduces the objects of a theorem, and the definitions it uses."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
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
from mlekl_symbolic.writers.layout import Fence, Identifier, Number, Relation, row, separated
from mlekl_symbolic.writers.names import GREEK
from mlekl_symbolic.writers.page import Formula, Prose
from mlekl_symbolic.writers.prose import enumerated, listed, said, spaced
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
WHOLES = (
    "kl",
    "entropy",
    "cross_entropy",
    "expectation",
    "variance",
    "kl_density",
    "entropy_density",
    "cross_entropy_density",
    "expectation_density",
    "variance_density",
)
"""Definitions by a sum or an integral over a whole set."""
FORMULAS = ("gaussian", "exponential")
"""Definitions that are equations about one law."""
OF_DENSITIES = "_density"
"""How the names of definitions end that are about densities."""
LONG = 40
"""How many signs the letters of an alphabet take before they are listed in words, which can be broken."""
INFINITE = ("kl_infinite", "kl_infinite_mixed", "kl_infinite_density")
MANY = {
    " a finite set": " finite sets",
    " a set": " sets",
    " a set of reals": " sets of reals",
    " a real number": " real numbers",
    " a natural number": " natural numbers",
    " a parameter": " parameters",
    " a real function": " real functions",
    " a function": " functions",
    " a distribution on ": " distributions on ",
    " a probability density on ": " probability densities on ",
    " a family of distributions on ": " families of distributions on ",
    " a family of probability densities on ": " families of probability densities on ",
}
"""The words for several objects of one kind."""
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
    """``Let 𝒳 and 𝒴 be finite sets, …``; empty when nothing is to be introduced.

    Parameters
    ----------
    above
        What stands introduced on the page already, as `introduced` gives it.
    """
    clauses = {d: c for d, c in introduced(theorem).items() if above.get(d) != c}
    later = {d: free for d in clauses if (free := _free(d, theorem))}
    sentences: list[Prose] = []
    if named := _together([c for d, c in clauses.items() if d not in later]):
        (names, words), *others = named
        first = (*names, *((" be", *words) if words else ()))
        apart: Prose = (",",) if len(others) == 1 and any(len(n) > 1 for n, _ in named) else ()
        sentences.append(("Let ", *enumerated([(*first, *apart), *((*n, *w) for n, w in others)]), "."))
    for d, members in later.items():
        name, *rest = clauses[d]
        where = enumerated([said(m) for m in members])
        sentences.append(("For ", *where, ", let ", name, " be", *rest, "."))
    return spaced(sentences)


def introduced(theorem: Theorem) -> dict[Basic, Prose]:
    """The objects of a theorem, each with the words that introduce it."""
    chosen = {b.member for b in theorem.blocks if isinstance(b, Choice)}
    fixed = {m.args[0]: m for m in theorem.fixed}
    return {
        d: (Formula(layout(fixed[d])),) if d in fixed else _clause(d, theorem)
        for d in theorem.declarations
        if fixed.get(d) not in chosen
    }


def _free(declared: Basic, theorem: Theorem) -> list[relations.Member]:
    """The members fixed later that an object is written with."""
    if not isinstance(declared, distributions.ByFormula):
        return []
    return [m for m in theorem.fixed if m.args[0] in declared.free_symbols]


def _together(clauses: Sequence[Prose]) -> list[tuple[Prose, Prose]]:
    """Names and words; objects of one kind that stand side by side are named together."""
    out: list[tuple[Prose, Prose]] = []
    for words, group in groupby(clauses, key=lambda clause: clause[1:]):
        names = [clause[:1] for clause in group]
        many = MANY.get(str(words[0])) if words and len(names) > 1 else None
        if many is None:
            out.extend((name, words) for name in names)
        else:
            out.append((listed(names), (many, *words[1:])))
    return out


def _clause(declared: Basic, theorem: Theorem) -> Prose:  # noqa: C901 - one case for each kind
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
        case Symbol():
            return _number(declared, theorem)
        case probability.Family():
            indices = expressions.variables("i j k")[: declared.arity - 1]
            return (Formula(layout(declared[indices])), " random variables")
        case expressions.FunctionSymbol():
            values = _ranges(theorem).get(declared, sets.Reals())
            plain = _of_parameters(values) or _counts_outcomes(declared, theorem)
            return (Formula(layout(declared)), " a function" if plain else " a real function")
        case probability.Sequence():
            first, last = (layout(declared[n]) for n in (1, declared.index))
            name = Formula(separated(",", first, Identifier("…"), last, Identifier("…")))
            return (name, " distributions, ", Formula(last), " on ", Formula(layout(declared.args[1])))
        case distributions.Sample():
            inside = row(observations(declared, layout), Relation("∈"), layout(declared.over))
            return (Formula(inside), " a sample")
        case distributions.Model():
            return _model(declared, index_of(declared, theorem))
        case densities.Density():
            on = Formula(layout(declared.over))
            return (Formula(layout(declared)), " a probability density on ", on)
        case distributions.Empirical():
            sample = Formula(observations(declared.sample, layout))
            return (Formula(layout(declared)), " the empirical distribution of ", sample)
        case distributions.ByFormula(variable=letter, over=over):
            mass = said(relations.Equal(declared(letter), declared.body))
            among = said(relations.Member(letter, over))
            return (Formula(layout(declared)), " the function with ", *mass, " for ", *among)
        case distributions.Tabulated():
            on = Formula(layout(declared.over))
            return (Formula(layout(declared)), " the distribution on ", on, *_masses(declared))
        case distributions.Distribution():
            on = Formula(layout(declared.over))
            return (Formula(distribution_layout(declared)), " a distribution on ", on)
    raise UnknownNodeError(f"there are no words to introduce a declaration of type {type(declared).__name__}")


def _number(declared: Symbol, theorem: Theorem) -> Prose:
    if any(g.origin is Origin.SETTING and g.about == declared.name for g in theorem.givens):
        return (Formula(row(layout(declared), Relation("≥"), Number("1"))), " a natural number")
    values = _ranges(theorem).get(declared, sets.Reals())
    return (Formula(layout(declared)), " a parameter" if _of_parameters(values) else " a real number")


def _ranges(theorem: Theorem) -> dict[Basic, Basic]:
    """What hypotheses say that numbers and values of functions lie in."""
    found: dict[Basic, Basic] = {}
    waiting: list[Basic] = [g.statement for g in theorem.givens]
    while waiting:
        match waiting.pop():
            case relations.ForAll(body=body):
                waiting.append(body)
            case relations.And(args=parts):
                waiting.extend(parts)
            case relations.Member(args=(expressions.Apply(args=(function, *_)), values)):
                found[function] = values
            case relations.Member(args=(name, values)):
                found[name] = values
    return found


def _counts_outcomes(function: expressions.FunctionSymbol, theorem: Theorem) -> bool:
    sequences = (d for d in theorem.declarations if isinstance(d, probability.Sequence))
    return any(function in _nodes(s) for s in sequences)


def _of_parameters(values: Basic) -> bool:
    """Whether a set is a set of parameters by its name, such as Θ; its elements need not be numbers."""
    while isinstance(values, binders.SolutionSet):
        values = values.domain
    name = getattr(values, "name", "")
    return type(values) is sets.NamedSet and name in GREEK and name[0].isupper()


def _model(model: distributions.Model, parameter: Symbol) -> Prose:
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


def index_of(model: distributions.Model, theorem: Theorem) -> Symbol:
    """A variable for the index of a family: θ for Θ, else the first that the lines have there."""
    name = getattr(model.parameters, "name", "")
    if name in GREEK and name[0].isupper():
        return expressions.Variable(name.lower())
    fixed = {m.args[0] for m in theorem.fixed}
    taken = {getattr(d, "name", "") for d in theorem.declarations if d not in fixed}
    members = (
        n.parameter
        for side in _lines(theorem)
        for n in _nodes(side)
        if isinstance(n, distributions.ModelMember) and n.model == model
    )
    return next(
        (p for p in members if isinstance(p, Symbol) and p.name not in taken), expressions.Variable("theta")
    )


def declared_names(theorem: Theorem) -> frozenset[str]:
    """The names that a letter of the page's own must not have."""
    return frozenset(getattr(d, "name", "") for d in theorem.declarations)


def _lines(theorem: Theorem) -> tuple[Basic, ...]:
    return (theorem.statement, *(side for x in theorem.steps for side in (x.lhs, x.rhs)))


def by_definition(theorem: Theorem) -> Prose:
    """The words before the definitions; they introduce the sets that are no set of the page."""
    spaces = {_space(n, theorem): n for n in _used(theorem) if n in WHOLES}
    kinds = [
        (
            "probability densities on " if _is_continuous(n) else "distributions on ",
            *_clause(s, theorem)[::-1],
        )
        for s, n in spaces.items()
        if isinstance(s, sets.NamedSet) and s not in theorem.declarations
    ]
    whole = [(first, f"{str(noun).strip()} ", name) for first, noun, name in kinds]
    return ("By definition", *((", for ", *enumerated(whole)) if whole else ()))


@lru_cache(maxsize=8)
def definitions(theorem: Theorem) -> tuple[relations.Equal, ...]:
    """The definitions of the notation on the page, as equations about generic distributions."""
    return tuple(f for name in _used(theorem) for f in _definition(name, theorem))


@lru_cache(maxsize=8)
def _used(theorem: Theorem) -> tuple[str, ...]:
    """The names of the definitions that the page needs."""
    used = [n for n in dict.fromkeys(theorem.definitions) if n not in KINDS or _explained(theorem, n)]
    return (*used, *(n for n in KINDS if n not in used and _explained(theorem, n)))


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


def _space(name: str, theorem: Theorem) -> sets.SetExpression:
    """What a definition sums or integrates over: the set of all its uses, or a letter when there are more."""
    dense = _is_continuous(name)
    there: set[sets.SetExpression] = {
        node.over if isinstance(node, distributions.Functional) else node.domain
        for side in _sides(theorem)
        for node in _nodes(side)
        if isinstance(node, distributions.Functional | probability.Draws)
        and not isinstance(node, probability.Probability)
        and _of_density(node) is dense
    }
    match list(there):
        case [only] if dense or only in theorem.declarations:
            return only
    taken = declared_names(theorem)
    free = next((n for n in ("ST" if dense else "XSZTU") if n not in taken), "V")
    generic: sets.SetExpression = sets.Region(free) if dense else sets.FiniteSet(free)
    return generic


def _definition(name: str, theorem: Theorem) -> tuple[relations.Equal, ...]:
    if name in FORMULAS:
        return (relations.Equal(MEANINGS[name].left, MEANINGS[name].right),)
    samples = [d for d in theorem.declarations if isinstance(d, distributions.Sample)]
    alphabet = _space(name, theorem)
    kind, whole = distributions.MassFunction, binders.Sum
    a, i = expressions.variables("a i")
    if _is_continuous(name):
        a, kind, whole = _free_variable(theorem), densities.Density, integrals.Integral
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
    found = {
        n.kind: n for x in _lines(theorem) for n in _nodes(x) if isinstance(n, infinite.InfiniteDivergence)
    }
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


def _free_variable(theorem: Theorem) -> expressions.Variable:
    taken = declared_names(theorem)
    free = next((n for n in ("x", "y", "t") if n not in taken), "x_")
    return expressions.Variable(free)


def _free_names(theorem: Theorem) -> tuple[str, str]:
    taken = declared_names(theorem)
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
