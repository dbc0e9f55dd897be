# fmt: off
"""A second checker of certificates, ``python -m mlekl_symbolic.replay FILE…``, made from docs/certificate-format.md.
It shares nothing with the kernel but ``kernel/library.json``, the axioms that may be believed. A term is the number of
a row in one table, after those of its parts, so that equal terms are equal numbers. Any error refuses the file."""
import json, re, sys
from collections import namedtuple
from fractions import Fraction
from functools import partial, reduce
from pathlib import Path
from types import SimpleNamespace
LIBRARY = Path(__file__).with_name("kernel") / "library.json"
def need(condition, why):
    if not condition: raise ValueError(why)
    return True

# Section 2: terms -------------------------------------------------------------------------------------------------
def table(text):  # what the heads in a text take, and what they make
    return {head: (tuple(takes.split()), makes.strip()) for row in text.split(";")
            for heads, takes, makes in [re.split("[:>]", row)] for head in heads.split()}
SORTS = ["set", "prop", "real", *(f"fun{n}" for n in range(1, 100))]
CONSTANTS = table("""+ - * / ^ delta: real real > real; neg log exp abs: real > real; ind: prop > real;
card: set > real; finite: set > prop; range ioo icc: real real > set; ioi: real > set; pi: > real;
naturals integers reals: > set; in: real set > prop; < <=: real real > prop; and or imp: prop prop > prop;
not: prop > prop; true false: > prop; =: any any > prop; @: any > real; finset: any > set""")
BINDERS = table("""sum prod integral: set real > real; argmin argmax: set real > set; integrable: set real > prop;
setof: set prop > set; all ex ae: set prop > prop; lam: set any > any""")
Row, ROWS, NUMBERS = namedtuple("Row", "kind head parts stated sort loose free names size"), [], {}
def make(kind, head, parts=(), stated=None):  # the number of a term; its sort is stated if its head does not fix it
    if (key := (kind, head, parts, stated)) not in NUMBERS:
        rows = [ROWS[p] for p in parts]
        given = tuple(row.sort for row in rows)
        match kind, head:
            case "app", "=": takes, sort = (given[0], given[0]), "prop"
            case "app", "@": takes, sort = (f"fun{len(given) - 1}", *["real"] * (len(given) - 1)), "real"
            case "app", "finset": takes, sort = ("real",) * len(given), "set"
            case "app", _: takes, sort = CONSTANTS.get(head, (given, stated))
            case "bind", "lam" if parts[0] == app("reals"): takes, sort = given[:2], SORTS[SORTS.index(given[1], 2) + 1]
            case "bind", _: takes, sort = BINDERS[head]
            case _: takes, sort = (), "real" if stated is None else stated
        need(given == takes and sort in SORTS, f"{head} takes {takes}, not {given}, or makes no {sort}")
        loose = [head + 1] if kind == "bound" else [row.loose - (kind == "bind" and i) for i, row in enumerate(rows)]
        free = frozenset([len(ROWS)] if kind == "var" else []).union(*(row.free for row in rows))
        names = frozenset([head] if kind == "app" else []).union(*(row.names for row in rows))
        need((size := 1 + sum(row.size for row in rows)) <= 1_000_000, "a term has more than 1 000 000 nodes")
        NUMBERS[key] = len(ROWS)
        ROWS.append(Row(kind, head, parts, stated, sort, max(0, *loose, 0), free, names, size))
    return NUMBERS[key]
def app(head, *parts): return make("app", head, parts)
def num(value): return make("num", Fraction(value))
def value(t): return ROWS[t].head if ROWS[t].kind == "num" else None
def parts(t, *heads, kind="app"):
    return need(ROWS[t].kind == kind and ROWS[t].head in heads, f"no {' or '.join(heads)} is there") and ROWS[t].parts
