"""A second checker of certificates: ``python -m mlekl_symbolic.replay FILE…``.

Written from ``docs/certificate-format.md``, whose sections are named below; it shares no code with the kernel and
takes from it one file only, ``kernel/library.json``, the axioms that may be believed. A term is the number of a
row in one table, where its parts have smaller numbers: equal terms are equal numbers, and nothing is recursive.
"""

# fmt: off
from __future__ import annotations

import json
import re
import sys
from collections import namedtuple
from fractions import Fraction as Q
from math import ceil, floor
from pathlib import Path

LIBRARY = Path(__file__).with_name("kernel") / "library.json"
SORTS = {"real", "set", "prop", *(f"fun{n}" for n in range(1, 100))}
HEADS = {head: (tuple(takes.split()), makes) for heads, takes, makes in (
    ("+ - * / ^ delta", "real real", "real"), ("neg log exp abs", "real", "real"), ("ind", "prop", "real"),
    ("card", "set", "real"), ("finite", "set", "prop"), ("range ioo icc", "real real", "set"), ("ioi", "real", "set"),
    ("pi", "", "real"), ("naturals integers reals", "", "set"), ("in", "real set", "prop"), ("not", "prop", "prop"),
    ("< <=", "real real", "prop"), ("and or imp", "prop prop", "prop"), ("true false", "", "prop"),
) for head in heads.split()}
BINDERS = {head: ("set", *sorts) for heads, *sorts in (
    ("sum prod integral", "real", "real"), ("argmin argmax", "real", "set"), ("integrable", "real", "prop"),
    ("setof", "prop", "set"), ("all ex ae", "prop", "prop")) for head in heads.split()}
EQUATIONS = """add_comm: + a b = + b a; add_assoc: + + a b c = + a + b c; add_left_comm: + a + b c = + b + a c;
mul_comm: * a b = * b a; mul_assoc: * * a b c = * a * b c; mul_left_comm: * a * b c = * b * a c; add_zero: + a 0 = a;
zero_add: + 0 a = a; mul_one: * a 1 = a; one_mul: * 1 a = a; mul_zero: * a 0 = 0; zero_mul: * 0 a = 0;
mul_add: * a + b c = + * a b * a c; add_mul: * + a b c = + * a c * b c; neg_eq: neg a = * -1 a; pow_zero: ^ a 0 = 1;
pow_one: ^ a 1 = a; sub_eq: - a b = + a * -1 b; div_eq: / a b = * a / 1 b; inv_mul: / 1 * a b = * / 1 a / 1 b;
inv_inv: / 1 / 1 a = a; delta_symm: delta a b = delta b a; pow_succ: ^ a n = * a ^ a m; pow_neg: ^ a n = ^ / 1 a m"""
LAWS = {name.strip(): tuple(side.split() for side in sides.split("="))
        for name, sides in (law.split(":") for law in EQUATIONS.split(";"))}
FORGETFUL = ("mul_zero", "zero_mul", "pow_zero", "numeral")
MICRO_STEP = re.compile(r"(-?)([a-z_]{1,20}[0-9]{0,6})@(|[0-9]{1,6}(?:\.[0-9]{1,6}){0,400})(?::([0-9]{1,9}))?")

class Malformed(ValueError):
    """The file is no certificate: exit code 4."""

class Refused(ValueError):
    """Something does not follow, or is too large: exit code 2."""

def need(condition, why, error=Refused):
    if not condition:
        raise error(why)

# Section 2: terms ---------------------------------------------------------------------------------------------
Row = namedtuple("Row", "kind head parts sort loose free size")
ROWS, NUMBERS = [], {}

