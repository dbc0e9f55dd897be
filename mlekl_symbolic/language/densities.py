"""Laws on the real line that have a density.

A density is called like a mass function: ``p(x)`` is its value at ``x``, and divergences, entropies and
expectations are integrals where those of mass functions are sums.
"""

from __future__ import annotations

from typing import Any

from sympy import Basic, Expr

from mlekl_symbolic.language.distributions import Distribution, MassFunction, Model
from mlekl_symbolic.language.expressions import as_expression
from mlekl_symbolic.language.sets import Interval, Reals, SetExpression


class Density(MassFunction):
    """A law on a set of reals, known by the name of its density."""

    __slots__ = ()
    continuous = True


class DensityModel(Model):
    """A parametric family of densities; ``p[theta]`` is a member, ``p[theta](x)`` a value of its density."""

    __slots__ = ()
    continuous = True


class Gaussian(Distribution):
    """``Gaussian(mu, sigma)``: the normal law with mean ``mu`` and standard deviation ``sigma``."""

    __slots__ = ()
    continuous = True

    def __new__(cls, mean: object, deviation: object) -> Any:
        return Basic.__new__(cls, as_expression(mean), as_expression(deviation))

    @property
    def over(self) -> SetExpression:
        """The reals."""
        return Reals()

    @property
    def mean(self) -> Expr:
        """The mean."""
        return self.args[0]

    @property
    def deviation(self) -> Expr:
        """The standard deviation."""
        return self.args[1]


class Exponential(Distribution):
    """``Exponential(rate)``: the law on the positive reals with density ``rate exp(-rate x)``."""

    __slots__ = ()
    continuous = True

    def __new__(cls, rate: object) -> Any:
        return Basic.__new__(cls, as_expression(rate))

    @property
    def over(self) -> SetExpression:
        """The positive reals."""
        return Interval.above(0)

    @property
    def rate(self) -> Expr:
        """The rate, one over the mean."""
        return self.args[0]
