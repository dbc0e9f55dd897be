"""What a page says before its theorem: its objects, its definitions, and letters in its sentences."""

from __future__ import annotations

import pytest
from sympy import Basic

from mlekl_symbolic.language import And, Equal, FiniteSet, ForAll, Not, Range, Sample, variables
from mlekl_symbolic.language.relations import NotEqual
from mlekl_symbolic.writers.builder import layout
from mlekl_symbolic.writers.layout import Calligraphic, Identifier
from mlekl_symbolic.writers.page import Formula, Paragraph, Prose
from mlekl_symbolic.writers.prose import calligraphic, listed, worded
from mlekl_symbolic.writers.setting import definitions
from mlekl_symbolic.writers.text_document import text_bytes
from mlekl_symbolic.writers.unicode import line
from tests.derivations.probe import theorem

a, b, i, j, n = variables("a b i j n")
X = FiniteSet("X")


def page(name: str) -> str:
    """The text of a page without its line breaks."""
    return " ".join(text_bytes(theorem(name)).decode().split())


@pytest.mark.parametrize(
    ("name", "over"), [("mutual_information", "𝒴"), ("probability_of_excess", "𝒜"), ("chain_rule_kl", "𝒮")]
)
def test_a_definition_sums_over_the_set_of_its_uses_or_any(name: str, over: str) -> None:
    shown = [line(layout(e)) for e in definitions(theorem(name))]
    assert f"D_KL(p ‖ q) = Σ_{{a∈{over}}} p(a) log (p(a)/q(a))" in shown
    assert ("By definition, for distributions on a finite set 𝒮," in page(name)) is (over == "𝒮")


def test_a_definition_for_laws_on_several_sets_of_reals() -> None:
    said = page("moments_of_continuous_laws")
    assert "By definition, for probability densities on a set of reals 𝒮," in said


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("bounded_product", "Let u, v, c and d be real numbers."),
        ("gibbs", "Let 𝒳 be a finite set, and P and Q distributions on 𝒳."),
        ("mutual_information", "{W_x : x ∈ 𝒳} a family of distributions on 𝒴, and M the function with M(y)"),
        ("mutual_information", "(S5) W_x(a) ≥ 0 for all a ∈ 𝒴 and all x ∈ 𝒳"),
        ("variational_inference", "Q_φ(a) ≥ 0 for all a ∈ 𝒵 and all φ ∈ Φ"),
        ("softmax_hessian", "For s ∈ ℝ, let P be the function with P(k) = "),
        ("uniform_convergence", "F, f and e real functions, θ̂ a function, and θ_0 a parameter."),
        ("probability_of_excess", "ρ a parameter"),
        ("bernoulli_boundary", "y_1, y_2 ∈ 𝒳 a sample"),
        ("well_specified", "and θ_0 a parameter. By"),
    ],
)
def test_objects_are_introduced(name: str, words: str) -> None:
    assert words in page(name)


def test_that_a_set_is_finite_is_never_said_to_be_idle() -> None:
    assert "It does not use that P sums to one." in page("chebyshev")


def test_an_integral_within_a_definition_is_explained() -> None:
    assert "An integral is Lebesgue's" in page("normal_laws_with_one_variance")


@pytest.mark.parametrize(
    ("node", "words"),
    [
        (Not(a >= b), "a < b"),
        (Not(a < b), "a ≥ b"),
        (Not(Equal(a, b)), "a ≠ b"),
        (Not(NotEqual(a, b)), "a = b"),
        (Not(And(a > 0, b > 0)), "¬(a > 0 and b > 0)"),
        (Not(Equal(a > 0, b > 0)), "¬(a > 0 ⟺ b > 0)"),
        (ForAll(a > b, (b, X), (a, X)), "a > b for all a, b ∈ 𝒳"),
        (ForAll(a > i, (i, 1, n), (a, X)), "a > i for all i = 1, …, n and all a ∈ 𝒳"),
        (ForAll(i > j, (j, 1, n), (i, 1, n)), "i > j for all i, j = 1, …, n"),
        (ForAll(i > j, (j, 1, i), (i, 1, n)), "i > j for all j = 1, …, i and all i = 1, …, n"),
        (
            ForAll(a > b, (a, Range(1, b)), (b, Range(1, b))),
            "a > b for all a ∈ {1, …, b} and all b ∈ {1, …, b}",
        ),
    ],
)
def test_statements_are_short_and_mean_the_same(node: Basic, words: str) -> None:
    assert line(layout(node)) == words


def test_two_observations_are_listed() -> None:
    assert page("objectives_differ").count("the empirical distribution of x_1, x_2") == 1
    assert line(layout(Sample("x", n, X)[1])) == "x_1"


def spelled(prose: Prose) -> str:
    """Words with the formulas among them in brackets."""
    return "".join(f"[{line(p.node)}]" if isinstance(p, Formula) else str(p) for p in prose)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("Then a has not been observed", "Then [a] has not been observed"),
        ("the mass of a, and of a letter", "the mass of [a], and of a letter"),
        ("A letter where P has mass", "A letter where [P] has mass"),
        ("all have the variance σ²", "all have the variance [σ^2]"),
        ("at most e(n) for P_x", "at most [e]([n]) for [P_x]"),
        (
            "Jensen's inequality, Coq’s library, i.i.d., e.g. so",
            "Jensen's inequality, Coq’s library, i.i.d., e.g. so",
        ),
        ("at most 2|A| values in A", "at most 2|[A]| values in [A]"),
        ("a/(a + b), a number", "[a]/([a] + [b]), a number"),
        ("the letter ‘b’ as I said", "the letter ‘b’ as I said"),
        ("", ""),
    ],
)
def test_letters_in_sentences_are_those_of_the_formulas(words: str, shown: str) -> None:
    assert spelled(worded(words)) == shown


def test_a_set_alone_in_a_sentence_is_calligraphic() -> None:
    before = (Paragraph(worded("g is convex on S")),)
    (after,) = calligraphic(before, frozenset("S"))
    assert after.prose == (Formula(Identifier("g")), " is convex on ", Formula(Calligraphic("S")))
    assert calligraphic(before, frozenset("T")) == before


def test_a_list_within_a_list() -> None:
    assert [spelled(listed([(name,) for name in names])) for names in ("u", "uv", "uvw")] == [
        "u", "u and v", "u, v and w",
    ]  # fmt: skip


def test_evidence_names_steps_between_numbers_and_laws_in_full() -> None:
    assert "agrees to 12 digits with (1)–(10) for μ = 7/6, σ = 3/2 and λ = 7/5; for" in page(
        "moments_of_continuous_laws"
    )
    said = page("markov_for_densities")
    assert "X half the density of Beta(" in said
    assert "for p = Beta(" in said
    assert "q_θ = N(" in page("same_minimisers_for_densities")