def exchanged(t, path, change, enter=None):  # another part at a path; ``enter`` has its own way into bodies of binders
    if not path: return change(t)
    (place, *rest), (kind, head, inside, stated, *_) = path, ROWS[t]
    below = lambda part: exchanged(part, rest, change, enter)
    new = enter(t, below) if enter and kind == "bind" and place == 1 else below(inside[place])
    return make(kind, head, (*inside[:place], new, *inside[place + 1:]), stated)
def rebuilt(root, leaf, touched=(), join=make):  # loose bound variables and ``touched`` free ones become other terms
    done = {}
    def at(t, above):
        kind, head, inside, stated, _, loose, free, *_ = ROWS[t]
        if loose <= above and free.isdisjoint(touched): return t
        if (t, above) not in done:
            new = tuple([at(p, above + (kind == "bind" and i)) for i, p in enumerate(inside)])
            done[t, above] = join(kind, head, new, stated) if inside else leaf(t, above)
        return done[t, above]
    return at(root, 0)
def closing(x, body): return rebuilt(body, lambda _, above: make("bound", above), {x})
def opened(binder, arg): return rebuilt(ROWS[binder].parts[1], lambda u, above:
    make("bound", ROWS[u].head - 1) if ROWS[u].head > above else
    rebuilt(arg, lambda v, _: make("bound", ROWS[v].head + above)))
def replaced(t, by):
    def reducing(kind, head, inside, stated):  # a lam that comes to be applied takes its arguments
        function, *rest = inside
        while rest and (kind, head) == ("app", "@") and ROWS[function][:2] == ("bind", "lam"):
            function = opened(function, rest.pop(0))
        return make(kind, head, (function, *rest), stated) if rest or len(inside) == 1 else function
    need(all(ROWS[v].sort == ROWS[by[v]].sort for v in by.keys() & ROWS[t].free), "a variable becomes another sort")
    return rebuilt(t, lambda u, _: by[u], by, reducing)

# Forms: heads before what they take, numerals, n for a natural one, other letters for any term; B[t] is B opened ---
def form(text, signs=None):
    sign = next(signs := signs or iter(text.split()))
    return (sign, *[form(text, signs) for _ in (CONSTANTS | BINDERS)[sign][0]]) if sign in CONSTANTS | BINDERS else sign
def matches(form, t, found):  # ``found`` says what letters stand for, and learns it
    if isinstance(form, tuple):
        kind, inside = ("app", ROWS[t].parts) if form[0] in CONSTANTS else ("bind", (*ROWS[t].parts[:1], t))
        return ROWS[t][:2] == (kind, form[0]) and all(map(matches, form[1:], inside, [found] * len(inside)))
    if form == "n" and (value(t) is None or value(t) < 0 or value(t).denominator > 1): return False
    return found.setdefault(form, t) == t if str(form).isalpha() else filled(form, found) == t
def filled(form, found):
    if form == "B[t]": return opened(found["B"], found["t"])
    if isinstance(form, tuple) and form[0] in BINDERS: return found["B"]
    if isinstance(form, tuple): return app(form[0], *[filled(f, found) for f in form[1:]])
    return form if isinstance(form, int) else found[form] if form.isalpha() else num(form)

