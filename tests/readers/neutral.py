"""A small neutral language of SymPy objects in which readings are compared with what was expected.

``expected`` builds an object from the notation of ``formulas.json``; ``neutral`` builds one from a surface
tree. Both are only compared, never trusted.
"""

from __future__ import annotations

import ast
from fractions import Fraction
from typing import Any

import sympy
from sympy import Function, Indexed, IndexedBase, Integral, Product, Sum, Symbol

from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.reading import Reading
from mlekl_symbolic.readers.latex.roles import is_divergence

OBJECTS = {"oo": sympy.oo, "pi": sympy.pi, "True": sympy.true, "log1": sympy.S.Zero}
RENAMED = {"lambda_": "lambda", "pi_v": "pi"}
FUNCTIONS: dict[str, Any] = {
    "log": sympy.log, "exp": sympy.exp, "sqrt": sympy.sqrt, "binomial": sympy.binomial, "gamma": sympy.gamma,
    "Abs": sympy.Abs, "Max": sympy.Max, "sin": sympy.sin,
    "Sum": Sum, "Prod": Product, "Int": Integral,
}  # fmt: skip
BINARY: dict[type[ast.operator], Any] = {
    ast.Add: lambda a, b: a + b, ast.Sub: lambda a, b: a - b, ast.Mult: lambda a, b: a * b,
    ast.Div: lambda a, b: a / b, ast.Pow: lambda a, b: a**b,
}  # fmt: skip


def made(head: str, *args: Any) -> Any:
    """An application of an undefined function."""
    return Function(head)(*args)


# From the notation of the data file.


def expected(text: str) -> Any:
    """What a formula of the data file should be read as."""
    return _expected(ast.parse(text, mode="eval").body)


def _expected(node: ast.AST) -> Any:
    match node:
        case ast.Constant(value=bool()):
            return sympy.true
        case ast.Constant(value=str() as sign):
            return Symbol(f"rel:{sign}")
        case ast.Constant(value=float() as value):
            return sympy.Float(value)
        case ast.Constant(value=int() as value):
            return sympy.Integer(value)
        case ast.Name(id=name):
            return OBJECTS.get(name, Symbol(RENAMED.get(name, name)))
        case ast.Tuple(elts=items):
            return sympy.Tuple(*map(_expected, items))
        case ast.UnaryOp(operand=inner):
            return -_expected(inner)
        case ast.BinOp(left=left, op=op, right=right):
            return BINARY[type(op)](_expected(left), _expected(right))
        case ast.Subscript(value=ast.Name(id=name), slice=indices):
            return Indexed(IndexedBase(RENAMED.get(name, name)), *_indices(indices))
        case ast.Call(func=ast.Subscript(value=ast.Name(id=name), slice=indices), args=args):
            return made(
                "Ap", Symbol(RENAMED.get(name, name)), made("Sub", *_indices(indices)), *map(_expected, args)
            )
        case ast.Call(func=ast.Name(id=name), args=args):
            inside = [_expected(a) for a in args]
            return (
                FUNCTIONS[name](*inside)
                if name in FUNCTIONS
                else made({"C": "Chain"}.get(name, name), *inside)
            )
    raise ValueError(ast.dump(node))


def _indices(node: ast.AST) -> list[Any]:
    return [_expected(i) for i in (node.elts if isinstance(node, ast.Tuple) else [node])]


# From a surface tree.

SIGNS = {"≥": ">=", "≤": "<=", "≠": "!=", "→": "->", "∝": "prop", "≈": "~~"}


def neutral(reading: Reading) -> Any:
    """A reading without refusals in the neutral language."""
    trees = [claim.tree for st in reading.statements for claim in st.claims]
    out = [_tree(t) for t in trees]
    return out[0] if len(out) == 1 else made("Both", *out)


