"""Attempts at a line under hypotheses: proofs that rest on nothing else, and whether those can hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager

from sympy import Basic

from mlekl_symbolic.kernel.terms import PROP, SET, App, Bind, Bound, Term, Var
from mlekl_symbolic.language import Statement, to_kernel
from mlekl_symbolic.proof.outcome import Proved
from mlekl_symbolic.proof.workspace import Workspace, relation_term
from mlekl_symbolic.readers.latex.theorems import with_theorems
from mlekl_symbolic.refute.evaluate import unfolded
from mlekl_symbolic.refute.model import model
from mlekl_symbolic.search.engine import Context


@contextmanager
def supposed(workspace: Workspace, statements: Sequence[Statement]) -> Iterator[None]:
    """Suppose several statements inside a ``with`` block."""
    with ExitStack() as inside:
        for statement in statements:
            inside.enter_context(workspace.supposing(statement))
        yield


def proof(workspace: Workspace, context: Context, left: Basic, relation: str, right: Basic) -> Proved | None:
    """A proof, without looking for a counterexample."""
    goal = relation_term(to_kernel(left), relation, to_kernel(right))
    try:
        found = workspace.prover.step(goal.args[0], goal.head, goal.args[1], (), context)
    except MemoryError:  # which leaves the script in an unknown state
        raise
    except Exception:  # the search is not trusted: whatever stops it, there is no proof
        return None
    if found is None:
        return None
    # The search is not trusted to name the right line either.
    sequent = workspace.prover.engine.sequent(found.line)
    stands = sequent.proposition is goal and sequent.hypotheses <= set(workspace.context.facts)
    return workspace.proved(found.line) if stands else None


def by_theorem(workspace: Workspace, left: Basic, relation: str, right: Basic) -> Proved | None:
    """A proof that rests on the theorems of the library that speak of the two sides."""
    context = with_theorems(workspace, left, right)
    return None if context is None else proof(workspace, context, left, relation, right)


def can_hold(workspace: Workspace, found: Proved) -> bool:
    """Whether a small world was found in which everything holds that a proof rests on.

    What follows from assumptions that contradict each other is not reported as proved. Integrals are read as
    sums over a finite set of points for this, and every function as smooth.
    """
    engine = workspace.prover.engine
    used = without_definitions(sorted(engine.sequent(found.line).hypotheses, key=str))
    if model(used, engine.theory) is not None:
        return True
    known = [unfolded(h, engine.theory) for h in (*used, *workspace.hypotheses)]
    finite = list(dict.fromkeys(map(_pointwise, known)))
    if finite == list(dict.fromkeys(known)):
        return model(finite, engine.theory) is not None
    sets = {t for h in finite for t in h.free if t.sort == SET}
    finite += [App("finite", (t,), PROP) for t in sorted(sets, key=str)]
    return model(finite, engine.theory) is not None


def without_definitions(hypotheses: list[Term]) -> list[Term]:
    """Hypotheses without those that only say what a name stands for that occurs in no other.

    They can hold if the others can.
    """
    kept = list(hypotheses)
    while True:
        free = [h.free for h in kept]
        gone = next(
            (n for n, h in enumerate(kept)
             if (v := _defined(h)) is not None and all(v not in f for m, f in enumerate(free) if m != n)),
            None,
        )  # fmt: skip
        if gone is None:
            return kept
        del kept[gone]


def _defined(t: Term) -> Var | None:
    """The name that an equation says what it stands for, at any arguments, or None."""
    depth = 0
    while isinstance(t, Bind) and t.head == "all":
        t, depth = t.body, depth + 1
    if not (isinstance(t, App) and t.head == "="):
        return None
    left, right = t.args
    if isinstance(left, Var) and not depth:
        return None if left in right.free else left
    if not (isinstance(left, App) and left.head == "@" and isinstance(left.args[0], Var)):
        return None
    distinct = len(set(left.args[1:])) == depth == len(left.args) - 1
    bound = all(isinstance(a, Bound) for a in left.args[1:])
    return left.args[0] if distinct and bound and left.args[0] not in right.free else None


_POINTS = {"integral": "sum", "ae": "all"}
_REGULAR = ("integrable", "differentiable")
_REGIONS = ("reals", "ioo", "icc", "ioi")


def _pointwise(t: Term) -> Term:
    """A statement about integrals as one about sums over finitely many points."""
    match t:
        case App(head) | Bind(head) if head in _REGULAR:
            return App("true", (), PROP)
        case App("=", (App("deriv"), Bind("integral")) | (Bind("integral"), App("deriv"))):
            return App("true", (), PROP)
        case App(head) if head in _REGIONS:
            return Var(f"points of {t}", SET)
        case App(head, args):
            made = tuple(map(_pointwise, args))
            return t if all(a is b for a, b in zip(made, args, strict=True)) else App(head, made, t.sort)
        case Bind("lam"):
            return t
        case Bind(head, domain, body):
            return Bind(_POINTS.get(head, head), _pointwise(domain), _pointwise(body))
    return t
