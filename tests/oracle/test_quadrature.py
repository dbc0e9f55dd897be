"""Numerical integration as evidence: it agrees with what is true, doubts what is false, proves nothing."""

from __future__ import annotations

import json
import math

import flint
import pytest
from sympy import Rational

from mlekl_symbolic.cli.record import record
from mlekl_symbolic.language import (
    KL,
    Equal,
    FiniteSet,
    Gaussian,
    H,
    Integral,
    Member,
    NamedSet,
    Naturals,
    Range,
    Reals,
    Variable,
    exp,
    log,
)
from mlekl_symbolic.oracle.integration import INFINITY, integrate
from mlekl_symbolic.oracle.members import Family, normal
from mlekl_symbolic.oracle.quadrature import Agrees, Disagrees, Silent, Trial, compared, evidence
from mlekl_symbolic.proof import library, run
from mlekl_symbolic.proof.derivation import derivation
from mlekl_symbolic.proof.proof import Proof
from mlekl_symbolic.proof.records import Theorem
from mlekl_symbolic.proof.verdict import PROVED, verdict
from mlekl_symbolic.writers.document import document_of
from mlekl_symbolic.writers.text_document import text_page

OURS = (
    "gibbs_for_densities", "elbo_for_densities", "cross_entropy_for_densities", "gaussian_divergence",
    "gaussian_entropy", "exponential_entropy", "moments_of_continuous_laws", "kl_as_expectation",
)  # fmt: skip


@pytest.mark.parametrize("name", OURS)
def test_nothing_that_is_proved_is_doubted(name: str) -> None:
    found = evidence(run(library()[name])).values()
    assert not [e for e in found if isinstance(e, Disagrees)]
    assert sum(isinstance(e, Agrees) for e in found) >= 2


def test_there_is_none_for_masses() -> None:
    assert evidence(run(library()["cross_entropy"])) == {}


@derivation(title="A wrong line")
def wrong(proof: Proof) -> Theorem:
    """The entropy of a density is not its negative."""
    p = proof.density("p", over=Reals())
    q = proof.density("q", over=Reals())
    x = Variable("x")
    proof.show(Equal(KL(p, q), 0))
    chain = (
        proof.calc(KL(p, q))
        .eq(Integral(p(x) * log(q(x) / p(x)), (x, Reals())))
        .eq(H(p))
        .le(Integral(exp(x) * p(x) * 0, (x, Reals())))
    )
    return proof.qed(chain)


def test_what_is_false_is_doubted() -> None:
    theorem = run(wrong)
    found = evidence(theorem)
    assert [type(e) for e in found.values()] == [Disagrees, Disagrees, Disagrees]
    first = found[1]
    assert isinstance(first, Disagrees)
    assert first.members.startswith("p = N(")
    assert float(first.left) == pytest.approx(-float(first.right))
    assert "Numerical integration of (1) disagrees for p" in " ".join(text_page(document_of(theorem)).split())


def test_it_is_labelled_and_no_part_of_the_verdict() -> None:
    theorem = run(library()["exponential_entropy"])
    assert verdict(theorem) == PROVED
    page = " ".join(text_page(document_of(theorem)).split())
    assert "Evidence, which is no proof: numerical integration agrees to 12 digits with" in page
    said = record(theorem)
    assert json.loads(json.dumps(said)) == said
    steps = said["steps"]
    assert {s["evidence"]["quadrature"] for s in steps if "evidence" in s} == {"agrees"}
    assert all("evidence" not in s["outcome"] for s in steps)
    assert "evidence" not in str(record(run(library()["cross_entropy"])))


def test_the_same_on_every_run() -> None:
    theorem = run(library()["exponential_entropy"])
    assert evidence(theorem) == evidence(run(library()["exponential_entropy"]))


