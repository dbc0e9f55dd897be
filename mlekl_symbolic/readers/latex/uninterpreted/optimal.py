r"""Lines that say that two functions have the same optimisers, from what earlier equations say of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from mlekl_symbolic.language import ArgMax, ArgMin, Equal, ForAll, LanguageError, Statement, as_expression
from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.depending import PARTICULAR, all_names, bound_in, followers
from mlekl_symbolic.readers.latex.diagnostics import Diagnostic, ReadError
from mlekl_symbolic.readers.latex.elaborate.usage import Usage
from mlekl_symbolic.readers.latex.reading import Line
from mlekl_symbolic.readers.latex.show import shown
from mlekl_symbolic.readers.latex.uninterpreted.combined import (
    arithmetic,
    preparation,
    speaking_of_the_same,
)
from mlekl_symbolic.readers.latex.uninterpreted.consistency import contradict
from mlekl_symbolic.readers.latex.uninterpreted.keys import replaced
from mlekl_symbolic.readers.latex.uninterpreted.lines import Around, General
from mlekl_symbolic.readers.latex.uninterpreted.premises import premises
from mlekl_symbolic.readers.latex.uninterpreted.survey import survey
from mlekl_symbolic.readers.latex.uninterpreted.terms import Terms

_OPTIMA: dict[str, Any] = {"argmax": ArgMax, "argmin": ArgMin}
INSIDE, INSTANCE = (-2, -2), (-3, -3)
"""Where the bodies of a line stand, and lines about particular values."""


def by_equal_functions(line: Line, said: Sequence[Line], around: Around) -> General | None:
    """A line between the optimisers of two functions of one letter, with what earlier lines say of these.

    What is no sum, product or quotient is one unknown function of the letter, or a number when the letter
    does not occur in it. An earlier equation holds for every value of the letter, unless that is a particular
    one.
    """
    found = around.line(line)
    left, right = found.left, found.right
    if not isinstance(left, s.Optimum) or not isinstance(right, s.Optimum) or found.relation != "=":
        return None
    letter = _letter(left)
    if letter is None or letter != _letter(right) or PARTICULAR & set(letter.marks):
        return None
    bodies = replace(found, left=left.body, right=right.body, span=INSIDE)
    here = replace(around, guesses={**around.guesses, INSIDE: bodies})
    known = [*said, *_at_values(bodies, said, here)]
    pairs = [(x.left, x.right) for x in premises(bodies, known, here) if x.left is not None]
    pairs = list(dict.fromkeys((*pairs, *speaking_of_the_same(bodies, known, here))))
    if contradict([replace(bodies, left=a, right=b, span=INSTANCE) for a, b in pairs], here):
        return None
    terms = Terms(survey((), (), Usage()))
    over = terms.any_set(shown(letter).upper())
    variable = terms.bound_variable(letter)

    def whole(node: s.Expression) -> Any:
        if letter in bound_in(node) or followers([node], letter, around.hidden):
            raise ReadError("E233", "it may depend on the letter otherwise", node.span)
        if letter not in all_names(node):
            return terms.real(node)
        return terms.function(node, 1)(variable)

    try:
        prepared = preparation([(left.body, right.body), *pairs], around)
        sides = [
            _OPTIMA[x.kind](as_expression(arithmetic(prepared(x.body), whole)), (variable, over))
            for x in (left, right)
        ]
        ready = [(prepared(a), prepared(b)) for a, b in pairs]
        facts = tuple(_facts(ready, whole, (variable, over)))
    except (ReadError, LanguageError, ValueError, OverflowError, RecursionError):
        return None
    if not facts:
        return None
    notice = Diagnostic("N129", "it follows from lines before it", line.span)
    return General(terms.home.workspace, sides[0], "=", sides[1], (), (), (facts,), (notice,))


def _facts(
    pairs: Sequence[tuple[s.Expression, s.Expression]], whole: Any, limit: tuple[Any, Any]
) -> Iterator[Statement]:
    """Equations as statements about every value of the letter; those that cannot be read are left out."""
    for one, other in pairs:
        try:
            pair = arithmetic(one, whole), arithmetic(other, whole)
        except (ReadError, LanguageError):
            continue
        inside = [limit[0] in as_expression(side).free_symbols for side in pair]
        if inside[0] == inside[1] or s.Number("0") not in (one, other):  # ``f(θ) = 0`` may be of some θ.
            claim: Statement = Equal(*pair)
            yield ForAll(claim, limit) if any(inside) else claim


def _letter(node: s.Optimum) -> s.Name | None:
    """The one letter over which a side optimises, without a condition."""
    match node.over:
        case s.Over((s.Name() as letter,), "", None) if node.kind in _OPTIMA:
            return letter
    return None


def _at_values(bodies: Line, said: Sequence[Line], around: Around) -> Iterator[Line]:
    """Equations about letters at the values of them in a line, such as ``θ_old`` for ``θ``."""
    mine = {n for x in (bodies.left, bodies.right) if x is not None for n in all_names(x)}
    for value in sorted(mine, key=repr):
        plain = replace(value, marks=(), upper=())
        if plain == value or plain in mine:
            continue
        for before in said:
            other = around.line(before)
            sides = [x for x in (other.left, other.right) if x is not None]
            names = {n for x in sides for n in all_names(x)}
            bound = any(plain in bound_in(x) for x in sides)
            if len(sides) < 2 or plain not in names or value in names or bound:
                continue
            made: list[Any] = [replaced(x, {plain: value}) for x in sides]
            yield replace(other, left=made[0], right=made[1], span=INSTANCE, diagnostics=())
