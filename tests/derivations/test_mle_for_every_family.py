"""The likelier member is the closer one, and variants that are not so."""

from mlekl_symbolic.language import (
    KL,
    Empirical,
    Equal,
    FiniteSet,
    ForAll,
    H,
    Iff,
    Implies,
    LogLikelihood,
    Model,
    NamedSet,
    Sample,
    Variable,
    log,
    variables,
)
from tests.derivations.probe import assert_proved, stated, theorem, verdicts, without

X, Theta, N = FiniteSet("X"), NamedSet("Theta"), Variable("N")
x = Sample("x", N, X)
P, P_data = Model("P", Theta, X), Empirical("P_data", x)
s, t, k = variables("s t k")


def fit(parameter: Variable) -> LogLikelihood:
    return LogLikelihood(P[parameter], x)


def distance(parameter: Variable) -> KL:
    return KL(P_data, P[parameter])


def charged(parameter: Variable) -> ForAll:
    return ForAll(P[parameter](x[k]) > 0, (k, 1, N))


def for_both(claim: object) -> ForAll:
    return ForAll(Implies(charged(s), Implies(charged(t), claim)), (s, Theta), (t, Theta))


def test_it_is_proved_without_any_hypothesis_on_the_family() -> None:
    assert_proved("mle_for_every_family")
    assert stated("mle_for_every_family") == []
    assert [g.label for g in theorem("mle_for_every_family").hypotheses] == ["S1", "S2", "S3", "S4"]


def test_that_observations_are_letters_is_needed() -> None:
    assert without("mle_for_every_family", "S4") != "proved"
    assert without("mle_for_every_family", "S3") != "proved"


def test_false_neighbours_are_refuted() -> None:
    wrong = [
        for_both(Iff(fit(s) >= fit(t), distance(s) >= distance(t))),
        for_both(Iff(fit(s) >= fit(t), distance(s) < distance(t))),
        for_both(Iff(fit(s) > fit(t), distance(s) <= distance(t))),
        for_both(Equal(fit(s), fit(t))),
        ForAll(Implies(charged(t), Equal(distance(t), -1 / N * fit(t) - log(N))), (t, Theta)),
        ForAll(Implies(charged(t), Equal(distance(t), -fit(t) - H(P_data))), (t, Theta)),
    ]
    assert verdicts("mle_for_every_family", *wrong) == ["refuted"] * len(wrong)


def test_the_strict_order_is_turned_round_as_well() -> None:
    strict = for_both(Iff(fit(s) > fit(t), distance(s) < distance(t)))
    assert verdicts("mle_for_every_family", strict) != ["refuted"]