@pytest.mark.parametrize("family", Family)
def test_members_have_mass_one(family: Family) -> None:
    member = Trial(list(Family).index(family), (), [], []).member("p", NamedSet("S"))
    assert member.family is family
    low, high = family.ends
    middle = flint.arb(1 if high == INFINITY else 0.5)
    assert float(integrate(member.at, [low, middle, high])) == pytest.approx(1)


def test_integrals_that_are_known() -> None:
    zero, two = flint.arb(0), flint.arb(2)
    with flint.ctx.workprec(80):
        assert abs(float(integrate(lambda x: x**3, [zero, two])) - 4) < 1e-14
        assert abs(float(integrate(lambda x: (-x).exp(), [zero, two, INFINITY])) - 1) < 1e-14
        tail = integrate(lambda x: 1 / (1 + x * x), [-INFINITY, zero, INFINITY])
        assert abs(float(tail - flint.arb.pi())) < 1e-14


def test_tails_that_differ_by_more_than_floats_can_hold() -> None:
    def integrand(x: flint.arb) -> flint.arb:
        p, q = normal(flint.arb(0), flint.arb(6))(x), normal(flint.arb(0), flint.arb(0.5))(x)
        return p * (p / q).log() if p > 0 and q > 0 else flint.arb(0)

    with flint.ctx.workprec(80):
        found = integrate(integrand, [-INFINITY, flint.arb(0), flint.arb(2), INFINITY])
    assert float(found) == pytest.approx(-math.log(12) - 0.5 + 36 / (2 * 0.25), rel=1e-13)


def test_it_is_silent_about_what_is_no_number() -> None:
    found = evidence(run(library()["same_minimisers_for_densities"]))
    assert any(isinstance(e, Silent) and "optimisers" in e.reason for e in found.values())


@pytest.mark.parametrize("seed", range(12))
def test_natural_numbers_and_places_in_a_range_are_whole(seed: int) -> None:
    size, place = Variable("N"), Variable("i")
    trial = Trial(seed, (size, place), [Member(size, Naturals())], [Member(place, Range(1, size))])
    assert trial.numbers["N"].denominator == trial.numbers["i"].denominator == 1
    assert 1 <= trial.numbers["i"] <= trial.numbers["N"]


def test_a_place_in_a_set_without_numbers_has_none() -> None:
    size, place = Variable("N"), Variable("i")
    trial = Trial(0, (size, place), [], [Member(place, Range(5, 4)), Member(size, FiniteSet("X"))])
    assert trial.numbers == {}


def test_only_what_occurs_is_named() -> None:
    theorem = run(library()["gaussian_deviation"])
    said = {e for e in evidence(theorem).values() if isinstance(e, Agrees)}
    trials = [dict(case.split(" = ") for case in m.split(", ")) for e in said for m in e.members]
    assert trials
    assert all(set(t) == {"N", "s", "sigma"} and t["N"].isdigit() for t in trials)


def test_what_defines_a_number_that_occurs_is_named_too() -> None:
    size, root = Variable("N"), Variable("s")
    trial = Trial(0, (size, root), [Equal(4 * size, root**2)], [])
    assert trial.behind([2 * root]) == {"N", "s"}
    assert trial.told({"N", "s"}) == f"N = {trial.numbers['N']}"


def test_everything_is_total() -> None:
    x, trial = Variable("x"), Trial(0, (), [], [])
    for node in (1 / (x - x), log(-x), (-x) ** Rational(1, 2), (x - x) ** (-1), Gaussian(x, x - x)(x)):
        assert trial.value(node, {"x": flint.arb(2)}) == 0
    assert trial.value((-x) ** 3, {"x": flint.arb(2)}) == -8


def test_comparisons_are_up_to_digits() -> None:
    assert compared("=", 1.0, 1.0 + 1e-14)
    assert not compared("=", 1.0, 1.0 + 1e-9)
    assert not compared("!=", 1.0, 1.0 + 1e-14)
    assert compared("<=", 1.0, 2.0)
    assert not compared(">=", 1.0, 2.0)
