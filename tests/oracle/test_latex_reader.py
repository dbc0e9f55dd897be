"""latex2sympy2 reads every scalar formula of ours as it was meant, and notices when it was not."""

import random
import sys

import pytest
from sympy import Basic, Expr, Rational, Symbol

from mlekl_symbolic.language import (
    KL,
    Abs,
    ArgMin,
    Divide,
    Exp,
    Log,
    Minus,
    Negative,
    Plus,
    Power,
    Product,
    Sum,
    Times,
    Variable,
    exp,
    log,
    number,
    variables,
)
from mlekl_symbolic.oracle import Agrees, Disagrees, NotExpressible, latex_reader
from mlekl_symbolic.oracle.dialect import Skeleton, Spelled, scalar_parts, skeleton
from mlekl_symbolic.oracle.latex_reader import cross_check, cross_check_theorem
from tests.oracle.derivations import LINES, N, Theta, X, a, data, i, log_likelihood, mle_as_kl, q, theta, x

pytest.importorskip("latex2sympy2")
b, c, n, k, hat, e_ = variables("b c n k b_hat e")


@pytest.mark.parametrize(
    ("node", "latex"),
    [
        (b - (c - n), "b - (c - n)"),
        (-(b * c), r"-(b \cdot c)"),
        (b / c, r"\frac{b}{c}"),
        ((b + c) ** 2, "(b + c)^{2}"),
        (log(b / c), r"\ln(\frac{b}{c})"),
        (exp(-b), "e^{(-b)}"),
        (theta * hat, r"\theta \cdot x_{101}"),
        (e_ + 1, "x_{101} + 1"),
        (abs(b), "|b|"),
        (Rational(-1, 2) * b, r"(-\frac{1}{2}) \cdot b"),
        (1 / N * log_likelihood, r"\frac{1}{N} \cdot (\sum_{i=1}^{N} (\ln(x_{101})))"),
        (KL(data, q) + KL(data, q), "x_{101} + x_{101}"),
        (KL(data, q) + KL(q, data), "x_{101} + x_{102}"),
    ],
)
def test_the_dialect(node: Expr, latex: str) -> None:
    assert skeleton(node).spelled.latex == latex
    assert cross_check(node) == Agrees(1)


def test_an_index_without_a_letter_gets_one() -> None:
    odd = Variable("i_0")
    made = skeleton(Sum(x[odd] * i, (odd, 1, N)))
    assert made.spelled.latex == r"\sum_{j=1}^{N} (x_{101} \cdot i)"
    assert cross_check(Sum(x[odd] * i, (odd, 1, N))) == Agrees(1)


def test_placeholders_know_the_indices_they_depend_on() -> None:
    inner, outer = (
        skeleton(Sum(x[i], (i, 1, N))).spelled.ordinary,
        skeleton(Sum(b, (i, 1, N))).spelled.ordinary,
    )
    assert inner.function.free_symbols == {Symbol("i")}
    assert outer.function.free_symbols == {Symbol("b")}


def test_what_stands_in_placeholders_is_read_by_itself() -> None:
    inner = data(a) * log(q(a))
    assert list(scalar_parts(1 - Sum(inner, (a, X)))) == [1 - Sum(inner, (a, X)), inner]
    assert list(scalar_parts(ArgMin(-log_likelihood, (theta, Theta)))) == [-log_likelihood]
    assert list(scalar_parts(log_likelihood > b + 1)) == [log_likelihood, b + 1]
    assert list(scalar_parts(q(x[i + 1]))) == [i + 1]


@pytest.mark.parametrize("line", LINES[1:], ids=str)
def test_every_line_of_the_main_theorem(line: Basic) -> None:
    assert isinstance(cross_check(line), Agrees)


def test_every_step_of_the_main_theorem() -> None:
    found = cross_check_theorem(mle_as_kl)
    assert [o.number for o in found] == list(range(1, 11))
    assert all(isinstance(o.opinion, Agrees) for o in found)


def test_nothing_to_read() -> None:
    assert isinstance(cross_check(KL(data, q)), NotExpressible)


WRONG = {
    "a flipped sign": (b - c, "b + c"),
    "a lost factor": (1 / N * log_likelihood, r"\sum_{i=1}^{N} (\ln(x_{101}))"),
    "a swapped quotient": (log(b / c), r"\ln(\frac{c}{b})"),
    "the wrong base": (log(b), r"\log(b)"),
    "lost brackets": (b * (c + n), r"b \cdot c + n"),
    "lost brackets after a sign": (b - (c - n), "b - c - n"),
    "a lost index": (Sum(x[i], (i, 1, N)), r"\sum_{k=1}^{N} (b)"),
    "another bound": (Sum(x[i], (i, 1, N)), r"\sum_{i=1}^{n} (x_{101})"),
    "a sum that stops too early": (Sum(x[i] + i, (i, 1, N)), r"\sum_{i=1}^{N} (x_{101}) + i"),
    "a product for a sum": (Sum(x[i], (i, 1, N)), r"\prod_{i=1}^{N} (x_{101})"),
    "an equation": (b - c, "b = c"),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_formula_is_noticed(what: str) -> None:
    node, latex = WRONG[what]
    made = skeleton(node)
    wrong = Skeleton(Spelled(latex, made.spelled.ordinary), made.meaning)
    reader = latex_reader.reader()
    assert reader is not None
    assert isinstance(latex_reader.compare(wrong, reader), Disagrees)
    assert isinstance(latex_reader.compare(made, reader), Agrees)


def test_a_formula_that_is_not_read_is_not_counted_as_agreement() -> None:
    reader = latex_reader.reader()
    assert reader is not None
    found = latex_reader.compare(Skeleton(Spelled(r"\frac{b}", Symbol("b")), {}), reader)
    assert isinstance(found, NotExpressible)


def test_without_the_reader_nothing_is_claimed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "latex2sympy2", None)
    assert "crosscheck" in str(cross_check(b + c))


def _random(draw: random.Random, depth: int, bound: tuple[Variable, ...] = ()) -> Expr:
    names = [*variables("a b x y N n theta mu lambda f S Q P c"), hat, *bound]
    if depth <= 0:
        opaque = [KL(data, q), q(a), *(x[v] for v in bound)]
        leaves = [draw.choice(names), number(draw.randint(0, 5)), Rational(draw.randint(-5, 5), 4)]
        return draw.choice([*leaves, draw.choice(opaque)])
    name = draw.choice(names)
    match draw.randrange(9):
        case 0 | 1 | 2 as which:
            kind = (Plus, Minus, Times)[which]
            return kind(_random(draw, depth - 1, bound), _random(draw, depth - 1, bound))
        case 3:
            return Divide(_random(draw, depth - 1, bound), draw.choice([name, Plus(name, 2)]))
        case 4:
            return Negative(_random(draw, depth - 1, bound))
        case 5:
            return Power(draw.choice([name, Plus(name, 1), Abs(name)]), draw.choice([2, 3, name]))
        case 6:
            return Log(Plus(7, _random(draw, depth - 1, bound)))
        case 7:
            return Exp(_random(draw, depth - 1, bound))
    var = draw.choice([v for v in variables("i k j_1 m r_1") if v not in bound])
    body = _random(draw, depth - 1, (*bound, var))
    return draw.choice([Sum, Product])(body, (var, 1, draw.choice([N, 3, n])))


@pytest.mark.parametrize("seed", range(40))
def test_random_formulas_are_read_as_they_were_meant(seed: int) -> None:
    node = Plus(_random(random.Random(seed), 1 + seed % 3), 1)
    assert isinstance(cross_check(node), Agrees)
