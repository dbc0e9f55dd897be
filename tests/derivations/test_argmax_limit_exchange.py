"""Objectives whose maximisers run away, and what uniform convergence repairs."""

from mlekl_symbolic.language import (
    ArgMax,
    Converges,
    Equal,
    FunctionSymbol,
    Implies,
    Member,
    Naturals,
    Singleton,
    Variable,
    delta,
    variables,
)
from tests.derivations.needed import superfluous
from tests.derivations.probe import assert_proved, theorem, verdicts

j, l, s = variables("j l s")  # noqa: E741
OBJECTIVE = delta(j, 0) + 2 * delta(j, l)
F, f, e = FunctionSymbol("F", 2), FunctionSymbol("f"), FunctionSymbol("e")
best, top = FunctionSymbol("theta_hat"), Variable("theta_0")


def test_the_exchange_fails_without_any_hypothesis() -> None:
    assert_proved("argmax_limit_exchange")
    assert theorem("argmax_limit_exchange").hypotheses == ()


def test_false_neighbours_of_the_failure() -> None:
    n = Variable("n")
    wrong = [
        Equal(ArgMax(OBJECTIVE.xreplace({l: n}), (j, Naturals())), Singleton(0)),
        Implies(n >= 1, Member(0, ArgMax(OBJECTIVE.xreplace({l: n}), (j, Naturals())))),
        Converges(OBJECTIVE.xreplace({j: n}), (l, 1)),
        Converges(l, (l, 0)),
        Equal(ArgMax(delta(j, 0), (j, Naturals())), Singleton(1)),
    ]
    assert "proved" not in verdicts("argmax_limit_exchange", *wrong)


def test_uniform_convergence_is_proved_and_needs_all_it_asks_for() -> None:
    assert_proved("uniform_convergence")
    assert [g.label for g in theorem("uniform_convergence").hypotheses] == ["A1", "A2", "A3", "A4"]
    assert superfluous("uniform_convergence") == []


def test_false_neighbours_of_the_repair() -> None:
    n = Variable("n")
    wrong = [
        f(top) - f(best(n)) <= e(n),
        Equal(f(top), f(best(n))),
        Equal(best(n), top),
        Converges(best(l), (l, top)),
        Converges(F(l, top), (l, 0)),
    ]
    assert "proved" not in verdicts("uniform_convergence", *wrong)
