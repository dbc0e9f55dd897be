"""Proof lines that are nearly right: changed ones from real proofs, and new ones made to look right."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from mlekl_symbolic.kernel.lines import Line, Sequent
from mlekl_symbolic.kernel.logic import INFERENCES
from mlekl_symbolic.kernel.terms import (
    PROP,
    REAL,
    SET,
    App,
    Bind,
    Num,
    SortError,
    Term,
    Var,
    abstract,
    close_binder,
    open_binder,
    substitute,
)
from mlekl_symbolic.kernel.theory import Theory
from tests.fuzz.mutations import mutant, parts

SMALL = (Num(0), Num(1), Num(2), Num(-1), Num("1/2"), Num("3/2"), Num(3))
MULTIPLIERS = (Num(1), Num(1), Num(2), Num("1/2"), Num(-1), Num(0))
DOMAINS = (App("range", (Num(1), Num(2))), App("range", (Num(1), Num(0))), App("finset", (Num(0), Num(1))))
STRANGERS = (Var("u"), Var("v"), Var("w"))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line is to be put: what is proved before it, and the theory."""

    done: Sequence[Sequent]
    theory: Theory

    def premise(self, source: Random, *heads: str) -> int:
        """The number of a line, if possible one whose proposition has one of the heads."""
        for _ in range(12):
            n = source.randrange(len(self.done))
            p = self.done[n].proposition
            if not heads or (isinstance(p, App | Bind) and p.head in heads):
                return n
        return n


def _variables(sequents: Sequence[Sequent], sort: str = REAL) -> list[Var]:
    free: set[Var] = set(STRANGERS)
    for s in sequents:
        free |= s.proposition.free.union(*(h.free for h in s.hypotheses))
    return sorted((v for v in free if v.sort == sort), key=lambda v: v.name)


def _subterms(t: Term, sort: str) -> list[Term]:
    out = []
    for path in parts(t):
        here = t
        for step in path:
            here = here.args[step] if isinstance(here, App) else (here.domain, here.body)[step]  # type: ignore[attr-defined]
        if here.sort == sort and here.level == 0:
            out.append(here)
    return out


def _domain(source: Random, s: Sequent) -> Term:
    found = [d for p in (s.proposition, *sorted(s.hypotheses, key=repr)) for d in _subterms(p, SET)]
    return source.choice([*found, *DOMAINS])


def _real(source: Random, s: Sequent) -> Term:
    return source.choice([*_subterms(s.proposition, REAL), *SMALL, *_variables([s])])


def _equation(place: Place, source: Random) -> tuple[int, Term, Term]:
    n = place.premise(source, "=")
    p = place.done[n].proposition
    if isinstance(p, App) and p.head == "=":
        return n, p.args[0], p.args[1]
    raise LookupError


def _parted(t: Term, x: Var, y: Var) -> Term:
    """``t`` with the first ``x`` in it renamed to ``y``."""
    if t is x:
        return y
    if isinstance(t, App):
        for n, a in enumerate(t.args):
            if x in a.free:
                return App(t.head, (*t.args[:n], _parted(a, x, y), *t.args[n + 1 :]), t.sort)
    return t


def _congr(place: Place, source: Random) -> Line:
    n, a, _ = _equation(place, source)
    s = place.done[n]
    inside = sorted((v for v in a.free if v.sort == REAL), key=lambda v: v.name)
    x = source.choice(inside if inside and source.random() < 0.7 else _variables([s]))
    y = source.choice(_variables([s]))
    head = source.choice(["all", "setof"] if a.sort == PROP else ["sum", "prod", "argmin", "lam"])
    if a.sort not in (REAL, PROP):
        raise LookupError
    members = [h.args[1] for h in s.hypotheses if isinstance(h, App) and h.head == "in" and h.args[0] is x]
    domain = App("reals") if head == "lam" else source.choice([*members, *members, _domain(source, s)])
    match source.randrange(4):
        case 0:
            return Line("congr", (n,), (close_binder(head, x, domain, a),), path=(1,), variables=(x,))
        case 1 if a.sort == REAL:
            kept = App("+", (abstract(a, x), x))
            return Line("congr", (n,), (Bind(head, domain, kept),), path=(1, 0), variables=(x,))
        case 2:
            inner = close_binder("sum" if a.sort == REAL else "all", x, domain, _parted(a, x, y))
            outer = close_binder(inner.head, y, _domain(source, s), inner)
            return Line("congr", (n,), (outer,), path=(1, 1), variables=(source.choice((x, y)), x))
    whole = App("+", (a, a)) if a.sort == REAL else App("imp", (a, a))
    return Line("congr", (n,), (whole,), path=(source.randrange(2),))


