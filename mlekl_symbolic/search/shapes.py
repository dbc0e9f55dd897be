"""What rules and goals look like from a distance: the index that finds the rules for a goal."""

from __future__ import annotations

from fractions import Fraction

from mlekl_symbolic.kernel.ring import Polynomial
from mlekl_symbolic.kernel.terms import App, Bind, Num, Term, Var
from mlekl_symbolic.kernel.theory import Axiom


def ratio(p: Polynomial, q: Polynomial) -> Fraction | None:
    """The number ``k`` with ``p = k q``, when there is one other than zero."""
    if not p or p.keys() != q.keys():
        return None
    ratios = {c / q[m] for m, c in p.items()}
    return ratios.pop() if len(ratios) == 1 else None


def replaced(t: Term, old: Term, new: Term) -> Term:
    """``t`` with every occurrence of ``old`` turned into ``new``."""
    if t is old:
        return new
    match t:
        case App(head, args):
            return App(head, tuple(replaced(a, old, new) for a in args), t.sort)
        case Bind(head, domain, body):
            return Bind(head, replaced(domain, old, new), replaced(body, old, new))
    return t


def arguments_of_deltas(t: Term) -> list[Term]:
    """What is compared with a number by some delta of ``t``, outside binders."""
    found: dict[Term, None] = {}
    stack = [t]
    while stack:
        here = stack.pop()
        match here:
            case App("delta", (Num(), x)) | App("delta", (x, Num())) if not isinstance(x, Num):
                found[x] = None
            case App(_, args):
                stack.extend(args)
    return [x for x in found if x.level == 0]


def determined(a: Axiom) -> bool:
    """Whether the conclusion of an axiom fixes all its metavariables."""
    return frozenset().union(*(p.free for _, p in a.where)) <= a.conclusion.free


def _head(t: Term, metas: frozenset[Var]) -> str:
    match t:
        case Var():
            return "?" if t in metas else "var"
        case Num(value):
            return str(value)
        case App("@", (Var() as f, *_)) if f in metas:
            return "?"
        case App(head, _) | Bind(head, _, _):
            return head
    return "var"


def shape(p: Term, metas: frozenset[Var]) -> tuple[str, ...]:
    """What an index of rules goes by: the relation and the heads of its sides."""
    match p:
        case App("not", (inner,)):
            return ("not", *shape(inner, metas))
        case App(head, args):
            return (head, *(_head(a, metas) for a in args))
    return ()


def keys(goal: Term) -> list[tuple[str, ...]]:
    """The shapes of rules that may conclude ``goal``, the most special first."""
    match shape(goal, frozenset()):
        case (head, one):
            return [(head, one), (head, "?")]
        case (*prefix, one, other) if prefix:
            return [(*prefix, a, b) for a, b in ((one, other), ("?", other), (one, "?"), ("?", "?"))]
    return []


def is_fact(p: Term) -> bool:
    match p:
        case App("<" | "<=" | "in" | "finite" | "converges", _) | App("not", (App("=", _),)):
            return True
    return False
