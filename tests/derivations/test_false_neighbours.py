"""For every line of every derivation: five false neighbours, none of which is proved."""

from __future__ import annotations

from functools import cache

import pytest

from mlekl_symbolic.kernel.terms import Num
from mlekl_symbolic.language import Equal, number, to_kernel
from mlekl_symbolic.proof import library
from tests.derivations.few import FEW
from tests.derivations.neighbours import (
    WANTED,
    Neighbour,
    Verdict,
    Written,
    examined,
    is_proved,
    is_refuted,
    neighbours,
    written,
)

SAMPLED = ("chain_rule_entropy", "cross_entropy", "gibbs", "kl_projection", "markov", "mle_as_kl", "seed_gap")
"""Of these a few lines are examined in every run, of all others only in a slow one."""


@cache
def lines(name: str) -> tuple[Written, ...]:
    return tuple(written(name))


def _said(found: Verdict) -> str:
    shown = "\n".join(f"  {n}" for n in (*found.proved, *found.false, *found.open))
    return f"{found.line}\n{len(found.false)} are false, {found.harmless} are harmless:\n{shown}"


def check(name: str, line: Written) -> None:
    """Nothing false is proved, and there is enough that is false."""
    found = examined(line)
    assert not found.proved, "FALSE AND PROVED\n" + _said(found)
    if line.number not in FEW.get(name, ()):
        assert len(found.false) >= WANTED, _said(found)


@pytest.mark.parametrize("name", SAMPLED)
def test_some_lines(name: str) -> None:
    for line in lines(name)[len(name) % 3 :: 3]:
        check(name, line)


@pytest.mark.slow
@pytest.mark.parametrize("name", library())
def test_every_line(name: str) -> None:
    assert lines(name)
    for line in lines(name):
        check(name, line)


def test_the_changes_are_of_many_kinds() -> None:
    kinds = {n.kind for line in lines("mle_as_kl") for n in neighbours(line)}
    assert {"sign", "factor", "offset", "operation", "dropped", "range", "law", "relation", "turned"} <= kinds


def test_what_is_true_is_neither_refuted_nor_counted() -> None:
    (line, *_) = lines("cross_entropy")
    same = Neighbour("none", line.left, line.relation, line.right)
    assert is_proved(line, same, same.goal())
    assert not is_refuted(line, same.goal())


def test_what_is_false_is_refuted() -> None:
    (line, *_) = lines("cross_entropy")
    assert is_refuted(line, to_kernel(Equal(number(1), number(2))))
    assert to_kernel(number(1)) is Num(1)