def _called(name: s.Name) -> str:
    """A name with its marks as the data file writes it."""
    out = name.letter
    if name.style not in ("", "word"):
        out = {"text": "Txt_" + out}.get(name.style, f"{out}_{name.style}")
    for mark in name.marks:
        out += {"*": "_star", "'": "_prime"}.get(mark, mark if mark.startswith("_") else f"_{mark}")
    return out


def _name(node: s.Name) -> Any:
    called = _called(node)
    base: Any = Symbol(called)
    if node.indices:
        base = Indexed(IndexedBase(called), *map(_tree, node.indices))
    return made("Sup", base, *map(_tree, node.upper)) if node.upper else base


def _group(items: tuple[s.Expression, ...]) -> Any:
    return _tree(items[0]) if len(items) == 1 else sympy.Tuple(*map(_tree, items))


def _conditioned(groups: tuple[tuple[s.Expression, ...], ...], bars: tuple[str, ...]) -> Any:
    if ";" in bars:
        at = len(bars) - 1 - bars[::-1].index(";")
        return made(
            "Semi", _conditioned(groups[: at + 1], bars[:at]), _conditioned(groups[at + 1 :], bars[at + 1 :])
        )
    if "|" in bars:
        return made("Given", *map(_group, groups))
    return _group(groups[0])


def _apply(node: s.Apply) -> Any:
    called = _called(node.function)
    if is_divergence(node.function) and "‖" in node.bars:
        at = node.bars.index("‖")
        sides = (node.groups[: at + 1], node.bars[:at]), (node.groups[at + 1 :], node.bars[at + 1 :])
        return made("KL", *(_conditioned(*side) for side in sides))
    args = (
        list(map(_tree, node.groups[0])) if len(node.groups) == 1 else [_conditioned(node.groups, node.bars)]
    )
    if node.function.indices:
        subs = made("Sub", *map(_tree, node.function.indices))
        return made("Ap", Symbol(called), subs, *args)
    return sympy.gamma(*args) if called == "Gamma" else made(called, *args)


def _limits(limits: s.Limits) -> list[Any]:
    match limits:
        case s.Over(variables, _, domain):
            return [_group(variables)] + ([] if domain is None else [_tree(domain)])
        case s.Where(condition):
            return [_tree(condition)]
        case s.Between():
            return [sympy.Tuple(_tree(limits.variable), _tree(limits.low), _tree(limits.high))]


def _big(node: s.Big) -> Any:
    kind = {"∑": (Sum, "SumOver"), "∏": (Product, "ProdOver")}[node.sign]
    limits = [] if node.limits is None else _limits(node.limits)
    if isinstance(node.limits, s.Between):
        return kind[0](_tree(node.body), *limits)
    return made(kind[1], _tree(node.body), *limits)


def _integral(node: s.Integral) -> Any:
    out = _tree(node.body)
    for variable in map(_tree, node.variables):
        if node.low is not None and node.high is not None:
            out = Integral(out, (variable, _tree(node.low), _tree(node.high)))
        elif node.domain is not None:
            out = made("IntOver", out, variable, _tree(node.domain))
        else:
            out = Integral(out, variable)
    return out


def _optimum(node: s.Optimum) -> Any:
    kind = {"argmax": "ArgMax", "argmin": "ArgMin"}.get(node.kind, node.kind)
    limits = [] if node.over is None else _limits(node.over)
    return made(kind, made("In", *limits) if len(limits) > 1 else limits[0], _tree(node.body))


def _mean(node: s.Mean) -> Any:
    under = [
        made("Sim", _group(u.variables), _tree(u.domain)) if isinstance(u, s.Over) and u.domain is not None
        else _tree(u) for u in node.under
    ]  # fmt: skip
    return made("E", _tree(node.body), *under)


def _factors(node: s.Factors) -> Any:
    out: Any = sympy.S.One
    for factor in node.factors:
        inner = _tree(factor.body)
        out = out / inner if factor.by == "/" else out * inner
    return out


def _call(node: s.Call) -> Any:
    operand = _tree(node.operand)
    out = getattr(sympy, node.function)(operand)
    if node.base is not None:
        out = out / sympy.log(_tree(node.base))
    return out if node.power is None else out ** _tree(node.power)


