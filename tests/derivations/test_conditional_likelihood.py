"""The loss of a classifier is a mean divergence plus noise, and what it is not."""

from mlekl_symbolic.language import (
    KL,
    Empirical,
    Equal,
    FiniteSet,
    H,
    Model,
    Sample,
    Sum,
    Variable,
    log,
    variables,
)
from tests.derivations.probe import assert_proved, stated, verdicts, without

X, Y, N = FiniteSet("X"), FiniteSet("Y"), Variable("N")
s, t = Sample("s", N, X), Sample("t", N, Y)
D, P, SHARE = Model("D", X, Y), Model("P", X, Y), Empirical("P_data", s)
u, k = variables("u k")
LOSS = -1 / N * Sum(log(P[s[k]](t[k])), (k, 1, N))
NOISE = Sum(SHARE(u) * H(D[u]), (u, X))
DIVERGENCE = Sum(SHARE(u) * KL(D[u], P[u]), (u, X))


def test_it_is_proved_from_the_frequencies_of_the_pairs() -> None:
    assert_proved("conditional_likelihood")
    assert stated("conditional_likelihood") == [
        "ForAll(ForAll(Equal(P_data(x)*D[x](y), 1/N*Sum(delta(x, s[i])*delta(y, t[i]), (i, 1, N))),"
        " (y, Y)), (x, X))",
        "ForAll(ForAll(Implies(Equal(P[x](y), 0), Equal(D[x](y), 0)), (y, Y)), (x, X))",
    ]


def test_both_hypotheses_are_needed() -> None:
    assert without("conditional_likelihood", "A1") != "proved"
    assert without("conditional_likelihood", "A2") != "proved"


def test_false_neighbours_are_not_proved() -> None:
    wrong = [
        Equal(LOSS, DIVERGENCE - NOISE),
        Equal(LOSS, DIVERGENCE),
        Equal(LOSS, NOISE),
        Equal(LOSS, Sum(KL(D[u], P[u]), (u, X)) + NOISE),
        Equal(-LOSS, DIVERGENCE + NOISE),
        LOSS < NOISE,
    ]
    assert "proved" not in verdicts("conditional_likelihood", *wrong)
