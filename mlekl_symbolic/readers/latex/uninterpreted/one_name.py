r"""Names that a document writes in two ways: ``\vec θ`` and ``θ``, ``L(θ)`` and ``L``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.depending import all_names, bound_in
from mlekl_symbolic.readers.latex.elaborate.usage import is_functional
from mlekl_symbolic.readers.latex.reading import Line
from mlekl_symbolic.readers.latex.roles import DENSITIES
from mlekl_symbolic.readers.latex.show import shown
from mlekl_symbolic.readers.latex.uninterpreted.keys import rebuilt, replaced
from mlekl_symbolic.readers.latex.uninterpreted.lines import Around


def in_one_name(line: Line, around: Around) -> tuple[Around, tuple[str, ...]] | None:
    """The document with one name in place of two, and which ones; None when that leaves a line as it is.

    Two names are one when the document applies one function to both in the same place. A name without its
    arguments has those with which it stands everywhere else, if these are letters that nothing binds.
    """
    trees = [x for each in around.lines for x in (around.line(each).left, around.line(each).right) if x]
    arrows, values = _arrows(trees), _values(trees)
    found = around.line(line)
    sides = [x for x in (found.left, found.right) if x is not None]
    mine = {n for x in sides for n in all_names(x)}
    if not mine & {*arrows, *arrows.values()} and not any(_valued(x, values) != x for x in sides):
        return None

    def change(node: s.Expression) -> Any:
        return _valued(replaced(node, arrows), values)

    said = [f"{shown(a)} and {shown(b)} are one" for a, b in arrows.items() if mine & {a, b}]
    said += [f"{shown(a)} is {shown(b)}" for a, b in values.items() if a in mine]
    return _changed(around, change), tuple(said)


def _changed(around: Around, change: Callable[[s.Expression], Any]) -> Around:
    lines = {x.span: around.line(x) for x in around.lines}
    guesses = {
        span: replace(x, left=None if x.left is None else change(x.left), right=change(x.right))
        for span, x in lines.items()
    }
    trees: tuple[Any, ...] = around.trees
    return replace(around, guesses=guesses, trees=tuple(map(change, trees)))


def _arrows(trees: list[s.Expression]) -> dict[s.Name, s.Name]:
    """Names with an arrow that stand where the document has the same name without: as the argument of a
    function, or in what is optimised over it.
    """
    places: dict[tuple[s.Name, int, int], set[s.Expression]] = {}
    for node in (n for tree in trees for n in s.walk(tree) if isinstance(n, s.Apply)):
        for number, group in enumerate(node.groups):
            for place, item in enumerate(group):
                places.setdefault((node.function, number, place), set()).add(item)
    out = {}
    for items in places.values():
        for item in items:
            if isinstance(item, s.Name) and item.style == "vec":
                plain = replace(item, style="")
                if plain in items:
                    out[item] = plain
    for part in (n for tree in trees for n in s.walk(tree) if isinstance(n, s.Optimum)):
        for name in part.over.variables if isinstance(part.over, s.Over) else ():
            inside = all_names(part.body)
            if (
                isinstance(name, s.Name)
                and (arrow := replace(name, style="vec")) in inside
                and not name.style
            ):
                out.update({arrow: name} if name not in inside else {})
    return out


def _values(trees: list[s.Expression]) -> dict[s.Name, s.Apply]:
    """The values of functions that the document applies to the same letters wherever it applies them."""
    forms: dict[s.Name, set[s.Apply]] = {}
    for node in (n for tree in trees for n in s.walk(tree) if isinstance(n, s.Apply)):
        forms.setdefault(node.function, set()).add(node)
    binders = (n for tree in trees for n in s.walk(tree) if isinstance(n, s.Integral | s.Big | s.Mean))
    bound = {n for part in binders for n in bound_in(part)}
    out = {}
    for name, found in forms.items():
        if len(found) > 1 or name.letter in DENSITIES or is_functional(name) or name in bound:
            continue
        (one,) = found
        items = [i for g in one.groups for i in g]
        if one.bars == () and all(isinstance(i, s.Name) and i not in bound and i != name for i in items):
            out[name] = one
    return out


def _valued(node: s.Node, values: Mapping[s.Name, s.Apply]) -> Any:
    """A side in which names that stand for numbers without their arguments have them."""

    def change(part: s.Node) -> Any:
        match part:
            case s.Name():
                return values.get(part, part)
            case s.Terms() | s.Factors() | s.Signed() | s.Joined() | s.Fraction():
                return rebuilt(part, change)
            case s.Derivative(_, _, body) | s.Gradient(_, body):
                return replace(part, body=change(body))
            case s.Optimum(_, _, body):
                return replace(part, body=change(body))
        return part

    return change(node)
