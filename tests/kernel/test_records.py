"""Records: immutable, equal by their fields, and looked at again when one is changed."""

from __future__ import annotations

import pytest

from mlekl_symbolic.kernel.lines import Line, Sequent
from mlekl_symbolic.kernel.terms import Num
from mlekl_symbolic.kernel.theory import Axiom, Theory, TheoryError
from tests.kernel.scripts import lt, num, x, y

POSITIVE = Axiom("positive", (x,), (("x_pos", lt(num(0), x)),), lt(num(0), x))


def test_a_record_does_not_change() -> None:
    line = Line("refl", terms=(x,))
    with pytest.raises(AttributeError):
        line.rule = "assume"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        line.other = 1  # type: ignore[attr-defined]
    assert line._replace(rule="assume") == Line("assume", (), (x,)) != line


def test_a_record_has_its_fields_and_no_others() -> None:
    with pytest.raises(TypeError):
        Line()  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Sequent(frozenset(), lt(x, y), 1)  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Theory(rules={})  # type: ignore[call-arg]


def test_a_theory_that_is_empty_stays_so() -> None:
    with pytest.raises(TypeError):
        Theory().axioms["positive"] = POSITIVE  # type: ignore[index]
    Theory().extended([POSITIVE])
    assert not Theory().axioms


def test_a_changed_axiom_is_checked_anew() -> None:
    assert POSITIVE._replace(name="other").conclusion is POSITIVE.conclusion
    assert isinstance(POSITIVE._replace(name="other"), Axiom)
    for wrong in ({"metas": ()}, {"metas": (x, x)}, {"conclusion": Num(1)}, {"conclusion": lt(x, y)}):
        with pytest.raises(TheoryError):
            POSITIVE._replace(**wrong)
        with pytest.raises(TheoryError):
            Axiom(**{**POSITIVE._asdict(), **wrong})
