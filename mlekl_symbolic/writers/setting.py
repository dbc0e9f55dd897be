"""The sentence that introduces the objects of a theorem, and the definitions it uses."""

from __future__ import annotations

from sympy import Basic, Symbol

from mlekl_symbolic.language import binders, distributions, expressions, relations, sets
from mlekl_symbolic.proof.records import Theorem
from mlekl_symbolic.writers.builder import distribution_layout, layout
from mlekl_symbolic.writers.errors import UnknownNodeError
from mlekl_symbolic.writers.layout import Fence, Number, Relation, row, separated
from mlekl_symbolic.writers.names import GREEK
from mlekl_symbolic.writers.page import Formula, Prose
from mlekl_symbolic.writers.statement_layout import observations

IN_WORDS = ("distinct",)
"""Definitions that the page states in words."""


def setting(theorem: Theorem) -> Prose:
    """``Let 𝒳 be a finite set, …``; empty when nothing was declared."""
    elements = _elements(theorem)
    loose = _fixed_symbols(theorem)
    natural = {g.statement.args[0] for g in theorem.givens if _is_natural(g.statement)}
    clauses = [
        (Formula(layout(elements[d])),) if d in elements else _clause(d, natural)
        for d in theorem.declarations
        if d not in loose
    ]
    if not clauses:
        return ()
    (name, *words), *others = clauses
    return ("Let ", *enumerated(((name, *((" be", *words) if words else ())), *others)), ".")


def enumerated(clauses: tuple[Prose, ...]) -> Prose:
    """The clauses with commas between them and ``and`` before the last."""
    out: list[object] = []
    for n, clause in enumerate(clauses):
        if n:
            out.append(" and " if n == len(clauses) - 1 and len(clauses) == 2 else ", ")
            if n == len(clauses) - 1 and len(clauses) > 2:
                out[-1] = ", and "
        out.extend(clause)
    return tuple(out)  # type: ignore[arg-type]


def _clause(declared: Basic, natural: set[Basic]) -> Prose:
    match declared:
        case sets.Alphabet():
            letters = Fence("{", separated(",", *map(layout, declared.letters)), "}")
            return (Formula(row(layout(declared), Relation("="), letters)), " an alphabet")
        case sets.FiniteSet():
            return (Formula(layout(declared)), " a finite set")
        case sets.SetExpression():
            return (Formula(layout(declared)), " a set")
        case Symbol() if declared in natural:
            at_least = row(layout(declared), Relation("≥"), Number("1"))
            return (Formula(at_least), " a natural number")
        case Symbol():
            return (Formula(layout(declared)), " a real number")
        case expressions.FunctionSymbol():
            return (Formula(layout(declared)), " a function")
        case distributions.Sample():
            inside = row(observations(declared, layout), Relation("∈"), layout(declared.over))
            return (Formula(inside), " a sample")
        case distributions.Model():
            return _model(declared)
        case distributions.Empirical():
            sample = Formula(observations(declared.sample, layout))
            return (Formula(layout(declared)), " the empirical distribution of ", sample)
        case distributions.Tabulated():
            on = Formula(layout(declared.over))
            return (Formula(layout(declared)), " the distribution on ", on, *_masses(declared))
        case distributions.Distribution():
            on = Formula(layout(declared.over))
            return (Formula(distribution_layout(declared)), " a distribution on ", on)
    raise UnknownNodeError(f"there are no words to introduce a declaration of type {type(declared).__name__}")


def _is_natural(statement: Basic) -> bool:
    return isinstance(statement, relations.Member) and statement.args[1] == sets.Naturals()


def _fixed_symbols(theorem: Theorem) -> set[Basic]:
    """Declared variables of which neither the statement nor a hypothesis speaks: the proof fixes them."""
    said = (theorem.statement, *(g.statement for g in theorem.givens))
    free: set[Basic] = set().union(*(s.free_symbols for s in said))
    return {d for d in theorem.declarations if isinstance(d, Symbol)} - free


def fixed(theorem: Theorem) -> tuple[relations.Member, ...]:
    """Which element of which set each variable that only the proof speaks of stands for."""
    loose = _fixed_symbols(theorem)
    return tuple(member for v, member in _elements(theorem).items() if v in loose)


