"""Formulas get the meaning that a reader of the document would give them, or none."""

from __future__ import annotations

import pytest

from mlekl_symbolic.language import (
    KL,
    ArgMax,
    ArgMin,
    Delta,
    Empirical,
    Entropy,
    Equal,
    Expectation,
    FiniteSet,
    FunctionSymbol,
    H,
    Indicator,
    MassFunction,
    Model,
    NamedSet,
    Pi,
    Plus,
    Product,
    Range,
    Sample,
    Sum,
    delta,
    exp,
    log,
    number,
    variables,
)
from mlekl_symbolic.readers.latex.documents import read_document
from mlekl_symbolic.readers.latex.elaborate.lines import Elaborator, Step
from mlekl_symbolic.readers.latex.source import Source

X, Theta = FiniteSet("X"), NamedSet("Theta")
p, q, P = MassFunction("p", X), MassFunction("q", X), Model("P", Theta, X)
x, i, j, theta, N, a, b = variables("x i j theta N a b")
s = Sample("x", N, X)
data = Empirical("P_data", s)
NOTATION = r"""
% mlekl: p, q: pmf on X; P_\theta: model on X over \Theta; x_i: sample of size N on X; P_data: empirical of x
% mlekl: a, b: scalar
"""


def steps(text: str) -> list[Step]:
    """The steps of a document with the notation above."""
    document = read_document(Source("x", NOTATION + text))
    return Elaborator(document.notation, document.lines()).steps()


def side(latex: str) -> object:
    """The right side of a line."""
    (step,) = steps(rf"\[ a = {latex} \]")
    assert not step.refusals, step.refusals
    return step.right


@pytest.mark.parametrize(
    ("latex", "meaning"),
    [
        (r"D_{KL}(p \| q)", KL(p, q)),
        (r"\mathrm{KL}[p(x) \,\|\, q(x)]", KL(p, q)),
        (r"H(p)", Entropy(p)),
        (r"H(p, q)", H(p, q)),
        (r"H(P_{\text{data}}, P_\theta)", H(data, P[theta])),
        (r"\sum_{x \in X} p(x) \log q(x)", Sum(p(x) * log(q(x)), (x, X))),
        (r"\sum_x p(x)", Sum(p(x), (x, X))),
        (r"\sum_{i=1}^N \log P_\theta(x_i)", Sum(log(P[theta](s[i])), (i, 1, N))),
        (r"\sum_i \log P(x_i \mid \theta)", Sum(log(P[theta](s[i])), (i, 1, N))),
        (r"\prod_{i=1}^N P(x_i; \theta)", Product(P[theta](s[i]), (i, 1, N))),
        (r"\frac1N \sum_{j=1}^N p(x_j)", 1 / N * Sum(p(s[j]), (j, 1, N))),
        (r"\sum_x \delta(x - x_1) p(x)", Sum(delta(x, s[1]) * p(x), (x, X))),
        (r"\sum_x \delta_{x, x_1} p(x)", Sum(Delta(x, s[1]) * p(x), (x, X))),
        (r"\sum_x 1[x = x_1] p(x)", Sum(Indicator(Equal(x, s[1])) * p(x), (x, X))),
        (r"\mathbb{E}_{x \sim p}[\log q(x)]", Expectation(log(q(x)), (x, p))),
        (r"\mathbb{E}_{p(x)}[\log q(x)]", Expectation(log(q(x)), (x, p))),
        (r"\mathbb{E}_{p}[\log q(x)]", Expectation(log(q(x)), (x, p))),
        (r"e^{a} - \exp(b) / 2", exp(a) - exp(b) / number(2)),
    ],
)
def test_meanings(latex: str, meaning: object) -> None:
    assert side(latex) == meaning


def test_optima() -> None:
    left = r"\arg\min_\theta D_{KL}(P_{\text{data}} \| P_\theta)"
    right = r"\arg\max_{\theta \in \Theta} \sum_i \log P_\theta(x_i)"
    (step,) = steps(rf"\[ {left} = {right} \]")
    assert step.left == ArgMin(KL(data, P[theta]), (theta, Theta))
    assert step.right == ArgMax(Sum(log(P[theta](s[i])), (i, 1, N)), (theta, Theta))
    assert not step.fixed


def test_free_variables_come_from_their_sets() -> None:
    (step,) = steps(r"\[ P_\theta(x) = p(x) \]")
    assert {str(m) for m in step.fixed} == {"Member(theta, Theta)", "Member(x, X)"}


