"""Attempts at a line under hypotheses: proofs that rest on nothing else, and whether those can hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager

from sympy import Basic

from mlekl_symbolic.kernel.ring import TooLarge, polynomial
from mlekl_symbolic.kernel.terms import PROP, REAL, SET, App, Bind, Bound, Num, Term, Var
from mlekl_symbolic.language import Statement, to_kernel
from mlekl_symbolic.proof.outcome import Proved
from mlekl_symbolic.proof.workspace import Workspace, relation_term
from mlekl_symbolic.readers.latex.everywhere import said_of_some
from mlekl_symbolic.readers.latex.points import at_points
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
    standing = sorted(workspace.prover.engine.sequent(found.line).hypotheses, key=str)
    standing += said_of_some(standing)
    if (apart := at_points(standing, workspace.hypotheses)) != standing and _stands(workspace, apart):
        return True
    return _stands(workspace, standing)


def _stands(workspace: Workspace, hypotheses: Sequence[Term]) -> bool:
    """Whether a small world was found in which hypotheses hold, and what belongs to its objects."""
    engine = workspace.prover.engine
    used = without_definitions(list(hypotheses))
    known = [unfolded(h, engine.theory) for h in (*used, *workspace.hypotheses)]
    finite = list(dict.fromkeys(map(_pointwise, known)))
    if finite != list(dict.fromkeys(known)):
        sets = {t for h in finite for t in h.free if t.sort == SET}
        finite += [App("finite", (t,), PROP) for t in sorted(sets, key=str)]
        if model(finite, engine.theory) is not None:
            return True
    return model(used, engine.theory) is not None


def without_definitions(hypotheses: list[Term]) -> list[Term]:
    """Hypotheses without those that only say what a name stands for, and what sign it has.

    They can hold if the others can: the name can be chosen after everything else.
    """
    kept = list(hypotheses)
    while True:
        gone = next((g for h in kept if (g := _chosen_last(h, kept))), None)
        if gone is None:
            return kept
        kept = [h for h in kept if all(h is not g for g in gone)]


def _chosen_last(h: Term, others: list[Term]) -> list[Term]:
    """The hypotheses about a name, if ``h`` defines it and the others say at most what is its nature."""
    found = _defined(h)
    if found is None:
        return [h] if _can_be_solved(h, others) else []
    name, is_positive = found
    about = [o for o in others if name in o.free]
    if all(o is h or (is_positive and _is_nature(o, name)) for o in about):
        return about
    return []


def _can_be_solved(h: Term, others: list[Term]) -> bool:
    """Whether a hypothesis is an equation with a name in it, once and times a number, that no other has."""
    if not (isinstance(h, App) and h.head == "=" and h.args[0].sort == REAL):
        return False
    try:
        monomials = [(m, {v for atom, _, _ in m for v in atom.free}) for m in polynomial(App("-", h.args))]
    except TooLarge:
        return False
    elsewhere = {v for o in others if o is not h for v in o.free}
    lone = [m[0][0] for m, _ in monomials if len(m) == 1 and m[0][1:] == (1, 0)]
    once = [n for n in lone if isinstance(n, Var) and sum(n in inside for _, inside in monomials) == 1]
    return any(n not in elsewhere for n in once)


def _defined(t: Term) -> tuple[Var, bool] | None:
    """The name that an equation defines, itself or by its logarithm, and whether that is positive."""
    depth = 0
    while isinstance(t, Bind) and t.head == "all":
        t, depth = t.body, depth + 1
    if not (isinstance(t, App) and t.head == "="):
        return None
    left, right = t.args
    is_positive = is_positive_term(right)
    if isinstance(left, App) and left.head == "log":
        (left,), is_positive = left.args, True
    if isinstance(left, Var) and not depth:
        return None if left in right.free else (left, is_positive)
    if not (isinstance(left, App) and left.head == "@" and isinstance(left.args[0], Var)):
        return None
    places = [a for a in left.args[1:] if isinstance(a, Bound)]
    distinct = len(set(places)) == depth == len(places)
    fixed = all(isinstance(a, Bound | Var) for a in left.args[1:])
    name = left.args[0]
    return (name, is_positive) if distinct and fixed and name not in right.free else None


def is_positive_term(t: Term) -> bool:
    """Whether a term is positive whatever its variables are, as can be seen from its form."""
    match t:
        case Num(value):
            return value > 0
        case App("exp" | "pi"):
            return True
        case App("+" | "*" | "/", args):
            return all(map(is_positive_term, args))
        case App("^", (base, _)):
            return is_positive_term(base)
    return False


def _is_nature(t: Term, name: Var) -> bool:
    """Whether a hypothesis says of a law only what belongs to its nature.

    Its values are positive or not zero, they add up to one, and it has moments. That the formula has these
    properties which defines it is the author's word.
    """
    while isinstance(t, Bind) and t.head == "all" and name not in t.domain.free:
        t = t.body
    match t:
        case App("<" | "<=", (Num(zero), value)) | App("not", (App("=", (value, Num(zero))),)):
            return zero == 0 and _is_value(value, name)
        case App("=", (Bind("integral" | "sum") as whole, Num(one))):
            return one == 1 and name not in whole.domain.free and _is_value(whole.body, name)
    return isinstance(t, Bind) and t.head == "integrable"


def _is_value(t: Term, name: Var) -> bool:
    match t:
        case App("@", (head, *arguments)):
            return head is name and all(name not in a.free for a in arguments)
    return t is name


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
