"""Running derivations, and judging one step on its own."""

from __future__ import annotations

from collections.abc import Sequence

from sympy import Basic

from mlekl_symbolic.language import Statement
from mlekl_symbolic.proof.calc import caller
from mlekl_symbolic.proof.derivation import Derivation
from mlekl_symbolic.proof.draft import Draft
from mlekl_symbolic.proof.errors import AuthorError, DerivationError
from mlekl_symbolic.proof.library import library
from mlekl_symbolic.proof.outcome import Outcome
from mlekl_symbolic.proof.proof import Proof
from mlekl_symbolic.proof.records import Theorem
from mlekl_symbolic.proof.workspace import SIGNS, Workspace


def run(derivation: Derivation) -> Theorem:
    """Run a derivation and return what became of it.

    Raises
    ------
    DerivationError
        When the author's function raises or uses the notation wrongly, with the author's line, or
        when derivations cite each other in a circle.
    """
    return _run(derivation, ())


def begin(title: str) -> Draft:
    """A proof that is written outside a function, as in the cells of a notebook; `Proof.qed` ends it.

    A chain with a line that is not proved is put aside when the next one begins.

    Examples
    --------
    >>> from mlekl_symbolic import *
    >>> proof = begin("A square")
    >>> a = proof.real("a")
    >>> proof.show(Equal((a + 1) ** 2, a**2 + 2 * a + 1))
    >>> square = proof.calc((a + 1) ** 2).eq(a**2 + 2 * a + 1)
    >>> type(proof.qed(square).outcome).__name__
    'Proved'
    """
    derivation = Derivation("notebook", title, "", (), _unwritten, caller())
    return Draft(derivation, lambda name: theorem(library().find(name)))


def _unwritten(proof: Proof) -> Theorem:
    raise AuthorError(f"{proof.derivation.title} is written in a notebook and cannot be run again")


def theorem(derivation: Derivation) -> Theorem:
    """What became of a derivation, as `run`, but run once only in this process."""
    return _once(derivation, ())


def is_run(derivation: Derivation) -> bool:
    """Whether `theorem` has run a derivation in this process, on its own or where it is cited."""
    return derivation in _RUN


_RUN: dict[Derivation, Theorem] = {}


def _once(derivation: Derivation, citing: tuple[str, ...]) -> Theorem:
    """A theorem whose proof is searched for once; whoever cites it checks its certificate again."""
    if derivation not in _RUN:
        _RUN[derivation] = _run(derivation, citing)
    return _RUN[derivation]


def _run(derivation: Derivation, citing: tuple[str, ...]) -> Theorem:
    """Run a derivation on behalf of those that cite it."""
    if derivation.name in citing:
        circle = " cites ".join((*citing, derivation.name))
        raise AuthorError(f"derivations cannot cite in a circle: {circle}", derivation.location)

    def find(name: str) -> Theorem:
        return _once(library().find(name), (*citing, derivation.name))

    try:
        made = derivation.author(Proof(derivation, find))
    except DerivationError:
        raise
    except Exception as error:
        what = f"{derivation.name} cannot be run"
        raise AuthorError.caused_by(error, what, derivation.location) from error
    if not isinstance(made, Theorem):
        raise AuthorError(
            f"{derivation.name} returns {type(made).__name__}, not a theorem", derivation.location,
            "End the function with: return proof.qed(…)",
        )  # fmt: skip
    return made


def prove(left: Basic, relation: str, right: Basic, given: Sequence[Statement] = ()) -> Outcome:
    """The verdict on one step ``left relation right`` under some hypotheses.

    Parameters
    ----------
    left, right
        Expressions, sets or statements.
    relation
        ``=``, ``<=``, ``<``, ``>=``, ``>`` or ``iff``.
    given
        The hypotheses.

    Raises
    ------
    ValueError
        When the relation is none of these.
    """
    if relation not in SIGNS:
        raise ValueError(f"there is no relation {relation!r}; the relations are {', '.join(SIGNS)}")
    workspace = Workspace()
    workspace.meet(left, right, *given)
    workspace.give_all(given)
    outcome, _ = workspace.judge(left, relation, right)
    return outcome
