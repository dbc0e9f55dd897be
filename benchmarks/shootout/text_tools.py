"""Tools that read LaTeX on the claims: Math-Verify, and latex2sympy2_extended with ``simplify``."""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.metadata import version
from typing import Any

from benchmarks.shootout.claims import ACCEPTS, NOT_PUT, REFUSED, REJECTS, UNDECIDED, Claim
from benchmarks.shootout.common import report

IMPLICATION = "⟹"


def math_verify(claim: Claim) -> str:
    """Whether the right side passes as an answer when the left side is the right one.

    It says yes or no, and no also means that it found no way to compare.
    """
    library: Any = import_module("math_verify")
    gold, answer = (library.parse(f"${side}$", parsing_timeout=None) for side in (claim.left, claim.right))
    if not gold or not answer:
        return REFUSED
    return ACCEPTS if library.verify(gold, answer, timeout_seconds=None) else REJECTS


def latex2sympy(claim: Claim) -> str:
    """Whether ``simplify`` makes zero of the difference of the two sides as they are read."""
    if claim.relation == IMPLICATION:
        return NOT_PUT
    sympy: Any = import_module("sympy")
    read: Any = import_module("latex2sympy2_extended").latex2sympy
    try:
        left, right = read(claim.left), read(claim.right)
    except Exception:  # its errors have no common class
        return REFUSED
    relations = {r"\le": sympy.Le, r"\ge": sympy.Ge}
    if claim.relation in relations:
        found = sympy.simplify(relations[claim.relation](left, right))
        return {sympy.true: ACCEPTS, sympy.false: REJECTS}.get(found, UNDECIDED)
    found = sympy.simplify(left - right)
    if found != 0:
        found = sympy.simplify((left - right).doit())
    if found == 0:
        return ACCEPTS
    return REJECTS if found.is_number else UNDECIDED


if __name__ == "__main__":
    if sys.argv[1] == "math_verify":
        report({"Math-Verify": math_verify}, f"Math-Verify {version('math-verify')}")
    else:
        name = f"latex2sympy2_extended {version('latex2sympy2_extended')}"
        report({"latex2sympy2_extended": latex2sympy}, name)
