r"""The chain rule as Leibniz wrote it: ``dL/dw = dL/da · da/dw``, where letters are functions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from mlekl_symbolic.language import Derivative, Differentiable, Equal, Statement, Times, Variable
from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.depending import all_names
from mlekl_symbolic.readers.latex.diagnostics import Diagnostic
from mlekl_symbolic.readers.latex.elaborate.usage import Usage
from mlekl_symbolic.readers.latex.reading import EQUATIONS, Line
from mlekl_symbolic.readers.latex.show import shown
from mlekl_symbolic.readers.latex.uninterpreted.lines import Around, General
from mlekl_symbolic.readers.latex.uninterpreted.survey import survey
from mlekl_symbolic.readers.latex.uninterpreted.terms import Terms

Slope = tuple[s.Name, s.Name]
"""What is differentiated, and by what."""
Reading = tuple[General, tuple[Statement, ...]]
"""A line, and what is assumed of its letters."""


def by_chain_of_slopes(line: Line, around: Around) -> Reading | None:
    """A line that says that a derivative is a product of derivatives, each by what the next one is of.

    Every letter is one real number that depends on the last one only through the letter after it. The line
    is not read so when an equation of the document says that one of them depends on it otherwise.
    """
    found = around.line(line)
    if found.left is None or found.relation not in EQUATIONS:
        return None
    left, right = around.prepared(found.left), around.prepared(found.right)
    for one, other, swapped in ((left, right, False), (right, left, True)):
        whole = _slope(one)
        chain = None if whole is None else _chain(whole, _slopes(other))
        if chain is not None and _is_single_path(chain, around):
            read, alone = _read(chain, _slopes(other), line)
            return replace(read, left=read.right, right=read.left) if swapped else read, alone
    return None


def _slope(node: s.Node) -> Slope | None:
    """A derivative of one name by another one."""
    match node:
        case s.Derivative(_, (s.Name() as by,), s.Name() as of) if of != by:
            return of, by
    return None


def _slopes(node: s.Node) -> list[Slope]:
    """The derivatives of which a product consists; none when it has another factor."""
    factors = node.factors if isinstance(node, s.Factors) else ()
    found = [x for f in factors if f.by != "/" and (x := _slope(f.body)) is not None]
    return found if len(found) == len(factors) else []


def _chain(whole: Slope, slopes: Sequence[Slope]) -> tuple[s.Name, ...] | None:
    """The letters from what is differentiated to what it is differentiated by, if every slope is one link."""
    next_of = dict(slopes)
    here, by = whole
    out = [here]
    while here in next_of and here != by and len(out) <= len(slopes):
        here = next_of[here]
        out.append(here)
    complete = here == by and len(out) == len(slopes) + 1 == len(set(out))
    return tuple(out) if complete and len(slopes) > 1 else None


def _is_single_path(chain: Sequence[s.Name], around: Around) -> bool:
    """Whether nothing in a document speaks against one way only from the first to the last letter.

    What has an index is one of many, and what is large or bold is a vector or a matrix.
    """
    if not all(_is_scalar(n) for n in chain[1:-1]):
        return False
    slopes = {x for tree in around.labelled for n in s.walk(tree) if (x := _slope(n)) is not None}
    for place, name in enumerate(chain[:-1]):
        after = set(chain[place + 1 :])
        beside = {by for of, by in slopes if of == name and by not in after}
        if any(of in beside and by in after for of, by in slopes):
            return False  # There is another way, through another letter.
        for line in map(around.line, around.lines):
            head = line.left.function if isinstance(line.left, s.Apply) else line.left
            if head != name or line.relation not in EQUATIONS:
                continue
            sides = [x for x in (line.left, line.right) if x is not None]
            inside = {n for x in sides for n in all_names(x)} - {name, chain[place + 1]}
            if inside & after or any(after & around.hidden.get(n, frozenset()) for n in inside):
                return False
    return True


def _is_scalar(name: s.Name) -> bool:
    bold = name.style not in ("", "rm", "text", "word")
    return not (name.indices or name.upper or bold or name.letter[:1].isupper())


def _read(chain: Sequence[s.Name], order: Sequence[Slope], line: Line) -> Reading:
    """The line with every letter as a function of the one after it, which is what it assumes."""
    terms = Terms(survey((), (), Usage()))
    at = terms.real(chain[-1])
    functions = [terms.function(n, 1) for n in chain[:-1]]
    inner = Variable(f"{at}'")
    nested: Any = inner
    points: list[Any] = [at]
    for function in reversed(functions):
        points.insert(0, function(points[0]))
        nested = function(nested)
    steps: dict[s.Name, Any] = {}
    smooth = []
    for function, name, point in zip(functions, chain, points[1:], strict=False):
        letter = Variable(f"{function.name}'")
        steps[name] = Derivative(function(letter), (letter, point))
        smooth.append(Differentiable(function(letter), (letter, point)))
    product: Any = None
    for of, _ in order:
        product = steps[of] if product is None else Times(product, steps[of])
    pairs = list(pairwise(chain))
    said = ", ".join(f"{shown(a)} is a function of {shown(b)} alone" for a, b in pairs)
    notice = Diagnostic("N129", f"the letters are real numbers; {said}", line.span)
    names = Terms(survey((), (), Usage()))
    alone = tuple(Equal(names.real(a), names.real(s.Apply(a, ((b,),)))) for a, b in pairs[:-1])
    left = Derivative(nested, (inner, at))
    return General(terms.home.workspace, left, "=", product, (), tuple(smooth), (), (notice,)), alone
