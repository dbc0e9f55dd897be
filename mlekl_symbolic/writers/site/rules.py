"""The index of rules: what each says and asks for, how it is tested, and where it is used."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape

from mlekl_symbolic.proof.outcome import Proved
from mlekl_symbolic.proof.records import Theorem
from mlekl_symbolic.rules.rulebook import RULES, Rule
from mlekl_symbolic.writers.builder import layout
from mlekl_symbolic.writers.html_document import plain
from mlekl_symbolic.writers.mathml import displayed, in_line
from mlekl_symbolic.writers.site.shell import searchable
from mlekl_symbolic.writers.typography import typographic

MATHLIB = "Mathlib"
TRUTH = "tests/rules/test_truth.py"
TESTS = {
    "limits": ("tests/rules/test_limits.py", "on sequences whose limits are known"),
    "induction": ("tests/rules/test_induction.py", "on functions that are constant from some place on"),
    "derivatives": ("tests/rules/test_derivatives.py", "on functions whose derivatives are known"),
    "gaussian": ("tests/rules/test_densities.py", "against numerical integration"),
    "exponential": ("tests/rules/test_densities.py", "against numerical integration"),
}
"""The tests of the subjects that no exact world decides; of all others, they are in `TRUTH`."""
_WORD = re.compile("[A-Za-z]{2,}|:")
_NAMES = frozenset(["log", "exp", "argmax", "argmin", "exactly", "when", "for", "and"])
"""Words of a statement that its formula shows as signs."""


def rules_page(theorems: Sequence[Theorem]) -> str:
    """All rules by their subject, with the theorems among ``theorems`` that use them."""
    users: dict[str, list[str]] = {}
    for t in theorems:
        for name in sorted({r for s in t.steps if isinstance(s.outcome, Proved) for r in s.outcome.rules}):
            users.setdefault(name, []).append(t.name)
    introduction = (
        f"<p>{len(RULES)} rules. A rule is taken without proof, for every value of its letters. The tests "
        "try each, with and without its conditions, and against neighbours that are false.</p>"
    )
    by_subject = sorted(RULES.values(), key=lambda r: (r.subject, r.name))
    return searchable("rules.html", introduction, [_rule(r, users) for r in by_subject])


def _rule(rule: Rule, users: Mapping[str, Sequence[str]]) -> str:
    conditions = "; ".join(
        f"<code>{plain(label)}</code>: {in_line(layout(p))}" for label, p in rule.claim.where
    )
    used = ", ".join(f'<a href="{plain(n)}.html">{plain(n)}</a>' for n in users.get(rule.name, ()))
    lean = f", {MATHLIB} <code>{escape(rule.lean)}</code>" if rule.lean else ""
    return (
        f'<article class="entry" id="{plain(rule.name)}"><h2><code>{plain(rule.name)}</code>: '
        f"{plain(rule.says)}</h2>\n"
        f'<p class="small">{plain(rule.subject)}{lean}</p>\n{_in_words(rule)}'
        f"{displayed(layout(rule.claim.conclusion))}"
        + (f'<p class="small">Conditions: {conditions}.</p>' if conditions else "")
        + f'<p class="small">{_tested(rule)}</p>'
        + (f'<p class="small">Used in {used}.</p>' if used else '<p class="small">Not used yet.</p>')
        + "</article>\n"
    )


def _in_words(rule: Rule) -> str:
    """What the rule says, where that is more than its formula and its conditions."""
    said = set(_WORD.findall(rule.statement)) - _NAMES
    return f"<p>{plain(typographic(rule.statement))}</p>" if said else ""


def _tested(rule: Rule) -> str:
    file, how = TESTS.get(rule.subject, (TRUTH, "on exact small worlds"))
    return f"Tested {how}: <code>{file}</code>."