def make(kind, head, parts=(), sort=None):
    """The number of a term; without a sort, that of a primitive."""
    key = (kind, head, parts, sort)
    if key in NUMBERS:
        return NUMBERS[key]
    given, n = tuple(ROWS[p].sort for p in parts), len(parts)
    takes, makes = given, sort or "real"
    if kind == "app":
        takes, makes = HEADS.get(head) or {
            "=": ((*given, "real")[:1] * 2, "prop"), "finset": (("real",) * n, "set"),
            "@": ((f"fun{n - 1}", *["real"] * (n - 1)), "real")}.get(head, (takes, makes))
    elif kind == "bind":
        *takes, makes = BINDERS.get(head, ("", "", ""))
        if head == "lam" and parts[0] == make("app", "reals") and (given[1] == "real" or given[1][:3] == "fun"):
            takes, makes = given, f"fun{int(given[1].removeprefix('real').removeprefix('fun') or 0) + 1}"
    need(given == tuple(takes) and sort in (None, makes), f"{head} does not take {given} or is no {sort}")
    loose = [ROWS[p].loose - (kind == "bind" and i) for i, p in enumerate(parts)]
    free = {len(ROWS)} if kind == "var" else set().union(*(ROWS[p].free for p in parts))
    size = 1 + sum(ROWS[p].size for p in parts)
    need(size <= 1_000_000, "a term has more than 1 000 000 nodes")
    if (kind, head, parts, makes) not in NUMBERS:
        NUMBERS[kind, head, parts, makes] = len(ROWS)
        loose = head + 1 if kind == "bound" else max(0, *loose, 0)
        ROWS.append(Row(kind, head, parts, makes, loose, frozenset(free), size))
    return NUMBERS.setdefault(key, NUMBERS[kind, head, parts, makes])

def app(head, *parts):
    return make("app", head, parts)

def num(value):
    return make("num", Q(value))

def value(t):
    return ROWS[t].head if ROWS[t].kind == "num" else None

def parts(t, *heads, kind="app"):
    need(ROWS[t].kind == kind and ROWS[t].head in heads, f"a term made with {' or '.join(heads)} is needed")
    return ROWS[t].parts

def with_part(t, place, new):
    row = ROWS[t]
    return make(row.kind, row.head, (*row.parts[:place], new, *row.parts[place + 1:]), row.sort)

def rebuilt(root, stop, join=make):
    """The term with parts exchanged where ``stop(row, number, binders above)`` is not None."""
    todo, out, taken = [(root, 0)], {}, set()
    while todo:
        t, d = todo.pop()
        if (t, d) not in taken and (t, d) not in out:
            if (made := stop(ROWS[t], t, d)) is not None:
                out[t, d] = made
            else:
                taken.add((t, d))
                todo += [(p, d + (i and ROWS[t].kind == "bind")) for i, p in enumerate(ROWS[t].parts)]
    for t, d in sorted(taken):
        row = ROWS[t]
        new = tuple(out[p, d + (i and row.kind == "bind")] for i, p in enumerate(row.parts))
        out[t, d] = join(row.kind, row.head, new, row.sort)
    return out[root, 0]

def shifted(t, by):
    return rebuilt(t, lambda row, u, d: u if row.loose <= d or not by else
                   make("bound", row.head + by) if row.kind == "bound" else None)

def opened(binder, arg):
    need(ROWS[arg].sort == "real", "a binder is opened with something that is not a real")
    return rebuilt(ROWS[binder].parts[1], lambda row, u, d: u if row.loose <= d else None if row.kind != "bound" else
                   shifted(arg, d) if row.head == d else make("bound", row.head - 1))

def closing(x, body):
    need(ROWS[x].sort == "real", "only a real is bound")
    return rebuilt(body, lambda row, u, d: u if x not in row.free else make("bound", d) if u == x else None)

def reducing(kind, head, inside, sort):
    made = make(kind, head, inside, sort)
    if kind != "app" or head != "@" or ROWS[inside[0]].head != "lam" or ROWS[inside[0]].kind != "bind":
        return made
    function, *rest = inside
    while rest and ROWS[function].kind == "bind":
        function = opened(function, rest.pop(0))
    return app("@", function, *rest) if rest else function

def replaced(t, by):
    need(all(ROWS[v].sort == ROWS[by[v]].sort for v in by.keys() & ROWS[t].free), "a variable becomes another sort")
    return rebuilt(t, lambda row, u, d: u if row.free.isdisjoint(by) else by.get(u), reducing)

# Section 5: polynomials, as dicts from tuples of (atom, power, power of the inverse) ---------------------------
ATOMS, SUMS, POLYNOMIALS, FORMS = {}, {}, {}, {}

def plus(p, q, factor=1):
    out = dict(p)
    for m, c in q.items():
        out[m] = out.get(m, 0) + factor * c
    return {m: c for m, c in out.items() if c}

def times(p, q):
    need(len(p) * len(q) <= 20_000, "a product is too large")
    out = {}
    for m, c in p.items():
        for n, d in q.items():
            powers = {a: (up, down) for a, up, down in m}
            for a, up, down in n:
                u, v = powers.get(a, (0, 0))
                powers[a] = u + up, v + down
            both = tuple(sorted((a, *ud) for a, ud in powers.items()))
            out[both] = out.get(both, 0) + c * d
    return {m: c for m, c in out.items() if c}

