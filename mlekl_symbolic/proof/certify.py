"""From the script of a derivation to a certificate that stands on its own."""

from __future__ import annotations

from collections.abc import Iterable

from mlekl_symbolic.kernel.certificate import Certificate, Step, verify
from mlekl_symbolic.kernel.check import Script
from mlekl_symbolic.kernel.terms import Term
from mlekl_symbolic.kernel.theory import constants
from mlekl_symbolic.proof.derivation import Derivation
from mlekl_symbolic.search.engine import Engine
from mlekl_symbolic.search.prover import pruned


def certified(
    derivation: Derivation, engine: Engine, line: int, steps: Iterable[tuple[int, int]],
    hypotheses: Iterable[tuple[str, Term]],
) -> tuple[Certificate, Script]:  # fmt: skip
    """The kernel's proof of a theorem and of its proved steps, and its lines, checked once more from nothing.

    Parameters
    ----------
    derivation
        What it is called.
    engine
        The script.
    line
        The line that proves the theorem.
    steps
        The numbers of the proved steps, each with the line that proves it.
    hypotheses
        What the theorem may rest on, by label.

    Raises
    ------
    mlekl_symbolic.kernel.lines.CheckError
        When the kernel does not accept it.
    """
    steps = tuple(steps)
    lines, number = pruned(engine.script.lines, [line, *(n for _, n in steps)])
    terms = [t for x in lines for t in (*x.terms, *(v for _, v in x.instance))]
    used = [engine.theory.axioms[n] for n in dict.fromkeys(x.name for x in lines) if n]
    needed = set(constants(terms + [p for a in used for p in (*dict(a.where).values(), a.conclusion)]))
    definitions = list(engine.theory.definitions.values())
    for d in reversed(definitions):
        if d.name in needed:
            needed |= constants((d.body,))
    made = Certificate(
        derivation.name, derivation.title, tuple(used), tuple(d for d in definitions if d.name in needed),
        tuple(lines), number[line], tuple(hypotheses), tuple(Step(str(k), number[n]) for k, n in steps),
    )  # fmt: skip
    return made, verify(made).script
