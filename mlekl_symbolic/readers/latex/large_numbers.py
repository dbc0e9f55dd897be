"""Means of observations that tend to an expectation: the weak law of large numbers, cited."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from mlekl_symbolic.language import (
    Abs,
    Converges,
    Distribution,
    Divide,
    Equal,
    Expectation,
    Family,
    ForAll,
    FunctionSymbol,
    GreaterEqual,
    Implies,
    Interval,
    LanguageError,
    MapsTo,
    Minus,
    Naturals,
    Negative,
    NotEqual,
    Observation,
    Probability,
    Range,
    Reals,
    Sample,
    Sequence,
    Statement,
    Sum,
    Times,
    Variable,
    Variance,
    to_kernel,
)
from mlekl_symbolic.proof import Theorem, library, run
from mlekl_symbolic.proof.citation import cited
from mlekl_symbolic.proof.outcome import Proved
from mlekl_symbolic.proof.workspace import Workspace
from mlekl_symbolic.readers.latex.attempts import proof, supposed


@dataclass(frozen=True, slots=True)
class Draws:
    """Observations as random variables, for each size of the sample on a space of its own.

    Attributes
    ----------
    index
        The size of the sample.
    count, law, variables
        How many outcomes a space has, their probabilities, and the observations.
    """

    index: Variable
    count: FunctionSymbol
    law: Any
    variables: Family

    @property
    def outcome(self) -> Variable:
        """An outcome."""
        return Variable("omega")

    @property
    def drawn(self) -> tuple[Any, Any]:
        """An outcome with its law."""
        return self.outcome, self.law[self.index]

    @property
    def sizes(self) -> tuple[Any, Any]:
        """The size of the sample with what it ranges over."""
        return self.index, Naturals()

    def nature(self) -> tuple[Statement, ...]:
        """That the probabilities are not negative and add up to one."""
        a, outcomes = Variable("a"), Range(1, self.count(self.index))
        member = self.law[self.index]
        return (
            ForAll(member(a) >= 0, (a, outcomes), self.sizes),
            ForAll(Equal(Sum(member(a), (a, outcomes)), 1), self.sizes),
        )


def shown_in_probability(
    workspace: Workspace, body: Any, target: Any, index: Variable
) -> tuple[Proved, tuple[Statement, ...]] | None:
    """A proof that a mean of observations tends to an expectation in probability, and what it assumes.

    Assumed is that each observation gives the expectation under the law, that all have one variance, and that
    any two are uncorrelated: what independent draws from a law with a finite variance have.
    """
    found = _average(body, index)
    if found is None:
        return None
    observed, i = found
    (sample,) = observed.atoms(Sample)
    for law in sorted(target.atoms(Distribution), key=str):
        a = Variable("a")
        expected = Expectation(observed.xreplace({Observation(sample, i): a}), (a, law))
        if law.over == sample.over and proof(workspace, workspace.context, expected, "=", target) is not None:
            return _cited(workspace, _draws(workspace, index), Mean(body, target, observed, i, expected))
    return None


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean of observations and what it tends to.

    Attributes
    ----------
    body, target
        The two sides of the line.
    observed, index
        What is averaged, and the index that runs over the sample.
    expected
        The expectation of what is averaged under the law of the observations.
    """

    body: Any
    target: Any
    observed: Any
    index: Variable
    expected: Any

    def drawn(self, draws: Draws, part: Any, index: Variable) -> Any:
        """What is averaged, with a random variable for the observation."""
        (seen,) = part.atoms(Observation)
        return part.xreplace({seen: draws.variables[draws.index, index](draws.outcome)})

    def gap(self, draws: Draws) -> Any:
        """The left side with random variables for the observations, without the right side."""
        (whole,) = (s for s in self.body.atoms(Sum) if s.atoms(Observation))
        summed = Sum(self.drawn(draws, whole.body, self.index), (self.index, 1, draws.index))
        return Minus(self.body.xreplace({whole: summed}), self.target)


