"""Functions of which hypotheses speak at single points only, which can have any values there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from mlekl_symbolic.kernel.terms import PROP, App, Bind, Num, Term, Var, fresh

MOST = 6
"""At how many points a function may be spoken of."""


def at_points(hypotheses: Sequence[Term], beside: Iterable[Term] = ()) -> list[Term]:
    """Hypotheses with numbers for the values of functions that are only taken at variables.

    The variables at which one function is taken are made to differ somewhere, so that a world in which
    these hold is one in which the given ones do.

    Parameters
    ----------
    hypotheses
        The hypotheses.
    beside
        What else holds; a function of which this speaks is left as it is.
    """
    taken: dict[Var, dict[App, None]] = {}
    elsewhere: set[Var] = {v for other in beside for v in other.free}
    for t in (part for h in hypotheses for part in _walk(h)):
        match t:
            case App("@", (Var() as head, *arguments)):
                if all(isinstance(a, Var) for a in arguments):
                    taken.setdefault(head, {})[t] = None
                else:
                    elsewhere.add(head)
            case App("@", (Bind() | App(), *_)):
                return list(hypotheses)
            case App(_, args):
                elsewhere |= {a for a in args if isinstance(a, Var)}
    chosen = {f: list(a) for f, a in taken.items() if f not in elsewhere and len(a) <= MOST}
    values: dict[Term, Term] = {}
    used = frozenset().union(*(h.free for h in hypotheses))
    for application in (a for applications in chosen.values() for a in applications):
        values[application] = fresh("value", used)
        used |= values[application].free
    apart = [_differ(a, b) for mine in chosen.values() for a, b in combinations(mine, 2)]
    return [_with(h, values) for h in hypotheses] + apart


def _differ(one: App, other: App) -> Term:
    """That two lists of arguments are not the same."""
    whole: Term = Num(0)
    for a, b in zip(one.args[1:], other.args[1:], strict=True):
        whole = App("+", (whole, App("^", (App("-", (a, b)), Num(2)))))
    return App("not", (App("=", (whole, Num(0)), PROP),), PROP)


def _walk(t: Term) -> Iterator[Term]:
    yield t
    match t:
        case App(_, args):
            for a in args:
                yield from _walk(a)
        case Bind(_, domain, body):
            yield from _walk(domain)
            yield from _walk(body)


def _with(t: Term, values: dict[Term, Term]) -> Term:
    if t in values:
        return values[t]
    match t:
        case App(head, args):
            made = tuple(_with(a, values) for a in args)
            return t if all(a is b for a, b in zip(made, args, strict=True)) else App(head, made, t.sort)
        case Bind(head, domain, body):
            return Bind(head, _with(domain, values), _with(body, values))
    return t