def power(p, n):
    if len(p) == 1:
        ((m, c),) = p.items()
        need(abs(c) == 1 or n * max(c.numerator.bit_length(), c.denominator.bit_length()) <= 2**20, "a power is too large")
        return {tuple((a, u * n, d * n) for a, u, d in m if n): c**n}
    need(n <= 64, "a power of a sum is too large")
    out = {(): Q(1)}
    for _ in range(n):
        out = times(out, p)
    return out

def inverse(p):
    if len(p) > 1:
        lead = p[min(p)]
        monic = written({m: c / lead for m, c in p.items()})
        one = ATOMS.setdefault(("inverse", frozenset(monic.items())), len(ATOMS))
        SUMS[one] = monic
        return {((one, 0, 1),): 1 / lead}
    out = {(): 1 / c for c in p.values()}  # noqa: B035
    for a, up, down in (factor for m in p for factor in m):
        out = times(out, power(SUMS[a], down) if down and a in SUMS else {((a, down, up),): Q(1)})
    return out

def written(p):
    need(all(sum(u + d for _, u, d in m) <= 10_000 for m in p), "a power is too large to write out")
    return p

def operands(t):
    """The parts of an operation of arithmetic, None for anything else."""
    kind, head, inside, *_ = ROWS[t]
    if kind != "app" or head not in ("+", "-", "*", "/", "neg", "^"):
        return None
    return inside if head != "^" else inside[:1] if (value(inside[1]) or Q(0, 1)).denominator == 1 \
        and value(inside[1]) is not None else None

def operation(t, p, q=None):
    match ROWS[t].head:
        case "+": return plus(p, q)
        case "-": return plus(p, q, -1)
        case "*": return times(p, q)
        case "/": return times(p, inverse(q))
        case "neg": return plus({}, p, -1)
    n = value(ROWS[t].parts[1]).numerator
    return power(p if n >= 0 else inverse(p), abs(n))

def polynomial(t):
    """The polynomial of a term, after those of everything in it; of a term of another sort its normal form."""
    todo, met = [t], set()
    while todo:
        if (u := todo.pop()) not in met and u not in POLYNOMIALS:
            met.add(u)
            todo += ROWS[u].parts
    for u in sorted(met):
        kind, head, inside, sort, *_ = ROWS[u]
        if operands(u):
            POLYNOMIALS[u] = operation(u, *(POLYNOMIALS[i] for i in operands(u)))
        elif kind == "num":
            POLYNOMIALS[u] = {(): head} if head else {}
        else:
            forms = [form(i) for i in inside]
            key = kind, head, sort, tuple(sorted(forms) if (kind, head) == ("app", "delta") else forms)
            POLYNOMIALS[u] = {((ATOMS.setdefault(key, len(ATOMS)), 1, 0),): Q(1)}
    return POLYNOMIALS[t]

def form(t):
    """A number that two terms share if and only if they have one normal form."""
    if t not in FORMS:
        FORMS[t] = ATOMS.setdefault(frozenset(written(polynomial(t)).items()), len(ATOMS))
    return FORMS[t]

def read_with(t, equations):
    """The polynomial of ``t`` when left sides of equations are read as the right sides."""
    out = {left: polynomial(right) for left, right in equations}
    todo, met = [t], set()
    while todo:
        if (u := todo.pop()) not in met and u not in out:
            met.add(u)
            todo += operands(u) or ()
    for u in sorted(met):
        inside = operands(u)
        out[u] = operation(u, *(out[i] for i in inside)) if inside else polynomial(u)
    return out[t]

# Section 5: micro-steps -----------------------------------------------------------------------------------------
def matches(pattern, t, found):
    todo = [t]
    for sign in pattern:
        t = todo.pop()
        if sign in "abcnm":
            if found.setdefault(sign, t) != t:
                return False
        elif sign.lstrip("-").isdigit():
            if value(t) != int(sign):
                return False
        elif ROWS[t].kind != "app" or ROWS[t].head != sign:
            return False
        else:
            todo += reversed(ROWS[t].parts)
    return True

def filled(pattern, found):
    done = []
    for sign in reversed(pattern):
        done.append(found[sign] if sign in "abcnm" else num(int(sign)) if sign.lstrip("-").isdigit()
                    else app(sign, *(done.pop() for _ in HEADS[sign][0])))
    return done[0]

