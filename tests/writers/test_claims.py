"""Pages with claims, suppositions, chosen variables and idle hypotheses."""

import pytest

from mlekl_symbolic import (
    KL,
    Distinct,
    Equal,
    ForAll,
    Iff,
    Indicator,
    NotEqual,
    Probability,
    Proof,
    Theorem,
    Variable,
    derivation,
    log,
)
from mlekl_symbolic.cli.record import record
from mlekl_symbolic.language import And, Exists, FiniteSet, Implies, MassFunction, Statement
from mlekl_symbolic.proof import run
from mlekl_symbolic.writers.document import document_of
from mlekl_symbolic.writers.report import compact
from mlekl_symbolic.writers.tex_document import tex_source
from mlekl_symbolic.writers.text_document import text_page
from mlekl_symbolic.writers.typst_document import typst_source
from mlekl_symbolic.writers.unicode import one_line

a, b = Variable("a"), Variable("b")
SET = FiniteSet("X")
P = MassFunction("P", SET)


@derivation(title="Cases")
def cases(proof: Proof) -> Theorem:
    X = proof.finite_set("X")
    N = proof.natural("N")
    x = proof.sample("x", size=N, over=X)
    p = proof.distribution("P", over=X)
    q = proof.distribution("Q", over=X)
    proof.given(Distinct(x), "nothing repeats")
    claim = Implies(Equal(p(a), 0), Equal(log(p(a)), 0))
    proof.fix(a, X)
    proof.show(claim)
    with proof.suppose(Equal(p(a), 0)):
        proof.calc(p(a) * log(p(a)), "A mass of zero counts for nothing,").eq(0)
        zero = proof.calc(log(p(a)), "and its logarithm is zero.").eq(0)
        proof.calc(p(a) + 0, "Once more:").eq(0)
    together = proof.claim(claim, by=zero)
    proof.refute(Equal(KL(p, q), 1))
    return proof.qed(together)


@pytest.fixture(scope="module")
def page() -> str:
    return " ".join(text_page(document_of(run(cases))).split())


def test_suppositions_are_named_where_they_hold(page: str) -> None:
    assert page.count("Suppose P(a) = 0.") == 1
    assert "Let a ∈ 𝒳 be arbitrary. Suppose P(a) = 0. A mass of zero counts for nothing," in page
    assert "and its logarithm is zero." in page
    assert "Still suppose P(a) = 0. Once more:" in page
    assert "A supposition holds for the chain that follows it" in page


def test_a_claim_is_shown_as_a_whole(page: str) -> None:
    assert "Altogether, (4) ✓ { by (2) } P(a) = 0 ⟹ log P(a) = 0 □" in page


def test_a_claim_has_no_sign_and_no_start_in_any_format() -> None:
    document = document_of(run(cases))
    assert r"& P(a) = 0 \implies \log P(a) = 0" in tex_source(document).replace("  ", " ")
    assert '#calculation((),\n  (label: "4", sign: [],' in typst_source(document)


def test_the_theorem_is_for_every_value_of_the_fixed_variable(page: str) -> None:
    assert "Theorem. For every a ∈ 𝒳, P(a) = 0 ⟹ log P(a) = 0 Proof." in page
    assert "a a real number" not in page


def test_idle_hypotheses_are_in_the_banner_and_facts_of_the_setting_in_one_sentence(page: str) -> None:
    assert "Every step has been checked by the kernel. (A1) is not needed." in page
    assert "Not needed: (A1) x_1, …, x_N are pairwise distinct (nothing repeats)." in page
    sentence = (
        "The proof does not use that N is a natural number or is positive, "
        "that x_1, …, x_N lie in 𝒳, or that P or Q is nonnegative or sums to one."
    )
    assert sentence in page


def test_the_terminal_says_the_same() -> None:
    said = compact(run(cases))
    assert "Not needed: A1  x_1, …, x_N are pairwise distinct" in said
    assert "Let a ∈ 𝒳 be arbitrary." in said
    assert "Suppose P(a) = 0. A mass of zero" in said
    assert "\n  P(a) = 0 ⟹ log P(a) = 0  (4)  by (2)" in said


def test_the_record_names_suppositions_and_origins() -> None:
    made = record(run(cases))
    assert [s["supposed"] for s in made["steps"]] == [["P(a) = 0"]] * 3 + [[]]
    assert made["steps"][3]["relation"] == "claim"
    assert {g["label"]: g["origin"] for g in made["unused"]}["A1"] == "stated"
    assert {g["label"]: g["about"] for g in made["unused"]}["S1"] == "X"


def test_a_false_line_shows_both_sides_and_their_difference(page: str) -> None:
    assert "D_KL(P ‖ Q) (F1) ✗ = 1 False for 𝒳 = {" in page
    assert "In general, the right side minus the left side is" in page


STATEMENTS: list[tuple[Statement, str]] = [
    (
        Iff(ForAll(P(a) > 0, (a, SET)), NotEqual(P(b), 0)),
        "(P(a) > 0 for all a ∈ 𝒳) ⟺ P(b) ≠ 0",
    ),
    (
        Implies(And(P(a) > 0, NotEqual(P(a), 1)), P(b) < 1),
        "P(a) > 0 and P(a) ≠ 1 ⟹ P(b) < 1",
    ),
    (And(P(b) > 0, ForAll(P(a) > 0, (a, SET))), "P(b) > 0 and (P(a) > 0 for all a ∈ 𝒳)"),
    (ForAll(Iff(P(a) > 0, Equal(P(a), 1)), (a, SET)), "(P(a) > 0 ⟺ P(a) = 1) for all a ∈ 𝒳"),
    (Exists(P(a) > 0, (a, SET)), "P(a) > 0 for some a ∈ 𝒳"),
    (Probability(P(a) >= 1, (a, P)) <= 1, "ℙ_{a ∼ P}[P(a) ≥ 1] ≤ 1"),
    (Equal(Indicator(P(a) > 0), 1), "1{P(a) > 0} = 1"),
]


@pytest.mark.parametrize(("statement", "expected"), STATEMENTS, ids=[s for _, s in STATEMENTS])
def test_brackets_say_what_belongs_together(statement: Statement, expected: str) -> None:
    assert one_line(statement) == expected
