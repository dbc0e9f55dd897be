"""One line in its second reading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from sympy import Basic

from mlekl_symbolic.language import (
    Apply,
    Equal,
    Exp,
    ForAll,
    Gaussian,
    Greater,
    GreaterEqual,
    LanguageError,
    Less,
    LessEqual,
    Log,
    Mass,
    Product,
    Reals,
    SolutionSet,
    Statement,
    Variable,
)
from mlekl_symbolic.proof.workspace import Workspace
from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.assumptions import full_support
from mlekl_symbolic.readers.latex.depending import Hidden, hidden_in
from mlekl_symbolic.readers.latex.diagnostics import Diagnostic, ReadError, Span
from mlekl_symbolic.readers.latex.elaborate.usage import Usage
from mlekl_symbolic.readers.latex.reading import Line, Status
from mlekl_symbolic.readers.latex.uninterpreted.bare import completed_with_laws
from mlekl_symbolic.readers.latex.uninterpreted.chi_squared import (
    SAID,
    has_chi_squared,
    with_chi_squared,
)
from mlekl_symbolic.readers.latex.uninterpreted.events import add_evidence, event_rules, exactly_one
from mlekl_symbolic.readers.latex.uninterpreted.independence import independent, with_prior
from mlekl_symbolic.readers.latex.uninterpreted.keys import (
    Bound,
    Held,
    as_partials,
    labelled,
    over_everything,
    unbounded,
    with_differentials,
)
from mlekl_symbolic.readers.latex.uninterpreted.letters import as_drawn, in_one_case
from mlekl_symbolic.readers.latex.uninterpreted.linear.marks import has_matrices
from mlekl_symbolic.readers.latex.uninterpreted.optima import signed_inside
from mlekl_symbolic.readers.latex.uninterpreted.outcomes import over_outcomes
from mlekl_symbolic.readers.latex.uninterpreted.pointwise import at_points
from mlekl_symbolic.readers.latex.uninterpreted.powers import exponents, said_of_powers, with_powers
from mlekl_symbolic.readers.latex.uninterpreted.softmax import with_softmax
from mlekl_symbolic.readers.latex.uninterpreted.survey import survey
from mlekl_symbolic.readers.latex.uninterpreted.terms import Terms

RELATIONS = {"=": "=", "≔": "=", "≡": "=", "≤": "<=", "<": "<", "≥": ">=", ">": ">"}
_LESS: dict[str, Any] = {"<=": LessEqual, "<": Less, ">=": GreaterEqual, ">": Greater}
_MONOTONE = ("max", "min", "sup", "inf")
LARGEST = 600
"""Nodes of the longest line that is read a second time."""


@dataclass(frozen=True)
class Around:
    """The document around a line.

    Attributes
    ----------
    trees
        The sides of all its lines.
    usage
        How it uses its names.
    guesses
        The lines that were refused as they can be read without deciding what is doubtful in them.
    ways
        The lines in which an operand may reach further or less far, in every way in which they can be read.
    lines
        All its lines.
    usual
        What names usually stand for that it does not define.
    halves
        The lines that are only one half of an equivalence, with both halves.
    """

    trees: tuple[s.Node, ...] = ()
    usage: Usage = field(default_factory=Usage)
    guesses: Mapping[Span, Line] = field(default_factory=dict)
    ways: Mapping[Span, tuple[Line | None, ...]] = field(default_factory=dict)
    lines: tuple[Line, ...] = ()
    usual: Mapping[s.Name, s.Expression] = field(default_factory=dict)
    halves: Mapping[Span, tuple[s.Expression, s.Expression]] = field(default_factory=dict)

    @cached_property
    def integrated(self) -> frozenset[s.Name]:
        """The letters over which the document integrates."""
        inside = (n for tree in self.labelled for n in s.walk(tree) if isinstance(n, s.Integral))
        return frozenset(v for n in inside for v in n.variables if isinstance(v, s.Name))

    def prepared(self, tree: s.Node) -> Any:
        """One side of a line as the second reading has it."""
        made = with_chi_squared(labelled(tree))
        made = with_powers(with_differentials(made, self.integrated), self.exponents)
        return made if self.has_vectors else as_partials(made)

    @cached_property
    def exponents(self) -> frozenset[s.Name]:
        """The superscripts of the document that can only be powers."""
        return exponents(self.labelled)

    @cached_property
    def has_matrices(self) -> bool:
        """Whether anything in the document shows that it is about vectors or matrices."""
        return any(map(has_matrices, self.labelled))

    @cached_property
    def has_vectors(self) -> bool:
        """Whether the document transposes something, so that its gradients are vectors for certain."""
        return any(isinstance(n, s.Transpose | s.Matrix) for tree in self.labelled for n in s.walk(tree))

    @cached_property
    def hidden(self) -> Hidden:
        """On what the names of the document depend without saying so."""
        return hidden_in(map(self.line, self.lines))

    @cached_property
    def labelled(self) -> tuple[s.Node, ...]:
        """The sides of all its lines, also of those that were refused, as the second reading has them."""
        guessed = [x for g in self.guesses.values() for x in (g.left, g.right) if x is not None]
        return tuple(map(labelled, (*self.trees, *guessed)))

    def before(self, line: Line) -> list[Line]:
        """The lines before a line, as they are when what is doubtful in them is not decided."""
        return [self.line(x) for x in self.lines if 0 <= x.span[0] < line.span[0]]

    def line(self, line: Line) -> Line:
        """A line, or what it is when what is doubtful in it is not decided."""
        guessed = self.guesses.get(line.span)
        if guessed is None:
            return line
        return guessed if guessed.left is not None else replace(guessed, left=line.left)


NOWHERE = Around()


@dataclass(frozen=True, slots=True)
class General:
    """A line in which parts stand for any number or function.

    Attributes
    ----------
    workspace
        Where its names are declared; what holds by their nature is a hypothesis there.
    left, relation, right
        What it claims.
    rules
        How its laws hang together.
    support
        What authors leave unsaid: that no mass is zero, and that functions have derivatives.
    facts
        What lines before it say, in one way or another.
    notices
        What was taken for granted.
    """

    workspace: Workspace
    left: Basic
    relation: str
    right: Basic
    rules: tuple[Statement, ...]
    support: tuple[Statement, ...]
    facts: tuple[tuple[Statement, ...], ...]
    notices: tuple[Diagnostic, ...]


def general(
    line: Line, around: Around, earlier: Sequence[Line] = (), instead: s.Expression | None = None
) -> General | None:
    """A line in its second reading, or None when it has none.

    Parameters
    ----------
    line
        The line as it was read, or refused.
    around
        The document.
    earlier
        Lines before it, which it may rest on.
    instead
        What stands for its left side, if it is read as the continuation of another.
    """
    chosen = around.line(line)
    if instead is not None and chosen.left is not None:
        chosen = replace(chosen, left=instead)
    left, relation, right, span = chosen.left, chosen.relation, chosen.right, line.span
    if left is None or chosen.status is Status.REFUSED:
        return None
    if relation not in RELATIONS or sum(1 for side in (left, right) for _ in s.walk(side)) > LARGEST:
        return None
    left, right, rewritten = _rewritten(left, right, around, line)
    before = [e for e in map(around.line, earlier) if e.left is not None and e.relation in RELATIONS]
    bare = unbounded((left, right))
    said_before = [
        (over_everything(around.prepared(e.left), bare), RELATIONS[e.relation],
         over_everything(around.prepared(e.right), bare))
        for e in before if e.left is not None
    ]  # fmt: skip
    sides = [x for one, _, other in said_before for x in (one, other)]
    terms = Terms(survey((left, right, *sides), (left, right, *sides, *around.labelled), around.usage))
    terms.hidden = around.hidden
    try:
        bound: Bound = {n: Held(terms.real(n), Reals(), whole=True) for n in terms.survey.differentiated}
        one, other, inner = _stripped(terms, left, relation, right)
        bound = {**bound, **inner}
        a, b = (terms.side(side, bound) for side in (one, other))
        facts = tuple(f for one, how, other in said_before for f in _facts(terms, one, how, other, bound))
    except (ReadError, LanguageError, ValueError, OverflowError, RecursionError):
        return None
    if isinstance(a, SolutionSet) is not isinstance(b, SolutionSet):
        return None
    for part in terms.parts:
        terms.infer(f"{part} stands for anything", span)
    if any(has_chi_squared(x) for x in (chosen.left, chosen.right) if x is not None):
        terms.infer(SAID, span)
    for said_of_letters in rewritten:
        terms.infer(said_of_letters, span)
    workspace = terms.home.workspace
    add_evidence(terms)
    rules = tuple(dict.fromkeys((*terms.rules(), *event_rules(terms))))
    known = full_support([*workspace.distributions, *workspace.objects.values()])
    support = (*known, *terms.signed, *terms.smooth, *terms.ratios, *_modelled(terms, a, b))
    # Where a law is given by an exponential, its logarithm is what is needed most.
    raised = any(f.has(Product) or (f.has(Exp) and not f.has(Gaussian)) for f in facts)
    ways = (tuple(map(logarithm, facts)), facts) if raised else (facts,)
    said = tuple(dict.fromkeys(ways)) if facts else ()
    guessed = (d for d in chosen.diagnostics if not d.is_refusal and d not in line.diagnostics)
    notices = (*guessed, *(Diagnostic(d.code, d.message, span) for d in terms.notices))
    return General(workspace, a, RELATIONS[relation], b, rules, support, said, notices)


def _rewritten(
    left: s.Expression, right: s.Expression, around: Around, line: Line
) -> tuple[s.Expression, s.Expression, tuple[str, ...]]:
    """The sides of a line with what is usually left out of them, and what was decided about them."""
    raised_to = said_of_powers((left, right), around.exponents)
    left, right, conventions = in_one_case(around.prepared(left), around.prepared(right))
    left, right, added = completed_with_laws(left, right, around.before(line))
    left, right, meant = as_drawn(left, right)
    left, right, completed = at_points(left, right)
    left, right, numbered = over_outcomes(left, right)
    left, right, spelled = with_softmax(left, right)
    return left, right, (*raised_to, *conventions, *added, *meant, *completed, *numbered, *spelled)


def _modelled(terms: Terms, left: Basic, right: Basic) -> tuple[Statement, ...]:
    """What holds by what a model is, unless that is what a line says."""
    sides = Equal(left, right), Equal(right, left)
    modelled = dict.fromkeys(
        (*independent(terms), *with_prior(terms, terms.survey.elsewhere), *exactly_one(terms))
    )
    assumed = [m for m in modelled if m not in sides]
    return (*assumed, *(m for m in map(logarithm, assumed) if m not in assumed and m not in sides))


def resting(by: Sequence[Line], around: Around) -> tuple[Statement, ...]:
    """The equations that a line continues, as what it assumes."""
    terms = Terms(survey((), (), around.usage))
    out = []
    for before in map(around.line, by):
        assert before.left is not None
        out.append(Equal(terms.real(before.left), terms.real(before.right)))
    return tuple(out)


def chained(line: Line, around: Around, by: Sequence[Line]) -> General:
    """An equation that follows from others, whatever their sides stand for."""
    terms = Terms(survey((), (), around.usage))
    found, facts = around.line(line), []
    assert found.left is not None
    for before in map(around.line, by):
        assert before.left is not None
        facts.append(Equal(terms.real(before.left), terms.real(before.right)))
    left, right = terms.real(found.left), terms.real(found.right)
    said = Diagnostic("N129", "it follows from lines before it", line.span)
    return General(terms.home.workspace, left, "=", right, (), tuple(facts), (), (said,))


def _facts(
    terms: Terms, left: s.Expression, relation: str, right: s.Expression, bound: Bound
) -> list[Statement]:
    try:
        if relation == "=":
            return terms.facts(left, right, bound)
        return [_LESS[relation](terms.expression(left, bound), terms.expression(right, bound))]
    except (ReadError, LanguageError, ValueError, OverflowError, RecursionError):
        return []


def logarithm(fact: Statement) -> Statement:
    """What an equation that says what a mass is says of its logarithm, which is less."""
    made: Statement = fact
    match fact:
        case ForAll():
            made = ForAll(logarithm(fact.body), (fact.variable, fact.domain))
        case Equal(args=(Mass() | Apply() as left, right)):
            made = Equal(Log(left), Log(right))
        case Equal(args=(Variable() as left, right)) if right.has(Product):
            made = Equal(Log(left), Log(right))
    return made


def _stripped(
    terms: Terms, left: s.Expression, relation: str, right: s.Expression
) -> tuple[s.Expression, s.Expression, Bound]:
    """Two sides without the optimum that both take over the same names."""
    bound: dict[s.Name, Held] = {}
    if isinstance(left, s.Optimum) is not isinstance(right, s.Optimum):
        left, right = signed_inside(left), signed_inside(right)
    while (
        isinstance(left, s.Optimum) and isinstance(right, s.Optimum) and left.kind == right.kind
        and left.over == right.over and isinstance(left.over, s.Over) and left.kind in _MONOTONE
        and RELATIONS[relation] in ("=", "<=", ">=")
    ):  # fmt: skip
        for name in left.over.variables:
            held, made = terms.bind(name, Reals(), [left.body, right.body], bound)
            bound = dict(made)
            terms.infer(f"the line is shown for every {held.variable}", left.span)
        left, right = left.body, right.body
    return left, right, bound