def numeral(t):
    values = [value(i) for i in ROWS[t].parts]
    if not operands(t) or None in values:
        return None
    (x, y), head = (values[0], values[-1]), ROWS[t].head
    if head == "^":
        small = abs(y) * max(x.numerator.bit_length(), x.denominator.bit_length()) <= 8192
        return num(x ** y.numerator if x or y >= 0 else 0) if small else None
    return num({"+": x + y, "-": x - y, "*": x * y, "neg": -x, "/": x / (y or 1) if y else 0}[head])

def by_law(law, forward, t):
    """What a law makes of a term, or None; in the two laws about powers, n and m are numerals."""
    found, (one, other) = {}, LAWS.get(law, "nn") if forward else LAWS.get(law, "nn")[::-1]
    if law == "numeral" or not matches(one, t, found):
        return numeral(t) if law == "numeral" and forward else None
    if law in ("pow_succ", "pow_neg"):
        given, sought = "nm" if forward else "mn"
        n = value(found[given])
        least = {"pow_succ": 1 if forward else 0, "pow_neg": None if forward else 1}[law]
        if n is None or n.denominator != 1 or (n >= 0 if least is None else n < least):
            return None
        found[sought] = num(-n if law == "pow_neg" else n - 1 if forward else n + 1)
    return filled(other, found)

def follow(t, steps, equations):
    for law, forward, path, made in steps:
        forgets = law in FORGETFUL and not forward
        need((made is not None) == forgets, "a micro-step names what it makes if and only if its law forgets it")
        above, here, binders = [], t, 0
        for place in path:
            need(place < len(ROWS[here].parts), "the path leads nowhere")
            above.append((here, place))
            binders += place and ROWS[here].kind == "bind"
            here = ROWS[here].parts[place]
        need(ROWS[here].sort == "real", "the laws are about reals")
        if law[:3] == "use":
            k = int(law[3:])
            new = equations[k][1] if forward and k < len(equations) and equations[k][0] == here else None
        else:
            new = by_law(law, forward, here) if not forgets else made if by_law(law, True, made) == here else None
        need(new is not None and ROWS[new].loose <= binders, f"{law} does not apply")
        for whole, place in reversed(above):
            new = with_part(whole, place, new)
        t = new
    return t

# Sections 4, 6 and 7: rules ---------------------------------------------------------------------------------------
Line = namedtuple("Line", "rule uses terms axiom instance path variables algebra")
Certificate = namedtuple("Certificate", "name axioms definitions lines theorem hypotheses steps")

class At:
    """A line with the hypotheses and propositions of the lines it uses, and what it may start from."""

    def __init__(self, line, used, axioms, definitions):
        self.line, self.axioms, self.definitions = line, axioms, definitions
        self.hyps, self.props = [h for h, _ in used], [p for _, p in used]
        self.all = frozenset().union(*self.hyps)

    @property
    def term(self):
        need(len(self.line.terms) == 1, "it needs exactly one term")
        return closed(self.line.terms[0])

    @property
    def prop(self):
        need(ROWS[self.term].sort == "prop", "that is no proposition")
        return self.term

    @property
    def variable(self):
        need(len(self.line.variables) == 1, "it needs exactly one variable")
        return self.line.variables[0]

    def instance(self, wanted=None):
        by = dict(self.line.instance)
        need(len(by) == len(self.line.instance), "a variable is given twice")
        need(wanted is None or by.keys() == set(wanted), "a metavariable is missing, or is none")
        return {v: closed(t) for v, t in by.items()}

def closed(t):
    need(not ROWS[t].loose, "a bound variable is loose")
    return t

def without(hyps, x, domain):
    left = hyps - {app("in", x, domain)}
    need(not any(x in ROWS[h].free for h in left), "a hypothesis mentions the bound variable")
    return left

def trans(at):
    (a, b), (c, d) = (parts(p, "=", "<", "<=") for p in at.props)
    signs = {ROWS[p].head for p in at.props}
    need(b == c, "the middle terms differ")
    return at.all, app("<" if "<" in signs else "<=" if "<=" in signs else "=", a, d)