def _chain(node: s.Chain) -> Any:
    if len(node.links) == 1 and node.links[0].relation in "∈∼" and node.first is not None:
        return made(
            {"∈": "In", "∼": "Sim"}[node.links[0].relation], _tree(node.first), _tree(node.links[0].side)
        )
    out = [] if node.first is None else [_tree(node.first)]
    for link in node.links:
        out += [Symbol(f"rel:{SIGNS.get(link.relation, link.relation)}{link.note}"), _tree(link.side)]
    return made("Chain", *out)


def _number(digits: str) -> Any:
    return sympy.Float(float(Fraction(digits))) if "." in digits else sympy.Integer(int(digits))


def _tree(node: Any) -> Any:  # noqa: C901 - one case for each node
    match node:
        case s.Number(digits):
            return _number(digits)
        case s.Infinity():
            return sympy.oo
        case s.Name():
            return _name(node)
        case s.Apply():
            return _apply(node)
        case s.Terms(terms):
            return sum((-_tree(t.body) if t.sign == "-" else _tree(t.body) for t in terms), sympy.S.Zero)
        case s.Factors():
            return _factors(node)
        case s.Fraction(top, bottom):
            return _tree(top) / _tree(bottom)
        case s.Binomial(top, bottom):
            return sympy.binomial(_tree(top), _tree(bottom))
        case s.Power(base, exponent):
            return _tree(base) ** _tree(exponent)
        case s.Root(body, None):
            return sympy.sqrt(_tree(body))
        case s.Call():
            return _call(node)
        case s.Big():
            return _big(node)
        case s.Integral():
            return _integral(node)
        case s.Mean():
            return _mean(node)
        case s.Optimum():
            return _optimum(node)
        case s.Extreme(kind, items):
            return {"max": sympy.Max, "min": sympy.Min}[kind](*map(_tree, items))
        case s.Limit(kind, variable, towards, body):
            return made(kind.capitalize(), _tree(body), _tree(variable), _tree(towards))
        case s.Derivative(_, variables, body):
            return made("Diff", _tree(body), *map(_tree, variables))
        case s.Absolute(body):
            return sympy.Abs(_tree(body))
        case s.Norm(body, kind):
            return made("Norm", _tree(body), *([] if kind is None else [_tree(kind)]))
        case s.Indicator(condition):
            return made("Ind", _tree(condition))
        case s.Kronecker(left, right):
            return made("KD", _tree(left), _tree(right))
        case s.Listed(items):
            return made("SetOf", *map(_tree, items))
        case s.Tuple(items):
            return sympy.Tuple(*map(_tree, items))
        case s.Cases(branches):
            rows = [(b.value, sympy.true if b.condition is None else b.condition) for b in branches]
            return made(
                "Cases", *(sympy.Tuple(_tree(v), c if c is sympy.true else _tree(c)) for v, c in rows)
            )
        case s.Constant(word):
            return made("Const", Symbol(word))
        case s.Dots():
            return Symbol("Dots")
        case s.Chain():
            return _chain(node)
        case s.Implication(parts):
            return made("Implies", *map(_tree, parts))
    raise ValueError(f"no neutral form for {node!r}")


# Comparison.


def same(one: Any, other: Any) -> bool:
    """Whether two neutral objects are equal up to expanding products of sums."""
    return _expanded(one) == _expanded(other)


def _expanded(tree: Any) -> Any:
    if not getattr(tree, "args", ()):
        return tree
    inner = tree.func(*map(_expanded, tree.args)) if not isinstance(tree, Indexed) else tree
    if isinstance(inner, sympy.Expr):
        inner = sympy.expand(inner, log=False, power_base=False, power_exp=False, deep=False)
    return inner


def named_symbols(tree: Any) -> Any:
    """A tree in which π as a name and π as a number are one."""
    return tree.subs(Symbol("pi"), sympy.pi) if hasattr(tree, "subs") else tree
