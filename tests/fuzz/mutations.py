"""Small changes to kernel terms: signs, sides, factors, indices, ends of ranges, names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from random import Random

from mlekl_symbolic.kernel.terms import PROP, REAL, App, Bind, Bound, Num, SortError, Term, Var

SWAPPED = {
    "sum": "prod", "prod": "sum", "argmin": "argmax", "argmax": "argmin", "all": "ex", "ex": "all",
    "integral": "sum", "ae": "all",
    "<": "<=", "<=": "<", "and": "or", "or": "and", "naturals": "integers", "integers": "reals",
}  # fmt: skip
INFIX = {"+": "-", "-": "+", "*": "/", "/": "*"}
ONE = Num(1)


def _with_args(t: App, *args: Term) -> App:
    return App(t.head, args, t.sort)


def _numbers(value: Fraction) -> Iterator[Term]:
    yield from (Num(value + 1), Num(value - 1), Num(-value), Num(0))


def _real(t: Term) -> Iterator[Term]:
    """Changes that every number allows."""
    yield App("neg", (t,))
    yield App("+", (t, ONE))
    yield App("*", (Num(2), t))
    yield App("/", (t, Num(2)))


def _applied(t: App, names: Sequence[Var]) -> Iterator[Term]:
    head, args = t.head, t.args
    same_sort = len({a.sort for a in args}) == 1
    if len(args) == 2 and same_sort:
        yield _with_args(t, args[1], args[0])
    if head in SWAPPED:
        yield App(SWAPPED[head], args)
    if head in INFIX:
        yield App(INFIX[head], args)
        yield from args
    match head, args:
        case ("neg" | "log" | "exp" | "not", (inner,)):
            yield inner
        case ("delta", (a, b)):
            yield App("delta", (a, a))
            yield App("delta", (b, b))
            yield ONE
        case ("range", (low, high)):
            yield App("range", (low, App("-", (high, ONE))))
            yield App("range", (App("+", (low, ONE)), high))
            yield App("range", (Num(0), high))
            yield App("ioo", args)
            yield App("icc", args)
        case ("ioo" | "icc", _):
            yield App("range", args)
            yield App("icc" if head == "ioo" else "ioo", args)
        case ("@", (f, *keys)):
            if len(keys) == 2:
                yield App("@", (f, keys[1], keys[0]))
            yield from (App("@", (g, *keys)) for g in names if g.sort == f.sort and g is not f)
        case (("and" | "or" | "imp"), _):
            yield from args
        case ("=", (a, _)) if a.sort == REAL:
            yield App("<=", args)
            yield App("<", args)
            yield App("not", (t,))
        case ("finset", (_, *rest)):
            yield App("finset", tuple(rest))
            yield App("finset", (*args, Num(0)))


def local(t: Term, names: Sequence[Var], depth: int) -> Iterator[Term]:
    """Every change of ``t`` at its root, below ``depth`` binders, with other names from ``names``."""
    match t:
        case Num(value):
            yield from _numbers(value)
        case Var():
            yield from (v for v in names if v.sort == t.sort and v is not t)
        case Bound(index):
            yield from (Bound(k) for k in range(depth) if k != index)
        case App():
            yield from _applied(t, names)
        case Bind(head, domain, body):
            if head in SWAPPED:
                yield Bind(SWAPPED[head], domain, body)
            if head in ("sum", "prod") and body.level == 0:
                yield body
    if t.sort == REAL:
        yield from _real(t)
    elif t.sort == PROP:
        yield App("not", (t,))


def parts(t: Term) -> list[tuple[int, ...]]:
    """The paths to all parts of a term."""
    out: list[tuple[int, ...]] = [()]
    match t:
        case App(_, args):
            out += [(n, *rest) for n, a in enumerate(args) for rest in parts(a)]
        case Bind(_, domain, body):
            out += [(n, *rest) for n, a in enumerate((domain, body)) for rest in parts(a)]
    return out


def changed(t: Term, path: tuple[int, ...], names: Sequence[Var], depth: int = 0) -> Iterator[Term]:
    """``t`` with the part at ``path`` changed, in every way that is well sorted."""
    if not path:
        yield from local(t, names, depth)
        return
    here, rest = path[0], path[1:]
    match t:
        case App(head, args):
            for new in changed(args[here], rest, names, depth):
                made = _built(App, head, (*args[:here], new, *args[here + 1 :]), t.sort)
                if made is not None:
                    yield made
        case Bind(head, domain, body):
            inner = (domain, body)[here]
            for new in changed(inner, rest, names, depth + here):
                made = _built(Bind, head, *((new, body) if here == 0 else (domain, new)))
                if made is not None:
                    yield made


def _built(kind: type[Term], *parts_: object) -> Term | None:
    try:
        return kind(*parts_)
    except SortError:
        return None


def mutants(t: Term) -> Iterator[Term]:
    """Every single change of a term that keeps it well sorted, without repetition."""
    names = sorted(t.free, key=lambda v: (v.sort, v.name))
    seen = {t}
    for path in parts(t):
        changes = iter(changed(t, path, names))
        while True:
            try:
                new = next(changes)
            except StopIteration:
                break
            except SortError:
                break
            if new not in seen and new.level <= t.level:
                seen.add(new)
                yield new


def mutant(t: Term, source: Random, names: Sequence[Var] = ()) -> Term | None:
    """One change of a term at random, or None when the place drawn allows none."""
    known = sorted({*t.free, *names}, key=lambda v: (v.sort, v.name))
    path = source.choice(parts(t))
    options: list[Term] = []
    try:
        for new in changed(t, path, known):
            options.append(new)
    except SortError:
        pass
    options = [new for new in options if new is not t and new.level <= t.level]
    return source.choice(options) if options else None
