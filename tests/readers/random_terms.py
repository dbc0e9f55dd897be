"""Random terms of the language, and terms up to what the LaTeX writer leaves open."""

from __future__ import annotations

from random import Random
from typing import Any

from sympy import Basic, Rational, Symbol

from mlekl_symbolic.language import (
    KL,
    Abs,
    ArgMax,
    ArgMin,
    Delta,
    Divide,
    Empirical,
    Entropy,
    Exp,
    Expectation,
    FiniteSet,
    FunctionSymbol,
    H,
    Indicator,
    LessEqual,
    Log,
    MassFunction,
    Minus,
    Model,
    NamedSet,
    Negative,
    Plus,
    Power,
    Product,
    Sample,
    Sum,
    Times,
    number,
    variables,
)
from mlekl_symbolic.language.binders import Binds

X, Theta = FiniteSet("X"), NamedSet("Theta")
p, q, P = MassFunction("p", X), MassFunction("q", X), Model("P", Theta, X)
theta, N, a, b, c = variables("theta N a b c")
s = Sample("x", N, X)
data = Empirical("P_data", s)
f = FunctionSymbol("f")
NOTATION = (
    "p, q: pmf on X; P_theta: model on X over Theta; x_i: sample of size N on X; P_data: empirical of x; "
    "a, b, c: scalar; f: function; N: natural; theta: parameter in Theta"
)
LETTERS = variables("x y z u v w")
INDICES = variables("i j k l m n")


class Terms:
    """A source of random terms; the same seed gives the same terms."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)

    def term(self, depth: int, letters: int = 0, indices: int = 0) -> Any:  # noqa: C901 - one case each
        """A random number; bound letters and indices are those of the binders around it."""
        choice = self.random.choice
        if depth <= 0:
            return self.leaf(letters, indices)
        down = (depth - 1, letters, indices)
        kind = self.random.randrange(17)
        match kind:
            case 0 | 1:
                return choice((Plus, Minus, Times, Times))(self.term(*down), self.term(*down))
            case 2:
                return Divide(self.term(*down), self.term(*down))
            case 3:
                return Negative(self.term(*down))
            case 4 | 5:
                return Log(self.term(*down))
            case 6:
                return Exp(self.term(*down))
            case 7:
                return Power(self.term(*down), number(self.random.randint(2, 4)))
            case 8:
                return Abs(self.term(*down))
            case 9 | 10 if letters < len(LETTERS):
                body = self.term(depth - 1, letters + 1, indices)
                return choice((Sum, Product))(body, (LETTERS[letters], X))
            case 11 | 12 if indices < len(INDICES):
                body = self.term(depth - 1, letters, indices + 1)
                return choice((Sum, Product))(body, (INDICES[indices], 1, N))
            case 13 if letters < len(LETTERS):
                body = self.term(depth - 1, letters + 1, indices)
                return Expectation(body, (LETTERS[letters], self.distribution()))
            case 14:
                return choice((KL, H))(self.distribution(), self.distribution())
            case 15:
                return Entropy(self.distribution())
            case 16:
                return Indicator(LessEqual(self.term(*down), self.term(*down)))
        return self.leaf(letters, indices)

    def leaf(self, letters: int, indices: int) -> Any:
        """A number, a name, a mass, an observation inside a mass, or a delta."""
        points = [*LETTERS[:letters], *(s[i] for i in INDICES[:indices])]
        if points and self.random.random() < 0.6:
            point = self.random.choice(points)
            if len(points) > 1 and self.random.random() < 0.2:
                return Delta(*self.random.sample(points, 2))
            return self.distribution()(point)
        return self.random.choice((a, b, c, N, f(a), number(self.random.randint(0, 12))))

    def distribution(self) -> Any:
        """One of the known distributions."""
        return self.random.choice((p, q, data, P[theta]))

    def optimum(self, depth: int) -> Any:
        """A random set of optimisers."""
        return self.random.choice((ArgMin, ArgMax))(self.term(depth), (theta, Theta))


# Terms up to what the writer leaves open: where signs stand, and how sums and products are bracketed.


def canonical(node: Basic) -> Any:
    """A term as nested tuples, with sums and products flat and signs at the front."""
    sign, body = _signed(node)
    return ("-", body) if sign < 0 else body


def _signed(node: Basic) -> tuple[int, Any]:
    match node:
        case Negative():
            sign, body = _signed(node.args[0])
            return -sign, body
        case Rational():
            return _number(node)
        case Plus() | Minus():
            return 1, ("+", *_terms(node))
        case Times():
            factors = [y for x in _factors(node) for y in _spread(_signed(x))]
            sign = -1 if sum(g < 0 for g, _ in factors) % 2 else 1
            return sign, ("*", *(x for _, x in factors))
        case Divide():
            (one, top), (other, bottom) = map(_signed, node.args)
            return one * other, ("/", top, bottom)
    if isinstance(node, Symbol):
        return 1, node.name
    if isinstance(node, Binds):
        domain = node.args[1].args[1:]
        return 1, (type(node).__name__, canonical(node.body), node.variable.name, *map(canonical, domain))
    return 1, (type(node).__name__, getattr(node, "name", ""), *map(canonical, node.args))


def _number(node: Rational) -> tuple[int, Any]:
    top, bottom = abs(int(node.p)), int(node.q)
    return (-1 if node < 0 else 1), (str(top) if bottom == 1 else ("/", str(top), str(bottom)))


def _terms(node: Basic) -> list[Any]:
    out = []
    for n, part in enumerate(node.args):
        flip = -1 if n == 1 and isinstance(node, Minus) else 1
        for sign, body in _inner(part):
            out.append(("-", body) if flip * sign < 0 else body)
    return out


def _inner(node: Basic) -> list[tuple[int, Any]]:
    if isinstance(node, Negative):
        return [(-g, x) for g, x in _inner(node.args[0])]
    if isinstance(node, Plus | Minus):
        left, right = map(_inner, node.args)
        return left + [(-g if isinstance(node, Minus) else g, x) for g, x in right]
    sign, body = _signed(node)
    if isinstance(body, tuple) and body[0] == "+":
        raise AssertionError("a sum inside a sum was not flattened")
    return [(sign, body)]


def _factors(node: Basic) -> list[Basic]:
    return [x for arg in node.args for x in (_factors(arg) if isinstance(arg, Times) else [arg])]


def _spread(factor: tuple[int, Any]) -> list[tuple[int, Any]]:
    """The factors of a factor, which a sign may have hidden."""
    sign, body = factor
    if isinstance(body, tuple) and body[0] == "*":
        return [(sign, body[1]), *((1, x) for x in body[2:])]
    return [factor]
