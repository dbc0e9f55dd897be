"""Equations that contradict each other by arithmetic alone, so that nothing is to follow from them."""

from __future__ import annotations

from collections.abc import Sequence

from mlekl_symbolic.kernel.ring import TooLarge, polynomial
from mlekl_symbolic.kernel.terms import REAL, App, Num
from mlekl_symbolic.language import LanguageError, as_expression, to_kernel
from mlekl_symbolic.readers.latex.diagnostics import ReadError
from mlekl_symbolic.readers.latex.reading import Line
from mlekl_symbolic.readers.latex.uninterpreted.lines import Around
from mlekl_symbolic.readers.latex.uninterpreted.sums_of_equations import combination
from mlekl_symbolic.readers.latex.uninterpreted.survey import survey
from mlekl_symbolic.readers.latex.uninterpreted.terms import Terms

_UNREAD = (ReadError, LanguageError, ValueError, OverflowError, RecursionError, TooLarge)


def contradict(by: Sequence[Line], around: Around) -> bool:
    """Whether ``1 = 0`` is a sum of multiples of some equations, as of ``a = b`` and ``b = a + 1``."""
    found = [(o.left, o.right) for o in map(around.line, by) if o.left is not None]
    terms = Terms(survey([x for pair in found for x in pair], (), around.usage))
    apart = []
    for left, right in found:
        try:
            sides = [to_kernel(as_expression(terms.expression(x, {}))) for x in (left, right)]
            if all(side.sort == REAL for side in sides):
                apart.append(polynomial(App("-", tuple(sides))))
        except _UNREAD:
            continue
    return combination(polynomial(Num(1)), apart) is not None
