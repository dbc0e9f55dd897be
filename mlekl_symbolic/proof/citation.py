"""Using a theorem that has been proved elsewhere, for objects of one's own."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence as Lines
from typing import Any

from sympy import Basic

from mlekl_symbolic.kernel.show import show
from mlekl_symbolic.kernel.terms import Term, Var
from mlekl_symbolic.language import LanguageError, Model, Sequence, to_kernel
from mlekl_symbolic.language.back import from_kernel
from mlekl_symbolic.proof.records import Theorem
from mlekl_symbolic.proof.workspace import Workspace


def cited(
    theorem: Theorem, workspace: Workspace, instance: Mapping[str, Basic], known: Lines[int] = ()
) -> int:
    """A line with the conclusion of a theorem for the given objects, its hypotheses met.

    Parameters
    ----------
    theorem
        A proved theorem.
    workspace
        Where it is used.
    instance
        What its declared objects become here, by name; those not named keep their names.
    known
        Lines with earlier results that its hypotheses may follow from.

    Raises
    ------
    LanguageError
        When the theorem is not proved, has no object of a given name, or rests on a hypothesis
        that does not follow here.
    """
    if theorem.certificate is None or theorem.script is None:
        raise LanguageError(f"{theorem.name} is not proved and cannot be cited")
    engine = workspace.prover.engine
    line = engine.script.include(theorem.script) + theorem.certificate.theorem
    by = replacement(theorem.name, {d.name: d for d in theorem.declarations}, instance)
    if by:
        line = engine.add("inst", line, instance=tuple(by.items()))
    context = workspace.context
    for earlier in known:
        context = workspace.prover.established(earlier, context)
    for hypothesis in sorted(engine.sequent(line).hypotheses, key=show):
        met = workspace.prover.condition(hypothesis, context)
        if met is None:
            raise LanguageError(
                f"{theorem.name} needs a hypothesis that does not follow here: "
                f"{_readable(hypothesis, workspace)}; state it with proof.given(…)"
            )
        implied = engine.add("discharge", line, terms=(hypothesis,))
        line = engine.add("mp", implied, met)
    return line


def replacement(name: str, declared: Mapping[str, Any], instance: Mapping[str, Basic]) -> dict[Var, Term]:
    """What the variables of a derivation become when its declared objects become others.

    Raises
    ------
    LanguageError
        When nothing is declared under a name, or what stands for an object is of another kind.
    """
    if unknown := set(instance) - set(declared):
        known = ", ".join(sorted(declared))
        raise LanguageError(f"{name} declares nothing called {min(unknown)}; it declares {known}")
    out: dict[Var, Term] = {}
    for key, value in instance.items():
        mine = declared[key]
        old = Var(key, "fun2") if isinstance(mine, Model | Sequence) else to_kernel(mine)
        if not isinstance(old, Var):
            raise LanguageError(f"{key} is fixed in {name} and cannot be replaced")
        new = to_kernel(value)
        if new.sort != old.sort:
            raise LanguageError(f"{value} is a {new.sort} and cannot stand for {key}, a {old.sort}")
        if new is not old:
            out[old] = new
    return out


def _readable(p: Term, workspace: Workspace) -> str:
    try:
        return str(from_kernel(p, workspace.vocabulary))
    except LanguageError:
        return show(p)
