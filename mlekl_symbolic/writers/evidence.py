"""What numerical integration says of the steps: printed as evidence, apart from what is proved."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from mlekl_symbolic.oracle.quadrature import Agrees, Disagrees, Evidence
from mlekl_symbolic.proof.records import Step
from mlekl_symbolic.writers.page import Part, Prose, SmallPrint, StepLink
from mlekl_symbolic.writers.prose import enumerated, listed, steps, valued

_MEMBER = re.compile(r", (?=[^\s,]+ = )")
"""What stands between two objects of an example."""
_HALF = re.compile(r"(.*\))/2")
"""Half the density of a law, which is no density."""
_COMPARED = ("=", "<=", "<", ">=", ">", "!=")
"""The relations of steps between two numbers."""


def evidence_parts(found: Mapping[int, Evidence], chain: Sequence[Step]) -> list[Part]:
    """A paragraph for the steps that agree, and one for each that does not; none when nothing was said.

    That a step agrees is said of those between two numbers, which are all that was integrated.
    """
    compared = {s.number for s in chain if s.relation in _COMPARED}
    groups: dict[tuple[str, ...], list[int]] = {}
    digits = 0
    parts: list[Part] = []
    for number, said in found.items():
        match said:
            case Agrees(members) if number in compared:
                groups.setdefault(members, []).append(number)
                digits = said.digits
            case Disagrees(members, left, right):
                words = f" disagrees for {members}, with {left} on the left and {right} on the right."
                parts.append(SmallPrint(("Numerical integration of ", StepLink(str(number)), words)))
    clauses = [_clause(numbers, members) for members, numbers in groups.items()]
    if clauses:
        begin = f"Evidence, which is no proof: numerical integration agrees to {digits} digits with "
        parts.append(SmallPrint((begin, *enumerated(clauses), ".")))
    return parts


def _clause(numbers: list[int], members: tuple[str, ...]) -> Prose:
    out: Prose = listed(steps(list(map(str, numbers))))
    for n, member in enumerate(members):
        cases = [_stood(*case.split(" = ", 1)) for case in _MEMBER.split(member)]
        out = (*out, "; for " if n else " for ", *listed(cases))
    return out


def _stood(name: str, value: str) -> Prose:
    """What stood for an object; half a density is said in words."""
    shown = valued(name, "")[0]
    half = _HALF.fullmatch(value)
    return (shown, f" half the density of {half[1]}" if half else f" = {value}".replace("-", "−"))
