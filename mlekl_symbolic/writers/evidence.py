"""What numerical integration says of the steps: printed as evidence, apart from what is proved."""

from __future__ import annotations

import re
from collections.abc import Mapping

from mlekl_symbolic.oracle.quadrature import Agrees, Disagrees, Evidence
from mlekl_symbolic.writers.names import GREEK
from mlekl_symbolic.writers.page import Part, Prose, SmallPrint, StepLink
from mlekl_symbolic.writers.prose import enumerated


def evidence_parts(found: Mapping[int, Evidence]) -> list[Part]:
    """A paragraph for the steps that agree, and one for each that does not; none when nothing was said."""
    groups: dict[tuple[str, ...], list[int]] = {}
    digits = 0
    parts: list[Part] = []
    for number, said in found.items():
        match said:
            case Agrees(members):
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
    links: list[Prose] = [(StepLink(str(n)),) for n in numbers]
    cases = (re.sub(r"\b[a-z]+\b", lambda name: GREEK.get(name[0], name[0]), m) for m in members)
    return (*enumerated(links), " ", "; ".join(f"for {m}" for m in cases).replace("-", "−"))
