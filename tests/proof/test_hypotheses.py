"""What a finished derivation rests on: labels, fixed variables, suppositions, lines shown to be false."""

from pathlib import Path

from mlekl_symbolic import (
    KL,
    Equal,
    ForAll,
    Proof,
    Sum,
    Theorem,
    Variable,
    derivation,
    log,
    sum_delta,
)
from mlekl_symbolic.kernel.certificate import verify
from mlekl_symbolic.language import Implies, Member, to_kernel
from mlekl_symbolic.proof import run
from mlekl_symbolic.proof.outcome import Gap, Proved, Refuted
from mlekl_symbolic.proof.records import Choice, Origin

a = Variable("a")
HERE = Path(__file__).name


@derivation(title="A positive mass")
def positive(proof: Proof) -> Theorem:
    X = proof.finite_set("X")
    p, q = proof.distribution("P", over=X), proof.distribution("Q", over=X)
    proof.given(ForAll(p(a) > 0, (a, X)), "P excludes nothing")
    proof.given(ForAll(q(a) > 0, (a, X)), "Q excludes nothing")
    proof.fix(a, X)
    proof.show(p(a) > 0)
    proof.refute(Equal(KL(p, q), KL(q, p)))
    return proof.qed(proof.calc(p(a)).gt(0))


def test_labels_say_where_a_hypothesis_comes_from() -> None:
    theorem = run(positive)
    assert [g.label for g in theorem.givens] == ["S1", "S2", "S3", "S4", "S5", "A1", "A2"]
    assert [g.about for g in theorem.givens] == ["X", "P", "P", "Q", "Q", "", ""]
    assert [g.label for g in theorem.hypotheses] == ["A1"]
    assert theorem.certificate is not None
    assert [label for label, _ in theorem.certificate.hypotheses] == [g.label for g in theorem.givens]


def test_a_statement_about_a_fixed_variable_is_one_for_all_its_values() -> None:
    theorem = run(positive)
    X = theorem.declarations[0]
    p = theorem.declarations[1]
    assert theorem.statement == ForAll(p(a) > 0, (a, X))  # type: ignore[operator]
    assert theorem.certificate is not None
    sequent = verify(theorem.certificate).sequent
    assert sequent.proposition is to_kernel(theorem.statement)
    assert sequent.hypotheses == {to_kernel(theorem.hypotheses[0].statement)}
    assert theorem.blocks[0] == Choice(Member(a, X))


@derivation(title="A hypothesis about one letter")
def one_letter(proof: Proof) -> Theorem:
    X = proof.finite_set("X")
    p = proof.distribution("P", over=X)
    proof.fix(a, X)
    proof.given(p(a) > 0)
    proof.show(ForAll(p(a) > 0, (a, X)))
    return proof.qed(proof.calc(p(a)).gt(0))


def test_a_variable_that_a_hypothesis_speaks_of_is_not_generalised() -> None:
    """From one positive mass it does not follow that all are."""
    theorem = run(one_letter)
    assert theorem.certificate is None
    assert not isinstance(theorem.outcome, Proved)
    assert not any(isinstance(b, Choice) for b in theorem.blocks)


@derivation(title="A supposition")
def cases(proof: Proof) -> Theorem:
    X = proof.finite_set("X")
    p = proof.distribution("P", over=X)
    term = p(a) * log(p(a))
    proof.show(ForAll(Implies(Equal(p(a), 0), Equal(term, 0)), (a, X)))
    proof.fix(a, X)
    with proof.suppose(Equal(p(a), 0)):
        inside = proof.calc(term).eq(0)
        proof.refute(p(a) > 0)
    return proof.qed(inside)


def test_suppositions_are_recorded_with_the_lines_under_them() -> None:
    theorem = run(cases)
    (chain,) = theorem.chains
    supposed = theorem.statement.body.args[0]  # type: ignore[attr-defined]
    assert chain.supposed == (supposed,)
    (step,) = theorem.steps
    assert isinstance(step.outcome, Proved)
    assert supposed in step.outcome.local
    assert theorem.refutations[0].supposed == (supposed,)
    assert isinstance(theorem.refutations[0].outcome, Refuted)


def test_a_false_line_knows_its_place_in_the_file() -> None:
    where = run(positive).refutations[0].location
    assert Path(where.file).name == HERE
    assert "proof.refute(Equal(KL(p, q)" in Path(where.file).read_text().splitlines()[where.line - 1]


@derivation(title="A gap")
def open_end(proof: Proof) -> Theorem:
    X = proof.finite_set("X")
    p, q = proof.distribution("P", over=X), proof.distribution("Q", over=X)
    claim = KL(p, q) >= 0
    proof.show(claim)
    gap = proof.gap(claim, "another day")
    return proof.qed(gap)


def test_a_gap_is_a_hypothesis_of_its_own_kind() -> None:
    theorem = run(open_end)
    assert isinstance(theorem.outcome, Gap)
    assert [(g.label, g.origin) for g in theorem.hypotheses] == [("G1", Origin.GAP)]
    where = theorem.hypotheses[0].location
    assert where is not None
    assert "gap = proof.gap" in Path(where.file).read_text().splitlines()[where.line - 1]


@derivation(title="The same reason twice")
def twice(proof: Proof) -> Theorem:
    X = proof.finite_set("X")
    p = proof.distribution("P", over=X)
    proof.show(Equal(Sum(p(a), (a, X)), 1))
    return proof.qed(proof.calc(Sum(p(a), (a, X))).eq(1, by=[sum_delta, sum_delta]))


def test_no_reason_is_said_twice() -> None:
    (step,) = run(twice).steps
    assert [r.name for r in (*step.reasons, *step.unused)] == ["sum_delta"]
