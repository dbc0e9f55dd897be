"""Jensen's inequality by induction, its step, and what convexity does not give."""

import pytest

from mlekl_symbolic.language import ForAll, FunctionSymbol, Member, NamedSet, Naturals, Sum, variables
from tests.derivations.needed import superfluous
from tests.derivations.probe import assert_proved, theorem, verdicts

S = NamedSet("S")
g, w, x = FunctionSymbol("g"), FunctionSymbol("w"), FunctionSymbol("x")
k, j, A, G, W, v, y = variables("k j A G W v y")


def test_both_are_proved() -> None:
    assert_proved("jensen_step")
    assert_proved("jensen")
    assert theorem("jensen").cites == ("jensen_step",)
    assert [h.label for h in theorem("jensen").hypotheses] == ["A1", "A2", "A3", "A4"]


@pytest.mark.parametrize("name", ["jensen_step", "jensen"])
def test_every_hypothesis_is_needed(name: str) -> None:
    assert superfluous(name) == []


def test_false_neighbours() -> None:
    weights, points = Sum(w(j), (j, 1, k + 1)), Sum(w(j) * x(j), (j, 1, k + 1))
    values = Sum(w(j) * g(x(j)), (j, 1, k + 1))
    numbers = (k, Naturals())
    wrong = [
        ForAll(g(points / weights) >= values / weights, numbers),
        ForAll(g(points) <= values, numbers),
        ForAll(g(points / weights) < values / weights, numbers),
        ForAll(Member(points, S), numbers),
    ]
    assert "proved" not in verdicts("jensen", *wrong)


def test_false_neighbours_of_the_step() -> None:
    new, weight = FunctionSymbol("g"), variables("w")[0]
    point = variables("x")[0]
    mean, values = (A + weight * point) / (W + weight), (G + weight * new(point)) / (W + weight)
    wrong = [
        new(mean) >= values,
        new(mean) < values,
        new(A + weight * point) <= G + weight * new(point),
        Member(A + weight * point, S),
    ]
    assert "proved" not in verdicts("jensen_step", *wrong)
