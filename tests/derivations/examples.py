"""Examples that show that a hypothesis is needed, where the search for small worlds does not meet one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from mlekl_symbolic.kernel.terms import Var
from mlekl_symbolic.refute.domains import NATURALS, Cylinder, Finite, Interval, Steps, Table, Value, World
from mlekl_symbolic.refute.values import ClosedForm, Number, exp, log, tidy

_HALF, _THIRD, _QUARTER = Fraction(1, 2), Fraction(1, 3), Fraction(1, 4)
_MANY = 15
"""How many variables there are on sixteen outcomes that are independent in pairs."""


def _at(*values: Number, first: int = 0) -> Table:
    """A function with the given values at consecutive numbers."""
    return Table(1, {(k,): tidy(x) if isinstance(x, Fraction) else x for k, x in enumerate(values, first)})


def _each(*rows: Sequence[Number], first: int = 1) -> Table:
    """A function of two variables: a row for each value of the first one."""
    return Table(2, {(k, a): x for k, row in enumerate(rows, first) for a, x in enumerate(row)})


def _pieces(*rows: tuple[Number, Number], indexed: bool = False) -> Steps:
    """A function with two steps on the interval from 0 to 1, or one for 1, 2, …"""
    made = tuple(((k,) if indexed else (), (*row, 0)) for k, row in enumerate(rows, 1))
    return Steps((0, _HALF, 1), made, 2 if indexed else 1)  # type: ignore[arg-type]


def _world(**values: Value) -> World:
    """A world by the names of its variables."""
    return {Var(name, _sort(value)): value for name, value in values.items()}


def _sort(value: Value) -> str:
    match value:
        case Table(arity=arity) | Steps(arity=arity) | Cylinder(arity=arity):
            return f"fun{arity}"
        case int() | Fraction() | ClosedForm():
            return "real"
    return "set"


def _letters(count: int) -> Finite:
    return Finite(tuple(range(count)))


def _bit(index: int, outcome: int) -> int:
    """One of fifteen variables with the values 0 and 1 that are independent in pairs."""
    return (index & outcome).bit_count() % 2


_OF_DATA = _world(N=6, x=_at(0, 0, 1, 3, 3, 3, first=1))
"""A third of the data is 0 and a sixth is 1, and the others are no letters."""
_TWO = _at(_HALF, _HALF)
_SIGNED: dict[str, Value] = {
    "Omega": _letters(4),
    "P": _at(1, 1, -_HALF, -_HALF),
}
"""Masses that sum to one, and some are below zero: then a variance is smaller than it should be."""
_FIFTH = Fraction(1, 5)
_CHEBYSHEV = _world(**_SIGNED, a=1, n=1, mu=0, sigma=Fraction(7, 5), X=_each((1, -1, _FIFTH, -_FIFTH)))
_DEVIATIONS = _world(**_SIGNED, a=Fraction(5, 7), mu=0, sigma=Fraction(7, 5), X=_at(1, -1, _FIFTH, -_FIFTH))
_EXCESS = {
    "S2": _world(
        A=_letters(3), L=2, epsilon=_QUARTER, m=_HALF, R=_at(_THIRD, _THIRD, _THIRD), T=_at(_HALF, _HALF, 0),
        F=_at(Fraction(5, 8), Fraction(5, 8), -_QUARTER),
        Q=_at(Fraction(1, 10**8), 1 - Fraction(1, 10**8) - Fraction(1, 10**24), Fraction(1, 10**24)),
    ),
    "S4": _world(
        A=_letters(2), L=1, epsilon=_QUARTER, m=_HALF, R=_TWO, F=_at(1, 0), Q=_at(1, 0),
        T=_at(Fraction(5, 4), -_QUARTER),
    ),
    "S6": _world(
        A=_letters(3), L=2, epsilon=0, m=_THIRD, Q=_at(-Fraction(1, 16), Fraction(1, 16), 1),
        **{name: _at(_THIRD, _THIRD, _THIRD) for name in "RTF"},
    ),
    "S7": _world(
        A=_letters(2), L=1, epsilon=_QUARTER, m=_HALF, R=_TWO, T=_TWO, F=_at(1 - _QUARTER, _QUARTER),
        Q=_at(100, Fraction(1, 10**6)),
    ),
}  # fmt: skip
_FOUR: dict[str, Value] = {"N": 4, "epsilon": _QUARTER, "m": _HALF}
_SAMPLED = {
    "S4": _world(
        A=_letters(2), N=1, x=_at(0, first=1), L=1, epsilon=_QUARTER, m=_HALF, R=_TWO, Q=_at(1, 0),
        T=_at(Fraction(5, 4), -_QUARTER),
    ),
    "S6": _world(
        A=_letters(3), **_FOUR, x=_at(0, 0, 0, 1, first=1), L=2, R=_at(_THIRD, _THIRD, _THIRD),
        T=_at(_HALF, _HALF, 0), Q=_at(10**4, Fraction(1, 10**12), 1 - 10**4 - Fraction(1, 10**12)),
    ),
    "S7": _world(
        A=_letters(2), **_FOUR, x=_at(0, 0, 0, 1, first=1), L=1, R=_TWO, T=_TWO,
        Q=_at(100, Fraction(1, 10**6)),
    ),
    "S10": _world(
        A=_letters(2), **_FOUR, x=_at(0, 0, 1, 2, first=1), L=1, R=_at(_HALF, _HALF, 1), T=_TWO,
        Q=_at(Fraction(1, 10**6), 1 - Fraction(1, 10**6), 10**30),
    ),
}  # fmt: skip
_ESTIMATED: dict[str, Value] = {"Theta": Finite((1, 2)), "rho": 2, "epsilon": _QUARTER, "m": _HALF}
_SIXTEEN: dict[str, Value] = {
    "Omega": _letters(16), "n": _MANY, "P": _at(*(Fraction(1, 16) for _ in range(16))),
    "theta_hat": _at(2, *(1 for _ in range(15))),
    "x": Table(2, {(i, w): _bit(i, w) for i in range(1, 16) for w in range(16)}),
}  # fmt: skip
_PROBABLE = {
    "S3": _world(
        **_ESTIMATED, A=_letters(2), Omega=_letters(3), n=1, L=1, eta=2, T=_TWO,
        P=_at(20, Fraction(-39, 2), _HALF), theta_hat=_at(1, 2, 2), x=_each((0, 0, 1)),
        Q=_each((1 - Fraction(1, 10**9), Fraction(1, 10**9)), (_HALF, _HALF)),
    ),
    "S7": _world(
        **_ESTIMATED, **_SIXTEEN, A=_letters(3), L=2, eta=6, T=_at(_HALF, _HALF, 0),
        Q=_each(
            (Fraction(1, 10**56), 10**49, 1 - 10**49 - Fraction(1, 10**56)), (_THIRD, _THIRD, _THIRD)
        ),
    ),
    "S8": _world(
        **_ESTIMATED, **_SIXTEEN, A=_letters(2), L=1, eta=2, T=_TWO,
        Q=_each((Fraction(1, 10**24), 10**21), (_HALF, _HALF)),
    ),
    "S10": _world(
        **_ESTIMATED, A=_letters(2), Omega=_letters(1), n=0, L=1, eta=2, T=_TWO, P=_at(1),
        theta_hat=_at(1), x=Table(2, {}),
        Q=_each((Fraction(1, 10**9), 1 - Fraction(1, 10**9)), (_HALF, _HALF)),
    ),
}  # fmt: skip

EXAMPLES: Mapping[tuple[str, str], World] = {
    # The posterior has no mass at 1: the second approximation seems closer to it than the posterior itself.
    ("variational_inference", "A3"): _world(
        Z=_letters(2), Phi=Finite((1, 2)), p_x=_at(2, 0), P_post=_at(1, 0), Q=_each((1, 0), (_HALF, _HALF))
    ),
    ("bernoulli_boundary", "S1"): _world(N=_HALF, x=Table(1, {}), y=_at(0, 1, first=1)),
    ("bernoulli_boundary", "S2"): _world(N=0, x=Table(1, {}), y=_at(0, 1, first=1)),
    # A coin whose sides have the masses 2 and -1.
    ("bernoulli_theorem", "S2"): _world(Omega=_letters(2), n=1, a=1, p=2, P=_at(-1, 2), X=_each((0, 1))),
    ("categorical", "S2"): _world(N=0, x=Table(1, {})),
    ("categorical_by_calculus", "S2"): _world(N=0, x=Table(1, {})),
    ("chebyshev_for_the_mean", "S2"): _CHEBYSHEV,
    ("chebyshev_in_deviations", "S2"): _DEVIATIONS,
    # Data with infinitely many possible answers: the sums on the right are 0, the loss is log 2.
    ("conditional_likelihood", "S2"): _world(
        X=_letters(1), Y=NATURALS, N=1, s=_at(0, first=1), t=_at(0, first=1), D=_each((1,), first=0),
        P=_each((_HALF,), first=0),
    ),
    ("empirical_against_a_density", "S1"): _world(N=_HALF, x=Table(1, {}), q=_pieces((1, 1))),
    ("empirical_against_a_density", "S2"): _world(N=0, x=Table(1, {}), q=_pieces((1, 1))),
    **{("excess_divergence", label): world for label, world in _EXCESS.items()},
    **{("excess_for_a_sample", label): world for label, world in _SAMPLED.items()},
    **{("probability_of_excess", label): world for label, world in _PROBABLE.items()},
    ("frequencies_converge", "S2"): _world(
        A=_letters(2), Omega=_letters(2), n=1, a=1, P=_at(-1, 2), T=_at(-1, 2), x=_each((0, 1))
    ),
    # One observation, and the alphabet is infinite: |A| counts as 0, the chance of an error does not.
    ("frequencies_converge", "S4"): _world(
        A=NATURALS, Omega=_letters(2), n=1, a=_HALF, P=_TWO, T=_TWO, x=_each((0, 1))
    ),
    ("gaussian_deviation", "S1"): _world(
        N=Fraction(5, 2), mu=0, s=Fraction(8, 9), x=_at(Fraction(4, 3), Fraction(4, 9), first=1)
    ),
    ("gaussian_deviation", "S2"): _world(N=0, mu=0, s=2, x=Table(1, {})),
    ("gaussian_least_squares", "S2"): _world(N=0, sigma=1, x=Table(1, {})),
    ("gaussian_prior_is_ridge", "S1"): _world(
        X=NATURALS, Theta=Finite((1, 2)), N=1, tau=0, c=1, x=_at(0, first=1), pi=_at(1, 1, first=1),
        P=_each((1,), (_HALF,)),
    ),
    ("gaussian_prior_is_ridge", "S4"): _world(
        X=_letters(1), Theta=Finite((1, 2)), N=1, tau=0, c=1, x=_at(1, first=1), pi=_at(1, 1, first=1),
        P=_each((1, 1), (1, _HALF)),
    ),
    ("gaussian_prior_is_ridge", "S3"): _world(
        X=_letters(1), Theta=Finite((0, 1)), N=0, tau=1, c=1, x=Table(1, {}),
        pi=Table(1, {(0,): 1, (1,): exp(-_HALF)}), P=_each((1,), (1,), first=0),
    ),
    ("gaussian_score", "S2"): _world(N=0, sigma=1, x=Table(1, {})),
    ("misspecified", "S3"): _OF_DATA,
    ("only_successes", "S1"): _world(N=_HALF, x=Table(1, {})),
    ("only_successes", "S2"): _world(N=0, x=Table(1, {})),
    ("relative_frequencies", "S5"): _world(X=_letters(2), N=1, x=_at(0, first=1), Q=_at(2, -1)),
    ("reverse_kl_differs", "S2"): _world(N=0, x=Table(1, {})),
    ("reverse_kl_differs", "S3"): _OF_DATA,
    ("variational_inference_for_densities", "S1"): _world(
        S=Interval(0, 1), Phi=Finite((1, 2)), p_x=_pieces((16, -8)), p_post=_pieces((4, -2)),
        q=_pieces((2, 0), (1, 1), indexed=True),
    ),
    ("variational_inference_for_densities", "S3"): _world(
        S=Interval(0, 1), Phi=Finite((1, 2)), p_x=_pieces((16, 16)), p_post=_pieces((1, 1)),
        q=_pieces((4, -2), (2, 0), indexed=True),
    ),
}  # fmt: skip
"""By the name of the derivation and the label of the hypothesis: all others hold there."""


def _always(value: Number, arity: int = 1) -> Cylinder:
    """A function with one value."""
    return Cylinder(Table(0, {(): value}), (), arity)


def _of(values: Table, place: int, arity: int) -> Cylinder:
    """A function of one of its arguments only."""
    return Cylinder(values, (place,), arity)


_COIN: dict[str, Value] = {"M": _always(2), "P": _of(_at(1, 0, first=1), 1, 2)}
"""The same two outcomes for every number, and the second one has no mass."""
ALIKE: Mapping[str, Sequence[World]] = {
    "consistency_on_a_finite_alphabet": (
        _world(
            **_COIN, A=_letters(1), T=_at(1), Theta=Finite((1, 2)), Q=_each((1,), (1,)), rho=2, m=_HALF, L=2,
            x=_always(0, 3), theta_hat=_of(_at(2, 1, first=1), 1, 2),
        ),
    ),
    "jensen_step": tuple(
        _world(S=Finite((0,)), g=Table(1, {}), A=0, x=0, W=big, w=small, G=most)
        for big, small, most in ((1, 2, 3), (3, 1, 0), (2, 2, 5))
    ),
    "mean_log_likelihood": tuple(
        _world(
            **_COIN, A=_letters(2), P_true=_at(1, 0), Q=_at(first, 1 - first), sigma=0, mu=log(first),
            x=_of(_at(0, 1, first=1), 2, 3),
        )
        for first in (Fraction(1), _THIRD, _QUARTER)
    ),
    "uniform_convergence": tuple(
        _world(Theta=Finite((1, 2)), F=_of(f, 1, 2), f=f, e=_always(0), theta_hat=_always(2), theta_0=2)
        for f in (_at(-1, 3, first=1), _at(1, 2, first=1), _at(-3, -1, first=1))
    ),
    "weak_law": (_world(**_COIN, X=_of(_at(0, 5, first=1), 2, 3), mu=0, sigma=0),),
}  # fmt: skip
"""Worlds in which what is said of all natural numbers holds, as nothing depends on them."""