def _gen(place: Place, source: Random) -> Line:
    n = place.premise(source)
    s = place.done[n]
    x = source.choice(_variables([s]))
    members = [h.args[1] for h in s.hypotheses if isinstance(h, App) and h.head == "in" and h.args[0] is x]
    return Line("gen", (n,), (source.choice([*members, _domain(source, s)]),), variables=(x,))


def _inst(place: Place, source: Random) -> Line:
    n = place.premise(source)
    s = place.done[n]
    x = source.choice(_variables([s]))
    return Line("inst", (n,), instance=((x, _real(source, s)),))


def _ring(place: Place, source: Random) -> Line:
    s = place.done[place.premise(source)]
    a, b = _real(source, s), _real(source, s)
    quotient = App("/", (a, a))
    options: list[tuple[Term, Term]] = [
        (App("/", (App("*", (a, b)), a)), b),
        (quotient, Num(1)),
        (App("*", (a, App("^", (a, Num(-1))))), Num(1)),
        (App("/", (App("+", (a, b)), App("+", (b, a)))), Num(1)),
        (App("-", (a, b)), App("-", (b, a))),
        (App("+", (a, b)), a),
        (App("^", (App("+", (a, b)), Num(2))), App("+", (App("^", (a, Num(2))), App("^", (b, Num(2)))))),
        (App("/", (Num(1), App("+", (a, b)))), App("+", (App("/", (Num(1), a)), App("/", (Num(1), b))))),
        (App("*", (a, App("+", (b, Num(1))))), App("+", (App("*", (a, b)), Num(1)))),
        (App("^", (a, Num(0))), quotient),
        (App("delta", (a, b)), App("delta", (b, a))),
        (App("log", (App("*", (a, b)),)), App("log", (App("*", (b, a)),))),
    ]
    left, right = source.choice(options)
    if source.random() < 0.5:
        right = mutant(left, source) or right
    return Line("ring", terms=(left, right))


def _linear(place: Place, source: Random) -> Line:
    uses = [place.premise(source, "<", "<=", "=") for _ in range(source.choice((1, 1, 2)))]
    given = []
    left: Term = Num(0)
    right: Term = Num(0)
    for n in uses:
        p = place.done[n].proposition
        if not (isinstance(p, App) and p.head in ("<", "<=", "=") and p.args[0].sort == REAL):
            raise LookupError
        c = source.choice(MULTIPLIERS)
        given.append(c)
        left = App("+", (left, App("*", (c, p.args[0]))))
        right = App("+", (right, App("*", (c, p.args[1]))))
    right = App("+", (right, source.choice((Num(0), Num(0), Num(1), Num(-1)))))
    return Line("linear", tuple(uses), (App(source.choice(("<", "<=")), (left, right)), *given))


def _decide(_: Place, source: Random) -> Line:
    a, b, c = (source.choice(SMALL) for _ in range(3))
    sets: list[Term] = [App(h, (b, c)) for h in ("range", "ioo", "icc", "finset")]
    sets += [App("naturals"), App("integers"), App("ioi", (b,)), App("reals")]
    p: Term = source.choice(
        [App("=", (a, b)), App("<", (a, b)), App("<=", (a, b)), App("in", (a, source.choice(sets)))]
    )
    if source.random() < 0.3:
        p = App("not", (p,))
    if source.random() < 0.1:
        p = App("finite", (source.choice(sets),))
    return Line("decide", terms=(p,))


def _enumerate(place: Place, source: Random) -> Line:
    s = place.done[place.premise(source)]
    ends = [source.choice(SMALL) for _ in range(source.choice((0, 1, 2, 2, 3)))]
    domain = (
        App("range", tuple(ends)) if len(ends) == 2 and source.random() < 0.6 else App("finset", tuple(ends))
    )
    x = source.choice(_variables([s]))
    head = source.choice(("sum", "prod", "all", "argmin", "ex"))
    body: Term = s.proposition if head in ("all", "ex") else _real(source, s)
    return Line("enumerate", terms=(close_binder(head, x, domain, body),))


