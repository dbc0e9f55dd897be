"""The theory and the statements that the tests of refutations are about."""

from __future__ import annotations

from mlekl_symbolic.kernel.terms import App, Num, Term, Var, close_binder
from mlekl_symbolic.kernel.theory import Definition, Theory
from mlekl_symbolic.language import (
    KL,
    Empirical,
    Equal,
    Finite,
    FiniteSet,
    ForAll,
    Less,
    LessEqual,
    MassFunction,
    Member,
    Model,
    NamedSet,
    Naturals,
    Sample,
    Statement,
    Sum,
    log,
    to_kernel,
    variables,
)

X, Theta = FiniteSet("X"), NamedSet("Theta")
a, b, i, j, theta, N = variables("a b i j theta N")
P = Model("P", Theta, X)
x = Sample("x", N, X)
p_hat = Empirical("P_data", x)
p, q = MassFunction("p", X), MassFunction("q", X)


def at(f: Var, *keys: Term) -> App:
    """``f(keys)``."""
    return App("@", (f, *keys))


def definitions() -> Theory:
    """The functionals of information theory, on kernel terms."""
    domain, f, g = Var("X", "set"), Var("p", "fun1"), Var("q", "fun1")
    letter, size, sample = Var("a"), Var("N"), Var("x", "fun1")
    one, other = Var("i"), Var("j")
    indices = App("range", (Num(1), size))

    def logarithm(t: Term) -> App:
        return App("log", (t,))

    def total(var: Var, over: Term, body: Term) -> Term:
        return close_binder("sum", var, over, body)

    def expectation(body: Term) -> Term:
        return total(letter, domain, App("*", (at(f, letter), body)))

    quotient = App("/", (at(f, letter), at(g, letter)))
    hits = total(one, indices, App("delta", (letter, at(sample, one))))
    equal = App("=", (at(sample, one), at(sample, other)))
    pairwise = App("imp", (equal, App("=", (one, other))))
    distinct = close_binder("all", one, indices, close_binder("all", other, indices, pairwise))
    likelihood = total(one, indices, logarithm(at(g, at(sample, one))))
    out = Theory()
    for name, parameters, body in (
        ("kl", (domain, f, g), expectation(logarithm(quotient))),
        ("entropy", (domain, f), App("neg", (expectation(logarithm(at(f, letter))),))),
        ("cross_entropy", (domain, f, g), App("neg", (expectation(logarithm(at(g, letter))),))),
        ("empirical", (size, sample, letter), App("*", (App("/", (Num(1), size)), hits))),
        ("log_likelihood", (size, sample, g), likelihood),
        ("distinct", (size, sample), distinct),
    ):
        out = out.define(Definition(name, parameters, body))
    return out


def terms(*statements: Statement) -> list[Term]:
    """The statements as kernel propositions."""
    return [to_kernel(s) for s in statements]


def distribution(mass: MassFunction) -> list[Term]:
    """``mass`` is a distribution, perhaps with zeros."""
    return terms(ForAll(LessEqual(0, mass(a)), (a, X)), Equal(Sum(mass(a), (a, X)), 1))


def positive(mass: MassFunction) -> list[Term]:
    """``mass`` is a distribution without zeros."""
    return [*terms(ForAll(Less(0, mass(a)), (a, X))), *distribution(mass)]


THEORY = definitions()
FINITE = terms(Finite(X))
SAMPLE = terms(Finite(X), Member(N, Naturals()), Less(0, N), ForAll(Member(x[i], X), (i, 1, N)))
MODEL = terms(
    ForAll(LessEqual(0, P[theta](a)), (a, X), (theta, Theta)),
    ForAll(Equal(Sum(P[theta](a), (a, X)), 1), (theta, Theta)),
)
SUPPORT = terms(ForAll(Less(0, P[theta](x[i])), (i, 1, N), (theta, Theta)))
MEMBER = terms(Member(theta, Theta))
SEED = to_kernel(Equal(KL(p_hat, P[theta]), 1 / N * Sum(log(1 / N / P[theta](x[i])), (i, 1, N))))
"""The line that is false when an observation is repeated."""