def congr(at):
    (a, b), names, here, above = parts(at.props[0], "="), list(at.line.variables), at.term, []
    need(len(set(names)) == len(names), "a name is there twice")
    for place in at.line.path:
        need(0 <= place < len(ROWS[here].parts), "the path leads nowhere")
        entered = place == 1 and ROWS[here].kind == "bind"
        need(not entered or (names and names[0] not in ROWS[at.term].free), "a binder has no new name")
        above.append((here, place, names.pop(0) if entered else None))
        here = opened(here, above[-1][2]) if entered else ROWS[here].parts[place]
    need(here == a and not names, "the term at the path is another one, or a name is left over")
    hyps, new = at.hyps[0], b
    for whole, place, x in reversed(above):
        if x is not None:
            new, hyps = closing(x, new), without(hyps, x, ROWS[whole].parts[0])
        new = with_part(whole, place, new)
    return hyps, app("=", at.term, new)

def ring(at):
    need(len(at.line.terms) == 2, "it needs the two sides")
    a, b = map(closed, at.line.terms)
    equations = [parts(p, "=") for p in at.props]
    real = all(ROWS[t].sort == "real" for t in (a, *(left for left, _ in equations)))
    need(ROWS[a].sort == ROWS[b].sort and (real or not equations), "the sorts are wrong")
    same = read_with(a, equations) == polynomial(b) if equations else form(a) == form(b)
    need(same, "the two sides have different normal forms")
    need(not at.line.algebra or follow(a, at.line.algebra, equations) == b, "the micro-steps lead elsewhere")
    return at.all, app("=", a, b)

def linear(at):
    need(len(at.line.terms) == len(at.props) + 1, "it needs the goal and one multiplier for each line")
    goal, *factors = at.line.terms
    a, b = parts(closed(goal), "<", "<=")
    rest, strict = plus(polynomial(b), polynomial(a), -1), ROWS[goal].head == "<="
    for c, p in zip(map(value, factors), at.props, strict=True):
        left, right = parts(p, "=", "<", "<=")
        need(c is not None and ROWS[left].sort == "real", "a multiplier is no numeral, or something no number")
        need(c > 0 or ROWS[p].head == "=", "an inequality needs a positive multiplier")
        strict = strict or ROWS[p].head == "<"
        rest = plus(rest, plus(polynomial(right), polynomial(left), -1), -c)
    slack = rest.pop((), 0)
    need(not rest and (slack > 0 or (slack == 0 and strict)), "the combination does not give the goal")
    return at.all, goal

def decide(at):
    need(decided(at.prop), "that is not a true statement about numerals")
    return at.all, at.prop

def decided(t, negated=False):
    kind, head, inside, *_ = ROWS[t]
    values = [value(i) for i in inside]
    if kind != "app" or (negated and head != "=") or head not in ("true", "finite", "not", "=", "<", "<=", "in"):
        return False
    if head in ("true", "finite"):
        return head == "true" or (ROWS[inside[0]].kind, ROWS[inside[0]].head) == ("app", "finset")
    if head == "not":
        return decided(inside[0], True)
    m, n = values
    if head != "in" or m is None:
        return None not in values and {"=": (m == n) != negated, "<": m < n, "<=": m <= n}[head]
    kind, head, members, *_ = ROWS[inside[1]]
    whole, ends = m.denominator == 1, [value(i) for i in members]
    if kind != "app" or head in ("naturals", "integers", "finset"):
        return kind == "app" and (inside[0] in members if head == "finset" else whole and (m >= 0 or head == "integers"))
    if head not in ("range", "ioo", "icc") or None in ends:
        return False
    return ends[0] < m < ends[1] if head == "ioo" else ends[0] <= m <= ends[1] and (whole or head == "icc")

def enumerate_(at):
    domain, _ = parts(at.term, "sum", "prod", "all", kind="bind")
    found = [value(i) for i in parts(domain, "finset", "range")]
    need(None not in found, "an element is no numeral")
    if ROWS[domain].head == "range":
        need(found[1] - found[0] < 200, "there are too many elements")
        found = range(ceil(found[0]), floor(found[1]) + 1)
    need(len(set(found)) == len(found) <= 200, "an element is there twice, or there are too many")
    sign, empty = {"sum": ("+", num(0)), "prod": ("*", num(1)), "all": ("and", app("true"))}[ROWS[at.term].head]
    each = [opened(at.term, num(v)) for v in found]
    out = each[0] if each else empty
    for one in each[1:]:
        out = app(sign, out, one)
    return at.all, app("=", at.term, out)

def axiom(at):
    need(at.line.axiom in at.axioms, "there is no such axiom")
    _, metas, where, conclusion = at.axioms[at.line.axiom]
    by = at.instance(metas)
    need([replaced(p, by) for _, p in where] == at.props, "a side condition is not met")
    return at.all, replaced(conclusion, by)

