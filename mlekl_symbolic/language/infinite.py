"""Divergences that are infinite: a statement of its own, because every expression is a real number."""

from __future__ import annotations

from typing import Any

from sympy import Basic

from mlekl_symbolic.language.distributions import Distribution
from mlekl_symbolic.language.errors import LanguageError
from mlekl_symbolic.language.relations import Statement


class InfiniteDivergence(Statement):
    """``InfiniteDivergence(p, q)``: the divergence of ``p`` from ``q`` is infinite.

    For masses: some letter has mass under ``p`` and none under ``q``. For masses against a density: some
    point has mass under ``p``, as no point has under ``q``. For densities: ``q`` vanishes where ``p`` does
    not, on a set that has length, or ``p log(p/q)`` is not integrable.
    """

    __slots__ = ()

    def __new__(cls, p: Distribution, q: Distribution) -> Any:
        if not (isinstance(p, Distribution) and isinstance(q, Distribution)):
            raise LanguageError(f"InfiniteDivergence takes two distributions and was given {p!r} and {q!r}")
        if p.over != q.over:
            raise LanguageError("the arguments of InfiniteDivergence live on different sets")
        if p.continuous and not q.continuous:
            raise LanguageError("the divergence of a density from masses is always infinite: do not ask")
        return Basic.__new__(cls, p, q)

    @property
    def kind(self) -> str:
        """Whether masses or densities are compared: empty, ``density`` or ``mixed``."""
        p, q = self.args
        return "density" if p.continuous else "mixed" if q.continuous else ""
