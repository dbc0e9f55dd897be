"""Laws on the real line that have a density.

A density is called like a mass function: ``p(x)`` is its value at ``x``, and divergences, entropies and
expectations are integrals where those of mass functions are sums.
"""

from __future__ import annotations

from mlekl_symbolic.language.distributions import MassFunction, Model


class Density(MassFunction):
    """A law on a set of reals, known by the name of its density."""

    __slots__ = ()
    continuous = True


class DensityModel(Model):
    """A parametric family of densities; ``p[theta]`` is a member, ``p[theta](x)`` a value of its density."""

    __slots__ = ()
    continuous = True