def _elements(theorem: Theorem) -> dict[Basic, relations.Member]:
    """The set each declared variable is taken from, where binders of the same name agree on it."""
    said = (theorem.statement, *(g.statement for g in theorem.givens), *(c.start for c in theorem.chains))
    domains: dict[Basic, set[sets.SetExpression]] = {}
    for node in (n for s in said for n in _nodes(s)):
        if isinstance(node, binders.Binds):
            domains.setdefault(node.variable, set()).add(node.domain)
    names = [d for d in theorem.declarations if isinstance(d, Symbol)]
    return {v: relations.Member(v, *domains[v]) for v in names if len(domains.get(v, ())) == 1}


def _model(model: distributions.Model) -> Prose:
    parameter = parameter_of(model.parameters)
    member = layout(model[parameter])
    bound = row(layout(parameter), Relation("∈"), layout(model.parameters))
    family = Fence("{", row(member, Relation(":"), bound), "}")
    on = Formula(layout(model.over))
    if isinstance(model, distributions.TabulatedModel):
        return (Formula(family), " the family of distributions on ", on, *_masses(model[parameter]))
    return (Formula(family), " a family of distributions on ", on)


def _masses(table: distributions.Tabulated) -> Prose:
    masses = (relations.Equal(table(letter), mass) for letter, mass in table.table)
    return (" with ", *enumerated(tuple((Formula(layout(m)),) for m in masses)))


def parameter_of(parameters: sets.SetExpression) -> expressions.Variable:
    """A variable for the elements of a parameter set: θ for Θ and for sets without a Greek name."""
    name = getattr(parameters, "name", "Theta")
    return expressions.Variable(name.lower() if name in GREEK and name[0].isupper() else "theta")


def definitions(theorem: Theorem) -> tuple[relations.Equal, ...]:
    """The definitions a theorem uses, as equations about generic distributions ``p`` and ``q``."""
    names = list(dict.fromkeys(theorem.definitions))
    return tuple(f for name in names for f in _definition(name, theorem))


def _definition(name: str, theorem: Theorem) -> tuple[relations.Equal, ...]:
    samples = [d for d in theorem.declarations if isinstance(d, distributions.Sample)]
    alphabet = next(iter(_alphabets(theorem)), sets.FiniteSet("X"))
    a, i = expressions.variables("a i")
    p, q = (distributions.MassFunction(n, alphabet) for n in _free_names(theorem))
    log = expressions.log
    made: list[relations.Equal] = []
    match name:
        case "kl":
            total = binders.Sum(p(a) * log(p(a) / q(a)), (a, alphabet))
            made = [relations.Equal(distributions.KL(p, q), total)]
        case "entropy":
            total = -binders.Sum(p(a) * log(p(a)), (a, alphabet))
            made = [relations.Equal(distributions.Entropy(p), total)]
        case "cross_entropy":
            total = -binders.Sum(p(a) * log(q(a)), (a, alphabet))
            made = [relations.Equal(distributions.CrossEntropy(p, q), total)]
        case "empirical":
            made = [
                relations.Equal(d(a), 1 / d.sample.size * _hits(d.sample, a, i))
                for d in theorem.declarations
                if isinstance(d, distributions.Empirical)
            ]
        case "log_likelihood":
            made = [
                relations.Equal(distributions.LogLikelihood(q, x), binders.Sum(log(q(x[i])), (i, 1, x.size)))
                for x in samples
            ]
    return tuple(made)


def _hits(x: distributions.Sample, a: Symbol, i: Symbol) -> Basic:
    total: Basic = binders.Sum(expressions.delta(a, x[i]), (i, 1, x.size))
    return total


def _alphabets(theorem: Theorem) -> list[sets.SetExpression]:
    return [d for d in theorem.declarations if isinstance(d, sets.FiniteSet | sets.Alphabet)]


def _free_names(theorem: Theorem) -> tuple[str, str]:
    taken = {getattr(d, "name", "") for d in theorem.declarations}
    pairs = (("p", "q"), ("P", "Q"), ("r", "s"), ("mu", "nu"))
    return next((pair for pair in pairs if not taken & set(pair)), ("R", "S"))


def unexplained(theorem: Theorem) -> tuple[str, ...]:
    """Names of definitions for which there is no formula here; the certificate states them."""
    names = [n for n in dict.fromkeys(theorem.definitions) if n not in IN_WORDS]
    return tuple(n for n in names if not _definition(n, theorem))


def uses(theorem: Theorem, kind: type[Basic]) -> bool:
    """Whether a node of a kind occurs in the statement or in a step."""
    sides = [theorem.statement, *(s.rhs for s in theorem.steps), *(c.start for c in theorem.chains)]
    return any(isinstance(n, kind) for side in sides for n in _nodes(side))


def _nodes(node: Basic) -> list[Basic]:
    return [node, *(n for a in node.args for n in _nodes(a))]
