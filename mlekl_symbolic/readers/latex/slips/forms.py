"""Slips that show in the form of one line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.show import shown
from mlekl_symbolic.readers.latex.trials.trial import Said

Slip = Callable[[s.Expression, s.Expression, str], str]


def averaged(left: s.Expression, right: s.Expression, relation: str) -> str:
    """A mean over observations that is set equal to an expectation."""
    if relation not in ("=", "≔", "≡"):
        return ""
    for one, other in ((left, right), (right, left)):
        if _has_limit(one):
            continue
        if _is_average(one) and not _has_mean(one) and _has_mean(other) and not _is_average(other):
            return "a mean over observations is set equal to an expectation, which holds in the limit only"
    if _has_limit(left) and not _has_limit(right) and not _has_mean(right) and _has_data(right):
        return "there is a limit over observations on one side only"
    return ""


def _has_mean(node: s.Node) -> bool:
    return any(isinstance(n, s.Mean) for n in s.walk(node))


def _has_limit(node: s.Node) -> bool:
    return any(isinstance(n, s.Limit) for n in s.walk(node))


def _has_data(node: s.Node) -> bool:
    return any(isinstance(n, s.Apply) and n.function.letter in "pPqQ" for n in s.walk(node))


def _is_average(node: s.Node) -> bool:
    """Whether a side contains a sum over observations that is divided by their number."""
    return any(_average(n) for n in s.walk(node))


def _average(node: s.Node) -> bool:
    match node:
        case s.Factors(factors):
            counts = [f.body.bottom for f in factors if isinstance(f.body, s.Fraction) and f.by != "/"]
            sums = [f.body for f in factors if isinstance(f.body, s.Big)]
        case s.Fraction(s.Big() as top, bottom):
            counts, sums = [bottom], [top]
        case _:
            return False
    return any(_counts(big, count) for big in sums for count in counts)


def _counts(big: s.Big, count: s.Expression) -> bool:
    """Whether a sum runs over as many observations as a number says."""
    match big.limits:
        case s.Between(s.Name(letter), _, high) if big.sign == "∑":
            return high == count and _observes(big.body, letter)
    return False


def _observes(node: s.Node, index: str) -> bool:
    """Whether a law or a function is applied to an observation with an index."""
    return any(
        isinstance(n, s.Apply)
        and any(
            isinstance(a, s.Name | s.Power | s.Scripted) and index in s.letters(a)
            for g in n.groups
            for a in g
        )
        for n in s.walk(node)
    )


_MEAN_FROM_ZERO = re.compile(
    r"\\frac\{1\}\{(\w)\}(?:\\[,;:! ])?\\sum(?:\\limits|\\nolimits)?_\{\w=0\}\^(?:\{\1\}|\1)"
    r"|1/(\w)\\sum(?:\\limits|\\nolimits)?_\{\w=0\}\^(?:\{\2\}|\2)"
)


def from_zero(source: str) -> str:
    """A mean whose sum has one term more than it divides by; this one is seen in the source."""
    found = _MEAN_FROM_ZERO.search(re.sub(r"\s+", "", source))
    if found is None:
        return ""
    size = found.group(1) or found.group(2)
    return f"the sum from 0 to {size} has {size} + 1 terms, and is divided by {size}"


def place_and_value(left: s.Expression, right: s.Expression, relation: str) -> str:
    """The place of an optimum that is set equal to its value."""
    if relation not in ("=", "≔", "≡"):
        return ""
    for name, optimum in ((left, right), (right, left)):
        match name, optimum:
            case s.Name(letter, _, marks), s.Optimum(kind, s.Over((s.Name(over),))) if (
                letter == over and {"*", "hat"} & set(marks) and not kind.startswith("arg")
            ):
                said = shown(name)
                return (
                    f"{said} is a place, and {kind} is the value that is reached there: arg {kind} is meant"
                )
    return ""


def normalised(left: s.Expression, right: s.Expression, _: str) -> str:
    """A fraction with a sum below that is not the sum of such terms as stand above."""
    for node in (n for side in (left, right) for n in s.walk(side)):
        if isinstance(node, s.Fraction) and (said := _normalised(node.top, node.bottom)):
            return said
    return ""


def _normalised(top: s.Expression, bottom: s.Expression) -> str:
    match bottom:
        case s.Big("∑", s.Between(s.Name() as index) | s.Over((s.Name() as index,)), body):
            pass
        case _:
            return ""
    above, below = _factors(top), _factors(body)
    if len(below) < 2 or len(above) != len(below):
        return ""
    letters = [(f, _names(f)) for f in below]
    fixed = [f for f, names in letters if index not in names and _has_index(f)]
    for factor in fixed:
        if factor in above:
            return f"{shown(factor)} does not change with {shown(index)} and cancels against the top"
    return ""


def _factors(node: s.Expression) -> list[s.Expression]:
    return [f.body for f in node.factors] if isinstance(node, s.Factors) else [node]


def _names(node: s.Node) -> set[s.Name]:
    return {n for n in s.walk(node) if isinstance(n, s.Name)}


def _has_index(node: s.Node) -> bool:
    """Whether a law is applied to something with an index."""
    return isinstance(node, s.Apply) and any(n.indices or n.upper for n in _names(node))


def expansion(_: s.Expression, right: s.Expression, relation: str) -> str:
    """An expansion to second order whose second term is not halved."""
    if relation != "≈" or not isinstance(right, s.Terms):
        return ""
    slopes = [t for t in right.terms if any(isinstance(n, s.Gradient | s.Derivative) for n in s.walk(t))]
    for term in right.terms:
        factors = _factors(term.body)
        steps = [f.body if isinstance(f, s.Transpose) else f for f in factors]
        twice = [f for f in steps if isinstance(f, s.Terms) and steps.count(f) == 2]
        halved = any(isinstance(f, s.Fraction | s.Number) for f in factors)
        if twice and slopes and not halved and term not in slopes:
            return f"the term of second order in {shown(twice[0])} is not halved"
    return ""


def exponent(left: s.Expression, right: s.Expression, _: str) -> str:
    """A normal law whose distance is not squared above the variance."""
    for node in (n for side in (left, right) for n in s.walk(side)):
        if isinstance(node, s.Fraction):
            below = _factors(node.bottom)
            if not any(_is_variance(f) for f in below):
                continue
            if any(isinstance(f, s.Power) and isinstance(f.base, s.Terms) for f in below):
                return "the square of the distance stands beside the variance, in the denominator"
        elif isinstance(node, s.Terms) and (said := _unsquared(node)):
            return said
    return ""


def _unsquared(node: s.Terms) -> str:
    """A distance over a variance beside the logarithm of that variance."""
    logs = [
        n.operand for t in node.terms for n in s.walk(t.body) if isinstance(n, s.Call) and n.function == "log"
    ]
    for term in node.terms:
        match term.body:
            case s.Fraction(s.Terms((_, s.Signed("-"))), bottom) if _is_variance(bottom) and bottom in logs:
                return f"the distance over {shown(bottom)} is not squared"
    return ""


def _is_variance(node: s.Expression) -> bool:
    match node:
        case s.Power(s.Name("sigma"), s.Number("2")) | s.Name("sigma", upper=(s.Number("2"),)):
            return True
    return False


def sum_of_squares(left: s.Expression, right: s.Expression, relation: str) -> str:
    """A quadratic form that is set equal to a mean of squares."""
    for one, other in ((left, right), (right, left)):
        if (
            relation == "="
            and _is_form(one)
            and not _is_form(other)
            and any(map(_mean_of_squares, s.walk(other)))
        ):
            return "a quadratic form is the sum of the squares of its entries, and not their mean"
    return ""


def _is_form(node: s.Node) -> bool:
    for n in s.walk(node):
        if isinstance(n, s.Factors):
            bodies = [f.body for f in n.factors]
            if any(isinstance(a, s.Transpose) and a.body == b for a, b in pairwise(bodies)):
                return True
    return False


def _mean_of_squares(node: s.Node) -> bool:
    if not isinstance(node, s.Factors):
        return False
    counts = [f.body.bottom for f in node.factors if isinstance(f.body, s.Fraction)]
    sums = [f.body for f in node.factors if isinstance(f.body, s.Big)]
    return any(
        isinstance(b.limits, s.Between) and b.limits.high in counts and isinstance(b.body, s.Power)
        for b in sums
    )


def entropy(left: s.Expression, right: s.Expression, relation: str) -> str:
    """An entropy that is minus the one of a normal law."""
    for one, other in ((left, right), (right, left)):
        if relation != "=" or not (isinstance(one, s.Apply) and one.function.letter in ("H", "h")):
            continue
        match other:
            case s.Terms(
                (s.Signed("-", s.Factors((s.Joined("", half), s.Joined(_, s.Call("log", inside))))),)
            ) if half == s.Fraction(s.Number("1"), s.Number("2")) and {"pi", "e"} <= s.letters(inside):
                return "the entropy of a normal law is one half of this logarithm, and not minus that"
    return ""


FORMS: Sequence[tuple[str, Slip]] = (
    ("W404", averaged), ("W406", place_and_value), ("W410", normalised), ("W411", expansion),
    ("W412", exponent), ("W412", entropy), ("W405", sum_of_squares),
)  # fmt: skip


def in_form(line: Said) -> Iterator[tuple[str, str]]:
    """The slips that show in the form of a line: their codes and what to say of them."""
    for code, slip in FORMS:
        if said := slip(line.left, line.right, line.relation):
            yield code, said
