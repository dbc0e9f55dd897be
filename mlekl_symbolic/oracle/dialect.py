"""The LaTeX dialect in which another reader is asked: scalars only, nothing it is known to misread.

``\\ln`` instead of ``\\log`` (which it takes to base ten), plain brackets, ``e^{(u)}``, a dot for every
product. What is not scalar (a divergence, a mass, a sum over a set) becomes a placeholder ``x_{101}``,
so that the skeleton around it is still read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from string import ascii_letters

import sympy
from sympy import Basic, Expr, Function, Rational, Symbol

from mlekl_symbolic.language import (
    Abs,
    Divide,
    Exp,
    Log,
    Minus,
    Negative,
    Plus,
    Power,
    Product,
    Range,
    Statement,
    Sum,
    Times,
    lower,
)
from mlekl_symbolic.language.binders import Binds, SolutionSet
from mlekl_symbolic.language.expressions import Notation

_GREEK = "alpha|beta|gamma|delta|eta|theta|kappa|lambda|mu|nu|rho|sigma|tau|phi|psi|omega"
_SPELLED = {n: n for n in ascii_letters if n not in "deEIO"} | {n: f"\\{n}" for n in _GREEK.split("|")}
_INDICES = "ijklmnrstuvwabc"
_OPERATIONS = (Plus, Minus, Times, Divide, Negative, Power, Log, Exp, Abs)
_SUM, _PRODUCT, _ATOM = range(3)


@dataclass(frozen=True, slots=True)
class Spelled:
    """An expression in the dialect and in ordinary SymPy.

    Attributes
    ----------
    latex
        The text to be read.
    ordinary
        The same in ordinary SymPy, with a function of the bound indices for each placeholder.
    strength
        How strongly the outermost operator of the text binds.
    """

    latex: str
    ordinary: Expr
    strength: int = _ATOM

    def at(self, least: int) -> str:
        """The text as an operand, in brackets when it binds less than ``least``."""
        return self.latex if self.strength >= least else f"({self.latex})"


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A scalar expression in the dialect, and what each symbol of the reader's stands for."""

    spelled: Spelled
    meaning: dict[Symbol, Expr]


def skeleton(node: Expr) -> Skeleton:
    """The scalar skeleton of an expression."""
    speller = _Speller(node)
    return Skeleton(speller.spell(node, {}), speller.meaning)


def scalar_parts(node: Basic) -> Iterator[Expr]:
    """The expressions whose skeletons together cover ``node``: itself, and what placeholders hide."""
    hidden = [node]
    if isinstance(node, Notation) and isinstance(node, Expr) and _shows_something(node):
        yield node
        hidden = list(_opaque(node))
    for inner in hidden:
        if isinstance(inner, Notation | Statement | SolutionSet):
            for part in _inside(inner):
                yield from scalar_parts(part)


def _shows_something(node: Basic) -> bool:
    return isinstance(node, _OPERATIONS) or _is_range(node)


def _is_range(node: Basic) -> bool:
    return isinstance(node, Sum | Product) and isinstance(node.domain, Range)


def _inside(node: Basic) -> tuple[Basic, ...]:
    return (node.body, *node.limits[0].args[1:]) if isinstance(node, Binds) else node.args


def _opaque(node: Basic) -> Iterator[Basic]:
    """The outermost parts of an expression that its skeleton does not show."""
    if not _shows_something(node):
        yield node
        return
    for part in _inside(node):
        yield from _opaque(part)


_Scope = dict[Symbol, Symbol]
"""The indices bound around an expression, each with the symbol it is spelled by."""

_FORMS: dict[type[Basic], Callable[..., Spelled]] = {
    Plus: lambda a, b: Spelled(f"{a.at(_SUM)} + {b.at(_PRODUCT)}", a.ordinary + b.ordinary, _SUM),
    Minus: lambda a, b: Spelled(f"{a.at(_SUM)} - {b.at(_PRODUCT)}", a.ordinary - b.ordinary, _SUM),
    Times: lambda a, b: Spelled(rf"{a.at(_PRODUCT)} \cdot {b.at(_ATOM)}", a.ordinary * b.ordinary, _PRODUCT),
    Divide: lambda a, b: Spelled(rf"\frac{{{a.latex}}}{{{b.latex}}}", a.ordinary / b.ordinary),
    Negative: lambda a: Spelled(f"-{a.at(_ATOM)}", -a.ordinary, _SUM),
    Power: lambda a, n: Spelled(
        f"{a.latex if len(a.latex) == 1 else f'({a.latex})'}^{{{n.latex}}}", a.ordinary**n.ordinary
    ),
    Log: lambda a: Spelled(rf"\ln({a.latex})", sympy.log(a.ordinary)),
    Exp: lambda a: Spelled(f"e^{{({a.latex})}}", sympy.exp(a.ordinary)),
    Abs: lambda a: Spelled(f"|{a.latex}|", sympy.Abs(a.ordinary)),
}


class _Speller:
    def __init__(self, whole: Expr) -> None:
        self.meaning: dict[Symbol, Expr] = {}
        self._placeholders: dict[Expr, Spelled] = {}
        self._taken = {s.name for s in whole.atoms(Symbol)}

    def spell(self, node: Expr, scope: _Scope) -> Spelled:
        """The spelling of an expression, within the given bound indices."""
        if isinstance(node, Rational):
            return _rational(node)
        if node in scope:
            return Spelled(_SPELLED[scope[node].name], scope[node])
        if isinstance(node, Symbol) and node.name in _SPELLED:
            self.meaning[Symbol(node.name)] = lower(node)
            return Spelled(_SPELLED[node.name], lower(node))
        if _is_range(node):
            return self._big(node, scope)
        bars = isinstance(node, Abs) and node.args[0].has(Abs)
        if type(node) in _FORMS and not bars:
            return _FORMS[type(node)](*(self.spell(a, scope) for a in node.args))
        return self._placeholder(node, scope)

    def _big(self, node: Expr, scope: _Scope) -> Spelled:
        """A sum or product over a range, its index renamed when the dialect has no letter for it."""
        var = node.variable
        index = lower(var) if var.name in _SPELLED and var not in scope else self._index()
        low, high = (self.spell(e, scope) for e in node.domain.args)
        body = self.spell(node.body, {**scope, var: index})
        sign, ordinary = (r"\sum", sympy.Sum) if isinstance(node, Sum) else (r"\prod", sympy.Product)
        latex = rf"{sign}_{{{_SPELLED[index.name]}={low.latex}}}^{{{high.latex}}} ({body.latex})"
        return Spelled(latex, ordinary(body.ordinary, (index, low.ordinary, high.ordinary)), _SUM)

    def _index(self) -> Symbol:
        letter = next(k for k in _INDICES if k not in self._taken)
        self._taken.add(letter)
        return Symbol(letter)

    def _placeholder(self, node: Expr, scope: _Scope) -> Spelled:
        if node not in self._placeholders:
            number = 101 + len(self._placeholders)
            bound = sorted((scope[s] for s in node.free_symbols if s in scope), key=str)
            ordinary = Function(f"u{number}")(*bound) if bound else Symbol(f"u{number}")
            self.meaning[Symbol(f"x_{{{number}}}")] = ordinary
            self._placeholders[node] = Spelled(f"x_{{{number}}}", ordinary)
        return self._placeholders[node]


def _rational(node: Rational) -> Spelled:
    size = str(abs(node.p)) if node.q == 1 else rf"\frac{{{abs(node.p)}}}{{{node.q}}}"
    made = Spelled(size, node)
    return made if node.p >= 0 else replace(made, latex=f"-{size}", strength=_SUM)
