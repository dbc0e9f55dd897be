"""The rules about limits: which they are, what they ask for, and sequences on which they are tried.

No finite world decides a limit. So these rules are read, and this file says what was read; and they
are tried on sequences whose limits are known, far out, where each conclusion must nearly hold.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import exp as exponential
from math import log as logarithm
from math import sin

import pytest

from mlekl_symbolic.language import (
    Abs,
    Converges,
    Equal,
    LessEqual,
    MapsTo,
    Naturals,
    exp,
    log,
    variables,
)
from mlekl_symbolic.proof.outcome import Proved
from mlekl_symbolic.proof.workspace import Workspace
from mlekl_symbolic.rules.limits import (
    le_of_tendsto,
    squeeze_zero,
    tendsto_abs,
    tendsto_add,
    tendsto_const_div,
    tendsto_const_mul,
    tendsto_exp,
    tendsto_inv,
    tendsto_log,
    tendsto_mul,
    tendsto_unique,
)
from mlekl_symbolic.rules.rulebook import RULES

n, c = variables("n c")

CONDITIONS: Mapping[str, Sequence[str]] = {
    "tendsto_const_div": [],
    "squeeze_zero": ["h0", "hfg", "hg"],
    "tendsto_add": ["hf", "hg"],
    "tendsto_const_mul": ["hf"],
    "tendsto_const": [],
    "tendsto_sub": ["hf", "hg"],
    "tendsto_mul": ["hf", "hg"],
    "tendsto_inv": ["hf", "ha"],
    "squeeze": ["hfg", "hgh", "hf", "hh"],
    "tendsto_comp": ["hf", "hg"],
    "tendsto_log": ["hf", "ha"],
    "tendsto_exp": ["hf"],
    "tendsto_abs": ["hf"],
    "le_of_tendsto": ["hf", "hg", "hfg"],
    "tendsto_unique": ["ha", "hb"],
}
"""Every condition was found to be needed: without it there is the counterexample below.

squeeze_zero: without h0, f = -1 below g = 1/n; without hfg, f = 1; without hg, f = g = 1.
tendsto_add, tendsto_sub, tendsto_mul: without hf or hg nothing bounds the other term; b = 1.
tendsto_inv: without ha, f = 1/n, a = 0, and 1/f = n is unbounded.
squeeze: without hfg or hgh, g is free on that side; without hf or hh, take f or h constant and g it.
tendsto_comp: without hg, g jumps at a. tendsto_log: without ha, f = 1/n, a = 0, and log a = 0.
le_of_tendsto, tendsto_unique: without a limit, a or b is any number; without hfg, f = 1 and g = 0.
"""


def test_there_are_no_other_rules_that_small_worlds_do_not_try() -> None:
    assert {
        r.name: [h for h, _ in r.axiom.where] for r in RULES.values() if r.subject == "limits"
    } == CONDITIONS


Sequence_ = Callable[[int], float]
FAR = 10**7
SEQUENCES: Sequence[tuple[Sequence_, float]] = [
    (lambda _: 3.0, 3.0),
    (lambda n: 1 / n, 0.0),
    (lambda n: -2 + 5 / n, -2.0),
    (lambda n: 0.25 + sin(n) / n, 0.25),
    (lambda n: 2 - (-1) ** n / n, 2.0),
    (lambda n: n / (n + 1), 1.0),
]
OF_ONE: Mapping[str, tuple[Callable[[float], float], Callable[[float], bool]]] = {
    "tendsto_inv": (lambda x: 1 / x, lambda a: a != 0),
    "tendsto_log": (logarithm, lambda a: a > 0),
    "tendsto_exp": (exponential, lambda _: True),
    "tendsto_abs": (abs, lambda _: True),
    "tendsto_const_mul": (lambda x: -7 * x, lambda _: True),
}
OF_TWO: Mapping[str, Callable[[float, float], float]] = {
    "tendsto_add": lambda x, y: x + y,
    "tendsto_sub": lambda x, y: x - y,
    "tendsto_mul": lambda x, y: x * y,
}


@pytest.mark.parametrize("name", OF_ONE)
def test_maps_of_one_sequence(name: str) -> None:
    function, where = OF_ONE[name]
    tried = [(f(FAR), a) for f, a in SEQUENCES if where(a)]
    assert len(tried) >= 4
    assert all(abs(function(x) - function(a)) < 1e-5 for x, a in tried)


@pytest.mark.parametrize("name", OF_TWO)
def test_maps_of_two_sequences(name: str) -> None:
    join = OF_TWO[name]
    for f, a in SEQUENCES:
        for g, b in SEQUENCES:
            assert abs(join(f(FAR), g(FAR)) - join(a, b)) < 1e-5


def claimed(statement, *whys):
    workspace = Workspace()
    outcome, _ = workspace.judge_claim(statement, whys)
    return isinstance(outcome, Proved)


def test_false_neighbours_are_not_proved():
    assert claimed(Converges(c / n, (n, 0)), tendsto_const_div)
    terms = {n / c: 0, c / n: 1, c: 0, c * n: c, 1 - c / n: 0}
    for wrong in (Converges(term, (n, value)) for term, value in terms.items()):
        assert not claimed(wrong, tendsto_const_div)
        assert not claimed(wrong, squeeze_zero(g=MapsTo(c / n, (n, Naturals()))))


NULL = MapsTo(c / n, (n, Naturals()))


def follows(statement, rule):
    """Whether a rule gives a statement when c/n is known to tend to zero."""
    workspace = Workspace()
    workspace.give(Converges(c / n, (n, 0)), "")
    return isinstance(workspace.judge_claim(statement, [rule])[0], Proved)


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        (2 * (c / n), tendsto_const_mul(c=2, f=NULL, a=0)),
        (c / n + c / n, tendsto_add(f=NULL, g=NULL, a=0, b=0)),
        (c / n * (c / n), tendsto_mul(f=NULL, g=NULL, a=0, b=0)),
        (Abs(c / n), tendsto_abs(f=NULL, a=0)),
        (exp(c / n), tendsto_exp(f=NULL, a=0)),
    ],
    ids=lambda x: getattr(x, "name", ""),
)
def test_a_rule_with_everything_fixed_gives_its_own_limit_only(body, rule):
    limit = {"tendsto_abs": Abs(0), "tendsto_exp": exp(0)}.get(rule.name, 0)
    assert follows(Converges(body, (n, limit)), rule)
    for wrong in (2, c, 1 / n):
        assert not follows(Converges(body, (n, wrong)), rule)


def test_no_limit_without_its_conditions():
    assert not follows(Converges(1 / (c / n), (n, 0)), tendsto_inv(f=NULL, a=0))
    assert not follows(Converges(log(c / n), (n, log(0))), tendsto_log(f=NULL, a=0))
    assert not follows(LessEqual(1, 0), le_of_tendsto(f=NULL, g=NULL, a=1, b=0))
    assert not follows(Equal(1, 0), tendsto_unique(f=NULL, a=1, b=0))
    assert follows(LessEqual(0, 0), le_of_tendsto(f=NULL, g=NULL, a=0, b=0))