def _cited(workspace: Workspace, draws: Draws, mean: Mean) -> tuple[Proved, tuple[Statement, ...]] | None:
    n, w, i = draws.index, draws.outcome, mean.index
    j, sigma = _fresh(mean.body, "j", "k", "l"), _fresh(mean.body, "sigma", "tau", "varsigma")
    value, other = (mean.drawn(draws, mean.observed, k) for k in (i, j))
    each = ((i, 1, n), draws.sizes)
    apart = Equal(Expectation((value - mean.expected) * (other - mean.expected), draws.drawn), 0)
    assumed = (
        ForAll(Equal(Expectation(value, draws.drawn), mean.expected), *each),
        ForAll(Equal(Variance(value, draws.drawn), sigma**2), *each),
        ForAll(Implies(NotEqual(i, j), apart), (j, 1, n), *each),
    )
    instance = {
        "M": MapsTo(draws.count(n), draws.sizes),
        "P": MapsTo(draws.law[n](w), (w, Reals()), draws.sizes),
        "X": MapsTo(value, (w, Reals()), (i, Reals()), draws.sizes),
        "mu": mean.expected,
        "sigma": sigma,
    }
    with supposed(workspace, (*draws.nature(), *assumed)):
        try:
            cited_line = cited(_weak_law(), workspace, instance)
        except LanguageError:
            return None
        line = _said(workspace, cited_line, draws, mean.gap(draws))
        if line is None:
            return None
        outcome = workspace.proved(line)
    return outcome, tuple(a for a in assumed if a in outcome.local)


def _said(workspace: Workspace, line: int, draws: Draws, gap: Any) -> int | None:
    """From the theorem the line as its author has it: the gap of the sides tends to 0 in probability."""
    epsilon = _fresh(gap, "epsilon", "varepsilon", "delta")
    far = Probability(GreaterEqual(Abs(gap), epsilon), draws.drawn)
    goal = to_kernel(ForAll(Converges(far, (draws.index, 0)), (epsilon, Interval.above(0))))
    engine = workspace.prover.engine
    found = workspace.prover.step(engine.proposition(line), "=", goal, (), workspace.context)
    if found is None:
        return None
    line = engine.transport(line, engine.equation(found.line))
    # The search is not trusted to have proved this, nor to rest on nothing else.
    stands = engine.sequent(line).hypotheses <= set(workspace.context.facts)
    return line if stands and engine.proposition(line) is goal else None


@cache
def _weak_law() -> Theorem:
    return run(library().find("weak_law"))


def _average(body: Any, index: Variable) -> tuple[Any, Variable] | None:
    """What is averaged over one sample of the given size, and the index that runs over it."""
    match body:
        case Negative(args=(inner,)):
            found = _average(inner, index)
            return None if found is None else (Negative(found[0]), found[1])
        case Times(args=(Divide(args=(one, below)), Sum() as whole)) if one == 1 and below == index:
            pass
        case Divide(args=(Sum() as whole, below)) if below == index:
            pass
        case _:
            return None
    seen = whole.body.atoms(Observation)
    if whole.domain == Range(1, index) and [o.index for o in seen] == [whole.variable]:
        rest = whole.body.xreplace({o: Variable("a") for o in seen})
        if not rest.atoms(Sample) and not {index, whole.variable} & rest.free_symbols:
            return whole.body, whole.variable
    return None


def _draws(workspace: Workspace, index: Variable) -> Draws:
    taken = {v.name for v in workspace.objects}
    m, pr, xi = (_free(taken, name) for name in ("M", "Pr", "xi"))
    count = FunctionSymbol(m, 1)
    return Draws(index, count, Sequence(pr, index, Range(1, count(index))), Family(xi, 3))


def _free(taken: set[str], name: str) -> str:
    while name in taken:
        name += "'"
    return name


def _fresh(body: Any, *names: str) -> Variable:
    taken = {s.name for s in body.free_symbols}
    return next(Variable(name) for name in names if name not in taken)
