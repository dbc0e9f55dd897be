"""Chebyshev's inequality for the numbers of a sample, and what is not so."""

from mlekl_symbolic.language import Indicator, Reals, Sample, Sum, Variable
from tests.derivations.needed import superfluous
from tests.derivations.probe import assert_proved, theorem, verdicts

n, m, s, k, r = map(Variable, ("n", "m", "s", "k", "r"))
x = Sample("x", n, Reals())


def outside(bound):
    return Sum(Indicator(abs(x[r] - m) >= bound), (r, 1, n))


def test_it_is_proved_from_these_hypotheses():
    assert_proved("chebyshev_for_a_sample")
    assert [str(g.statement) for g in theorem("chebyshev_for_a_sample").hypotheses] == [
        "Member(n, Naturals())", "n > 0", "Equal(1/n*Sum((x[i] - m)**2, (i, 1, n)), s**2)", "s > 0",
    ]  # fmt: skip


def test_every_hypothesis_is_needed():
    assert superfluous("chebyshev_for_a_sample") == []


def test_neighbours_that_are_false():
    wrong = [
        outside(k * s) < n / k**2,
        outside(k * s) <= 1 / k**2,
        outside(k * s) <= n / k**3,
        outside(k * s**2) <= n / k**2,
        outside(k) <= n / k**2,
        outside(s) <= n / k**2,
    ]
    assert "proved" not in verdicts("chebyshev_for_a_sample", *wrong)