def define(at):
    row = ROWS[at.term]
    need(row.kind == "app" and row.head in at.definitions, "that is not defined")
    _, parameters, body = at.definitions[row.head]
    need([ROWS[p].sort for p in row.parts] == [ROWS[p].sort for p in parameters] and row.sort == ROWS[body].sort,
         "the sorts are not those of the definition")
    return at.all, app("=", at.term, replaced(body, dict(zip(parameters, row.parts, strict=True))))

def inst(at):
    by = at.instance()
    return frozenset(replaced(h, by) for h in at.hyps[0]), replaced(at.props[0], by)

def modus(at, head):
    p, q = parts(at.props[0], head)
    need(p == at.props[1], "the second line is not what the first one asks for")
    return at.all, q

def iff(at):
    p, q = parts(at.props[0], "imp")
    need(parts(at.props[1], "imp") == (q, p), "the second line is not the converse of the first")
    return at.all, app("=", p, q)

def gen(at):
    need(at.variable not in ROWS[at.term].free, "the variable is free in its own domain")
    body = closing(at.variable, at.props[0])
    return without(at.hyps[0], at.variable, at.term), make("bind", "all", (at.term, body))

def spec(at):
    (domain, _), (t, of) = parts(at.props[0], "all", kind="bind"), parts(at.props[1], "in")
    return need(domain == of, "the term is in another set") or (at.all, opened(at.props[0], t))

def cases(at):
    p, q = parts(at.props[0], "or")
    need(at.props[1] == at.props[2], "the cases prove different things")
    return at.hyps[0] | (at.hyps[1] - {p}) | (at.hyps[2] - {q}), at.props[1]

def contradiction(at):
    return need(at.props[1] == app("not", at.props[0]), "they do not contradict") or (at.all, at.prop)

def not_intro(at):
    need(at.props[0] == app("false"), "the line used does not end in a contradiction")
    return at.all - {at.prop}, app("not", at.prop)

def exists(at):
    (domain, _), (t, of) = parts(at.term, "ex", kind="bind"), parts(at.props[0], "in")
    need(domain == of and opened(at.term, t) == at.props[1], "the witness has not been shown to do it")
    return at.all, at.term

def choose(at):
    (some, q), x = at.props, at.variable
    domain, _ = parts(some, "ex", kind="bind")
    need(x not in ROWS[some].free | ROWS[q].free, "the variable is not new")
    return at.hyps[0] | without(at.hyps[1] - {opened(some, x)}, x, domain), q

RULES = {  # how many lines each uses, and what it makes of them
    "assume": (0, lambda at: (frozenset((at.prop,)), at.prop)), "refl": (0, lambda at: (at.all, app("=", at.term, at.term))),
    "symm": (1, lambda at: (at.all, app("=", *reversed(parts(at.props[0], "="))))), "trans": (2, trans),
    "congr": (1, congr), "ring": (None, ring), "linear": (None, linear), "decide": (0, decide), "axiom": (None, axiom),
    "enumerate": (0, enumerate_), "define": (0, define), "inst": (1, inst), "iff": (2, iff), "gen": (1, gen),
    "spec": (2, spec), "cases": (3, cases), "eq_mp": (2, lambda at: modus(at, "=")), "exists": (2, exists),
    "mp": (2, lambda at: modus(at, "imp")), "conj": (2, lambda at: (at.all, app("and", *at.props))),
    "discharge": (1, lambda at: (at.all - {at.prop}, app("imp", at.prop, at.props[0]))), "choose": (2, choose),
    "left": (1, lambda at: (at.all, parts(at.props[0], "and")[0])), "contradiction": (2, contradiction),
    "right": (1, lambda at: (at.all, parts(at.props[0], "and")[1])), "not_intro": (1, not_intro),
    "or_left": (1, lambda at: (at.all, app("or", at.props[0], at.prop))),
    "or_right": (1, lambda at: (at.all, app("or", at.prop, at.props[0]))),
    "excluded_middle": (0, lambda at: (at.all, app("or", at.prop, app("not", at.prop)))),
}

# Sections 3 and 8 ------------------------------------------------------------------------------------------------
def constants(terms):
    todo, met = list(terms), set()
    while todo:
        if (t := todo.pop()) not in met:
            met.add(t)
            todo += ROWS[t].parts
    return {ROWS[t].head for t in met if ROWS[t].kind == "app"}

