"""``mlekl explain NAME STEP``, and ``mlekl explain CODE`` for a code of ``mlekl check``."""

from __future__ import annotations

from typing import Annotated

import typer

from mlekl_symbolic.checks.codes import is_code, page
from mlekl_symbolic.cli.console import say
from mlekl_symbolic.cli.exits import OF_VERDICT, BadInput
from mlekl_symbolic.cli.targets import find, prove
from mlekl_symbolic.proof.outcome import Proved
from mlekl_symbolic.proof.records import Step, Theorem
from mlekl_symbolic.proof.verdict import step_labels, word
from mlekl_symbolic.writers.report import failure
from mlekl_symbolic.writers.trace import trace


def run(
    name: Annotated[
        str,
        typer.Argument(metavar="NAME|FILE|CODE", help="A standard derivation, your own file, or a code."),
    ],
    step: Annotated[
        str, typer.Argument(metavar="[STEP]", help="The step's number, or 1.4 for chain 1, step 4.")
    ] = "",
) -> int:
    """Show the kernel lines behind one step, or what a code such as E203 means."""
    if not step and is_code(name):
        return _explain_code(name)
    if not step:
        raise BadInput("STEP is missing: name the step, or give a code of `mlekl check` such as E203")
    found = find(name)
    if len(found) > 1:
        raise BadInput(f"{name} holds several derivations: {', '.join(d.name for d in found)}")
    theorem = prove(found[0])
    chosen = _step(theorem, step)
    if not isinstance(chosen.outcome, Proved):
        say(failure(chosen))
        return OF_VERDICT[word(chosen.outcome)]
    if theorem.certificate is None:
        raise BadInput(f"{theorem.name} is not proved, so there is no certificate to show")
    say(trace(theorem.certificate, str(chosen.number)))
    return 0


def _explain_code(name: str) -> int:
    try:
        say(page(name))
    except KeyError as error:
        raise BadInput(str(error.args[0])) from None
    return 0


def _step(theorem: Theorem, wanted: str) -> Step:
    labels = step_labels(theorem)
    by_number = {str(s.number): s for s in theorem.steps}
    chosen = labels.get(wanted) or by_number.get(wanted)
    if chosen is None:
        raise BadInput(f"{theorem.name} has no step {wanted}: its steps are 1 to {len(theorem.steps)}")
    return chosen
