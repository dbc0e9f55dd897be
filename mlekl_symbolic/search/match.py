"""Reading a term as an instance of a pattern, also one with function metavariables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mlekl_symbolic.kernel.ring import canonical
from mlekl_symbolic.kernel.terms import App, Bind, Term, Var, lam, open_binder, substitute

Instance = Mapping[Var, Term]


def matches(
    pattern: Term, t: Term, metas: frozenset[Var], found: Instance, bound: tuple[Var, ...] = ()
) -> Iterator[Instance]:
    """Every way to read ``t`` as ``pattern``, extending ``found``.

    Products and sums are read up to order; a function metavariable applied to distinct bound
    variables stands for whatever depends on those.
    """
    if pattern is t and pattern.free.isdisjoint(metas):
        yield found
        return
    match pattern, t:
        case Var(), _ if pattern in metas:
            yield from _bind(pattern, t, found, bound)
        case App("@", (Var() as f, *args)), _ if f in metas:
            yield from _apply(f, tuple(args), t, metas, found, bound)
        case App(("*" | "+") as head, (p, q)), App(other, _) if other == head and (
            _rigid(p, metas) or _rigid(q, metas)
        ):
            parts = spread(head, t)
            for n, part in enumerate(parts):
                rest = join(head, parts[:n] + parts[n + 1 :])
                rigid, flexible = (p, q) if _rigid(p, metas) else (q, p)
                for more in matches(rigid, part, metas, found, bound):
                    yield from matches(flexible, rest, metas, more, bound)
                several = isinstance(rigid, App) and rigid.head == head
                if several or not _rigid(rigid, metas) or _rigid(flexible, metas):
                    for more in matches(rigid, rest, metas, found, bound):
                        yield from matches(flexible, part, metas, more, bound)
        case App(head, ps), App(other, ts) if head == other and len(ps) == len(ts):
            yield from _all(tuple(zip(ps, ts, strict=True)), metas, found, bound)
        case Bind(head, domain, _), Bind(other, other_domain, _) if head == other:
            x = Var(f"§{len(bound)}")
            inner = (open_binder(pattern, x), open_binder(t, x))
            for more in matches(domain, other_domain, metas, found, bound):
                yield from matches(*inner, metas, more, (*bound, x))
        case _ if pattern is t:
            yield found


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


def _bind(meta: Var, t: Term, found: Instance, bound: tuple[Var, ...]) -> Iterator[Instance]:
    if t.sort != meta.sort or not t.free.isdisjoint(bound):
        return
    if meta not in found:
        yield {**found, meta: t}
    elif canonical(found[meta]) is canonical(t):
        yield found


def _apply(
    f: Var, args: tuple[Term, ...], t: Term, metas: frozenset[Var], found: Instance,
    bound: tuple[Var, ...],
) -> Iterator[Instance]:  # fmt: skip
    if f in found:
        want = substitute(App("@", (f, *args)), found)
        if want.free & metas:
            yield from matches(want, t, metas, found, bound)
        elif canonical(want) is canonical(t):
            yield found
        return
    names = tuple(a for a in args if isinstance(a, Var) and a in bound)
    if t.sort != "real" or len(names) != len(args) or len(set(names)) != len(names):
        return
    if t.free.isdisjoint(set(bound) - set(names)):
        yield {**found, f: lam(names, t)}


def _all(
    pairs: tuple[tuple[Term, Term], ...], metas: frozenset[Var], found: Instance,
    bound: tuple[Var, ...],
) -> Iterator[Instance]:  # fmt: skip
    if not pairs:
        yield found
        return
    # Function metavariables applied to metavariables wait until their arguments are known.
    first = next((k for k, (p, _) in enumerate(pairs) if _ready(p, metas, found, bound)), 0)
    rest = pairs[:first] + pairs[first + 1 :]
    for f in matches(*pairs[first], metas, found, bound):
        yield from _all(rest, metas, f, bound)


def _ready(p: Term, metas: frozenset[Var], found: Instance, bound: tuple[Var, ...]) -> bool:
    match p:
        case App("@", (Var() as f, *args)) if f in metas and f not in found:
            return all(a in bound for a in args)
    return True
