"""Proving a line in its second reading."""

from __future__ import annotations

from collections.abc import Sequence
from time import process_time

from mlekl_symbolic.language import Equal, ForAll, Integral, Statement, to_kernel
from mlekl_symbolic.proof.outcome import Proved
from mlekl_symbolic.readers.latex.assumptions import defined
from mlekl_symbolic.readers.latex.attempts import by_theorem, can_hold, proof, supposed
from mlekl_symbolic.readers.latex.everywhere import where_derived
from mlekl_symbolic.readers.latex.patience import is_over
from mlekl_symbolic.readers.latex.uninterpreted.lacking import lacking, without_signs
from mlekl_symbolic.readers.latex.uninterpreted.lines import General
from mlekl_symbolic.readers.latex.uninterpreted.multiples import by_logarithm, by_multiple
from mlekl_symbolic.readers.latex.uninterpreted.scores import by_total_slope
from mlekl_symbolic.readers.latex.uninterpreted.sums_of_equations import by_sum
from mlekl_symbolic.readers.latex.uninterpreted.unsaid import divisors, unsaid

MOST_ROUNDS = 3
"""How often a search is repeated with the conditions that it asked for."""
LONGEST = 1.0
"""After how many seconds nothing further is tried for one reading of a line."""
MOST_RULES = 3
"""With how many rules a search is tried that may suppose nothing else."""
Found = tuple[Proved, tuple[Statement, ...]]


def proved(line: General) -> Found | None:
    """A proof of a line with what it had to assume, or None."""
    unsaid_here = (*defined(line.left, line.right), *unsaid(line.left, line.right))
    sides = (line.left, line.right, *(f for facts in line.facts for f in facts))
    support = where_derived(line.support, *sides)
    whole = tuple(dict.fromkeys((*support, *where_derived(unsaid_here, *sides))))
    if line.facts:
        said = [(where_derived(_of(facts), *sides), facts) for facts in line.facts]
        tried = [((*whole, *more, *facts), line.rules) for more, facts in said]
    else:
        tried = _attempts(line, support, whole)
    begun = process_time()
    for granted, chosen in dict.fromkeys(tried):
        if is_over(begun, LONGEST):
            return None
        found, asked = _under(line, granted, chosen)
        if found is None and len(granted) >= len(whole) and (chosen or not line.rules):
            found = _regular(line, granted, chosen, asked)
        if found is not None:
            return found
    return None


def _attempts(
    line: General, support: tuple[Statement, ...], whole: tuple[Statement, ...]
) -> list[tuple[tuple[Statement, ...], tuple[Statement, ...]]]:
    """With what a line is tried, the least first.

    Where integrals are nested a search takes long, and a margin stands for what it is the integral of.
    """
    nested = any(i.body.has(Integral) for side in (line.left, line.right) for i in side.atoms(Integral))
    if not nested or not line.rules:
        grants = dict.fromkeys(((), support, whole))
        return [(granted, chosen) for granted in grants for chosen in dict.fromkeys(((), line.rules))]
    turned = tuple(map(_turned, line.rules))
    few: list[tuple[tuple[Statement, ...], tuple[Statement, ...]]] = [((), ()), ((), turned)]
    many = [(support, turned), (whole, turned), (whole, line.rules)]
    return [*few, *many] if len(turned) <= MOST_RULES else many


def _turned(rule: Statement) -> Statement:
    made = rule
    match rule:
        case ForAll():
            made = ForAll(_turned(rule.body), (rule.variable, rule.domain))
        case Equal(args=(left, Integral() as right)):
            made = Equal(right, left)
    return made


def _of(facts: Sequence[Statement]) -> tuple[Statement, ...]:
    """What equations leave unsaid that a line rests on."""
    return (*defined(*facts), *divisors(*facts), *unsaid(*facts))


def _regular(
    line: General, granted: Sequence[Statement], chosen: Sequence[Statement], asked: Sequence[Statement]
) -> Found | None:
    """A proof with the conditions of regularity that the search asks for, which are added in rounds."""
    for _ in range(MOST_ROUNDS):
        if not asked:
            return None
        granted = tuple(dict.fromkeys((*granted, *asked)))
        found, asked = _under(line, granted, chosen)
        if found is not None:
            return found
    return None


def _under(
    line: General, granted: Sequence[Statement], chosen: Sequence[Statement]
) -> tuple[Found | None, tuple[Statement, ...]]:
    """A proof under hypotheses, or None with the conditions of regularity that the search asked for."""
    workspace = line.workspace
    with supposed(workspace, (*granted, *chosen)):
        found = proof(workspace, workspace.context, line.left, line.relation, line.right)
        asked = lacking(workspace, map(to_kernel, (line.left, line.right))) if found is None else ()
        asked = asked if line.relation == "=" else without_signs(asked)
        if found is None and line.relation == "=" and line.facts:
            found = by_multiple(workspace, line.left, line.right, granted)
            if found is None:
                found = by_sum(workspace, line.left, line.right, granted)
            if found is None:
                found = by_logarithm(workspace, line.left, line.right, granted)
        if found is None and line.relation == "=":
            found = by_total_slope(workspace, line.left, line.right)
        if found is None and line.relation != "=":
            found = by_theorem(workspace, line.left, line.relation, line.right)
    if found is None or not can_hold(workspace, found):
        return None, asked
    return (found, tuple(a for a in granted if a in found.local)), ()
