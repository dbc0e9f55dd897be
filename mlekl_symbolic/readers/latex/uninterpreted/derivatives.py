"""Derivatives in one line, and which letters stay the same while another one varies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import sympy

from mlekl_symbolic.language import (
    Apply,
    Derivative,
    Differentiable,
    Equal,
    ForAll,
    Reals,
    SetExpression,
    Statement,
    Variable,
)
from mlekl_symbolic.language.distributions import Mass
from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.alphabet import GREEK
from mlekl_symbolic.readers.latex.depending import (
    PARTICULAR,
    Hidden,
    all_names,
    depends,
    followers,
    related,
    relatives,
)
from mlekl_symbolic.readers.latex.elaborate.usage import is_functional
from mlekl_symbolic.readers.latex.show import shown
from mlekl_symbolic.readers.latex.uninterpreted.draws import HIDDEN, drawn
from mlekl_symbolic.readers.latex.uninterpreted.functionals import Functionals
from mlekl_symbolic.readers.latex.uninterpreted.information import is_information
from mlekl_symbolic.readers.latex.uninterpreted.keys import Bound, Held
from mlekl_symbolic.readers.latex.uninterpreted.laws import limit
from mlekl_symbolic.readers.latex.uninterpreted.survey import Survey

_DEPENDENT = frozenset(("f", "g", "h", "F", "G", "H", "J", "L", "l", "ell"))
"""Letters that mean a function even where they stand without an argument."""
_ANOTHER = frozenset(("*", "'"))
"""Marks that make another value of a letter."""
_ESTIMATES = frozenset(("hat", "tilde"))
"""Marks that make another value of a parameter."""


_MOMENTS = (s.Name("t"), s.Number("0"))
"""Indices of the value of a parameter after some steps, or at the beginning."""


class Derivatives(Functionals):
    """Derivatives with respect to what is one real number.

    Attributes
    ----------
    smooth
        That the unknown functions in what is differentiated have derivatives.
    over
        The sets of the bound variables.
    hidden
        On what names depend without saying so.
    """

    def __init__(self, survey: Survey) -> None:
        super().__init__(survey)
        self.smooth: list[Statement] = []
        self.over: dict[Variable, SetExpression] = {}
        self.hidden: Hidden = {}

    def bind_parameter(
        self, name: s.Expression, over: SetExpression, body: Iterable[s.Node], bound: Bound
    ) -> tuple[Held, Bound]:
        """`bind` for a parameter: another value of it, such as the starred one, does not vary with it."""
        held, made = self.bind(name, over, body, bound)
        if not isinstance(name, s.Name):
            return held, made
        inner = dict(made)
        for other, how in made.items():
            if not how.whole and other not in bound and self._differs(name, other):
                self.infer(f"independent of {shown(name)}: {shown(other)}", name.span)
                del inner[other]
        return held, inner

    def _differs(self, name: s.Name, other: s.Name) -> bool:
        """Whether a name is another value of a parameter, as ``θ_t`` is beside it as one of a law."""
        if is_another(name, other):
            return True
        if name.indices or len(other.indices) != 1 or other.indices[0] not in _MOMENTS:
            return False
        if replace(other, indices=()) != name:
            return False
        given: dict[s.Name, set[s.Node]] = {}
        for law in self.survey.elsewhere:
            given.setdefault(law.function, set()).update(i for g in law.groups[1:] for i in g)
        return any({name, other} <= found for found in given.values())

    def derivative(self, node: s.Derivative | s.Gradient, bound: Bound) -> Any:
        """A derivative, or one of a higher order."""
        match node:
            case s.Derivative(_, (variable, *more), body):
                inside = s.Derivative("∂", tuple(more), body, span=node.span) if more else body
                return self._derivative(node, variable, inside, bound)
            case s.Gradient(variables, body, order) if order in ("", "2"):
                found = variables if len(variables) == 1 else self.survey.gradients
                if len(found) != 1 or (not variables and is_at_another(body, found[0])):
                    self.refuse(node)
                inside = s.Gradient(found, body, span=node.span) if order else body
                return self._derivative(node, found[0], inside, bound)
        raise self.refusal(node)

    def _derivative(self, node: s.Node, variable: s.Expression, body: s.Expression, bound: Bound) -> Any:
        if not isinstance(variable, s.Name) or (variable in bound and not bound[variable].whole):
            self.refuse(node)
        if depends(body, variable, self.hidden) or self._varies_with(node, variable, body):
            self.refuse(node)
        outer = {n: h for n, h in bound.items() if n != variable}
        held, inner = self.bind_parameter(variable, Reals(), [body], outer)
        point = self.expression(variable, bound)
        made = self.expression(body, inner)
        if not self._is_constant(variable, body, made, held.variable):
            self._check_dependence(node, variable, made, held.variable)
        self.infer(f"{shown(variable)} is one real number in the derivative", node.span)
        self._smooth(made, held.variable, point)
        return Derivative(made, (held.variable, point))

    def _varies_with(self, node: s.Node, variable: s.Name, body: s.Expression) -> bool:
        """Whether a total derivative is by what a line gives by letters that stand in what is derived."""
        if not (isinstance(node, s.Derivative) and node.sign == "d"):
            return False
        behind = self.hidden.get(variable, frozenset()) | self.hidden.get(related(variable), frozenset())
        return bool(behind & set(all_names(body)) or relatives([body], variable, self.hidden))

    def behind(self, body: Sequence[s.Node], name: s.Name) -> set[s.Name]:
        """The names in a body that may depend on one that is bound there without saying so."""
        return followers(body, name, self.hidden) | relatives(body, name, self.hidden)

    def is_of_random(self, name: s.Name) -> bool:
        """Whether a name that looks like a constant stands for something with a letter that may be random."""
        behind = self.hidden.get(name, frozenset()) | self.hidden.get(related(name), frozenset())
        drawn = {i for a in self.survey.elsewhere if self.is_law(a.function) for i in a.groups[0]}
        return any(n in drawn or (len(n.letter) == 1 and n.letter in "xyzXYZ") for n in behind)

    def evaluated(
        self, node: s.Node, body: s.Expression, variable: s.Name, at: s.Expression, bound: Bound
    ) -> Any:
        """A part at one value of a letter, on which it has to depend in writing."""
        if depends(body, variable, self.hidden):
            self.refuse(node)
        value = self.expression(at, bound)
        outer = {n: h for n, h in bound.items() if n != variable}
        held, inner = self.bind_parameter(variable, Reals(), [body], outer)
        made = self.expression(body, inner)
        self._check_dependence(node, variable, made, held.variable)
        return made.xreplace({held.variable: value})

    def is_any(self, name: s.Name) -> bool:
        """Whether what is said of a letter is said of all its values: not of an estimate, or an optimum."""
        return name not in self.survey.applied and not PARTICULAR & set(name.marks)

    def is_of_all(self, left: s.Apply, right: s.Expression) -> bool:
        """Whether what is said of a function at its arguments is said of it at all others.

        What a divergence or an entropy is of one law, it is of no other; and ``f(x) = 0`` may say of which x
        it holds.
        """
        if is_functional(left.function) or is_information(left):
            return False
        return self.is_law(left.function) or right != s.Number("0")

    def drawn_behind(self, node: s.Expression) -> tuple[s.Name, ...]:
        """The letters of laws on which what stands alone on a side depends without saying so."""
        head = node.function if isinstance(node, s.Apply) else node
        found = self.hidden.get(head, frozenset()) if isinstance(head, s.Name) else frozenset()
        drawn = {i for a in self.survey.applications if self.is_law(a.function) for i in a.groups[0]}
        return tuple(sorted(found & drawn, key=repr))

    def normalised(self, left: s.Expression, right: s.Expression, bound: Bound) -> list[Statement]:
        """That something sums to one, for all values of what the line differentiates by."""
        if not is_normalisation(left, right):
            return []
        inner, held_all = bound, []
        for name in self.survey.differentiated:
            outer = {n: h for n, h in inner.items() if n != name}
            held, inner = self.bind_parameter(name, Reals(), [left], outer)
            held_all.append(held)
        claim: Statement = Equal(self.expression(left, inner), 1)
        limits = [limit(h.variable, h.over) for h in held_all if h.variable in claim.free_symbols]
        return [ForAll(claim, *limits)] if limits else []

    def _is_constant(self, variable: s.Name, body: s.Expression, made: Any, at: Variable) -> bool:
        """Whether a body is about another value of what varies, so that it is constant."""
        inside = list(s.walk(body))
        if at in made.free_symbols or any(self._hides(n) for n in inside):
            return False
        others = [n for n in inside if isinstance(n, s.Name) and is_another(variable, n)]
        # A derivative by θ of what has θ* in it may mean its value at θ*; one by θ' has θ as a constant.
        return any(set(n.marks) < set(variable.marks) for n in others)

    def _hides(self, node: s.Node) -> bool:
        """Whether a node may depend on letters that do not stand in it."""
        if isinstance(node, s.Name):
            return node.letter in _DEPENDENT or node.style == "cal"
        if not isinstance(node, s.Mean):
            return False
        laws = [u.domain if isinstance(u, s.Over) else u for u in node.under]
        if laws and all(isinstance(law, s.Apply) for law in laws):
            return False
        found = drawn(node, self.survey)
        return found is None or not all(law.bars for law in found[1]) or found[0] == (HIDDEN,)

    def _check_dependence(self, node: s.Node, variable: s.Name, body: Any, at: Variable) -> None:
        """Refuse what may depend on a variable without saying so, as ``L`` does in ``dL/dw``."""
        symbols = body.free_symbols
        fixed = [n for n, v in self.free.items() if isinstance(n, s.Name) and v in symbols and n != variable]
        constant = isinstance(body, sympy.Rational)
        if (at not in symbols and not constant) or any(
            n.letter in _DEPENDENT or n.style == "cal" for n in fixed
        ):
            self.refuse(node)
        if fixed:
            names = ", ".join(map(shown, fixed))
            self.infer(f"independent of {shown(variable)}: {names}", node.span)

    def _smooth(self, body: Any, variable: Variable, point: Any) -> None:
        """That the unknown functions in a body have a derivative at a point."""
        parts = body.atoms(Apply, Mass, Derivative)
        inner = (
            Derivative(f, (d.variable, d.point))
            for d in body.atoms(Derivative)
            for f in d.body.atoms(Apply, Mass)
            if d.variable in f.free_symbols
        )
        for part in sorted({*parts, *inner}, key=str):
            if variable in part.free_symbols:
                claim: Statement = Differentiable(part, (variable, point))
                limits = [limit(v, over) for v, over in self.over.items() if v in claim.free_symbols]
                self.smooth.append(ForAll(claim, *limits) if limits else claim)


def is_normalisation(left: s.Expression, right: s.Expression) -> bool:
    """Whether an equation says that the values of one function sum to one."""
    match left:
        case s.Integral(body=s.Apply()) | s.Big("∑", _, s.Apply()):
            return right == s.Number("1")
    return False


def is_at_another(body: s.Node, variable: s.Node) -> bool:
    r"""Whether ``\nabla f(A x)``, which does not say by what, may mean the gradient of ``f`` at ``A x``."""
    arguments = (i for n in s.walk(body) if isinstance(n, s.Apply) for group in n.groups for i in group)
    return any(i != variable and variable in set(s.walk(i)) for i in arguments)


def is_another(name: s.Name, other: s.Name) -> bool:
    r"""Whether a name is another parameter: ``θ*``, ``θ'``, ``θ_old`` beside ``θ``, ``θ_1`` beside ``θ_0``.

    A hat makes another value of a Greek letter only: ``ŷ`` may be computed from ``y``.
    """
    numbered = all(i and all(isinstance(x, s.Number) for x in i) for i in (name.indices, other.indices))
    indices = name.indices if numbered else other.indices
    if replace(name, marks=()) != replace(other, marks=(), indices=indices) or name == other:
        return False
    apart = set(name.marks) ^ set(other.marks)
    known = _ANOTHER | _ESTIMATES if name.letter in GREEK else _ANOTHER
    return all(m in known or m.startswith(("_", "^")) for m in apart)
