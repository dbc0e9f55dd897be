"""The rules about limits: which they are, and that what they need is asked for.

No finite world decides a limit, so these rules are read instead: this file says what was read.
"""

from mlekl_symbolic.language import Converges, MapsTo, Naturals, variables
from mlekl_symbolic.proof.outcome import Proved
from mlekl_symbolic.proof.workspace import Workspace
from mlekl_symbolic.rules.limits import squeeze_zero, tendsto_add, tendsto_const_div, tendsto_const_mul
from mlekl_symbolic.rules.rulebook import RULES

n, c = variables("n c")


def conditions(rule):
    return [label for label, _ in rule.axiom.where]


def test_there_are_no_other_rules_that_small_worlds_do_not_try():
    read = {"tendsto_const_div", "squeeze_zero", "tendsto_add", "tendsto_const_mul"}
    assert {r.name for r in RULES.values() if r.subject == "limits"} == read


def test_what_they_ask_for():
    # Without h0: f = -1 below g = 1/n. Without hfg: f = 1. Without hg: f = g = 1.
    assert conditions(squeeze_zero) == ["h0", "hfg", "hg"]
    # Without hf or hg nothing bounds the other term.
    assert conditions(tendsto_add) == ["hf", "hg"]
    assert conditions(tendsto_const_mul) == ["hf"]
    assert conditions(tendsto_const_div) == []


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