# Section 5: micro-steps -------------------------------------------------------------------------------------------
LAWS = {name.strip(): [form(side) for side in sides.split("=")] for name, sides in (law.split(":") for law in """
add_comm: + a b = + b a; add_assoc: + + a b c = + a + b c; add_left_comm: + a + b c = + b + a c; add_zero: + a 0 = a;
mul_comm: * a b = * b a; mul_assoc: * * a b c = * a * b c; mul_left_comm: * a * b c = * b * a c; zero_add: + 0 a = a;
mul_add: * a + b c = + * a b * a c; add_mul: * + a b c = + * a c * b c; mul_zero: * a 0 = 0; zero_mul: * 0 a = 0;
mul_one: * a 1 = a; one_mul: * 1 a = a; neg_eq: neg a = * -1 a; sub_eq: - a b = + a * -1 b; pow_zero: ^ a 0 = 1;
div_eq: / a b = * a / 1 b; inv_mul: / 1 * a b = * / 1 a / 1 b; inv_inv: / 1 / 1 a = a; pow_one: ^ a 1 = a;
pow_succ: ^ a + n 1 = * a ^ a n; pow_neg: ^ a neg n = ^ / 1 a n; delta_symm: delta a b = delta b a""".split(";"))}
MICRO_STEP = re.compile(f"(-?)({'|'.join(LAWS)}|numeral|use(?:0|[1-9][0-9]{{0,5}}))@([0-9.]*)(?::([0-9]+))?")
def numeral(t):  # the value of one operation on numerals
    x, y, head = value(ROWS[t].parts[0]), value(ROWS[t].parts[-1]), ROWS[t].head
    need(head != "^" or y in range(1331), "the power is too large, or not natural")
    out = {"+": x + y, "-": x - y, "*": x * y, "/": x / y if y else y, "neg": -x, "^": x ** (y * (head == "^"))}[head]
    return need(len(str(out)) <= 400, "the number is too long") and num(out)
def applied(laws, back, law, made, here):  # a micro-step; a law that is read back may be told what it makes
    whole = here if made is None else made
    sides = (whole, numeral(whole)) if law == "numeral" else laws[law]
    left, right = sides[::-1] if back and made is None else sides
    need(ROWS[here].sort == "real" and matches(left, whole, found := {}), f"{law} does not apply")
    new = filled(right, found)
    return new if made is None else need(back and new == here, f"{law} does not make that") and made
def follow(t, steps, equations=()):
    laws = {**LAWS, **{f"use{k}": sides for k, sides in enumerate(equations)}}
    for back, law, path, made in steps:
        t = exchanged(t, path, partial(applied, laws, back, law, made))
        need(not ROWS[t].loose, "a bound variable leaves its binder")
    return t

# Sections 4, 6 and 7: rules, which give hypotheses and a claim ----------------------------------------------------
def logic(rule):  # the rule of such forms: ``lines used; terms given => claim``; in ``p |- q``, p is a hypothesis
    sequents = lambda text: [[form(side) for side in s.split("|-")] for s in text.split(",") if s.strip()]
    used, given, ((*assumed, claim),) = map(sequents, re.split(";|=>", rule))
    def infer(at):
        seen, found = [*zip(given, at.terms * bool(given), strict=True), *zip(used, at.props, strict=True)], {}
        need(all(matches(s[-1], t, found) for s, t in seen), "something of another form is needed")
        left = [hyps - {filled(p, found) for p in s[:-1]} for s, hyps in zip(used, at.hyps, strict=True)]
        return frozenset(filled(p, found) for p in assumed).union(*left), filled(claim, found)
    return infer
def trans(at):
    (a, b), (c, d) = (parts(p, "=", "<=", "<") for p in at.props)
    sign = min(ROWS[p].head for p in at.props)  # as texts, < is before <=, and <= before =
    return need(b == c, "the middle terms differ") and (at.all, app(sign, a, d))
def ring(at):
    a, b = at.terms
    end = follow(a, at.algebra, [parts(p, "=") for p in at.props])
    return need(end == b, "the micro-steps lead elsewhere") and (at.all, app("=", a, b))
def linear(at):
    goal, *factors = at.terms
    rest, strict = follow(app("-", *parts(goal, "<", "<=")[::-1]), at.algebra), ROWS[goal].head == "<="
    for c, p in zip(factors, at.props, strict=True):
        found = {"c": c, **dict(zip("ab", parts(p, "=", "<", "<="), strict=True))}
        need(value(c) is not None and (value(c) > 0 or ROWS[p].head == "="), "a multiplier is no positive numeral")
        need(matches(form("+ * c - b a r"), rest, found), "the micro-steps lead elsewhere")
        rest, strict = found["r"], strict or ROWS[p].head == "<"
    need(value(rest) is not None and (value(rest) > 0 or (strict and value(rest) == 0)), "the goal is not reached")
    return at.all, goal