def test_definitions_are_used_where_they_occur() -> None:
    first, second = steps(
        r"\[ \ell(\theta) = \sum_{i=1}^N \log P_\theta(x_i) \] \[ \ell(\theta) + 1 = 1 + \ell(\theta) \]"
    )
    likelihood = Sum(log(P[theta](s[i])), (i, 1, N))
    assert (first.defines, first.right) == ("ell", likelihood)
    assert second.left == likelihood + 1


def test_a_definition_is_not_put_where_its_variables_are_bound() -> None:
    first, second, third = steps(r"\[ m = \log p(x) \] \[ a = \sum_x p(x) m \] \[ a = m \]")
    assert first.defines == "m"
    assert [d.code for d in second.refusals] == ["E232"]
    assert [str(f) for f in third.fixed] == ["Member(x, X)"]


def test_a_divergence_without_arguments_is_the_last_one() -> None:
    _, second = steps(r"\[ D_{KL}(q \| p) = 0 \] \[ D_{KL} = 0 \]")
    assert second.left == KL(q, p)
    assert "N122" in [d.code for d in second.diagnostics]


def test_pi_is_a_number_unless_it_is_used_as_a_name() -> None:
    assert side(r"2 \pi") == number(2) * Pi()
    assert side(r"\sum_{k=1}^K \pi_k") == Sum(
        FunctionSymbol("pi")(*variables("k")), (variables("k")[0], 1, variables("K")[0])
    )


def test_mixtures_and_the_jensen_shannon_divergence() -> None:
    divergences = [rf"\frac12 D_{{KL}}\left({d} \,\middle\|\, \tfrac12(p+q)\right)" for d in "pq"]
    (step,) = steps(rf"\[ JSD(p \| q) = {' + '.join(divergences)} \]")
    assert isinstance(step.left, Plus)
    assert step.left == step.right


def test_joint_laws_conditionals_and_margins_are_different_laws() -> None:
    text = r"\[ \log r = D_{KL}(q(z \mid x) \| p(z)) + \log p(x, z) + \log p(x \mid z) + \log p(x) \]"
    document = read_document(Source("x", text))
    elaborator = Elaborator(document.notation, document.lines())
    (step,) = elaborator.steps()
    assert not step.refusals
    names = {d.name for d in step.right.atoms(MassFunction, Model, FunctionSymbol)}
    assert names == {"q_z|x", "p_z", "p_xz", "p_x|z", "p_x"}
    assert elaborator.rules


@pytest.mark.parametrize(
    ("latex", "code"),
    [
        (r"a = \sum_x \sum_x p(x)", "E232"),
        (r"a = \sum_x p(x) + p(x)", "E232"),
        (r"a = p", "E234"),
        (r"a = p + 1", "E234"),
        (r"D_{KL}(a \| q) = 0", "E234"),
        (r"a = \mathbb{E}[f(Y)]", "E231"),
        (r"a \approx b", "E233"),
        (r"a = \sqrt{b}", "E233"),
        (r"\arg\min_\theta H(P_\theta) = 0", "E234"),
        (r"\arg\min_\theta H(P_\theta) = \min_\theta H(P_\theta)", "E233"),
        (r"P(\mathbf{X}) = \prod_i P_\theta(x_i)", "E231"),
        (r"H(p) = - \sum_x p(x) \log_2 p(x)", "E231"),
        (r"\mathbb{E}_{X \sim p}[q(x)] = a", "E232"),
        (r"p(|x| > b) = a", "E233"),
    ],
)
def test_what_has_no_clear_meaning_is_refused(latex: str, code: str) -> None:
    (step,) = steps(rf"\[ {latex} \]")
    assert code in [d.code for d in step.refusals]
    assert step.left is None


def test_inference_is_said() -> None:
    document = read_document(Source("x", r"\[ D_{KL}(P \| Q) = \sum_x P(x) \log \frac{P(x)}{Q(x)} \]"))
    (step,) = Elaborator(document.notation, document.lines()).steps()
    said = [d.message for d in step.diagnostics]
    assert said == [
        "P is a distribution on the finite set X", "Q is a distribution on the finite set X",
        "x runs over the finite set X",
    ]  # fmt: skip


def test_the_range_of_an_index_is_that_of_the_sample() -> None:
    assert side(r"\sum_i p(x_i)").domain == Range(1, N)