def _logic(place: Place, source: Random) -> Line:
    rule = source.choice(
        ["mp", "iff", "eq_mp", "discharge", "not_intro", "cases", "conj", "left", "right", "or_left",
         "or_right",
         "contradiction", "excluded_middle", "trans", "symm", "spec", "exists", "choose"]
    )  # fmt: skip
    heads = {
        "mp": "imp",
        "iff": "imp",
        "left": "and",
        "right": "and",
        "cases": "or",
        "spec": "all",
        "choose": "ex",
    }
    uses = tuple(
        place.premise(source, *((heads[rule],) if rule in heads else ()))
        for _ in range(source.choice((1, 2, 2, 3)))
    )
    if rule == "spec":
        uses = (uses[0], place.premise(source, "in"))
    if rule in ("trans", "symm"):
        uses = tuple(place.premise(source, "=", "<", "<=") for _ in range(1 + (rule == "trans")))
    if rule in ("discharge", "not_intro"):
        uses = uses[:1]
        hypotheses = sorted(place.done[uses[0]].hypotheses, key=repr) or [App("true")]
        return Line(rule, uses, (source.choice(hypotheses),))
    s = place.done[uses[-1]]
    x = source.choice(_variables([s]))
    return Line(rule, uses, (s.proposition,) if rule not in ("mp", "iff", "eq_mp") else (), variables=(x,))


def _exists(place: Place, source: Random) -> Line:
    n, m = place.premise(source), place.premise(source, "in")
    s, inside = place.done[n], place.done[m].proposition
    if not (isinstance(inside, App) and inside.head == "in"):
        raise LookupError
    x = source.choice(_variables([s]))
    return Line("exists", (m, n), (close_binder("ex", x, inside.args[1], s.proposition),))


def _choose(place: Place, source: Random) -> Line:
    """``choose`` with a line whose conclusion is, perhaps, the claim opened with the witness."""
    s = place.done[place.premise(source)]
    some = [
        k for k, d in enumerate(place.done) if isinstance(d.proposition, Bind) and d.proposition.head == "ex"
    ]
    x = source.choice(_variables([s]))
    if len(some) < 5:
        claim: Term = close_binder("ex", x, _domain(source, s), s.proposition)
        return Line("assume", terms=(claim,))
    k = source.choice(some)
    binder = place.done[k].proposition
    assert isinstance(binder, Bind)
    witness = open_binder(binder, x)
    options = [m for m, d in enumerate(place.done) if d.proposition is witness]
    if not options and source.random() < 0.7:
        return Line("assume", terms=(witness,))
    return Line("choose", (k, source.choice(options or [place.premise(source)])), variables=(x,))


def _discharge(place: Place, source: Random) -> Line:
    n = place.premise(source)
    hypotheses = sorted(place.done[n].hypotheses, key=repr) or [App("true")]
    if source.random() < 0.2:
        return Line("excluded_middle", terms=(place.done[n].proposition,))
    return Line("discharge", (n,), (source.choice(hypotheses),))


def _lines(place: Place, *heads: str) -> list[int]:
    found = [n for n, s in enumerate(place.done) if getattr(s.proposition, "head", "") in heads]
    if not found:
        raise LookupError
    return found


def _meeting(place: Place, source: Random, wanted: Callable[[Term], bool]) -> int:
    return source.choice([n for n, s in enumerate(place.done) if wanted(s.proposition)])


def _matched(place: Place, source: Random) -> Line:
    """``mp``, ``trans``, ``cases`` or ``spec`` with premises that nearly fit each other."""
    match source.choice(("mp", "trans", "cases", "spec")):
        case "mp":
            n = source.choice(_lines(place, "imp"))
            sides = _args(place.done[n].proposition)
            return Line("mp", (n, _meeting(place, source, lambda p: p in sides)))
        case "trans":
            n = source.choice(_lines(place, "<=", "<", "="))
            middle = _args(place.done[n].proposition)[1]
            heads = ("<=", "<", "=")
            if source.random() < 0.2 and middle.sort == REAL:
                return Line(
                    "assume", terms=(App(source.choice(heads), (middle, _real(source, place.done[n]))),)
                )
            m = _meeting(
                place, source, lambda p: isinstance(p, App) and p.head in heads and p.args[0] is middle
            )
            return Line("trans", (n, m))
        case "cases":
            n, m = source.choice(_lines(place, "or")), place.premise(source)
            return Line("cases", (n, m, m))
    return Line("spec", (source.choice(_lines(place, "all")), source.choice(_lines(place, "in"))))


