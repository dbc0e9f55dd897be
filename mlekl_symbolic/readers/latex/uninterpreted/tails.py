"""Bounds on tails by Markov's and Chebyshev's inequalities, which are cited from the library."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from mlekl_symbolic.language import (
    Abs,
    Equal,
    Expectation,
    ForAll,
    GreaterEqual,
    Implies,
    LanguageError,
    MapsTo,
    Member,
    Minus,
    Naturals,
    NotEqual,
    Probability,
    Reals,
    Statement,
    Sum,
    Variance,
    as_expression,
    to_kernel,
)
from mlekl_symbolic.proof import Theorem, library, run
from mlekl_symbolic.proof.citation import cited
from mlekl_symbolic.proof.outcome import Proved
from mlekl_symbolic.proof.workspace import Workspace
from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.alphabet import GREEK
from mlekl_symbolic.readers.latex.attempts import proof, supposed
from mlekl_symbolic.readers.latex.diagnostics import Diagnostic, ReadError
from mlekl_symbolic.readers.latex.reading import Line
from mlekl_symbolic.readers.latex.show import shown
from mlekl_symbolic.readers.latex.uninterpreted.information import could_vary
from mlekl_symbolic.readers.latex.uninterpreted.keys import names, rebuilt
from mlekl_symbolic.readers.latex.uninterpreted.lines import Around, General
from mlekl_symbolic.readers.latex.uninterpreted.survey import survey
from mlekl_symbolic.readers.latex.uninterpreted.terms import Terms
from mlekl_symbolic.search.engine import Context

_PROBABILITIES = ("P", "Pr", "Prob")
_SPREADS = ("sigma", "tau", "s")
_MEAN, _VARIANCE = s.Name("mean", "word"), s.Name("variance", "word")
_VARIANCES = ("Var", "V", "var")


@dataclass(frozen=True, slots=True)
class Tail:
    """The probability that a random variable, or the mean of several, is large or far from a number.

    Attributes
    ----------
    variable
        The random variable, without an index.
    size
        How many are averaged; None is one alone.
    centre
        From what it is far; None when it is itself large.
    threshold
        How large or far it is.
    """

    variable: s.Name
    size: s.Name | None
    centre: s.Expression | None
    threshold: s.Expression


def shown_as_tail(
    line: Line, around: Around, said: Sequence[Line]
) -> tuple[General, Proved, tuple[Statement, ...]] | None:
    """A proof of a bound on a tail, with what it assumes of the random variables.

    Parameters
    ----------
    line
        The line.
    around
        The document.
    said
        The equations before it, which may say what a mean is.
    """
    found = around.line(line)
    tail = _tail(found.left, said, around) if found.relation == "≤" else None
    if tail is None:
        return None
    parts = (found.right, tail.threshold, *(() if tail.centre is None else (tail.centre,)))
    right, threshold, *centre = (_without_moments(x, tail.variable) for x in parts)
    if any(n.letter == tail.variable.letter for x in (right, threshold, *centre) for n in names(x)):
        return None
    terms = Terms(survey((right, threshold, *centre), around.labelled, around.usage))
    try:
        values = tuple(as_expression(terms.expression(x, {})) for x in (right, threshold, *centre))
        size = None if tail.size is None else terms.natural(tail.size)
        return _cited(line, terms, tail, values, size, _spread((right, threshold)))
    except (LanguageError, ReadError, ValueError):
        return None


@dataclass(frozen=True, slots=True)
class Citation:
    """A theorem about a tail with what it is about.

    Attributes
    ----------
    theorem, instance
        Its name, and what its objects become.
    large
        The event.
    assumed
        What it asks of the random variables.
    """

    theorem: str
    instance: dict[str, Any]
    large: Statement
    assumed: tuple[Statement, ...]


def _cited(
    line: Line, terms: Terms, tail: Tail, values: tuple[Any, ...], size: Any, spread: s.Name | None
) -> tuple[General, Proved, tuple[Statement, ...]] | None:
    workspace = terms.home.workspace
    w, i = (terms.bound_variable(s.Name(letter)) for letter in ("ω", "i"))
    omega = terms.finite_set("Omega")
    law = terms.home.distribution(terms.unused("Pr"), over=omega)
    function = terms.function(tail.variable, 1 if size is None else 2)
    one = function(w) if size is None else function(i, w)
    draw = (w, law)
    moments = {terms.real(_MEAN): Expectation(one, draw), terms.real(_VARIANCE): Variance(one, draw)}
    bound, threshold, *rest = (x.xreplace(moments) for x in values)
    sigma = None if spread is None else terms.real(spread)
    if not rest:
        positive = ForAll(one >= 0, (w, omega))
        about = {"X": MapsTo(one, (w, omega)), "t": threshold}
        found = Citation("markov", about, GreaterEqual(one, threshold), (positive,))
    elif size is None:
        found = _far(one, rest[0], threshold, sigma, (w, omega, law))
    elif sigma is not None:
        terms.give(Member(size, Naturals()), str(size))
        terms.give(size > 0, str(size))
        j = terms.bound_variable(s.Name("j"))
        found = _far_from_mean((one, function(j, w)), rest[0], threshold, sigma, (w, law, i, j, size))
    else:
        return None
    named = (terms.real(n) for n in sorted(set(_threshold_names(tail.threshold)), key=shown))
    assumed = (*(v > 0 for v in named), *found.assumed)
    far = Probability(found.large, draw)
    with supposed(workspace, assumed):
        instance = {"Omega": omega, "P": law, **found.instance}
        cited_line = cited(_theorem(found.theorem), workspace, instance)
        context = workspace.prover.established(cited_line, workspace.context)
        outcome = proof(workspace, context, far, "<=", bound)
        if outcome is None and found.theorem == "chebyshev":
            outcome = _through(workspace, context, (far, Variance(one, draw) / threshold**2, bound))
    if outcome is None:
        return None
    terms.infer(f"{shown(tail.variable)} takes finitely many values", line.span, "N120")
    notices = tuple(Diagnostic(d.code, d.message, line.span) for d in terms.notices)
    read = General(workspace, far, "<=", bound, (), (), (), notices)
    return read, outcome, tuple(a for a in assumed if a in outcome.local)


def _far(one: Any, mu: Any, threshold: Any, sigma: Any, space: tuple[Any, Any, Any]) -> Citation:
    """That one random variable is far from its mean."""
    w, omega, law = space
    large = GreaterEqual(Abs(Minus(one, mu)), threshold)
    assumed: tuple[Statement, ...] = (Equal(Expectation(one, (w, law)), mu),)
    if sigma is not None:
        assumed = (*assumed, Equal(Variance(one, (w, law)), sigma**2))
    return Citation("chebyshev", {"X": MapsTo(one, (w, omega)), "mu": mu}, large, assumed)


def _far_from_mean(
    two: tuple[Any, Any], mu: Any, threshold: Any, sigma: Any, space: tuple[Any, Any, Any, Any, Any]
) -> Citation:
    """That the mean of uncorrelated random variables is far from their mean."""
    one, other = two
    w, law, i, j, size = space
    large = GreaterEqual(Abs(Minus(1 / size * Sum(one, (i, 1, size)), mu)), threshold)
    apart = Equal(Expectation((one - mu) * (other - mu), (w, law)), 0)
    assumed = (
        ForAll(Equal(Expectation(one, (w, law)), mu), (i, 1, size)),
        ForAll(Equal(Variance(one, (w, law)), sigma**2), (i, 1, size)),
        ForAll(Implies(NotEqual(i, j), apart), (j, 1, size), (i, 1, size)),
    )
    every = MapsTo(one, (w, Reals()), (i, Reals()))
    about = {"X": every, "mu": mu, "sigma": sigma, "n": size}
    return Citation("chebyshev_for_the_mean", about, large, assumed)


def _through(workspace: Workspace, context: Context, sides: tuple[Any, Any, Any]) -> Proved | None:
    """A proof that the first of three sides is at most the last, as it is at most the second."""
    far, middle, bound = map(to_kernel, sides)
    prover = workspace.prover
    for left, relation, right in ((far, "<=", middle), (middle, "=", bound)):
        found = prover.step(left, relation, right, (), context)
        if found is None:
            return None
        context = prover.established(found.line, context)
    return proof(workspace, context, sides[0], "<=", sides[2])


@cache
def _theorem(name: str) -> Theorem:
    return run(library().find(name))


def _tail(node: s.Expression | None, said: Sequence[Line], around: Around) -> Tail | None:
    match node:
        case s.Apply(s.Name(letter), ((s.Chain(s.Node() as inner, (s.Link("≥", threshold),)),),), ()):
            if letter not in _PROBABILITIES:
                return None
        case _:
            return None
    if isinstance(inner, s.Name) and _is_random(inner):
        return Tail(inner, None, None, threshold)
    match inner:
        case s.Absolute(s.Terms((s.Signed("" | "+", what), s.Signed("-", centre)))):
            pass
        case _:
            return None
    if isinstance(what, s.Name) and _is_random(what):
        return Tail(what, None, centre, threshold) if _may_be_mean(centre, what) else None
    for body in (what, *(o.right for o in map(around.line, said) if o.left == what and o.relation in "=≔≡")):
        average = _average(body)
        if average is not None and _may_be_mean(centre, average[0]):
            return Tail(average[0], average[1], centre, threshold)
    return None


def _may_be_mean(centre: s.Expression, variable: s.Name) -> bool:
    """Whether something may be what a random variable is on average: its mean, or a usual letter for one."""
    match centre:
        case s.Name(letter):
            return letter in GREEK or letter in ("m", "p")
        case s.Mean(body, (), ()):
            bare = replace(body, indices=()) if isinstance(body, s.Name) else body
            return bare == variable
    return False


def _is_random(node: s.Name) -> bool:
    return could_vary(node) and not node.indices and not node.style


def _average(node: s.Expression) -> tuple[s.Name, s.Name] | None:
    """The random variables of which a node is the mean, and how many there are."""
    match node:
        case s.Fraction(s.Big() as whole, s.Name() as size):
            pass
        case s.Factors(
            (s.Joined("", s.Fraction(s.Number("1"), s.Name() as size)), s.Joined("" | "·", s.Big() as whole))
        ):
            pass
        case _:
            return None
    match whole:
        case s.Big("∑", s.Between(index, s.Number("1"), high), s.Name(letter, "", (), indices, ()) as body):
            if high == size and indices == (index,) and _is_random(s.Name(letter)):
                return s.Name(letter, span=body.span), size
    return None


def _without_moments(node: s.Node, variable: s.Name) -> Any:
    """A node with names for the mean and the variance of a random variable."""
    match node:
        case s.Mean(body, (), ()) if body == variable:
            return _MEAN
        case s.Apply(s.Name(letter), ((item,),), ()) if letter in _VARIANCES and item == variable:
            return _VARIANCE
    return rebuilt(node, lambda part: _without_moments(part, variable))


def _spread(sides: Sequence[s.Node]) -> s.Name | None:
    """The one standard deviation that some formulas speak of."""
    found = {n for side in sides for n in names(side) if n.letter in _SPREADS and not n.indices}
    return found.pop() if len(found) == 1 else None


def _threshold_names(node: s.Expression) -> list[s.Name]:
    """The names that are assumed to be positive, where a threshold is a name or a product of names."""
    if isinstance(node, s.Name):
        return [node]
    if isinstance(node, s.Factors):
        return [f.body for f in node.factors if isinstance(f.body, s.Name)]
    return []
