"""Hypotheses about infinitely many numbers are shown to be met by objects for which they are proved."""

import pytest

from mlekl_symbolic import Equal, ForAll, MapsTo, Naturals, Proof, begin, number, variables
from mlekl_symbolic.language import LanguageError
from mlekl_symbolic.proof import library
from mlekl_symbolic.proof.records import Origin
from mlekl_symbolic.proof.run import theorem

(n,) = variables("n")


def _proof() -> Proof:
    proof = begin("A sequence")
    f, c = proof.function("f"), proof.real("c")
    proof.given(ForAll(Equal(f(n), c), (n, Naturals())))
    proof.show(Equal(f(1), c))
    return proof


def test_an_instance_that_meets_the_hypotheses_is_named_on_the_page() -> None:
    proof = _proof()
    proof.instance("a constant sequence", f=MapsTo(2, (n, Naturals())), c=number(2))
    made = proof.qed(proof.claim(Equal(proof._declared["f"](1), proof._declared["c"])))
    assert made.instance is not None
    assert made.instance.words == "a constant sequence"


def test_an_instance_that_does_not_meet_them_is_refused() -> None:
    with pytest.raises(LanguageError, match="A1 is not proved for a wrong constant"):
        _proof().instance("a wrong constant", f=MapsTo(2, (n, Naturals())), c=number(3))


def test_an_instance_does_not_rest_on_the_hypotheses_themselves() -> None:
    with pytest.raises(LanguageError, match="A1 is not proved"):
        _proof().instance("no instance at all")


@pytest.mark.parametrize("name", library())
def test_the_hypotheses_of_every_theorem_can_be_met(name: str) -> None:
    found = theorem(library()[name])
    if any(g.origin is not Origin.SETTING for g in found.givens):
        assert found.instance is not None