def without(hyps, x, domain):
    left = hyps - {app("in", x, domain)}
    return need(not any(x in ROWS[h].free for h in left), "a hypothesis mentions the bound variable") and left
def congr(at):
    (t,), (hyps,), ((a, b),), names = at.terms, at.hyps, [parts(p, "=") for p in at.props], [*at.variables]
    need(len({*names}) == len(names) and ROWS[t].free.isdisjoint(names), "a name is not new")
    def enter(binder, below):
        nonlocal hyps
        x = names.pop(0)
        new = closing(x, below(opened(binder, x)))
        hyps = without(hyps, x, ROWS[binder].parts[0])
        return new
    new = exchanged(t, at.path, lambda here: need(here == a, "the left side is not at the path") and b, enter)
    return need(not names, "a name is left over") and (hyps, app("=", t, new))
def gen(at):
    (x,), (domain,), (p,), (hyps,) = at.variables, at.terms, at.props, at.hyps
    need(x not in ROWS[domain].free, "the variable is free in its own domain")
    return without(hyps, x, domain), make("bind", "all", (domain, closing(x, p)))
def choose(at):
    (some, p), (x,) = at.props, at.variables
    need(x not in ROWS[some].free | ROWS[p].free, "the variable is not new")
    return at.hyps[0] | without(at.hyps[1] - {opened(some, x)}, x, parts(some, "ex", kind="bind")[0]), p
def axiom(at):
    metas, where, conclusion = at.file.axioms[at.axiom]
    met = at.by.keys() == {*metas} and [replaced(p, at.by) for _, p in where] == at.props
    return need(met, "a metavariable or a side condition is not met") and (at.all, replaced(conclusion, at.by))
def define(at):
    (t,) = at.terms
    (parameters, body), given = at.file.definitions[ROWS[t].head], parts(t, ROWS[t].head)
    need([ROWS[p].sort for p in given] == [ROWS[p].sort for p in parameters], "an argument has another sort")
    return at.all, app("=", t, replaced(body, dict(zip(parameters, given, strict=True))))
def inst(at): return frozenset(replaced(h, at.by) for h in at.hyps[0]), replaced(*at.props, at.by)
def decide(at):
    (p,) = at.terms
    *elements, last = ROWS[p].parts or [p]
    listed = ROWS[p].head in ("in", "finite") and ROWS[last][:2] == ("app", "finset")
    true = any(holds(*[Fraction(value(t)) for t in found.values()]) for f, holds in TRUE if matches(f, p, found := {}))
    true |= listed and all(value(m) is not None and m in ROWS[last].parts for m in elements)
    return need(true, "that is not a true statement about numerals") and (at.all, p)