def check(c):
    """What a certificate proves."""
    definitions, axioms, used, done = {}, {}, set(), []
    for name, parameters, body in c.definitions:
        used |= constants([body])
        need(re.fullmatch("[A-Za-z_][A-Za-z0-9_]*", name), f"{name} is no name")
        need(name not in {*HEADS, *BINDERS, *definitions, "finset", "lam"} | used, f"{name} is taken or used already")
        need(len(set(parameters)) == len(parameters), f"a parameter of {name} is there twice")
        need(not ROWS[body].loose and ROWS[body].free <= set(parameters), f"something else is free in {name}")
        definitions[name] = name, parameters, body
    for a in c.axioms:
        need(axioms.setdefault(a[0], a) == a, f"there are two axioms {a[0]}")
    for n, line in enumerate(c.lines):
        try:
            count, rule = RULES.get(line.rule, (None, None))
            need(rule and all(0 <= i < n for i in line.uses), "there is no such rule, or no such line before it")
            need(count in (None, len(line.uses)), f"it rests on {count} lines")
            need(line.rule == "ring" or not line.algebra, "only ring has micro-steps")
            done.append(rule(At(line, [done[i] for i in line.uses], axioms, definitions)))
        except Refused as error:
            raise Refused(f"proof line {n} ({line.rule}): {error}") from None
    need(all(0 <= n < len(done) for n in (c.theorem, *c.steps)), "the theorem or a step names a line that is not there")
    need(done[c.theorem][0] <= c.hypotheses, "the theorem rests on a hypothesis that is not listed")
    return done[c.theorem][1]

def strangers(c):
    """The axioms and definitions that are not the library's."""
    own = read(LIBRARY.read_text(encoding="utf-8"), "library")
    said = [*(b for *_, b in own.definitions), *(p for *_, w, e in own.axioms for p in (e, *(p for _, p in w)))]
    taken = constants(said) | {d[0] for d in own.definitions}
    out = [f"axiom {a[0]}" for a in c.axioms if a not in own.axioms]
    return out + [f"definition {d[0]}" for d in c.definitions if d[0] in taken and d not in own.definitions]

# Section 1: files ------------------------------------------------------------------------------------------------
def valid(condition, why):
    need(condition, why, Malformed)

def unique(pairs):
    valid(len({k for k, _ in pairs}) == len(pairs), "a key is there twice")
    return dict(pairs)

def no_integer(text):
    raise Malformed(f"{text} is no integer")

def text(found):
    valid(isinstance(found, str), "a text is needed")
    return found

def integer(found):
    valid(type(found) is int, "an integer is needed")
    return found

def listed(found, each, other=None):
    valid(isinstance(found, list), "a list is needed")
    if other is None:
        return tuple(map(each, found))
    valid(all(isinstance(p, list) and len(p) == 2 for p in found), "pairs are needed")
    return tuple((each(a), other(b)) for a, b in found)

def records(source):
    lines = source.rstrip().split("\n")
    valid(len(lines) > 1 and lines[0].strip() == "[" and lines[-1].strip() == "]", "the brackets are missing")
    for n, line in enumerate(lines[1:-1], 3):
        body = line.strip()
        valid(len(line) <= 2**20 and body.endswith(",") == (n < len(lines)), f"line {n - 1} is too long, or its comma is wrong")
        try:
            record = json.loads(body.removesuffix(","), object_pairs_hook=unique, parse_float=no_integer, parse_constant=no_integer)
        except RecursionError:
            raise Malformed(f"line {n - 1} is nested too deeply") from None
        valid(isinstance(record, dict), "a record is an object")
        todo = [record]
        while todo:
            part = todo.pop()
            valid(not isinstance(part, str) or part.isprintable(), "a text has a character that cannot be printed")
            todo += [*part, *part.values()] if isinstance(part, dict) else part if isinstance(part, list) else []
        yield record

