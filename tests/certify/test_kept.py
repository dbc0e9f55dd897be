"""What the pages say of Coq is what Coq has said of the derivation as it is now."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest

from mlekl_symbolic.cli.record import record
from mlekl_symbolic.kernel.certificate import Step
from mlekl_symbolic.kernel.terms import Num
from mlekl_symbolic.proof import library
from mlekl_symbolic.proof.records import Chain, Theorem
from mlekl_symbolic.proof.run import theorem
from mlekl_symbolic.writers.certified import certified_parts, said_of_step
from mlekl_symbolic.writers.coq import kept
from mlekl_symbolic.writers.coq.document import coq_file
from mlekl_symbolic.writers.coq.kept import Rechecked, entry, rechecked
from mlekl_symbolic.writers.formats import write
from mlekl_symbolic.writers.page import SmallPrint, StepLink

WHOLE, IN_PART = "mle_as_kl", "gaussian_entropy"


def found(name: str) -> Theorem:
    return theorem(library()[name])


@pytest.mark.skipif(shutil.which("coqc") is None, reason="whoever has no coqc cannot ask it again")
@pytest.mark.parametrize("name", library())
def test_every_entry_is_fresh(name: str) -> None:
    known = rechecked(found(name))
    assert known is not None, "run scripts/certified.py and look at the difference"
    assert [*known.steps] == [str(s.number) for s in found(name).steps]
    assert known.theorem or not any(known.steps.values())


@pytest.mark.parametrize("name", [WHOLE, IN_PART])
def test_an_entry_says_what_the_file_for_coq_carries(name: str) -> None:
    made = coq_file(found(name).certificate)
    assert entry(found(name), made, "8.16.1") == kept.entries()[name]
    assert {k for k, why in kept.entries()[name]["steps"].items() if not why} == set(made.carried)


def changed() -> dict[str, Theorem]:
    """The theorem with one thing changed."""
    right = found(WHOLE)
    lines, steps, chain = right.certificate.lines, right.certificate.steps, right.chains[0]
    first = replace(chain.steps[0], rhs=chain.steps[0].lhs)
    blocks = [
        replace(b, steps=(first, *b.steps[1:])) if isinstance(b, Chain) and b is chain else b
        for b in right.blocks
    ]
    certificates = {
        "a line of the certificate": {"lines": (*lines[:-1], lines[-1]._replace(terms=(Num(1),)))},
        "the line of a step": {"steps": (Step("1", steps[1].line), *steps[1:])},
        "the theorem": {"theorem": right.certificate.theorem - 1},
        "what is assumed": {"hypotheses": right.certificate.hypotheses[1:]},
        "a definition": {"definitions": right.certificate.definitions[1:]},
        "a rule": {"axioms": right.certificate.axioms[1:]},
    }
    return {
        "a step as it is shown": replace(right, blocks=tuple(blocks)),
        "a hypothesis as it is shown": replace(right, givens=right.givens[1:]),
        "the name": replace(right, name="gibbs"),
        "no certificate": replace(right, certificate=None),
    } | {
        what: replace(right, certificate=right.certificate._replace(**how))
        for what, how in certificates.items()
    }


def test_what_has_changed_loses_its_mark() -> None:
    assert rechecked(found(WHOLE)) is not None
    for what, other in changed().items():
        assert rechecked(other) is None, what
        assert certified_parts(other) == [], what
        assert "coq" not in record(other), what
        assert not any("coq" in s for s in record(other)["steps"]), what


def test_another_exporter_or_library_of_lemmas_makes_all_marks_void(monkeypatch: pytest.MonkeyPatch) -> None:
    assert rechecked(found(WHOLE)) is not None
    monkeypatch.setattr(kept, "_exporter", lambda: "another")
    assert rechecked(found(WHOLE)) is None


def test_every_format_says_what_is_rechecked() -> None:
    version = rechecked(found(WHOLE)).version
    for name in ("txt", "tex", "typ", "html"):
        said = " ".join(write(found(WHOLE), name).decode().replace("\\-", "-").split())
        assert f"Re-checked by Coq {version}: the theorem, steps" in said
        assert "Not re-checked" not in said
    page = write(found(WHOLE), "html").decode()
    assert page.count(f"<p>Re-checked by Coq {version}.</p>") == len(found(WHOLE).steps)
    made = record(found(WHOLE))
    assert made["coq"] == {"version": version, "rechecked": True, "hypotheses_met": True}
    assert all(s["coq"] == {"rechecked": True} for s in made["steps"])


def test_every_format_says_what_is_not_and_why() -> None:
    why = "integrals are not defined in Coq's standard library"
    said = " ".join(write(found(IN_PART), "txt").decode().split())
    assert f"Not re-checked: the theorem and steps (2)–(4), because {why}." in said
    page = write(found(IN_PART), "html").decode()
    assert page.count("<p>Not re-checked by Coq: ") == 3
    made = record(found(IN_PART))
    assert made["coq"]["rechecked"] is False
    assert made["coq"]["reason"] == why
    assert [s["number"] for s in made["steps"] if s["coq"]["rechecked"]] == [1, 5]


def test_a_page_of_a_changed_derivation_claims_nothing() -> None:
    other = replace(found(WHOLE), givens=found(WHOLE).givens[1:])
    for name in ("txt", "tex", "typ", "html"):
        assert "e-checked" not in write(other, name).decode()
    assert write(other, "html").decode().count("Coq was not asked") == len(other.steps)


def test_in_words() -> None:
    known = Rechecked("8.16.1", {"1": "", "2": "the rule r has no lemma in Coq"}, "", met=False)
    assert said_of_step(known, "1") == "Re-checked by Coq 8.16.1."
    assert said_of_step(known, "2") == "Not re-checked by Coq: the rule r has no lemma in Coq."
    for unknown in (said_of_step(known, "3"), said_of_step(None, "1")):
        assert unknown == "Coq was not asked about this step."


def test_reasons_are_grouped(monkeypatch: pytest.MonkeyPatch) -> None:
    steps = {"1": "", "2": "", "3": "", "4": "a", "5": "b", "6": "a"}
    monkeypatch.setattr(
        "mlekl_symbolic.writers.certified.rechecked", lambda _: Rechecked("8", steps, "a", met=False)
    )
    (part,) = certified_parts(found(WHOLE))
    assert isinstance(part, SmallPrint)
    assert "".join(f"({x.label})" if isinstance(x, StepLink) else x for x in part.prose) == (
        "Re-checked by Coq 8: steps (1)–(3). "
        "Not re-checked: the theorem and steps (4) and (6), because a; step (5), because b."
    )