def enumerate_(at):
    (t,) = at.terms
    domain, _ = parts(t, "sum", "prod", "all", kind="bind")
    found = [value(i) for i in parts(domain, "finset", "range")]
    if ROWS[domain].head == "range" and need(found[1] - found[0] < 200, "there are too many elements"):
        found = range(-(-found[0] // 1), found[1] // 1 + 1)
    need(None not in found and len({*found}) == len(found) <= 200, "the elements are no distinct numerals, or too many")
    sign, empty = {"sum": ("+", num(0)), "prod": ("*", num(1)), "all": ("and", app("true"))}[ROWS[t].head]
    return at.all, app("=", t, reduce(partial(app, sign), [opened(t, num(v)) for v in found] or [empty]))
TRUE = [(form(pattern), holds) for pattern, holds in (
    ("true", lambda: True), ("= k m", lambda k, m: k == m), ("not = k m", lambda k, m: k != m),
    ("< k m", lambda k, m: k < m), ("<= k m", lambda k, m: k <= m), ("in k icc i m", lambda k, i, m: i <= k <= m),
    ("in k ioo i m", lambda k, i, m: i < k < m), ("in k range i m", lambda k, i, m: i <= k <= m and k % 1 == 0),
    ("in k integers", lambda k: k % 1 == 0), ("in k naturals", lambda k: k % 1 == 0 and k >= 0))]
RULES = {name.strip(): logic(rule) for name, rule in (rule.split(":") for rule in """
assume:; p => p |- p. refl:; t => = t t. symm: = a b;=> = b a. eq_mp: = p q, p;=> q. iff: imp p q, imp q p;=> = p q.
mp: imp p q, p;=> q. conj: p, q;=> and p q. left: and p q;=> p. right: and p q;=> q. or_left: p; q => or p q.
or_right: q; p => or p q. cases: or p q, p |- r, q |- r;=> r. discharge: p |- q; p => imp p q.
not_intro: p |- false; p => not p. excluded_middle:; p => or p not p. contradiction: p, not p; q => q.
spec: all D B, in t D;=> B[t]. exists: in t D, B[t]; ex D B => ex D B""".split("."))}
RULES |= {f.__name__.strip("_"): f for f in (
    trans, ring, linear, congr, gen, choose, axiom, define, inst, decide, enumerate_)}

# Sections 1, 3 and 8: files ---------------------------------------------------------------------------------------
text = str.__str__  # which takes nothing but a text
def natural(n): return need(type(n) is int and n >= 0, f"{n} is no natural number") and n
def distinct(pairs): return need(len(dict(pairs)) == len(pairs), "something is there twice") and dict(pairs)
def each(read, found): return need(isinstance(found, list), "a list is needed") and [read(one) for one in found]
def pair(one, other): return lambda found: (one(found[0]), other(*found[1:]))
class File:  # what a certificate or the library holds; when all is read, ``proved`` is the theorem
    def __init__(self, source, kind="certificate"):
        self.terms, self.definitions, self.axioms, self.done, self.names, self.proved = [], {}, {}, [], set(), None
        self.fields = {"uses": self.line, "terms": self.term, "instance": pair(self.variable, self.term),
                       "path": natural, "variables": self.variable, "algebra": self.micro_step}
        head, *self.rest = json.loads(source, object_pairs_hook=distinct, parse_float=natural, parse_constant=natural)
        need((head.pop(kind), natural(head.pop("version"))) == ("mlekl", 2), f"no {kind} of version 2: make it again")
        need(head.keys() <= {"name", "title"} and {*map(type, head.values())} <= {str}, "a wrong key")
    def line(self, n): return self.done[natural(n)]
    def term(self, n): return self.terms[natural(n)]
    def variable(self, n): return need(ROWS[self.term(n)].kind == "var", "a variable is needed") and self.term(n)
    def micro_step(self, written):
        back, law, path, made = MICRO_STEP.fullmatch(written).groups()
        return back, law, [int(place) for place in path.split(".") if path], self.term(int(made)) if made else None
    def schema(self, letters, *terms):  # the distinct variables that alone are free in some terms
        letters = distinct([(self.variable(n), n) for n in each(natural, letters)])
        self.names.update(*(ROWS[t].names for t in terms))
        other = any(ROWS[t].loose or ROWS[t].free - letters.keys() for t in terms)
        return need(not other and not self.done, "something else is free, or a proof line is above") and [*letters]
    def read(self, record):  # a term, an axiom, a definition, a proof line or the theorem
        match sorted(record.items()):
            case [("var", [str(name), str(sort)])]: self.terms.append(make("var", name, (), sort))
            case [("bound", k)]: self.terms.append(make("bound", range(400)[natural(k)]))
            case [("num", v)] if re.fullmatch("[-/0-9]{1,400}", v) and str(Fraction(v)) == v: self.terms.append(num(v))
            case [("bind", [str(head), n, m])]: self.terms.append(make("bind", head, (self.term(n), self.term(m))))
            case [("app", [str(head), inside, str(sort)])]:
                t = make("app", head, tuple(each(self.term, inside)), None if head in CONSTANTS else sort)
                self.terms.append(need(ROWS[t].sort == sort, f"{head} makes no {sort}") and t)
            case [("axiom", str(name)), ("conclusion", end), ("metas", metas), ("where", where)]:
                where, end = each(pair(text, self.term), where), self.term(end)
                new = self.schema(metas, end, *(p for _, p in where)), where, end
                need(all(ROWS[p].sort == "prop" for _, p in (*where, ("", end))), f"{name} is made of other things")
                need(self.axioms.setdefault(name, new) == new, f"there are two axioms {name}")
            case [("body", body), ("definition", str(name)), ("parameters", parameters)]:
                new = self.schema(parameters, body := self.term(body)), body
                taken = {*CONSTANTS, *BINDERS}.union(*(ROWS[b].names for _, b in (new, *self.definitions.values())))
                need(re.fullmatch("[A-Za-z_][A-Za-z0-9_]*", name) and name not in taken, f"{name} is no new name")
                need(self.definitions.setdefault(name, new) is new, f"there are two definitions of {name}")
            case _ if "line" in record:
                at = SimpleNamespace(file=self, axiom=text(record.get("axiom", "")), **{
                    key: each(read, record.get(key, [])) for key, read in self.fields.items()})
                need(record.keys() <= {"line", "axiom", *self.fields}, "a line has a wrong key")
                at.hyps, at.props, at.by = [hyps for hyps, _ in at.uses], [p for _, p in at.uses], distinct(at.instance)
                at.all = frozenset().union(*at.hyps)
                need(not any(ROWS[t].loose for t in (*at.terms, *at.by.values())), "a bound variable is loose")
                self.done.append(RULES[record["line"]](at))
                need(ROWS[self.done[-1][1]].sort == "prop", "that is no proposition")
            case _:
                need(record.keys() <= {"theorem", "hypotheses", "steps"}, "the record is of no known kind")
                hyps, self.proved = self.line(record["theorem"])
                listed, _ = (each(pair(text, read), record.get(key, [])) for key, read in (
                    ("hypotheses", self.term), ("steps", self.line)))
                need(hyps <= {h for _, h in listed}, "the theorem rests on a hypothesis that is not listed")
    def check(self):
        for self.count, record in enumerate(self.rest, 1):
            need(self.proved is None, "something follows the theorem") and self.read(record)
        return self
def strangers(found):  # the axioms and definitions that are not the library's
    own = File(LIBRARY.read_text("utf-8"), "library").check()
    strange = [f"axiom {name!a}" for name, a in found.axioms.items() if own.axioms.get(name) != a]
    return strange + [f"definition {name!a}" for name, d in found.definitions.items()
                      if name in own.names | own.definitions.keys() and own.definitions.get(name) != d]
def replay(path):  # what came of a file, as an exit code
    ROWS.clear(), NUMBERS.clear()
    code, name = 4, ascii(str(path))
    try:
        with open(path, "rb") as file:
            need(len(content := file.read(2**26 + 1)) <= 2**26, "the file is larger than 64 MiB")
        found, code = File(content.decode("utf-8")), 2
        need(found.check().proved is not None, "the theorem is missing")
        strange = strangers(found)
    except Exception as error:
        print(name, f"record {found.count}" if code == 2 else "malformed", f"{error!a:.300}", sep=": ", file=sys.stderr)
        return code
    print("\n  NOT IN THE LIBRARY: ".join([f"{name}: {len(found.done)} lines check", *strange]))
    return 3 if strange else 0
if __name__ == "__main__":
    sys.setrecursionlimit(10_000)
    sys.exit(max(map(replay, sys.argv[1:]), default=4))