def _args(t: Term) -> tuple[Term, ...]:
    return t.args if isinstance(t, App) else ()


def _define(place: Place, source: Random) -> Line:
    d = source.choice(list(place.theory.definitions.values()))
    s = place.done[place.premise(source)]
    by: dict[Var, Term] = {p: _real(source, s) for p in d.parameters if p.sort == REAL}
    return Line("define", terms=(substitute(d.left, by),))


def _assume(place: Place, source: Random) -> Line:
    s = place.done[place.premise(source)]
    a, b, x = _real(source, s), _real(source, s), source.choice(_variables([s]))
    options: list[Term] = [App("=", (x, b)), App("<", (a, b)), App("in", (x, _domain(source, s)))]
    options += [App("=", (a, b)), close_binder("ex", x, _domain(source, s), s.proposition)]
    return Line("assume", terms=(source.choice(options),))


NEW: Mapping[str, Callable[[Place, Random], Line]] = {
    "congr": _congr, "gen": _gen, "inst": _inst, "ring": _ring, "linear": _linear, "decide": _decide,
    "enumerate": _enumerate, "logic": _logic, "exists": _exists, "choose": _choose,
    "define": _define, "assume": _assume,
    "matched": _matched, "discharge": _discharge,
}  # fmt: skip
"""How to make up a line for each kind of inference."""

WEIGHTS = {"assume": 3, "congr": 4, "gen": 3, "ring": 3, "linear": 3, "matched": 2}


def made_up(place: Place, source: Random, kinds: Sequence[str] = ()) -> Line | None:
    """A new line that looks like a right one, or None when nothing at hand fits."""
    names = list(kinds or NEW)
    kind = source.choices(names, [WEIGHTS.get(n, 1) for n in names])[0]
    try:
        return NEW[kind](place, source)
    except (LookupError, SortError, ValueError):
        return None


def _other(items: Sequence[Term], source: Random, names: Sequence[Var]) -> tuple[Term, ...]:
    out = list(items)
    k = source.randrange(len(out))
    new = mutant(out[k], source, names)
    if new is not None:
        out[k] = new
    return tuple(out)


def varied(line: Line, place: Place, source: Random) -> Line:
    """A line of a real proof with one thing changed."""
    used = [place.done[u] for u in line.uses if u < len(place.done)]
    names = _variables(used)
    fields = [
        "rule",
        *(f for f in ("uses", "terms", "name", "instance", "path", "variables") if getattr(line, f)),
    ]
    match source.choice(fields + [f for f in fields if f in ("terms", "instance")]):
        case "uses":
            uses = list(line.uses)
            k = source.randrange(len(uses))
            match source.randrange(3):
                case 0:
                    uses.reverse()
                case 1:
                    uses.pop(k)
                case _:
                    p = used[k].proposition
                    uses[k] = place.premise(source, getattr(p, "head", ""))
            return line._replace(uses=tuple(uses))
        case "terms":
            return line._replace(terms=_other(line.terms, source, names))
        case "name":
            return line._replace(name=source.choice(list(place.theory.axioms)))
        case "instance":
            metas = [v for v, _ in line.instance]
            values = _other([t for _, t in line.instance], source, names)
            if source.random() < 0.3:
                values = tuple(source.sample(values, len(values)))
            return line._replace(instance=tuple(zip(metas, values, strict=True)))
        case "path":
            path = list(line.path)
            path[source.randrange(len(path))] ^= 1
            return line._replace(path=tuple(path))
        case "variables":
            variables = list(line.variables)
            variables[source.randrange(len(variables))] = source.choice(names)
            return line._replace(variables=tuple(variables))
    return line._replace(rule=source.choice(list(INFERENCES)))
