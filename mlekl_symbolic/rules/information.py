"""Definitions of information theory, in nats, and facts about samples.

Sources: T. M. Cover and J. A. Thomas, *Elements of Information Theory*, 2nd edition (2006),
sections 2.1 to 2.3; I. Goodfellow, Y. Bengio and A. Courville, *Deep Learning* (2016), section 5.5.
"""

from sympy import Basic

from mlekl_symbolic.language import (
    KL,
    Distinct,
    Empirical,
    Equal,
    FiniteSet,
    ForAll,
    H,
    Implies,
    LogLikelihood,
    MassFunction,
    Member,
    Range,
    Sample,
    Statement,
    Sum,
    Variable,
    delta,
    log,
    variables,
)
from mlekl_symbolic.rules.rulebook import Claim, Function, Real, claim, meaning, rule

a, i, j = variables("a i j")
_N = Variable("N")
_X = FiniteSet("X")
_p, _q = MassFunction("p", _X), MassFunction("q", _X)
_x = Sample("x", _N, _X)


@meaning(says="definition of the Kullback-Leibler divergence", lean="InformationTheory.klDiv")
def kl() -> tuple[Basic, Basic]:
    """The divergence is the expectation of log(p/q) under p."""
    return KL(_p, _q), Sum(_p(a) * log(_p(a) / _q(a)), (a, _X))


@meaning(says="definition of entropy")
def entropy() -> tuple[Basic, Basic]:
    """The entropy is the expectation of -log p under p."""
    return H(_p), -Sum(_p(a) * log(_p(a)), (a, _X))


@meaning(says="definition of cross-entropy")
def cross_entropy() -> tuple[Basic, Basic]:
    """The cross-entropy is the expectation of -log q under p."""
    return H(_p, _q), -Sum(_p(a) * log(_q(a)), (a, _X))


@meaning(says="definition of the empirical distribution")
def empirical() -> tuple[Basic, Basic]:
    """The empirical mass of a letter is its relative frequency in the sample."""
    return Empirical("P_data", _x)(a), 1 / _N * Sum(delta(a, _x[i]), (i, 1, _N))


@meaning(says="definition of the log-likelihood")
def log_likelihood() -> tuple[Basic, Basic]:
    """The log-likelihood is the sum of the log-masses of independent observations."""
    return LogLikelihood(_q, _x), Sum(log(_q(_x[i])), (i, 1, _N))


@meaning(says="what it means for observations to be distinct")
def distinct() -> tuple[Statement, Statement]:
    """Observations are pairwise distinct when equal ones have equal indices."""
    return Distinct(_x), ForAll(Implies(Equal(_x[i], _x[j]), Equal(i, j)), (j, 1, _N), (i, 1, _N))


@rule(says="distinct observations are equal only to themselves")
def delta_of_distinct(x: Function, N: Real, i: Real, j: Real) -> Claim:
    """δ(x(i), x(j)) = δ(i, j), for indices of a sample whose observations are pairwise distinct."""
    sample = Sample("x", N, _X)
    return claim(
        Equal(delta(x(i), x(j)), delta(i, j)),
        hx=Distinct(sample),
        hi=Member(i, Range(1, N)),
        hj=Member(j, Range(1, N)),
    )
