"""What is printed is read back by a reader of its own and must mean the same.

Both sides are evaluated modulo a prime, where logarithms, powers and the like are arbitrary but
fixed functions: equal values mean equal structure up to the laws of a field.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Basic, Rational, Symbol

from mlekl_symbolic.language import binders, expressions
from mlekl_symbolic.language.expressions import Expression, FunctionSymbol, variables
from mlekl_symbolic.writers.builder import layout
from mlekl_symbolic.writers.latex import latex
from mlekl_symbolic.writers.typst import typst
from mlekl_symbolic.writers.unicode import drawn, one_line

PRIME = (1 << 61) - 1
a, b, c, n = variables("a b c n")
f = FunctionSymbol("f")
World = dict[str, int]


def mixed(name: str, *values: int) -> int:
    """An arbitrary but fixed function."""
    out = sum(map(ord, name)) + 1
    for value in values:
        out = (out * 1_000_003 + value * value * 31 + value * 7 + 12_345) % PRIME
    return out


def quotient(top: int, bottom: int) -> int:
    return top * pow(bottom, PRIME - 2, PRIME) % PRIME


ONE_TO_ONE = {
    expressions.Log: "log", expressions.Exp: "exp", expressions.Abs: "abs", expressions.Power: "^",
}  # fmt: skip


def meant(node: Basic, world: World) -> int:
    match node:
        case Rational():
            return quotient(int(node.p) % PRIME, int(node.q))
        case Symbol():
            return world[node.name]
        case binders.Sum():
            return sum(meant(node.body, {**world, node.variable.name: k}) for k in (1, 2, 3)) % PRIME
        case expressions.Apply():
            return mixed("f", meant(node.args[1], world))
    values = [meant(arg, world) for arg in node.args]
    match node:
        case expressions.Plus():
            return sum(values) % PRIME
        case expressions.Minus():
            return (values[0] - values[1]) % PRIME
        case expressions.Negative():
            return -values[0] % PRIME
        case expressions.Times():
            return values[0] * values[1] % PRIME
        case expressions.Divide():
            return quotient(*values)
    return mixed(ONE_TO_ONE[type(node)], *values)


class Reader:
    """Recursive descent over the plain notation, evaluating as it goes."""

    def __init__(self, text: str) -> None:
        self.tokens = re.findall(r"\d+|log|exp|Σ_\{n=1\}\^3|[a-z]|[−+·/^(){}|]", text)
        self.at = 0
        self.barred = False
        assert "".join(self.tokens) == text.replace(" ", "")

    def peek(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self, *wanted: str) -> str:
        token = self.peek()
        assert not wanted or token in wanted, (wanted, token)
        self.at += 1
        return token

    def total(self, world: World) -> int:
        minus = self.peek() == "−"
        if minus:
            self.take()
        out = -self.product(world) if minus else self.product(world)
        while self.peek() in ("+", "−"):
            sign = 1 if self.take() == "+" else -1
            out += sign * self.product(world)
        return out % PRIME

    def product(self, world: World) -> int:
        out = self.power(world)
        while (token := self.peek()) and token not in "+−)}" and not (token == "|" and self.barred):
            if token == "/":
                self.take()
                out = quotient(out, self.power(world))
            else:
                if token == "·":
                    self.take()
                out = out * self.power(world) % PRIME
        return out

    def power(self, world: World) -> int:
        base = self.atom(world)
        if self.peek() != "^":
            return base
        self.take()
        if self.peek() == "{":
            return mixed("^", base, self.inside("{", "}", world))
        return mixed("^", base, self.atom(world))

    def inside(self, left: str, right: str, world: World) -> int:
        self.take(left)
        before, self.barred = self.barred, left == "|"
        out = self.total(world)
        self.barred = before
        self.take(right)
        return out

    def atom(self, world: World) -> int:
        token = self.peek()
        if token == "(":
            return self.inside("(", ")", world)
        if token == "|":
            return mixed("abs", self.inside("|", "|", world))
        self.take()
        if token.startswith("Σ"):
            start, values = self.at, []
            for k in (1, 2, 3):
                self.at = start
                values.append(self.product({**world, "n": k}))
            return sum(values) % PRIME
        if token == "log":
            return mixed("log", self.power(world))
        if token == "exp":
            return mixed("exp", self.inside("(", ")", world))
        if token == "f":
            return mixed("f", self.inside("(", ")", world))
        return int(token) if token.isdigit() else world[token]


LEAVES = st.sampled_from(
    [a, b, c, n, Rational(0), Rational(2), Rational(10), Rational(-3), Rational(1, 2), Rational(-2, 5)]
)


def grown(inner: st.SearchStrategy[Basic]) -> st.SearchStrategy[Basic]:
    one = [expressions.Negative, expressions.Log, expressions.Exp, expressions.Abs, f]
    two = [expressions.Plus, expressions.Minus, expressions.Times, expressions.Divide, expressions.Power]
    sums: Callable[[Basic], Basic] = lambda body: binders.Sum(body, (n, 1, 3))  # noqa: E731
    return st.one_of(
        st.builds(lambda k, u: k(u), st.sampled_from([*one, sums]), inner),
        st.builds(lambda k, u, v: k(u, v), st.sampled_from(two), inner, inner),
    )


EXPRESSIONS = st.recursive(LEAVES, grown, max_leaves=12)
WORLD = {"a": 1_234_577, "b": 998_244_353, "c": 777_777_777_771, "n": 65_537}


def read(node: Basic) -> int:
    reader = Reader(one_line(node))
    value = reader.total(WORLD)
    assert not reader.peek()
    return value


@given(EXPRESSIONS)
@settings(max_examples=600, deadline=None)
def test_printed_and_read_back_means_the_same(node: Basic) -> None:
    assert read(node) == meant(node, WORLD)


@given(EXPRESSIONS, EXPRESSIONS)
@settings(max_examples=100, deadline=None)
def test_different_meanings_never_look_alike(left: Basic, right: Basic) -> None:
    if meant(left, WORLD) != meant(right, WORLD):
        assert one_line(left) != one_line(right)
        assert latex(layout(left)) != latex(layout(right))
        assert typst(layout(left)) != typst(layout(right))
        assert drawn(layout(left)) != drawn(layout(right))


def test_the_reader_notices_a_lost_bracket() -> None:
    assert Reader("a − b − c").total(WORLD) != meant(a - (b - c), WORLD)
    assert Reader("log a^2").total(WORLD) != meant(expressions.log(a) ** 2, WORLD)
    assert isinstance(a + b, Expression)
