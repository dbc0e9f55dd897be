"""Reading a term as an instance of a pattern, also one with function metavariables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from mlekl_symbolic.kernel.ring import canonical
from mlekl_symbolic.kernel.terms import App, Bind, Term, Var, lam, open_binder, substitute

Instance = Mapping[Var, Term]
Pairs: TypeAlias = tuple[tuple[Term, Term], ...]
NONE: tuple[Instance, ...] = ()
COMMUTATIVE = frozenset({"+", "*"})


def matches(
    pattern: Term, t: Term, metas: frozenset[Var], found: Instance, bound: tuple[Var, ...] = ()
) -> Iterable[Instance]:
    """Every way to read ``t`` as ``pattern``, extending ``found``.

    Products and sums are read up to order; a function metavariable applied to distinct bound
    variables stands for whatever depends on those.
    """
    if pattern is t and pattern.free.isdisjoint(metas):
        return (found,)
    if isinstance(pattern, App):
        head, args = pattern.head, pattern.args
        if head == "@" and args[0] in metas:
            return _apply(pattern, t, metas, found, bound)
        if not (isinstance(t, App) and t.head == head and len(t.args) == len(args)):
            return NONE
        if head in COMMUTATIVE and (_rigid(args[0], metas) or _rigid(args[1], metas)):
            return _in_any_order(pattern, t, metas, found, bound)
        return _all(tuple(zip(args, t.args, strict=True)), metas, found, bound)
    if isinstance(pattern, Var):
        return _bind(pattern, t, found, bound) if pattern in metas else NONE
    if isinstance(pattern, Bind) and isinstance(t, Bind) and t.head == pattern.head:
        return _below(pattern, t, metas, found, bound)
    return NONE


def _in_any_order(
    pattern: App, t: App, metas: frozenset[Var], found: Instance, bound: tuple[Var, ...]
) -> Iterator[Instance]:
    """A sum or product of which one part is not just a metavariable."""
    (p, q), head = pattern.args, pattern.head
    parts = spread(head, t)
    rigid, flexible = (p, q) if _rigid(p, metas) else (q, p)
    several = isinstance(rigid, App) and rigid.head == head
    for n, part in enumerate(parts):
        rest = None
        for more in matches(rigid, part, metas, found, bound):
            rest = rest or join(head, parts[:n] + parts[n + 1 :])
            yield from matches(flexible, rest, metas, more, bound)
        if several or _rigid(flexible, metas):
            rest = rest or join(head, parts[:n] + parts[n + 1 :])
            for more in matches(rigid, rest, metas, found, bound):
                yield from matches(flexible, part, metas, more, bound)


def _below(
    pattern: Bind, t: Bind, metas: frozenset[Var], found: Instance, bound: tuple[Var, ...]
) -> Iterator[Instance]:
    """A binder, over whatever its domain can be read as."""
    x = Var(f"§{len(bound)}")
    for more in matches(pattern.domain, t.domain, metas, found, bound):
        yield from matches(open_binder(pattern, x), open_binder(t, x), metas, more, (*bound, x))


def spread(head: str, t: Term) -> tuple[Term, ...]:
    """The parts of a nested ``+`` or ``*``, from left to right."""
    if isinstance(t, App) and t.head == head:
        return spread(head, t.args[0]) + spread(head, t.args[1])
    return (t,)


def join(head: str, parts: tuple[Term, ...]) -> Term:
    """The nested ``+`` or ``*`` of at least one part."""
    out = parts[0]
    for p in parts[1:]:
        out = App(head, (out, p))
    return out


def _rigid(p: Term, metas: frozenset[Var]) -> bool:
    match p:
        case Var():
            return p not in metas
        case App("@", (Var() as f, *_)):
            return f not in metas
    return True


def _bind(meta: Var, t: Term, found: Instance, bound: tuple[Var, ...]) -> tuple[Instance, ...]:
    if t.sort != meta.sort or (bound and not t.free.isdisjoint(bound)):
        return NONE
    known = found.get(meta)
    if known is None:
        return ({**found, meta: t},)
    return (found,) if known is t or canonical(known) is canonical(t) else NONE


def _apply(
    pattern: App, t: Term, metas: frozenset[Var], found: Instance, bound: tuple[Var, ...]
) -> Iterable[Instance]:
    """A function metavariable, applied."""
    f, *args = pattern.args
    assert isinstance(f, Var)
    if f in found:
        want = substitute(pattern, found)
        if want.free & metas:
            return matches(want, t, metas, found, bound)
        return (found,) if canonical(want) is canonical(t) else NONE
    names = tuple([a for a in args if isinstance(a, Var) and a in bound])
    if t.sort != "real" or len(names) != len(args) or len(set(names)) != len(names):
        return NONE
    return ({**found, f: lam(names, t)},) if t.free.isdisjoint(set(bound) - set(names)) else NONE


def _all(pairs: Pairs, metas: frozenset[Var], found: Instance, bound: tuple[Var, ...]) -> Iterable[Instance]:
    """Every way to read several terms at once."""
    for p, t in pairs:
        if _clash(p, t, metas):
            return NONE
    while pairs:
        # Function metavariables applied to metavariables wait until their arguments are known.
        first = next((k for k, (p, _) in enumerate(pairs) if _ready(p, metas, found, bound)), 0)
        rest = pairs[:first] + pairs[first + 1 :]
        ways = matches(*pairs[first], metas, found, bound)
        if not isinstance(ways, tuple):
            return _each(ways, rest, metas, bound)
        if not ways:
            return NONE
        (found,), pairs = ways, rest
    return (found,)


def _each(
    ways: Iterable[Instance], rest: Pairs, metas: frozenset[Var], bound: tuple[Var, ...]
) -> Iterator[Instance]:
    for found in ways:
        yield from _all(rest, metas, found, bound)


def _clash(p: Term, t: Term, metas: frozenset[Var]) -> bool:
    """Whether one look shows that ``t`` is no instance of ``p``."""
    if isinstance(p, App):
        if p.head == "@" and p.args[0] in metas:
            return False
        return not (isinstance(t, App) and t.head == p.head)
    if isinstance(p, Bind):
        return not (isinstance(t, Bind) and t.head == p.head)
    return p is not t and p not in metas


def _ready(p: Term, metas: frozenset[Var], found: Instance, bound: tuple[Var, ...]) -> bool:
    if isinstance(p, App) and p.head == "@" and (f := p.args[0]) in metas and f not in found:
        return all(a in bound for a in p.args[1:])
    return True