class Reader:
    """What the records so far say; they are not believed."""

    def __init__(self):
        self.terms, self.depths, self.axioms, self.definitions, self.lines = [], [], [], [], []

    def term(self, n):
        valid(type(n) is int and 0 <= n < len(self.terms), "there is no such term yet")
        return self.terms[n]

    def variable(self, n):
        valid(ROWS[self.term(n)].kind == "var", "a variable is needed")
        return self.term(n)

    def read(self, record):
        match record:
            case {"var": [str(name), str(sort)], **more} if sort in SORTS and not more:
                self.keep(make("var", name, (), sort))
            case {"bound": int(k), **more} if type(k) is int and 0 <= k < 400 and not more:
                self.keep(make("bound", k))
            case {"num": str(n), **more} if len(n) <= 400 and set(n) <= set("-/0123456789") and not more:
                valid(str(Q(n)) == n, "a number is not in lowest terms")
                self.keep(num(n))
            case {"app": [str(head), list(inside), str(sort)], **more} if sort in SORTS and not more:
                self.keep(make("app", head, listed(inside, self.term), sort), inside)
            case {"bind": [str(head), *inside], **more} if len(inside) == 2 and not more:
                self.keep(make("bind", head, listed(inside, self.term)), inside)
            case {"axiom": str(name), "metas": metas, "where": where, "conclusion": end, **more} if not more:
                metas, where, end = listed(metas, self.variable), listed(where, text, self.term), self.term(end)
                for row in (ROWS[p] for p in (end, *(p for _, p in where))):
                    valid(row.sort == "prop" and not row.loose and row.free <= set(metas), f"{name} is no schema")
                valid(len(set(metas)) == len(metas), f"{name} has a metavariable twice")
                self.axioms.append((name, metas, where, end))
            case {"definition": str(name), "parameters": found, "body": body, **more} if not more:
                self.definitions.append((name, listed(found, self.variable), self.term(body)))
            case {"line": str(rule), **more}:
                valid(more.keys() <= set(Line._fields[1:]), "a line has a key that is not known")
                get = lambda key, *each: listed(more.get(key, []), *each)
                self.lines.append(Line(rule, get("uses", integer), get("terms", self.term), text(more.get("axiom", "")),
                                       get("instance", self.variable, self.term), get("path", integer),
                                       get("variables", self.variable), get("algebra", self.micro_step)))
            case _:
                raise Malformed("a record is of no known kind")

    def keep(self, t, inside=()):
        self.depths.append(1 + max((self.depths[p] for p in inside), default=0))
        valid(ROWS[t].size <= 200_000 and self.depths[-1] <= 400, "a term is too large or too deep")
        self.terms.append(t)

    def micro_step(self, written):
        valid(found := MICRO_STEP.fullmatch(text(written)), "that is no micro-step")
        back, law, path, made = found.groups()
        valid(law in LAWS or re.fullmatch("numeral|use(0|[1-9][0-9]{0,5})", law), f"there is no law {law}")
        return law, not back, tuple(map(int, path.split("."))) if path else (), made and self.term(int(made))

def read(source, kind="certificate"):
    """A certificate or library as it stands in a file."""
    try:
        (head, *rest), reader, end = records(source), Reader(), {"theorem": 0}
        valid(head.get(kind) == "mlekl" and type(head.get("version")) is int and head["version"] == 1, "of another version")
        valid(kind == "library" or head.keys() <= {kind, "version", "name", "title"}, "the header has a wrong key")
        if kind == "certificate":
            end = rest.pop()
            valid(end.keys() <= {"theorem", "hypotheses", "steps"}, "the last record is no theorem")
        for record in rest:
            reader.read(record)
        text(head.get("title", ""))
        hypotheses = listed(end.get("hypotheses", []), text, reader.term)
        return Certificate(text(head.get("name", "")), reader.axioms, reader.definitions, reader.lines, integer(end["theorem"]),
                           {h for _, h in hypotheses}, [n for _, n in listed(end.get("steps", []), text, integer)])
    except (ValueError, LookupError, ZeroDivisionError) as error:
        raise Malformed(str(error)) from None

def forget():
    for table in (ROWS, NUMBERS, ATOMS, SUMS, POLYNOMIALS, FORMS):
        table.clear()

def replay(path):
    """Check one file, say what came of it and return the exit code."""
    shown = "".join(c if c.isprintable() else "\ufffd" for c in str(path))
    try:
        with path.open("rb") as file:
            content = file.read(64 * 2**20 + 1)
        valid(len(content) <= 64 * 2**20, "the file is larger than 64 MiB")
        c = read(content.decode("utf-8"))
        check(c)
    except Refused as error:
        print(f"{shown}: does not check: {error}", file=sys.stderr)
        return 2
    except (OSError, ValueError) as error:
        print(f"{shown}: not a certificate: {getattr(error, 'strerror', None) or error}", file=sys.stderr)
        return 4
    print(f"{shown}: {c.name}: {len(c.lines)} lines check")
    for name in (found := strangers(c)):
        print(f"  NOT IN THE LIBRARY: {name}")
    return 3 if found else 0

if __name__ == "__main__":
    sys.exit(max(map(replay, map(Path, sys.argv[1:])), default=4))
