"""Maxima on the claims: ``is(equal(…))``, and where that says nothing, if the difference becomes zero."""

from __future__ import annotations

import re
import subprocess

from benchmarks.shootout.claims import ACCEPTS, NOT_PUT, REJECTS, UNDECIDED, Claim
from benchmarks.shootout.common import SECONDS, report

RELATIONS = {"=": "equal({0},{1})", r"\le": "({0}) <= ({1})", r"\ge": "({0}) >= ({1})"}
TRIED = ("ratsimp(d)", "ratsimp(simplify_sum(d))", "radcan(d)", "ratsimp(expand(sumexpand(d)))")
ASSUMED = "declare([i,j,k,m],integer)$ assume(N>0,M>0,K>0)$ load(simplify_sum)$ simpsum:false$ "


def _run(program: str) -> str:
    """The last value that a program of Maxima prints."""
    ran = subprocess.run(
        ["maxima", "--very-quiet", "--batch-string", f"display2d:false$ {ASSUMED}{program}"],
        input="", capture_output=True, text=True, timeout=SECONDS, check=False,
    )  # fmt: skip
    rows = [row.strip() for row in ran.stdout.splitlines() if row.strip()]
    return rows[-1].strip('"') if rows else ""


def judge(claim: Claim) -> str:
    """What Maxima says."""
    if claim.maxima is None:
        return NOT_PUT
    left, right = claim.maxima
    if claim.relation == "⟹":
        solved = _run(f"print(solve({left},b))$").replace(" ", "")
        return ACCEPTS if solved == f"[{right}]" else UNDECIDED
    asked = _run(f"print(errcatch(is({RELATIONS[claim.relation].format(left, right)})))$")
    if asked in ("[true]", "[false]"):
        return ACCEPTS if asked == "[true]" else REJECTS
    if claim.relation != "=":
        return UNDECIDED
    tried = ",".join(f"errcatch({one})" for one in TRIED)
    found = _run(f"d:({left})-({right})$ print([{tried}])$")
    return ACCEPTS if re.search(r"\[0(\.0)?\]", found) else UNDECIDED


def version() -> str:
    """Which Maxima it is."""
    ran = subprocess.run(["maxima", "--version"], capture_output=True, text=True, check=True)
    return ran.stdout.strip()


if __name__ == "__main__":
    report({"Maxima": judge}, version())
